"""Which facts somebody may see (docs/architectuur.md)."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from organisaties.registratie import RegistratieQuerySet
from organisaties.rollen import Rol

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


class HuishoudenQuerySet(models.QuerySet[Any]):
    """Rows about people: the gemeente that couples or houses them, and the coordinator of its regio. Nobody else."""

    def zichtbaar_voor(self, lid: "Lidmaatschap | None") -> Self:
        if lid is None or lid.rol not in (Rol.GEMEENTE, Rol.REGIO):
            return self.none()
        return self.filter(self._van(lid))

    @staticmethod
    def _van(lid: "Lidmaatschap") -> Q:
        if lid.regio is not None:
            return Q(koppelgemeente__in=lid.regio.gemeenten.all())
        assert lid.gemeente is not None
        # A gemeente that ended lives on in its successor, which keeps its rows.
        return Q(koppelgemeente=lid.gemeente_id) | Q(koppelgemeente__in=lid.gemeente.voorgangers.all())


class PlaatsingQuerySet(HuishoudenQuerySet, RegistratieQuerySet):  # type: ignore[override]
    @staticmethod
    def _van(lid: "Lidmaatschap") -> Q:
        gemeente = HuishoudenQuerySet._van(lid)
        if lid.regio is not None:
            return gemeente | Q(huisvestingsgemeente__in=lid.regio.gemeenten.all())
        return gemeente | Q(huisvestingsgemeente=lid.gemeente_id)


class AfstemmingQuerySet(RegistratieQuerySet):
    """Lists of people and what is noted about them: the gemeente itself and the coordinator of its regio."""

    _gemeente = "gemeente"

    def zichtbaar_voor(self, lid: "Lidmaatschap | None") -> Self:
        if lid is None or lid.rol not in (Rol.GEMEENTE, Rol.REGIO):
            return self.none()
        if lid.regio is not None:
            return self.filter(**{f"{self._gemeente}__in": lid.regio.gemeenten.all()})
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
