"""What a plaatsing must be to be recorded, by whatever way it comes in: all that is wrong with it at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from taakstelling.regels.grootboek import Gemeentetijd
from taakstelling.regels.halfjaar import EERSTE_JAAR
from taakstelling.regels.telling import TELDATUM_VOLGORDE, Teldatumbron, teldatum

MEESTE_PERSONEN = 999
"""More people in one category of one plaatsing is a typing error; a whole doorstroomlocatie is smaller."""

MAANDEN = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
CATEGORIEEN = ("volwassenen", "kinderen", "amv", "nareizigers")
DATUMS = ("afgemeld_op", "huurcontract_op", "brp_op", "teldatum")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plaatsingsgegevens:
    """What somebody fills in. Counts in personen; `teldatum` is given by hand, or None: it follows from the others."""

    volwassenen: int = 0
    kinderen: int = 0
    amv: int = 0
    nareizigers: int = 0
    huisvestingsvorm: str = "zelfstandig"
    afgemeld_op: date | None = None
    huurcontract_op: date | None = None
    brp_op: date | None = None
    teldatum: date | None = None
    eerder_geteld: bool = False
    verhuurder: str = ""
    kenmerk: str = ""
    deel: int = 1

    @property
    def personen(self) -> int:
        return self.volwassenen + self.kinderen + self.amv + self.nareizigers


def telt_op(gegevens: Plaatsingsgegevens, volgorde: Sequence[str] = TELDATUM_VOLGORDE) -> date | None:
    """The day on which the plaatsing counts, in the order the provincie chose."""
    return teldatum(
        [Teldatumbron(bron) for bron in volgorde],
        afgemeld_op=gegevens.afgemeld_op,
        huurcontract_op=gegevens.huurcontract_op,
        brp_op=gegevens.brp_op,
        gegeven=gegevens.teldatum,
    )


def fouten(
    gegevens: Plaatsingsgegevens,
    *,
    koppelgemeente: tuple[str, Gemeentetijd],
    huisvestingsgemeente: tuple[str, Gemeentetijd],
    namen: Mapping[str, str],
    vandaag: date,
    volgorde: Sequence[str] = TELDATUM_VOLGORDE,
) -> dict[str, list[str]]:
    """Field → what is wrong and what to do, in Dutch; empty when the plaatsing can be recorded.

    A gemeente comes as (name, validity); `namen` gives the names of successors by code.
    """
    uit = _fouten_in_aantallen(gegevens) | _fouten_in_datums(gegevens, vandaag)
    dag = telt_op(gegevens, volgorde)
    if dag is None:
        uit.setdefault(_eerste_datumveld(volgorde), []).append(
            "Vul een datum in: zonder datum weten we niet in welk halfjaar de plaatsing telt."
        )
    elif not any(veld in uit for veld in DATUMS):
        for veld, (naam, tijd) in (
            ("koppelgemeente", koppelgemeente),
            ("huisvestingsgemeente", huisvestingsgemeente),
        ):
            if tekst := bestaat_niet(naam, tijd, dag, namen):
                uit[veld] = [tekst]
    return uit


def _fouten_in_aantallen(gegevens: Plaatsingsgegevens) -> dict[str, list[str]]:
    uit: dict[str, list[str]] = {}
    for veld in CATEGORIEEN:
        aantal = getattr(gegevens, veld)
        if aantal < 0:
            uit[veld] = ["Vul 0 of meer personen in."]
        elif aantal > MEESTE_PERSONEN:
            uit[veld] = [f"Vul hoogstens {MEESTE_PERSONEN} personen in. Verdeel een grotere groep over meer regels."]
    if not uit and gegevens.personen == 0:
        uit["volwassenen"] = ["Vul minstens één persoon in: bij volwassenen, kinderen, amv of nareizigers."]
    return uit


def _fouten_in_datums(gegevens: Plaatsingsgegevens, vandaag: date) -> dict[str, list[str]]:
    uit: dict[str, list[str]] = {}
    for veld in DATUMS:
        dag = getattr(gegevens, veld)
        if dag is None:
            continue
        if dag > vandaag:
            uit[veld] = ["Deze datum ligt in de toekomst. Kies een datum op of voor vandaag."]
        elif dag.year < EERSTE_JAAR:
            uit[veld] = [f"Deze datum ligt voor {EERSTE_JAAR}. Controleer het jaar."]
    return uit


def _eerste_datumveld(volgorde: Sequence[str]) -> str:
    return {"afmelding": "afgemeld_op", "huurcontract": "huurcontract_op", "brp": "brp_op"}[volgorde[0]]


def bestaat_niet(naam: str, tijd: Gemeentetijd, dag: date, namen: Mapping[str, str]) -> str:
    """Why this gemeente cannot have a plaatsing on that day; empty when it can."""
    if tijd.geldig_tot and tijd.geldig_tot <= dag:
        opvolgers = " of ".join(namen.get(code, code) for code in tijd.opvolgers)
        kies = f" Kies {opvolgers}." if opvolgers else " Kies een andere gemeente."
        return f"{naam} bestaat niet meer sinds {_voluit(tijd.geldig_tot)}.{kies}"
    if tijd.geldig_van and dag < tijd.geldig_van:
        return f"{naam} bestaat pas sinds {_voluit(tijd.geldig_van)}. Kies de gemeente van voor die dag."
    return ""


def _voluit(dag: date) -> str:
    return f"{dag.day} {MAANDEN[dag.month - 1]} {dag.year}"
