"""A kader in plain Dutch: what a supervisor reads about each of its parts."""

from taakstelling.regels.verschoonbaarheid import GRONDEN
from toezicht.regels.kader import (
    Actor,
    Afdaling,
    Effect,
    Kader,
    Omvang,
    Oordeelwoord,
    Overgang,
    Regel,
    Soort,
    Toerekening,
    Trede,
    Voorwaarde,
)
from toezicht.regels.ladder import Fase

SOORTEN = {
    Soort.ACHTERSTAND: "er is een achterstand",
    Soort.PERSONEN: "de achterstand is minstens {n} personen",
    Soort.PROCENT_TAAKSTELLING: "de achterstand is minstens {n}% van de taakstelling",
    Soort.PROCENT_OPGAVE: "de achterstand is minstens {n}% van de opgave",
    Soort.OPEENVOLGEND: "er is op minstens {n} peildata op rij een achterstand",
    Soort.TOEGENOMEN: "de achterstand is toegenomen",
    Soort.PLAN_ONTBREEKT: "het gevraagde plan ontbreekt, is afgekeurd of is verlopen",
    Soort.TOEZEGGING: "een toezegging is niet nagekomen",
}
EEN = {
    Soort.PERSONEN: "de achterstand is minstens 1 persoon",
    Soort.OPEENVOLGEND: "er is op minstens 1 peildatum een achterstand",
}
"""The same with one of them."""

AFDALING = {
    Afdaling.DIRECT: "zonder achterstand gaat een gemeente meteen van de ladder af",
    Afdaling.EEN_TREDE: "zonder achterstand gaat een gemeente één trede omlaag",
    Afdaling.HANDMATIG: "de provincie besluit zelf wanneer een gemeente omlaag gaat",
}
EFFECT = {
    Effect.BEVRIEZEN: "de trede staat stil en de peildatum telt niet mee",
    Effect.NIET_OPSCHALEN: "de trede gaat niet omhoog, maar de peildatum telt mee",
}
PER_HALFJAAR: dict[Toerekening | None, str] = {
    None: "alleen op de stand",
    Toerekening.OUDSTE: "op de stand en per halfjaar; wie is gehuisvest, telt eerst voor het oudste halfjaar",
    Toerekening.EIGEN: "op de stand en per halfjaar; wie is gehuisvest, telt eerst voor het eigen halfjaar",
}
OVERGANG = {
    Overgang.OPNIEUW: "de ladder begint opnieuw bij trede 0",
    Overgang.BEHOUDEN: "de hoogste trede en de telling gaan mee",
}
OMVANG = {
    Omvang.ACHTERSTAND: "alleen over de achterstand",
    Omvang.TOTAALOPGAVE: "over de totale opgave: de taakstelling en de achterstand",
}
FASEN = {
    Fase.INFORMEEL: "informeel: gesprek of brief",
    Fase.VOORNEMEN: "formeel: voornemen, wordt bekendgemaakt",
    Fase.BESLUIT: "formeel: besluit met een termijn",
    Fase.UITVOERING: "formeel: de provincie voert uit",
}
ACTOREN = {
    Actor.AMBTELIJK: "ambtenaren van de provincie",
    Actor.GEDEPUTEERDE: "de gedeputeerde",
    Actor.GS: "Gedeputeerde Staten",
}


def voorwaarde_in_woorden(voorwaarde: Voorwaarde) -> str:
    """One condition as the end of a sentence."""
    zin = EEN.get(voorwaarde.soort) if voorwaarde.minstens == 1 else None
    return zin or SOORTEN[voorwaarde.soort].format(n=voorwaarde.minstens)


def regel_in_woorden(regel: Regel) -> str:
    """Every condition of a rule in one sentence."""
    zin = ", en ".join(voorwaarde_in_woorden(voorwaarde) for voorwaarde in regel.voorwaarden)
    return f"{zin[:1].upper()}{zin[1:]}."


def termijn_in_woorden(trede: Trede) -> str:
    """How long a gemeente has on this trede."""
    if trede.weken is None:
        return "tot de volgende peildatum"
    return "1 week" if trede.weken == 1 else f"{trede.weken} weken"


def trede_in_woorden(kader: Kader, nummer: int) -> str:
    """A trede with its name; 0 is no trede."""
    trede = kader.trede(nummer)
    return f"trede {nummer}: {trede.naam}" if trede else "niet op de ladder"


def stap_in_woorden(van: int, naar: int) -> str:
    """The step from one trede to another, or that there is none; 0 is no trede."""
    if van == naar:
        return f"blijft op trede {van}" if van else "geen trede"
    if naar == 0:
        return f"van trede {van} van de ladder af"
    return f"van trede {van} naar {naar}" if van else f"naar trede {naar}"


def oordeel_in_woorden(kader: Kader | None, oordeel: str) -> Oordeelwoord:
    """An oordeel as the provincie writes it, with its colour; without a kader as it is."""
    return kader.woord(oordeel) if kader is not None else Oordeelwoord(oordeel, "")


def keuze_in_woorden(kader: Kader, veld: str) -> str:
    """What the kader chose, for a field of `kader.KEUZES`."""
    dagen = kader.cijfers_dagen_na.waarde
    op = "op de peildatum zelf" if not dagen else f"{dagen} {'dag' if dagen == 1 else 'dagen'} na de peildatum"
    gronden = [GRONDEN[grond].naam for grond in kader.gronden.waarde]
    woorden = [f"{oordeel}: {woord.naam} ({woord.kleur})" for oordeel, woord in kader.oordelen.waarde.items()]
    return {
        "afdaling": AFDALING[kader.afdaling.waarde],
        "effect": EFFECT[kader.effect.waarde],
        "gronden": "; ".join(gronden) or "geen",
        "per_halfjaar": PER_HALFJAAR[kader.per_halfjaar.waarde],
        "herindeling": OVERGANG[kader.herindeling.waarde],
        "provinciewissel": OVERGANG[kader.provinciewissel.waarde],
        "omvang": OMVANG[kader.omvang.waarde],
        "cijfers_dagen_na": op,
        "oordelen": "; ".join(woorden) or "geen eigen woorden en kleuren",
    }[veld]
