"""Everything about one agreement that its page shows, as far as the reader may see it; a fixed number of queries."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from afspraken.models import (
    Afspraak,
    Afspraakdocument,
    Jaarcyclus,
    Monitoringronde,
    Norm,
    Ondertekening,
    Overleg,
    Partij,
    Prestatieafspraak,
    Rondeverslag,
    Uitvoering,
)
from afspraken.regels.cyclus import Overlegsoort, Stap, eerstvolgende, ontbrekend_overleg, standaard, stappen
from afspraken.regels.looptijd import Looptijd
from organisaties.models import Lidmaatschap


@dataclass(frozen=True, slots=True)
class Cyclus:
    """The dates of one year, and what overleg is still missing in it."""

    jaar: int
    stappen: tuple[Stap, ...]
    anders: bool
    overleggen: list[Overleg]
    ontbreekt: list[str]


@dataclass(frozen=True, slots=True)
class Blad:
    """One agreement with what hangs on it."""

    rij: Prestatieafspraak
    looptijd: Looptijd
    addenda: list[Prestatieafspraak]
    opvolger: Prestatieafspraak | None
    gewijzigd: dict[int, list[Afspraak]]
    getekend: dict[int, Ondertekening]
    uitvoering: dict[int, Uitvoering]
    documenten: list[Afspraakdocument]
    cyclus: Cyclus
    eerstvolgende: Stap | None
    normen: list[Norm]
    rondes: list[Monitoringronde]

    @property
    def ondertekeningen(self) -> list[tuple[Partij, Ondertekening | None]]:
        """Every party, with its signature once there is one."""
        return [(partij, self.getekend.get(partij.pk)) for partij in self.rij.partijen.all()]

    @property
    def themas(self) -> list[tuple[Any, list["Regel"]]]:
        """Theme by theme, each afspraak with what was said about it since."""
        return [
            (thema, [Regel(a, self.uitvoering.get(a.pk), self.gewijzigd.get(a.pk, [])) for a in thema.afspraken.all()])
            for thema in self.rij.themas.all()
        ]


@dataclass(frozen=True, slots=True)
class Regel:
    """One afspraak, the line of the uitvoeringsagenda about it, and the clauses of addenda that change it."""

    afspraak: Afspraak
    uitvoering: Uitvoering | None
    gewijzigd_door: list[Afspraak]

    @property
    def regie(self) -> list[Partij]:
        """Who leads: as the uitvoeringsagenda says, else as was agreed; none when that is still to be agreed."""
        return leiders_van(self.afspraak, self.uitvoering)

    @property
    def bijdragen(self) -> list[tuple[Partij, list[str]]]:
        """What each party does, in the order of the parties."""
        uit: dict[int, tuple[Partij, list[str]]] = {}
        for bijdrage in self.afspraak.bijdragen.all():
            uit.setdefault(bijdrage.partij_id, (bijdrage.partij, []))[1].append(bijdrage.tekst)
        return [uit[pk] for pk in sorted(uit)]


MET_PARTIJ = ("regie__gemeente", "regie__corporatie", "regie__huurdersorganisatie")


def leiders_van(afspraak: Afspraak, uitvoering: Uitvoering | None) -> list[Partij]:
    """The parties that lead, see `Regel.regie`."""
    return [uitvoering.regie] if uitvoering and uitvoering.regie else list(afspraak.regie.all())


def uitvoering_van(afspraken: QuerySet[Afspraak]) -> dict[int, Uitvoering]:
    """The line of the uitvoeringsagenda that is valid now, by afspraak."""
    regels = Uitvoering.objects.bekend().filter(afspraak__in=afspraken).select_related(*MET_PARTIJ)
    return {regel.afspraak_id: regel for regel in regels}


def cyclus_van(rij: Prestatieafspraak, jaar: int, vandaag: date) -> Cyclus:
    """The cycle of a year: the dates of the law, or those agreed otherwise; none of a year after the end.

    What overleg is missing is said as long as these agreements run: it cannot be made good afterwards.
    """
    anders = Jaarcyclus.objects.bekend().filter(prestatieafspraak=rij, jaar=jaar).first()
    datums = anders.datums if anders else standaard(jaar)
    overleggen = list(Overleg.objects.bekend().filter(prestatieafspraak=rij, datum__year=jaar))
    ontbreekt = (
        ontbrekend_overleg(datums.bod, [(Overlegsoort(o.soort), o.datum) for o in overleggen])
        if rij.overleg_rond_bod and vandaag < rij.tot and date(jaar, 1, 1) < rij.tot
        else []
    )
    termijnen = stappen(datums) if date(jaar, 1, 1) < rij.tot else ()
    return Cyclus(jaar, termijnen, anders is not None, overleggen, ontbreekt)


def blad_van(lid: Lidmaatschap | None, rij: Prestatieafspraak, vandaag: date, jaar: int) -> Blad:
    """Read the page of an agreement (`rij` with its text, see `met_tekst`); the cycle is that of `jaar`."""
    zichtbaar = Prestatieafspraak.objects.zichtbaar_voor(lid)
    addenda = list(zichtbaar.filter(hoort_bij=rij).order_by("van", "pk"))
    gewijzigd: dict[int, list[Afspraak]] = {}
    for clausule in Afspraak.objects.filter(
        thema__prestatieafspraak__in=[a for a in addenda if not a.is_concept], wijzigt__isnull=False
    ).select_related("thema__prestatieafspraak"):
        assert clausule.wijzigt_id is not None
        gewijzigd.setdefault(clausule.wijzigt_id, []).append(clausule)
    getekend = Ondertekening.objects.bekend().filter(partij__prestatieafspraak=rij)
    documenten = Afspraakdocument.objects.zichtbaar_voor(lid).filter(prestatieafspraak=rij, inhoud__isnull=False)
    cyclus = cyclus_van(rij, jaar, vandaag)
    return Blad(
        rij=rij,
        looptijd=rij.looptijd_op(vandaag),
        addenda=addenda,
        opvolger=zichtbaar.filter(volgt_op=rij).first(),
        gewijzigd=gewijzigd,
        getekend={handtekening.partij_id: handtekening for handtekening in getekend},
        uitvoering=uitvoering_van(Afspraak.objects.filter(thema__prestatieafspraak=rij)),
        documenten=list(documenten.defer("inhoud")),
        cyclus=cyclus,
        eerstvolgende=_eerstvolgende(rij, vandaag),
        normen=list(normen_bij(lid, rij)),
        rondes=list(
            Monitoringronde.objects.zichtbaar_voor(lid)
            .filter(prestatieafspraak=rij)
            .annotate(gesloten=Exists(Rondeverslag.objects.filter(ronde=OuterRef("pk"))))
        ),
    )


@dataclass(frozen=True, slots=True)
class Lopend:
    """An agreement that runs now, and the first date of its cycle that comes."""

    rij: Prestatieafspraak
    eerstvolgende: Stap | None


def lopende_afspraken(rijen: QuerySet[Prestatieafspraak], vandaag: date) -> list[Lopend]:
    """The signed agreements of these that hold today, addenda too; the cycle is of the agreement itself."""
    lopend = rijen.filter(van__lte=vandaag, tot__gt=vandaag).exclude(sha256="").order_by("tot", "pk")
    return [Lopend(rij, None if rij.hoort_bij_id else _eerstvolgende(rij, vandaag)) for rij in lopend]


def _eerstvolgende(rij: Prestatieafspraak, vandaag: date) -> Stap | None:
    if vandaag >= rij.tot:
        return None
    komende = [stap for jaar in (vandaag.year, vandaag.year + 1) for stap in cyclus_van(rij, jaar, vandaag).stappen]
    # A dispute is about the year after the bod: there is none when these agreements cover it.
    gedekt = not rij.is_concept and rij.tot > date(vandaag.year + 1, 1, 1)
    return eerstvolgende(komende, vandaag, met_geschil=not gedekt)


def normen_bij(lid: Lidmaatschap | None, rij: Prestatieafspraak) -> QuerySet[Norm]:
    """The norms of these parties that are in force on some day of the agreement."""
    partijen = list(rij.partijen.all())
    gemeenten = [p.gemeente_id for p in partijen if p.gemeente_id]
    corporaties = [p.corporatie_id for p in partijen if p.corporatie_id]
    normen: QuerySet[Norm] = (
        Norm.objects.zichtbaar_voor(lid)
        .bekend()
        .filter(Q(tot=None) | Q(tot__gt=rij.van), Q(corporatie=None) | Q(corporatie__in=corporaties), van__lt=rij.tot)
        .filter(Q(gemeente__in=gemeenten) | Q(regio__gemeenten__in=gemeenten))
        .select_related("corporatie", "gemeente", "regio")
        .distinct()
    )
    return normen
