"""One's own account, and for which role one acts."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from organisaties import acties, logboek
from organisaties.forms import NaamFormulier
from organisaties.lijsten import blader
from organisaties.middleware import Verzoek
from organisaties.models import Lidmaatschap
from organisaties.tables import LogboekTabel
from organisaties.uitvoer import tabel_als_bestand
from organisaties.views.formulier import Gedaan, handel_af

# An id fits in 64 bits; a longer number would be an error of the database.
MEESTE_CIJFERS = 18


@require_http_methods(["GET", "HEAD", "POST"])
def account(request: Verzoek) -> HttpResponse:
    """Name, roles, password and what one did oneself. Without a role there is nothing to change but the password."""
    lid = request.lid
    form = None
    if lid is not None:
        form = NaamFormulier(request.POST or None, initial={"naam": request.user.naam})

        def uitvoeren(gegevens: dict[str, Any]) -> Gedaan:
            acties.wijzig_eigen_naam(door=lid, naam=gegevens["naam"])
            return Gedaan("Uw naam is gewijzigd.")

        if request.method == "POST" and handel_af(request, form, uitvoeren):
            return redirect("account")
    tabel = LogboekTabel(logboek.door(request.user), lid=lid, onder_kop=True, exclude=("gebruiker",))
    blader(request, tabel)
    if bestand := tabel_als_bestand(request, tabel):
        return bestand
    inhoud = {"form": form, "tabel": tabel, "rollen": request.lidmaatschappen, "titel": "Mijn account"}
    return render(request, "organisaties/account.html", inhoud)


@require_POST
def kies_lidmaatschap(request: Verzoek) -> HttpResponse:
    """Act for another of one's own roles; somebody else's, ended or unknown: 404. Then on to the home of that role."""
    keuze = request.POST.get("lidmaatschap", "")
    if not (keuze.isascii() and keuze.isdigit() and len(keuze) <= MEESTE_CIJFERS):
        raise Http404
    try:
        acties.kies_lidmaatschap(sessie=request.session, gebruiker=request.user, lidmaatschap_id=int(keuze))
    except Lidmaatschap.DoesNotExist as fout:
        raise Http404 from fout
    return redirect("vandaag")
