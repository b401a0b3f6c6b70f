"""Asking a corporatie by mail for the list of a month, and the answer by the link in that mail.

The link is signed, says nothing but the number of a Lijstvraag, ends after `GELDIG` and is used up by the first answer.
It opens one page: the homes of that corporatie that are still open. Whoever has it acts for the membership it was sent
to, for that page only; looking at it changes nothing, so that a mail scanner does not use it up.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from afspraken.acties.woningen import leg_woning_vast, zet_stap
from afspraken.models import Lijstvraag, VrijgekomenWoning
from afspraken.regels.woningen import Stap
from organisaties import logboek
from organisaties.acties.mail import Verzending, mail
from organisaties.models import Lidmaatschap
from organisaties.rollen import Rol
from organisaties.vastleggen import AlGewijzigd

GELDIG = timedelta(days=14)
_BEWAREN = timedelta(days=400)
_ZOUT = "afspraken.lijstvraag"


class LinkVerlopen(Exception):
    """The link was good, and is too old now."""


class LinkGebruikt(Exception):
    """The link was answered before."""


class LinkOnbekend(Exception):
    """Not a link of ours, or of somebody who no longer works there."""


def intussen(kenmerk: str) -> str:
    return f"Een collega heeft woning {kenmerk} intussen gewijzigd. Kijk of uw antwoord nog klopt en verstuur opnieuw."


@dataclass(frozen=True, slots=True)
class Antwoord:
    """What happened to one open home since."""

    woning: VrijgekomenWoning
    naar: Stap
    op: date | None = None
    doelgroep: str = ""


def te_vragen() -> QuerySet[Lidmaatschap]:
    """Everybody who works for a corporatie now, and can read the mail."""
    leden: QuerySet[Lidmaatschap] = Lidmaatschap.objects.filter(
        rol=Rol.CORPORATIE, beeindigd_op=None, gebruiker__is_active=True
    )
    return leden.select_related("gebruiker", "corporatie").order_by("corporatie__naam", "pk")


@transaction.atomic
def vraag_lijst(*, lid: Lidmaatschap, maand: date, opnieuw: bool = False) -> Verzending | None:
    """Mail this person the link for a month. None: it was asked before (and `opnieuw` was not), or answered."""
    vraag, nieuw = Lijstvraag.objects.get_or_create(lidmaatschap=lid, maand=maand.replace(day=1))
    if vraag.gebruikt_op or not (nieuw or opnieuw):
        return None
    logboek.schrijf(door=None, handeling="woningenlijst gevraagd", op=vraag, lidmaatschap=lid.pk)
    return mail(
        "woningenlijst",
        aan=lid.gebruiker,
        onderwerp=f"Welke woningen kwamen vrij? Uw lijst van {maandnaam(vraag.maand)}",
        maand=maandnaam(vraag.maand),
        corporatie=lid.corporatie,
        link=f"{settings.BASISADRES}{reverse('woningen-per-link', args=[teken(vraag)])}",
        tot=timezone.localdate() + GELDIG,
    )


def maandnaam(maand: date) -> str:
    """maart 2026"""
    return date_format(maand, "F Y")


def teken(vraag: Lijstvraag) -> str:
    return signing.dumps(vraag.pk, salt=_ZOUT)


def vraag_van(token: str, *, op_slot: bool = False) -> Lijstvraag:
    """The question that this link is about. Raises LinkOnbekend, LinkVerlopen and LinkGebruikt."""
    try:
        pk = signing.loads(token, salt=_ZOUT, max_age=GELDIG)
    except signing.SignatureExpired as fout:
        raise LinkVerlopen from fout
    except signing.BadSignature as fout:
        raise LinkOnbekend from fout
    vragen = Lijstvraag.objects.filter(pk=pk)
    if op_slot:
        vragen = vragen.select_for_update(of=("self",))
    vraag = vragen.select_related("lidmaatschap__gebruiker", "lidmaatschap__corporatie").first()
    if vraag is None or vraag.lidmaatschap.beeindigd_op or not vraag.lidmaatschap.gebruiker.is_active:
        raise LinkOnbekend
    if vraag.gebruikt_op:
        raise LinkGebruikt
    return vraag


def open_woningen(vraag: Lijstvraag) -> QuerySet[VrijgekomenWoning]:
    """What the link shows: the homes of its corporatie that fell free by the end of its month and are still open."""
    na = (vraag.maand + timedelta(days=31)).replace(day=1)
    rijen: QuerySet[VrijgekomenWoning] = (
        VrijgekomenWoning.objects.zichtbaar_voor(vraag.lidmaatschap)
        .bekend()
        .open()
        .filter(vrij_op__lt=na)
        .select_related("gemeente", "corporatie")
        .order_by("gemeente__naam", "wijk", "vrij_op", "pk")
    )
    return rijen


@transaction.atomic
def beantwoord(*, token: str, antwoorden: Sequence[Antwoord], nieuwe: Sequence[VrijgekomenWoning] = ()) -> int:
    """Record what was filled in, and use the link up; gives how many homes changed.

    Raises what `vraag_van` raises, and a ValidationError whose keys are "<number of the row>-<field>".
    """
    vraag = vraag_van(token, op_slot=True)
    lid = vraag.lidmaatschap
    fouten: dict[str, list[str]] = {}
    link: dict[str, Any] = {"per_link": vraag.pk}
    for nummer, antwoord in enumerate(antwoorden):
        try:
            zet_stap(
                door=lid,
                woning=antwoord.woning,
                naar=antwoord.naar,
                op=antwoord.op,
                doelgroep=antwoord.doelgroep,
                **link,
            )
        except ValidationError as fout:
            fouten |= _met_nummer(f"{nummer}", fout)
        except AlGewijzigd:
            fouten[f"{nummer}-naar"] = [intussen(antwoord.woning.kenmerk)]
    for nummer, woning in enumerate(nieuwe):
        woning.corporatie = lid.corporatie  # type: ignore[assignment]  # a corporatie membership has one
        try:
            leg_woning_vast(door=lid, woning=woning, **link)
        except ValidationError as fout:
            fouten |= _met_nummer(f"nieuw-{nummer}", fout)
    if fouten:
        raise ValidationError(fouten)
    vraag.gebruikt_op = timezone.now()
    vraag.save(update_fields=["gebruikt_op"])
    aantal = len(antwoorden) + len(nieuwe)
    logboek.schrijf(door=lid, handeling="woningenlijst ingevuld via de link in de mail", op=vraag, woningen=aantal)
    return aantal


def _met_nummer(voor: str, fout: ValidationError) -> dict[str, list[str]]:
    velden = fout.message_dict if hasattr(fout, "error_dict") else {"": fout.messages}
    return {f"{voor}-{veld}": teksten for veld, teksten in velden.items()}


def ruim_vragen_op() -> int:
    """Remove the questions of more than a year ago."""
    oud = timezone.now() - _BEWAREN
    return Lijstvraag.objects.filter(Q(gevraagd_op__lt=oud)).delete()[0]
