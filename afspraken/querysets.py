"""Which norms and homes somebody may see (docs/architectuur.md)."""

from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Count, DateField, F, IntegerField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from organisaties.registratie import RegistratieQuerySet
from organisaties.rollen import ORGANISATIEVELD, Rol

if TYPE_CHECKING:
    from organisaties.models import Lidmaatschap


class WoningQuerySet(RegistratieQuerySet):
    """Vacated homes: the corporatie its own, the gemeente and the regio those in their area. Others get counts."""

    def zichtbaar_voor(self, lid: "Lidmaatschap | None") -> Self:
        if lid is None:
            return self.none()
        if lid.rol == Rol.CORPORATIE:
            return self.filter(corporatie=lid.corporatie_id)
        if lid.rol == Rol.GEMEENTE:
            return self.filter(Q(gemeente=lid.gemeente_id) | Q(gemeente__opvolgers=lid.gemeente_id))
        if lid.rol == Rol.REGIO and lid.regio is not None:
            return self.filter(gemeente__in=lid.regio.gemeenten.all())
        return self.none()


class NormQuerySet(RegistratieQuerySet):
    """A norm is seen by who is bound by it: the corporatie, the gemeente, the regio, huurders there, the provincie."""

    def zichtbaar_voor(self, lid: "Lidmaatschap | None") -> Self:
        if lid is None:
            return self.none()
        if lid.rol == Rol.BEHEER:
            return self.all()
        veld = _GEBIED.get(Rol(lid.rol))
        if veld is None:
            return self.none()
        organisatie = getattr(lid, f"{ORGANISATIEVELD[lid.rol]}_id")
        gebied = Q(**{f"gemeente{veld}": organisatie}) | Q(**{f"regio__gemeenten{veld}": organisatie})
        if lid.rol == Rol.CORPORATIE:
            # Another corporatie's own norm is not this one's business.
            gebied &= Q(corporatie=None) | Q(corporatie=organisatie)
        return self.filter(pk__in=self.model._default_manager.filter(gebied).values("pk"))


_GEBIED = {
    Rol.GEMEENTE: "",
    Rol.REGIO: "__regios",
    Rol.CORPORATIE: "__corporaties",
    Rol.HUURDERS: "__huurdersorganisaties",
    Rol.PROVINCIE: "__provincie",
}
"""From a gemeente to the organisation that somebody acts for."""


class BegeleidingQuerySet(models.QuerySet[Any]):
    """The gemeente that guides and its regio see the begeleiding; the corporatie those of its homes, until they stop.

    What of it the corporatie reads is less: phase, aanspreekpunt and its own signals (`begeleidingen.py`).
    """

    def zichtbaar_voor(self, lid: "Lidmaatschap | None") -> Self:
        if lid is None:
            return self.none()
        if lid.rol == Rol.CORPORATIE:
            return self.filter(corporatie=lid.corporatie_id, gestopt_op=None)
        if lid.rol not in (Rol.GEMEENTE, Rol.REGIO):
            return self.none()
        return self.filter(_in_gebied(lid))

    def met_stand(self, lid: "Lidmaatschap | None" = None) -> Self:
        """What says how far each is: `open_fase`, `afgesloten` (phases), the dates of contract and BRP, open signals.

        A plaatsing that is valid now says the dates; only where it does not, what was filled in here counts. For a
        corporatie only its own signals count.
        """
        eigen = OuterRef("pk")
        fasen = apps.get_model("afspraken", "Begeleidingsfase").objects.filter(begeleiding=eigen).order_by()
        signalen = apps.get_model("afspraken", "Begeleidingssignaal").objects.filter(begeleiding=eigen).order_by()
        if lid is not None and lid.rol == Rol.CORPORATIE:
            signalen = signalen.filter(corporatie=lid.corporatie_id)
        open_ = signalen.filter(beantwoord_op=None).values("begeleiding").annotate(n=Count("pk"))
        dicht = fasen.filter(afgesloten_op__isnull=False).values("begeleiding").annotate(n=Count("pk"))
        return self.annotate(
            contract_op=Coalesce(_dag_van_plaatsing("huurcontract_op"), F("huurcontract_op")),
            ingeschreven_op=Coalesce(_dag_van_plaatsing("brp_op"), F("brp_op")),
            open_fase=Coalesce(Subquery(fasen.filter(afgesloten_op=None).values("fase")[:1]), Value("")),
            afgesloten=Coalesce(Subquery(dicht.values("n"), output_field=IntegerField()), 0),
            signaal_voor=Subquery(
                signalen.filter(beantwoord_op=None).order_by("antwoord_voor").values("antwoord_voor")[:1],
                output_field=DateField(),
            ),
            open_signalen=Coalesce(Subquery(open_.values("n"), output_field=IntegerField()), 0),
        )


def _dag_van_plaatsing(veld: str) -> Any:
    plaatsingen = apps.get_model("taakstelling", "Plaatsing").objects.bekend()
    rijen = plaatsingen.filter(huishouden=OuterRef("huishouden"), **{f"{veld}__isnull": False}).order_by("deel", "pk")
    return Subquery(rijen.values(veld)[:1], output_field=DateField())


class SignaalQuerySet(models.QuerySet[Any]):
    """Signals about a home: whoever sees the begeleiding; a corporatie only those it raised or was told."""

    def zichtbaar_voor(self, lid: "Lidmaatschap | None") -> Self:
        begeleidingen = apps.get_model("afspraken", "Begeleiding").objects.zichtbaar_voor(lid)
        rijen = self.filter(begeleiding__in=begeleidingen)
        if lid is not None and lid.rol == Rol.CORPORATIE:
            return rijen.filter(corporatie=lid.corporatie_id)
        return rijen


class VerantwoordelijkheidQuerySet(models.QuerySet[Any]):
    """The matrix of a gemeente is for its parties: itself, its regio, corporaties, huurders; its provincie reads."""

    def zichtbaar_voor(self, lid: "Lidmaatschap | None") -> Self:
        gemeenten = self.model._meta.get_field("gemeente").related_model
        return self.filter(gemeente__in=gemeenten.objects.van(lid))


def _in_gebied(lid: "Lidmaatschap") -> Q:
    if lid.regio is not None:
        return Q(gemeente__in=lid.regio.gemeenten.all())
    assert lid.gemeente is not None
    # A gemeente that ended lives on in its successor, which keeps its rows.
    return Q(gemeente=lid.gemeente_id) | Q(gemeente__in=lid.gemeente.voorgangers.all())
