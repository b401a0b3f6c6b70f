"""Where a signaalwaarde was passed and gemeente and corporatie have not yet written down what they agreed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse

from afspraken.models import Norm, Normafstemming
from afspraken.overzicht.aandelen import Regel
from afspraken.overzicht.bereiken import adres_van, bereik_van, naam_van
from afspraken.overzicht.normlijst import lijst_van
from afspraken.regels.normen import Normsoort, Oordeel
from afspraken.toegang import mag_afstemmen
from organisaties.models import Lidmaatschap


@dataclass(frozen=True, slots=True)
class Afstemming:
    """A year above the signaalwaarde, with what was agreed about it, if anything."""

    norm: Norm
    naam: str
    jaar: int
    regel: Regel
    afspraken: list[Normafstemming]
    url: str
    aandeel_url: str
    mag: bool

    @property
    def open(self) -> bool:
        return not self.afspraken


def afstemmingen(
    normen: Iterable[Norm],
    lid: Lidmaatschap | None,
    vandaag: date,
    *,
    vanaf: int = 0,
    bekend_op: date | None = None,
) -> list[Afstemming]:
    """Of these norms every year (from `vanaf`) in which the share was above the signaalwaarde, the last year first."""
    signalen = [norm for norm in normen if norm.soort == Normsoort.SIGNAALWAARDE]
    if not signalen:
        return []
    gemaakt: dict[Any, list[Normafstemming]] = {}
    waar = Q(norm__gemeente__in={n.gemeente_id for n in signalen} - {None})
    waar |= Q(norm__regio__in={n.regio_id for n in signalen} - {None})
    for rij in Normafstemming.objects.bekend(bekend_op).filter(waar).select_related("norm", "vastgelegd_door"):
        # By scope, not by row: a norm that was replaced keeps what was agreed.
        gemaakt.setdefault((*rij.norm.regel.groep, rij.jaar), []).append(rij)
    uit = []
    for jaar in range(vandaag.year, max(vanaf, min(n.van.year for n in signalen)) - 1, -1):
        in_jaar = [n for n in signalen if n.van.year <= jaar and (n.tot is None or n.tot > date(jaar, 1, 1))]
        for lijstregel in lijst_van(in_jaar, jaar, vandaag, bekend_op=bekend_op).values():
            norm, bereik = lijstregel.norm, bereik_van(lijstregel.norm)
            for regel in lijstregel.regels:
                if regel.oordeel is Oordeel.SIGNAAL:
                    uit.append(
                        Afstemming(
                            norm,
                            naam_van(bereik),
                            jaar,
                            regel,
                            gemaakt.get((*norm.regel.groep, jaar), []),
                            reverse("norm-afstemmen", args=[norm.pk, jaar]),
                            reverse("aandeel", args=[adres_van(bereik)]),
                            bool(mag_afstemmen(lid, norm)),
                        )
                    )
    return uit


def open_afstemmingen(lid: Lidmaatschap | None, vandaag: date) -> list[Afstemming]:
    """What this person should settle: signals of this year and the two before of which nothing was written down."""
    eerste = date(vandaag.year - 2, 1, 1)
    normen = (
        Norm.objects.zichtbaar_voor(lid)
        .bekend()
        .filter(Q(tot=None) | Q(tot__gt=eerste), soort=Normsoort.SIGNAALWAARDE, van__lte=vandaag)
        .select_related("corporatie", "gemeente", "regio")
    )
    return [een for een in afstemmingen(normen, lid, vandaag, vanaf=eerste.year) if een.open and een.mag]
