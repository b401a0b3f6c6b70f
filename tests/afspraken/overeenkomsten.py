"""Small agreements of Steenwijkerland with Woonconcept and De Veste, for the tests."""

from datetime import date
from typing import Any

from afspraken import acties
from afspraken.models import Partij, Prestatieafspraak

GEMEENTE = "huisvesting@steenwijkerland.example"
CORPORATIE = "verhuur@woonconcept.example"
HUURDERS = "bestuur@deveste.example"


def partij(rij: Prestatieafspraak, soort: str) -> Partij:
    """The first party of this kind."""
    gevonden: Partij = rij.partijen.filter(**{f"{soort}__isnull": False}).first()
    return gevonden


def concept(wereld: Any, gemeente: str = "GM1708", **anders: Any) -> Prestatieafspraak:
    """One theme, one afspraak, all three parties do something; 2024 and 2025."""
    partijen = [wereld.gemeenten[gemeente], wereld.lid(CORPORATIE).corporatie]
    if gemeente == "GM1708":
        partijen.append(wereld.lid(HUURDERS).huurdersorganisatie)
    opties = {"naam": "Afspraken 2024-2025", "van": date(2024, 1, 1), "tot": date(2026, 1, 1)} | anders
    rij = acties.stel_op(door=None, partijen=partijen, **opties)
    thema = acties.leg_thema_vast(door=None, prestatieafspraak=rij, naam="Bijzondere doelgroepen")
    acties.leg_afspraak_vast(
        door=None,
        thema=thema,
        nummer="1",
        titel="Aandeel",
        beoogd_effect="Genoeg woningen.",
        regie=partij(rij, "gemeente"),
        bijdragen={p.pk: [f"Wat {p} doet."] for p in rij.partijen.all()},
    )
    return rij


def getekend(wereld: Any, gemeente: str = "GM1708", **anders: Any) -> Prestatieafspraak:
    rij = concept(wereld, gemeente, **anders)
    for een in rij.partijen.all():
        acties.onderteken(door=None, partij=een, ondertekenaar="vertegenwoordiger", datum=date(2024, 1, 8))
    rij.refresh_from_db()
    return rij
