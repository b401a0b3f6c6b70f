"""Telling the other side about a home, and answering."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from afspraken.models import Begeleiding, Begeleidingssignaal
from afspraken.regels.signalen import Partij, antwoord_voor, fout_in_tekst, fout_in_termijn
from afspraken.toegang import mag_signaal_beantwoorden, mag_signaal_melden, signaalpartij
from organisaties import logboek
from organisaties.models import Lidmaatschap
from organisaties.toegang import eis
from organisaties.vastleggen import AlGewijzigd


@transaction.atomic
def meld_signaal(
    *,
    door: Lidmaatschap,
    begeleiding: Begeleiding,
    soort: str,
    toelichting: str = "",
    uiterlijk: date | None = None,
) -> Begeleidingssignaal:
    """Tell the other side, who has until `uiterlijk` to answer. Raises GeenToegang and ValidationError."""
    eis(mag_signaal_melden(door, begeleiding))
    if begeleiding.corporatie is None:
        raise ValidationError("Vul eerst in van welke corporatie de woning is. Zij krijgt het signaal.")
    if begeleiding.gestopt_op is not None:
        raise ValidationError("Deze begeleiding is gestopt. Hervat haar eerst.")
    vandaag = timezone.localdate()
    uiterlijk = uiterlijk or antwoord_voor(vandaag)
    fouten = {
        veld: fout
        for veld, fout in (
            ("uiterlijk", fout_in_termijn(vandaag, uiterlijk)),
            ("toelichting", fout_in_tekst(toelichting)),
        )
        if fout
    }
    if fouten:
        raise ValidationError(fouten)
    signaal = Begeleidingssignaal.objects.create(
        begeleiding=begeleiding,
        corporatie=begeleiding.corporatie,
        soort=soort,
        van=signaalpartij(door, begeleiding) or Partij.GEMEENTE,
        gemeld_op=vandaag,
        gemeld_door=door,
        antwoord_voor=uiterlijk,
        toelichting=toelichting.strip(),
    )
    logboek.schrijf(door=door, handeling="signaal gemeld", op=begeleiding, gemeente=begeleiding.gemeente)
    return signaal


@transaction.atomic
def beantwoord_signaal(
    *, door: Lidmaatschap, signaal: Begeleidingssignaal, antwoord: str, tekst: str = ""
) -> Begeleidingssignaal:
    """Answer once. Raises GeenToegang, ValidationError, and AlGewijzigd when a colleague was first."""
    eis(mag_signaal_beantwoorden(door, signaal))
    if fout := fout_in_tekst(tekst):
        raise ValidationError({"tekst": fout})
    nu = Begeleidingssignaal.objects.select_for_update().filter(pk=signaal.pk, beantwoord_op=None).first()
    if nu is None:
        raise AlGewijzigd
    nu.antwoord, nu.antwoord_tekst = antwoord, tekst.strip()
    nu.beantwoord_op, nu.beantwoord_door = timezone.localdate(), door
    nu.save()
    begeleiding = signaal.begeleiding
    logboek.schrijf(door=door, handeling="signaal beantwoord", op=begeleiding, gemeente=begeleiding.gemeente)
    beantwoord: Begeleidingssignaal = nu
    return beantwoord
