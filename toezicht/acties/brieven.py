"""The letter: concept, vastgesteld, verzonden. From vastgesteld on its bytes never change."""

import hashlib
from collections.abc import Collection
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from organisaties import achtergrond, logboek
from organisaties.achtergrond import Voortgang
from organisaties.acties.mail import mail
from organisaties.acties.teksten import eis_zonder_persoonsgegevens
from organisaties.acties.versies import eis_versie
from organisaties.models import Lidmaatschap, Logregel
from organisaties.toegang import eis
from toezicht.acties.kenmerken import geef_kenmerk, vastgelegd_kenmerk, vastgelegde_kenmerken
from toezicht.akkoorden import mist_akkoord
from toezicht.models import Beoordeling, Brief, Toezichtronde
from toezicht.ontvangers import ontvangers_van
from toezicht.pdf.brief import standaardonderwerp
from toezicht.pdf.inhoud import problemen, stel_samen, vingerafdruk
from toezicht.pdf.zetten import als_pdf
from toezicht.regels.termijnen import foute_briefdatum
from toezicht.toegang import mag_toezicht_houden

MAIL = "mail over een brief"


def meld_aan() -> None:
    achtergrond.registreer(MAIL, mail_over_brief)


@transaction.atomic
def maak_brief(
    *,
    door: Lidmaatschap | None,
    beoordeling: Beoordeling,
    datum: date,
    kenmerk: str = "",
    onderwerp: str = "",
    afschrift_raad: bool = False,
) -> Brief:
    """Begin the letter on a beoordeling, as a concept; one that is there already is given back as it is.

    Without a kenmerk it takes the one that was recorded for this gemeente and half-year. After a letter that was sent
    in this round it says that it replaces that one.
    """
    provincie = beoordeling.ronde.provincie
    eis(mag_toezicht_houden(door, provincie))
    if Beoordeling.objects.filter(vervangt=beoordeling).exists():
        raise ValidationError("Deze beoordeling is vervangen. Maak de brief bij de nieuwe beoordeling.")
    _eis_datum(datum, beoordeling)
    eis_zonder_persoonsgegevens({"onderwerp": onderwerp})
    brief, nieuw = Brief.objects.get_or_create(
        beoordeling=beoordeling,
        defaults={
            "datum": datum,
            "kenmerk": kenmerk.strip()
            or vastgelegd_kenmerk(provincie, beoordeling.gemeente, beoordeling.ronde.halfjaar),
            "afschrift_raad": afschrift_raad,
            "herziet": _laatst_verzonden(beoordeling),
            "onderwerp": onderwerp.strip() or standaardonderwerp(beoordeling.ronde.halfjaar, provincie),
        },
    )
    if nieuw:
        _log_brief(door, "brief gemaakt", brief)
    return brief


def maak_eerste_brieven(
    *, door: Lidmaatschap | None, ronde: Toezichtronde, beoordelingen: Collection[Beoordeling], datum: date
) -> list[Brief]:
    """`maak_brief` for each of these beoordelingen, made just now and the first of their gemeenten in this round."""
    eis(mag_toezicht_houden(door, ronde.provincie))
    if fout := foute_briefdatum(datum, ronde.halfjaar, timezone.localdate()):
        raise ValidationError({"datum": fout})
    kenmerken = vastgelegde_kenmerken(ronde.provincie, [een.gemeente_id for een in beoordelingen], ronde.halfjaar)
    onderwerp = standaardonderwerp(ronde.halfjaar, ronde.provincie)
    brieven: list[Brief] = Brief.objects.bulk_create(
        Brief(beoordeling=een, datum=datum, kenmerk=kenmerken.get(een.gemeente_id, ""), onderwerp=onderwerp)
        for een in beoordelingen
    )
    logboek.schrijf_reeks(_logregel(door, "brief gemaakt", brief) for brief in brieven)
    return brieven


@transaction.atomic
def wijzig_concept(
    *,
    door: Lidmaatschap | None,
    brief: Brief,
    datum: date,
    kenmerk: str,
    onderwerp: str,
    afschrift_raad: bool | None = None,
    versie: str | None = None,
) -> Brief:
    """Change what a concept says about itself; without `afschrift_raad` that stays. A final letter is never changed.

    Raises AlGewijzigd when the concept is not as `versie` says any more.
    """
    brief = _op_slot(door, brief)
    if brief.status != Brief.Status.CONCEPT:
        raise ValidationError("Deze brief ligt vast en kan niet meer worden gewijzigd.")
    eis_versie(brief, versie)
    _eis_datum(datum, brief.beoordeling)
    eis_zonder_persoonsgegevens({"onderwerp": onderwerp})
    brief.datum, brief.kenmerk, brief.onderwerp = datum, kenmerk.strip(), onderwerp.strip()
    brief.afschrift_raad = brief.afschrift_raad if afschrift_raad is None else afschrift_raad
    brief.save(update_fields=["datum", "kenmerk", "onderwerp", "afschrift_raad"])
    _log_brief(door, "brief gewijzigd", brief)
    return brief


@transaction.atomic
def stel_brief_vast(*, door: Lidmaatschap | None, brief: Brief, gezien: str | None = None) -> Brief:
    """Make the letter final: its bytes are made now, and never again. Refused while it has a hole or no akkoord.

    `gezien` is the `vingerafdruk` of what was read. Anything that came into the letter since is refused, whether it
    is its own, a text block, the sender or the address: nobody makes a text final without having seen it.
    A letter without a kenmerk takes the next of the series.
    """
    brief = _op_slot(door, brief)
    if brief.status != Brief.Status.CONCEPT:
        raise ValidationError("Deze brief is al vastgesteld.")
    if Beoordeling.objects.filter(vervangt=brief.beoordeling).exists():
        raise ValidationError("De beoordeling onder deze brief is vervangen. Maak de brief bij de nieuwe beoordeling.")
    if mist := mist_akkoord(brief.beoordeling):
        raise ValidationError(mist)
    inhoud = stel_samen(brief)
    if gezien is not None and gezien != vingerafdruk(inhoud):
        raise ValidationError("De brief is intussen gewijzigd. Ga terug en bekijk hem eerst.")
    geef_kenmerk(brief)
    if brief.kenmerk != inhoud["kenmerk"]:
        inhoud = stel_samen(brief)
    if gevonden := problemen(inhoud):
        raise ValidationError(gevonden)
    pdf = als_pdf(inhoud, concept=False)
    brief.inhoud, brief.pdf, brief.sha256 = inhoud, pdf, hashlib.sha256(pdf).hexdigest()
    brief.status = Brief.Status.VASTGESTELD
    brief.vastgesteld_op, brief.vastgesteld_door_id = timezone.now(), door.gebruiker_id if door else None
    brief.save()
    _log_brief(door, "brief vastgesteld", brief)
    return brief


@transaction.atomic
def verzend_brief(*, door: Lidmaatschap | None, brief: Brief) -> Brief:
    """Send the final letter: from now on the gemeente sees it. Its people get a mail, which a crash does not lose."""
    brief = _op_slot(door, brief)
    if brief.status == Brief.Status.VERZONDEN:
        raise ValidationError("Deze brief is al verzonden.")
    if brief.status != Brief.Status.VASTGESTELD:
        raise ValidationError("Stel de brief eerst vast. Daarna kunt u hem verzenden.")
    if Beoordeling.objects.filter(vervangt=brief.beoordeling).exists():
        raise ValidationError("Deze gemeente is intussen opnieuw beoordeeld. Verzend de brief bij het nieuwe oordeel.")
    brief.status = Brief.Status.VERZONDEN
    brief.verzonden_op, brief.verzonden_door_id = timezone.now(), door.gebruiker_id if door else None
    brief.save(update_fields=["status", "verzonden_op", "verzonden_door"])
    _log_brief(door, "brief verzonden", brief)
    achtergrond.zet_klaar(soort=MAIL, voorwerp=brief, door=door, meteen=True)
    return brief


def mail_over_brief(voortgang: Voortgang) -> None:
    """Mail the people of the gemeente that a letter is there. Killed halfway, it is done again for all of them."""
    brief = (
        Brief.objects.select_related("beoordeling__gemeente", "beoordeling__ronde__provincie")
        .defer("pdf", "inhoud")
        .get(pk=voortgang.taak.voorwerp_id)
    )
    gemeente, provincie = brief.beoordeling.gemeente, brief.beoordeling.ronde.provincie
    for gebruiker in ontvangers_van(gemeente):
        # One mail each: nobody sees the addresses of others.
        mail(
            "brief_verzonden",
            aan=gebruiker,
            onderwerp=f"Brief van de provincie {provincie}",
            brief=brief,
            gemeente=gemeente,
            provincie=provincie,
            adres=reverse("brief", args=[brief.pk]),
        )


def _laatst_verzonden(beoordeling: Beoordeling) -> Brief | None:
    """The letter that the gemeente has now in this round."""
    verzonden = Brief.objects.filter(status=Brief.Status.VERZONDEN, beoordeling__gemeente=beoordeling.gemeente_id)
    gevonden: Brief | None = (
        verzonden.filter(beoordeling__ronde=beoordeling.ronde_id).order_by("-beoordeling_id").first()
    )
    return gevonden


def _eis_datum(dag: date, beoordeling: Beoordeling) -> None:
    if fout := foute_briefdatum(dag, beoordeling.ronde.halfjaar, timezone.localdate()):
        raise ValidationError({"datum": fout})


def _op_slot(door: Lidmaatschap | None, brief: Brief) -> Brief:
    """The letter as it is now, locked until the end of the transaction."""
    nu: Brief = (
        Brief.objects.select_for_update(of=("self",))
        .select_related("beoordeling__gemeente", "beoordeling__ronde__provincie", "herziet")
        .defer("herziet__pdf", "herziet__inhoud")
        .get(pk=brief.pk)
    )
    eis(mag_toezicht_houden(door, nu.beoordeling.ronde.provincie))
    return nu


def _log_brief(door: Lidmaatschap | None, handeling: str, brief: Brief) -> None:
    logboek.schrijf_reeks([_logregel(door, handeling, brief)])


def _logregel(door: Lidmaatschap | None, handeling: str, brief: Brief) -> Logregel:
    beoordeling = brief.beoordeling
    return logboek.regel(
        door=door,
        handeling=handeling,
        op=brief,
        gemeente=beoordeling.gemeente,
        provincie=beoordeling.ronde.provincie,
        beoordeling=beoordeling.pk,
    )
