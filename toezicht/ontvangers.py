"""Who reads a letter in Thuisstand: the people of the gemeente, or of the ones it went over into."""

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet

from organisaties.models import Gebruiker, Gemeente, Lidmaatschap
from organisaties.rollen import Rol


def ontvangers_van(gemeente: Gemeente) -> list[Gebruiker]:
    """Everybody who acts for the gemeente, or for the ones it went over into."""
    gemeenten = [gemeente.pk, *gemeente.opvolgers.values_list("pk", flat=True)]
    leden = _leden().filter(gemeente__in=gemeenten)
    return list(Gebruiker.objects.filter(pk__in=leden.values("gebruiker")).order_by("email"))


def zonder_account(gemeenten: Collection[Gemeente]) -> list[Gemeente]:
    """The gemeenten for which nobody acts: they get no mail about a letter and see none."""
    pks = {gemeente.pk for gemeente in gemeenten}
    bereikt = {
        *_leden().filter(gemeente__in=pks).values_list("gemeente", flat=True),
        *_leden().filter(gemeente__voorgangers__in=pks).values_list("gemeente__voorgangers", flat=True),
    }
    return [gemeente for gemeente in gemeenten if gemeente.pk not in bereikt]


def _leden() -> QuerySet[Any]:
    leden: QuerySet[Any] = Lidmaatschap.objects.filter(rol=Rol.GEMEENTE, beeindigd_op=None, gebruiker__is_active=True)
    return leden
