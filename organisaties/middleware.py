"""Which membership somebody acts for in this request."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control

from organisaties.models import Gebruiker, Lidmaatschap
from organisaties.regels.tijd import Tijd

SESSIESLEUTEL = "lidmaatschap"

# What a signed-in person without any role can still do: leave, look at and secure the own account.
ZONDER_ROL = frozenset({"account", "account_change_password", "account_reauthenticate", "account_set_password"})


class Verzoek(HttpRequest):
    """The request as a view gets it: signed in, and with what the middleware puts on it. For type hints only."""

    user: Gebruiker
    lid: Lidmaatschap | None
    lidmaatschappen: list[Lidmaatschap]
    tijd: Tijd  # what the page is about: see tijdmachine.py


class GeenTussenopslag:
    """No proxy and no browser keeps a page or a file that somebody had to sign in for, unless its view says how."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        ingelogd = request.user.is_authenticated  # asked before: who signs out is nobody afterwards
        antwoord = self.get_response(request)
        if (ingelogd or request.user.is_authenticated) and not antwoord.has_header("Cache-Control"):
            patch_cache_control(antwoord, private=True, no_store=True)
        return antwoord


class LidmaatschapMiddleware:
    """Sets `request.lid`: the chosen membership, else the first one, else None.

    It is read from the database at every request, so a role that ended is gone at the next one. Who has no role at
    all gets a page that says whom to ask, whatever address they try: no view has to think of them.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.lid = lid_van(request)  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: tuple[Any, ...], _kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        if request.lid is not None or not request.user.is_authenticated:  # type: ignore[attr-defined]
            return None
        if not getattr(view, "login_required", True):
            return None
        if request.resolver_match is not None and request.resolver_match.url_name in ZONDER_ROL:
            return None
        return render(request, "organisaties/geen_rol.html", {"beheerder": settings.BEHEERDER}, status=403)


def lid_van(request: HttpRequest) -> Lidmaatschap | None:
    request.lidmaatschappen = []  # type: ignore[attr-defined]
    if not request.user.is_authenticated:
        return None
    eigen = list(
        Lidmaatschap.objects.filter(gebruiker=request.user, beeindigd_op=None)
        .select_related("gebruiker", "gemeente", "regio", "corporatie", "huurdersorganisatie", "provincie")
        .order_by("pk")
    )
    request.lidmaatschappen = eigen  # type: ignore[attr-defined]
    gekozen = request.session.get(SESSIESLEUTEL)
    return next((lid for lid in eigen if lid.pk == gekozen), eigen[0] if eigen else None)
