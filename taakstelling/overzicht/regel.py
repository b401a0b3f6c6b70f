"""One recorded fact: what it says, who recorded it and from which file, and every version before and after it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from organisaties.models import Gemeente, Lidmaatschap
from organisaties.registratie import Registratie
from organisaties.rollen import Rol
from organisaties.templatetags.weergave import datum, personen, saldo
from taakstelling.cijfers import mag_eigen_telling_zien
from taakstelling.models import Deelinwoners, Inwonertal, Mutatie, Plaatsing, Prognose, Realisatie, Taakstelling
from taakstelling.regels.halfjaar import Halfjaar

# The facts that have a page here, with what such a row is called; a plaatsing has its own page.
SOORTEN: dict[str, tuple[Any, str]] = {
    "taakstelling": (Taakstelling, "Taakstelling"),
    "realisatie": (Realisatie, "Officieel cijfer"),
    "mutatie": (Mutatie, "Mutatie"),
    "prognose": (Prognose, "Landelijk aantal"),
    "inwonertal": (Inwonertal, "Inwonertal"),
    "deelinwoners": (Deelinwoners, "Inwoners van een deel"),
}
_BASIS = {veld.name for veld in Registratie._meta.local_fields} | {"id"}
MEESTE_VERSIES = 100
# What the page of a row reads with it.
BIJ_RIJ = (
    "vastgelegd_door",
    "ingetrokken_door",
    "invoerbestand__ingelezen_door",
    "invoerbestand__lidmaatschap",
    "vervangt",
    "vervangen_door",
)


@dataclass(frozen=True, slots=True)
class Versie:
    """One version of a fact; `gold` on the day that the page is about."""

    feit: Any
    waarde: str
    gold: bool
    hier: bool


@dataclass(frozen=True, slots=True)
class Regelblad:
    """Everything the page of one row shows. `namen`: whether this reader sees who did it."""

    feit: Any
    titel: str
    gegevens: list[tuple[str, str, str]]
    versies: list[Versie]
    stand_url: str
    namen: bool

    @property
    def volgende(self) -> Any:
        """The row that replaced this one, if any."""
        return getattr(self.feit, "vervangen_door", None)


def zichtbare_rijen(lid: Lidmaatschap | None, model: Any) -> QuerySet[Any]:
    """The rows of this kind that somebody may see, also the withdrawn ones."""
    rijen: QuerySet[Any] = model.objects.zichtbaar_voor(lid)
    return rijen


def regeladres(feit: Any) -> str:
    """The page of a recorded fact; empty for a kind without one."""
    soort = feit._meta.model_name
    if isinstance(feit, Plaatsing):
        return reverse("plaatsing", args=[feit.pk])
    return reverse("regel", args=[soort, feit.pk]) if soort in SOORTEN else ""


def regelblad(lid: Lidmaatschap | None, feit: Any, bekend_op: date | None) -> Regelblad:
    """The page of this row, which the caller has found to be visible for `lid`."""
    versies = [
        Versie(rij, _waarde(rij), rij.gold(bekend_op), rij.pk == feit.pk)
        for rij in [*reversed(list(_keten(feit, "vervangt"))), feit, *_keten(feit, "vervangen_door")]
    ]
    gemeente = getattr(feit, "gemeente", None)
    return Regelblad(
        feit=feit,
        titel=SOORTEN[feit._meta.model_name][1],
        gegevens=[_gegeven(feit, veld) for veld in feit._meta.local_fields if veld.name not in _BASIS],
        versies=versies,
        stand_url=_stand_url(feit, gemeente),
        namen=lid is not None
        and (lid.rol == Rol.BEHEER or (gemeente is not None and gemeente.code in (mag_eigen_telling_zien(lid) or ()))),
    )


def _keten(feit: Any, kant: str) -> Iterator[Any]:
    """The rows that this one replaced, one by one back, or those that replaced it."""
    for _ in range(MEESTE_VERSIES):
        feit = getattr(feit, kant, None)
        if feit is None:
            return
        yield feit


def _waarde(feit: Any) -> str:
    if isinstance(feit, Mutatie):
        return saldo(feit.aantal)
    return personen(feit.inwoners if hasattr(feit, "inwoners") else feit.aantal)


def _gegeven(feit: Any, veld: Any) -> tuple[str, str, str]:
    """A field as (label, text, address)."""
    waarde = getattr(feit, veld.name)
    label = str(veld.verbose_name).capitalize()
    if isinstance(waarde, Gemeente):
        return label, f"{waarde} ({waarde.code})", reverse("gemeente", args=[waarde.code])
    if isinstance(waarde, Halfjaar):
        return label, waarde.kort, ""
    if isinstance(waarde, date):
        return label, datum(waarde), ""
    if isinstance(waarde, int):
        return label, _waarde(feit), ""
    if waarde is None:
        return label, "heel Nederland" if veld.name == "gemeente" else "onbekend", ""
    return label, str(waarde), ""


def _stand_url(feit: Any, gemeente: Gemeente | None) -> str:
    """The sum in which this row stands."""
    if isinstance(feit, Prognose):
        return reverse("halfjaar", args=[feit.halfjaar])
    if gemeente is None or isinstance(feit, Inwonertal):
        return ""
    halfjaar = Halfjaar.van_datum(feit.datum) if isinstance(feit, Mutatie) else feit.halfjaar
    anker = "mutaties" if isinstance(feit, Mutatie) and feit.soort != Mutatie.Soort.BEGINSTAND else ""
    anker = anker or {"mutatie": "begin"}.get(feit._meta.model_name, feit._meta.model_name)
    return f"{reverse('stand', args=[gemeente.code, halfjaar])}#{anker}"
