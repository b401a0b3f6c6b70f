"""Undoing a whole import: its rows are withdrawn, what they replaced is recorded again, what was touched since is kept.

An app says per model of facts who may withdraw a row, what was done with it since, and which rows only go together:
`registreer` in `meld_aan`.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import transaction
from django.utils import timezone

from organisaties import logboek
from organisaties.models import Gemeente, Invoerbestand, Lidmaatschap
from organisaties.registratie import AMSTERDAM, Registratie
from organisaties.toegang import Besluit
from organisaties.vastleggen import AlGewijzigd, leg_reeks_vast

Fase = Invoerbestand.Fase
MEESTE_GENOEMD = 500
NIET_PER_BESTAND = "Dit soort regels kan niet per bestand worden teruggedraaid."
SAMEN = "Hoort bij een andere regel die niet terug kan."
_STUK = 500
_POGINGEN = 3
_ADMINISTRATIE = frozenset(
    {"id", "vastgelegd_op", "vastgelegd_door", "ingetrokken_op", "ingetrokken_door", "reden_intrekking", "vervangt"}
    | {"invoerbestand"}
)


@dataclass(frozen=True, slots=True)
class Regeling:
    """How rows of one model are taken back."""

    mag: Callable[[Lidmaatschap | None, Any], Besluit]
    noem: Callable[[Any], str]
    """The row in words, without personal data."""
    adres: Callable[[Any], str | None] = lambda _: None
    """Where it can be seen."""
    samen: Callable[[Any], Hashable] = lambda rij: rij.pk
    """Rows with the same answer are withdrawn together or not at all."""
    samen_mag: Callable[[Sequence[Any]], str] | None = None
    """Why such rows cannot go now: what stays behind would not be right. Empty when they can."""
    geraakt: Callable[[Sequence[Any], Invoerbestand], Mapping[int, str]] | None = None
    """Which of these valid rows (by number) somebody went on with since the file was read in, and how: they stay."""
    slot: Callable[[Sequence[Any]], None] | None = None
    """Lock what somebody could go on with at this moment, before it is looked at."""
    met: tuple[str, ...] = ()
    """Relations that the functions above need."""


_REGELINGEN: dict[Any, Regeling] = {}


def registreer(model: Any, regeling: Regeling) -> None:
    _REGELINGEN[model] = regeling


def modellen() -> list[Any]:
    return [model for model in apps.get_models() if issubclass(model, Registratie)]


@dataclass(slots=True)
class Vooruitzicht:
    """Rows: how many undoing would take back, how many stay because they were touched since, how many cannot go."""

    terug: int = 0
    gehouden: int = 0
    mislukt: int = 0


def vooruitzicht(bestand: Invoerbestand, *, door: Lidmaatschap | None) -> Vooruitzicht:
    """What undoing this file would do. Rows are only read where an app looks further than the row itself."""
    uit = Vooruitzicht()
    for model in modellen():
        regeling = _REGELINGEN.get(model)
        rijen = model.objects.filter(invoerbestand=bestand)
        if regeling is not None and (regeling.geraakt or regeling.samen_mag):
            oordeel = _beoordeel(_rijen_van(model, bestand), regeling, door, bestand)
            uit.terug += len(oordeel.terug)
            uit.gehouden += len(oordeel.gehouden)
            uit.mislukt += len(oordeel.mislukt)
        else:
            staan = rijen.filter(ingetrokken_op=None).count()
            uit.terug += staan
            uit.gehouden += rijen.count() - staan
    return uit


def draai_terug(bestand: Invoerbestand, *, door: Lidmaatschap | None) -> None:
    """Undo what can be undone, in one transaction, and keep the list of what was and what was not."""
    for poging in range(_POGINGEN):
        try:
            with transaction.atomic():
                deze = Invoerbestand.objects.select_for_update().get(pk=bestand.pk)
                if deze.fase == Fase.TERUG:
                    _draai_terug(deze, door)
                return
        except AlGewijzigd:
            # Somebody corrected a row at this very moment: look again, and it is one that was touched since.
            if poging == _POGINGEN - 1:
                raise


def _draai_terug(bestand: Invoerbestand, door: Lidmaatschap | None) -> None:
    uitkomst = _Uitkomst()
    for model in modellen():
        if rijen := _rijen_van(model, bestand):
            _van_model(model, rijen, door, bestand, uitkomst)
    bestand.fase = Fase.TERUGGEDRAAID
    bestand.terugdraaiing = uitkomst.als_json()
    bestand.save(update_fields=["fase", "terugdraaiing"])
    logboek.schrijf(
        door=door,
        handeling="bestand teruggedraaid",
        op=bestand,
        gemeente=_gemeente_van(bestand),
        soort_bestand=bestand.soort,
        ongedaan=len(uitkomst.ongedaan),
        gehouden=len(uitkomst.gehouden),
        mislukt=len(uitkomst.mislukt),
    )


def _gemeente_van(bestand: Invoerbestand) -> Gemeente | None:
    """The gemeente in whose logboek reading it in is: there the undoing belongs as well."""
    regel = logboek.alles_over(bestand).filter(handeling="bestand ingelezen").first()
    return regel.gemeente if regel else None


class _Uitkomst:
    def __init__(self) -> None:
        self.ongedaan: list[tuple[str, int, str]] = []
        self.gehouden: list[tuple[str, int, str]] = []
        self.mislukt: list[tuple[str, int, str]] = []

    def als_json(self) -> dict[str, Any]:
        lijsten = {"ongedaan": self.ongedaan, "gehouden": self.gehouden, "mislukt": self.mislukt}
        return {naam: {"aantal": len(lijst), "rijen": lijst[:MEESTE_GENOEMD]} for naam, lijst in lijsten.items()}


def _rijen_van(model: Any, bestand: Invoerbestand) -> list[Any]:
    regeling = _REGELINGEN.get(model)
    met = regeling.met if regeling else ()
    return list(model.objects.filter(invoerbestand=bestand).select_related("vervangt", *met).order_by("pk"))


def _van_model(
    model: Any, rijen: Sequence[Any], door: Lidmaatschap | None, bestand: Invoerbestand, uitkomst: _Uitkomst
) -> None:
    label = model._meta.label_lower
    regeling = _REGELINGEN.get(model)
    if regeling is not None and regeling.slot is not None:
        regeling.slot(rijen)
    oordeel = _beoordeel(rijen, regeling, door, bestand)
    uitkomst.gehouden += [(label, pk, reden) for pk, reden in oordeel.gehouden.items()]
    uitkomst.mislukt += [(label, pk, reden) for pk, reden in oordeel.mislukt.items()]
    _trek_in(model, oordeel.terug, door, f"Bestand {bestand.pk} teruggedraaid")
    uitkomst.ongedaan += [
        (label, rij.pk, "De eerdere regel geldt weer." if rij.vervangt_id else "") for rij in oordeel.terug
    ]


@dataclass(frozen=True, slots=True)
class _Oordeel:
    """Of the rows of one model: which go back, and by number why another stays or cannot go."""

    terug: list[Any]
    gehouden: dict[int, str]
    mislukt: dict[int, str]


def _beoordeel(
    rijen: Sequence[Any], regeling: Regeling | None, door: Lidmaatschap | None, bestand: Invoerbestand
) -> _Oordeel:
    gehouden = {
        rij.pk: f"Op {rij.ingetrokken_op.astimezone(AMSTERDAM):%d-%m-%Y} gewijzigd of ingetrokken."
        for rij in rijen
        if rij.ingetrokken_op is not None
    }
    staan = [rij for rij in rijen if rij.pk not in gehouden]
    if regeling is None:
        return _Oordeel([], gehouden, dict.fromkeys([rij.pk for rij in staan], NIET_PER_BESTAND))
    if regeling.geraakt:
        gehouden |= regeling.geraakt(staan, bestand)
    mislukt: dict[int, str] = {}
    groepen: dict[Hashable, list[Any]] = {}
    for rij in rijen:
        groepen.setdefault(regeling.samen(rij), []).append(rij)
        if rij.pk not in gehouden and not (besluit := regeling.mag(door, rij)):
            mislukt[rij.pk] = besluit.reden
    for groep in groepen.values():
        blijft = any(rij.pk in gehouden or rij.pk in mislukt for rij in groep)
        reden = SAMEN if blijft else regeling.samen_mag(groep) if regeling.samen_mag else ""
        if reden:
            mislukt |= {rij.pk: reden for rij in groep if rij.pk not in gehouden and rij.pk not in mislukt}
    return _Oordeel([rij for rij in staan if rij.pk not in gehouden and rij.pk not in mislukt], gehouden, mislukt)


def _trek_in(model: Any, rijen: Sequence[Any], door: Lidmaatschap | None, reden: str) -> None:
    """Withdraw rows; in the place of one that replaced another comes that other again, as a new row."""
    op = timezone.now()
    ids = [rij.pk for rij in rijen if rij.vervangt is None]
    for i in range(0, len(ids), _STUK):
        deel = ids[i : i + _STUK]
        door_id = door.gebruiker_id if door else None
        if model.objects.trek_in(ids=deel, op=op, door_id=door_id, reden=reden) != len(deel):
            raise AlGewijzigd
    leg_reeks_vast([_weer(rij) for rij in rijen if rij.vervangt is not None], door=door, op=op, reden=reden)


def _weer(rij: Any) -> Any:
    """What this row replaced, once more and not yet saved."""
    oud = rij.vervangt
    velden = {
        veld.attname: getattr(oud, veld.attname)
        for veld in oud._meta.concrete_fields
        if veld.name not in _ADMINISTRATIE
    }
    return type(oud)(**velden, vervangt=rij)


def genoemd(lijst: dict[str, Any]) -> Iterator[tuple[str, str | None, str]]:
    """The rows of one list of an undone import, in words: what it is, where it can be seen, and what about it."""
    per_model: dict[str, list[int]] = {}
    for label, pk, _ in lijst["rijen"]:
        per_model.setdefault(label, []).append(pk)
    gevonden: dict[tuple[str, int], Any] = {}
    for label, pks in per_model.items():
        model: Any = apps.get_model(label)
        regeling = _REGELINGEN.get(model)
        rijen = model.objects.filter(pk__in=pks).select_related(*(regeling.met if regeling else ()))
        gevonden |= {(label, rij.pk): rij for rij in rijen}
    for label, pk, reden in lijst["rijen"]:
        rij = gevonden.get((label, pk))
        regeling = _REGELINGEN.get(type(rij))
        if rij is None or regeling is None:
            yield f"Regel {pk}", None, reden
        else:
            yield regeling.noem(rij), regeling.adres(rij), reden
