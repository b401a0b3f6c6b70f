"""The pictures of the agreements in templates: one tag each."""

from collections.abc import Sequence
from datetime import date

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from afspraken import beelden
from afspraken.beelden.normbalk import BREED, SMAL, Maat, aandeel_in_woorden, norm_in_woorden, oordeel_in_woorden
from afspraken.regels.normen import KLEINSTE_NOEMER, Meting, Normregel, Normsoort, Stuk

register = template.Library()

MERKEN = (
    (Normsoort.MAXIMUM, "maximum: hier houdt het op"),
    (Normsoort.MINIMUM, "minimum: hier moet u doorheen"),
    (Normsoort.STREEFWAARDE, "streefwaarde: hier wilt u doorheen"),
    (Normsoort.SIGNAALWAARDE, "signaalwaarde: hierboven stemt u af"),
)


@register.simple_tag
def normbalk(meting: Meting, norm: Normregel | None, merk: str, maat: str = "klein", wie: str = "") -> SafeString:
    """{% normbalk meting norm "r1" %} in a list, maat="groot" on a page; `merk` makes its ids unique on the page."""
    balk = beelden.normbalk(meting, norm, maat, wie)
    waarden: dict[str, object] = {"balk": balk, "id": f"nb-{merk}"}
    if maat == Maat.KLEIN:
        return SafeString(render_to_string("components/normbalk_klein.html", waarden))
    waarden["opmaken"] = [(naam, balk.opmaak(breedte)) for naam, breedte in (("breed", BREED), ("smal", SMAL))]
    return SafeString(render_to_string("components/normbalk.html", waarden))


@register.inclusion_tag("components/normlegenda.html")
def normlegenda() -> dict[str, object]:
    """What each mark means."""
    return {"merken": [(soort.value, uitleg) for soort, uitleg in MERKEN]}


@register.inclusion_tag("components/aandeelverloop.html")
def aandeelverloop(delen: Sequence[tuple[Stuk, Meting]], op: date, merk: str) -> dict[str, object]:
    return {"beeld": beelden.aandeelverloop(delen, op), "id": f"av-{merk}", "kleinste": KLEINSTE_NOEMER}


@register.filter
def aandeel(meting: Meting) -> str:
    return aandeel_in_woorden(meting)


@register.filter
def normtekst(norm: Normregel) -> str:
    """maximum 10%"""
    return norm_in_woorden(norm)


@register.filter
def merk(nummer: int | str, rij: int) -> str:
    """What tells the bars of one page apart."""
    return f"{nummer}-{rij}"


@register.filter
def op_plek(rij: Sequence[object], plek: int) -> object:
    return rij[plek]


@register.simple_tag
def oordeelzin(norm: Normregel, meting: Meting) -> str:
    return oordeel_in_woorden(norm, meting)
