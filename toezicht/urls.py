"""The addresses of the supervision."""

from django.urls import path

from toezicht.views import beeld, brieven, controle, kaders, rondes, teksten, uitgifte

urlpatterns = [
    path("toezicht/", rondes.lijst, name="toezicht"),
    path("toezicht/rondes/openen/", rondes.openen, name="ronde-openen"),
    path("toezicht/rondes/<int:pk>/", rondes.een, name="ronde"),
    path("toezicht/rondes/<int:pk>/verwijderen/", rondes.verwijderen, name="ronde-verwijderen"),
    path("toezicht/rondes/<int:pk>/kaart/", beeld.kaart, name="ronde-kaart"),
    path("toezicht/rondes/<int:pk>/samenvatting/", beeld.samenvatting, name="ronde-samenvatting"),
    path("toezicht/rondes/<int:pk>/samenvatting/pdf/", beeld.samenvatting_pdf, name="ronde-samenvatting-pdf"),
    path("toezicht/rondes/<int:pk>/gs-besluit/", beeld.gs_besluit, name="ronde-gs-besluit"),
    path("toezicht/rondes/<int:pk>/openbaar/", uitgifte.openbaar, name="ronde-openbaar"),
    path("toezicht/rondes/<int:pk>/openbaar/brieven/", uitgifte.openbare_brieven, name="ronde-openbare-brieven"),
    path("toezicht/rondes/<int:pk>/archief/", uitgifte.archief, name="ronde-archief"),
    path("toezicht/rondes/<int:pk>/<str:code>/", rondes.beoordelen, name="beoordeling-maken"),
    path("toezicht/brieven/", brieven.lijst, name="brieven"),
    path("toezicht/brieven/<int:pk>/", brieven.een, name="brief"),
    path("toezicht/brieven/<int:pk>/pdf/", brieven.pdf, name="brief-pdf"),
    path("toezicht/brieven/<int:pk>/wijzigen/", brieven.wijzigen, name="brief-wijzigen"),
    path("toezicht/brieven/<int:pk>/vaststellen/", brieven.vaststellen, name="brief-vaststellen"),
    path("toezicht/brieven/<int:pk>/verzenden/", brieven.verzenden, name="brief-verzenden"),
    path("toezicht/controle/", controle.pagina, name="brief-controleren"),
    path("toezicht/tekstblokken/", teksten.lijst, name="tekstblokken"),
    path("toezicht/tekstblokken/nieuw/", teksten.nieuw, name="tekstblok-nieuw"),
    path("toezicht/tekstblokken/voorbeeld/", teksten.voorbeeld, name="tekstblokken-voorbeeld"),
    path("toezicht/tekstblokken/<int:pk>/", teksten.een, name="tekstblok"),
    path("toezicht/tekstblokken/<int:pk>/verwijderen/", teksten.verwijderen, name="tekstblok-verwijderen"),
    path("toezicht/kaders/", kaders.lijst, name="kaders"),
    path("toezicht/kaders/beginnen/", kaders.beginnen, name="kader-beginnen"),
    path("toezicht/kaders/<int:pk>/", kaders.een, name="kader"),
    path("toezicht/kaders/<int:pk>/wijzigen/", kaders.wijzigen, name="kader-wijzigen"),
    path("toezicht/kaders/<int:pk>/treden/<int:nummer>/", kaders.trede, name="kader-trede"),
    path("toezicht/kaders/<int:pk>/regels/<int:nummer>/", kaders.regel, name="kader-regel"),
    path("toezicht/kaders/<int:pk>/keuzes/<str:veld>/", kaders.keuze, name="kader-keuze"),
    path("toezicht/kaders/<int:pk>/proef/", kaders.op_proef, name="kader-proef"),
    path("toezicht/kaders/<int:pk>/in-werking/", kaders.in_werking, name="kader-in-werking"),
    path("toezicht/kaders/<int:pk>/verwijderen/", kaders.verwijderen, name="kader-verwijderen"),
    path("toezicht/afzender/", teksten.afzender, name="afzender"),
]
