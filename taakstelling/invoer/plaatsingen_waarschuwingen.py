"""What may be right in a list of plaatsingen, but often is a slip: entered twice, too large, about a decided time."""

from collections.abc import Hashable, Sequence
from datetime import date
from typing import Any

from organisaties.invoer.soorten import Rij
from taakstelling import bevroren
from taakstelling.acties.plaatsingen import volgorde_van
from taakstelling.acties.plaatsingslijst import Plaatsingsregel, bouw
from taakstelling.invoer.toets import waarschuw_besloten
from taakstelling.models import Plaatsing
from taakstelling.regels.plaatsing import CATEGORIEEN, telt_op

VEEL_PERSONEN = 15
"""In one household; what a spreadsheet with a slipped column gives is mostly far more."""
DUBBEL = "Lijkt dubbel: {} is er een plaatsing voor dezelfde gemeente, op dezelfde dag en met dezelfde personen."


def waarschuw(gelezen: Sequence[tuple[Rij, Plaatsingsregel]]) -> None:
    """Warn at the rows of these lines; the list may be read in all the same."""
    goed = [(rij, regel) for rij, regel in gelezen if not rij.fouten]
    volgordes = {pk: volgorde_van(g) for pk, g in {r.koppelgemeente.pk: r.koppelgemeente for _, r in goed}.items()}
    dagen = [telt_op(regel.gegevens, volgordes[regel.koppelgemeente.pk]) for _, regel in goed]
    for rij, regel in goed:
        if regel.gegevens.personen > VEEL_PERSONEN:
            rij.waarschuw(None, f"Meer dan {VEEL_PERSONEN} personen in één huishouden. Klopt dat?")
    _waarschuw_dubbel(goed, dagen)
    if bevroren.laatste().keys() & {regel.koppelgemeente.code for _, regel in goed}:
        rijen, vergelijking = bouw([regel for _, regel in goed])
        gelijk = dict(zip(map(id, rijen), vergelijking.gelijk, strict=True))
        paren: list[tuple[Rij, Any]] = [
            (rij, plaatsing) for (rij, _), plaatsing in zip(goed, rijen, strict=True) if not gelijk[id(plaatsing)]
        ]
        waarschuw_besloten(paren, None, "teldatum")


def _waarschuw_dubbel(goed: Sequence[tuple[Rij, Plaatsingsregel]], dagen: Sequence[date | None]) -> None:
    """The same gemeente, day and persons under another kenmerk: in this file, or recorded before."""
    in_bestand: dict[Hashable, tuple[int, str]] = {}
    bekend = _bekend(goed, [dag for dag in dagen if dag])
    for (rij, regel), dag in zip(goed, dagen, strict=True):
        gegevens = regel.gegevens
        wie = (regel.koppelgemeente.pk, dag, *(getattr(gegevens, veld) for veld in CATEGORIEEN))
        nummer, kenmerk = in_bestand.setdefault(wie, (rij.nummer, gegevens.kenmerk))
        if kenmerk != gegevens.kenmerk:
            rij.waarschuw("kenmerk", DUBBEL.format(f"in rij {nummer}"))
        elif any(ander != gegevens.kenmerk for ander in bekend.get(wie, ())):
            rij.waarschuw("kenmerk", DUBBEL.format("onder een ander kenmerk al vastgelegd"))


def _bekend(goed: Sequence[tuple[Rij, Plaatsingsregel]], dagen: Sequence[date]) -> dict[Hashable, set[str]]:
    """The kenmerken that are recorded by gemeente, day and persons, in the time that the file is about. One query."""
    if not dagen:
        return {}
    gemeenten = {regel.koppelgemeente.pk for _, regel in goed}
    rijen = Plaatsing.objects.bekend().filter(
        koppelgemeente__in=gemeenten, teldatum__gte=min(dagen), teldatum__lte=max(dagen)
    )
    uit: dict[Hashable, set[str]] = {}
    for *wie, kenmerk in rijen.values_list("koppelgemeente_id", "teldatum", *CATEGORIEEN, "huishouden__kenmerk"):
        uit.setdefault(tuple(wie), set()).add(kenmerk or "")
    return uit
