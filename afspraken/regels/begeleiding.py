"""Guidance of a household in three phases, strictly in order, and the terms that go with it.

Phases and points: note "Duurzame start statushouders" (8 September 2017) and the phases of maatschappelijke begeleiding
in its bijlage 1 (VNG, 2015). Terms: Wet inburgering 2021, art. 11 and 13. Unit: huishoudens.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Fase(StrEnum):
    """The three phases, in their order."""

    PRE_VESTIGING = "pre-vestiging"
    VESTIGING = "vestiging"
    INTEGRATIE = "integratie"


FASEN: Mapping[Fase, str] = {
    Fase.PRE_VESTIGING: "Pré-vestiging",
    Fase.VESTIGING: "Coaching vestiging",
    Fase.INTEGRATIE: "Coaching integratie en participatie",
}

PUNTEN: Mapping[Fase, Mapping[str, str]] = {
    Fase.PRE_VESTIGING: {
        "startsituatie": "Startsituatie besproken: gezin dat nog komt, talenten en plannen",
        "papieren": "Papieren voor huur, inkomen en inschrijving op orde",
        "wonen": "Uitgelegd wat wonen in Nederland inhoudt",
        "inburgering": "Begin van de inburgering besproken",
        "aanspreekpunt": "Huishouden en verhuurder weten wie het aanspreekpunt is",
    },
    Fase.VESTIGING: {
        "eerste-huur": "De huur van de eerste maand kan worden betaald",
        "administratie": "Eigen administratie opgezet, de huur wordt op tijd betaald",
        "woongedrag": "Woongedrag uitgelegd in een taal die het huishouden begrijpt",
        "tolk": "Tolk geregeld voor gesprekken over het wonen",
    },
    Fase.INTEGRATIE: {
        "buren": "Kennisgemaakt met de buren en de buurt",
        "werk": "Plan voor werk of een leerwerkplek",
        "studie": "Plan voor taal en studie",
    },
}
"""The checklist per phase: code → what has to be done. Only that it is done is kept, never what came of it."""


class Toestand(StrEnum):
    """How far a begeleiding is. In order: a phase, and that it is closed and the next has not begun."""

    PRE_VESTIGING = "pre-vestiging"
    NA_PRE_VESTIGING = "na pre-vestiging"
    VESTIGING = "vestiging"
    NA_VESTIGING = "na vestiging"
    INTEGRATIE = "integratie"
    AFGEROND = "afgerond"


_VOLGORDE = list(Toestand)


class Handeling(StrEnum):
    """What can be done with a phase."""

    SLUIT = "afsluiten"
    BEGIN = "beginnen"
    HEROPEN = "heropenen"


OVERGANGEN: Mapping[tuple[Toestand, Handeling], Toestand] = {
    (Toestand.PRE_VESTIGING, Handeling.SLUIT): Toestand.NA_PRE_VESTIGING,
    (Toestand.NA_PRE_VESTIGING, Handeling.BEGIN): Toestand.VESTIGING,
    (Toestand.NA_PRE_VESTIGING, Handeling.HEROPEN): Toestand.PRE_VESTIGING,
    (Toestand.VESTIGING, Handeling.SLUIT): Toestand.NA_VESTIGING,
    (Toestand.NA_VESTIGING, Handeling.BEGIN): Toestand.INTEGRATIE,
    (Toestand.NA_VESTIGING, Handeling.HEROPEN): Toestand.VESTIGING,
    (Toestand.INTEGRATIE, Handeling.SLUIT): Toestand.AFGEROND,
    (Toestand.AFGEROND, Handeling.HEROPEN): Toestand.INTEGRATIE,
}
"""All that can happen; what is not here cannot. Beginning the next phase only stands behind a closed one."""


def toestand_van(*, afgesloten: int, open_fase: bool) -> Toestand:
    """From how many phases are closed and whether one is open."""
    return _VOLGORDE[2 * afgesloten - (0 if open_fase else 1)]


def mogelijk(toestand: Toestand) -> list[Handeling]:
    """What can be done now, the step forward first."""
    return [handeling for handeling in Handeling if (toestand, handeling) in OVERGANGEN]


def betreft(toestand: Toestand, handeling: Handeling) -> Fase:
    """Which phase this act opens or closes. Raises KeyError when it cannot be done."""
    daarna = OVERGANGEN[toestand, handeling]
    open_ = toestand if handeling is Handeling.SLUIT else daarna
    return Fase(open_.value)


def volgende_fase(toestand: Toestand) -> Fase | None:
    """The phase that waits to begin; None while one is open or after the last."""
    if (toestand, Handeling.BEGIN) not in OVERGANGEN:
        return None
    return betreft(toestand, Handeling.BEGIN)


class Stopreden(StrEnum):
    """Why a begeleiding ends before the last phase is closed."""

    VERHUISD = "verhuisd"
    VERTROKKEN = "vertrokken"
    ELDERS = "elders"
    VERGISSING = "vergissing"


STOPREDENEN: Mapping[Stopreden, str] = {
    Stopreden.VERHUISD: "Verhuisd naar een andere gemeente",
    Stopreden.VERTROKKEN: "Vertrokken, geen begeleiding meer nodig",
    Stopreden.ELDERS: "Een andere gemeente begeleidt het huishouden",
    Stopreden.VERGISSING: "Per ongeluk begonnen",
}


def jaren_later(dag: date, jaren: int) -> date:
    """The same day so many years later; 29 February becomes 1 March where there is none."""
    try:
        return dag.replace(year=dag.year + jaren)
    except ValueError:
        return date(dag.year + jaren, 3, 1)


def eerste_einde(contract_op: date) -> date:
    """The first day on which begeleiding may end: a year after the huurcontract was signed."""
    return jaren_later(contract_op, 1)


def fouten_in_stap(
    toestand: Toestand,
    handeling: Handeling,
    dag: date,
    *,
    vandaag: date,
    niet_voor: date | None,
    contract_op: date | None,
    open_punten: Collection[str],
) -> dict[str, list[str]]:
    """Field → what is wrong; "" is about the step as a whole. `niet_voor`: the day of the step before this one."""
    if (toestand, handeling) not in OVERGANGEN:
        return {"": ["Dit kan nu niet. Een fase begint pas als de vorige is afgesloten."]}
    if handeling is Handeling.HEROPEN:
        return {}
    fase = betreft(toestand, handeling)
    uit: dict[str, list[str]] = {}
    if dag > vandaag:
        uit["dag"] = ["Deze datum ligt in de toekomst. Kies een datum op of voor vandaag."]
    elif niet_voor is not None and dag < niet_voor:
        uit["dag"] = ["Deze datum ligt voor de vorige stap. Kies een latere datum."]
    if handeling is Handeling.BEGIN:
        return uit
    return uit | _fouten_bij_sluiten(fase, dag if "dag" not in uit else None, contract_op, open_punten)


def _fouten_bij_sluiten(
    fase: Fase, dag: date | None, contract_op: date | None, open_punten: Collection[str]
) -> dict[str, list[str]]:
    """What keeps a phase from being closed on this day (None: the day itself was wrong already)."""
    uit: dict[str, list[str]] = {}
    zaken = []
    if open_punten:
        zaken.append("Nog niet alle punten van deze fase zijn gedaan. Vink ze af, of zet ze op ‘niet nodig’.")
    if contract_op is None:
        zaken.append("Vul eerst in op welke dag het huurcontract is getekend.")
    elif dag is not None and fase is Fase.PRE_VESTIGING and dag < contract_op:
        uit["dag"] = ["Deze fase duurt tot het huurcontract is getekend. Kies die dag of een latere."]
    elif dag is not None and fase is Fase.INTEGRATIE and dag < eerste_einde(contract_op):
        uit["dag"] = ["De begeleiding duurt minstens een jaar na het huurcontract. Kies een latere datum."]
    if zaken:
        uit[""] = zaken
    return uit


@dataclass(frozen=True, slots=True)
class Inburgering:
    """The terms of the Wet inburgering 2021, of whoever in the household has a PIP first."""

    brp_op: date | None
    pip_op: date | None

    @property
    def begin(self) -> date | None:
        """Art. 13: maatschappelijke begeleiding starts on the day of the registration in the BRP."""
        return self.brp_op

    @property
    def termijn_begint(self) -> date | None:
        """Art. 11: the term starts on the day after the date of the PIP."""
        return None if self.pip_op is None else self.pip_op + timedelta(days=1)

    @property
    def laatste_dag(self) -> date | None:
        """The last day of the three years."""
        begin = self.termijn_begint
        return None if begin is None else jaren_later(begin, 3) - timedelta(days=1)

    def volgende(self, vandaag: date) -> str:
        """The next step in words."""
        if self.brp_op is None:
            return "Schrijf het huishouden in de BRP in. Die dag begint de maatschappelijke begeleiding."
        if self.pip_op is None:
            return "Doe de brede intake en stel het PIP vast. De dag erna begint de termijn van drie jaar."
        assert self.laatste_dag is not None
        if vandaag > self.laatste_dag:
            return "De termijn van drie jaar is voorbij. Ga na of de inburgering is afgerond of verlengd."
        return "De termijn van drie jaar loopt. Volg het PIP."


BIJNA_OM = timedelta(days=183)
"""So long before the end of the three years it is a task."""


def fouten_in_dagen(
    *, huurcontract_op: date | None, brp_op: date | None, pip_op: date | None, vandaag: date
) -> dict[str, list[str]]:
    """What is wrong with the three dates, by field."""
    uit: dict[str, list[str]] = {}
    for veld, dag in (("huurcontract_op", huurcontract_op), ("brp_op", brp_op), ("pip_op", pip_op)):
        if dag is not None and dag > vandaag:
            uit[veld] = ["Deze datum ligt in de toekomst. Vul haar in als het zover is."]
    return uit


@dataclass(frozen=True, slots=True)
class Faseloop:
    """One phase of one begeleiding, with its days; `afgesloten_op` None: it is open."""

    fase: Fase
    begonnen_op: date
    afgesloten_op: date | None


def toestand_op(fasen: Sequence[Faseloop], dag: date) -> Toestand | None:
    """How far a begeleiding was at the end of a day; None when it had not begun."""
    begonnen = [loop for loop in fasen if loop.begonnen_op <= dag]
    if not begonnen:
        return None
    dicht = sum(loop.afgesloten_op is not None and loop.afgesloten_op <= dag for loop in begonnen)
    return toestand_van(afgesloten=dicht, open_fase=len(begonnen) > dicht)


def fase_in_woorden(toestand: Toestand) -> str:
    """How the state reads: the phase, or what is waited for."""
    if toestand is Toestand.AFGEROND:
        return "Afgerond"
    wacht = volgende_fase(toestand)
    return FASEN[Fase(toestand.value)] if wacht is None else f"Wacht op {FASEN[wacht].lower()}"
