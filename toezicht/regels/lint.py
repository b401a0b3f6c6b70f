"""What is looked over before a letter is made final: a letter with one finding does not go out.

It reads what stands in the letter (`inhoud`, see `toezicht.pdf.inhoud`) and trusts nothing of it: every printed sum is
read back and added up, every sentence and field is made again from the figures. What is empty is a hole, and is told
apart (`problemen`); here it is passed over. Unit: personen.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from organisaties.regels.persoonsgegevens import persoonsnummer_in_verwijzing
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.oordeel import MINTEKEN, getal, oordeelzin
from toezicht.regels.besluit import AANVAARD, oordeel_bij
from toezicht.regels.briefvelden import WOORD, Gegevens, waarden
from toezicht.regels.ondertekening import Machtiging, onbevoegd
from toezicht.regels.resultaat import Cijfers, datum, regels, sluit_niet, stand_tekst, verschillen
from toezicht.regels.tekstvelden import genoemd
from toezicht.regels.termijnen import foute_briefdatum, nog_niet_voorbij
from toezicht.regels.voorstel import VERSCHOONBAAR, VOLDOET

OPNIEUW = "Beoordeel deze gemeente opnieuw."
Inhoud = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Bevinding:
    """Where something is wrong in the letter, what it is and how to mend it; `wat` may say both."""

    waar: str
    wat: str
    herstel: str

    @property
    def zin(self) -> str:
        return f"{self.wat} {self.herstel}".strip()


@dataclass(frozen=True, slots=True)
class Punt:
    """One thing that was looked over, and what was found. `kon`: it could be, nothing that it needs was unknown."""

    naam: str
    zinnen: tuple[str, ...] = ()
    kon: bool = True

    @property
    def in_orde(self) -> bool:
        return self.kon and not self.zinnen


@dataclass(frozen=True, slots=True)
class Vergelijk:
    """What the letter is held against: today, its figures computed again, and whether its kenmerk is taken."""

    vandaag: date
    nagerekend: Cijfers | None = None
    kenmerk_bezet: bool = False


def kijk_na(inhoud: Inhoud, vergelijk: Vergelijk) -> list[Punt]:
    """Every point that is looked over, in the order of the page."""
    cijfers = inhoud["cijfers"]
    bekend = cijfers["oordeelzin"] is not None
    punten: list[tuple[str, Callable[[], Iterator[Bevinding]], bool]] = [
        ("Elke som in de brief sluit", lambda: _sommen(cijfers), bekend),
        ("De oordeelzin volgt uit de cijfers", lambda: _zin(cijfers), bekend),
        ("Het oordeel past bij de stand", lambda: _oordeel(inhoud), bekend and bool(inhoud["oordeel"])),
        ("De datums passen bij het halfjaar", lambda: _datums(inhoud, vergelijk.vandaag), True),
        ("De velden in de tekst zijn die van deze gemeente", lambda: _velden(inhoud), True),
        ("De ondertekenaars waren op die dag bevoegd", lambda: _ondertekenaars(inhoud), True),
        (
            "De cijfers zijn gelijk aan de regels waarop ze rusten",
            lambda: _nagerekend(cijfers, vergelijk.nagerekend),
            vergelijk.nagerekend is not None,
        ),
        ("Het kenmerk is alleen van deze brief", lambda: _kenmerk(inhoud, vergelijk), bool(inhoud["kenmerk"].strip())),
        ("In de brief staat geen BSN of V-nummer", lambda: _personen(inhoud), True),
    ]
    return [Punt(naam, tuple(een.zin for een in zoek()), kon) for naam, zoek, kon in punten]


def _sommen(cijfers: Cijfers) -> Iterator[Bevinding]:
    for zin in sluit_niet(cijfers):
        yield Bevinding("Resultaten", zin, OPNIEUW)
    halfjaar = Halfjaar.van_code(cijfers["halfjaar"])
    uitkomsten = {
        f"Taakstelling {halfjaar.kort}": cijfers["opgave"],
        f"Taakstelling {halfjaar.volgende.kort}": cijfers["volgende_opgave"],
    }
    for regel in regels(cijfers):
        if regel.waarde is None or regel.label not in uitkomsten:
            continue
        som, _, uitkomst = regel.waarde.partition(" = ")
        if not lees(uitkomst or som) == [optelling(som)] == [uitkomsten[regel.label]]:
            yield Bevinding(regel.label, f"De som “{regel.waarde}” sluit niet.", OPNIEUW)
    telling = {"officieel": cijfers["officieel"], "eigen": cijfers["eigen"]}.get(cijfers["realisatie_bron"])
    if telling is not None and telling != cijfers["realisatie"]:
        wat = f"De realisatie is {getal(cijfers['realisatie'])}, en de telling waar zij op rust {getal(telling)}."
        yield Bevinding("Realisatie", wat, OPNIEUW)


_GETAL = re.compile(rf"([+{MINTEKEN}]?)(?:[a-z]+ )?(\d{{1,3}}(?:\.\d{{3}})*|\d+)")


def lees(tekst: str) -> list[int]:
    """The numbers in a printed line, with the sign before them or before their word: "(−voorsprong 4)" is −4."""
    return [
        int(cijfers.replace(".", "")) * (-1 if teken == MINTEKEN else 1) for teken, cijfers in _GETAL.findall(tekst)
    ]


def optelling(som: str) -> int:
    return sum(lees(som))


def _zin(cijfers: Cijfers) -> Iterator[Bevinding]:
    termen = (cijfers[naam] for naam in ("taakstelling", "opgave", "stand_begin", "realisatie", "stand_eind"))
    verwacht = oordeelzin(Halfjaar.van_code(cijfers["halfjaar"]), *termen)
    if cijfers["oordeelzin"] is not None and cijfers["oordeelzin"] != verwacht:
        wat = f"De oordeelzin is “{cijfers['oordeelzin']}”, en uit de cijfers volgt “{verwacht}”."
        yield Bevinding("Oordeelzin", wat, OPNIEUW)


def _oordeel(inhoud: Inhoud) -> Iterator[Bevinding]:
    """Voldoet goes with no achterstand, the others with one; who decided otherwise said why."""
    stand, oordeel = inhoud["cijfers"]["stand_eind"], inhoud["oordeel"]
    voorstel = oordeel_bij(stand)
    if voorstel is not None and oordeel and (oordeel == VOLDOET) != (voorstel == VOLDOET) and not inhoud["gemotiveerd"]:
        wat = f"Het oordeel is “{oordeel}”, en de stand is {stand_tekst(stand)}."
        yield Bevinding("Oordeel", wat, "Schrijf bij de beoordeling waarom, of kies een ander oordeel.")


def _datums(inhoud: Inhoud, vandaag: date) -> Iterator[Bevinding]:
    halfjaar, briefdatum = Halfjaar.van_code(inhoud["halfjaar"]), date.fromisoformat(inhoud["datum"])
    cijfers = inhoud["cijfers"]
    if cijfers["halfjaar"] != halfjaar.code or cijfers["gemeente"] != inhoud["gemeente"]["code"]:
        yield Bevinding("Resultaten", "De cijfers zijn van een andere gemeente of een ander halfjaar.", OPNIEUW)
    if zin := nog_niet_voorbij(halfjaar, vandaag):
        yield Bevinding("Halfjaar", zin, f"Vaststellen kan vanaf {datum(halfjaar.peildatum)}.")
    elif fout := foute_briefdatum(briefdatum, halfjaar, vandaag):
        yield Bevinding("Datum", fout, "")
    meetpunt = halfjaar.volgende.peildatum
    for naam in noemt_voorbij_meetpunt(inhoud, briefdatum):
        wat = f"“{naam}” noemt {datum(meetpunt)} als volgende peildatum, en de brief is van {datum(briefdatum)}."
        yield Bevinding(naam, wat, f"Kies een briefdatum tot en met {datum(meetpunt)}, of schrijf een andere tekst.")
    tot = _dag(inhoud["verschoond_tot"])
    if tot is not None and tot <= halfjaar.peildatum:
        wat = f"Er is verschoond tot {datum(tot)}, en dat is niet na de peildatum {datum(halfjaar.peildatum)}."
        yield Bevinding("Verschoond tot", wat, OPNIEUW)
    if (tot is None) == (inhoud["oordeel"] == VERSCHOONBAAR):
        yield Bevinding("Verschoond tot", "Een datum tot wanneer hoort bij verschonen, en alleen daarbij.", OPNIEUW)
    per = _dag(cijfers["cijfers_per"])
    if per is not None and not halfjaar.begin <= per <= briefdatum:
        wat = f"De cijfers zijn van {datum(per)}: dat past niet bij het halfjaar en de briefdatum {datum(briefdatum)}."
        yield Bevinding("Bron van de realisatie", wat, "Kies een latere briefdatum, of beoordeel opnieuw.")


def noemt_voorbij_meetpunt(inhoud: Inhoud, dag: date) -> list[str]:
    """The blocks that announce a next peildatum that is over on this day; it is never counted from the letter."""
    meetpunt = Halfjaar.van_code(inhoud["halfjaar"]).volgende.peildatum
    # A term without weken runs until the day before that peildatum.
    velden = {"volgende_peildatum"} if dag > meetpunt else set()
    velden |= {"termijn"} if dag >= meetpunt and inhoud.get("weken") is None else set()
    blokken = (blok for blokken in inhoud["blokken"].values() for blok in blokken)
    return [
        blok["kop"] or "het eerste tekstblok" for blok in blokken if velden & genoemd(f"{blok['kop']} {blok['tekst']}")
    ]


def gegevens_van(inhoud: Inhoud) -> Gegevens:
    return Gegevens(
        gemeente=inhoud["gemeente"]["naam"],
        provincie=inhoud["provincie"]["naam"],
        woord=inhoud["afzender"].get("woord", WOORD),
        halfjaar=Halfjaar.van_code(inhoud["halfjaar"]),
        briefdatum=date.fromisoformat(inhoud["datum"]),
        oordeel=inhoud["oordeel"],
        verschoond_tot=_dag(inhoud["verschoond_tot"]),
        gs_besluit_nummer=inhoud["gs_besluit"]["nummer"],
        gs_besluit_op=_dag(inhoud["gs_besluit"]["datum"]),
        trede=inhoud["trede"],
        weken=inhoud["weken"],
    )


def _velden(inhoud: Inhoud) -> Iterator[Bevinding]:
    for naam, waarde in waarden(gegevens_van(inhoud), inhoud["cijfers"]).items():
        staat = inhoud["waarden"].get(naam)
        if staat != waarde:
            wat = f"Het veld {{{naam}}} is {staat or 'leeg'}, en het moet {waarde or 'leeg'} zijn."
            yield Bevinding(f"{{{naam}}}", wat, OPNIEUW)


def _ondertekenaars(inhoud: Inhoud) -> Iterator[Bevinding]:
    machtigingen = [
        Machtiging(een["functie"], date.fromisoformat(een["van"]), _dag(een["tot"])) for een in inhoud["mandaten"]
    ]
    dag = date.fromisoformat(inhoud["datum"])
    for plek in ("eerste_ondertekenaar", "tweede_ondertekenaar"):
        functie = inhoud["afzender"][plek].strip()
        if functie and onbevoegd(functie, machtigingen, dag):
            wat = f"De {functie} heeft geen mandaat dat geldt op {datum(dag)}."
            yield Bevinding(
                "Ondertekening", wat, "Leg het vast bij Mandaten, of kies bij Afzender een andere ondertekenaar."
            )


def _nagerekend(cijfers: Cijfers, nagerekend: Cijfers | None) -> Iterator[Bevinding]:
    """The figures of the beoordeling, computed again from the rows it names; what was accepted stands beside them."""
    if nagerekend is None:
        return
    for label, links, rechts in verschillen({k: v for k, v in cijfers.items() if k != AANVAARD}, nagerekend):
        yield Bevinding(label, f"{label}: in de brief {links}, nagerekend {rechts}.", OPNIEUW)


def _kenmerk(inhoud: Inhoud, vergelijk: Vergelijk) -> Iterator[Bevinding]:
    if vergelijk.kenmerk_bezet:
        wat = f"Het kenmerk {inhoud['kenmerk']} staat al op een andere brief van de provincie."
        yield Bevinding("Ons kenmerk", wat, "Geef deze brief een eigen kenmerk.")


def _personen(inhoud: Inhoud) -> Iterator[Bevinding]:
    """A person's number in a text that somebody wrote; the kenmerken and besluiten that the letter names are none."""
    eigen = [inhoud["kenmerk"], (inhoud["herziet"] or {}).get("kenmerk"), inhoud["gs_besluit"]["nummer"]]
    eigen_nummer = re.compile("|".join(rf"(?<!\w){re.escape(nummer)}(?!\w)" for nummer in eigen if nummer) or r"(?!)")
    for waar, tekst in _teksten(inhoud):
        if soort := persoonsnummer_in_verwijzing(eigen_nummer.sub("|", tekst)):
            wat = f"In “{waar}” staat iets dat lijkt op een {soort}."
            yield Bevinding(waar, wat, "Schrijf dit zonder persoonsgegevens.")


def _teksten(inhoud: Inhoud) -> Iterator[tuple[str, str]]:
    """Every text that somebody wrote for this letter, with where it stands."""
    yield "Onderwerp", inhoud["onderwerp"]
    for blok in (blok for blokken in inhoud["blokken"].values() for blok in blokken):
        yield blok["kop"] or "het eerste tekstblok", f"{blok['kop']}\n{blok['tekst']}"
    for waarde in (inhoud["formeel"] or {"waarden": {}})["waarden"].values():
        if isinstance(waarde, str):
            yield "Formeel besluit", waarde


def _dag(tekst: str | None) -> date | None:
    return date.fromisoformat(tekst) if tekst else None
