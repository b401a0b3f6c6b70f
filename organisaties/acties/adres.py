"""The postal address of a gemeente, to which its provincie writes."""

from django.core.exceptions import ValidationError
from django.db import transaction

from organisaties import logboek
from organisaties.acties.versies import eis_versie
from organisaties.models import Gemeente, Lidmaatschap, Postadres
from organisaties.regels import postcode as postcodes
from organisaties.toegang import eis, mag_adres_vastleggen


@transaction.atomic
def leg_adres_vast(
    *,
    door: Lidmaatschap | None,
    gemeente: Gemeente,
    aan: str,
    straat_of_postbus: str,
    postcode: str,
    plaats: str,
    versie: str | None = None,
) -> Postadres:
    """Record or replace the address. The same address again changes nothing and leaves no line in the logboek.

    Raises ValidationError per field, and AlGewijzigd when the address is not as `versie` says any more.
    """
    eis(mag_adres_vastleggen(door, gemeente))
    genormaliseerd = postcodes.normaliseer(postcode)
    if genormaliseerd is None:
        raise ValidationError({"postcode": "Vul een Nederlandse postcode in, zoals 1234 AB."})
    waarden = {
        "aan": aan.strip(),
        "straat_of_postbus": straat_of_postbus.strip(),
        "postcode": genormaliseerd,
        "plaats": plaats.strip(),
    }
    bestaand = Postadres.objects.select_for_update().filter(gemeente=gemeente).first()
    eis_versie(bestaand, versie)
    if bestaand is not None and all(getattr(bestaand, veld) == waarde for veld, waarde in waarden.items()):
        return bestaand
    adres = bestaand or Postadres(gemeente=gemeente)
    for veld, waarde in waarden.items():
        setattr(adres, veld, waarde)
    adres.full_clean(validate_unique=False)
    # update_or_create and not save: two people may enter the first address at once.
    adres, _ = Postadres.objects.update_or_create(gemeente=gemeente, defaults=waarden)
    logboek.schrijf(
        door=door,
        handeling="postadres gewijzigd" if bestaand else "postadres vastgelegd",
        op=gemeente,
        gemeente=gemeente,
        provincie=gemeente.provincie,
    )
    return adres
