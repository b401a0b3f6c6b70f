"""The addresses of people, organisations, addresses and the logboek."""

from django.urls import path

from organisaties.views import account, adres, beheer, convenanten, gebruikers, invoer, logboek, organisaties

urlpatterns = [
    path("mijn-account/", account.account, name="account"),
    path("rol-kiezen/", account.kies_lidmaatschap, name="kies-lidmaatschap"),
    path("logboek/", logboek.logboek, name="logboek"),
    path("gemeenten/<str:code>/adres/", adres.adres, name="adres"),
    path("opgave/regio/<int:pk>/convenant-toevoegen/", convenanten.toevoegen, name="convenant-toevoegen"),
    path("opgave/convenanten/<int:pk>/", convenanten.een, name="convenant"),
    path("opgave/convenanten/<int:pk>/wijzigen/", convenanten.wijzigen, name="convenant-wijzigen"),
    path("beheer/", beheer.beheer, name="beheer"),
    path("beheer/gebruikers/", gebruikers.gebruikers, name="gebruikers"),
    path("beheer/gebruikers/uitnodigen/", gebruikers.uitnodigen, name="gebruiker-uitnodigen"),
    path("beheer/gebruikers/<int:pk>/", gebruikers.gebruiker, name="gebruiker"),
    path("beheer/gebruikers/<int:pk>/opnieuw/", gebruikers.opnieuw_uitnodigen, name="gebruiker-opnieuw-uitnodigen"),
    path("beheer/gebruikers/<int:pk>/uitzetten/", gebruikers.uitzetten, name="gebruiker-uitzetten"),
    path("beheer/gebruikers/<int:pk>/aanzetten/", gebruikers.aanzetten, name="gebruiker-aanzetten"),
    path("beheer/rollen/<int:pk>/beeindigen/", gebruikers.rol_beeindigen, name="lidmaatschap-beeindigen"),
    path("beheer/organisaties/<str:soort>/", organisaties.lijst, name="organisaties"),
    path("beheer/organisaties/<str:soort>/toevoegen/", organisaties.wijzigen, name="organisatie-toevoegen"),
    path("beheer/organisaties/<str:soort>/<int:pk>/", organisaties.wijzigen, name="organisatie-wijzigen"),
    path("invoer/", invoer.overzicht, name="invoer"),
    path("invoer/bestand/<int:pk>/", invoer.bestand, name="invoerbestand"),
    path("invoer/bestand/<int:pk>/fouten/", invoer.fouten, name="invoerbestand-fouten"),
    path("invoer/bestand/<int:pk>/terugdraaien/", invoer.terug, name="invoerbestand-terugdraaien"),
    path("invoer/bestand/<int:pk>/weggooien/", invoer.weg, name="invoerbestand-weggooien"),
    path("invoer/<str:soort>/", invoer.soort, name="invoer-soort"),
    path("invoer/<str:soort>/sjabloon/<str:vorm>/", invoer.leeg, name="invoer-sjabloon"),
]
