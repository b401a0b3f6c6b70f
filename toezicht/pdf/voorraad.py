"""What the letters of one provincie share, read once: for a list of letters as cheap as for one."""

from collections.abc import Collection
from dataclasses import dataclass

from organisaties.models import Postadres, Provincie
from toezicht.models import Afzender, Kenmerkreeks, Tekstblok


@dataclass(frozen=True, slots=True)
class Voorraad:
    afzender: Afzender
    adressen: dict[int, Postadres]
    """By gemeente."""
    blokken: list[Tekstblok]
    heeft_reeks: bool
    """A letter without a kenmerk gets one of the series when it is made final."""


def voorraad_van(provincie: Provincie, gemeenten: Collection[int]) -> Voorraad:
    return Voorraad(
        Afzender.objects.filter(provincie=provincie).first() or Afzender(provincie=provincie),
        {adres.gemeente_id: adres for adres in Postadres.objects.filter(gemeente__in=gemeenten)},
        list(Tekstblok.objects.filter(provincie=provincie).order_by("volgorde", "pk")),
        Kenmerkreeks.objects.filter(provincie=provincie).exists(),
    )
