from django.urls import path

from afspraken.views import aandelen, watals

urlpatterns = [
    path("afspraken/aandelen/", aandelen.lijst, name="aandelen"),
    path("afspraken/aandelen/<str:adres>/", aandelen.een, name="aandeel"),
    path("afspraken/aandelen/<str:adres>/verdeling/", aandelen.verdeling, name="aandeel-verdeling"),
    path("afspraken/aandelen/<str:adres>/bezit/", aandelen.bezit, name="bezit-vastleggen"),
    path("afspraken/wat-als/", watals.pagina, name="wat-als"),
]
