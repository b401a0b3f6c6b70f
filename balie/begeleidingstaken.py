"""What has to be done about the guidance of households: signals to answer, phases to close or begin, terms that end."""

from datetime import date

from django.urls import reverse

from afspraken.overzicht.begeleidingen import Stand, lees, vraagt_aandacht, wacht_op_mij
from balie.taken import Taak
from organisaties.models import Lidmaatschap
from organisaties.rollen import Rol
from organisaties.templatetags.weergave import datum

MEESTE = 6
"""Tasks shown of each kind; the rest is one sentence with a door to the list."""
_BEKEKEN = 300
"""Begeleidingen looked at, the longest first."""


def begeleidingstaken(lid: Lidmaatschap, vandaag: date) -> list[Taak]:
    """The signals first; for the gemeente then the phases and terms."""
    taken = _signalen(lid, vandaag)
    if lid.rol != Rol.GEMEENTE:
        return taken
    rijen = lees(lid).filter(gestopt_op=None, afgesloten__lt=3).order_by("pk")[:_BEKEKEN]
    gevonden = vraagt_aandacht([Stand(rij, vandaag) for rij in rijen], vandaag)
    taken += [
        Taak(
            f"Begeleiding {stand.begeleiding.huishouden}: {zin}",
            reverse("begeleiding", args=[stand.begeleiding.pk]),
            f"Bekijk begeleiding {stand.begeleiding.huishouden}",
        )
        for stand, zin in gevonden[:MEESTE]
    ]
    if (meer := len(gevonden) - MEESTE) > 0:
        nog = "vraagt nog 1 punt" if meer == 1 else f"vragen nog {meer} punten"
        taken.append(Taak(f"In de begeleiding {nog} aandacht.", reverse("begeleidingen"), "Alle begeleidingen"))
    return taken


def _signalen(lid: Lidmaatschap, vandaag: date) -> list[Taak]:
    wachtend = wacht_op_mij(lid)
    taken = []
    for signaal in wachtend.select_related("begeleiding__huishouden", "corporatie", "begeleiding__gemeente")[:MEESTE]:
        b = signaal.begeleiding
        # The corporatie knows the home, the gemeente the household.
        wat = f"woning {b.woning or 'zonder kenmerk'}" if lid.rol == Rol.CORPORATIE else f"huishouden {b.huishouden}"
        wie = b.gemeente if lid.rol == Rol.CORPORATIE else signaal.corporatie
        laat = " Dat is te laat." if signaal.antwoord_voor < vandaag else ""
        taken.append(
            Taak(
                f"{wie} meldde over {wat}: {signaal.get_soort_display().lower()}. Antwoord uiterlijk op"
                f" {datum(signaal.antwoord_voor)}.{laat}",
                reverse("signaal-beantwoorden", args=[signaal.pk]),
                f"Beantwoord het signaal over {wat}",
            )
        )
    aantal = wachtend.count() if len(taken) == MEESTE else len(taken)
    if meer := aantal - len(taken):
        zin = f"Nog {meer} {'signaal wacht' if meer == 1 else 'signalen wachten'} op uw antwoord."
        taken.append(Taak(zin, f"{reverse('begeleidingen')}?let_op=mij", "Alle signalen"))
    return taken
