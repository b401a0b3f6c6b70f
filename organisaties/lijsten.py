"""How every list takes its order and its page from the address; what is odd there never breaks the page."""

from typing import Any

from django.http import HttpRequest

PER_PAGINA = 25
MEESTE_PER_PAGINA = 100


def blader(request: HttpRequest, tabel: Any, *, per_pagina: int = PER_PAGINA) -> None:
    """Sort and page this table as the address asks: `sort`, `page`, and `per_page` from 1 up to and including 100.

    Instead of RequestConfig, which takes any `per_page`: a negative one breaks the page, a huge one unbounds the list.
    """
    tabel.request = request
    kolommen = set(tabel.columns.names())
    volgorde: dict[str, str] = {}  # each column once, as asked first
    for alias in request.GET.getlist(tabel.prefixed_order_by_field):
        kolom = alias.removeprefix("-")
        if kolom in kolommen:
            volgorde.setdefault(kolom, alias)
    if volgorde:
        tabel.order_by = list(volgorde.values())
    gevraagd = _getal(request, tabel.prefixed_per_page_field)
    aantal = per_pagina if gevraagd is None else min(max(1, gevraagd), MEESTE_PER_PAGINA)
    tabel.paginate(per_page=aantal)
    # Beyond the end is the last page, before the beginning the first.
    tabel.page = tabel.paginator.get_page(max(1, _getal(request, tabel.prefixed_page_field) or 1))


def _getal(request: HttpRequest, naam: str) -> int | None:
    try:
        return int(request.GET[naam])
    except (KeyError, ValueError):
        return None
