"""The rooms of a round: pages that can look back to what the round was on an earlier day."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from organisaties.middleware import Verzoek
from organisaties.tijdmachine import reist_mee
from toezicht.models import Toezichtronde
from toezicht.toen import ronde_toen


def kamer(view: Callable[[Verzoek, Toezichtronde], HttpResponse]) -> Callable[..., HttpResponse]:
    """A page about a round of one's own, as it was on the day that is asked; another one is not found."""

    @reist_mee
    @require_safe
    @wraps(view)
    def pagina(request: Verzoek, pk: int) -> HttpResponse:
        nu = get_object_or_404(Toezichtronde.objects.zichtbaar_voor(request.lid).select_related("provincie"), pk=pk)
        ronde = ronde_toen(nu, request.tijd.gedaan_op)
        return view(request, ronde) if ronde is not None else nog_niet_geopend(request, nu)

    return pagina


def nog_niet_geopend(request: Verzoek, ronde: Toezichtronde) -> HttpResponse:
    """The round was opened later than the day that is asked: there is nothing of it to show."""
    inhoud = {"ronde": ronde, "op": request.tijd.gedaan_op, "titel": f"Toezichtronde {ronde.halfjaar.kort}"}
    return render(request, "toezicht/nog_niet_geopend.html", inhoud)
