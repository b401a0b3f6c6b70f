"""Which norms, homes and agreements somebody may see (docs/architectuur.md)."""

from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db.models import (
    Case,
    Count,
    DateField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from afspraken.regels.woningen import Stap
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
            return self.filter(gemeente__in=lid.regio.werkgebied)
        return self.none()

    def met_stap(self) -> Self:
        """`stap` and `stap_sinds`, to filter and sort on; `regels.woningen.stap_van` says the same of one home."""
        return self.annotate(
            stap_nu=Case(
                When(onttrokken_op__isnull=False, then=Value(Stap.ONTTROKKEN.value)),
                When(verhuurd_op__isnull=False, then=Value(Stap.VERHUURD.value)),
                When(gereserveerd_op__isnull=False, then=Value(Stap.GERESERVEERD.value)),
                default=Value(Stap.VRIJ.value),
            ),
            stap_sinds=Coalesce("onttrokken_op", "verhuurd_op", "gereserveerd_op", "vrij_op", output_field=DateField()),
        )

    def open(self) -> Self:
        """Homes that somebody still has to move into."""
        return self.filter(verhuurd_op=None, onttrokken_op=None)

    def ongekoppeld(self) -> Self:
        """Homes let to statushouders of which the gemeente did not say yet who lives there."""
        gekoppeld = apps.get_model("afspraken", "Toewijzing").objects.geldig()
        hier = gekoppeld.filter(corporatie=OuterRef("corporatie"), kenmerk=OuterRef("kenmerk"))
        return self.filter(~Exists(hier), verhuurd_op__isnull=False, doelgroep="statushouders")

    def per_wijk(self) -> Any:
        """Of the homes let, per gemeente and wijk: `verhuurd`, `statushouders`, `bijzonder`, and `aandeel` to sort on.

        Counted as a norm does by default: onzelfstandige homes are left out.
        """
        statushouders, bijzonder = Q(doelgroep="statushouders"), ~Q(doelgroep="regulier")
        return (
            self.filter(verhuurd_op__isnull=False, onttrokken_op=None, onzelfstandig=False)
            .order_by()
            .values("gemeente_id", "gemeente__naam", "gemeente__code", "wijk")
            .annotate(
                verhuurd=Count("pk"),
                statushouders=Count("pk", filter=statushouders),
                bijzonder=Count("pk", filter=bijzonder),
            )
            .annotate(aandeel=100.0 * F("statushouders") / F("verhuurd"))
        )


class ToewijzingQuerySet(RegistratieQuerySet):
    """Who lives where is for the gemeente and the regio. The corporatie gets a number of persons, by another way."""

    def zichtbaar_voor(self, lid: "Lidmaatschap | None") -> Self:
        if lid is None or lid.rol not in (Rol.GEMEENTE, Rol.REGIO):
            return self.none()
        if lid.regio is not None:
            return self.filter(gemeente__in=lid.regio.werkgebied)
        return self.filter(Q(gemeente=lid.gemeente_id) | Q(gemeente__opvolgers=lid.gemeente_id))

    def geldig(self) -> Self:
        """Those that are valid and of which both the placement and the let home are still there."""
        plaatsingen = apps.get_model("taakstelling", "Plaatsing").objects.bekend()
        woningen = apps.get_model("afspraken", "VrijgekomenWoning").objects.bekend().filter(verhuurd_op__isnull=False)
        return self.bekend().filter(
            Exists(plaatsingen.filter(dossier=OuterRef("dossier"), deel=OuterRef("deel"))),
            Exists(woningen.filter(corporatie=OuterRef("corporatie"), kenmerk=OuterRef("kenmerk"))),
        )


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
        if lid.regio is not None and not lid.regio.loopt:
            return self.filter(regio=lid.regio_id)
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


class AfstemmingQuerySet(RegistratieQuerySet):
    """What was agreed above a signaalwaarde: seen with its norm."""

    def zichtbaar_voor(self, lid: "Lidmaatschap | None") -> Self:
        normen: Any = self.model._meta.get_field("norm").related_model
        return self.filter(norm__in=normen.objects.zichtbaar_voor(lid))


class BezitQuerySet(RegistratieQuerySet):
    """What corporaties own is no secret among the parties: gemeente, its regio, corporaties, huurders, provincie."""

    def zichtbaar_voor(self, lid: "Lidmaatschap | None") -> Self:
        gemeenten: Any = self.model._meta.get_field("gemeente").related_model
        return self.filter(gemeente__in=gemeenten.objects.van(lid))


class PartijQuerySet(QuerySet[Any]):
    def van(self, lid: "Lidmaatschap | None") -> Self:
        """The parties that somebody acts for; a gemeente also for those that went over into it."""
        if lid is None:
            return self.none()
        if lid.rol == Rol.GEMEENTE:
            ging_op = self.model._meta.get_field("gemeente").related_model._default_manager.filter(
                opvolgers=lid.gemeente_id
            )
            return self.filter(Q(gemeente=lid.gemeente_id) | Q(gemeente__in=ging_op.values("pk")))
        if lid.rol in (Rol.CORPORATIE, Rol.HUURDERS):
            veld = ORGANISATIEVELD[lid.rol]
            return self.filter(**{f"{veld}": getattr(lid, f"{veld}_id")})
        return self.none()

    def zichtbaar_voor(self, lid: "Lidmaatschap | None") -> Self:
        """The parties through which somebody may read: their own; of the regio its members, of the provincie hers."""
        if lid is not None and lid.regio is not None:
            return self.filter(gemeente__in=lid.regio.werkgebied.values("pk"))
        if lid is not None and lid.rol == Rol.PROVINCIE:
            return self.filter(gemeente__provincie=lid.provincie_id)
        return self.van(lid)


class OvereenkomstQuerySet(QuerySet[Any]):
    def zichtbaar_voor(self, lid: "Lidmaatschap | None") -> Self:
        """Agreements of which one is a party. The provincie reads those of its gemeenten once they are signed."""
        partij = self.model._meta.get_field("partijen").related_model
        rijen = self.filter(pk__in=partij.objects.zichtbaar_voor(lid).order_by().values("prestatieafspraak"))
        return rijen.filter(status="getekend") if lid is not None and lid.rol == Rol.PROVINCIE else rijen


class _BijOvereenkomst:
    """Rows of an agreement, seen by whoever sees that; `langs` of the model is the way there."""

    def zichtbaar_voor(self: Any, lid: "Lidmaatschap | None") -> Any:
        model, weg = self.model, self.model.langs
        for stap in weg.split("__"):
            model = model._meta.get_field(stap).related_model
        return self.filter(**{f"{weg}__in": model.objects.zichtbaar_voor(lid).order_by().values("pk")})


class BijOvereenkomstQuerySet(_BijOvereenkomst, QuerySet[Any]):
    """Rows of the text, and rounds."""


class FeitBijOvereenkomstQuerySet(_BijOvereenkomst, RegistratieQuerySet):
    """Facts about an agreement."""


class BegeleidingQuerySet(QuerySet[Any]):
    """The gemeente that guides and its regio see the begeleiding; the corporatie those of its homes, until they stop.

    What of it the corporatie reads is less: phase, aanspreekpunt and its own signals (`overzicht/begeleidingen.py`).
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


class SignaalQuerySet(QuerySet[Any]):
    """Signals about a home: whoever sees the begeleiding; a corporatie only those it raised or was told."""

    def zichtbaar_voor(self, lid: "Lidmaatschap | None") -> Self:
        begeleidingen = apps.get_model("afspraken", "Begeleiding").objects.zichtbaar_voor(lid)
        rijen = self.filter(begeleiding__in=begeleidingen)
        if lid is not None and lid.rol == Rol.CORPORATIE:
            return rijen.filter(corporatie=lid.corporatie_id)
        return rijen


class VerantwoordelijkheidQuerySet(QuerySet[Any]):
    """The matrix of a gemeente is for its parties: itself, its regio, corporaties, huurders; its provincie reads."""

    def zichtbaar_voor(self, lid: "Lidmaatschap | None") -> Self:
        gemeenten = self.model._meta.get_field("gemeente").related_model
        return self.filter(gemeente__in=gemeenten.objects.van(lid))


def _in_gebied(lid: "Lidmaatschap") -> Q:
    if lid.regio is not None:
        return Q(gemeente__in=lid.regio.werkgebied)
    assert lid.gemeente is not None
    # A gemeente that ended lives on in its successor, which keeps its rows.
    return Q(gemeente=lid.gemeente_id) | Q(gemeente__in=lid.gemeente.voorgangers.all())
