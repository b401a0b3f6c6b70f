"""An invented verschoonbaarheidsdossier of De Wolden over the last half-year, made through the act and not yet sent."""

from datetime import date

from balie.oefencijfers import VERZONNEN
from balie.oefenwereld import Wereld
from taakstelling.acties.dossiers import maak_dossier
from taakstelling.regels.halfjaar import Halfjaar

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
