"""Recording what corporaties own, to share a number of homes out by."""

from collections.abc import Mapping
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from afspraken.models import Bezit
from afspraken.toegang import mag_bezit_vastleggen
from organisaties import logboek
from organisaties.models import Corporatie, Gemeente, Lidmaatschap
from organisaties.regels.persoonsgegevens import lijkt_persoonsgegeven
from organisaties.toegang import eis
from organisaties.vastleggen import leg_vast


@transaction.atomic
def leg_bezit_vast(
    *,
    door: Lidmaatschap | None,
    gemeente: Gemeente,
    peildatum: date,
    bezit: Mapping[Corporatie, int],
    bron: str = "",
    op: datetime | None = None,
) -> int:
    """Record the homes (woningen) of each corporatie on a day; gives how many rows are new or replaced.

    The same number again records nothing. Raises GeenToegang, and ValidationError for a day to come, a negative number,
    or a corporatie that does not work in this gemeente.
    """
    eis(mag_bezit_vastleggen(door, gemeente))
    if peildatum > timezone.localdate():
        raise ValidationError({"peildatum": "Deze dag moet nog komen. Vul de dag in waarop het bezit is geteld."})
    if wat := lijkt_persoonsgegeven(bron):
        raise ValidationError({"bron": f"Dit lijkt een {wat}. Haal het weg."})
    werkt_er = set(gemeente.corporaties.values_list("pk", flat=True))
    oud = {r.corporatie_id: r for r in Bezit.objects.bekend().filter(gemeente=gemeente, peildatum=peildatum)}
    nieuw = 0
    for corporatie, woningen in bezit.items():
        if corporatie.pk not in werkt_er:
            raise ValidationError(f"{corporatie} werkt niet in {gemeente}. Functioneel beheer voegt haar daar toe.")
        if woningen < 0:
            raise ValidationError("Een aantal woningen is 0 of meer.")
        rij = oud.get(corporatie.pk)
        if rij is not None and (rij.woningen, rij.bron) == (woningen, bron):
            continue
        leg_vast(
            Bezit(corporatie=corporatie, gemeente=gemeente, peildatum=peildatum, woningen=woningen, bron=bron),
            door=door,
            vervangt=rij,
            reden="Nieuwe opgave van het bezit." if rij else "",
            op=op,
        )
        nieuw += 1
    if nieuw:
        logboek.schrijf(door=door, handeling="bezit vastgelegd", op=gemeente, gemeente=gemeente, rijen=nieuw)
    return nieuw
