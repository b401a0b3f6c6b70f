"""The beheerder's pages about people and their roles."""

from typing import Any

from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from organisaties import acties, logboek
from organisaties.filters import GebruikerFilter
from organisaties.forms import BevestigFormulier, UitnodigingFormulier
from organisaties.lijsten import blader
from organisaties.middleware import Verzoek
from organisaties.models import Gebruiker, Lidmaatschap
from organisaties.tables import GebruikersTabel, LogboekTabel, status_van
from organisaties.toegang import eis, mag_gebruikers_beheren
from organisaties.uitvoer import tabel_als_bestand
from organisaties.views.formulier import Gedaan, bevestig, handel_af

_formulier = require_http_methods(["GET", "HEAD", "POST"])


def _rollen(request: Verzoek) -> "Prefetch[Any, Any, Any]":
    rijen = (
        Lidmaatschap.objects.zichtbaar_voor(request.lid)
        .filter(beeindigd_op=None)
        .select_related("gemeente", "regio", "corporatie", "huurdersorganisatie", "provincie")
    )
    return Prefetch("lidmaatschappen", queryset=rijen.order_by("pk"), to_attr="actieve_rollen")


def _gebruiker(request: Verzoek, pk: int) -> Gebruiker:
    """Scoped: to anybody but the beheerder other people do not exist (404); the own account is not theirs to manage."""
    gebruiker: Gebruiker = get_object_or_404(Gebruiker.objects.zichtbaar_voor(request.lid), pk=pk)
    return gebruiker


@require_GET
def gebruikers(request: Verzoek) -> HttpResponse:
    eis(mag_gebruikers_beheren(request.lid))
    rijen = Gebruiker.objects.zichtbaar_voor(request.lid).prefetch_related(_rollen(request))
    filter_ = GebruikerFilter(request.GET, queryset=rijen)
    tabel = GebruikersTabel(filter_.qs)
    blader(request, tabel)
    if bestand := tabel_als_bestand(request, tabel, filter_):
        return bestand
    return render(request, "organisaties/gebruikers.html", {"tabel": tabel, "filter": filter_, "titel": "Gebruikers"})


@require_GET
def gebruiker(request: Verzoek, pk: int) -> HttpResponse:
    wie = _gebruiker(request, pk)
    if not mag_gebruikers_beheren(request.lid):
        return redirect("account")
    tabel = LogboekTabel(logboek.over(wie, request.lid), lid=request.lid, onder_kop=True, exclude=("gemeente",))
    blader(request, tabel)
    if bestand := tabel_als_bestand(request, tabel):
        return bestand
    rollen = wie.lidmaatschappen.select_related(
        "gemeente", "regio", "corporatie", "huurdersorganisatie", "provincie"
    ).order_by("beeindigd_op", "pk")
    inhoud = {
        "wie": wie,
        "status": status_van(wie),
        "rollen": rollen,
        "tabel": tabel,
        "titel": wie.naam,
        "is_zelf": wie.pk == request.user.pk,
    }
    return render(request, "organisaties/gebruiker.html", inhoud)


@_formulier
def uitnodigen(request: Verzoek) -> HttpResponse:
    """Invite somebody; with `?gebruiker=` a further role for somebody who is known."""
    eis(mag_gebruikers_beheren(request.lid))
    begin = {}
    if request.GET.get("gebruiker", "").isascii() and request.GET.get("gebruiker", "").isdigit():
        bekend = Gebruiker.objects.zichtbaar_voor(request.lid).filter(pk=request.GET["gebruiker"][:18]).first()
        begin = {"email": bekend.email, "naam": bekend.naam} if bekend else {}
    form = UitnodigingFormulier(request.POST or None, initial=begin)

    def uitvoeren(gegevens: dict[str, Any]) -> Gedaan:
        gedaan = acties.nodig_uit(door=request.lid, **gegevens)
        wat = "is uitgenodigd" if gedaan.nieuw else "heeft een nieuwe rol"
        wie, rol = gedaan.gebruiker, gedaan.lidmaatschap.omschrijving
        zin = f"{wie} {wat}: {rol}. Er gaat een mail naar {wie.email}."
        return Gedaan(zin, gedaan.verzending)

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        wie = Gebruiker.objects.zichtbaar_voor(request.lid).filter(email__iexact=form.cleaned_data["email"]).first()
        return redirect("gebruiker", pk=wie.pk) if wie else redirect("gebruikers")
    return render(request, "organisaties/uitnodigen.html", {"form": form, "titel": "Gebruiker uitnodigen"})


@_formulier
def opnieuw_uitnodigen(request: Verzoek, pk: int) -> HttpResponse:
    wie = _gebruiker(request, pk)
    eis(mag_gebruikers_beheren(request.lid))
    form = BevestigFormulier(request.POST or None)

    def uitvoeren(_gegevens: dict[str, Any]) -> Gedaan:
        verzending = acties.verstuur_uitnodiging_opnieuw(door=request.lid, gebruiker=wie)
        return Gedaan(f"De uitnodiging gaat opnieuw naar {wie.email}.", verzending)

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("gebruiker", pk=pk)
    return bevestig(
        request,
        form,
        titel=f"Uitnodiging opnieuw versturen aan {wie}",
        zin=f"{wie} krijgt op {wie.email} een nieuwe link om een wachtwoord te kiezen. De link werkt drie dagen.",
        knop="Uitnodiging versturen",
        terug=reverse("gebruiker", kwargs={"pk": pk}),
    )


@_formulier
def uitzetten(request: Verzoek, pk: int) -> HttpResponse:
    wie = _gebruiker(request, pk)
    eis(mag_gebruikers_beheren(request.lid))
    form = BevestigFormulier(request.POST or None)

    def uitvoeren(_gegevens: dict[str, Any]) -> Gedaan:
        acties.zet_gebruiker_uit(door=request.lid, gebruiker=wie)
        return Gedaan(f"Het account van {wie} staat uit.")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("gebruiker", pk=pk)
    return bevestig(
        request,
        form,
        titel=f"Account van {wie} uitzetten",
        zin=f"{wie} wordt direct overal uitgelogd en kan niet meer inloggen. De rollen en het logboek blijven staan. "
        "Zet u het account later weer aan, dan kiest deze gebruiker een nieuw wachtwoord.",
        knop="Account uitzetten",
        terug=reverse("gebruiker", kwargs={"pk": pk}),
    )


@_formulier
def aanzetten(request: Verzoek, pk: int) -> HttpResponse:
    wie = _gebruiker(request, pk)
    eis(mag_gebruikers_beheren(request.lid))
    form = BevestigFormulier(request.POST or None)

    def uitvoeren(_gegevens: dict[str, Any]) -> Gedaan:
        verzending = acties.zet_gebruiker_aan(door=request.lid, gebruiker=wie)
        return Gedaan(f"Het account van {wie} staat weer aan. Er gaat een mail naar {wie.email}.", verzending)

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("gebruiker", pk=pk)
    return bevestig(
        request,
        form,
        titel=f"Account van {wie} aanzetten",
        zin=f"{wie} krijgt op {wie.email} een link om een nieuw wachtwoord te kiezen en kan daarna weer inloggen, "
        "met de rollen die er nog zijn.",
        knop="Account aanzetten",
        terug=reverse("gebruiker", kwargs={"pk": pk}),
    )


@_formulier
def rol_beeindigen(request: Verzoek, pk: int) -> HttpResponse:
    rol = get_object_or_404(Lidmaatschap.objects.zichtbaar_voor(request.lid).select_related("gebruiker"), pk=pk)
    eis(mag_gebruikers_beheren(request.lid))
    form = BevestigFormulier(request.POST or None)
    wie = rol.gebruiker

    def uitvoeren(_gegevens: dict[str, Any]) -> Gedaan:
        acties.beeindig_lidmaatschap(door=request.lid, lidmaatschap=rol)
        return Gedaan(f"De rol {rol.omschrijving} van {wie} is beëindigd.")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("gebruiker", pk=wie.pk)
    return bevestig(
        request,
        form,
        titel=f"Rol van {wie} beëindigen",
        zin=f"{wie} kan vanaf nu niet meer werken als {rol.omschrijving}. Wat in deze rol is vastgelegd, blijft staan.",
        knop="Rol beëindigen",
        terug=reverse("gebruiker", kwargs={"pk": wie.pk}),
    )
