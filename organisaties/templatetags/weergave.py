"""How numbers, units and dates are written: everywhere the same, on screen, on paper and to a screen reader.

A real minus sign (U+2212, in the typeface as wide as a digit), thousands with a point, a comma for decimals, the unit
always with the number. None is unknown and says so; it is never written as 0. The answers are plain text without
markup, so they can also stand in an attribute, a title or a mail.
"""

import datetime as dt
from collections.abc import Container
from decimal import Decimal
from fractions import Fraction

from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString

from organisaties import handelingen
from organisaties.models import Logregel

register = template.Library()

MINTEKEN = "\N{MINUS SIGN}"
ONBEKEND = "onbekend"

Getal = int | Fraction | Decimal | float


def _tekst(waarde: Getal, decimalen: int) -> str:
    # Rounded a half up, as in the field's own lists; Python's formatting takes a half to the even side.
    factor = 10**decimalen
    grootte = abs(Fraction(waarde)) * factor
    heel = (2 * grootte.numerator + grootte.denominator) // (2 * grootte.denominator)
    cijfers = f"{heel // factor:,}".replace(",", ".")
    if decimalen:
        cijfers += f",{heel % factor:0{decimalen}d}"
    return f"{MINTEKEN}{cijfers}" if waarde < 0 and heel else cijfers


def _is_getal(waarde: object) -> bool:
    return isinstance(waarde, int | Fraction | Decimal | float) and not isinstance(waarde, bool)


@register.filter
def getal(waarde: Getal | None, decimalen: int = 0) -> str:
    """1459 → "1.459", −13 → "−13", None → "onbekend"; `getal:1` gives one decimal: "1,3"."""
    return ONBEKEND if waarde is None or waarde == "" else _tekst(waarde, decimalen)


@register.filter
def saldo(waarde: Getal | None) -> str:
    """A number that is a change or a stand: always with its sign, +4, −13; nil has none."""
    if waarde is None or waarde == "":
        return ONBEKEND
    return f"+{_tekst(waarde, 0)}" if waarde > 0 else _tekst(waarde, 0)


@register.filter
def grootte(waarde: int) -> int:
    """A number without its sign, where the words before it say which way."""
    return abs(waarde)


@register.filter
def percentage(waarde: Getal | None, decimalen: int = 1) -> str:
    """12.5 → "12,5%": the value is in per cent."""
    return ONBEKEND if waarde is None or waarde == "" else f"{_tekst(waarde, decimalen)}%"


def hoeveel(waarde: Getal | None, enkel: str, meer: str, decimalen: int = 0) -> str:
    """A number with what is counted, in the singular when one is what the reader sees: "1 woning", "1,3 woningen"."""
    if waarde is None or waarde == "":
        return f"{meer} {ONBEKEND}"
    tekst = _tekst(waarde, decimalen)
    kaal = tekst.rstrip("0").rstrip(",") if decimalen else tekst
    return f"{kaal} {enkel}" if kaal.removeprefix(MINTEKEN) == "1" else f"{tekst} {meer}"


def duur(seconden: int | None) -> str:
    """How long something still takes, as one says it; empty as long as nobody knows."""
    if seconden is None:
        return ""
    return hoeveel(seconden, "seconde", "seconden") if seconden < 90 else f"{round(seconden / 60)} minuten"  # noqa: PLR2004


@register.filter
def personen(waarde: Getal | None, decimalen: int = 0) -> str:
    return hoeveel(waarde, "persoon", "personen", decimalen)


@register.filter
def woningen(waarde: Getal | None, decimalen: int = 0) -> str:
    return hoeveel(waarde, "woning", "woningen", decimalen)


@register.filter
def huishoudens(waarde: Getal | None, decimalen: int = 0) -> str:
    return hoeveel(waarde, "huishouden", "huishoudens", decimalen)


def _dag(waarde: dt.date | None, vorm: str) -> str:
    if not waarde:
        return ONBEKEND
    if isinstance(waarde, dt.datetime) and timezone.is_aware(waarde):
        waarde = timezone.localtime(waarde)
    return date_format(waarde, vorm)


@register.filter
def datum(waarde: dt.date | None) -> str:
    """1 juli 2024"""
    return _dag(waarde, "j F Y")


@register.filter
def datum_kort(waarde: dt.date | None) -> str:
    """1 jul 2024, where there is little room."""
    return _dag(waarde, "j b Y")


@register.filter
def tijdstip(waarde: dt.datetime | None) -> str:
    """1 juli 2024, 14.05 uur; in Dutch time."""
    return ONBEKEND if not waarde else _dag(waarde, "j F Y, H.i \\u\\u\\r")


@register.filter
def handeling(regel: Logregel) -> str:
    """What somebody did, in the words that the logboek has for it."""
    return handelingen.zin(regel)


@register.simple_tag(takes_context=True)
def handelingpagina(context: template.Context, regel: Logregel) -> str:
    """The address of what the act was about; nothing on that page itself, or when this reader may not open it."""
    adres = handelingen.pagina(regel, context.get("lid"))
    verzoek = context.get("request")
    return "" if adres is None or (verzoek is not None and verzoek.path == adres) else adres


@register.simple_tag
def beheerdersadres() -> str:
    """Where functioneel beheer reads its mail; empty when nobody set it."""
    return str(settings.BEHEERDER)


@register.filter
def cel(waarde: object) -> object:
    """A table cell: a bare number is written as every number is, anything else stays what it is."""
    return _tekst(waarde, 0) if _is_getal(waarde) else waarde  # type: ignore[arg-type]


@register.filter
def standwoord(waarde: int | None) -> str:
    """What a stand is called: a negative one is an achterstand."""
    if waarde is None:
        return ONBEKEND
    if waarde == 0:
        return "stand nul"
    return "achterstand" if waarde < 0 else "voorsprong"


@register.simple_block_tag(takes_context=True)
def omlijst(context: template.Context, content: str, sjabloon: str) -> SafeString:
    """Put what is between the tags in a frame (`inhoud` in the template named), or nothing when there is nothing."""
    if not content.strip():
        return SafeString("")
    motor = context.template.engine  # type: ignore[union-attr]
    with context.push(inhoud=SafeString(content)):
        return motor.get_template(sjabloon).render(context)


@register.simple_block_tag(takes_context=True)
def onthoud(context: template.Context, content: str, naam: str) -> SafeString:
    """Keep what is between the tags under this name, for more than one place on the page. Shows nothing here."""
    context[naam] = SafeString(content.strip())
    return SafeString("")


@register.filter
def heeft(verzameling: Container[object], sleutel: object) -> bool:
    """Whether the key is in it: for attribute names with a hyphen, which a template cannot spell."""
    return sleutel in verzameling


@register.filter
def aantal_rijen(waarde: object) -> int:
    """The number itself, or how many there are in it."""
    return waarde if isinstance(waarde, int) else len(waarde)  # type: ignore[arg-type]
