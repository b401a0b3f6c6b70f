"""Telling the other side about a home, and answering."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from afspraken.acties.mailen import mail_organisaties
from afspraken.models import Begeleiding, Begeleidingssignaal
from afspraken.regels.signalen import ANTWOORDEN, SOORTEN, Partij, antwoord_voor, fout_in_termijn
from afspraken.toegang import mag_signaal_beantwoorden, mag_signaal_melden, signaalpartij
from organisaties import logboek
from organisaties.models import Lidmaatschap
from organisaties.templatetags.weergave import datum
from organisaties.toegang import eis
from organisaties.vastleggen import AlGewijzigd


@transaction.atomic
def meld_signaal(
    *, door: Lidmaatschap, begeleiding: Begeleiding, soort: str, uiterlijk: date | None = None
) -> Begeleidingssignaal:
    """Tell the other side, who gets a mail and has until `uiterlijk` to answer.

    Raises GeenToegang and ValidationError.
    """
    eis(mag_signaal_melden(door, begeleiding))
    if begeleiding.corporatie is None:
        raise ValidationError("Vul eerst in van welke corporatie de woning is. Zij krijgt het signaal.")
    if begeleiding.gestopt_op is not None:
        raise ValidationError("Deze begeleiding is gestopt. Hervat haar eerst.")
    vandaag = timezone.localdate()
    uiterlijk = uiterlijk or antwoord_voor(vandaag)
    fouten = {"uiterlijk": fout} if (fout := fout_in_termijn(vandaag, uiterlijk)) else {}
    if soort not in SOORTEN:
        fouten["soort"] = "Kies waar het over gaat."
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
    )
    logboek.schrijf(door=door, handeling="signaal gemeld", op=begeleiding, gemeente=begeleiding.gemeente)
    _mail(signaal)
    return signaal


def _mail(signaal: Begeleidingssignaal) -> None:
    """To the side that answers; what it is about stays behind the login."""
    begeleiding = signaal.begeleiding
    naar_gemeente = signaal.partij is Partij.CORPORATIE
    van = signaal.corporatie if naar_gemeente else f"Gemeente {begeleiding.gemeente}"
    mail_organisaties(
        [begeleiding.gemeente if naar_gemeente else signaal.corporatie],
        "Nieuw signaal over een woning",
        f"{van} vraagt uw antwoord op een signaal, uiterlijk op {datum(signaal.antwoord_voor)}.",
        reverse("signaal-beantwoorden", args=[signaal.pk]),
    )


@transaction.atomic
def beantwoord_signaal(*, door: Lidmaatschap, signaal: Begeleidingssignaal, antwoord: str) -> Begeleidingssignaal:
    """Answer once. Raises GeenToegang, ValidationError, and AlGewijzigd when a colleague was first."""
    eis(mag_signaal_beantwoorden(door, signaal))
    if antwoord not in ANTWOORDEN:
        raise ValidationError({"antwoord": "Kies een antwoord."})
    nu = Begeleidingssignaal.objects.select_for_update().filter(pk=signaal.pk, beantwoord_op=None).first()
    if nu is None:
        raise AlGewijzigd
    nu.antwoord, nu.beantwoord_op, nu.beantwoord_door = antwoord, timezone.localdate(), door
    nu.save()
    begeleiding = signaal.begeleiding
    logboek.schrijf(door=door, handeling="signaal beantwoord", op=begeleiding, gemeente=begeleiding.gemeente)
    beantwoord: Begeleidingssignaal = nu
    return beantwoord
