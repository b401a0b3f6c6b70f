"""The opgavebalk: the opgave of a gemeente in a half-year on one scale of personen.

The full width is the opgave. What was carried over (the achterstand) is marked off from what is new. Filled is the
realisatie; a thin mark is where one should be today; what is over goes on past the end as voorsprong. An opgave of nil
or less, and one that is unknown, have a drawing of their own: an empty bar would say that nothing was done.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from taakstelling.beelden.maatvoering import Etiket, Geplaatst, deel, plaats
from taakstelling.beelden.zinnen import uitleg_van, zin_van
from taakstelling.regels.grootboek import Stand
from taakstelling.regels.oordeel import getal
from taakstelling.regels.tempo import op_schema, schema

LIJST_RUIMTE = Fraction(1, 5)
"""In a list every bar ends at the same place, with room for so much of the opgave past it; more is cut off, visibly."""
BREED = 680
"""Pixels from which the labels of the large bar stand on the lines of the wide layout."""
BRIEF = 600
"""Pixels that a letter has between its margins."""
SMAL = 272
"""Pixels to which the narrow layout still fits: a window of 320 less its margins."""


class Vorm(StrEnum):
    """Which drawing it is."""

    BALK = "balk"
    GEDEKT = "gedekt"
    ONBEKEND = "onbekend"


class Maat(StrEnum):
    """Where it stands."""

    KLEIN = "klein"
    GROOT = "groot"
    BRIEF = "brief"


@dataclass(frozen=True, slots=True)
class Deel:
    """A stretch of the bar, in personen from its beginning."""

    soort: str
    van: Fraction
    tot: Fraction
    schaal: Fraction

    @property
    def personen(self) -> Fraction:
        return self.tot - self.van

    @property
    def patroon(self) -> str:
        """The name of its hatching; what came later is a mutatie."""
        return "mut" if self.soort == "nagekomen" else self.soort[:3]

    @property
    def x(self) -> str:
        return deel(self.van / self.schaal)

    @property
    def breedte(self) -> str:
        return deel(self.personen / self.schaal)

    @property
    def eind(self) -> str:
        return deel(self.tot / self.schaal)


@dataclass(frozen=True, slots=True)
class Opgavebalk:
    """What there is to draw and to say. `schaal` is how many personen the whole width stands for."""

    vorm: Vorm
    zin: str
    uitleg: str
    schaal: Fraction
    eindpunt: Fraction | None = None
    delen: tuple[Deel, ...] = ()
    gevuld: Deel | None = None
    over: Deel | None = None
    schema: Fraction | None = None
    afgekapt: bool = False
    realisatie_bekend: bool = True
    boven: tuple[Etiket, ...] = ()
    onder: tuple[Etiket, ...] = ()

    @property
    def eind(self) -> str | None:
        """Where the opgave (or, when it is covered, the taakstelling) ends."""
        return None if self.eindpunt is None else deel(self.eindpunt / self.schaal)

    @property
    def merk(self) -> str | None:
        """Where one should be today."""
        return None if self.schema is None else deel(self.schema / self.schaal)

    @property
    def open(self) -> list[Deel]:
        """What of the carried-over parts is not yet filled, or the cover when nothing is asked: it is hatched."""
        vol = self.gevuld.tot if self.gevuld else Fraction(0)
        return [
            Deel(stuk.soort, max(stuk.van, vol), stuk.tot, stuk.schaal)
            for stuk in self.delen
            if stuk.soort != "taakstelling" and stuk.tot > vol
        ]

    @property
    def grenzen(self) -> list[str]:
        """Where one part goes over into the next."""
        return [stuk.eind for stuk in self.delen[:-1]]

    def opmaak(self, breedte: int) -> "Opmaak":
        """Lay the labels out for a width in pixels."""
        return Opmaak(plaats(self.boven, breedte), plaats(self.onder, breedte))


REGEL = 20
BALKHOOGTE = 26


@dataclass(frozen=True, slots=True)
class Opmaak:
    """The lines of labels above and below the bar, in pixels from the top."""

    boven: list[Geplaatst]
    onder: list[Geplaatst]

    @property
    def balk_y(self) -> int:
        return (1 + max((e.rij for e in self.boven), default=-1)) * REGEL + (11 if self.boven else 3)

    @property
    def balk_eind(self) -> int:
        return self.balk_y + BALKHOOGTE

    @property
    def midden(self) -> int:
        return self.balk_y + BALKHOOGTE // 2

    @property
    def hoogte(self) -> int:
        return self.balk_eind + (1 + max((e.rij for e in self.onder), default=-1)) * REGEL + (16 if self.onder else 3)

    @property
    def labels(self) -> list["Label"]:
        """Each label with the y of its text; one that names a point has a tick, one that names a stretch has none."""
        boven = [
            Label(e, self.balk_y - 14 - e.rij * REGEL, self.balk_y - 11 - e.rij * REGEL, self.balk_y - 4)
            for e in self.boven
        ]
        onder = [
            Label(e, self.balk_eind + 26 + e.rij * REGEL, self.balk_eind + 10, self.balk_eind + 13 + e.rij * REGEL)
            for e in self.onder
        ]
        return boven + onder


@dataclass(frozen=True, slots=True)
class Label:
    """A text and its tick, in pixels from the top."""

    etiket: Geplaatst
    tekst_y: int
    tik_van: int
    tik_tot: int

    @property
    def met_tik(self) -> bool:
        if self.etiket.soort == "schema":
            return self.etiket.rij > 0
        return self.etiket.soort in ("achterstand", "mutaties", "nagekomen", "taakstelling") and self.etiket.rij > 0


def opgavebalk(stand: Stand, op: date, maat: Maat | str = Maat.KLEIN) -> Opgavebalk:
    """Measure the bar of one ledger line as it is on the day `op`."""
    zin, uitleg = zin_van(stand, op), uitleg_van(stand)
    if stand.opgave is None or stand.taakstelling is None:
        onbekend = Etiket("opgave onbekend", Fraction(0), "opgave")
        onder = () if stand.realisatie is None else (_realisatie(stand),)
        return Opgavebalk(Vorm.ONBEKEND, zin, uitleg, Fraction(1), boven=(onbekend,), onder=onder)
    in_lijst = Maat(maat) is Maat.KLEIN
    if stand.opgave <= 0:
        return _gedekt(stand, zin=zin, uitleg=uitleg, in_lijst=in_lijst)
    return _balk(stand, stand.opgave, op, zin=zin, uitleg=uitleg, in_lijst=in_lijst)


def _balk(stand: Stand, opgave: int, op: date, *, zin: str, uitleg: str, in_lijst: bool) -> Opgavebalk:
    realisatie = stand.realisatie
    schaal, tot, afgekapt = _schaal(opgave, max(opgave, realisatie or 0), in_lijst=in_lijst)

    def stuk(soort: str, van: Fraction | int, naar: Fraction | int) -> Deel:
        return Deel(soort, Fraction(van), Fraction(naar), schaal)

    # What comes on top stands before the taakstelling; what goes off (voorsprong, mutaties) shortens from the far end.
    bedragen = [
        ("achterstand", max(0, -(stand.stand_begin or 0))),
        ("mutaties", max(0, -(stand.overige_mutaties or 0))),
        ("nagekomen", max(0, -(stand.nagekomen or 0))),
        ("taakstelling", max(0, stand.taakstelling or 0)),
    ]
    delen: list[Deel] = []
    hier = 0
    for soort, bedrag in bedragen:
        naar = min(opgave, hier + bedrag)
        if naar > hier:
            delen.append(stuk(soort, hier, naar))
            hier = naar

    verwacht = schema(opgave, stand.halfjaar, op)
    merk = verwacht if 0 < verwacht < opgave else None
    # From right to left: a label that must go a line up has nothing under it that its tick could run through.
    boven = [
        Etiket(
            f"{d.soort} {_bedrag(d.soort, bedragen)}{_af(stand) if d.soort == 'taakstelling' else ''}",
            d.van / schaal,
            d.soort,
        )
        for d in delen
    ]
    boven.append(Etiket(f"opgave {getal(opgave)}", Fraction(opgave) / schaal, "opgave", "end"))
    boven.reverse()
    return Opgavebalk(
        Vorm.BALK,
        zin,
        uitleg,
        schaal,
        eindpunt=Fraction(opgave),
        delen=tuple(delen),
        gevuld=stuk("realisatie", 0, min(realisatie, opgave)) if realisatie else None,
        over=stuk("voorsprong", opgave, tot) if realisatie is not None and realisatie > opgave else None,
        schema=merk,
        afgekapt=afgekapt,
        realisatie_bekend=realisatie is not None,
        boven=tuple(boven),
        onder=tuple(_onder(stand, opgave, op, merk, schaal)),
    )


def _onder(stand: Stand, opgave: int, op: date, merk: Fraction | None, schaal: Fraction) -> list[Etiket]:
    """The labels under the bar; the one of the schedule first, so that it stands right under its mark."""
    onder = []
    if merk is not None:
        verwacht = getal(op_schema(opgave, stand.halfjaar, op))
        onder.append(Etiket(f"op schema: {verwacht}", merk / schaal, "schema", "middle"))
    onder.append(_realisatie(stand))
    if stand.realisatie is None:
        return onder
    over = stand.realisatie - opgave
    if over > 0:
        onder.append(Etiket(f"voorsprong {getal(over)}", Fraction(1), "voorsprong", "end"))
    elif over < 0:
        woord = "achterstand" if op >= stand.halfjaar.eind else "nog"
        onder.append(Etiket(f"{woord} {getal(-over)}", Fraction(opgave) / schaal, "nog", "end"))
    return onder


def _gedekt(stand: Stand, *, zin: str, uitleg: str, in_lijst: bool) -> Opgavebalk:
    """Nothing is asked: the voorsprong covers the taakstelling; what is left and what was housed goes past the end."""
    opgave, taakstelling = stand.opgave or 0, max(0, stand.taakstelling or 0)
    over = (stand.realisatie or 0) - opgave
    schaal, tot, afgekapt = _schaal(taakstelling or max(1, over), taakstelling + over, in_lijst=in_lijst)
    eind = Fraction(taakstelling) / schaal
    al = "al gedekt" if taakstelling else "geen opgave"
    boven = [
        Etiket(
            f"taakstelling {getal(taakstelling)}: {al}",
            eind if eind > Fraction(1, 2) else Fraction(0),
            "gedekt",
            "end" if eind > Fraction(1, 2) else "start",
        )
    ]
    onder = [_realisatie(stand)]
    if over and stand.realisatie is not None:
        onder.append(Etiket(f"voorsprong {getal(over)}", Fraction(1), "voorsprong", "end"))
    return Opgavebalk(
        Vorm.GEDEKT,
        zin,
        uitleg,
        schaal,
        eindpunt=Fraction(taakstelling),
        delen=(Deel("gedekt", Fraction(0), Fraction(taakstelling), schaal),) if taakstelling else (),
        over=Deel("voorsprong", Fraction(taakstelling), tot, schaal) if over else None,
        afgekapt=afgekapt,
        boven=tuple(boven),
        onder=tuple(onder),
    )


def _realisatie(stand: Stand) -> Etiket:
    aantal = "onbekend" if stand.realisatie is None else getal(stand.realisatie)
    return Etiket(f"realisatie {aantal}", Fraction(0), "realisatie")


def _schaal(basis: int, tot: int, *, in_lijst: bool) -> tuple[Fraction, Fraction, bool]:
    """How many personen the width stands for, how far one gets on it, and whether that is not all."""
    if not in_lijst:
        return Fraction(max(basis, tot)), Fraction(tot), False
    schaal = basis * (1 + LIJST_RUIMTE)
    return schaal, min(schaal, Fraction(tot)), tot > schaal


def _bedrag(soort: str, bedragen: list[tuple[str, int]]) -> str:
    return getal(dict(bedragen)[soort])


def _af(stand: Stand) -> str:
    """What goes off the taakstelling, in its label."""
    af = [
        (naam, bedrag)
        for naam, bedrag in (
            ("voorsprong", stand.stand_begin),
            ("mutaties", stand.overige_mutaties),
            ("nagekomen", stand.nagekomen),
        )
        if bedrag and bedrag > 0
    ]
    return "".join(f" \N{MINUS SIGN} {getal(bedrag)} {naam}" for naam, bedrag in af)
