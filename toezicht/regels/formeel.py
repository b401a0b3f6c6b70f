"""The elements of a voornemen, a besluit and the uitvoering of an indeplaatsstelling, and what of them is missing.

Source: Gemeentewet art. 124 (text of 2015); the zienswijze on a voornemen is of the Awb
(art. 4:8), and so is the clause on rechtsmiddelen under a besluit (art. 3:45). In the informal treden nothing is asked.
The exception for urgency (art. 124 lid 2) is left out: a taakstelling is judged per half-year.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from taakstelling.regels.oordeel import getal
from taakstelling.regels.werkdagen import eerste_werkdag
from toezicht.regels.kader import Omvang
from toezicht.regels.ladder import Fase
from toezicht.regels.resultaat import Cijfers, datum

Waarden = Mapping[str, Any]
"""The fields of a formal besluit as a letter keeps them: a day as text (jjjj-mm-dd), a number, a text, or None."""


class Veld(StrEnum):
    """A field of a formal besluit, by the name of its column."""

    GRONDSLAG = "grondslag"
    VOORNEMEN_OP = "voornemen_op"
    VOORNEMEN_VINDPLAATS = "voornemen_vindplaats"
    BESLUIT_OP = "besluit_op"
    ZIENSWIJZE_TOT = "zienswijze_tot"
    HERSTELTERMIJN_TOT = "hersteltermijn_tot"
    PERSONEN = "personen"
    KOSTEN = "kosten"
    BEKENDMAKING_OP = "bekendmaking_op"
    BEKENDMAKING_WAAR = "bekendmaking_waar"
    AFSCHRIFT_RAAD_OP = "afschrift_raad_op"
    RECHTSMIDDELEN = "rechtsmiddelen"


DAGEN = tuple(veld for veld in Veld if veld.endswith(("_op", "_tot")))
MET_TERMIJN = (Veld.ZIENSWIJZE_TOT, Veld.HERSTELTERMIJN_TOT)
"""The last day of a term: a working day (see `komt_nu`)."""

KORT = 14
"""A term of fewer days must be confirmed. No law names a least one: a college needs time to meet and to answer."""


@dataclass(frozen=True, slots=True)
class Element:
    """Something that a formal letter must hold, the fields that say it, where the law asks for it, and its sentence."""

    naam: str
    velden: tuple[Veld, ...]
    bron: str
    zin: str


_GRONDSLAG = Element(
    "de taak en de grondslag",
    (Veld.GRONDSLAG,),
    "Gemeentewet art. 124 lid 1 en Huisvestingswet 2014 art. 28",
    "{grondslag}",
)
_VOORNEMEN = Element(
    "het eerdere voornemen",
    (Veld.VOORNEMEN_OP, Veld.VOORNEMEN_VINDPLAATS),
    "Gemeentewet art. 124 lid 4",
    "Het voornemen is bekendgemaakt op {voornemen_op}: {voornemen_vindplaats}.",
)
_BESLUIT = Element(
    "de dag van het besluit",
    (Veld.BESLUIT_OP,),
    "Gemeentewet art. 124 lid 1",
    "Gedeputeerde Staten besloten op {besluit_op}.",
)
_ZIENSWIJZE = Element(
    "de termijn voor een zienswijze",
    (Veld.ZIENSWIJZE_TOT,),
    "Awb art. 4:8",
    "U kunt tot en met {zienswijze_tot} uw zienswijze geven.",
)
_HERSTEL = Element(
    "de hersteltermijn",
    (Veld.HERSTELTERMIJN_TOT,),
    "Gemeentewet art. 124 lid 2",
    "De gemeente kan dit tot en met {hersteltermijn_tot} alsnog zelf doen.",
)
_HERSTEL_VOORBIJ = replace(_HERSTEL, zin="De gemeente kon dit tot en met {hersteltermijn_tot} alsnog zelf doen.")
_RESULTAAT = Element(
    "het vereiste resultaat",
    (Veld.PERSONEN,),
    "Gemeentewet art. 124 lid 3",
    "De gemeente huisvest {personen}.",
)
_KOSTEN = Element("de kosten", (Veld.KOSTEN,), "Gemeentewet art. 124 lid 1", "{kosten}")
_AFSCHRIFT = Element(
    "het afschrift aan de raad",
    (Veld.AFSCHRIFT_RAAD_OP,),
    "Gemeentewet art. 124 lid 4",
    "De gemeenteraad krijgt op {afschrift_raad_op} een afschrift.",
)
_BEKEND = Element(
    "de bekendmaking",
    (Veld.BEKENDMAKING_OP, Veld.BEKENDMAKING_WAAR),
    "Gemeentewet art. 124 lid 4",
    "Op {bekendmaking_op}: {bekendmaking_waar}.",
)
_RECHT = Element("de rechtsmiddelen", (Veld.RECHTSMIDDELEN,), "Awb art. 3:45", "{rechtsmiddelen}")

ELEMENTEN: Mapping[Fase, tuple[Element, ...]] = {
    Fase.VOORNEMEN: (_GRONDSLAG, _RESULTAAT, _KOSTEN, _ZIENSWIJZE, _BEKEND, _AFSCHRIFT),
    Fase.BESLUIT: (_GRONDSLAG, _VOORNEMEN, _BESLUIT, _RESULTAAT, _HERSTEL, _KOSTEN, _BEKEND, _AFSCHRIFT, _RECHT),
    Fase.UITVOERING: (_GRONDSLAG, _BESLUIT, _RESULTAAT, _HERSTEL_VOORBIJ, _KOSTEN),
}
"""What each formal fase asks, in the order of the letter. The other fasen ask nothing."""

TITELS: Mapping[Fase, str] = {
    Fase.VOORNEMEN: "Voornemen tot indeplaatsstelling",
    Fase.BESLUIT: "Besluit tot indeplaatsstelling",
    Fase.UITVOERING: "Uitvoering van het besluit tot indeplaatsstelling",
}

TERMIJN: Mapping[Fase, Veld] = {Fase.VOORNEMEN: Veld.ZIENSWIJZE_TOT, Fase.BESLUIT: Veld.HERSTELTERMIJN_TOT}
"""The term that a letter in this fase sets; an uitvoering only quotes the one of the besluit."""

_BIJ_TERMIJN = {
    Veld.ZIENSWIJZE_TOT: ("haar zienswijze", "Awb art. 4:8"),
    Veld.HERSTELTERMIJN_TOT: ("herstel", "Gemeentewet art. 124 lid 2"),
}

GRONDSLAG = (
    "Het college van burgemeester en wethouders zorgt voor de huisvesting van vergunninghouders volgens de taakstelling"
    " (Huisvestingswet 2014, artikel 28). Dat is niet of niet volledig gebeurd. Gedeputeerde Staten kunnen daarin"
    " namens de gemeente voorzien (Gemeentewet, artikel 124)."
)
KOSTEN = "De kosten komen ten laste van de gemeente (Gemeentewet, artikel 124, eerste lid)."
RECHTSMIDDELEN = (
    "Bent u het niet eens met dit besluit, dan kunt u binnen zes weken na de dag van verzending bezwaar maken bij"
    " Gedeputeerde Staten. Tegen de beslissing op bezwaar staat beroep open."
)


def velden_van(fase: Fase) -> tuple[Veld, ...]:
    """The fields that a letter in this fase asks for."""
    return tuple(veld for element in ELEMENTEN.get(fase, ()) for veld in element.velden)


def is_compleet(element: Element, waarden: Waarden) -> bool:
    return all(waarden.get(veld) not in (None, "") for veld in element.velden)


def vereist_resultaat(cijfers: Cijfers, omvang: Omvang) -> int | None:
    """How many persons the gemeente must house, as the kader says; None while it is unknown or nil."""
    eind = cijfers["stand_eind"]
    achterstand = None if eind is None else max(0, -eind)
    totaal = cijfers.get("volgende_opgave") if omvang is Omvang.TOTAALOPGAVE else None
    aantal = achterstand if totaal is None else totaal
    return aantal if aantal is not None and aantal > 0 else None


def fouten(fase: Fase, waarden: Waarden, briefdatum: date) -> dict[str, str]:
    """Say per field which days do not go together; a field that is empty is not judged here."""
    dagen = {veld: date.fromisoformat(waarden[veld]) for veld in DAGEN if waarden.get(veld)}
    uit: dict[str, str] = {}

    def eis(veld: Veld, goed: bool, zin: str) -> None:  # noqa: FBT001
        if not goed:
            uit.setdefault(veld, zin)

    gevraagd = velden_van(fase)
    for veld in [veld for veld in MET_TERMIJN if veld in gevraagd and veld in dagen]:
        if veld == Veld.HERSTELTERMIJN_TOT and fase is Fase.UITVOERING:
            eis(
                veld,
                dagen[veld] < briefdatum,
                f"De termijn van het besluit loopt tot en met {datum(dagen[veld])}. Uitvoeren kan pas daarna.",
            )
        else:
            eis(veld, dagen[veld] > briefdatum, f"Kies een dag na de briefdatum {datum(briefdatum)}.")
        eis(veld, dagen[veld] == eerste_werkdag(dagen[veld]), "Kies een dag die geen weekend of feestdag is.")
    if Veld.BESLUIT_OP in gevraagd and Veld.BESLUIT_OP in dagen:
        zin = f"Kies een dag op of voor de briefdatum {datum(briefdatum)}."
        eis(Veld.BESLUIT_OP, dagen[Veld.BESLUIT_OP] <= briefdatum, zin)
    if fase is Fase.BESLUIT and Veld.VOORNEMEN_OP in dagen:
        grens = dagen.get(Veld.BESLUIT_OP, briefdatum)
        eis(Veld.VOORNEMEN_OP, dagen[Veld.VOORNEMEN_OP] < grens, "Het voornemen komt vóór het besluit.")
    for veld in (Veld.BEKENDMAKING_OP, Veld.AFSCHRIFT_RAAD_OP):
        if veld in gevraagd and veld in dagen:
            eis(veld, dagen[veld] >= briefdatum, f"Kies een dag op of na de briefdatum {datum(briefdatum)}.")
    if isinstance(waarden.get(Veld.PERSONEN), int):
        eis(Veld.PERSONEN, waarden[Veld.PERSONEN] > 0, "Vul een aantal van minstens 1 in.")
    return uit


def korte_termijn(veld: Veld, tot: date, vanaf: date) -> str | None:
    """Say that the term that runs from a day up to and with `tot` is over, or short; None when it is neither."""
    waarvoor, bron = _BIJ_TERMIJN[veld]
    dagen = (tot - vanaf).days
    if dagen < 0:
        voorbij = f"De termijn van de gemeente voor {waarvoor} liep tot en met {datum(tot)}. Die dag is voorbij"
        return f"{voorbij}: geef een nieuwe termijn."
    if dagen >= KORT:
        return None
    return (
        f"De gemeente heeft {dagen} {'dag' if dagen == 1 else 'dagen'} voor {waarvoor}. De wet noemt geen minimum"
        f" ({bron}), maar een college moet kunnen vergaderen en antwoorden: reken op minstens {KORT} dagen."
    )


def regels(fase: Fase, waarden: Waarden) -> list[tuple[str, str | None]]:
    """The elements as the letter prints them: a name and a text, None where something is missing."""
    woorden = {veld: _in_woorden(veld, waarde) for veld, waarde in waarden.items()}
    return [
        (
            element.naam[:1].upper() + element.naam[1:],
            element.zin.format_map(woorden) if is_compleet(element, waarden) else None,
        )
        for element in ELEMENTEN.get(fase, ())
    ]


def _in_woorden(veld: str, waarde: Any) -> str:
    if veld in DAGEN and waarde:
        return datum(date.fromisoformat(waarde))
    if veld == Veld.PERSONEN and waarde is not None:
        return f"{getal(waarde)} {'persoon' if waarde == 1 else 'personen'}"
    return str(waarde or "").strip().removesuffix(".") if veld.endswith(("_waar", "_vindplaats")) else str(waarde or "")
