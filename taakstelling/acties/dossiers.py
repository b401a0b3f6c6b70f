"""The verschoonbaarheidsdossier: made once, frozen, and sent to the provincie."""

import hashlib
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from organisaties import logboek
from organisaties.acties.mail import mail
from organisaties.drukken.letters import onafdrukbaar
from organisaties.drukken.lezen import aantal_bladzijden
from organisaties.models import Gebruiker, Gemeente, Lidmaatschap
from organisaties.regels.persoonsgegevens import lijkt_persoonsgegeven
from organisaties.rollen import Rol
from organisaties.templatetags.weergave import datum
from organisaties.toegang import eis
from taakstelling.dossier.inhoud import stel_samen
from taakstelling.dossier.zetten import als_pdf
from taakstelling.models import Verschoonbaarheidsdossier
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.koppelpeildatum import Uitkomst
from taakstelling.regels.verschoonbaarheid import GRONDEN, LANGSTE_TOELICHTING, fouten_in_gronden
from taakstelling.toegang import mag_dossier_maken

BLADZIJDEN = 2


@transaction.atomic
def maak_dossier(
    *,
    door: Lidmaatschap | None,
    gemeente: Gemeente,
    halfjaar: Halfjaar,
    gronden: Sequence[str],
    toelichting: str,
) -> Verschoonbaarheidsdossier:
    """Freeze a dossier over a half-year with the figures of now; it replaces the one before it.

    Raises GeenToegang and ValidationError (faults per field).
    """
    eis(mag_dossier_maken(door, gemeente))
    # The lock makes two people at once replace one another in turn, and keeps the figures still meanwhile.
    gemeente = Gemeente.objects.select_for_update(of=("self",)).select_related("provincie").get(pk=gemeente.pk)
    vandaag = timezone.localdate()
    if halfjaar.koppelpeildatum > vandaag:
        raise ValidationError(f"Een dossier kan vanaf {datum(halfjaar.koppelpeildatum)}, de koppelpeildatum.")
    if gemeente.provincie is None:
        raise ValidationError("Deze gemeente hoort bij geen provincie. Vraag functioneel beheer om dat te verbeteren.")
    gekozen = [code for code in GRONDEN if code in gronden]
    inhoud = stel_samen(gemeente, halfjaar, gronden=gekozen, toelichting=toelichting, op=vandaag)
    fouten: dict[str, list[str]] = {
        "gronden": fouten_in_gronden(
            gekozen, Uitkomst(inhoud["koppelstand"]["uitkomst"]), datum(halfjaar.koppelpeildatum)
        ),
        "toelichting": _fouten_in_toelichting(toelichting),
    }
    if gevonden := {veld: teksten for veld, teksten in fouten.items() if teksten}:
        raise ValidationError(gevonden)
    pdf = als_pdf(inhoud)
    if aantal_bladzijden(pdf) > BLADZIJDEN:
        raise ValidationError({"toelichting": "Dit past niet op twee bladzijden. Maak de toelichting korter."})
    rij: Verschoonbaarheidsdossier = Verschoonbaarheidsdossier.objects.create(
        gemeente=gemeente,
        provincie=gemeente.provincie,
        halfjaar=halfjaar,
        inhoud=inhoud,
        pdf=pdf,
        sha256=hashlib.sha256(pdf).hexdigest(),
        gemaakt_op=timezone.now(),
        gemaakt_door_id=door.gebruiker_id if door else None,
        vervangt=Verschoonbaarheidsdossier.objects.filter(
            gemeente=gemeente, halfjaar=halfjaar, vervangen_door=None
        ).first(),
    )
    logboek.schrijf(door=door, handeling="dossier gemaakt", op=rij, gemeente=gemeente, vervangt=rij.vervangt_id)
    return rij


@transaction.atomic
def verzend_dossier(*, door: Lidmaatschap | None, dossier: Verschoonbaarheidsdossier) -> Verschoonbaarheidsdossier:
    """Send it: from now on the provincie sees it, and its people get a mail. Raises GeenToegang and ValidationError."""
    nu: Verschoonbaarheidsdossier = (
        Verschoonbaarheidsdossier.objects.select_for_update(of=("self",))
        .select_related("gemeente", "provincie")
        .defer("pdf")
        .get(pk=dossier.pk)
    )
    eis(mag_dossier_maken(door, nu.gemeente))
    if nu.status == Verschoonbaarheidsdossier.Status.VERZONDEN:
        raise ValidationError("Dit dossier is al verzonden.")
    if Verschoonbaarheidsdossier.objects.filter(vervangt=nu).exists():
        raise ValidationError("Er is een nieuwer dossier. Verzend dat.")
    nu.status = Verschoonbaarheidsdossier.Status.VERZONDEN
    nu.verzonden_op, nu.verzonden_door_id = timezone.now(), door.gebruiker_id if door else None
    nu.save(update_fields=["status", "verzonden_op", "verzonden_door"])
    logboek.schrijf(door=door, handeling="dossier verzonden", op=nu, gemeente=nu.gemeente)
    leden = Lidmaatschap.objects.filter(rol=Rol.PROVINCIE, beeindigd_op=None, provincie=nu.provincie)
    for gebruiker in Gebruiker.objects.filter(is_active=True, pk__in=leden.values("gebruiker")).order_by("email"):
        # One mail each: nobody sees the addresses of others.
        mail(
            "dossier_verzonden",
            aan=gebruiker,
            onderwerp=f"Verschoonbaarheidsdossier van {nu.gemeente}",
            dossier=nu,
            gemeente=nu.gemeente,
            adres=reverse("verschoonbaarheidsdossier", args=[nu.pk]),
        )
    return nu


def _fouten_in_toelichting(toelichting: str) -> list[str]:
    tekst = toelichting.strip()
    if not tekst:
        return ["Schrijf in een paar zinnen waarom de achterstand er is en wat u doet."]
    if len(tekst) > LANGSTE_TOELICHTING:
        te_lang = f"De toelichting is {len(tekst)} tekens lang; er is plaats voor {LANGSTE_TOELICHTING}."
        return [f"{te_lang} Maak haar korter."]
    fouten = []
    if soort := lijkt_persoonsgegeven(tekst):
        fouten.append(f"Hier lijkt een {soort} te staan. Haal dat weg: dit gaat over aantallen, niet over mensen.")
    if tekens := onafdrukbaar(tekst):
        fouten.append(f"Het teken “{tekens[0]}” kan niet worden afgedrukt. Haal het weg.")
    return fouten
