"""Which facts somebody may see (docs/architectuur.md), and what the database works out per household."""

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, F, FilteredRelation, IntegerField, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce, Greatest

from organisaties.registratie import RegistratieQuerySet, bekend_in
from organisaties.rollen import Rol
from taakstelling.regels.koppeling import EINDES

_EINDSOORTEN = sorted(EINDES)
_GEPLAATST = F("volwassenen") + F("kinderen") + F("amv")

if TYPE_CHECKING:
    from organisaties.models import Lidmaatschap


class CijferQuerySet(RegistratieQuerySet):
    """Official figures per gemeente are public; corporaties and huurders see those of their own gemeenten."""

    def zichtbaar_voor(self, lid: "Lidmaatschap | None") -> Self:
        if lid is None:
            return self.none()
        if lid.rol == Rol.CORPORATIE:
            return self.filter(gemeente__corporaties=lid.corporatie_id)
        if lid.rol == Rol.HUURDERS:
            return self.filter(gemeente__huurdersorganisaties=lid.huurdersorganisatie_id)
        return self.all()


class LandelijkQuerySet(RegistratieQuerySet):
    """National figures and inhabitants: public."""

    def zichtbaar_voor(self, lid: "Lidmaatschap | None") -> Self:
        return self.none() if lid is None else self.all()


class DossierQuerySet(models.QuerySet[Any]):
    """Of the gemeente that makes it and the coordinator of its regio; its provincie sees it once it was sent."""

    def zichtbaar_voor(self, lid: "Lidmaatschap | None") -> Self:
        if lid is None:
            return self.none()
        if lid.rol == Rol.PROVINCIE:
            return self.filter(provincie=lid.provincie_id, status="verzonden")
        if lid.regio is not None:
            return self.filter(gemeente__in=lid.regio.werkgebied)
        if lid.gemeente is not None:
            return self.filter(Q(gemeente=lid.gemeente_id) | Q(gemeente__in=lid.gemeente.voorgangers.all()))
        return self.none()


class KoppelfeitQuerySet(RegistratieQuerySet):
    """Rows about people: the gemeente they are coupled to, and the coordinator of its regio. Nobody else."""

    def zichtbaar_voor(self, lid: "Lidmaatschap | None") -> Self:
        if lid is None or lid.rol not in (Rol.GEMEENTE, Rol.REGIO):
            return self.none()
        return self.filter(_van_koppelgemeente(lid))


class KoppelingQuerySet(KoppelfeitQuerySet):
    def open_op(self, dag: date, bekend_op: date | None = None) -> Self:
        """The koppelingen of which at the end of `dag` somebody was not housed yet, as known on `bekend_op`."""
        stappen = apps.get_model("taakstelling", "Koppelstap").objects.bekend(bekend_op)
        eindes = stappen.filter(soort__in=_EINDSOORTEN, datum__lte=dag, dossier=OuterRef("dossier"))
        lopend = self.bekend(bekend_op).filter(~Exists(eindes), gekoppeld_op__lte=dag).met_nog(dag, bekend_op)
        return lopend.filter(Q(nog_personen__gt=0) | Q(nog_nareizigers__gt=0))

    def met_nog(self, dag: date, bekend_op: date | None = None) -> Self:
        """Adds `nog_personen` (coupled and not housed) and `nog_nareizigers` (expected and not there yet)."""
        return self.annotate(
            nog_personen=Greatest(_GEPLAATST - _gehuisvest(_GEPLAATST, "dossier", dag, bekend_op), 0),
            nog_nareizigers=Greatest(
                F("verwachte_nareizigers") - _gehuisvest(F("nareizigers"), "dossier", dag, bekend_op), 0
            ),
        )


class AfsluitingQuerySet(RegistratieQuerySet):
    """Closings belong to the provincie; that a half-year is closed shows on its lines, for everybody."""

    def zichtbaar_voor(self, lid: "Lidmaatschap | None") -> Self:
        if lid is None or lid.rol != Rol.PROVINCIE:
            return self.none()
        return self.filter(provincie=lid.provincie_id)


class HuishoudenQuerySet(models.QuerySet[Any]):
    """Rows about people: the gemeente that couples or houses them, and the coordinator of its regio. Nobody else."""

    def zichtbaar_voor(self, lid: "Lidmaatschap | None") -> Self:
        if lid is None or lid.rol not in (Rol.GEMEENTE, Rol.REGIO):
            return self.none()
        return self.filter(self._van(lid))

    @staticmethod
    def _van(lid: "Lidmaatschap") -> Q:
        plaatsingen = apps.get_model("taakstelling", "Plaatsing").objects.bekend()
        return _van_koppelgemeente(lid) | Q(pk__in=plaatsingen.filter(_woont_bij(lid)).values("huishouden"))

    def met_stand(self, vandaag: date, bekend_op: date | None = None) -> Self:
        """Everything that says where a household stands, by the database: one query for a list, to filter and sort on.

        At the end of the day `vandaag`, as known on `bekend_op` (None: now).
        `koppeling__…` (the valid one); `laatste_…` and `opnieuw_op` of the last step that is not an end; `einde` (its
        soort), `nog_personen` and `nog_nareizigers`. Unit: personen.
        """
        stappen = apps.get_model("taakstelling", "Koppelstap").objects.bekend(bekend_op).filter(dossier=OuterRef("pk"))
        laatste = stappen.exclude(soort__in=_EINDSOORTEN).order_by("-datum", "-pk")
        gekoppeld = F("koppeling__volwassenen") + F("koppeling__kinderen") + F("koppeling__amv")
        return self.annotate(
            koppeling=FilteredRelation("koppelingen", condition=bekend_in("koppelingen__", bekend_op)),
            gekoppeld_op=F("koppeling__gekoppeld_op"),
            verwacht_op=F("koppeling__verwacht_op"),
            gekoppelde_personen=Coalesce(gekoppeld, 0),
            gehuisvest=_gehuisvest(_GEPLAATST + F("nareizigers"), "pk", vandaag, bekend_op),
            nog_personen=Greatest(Coalesce(gekoppeld, 0) - _gehuisvest(_GEPLAATST, "pk", vandaag, bekend_op), 0),
            nog_nareizigers=Greatest(
                Coalesce(F("koppeling__verwachte_nareizigers"), 0)
                - _gehuisvest(F("nareizigers"), "pk", vandaag, bekend_op),
                0,
            ),
            laatste_stap=Coalesce(Subquery(laatste.values("soort")[:1]), models.Value("")),
            laatste_reden=Coalesce(Subquery(laatste.values("reden")[:1]), models.Value("")),
            laatste_gevolg=Coalesce(Subquery(laatste.values("gevolg")[:1]), models.Value("")),
            laatste_op=Subquery(laatste.values("datum")[:1]),
            opnieuw_op=Subquery(laatste.values("opnieuw_op")[:1]),
            einde=Coalesce(Subquery(stappen.filter(soort__in=_EINDSOORTEN).values("soort")[:1]), models.Value("")),
        )


class PlaatsingQuerySet(RegistratieQuerySet):
    """As of a household: the gemeente that couples or houses, and the coordinator of its regio."""

    def zichtbaar_voor(self, lid: "Lidmaatschap | None") -> Self:
        if lid is None or lid.rol not in (Rol.GEMEENTE, Rol.REGIO):
            return self.none()
        return self.filter(_van_koppelgemeente(lid) | _woont_bij(lid))


def _van_koppelgemeente(lid: "Lidmaatschap") -> Q:
    if lid.regio is not None:
        return Q(koppelgemeente__in=lid.regio.werkgebied)
    assert lid.gemeente is not None
    # A gemeente that ended lives on in its successor, which keeps its rows.
    return Q(koppelgemeente=lid.gemeente_id) | Q(koppelgemeente__in=lid.gemeente.voorgangers.all())


def _woont_bij(lid: "Lidmaatschap") -> Q:
    if lid.regio is not None:
        return Q(huisvestingsgemeente__in=lid.regio.werkgebied)
    return Q(huisvestingsgemeente=lid.gemeente_id)


def _gehuisvest(aantal: Any, sleutel: str, dag: date, bekend_op: date | None = None) -> Any:
    """Persons of this household (`aantal` of each plaatsing) who moved in by the end of `dag`.

    A plaatsing that does not count houses nobody out of the opvang: logeren, or people who were counted before.
    """
    plaatsingen = apps.get_model("taakstelling", "Plaatsing").objects.bekend(bekend_op)
    som = (
        plaatsingen.filter(dossier=OuterRef(sleutel), teldatum__lte=dag, meegeteld__gt=0)
        .order_by()
        .values("dossier")
        .annotate(som=Sum(aantal))
    )
    return Coalesce(Subquery(som.values("som"), output_field=IntegerField()), 0)


class AfstemmingQuerySet(RegistratieQuerySet):
    """Lists of people and what is noted about them: the gemeente itself and the coordinator of its regio."""

    _gemeente = "gemeente"

    def zichtbaar_voor(self, lid: "Lidmaatschap | None") -> Self:
        if lid is None or lid.rol not in (Rol.GEMEENTE, Rol.REGIO):
            return self.none()
        if lid.regio is not None:
            return self.filter(**{f"{self._gemeente}__in": lid.regio.werkgebied})
        assert lid.gemeente is not None
        # A gemeente that ended lives on in its successor, which keeps its rows.
        return self.filter(
            Q(**{self._gemeente: lid.gemeente_id}) | Q(**{f"{self._gemeente}__in": lid.gemeente.voorgangers.all()})
        )


class LijstregelQuerySet(AfstemmingQuerySet):
    _gemeente = "lijst__gemeente"


class HerkenningQuerySet(models.QuerySet[Any]):
    """What recognises the people of a household: for whoever may see the household."""

    def zichtbaar_voor(self, lid: "Lidmaatschap | None") -> Self:
        if lid is None or lid.rol not in (Rol.GEMEENTE, Rol.REGIO):
            return self.none()
        huishoudens = self.model._meta.get_field("huishouden").related_model
        return self.filter(huishouden__in=huishoudens.objects.zichtbaar_voor(lid))


class WerkafspraakQuerySet(models.QuerySet[Any]):
    """How a gemeente works is for its own employees."""

    _gemeente = "gemeente"

    def zichtbaar_voor(self, lid: "Lidmaatschap | None") -> Self:
        if lid is None or lid.rol != Rol.GEMEENTE:
            return self.none()
        return self.filter(**{self._gemeente: lid.gemeente_id})


class VervangingQuerySet(WerkafspraakQuerySet):
    _gemeente = "afwezig__gemeente"
