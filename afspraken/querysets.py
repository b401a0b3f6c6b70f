"""Which norms and homes somebody may see (docs/architectuur.md)."""

from typing import TYPE_CHECKING, Self

from django.db.models import Q

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
