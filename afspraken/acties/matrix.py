"""Recording who does what: the whole matrix of a gemeente at once."""

import hashlib
from collections.abc import Sequence
from dataclasses import astuple, dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from afspraken.models import Verantwoordelijkheid
from afspraken.regels.begeleiding import Fase
from afspraken.regels.matrix import VOORBEELDTAKEN
from afspraken.toegang import mag_matrix_wijzigen
from organisaties import logboek
from organisaties.models import Gemeente, Lidmaatschap
from organisaties.regels.persoonsgegevens import lijkt_persoonsgegeven
from organisaties.toegang import eis
from organisaties.vastleggen import AlGewijzigd


@dataclass(frozen=True, slots=True)
class Matrixregel:
    """One task with its three cells: volledig, gedeeld or empty."""

    fase: Fase
    taak: str
    corporatie: str = ""
    gemeente: str = ""
    huurders: str = ""


def voorbeeldregels() -> list[Matrixregel]:
    """The tasks of the note, with nobody filled in yet."""
    return [Matrixregel(fase, taak) for fase, taken in VOORBEELDTAKEN.items() for taak in taken]


def matrixregels_van(gemeente: Gemeente) -> list[Matrixregel]:
    rijen = Verantwoordelijkheid.objects.filter(gemeente=gemeente).order_by("volgorde")
    return [Matrixregel(Fase(r.fase), r.taak, r.door_corporatie, r.door_gemeente, r.door_huurders) for r in rijen]


def versie_van_matrix(gemeente: Gemeente) -> str:
    """A mark of what the matrix holds now."""
    inhoud = "\n".join("|".join(map(str, astuple(regel))) for regel in matrixregels_van(gemeente))
    return hashlib.sha256(inhoud.encode()).hexdigest()[:16]


@transaction.atomic
def leg_matrix_vast(
    *,
    door: Lidmaatschap | None,
    gemeente: Gemeente,
    regels: Sequence[Matrixregel],
    versie: str | None = None,
) -> None:
    """Replace the matrix of a gemeente. Raises GeenToegang, AlGewijzigd and ValidationError."""
    eis(mag_matrix_wijzigen(door, gemeente))
    # The gemeente is the lock: two people who save at once take turns.
    Gemeente.objects.select_for_update().get(pk=gemeente.pk)
    if versie is not None and versie != versie_van_matrix(gemeente):
        raise AlGewijzigd
    taken = [(regel.fase, regel.taak.casefold()) for regel in regels]
    if len(set(taken)) != len(taken):
        raise ValidationError("Een taak staat twee keer in dezelfde fase. Haal er een weg.")
    for regel in regels:
        if soort := lijkt_persoonsgegeven(regel.taak):
            raise ValidationError(f"‘{regel.taak}’ lijkt op een {soort}. Noem een taak, geen persoon.")
    volgorde = list(Fase)
    Verantwoordelijkheid.objects.filter(gemeente=gemeente).delete()
    Verantwoordelijkheid.objects.bulk_create(
        Verantwoordelijkheid(
            gemeente=gemeente,
            fase=regel.fase.value,
            volgorde=nummer,
            taak=regel.taak,
            door_corporatie=regel.corporatie,
            door_gemeente=regel.gemeente,
            door_huurders=regel.huurders,
        )
        for nummer, regel in enumerate(sorted(regels, key=lambda regel: volgorde.index(regel.fase)))
    )
    logboek.schrijf(
        door=door, handeling="matrix vastgelegd", op=Verantwoordelijkheid, gemeente=gemeente, taken=len(regels)
    )
