"""From a page to a file: what the address asks for, and the note that goes with it."""

import html
import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.html import strip_tags

from organisaties.templatetags.weergave import datum, getal, tijdstip
from organisaties.uitvoer.bestanden import SOORTEN, Kolom, Uitvoer

MEESTE_RIJEN = 100_000
_LEEG = ("–", "—")
_GETAL = re.compile("[-+\N{MINUS SIGN}]?[0-9][0-9.]*(,[0-9]+)?%?")


def als_bestand(
    request: Any,
    naam: str,
    kolommen: Sequence[Kolom],
    rijen: Iterable[Any],
    over: Sequence[tuple[str, str]],
    *,
    eenheid: str = "personen; een negatieve stand is een achterstand, een positieve een voorsprong",
    veld: str = "uitvoer",
    gefilterd: bool = False,
) -> HttpResponse | None:
    """This list as a file, when the address asks for one with `uitvoer=csv`, `xlsx` or `ods`."""
    soort = request.GET.get(veld, "")
    if soort not in SOORTEN:
        return None
    toelichting = [
        ("Thuisstand", naam),
        *over,
        *([("Tijdmachine", request.tijd.zin)] if request.tijd.terug else []),
        ("Gemaakt op", tijdstip(timezone.now())),
        ("Voor", request.lid.omschrijving if request.lid else ""),
        ("Eenheid", eenheid),
        ("Adres", request.build_absolute_uri()),
    ]
    return Uitvoer(naam, kolommen, rijen, toelichting, gefilterd).antwoord(soort)


def tabel_als_bestand(
    request: Any, tabel: Any, filter_: Any = None, *, naam: str = "", over: Sequence[tuple[str, str]] = ()
) -> HttpResponse | None:
    """This table as a file when the address asks for one; else the table gets to show where its files are.

    Call it after `blader`. A table may say `telling`: whose count its figures are. A column with
    `exclude_from_export` stays on the screen, one that is not `visible` comes in the file only.
    """
    veld = f"{tabel.prefix or ''}uitvoer"
    tabel.uitvoer = uitvoerlinks(request, veld)
    if request.GET.get(veld, "") not in SOORTEN:
        return None
    if len(tabel.rows) > MEESTE_RIJEN:
        messages.warning(
            request, f"Deze lijst heeft meer dan {getal(MEESTE_RIJEN)} regels. Filter haar en sla haar dan op."
        )
        return None
    gekozen = omschrijving_van(filter_)
    telling = getattr(tabel, "telling", "")
    return als_bestand(
        request,
        naam or str(getattr(tabel, "caption", "") or "Lijst"),
        kolommen_van(tabel),
        tabel.rows,
        [*over, *gekozen, *([("Wiens telling", telling)] if telling else [])],
        eenheid=f"één rij is één {getattr(tabel, 'eenheid_enkel', 'regel')}",
        veld=veld,
        gefilterd=bool(gekozen),
    )


def uitvoerlinks(request: HttpRequest, veld: str = "uitvoer") -> list[tuple[str, str]]:
    """Where this list, as filtered and sorted, is to be had as a file: (label, address)."""
    links = []
    for soort, label in SOORTEN.items():
        vraag = request.GET.copy()
        vraag.pop("page", None)
        vraag[veld] = soort
        links.append((label, f"?{vraag.urlencode()}"))
    return links


def omschrijving_van(filter_: Any) -> list[tuple[str, str]]:
    """What is chosen in a filter: the label of each field and what stands in it, as the reader sees it."""
    form = getattr(filter_, "form", None)
    if form is None or not form.is_bound or not form.is_valid():
        return []
    uit = []
    for naam, waarde in form.cleaned_data.items():
        if waarde in (None, "", [], ()):
            continue
        veld = form.fields[naam]
        keuzes = dict(_plat(getattr(veld, "choices", ())))
        anders = "ja" if waarde is True else datum(waarde) if isinstance(waarde, date) else str(waarde)
        tekst = keuzes.get(str(waarde), anders)
        uit.append((str(veld.label or naam), str(tekst)))
    return uit


def _plat(keuzes: Iterable[Any]) -> Iterable[tuple[Any, Any]]:
    for sleutel, label in keuzes:
        if isinstance(label, list | tuple):
            yield from _plat(label)
        else:
            yield str(sleutel), label


def kolommen_van(tabel: Any) -> list[Kolom]:
    """The columns as shown. Numbers, dates and moments as they are, everything else in the words of the screen."""
    cellen = getattr(tabel, "cellen", None)  # of a table that writes a row in one go

    def kolom(gebonden: Any) -> Kolom:
        def getoond(rij: Any) -> Any:
            return cellen(rij.record)[gebonden.name] if cellen else rij.get_cell(gebonden.name)

        return Kolom(str(gebonden.header), lambda rij: _waarde(rij, gebonden, getoond(rij)))

    return [kolom(gebonden) for gebonden in tabel.columns.iterall() if not gebonden.column.exclude_from_export]


def _waarde(rij: Any, gebonden: Any, getoond: Any) -> Any:
    ruw = gebonden.accessor.resolve(rij.record, quiet=True) if gebonden.accessor else None
    if isinstance(ruw, date):
        return ruw
    if hasattr(rij.table, f"value_{gebonden.name}") and (eigen := rij.get_cell_value(gebonden.name)) is not None:
        return eigen  # the table itself says what stands in a file
    # The words between the tags; a tag parts words where the eye sees a space.
    tekst = " ".join(html.unescape(strip_tags(str(getoond).replace("<", " <"))).split())
    if isinstance(ruw, int | Decimal | Fraction | float) and not isinstance(ruw, bool) and _GETAL.fullmatch(tekst):
        return ruw  # shown as a number, and not as the name of what it is the number of
    return "" if tekst in _LEEG else tekst
