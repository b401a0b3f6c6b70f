"""Scopes as addresses, and which of them somebody may see the counts of."""

import re
from typing import Any

from django.db.models import Q, QuerySet

from afspraken.aandelen import Bereik
from organisaties.models import Corporatie, Gemeente, Lidmaatschap, Regio
from organisaties.rollen import ORGANISATIEVELD, Rol
from organisaties.toegang import mag_werken

_ADRES = re.compile(r"(?:(GM[0-9]{4})|regio-([0-9]{1,9}))(?:-([0-9]{1,9}))?")

_GEBIED = {
    Rol.GEMEENTE: "pk",
    Rol.REGIO: "regios",
    Rol.CORPORATIE: "corporaties",
    Rol.HUURDERS: "huurdersorganisaties",
    Rol.PROVINCIE: "provincie",
}


def gebied(lid: Lidmaatschap | None) -> QuerySet[Gemeente]:
    """The gemeenten of which this person sees the counts of homes; a gemeente also its predecessors."""
    veld = _GEBIED.get(Rol(lid.rol)) if lid is not None else None
    if lid is None or veld is None or not mag_werken(lid):
        return Gemeente.objects.none()
    organisatie = getattr(lid, f"{ORGANISATIEVELD[lid.rol]}_id")
    waar = Q(**{veld: organisatie})
    if lid.rol == Rol.GEMEENTE:
        waar |= Q(opvolgers=organisatie)
    return Gemeente.objects.filter(pk__in=Gemeente.objects.filter(waar).values("pk"))


def adres_van(bereik: Bereik) -> str:
    """GM1708, GM1708-3 (one corporatie), regio-2, regio-2-3."""
    waar = bereik.gemeente.code if bereik.gemeente is not None else f"regio-{bereik.regio.pk}"
    return waar if bereik.corporatie is None else f"{waar}-{bereik.corporatie.pk}"


def naam_van(bereik: Bereik) -> str:
    """Steenwijkerland, alle corporaties samen; or Leystromen in Alphen-Chaam."""
    waar = str(bereik.gemeente) if bereik.gemeente is not None else f"regio {bereik.regio}"
    return f"{waar}, alle corporaties samen" if bereik.corporatie is None else f"{bereik.corporatie} in {waar}"


def bereik_van(norm: Any) -> Bereik:
    return Bereik(corporatie=norm.corporatie, gemeente=norm.gemeente, regio=norm.regio)


def vind_bereik(adres: str, lid: Lidmaatschap | None) -> Bereik | None:
    """The scope at this address; None when there is none or this person may not know of it.

    A corporatie sees itself and all corporaties together where it works, never another one.
    """
    delen = _ADRES.fullmatch(adres)
    if delen is None:
        return None
    code, regio_nummer, corporatie_nummer = delen.groups()
    gemeenten = gebied(lid)
    gemeente = regio = corporatie = None
    if code:
        gemeente = gemeenten.filter(code=code).first()
        binnen = Q(gemeenten=gemeente) | Q(woningen__gemeente=gemeente)
    else:
        # As a subquery, for a list of gemeenten may not be longer than the database takes.
        regio = Regio.objects.filter(pk=regio_nummer, gemeenten__in=gemeenten).prefetch_related("gemeenten").first()
        binnen = Q(gemeenten__regios=regio_nummer) | Q(woningen__gemeente__regios=regio_nummer)
    if gemeente is None and regio is None:
        return None
    if corporatie_nummer:
        if lid is not None and lid.rol == Rol.CORPORATIE and lid.corporatie_id != int(corporatie_nummer):
            return None
        corporatie = Corporatie.objects.filter(binnen, pk=corporatie_nummer).first()
        if corporatie is None:
            return None
    return Bereik(corporatie, gemeente, regio)


def andere_lezingen(bereik: Bereik, lid: Lidmaatschap | None) -> list[Bereik]:
    """The same homes read otherwise: jointly beside per corporatie, per gemeente beside the regio."""
    if bereik.corporatie is not None:
        return [Bereik(gemeente=bereik.gemeente, regio=bereik.regio)]
    if bereik.gemeente is not None:
        wie = Corporatie.objects.filter(Q(gemeenten=bereik.gemeente) | Q(woningen__gemeente=bereik.gemeente))
    else:
        wie = Corporatie.objects.filter(gemeenten__regios=bereik.regio)
    if lid is not None and lid.rol == Rol.CORPORATIE:
        wie = wie.filter(pk=lid.corporatie_id)
    per_corporatie = [
        Bereik(corporatie, bereik.gemeente, bereik.regio)
        for corporatie in Corporatie.objects.filter(pk__in=wie.values("pk")).order_by("naam")
    ]
    if bereik.regio is None:
        return per_corporatie
    eigen = set(gebied(lid).values_list("pk", flat=True))
    per_gemeente = [Bereik(gemeente=g) for g in bereik.regio.gemeenten.all() if g.pk in eigen]
    return [*per_gemeente, *per_corporatie]
