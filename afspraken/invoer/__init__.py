"""The kinds of files about agreements: normen and vrijgekomen-woningen."""

from afspraken.acties.normen import niet_samen_terug
from afspraken.beelden.normbalk import hoeveel
from afspraken.invoer import normen, woningen
from afspraken.models import Norm, VrijgekomenWoning
from afspraken.toegang import mag_norm_vastleggen, mag_woning_vastleggen
from organisaties.handelingen import noem
from organisaties.invoer import terugdraaien
from organisaties.invoer.soorten import registreer
from organisaties.templatetags.weergave import datum


def meld_aan() -> None:
    """Join the list of kinds and the words of the logboek; called once, when the app is ready."""
    terugdraaien.registreer(
        VrijgekomenWoning,
        terugdraaien.Regeling(
            lambda lid, rij: mag_woning_vastleggen(lid, rij.corporatie),
            lambda rij: f"Vrijgekomen woning {rij.kenmerk} van {rij.corporatie}",
            met=("corporatie",),
        ),
    )
    terugdraaien.registreer(
        Norm,
        terugdraaien.Regeling(
            lambda lid, rij: mag_norm_vastleggen(lid, rij.gemeente, rij.regio),
            lambda rij: f"Norm {rij.soort} {hoeveel(rij.regel)} {rij.bereik_naam} vanaf {datum(rij.van)}",
            samen=lambda rij: (*rij.bereik, rij.soort, rij.doelgroep),
            samen_mag=niet_samen_terug,
            met=("corporatie", "gemeente", "regio"),
        ),
    )
    registreer(*normen.SOORTEN, *woningen.SOORTEN)
    noem(
        {
            "norm vastgelegd": "Norm vastgelegd",
            "vrijgekomen woningen vastgelegd": "Vrijgekomen woningen vastgelegd",
            "vrijgekomen woning vastgelegd": "Vrijgekomen woning vastgelegd",
            "vrijgekomen woning verbeterd": "Vrijgekomen woning verbeterd",
            "vrijgekomen woning ingetrokken": "Vrijgekomen woning ingetrokken",
            "vrijgekomen woning gereserveerd": "Vrijgekomen woning gereserveerd",
            "vrijgekomen woning verhuurd": "Vrijgekomen woning verhuurd",
            "vrijgekomen woning uit de verhuur": "Vrijgekomen woning uit de verhuur gehaald",
            "reservering van woning vervallen": "Reservering van een woning vervallen",
            "woningenlijst gevraagd": "Lijst van vrijgekomen woningen gevraagd per mail",
            "woningenlijst ingevuld via de link in de mail": "Woningenlijst ingevuld via de link in de mail",
            "plaatsing aan woning gekoppeld": "Plaatsing aan een woning gekoppeld",
            "koppeling van plaatsing ingetrokken": "Koppeling van een plaatsing aan een woning ingetrokken",
        }
    )
