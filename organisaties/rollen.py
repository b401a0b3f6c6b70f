"""Roles. They are code, not tables: what a role may do is decided in `toegang.py`, what it sees in `querysets.py`."""

from django.db import models


class Rol(models.TextChoices):
    """In which role somebody acts for an organisation (docs/architectuur.md)."""

    GEMEENTE = "gemeente", "Medewerker huisvesting (gemeente)"
    REGIO = "regio", "Regiocoördinator"
    CORPORATIE = "corporatie", "Medewerker woningcorporatie"
    HUURDERS = "huurders", "Huurdersorganisatie"
    PROVINCIE = "provincie", "Toezichthouder (provincie)"
    CIJFERLEZER = "cijferlezer", "Cijferlezer (raad, pers, Rijk)"
    BEHEER = "beheer", "Functioneel beheerder"


# The organisation field of a membership that goes with each role; None: the role stands for no single organisation.
ORGANISATIEVELD: dict[str, str | None] = {
    Rol.GEMEENTE: "gemeente",
    Rol.REGIO: "regio",
    Rol.CORPORATIE: "corporatie",
    Rol.HUURDERS: "huurdersorganisatie",
    Rol.PROVINCIE: "provincie",
    Rol.CIJFERLEZER: None,
    Rol.BEHEER: None,
}
