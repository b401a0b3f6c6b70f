"""Is this letter real? Whoever has a letter and an account can ask."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from organisaties.middleware import Verzoek
from toezicht.forms import ControleFormulier
from toezicht.pdf.controle import Uitkomst, controleer_voor


@require_http_methods(["GET", "HEAD", "POST"])
def pagina(request: Verzoek) -> HttpResponse:
    """The answer is on the same page: nothing is recorded and the file is not kept."""
    ingeleverd = request.method == "POST"
    form = ControleFormulier(request.POST, request.FILES) if ingeleverd else ControleFormulier()
    controle = None
    if ingeleverd and request.lid is not None and form.is_valid():
        controle = controleer_voor(request.lid, form.cleaned_data["bestand"].read())
    inhoud = {"form": form, "controle": controle, "klopt": controle and controle.uitkomst is Uitkomst.KLOPT}
    return render(request, "toezicht/controle.html", inhoud)
