"""What the pages of a round show: a row a gemeente, in a handful of queries."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Model, Q, QuerySet
from django.urls import reverse

from organisaties.models import Gemeente, Lidmaatschap
from taakstelling.cijfers import leeg, standen
from taakstelling.models import Mutatie
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.oordeel import getal
from toezicht.cijfers import bevroren_cijfers, gemeenten_van_ronde
from toezicht.models import Beoordeling, Brief, Toezichtronde, Wederhoor
from toezicht.regels.resultaat import stand_uit


@dataclass(frozen=True)
class Ronderij:
    """One gemeente in a round."""

    gemeente: Gemeente
    adres: str
    achter: str
    stand_begin: int | None
    taakstelling: int | None
    opgave: int | None
    realisatie: int | None
    stand_eind: int | None
    oordeel: str | None = None
    briefstatus: str | None = None
    briefadres: str | None = None

    @property
    def naam(self) -> str:
        return self.gemeente.naam


def rondes_van(lid: Lidmaatschap | None) -> QuerySet[Any]:
    """The rounds of the provincie, with how far each is."""
    geldend = Q(beoordelingen__vervangen_door=None, beoordelingen__isnull=False)
    verzonden = Q(beoordelingen__brieven__status=Brief.Status.VERZONDEN)
    rondes: QuerySet[Any] = Toezichtronde.objects.zichtbaar_voor(lid).annotate(
        beoordeeld=Count("beoordelingen__gemeente", filter=geldend, distinct=True),
        verzonden=Count("beoordelingen__brieven", filter=verzonden, distinct=True),
    )
    return rondes


def is_klaar(ronde: Toezichtronde, lid: Lidmaatschap | None) -> bool:
    """Whether every gemeente of the round was judged and has its letter."""
    verzonden = (
        Brief.objects.zichtbaar_voor(lid)
        .filter(beoordeling__ronde=ronde, beoordeling__vervangen_door=None, status=Brief.Status.VERZONDEN)
        .values("beoordeling__gemeente")
        .distinct()
    )
    return verzonden.count() >= gemeenten_van_ronde(ronde.provincie, ronde.halfjaar).count()


def dossier_van(lid: Lidmaatschap | None, ronde: Toezichtronde, gemeente: Gemeente) -> list[Model]:
    """Every beoordeling of this gemeente in this round, also the replaced ones, their letters, and its wederhoor."""
    beoordelingen = Beoordeling.objects.zichtbaar_voor(lid).filter(ronde=ronde, gemeente=gemeente)
    brieven = Brief.objects.zichtbaar_voor(lid).filter(beoordeling__ronde=ronde, beoordeling__gemeente=gemeente)
    wederhoor = Wederhoor.objects.zichtbaar_voor(lid).filter(ronde=ronde, gemeente=gemeente)
    return [
        *beoordelingen.defer("rijen", "cijfers"),
        *brieven.defer("pdf", "inhoud"),
        *wederhoor.defer("cijfers"),
    ]


def ronderijen(ronde: Toezichtronde, lid: Lidmaatschap | None) -> list[Ronderij]:
    """Every gemeente of the round: the figures of its beoordeling, else those of the freeze, else those of now."""
    gemeenten = list(gemeenten_van_ronde(ronde.provincie, ronde.halfjaar))
    beoordelingen = {
        b.gemeente_id: b
        for b in Beoordeling.objects.zichtbaar_voor(lid).filter(ronde=ronde, vervangen_door=None).defer("rijen")
    }
    brieven: dict[int, Brief] = {
        brief.beoordeling_id: brief
        for brief in Brief.objects.zichtbaar_voor(lid)
        .filter(beoordeling__in=[b.pk for b in beoordelingen.values()])
        .defer("pdf", "inhoud")
    }
    bevroren = bevroren_cijfers(ronde)
    nu = standen([g.code for g in gemeenten], ronde.halfjaar, ronde.halfjaar, gelezen_tot=ronde.cijfers_per)
    rijen = []
    for gemeente in gemeenten:
        beoordeling = beoordelingen.get(gemeente.pk)
        brief = brieven.get(beoordeling.pk) if beoordeling else None
        if beoordeling:
            stand = stand_uit(beoordeling.cijfers)
        elif gemeente.pk in bevroren:
            stand = stand_uit(bevroren[gemeente.pk])
        else:
            stand = nu.get((gemeente.code, ronde.halfjaar)) or leeg(gemeente.code, ronde.halfjaar)
        rijen.append(
            Ronderij(
                gemeente=gemeente,
                adres=reverse("beoordeling-maken", args=[ronde.pk, gemeente.code]),
                achter=reverse("stand", args=[gemeente.code, ronde.halfjaar]),
                stand_begin=stand.stand_begin,
                taakstelling=stand.taakstelling,
                opgave=stand.opgave,
                realisatie=stand.realisatie,
                stand_eind=stand.stand_eind,
                oordeel=beoordeling.oordeel if beoordeling else None,
                briefstatus=brief.get_status_display() if brief else None,
                briefadres=reverse("brief", args=[brief.pk]) if brief else None,
            )
        )
    return rijen


# What the rows a letter rests on are called: one, more, and where on the page of the stand they are shown.
_RUST = {
    "taakstelling": ("taakstelling", "taakstellingen", "taakstelling"),
    "beginstand": ("beginstand", "beginstanden", "begin"),
    "mutatie": ("mutatie", "mutaties", "mutaties"),
    "realisatie": ("COA-cijfer", "COA-cijfers", "realisatie"),
    "plaatsing": ("plaatsing", "plaatsingen", "realisatie"),
    "deelinwoners": ("deel van een inwonertal", "delen van een inwonertal", "mutaties"),
}


def waarop_het_rust(rijen: Mapping[str, Any], gemeente: Gemeente, halfjaar: Halfjaar) -> list[tuple[str, str]]:
    """How many rows of each kind the figures rest on ("2 taakstellingen"), and where one sees them."""
    aantallen = {soort: len(rijen.get(soort, ())) for soort in _RUST}
    aantallen["beginstand"] = Mutatie.objects.filter(pk__in=rijen["mutatie"], soort=Mutatie.Soort.BEGINSTAND).count()
    aantallen["mutatie"] -= aantallen["beginstand"]
    stand = reverse("stand", args=[gemeente.code, halfjaar])
    return [
        (f"{getal(aantal)} {een if aantal == 1 else meer}", f"{stand}#{plek}")
        for soort, (een, meer, plek) in _RUST.items()
        if (aantal := aantallen[soort])
    ]
