"""Invented: a verschoonbaarheidsdossier of De Wolden, not yet sent, and what Drenthe keeps in its dossier of Meppel."""

from datetime import date, timedelta

from balie.oefencijfers import VERZONNEN
from balie.oefenwereld import Wereld
from taakstelling.acties.dossiers import maak_dossier
from taakstelling.regels.halfjaar import Halfjaar
from toezicht.acties.dossier import leg_stuk_vast
from toezicht.regels.dossier import Stuksoort

TOELICHTING = (
    f"{VERZONNEN}. In het voorjaar kwamen er minder huurwoningen vrij dan verwacht, en een nieuwbouwproject liep uit."
    " Daardoor moesten huishoudens die al gekoppeld waren langer wachten.\n\n"
    "Met Woonconcept is afgesproken dat er in het lopende halfjaar zes woningen extra komen. De achterstand is naar"
    " verwachting binnen twee halfjaren weg."
)


def verzin_dossier(wereld: Wereld, vandaag: date) -> None:
    """De Wolden asks Drenthe to excuse the achterstand with which the last half-year ended."""
    lid = wereld.lid("huisvesting@dewolden.example")
    assert lid.gemeente is not None
    maak_dossier(
        door=lid,
        gemeente=lid.gemeente,
        halfjaar=Halfjaar.van_datum(vandaag).vorige,
        gronden=["plan", "keten"],
        toelichting=TOELICHTING,
    )


# kind, days from today, days from today until which, text
_STUKKEN = (
    (Stuksoort.GESPREK_AMBTELIJK, -60, None, "Stand en plannen doorgenomen."),
    (Stuksoort.PLAN_GEVRAAGD, -45, -10, "Graag met aantallen per maand en wie wat doet."),
    (Stuksoort.GESPREK_BESTUURLIJK, -30, None, "Over de woningen die dit halfjaar vrijkomen."),
    (Stuksoort.TOEZEGGING, -30, 10, "Vier woningen extra, samen met de corporatie."),
    (Stuksoort.NOTITIE, -29, None, "Bij het volgende gesprek terugkomen op de planning."),
    (Stuksoort.GESPREK_AMBTELIJK, 6, None, "Voortgang van het plan."),
)


def verzin_toezichtdossier(wereld: Wereld, vandaag: date) -> None:
    """Meppel was asked for a plan that is late, promised something that is due soon, and has a gesprek planned."""
    for soort, dag, uiterlijk, tekst in _STUKKEN:
        leg_stuk_vast(
            door=wereld.lid("toezicht@drenthe.example"),
            gemeente=wereld.gemeenten["GM0119"],
            soort=soort,
            datum=vandaag + timedelta(days=dag),
            uiterlijk=vandaag + timedelta(days=uiterlijk) if uiterlijk is not None else None,
            omschrijving=f"{VERZONNEN}. {tekst}",
        )
