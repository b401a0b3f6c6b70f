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
