"""Recording official facts: inwonertal, deelinwoners, prognose, taakstelling, realisatie, mutatie.

One act for a single fact and for a list: what is there already is skipped, what differs replaces it.
"""

from collections.abc import Callable, Collection, Hashable, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from organisaties import logboek
from organisaties.acties.teksten import eis_zonder_persoonsgegevens
from organisaties.models import Gemeente, Invoerbestand, Lidmaatschap
from organisaties.overnemen import Telling, Vergelijking, neem_over, vergelijk
from organisaties.toegang import Besluit, eis
from organisaties.vastleggen import AlGewijzigd, trek_in
from taakstelling import bevroren
from taakstelling.cijfers import gemeentetijden, telt_in
from taakstelling.models import Deelinwoners, Inwonertal, Mutatie, Prognose, Realisatie, Taakstelling
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.mutaties import SAMEN_NUL, Mutatiegegevens, fout_in_besluit, fout_in_tijd
from taakstelling.toegang import mag_cijfers_vastleggen, mag_herverdelen, mag_landelijke_cijfers_vastleggen

Feit = Inwonertal | Deelinwoners | Prognose | Taakstelling | Realisatie | Mutatie

AL_BESLOTEN = (
    "Over deze cijfers is al een oordeel of brief gemaakt, of het halfjaar is gesloten. Ze kunnen niet meer met een"
    " eerdere datum worden vastgelegd."
)

_NIET_TEGELIJK = "Dit halfjaar is in de ene provincie gesloten en in de andere open."
_MEESTE_IN_VRAAG = 200
"""Days or half-years in one question; with more every valid row is read."""

_SLEUTELS: dict[Any, tuple[str, ...]] = {
    Inwonertal: ("gemeente_id", "peildatum"),
    Deelinwoners: ("van_id", "naar_id", "peildatum"),
    Prognose: ("halfjaar", "status", "aantal"),
    Taakstelling: ("gemeente_id", "halfjaar", "status", "vastgesteld_op"),
    Realisatie: ("gemeente_id", "halfjaar", "cijfers_per"),
    Mutatie: ("gemeente_id", "datum", "soort", "grondslag"),
}
_WAARDEN: dict[Any, tuple[str, ...]] = {
    Inwonertal: ("inwoners",),
    Deelinwoners: ("inwoners",),
    Prognose: ("gepubliceerd_op", "bron"),
    Taakstelling: ("aantal", "bron"),
    Realisatie: ("aantal", "bron"),
    Mutatie: ("aantal", "grondslag", "reden"),
}


def sleutel_van(rij: Feit) -> tuple[Hashable, ...]:
    """What makes two rows be about the same; of a beginstand only the gemeente and the day."""
    velden = _SLEUTELS[type(rij)]
    if isinstance(rij, Mutatie) and rij.soort == Mutatie.Soort.BEGINSTAND:
        velden = velden[:3]
    return tuple(getattr(rij, veld) for veld in velden)


def vergelijk_feiten(rijen: Sequence[Feit]) -> Vergelijking:
    """Lay facts of one model beside those that are valid now."""
    return vergelijk(
        rijen,
        bestaand=_bestaand,
        sleutel=sleutel_van,
        waarden=lambda rij: tuple(getattr(rij, veld) for veld in _WAARDEN[type(rij)]),
    )


@transaction.atomic
def leg_feiten_vast(
    *,
    door: Lidmaatschap | None,
    rijen: Sequence[Feit],
    invoerbestand: Invoerbestand | None = None,
    op: datetime | None = None,
    reden: str = "",
) -> Telling:
    """Record facts of one model, not yet saved. `op` gives them an earlier recording date.

    Raises GeenToegang, AlGewijzigd, and ValidationError: personal data in a text, mutaties that are not right together,
    or an earlier recording date under something already decided or before the row that is replaced.
    """
    if not rijen:
        return Telling()
    for gemeente, vraag in dict.fromkeys((g, _vraag(rij)) for rij in rijen for g in gemeenten_van(rij)):
        eis(vraag(door, gemeente))
    if any(not gemeenten_van(rij) or isinstance(rij, Deelinwoners | Inwonertal) for rij in rijen):
        eis(mag_landelijke_cijfers_vastleggen(door))
    toets_teksten(rijen)
    if isinstance(rijen[0], Mutatie) and (mis := fouten_in_mutaties(rijen)):
        raise ValidationError(sorted({tekst for _, tekst in mis.values()}))
    if op is not None and bevroren.geraakt(rijen):
        raise ValidationError(AL_BESLOTEN)
    telling = neem_over(rijen, vergelijk_feiten(rijen), door=door, invoerbestand=invoerbestand, op=op, reden=reden)
    if telling.gewijzigd and invoerbestand is None:
        soort = type(rijen[0])
        een = rijen[0] if len(rijen) == 1 else None
        gemeenten = gemeenten_van(een) if een else ()
        logboek.schrijf(
            door=door,
            handeling=f"{soort._meta.model_name} vastgelegd",
            op=een or soort,
            gemeente=gemeenten[0] if len(gemeenten) == 1 else None,
            rijen=[rij.pk for rij in rijen if rij.pk],
        )
    return telling


def toets_teksten(rijen: Sequence[Feit]) -> None:
    """Raise a ValidationError at the field when a source, basis or reason looks like a person's number or address."""
    for veld in ("bron", "grondslag", "reden"):
        for tekst in {getattr(rij, veld, "") for rij in rijen}:
            eis_zonder_persoonsgegevens({veld: tekst})


@transaction.atomic
def trek_feit_in(*, door: Lidmaatschap | None, rij: Feit, reden: str) -> None:
    """Withdraw one fact: it stays readable and no longer counts. Raises GeenToegang and AlGewijzigd.

    A herverdeling or herindeling is withdrawn as a whole, because its rows together are nil; a ValidationError when
    they would not count in the same half-year, closed in one provincie and open in another.
    """
    gemeenten = gemeenten_van(rij)
    for gemeente in gemeenten:
        eis(_vraag(rij)(door, gemeente))
    if not gemeenten or isinstance(rij, Deelinwoners | Inwonertal):
        eis(mag_landelijke_cijfers_vastleggen(door))
    samen: list[Any] = [rij]
    if isinstance(rij, Mutatie) and rij.soort in SAMEN_NUL:
        samen = list(Mutatie.objects.bekend().filter(datum=rij.datum, soort=rij.soort, grondslag=rij.grondslag))
        if rij not in samen:  # withdrawn meanwhile: what stands under the same key now is another besluit
            raise AlGewijzigd
        for ander in samen:
            eis(_vraag(ander)(door, gemeenten_van(ander)[0]))
        if waarom := niet_samen_terug(samen):
            raise ValidationError(waarom)
    for deze in samen:
        trek_in(deze, door=door, reden=reden)
        van = gemeenten_van(deze)
        logboek.schrijf(
            door=door,
            handeling=f"{type(deze)._meta.model_name} ingetrokken",
            op=deze,
            gemeente=van[0] if len(van) == 1 else None,
        )


def fouten_in_mutaties(rijen: Sequence[Any], zonder: Collection[int] = ()) -> dict[int, tuple[str, str]]:
    """Which of these mutaties cannot be recorded: the field, and why. `zonder`: valid rows that they replace."""
    tijden = gemeentetijden()
    mis: dict[int, tuple[str, str]] = {}
    besluiten: dict[Any, list[int]] = {}
    gegevens = [_gegevens(rij) for rij in rijen]
    for i, rij in enumerate(gegevens):
        if tekst := fout_in_tijd(rij.soort, rij.datum, tijden[rij.gemeente]):
            mis[i] = ("datum", tekst)
        if rij.besluit:
            besluiten.setdefault(rij.besluit, []).append(i)
    if besluiten:
        al: dict[Any, list[Mutatiegegevens]] = {}
        data = {datum for datum, _, _ in besluiten}
        geldig = Mutatie.objects.bekend().filter(datum__in=data, soort__in=SAMEN_NUL).select_related("gemeente")
        if zonder:
            geldig = geldig.exclude(pk__in=zonder)
        for rij in map(_gegevens, geldig):
            al.setdefault(rij.besluit, []).append(rij)
        for besluit, plaatsen in besluiten.items():
            if tekst := fout_in_besluit([gegevens[i] for i in plaatsen], al.get(besluit, ())):
                mis |= {i: ("aantal", tekst) for i in plaatsen if i not in mis}
            elif verder := _niet_tegelijk_open([rijen[i] for i in plaatsen]):
                tekst = f"{_NIET_TEGELIJK} Kies een datum in de {verder.in_zin}: dan is het in alle provincies open."
                mis |= {i: ("datum", tekst) for i in plaatsen if i not in mis}
    return mis


def niet_samen_terug(rijen: Sequence[Any]) -> str:
    """Why these rows, all of one besluit, cannot be withdrawn now; empty when they can."""
    verder = _niet_tegelijk_open(rijen)
    return f"{_NIET_TEGELIJK} Leg het tegengestelde besluit vast in de {verder.in_zin}." if verder else ""


def _niet_tegelijk_open(rijen: Sequence[Any]) -> Halfjaar | None:
    """The first half-year in which every row of one besluit can count, when they would not now count in the same one.

    A half-year may be closed in the one provincie and open in the other. The rows of a besluit are nil together, so
    they must land together.
    """
    telt = {telt_in(rij.gemeente, Halfjaar.van_datum(rij.datum)) for rij in rijen}
    return max(telt) if len(telt) > 1 else None


def gemeenten_van(rij: Feit) -> tuple[Any, ...]:
    """The gemeenten a fact is about; none for a national one."""
    if isinstance(rij, Prognose):
        return ()
    if isinstance(rij, Deelinwoners):
        return (rij.van, rij.naar)
    return () if rij.gemeente is None else (rij.gemeente,)


def _vraag(rij: Feit) -> Callable[[Lidmaatschap | None, Gemeente], Besluit]:
    """Which question `toegang` answers for this fact."""
    herverdeling = isinstance(rij, Mutatie) and rij.soort == Mutatie.Soort.HERVERDELING
    return mag_herverdelen if herverdeling else mag_cijfers_vastleggen


def _gegevens(rij: Any) -> Mutatiegegevens:
    return Mutatiegegevens(rij.gemeente.code, rij.datum, rij.soort, rij.aantal, rij.grondslag)


def _bestaand(rijen: Sequence[Feit]) -> list[Any]:
    """The valid rows that can have the key of one of these: of the same days or half-years. One query."""
    model: Any = type(rijen[0])
    veld = next(naam for naam in _SLEUTELS[model] if naam in ("halfjaar", "peildatum", "datum"))
    geldig = model.objects.bekend()
    waarden = {getattr(rij, veld) for rij in rijen}
    return list(geldig.filter(**{f"{veld}__in": waarden}) if len(waarden) <= _MEESTE_IN_VRAAG else geldig)
