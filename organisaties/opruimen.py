"""What has had its time is removed, every night by `manage.py ruim-op`. An app joins in `AppConfig.ready`."""

from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

from organisaties.invoer.aanbieden import ruim_inhoud_op
from organisaties.models import Achtergrondtaak, Inzending

_OPRUIMERS: dict[str, Callable[[], int]] = {}
_FORMULIER = timedelta(days=7)
"""No form stays open for so long: who sends it in after this has a session that ended days ago."""
_TAAK = timedelta(days=90)


def meld_aan(naam: str, opruimer: Callable[[], int]) -> None:
    """Join with something to remove; it gives how many went, and may be run as often as one likes."""
    _OPRUIMERS[naam] = opruimer


def ruim_op() -> dict[str, int]:
    return {naam: opruimer() for naam, opruimer in _OPRUIMERS.items()}


def _inhoud() -> int:
    return ruim_inhoud_op(voor=timezone.now() - timedelta(days=settings.BEWAAR_BESTANDEN))


def _inzendingen() -> int:
    return Inzending.objects.filter(op__lt=timezone.now() - _FORMULIER).delete()[0]


def _taken() -> int:
    klaar = Achtergrondtaak.objects.filter(klaar_op__lt=timezone.now() - _TAAK)
    return klaar.delete()[0]


def _sessies() -> int:
    return Session.objects.filter(expire_date__lt=timezone.now()).delete()[0]


def meld_eigen_aan() -> None:
    meld_aan("Inhoud van bestanden", _inhoud)
    meld_aan("Verwerkte formulieren", _inzendingen)
    meld_aan("Taken op de achtergrond", _taken)
    meld_aan("Verlopen sessies", _sessies)
