"""What waits for somebody about agreements: the round to fill in, a signaalwaarde that was passed, what ends."""

from datetime import date

from django.urls import reverse

from afspraken.overzicht.afstemmingen import open_afstemmingen
from afspraken.overzicht.alarmen import alarmen_voor
from afspraken.overzicht.monitoring import Openstaand, open_rondes_van
from balie.taken import Taak
from organisaties.models import Lidmaatschap
from organisaties.templatetags.weergave import datum


def afspraaktaken(lid: Lidmaatschap | None, vandaag: date) -> list[Taak]:
    """First the rounds with their last day, then what was passed, then what ends."""
    rondes = [taak for open_ in open_rondes_van(lid) for taak in _van_ronde(open_)]
    boven = [
        Taak(
            f"{een.naam}: het aandeel over {een.jaar} ligt boven de signaalwaarde. Er is nog niet opgeschreven wat u"
            " daarover afspreekt.",
            een.url,
            "Schrijf op wat is afgesproken",
        )
        for een in open_afstemmingen(lid, vandaag)
    ]
    aflopend = [
        Taak(alarm.zin, reverse("afspraak", args=[alarm.rij.pk]), "Bekijk het stuk")
        for alarm in alarmen_voor(lid, vandaag)
    ]
    return [*rondes, *boven, *aflopend]


def _van_ronde(open_: Openstaand) -> list[Taak]:
    """What to fill in, and what others reported that nobody agreed to yet."""
    welke, adres = f"{open_.ronde} van “{open_.ronde.prestatieafspraak}”", reverse("monitoring", args=[open_.ronde.pk])
    taken = []
    if open_.te_doen:
        meldingen = "melding" if open_.te_doen == 1 else "meldingen"
        zin = f"{welke}: u hebt nog {open_.te_doen} {meldingen} te doen, tot en met {datum(open_.ronde.uiterlijk)}."
        taken.append(Taak(zin, adres, "Vul uw deel in"))
    if open_.te_lezen:
        wachten = "melding van een ander wacht" if open_.te_lezen == 1 else "meldingen van anderen wachten"
        taken.append(Taak(f"{welke}: {open_.te_lezen} {wachten} op akkoord.", adres, "Lees en geef akkoord"))
    return taken
