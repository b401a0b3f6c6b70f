"""What the pages of the texts show: with which letter to see a block, its versions, and the treden of the kader."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.utils import timezone

from organisaties.models import Gemeente, Lidmaatschap, Provincie
from taakstelling.regels.halfjaar import Halfjaar
from toezicht.cijfers import gemeenten_van_ronde
from toezicht.models import Beoordeling, Tekstblokversie, Toezichtkader, Toezichtronde
from toezicht.regels.tekstverschil import Soort, verschil

RONDES = 3
"""So many of the newest rounds can be chosen from to see a text block with."""


def treden_van(provincie: Provincie) -> dict[int, str]:
    """The treden of the kader that is in force today, by number, with 0 for no trede at all."""
    geldend = Toezichtkader.objects.geldend(provincie, timezone.localdate()).first()
    treden = {trede.nummer: trede.naam for trede in geldend.kader.treden} if geldend else {}
    return {0: "niet op de ladder", **treden} if treden else {}


@dataclass(frozen=True, slots=True)
class Briefkeuze:
    """The half-years and gemeenten with which a block can be seen, as choices of a form."""

    keuzes: list[tuple[str, list[tuple[str, str]]]]
    begin: str
    gemeenten: dict[str, tuple[Gemeente, Halfjaar]]

    def zoek(self, sleutel: str) -> tuple[Gemeente, Halfjaar]:
        return self.gemeenten.get(sleutel) or self.gemeenten[self.begin]


def keuze_van_brieven(lid: Lidmaatschap | None) -> Briefkeuze:
    """The gemeenten of the newest rounds; at first the one that was judged last, else the first of the newest round."""
    rondes: Sequence[Toezichtronde] = list(
        Toezichtronde.objects.zichtbaar_voor(lid).select_related("provincie").order_by("-halfjaar")[:RONDES]
    )
    keuzes: list[tuple[str, list[tuple[str, str]]]] = []
    gemeenten: dict[str, tuple[Gemeente, Halfjaar]] = {}
    for ronde in rondes:
        rijen = sorted(gemeenten_van_ronde(ronde.provincie, ronde.halfjaar), key=lambda gemeente: gemeente.naam)
        gemeenten |= {_sleutel(ronde.halfjaar, gemeente.code): (gemeente, ronde.halfjaar) for gemeente in rijen}
        opties = [(_sleutel(ronde.halfjaar, gemeente.code), gemeente.naam) for gemeente in rijen]
        keuzes.append((str(ronde.halfjaar.kort), opties))
    laatste = (
        Beoordeling.objects.zichtbaar_voor(lid)
        .filter(ronde__in=rondes, vervangen_door=None)
        .values_list("ronde__halfjaar", "gemeente__code")
        .order_by("-vastgelegd_op")
        .first()
    )
    begin = _sleutel(*laatste) if laatste else next(iter(gemeenten), "")
    return Briefkeuze(keuzes if gemeenten else [], begin, gemeenten)


def _sleutel(halfjaar: Halfjaar, code: str) -> str:
    return f"{halfjaar.code}:{code}"


@dataclass(frozen=True, slots=True)
class Versierij:
    """One version of a block; `delen` is its text with what was taken away and what is new against the one before."""

    versie: Tekstblokversie
    naam: str
    wat: str
    delen: list[tuple[Soort, str]]
    anders: list[tuple[str, str, str]]
    is_huidig: bool


def blokversies(lid: Lidmaatschap | None, bloknummer: int) -> list[Versierij]:
    """The versions of a block, the newest first; of the first one everything is new, so nothing is marked."""
    alle: list[Any] = list(
        Tekstblokversie.objects.zichtbaar_voor(lid)
        .filter(bloknummer=bloknummer)
        .select_related("vastgelegd_door")
        .order_by("-nummer")
    )
    uit = []
    for nummer, (versie, vorige) in enumerate(pairwise([*alle, None])):
        delen = verschil(vorige.tekst, versie.tekst) if vorige else [(Soort.GELIJK, versie.tekst)]
        wat = "verwijderd" if versie.verwijderd else "gewijzigd" if vorige else "gemaakt"
        is_huidig = nummer == 0 and not versie.verwijderd
        anders = _anders(vorige, versie) if vorige else []
        uit.append(Versierij(versie, versie.kop or versie.get_plek_display(), wat, delen, anders, is_huidig))
    return uit


def _anders(oud: Tekstblokversie, nieuw: Tekstblokversie) -> list[tuple[str, str, str]]:
    """What changed beside the text: what it is, what it was, what it became."""

    def lees(versie: Tekstblokversie) -> dict[str, str]:
        return {
            "Kop": versie.kop or "geen",
            "Plek": versie.get_plek_display(),
            "Volgorde": str(versie.volgorde),
            "Trede": "elke" if versie.trede is None else str(versie.trede),
            "Oordeel": versie.oordeel or "elk",
            "Vanaf halfjaar": versie.vanaf.kort if versie.vanaf else "altijd",
            "Tot en met halfjaar": versie.tot_en_met.kort if versie.tot_en_met else "geen einde",
        }

    was, wordt = lees(oud), lees(nieuw)
    return [(naam, was[naam], wordt[naam]) for naam in was if was[naam] != wordt[naam]]
