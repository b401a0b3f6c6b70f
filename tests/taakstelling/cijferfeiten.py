"""Short ways to record the facts that the pages with figures are tested on."""

from datetime import date, timedelta
from typing import Any

from organisaties.models import Gemeente, Lidmaatschap, Provincie
from organisaties.vastleggen import leg_reeks_vast, leg_vast
from taakstelling.models import Inwonertal, Mutatie, Plaatsing, Prognose, Realisatie, Taakstelling
from taakstelling.regels.halfjaar import Halfjaar

EEN = Halfjaar(2024, 1)
DE_WOLDEN, MEPPEL, WESTERKWARTIER, LEEK = "GM1690", "GM0119", "GM1969", "GM0022"


def gemeente(code: str) -> Gemeente:
    return Gemeente.objects.get(code=code)


def beginstand(code: str, aantal: int, halfjaar: Halfjaar = EEN) -> Mutatie:
    return mutatie(code, halfjaar.begin, "beginstand", aantal)


def mutatie(code: str, dag: date, soort: str, aantal: int, **velden: Any) -> Mutatie:
    rij = Mutatie(
        gemeente=gemeente(code),
        datum=dag,
        soort=soort,
        aantal=aantal,
        grondslag=f"Besluit {soort}",
        reden="Zoals besloten",
    )
    return leg_vast(rij, door=None, **velden)


def taakstelling(
    code: str,
    aantal: int,
    halfjaar: Halfjaar = EEN,
    *,
    status: str = "vastgesteld",
    op: date | None = None,
    door: Lidmaatschap | None = None,
    **velden: Any,
) -> Taakstelling:
    rij = Taakstelling(
        gemeente=gemeente(code),
        halfjaar=halfjaar,
        aantal=aantal,
        status=status,
        vastgesteld_op=op or halfjaar.begin - timedelta(days=90),
        bron="Staatscourant",
    )
    return leg_vast(rij, door=door, **velden)


def officieel(
    code: str,
    aantal: int,
    halfjaar: Halfjaar = EEN,
    *,
    per: date | None = None,
    door: Lidmaatschap | None = None,
    **velden: Any,
) -> Realisatie:
    rij = Realisatie(
        gemeente=gemeente(code), halfjaar=halfjaar, cijfers_per=per or halfjaar.peildatum, aantal=aantal, bron="COA"
    )
    return leg_vast(rij, door=door, **velden)


def plaatsing(code: str, halfjaar: Halfjaar = EEN, **aantallen: int) -> Plaatsing:
    waar = gemeente(code)
    rij = Plaatsing(
        koppelgemeente=waar,
        huisvestingsgemeente=waar,
        teldatum=halfjaar.begin,
        halfjaar=halfjaar,
        meegeteld=sum(aantallen.values()),
        **aantallen,
    )
    return leg_vast(rij, door=None)


def de_wolden() -> None:
    """The first half of 2024 as in the letter: −10; 26 (+10) = 36; 23; −13."""
    beginstand(DE_WOLDEN, -10)
    taakstelling(DE_WOLDEN, 26)
    officieel(DE_WOLDEN, 23, per=date(2024, 7, 3))


def formulefeiten() -> None:
    """The national number and two gemeenten that share the country."""
    leg_reeks_vast(
        [
            Inwonertal(gemeente=gemeente(DE_WOLDEN), peildatum=EEN.inwonerpeildatum, inwoners=3_000),
            Inwonertal(gemeente=gemeente(MEPPEL), peildatum=EEN.inwonerpeildatum, inwoners=7_000),
            Inwonertal(gemeente=None, peildatum=EEN.inwonerpeildatum, inwoners=10_000),
        ],
        door=None,
    )
    prognose(100, "vastgesteld")


def prognose(aantal: int, status: str, halfjaar: Halfjaar = EEN, op: date | None = None) -> Prognose:
    return leg_vast(
        Prognose(halfjaar=halfjaar, aantal=aantal, status=status, gepubliceerd_op=op, bron="Staatscourant"), door=None
    )


def vul_provincie(code: str, aantal: int, halfjaar: Halfjaar = EEN) -> list[str]:
    """So many invented gemeenten in a provincie, each with a beginstand, a taakstelling and an official figure."""
    provincie = Provincie.objects.get(code=code)
    codes = [f"GM8{nummer:03d}" for nummer in range(aantal)]
    for nummer, nieuw in enumerate(codes):
        Gemeente.objects.create(code=nieuw, naam=f"Oefendorp {nummer:03d}", provincie=provincie)
        beginstand(nieuw, -nummer, halfjaar)
        taakstelling(nieuw, 20, halfjaar)
        officieel(nieuw, 20, halfjaar)
        plaatsing(nieuw, halfjaar, volwassenen=2)
    return codes
