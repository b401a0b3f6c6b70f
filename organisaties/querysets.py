"""Which rows of the organisations somebody may see (docs/architectuur.md)."""

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from organisaties.registratie import einde_van
from organisaties.rollen import ORGANISATIEVELD, Rol

if TYPE_CHECKING:
    from organisaties.models import Lidmaatschap


class GemeenteQuerySet(models.QuerySet[Any]):
    def zichtbaar_voor(self, lid: "Lidmaatschap | None") -> Self:
        """Figures per gemeente are public, but corporaties and huurders see those of their own gemeenten."""
        if lid is None:
            return self.none()
        if lid.rol == Rol.CORPORATIE:
            return self.filter(corporaties=lid.corporatie_id)
        if lid.rol == Rol.HUURDERS:
            return self.filter(huurdersorganisaties=lid.huurdersorganisatie_id)
        return self.all()

    def van(self, lid: "Lidmaatschap | None") -> Self:
        """The gemeenten that somebody works for or supervises: own, members, area, provincie."""
        if lid is None:
            return self.none()
        if lid.rol == Rol.GEMEENTE:
            return self.filter(pk=lid.gemeente_id)
        if lid.regio is not None:
            return self.filter(pk__in=lid.regio.werkgebied.values("pk"))
        if lid.rol == Rol.PROVINCIE:
            return self.filter(provincie=lid.provincie_id)
        if lid.rol in (Rol.CORPORATIE, Rol.HUURDERS):
            return self.zichtbaar_voor(lid)
        return self.none()

    def bestaand(self, op: Any) -> Self:
        """The gemeenten that exist on that day (validity is half-open)."""
        return self.filter(Q(geldig_van=None) | Q(geldig_van__lte=op), Q(geldig_tot=None) | Q(geldig_tot__gt=op))


class InvoerbestandQuerySet(models.QuerySet[Any]):
    def zichtbaar_voor(self, lid: "Lidmaatschap | None") -> Self:
        """What somebody of the same organisation in the same role offered; of a regio while it runs. The beheerder sees
        commands as well."""
        if lid is None:
            return self.none()
        if lid.regio is not None and not lid.regio.loopt:
            return self.none()
        veld = ORGANISATIEVELD[lid.rol]
        eigen = Q(lidmaatschap__rol=lid.rol)
        if veld:
            eigen &= Q(**{f"lidmaatschap__{veld}": getattr(lid, f"{veld}_id")})
        return self.filter(eigen | Q(lidmaatschap=None) if lid.rol == Rol.BEHEER else eigen)


class BestandsinhoudQuerySet(models.QuerySet[Any]):
    def zichtbaar_voor(self, lid: "Lidmaatschap | None") -> Self:
        """As the file it is of."""
        bestanden = self.model._meta.get_field("bestand").related_model
        return self.filter(bestand__in=bestanden.objects.zichtbaar_voor(lid))


class LogregelQuerySet(models.QuerySet[Any]):
    def zichtbaar_voor(self, lid: "Lidmaatschap | None") -> Self:
        """The acts about what somebody sees: the own gemeente or provincie; the beheerder sees those on users and
        organisations, everybody else what they did themselves in this role."""
        if lid is None:
            return self.none()
        if lid.rol == Rol.GEMEENTE:
            return self.filter(gemeente=lid.gemeente_id, provincie=None)
        if lid.regio is not None:
            # What the coordinators of the regio did about itself has no gemeente.
            leden = lid.regio.werkgebied.values("pk")
            return self.filter(Q(gemeente__in=leden, provincie=None) | Q(lidmaatschap__regio=lid.regio_id))
        if lid.rol == Rol.PROVINCIE:
            return self.filter(provincie=lid.provincie_id)
        if lid.rol == Rol.BEHEER:
            return self.filter(gemeente=None, provincie=None)
        return self.filter(lidmaatschap=lid.pk)

    def tot_en_met(self, dag: date | None) -> Self:
        """The acts up to and including that day (Europe/Amsterdam); None: all."""
        return self if dag is None else self.filter(op__lt=einde_van(dag))


class GebruikerQuerySet(models.QuerySet[Any]):
    def zichtbaar_voor(self, lid: "Lidmaatschap | None") -> Self:
        """The beheerder manages every user; everybody else sees only themselves."""
        if lid is None:
            return self.none()
        return self.all() if lid.rol == Rol.BEHEER else self.filter(pk=lid.gebruiker_id)


class LidmaatschapQuerySet(models.QuerySet[Any]):
    def zichtbaar_voor(self, lid: "Lidmaatschap | None") -> Self:
        """The beheerder sees every role that somebody has or had; everybody else their own."""
        if lid is None:
            return self.none()
        return self.all() if lid.rol == Rol.BEHEER else self.filter(gebruiker=lid.gebruiker_id)


class OrganisatieQuerySet(models.QuerySet[Any]):
    """Of provincies, corporaties, huurdersorganisaties and regio's as things to manage."""

    def zichtbaar_voor(self, lid: "Lidmaatschap | None") -> Self:
        """The beheerder sees all of them; everybody else the one they act for."""
        if lid is None:
            return self.none()
        if lid.rol == Rol.BEHEER:
            return self.all()
        veld = ORGANISATIEVELD[lid.rol]
        return self.filter(pk=getattr(lid, f"{veld}_id")) if veld == self.model._meta.model_name else self.none()


class RegioQuerySet(OrganisatieQuerySet):
    def zichtbaar_voor(self, lid: "Lidmaatschap | None") -> Self:
        """Besides the beheerder and the coordinator: the gemeenten that are a member, and their provincie."""
        if lid is not None and lid.rol == Rol.GEMEENTE:
            return self.filter(gemeenten=lid.gemeente_id)
        if lid is not None and lid.rol == Rol.PROVINCIE:
            return self.filter(gemeenten__provincie=lid.provincie_id).distinct()
        return super().zichtbaar_voor(lid)

    def bestaand(self, op: Any) -> Self:
        """The regio's that work together on that day (validity is half-open)."""
        return self.filter(Q(geldig_van=None) | Q(geldig_van__lte=op), Q(geldig_tot=None) | Q(geldig_tot__gt=op))


class ConvenantQuerySet(models.QuerySet[Any]):
    def zichtbaar_voor(self, lid: "Lidmaatschap | None") -> Self:
        """Whoever sees the regio sees what it agreed."""
        return self.filter(regio__in=self.model.regio.field.related_model.objects.zichtbaar_voor(lid))

    def in_periode(self, van: Any, tot: Any) -> Self:
        """Those in force on some day from `van` up to but not including `tot`."""
        return self.filter(Q(tot=None) | Q(tot__gt=van), van__lt=tot)
