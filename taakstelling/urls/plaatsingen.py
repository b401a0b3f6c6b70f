from django.urls import path

from taakstelling.views import plaatsingen

urlpatterns = [
    path("opgave/plaatsingen/", plaatsingen.lijst, name="plaatsingen"),
    path("opgave/plaatsingen/nieuw/", plaatsingen.nieuw, name="plaatsing-vastleggen"),
    path("opgave/plaatsingen/meer/", plaatsingen.meer, name="plaatsingen-vastleggen"),
    path("opgave/plaatsingen/<int:pk>/", plaatsingen.een, name="plaatsing"),
    path("opgave/plaatsingen/<int:pk>/corrigeren/", plaatsingen.corrigeer, name="plaatsing-corrigeren"),
    path("opgave/plaatsingen/<int:pk>/intrekken/", plaatsingen.trek_in, name="plaatsing-intrekken"),
    path("opgave/telregels/", plaatsingen.telregels, name="telregels"),
]
