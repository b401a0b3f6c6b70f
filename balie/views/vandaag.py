"""The first page after signing in, by role."""

from collections.abc import Callable

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from balie.views import corporatie, gemeente, huurders, overig, provincie, regio
from organisaties.middleware import Verzoek
from organisaties.rollen import Rol
from organisaties.tijdmachine import reist_mee

_PER_ROL: dict[str, Callable[[Verzoek], HttpResponse]] = {
    Rol.GEMEENTE: gemeente.thuis,
    Rol.REGIO: regio.thuis,
    Rol.PROVINCIE: provincie.thuis,
    Rol.CORPORATIE: corporatie.thuis,
    Rol.HUURDERS: huurders.thuis,
    Rol.CIJFERLEZER: overig.cijfers,
    Rol.BEHEER: overig.beheer,
}


@require_safe
@reist_mee
def vandaag(request: Verzoek) -> HttpResponse:
    assert request.lid is not None
    return _PER_ROL[request.lid.rol](request)
