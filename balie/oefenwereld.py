"""The small fixed world: the organisations and people that the demo and the tests share. All people are invented."""

from dataclasses import dataclass, field
from typing import Any

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
    groepen: dict[str, dict[str, Corporatie | Huurdersorganisatie | Regio]] = {}
    for veld, model, leden in (
        ("corporatie", Corporatie, CORPORATIES),
        ("huurdersorganisatie", Huurdersorganisatie, HUURDERSORGANISATIES),
        ("regio", Regio, REGIOS),
    ):
        for naam, codes in leden.items():
            organisatie = model.objects.get_or_create(naam=naam)[0]
            organisatie.gemeenten.set([gemeenten[code] for code in codes if code in gemeenten])
            groepen.setdefault(veld, {})[naam] = organisatie
    for email, naam, rollen in MENSEN:
        gebruiker = Gebruiker.objects.filter(email=email).first()
        if gebruiker is None:
            gebruiker = Gebruiker(email=email, naam=naam)
            gebruiker.set_password(WACHTWOORD)
            gebruiker.save()
        wereld.gebruikers[email] = gebruiker
        for rol, wie in rollen:
            orgaan = ORGANISATIEVELD[rol]
            bron: dict[str, Any] = {"gemeente": gemeenten, "provincie": wereld.provincies, **groepen}.get(
                orgaan or "", {}
            )
            if orgaan and wie not in bron:
                continue
            namens = {orgaan: bron[wie]} if orgaan and wie else {}
            lid = Lidmaatschap.objects.get_or_create(gebruiker=gebruiker, rol=rol, beeindigd_op=None, **namens)[0]
            wereld.leden.setdefault(email, lid)
    return wereld
