"""Long work: in a process of its own, with progress, done once, gone on with after a crash (docs/besluiten/0017).

An app names its kind of work in `AppConfig.ready`: `registreer("bestand controleren", controleer)`. An act asks for it
with `zet_klaar`, in the transaction that makes the thing it is about. The work must be such that doing it again after a
half attempt does no harm: it looks at the state of its thing, and changes that in one transaction.
"""

import logging
import subprocess
import sys
import traceback
from collections.abc import Callable
from time import monotonic

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from organisaties.models import Achtergrondtaak, Lidmaatschap

Stand = Achtergrondtaak.Stand
Werk = Callable[["Voortgang"], None]

MEESTE_POGINGEN = 3
MEESTE_PROCESSEN = 2
_MELD_NA = 0.5
"""Seconds between two signs of life: progress costs a write."""

_SOORTEN: dict[str, Werk] = {}
_processen: list["subprocess.Popen[bytes]"] = []
_log = logging.getLogger(__name__)


class Voortgang:
    """How the work says how far it is: `stap("Controleren", 400)` and then `gedaan(n)` as often as it likes."""

    def __init__(self, taak: Achtergrondtaak) -> None:
        self.taak = taak
        self._gemeld = 0.0

    def stap(self, naam: str, totaal: int = 0) -> None:
        self._schrijf(stap=naam, gedaan=0, totaal=totaal, stap_begonnen_op=timezone.now())

    def gedaan(self, aantal: int) -> None:
        if monotonic() - self._gemeld >= _MELD_NA:
            self._schrijf(gedaan=aantal)

    def _schrijf(self, **velden: object) -> None:
        # Inside a transaction nobody would see it before the end, and on SQLite it is not needed: one writes at a time.
        self._gemeld = monotonic()
        Achtergrondtaak.objects.filter(pk=self.taak.pk).update(gezien_op=timezone.now(), **velden)


def registreer(soort: str, werk: Werk) -> None:
    _SOORTEN[soort] = werk


def zet_klaar(
    *, soort: str, voorwerp: models.Model, door: Lidmaatschap | None, meteen: bool = False
) -> Achtergrondtaak:
    """Ask for work on this thing; it begins once the transaction is final. `meteen`: it is little, do it right away."""
    taak: Achtergrondtaak = Achtergrondtaak.objects.create(soort=soort, voorwerp_id=voorwerp.pk, lidmaatschap=door)
    if settings.ACHTERGROND == "direct" or meteen:
        # The act is done: what goes wrong here is left to `werk`, and is no error for whoever acted.
        transaction.on_commit(lambda: _doe_een(taak.pk), robust=True)
    else:
        transaction.on_commit(start)
    return taak


def start() -> None:
    """Let a process begin with what waits, unless enough of them are busy; those go on with it when they are ready."""
    if settings.ACHTERGROND != "proces":
        return
    _processen[:] = [proces for proces in _processen if proces.poll() is None]
    if Achtergrondtaak.objects.lopend().count() < MEESTE_PROCESSEN:
        opdracht = [sys.executable, str(settings.BASE_DIR / "manage.py"), "werk"]
        # Its own session, so that a web process that is replaced does not take the work along.
        _processen.append(subprocess.Popen(opdracht, stdin=subprocess.DEVNULL, start_new_session=True))  # noqa: S603


def wek(taak: Achtergrondtaak) -> None:
    """For a page that shows a task: one that waits or has stopped is taken up again."""
    if Achtergrondtaak.objects.te_doen().filter(pk=taak.pk).exists():
        start()


def doe_alles() -> int:
    """Do what waits, oldest first, until there is nothing left; the number done. For the command `werk`."""
    aantal = 0
    while (pk := Achtergrondtaak.objects.te_doen().order_by("pk").values_list("pk", flat=True).first()) is not None:
        aantal += _doe_een(pk)
    return aantal


def _doe_een(pk: int) -> bool:
    """Take this task, unless somebody else has it, and do it. What goes wrong is in the log and not in the page."""
    nu = timezone.now()
    vrij = Achtergrondtaak.objects.te_doen().filter(pk=pk)
    if not vrij.update(stand=Stand.LOOPT, gezien_op=nu, pogingen=models.F("pogingen") + 1):
        return False
    taak = Achtergrondtaak.objects.get(pk=pk)
    if taak.pogingen > MEESTE_POGINGEN:
        _sluit(taak, Stand.MISLUKT)
        return True
    try:
        _SOORTEN[taak.soort](Voortgang(taak))
    except Exception as fout:
        # Where it went wrong, without the message: a database puts the values of the row in it.
        waar = "".join(traceback.format_tb(fout.__traceback__))
        _log.error("Achtergrondtaak %s (%s) is mislukt: %s\n%s", taak.pk, taak.soort, type(fout).__name__, waar)
        _sluit(taak, Stand.MISLUKT)
    except BaseException:
        _sluit(taak, Stand.WACHT)
        raise
    else:
        _sluit(taak, Stand.KLAAR)
    return True


def _sluit(taak: Achtergrondtaak, stand: str) -> None:
    klaar = None if stand == Stand.WACHT else timezone.now()
    Achtergrondtaak.objects.filter(pk=taak.pk).update(stand=stand, klaar_op=klaar, gezien_op=timezone.now())
