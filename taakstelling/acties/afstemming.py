"""What is done about the differences with COA, and COA's figures as entered one by one."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from organisaties import logboek
from organisaties.models import Gemeente, Lidmaatschap
from organisaties.regels.persoonsgegevens import lijkt_persoonsgegeven
from organisaties.toegang import eis
from organisaties.vastleggen import AlGewijzigd, leg_vast
from taakstelling.models import Realisatie, Verschilstatus
from taakstelling.regels.afstemming import Verschil
from taakstelling.regels.coacijfer import fout_in_cijfers_per
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.toegang import mag_afstemmen, mag_cijfers_vastleggen


@transaction.atomic
def behandel_verschil(
    *,
    door: Lidmaatschap | None,
    gemeente: Gemeente,
    halfjaar: Halfjaar,
    verschil: Verschil,
    status: str,
    notitie: str = "",
    vervangt: Verschilstatus | None = None,
) -> Verschilstatus:
    """Record what was done about one difference; the earlier status stays readable.

    Raises GeenToegang, ValidationError (a note with personal data), AlGewijzigd (somebody else was first).
    """
    eis(mag_afstemmen(door, gemeente))
    if soort := lijkt_persoonsgegeven(notitie):
        raise ValidationError({"notitie": f"Dit lijkt op een {soort}. Schrijf de notitie zonder persoonsgegevens."})
    rij = Verschilstatus(
        gemeente=gemeente,
        halfjaar=halfjaar,
        sleutel=verschil.sleutel,
        oorzaak=verschil.oorzaak.value,
        verschil=verschil.aantal,
        status=status,
        notitie=notitie.strip(),
    )
    try:
        with transaction.atomic():
            leg_vast(rij, door=door, vervangt=vervangt, reden="Nieuwe status")
    except IntegrityError as fout:
        raise AlGewijzigd from fout
    logboek.schrijf(door=door, handeling=f"verschil {status}", op=rij, gemeente=gemeente, personen=abs(verschil.aantal))
    return rij


@transaction.atomic
def leg_verschillen_voor(
    *,
    door: Lidmaatschap | None,
    gemeente: Gemeente,
    halfjaar: Halfjaar,
    verschillen: Iterable[tuple[Verschil, Verschilstatus | None]],
) -> int:
    """Mark the differences that a text to COA was about as voorgelegd; how many. Their notes are kept."""
    aantal = 0
    for verschil, nu in verschillen:
        behandel_verschil(
            door=door,
            gemeente=gemeente,
            halfjaar=halfjaar,
            verschil=verschil,
            status=Verschilstatus.Status.VOORGELEGD,
            notitie=nu.notitie if nu else "",
            vervangt=nu,
        )
        aantal += 1
    return aantal


@transaction.atomic
def leg_coacijfer_vast(
    *,
    door: Lidmaatschap | None,
    gemeente: Gemeente,
    halfjaar: Halfjaar,
    cijfers_per: date,
    aantal: int,
    bron: str,
    vervangt: Realisatie | None = None,
    reden: str = "",
) -> Realisatie:
    """Record one official figure, or correct one (`vervangt`, for `reden`).

    Raises GeenToegang, ValidationError (faults per field) and AlGewijzigd.
    """
    eis(mag_cijfers_vastleggen(door, gemeente))
    fouten: dict[str, str] = {}
    if mis := fout_in_cijfers_per(cijfers_per, halfjaar, timezone.localdate()):
        fouten["cijfers_per"] = mis
    if soort := lijkt_persoonsgegeven(bron):
        fouten["bron"] = f"Dit lijkt op een {soort}. Noem alleen het overzicht of de brief."
    al = Realisatie.objects.bekend().filter(gemeente=gemeente, halfjaar=halfjaar, cijfers_per=cijfers_per)
    if vervangt is not None:
        al = al.exclude(pk=vervangt.pk)
    if al.exists():
        fouten["cijfers_per"] = "Van deze dag is er al een cijfer. Verbeter dat, of kies een andere dag."
    if fouten:
        raise ValidationError(fouten)
    rij = Realisatie(gemeente=gemeente, halfjaar=halfjaar, cijfers_per=cijfers_per, aantal=aantal, bron=bron)
    try:
        with transaction.atomic():
            leg_vast(rij, door=door, vervangt=vervangt, reden=reden)
    except IntegrityError as fout:
        raise AlGewijzigd from fout
    logboek.schrijf(
        door=door,
        handeling="realisatie gecorrigeerd" if vervangt else "realisatie vastgelegd",
        op=rij,
        gemeente=gemeente,
        vervangt=vervangt.pk if vervangt else None,
    )
    return rij
