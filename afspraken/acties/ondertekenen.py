"""Signing: party by party. The last signature fixes the text."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from afspraken.acties.overeenkomsten import gemeente_bij
from afspraken.acties.schoon import eis_schoon
from afspraken.models import ONDERDELEN, Afspraak, Ondertekening, Partij, Prestatieafspraak, Status
from afspraken.tekst import controlegetal
from afspraken.toegang import mag_ondertekening_vastleggen
from organisaties import logboek
from organisaties.models import Lidmaatschap
from organisaties.toegang import eis
from organisaties.vastleggen import leg_vast, trek_in

ANDERE_TEKST = (
    "De tekst is veranderd nadat u dit opende. Lees de nieuwe tekst. Klopt die, leg de ondertekening dan vast."
)
_WEG = {
    "Partij": "prestatieafspraak",
    "Thema": "prestatieafspraak",
    "Afspraak": "thema__prestatieafspraak",
    "Regie": "afspraak__thema__prestatieafspraak",
    "Bijdrage": "afspraak__thema__prestatieafspraak",
}


@transaction.atomic
def onderteken(
    *,
    door: Lidmaatschap | None,
    partij: Partij,
    ondertekenaar: str,
    datum: date | None = None,
    versie: str | None = None,
) -> Ondertekening:
    """Record that a party signed; again replaces what was recorded. With the last one the text is fixed.

    `versie`: the controlegetal of the text that was read; without it nothing is asked.
    Raises GeenToegang; ValidationError: nothing to sign yet, another text by now, or a day that has not come.
    """
    rij: Prestatieafspraak = Prestatieafspraak.objects.select_for_update().get(pk=partij.prestatieafspraak_id)
    eis(mag_ondertekening_vastleggen(door, partij))
    if not Afspraak.objects.filter(thema__prestatieafspraak=rij).exists():
        raise ValidationError("Er staat nog geen afspraak in. Leg eerst vast wat u afspreekt.")
    if versie is not None and versie != controlegetal(rij):
        raise ValidationError(ANDERE_TEKST)
    if datum is not None and datum > timezone.localdate():
        raise ValidationError({"datum": "Kies een datum op of voor vandaag."})
    eis_schoon(ondertekenaar=ondertekenaar)
    oud = Ondertekening.objects.bekend().filter(partij=partij).first()
    nieuw = Ondertekening(partij=partij, datum=datum, ondertekenaar=ondertekenaar.strip())
    leg_vast(nieuw, door=door, vervangt=oud, reden="Verbeterd" if oud else "")
    logboek.schrijf(door=door, handeling="afspraken ondertekend", op=rij, gemeente=gemeente_bij(rij), partij=partij.pk)
    getekend = Ondertekening.objects.bekend().filter(partij__prestatieafspraak=rij).count()
    if rij.is_concept and getekend == rij.partijen.count():
        _stel_vast(door, rij)
    return nieuw


@transaction.atomic
def trek_ondertekening_in(*, door: Lidmaatschap | None, partij: Partij, reden: str) -> None:
    """Take a signature back, as long as not everybody signed."""
    rij: Prestatieafspraak = Prestatieafspraak.objects.select_for_update().get(pk=partij.prestatieafspraak_id)
    eis(mag_ondertekening_vastleggen(door, partij))
    if not rij.is_concept:
        raise ValidationError("Alle partijen hebben getekend. Een ondertekening kunt u nog wel verbeteren.")
    oud = Ondertekening.objects.bekend().filter(partij=partij).first()
    if oud is None:
        raise ValidationError("Deze partij heeft nog niet getekend.")
    eis_schoon(reden=reden)
    trek_in(oud, door=door, reden=reden)
    logboek.schrijf(
        door=door, handeling="ondertekening ingetrokken", op=rij, gemeente=gemeente_bij(rij), partij=partij.pk
    )


def _stel_vast(door: Lidmaatschap | None, rij: Prestatieafspraak) -> None:
    rij.sha256 = controlegetal(rij)
    for partij in rij.partijen.all():
        partij.naam = partij.naam_nu
        partij.save(update_fields=["naam"])
    for model in ONDERDELEN:
        model.objects.filter(**{_WEG[model.__name__]: rij}).update(status=Status.GETEKEND)
    rij.status = Status.GETEKEND
    rij.save(update_fields=["status", "sha256"])
    logboek.schrijf(door=door, handeling="afspraken vastgesteld", op=rij, gemeente=gemeente_bij(rij))
