"""The toezichtkader: a draft that may change, put in force from a day, and from then on fixed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from organisaties import logboek
from organisaties.acties.versies import eis_versie
from organisaties.models import Lidmaatschap, Provincie
from organisaties.toegang import eis
from toezicht.models import Toezichtkader
from toezicht.regels.kader import Kader
from toezicht.regels.kaderbestand import Pakket, fouten, lees_pakket, schrijf
from toezicht.regels.resultaat import datum
from toezicht.regels.termijnen import EERSTE_RONDE
from toezicht.toegang import mag_kader_bewerken

PAKKETTEN = Path(__file__).resolve().parent.parent / "gegevens" / "kaders"
DAGEN_VOORUIT = 730
"""A kader may begin as many days from today: beyond that a date is a typing error."""


@dataclass(frozen=True)
class Geladen:
    """How many packs became a kader, and of how many provincies there were kaders already."""

    kaders: int
    overgeslagen: int


@transaction.atomic
def leg_kader_vast(
    *,
    door: Lidmaatschap | None,
    provincie: Provincie,
    inhoud: Kader,
    concept: Toezichtkader | None = None,
    uitgangspunt: Toezichtkader | None = None,
    versie: str | None = None,
) -> Toezichtkader:
    """Make a draft, or change `concept`. What the kader may not say is refused.

    Raises AlGewijzigd when the draft is not as `versie` says any more.
    """
    eis(mag_kader_bewerken(door, provincie))
    if concept is not None:
        concept = _op_slot(door, concept, versie)
    if gevonden := fouten(inhoud):
        raise ValidationError(gevonden)
    rij = concept or Toezichtkader(
        provincie=provincie,
        uitgangspunt=uitgangspunt,
        gemaakt_op=timezone.now(),
        gemaakt_door_id=door.gebruiker_id if door else None,
    )
    rij.inhoud = schrijf(inhoud)
    rij.save()
    handeling = "kader gemaakt" if concept is None else "kader gewijzigd"
    logboek.schrijf(door=door, handeling=handeling, op=rij, provincie=provincie)
    return rij


@transaction.atomic
def begin_kader(*, door: Lidmaatschap | None, provincie: Provincie) -> Toezichtkader:
    """Begin a draft as a copy of the kader that holds today, or else of the newest pack of the provincie."""
    eis(mag_kader_bewerken(door, provincie))
    nu: Toezichtkader | None = Toezichtkader.objects.geldend(provincie, timezone.localdate()).first()
    if nu is not None:
        return leg_kader_vast(door=door, provincie=provincie, inhoud=nu.kader, uitgangspunt=nu)
    eigen = [pakket for pakket in pakketten() if pakket.provincie == provincie.code]
    if not eigen:
        raise ValidationError("Van deze provincie is er nog geen voorbeeld. Vraag functioneel beheer om een kader.")
    pakket = max(eigen, key=lambda pakket: pakket.geldig_van)
    return leg_kader_vast(door=door, provincie=provincie, inhoud=pakket.kader)


@transaction.atomic
def stel_in_werking(
    *, door: Lidmaatschap | None, concept: Toezichtkader, geldig_van: date, versie: str | None = None
) -> Toezichtkader:
    """Put a draft in force for the peildata from `geldig_van` on. What was decided before stays as it was.

    Raises AlGewijzigd when the draft is not as `versie` says any more.
    """
    # Version numbers of one provincie are given in turn.
    Provincie.objects.select_for_update().get(pk=concept.provincie_id)
    rij = _op_slot(door, concept, versie)
    laatste = timezone.localdate() + timedelta(days=DAGEN_VOORUIT)
    if not EERSTE_RONDE.begin <= geldig_van <= laatste:
        van, tot = datum(EERSTE_RONDE.begin), datum(laatste)
        raise ValidationError({"geldig_van": f"Kies een dag van {van} tot en met {tot}."})
    if gevonden := fouten(rij.kader):
        raise ValidationError(gevonden)
    rij.versie = Toezichtkader.objects.filter(provincie=rij.provincie, versie__isnull=False).count() + 1
    rij.status, rij.geldig_van = Toezichtkader.Status.VAN_KRACHT, geldig_van
    rij.in_werking_op, rij.in_werking_door_id = timezone.now(), door.gebruiker_id if door else None
    rij.save()
    logboek.schrijf(
        door=door,
        handeling="kader in werking gesteld",
        op=rij,
        provincie=rij.provincie,
        versie=rij.versie,
        geldig_van=geldig_van.isoformat(),
    )
    return rij


@transaction.atomic
def verwijder_kader(*, door: Lidmaatschap | None, concept: Toezichtkader, versie: str | None = None) -> None:
    """Throw a draft away; a kader that was put in force stays. Raises AlGewijzigd, see `versie`."""
    rij = _op_slot(door, concept, versie)
    logboek.schrijf(door=door, handeling="kader verwijderd", op=rij, provincie=rij.provincie)
    rij.delete()


@transaction.atomic
def laad_pakketten(*, door: Lidmaatschap | None, provincies: Iterable[Provincie]) -> Geladen:
    """Put the packs in force of the provincies that have no kader in force yet."""
    kaders = overgeslagen = 0
    for provincie in provincies:
        if Toezichtkader.objects.filter(provincie=provincie, status=Toezichtkader.Status.VAN_KRACHT).exists():
            overgeslagen += 1
            continue
        for pakket in sorted(pakketten(), key=lambda pakket: pakket.geldig_van):
            if pakket.provincie == provincie.code:
                concept = leg_kader_vast(door=door, provincie=provincie, inhoud=pakket.kader)
                stel_in_werking(door=door, concept=concept, geldig_van=pakket.geldig_van)
                kaders += 1
    return Geladen(kaders, overgeslagen)


@cache
def pakketten() -> tuple[Pakket, ...]:
    """The kaders that come with the application."""
    return tuple(lees_pakket(pad.read_text(encoding="utf-8")) for pad in sorted(PAKKETTEN.glob("*.toml")))


def _op_slot(door: Lidmaatschap | None, concept: Toezichtkader, versie: str | None) -> Toezichtkader:
    """The draft as it is now, locked until the end of the transaction."""
    rijen = Toezichtkader.objects.select_for_update(of=("self",)).select_related("provincie")
    rij: Toezichtkader | None = rijen.filter(pk=concept.pk).first()
    eis(mag_kader_bewerken(door, concept.provincie))
    if rij is None:
        raise ValidationError("Dit concept is intussen verwijderd.")
    if rij.status != Toezichtkader.Status.CONCEPT:
        raise ValidationError("Dit kader is van kracht en ligt vast. Begin een nieuw kader om iets te wijzigen.")
    eis_versie(rij, versie)
    return rij
