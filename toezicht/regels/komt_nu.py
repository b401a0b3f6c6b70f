"""What comes next in a dossier: the terms that run, and the days on which something changes by itself.

The Algemene termijnenwet moves the end of a term that ends on a Saturday, Sunday or holiday to the next day that is
none (art. 1 and 3). By itself it covers terms in a wet or an algemene maatregel van bestuur of at most twelve weeks
(art. 1 and 4). A last day that the provincie sets itself, in a letter, a besluit or by the weken of a trede, follows it
here as well, however long it is: that is only to the good of the gemeente, and the letter then names a day on which
somebody works. What is no term is never moved: a peildatum is the day that is looked at, and `verschoond_tot` and
`verlengd_tot` are days that somebody decided on.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.werkdagen import eerste_werkdag
from toezicht.regels.dossier import GAAT_VERDER_OP, GESPREKKEN, Stuk, Stuksoort

BINNENKORT = timedelta(days=14)
"""So long ahead a term is pointed out."""


class Aanleiding(StrEnum):
    """What a day to come is about."""

    GESPREK = "gesprek"
    VRAGEN = "plan-vragen"
    PLAN = "plan"
    BEOORDELEN = "plan-beoordelen"
    TOEZEGGING = "toezegging"
    TREDE = "trede"
    ZIENSWIJZE = "zienswijze"
    HERSTEL = "hersteltermijn"
    VERSCHONING = "verschoning"
    VERLENGING = "verlenging"
    PEILDATUM = "peildatum"

    @property
    def naam(self) -> str:
        return _NAMEN[self]


_NAMEN = {
    Aanleiding.GESPREK: "Gesprek",
    Aanleiding.VRAGEN: "Plan van aanpak vragen",
    Aanleiding.PLAN: "Inleveren plan van aanpak",
    Aanleiding.BEOORDELEN: "Plan van aanpak beoordelen",
    Aanleiding.TOEZEGGING: "Toezegging nakomen",
    Aanleiding.TREDE: "Einde van de termijn van de trede",
    Aanleiding.ZIENSWIJZE: "Laatste dag voor een zienswijze",
    Aanleiding.HERSTEL: "Einde van de hersteltermijn",
    Aanleiding.VERSCHONING: "Einde van de verschoning",
    Aanleiding.VERLENGING: "Einde van de verlengde termijn",
    Aanleiding.PEILDATUM: "Volgende peildatum",
}

TERMIJNEN = (Aanleiding.PLAN, Aanleiding.TOEZEGGING, Aanleiding.TREDE, Aanleiding.ZIENSWIJZE, Aanleiding.HERSTEL)
"""What has a last day, moved to a working day, and is too late after it."""


@dataclass(frozen=True, slots=True)
class Verzonden:
    """The newest letter that was sent, with what was decided in it.

    `datum` is the day on the letter, which both sides read; `verzonden_op` the day on which it went out, in Amsterdam.
    `trede` 0 is not on the ladder, None is not decided; `weken` None: until the next peildatum. `plan_vereist`: the
    trede asks for a plan. `beantwoord`: the gemeente answered this letter.
    """

    datum: date
    trede: int | None = None
    weken: int | None = None
    plan_vereist: bool = False
    verschoond_tot: date | None = None
    verlengd_tot: date | None = None
    zienswijze_tot: date | None = None
    hersteltermijn_tot: date | None = None
    beantwoord: bool = False
    verzonden_op: date | None = None

    @property
    def loopt_vanaf(self) -> date:
        """The day from which a term in weken runs: nobody can begin before the letter is there."""
        return max(self.datum, self.verzonden_op or self.datum)


@dataclass(frozen=True, slots=True)
class Termijn:
    """A day that something is asked, promised or will change; `stuk` is the number of the piece that says so."""

    aanleiding: Aanleiding
    dag: date
    stuk: int | None = None

    def te_laat(self, vandaag: date) -> bool:
        return self.aanleiding in TERMIJNEN and self.dag < vandaag

    def binnenkort(self, vandaag: date) -> bool:
        """Whether it is a term that ends today or within two weeks."""
        return self.aanleiding in TERMIJNEN and vandaag <= self.dag <= vandaag + BINNENKORT


def komt_nu(stukken: Iterable[Stuk], brief: Verzonden | None, vandaag: date) -> list[Termijn]:
    """What is due, the first day first; what is overdue stays until it is done."""
    rijen = list(stukken)
    uit = [*_van_stukken(rijen, vandaag), *(_van_brief(brief, rijen, vandaag) if brief else ())]
    uit.append(Termijn(Aanleiding.PEILDATUM, Halfjaar.van_datum(vandaag).peildatum))
    return sorted(uit, key=lambda termijn: (termijn.dag, termijn.aanleiding, termijn.stuk or 0))


def _van_stukken(stukken: list[Stuk], vandaag: date) -> list[Termijn]:
    """A gesprek that is planned, a plan that is waited for or not judged yet, a toezegging that is open."""
    gevolgd = {stuk.hoort_bij for stuk in stukken if stuk.soort in GAAT_VERDER_OP}
    uit = []
    for stuk in stukken:
        if stuk.soort in GESPREKKEN and stuk.datum >= vandaag:
            uit.append(Termijn(Aanleiding.GESPREK, stuk.datum, stuk.nummer))
        if stuk.nummer in gevolgd:
            continue
        if stuk.soort is Stuksoort.PLAN_ONTVANGEN:
            uit.append(Termijn(Aanleiding.BEOORDELEN, stuk.datum, stuk.nummer))
        elif stuk.soort is Stuksoort.PLAN_GEVRAAGD and stuk.uiterlijk is not None:
            uit.append(Termijn(Aanleiding.PLAN, eerste_werkdag(stuk.uiterlijk), stuk.nummer))
        elif stuk.soort is Stuksoort.TOEZEGGING and stuk.uiterlijk is not None:
            uit.append(Termijn(Aanleiding.TOEZEGGING, eerste_werkdag(stuk.uiterlijk), stuk.nummer))
    return uit


def _van_brief(brief: Verzonden, stukken: list[Stuk], vandaag: date) -> list[Termijn]:
    """What the letter set. An answer ends the term of the trede and of the zienswijze; a plan that of the trede."""
    uit = []
    plan = any(stuk.soort is Stuksoort.PLAN_ONTVANGEN and stuk.datum >= brief.datum for stuk in stukken)
    if brief.plan_vereist and not any(s.soort is Stuksoort.PLAN_GEVRAAGD and s.datum >= brief.datum for s in stukken):
        uit.append(Termijn(Aanleiding.VRAGEN, brief.datum))
    if brief.zienswijze_tot is not None and not brief.beantwoord:
        uit.append(Termijn(Aanleiding.ZIENSWIJZE, eerste_werkdag(brief.zienswijze_tot)))
    if brief.hersteltermijn_tot is not None:
        uit.append(Termijn(Aanleiding.HERSTEL, eerste_werkdag(brief.hersteltermijn_tot)))
    elif brief.trede and brief.weken is not None and brief.verlengd_tot is None and not (brief.beantwoord or plan):
        uit.append(Termijn(Aanleiding.TREDE, eerste_werkdag(brief.loopt_vanaf + timedelta(weeks=brief.weken))))
    for aanleiding, dag in (
        (Aanleiding.VERSCHONING, brief.verschoond_tot),
        (Aanleiding.VERLENGING, brief.verlengd_tot),
    ):
        if dag is not None and dag >= vandaag:
            uit.append(Termijn(aanleiding, dag))
    return uit
