"""Offering a file in the browser: it is checked first, read in once somebody said yes, and can be taken back.

The acts here change only the phase of an `Invoerbestand` and ask for the work; `verwerken.py` does it.
"""

import hashlib
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from organisaties import achtergrond, logboek
from organisaties.invoer.bestand import bestandsnaam, is_klein
from organisaties.invoer.soorten import Soort, alle_soorten, soorten_voor
from organisaties.models import Achtergrondtaak, Bestandsinhoud, Invoerbestand, Lidmaatschap
from organisaties.toegang import Besluit, eis

Fase = Invoerbestand.Fase
CONTROLEREN, INLEZEN, TERUGDRAAIEN = "bestand controleren", "bestand inlezen", "bestand terugdraaien"
AL_VERDER = "Met dit bestand is intussen al iets anders gedaan. Hieronder ziet u wat."
NIET_TERUG = "Dit soort bestand werkt gegevens bij zonder oude versies te bewaren. Verbeter ze met een nieuw bestand."


def mag_soort_aanbieden(lid: Lidmaatschap | None, soort: Soort) -> Besluit:
    """The kinds of this role. What a row may be about is for the act that records it."""
    if lid is None or soort in soorten_voor(lid):
        return Besluit(mag=True)
    return Besluit(mag=False, reden=f"Uw rol leest geen bestanden met {soort.titel.lower()} in.")


@transaction.atomic
def bied_aan(*, door: Lidmaatschap | None, soort: Soort, naam: str, inhoud: bytes) -> Invoerbestand:
    """Keep the file and let it be checked; nothing is recorded yet."""
    eis(mag_soort_aanbieden(door, soort))
    bestand = Invoerbestand.objects.create(
        soort=soort.naam,
        naam=bestandsnaam(naam, soort.naam),
        sha256=hashlib.sha256(inhoud).hexdigest(),
        ingelezen_door_id=door.gebruiker_id if door else None,
        lidmaatschap=door,
        fase=Fase.AANGEBODEN,
    )
    Bestandsinhoud.objects.create(bestand=bestand, ruw=inhoud)
    achtergrond.zet_klaar(soort=CONTROLEREN, voorwerp=bestand, door=door, meteen=is_klein(inhoud))
    return bestand


@transaction.atomic
def bevestig(*, door: Lidmaatschap | None, bestand: Invoerbestand, alleen_goede: bool = False) -> None:
    """Let a checked file be read in: all of it, or only the good rows. Raises ValidationError."""
    deze = _vast(bestand)
    eis(mag_soort_aanbieden(door, alle_soorten()[deze.soort]))
    if deze.fase != Fase.GECONTROLEERD:
        raise ValidationError(AL_VERDER)
    if deze.foute_rijen and not alleen_goede:
        raise ValidationError("Er zijn nog rijen met fouten. Verbeter ze, of kies voor alleen de goede rijen.")
    inhoud = Bestandsinhoud.objects.filter(bestand=deze).first()
    if inhoud is None:
        raise ValidationError("De inhoud van dit bestand is al verwijderd. Bied het opnieuw aan.")
    deze.fase, deze.alleen_goede, deze.lidmaatschap = Fase.BEVESTIGD, alleen_goede, door
    deze.ingelezen_door_id = door.gebruiker_id if door else None
    deze.ingelezen_op = timezone.now()
    deze.save()
    achtergrond.zet_klaar(soort=INLEZEN, voorwerp=deze, door=door, meteen=is_klein(bytes(inhoud.ruw)))


@transaction.atomic
def gooi_weg(*, door: Lidmaatschap | None, bestand: Invoerbestand) -> None:
    """Forget a file that was not read in, with its content. Raises ValidationError when it was."""
    deze = _vast(bestand)
    eis(mag_soort_aanbieden(door, alle_soorten()[deze.soort]))
    if deze.fase not in (Fase.GEWEIGERD, Fase.GECONTROLEERD):
        raise ValidationError(AL_VERDER)
    deze.delete()


@transaction.atomic
def vraag_terugdraaien(*, door: Lidmaatschap | None, bestand: Invoerbestand) -> None:
    """Let a whole import be undone. Raises ValidationError when there is nothing to undo."""
    deze = _vast(bestand)
    soort = alle_soorten()[deze.soort]
    eis(mag_soort_aanbieden(door, soort))
    if not soort.met_opnamedatum:
        raise ValidationError(NIET_TERUG)
    if deze.fase != Fase.INGELEZEN:
        raise ValidationError(AL_VERDER)
    Invoerbestand.objects.filter(pk=deze.pk).update(fase=Fase.TERUG)
    weinig = deze.nieuw + deze.vervangen <= 1_000  # noqa: PLR2004  # done while somebody waits
    achtergrond.zet_klaar(soort=TERUGDRAAIEN, voorwerp=deze, door=door, meteen=weinig)


_HERVAT = {Fase.AANGEBODEN: CONTROLEREN, Fase.BEVESTIGD: INLEZEN, Fase.TERUG: TERUGDRAAIEN}


@transaction.atomic
def probeer_opnieuw(*, door: Lidmaatschap | None, bestand: Invoerbestand) -> None:
    """Ask again for work that failed; it goes on from where the file is."""
    deze = _vast(bestand)
    eis(mag_soort_aanbieden(door, alle_soorten()[deze.soort]))
    taak = taak_van(deze)
    if deze.fase in _HERVAT and (taak is None or not taak.bezig):
        achtergrond.zet_klaar(soort=_HERVAT[Fase(deze.fase)], voorwerp=deze, door=door)


def taak_van(bestand: Invoerbestand) -> Achtergrondtaak | None:
    """The last work on this file, when its phase says that there is work."""
    soort = _HERVAT.get(Fase(bestand.fase))
    taak: Achtergrondtaak | None = Achtergrondtaak.objects.voor(soort, bestand).first() if soort else None
    return taak


def _vast(bestand: Invoerbestand) -> Invoerbestand:
    """The row as it is now, held for this transaction: two people at once take turns."""
    deze: Invoerbestand = Invoerbestand.objects.select_for_update().get(pk=bestand.pk)
    return deze


def ruim_inhoud_op(*, voor: datetime) -> int:
    """Remove the content of files of before this moment; what was never read in goes wholly. The number of files."""
    oud = Invoerbestand.objects.filter(ingelezen_op__lt=voor)
    weg, _ = Bestandsinhoud.objects.filter(bestand__in=oud).delete()
    # Also what still waits to be checked or read in: after so long nobody is at it any more.
    oud.filter(fase__in=[Fase.AANGEBODEN, Fase.GEWEIGERD, Fase.GECONTROLEERD, Fase.BEVESTIGD]).delete()
    if weg:
        logboek.schrijf(door=None, handeling="bestandsinhoud verwijderd", op=Invoerbestand, aantal=weg)
    return weg
