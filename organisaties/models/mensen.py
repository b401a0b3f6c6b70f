"""The people who sign in, and for whom they may act."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce, Lower
from django.utils import timezone

from organisaties.models.gebied import Corporatie, Gemeente, Huurdersorganisatie, Provincie, Regio
from organisaties.querysets import (
    GebruikerQuerySet,
    LidmaatschapQuerySet,
)
from organisaties.rollen import ORGANISATIEVELD, Rol


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
