"""The tijdmachine: a page as of another day (`?peildatum=`) and with what was known then (`?bekend_op=`).

A view that can look back says so with `@reist_mee` and reads `request.tijd`. All other pages work with now, whatever
the address says, and the banner tells the reader. Both dates go along while somebody clicks on: they are put in every
link and every GET form of the page here, in one place, so that no template, table or file link has to think of it. What
is recorded is recorded now, and the page after that is one of now again.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.apps import apps
from django.conf import settings
from django.db.models import Min
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.html import escape
from django.utils.http import escape_leading_slashes

from organisaties.regels.tijd import Tijd, lees_tijd, voluit
from organisaties.registratie import AMSTERDAM, Registratie, einde_van

V = TypeVar("V", bound=Callable[..., HttpResponse])
VELDEN = ("peildatum", "bekend_op")
# On links and forms that decide about the dates themselves.
ZELF = "data-tijd-zelf"
_TAG = re.compile(r"<(?:a|form)\b[^>]*>")
_HREF = re.compile(r'\shref="([^"]*)"')
_GET = re.compile(r'\smethod="get"', re.IGNORECASE)


def reist_mee(view: V) -> V:
    """This view shows `request.tijd`, not the clock."""
    view.reist_mee = True  # type: ignore[attr-defined]
    return view


class Tijdmachine:
    """Sets `request.gekozen_tijd` (what was asked) and `request.tijd` (what this view works with).

    The two questions are taken out of `request.GET`: filters and forms see only their own.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        vandaag = timezone.localdate()
        request.gekozen_tijd = lees_tijd(request.GET.get("peildatum", ""), request.GET.get("bekend_op", ""), vandaag)
        request.tijd, request.reist_mee = Tijd(vandaag), False
        if any(veld in request.GET for veld in VELDEN):
            eigen = request.GET.copy()
            for veld in VELDEN:
                eigen.pop(veld, None)
            request.GET = eigen
        antwoord = self.get_response(request)
        soort = antwoord.headers.get("Content-Type", "")
        if request.gekozen_tijd.terug and soort.startswith("text/html") and not antwoord.streaming:
            html = antwoord.content.decode(antwoord.charset)
            antwoord.content = neem_mee(html, request.gekozen_tijd.vraag).encode(antwoord.charset)
        return antwoord

    def process_view(self, request: Any, view: Callable[..., Any], _args: Any, _kwargs: Any) -> None:
        # What is recorded is recorded now, and so is the form that comes back with a fault.
        if getattr(view, "reist_mee", False) and request.method in ("GET", "HEAD"):
            request.reist_mee = True
            if (dag := request.gekozen_tijd.bekend_op) and (zin := nog_niets_bekend(dag)):
                request.gekozen_tijd = request.gekozen_tijd.met_probleem(zin)
            request.tijd = request.gekozen_tijd


def nu_adres(request: HttpRequest) -> str:
    """This same page without the tijdmachine."""
    vraag = request.GET.urlencode()
    # A path that begins with // would be the address of another site.
    pad = escape_leading_slashes(request.path)
    return f"{pad}?{vraag}" if vraag else pad


def neem_mee(html: str, vraag: dict[str, str]) -> str:
    """Put these questions in every link and GET form of a page that stays within the application."""
    erbij = escape(urlencode(vraag))
    velden = "".join(f'<input type="hidden" name="{naam}" value="{escape(waarde)}">' for naam, waarde in vraag.items())

    def in_link(gevonden: re.Match[str]) -> str:
        adres, kruisje, plek = gevonden[1].partition("#")
        if not _is_van_ons(adres, heel=gevonden[1]):
            return gevonden[0]
        scheiding = "?" if "?" not in adres else "" if adres.endswith("?") else "&amp;"
        return f' href="{adres}{scheiding}{erbij}{kruisje}{plek}"'

    def in_tag(gevonden: re.Match[str]) -> str:
        tag = gevonden[0]
        if ZELF in tag:
            return tag
        if tag.startswith("<form"):
            return tag + velden if _GET.search(tag) else tag
        return _HREF.sub(in_link, tag)

    return _TAG.sub(in_tag, html)


def _is_van_ons(adres: str, *, heel: str) -> bool:
    """A path or a question of this application; a jump within the page keeps the address it has."""
    if heel.startswith("#") or adres.startswith(("//", settings.STATIC_URL)):
        return False
    if any(f"{veld}=" in adres for veld in VELDEN):
        return False  # a link that says itself of which day it is
    return adres.startswith(("/", "?")) or not adres


def nog_niets_bekend(bekend_op: date) -> str:
    """A sentence when nothing at all was recorded by the end of that day; else empty."""
    grens = einde_van(bekend_op)
    feiten: list[Any] = [model for model in apps.get_models() if issubclass(model, Registratie)]
    if any(model.objects.filter(vastgelegd_op__lt=grens).exists() for model in feiten):
        return ""
    momenten = [model.objects.aggregate(eerste=Min("vastgelegd_op"))["eerste"] for model in feiten]
    if not (bekend := [moment for moment in momenten if moment]):
        return "Er is nog niets vastgelegd. Daarom is alles onbekend."
    eerste = min(bekend).astimezone(AMSTERDAM).date()
    return f"Op die dag was nog niets vastgelegd: de eerste gegevens zijn van {voluit(eerste)}. Alles is dan onbekend."
