"""Ambtelijk wederhoor: asking the gemeenten of a round whether their figures are right, and their answers."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from organisaties import logboek
from organisaties.acties.mail import mail
from organisaties.acties.versies import eis_versie
from organisaties.models import Gebruiker, Gemeente, Lidmaatschap
from organisaties.regels.persoonsgegevens import lijkt_persoonsgegeven
from organisaties.rollen import Rol
from organisaties.toegang import eis
from toezicht.acties.rondecijfers import ronde_op_slot
from toezicht.cijfers import cijfers_voor, gemeenten_van_ronde, laatste_bevriezing, vaste_cijfers
from toezicht.models import Beoordeling, Brief, Toezichtronde, Wederhoor
from toezicht.regels.resultaat import datum
from toezicht.regels.rondecijfers import vingerafdruk
from toezicht.regels.termijnen import foute_wederhoordag
from toezicht.toegang import mag_wederhoor_geven

LIGT_VAST = "De cijfers van deze ronde liggen vast. Antwoorden kan niet meer."

LANGSTE_TOELICHTING = 2000
"""Characters."""


@transaction.atomic
def vraag_wederhoor(
    *, door: Lidmaatschap | None, ronde: Toezichtronde, tot: date, versie: str | None = None
) -> list[Gemeente]:
    """Ask every gemeente of the round, until and including `tot`; asked before, the term is made longer.

    The people of the gemeenten that did not answer yet get a mail. Gives the gemeenten where nobody could get one.
    Refused once the figures were frozen. Raises AlGewijzigd when the round is not as `versie` says any more.
    """
    ronde = ronde_op_slot(door, ronde)
    eis_versie(ronde, versie)
    _eis_niet_bevroren(ronde)
    if fout := foute_wederhoordag(tot, timezone.localdate(), ronde.wederhoor_tot):
        raise ValidationError({"tot": fout})
    handeling = "wederhoor verlengd" if ronde.wederhoor_tot else "wederhoor gevraagd"
    ronde.wederhoor_tot = tot
    ronde.save(update_fields=["wederhoor_tot"])
    logboek.schrijf(door=door, handeling=handeling, op=ronde, provincie=ronde.provincie, tot=tot.isoformat())
    return _mail(ronde, te_herinneren(ronde), "Kloppen de cijfers")


@transaction.atomic
def herinner_wederhoor(*, door: Lidmaatschap | None, ronde: Toezichtronde) -> list[Gemeente]:
    """Mail the gemeenten that did not answer yet and still can; gives those where nobody could get it."""
    ronde = ronde_op_slot(door, ronde)
    _eis_niet_bevroren(ronde)
    _eis_open(ronde)
    gemeenten = te_herinneren(ronde)
    if not gemeenten:
        raise ValidationError("Alle gemeenten hebben geantwoord. Er is niemand om te herinneren.")
    logboek.schrijf(
        door=door, handeling="wederhoor herinnerd", op=ronde, provincie=ronde.provincie, gemeenten=len(gemeenten)
    )
    return _mail(ronde, gemeenten, "Herinnering: kloppen de cijfers")


@transaction.atomic
def beantwoord_wederhoor(
    *,
    door: Lidmaatschap | None,
    ronde: Toezichtronde,
    gemeente: Gemeente,
    antwoord: str,
    toelichting: str = "",
    gezien: str,
) -> Wederhoor:
    """Say whether the figures are right, until and including the last day; a later answer replaces an earlier one.

    Refused once the round was frozen or the letter about it was made final: the answer could change nothing any more.
    `gezien` is the `vingerafdruk` of the figures that were read: an answer about other figures is refused.
    """
    eis(mag_wederhoor_geven(door, gemeente))
    # The lock makes two answers take turns, and those of before and after a freeze too.
    ronde = Toezichtronde.objects.select_for_update(of=("self",)).select_related("provincie").get(pk=ronde.pk)
    _eis_open(ronde)
    if not gemeenten_van_ronde(ronde.provincie, ronde.halfjaar).filter(pk=gemeente.pk).exists():
        raise ValidationError(f"{gemeente} hoort niet bij deze ronde.")
    # As whoever makes a letter final: the answer is before it or after it.
    beoordelingen = Beoordeling.objects.filter(ronde=ronde, gemeente=gemeente)
    list(Brief.objects.select_for_update().filter(beoordeling__in=beoordelingen).order_by("pk").values_list("pk"))
    if vaste_cijfers([ronde], [gemeente]):
        raise ValidationError(LIGT_VAST)
    cijfers, _, _ = cijfers_voor(ronde, gemeente)
    if gezien != vingerafdruk(cijfers):
        raise ValidationError(
            "De cijfers zijn intussen veranderd. Hier staan de nieuwe. Bekijk ze en antwoord opnieuw."
        )
    if fout := _foute_toelichting(antwoord, toelichting.strip()):
        raise ValidationError({"toelichting": fout})
    vorig = Wederhoor.objects.filter(ronde=ronde, gemeente=gemeente, vervangen_door=None).first()
    rij = Wederhoor(
        ronde=ronde,
        gemeente=gemeente,
        antwoord=antwoord,
        toelichting=toelichting.strip(),
        cijfers=cijfers,
        vastgelegd_op=timezone.now(),
        vastgelegd_door_id=door.gebruiker_id if door else None,
        vervangt=vorig,
    )
    rij.clean_fields(exclude=["vastgelegd_door", "vervangt"])
    rij.save(force_insert=True)
    logboek.schrijf(
        door=door,
        handeling="wederhoor beantwoord",
        op=rij,
        gemeente=gemeente,
        provincie=ronde.provincie,
        ronde=ronde.pk,
        vervangt=rij.vervangt_id,
    )
    return rij


def zonder_antwoord(ronde: Toezichtronde) -> list[Gemeente]:
    """The gemeenten of the round that said nothing about their figures yet."""
    geantwoord = Wederhoor.objects.filter(ronde=ronde).values("gemeente")
    return list(gemeenten_van_ronde(ronde.provincie, ronde.halfjaar).exclude(pk__in=geantwoord))


def te_herinneren(ronde: Toezichtronde) -> list[Gemeente]:
    """Those that said nothing yet and still can: of whom the letter is not final."""
    gemeenten = zonder_antwoord(ronde)
    vast = {gemeente for _, gemeente in vaste_cijfers([ronde], gemeenten)}
    return [gemeente for gemeente in gemeenten if gemeente.pk not in vast]


def _foute_toelichting(antwoord: str, tekst: str) -> str | None:
    if antwoord == Wederhoor.Antwoord.BETWIST and not tekst:
        return "Schrijf welk cijfer niet klopt en waarom."
    if len(tekst) > LANGSTE_TOELICHTING:
        return f"De toelichting is {len(tekst)} tekens lang; er is plaats voor {LANGSTE_TOELICHTING}."
    if soort := lijkt_persoonsgegeven(tekst):
        return f"Hier lijkt een {soort} te staan. Haal dat weg: dit gaat over aantallen, niet over mensen."
    return None


def _eis_niet_bevroren(ronde: Toezichtronde) -> None:
    if laatste_bevriezing(ronde):
        raise ValidationError(LIGT_VAST)


def _eis_open(ronde: Toezichtronde) -> None:
    if ronde.wederhoor_tot is None:
        raise ValidationError("In deze ronde is geen wederhoor gevraagd.")
    if timezone.localdate() > ronde.wederhoor_tot:
        raise ValidationError(f"Antwoorden kon tot en met {datum(ronde.wederhoor_tot)}.")


def _mail(ronde: Toezichtronde, gemeenten: Iterable[Gemeente], onderwerp: str) -> list[Gemeente]:
    """Mail everybody who acts for one of these, or for the ones it went over into; gives those where nobody does."""
    alle = {gemeente.pk: gemeente for gemeente in gemeenten}
    werkt_nu: dict[int, set[int]] = {pk: {pk} for pk in alle}
    for van, naar in Gemeente.objects.filter(pk__in=alle, opvolgers__isnull=False).values_list("pk", "opvolgers"):
        werkt_nu[van].add(naar)
    leden = Lidmaatschap.objects.filter(
        rol=Rol.GEMEENTE, beeindigd_op=None, gemeente__in=set().union(*werkt_nu.values()), gebruiker__is_active=True
    )
    mensen: dict[int, list[Gebruiker]] = {}
    for lid in leden.select_related("gebruiker").order_by("gebruiker__email"):
        assert lid.gemeente_id is not None
        mensen.setdefault(lid.gemeente_id, []).append(lid.gebruiker)
    zonder = []
    for pk, gemeente in alle.items():
        ontvangers = {een.pk: een for werk in sorted(werkt_nu[pk]) for een in mensen.get(werk, ())}
        for gebruiker in ontvangers.values():
            # One mail each: nobody sees the addresses of others.
            mail(
                "wederhoor",
                aan=gebruiker,
                onderwerp=f"{onderwerp} van {gemeente} over de {ronde.halfjaar.in_zin}?",
                gemeente=gemeente,
                ronde=ronde,
                adres=reverse("wederhoor", args=[ronde.pk, gemeente.code]),
            )
        if not ontvangers:
            zonder.append(gemeente)
    return zonder
