"""Which dossiers and letters somebody may see (docs/architectuur.md)."""

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models

from organisaties.registratie import RegistratieQuerySet, einde_van
from organisaties.rollen import Rol
from toezicht.regels.dossier import Stuksoort

if TYPE_CHECKING:
    from organisaties.models import Lidmaatschap, Provincie


class ProvincieQuerySet(models.QuerySet[Any]):
    """What belongs to the provincie's own desk: rounds, text blocks, signatories."""

    def zichtbaar_voor(self, lid: "Lidmaatschap | None") -> Self:
        if lid is None or lid.rol != Rol.PROVINCIE:
            return self.none()
        return self.filter(provincie=lid.provincie_id)


class RondeQuerySet(ProvincieQuerySet):
    def gevraagd_aan(self, lid: "Lidmaatschap | None") -> Self:
        """The rounds in which a gemeente, or the one before it, was asked about its figures."""
        if lid is None or lid.rol != Rol.GEMEENTE or lid.gemeente is None:
            return self.none()
        provincies = {lid.gemeente.provincie_id, *lid.gemeente.voorgangers.values_list("provincie", flat=True)}
        return self.filter(wederhoor_tot__isnull=False, provincie__in=provincies)


class KaderQuerySet(ProvincieQuerySet):
    def zichtbaar_voor(self, lid: "Lidmaatschap | None") -> Self:
        """The provincie sees its own kaders; functioneel beheer, which keeps them, those of all."""
        if lid is not None and lid.rol == Rol.BEHEER:
            return self.all()
        return super().zichtbaar_voor(lid)

    def geldend(self, provincie: "Provincie", dag: date, bekend_op: date | None = None) -> Self:
        """The kaders of a provincie that began on or before this day; the first one is the one that holds then.

        With `bekend_op` of those that were in force by the end of that day.
        """
        van_kracht = self.filter(provincie=provincie, status="van kracht", geldig_van__lte=dag)
        if bekend_op is not None:
            van_kracht = van_kracht.filter(in_werking_op__lt=einde_van(bekend_op))
        return van_kracht.order_by("-geldig_van", "-versie")


class MandaatQuerySet(RegistratieQuerySet):
    def zichtbaar_voor(self, lid: "Lidmaatschap | None") -> Self:
        """Only the provincie itself; what was withdrawn is left out by `bekend`."""
        if lid is None or lid.rol != Rol.PROVINCIE:
            return self.none()
        return self.filter(provincie=lid.provincie_id)


class Vast:
    """Rows that stay as they were recorded (`vastgelegd_op`), and that a later one may replace (`vervangt`)."""

    def vastgelegd(self: Any, op: date | None = None) -> Any:
        """The rows recorded by the end of that day, also those replaced; without a day: all."""
        return self.all() if op is None else self.filter(vastgelegd_op__lt=einde_van(op))

    def bekend(self: Any, op: date | None = None) -> Any:
        """The rows that counted at the end of that day; without a day: those that count now."""
        if op is None:
            return self.filter(vervangen_door=None)
        later = models.Q(vervangen_door=None) | models.Q(vervangen_door__vastgelegd_op__gte=einde_van(op))
        return self.vastgelegd(op).filter(later)


class BeoordelingQuerySet(Vast, models.QuerySet[Any]):
    def zichtbaar_voor(self, lid: "Lidmaatschap | None") -> Self:
        if lid is None or lid.rol != Rol.PROVINCIE:
            return self.none()
        return self.filter(ronde__provincie=lid.provincie_id)


class BriefQuerySet(models.QuerySet[Any]):
    def verzonden(self, op: date | None = None) -> Self:
        """The letters sent by the end of that day; without a day: by now."""
        uit = self.filter(status="verzonden")
        return uit if op is None else uit.filter(verzonden_op__lt=einde_van(op))

    def zichtbaar_voor(self, lid: "Lidmaatschap | None") -> Self:
        """The provincie sees its own letters; a gemeente, and its successor, the ones that were sent to it."""
        if lid is None:
            return self.none()
        if lid.rol == Rol.PROVINCIE:
            return self.filter(beoordeling__ronde__provincie=lid.provincie_id)
        if lid.rol == Rol.GEMEENTE and lid.gemeente is not None:
            gemeente = models.Q(beoordeling__gemeente=lid.gemeente_id)
            opgevolgd = models.Q(beoordeling__gemeente__in=lid.gemeente.voorgangers.all())
            return self.filter(gemeente | opgevolgd, status="verzonden")
        return self.none()


class VanRondeQuerySet(models.QuerySet[Any]):
    """What belongs to a round, and so only to the desk of its provincie; `_ronde` is the way there."""

    _ronde = "ronde"

    def zichtbaar_voor(self, lid: "Lidmaatschap | None") -> Self:
        if lid is None or lid.rol != Rol.PROVINCIE:
            return self.none()
        return self.filter(**{f"{self._ronde}__provincie": lid.provincie_id})


class BevriezingQuerySet(Vast, VanRondeQuerySet):
    pass


class RondecijferQuerySet(VanRondeQuerySet):
    _ronde = "bevriezing__ronde"


class AkkoordQuerySet(Vast, VanRondeQuerySet):
    _ronde = "beoordeling__ronde"


class FormeelbesluitQuerySet(VanRondeQuerySet):
    _ronde = "brief__beoordeling__ronde"


class OpdrachtregelQuerySet(VanRondeQuerySet):
    _ronde = "opdracht__ronde"


class WederhoorQuerySet(Vast, models.QuerySet[Any]):
    def zichtbaar_voor(self, lid: "Lidmaatschap | None") -> Self:
        """The provincie sees every answer in its rounds; a gemeente, and its successor, its own."""
        if lid is None:
            return self.none()
        if lid.rol == Rol.PROVINCIE:
            return self.filter(ronde__provincie=lid.provincie_id)
        if lid.rol == Rol.GEMEENTE and lid.gemeente is not None:
            return self.filter(
                models.Q(gemeente=lid.gemeente_id) | models.Q(gemeente__in=lid.gemeente.voorgangers.all())
            )
        return self.none()


class WederhoorreactieQuerySet(Vast, models.QuerySet[Any]):
    def zichtbaar_voor(self, lid: "Lidmaatschap | None") -> Self:
        """Whoever sees the answer of the gemeente sees the one that the provincie gave to it."""
        if lid is None:
            return self.none()
        if lid.rol == Rol.PROVINCIE:
            return self.filter(wederhoor__ronde__provincie=lid.provincie_id)
        if lid.rol == Rol.GEMEENTE and lid.gemeente is not None:
            gemeente = models.Q(wederhoor__gemeente=lid.gemeente_id)
            return self.filter(gemeente | models.Q(wederhoor__gemeente__in=lid.gemeente.voorgangers.all()))
        return self.none()


class DossierstukQuerySet(RegistratieQuerySet):
    def gebeurd(self, *, bekend_op: date | None = None, peildatum: date | None = None) -> Self:
        """The valid pieces as known then; by a peildatum those that had happened, and what was planned by then."""
        rijen = self.bekend(bekend_op)
        if peildatum is None:
            return rijen
        return rijen.filter(models.Q(datum__lte=peildatum) | models.Q(vastgelegd_op__lt=einde_van(peildatum)))

    def zichtbaar_voor(self, lid: "Lidmaatschap | None") -> Self:
        """The provincie sees the dossiers it keeps; a gemeente, and its successor, its own, without the notities."""
        if lid is None:
            return self.none()
        if lid.rol == Rol.PROVINCIE:
            return self.filter(provincie=lid.provincie_id)
        if lid.rol == Rol.GEMEENTE and lid.gemeente is not None:
            gemeente = models.Q(gemeente=lid.gemeente_id) | models.Q(gemeente__in=lid.gemeente.voorgangers.all())
            return self.filter(gemeente).exclude(soort=Stuksoort.NOTITIE)
        return self.none()
