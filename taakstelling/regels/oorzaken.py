"""Why a count of a gemeente and a figure of COA may differ: the table that the rules and the page share."""

from dataclasses import dataclass
from enum import StrEnum

from taakstelling.regels.telling import Zekerheid


class Oorzaak(StrEnum):
    """The proposed cause of one difference."""

    NA_PEILDATUM = "na-peildatum"
    ANDER_HALFJAAR = "ander-halfjaar"
    NA_CIJFERS = "na-cijfers"
    NIET_AFGEMELD = "niet-afgemeld"
    NIET_BIJ_COA = "niet-bij-coa"
    NIET_IN_EIGEN = "niet-in-eigen"
    AANTAL = "aantal"
    NAREIZIGER = "nareiziger"
    BUURGEMEENTE = "buurgemeente"
    DUBBEL = "dubbel"
    DOORSTROOM = "doorstroom"
    AMV = "amv"
    LOGEREN = "logeren"
    CORRECTIE = "correctie"
    LIJST = "lijst"
    ONBEKEND = "onbekend"


@dataclass(frozen=True, slots=True)
class Oorzaakregel:
    """One row of the table, in words for the user; `vraag` is how it is put to COA."""

    oorzaak: Oorzaak
    naam: str
    uitleg: str
    vraag: str
    bron: str
    zekerheid: Zekerheid
    rang: int
    """0: follows from dates or from the list. Higher: what may be the matter, the likeliest first."""


OORZAKEN: dict[Oorzaak, Oorzaakregel] = {
    regel.oorzaak: regel
    for regel in (
        Oorzaakregel(
            Oorzaak.NA_PEILDATUM,
            "Afgemeld na de peildatum",
            "De woning was er in dit halfjaar, maar COA meldde hen pas daarna af. COA telt hen in het halfjaar van de"
            " afmelding.",
            "Is deze afmelding na de peildatum verwerkt en telt zij in het volgende halfjaar?",
            "Platform Opnieuw Thuis, over administratieve vertraging",
            Zekerheid.GELEZEN,
            0,
        ),
        Oorzaakregel(
            Oorzaak.ANDER_HALFJAAR,
            "U telde hen in een ander halfjaar",
            "COA telt hen in dit halfjaar, uw eigen telling in een ander. Over de halfjaren samen tellen zij één keer.",
            "Telt u deze personen alleen in dit halfjaar?",
            "Platform Opnieuw Thuis, over administratieve vertraging",
            Zekerheid.GELEZEN,
            0,
        ),
        Oorzaakregel(
            Oorzaak.NA_CIJFERS,
            "Later dan het cijfer van COA",
            "Deze plaatsing is van na de dag waarop COA het cijfer aflas. In een volgend cijfer hoort zij erbij.",
            "Zijn deze personen in het volgende cijfer opgenomen?",
            "Volgt uit de datums",
            Zekerheid.AFGELEID,
            0,
        ),
        Oorzaakregel(
            Oorzaak.DUBBEL,
            "Misschien dubbel vastgelegd",
            "Er is nog een plaatsing van dezelfde dag, hetzelfde aantal en dezelfde soort huisvesting. Trek er één in"
            " als het dezelfde mensen zijn.",
            "Telt u op deze dag één of twee huishoudens van dit aantal?",
            "Eigen regel",
            Zekerheid.AFGELEID,
            1,
        ),
        Oorzaakregel(
            Oorzaak.DOORSTROOM,
            "Eerst tijdelijk gehuisvest, daarna vast",
            "Dit huishouden telde al bij een doorstroomlocatie, flexwoning of opvang van Nidos. De verhuizing naar een"
            " vaste woning telt niet nog een keer.",
            "Telt u deze personen één keer, bij de eerste plaatsing?",
            "Volkshuisvesting Nederland, vragen over doorstroomlocaties",
            Zekerheid.AFGELEID,
            1,
        ),
        Oorzaakregel(
            Oorzaak.NAREIZIGER,
            "Nareizigers niet geteld",
            "Het verschil is precies het aantal nareizigers. Nareizigers tellen mee, ook zonder nieuwe woning.",
            "Zijn de nareizigers bij dit huishouden meegeteld voor onze gemeente?",
            "VNG 2018, nareizigers tellen mee voor de taakstelling",
            Zekerheid.GELEZEN,
            2,
        ),
        Oorzaakregel(
            Oorzaak.CORRECTIE,
            "Correctie apart of al verwerkt",
            "Het verschil is precies een vastgelegde correctie. Het ene cijfer is met de correctie, het andere zonder.",
            "Is de correctie al in dit cijfer verwerkt?",
            "Eigen regel",
            Zekerheid.AFGELEID,
            2,
        ),
        Oorzaakregel(
            Oorzaak.BUURGEMEENTE,
            "Geteld bij de andere gemeente",
            "De woning staat in een andere gemeente dan waaraan zij gekoppeld zijn. Zij tellen voor de koppelgemeente.",
            "Staan deze personen bij de gemeente van de woning geteld in plaats van bij ons?",
            "Stcrt. 2025, 11378, over de koppelgemeente",
            Zekerheid.AFGELEID,
            3,
        ),
        Oorzaakregel(
            Oorzaak.AMV,
            "Amv niet geteld",
            "Het verschil is precies het aantal amv'ers. Zij tellen één keer: in de kleinschalige opvang van Nidos, of"
            " bij de eigen woning.",
            "Is deze amv'er al eerder geteld, bij de kleinschalige opvang?",
            "COA, Taakstelling huisvesting amv",
            Zekerheid.GELEZEN,
            3,
        ),
        Oorzaakregel(
            Oorzaak.NIET_AFGEMELD,
            "Geen afmelding bekend",
            "Er is een woning, maar in uw telling staat geen datum van afmelding. Misschien moet COA nog afmelden.",
            "Zijn deze personen afgemeld, en op welke dag?",
            "Platform Opnieuw Thuis, over administratieve vertraging",
            Zekerheid.GELEZEN,
            4,
        ),
        Oorzaakregel(
            Oorzaak.NIET_BIJ_COA,
            "Staat niet op de lijst van COA",
            "U telt dit huishouden, COA heeft het niet op zijn lijst.",
            "Waarom staan deze personen niet op de lijst van onze gemeente?",
            "Volgt uit de lijst",
            Zekerheid.AFGELEID,
            0,
        ),
        Oorzaakregel(
            Oorzaak.NIET_IN_EIGEN,
            "Niet gevonden in uw telling",
            "COA heeft hen op zijn lijst, u hebt geen plaatsing met dit kenmerk of V-nummer. Leg de plaatsing vast, of"
            " vraag COA om wie het gaat.",
            "Wij kennen dit huishouden niet. Om wie gaat deze regel?",
            "Volgt uit de lijst",
            Zekerheid.AFGELEID,
            0,
        ),
        Oorzaakregel(
            Oorzaak.AANTAL,
            "Het aantal personen verschilt",
            "COA en u kennen dit huishouden beide, met een ander aantal.",
            "Uit hoeveel personen bestaat dit huishouden bij u?",
            "Volgt uit de lijst",
            Zekerheid.AFGELEID,
            0,
        ),
        Oorzaakregel(
            Oorzaak.LOGEREN,
            "Logeerregeling",
            "Wie logeert, telt volgens de telregels niet mee. COA heeft hen wel op de lijst.",
            "Zijn deze personen inmiddels uit de opvang afgemeld?",
            "COA, Logeerregeling",
            Zekerheid.AFGELEID,
            0,
        ),
        Oorzaakregel(
            Oorzaak.LIJST,
            "Lijst en cijfer van COA verschillen",
            "De lijst van COA telt niet op tot het officiële cijfer. Dat gaat buiten uw telling om.",
            "Waarom telt uw lijst niet op tot uw cijfer?",
            "Volgt uit de lijst",
            Zekerheid.AFGELEID,
            0,
        ),
        Oorzaakregel(
            Oorzaak.ONBEKEND,
            "Nog niet verklaard",
            "Dit deel van het verschil past bij geen enkele regel. Een lijst van COA met kenmerken helpt verder.",
            "Kunt u ons een lijst geven van wie u in dit halfjaar voor onze gemeente telt?",
            "–",
            Zekerheid.AFGELEID,
            0,
        ),
    )
}
RANG: dict[Oorzaak, int] = {oorzaak: regel.rang for oorzaak, regel in OORZAKEN.items()}
