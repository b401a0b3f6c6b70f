"""Working days in the Netherlands: neither a weekend nor a holiday (Algemene termijnenwet art. 1 and 3)."""

from datetime import date, timedelta
from functools import cache

from holidays import country_holidays

_ZATERDAG = 5


@cache
def feestdagen(jaar: int) -> frozenset[date]:
    """The holidays of a year; Goede Vrijdag and Bevrijdingsdag count every year, as in the Algemene termijnenwet."""
    return frozenset(country_holidays("NL", years=jaar, categories=("public", "optional")))


def is_werkdag(dag: date) -> bool:
    return dag.weekday() < _ZATERDAG and dag not in feestdagen(dag.year)


def eerste_werkdag(dag: date) -> date:
    """The day itself when it is a working day, else the first one after it."""
    while not is_werkdag(dag):
        dag += timedelta(days=1)
    return dag


def werkdagen(van: date, tot: date) -> int:
    """How many working days lie in [van, tot); nil when tot is not later."""
    return sum(is_werkdag(van + timedelta(days=n)) for n in range((tot - van).days))
