"""What waits for somebody about agreements: the round to fill in, a signaalwaarde that was passed, what ends."""

from datetime import date

from django.urls import reverse

from afspraken.overzicht.afstemmingen import open_afstemmingen
from afspraken.overzicht.alarmen import alarmen_voor
from afspraken.overzicht.monitoring import open_rondes_van
from balie.taken import Taak
from organisaties.models import Lidmaatschap
from organisaties.templatetags.weergave import datum


def afspraaktaken(lid: Lidmaatschap | None, vandaag: date) -> list[Taak]:
    """First the rounds with their last day, then what was passed, then what ends."""
    rondes = [
        Taak(
            f"{open_.ronde} van “{open_.ronde.prestatieafspraak}”: u hebt nog {open_.te_doen}"
            f" {'melding' if open_.te_doen == 1 else 'meldingen'} te doen, tot en met {datum(open_.ronde.uiterlijk)}.",
            reverse("monitoring", args=[open_.ronde.pk]),
            "Vul uw deel in",
        )
        for open_ in open_rondes_van(lid)
    ]
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
