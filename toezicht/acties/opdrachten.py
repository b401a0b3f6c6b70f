"""Many letters at once: concepts for whoever was decided about, and a run that makes letters final or sends them.

The run is work of `organisaties.achtergrond` (besluiten 0017 and 0028). Each letter goes in a transaction that also
says in its `Opdrachtregel` what became of it: after a crash the run goes on with the letters that still wait.
"""

import logging
import traceback
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from organisaties import achtergrond, logboek
from organisaties.achtergrond import Voortgang
from organisaties.models import Achtergrondtaak, Lidmaatschap
from organisaties.overnemen import Telling
from organisaties.toegang import Besluit, eis
from organisaties.vastleggen import AlGewijzigd
from toezicht.acties.brieven import maak_brief, stel_brief_vast, verzend_brief, wijzig_concept
from toezicht.brievenlijst import brieven_van, concepten_zonder_problemen, versie_van_lijst, zonder_brief
from toezicht.models import Beoordeling, Brief, Brievenopdracht, Opdrachtregel, Toezichtronde
from toezicht.toegang import mag_toezicht_houden

SOORT = "brieven in één keer"
Uitkomst = Opdrachtregel.Uitkomst
Wat = Brievenopdracht.Wat
_STAPPEN = {Wat.VASTSTELLEN: "Brieven vaststellen", Wat.VERZENDEN: "Brieven verzenden"}
_log = logging.getLogger(__name__)


def meld_aan() -> None:
    achtergrond.registreer(SOORT, voer_uit)


@transaction.atomic
def maak_concepten(
    *,
    door: Lidmaatschap | None,
    ronde: Toezichtronde,
    datum: date,
    afschrift_vanaf: int | None = None,
    datum_bestaande: bool = False,
    ook_bestaande: bool = False,
) -> Telling:
    """Begin a letter for everyone who was decided about and has none; how many were begun, and how many changed.

    `afschrift_vanaf` is the first trede at which the raad gets a copy (0: always, None: nobody). The concepts that are
    there too get the date with `datum_bestaande`, and the copy with `ook_bestaande`.
    """
    eis(mag_toezicht_houden(door, ronde.provincie))
    bestaande = list(brieven_van(ronde).filter(status=Brief.Status.CONCEPT).select_for_update(of=("self",)))
    telling = Telling()
    for beoordeling in zonder_brief(ronde).select_related("gemeente", "ronde__provincie").order_by("gemeente__naam"):
        maak_brief(
            door=door, beoordeling=beoordeling, datum=datum, afschrift_raad=_naar_raad(beoordeling, afschrift_vanaf)
        )
        telling += Telling(nieuw=1)
    for brief in bestaande:
        dag = datum if datum_bestaande else brief.datum
        naar_raad = _naar_raad(brief.beoordeling, afschrift_vanaf) if ook_bestaande else brief.afschrift_raad
        if (dag, naar_raad) != (brief.datum, brief.afschrift_raad):
            wijzig_concept(
                door=door,
                brief=brief,
                datum=dag,
                kenmerk=brief.kenmerk,
                onderwerp=brief.onderwerp,
                afschrift_raad=naar_raad,
            )
            telling += Telling(vervangen=1)
    return telling


def _naar_raad(beoordeling: Beoordeling, vanaf: int | None) -> bool:
    return vanaf is not None and (vanaf == 0 or (beoordeling.trede or 0) >= vanaf)


@transaction.atomic
def begin_opdracht(
    *, door: Lidmaatschap | None, ronde: Toezichtronde, wat: str, versie: str | None = None
) -> Brievenopdracht:
    """Let all letters of a round that are ready be made final, or sent; a run that is under way is given back.

    What runs is fixed here: these letters, as they are now. Raises AlGewijzigd when the list is not as `versie` says.
    """
    eis(mag_toezicht_houden(door, ronde.provincie))
    Toezichtronde.objects.select_for_update().get(pk=ronde.pk)
    opdrachten = Brievenopdracht.objects.filter(ronde=ronde, klaar_op=None)
    lopend: Brievenopdracht | None = opdrachten.filter(geannuleerd_op=None).first()
    if lopend is not None:
        if lopend.wat != wat:
            raise ValidationError("Er loopt al een opdracht in deze ronde. Wacht tot zij klaar is, of annuleer haar.")
        return lopend
    te_doen = brieven_voor(ronde, wat)
    if versie is not None and versie != versie_van_lijst(te_doen):
        raise AlGewijzigd
    if not te_doen:
        raise ValidationError("Er is geen brief die klaar is om te worden vastgesteld of verzonden.")
    nu = timezone.now()
    opdrachten.update(klaar_op=nu)  # what was cancelled is not taken up again beside this one
    opdracht: Brievenopdracht = Brievenopdracht.objects.create(ronde=ronde, wat=wat, door=door, begonnen_op=nu)
    Opdrachtregel.objects.bulk_create(
        Opdrachtregel(opdracht=opdracht, brief=brief, vingerafdruk=afdruk) for brief, afdruk in te_doen
    )
    _log_opdracht(door, "brieven in één keer begonnen", opdracht, aantal=len(te_doen))
    achtergrond.zet_klaar(soort=SOORT, voorwerp=opdracht, door=door)
    return opdracht


def brieven_voor(ronde: Toezichtronde, wat: str) -> list[tuple[Brief, str]]:
    """The letters that such a run would take, with the mark of what stands in each; empty for a fixed one."""
    if wat == Wat.VASTSTELLEN:
        return concepten_zonder_problemen(ronde)
    return [(brief, "") for brief in brieven_van(ronde).filter(status=Brief.Status.VASTGESTELD)]


@transaction.atomic
def annuleer_opdracht(*, door: Lidmaatschap | None, opdracht: Brievenopdracht) -> None:
    """Stop after the letter that is under way; what is done stays done."""
    eis(mag_toezicht_houden(door, opdracht.ronde.provincie))
    deze = Brievenopdracht.objects.select_for_update(of=("self",)).get(pk=opdracht.pk)
    if deze.loopt:
        Brievenopdracht.objects.filter(pk=deze.pk).update(geannuleerd_op=timezone.now())
        _log_opdracht(door, "brieven in één keer geannuleerd", deze)


@transaction.atomic
def hervat_opdracht(*, door: Lidmaatschap | None, opdracht: Brievenopdracht) -> None:
    """Go on with a run that was cancelled or that stopped, with the letters that still wait."""
    eis(mag_toezicht_houden(door, opdracht.ronde.provincie))
    Toezichtronde.objects.select_for_update().get(pk=opdracht.ronde_id)
    deze = Brievenopdracht.objects.get(pk=opdracht.pk)
    if deze.klaar_op is not None:
        raise ValidationError("Deze opdracht is al klaar.")
    Brievenopdracht.objects.filter(pk=deze.pk).update(geannuleerd_op=None)
    taak = taak_van(deze)
    if taak is None or not taak.bezig:
        _log_opdracht(door, "brieven in één keer hervat", deze)
        achtergrond.zet_klaar(soort=SOORT, voorwerp=deze, door=door)


def taak_van(opdracht: Brievenopdracht) -> Achtergrondtaak | None:
    taak: Achtergrondtaak | None = Achtergrondtaak.objects.voor(SOORT, opdracht).first()
    return taak


def voer_uit(voortgang: Voortgang) -> None:
    """Do a run, or what is left of it, until it is done or cancelled."""
    opdracht = Brievenopdracht.objects.select_related("ronde__provincie").get(pk=voortgang.taak.voorwerp_id)
    door = Lidmaatschap.objects.select_related("gebruiker").filter(pk=voortgang.taak.lidmaatschap_id).first()
    if door is not None and (door.beeindigd_op is not None or not door.gebruiker.is_active):
        eis(Besluit(mag=False, reden="Deze rol is beëindigd."))
    wachtend = list(opdracht.regels.filter(uitkomst=Uitkomst.WACHT).order_by("pk").values_list("pk", flat=True))
    voortgang.stap(_STAPPEN[Wat(opdracht.wat)], len(wachtend))
    for nummer, regel in enumerate(wachtend):
        if not Brievenopdracht.objects.filter(pk=opdracht.pk, geannuleerd_op=None, klaar_op=None).exists():
            return
        _doe_een(regel, opdracht, door)
        voortgang.gedaan(nummer + 1)
    Brievenopdracht.objects.filter(pk=opdracht.pk, geannuleerd_op=None, klaar_op=None).update(klaar_op=timezone.now())


def _doe_een(regel: int, opdracht: Brievenopdracht, door: Lidmaatschap | None) -> None:
    """One letter, or the reason why not; whoever came first has done it."""
    try:
        with transaction.atomic():
            deze = Opdrachtregel.objects.select_for_update(of=("self",)).select_related("brief").get(pk=regel)
            if deze.uitkomst != Uitkomst.WACHT:
                return
            if opdracht.wat == Wat.VASTSTELLEN:
                stel_brief_vast(door=door, brief=deze.brief, gezien=deze.vingerafdruk)
            else:
                verzend_brief(door=door, brief=deze.brief)
            Opdrachtregel.objects.filter(pk=regel).update(uitkomst=Uitkomst.GEDAAN)
    except ValidationError as fout:
        _mislukt(regel, " ".join(fout.messages))
    except Exception as fout:  # whatever is wrong with one letter, the others go on
        # Where it went wrong, without the message: that may hold what stands in the letter.
        waar = "".join(traceback.format_tb(fout.__traceback__))
        _log.error("Opdrachtregel %s is mislukt: %s\n%s", regel, type(fout).__name__, waar)
        _mislukt(
            regel, f"Er ging iets mis bij het maken van deze brief ({type(fout).__name__}). Vraag functioneel beheer."
        )


def _mislukt(regel: int, reden: str) -> None:
    Opdrachtregel.objects.filter(pk=regel, uitkomst=Uitkomst.WACHT).update(uitkomst=Uitkomst.MISLUKT, reden=reden)


def _log_opdracht(door: Lidmaatschap | None, handeling: str, opdracht: Brievenopdracht, **gegevens: Any) -> None:
    logboek.schrijf(
        door=door,
        handeling=handeling,
        op=opdracht,
        provincie=opdracht.ronde.provincie,
        ronde=opdracht.ronde_id,
        **gegevens,
    )
