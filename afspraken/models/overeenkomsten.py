"""Prestatieafspraken: who agreed what, for how long. A document: once every party signed, its text is fixed."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from afspraken.querysets import (
    BijOvereenkomstQuerySet,
    FeitBijOvereenkomstQuerySet,
    OvereenkomstQuerySet,
    PartijQuerySet,
)
from afspraken.regels.looptijd import Looptijd, Termijn
from organisaties.models import Corporatie, Gemeente, Huurdersorganisatie
from organisaties.registratie import Registratie


class Status(models.TextChoices):
    CONCEPT = "concept", "concept"
    GETEKEND = "getekend", "getekend"


def _status() -> Any:
    return models.CharField(max_length=8, choices=Status.choices, default=Status.CONCEPT, editable=False)


class Prestatieafspraak(models.Model):
    """What a gemeente agreed with corporaties and huurdersorganisaties, from (inclusive) to (exclusive).

    With `hoort_bij` it is an addendum: it changes that agreement between its own two dates. With `volgt_op` it is a new
    version or the next agreement. Both go the same way: concept, signed by every party, fixed.
    """

    # The database refuses every change once it is no longer a concept, as it does of a letter.
    vrij_na_concept: ClassVar[tuple[str, ...]] = ()

    status = _status()
    naam = models.CharField(max_length=120)
    kenmerk = models.CharField(max_length=60, blank=True)
    van = models.DateField("geldt vanaf")
    tot = models.DateField(help_text="De eerste dag waarop het niet meer geldt.")
    hoort_bij = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="addenda")
    volgt_op = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="opvolger")
    aanleiding = models.TextField(blank=True, help_text="Waarop de afspraken rusten: woonvisie, landelijke afspraken.")
    overlegstructuur = models.TextField(blank=True)
    overleg_rond_bod = models.BooleanField(
        "bestuurlijk overleg voor en na het bod",
        default=False,
        help_text="Elk jaar minstens één bestuurlijk overleg voor het bod en één erna, ambtelijk voorbereid.",
    )
    uitvoeringsagenda = models.TextField(blank=True)
    monitoring = models.TextField(blank=True)
    bron = models.CharField(max_length=300, blank=True, help_text="Waar dit aan ontleend is.")
    sha256 = models.CharField(max_length=64, blank=True, editable=False, help_text="Van de tekst bij het tekenen.")

    objects: ClassVar = OvereenkomstQuerySet.as_manager()

    class Meta:
        ordering = ["-van", "-pk"]
        verbose_name_plural = "prestatieafspraken"
        constraints = [
            models.CheckConstraint(condition=Q(van__lt=F("tot")), name="prestatieafspraak_geldt_een_tijd"),
            models.CheckConstraint(
                condition=Q(status="concept", sha256="") | (Q(status="getekend") & ~Q(sha256="")),
                name="prestatieafspraak_vast_heeft_controlegetal",
            ),
            models.CheckConstraint(
                condition=Q(hoort_bij=None) | Q(volgt_op=None), name="prestatieafspraak_addendum_of_vervolg"
            ),
        ]

    def __str__(self) -> str:
        return self.naam

    @property
    def is_concept(self) -> bool:
        return bool(self.status == Status.CONCEPT)

    @property
    def termijn(self) -> Termijn:
        return Termijn(self.van, self.tot)

    @property
    def laatste_dag(self) -> date | None:
        return self.termijn.laatste_dag

    def looptijd_op(self, dag: date) -> Looptijd:
        return self.termijn.op(dag)


class Partij(models.Model):
    """One of the parties: exactly one organisation.

    `naam` is what it was called when the text was fixed; empty in a concept, which follows the organisation.
    """

    vrij_na_concept: ClassVar[tuple[str, ...]] = ()

    status = _status()
    prestatieafspraak = models.ForeignKey(Prestatieafspraak, on_delete=models.CASCADE, related_name="partijen")
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    corporatie = models.ForeignKey(Corporatie, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    huurdersorganisatie = models.ForeignKey(
        Huurdersorganisatie, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    naam = models.CharField(max_length=130, blank=True, editable=False, help_text="Bij het tekenen.")

    objects: ClassVar = PartijQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "partijen"
        constraints = [
            models.CheckConstraint(
                condition=Q(gemeente__isnull=False, corporatie=None, huurdersorganisatie=None)
                | Q(gemeente=None, corporatie__isnull=False, huurdersorganisatie=None)
                | Q(gemeente=None, corporatie=None, huurdersorganisatie__isnull=False),
                name="partij_een_organisatie",
            ),
            *(
                models.UniqueConstraint(fields=["prestatieafspraak", soort], name=f"partij_{soort}_eenmaal")
                for soort in ("gemeente", "corporatie", "huurdersorganisatie")
            ),
        ]

    def __str__(self) -> str:
        return self.naam or self.naam_nu

    @property
    def naam_nu(self) -> str:
        return f"Gemeente {self.gemeente}" if self.gemeente_id else str(self.corporatie or self.huurdersorganisatie)

    @property
    def sleutel(self) -> tuple[int | None, int | None, int | None]:
        """The organisation, to find the same party in an addendum."""
        return self.gemeente_id, self.corporatie_id, self.huurdersorganisatie_id


class Thema(models.Model):
    """A chapter of the agreement."""

    vrij_na_concept: ClassVar[tuple[str, ...]] = ()

    status = _status()
    prestatieafspraak = models.ForeignKey(Prestatieafspraak, on_delete=models.CASCADE, related_name="themas")
    naam = models.CharField(max_length=80)
    toelichting = models.TextField(blank=True)

    langs: ClassVar = "prestatieafspraak"
    objects: ClassVar = BijOvereenkomstQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "thema's"

    def __str__(self) -> str:
        return self.naam


class Afspraak(models.Model):
    """One thing that is agreed: what it must bring about, who leads, when, and what each party does for it."""

    vrij_na_concept: ClassVar[tuple[str, ...]] = ()

    status = _status()
    thema = models.ForeignKey(Thema, on_delete=models.CASCADE, related_name="afspraken")
    nummer = models.CharField(max_length=6, blank=True, help_text="Zoals het stuk zelf nummert, bijvoorbeeld 2 of a.")
    titel = models.CharField(max_length=160)
    herkomst = models.TextField(blank=True, help_text="Waar het uit volgt, bijvoorbeeld de woonvisie.")
    beoogd_effect = models.TextField("beoogd effect", blank=True)
    regie = models.ManyToManyField(Partij, through="Regie", blank=True, related_name="+")
    planning = models.CharField(max_length=160, blank=True)
    wijzigt = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="gewijzigd_door")

    langs: ClassVar = "thema__prestatieafspraak"
    objects: ClassVar = BijOvereenkomstQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "afspraken"

    def __str__(self) -> str:
        return f"{self.nummer}. {self.titel}" if self.nummer else self.titel


class Regie(models.Model):
    """That a party leads an afspraak; several may, as where gemeente and corporaties do it together."""

    vrij_na_concept: ClassVar[tuple[str, ...]] = ()

    status = _status()
    afspraak = models.ForeignKey(Afspraak, on_delete=models.CASCADE, related_name="+")
    partij = models.ForeignKey(Partij, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "regies"
        constraints = [models.UniqueConstraint(fields=["afspraak", "partij"], name="regie_eenmaal")]

    def __str__(self) -> str:
        return f"regie van {self.partij_id} over {self.afspraak_id}"


class Bijdrage(models.Model):
    """What one party does for one afspraak."""

    vrij_na_concept: ClassVar[tuple[str, ...]] = ()

    status = _status()
    afspraak = models.ForeignKey(Afspraak, on_delete=models.CASCADE, related_name="bijdragen")
    partij = models.ForeignKey(Partij, on_delete=models.CASCADE, related_name="bijdragen")
    tekst = models.TextField()

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "bijdragen"

    def __str__(self) -> str:
        return self.tekst


class Ondertekening(Registratie):
    """A party signed: on which day, and in which function somebody did. The paper itself is an `Afspraakdocument`."""

    partij = models.ForeignKey(Partij, on_delete=models.PROTECT, related_name="ondertekeningen")
    datum = models.DateField("getekend op", null=True, blank=True, help_text="Leeg: de dag is niet bekend.")
    ondertekenaar = models.CharField("naam of functie", max_length=120)

    langs: ClassVar = "partij__prestatieafspraak"
    objects: ClassVar = FeitBijOvereenkomstQuerySet.as_manager()

    class Meta(Registratie.Meta):
        ordering = ["pk"]
        verbose_name_plural = "ondertekeningen"
        constraints = [
            *Registratie.Meta.constraints,
            models.UniqueConstraint(
                fields=["partij"], condition=Q(ingetrokken_op=None), name="ondertekening_partij_eenmaal"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partij}: {self.ondertekenaar}"


ONDERDELEN = (Partij, Thema, Afspraak, Regie, Bijdrage)
"""What the text of an agreement is made of, beside its own row; all become fixed with it."""
