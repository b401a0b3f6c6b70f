"""The normbalk: homes to the doelgroep on a scale of homes, with the norm as a mark. Sister of the opgavebalk.

On a page the full width is all homes counted, so the eye sees the true share. In a list every norm stands at the same
place, so that rows can be laid beside each other; what goes past the end is cut off, visibly. The *kind* of the norm is
drawn in its mark: a wall one should stay before (maximum), a gate one should come through (minimum, and dashed for a
streefwaarde), a bell on a dashed line (signaalwaarde). What is too many is hatched, what is too few is dotted.
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from afspraken.regels.normen import (
    KLEINSTE_NOEMER,
    Meting,
    Normdoelgroep,
    Normregel,
    Normsoort,
    Oordeel,
    oordeel,
    tiende,
)
from afspraken.regels.ruimte import grens_in_woningen, is_plafond
from organisaties.templatetags.weergave import getal, woningen
from taakstelling.beelden.maatvoering import Etiket, Geplaatst, deel, plaats

PLEK_IN_LIJST = Fraction(3, 5)
"""Where the norm stands in every bar of a list."""
BREED = 680
SMAL = 272
"""Pixels to which the two layouts of the large bar fit, as of the opgavebalk."""
REGEL = 20
BALKHOOGTE = 26


class Maat(StrEnum):
    KLEIN = "klein"
    GROOT = "groot"


def aan_wie(doelgroep: Normdoelgroep) -> str:
    """The doelgroep as it stands in a sentence."""
    return "statushouders" if doelgroep is Normdoelgroep.STATUSHOUDERS else "bijzondere doelgroepen"


def hoeveel(norm: Normregel) -> str:
    """How much the norm is: "10%", "12,5%" or "40 woningen per jaar"."""
    if norm.aantal is not None:
        return f"{woningen(norm.aantal)}{' per jaar' if norm.per_jaar else ''}"
    p = norm.percentage or Fraction(0)
    decimalen = 0 if p.denominator == 1 else 1 if (p * 10).denominator == 1 else 2
    return f"{getal(p, decimalen)}%"


def norm_in_woorden(norm: Normregel) -> str:
    """maximum 10%, or geen norm"""
    return "geen norm" if norm.is_telling else f"{norm.soort} {hoeveel(norm)}"


def aandeel_in_woorden(meting: Meting) -> str:
    return "geen woningen" if meting.aandeel is None else f"{getal(tiende(meting.aandeel), 1)}%"


@dataclass(frozen=True, slots=True)
class Normbalk:
    """What there is to draw and to say. Places are shares of the width."""

    zin: str
    uitleg: str
    soort: str
    """Which mark: a `Normsoort`, or empty when this is a reading without a norm."""
    leeg: bool
    klein_aantal: bool
    eind: Fraction
    """Where all homes counted end."""
    gevuld: Fraction
    """Homes to the doelgroep, up to the norm when that is a plafond and they are over it."""
    over: tuple[Fraction, Fraction] | None
    tekort: tuple[Fraction, Fraction] | None
    merk: Fraction | None
    afgekapt: bool
    boven: tuple[Etiket, ...] = ()
    onder: tuple[Etiket, ...] = ()

    @property
    def x_eind(self) -> str:
        return deel(self.eind)

    @property
    def x_gevuld(self) -> str:
        return deel(self.gevuld)

    @property
    def x_merk(self) -> str:
        return "" if self.merk is None else deel(self.merk)

    @property
    def over_vak(self) -> tuple[str, str] | None:
        return None if self.over is None else (deel(self.over[0]), deel(self.over[1] - self.over[0]))

    @property
    def tekort_vak(self) -> tuple[str, str] | None:
        return None if self.tekort is None else (deel(self.tekort[0]), deel(self.tekort[1] - self.tekort[0]))

    def opmaak(self, breedte: int) -> "Opmaak":
        return Opmaak(plaats(self.boven, breedte), plaats(self.onder, breedte))


@dataclass(frozen=True, slots=True)
class Label:
    etiket: Geplaatst
    y: int
    tik: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Opmaak:
    """The labels above and below the bar, in pixels from the top."""

    boven: list[Geplaatst]
    onder: list[Geplaatst]

    @property
    def balk_y(self) -> int:
        return (1 + max((e.rij for e in self.boven), default=-1)) * REGEL + 13

    @property
    def balk_eind(self) -> int:
        return self.balk_y + BALKHOOGTE

    @property
    def hoogte(self) -> int:
        return self.balk_eind + (1 + max((e.rij for e in self.onder), default=-1)) * REGEL + 12

    @property
    def labels(self) -> list[Label]:
        boven = [
            Label(
                e,
                self.balk_y - 15 - e.rij * REGEL,
                (self.balk_y - 11 - e.rij * REGEL, self.balk_y - 8) if e.rij else None,
            )
            for e in self.boven
        ]
        return boven + [Label(e, self.balk_eind + 22 + e.rij * REGEL, None) for e in self.onder]


def normbalk(meting: Meting, norm: Normregel | None, maat: Maat | str = Maat.KLEIN, wie: str = "") -> Normbalk:
    """Measure the bar of these homes; without a norm it is a count that no verdict goes with."""
    if norm is not None and norm.is_telling:
        wie, norm = wie or aan_wie(norm.doelgroep), None
    grens = None if norm is None else grens_in_woningen(norm, meting.noemer)
    schaal = _schaal(meting, grens, in_lijst=Maat(maat) is Maat.KLEIN)
    plafond = norm is not None and is_plafond(norm.soort)

    def plek(aantal: Fraction | int) -> Fraction:
        return min(Fraction(1), Fraction(aantal) / schaal)

    te_veel = grens is not None and plafond and meting.teller > grens
    te_weinig = grens is not None and not plafond and meting.teller < grens
    wie = wie or aan_wie(norm.doelgroep if norm else Normdoelgroep.STATUSHOUDERS)
    return Normbalk(
        zin=zin_van(meting, norm, wie),
        uitleg=_uitleg(norm, grens),
        soort=norm.soort.value if norm else "",
        leeg=not meting.noemer,
        klein_aantal=meting.noemer < KLEINSTE_NOEMER,
        eind=plek(meting.noemer),
        gevuld=plek(grens if te_veel and grens is not None else meting.teller),
        over=(plek(grens), plek(meting.teller)) if te_veel and grens is not None else None,
        tekort=(plek(meting.teller), plek(grens)) if te_weinig and grens is not None else None,
        merk=None if grens is None or not schaal else plek(grens),
        afgekapt=meting.noemer > schaal or meting.teller > schaal,
        boven=tuple(_boven(meting, norm, grens, schaal)),
        onder=tuple(_onder(meting, wie, schaal)),
    )


def _schaal(meting: Meting, grens: Fraction | None, *, in_lijst: bool) -> Fraction:
    """How many homes the full width stands for."""
    if in_lijst and grens:
        return grens / PLEK_IN_LIJST
    return max(Fraction(1), Fraction(meting.noemer), grens or Fraction(0))


def _boven(meting: Meting, norm: Normregel | None, grens: Fraction | None, schaal: Fraction) -> list[Etiket]:
    uit = []
    if norm is not None and grens is not None:
        in_woningen = f" = {getal(grens, 0 if grens.denominator == 1 else 1)} van de {woningen(meting.noemer)}"
        tekst = f"{norm_in_woorden(norm)}{in_woningen if norm.aantal is None else ''}"
        uit.append(Etiket(tekst, grens / schaal, "norm", "middle"))
    return uit


def _onder(meting: Meting, wie: str, schaal: Fraction) -> list[Etiket]:
    if not meting.noemer:
        return [Etiket("nog geen woningen geteld", Fraction(0), "teller")]
    teller = Etiket(f"{wie} {getal(meting.teller)} ({aandeel_in_woorden(meting)})", Fraction(0), "teller")
    anderen = Etiket(f"anderen {getal(meting.noemer - meting.teller)}", meting.noemer / schaal, "anderen", "end")
    return [teller, anderen]


def zin_van(meting: Meting, norm: Normregel | None, wie: str = "") -> str:
    """The whole bar in a sentence: "12 van de 152 woningen naar statushouders (7,9%), maximum 10%: binnen de norm".

    `wie`: whose homes, where it is not those the norm is about.
    """
    wie = wie or aan_wie(norm.doelgroep if norm else Normdoelgroep.STATUSHOUDERS)
    if not meting.noemer:
        zin = f"Nog geen woningen geteld; {wie} 0"
    else:
        zin = f"{getal(meting.teller)} van de {woningen(meting.noemer)} naar {wie} ({aandeel_in_woorden(meting)})"
    if norm is None:
        return f"{zin}, zonder norm"
    return f"{zin}, {norm_in_woorden(norm)}: {oordeel_in_woorden(norm, meting)}"


def oordeel_in_woorden(norm: Normregel, meting: Meting) -> str:
    """What the norm says of these homes, as a reader reads it."""
    if norm.is_telling:
        return "geen norm"
    uitkomst = oordeel(norm, meting)
    if uitkomst is Oordeel.GEEN:
        return f"geen oordeel bij minder dan {KLEINSTE_NOEMER} woningen"
    if norm.soort is Normsoort.SIGNAALWAARDE:
        return _signaal(norm, meting, uitkomst)
    return {
        Oordeel.BINNEN: "binnen de norm",
        Oordeel.BOVEN: "boven de norm",
        Oordeel.GEHAALD: "gehaald",
        Oordeel.NIET_GEHAALD: "niet gehaald",
    }[uitkomst]


def _signaal(norm: Normregel, meting: Meting, uitkomst: Oordeel) -> str:
    """A signaalwaarde is also what is offered: staying far under it is worth a word, and no verdict."""
    if uitkomst is Oordeel.SIGNAAL:
        return "boven de signaalwaarde, afstemming nodig"
    onder = grens_in_woningen(norm, meting.noemer) - meting.teller
    if not onder:
        return "op de signaalwaarde"
    if onder < 1:
        return "binnen de signaalwaarde, minder dan één woning eronder"
    return f"binnen de signaalwaarde, {woningen(int(onder))} minder dan aangeboden"


def _uitleg(norm: Normregel | None, grens: Fraction | None) -> str:
    if norm is None or grens is None:
        return "Een telling zonder norm."
    hoe = {
        Normsoort.MAXIMUM: "een muur: meer woningen mag niet",
        Normsoort.MINIMUM: "een poort: minder woningen mag niet",
        Normsoort.STREEFWAARDE: "een gestippelde poort: het doel is daar te komen",
        Normsoort.SIGNAALWAARDE: "een gestippelde lijn met een ruit: daarboven stemt u af",
    }[norm.soort]
    return f"De norm is getekend als {hoe}."
