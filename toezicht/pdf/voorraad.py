"""What the letters of one provincie share, read once: for a list of letters as cheap as for one."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from organisaties.models import Postadres, Provincie
from toezicht.models import Afzender, Brief, Kenmerkreeks, Mandaat, Tekstblok


@dataclass(frozen=True, slots=True)
class Voorraad:
    afzender: Afzender
    adressen: dict[int, Postadres]
    """By gemeente."""
    blokken: list[Tekstblok]
    heeft_reeks: bool
    """A letter without a kenmerk gets one of the series when it is made final."""
    mandaten: list[Mandaat]
    kenmerken: Mapping[str, set[int]]
    """Of the letters that are final: on which beoordelingen each kenmerk stands."""


def voorraad_van(provincie: Provincie, gemeenten: Collection[int]) -> Voorraad:
    return Voorraad(
        Afzender.objects.filter(provincie=provincie).first() or Afzender(provincie=provincie),
        {adres.gemeente_id: adres for adres in Postadres.objects.filter(gemeente__in=gemeenten)},
        list(Tekstblok.objects.filter(provincie=provincie).order_by("volgorde", "pk")),
        Kenmerkreeks.objects.filter(provincie=provincie).exists(),
        list(Mandaat.objects.bekend().filter(provincie=provincie)),
        vaste_kenmerken(provincie.code),
    )


def vaste_kenmerken(provincie: str, kenmerk: str | None = None) -> dict[str, set[int]]:
    """On which beoordelingen each kenmerk of this provincie stands in a letter that is final; or only this one."""
    vast = Brief.objects.exclude(status=Brief.Status.CONCEPT).filter(beoordeling__ronde__provincie__code=provincie)
    if kenmerk is not None:
        vast = vast.filter(kenmerk=kenmerk)
    uit: dict[str, set[int]] = defaultdict(set)
    for naam, beoordeling in vast.order_by().values_list("kenmerk", "beoordeling"):
        uit[naam].add(beoordeling)
    return uit
