from django.urls import path

from afspraken.views import normen

urlpatterns = [
    path("afspraken/normen/", normen.lijst, name="normen"),
    path("afspraken/normen/nieuw/", normen.nieuw, name="norm-vastleggen"),
    path("afspraken/normen/<int:pk>/vervangen/", normen.vervang, name="norm-vervangen"),
    path("afspraken/normen/<int:pk>/intrekken/", normen.trek_in, name="norm-intrekken"),
    path("afspraken/normen/<int:pk>/afstemming/<int:jaar>/", normen.stem_af, name="norm-afstemmen"),
]
