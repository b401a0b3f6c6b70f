"""Writing and reading the logboek. Every action writes one line, in its own transaction."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import models

from organisaties.models import Gebruiker, Gemeente, Lidmaatschap, Logregel, Provincie

Voorwerp = models.Model | type[models.Model]

# What a line shows of who did it and where: one join each, so that a list asks once.
MET_NAMEN = (
    "gebruiker",
    "gemeente",
    "lidmaatschap__gemeente",
    "lidmaatschap__regio",
    "lidmaatschap__corporatie",
    "lidmaatschap__huurdersorganisatie",
    "lidmaatschap__provincie",
)


def schrijf(*, door: Lidmaatschap | None, handeling: str, op: Voorwerp, **over: Any) -> Logregel:
    """Record an act. `door` None is a command of functioneel beheer. `over` is what `regel` takes."""
    nieuw = regel(door=door, handeling=handeling, op=op, **over)
    nieuw.save(force_insert=True)
    return nieuw


def schrijf_reeks(regels: Iterable[Logregel]) -> None:
    """Record many acts, each of them a `regel`, in one statement."""
    Logregel.objects.bulk_create(list(regels))


def regel(
    *,
    door: Lidmaatschap | None,
    handeling: str,
    op: Voorwerp,
    gemeente: Gemeente | None = None,
    provincie: Provincie | None = None,
    **gegevens: Any,
) -> Logregel:
    """A line, not written yet. `gegevens` holds ids and numbers only."""
    return Logregel(
        gebruiker_id=door.gebruiker_id if door else None,
        lidmaatschap=door,
        handeling=handeling,
        soort=op._meta.label_lower,
        object_id=None if isinstance(op, type) else op.pk,
        gemeente=gemeente,
        provincie=provincie,
        gegevens=gegevens,
    )


def over(voorwerp: models.Model, lid: Lidmaatschap | None, op: date | None = None) -> models.QuerySet[Logregel]:
    """The acts on one object up to and including the day `op` (None: now), newest first, as far as `lid` may see."""
    regels: models.QuerySet[Logregel] = (
        Logregel.objects.zichtbaar_voor(lid)
        .tot_en_met(op)
        .filter(soort=voorwerp._meta.label_lower, object_id=voorwerp.pk)
        .select_related(*MET_NAMEN)
    )
    return regels


def alles_over(voorwerp: models.Model) -> models.QuerySet[Logregel]:
    """Every act on one object, newest first: for a page of which who may open it may see all that was done with it."""
    regels: models.QuerySet[Logregel] = Logregel.objects.filter(
        soort=voorwerp._meta.label_lower, object_id=voorwerp.pk
    ).select_related(*MET_NAMEN)
    return regels


def over_samen(
    voorwerpen: Iterable[models.Model], lid: Lidmaatschap | None, op: date | None = None
) -> models.QuerySet[Logregel]:
    """The same of any of these objects."""
    dit = models.Q(pk__in=[])
    for voorwerp in voorwerpen:
        dit |= models.Q(soort=voorwerp._meta.label_lower, object_id=voorwerp.pk)
    regels: models.QuerySet[Logregel] = Logregel.objects.zichtbaar_voor(lid).tot_en_met(op).filter(dit)
    return regels.select_related(*MET_NAMEN)


def over_soort(model: type[models.Model], lid: Lidmaatschap | None) -> models.QuerySet[Logregel]:
    """The acts on objects of this kind, also on those that are gone, as far as `lid` may see them."""
    regels: models.QuerySet[Logregel] = (
        Logregel.objects.zichtbaar_voor(lid).filter(soort=model._meta.label_lower).select_related(*MET_NAMEN)
    )
    return regels


def door(gebruiker: Gebruiker) -> models.QuerySet[Logregel]:
    """What somebody did, in all their roles: for that person's own account page."""
    return Logregel.objects.filter(gebruiker=gebruiker).select_related(*MET_NAMEN)
