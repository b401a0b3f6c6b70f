from django.urls import path

from taakstelling.views import koppelpeildata

urlpatterns = [
    path("cijfers/koppelpeildata/", koppelpeildata.lijst, name="koppelpeildata"),
    path(
        "cijfers/<gemeentecode:code>/<halfjaar:halfjaar>/koppelpeildatum/", koppelpeildata.een, name="koppelpeildatum"
    ),
]
