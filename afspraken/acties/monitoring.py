"""The round of monitoring: the gemeente opens it, each party fills in its part, another agrees, a report closes it."""

import hashlib
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from afspraken.acties.overeenkomsten import gemeente_bij
from afspraken.acties.schoon import eis_schoon
from afspraken.models import Afspraak, Akkoord, Monitoringronde, Partij, Prestatieafspraak, Rondeverslag, Voortgang
from afspraken.overzicht.monitoring import Post, onverklaard_in, posten_van
from afspraken.overzicht.verslag import als_pdf, stel_samen
from afspraken.regels.looptijd import Termijn
from afspraken.regels.monitoring import Handeling, Verloop, opent_op, volgende
from afspraken.toegang import mag_afspraken_wijzigen, mag_akkoord_geven, mag_voortgang_invullen
from organisaties import logboek
from organisaties.drukken.letters import onafdrukbaar
from organisaties.models import Lidmaatschap
from organisaties.templatetags.weergave import datum
from organisaties.toegang import eis
from organisaties.vastleggen import leg_vast
from taakstelling.regels.halfjaar import Halfjaar

GESLOTEN = "Deze ronde is gesloten. Wat er veranderde, meldt u in de volgende ronde."


@transaction.atomic
def open_monitoringronde(
    *, door: Lidmaatschap | None, prestatieafspraak: Prestatieafspraak, halfjaar: Halfjaar, uiterlijk: date
) -> Monitoringronde:
    """Open the round over a half-year, in its second quarter or later.

    Raises GeenToegang; ValidationError: not signed, an addendum, too early, outside the term, or there is one already.
    """
    rij: Prestatieafspraak = Prestatieafspraak.objects.select_for_update().get(pk=prestatieafspraak.pk)
    eis(mag_afspraken_wijzigen(door, rij))
    if rij.is_concept or rij.hoort_bij_id:
        raise ValidationError("Een ronde gaat over getekende afspraken, met hun addenda.")
    if timezone.localdate() < opent_op(halfjaar):
        raise ValidationError({"halfjaar": f"Deze ronde kan open vanaf {datum(opent_op(halfjaar))}."})
    if not Termijn(halfjaar.begin, halfjaar.eind).overlapt(rij.termijn):
        raise ValidationError({"halfjaar": "In dit halfjaar gelden deze afspraken niet."})
    if uiterlijk < timezone.localdate():
        raise ValidationError({"uiterlijk": "Kies een dag op of na vandaag."})
    if Monitoringronde.objects.filter(prestatieafspraak=rij, halfjaar=halfjaar).exists():
        raise ValidationError({"halfjaar": "Over dit halfjaar is er al een ronde."})
    ronde: Monitoringronde = Monitoringronde.objects.create(
        prestatieafspraak=rij,
        halfjaar=halfjaar,
        uiterlijk=uiterlijk,
        geopend_op=timezone.now(),
        geopend_door_id=door.gebruiker_id if door else None,
    )
    _schrijf(door, "monitoringronde geopend", ronde)
    return ronde


@transaction.atomic
def vul_voortgang_in(
    *,
    door: Lidmaatschap | None,
    ronde: Monitoringronde,
    afspraak: Afspraak,
    partij: Partij,
    verloop: Verloop,
    toelichting: str = "",
) -> Voortgang:
    """Report how it goes; again replaces it, and then nobody agreed to it yet. A delay is explained by who leads.

    Raises GeenToegang; ValidationError: the round is closed, not this party's, or a delay without explanation.
    """
    eis(mag_voortgang_invullen(door, partij))
    post = _post(ronde, afspraak, partij, Handeling.INVULLEN)
    tekst = toelichting.strip()
    if verloop is Verloop.VERTRAAGD and not tekst and post.moet_verklaren:
        raise ValidationError({"toelichting": "Leg uit waardoor het later wordt en wat u doet. U hebt de regie."})
    eis_schoon(toelichting=tekst)
    if tekens := onafdrukbaar(tekst):
        raise ValidationError({"toelichting": f"Het teken “{tekens[0]}” kan niet worden afgedrukt. Haal het weg."})
    nieuw = Voortgang(ronde=ronde, afspraak=afspraak, partij=partij, verloop=verloop.value, toelichting=tekst)
    leg_vast(nieuw, door=door, vervangt=post.voortgang, reden="Opnieuw ingevuld" if post.voortgang else "")
    _schrijf(door, "voortgang ingevuld", ronde, afspraak=afspraak.pk, partij=partij.pk)
    return nieuw


@transaction.atomic
def geef_akkoord(*, door: Lidmaatschap | None, voortgang: Voortgang, partij: Partij) -> Akkoord:
    """Agree, as `partij`, with what another party reported. Raises GeenToegang and ValidationError."""
    eis(mag_akkoord_geven(door, voortgang, partij))
    _post(voortgang.ronde, voortgang.afspraak, voortgang.partij, Handeling.AKKOORD_GEVEN)
    if Voortgang.objects.bekend().filter(pk=voortgang.pk).first() is None:
        raise ValidationError("Dit is intussen opnieuw ingevuld. Lees de nieuwe tekst.")
    akkoord = Akkoord(voortgang=voortgang, partij=partij)
    leg_vast(akkoord, door=door)
    _schrijf(door, "akkoord gegeven", voortgang.ronde, voortgang=voortgang.pk)
    return akkoord


@transaction.atomic
def sluit_monitoringronde(*, door: Lidmaatschap | None, ronde: Monitoringronde) -> Rondeverslag:
    """Close the round and freeze its report. What nobody filled in stays open in it.

    Raises GeenToegang; ValidationError: closed already, nothing filled in, or a delay that nobody explained.
    """
    ronde = Monitoringronde.objects.select_for_update().select_related("prestatieafspraak").get(pk=ronde.pk)
    eis(mag_afspraken_wijzigen(door, ronde.prestatieafspraak))
    if Rondeverslag.objects.filter(ronde=ronde).exists():
        raise ValidationError("Deze ronde is al gesloten.")
    posten = posten_van(ronde)
    if not any(post.voortgang for post in posten):
        raise ValidationError("Er is nog niets ingevuld. Wacht tot de partijen hun deel hebben gemeld.")
    if open_ := onverklaard_in(posten):
        namen = {post.partij.pk: str(post.partij) for post in posten}
        wie_moet = {afspraak: " of ".join(namen[een] for een in wie) for afspraak, wie in open_.items()}
        titels = {post.afspraak.pk: post.afspraak.titel for post in posten}
        raise ValidationError(
            [
                f"“{titels[afspraak]}” is vertraagd. {wie} moet nog uitleggen waardoor."
                for afspraak, wie in wie_moet.items()
            ]
        )
    inhoud = stel_samen(ronde, posten, timezone.localdate())
    pdf = als_pdf(inhoud)
    verslag: Rondeverslag = Rondeverslag.objects.create(
        ronde=ronde,
        inhoud=inhoud,
        pdf=pdf,
        sha256=hashlib.sha256(pdf).hexdigest(),
        gemaakt_op=timezone.now(),
        gemaakt_door_id=door.gebruiker_id if door else None,
    )
    _schrijf(door, "monitoringronde gesloten", ronde)
    return verslag


def _post(ronde: Monitoringronde, afspraak: Afspraak, partij: Partij, handeling: Handeling) -> Post:
    """This party's line, while the round is locked. Raises ValidationError when this may not be done with it now."""
    vast = Monitoringronde.objects.select_for_update().get(pk=ronde.pk)
    gesloten = Rondeverslag.objects.filter(ronde=vast).exists()
    if gesloten:
        raise ValidationError(GESLOTEN)
    post = next((p for p in posten_van(vast) if (p.afspraak.pk, p.partij.pk) == (afspraak.pk, partij.pk)), None)
    if post is None:
        raise ValidationError(f"{partij} heeft geen aandeel in deze afspraak.")
    if volgende(post.stand, handeling, gesloten=gesloten) is None:
        raise ValidationError(f"Dit staat op {post.stand.value}. Dan kunt u geen {handeling.value.split()[0]} geven.")
    return post


def _schrijf(door: Lidmaatschap | None, handeling: str, ronde: Monitoringronde, **gegevens: Any) -> None:
    logboek.schrijf(
        door=door, handeling=handeling, op=ronde, gemeente=gemeente_bij(ronde.prestatieafspraak), **gegevens
    )
