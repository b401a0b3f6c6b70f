"""What a coupled household must be to be recorded, by whatever way it comes in: all that is wrong with it at once."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from organisaties.regels.persoonsgegevens import lijkt_persoonsgegeven, persoonsgegeven_in_kenmerk
from taakstelling.regels.grootboek import Gemeentetijd
from taakstelling.regels.halfjaar import EERSTE_JAAR
from taakstelling.regels.koppeling import EINDES, GEVOLGEN, KAN_NU, LOPEND, REDENEN, SOORTEN, Fase, Soort
from taakstelling.regels.plaatsing import bestaat_niet

MEESTE_IN_HUISHOUDEN = 30
"""More people in one category of one household is a typing error; a group is several households."""
MEESTE_KAMERS = 20
VERST_VOORUIT = timedelta(days=5 * 366)
"""Expecting somebody later than this is a typing error in the year."""
_AMV_TOT = timedelta(days=18 * 366)

CATEGORIEEN = ("volwassenen", "kinderen", "amv", "verwachte_nareizigers")


@dataclass(frozen=True, slots=True, kw_only=True)
class Huishoudengegevens:
    """What somebody fills in. Counts in personen; `verwachte_nareizigers` come on top of who is coupled."""

    kenmerk: str = ""
    gekoppeld_op: date | None = None
    volwassenen: int = 0
    kinderen: int = 0
    amv: int = 0
    verwachte_nareizigers: int = 0
    verwacht_op: date | None = None
    kamers: int | None = None
    gelijkvloers: bool = False
    amv_achttien_op: date | None = None
    notitie: str = ""

    @property
    def personen(self) -> int:
        return self.volwassenen + self.kinderen + self.amv

    def met_kenmerk(self, kenmerk: str) -> "Huishoudengegevens":
        return replace(self, kenmerk=kenmerk)


def fouten(
    gegevens: Huishoudengegevens,
    *,
    koppelgemeente: tuple[str, Gemeentetijd],
    namen: Mapping[str, str],
    vandaag: date,
) -> dict[str, list[str]]:
    """Field → what is wrong and what to do, in Dutch; empty when the household can be recorded.

    A gemeente comes as (name, validity); `namen` gives the names of successors by code.
    """
    uit = _fouten_in_aantallen(gegevens) | _fouten_in_teksten(gegevens)
    dag = gegevens.gekoppeld_op
    if dag is None:
        uit["gekoppeld_op"] = ["Vul in op welke dag COA dit huishouden koppelde."]
    elif dag > vandaag:
        uit["gekoppeld_op"] = ["Deze datum ligt in de toekomst. Kies een datum op of voor vandaag."]
    elif dag.year < EERSTE_JAAR:
        uit["gekoppeld_op"] = [f"Deze datum ligt voor {EERSTE_JAAR}. Controleer het jaar."]
    elif tekst := bestaat_niet(*koppelgemeente, dag, namen):
        uit["koppelgemeente"] = [tekst]
    return uit | _fouten_in_verwachting(gegevens, vandaag)


def _fouten_in_verwachting(gegevens: Huishoudengegevens, vandaag: date) -> dict[str, list[str]]:
    uit: dict[str, list[str]] = {}
    dag = gegevens.gekoppeld_op
    if gegevens.verwacht_op is not None:
        if not gegevens.verwachte_nareizigers:
            uit["verwacht_op"] = ["Vul ook in hoeveel nareizigers u verwacht, of laat deze datum leeg."]
        elif dag is not None and gegevens.verwacht_op < dag:
            uit["verwacht_op"] = ["Deze datum ligt voor de koppeling. Controleer het jaar."]
        elif gegevens.verwacht_op > vandaag + VERST_VOORUIT:
            uit["verwacht_op"] = ["Deze datum ligt meer dan vijf jaar vooruit. Controleer het jaar."]
    if gegevens.amv_achttien_op is not None:
        if not gegevens.amv:
            uit["amv_achttien_op"] = ["Vul ook in hoeveel amv er zijn, of laat deze datum leeg."]
        elif dag is not None and not dag <= gegevens.amv_achttien_op <= dag + _AMV_TOT:
            uit["amv_achttien_op"] = [
                "Een amv is jonger dan 18 op de dag van de koppeling. Vul de dag in waarop de amv 18 wordt."
            ]
    return uit


def _fouten_in_aantallen(gegevens: Huishoudengegevens) -> dict[str, list[str]]:
    uit: dict[str, list[str]] = {}
    for veld in CATEGORIEEN:
        aantal = getattr(gegevens, veld)
        if aantal < 0:
            uit[veld] = ["Vul 0 of meer personen in."]
        elif aantal > MEESTE_IN_HUISHOUDEN:
            uit[veld] = [f"Vul hoogstens {MEESTE_IN_HUISHOUDEN} personen in. Een groep bestaat uit meer huishoudens."]
    if not uit and gegevens.personen == 0:
        uit["volwassenen"] = ["Vul minstens één gekoppelde persoon in. Verwachte nareizigers tellen hier niet mee."]
    if gegevens.kamers is not None and not 1 <= gegevens.kamers <= MEESTE_KAMERS:
        uit["kamers"] = [f"Vul 1 tot en met {MEESTE_KAMERS} kamers in, of laat dit leeg."]
    return uit


def _fouten_in_teksten(gegevens: Huishoudengegevens) -> dict[str, list[str]]:
    uit: dict[str, list[str]] = {}
    if soort := persoonsgegeven_in_kenmerk(gegevens.kenmerk):
        uit["kenmerk"] = [f"Dit lijkt op een {soort}. Gebruik een kenmerk dat alleen u kunt herleiden."]
    if soort := lijkt_persoonsgegeven(gegevens.notitie):
        uit["notitie"] = [f"Dit lijkt op een {soort}. Schrijf de notitie zonder persoonsgegevens."]
    return uit


@dataclass(frozen=True, slots=True, kw_only=True)
class Stapgegevens:
    """A step as somebody records it; which fields it has follows from its soort."""

    soort: Soort
    datum: date
    reden: str = ""
    gevolg: str = ""
    opnieuw_op: date | None = None
    naar: str = ""
    """Code of the gemeente that takes over, or in which they found a home."""
    kamers: int | None = None
    verhuurder: str = ""


def fouten_in_stap(
    stap: Stapgegevens, *, fase: Fase, gekoppeld_op: date, laatste_op: date | None, koppelgemeente: str, vandaag: date
) -> dict[str, list[str]]:
    """Field → what is wrong; "" is about the step as a whole."""
    uit: dict[str, list[str]] = {}
    if fase not in LOPEND or (stap.soort not in EINDES and stap.soort not in KAN_NU[fase]):
        return {"": [f"“{SOORTEN[stap.soort]}” past nu niet bij dit huishouden. Bekijk eerst hoe het ervoor staat."]}
    if stap.datum > vandaag:
        uit["datum"] = ["Deze datum ligt in de toekomst. Kies een datum op of voor vandaag."]
    elif stap.datum < max(gekoppeld_op, laatste_op or gekoppeld_op):
        uit["datum"] = ["Deze datum ligt voor de koppeling of voor de vorige stap. Kies een latere datum."]
    if stap.soort in REDENEN and stap.reden not in REDENEN[stap.soort]:
        uit["reden"] = ["Kies een reden uit de lijst."]
    if stap.soort is Soort.GEWEIGERD and stap.gevolg not in GEVOLGEN:
        uit["gevolg"] = ["Kies wat er na de weigering gebeurt."]
    if stap.soort is Soort.STILSTAND and (
        stap.opnieuw_op is None or not vandaag <= stap.opnieuw_op <= vandaag + VERST_VOORUIT
    ):
        uit["opnieuw_op"] = ["Kies een dag vanaf vandaag waarop u weer kijkt."]
    if stap.soort is Soort.OVERGEDRAGEN and stap.naar in ("", koppelgemeente):
        uit["naar"] = ["Kies de gemeente die de koppeling overneemt."]
    if stap.kamers is not None and not 1 <= stap.kamers <= MEESTE_KAMERS:
        uit["kamers"] = [f"Vul 1 tot en met {MEESTE_KAMERS} kamers in, of laat dit leeg."]
    if soort := lijkt_persoonsgegeven(stap.verhuurder):
        uit["verhuurder"] = [f"Dit lijkt op een {soort}. Vul de naam van een organisatie in."]
    return uit
