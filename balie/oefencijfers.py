"""Invented figures for the demo world, from a fixed seed: files as a gemeente or COA would send them.

Nothing here writes to the database: the demo reads these files in like any other, marked as oefengegevens.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from taakstelling.regels.grootboek import Gemeentetijd
from taakstelling.regels.halfjaar import Halfjaar

ZAAD = 20241119
VERZONNEN = "Oefengegevens: verzonnen"
VORMEN = ("zelfstandig", "kamerbewoning", "flexwoning", "doorstroomlocatie")
VORMKANSEN = (80, 10, 7, 3)
GROOTTEN = (1, 2, 3, 4, 5, 6)
GROOTTEKANSEN = (50, 12, 10, 13, 9, 6)
# What is real about one gemeente begins later than the invented figures of the others.
DE_WOLDEN = "GM1690"
DE_WOLDEN_BEGIN = Halfjaar(2024, 1)
DE_WOLDEN_STAND = -10
DE_WOLDEN_REALISATIE = 23
WESTERKWARTIER = {"GM0015": -14, "GM0022": -26, "GM0025": -11, "GM0056": -21, "GM0053": -9}
GEZAMENLIJK_TOT = Halfjaar(2018, 2)
# The members of the regio, and how many of the homes for each size of household they have: invented, but the one has
# mostly family homes and the other mostly small ones, as the regio itself told.
WONINGEN_VOOR = {"GM0015": (2, 5), "GM0022": (6, 3), "GM0025": (2, 4), "GM0056": (5, 3)}
KLEIN_HUISHOUDEN = 2
# In the autumn of 2017 the regio reached its taakstelling together; that one member did it for the others is invented.
INHAALSLAG = {("GM0022", Halfjaar(2017, 2)): 9, ("GM0056", Halfjaar(2017, 2)): 4}


def bestand(kolommen: Sequence[str], rijen: Iterable[Sequence[object]]) -> bytes:
    """A file as `importeer` reads it."""
    uit = io.StringIO()
    schrijver = csv.writer(uit, delimiter=";", lineterminator="\n")
    schrijver.writerow(kolommen)
    schrijver.writerows(["" if cel is None else cel for cel in rij] for rij in rijen)
    return uit.getvalue().encode()


@dataclass
class Verzinsel:
    """Grows half-year by half-year: what every gemeente houses, given its taakstelling and how it is doing."""

    tijden: Mapping[str, Gemeentetijd]
    meedoen: frozenset[str]
    taakstellingen: Mapping[tuple[str, Halfjaar], int]
    vandaag: date
    rng: Random = field(default_factory=lambda: Random(ZAAD))  # noqa: S311  # figures, not secrets
    standen: dict[str, int] = field(default_factory=dict)
    gehuisvest: dict[tuple[str, Halfjaar], int] = field(default_factory=dict)

    def beginstanden(self, op: Halfjaar) -> Iterator[tuple[object, ...]]:
        """Invented standen for the gemeenten that exist on the first day of the half-year and have none yet."""
        for code, tijd in self.tijden.items():
            if code not in self.meedoen or code in self.standen or code == DE_WOLDEN or not tijd.bestaat_op(op.begin):
                continue
            taak = self.taakstellingen.get((code, op), 10)
            self.standen[code] = WESTERKWARTIER.get(code, round(self.rng.gauss(-0.15, 0.45) * taak))
            yield code, op.begin.isoformat(), "beginstand", self.standen[code], "Oefenwereld", VERZONNEN

    def besluiten(self, halfjaar: Halfjaar) -> Iterator[tuple[object, ...]]:
        """An invented herverdeling between Assen and Emmen, and a correctie of Coevorden."""
        dag = halfjaar.begin.replace(day=15).isoformat()
        for code, aantal in (("GM0106", 6), ("GM0114", -6)):
            yield code, dag, "herverdeling", aantal, "Oefenbesluit van beide colleges", VERZONNEN
        yield "GM0109", dag, "correctie", 2, "Oefenbrief van COA", VERZONNEN

    def huisvest(self, halfjaar: Halfjaar) -> None:
        """Decide how many persons each gemeente houses in the half-year, and follow its stand."""
        self._herindeel(halfjaar.begin)
        for code, tijd in self.tijden.items():
            if code not in self.meedoen or not tijd.bestaat_op(halfjaar.begin):
                continue
            einde = min(halfjaar.eind, tijd.geldig_tot or halfjaar.eind, self.vandaag)
            voorbij = max(0.0, (einde - halfjaar.begin).days / (halfjaar.eind - halfjaar.begin).days)
            taak = self.taakstellingen.get((code, halfjaar))
            if taak is None:
                continue
            stand = self.standen.get(code, 0)
            # Most gemeenten follow their taakstelling and repair some of the backlog; some lag behind for years.
            aard = Random(f"{ZAAD}{code}").gauss(0.97, 0.09)  # noqa: S311
            wens = taak * aard - 0.3 * stand
            if code in WESTERKWARTIER and halfjaar <= GEZAMENLIJK_TOT:
                wens = taak - 0.45 * stand
            aantal = max(0, round(self.rng.gauss(wens, 0.08 * taak + 0.6) * voorbij))
            if (code, halfjaar) == (DE_WOLDEN, DE_WOLDEN_BEGIN):
                aantal = DE_WOLDEN_REALISATIE
            aantal += INHAALSLAG.get((code, halfjaar), 0)
            self.gehuisvest[code, halfjaar] = aantal
            self.standen[code] = stand + aantal - taak
        self._herindeel(halfjaar.eind - timedelta(days=1))

    def _herindeel(self, dag: date) -> None:
        """What ended by this day goes on in its first successor, as the ledger does it."""
        for code in [code for code in self.standen if (tot := self.tijden[code].geldig_tot) and tot <= dag]:
            naar = self.tijden[code].opvolgers[0]
            stand = self.standen.pop(code)
            if naar in self.meedoen:
                self.standen[naar] = self.standen.get(naar, 0) + stand

    def plaatsingen(self, halfjaar: Halfjaar) -> Iterator[tuple[object, ...]]:
        """Households that add up to what was housed, spread over the half-year."""
        einde = min(halfjaar.eind, self.vandaag + timedelta(days=1))
        dagen = max(1, (einde - halfjaar.begin).days)
        for code in sorted(self.tijden):
            over, nummer = self.gehuisvest.get((code, halfjaar), 0), 0
            while over > 0:
                nummer += 1
                personen = min(over, self.rng.choices(GROOTTEN, GROOTTEKANSEN)[0])
                over -= personen
                yield self._plaatsing(
                    code, halfjaar, nummer, personen, halfjaar.begin + timedelta(days=self.rng.randrange(dagen))
                )

    def gezamenlijk(self, halfjaar: Halfjaar) -> Iterator[tuple[object, ...]]:
        """The same households for the regio of then, housed where a home for their size is and not where they count."""
        rng = Random(f"{ZAAD}{halfjaar}")  # noqa: S311  # its own, so that the other figures stay what they are
        dagen = (halfjaar.eind - halfjaar.begin).days
        for code in sorted(WONINGEN_VOOR):
            over, nummer = self.gehuisvest.get((code, halfjaar), 0), 0
            while over > 0:
                nummer += 1
                personen = min(over, rng.choices(GROOTTEN, GROOTTEKANSEN)[0])
                over -= personen
                klein = personen <= KLEIN_HUISHOUDEN
                gewichten = [
                    woningen[0 if klein else 1] + 25 * (waar == code)
                    for waar, woningen in sorted(WONINGEN_VOOR.items())
                ]
                waar = rng.choices(sorted(WONINGEN_VOOR), gewichten)[0]
                dag = (halfjaar.begin + timedelta(days=rng.randrange(dagen))).isoformat()
                volwassenen = 1 if klein else 2
                rest = (personen - volwassenen, 0, 0, "zelfstandig", "nee", "Wold & Waard", None)
                yield f"oef-{halfjaar}-{nummer:04d}", code, waar, None, dag, None, dag, volwassenen, *rest

    def _plaatsing(self, code: str, halfjaar: Halfjaar, nummer: int, personen: int, dag: date) -> tuple[object, ...]:
        volwassenen = min(personen, 1 if personen < 3 else 2)  # noqa: PLR2004
        vorm = self.rng.choices(VORMEN, VORMKANSEN)[0]
        nareizigers = personen - volwassenen if self.rng.random() < 0.3 else 0  # noqa: PLR2004
        contract = dag - timedelta(days=self.rng.randrange(6))
        return (
            f"oef-{halfjaar}-{nummer:04d}",
            code,
            code,
            None,
            contract.isoformat(),
            None,
            dag.isoformat(),
            volwassenen,
            personen - volwassenen - nareizigers,
            0,
            nareizigers,
            vorm,
            "nee",
            None,
            None,
        )

    def realisaties(self, halfjaar: Halfjaar, *, met_verschillen: bool) -> Iterator[tuple[object, ...]]:
        """The official figures after the half-year; now and then one person more or less than the own log."""
        per = halfjaar.peildatum + timedelta(days=2)
        for (code, h), aantal in sorted(self.gehuisvest.items()):
            if h != halfjaar or (code, h) == (DE_WOLDEN, DE_WOLDEN_BEGIN):
                continue
            verschil = self.rng.choices((0, -1, 1, -2), (85, 8, 4, 3))[0] if met_verschillen else 0
            if code in self.standen:
                self.standen[code] += max(-aantal, verschil)
            yield code, str(halfjaar), per.isoformat(), max(0, aantal + verschil), VERZONNEN
