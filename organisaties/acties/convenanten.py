"""Recording what the gemeenten of a regio agreed, and for how long."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from organisaties import logboek
from organisaties.acties.teksten import eis_zonder_persoonsgegevens
from organisaties.acties.versies import eis_versie
from organisaties.models import Convenant, Gemeente, Lidmaatschap, Regio
from organisaties.toegang import eis, mag_convenant_vastleggen


@transaction.atomic
def leg_convenant_vast(
    *,
    door: Lidmaatschap | None,
    regio: Regio,
    kenmerk: str,
    van: date,
    tot: date | None,
    gemeenten: Iterable[Gemeente],
    afspraken: str,
    andere_partijen: str = "",
    vindplaats: str = "",
    convenant: Convenant | None = None,
    versie: str | None = None,
) -> Convenant:
    """Record a convenant, or change this one; `tot` is the first day on which it no longer holds, None is no end.

    Raises GeenToegang; ValidationError: personal data in a text, not two members of the regio, or a term in which
    another convenant holds; and AlGewijzigd (not as `versie` says any more).
    """
    regio = Regio.objects.select_for_update().get(pk=regio.pk)  # so that two that overlap cannot come at once
    eis(mag_convenant_vastleggen(door, regio))
    if convenant is not None:
        convenant = Convenant.objects.get(pk=convenant.pk, regio=regio)
        eis_versie(convenant, versie)
    rij = convenant or Convenant(regio=regio)
    teksten = {
        "kenmerk": kenmerk.strip(),
        "afspraken": afspraken.strip(),
        "andere_partijen": andere_partijen.strip(),
        "vindplaats": vindplaats.strip(),
    }
    eis_zonder_persoonsgegevens(teksten)
    nieuw = {"van": van, "tot": tot, **teksten}
    gewijzigd = [veld for veld, waarde in nieuw.items() if getattr(rij, veld) != waarde]
    for veld, waarde in nieuw.items():
        setattr(rij, veld, waarde)
    rij.full_clean()
    gekozen = {gemeente.pk for gemeente in gemeenten}
    if gekozen - set(regio.gemeenten.values_list("pk", flat=True)):
        raise ValidationError({"gemeenten": f"Kies alleen gemeenten van de regio {regio}."})
    if len(gekozen) < 2:  # noqa: PLR2004  # nobody agrees alone
        raise ValidationError({"gemeenten": "Kies ten minste twee gemeenten."})
    if ander := Convenant.objects.filter(regio=regio).exclude(pk=rij.pk).in_periode(van, tot or date.max).first():
        tot_en_met = f" tot en met {ander.laatste_dag:%d-%m-%Y}" if ander.laatste_dag else ""
        raise ValidationError(
            {"van": f"In deze tijd geldt al een convenant: {ander}, vanaf {ander.van:%d-%m-%Y}{tot_en_met}."}
        )
    if convenant is not None and not gewijzigd and gekozen == set(rij.gemeenten.values_list("pk", flat=True)):
        return rij
    rij.save()
    rij.gemeenten.set(gekozen)
    logboek.schrijf(
        door=door,
        handeling=f"convenant {'vastgelegd' if convenant is None else 'gewijzigd'}",
        op=rij,
        velden=gewijzigd,
        gemeenten=sorted(gekozen),
    )
    return rij
