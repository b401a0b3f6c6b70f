"""Making and changing corporaties, huurdersorganisaties and regio's, and of which gemeenten they are."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypeVar

from django.db import transaction

from organisaties import logboek
from organisaties.acties.versies import eis_versie
from organisaties.models import Corporatie, Gemeente, Huurdersorganisatie, Lidmaatschap, Regio
from organisaties.toegang import eis, mag_organisaties_beheren

Org = TypeVar("Org", Corporatie, Huurdersorganisatie, Regio)


def _leg_vast(
    model: type[Org],
    bestaand: Org | None,
    waarden: Mapping[str, str | date | None],
    *,
    door: Lidmaatschap | None,
    gemeenten: Iterable[Gemeente],
    versie: str | None,
) -> Org:
    """Save what changed; nothing changed leaves no line in the logboek."""
    eis(mag_organisaties_beheren(door))
    rij = model() if bestaand is None else model._default_manager.select_for_update().get(pk=bestaand.pk)
    if bestaand is not None:
        eis_versie(rij, versie)
    waarden = {veld: waarde.strip() if isinstance(waarde, str) else waarde for veld, waarde in waarden.items()}
    gewijzigd = [veld for veld, waarde in waarden.items() if getattr(rij, veld) != waarde]
    for veld in gewijzigd:
        setattr(rij, veld, waarden[veld])
    rij.full_clean()
    gekozen = {gemeente.pk for gemeente in gemeenten}
    al_lid = set() if bestaand is None else set(rij.gemeenten.values_list("pk", flat=True))
    if bestaand is not None and not gewijzigd and gekozen == al_lid:
        return rij
    rij.save()
    rij.gemeenten.set(gekozen)
    logboek.schrijf(
        door=door,
        handeling=f"{model._meta.model_name} {'vastgelegd' if bestaand is None else 'gewijzigd'}",
        op=rij,
        gemeenten_erbij=sorted(gekozen - al_lid),
        gemeenten_eraf=sorted(al_lid - gekozen),
    )
    return rij


@transaction.atomic
def leg_corporatie_vast(
    *,
    door: Lidmaatschap | None,
    naam: str,
    kvk: str,
    gemeenten: Iterable[Gemeente],
    corporatie: Corporatie | None = None,
    versie: str | None = None,
) -> Corporatie:
    """Make a corporatie, or change this one.

    Raises ValidationError (name or KvK number taken or not right) and AlGewijzigd (not as `versie` says any more).
    """
    waarden = {"naam": naam, "kvk": kvk}
    return _leg_vast(Corporatie, corporatie, waarden, door=door, gemeenten=gemeenten, versie=versie)


@transaction.atomic
def leg_huurdersorganisatie_vast(
    *,
    door: Lidmaatschap | None,
    naam: str,
    gemeenten: Iterable[Gemeente],
    huurdersorganisatie: Huurdersorganisatie | None = None,
    versie: str | None = None,
) -> Huurdersorganisatie:
    """Make a huurdersorganisatie, or change this one; raises as `leg_corporatie_vast`."""
    waarden = {"naam": naam}
    return _leg_vast(Huurdersorganisatie, huurdersorganisatie, waarden, door=door, gemeenten=gemeenten, versie=versie)


@transaction.atomic
def leg_regio_vast(
    *,
    door: Lidmaatschap | None,
    naam: str,
    gemeenten: Iterable[Gemeente],
    geldig_van: date | None = None,
    geldig_tot: date | None = None,
    regio: Regio | None = None,
    versie: str | None = None,
) -> Regio:
    """Make a regio, or change this one: the gemeenten that carry their taakstelling together; raises as above.

    `gemeenten` are also those that ended; they work together from `geldig_van` up to, not including, `geldig_tot`.
    """
    waarden = {"naam": naam, "geldig_van": geldig_van, "geldig_tot": geldig_tot}
    return _leg_vast(Regio, regio, waarden, door=door, gemeenten=gemeenten, versie=versie)
