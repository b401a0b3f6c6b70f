"""Guidance of a household after it got a home, and who answers for which task.

No facts that move a stand or a percentage, so no `Registratie`: what hangs on a household must go with it when it is
erased. Only days and codes are kept: that something was done, never what came of it.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from afspraken.querysets import BegeleidingQuerySet, SignaalQuerySet, VerantwoordelijkheidQuerySet
from afspraken.regels.begeleiding import FASEN, PUNTEN, STOPREDENEN
from afspraken.regels.matrix import LANGSTE_TAAK, Bevinding, Omvang, Partij, beoordeel
from afspraken.regels.signalen import ANTWOORDEN, SOORTEN
from afspraken.regels.signalen import Partij as Signaalpartij
from organisaties.models import Corporatie, Gemeente, Lidmaatschap
from taakstelling.models import Huishouden

FASEKEUZES = [(fase.value, naam) for fase, naam in FASEN.items()]


class Begeleiding(models.Model):
    """The guidance that one gemeente gives one household, in three phases.

    `gemeente` is where the household is guided. `woning` is the corporatie's own reference of the home: that is how
    the corporatie knows it; the kenmerk of the household stays with the gemeente.
    """

    huishouden = models.OneToOneField(Huishouden, on_delete=models.CASCADE, related_name="begeleiding")
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="begeleidingen")
    corporatie = models.ForeignKey(
        Corporatie, on_delete=models.PROTECT, null=True, blank=True, related_name="begeleidingen"
    )
    woning = models.CharField("kenmerk van de woning", max_length=40, blank=True)
    aanspreekpunt = models.ForeignKey(Lidmaatschap, on_delete=models.PROTECT, related_name="begeleidingen")
    functie = models.CharField("functie van het aanspreekpunt", max_length=80)
    organisatie = models.CharField("organisatie van het aanspreekpunt", max_length=120)
    huurcontract_op = models.DateField(
        "huurcontract op", null=True, blank=True, help_text="Alleen waar de plaatsing deze dag niet noemt."
    )
    brp_op = models.DateField("BRP-inschrijving op", null=True, blank=True, help_text="Idem.")
    pip_op = models.DateField("PIP vastgesteld op", null=True, blank=True, help_text="Het eerste van het huishouden.")
    gestopt_op = models.DateField("gestopt op", null=True, blank=True)
    reden_gestopt = models.CharField(
        "waarom gestopt", max_length=10, blank=True, choices=[(r.value, naam) for r, naam in STOPREDENEN.items()]
    )

    objects: ClassVar = BegeleidingQuerySet.as_manager()

    class Meta:
        ordering = ["gemeente", "pk"]
        verbose_name_plural = "begeleidingen"
        constraints = [
            models.CheckConstraint(
                condition=Q(gestopt_op=None, reden_gestopt="") | (Q(gestopt_op__isnull=False) & ~Q(reden_gestopt="")),
                name="begeleiding_gestopt_met_reden",
            ),
            models.CheckConstraint(
                condition=~Q(corporatie=None) | Q(woning=""), name="begeleiding_woning_van_corporatie"
            ),
        ]

    def __str__(self) -> str:
        return f"begeleiding {self.pk}"


class Begeleidingsfase(models.Model):
    """One phase of a begeleiding, from the day it began to the day it was closed."""

    begeleiding = models.ForeignKey(Begeleiding, on_delete=models.CASCADE, related_name="fasen")
    fase = models.CharField(max_length=13, choices=FASEKEUZES)
    begonnen_op = models.DateField("begonnen op")
    afgesloten_op = models.DateField("afgesloten op", null=True, blank=True)

    class Meta:
        ordering = ["begeleiding", "begonnen_op", "pk"]
        verbose_name_plural = "begeleidingsfasen"
        constraints = [
            models.UniqueConstraint(fields=["begeleiding", "fase"], name="begeleidingsfase_eenmaal"),
            models.UniqueConstraint(
                fields=["begeleiding"], condition=Q(afgesloten_op=None), name="begeleidingsfase_een_open"
            ),
            models.CheckConstraint(
                condition=Q(afgesloten_op=None) | Q(afgesloten_op__gte=F("begonnen_op")),
                name="begeleidingsfase_duurt",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fase} van {self.begeleiding_id}"


class Begeleidingspunt(models.Model):
    """A point of the checklist that is done, or is not needed for this household."""

    class Uitkomst(models.TextChoices):
        GEDAAN = "gedaan", "Gedaan"
        NIET_NODIG = "niet-nodig", "Niet nodig"

    begeleiding = models.ForeignKey(Begeleiding, on_delete=models.CASCADE, related_name="punten")
    punt = models.CharField(
        max_length=20, choices=[(code, naam) for punten in PUNTEN.values() for code, naam in punten.items()]
    )
    uitkomst = models.CharField(max_length=10, choices=Uitkomst.choices)
    op = models.DateField()

    class Meta:
        ordering = ["begeleiding", "pk"]
        verbose_name_plural = "begeleidingspunten"
        constraints = [models.UniqueConstraint(fields=["begeleiding", "punt"], name="begeleidingspunt_eenmaal")]

    def __str__(self) -> str:
        return f"{self.punt} van {self.begeleiding_id}"


class Begeleidingssignaal(models.Model):
    """What gemeente or corporatie tells the other about a home, and the answer.

    `corporatie` is fixed when it is raised: who lets the home afterwards does not see it.
    """

    begeleiding = models.ForeignKey(Begeleiding, on_delete=models.CASCADE, related_name="signalen")
    corporatie = models.ForeignKey(Corporatie, on_delete=models.PROTECT, related_name="signalen")
    soort = models.CharField(max_length=16, choices=list(SOORTEN.items()))
    van = models.CharField(max_length=10, choices=[(p.value, p.value) for p in Signaalpartij])
    gemeld_op = models.DateField("gemeld op")
    gemeld_door = models.ForeignKey(Lidmaatschap, on_delete=models.PROTECT, related_name="+")
    antwoord_voor = models.DateField("antwoord uiterlijk op")
    antwoord = models.CharField(max_length=10, choices=list(ANTWOORDEN.items()), blank=True)
    beantwoord_op = models.DateField("beantwoord op", null=True, blank=True)
    beantwoord_door = models.ForeignKey(Lidmaatschap, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects: ClassVar = SignaalQuerySet.as_manager()

    class Meta:
        ordering = ["-gemeld_op", "-pk"]
        verbose_name_plural = "begeleidingssignalen"
        constraints = [
            models.CheckConstraint(
                condition=Q(beantwoord_op=None, beantwoord_door=None, antwoord="")
                | (Q(beantwoord_op__isnull=False, beantwoord_door__isnull=False) & ~Q(antwoord="")),
                name="signaal_beantwoord_heel",
            ),
            models.CheckConstraint(condition=Q(antwoord_voor__gt=F("gemeld_op")), name="signaal_antwoord_erna"),
        ]
        indexes = [
            models.Index(fields=["corporatie", "antwoord_voor"], condition=Q(beantwoord_op=None), name="signaal_open")
        ]

    def __str__(self) -> str:
        return f"{self.get_soort_display()} van {self.gemeld_op}"

    @property
    def partij(self) -> Signaalpartij:
        return Signaalpartij(self.van)


class Verantwoordelijkheid(models.Model):
    """A task in a phase, and how far each party of a gemeente answers for it; all three empty is a gap."""

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="verantwoordelijkheden")
    fase = models.CharField(max_length=13, choices=FASEKEUZES)
    volgorde = models.PositiveSmallIntegerField()
    taak = models.CharField(max_length=LANGSTE_TAAK)
    door_corporatie = models.CharField(
        "corporatie", max_length=8, blank=True, choices=[(o.value, o.value) for o in Omvang]
    )
    door_gemeente = models.CharField("gemeente", max_length=8, blank=True, choices=[(o.value, o.value) for o in Omvang])
    door_huurders = models.CharField("huurders", max_length=8, blank=True, choices=[(o.value, o.value) for o in Omvang])

    objects: ClassVar = VerantwoordelijkheidQuerySet.as_manager()

    class Meta:
        ordering = ["gemeente", "volgorde"]
        verbose_name_plural = "verantwoordelijkheden"
        constraints = [
            models.UniqueConstraint(fields=["gemeente", "fase", "taak"], name="verantwoordelijkheid_eenmaal")
        ]

    def __str__(self) -> str:
        return self.taak

    @property
    def omvang(self) -> dict[Partij, str]:
        return {partij: getattr(self, f"door_{partij}") for partij in Partij}

    @property
    def bevinding(self) -> Bevinding:
        return beoordeel(self.omvang)
