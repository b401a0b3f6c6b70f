"""Short ways to record what the afstemming is tested on. All V-nummers here are invented."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from organisaties.models import Gemeente
from taakstelling.acties.coalijsten import Lijstrij, leg_coalijst_vast
from taakstelling.acties.plaatsingen import leg_plaatsing_vast
from taakstelling.herkenning import kentekens
from taakstelling.models import Coalijst, Plaatsing
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.plaatsing import Plaatsingsgegevens

MEDEWERKER = "huisvesting@dewolden.example"
V_NUMMER = "2812345678"
KOPPEN = "V-nummer;Naam;Uw kenmerk;Datum uitplaatsing;Gezinsgrootte"


def rij(nummer: int, personen: int, *, v: str = "", kenmerk: str = "", datum: date | None = None) -> Lijstrij:
    return Lijstrij(nummer, kentekens(v) if v else (), kenmerk, datum, personen)


def coalijst(
    wereld: Any, halfjaar: Halfjaar, rijen: Sequence[Lijstrij] = (), *, per: date | None = None, bron: str = "TVS"
) -> Coalijst:
    """A list of De Wolden; without rows one person whom nobody knows."""
    return leg_coalijst_vast(
        door=wereld.lid(MEDEWERKER),
        gemeente=Gemeente.objects.get(code="GM1690"),
        halfjaar=halfjaar,
        bron=bron,
        cijfers_per=per or halfjaar.peildatum,
        regels=rijen or [rij(2, 1, v=V_NUMMER)],
        kolommen={"v_nummer": "V-nummer"},
        vingerafdruk="0" * 64,
    )


def plaats(wereld: Any, kenmerk: str, *, waar: str = "GM1690", **velden: Any) -> Plaatsing:
    """A plaatsing of De Wolden."""
    return leg_plaatsing_vast(
        door=wereld.lid(MEDEWERKER),
        koppelgemeente=Gemeente.objects.get(code="GM1690"),
        huisvestingsgemeente=Gemeente.objects.get(code=waar),
        gegevens=Plaatsingsgegevens(kenmerk=kenmerk, **{"huisvestingsvorm": "zelfstandig", **velden}),
    )
