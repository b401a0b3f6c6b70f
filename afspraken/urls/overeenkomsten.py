from django.urls import path

from afspraken.views import monitoring, overeenkomsten, rondom

urlpatterns = [
    path("afspraken/", overeenkomsten.lijst, name="afspraken"),
    path("afspraken/nieuw/", overeenkomsten.nieuw, name="afspraak-nieuw"),
    path("afspraken/<int:pk>/", overeenkomsten.een, name="afspraak"),
    path("afspraken/<int:pk>/wijzigen/", overeenkomsten.wijzigen, name="afspraak-wijzigen"),
    path("afspraken/<int:pk>/weggooien/", overeenkomsten.weggooien, name="afspraak-weggooien"),
    path("afspraken/<int:pk>/addendum/", overeenkomsten.addendum, name="addendum-nieuw"),
    path("afspraken/<int:pk>/vervolg/", overeenkomsten.nieuwe_versie, name="afspraak-vervolg"),
    path("afspraken/<int:pk>/thema/", overeenkomsten.thema_toevoegen, name="thema-toevoegen"),
    path("afspraken/thema/<int:pk>/", overeenkomsten.thema_wijzigen, name="thema-wijzigen"),
    path("afspraken/thema/<int:pk>/verwijderen/", overeenkomsten.thema_verwijderen, name="thema-verwijderen"),
    path("afspraken/thema/<int:pk>/afspraak/", overeenkomsten.afspraak_toevoegen, name="onderdeel-toevoegen"),
    path("afspraken/onderdeel/<int:pk>/", overeenkomsten.afspraak_wijzigen, name="onderdeel-wijzigen"),
    path(
        "afspraken/onderdeel/<int:pk>/verwijderen/", overeenkomsten.afspraak_verwijderen, name="onderdeel-verwijderen"
    ),
    path("afspraken/onderdeel/<int:pk>/uitvoering/", rondom.uitvoering, name="uitvoering-vastleggen"),
    path("afspraken/<int:pk>/ondertekenen/<int:partij>/", rondom.ondertekenen, name="afspraak-ondertekenen"),
    path(
        "afspraken/<int:pk>/ondertekenen/<int:partij>/intrekken/",
        rondom.ondertekening_intrekken,
        name="ondertekening-intrekken",
    ),
    path("afspraken/<int:pk>/document/", rondom.document_toevoegen, name="document-toevoegen"),
    path("afspraken/document/<int:pk>/", rondom.document, name="afspraakdocument"),
    path("afspraken/document/<int:pk>/vervangen/", rondom.document_vervangen, name="document-vervangen"),
    path("afspraken/document/<int:pk>/intrekken/", rondom.document_intrekken, name="document-intrekken"),
    path("afspraken/<int:pk>/overleg/", rondom.overleg_vastleggen, name="overleg-vastleggen"),
    path("afspraken/overleg/<int:pk>/intrekken/", rondom.overleg_intrekken, name="overleg-intrekken"),
    path("afspraken/<int:pk>/cyclus/<int:jaar>/", rondom.cyclus, name="jaarcyclus"),
    path("afspraken/<int:pk>/monitoring/", monitoring.openen, name="monitoring-openen"),
    path("afspraken/monitoring/<int:pk>/", monitoring.ronde, name="monitoring"),
    path("afspraken/monitoring/<int:pk>/<int:afspraak>/<int:partij>/", monitoring.invullen, name="voortgang-invullen"),
    path("afspraken/voortgang/<int:pk>/akkoord/", monitoring.akkoord, name="voortgang-akkoord"),
    path("afspraken/monitoring/<int:pk>/sluiten/", monitoring.sluiten, name="monitoring-sluiten"),
    path("afspraken/monitoring/<int:pk>/verslag/", monitoring.verslag, name="monitoring-verslag"),
    path("afspraken/monitoring/<int:pk>/pdf/", monitoring.pdf, name="monitoring-pdf"),
]
