"""A round as it stands: which party reports on what, what it said, and who agreed; a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, Q

from afspraken.models import Afspraak, Bijdrage, Monitoringronde, Partij, Rondeverslag, Status, Voortgang
from afspraken.overzicht.overeenkomst import leiders_van, uitvoering_van
from afspraken.regels.monitoring import Invoerstand, Melding, Verloop, onverklaard
from organisaties.models import Lidmaatschap

_NAMEN = ("gemeente", "corporatie", "huurdersorganisatie")


@dataclass(frozen=True, slots=True)
class Post:
    """What one party is asked about one afspraak, and what it reported."""

    afspraak: Afspraak
    partij: Partij
    regie: list[Partij]
    voortgang: Voortgang | None

    @property
    def stand(self) -> Invoerstand:
        if self.voortgang is None:
            return Invoerstand.TE_DOEN
        return Invoerstand.AKKOORD if self.akkoord_van else Invoerstand.INGEVULD

    @property
    def akkoord_van(self) -> Partij | None:
        akkoord = getattr(self.voortgang, "akkoord", None) if self.voortgang else None
        return akkoord.partij if akkoord else None

    @property
    def heeft_regie(self) -> bool:
        return self.partij.pk in {leider.pk for leider in self.regie}

    @property
    def moet_verklaren(self) -> bool:
        """Who leads explains a delay; where nobody does, whoever reports it."""
        return not self.regie or self.heeft_regie

    @property
    def melding(self) -> Melding | None:
        if self.voortgang is None:
            return None
        return Melding(self.afspraak.pk, self.partij.pk, Verloop(self.voortgang.verloop), self.voortgang.toelichting)


def posten_van(ronde: Monitoringronde) -> list[Post]:
    """Every party × every afspraak that it contributes to or leads, of the agreement and its addenda of the half-year.

    A party is the one to the main agreement: the same organisation signed the addendum under another number.
    """
    partijen = {p.sleutel: p for p in ronde.prestatieafspraak.partijen.select_related(*_NAMEN)}
    h = ronde.halfjaar
    stuk = Q(thema__prestatieafspraak=ronde.prestatieafspraak_id) | Q(
        thema__prestatieafspraak__hoort_bij=ronde.prestatieafspraak_id,
        thema__prestatieafspraak__status=Status.GETEKEND,
        thema__prestatieafspraak__van__lt=h.eind,
        thema__prestatieafspraak__tot__gt=h.begin,
    )
    afspraken = (
        Afspraak.objects.filter(stuk)
        .select_related("thema__prestatieafspraak")
        .prefetch_related("regie", Prefetch("bijdragen", Bijdrage.objects.select_related("partij")))
        .order_by("thema__prestatieafspraak__van", "thema", "pk")
    )
    uitvoering = uitvoering_van(Afspraak.objects.filter(stuk))
    ingevuld = {
        (v.afspraak_id, v.partij_id): v
        for v in Voortgang.objects.bekend()
        .filter(ronde=ronde)
        .select_related("vastgelegd_door", *(f"akkoord__partij__{naam}" for naam in _NAMEN))
    }
    uit = []
    for afspraak in afspraken:
        leiders = leiders_van(afspraak, uitvoering.get(afspraak.pk))
        regie = [partijen[partij.sleutel] for partij in leiders if partij.sleutel in partijen]
        sleutels = {partij.sleutel for partij in (*regie, *(b.partij for b in afspraak.bijdragen.all()))}
        for sleutel, partij in partijen.items():
            if sleutel in sleutels:
                uit.append(Post(afspraak, partij, regie, ingevuld.get((afspraak.pk, partij.pk))))
    return uit


def onverklaard_in(posten: Iterable[Post]) -> dict[int, tuple[int, ...]]:
    """See `onverklaard`, of what was reported in these."""
    reeks = list(posten)
    regie = {post.afspraak.pk: [partij.pk for partij in post.regie] for post in reeks}
    return onverklaard([post.melding for post in reeks if post.melding], regie)


@dataclass(frozen=True, slots=True)
class Telling:
    """How far one party is."""

    partij: Partij
    te_doen: int
    ingevuld: int
    akkoord: int


def telling_van(posten: Iterable[Post]) -> list[Telling]:
    """Per party, in the order of the parties."""
    per: dict[int, list[Post]] = {}
    for post in posten:
        per.setdefault(post.partij.pk, []).append(post)
    return [
        Telling(
            reeks[0].partij,
            *(
                sum(post.stand is stand for post in reeks)
                for stand in (Invoerstand.TE_DOEN, Invoerstand.INGEVULD, Invoerstand.AKKOORD)
            ),
        )
        for _, reeks in sorted(per.items())
    ]


@dataclass(frozen=True, slots=True)
class Openstaand:
    """A round in which somebody still has to report, or can agree to what others reported."""

    ronde: Monitoringronde
    te_doen: int
    te_lezen: int


def open_rondes_van(lid: Lidmaatschap | None) -> list[Openstaand]:
    """The open rounds in which something waits for the organisation of this person, the first last day first."""
    rondes: Iterable[Monitoringronde] = (
        Monitoringronde.objects.zichtbaar_voor(lid)
        .filter(~Exists(Rondeverslag.objects.filter(ronde=OuterRef("pk"))))
        .select_related("prestatieafspraak")
        .order_by("uiterlijk", "pk")
    )
    uit = []
    for ronde in rondes:
        eigen = set(
            Partij.objects.van(lid).filter(prestatieafspraak=ronde.prestatieafspraak).values_list("pk", flat=True)
        )
        if not eigen:
            continue
        posten = posten_van(ronde)
        te_doen = sum(p.partij.pk in eigen and p.stand is Invoerstand.TE_DOEN for p in posten)
        te_lezen = sum(p.partij.pk not in eigen and p.stand is Invoerstand.INGEVULD for p in posten)
        if te_doen or te_lezen:
            uit.append(Openstaand(ronde, te_doen, te_lezen))
    return uit


def verslag_van(ronde: Monitoringronde, *, met_bytes: bool = False) -> Rondeverslag | None:
    """The report with which the round was closed, or None while it is open."""
    rijen = Rondeverslag.objects.filter(ronde=ronde)
    return (rijen if met_bytes else rijen.defer("pdf")).first()
