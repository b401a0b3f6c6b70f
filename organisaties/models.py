"""The organisations, the people who act for them, and the logboek of what they did."""

from datetime import date, timedelta
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Lower
from django.utils import timezone

from organisaties.achtergrondtaak import Achtergrondtaak as Achtergrondtaak  # noqa: PLC0414  # a model of this app
from organisaties.querysets import (
    ConvenantQuerySet,
    GebruikerQuerySet,
    GemeenteQuerySet,
    InvoerbestandQuerySet,
    LidmaatschapQuerySet,
    LogregelQuerySet,
    OrganisatieQuerySet,
    RegioQuerySet,
)
from organisaties.rollen import ORGANISATIEVELD, Rol


class Provincie(models.Model):
    """The supervisor (interbestuurlijk toezicht) of its gemeenten."""

    code = models.CharField(max_length=4, unique=True, help_text="CBS-code, bijvoorbeeld PV22.")
    naam = models.CharField(max_length=60, unique=True)
    teldatum_volgorde = models.CharField(
        "volgorde teldatum",
        max_length=40,
        default="afmelding huurcontract brp",
        help_text="Welke datum bepaalt wanneer een plaatsing telt: de eerste die bekend is. Geldt voor nieuwe invoer.",
    )

    objects = OrganisatieQuerySet.as_manager()

    class Meta:
        ordering = ["naam"]
        verbose_name_plural = "provincies"

    def __str__(self) -> str:
        return self.naam


class Gemeente(models.Model):
    """A gemeente under one CBS code, valid from (inclusive) to (exclusive).

    After a herindeling the old code stays, with its name, provincie and history, and points at its `opvolgers`.
    """

    code = models.CharField(max_length=6, unique=True, help_text="CBS-code, bijvoorbeeld GM1690.")
    naam = models.CharField(max_length=80)
    provincie = models.ForeignKey(Provincie, on_delete=models.PROTECT, null=True, related_name="gemeenten")
    geldig_van = models.DateField("bestaat vanaf", null=True, blank=True)
    geldig_tot = models.DateField(
        "bestaat tot", null=True, blank=True, help_text="De eerste dag waarop zij niet bestaat."
    )
    opvolgers = models.ManyToManyField(
        "self", through="Opvolging", symmetrical=False, related_name="voorgangers", blank=True
    )

    objects = GemeenteQuerySet.as_manager()

    class Meta:
        ordering = ["naam", "code"]
        verbose_name_plural = "gemeenten"
        constraints = [
            models.CheckConstraint(
                condition=Q(geldig_van=None) | Q(geldig_tot=None) | Q(geldig_van__lt=F("geldig_tot")),
                name="gemeente_bestaat_een_tijd",
            )
        ]

    def __str__(self) -> str:
        return self.naam

    def bestaat_op(self, dag: Any) -> bool:
        return (self.geldig_van is None or self.geldig_van <= dag) and (
            self.geldig_tot is None or dag < self.geldig_tot
        )


class Opvolging(models.Model):
    """`van` went over into `naar` when `van` ended. The first successor (volgorde 0) takes what cannot be divided."""

    van = models.ForeignKey(Gemeente, on_delete=models.CASCADE, related_name="opvolgingen")
    naar = models.ForeignKey(Gemeente, on_delete=models.CASCADE, related_name="+")
    volgorde = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["van", "volgorde"]
        constraints = [
            models.UniqueConstraint(fields=["van", "naar"], name="opvolging_eenmaal"),
            models.CheckConstraint(condition=~Q(van=F("naar")), name="opvolging_door_een_ander"),
        ]

    def __str__(self) -> str:
        return f"{self.van} → {self.naar}"


class Postadres(models.Model):
    """Where the provincie sends its letters to a gemeente; entered or imported by the provincie."""

    gemeente = models.OneToOneField(Gemeente, on_delete=models.CASCADE, related_name="postadres")
    aan = models.CharField(max_length=120, help_text="Bijvoorbeeld: het college van burgemeester en wethouders van …")
    straat_of_postbus = models.CharField("straat of postbus", max_length=80)
    postcode = models.CharField(max_length=7)
    plaats = models.CharField(max_length=60)

    class Meta:
        verbose_name_plural = "postadressen"

    def __str__(self) -> str:
        return f"{self.straat_of_postbus}, {self.postcode} {self.plaats}"


class Corporatie(models.Model):
    """A woningcorporatie (toegelaten instelling) under its statutory name."""

    naam = models.CharField("statutaire naam", max_length=120, unique=True)
    kvk = models.CharField("KvK-nummer", max_length=8, blank=True)
    gemeenten = models.ManyToManyField(Gemeente, related_name="corporaties", blank=True)

    objects = OrganisatieQuerySet.as_manager()

    class Meta:
        ordering = ["naam"]
        constraints = [models.UniqueConstraint(fields=["kvk"], condition=~Q(kvk=""), name="corporatie_kvk_eenmaal")]

    def __str__(self) -> str:
        return self.naam


class Huurdersorganisatie(models.Model):
    """The tenants' organisation, a party to the prestatieafspraken."""

    naam = models.CharField(max_length=120, unique=True)
    gemeenten = models.ManyToManyField(Gemeente, related_name="huurdersorganisaties", blank=True)

    objects = OrganisatieQuerySet.as_manager()

    class Meta:
        ordering = ["naam"]

    def __str__(self) -> str:
        return self.naam


class Regio(models.Model):
    """Gemeenten that carry their taakstelling together, from (inclusive) to (exclusive).

    `gemeenten` are all that ever were a member, so that old half-years keep their old names; who took part in a
    half-year follows from the convenant of that time.
    """

    naam = models.CharField(max_length=80, unique=True)
    gemeenten = models.ManyToManyField(Gemeente, related_name="regios", blank=True)
    geldig_van = models.DateField("werkt samen vanaf", null=True, blank=True)
    geldig_tot = models.DateField(
        "werkt samen tot", null=True, blank=True, help_text="De eerste dag waarop zij niet meer samenwerken."
    )

    objects = RegioQuerySet.as_manager()

    class Meta:
        ordering = ["naam"]
        verbose_name_plural = "regio's"
        constraints = [
            models.CheckConstraint(
                condition=Q(geldig_van=None) | Q(geldig_tot=None) | Q(geldig_van__lt=F("geldig_tot")),
                name="regio_bestaat_een_tijd",
            )
        ]

    def __str__(self) -> str:
        return self.naam


class Convenant(models.Model):
    """What the gemeenten of a regio agreed, for a term from (inclusive) to (exclusive); one at a time.

    When it ends, another may follow, or the gemeenten go on without one.
    """

    regio = models.ForeignKey(Regio, on_delete=models.CASCADE, related_name="convenanten")
    kenmerk = models.CharField(max_length=80, help_text="Het eigen kenmerk of de naam van het convenant.")
    van = models.DateField()
    tot = models.DateField(null=True, blank=True, help_text="De eerste dag waarop het niet meer geldt.")
    gemeenten = models.ManyToManyField(Gemeente, related_name="convenanten")
    andere_partijen = models.CharField("andere partijen", max_length=300, blank=True)
    afspraken = models.TextField(help_text="Wat is afgesproken.")
    vindplaats = models.CharField(max_length=300, blank=True, help_text="Waar het getekende stuk te vinden is.")

    objects = ConvenantQuerySet.as_manager()

    class Meta:
        ordering = ["regio", "-van"]
        verbose_name_plural = "convenanten"
        constraints = [
            models.UniqueConstraint(fields=["regio", "kenmerk"], name="convenant_kenmerk_eenmaal"),
            models.CheckConstraint(condition=Q(tot=None) | Q(van__lt=F("tot")), name="convenant_geldt_een_tijd"),
        ]

    def __str__(self) -> str:
        return self.kenmerk

    def geldt_op(self, dag: Any) -> bool:
        return self.van <= dag and (self.tot is None or dag < self.tot)

    @property
    def laatste_dag(self) -> date | None:
        """The last day of the term, as people write it: a convenant until 1 January runs to the end of December."""
        return None if self.tot is None else self.tot - timedelta(days=1)


class GebruikerManager(BaseUserManager["Gebruiker"]):
    def get_by_natural_key(self, username: str | None) -> "Gebruiker":
        return self.get(email__iexact=username or "")


class Gebruiker(AbstractBaseUser):
    """A person, known by e-mail address. What they may do comes from their memberships only."""

    email = models.EmailField("e-mailadres", unique=True)
    naam = models.CharField(max_length=120)
    is_active = models.BooleanField("actief", default=True)
    aangemaakt_op = models.DateTimeField("aangemaakt op", default=timezone.now, editable=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["naam"]

    objects = GebruikerManager.from_queryset(GebruikerQuerySet)()

    class Meta:
        ordering = ["naam", "email"]
        constraints = [models.UniqueConstraint(Lower("email"), name="gebruiker_email_eenmaal")]

    def __str__(self) -> str:
        return self.naam

    def get_full_name(self) -> str:
        return self.naam


def _rol_past_bij_organisatie() -> Q:
    """Exactly the organisation that the role asks for is filled in."""
    velden = {veld for veld in ORGANISATIEVELD.values() if veld}
    past = Q(pk__in=[])
    for rol, nodig in ORGANISATIEVELD.items():
        past |= Q(rol=rol, **{f"{veld}__isnull": veld != nodig for veld in sorted(velden)})
    return past


class Lidmaatschap(models.Model):
    """Somebody may act for an organisation in a role. A user acts for one membership at a time."""

    gebruiker = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="lidmaatschappen")
    rol = models.CharField(max_length=12, choices=Rol.choices)
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, null=True, blank=True)
    regio = models.ForeignKey(Regio, on_delete=models.PROTECT, null=True, blank=True)
    corporatie = models.ForeignKey(Corporatie, on_delete=models.PROTECT, null=True, blank=True)
    huurdersorganisatie = models.ForeignKey(Huurdersorganisatie, on_delete=models.PROTECT, null=True, blank=True)
    provincie = models.ForeignKey(Provincie, on_delete=models.PROTECT, null=True, blank=True)
    beeindigd_op = models.DateTimeField("beëindigd op", null=True, blank=True)

    objects = LidmaatschapQuerySet.as_manager()

    class Meta:
        ordering = ["gebruiker", "pk"]
        verbose_name_plural = "lidmaatschappen"
        constraints = [
            models.CheckConstraint(condition=_rol_past_bij_organisatie(), name="lidmaatschap_rol_past_bij_organisatie"),
            models.UniqueConstraint(
                "gebruiker",
                "rol",
                *(Coalesce(veld, 0) for veld in sorted({v for v in ORGANISATIEVELD.values() if v})),
                condition=Q(beeindigd_op=None),
                name="lidmaatschap_eenmaal",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gebruiker}: {self.omschrijving}"

    @property
    def organisatie(self) -> models.Model | None:
        """The organisation acted for; None for the roles that stand for no single one."""
        veld = ORGANISATIEVELD[self.rol]
        return getattr(self, veld) if veld else None

    @property
    def omschrijving(self) -> str:
        organisatie = self.organisatie
        naam = Rol(self.rol).label
        return f"{organisatie} · {naam}" if organisatie else naam


class Invoerbestand(models.Model):
    """A file that somebody offered to be read in; once it is read in, the origin of the rows that point at it.

    Its content, and whatever it says about single rows, is a `Bestandsinhoud`: that goes after its term, this stays.
    """

    class Fase(models.TextChoices):
        AANGEBODEN = "aangeboden", "wordt gecontroleerd"
        GEWEIGERD = "geweigerd", "niet te lezen"
        GECONTROLEERD = "gecontroleerd", "gecontroleerd, nog niet ingelezen"
        BEVESTIGD = "bevestigd", "wordt ingelezen"
        INGELEZEN = "ingelezen", "ingelezen"
        TERUG = "terug", "wordt teruggedraaid"
        TERUGGEDRAAID = "teruggedraaid", "teruggedraaid"

    soort = models.CharField(max_length=30)
    naam = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    ingelezen_op = models.DateTimeField("ingelezen op", default=timezone.now)
    ingelezen_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    oefengegevens = models.BooleanField(default=False, help_text="De regels uit dit bestand zijn verzonnen.")
    lidmaatschap = models.ForeignKey(
        Lidmaatschap,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="In welke rol het is aangeboden. Leeg: een opdracht van functioneel beheer.",
    )
    fase = models.CharField(max_length=14, choices=Fase.choices, default=Fase.INGELEZEN)
    alleen_goede = models.BooleanField("alleen de goede rijen", default=False)
    rijen = models.PositiveIntegerField(default=0)
    foute_rijen = models.PositiveIntegerField("foute rijen", default=0)
    nieuw = models.PositiveIntegerField(default=0)
    vervangen = models.PositiveIntegerField(default=0)
    overgeslagen = models.PositiveIntegerField(default=0)
    terugdraaiing = models.JSONField(default=dict, help_text="Wat er van het terugdraaien kwam: nummers van regels.")

    objects = InvoerbestandQuerySet.as_manager()

    class Meta:
        ordering = ["-ingelezen_op", "-pk"]
        verbose_name_plural = "invoerbestanden"
        indexes = [models.Index(fields=["lidmaatschap", "-ingelezen_op"])]

    def __str__(self) -> str:
        return self.naam


class Bestandsinhoud(models.Model):
    """What is in an offered file: its bytes, what was found in it, the file that goes back. Removed after a term."""

    bestand = models.OneToOneField(Invoerbestand, on_delete=models.CASCADE, primary_key=True, related_name="inhoud")
    ruw = models.BinaryField()
    bevindingen = models.JSONField(default=dict)
    foutbestand = models.BinaryField(null=True)

    class Meta:
        verbose_name_plural = "bestandsinhouden"

    def __str__(self) -> str:
        return f"inhoud van bestand {self.bestand_id}"


class Inzending(models.Model):
    """A form that was sent in once. The key is in the form; a double click finds it taken and makes no second row."""

    sleutel = models.UUIDField(primary_key=True)
    gebruiker = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, null=True, related_name="+")
    op = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.sleutel)


class Logregel(models.Model):
    """One act: who, in which role, when, on what. Ids and acts only: never a kenmerk, a name or free text."""

    onveranderlijk: ClassVar[bool] = True

    op = models.DateTimeField(default=timezone.now, editable=False)
    gebruiker = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, null=True, related_name="+")
    lidmaatschap = models.ForeignKey(Lidmaatschap, on_delete=models.PROTECT, null=True, related_name="+")
    handeling = models.CharField(max_length=60)
    soort = models.CharField(max_length=60, help_text="app.model van het object")
    object_id = models.BigIntegerField(null=True)
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, null=True, related_name="+")
    provincie = models.ForeignKey(Provincie, on_delete=models.PROTECT, null=True, related_name="+")
    gegevens = models.JSONField(default=dict, help_text="Nummers van regels en aantallen, geen persoonsgegevens.")

    objects = LogregelQuerySet.as_manager()

    class Meta:
        ordering = ["-op", "-pk"]
        indexes = [models.Index(fields=["soort", "object_id"]), models.Index(fields=["gemeente", "-op"])]

    def __str__(self) -> str:
        return f"{self.op:%Y-%m-%d %H:%M} {self.handeling}"
