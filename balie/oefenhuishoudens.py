"""Invented households in every phase, for De Wolden and Westerkwartier; recorded through the acts, as a user would."""

from dataclasses import dataclass
from datetime import date, timedelta

from balie.oefenwereld import Wereld
from taakstelling.acties.huishoudens import koppel_huishouden, leg_stap_vast
from taakstelling.acties.plaatsingen import leg_plaatsing_vast
from taakstelling.regels.huishouden import Huishoudengegevens, Stapgegevens
from taakstelling.regels.koppeling import Soort
from taakstelling.regels.plaatsing import Plaatsingsgegevens

NOTITIE = "Oefengegevens: verzonnen huishouden"

MENSEN = {
    "huisvesting@dewolden.example": ("GM1690", "Stichting Woonconcept"),
    "huisvesting@westerkwartier.example": ("GM1969", "Wold & Waard"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Verzonnen:
    """One household: coupled so many days ago, with steps and homes so many days after that."""

    kenmerk: str
    dagen: int
    volwassenen: int = 0
    kinderen: int = 0
    amv: int = 0
    nareizigers: int = 0
    nareizigers_over: int | None = None
    kamers: int | None = None
    gelijkvloers: bool = False
    achttien_over: int | None = None
    stappen: tuple[tuple[Soort, int, str, str], ...] = ()
    gehuisvest_na: int | None = None


HUISHOUDENS = (
    _Verzonnen(kenmerk="oef-K01", dagen=6, volwassenen=2, kinderen=3, kamers=4),
    _Verzonnen(
        kenmerk="oef-K02",
        dagen=64,
        volwassenen=1,
        nareizigers=4,
        nareizigers_over=150,
        kamers=4,
        stappen=((Soort.GEVRAAGD, 10, "", ""),),
    ),
    _Verzonnen(
        kenmerk="oef-K03",
        dagen=55,
        volwassenen=2,
        kinderen=1,
        gelijkvloers=True,
        stappen=(
            (Soort.AANGEBODEN, 30, "", ""),
            (Soort.GEWEIGERD, 35, "niet-gelijkvloers", "ander-aanbod"),
            (Soort.AANGEBODEN, 50, "", ""),
        ),
    ),
    _Verzonnen(
        kenmerk="oef-K04",
        dagen=76,
        volwassenen=2,
        kinderen=2,
        stappen=((Soort.AANGEBODEN, 60, "", ""), (Soort.GEACCEPTEERD, 66, "", "")),
    ),
    _Verzonnen(kenmerk="oef-K05", dagen=120, volwassenen=1, stappen=((Soort.GEVRAAGD, 40, "", ""),)),
    _Verzonnen(
        kenmerk="oef-K06", dagen=95, volwassenen=4, stappen=((Soort.STILSTAND, 80, "geen-woning", ""),), kamers=5
    ),
    _Verzonnen(kenmerk="oef-K07", dagen=30, amv=1, achttien_over=45),
    _Verzonnen(
        kenmerk="oef-K08", dagen=130, volwassenen=1, nareizigers=3, nareizigers_over=-5, gehuisvest_na=90, kamers=4
    ),
    _Verzonnen(kenmerk="oef-K09", dagen=100, volwassenen=2, stappen=((Soort.TERUGGEGEVEN, 40, "gezin-elders", ""),)),
)


def verzin_huishoudens(wereld: Wereld, vandaag: date) -> None:
    """Make them for both gemeenten."""
    for email, (code, verhuurder) in MENSEN.items():
        for een in HUISHOUDENS:
            _verzin(wereld, email, code, verhuurder, een, vandaag)


def _verzin(wereld: Wereld, email: str, code: str, verhuurder: str, een: _Verzonnen, vandaag: date) -> None:
    lid, gemeente = wereld.lid(email), wereld.gemeenten[code]
    gekoppeld_op = vandaag - timedelta(days=een.dagen)

    def over(dagen: int | None) -> date | None:
        return None if dagen is None else vandaag + timedelta(days=dagen)

    huishouden = koppel_huishouden(
        door=lid,
        koppelgemeente=gemeente,
        behandelaar=lid if een.kenmerk == "oef-K04" else None,
        gegevens=Huishoudengegevens(
            kenmerk=een.kenmerk,
            gekoppeld_op=gekoppeld_op,
            volwassenen=een.volwassenen,
            kinderen=een.kinderen,
            amv=een.amv,
            verwachte_nareizigers=een.nareizigers,
            verwacht_op=over(een.nareizigers_over),
            kamers=een.kamers,
            gelijkvloers=een.gelijkvloers,
            amv_achttien_op=over(een.achttien_over),
            notitie=NOTITIE,
        ),
    )
    for soort, na, reden, gevolg in een.stappen:
        aanbod = soort in (Soort.GEVRAAGD, Soort.AANGEBODEN)
        leg_stap_vast(
            door=lid,
            huishouden=huishouden,
            stap=Stapgegevens(
                soort=soort,
                datum=gekoppeld_op + timedelta(days=na),
                reden=reden,
                gevolg=gevolg,
                opnieuw_op=vandaag if soort is Soort.STILSTAND else None,
                kamers=3 if soort is Soort.AANGEBODEN else None,
                verhuurder=verhuurder if aanbod else "",
            ),
        )
    if een.gehuisvest_na is not None:
        leg_plaatsing_vast(
            door=lid,
            koppelgemeente=gemeente,
            huisvestingsgemeente=gemeente,
            gegevens=Plaatsingsgegevens(
                kenmerk=een.kenmerk,
                volwassenen=een.volwassenen,
                kinderen=een.kinderen,
                afgemeld_op=gekoppeld_op + timedelta(days=een.gehuisvest_na),
                verhuurder=verhuurder,
            ),
        )
