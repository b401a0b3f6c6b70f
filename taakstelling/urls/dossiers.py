from django.urls import path

from taakstelling.views import dossiers

urlpatterns = [
    path("cijfers/verschoonbaarheid/", dossiers.lijst, name="verschoonbaarheid"),
    path("cijfers/verschoonbaarheid/<int:pk>/", dossiers.een, name="verschoonbaarheidsdossier"),
    path("cijfers/verschoonbaarheid/<int:pk>/pdf/", dossiers.pdf, name="verschoonbaarheid-pdf"),
    path("cijfers/verschoonbaarheid/<int:pk>/verzenden/", dossiers.verzenden, name="verschoonbaarheid-verzenden"),
    path(
        "cijfers/<gemeentecode:code>/<halfjaar:halfjaar>/verschoonbaarheid/",
        dossiers.maken,
        name="verschoonbaarheid-maken",
    ),
]
