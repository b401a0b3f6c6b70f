"""The pictures in templates. One tag each, the same in page, list, letter and mail."""

from collections.abc import Iterable, Sequence
from datetime import date

from django import template
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from organisaties.templatetags.weergave import datum_kort
from taakstelling import beelden
from taakstelling.beelden.opgavebalk import BREED, BRIEF, SMAL, Maat
from taakstelling.regels.grootboek import Stand
from taakstelling.regels.vooruitblik import Vooruitblik

register = template.Library()


@register.simple_tag
def opgavebalk(stand: Stand, op: date, maat: str = "klein", merk: str = "") -> SafeString:
    """{% opgavebalk stand vandaag %} in a list, maat="groot" on a page, maat="brief" in a letter.

    `merk` tells two bars of the same gemeente, half-year and maat on one page apart (it ends up in their ids).
    """
    balk = beelden.opgavebalk(stand, op, maat)
    waarden: dict[str, object] = {"balk": balk, "id": f"balk{merk}-{stand.gemeente}-{stand.halfjaar.code}-{maat}"}
    if maat == Maat.KLEIN:
        return SafeString(render_to_string("components/opgavebalk_klein.html", waarden))
    breedtes = {"breed": BRIEF} if maat == Maat.BRIEF else {"breed": BREED, "smal": SMAL}
    waarden |= {"maat": maat, "opmaken": [(naam, balk.opmaak(breedte)) for naam, breedte in breedtes.items()]}
    return SafeString(render_to_string("components/opgavebalk.html", waarden))


@register.simple_tag
def opgavezin(stand: Stand, op: date) -> str:
    """The bar in words: "23 van 36 gehuisvest, nog 13, 7 onder schema"."""
    return beelden.opgavebalk(stand, op).zin


@register.inclusion_tag("components/sommen.html")
def opgavesommen(stand: Stand, op: date, **urls: str) -> dict[str, object]:
    """The key figures as sums; an address for begin=, taakstelling=, mutaties=, opgave=, realisatie=, uitkomst=."""
    return {"sommen": beelden.opgavesommen(stand, op, urls)}


@register.inclusion_tag("components/sommen.html")
def kengetallen(stand: Stand, url: str = "", op: date | None = None) -> dict[str, object]:
    """The same, each figure a link to its part of the page that explains this line."""
    zelfde = ("begin", "taakstelling", "mutaties", "nagekomen", "opgave", "realisatie")
    delen = {naam: naam for naam in zelfde} | {"uitkomst": "stand"}
    urls = {term: f"{url}#{deel}" for term, deel in delen.items()} if url else {}
    return {"sommen": beelden.opgavesommen(stand, op or timezone.localdate(), urls)}


@register.inclusion_tag("components/halfjaarverloop.html")
def halfjaarverloop(
    stand: Stand,
    opgeteld: Iterable[tuple[date, int]],
    op: date,
    merk: str = "verloop",
    blik: Vooruitblik | None = None,
) -> dict[str, object]:
    """`opgeteld`: (day, persons housed up to and including that day), in order of time; `blik`: the outlook, if any."""
    dag = "vandaag" if op == timezone.localdate() else datum_kort(op)
    beeld = beelden.halfjaarverloop(stand.halfjaar, stand.opgave, opgeteld, op, blik or None)
    return {"beeld": beeld, "id": merk, "dag": dag}


@register.inclusion_tag("components/standverloop.html")
def standverloop(standen: Sequence[Stand], **opties: object) -> dict[str, object]:
    """`tabel=False` where the page shows the ledger as a table of its own; `id=` where there are two on a page."""
    return {
        "beeld": beelden.standverloop(standen),
        "id": opties.get("id", "geschiedenis"),
        "tabel": opties.get("tabel", True),
    }


_SLOT = SafeString(
    '<span class="slot"><svg class="slot__teken" width="12" height="14" viewBox="0 0 12 14" aria-hidden="true"'
    ' focusable="false"><path d="M3 6V4a3 3 0 0 1 6 0v2"/><rect x="1" y="6" width="10" height="7" rx="1"/></svg>'
    '<span class="verborgen">gesloten</span></span>'
)


def slot_teken() -> SafeString:
    return _SLOT


@register.filter
def slot(stand: Stand | None) -> SafeString:
    """The lock beside a closed half-year; nothing beside an open one."""
    return _SLOT if stand is not None and stand.gesloten else SafeString("")
