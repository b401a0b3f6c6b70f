"""Making households for tests, through the acts."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from organisaties.models import Gebruiker, Lidmaatschap
from organisaties.rollen import Rol
from taakstelling.acties.huishoudens import koppel_huishouden, leg_stap_vast
from taakstelling.models import Huishouden, Koppelstap
from taakstelling.regels.huishouden import Huishoudengegevens, Stapgegevens
from taakstelling.regels.koppeling import REDENEN, Soort

DE_WOLDEN = "huisvesting@dewolden.example"


def dagen_terug(dagen: int) -> date:
    return timezone.localdate() - timedelta(days=dagen)


def koppel(
    wereld: Any, kenmerk: str = "", dagen: int = 30, *, wie: str = DE_WOLDEN, voor: str = "GM1690", **velden: Any
) -> Huishouden:
    """A household of two adults, coupled so many days ago."""
    behandelaar = velden.pop("behandelaar", None)
    gegevens = {"volwassenen": 2, "gekoppeld_op": dagen_terug(dagen), "kenmerk": kenmerk} | velden
    return koppel_huishouden(
        door=wereld.lid(wie),
        koppelgemeente=wereld.gemeenten[voor],
        gegevens=Huishoudengegevens(**gegevens),
        behandelaar=behandelaar,
    )


def leg_stap(
    wereld: Any, huishouden: Huishouden, soort: Soort, dagen: int = 0, *, wie: str = DE_WOLDEN, **velden: Any
) -> Koppelstap:
    """A step of so many days ago, with the first reason of its list."""
    vast: dict[str, Any] = {"soort": soort, "datum": dagen_terug(dagen)}
    if soort in REDENEN:
        vast["reden"] = next(iter(REDENEN[soort]))
    if soort is Soort.GEWEIGERD:
        vast["gevolg"] = "ander-aanbod"
    if soort is Soort.STILSTAND:
        vast["opnieuw_op"] = timezone.localdate()
    if soort is Soort.OVERGEDRAGEN:
        vast["naar"] = "GM0119"
    return leg_stap_vast(door=wereld.lid(wie), huishouden=huishouden, stap=Stapgegevens(**(vast | velden)))


def collega(wereld: Any, email: str = "collega@dewolden.example", code: str = "GM1690") -> Lidmaatschap:
    """A second person at the gemeente."""
    gebruiker = Gebruiker.objects.create(email=email, naam="Collega De Wolden")
    wereld.gebruikers[email] = gebruiker
    return Lidmaatschap.objects.create(gebruiker=gebruiker, rol=Rol.GEMEENTE, gemeente=wereld.gemeenten[code])
