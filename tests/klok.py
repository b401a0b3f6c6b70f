"""A clock that a test sets: what is recorded is recorded on that day, in the logboek too."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

import pytest
from django.utils import timezone

Zet = Callable[[date], None]


def klok(monkeypatch: pytest.MonkeyPatch) -> Zet:
    """Gives how to set it; before that it runs as ever."""
    moment: list[datetime] = []

    class Klok(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:
            return moment[-1].astimezone(tz) if moment else datetime.now(tz)

    # A default of a column holds the function `timezone.now` itself, so what that asks is replaced.
    monkeypatch.setattr(timezone, "datetime", Klok)

    def zet(dag: date) -> None:
        moment.append(datetime.combine(dag, time(12), tzinfo=timezone.get_default_timezone()))

    return zet
