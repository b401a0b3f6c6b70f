"""Opening a round and deciding about a gemeente, with its figures frozen."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from organisaties import logboek
from organisaties.acties.teksten import eis_zonder_persoonsgegevens
from organisaties.acties.versies import eis_versie
from organisaties.models import Gemeente, Lidmaatschap, Provincie
from organisaties.toegang import eis
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.oordeel import getal
from toezicht.cijfers import cijfers_voor_elk
from toezicht.kaders import leesdag
from toezicht.models import Beoordeling, Bevriezing, Brief, Toezichtronde
from toezicht.regels.besluit import (
    AANVAARD,
    MEESTE_TEKENS,
    Uitspraak,
    bewaar,
    foute_begintrede,
    foute_trede,
    halfjaar_van,
    voorlopige_realisatie,
    vraag_om_grond,
    vraag_om_motivering,
    vreemd_halfjaar,
)
from toezicht.regels.resultaat import datum, stand_uit
from toezicht.regels.tekstvelden import fouten
from toezicht.regels.termijnen import foute_leesdag, foute_uitsteldag, geen_ronde, nog_niet_voorbij
from toezicht.toegang import mag_toezicht_houden
from toezicht.voorstellen import Rondevoorstel, voorstellen_voor


@dataclass(frozen=True)
class Gegrond:
    """What a decision about one gemeente rests on: the figures of the round, their rows, the proposal of the kader."""

    cijfers: dict[str, Any]
    rijen: dict[str, Any]
    bekend_op: datetime
    voorstel: Rondevoorstel


def gronden_voor(
    ronde: Toezichtronde, gemeenten: Collection[Gemeente], begintreden: Mapping[str, int]
) -> dict[str, Gegrond]:
    """By code what a decision about each of these gemeenten rests on, in as many queries as about one.

    `begintreden`: the trede before this peildatum, of a gemeente about which nothing was decided here yet.
    """
    cijfers = cijfers_voor_elk(ronde, gemeenten)
    standen = {code: stand_uit(van_een) for code, (van_een, _, _) in cijfers.items()}
    voorstellen = voorstellen_voor(ronde, standen, begintreden)
    return {code: Gegrond(*van_een, voorstellen[code]) for code, van_een in cijfers.items()}


@transaction.atomic
def open_ronde(
    *, door: Lidmaatschap | None, provincie: Provincie, halfjaar: Halfjaar, cijfers_per: date | None = None
) -> Toezichtronde:
    """Open the round of a provincie over a half-year that is over; the one that is there already is given back.

    Without `cijfers_per` the figures are read on the day that its kader says; without a kader no day is set.
    """
    eis(mag_toezicht_houden(door, provincie))
    if fout := geen_ronde(halfjaar, timezone.localdate()):
        raise ValidationError({"halfjaar": fout})
    cijfers_per = cijfers_per or leesdag(provincie, halfjaar)
    if cijfers_per is not None and (fout := foute_leesdag(cijfers_per, halfjaar)):
        raise ValidationError({"cijfers_per": fout})
    ronde, nieuw = Toezichtronde.objects.get_or_create(
        provincie=provincie, halfjaar=halfjaar, defaults={"cijfers_per": cijfers_per}
    )
    if nieuw:
        logboek.schrijf(door=door, handeling="ronde geopend", op=ronde, provincie=provincie, halfjaar=halfjaar.code)
    return ronde


@transaction.atomic
def verwijder_ronde(*, door: Lidmaatschap | None, ronde: Toezichtronde) -> None:
    """Remove a round in which nothing was decided yet, opened by mistake. What was decided stays."""
    eis(mag_toezicht_houden(door, ronde.provincie))
    ronde = Toezichtronde.objects.select_for_update().get(pk=ronde.pk)
    if Beoordeling.objects.filter(ronde=ronde).exists():
        raise ValidationError("In deze ronde is al een gemeente beoordeeld. De ronde blijft daarom bestaan.")
    if ronde.wederhoor_tot or Bevriezing.objects.filter(ronde=ronde).exists():
        raise ValidationError(
            "In deze ronde zijn cijfers bevroren of is wederhoor gevraagd. De ronde blijft daarom bestaan."
        )
    logboek.schrijf(
        door=door, handeling="ronde verwijderd", op=ronde, provincie=ronde.provincie, halfjaar=ronde.halfjaar.code
    )
    ronde.delete()


@transaction.atomic
def beoordeel(
    *,
    door: Lidmaatschap | None,
    ronde: Toezichtronde,
    gemeente: Gemeente,
    oordeel: str,
    gevolg: str = "",
    verschoond_tot: date | None = None,
    motivering: str = "",
    realisatie_aanvaard: bool = False,
    trede: int | None = None,
    halfjaartreden: Mapping[str, int] | None = None,
    begintrede: int | None = None,
    coulance: bool = False,
    verlengd_tot: date | None = None,
    vervangt: Beoordeling | None = None,
    conceptversie: str | None = None,
) -> Beoordeling:
    """Decide about one gemeente, with the figures of the round: those that were frozen, else as they are now.

    A new beoordeling replaces the older one, which must be named in `vervangt`: whoever did not see it is told that
    somebody else was first. The older one stays. A letter that is still a concept goes along to the new one; a final
    letter keeps resting on the old one, and the new beoordeling gets a letter of its own.

    The proposal of the kader of the peildatum is kept with it; whoever departs from it gives a motivering. `trede` and
    `halfjaartreden` (by the code of a half-year) are after this decision; None says nothing about the ladder.
    `begintrede` is the one before it, of a gemeente about which nothing was decided here yet. `realisatie_aanvaard`: a
    letter may rest on a count that COA has not confirmed; it is kept with the figures, and only where it means
    something. Raises AlGewijzigd when the concept of the letter is not as `conceptversie` says any more.
    """
    eis(mag_toezicht_houden(door, ronde.provincie))
    if gemeente.provincie_id != ronde.provincie_id:
        raise ValidationError(f"{gemeente} hoort niet bij de provincie {ronde.provincie}.")
    # The lock makes two supervisors take turns (PostgreSQL; on SQLite the transaction itself already does).
    ronde = Toezichtronde.objects.select_for_update().get(pk=ronde.pk)
    geldend = geldende_beoordeling(ronde, gemeente)
    if geldend != vervangt:
        raise ValidationError("Iemand anders heeft deze gemeente intussen beoordeeld. Bekijk dat oordeel eerst.")
    concept = Brief.objects.select_for_update().filter(beoordeling=geldend, status=Brief.Status.CONCEPT).first()
    eis_versie(concept, conceptversie)
    begin = {gemeente.code: begintrede} if begintrede is not None else {}
    beoordeling = stel_op(
        gronden_voor(ronde, [gemeente], begin)[gemeente.code],
        geldend,
        door=door,
        ronde=ronde,
        gemeente=gemeente,
        oordeel=oordeel,
        gevolg=gevolg,
        verschoond_tot=verschoond_tot,
        motivering=motivering,
        realisatie_aanvaard=realisatie_aanvaard,
        trede=trede,
        halfjaartreden=halfjaartreden,
        begintrede=begintrede,
        coulance=coulance,
        verlengd_tot=verlengd_tot,
    )
    beoordeling.save(force_insert=True)
    if concept is not None:
        concept.beoordeling = beoordeling
        concept.save(update_fields=["beoordeling"])
    logboek.schrijf(
        door=door,
        handeling="beoordeeld" if geldend is None else "opnieuw beoordeeld",
        op=beoordeling,
        gemeente=gemeente,
        provincie=ronde.provincie,
        halfjaar=ronde.halfjaar.code,
        ronde=ronde.pk,
    )
    return beoordeling


def stel_op(
    grond: Gegrond,
    geldend: Beoordeling | None,
    *,
    door: Lidmaatschap | None,
    ronde: Toezichtronde,
    gemeente: Gemeente,
    oordeel: str,
    gevolg: str = "",
    verschoond_tot: date | None = None,
    motivering: str = "",
    realisatie_aanvaard: bool = False,
    trede: int | None = None,
    halfjaartreden: Mapping[str, int] | None = None,
    begintrede: int | None = None,
    coulance: bool = False,
    verlengd_tot: date | None = None,
) -> Beoordeling:
    """The beoordeling that follows from this, not saved yet. Raises ValidationError where it cannot be; no queries.

    Only for an act that locked the ronde and read `grond`, and `geldend` that it replaces, after that.
    """
    if zin := nog_niet_voorbij(ronde.halfjaar, timezone.localdate()):
        raise ValidationError(f"{zin} Beoordelen kan vanaf {datum(ronde.halfjaar.peildatum)}.")
    cijfers, voorstel = grond.cijfers, grond.voorstel
    besluit = Uitspraak(oordeel, trede, halfjaartreden or {})
    eerder = geldend.halfjaartreden if geldend is not None else {}
    fout = _fouten_op_de_ladder(
        voorstel, besluit, eerder, begintrede=begintrede, coulance=coulance, verlengd_tot=verlengd_tot
    )
    if verschoning := _foute_verschoning(oordeel, verschoond_tot, ronde.halfjaar):
        fout["verschoond_tot"] = verschoning
    vergelijkbaar = not fout.keys() & {"trede", "halfjaartreden", "begintrede"}
    afwijking = vraag_om_motivering(voorstel.uitspraak, besluit, cijfers["stand_eind"]) if vergelijkbaar else None
    vraag = (not motivering.strip() and afwijking) or _vraag_om_grond(voorstel, begintrede, motivering)
    if vraag and vergelijkbaar:
        fout["motivering"] = vraag
    fout |= _foute_teksten(gevolg, motivering)
    if fout:
        raise ValidationError(fout)
    eis_zonder_persoonsgegevens({"gevolg": gevolg, "motivering": motivering})
    if realisatie_aanvaard and voorlopige_realisatie(cijfers):
        cijfers[AANVAARD] = True
    beoordeling = Beoordeling(
        ronde=ronde,
        gemeente=gemeente,
        oordeel=oordeel,
        gevolg=gevolg.strip(),
        verschoond_tot=verschoond_tot,
        motivering=motivering.strip(),
        trede=trede,
        halfjaartreden={code: nummer for code, nummer in besluit.per_halfjaar.items() if nummer},
        coulance=coulance,
        verlengd_tot=verlengd_tot,
        kader=voorstel.kader,
        voorstel=bewaar(voorstel.voorstel, begin_bekend=voorstel.begin_bekend) if voorstel.voorstel else None,
        cijfers=cijfers,
        rijen=grond.rijen,
        bekend_op=grond.bekend_op,
        vastgelegd_op=timezone.now(),
        vastgelegd_door_id=door.gebruiker_id if door else None,
        vervangt=geldend,
    )
    # What it points at was read here, and locked or kept for good.
    verwijzingen = ("ronde", "gemeente", "kader", "vervangt", "vastgelegd_door")
    beoordeling.clean_fields(exclude=[*verwijzingen, "gevolg", "motivering", "verschoond_tot"])
    return beoordeling


def _foute_teksten(gevolg: str, motivering: str) -> dict[str, str | list[str]]:
    """What is wrong with the texts, by field; what looks like a person is looked for after this."""
    te_lang = f"Schrijf hoogstens {getal(MEESTE_TEKENS)} tekens."
    teksten = {"gevolg": gevolg, "motivering": motivering}
    fout: dict[str, str | list[str]] = {v: te_lang for v, tekst in teksten.items() if len(tekst) > MEESTE_TEKENS}
    if velden := fouten(gevolg):
        fout["gevolg"] = velden
    return fout


def _fouten_op_de_ladder(
    voorstel: Rondevoorstel,
    besluit: Uitspraak,
    eerder: Mapping[str, int],
    *,
    begintrede: int | None,
    coulance: bool,
    verlengd_tot: date | None,
) -> dict[str, str | list[str]]:
    """What is wrong with the step on the ladder, by the field it is about.

    `eerder`: the half-years with a trede of their own in the beoordeling that is replaced.
    """
    if voorstel.kader is None or voorstel.voorstel is None:
        op_de_ladder = besluit.trede is not None or bool(besluit.per_halfjaar)
        gevraagd = {
            "begintrede": begintrede is not None,
            "trede": op_de_ladder,
            "coulance": coulance,
            "verlengd_tot": verlengd_tot is not None,
        }
        return {veld: "Er gold op de peildatum geen toezichtkader." for veld, waarde in gevraagd.items() if waarde}
    kader, van = voorstel.kader.kader, voorstel.voorstel.van
    if begintrede is not None and (geen := foute_begintrede(kader, begintrede)):
        return {"begintrede": geen}  # the rest rests on it
    peildatum = voorstel.feiten.nu.halfjaar.peildatum
    fout: dict[str, str | list[str]] = {}
    if besluit.trede is not None and (geen := foute_trede(kader, van, besluit.trede)):
        fout["trede"] = geen
    if vreemd := vreemd_halfjaar(besluit.per_halfjaar, {*voorstel.uitspraak.per_halfjaar, *eerder}):
        return fout | {"halfjaartreden": vreemd}
    for code, naar in besluit.per_halfjaar.items():
        vanaf = voorstel.feiten.halfjaartreden.get(halfjaar_van(code), 0)
        if geen := foute_trede(kader, vanaf, naar):
            fout[f"trede_{code}"] = geen
    if coulance and besluit.trede is not None and besluit.trede > van:
        fout["coulance"] = f"Met coulance blijft de gemeente op trede {van}. Kies die trede, of haal het vinkje weg."
    if verlengd_tot is not None and (verkeerd := foute_uitsteldag(verlengd_tot, peildatum)):
        fout["verlengd_tot"] = verkeerd
    return fout


def _vraag_om_grond(voorstel: Rondevoorstel, begintrede: int | None, motivering: str) -> str | None:
    """Ask what a given trede rests on, where neither an earlier decision nor where the gemeente came from says it."""
    if voorstel.kader is None or begintrede is None or voorstel.begin_besloten:
        return None
    herkomst = voorstel.feiten.herkomst
    if herkomst is not None and herkomst.trede == begintrede:
        return None
    return vraag_om_grond(voorstel.kader.kader, begintrede, motivering)


def _foute_verschoning(oordeel: str, tot: date | None, halfjaar: Halfjaar) -> str | None:
    """Say what is wrong with the day until which is verschoond: it goes with one oordeel, and that one needs it."""
    if oordeel != Beoordeling.Oordeel.VERSCHOONBAAR:
        return None if tot is None else "Vul deze datum alleen in bij “voldoet niet, doch verschoonbaar”."
    if tot is None:
        return "Vul in tot welke dag u de achterstand verschoont."
    return foute_uitsteldag(tot, halfjaar.peildatum)


def geldende_beoordeling(ronde: Toezichtronde, gemeente: Gemeente) -> Beoordeling | None:
    """The beoordeling that was not replaced by a later one."""
    gevonden: Beoordeling | None = (
        Beoordeling.objects.filter(ronde=ronde, gemeente=gemeente, vervangen_door=None)
        .select_related("ronde__provincie", "gemeente")
        .first()
    )
    return gevonden
