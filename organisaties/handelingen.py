"""How the logboek reads: the sentence for an act and the page of what it was about.

This app is the lowest one and does not know the acts of the apps above it. They join in `AppConfig.ready`:
`noem({"brief verzonden": "Brief verzonden"})` and `wijs_pagina("toezicht.brief", lambda regel, lid: reverse(...))`.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.urls import reverse

from organisaties.models import Lidmaatschap, Logregel
from organisaties.rollen import Rol

Bestemming = Callable[[Logregel, Lidmaatschap | None], str | None]

_ZINNEN: dict[str, str] = {
    "gebruiker uitgenodigd": "Gebruiker uitgenodigd",
    "uitnodiging opnieuw verstuurd": "Uitnodiging opnieuw verstuurd",
    "rol gegeven": "Rol gegeven aan een gebruiker",
    "rol beëindigd": "Rol van een gebruiker beëindigd",
    "gebruiker uitgezet": "Account van een gebruiker uitgezet",
    "gebruiker aangezet": "Account van een gebruiker weer aangezet",
    "eigen naam gewijzigd": "Eigen naam gewijzigd",
    "eigen wachtwoord gekozen": "Eigen wachtwoord gekozen",
    "postadres vastgelegd": "Postadres van de gemeente vastgelegd",
    "postadres gewijzigd": "Postadres van de gemeente gewijzigd",
    "corporatie vastgelegd": "Corporatie toegevoegd",
    "corporatie gewijzigd": "Corporatie gewijzigd",
    "huurdersorganisatie vastgelegd": "Huurdersorganisatie toegevoegd",
    "huurdersorganisatie gewijzigd": "Huurdersorganisatie gewijzigd",
    "regio vastgelegd": "Regio toegevoegd",
    "regio gewijzigd": "Regio gewijzigd",
    "convenant vastgelegd": "Convenant vastgelegd",
    "convenant gewijzigd": "Convenant gewijzigd",
}
_BESTEMMINGEN: dict[str, Bestemming] = {}
_AANVULLINGEN: dict[str, Callable[[Mapping[str, Any]], str]] = {}


def noem(zinnen: Mapping[str, str]) -> None:
    """Join: what the user reads for these acts."""
    _ZINNEN.update(zinnen)


def wijs_pagina(soort: str, bestemming: Bestemming) -> None:
    """Join: the address of the page of an object of this `app.model`; it may not ask the database."""
    _BESTEMMINGEN[soort] = bestemming


def vul_aan(handeling: str, aanvulling: Callable[[Mapping[str, Any]], str]) -> None:
    """Join: what a line about this act says behind its sentence, from its numbers."""
    _AANVULLINGEN[handeling] = aanvulling


def keuzes(handelingen: Iterable[str]) -> list[tuple[str, str]]:
    """These acts to choose from, in alphabetical order of what the user reads."""
    return sorted(((een, _in_woorden(een)) for een in set(handelingen)), key=lambda paar: paar[1].casefold())


def is_handeling(handeling: str) -> bool:
    """Whether somebody named this act."""
    return handeling in _ZINNEN


def zin(regel: Logregel) -> str:
    """The act in words, with the persons it was about."""
    tekst = _in_woorden(regel.handeling)
    if aanvulling := _AANVULLINGEN.get(regel.handeling):
        cijfers = aanvulling(regel.gegevens)
        return f"{tekst}: {cijfers}" if cijfers else tekst
    personen = regel.gegevens.get("personen")
    if not isinstance(personen, int):
        return tekst
    return f"{tekst}: {personen} {'persoon' if personen == 1 else 'personen'}"


def _in_woorden(handeling: str) -> str:
    """In words; of an act that nobody named, the act itself with a capital."""
    return _ZINNEN.get(handeling) or handeling[:1].upper() + handeling[1:].replace("-", " ")


def pagina(regel: Logregel, lid: Lidmaatschap | None) -> str | None:
    """The page of the object, when there is one that this membership may open."""
    bestemming = _BESTEMMINGEN.get(regel.soort)
    return bestemming(regel, lid) if bestemming and regel.object_id is not None else None


def _gebruiker(regel: Logregel, lid: Lidmaatschap | None) -> str | None:
    if lid is not None and lid.rol == Rol.BEHEER:
        return reverse("gebruiker", kwargs={"pk": regel.object_id})
    return reverse("account") if lid is not None and lid.gebruiker_id == regel.object_id else None


def _adres(regel: Logregel, lid: Lidmaatschap | None) -> str | None:
    if lid is not None and lid.rol == Rol.PROVINCIE and regel.gemeente is not None:
        return reverse("adres", kwargs={"code": regel.gemeente.code})
    return None


def _organisatie(soort: str) -> Bestemming:
    def bestemming(regel: Logregel, lid: Lidmaatschap | None) -> str | None:
        if lid is None or lid.rol != Rol.BEHEER:
            return None
        return reverse("organisatie-wijzigen", kwargs={"soort": soort, "pk": regel.object_id})

    return bestemming


wijs_pagina("organisaties.gebruiker", _gebruiker)
wijs_pagina("organisaties.gemeente", _adres)
wijs_pagina("organisaties.convenant", lambda regel, _: reverse("convenant", args=[regel.object_id]))
for _soort, _naam in (
    ("corporatie", "corporaties"),
    ("huurdersorganisatie", "huurdersorganisaties"),
    ("regio", "regios"),
):
    wijs_pagina(f"organisaties.{_soort}", _organisatie(_naam))
