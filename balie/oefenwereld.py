"""The small fixed world: the organisations and people that the demo and the tests share. All people are invented."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial

from django.db import models

from organisaties.acties import (
    leg_corporatie_vast,
    leg_huurdersorganisatie_vast,
    leg_regio_vast,
    nodig_uit,
    stel_wachtwoord_in,
)
from organisaties.models import (
    Corporatie,
    Gebruiker,
    Gemeente,
    Huurdersorganisatie,
    Lidmaatschap,
    Provincie,
    Regio,
)
from organisaties.rollen import ORGANISATIEVELD, Rol

WACHTWOORD = "oefenen-met-thuisstand"

# corporatie or huurdersorganisatie → the gemeenten it works in
CORPORATIES = {
    "Stichting Woonconcept": ("GM1708", "GM0119", "GM1690"),
    "Stichting Wetland Wonen Groep": ("GM1708",),
    "Leystromen": ("GM1723",),
    "Wold & Waard": ("GM1969", "GM0015", "GM0022", "GM0025", "GM0056"),
}
HUURDERSORGANISATIES = {"De Veste": ("GM1708",), "Zwartewaterwiede": ("GM1708",)}
REGIOS = {"Westerkwartier": ("GM1969", "GM0015", "GM0022", "GM0025", "GM0056")}

# e-mail address, name, and the roles with their organisation (a code, a name, or nothing)
MENSEN: tuple[tuple[str, str, tuple[tuple[Rol, str | None], ...]], ...] = (
    ("huisvesting@dewolden.example", "Medewerker De Wolden", ((Rol.GEMEENTE, "GM1690"),)),
    ("huisvesting@meppel.example", "Medewerker Meppel", ((Rol.GEMEENTE, "GM0119"),)),
    ("huisvesting@steenwijkerland.example", "Medewerker Steenwijkerland", ((Rol.GEMEENTE, "GM1708"),)),
    ("huisvesting@westerkwartier.example", "Medewerker Westerkwartier", ((Rol.GEMEENTE, "GM1969"),)),
    ("huisvesting@alphenchaam.example", "Medewerker Alphen-Chaam", ((Rol.GEMEENTE, "GM1723"),)),
    ("regio@westerkwartier.example", "Coördinator Westerkwartier", ((Rol.REGIO, "Westerkwartier"),)),
    ("toezicht@drenthe.example", "Toezichthouder Drenthe", ((Rol.PROVINCIE, "PV22"),)),
    ("toezicht@overijssel.example", "Toezichthouder Overijssel", ((Rol.PROVINCIE, "PV23"),)),
    ("toezicht@groningen.example", "Toezichthouder Groningen", ((Rol.PROVINCIE, "PV20"),)),
    ("verhuur@woonconcept.example", "Medewerker Woonconcept", ((Rol.CORPORATIE, "Stichting Woonconcept"),)),
    ("verhuur@leystromen.example", "Medewerker Leystromen", ((Rol.CORPORATIE, "Leystromen"),)),
    ("bestuur@deveste.example", "Bestuurslid De Veste", ((Rol.HUURDERS, "De Veste"),)),
    ("griffie@raad.example", "Medewerker griffie", ((Rol.CIJFERLEZER, None),)),
    ("beheer@thuisstand.example", "Functioneel beheerder", ((Rol.BEHEER, None), (Rol.CIJFERLEZER, None))),
)


@dataclass(frozen=True)
class Wereld:
    """Who and what is in the world: users and memberships by e-mail address, gemeenten by code."""

    gemeenten: dict[str, Gemeente]
    provincies: dict[str, Provincie]
    gebruikers: dict[str, Gebruiker] = field(default_factory=dict)
    leden: dict[str, Lidmaatschap] = field(default_factory=dict)

    def lid(self, email: str) -> Lidmaatschap:
        """The first membership of this person."""
        return self.leden[email]


def maak_organisaties_en_mensen() -> Wereld:
    """Make what is not there yet; gemeenten and provincies must have been read in before. Idempotent."""
    gemeenten = {g.code: g for g in Gemeente.objects.select_related("provincie")}
    wereld = Wereld(gemeenten, {p.code: p for p in Provincie.objects.all()})
    organisaties: dict[str, Mapping[str, models.Model]] = {
        "gemeente": gemeenten,
        "provincie": wereld.provincies,
        "corporatie": _maak(Corporatie, CORPORATIES, partial(leg_corporatie_vast, kvk=""), gemeenten),
        "huurdersorganisatie": _maak(
            Huurdersorganisatie, HUURDERSORGANISATIES, leg_huurdersorganisatie_vast, gemeenten
        ),
        "regio": _maak(Regio, REGIOS, leg_regio_vast, gemeenten),
    }
    leden = Lidmaatschap.objects.filter(beeindigd_op=None).order_by("-pk").select_related("gebruiker")
    bekend = {(lid.gebruiker.email, lid.rol): lid for lid in leden}
    for email, naam, rollen in MENSEN:
        for rol, wie in rollen:
            orgaan = ORGANISATIEVELD[rol]
            organisatie = organisaties[orgaan].get(wie) if orgaan and wie else None
            if orgaan and organisatie is None:
                continue
            lid = bekend.get((email, rol))
            if lid is None:
                uitnodiging = nodig_uit(
                    door=None, email=email, naam=naam, rol=rol, organisatie=organisatie, met_mail=False
                )
                lid = uitnodiging.lidmaatschap
                if uitnodiging.nieuw:
                    stel_wachtwoord_in(gebruiker=uitnodiging.gebruiker, wachtwoord=WACHTWOORD)
            wereld.gebruikers.setdefault(email, lid.gebruiker)
            wereld.leden.setdefault(email, lid)
    return wereld


def _maak(
    model: type[models.Model],
    leden: Mapping[str, Iterable[str]],
    leg_vast: Callable[..., models.Model],
    gemeenten: Mapping[str, Gemeente],
) -> dict[str, models.Model]:
    """The organisations of this kind by name; who is there already stays as it is."""
    gevonden = {str(rij): rij for rij in model._default_manager.filter(naam__in=leden)}
    return {
        naam: gevonden.get(naam)
        or leg_vast(door=None, naam=naam, gemeenten=[gemeenten[code] for code in codes if code in gemeenten])
        for naam, codes in leden.items()
    }
