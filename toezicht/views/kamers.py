"""The rooms of a round: pages that can look back to what the round was on an earlier day."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from organisaties import logboek
from organisaties.middleware import Verzoek
from organisaties.regels.tijd import voluit
from organisaties.tijdmachine import reist_mee
from toezicht.models import Toezichtronde
from toezicht.toen import ronde_toen


def kamer(view: Callable[[Verzoek, Toezichtronde], HttpResponse]) -> Callable[..., HttpResponse]:
    """A page about a round of one's own, as it was on the day that is asked; another one is not found."""

    @reist_mee
    @require_safe
    @wraps(view)
    def pagina(request: Verzoek, pk: int) -> HttpResponse:
        nu = Toezichtronde.objects.zichtbaar_voor(request.lid).select_related("provincie").filter(pk=pk).first()
        if nu is None:
            return _verwijderd(request, pk)
        ronde = ronde_toen(nu, request.tijd.gedaan_op)
        return view(request, ronde) if ronde is not None else nog_niet_geopend(request, nu)

    return pagina


def _verwijderd(request: Verzoek, pk: int) -> HttpResponse:
    """Back to the list from a round that was removed: the logboek still leads here. Any other one is not found."""
    over = logboek.over_soort(Toezichtronde, request.lid).filter(handeling="ronde verwijderd", object_id=pk)
    if not over.exists():
        raise Http404
    messages.info(request, "Deze ronde is verwijderd.")
    return redirect("toezicht")


def nog_niet_geopend(request: Verzoek, ronde: Toezichtronde) -> HttpResponse:
    """The round was opened later than the day that is asked: there is nothing of it to show."""
    zin = f"Op {_dag(request)} was deze ronde nog niet geopend. Er is dus niets van te zien."
    return nog_niets(request, ronde, f"Toezichtronde {ronde.halfjaar.kort}", zin)


def nog_niets(request: Verzoek, ronde: Toezichtronde, titel: str, zin: str) -> HttpResponse:
    """A page of a day on which there was nothing to show yet; `zin` says what was not there."""
    return render(request, "toezicht/nog_niets.html", {"ronde": ronde, "titel": titel, "zin": zin})


def _dag(request: Verzoek) -> str:
    op = request.tijd.gedaan_op
    return voluit(op) if op else ""
