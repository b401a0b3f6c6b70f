"""The entrance of functioneel beheer."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from organisaties.middleware import Verzoek
from organisaties.toegang import eis, mag_gebruikers_beheren


@require_GET
def beheer(request: Verzoek) -> HttpResponse:
    eis(mag_gebruikers_beheren(request.lid))
    return render(request, "organisaties/beheer.html", {"titel": "Beheer"})
