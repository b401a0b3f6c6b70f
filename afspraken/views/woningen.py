"""The corporatie's homes: the list, logging one, its next step, correcting it."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from afspraken.acties.woningen import kopie, leg_woning_vast, trek_woning_in, zet_stap
from afspraken.filters.woningen import WijkFilter, WoningFilter
from afspraken.forms.woningen import (
    StapForm,
    WoningCorrectieForm,
    WoningForm,
    WoningIntrekkenForm,
    woning_uit,
)
from afspraken.models import VrijgekomenWoning
from afspraken.overzicht.verhuring import terugkoppeling
from afspraken.overzicht.woningen import bewoners_van, bewoning_van, jaarstanden, personen_in
from afspraken.regels.normen import Meting
from afspraken.regels.woningen import VOLGENDE, Stap
from afspraken.tables.woningen import WijkTable, WoningTable, aandeel_in_tekst
from afspraken.toegang import (
    mag_toewijzen,
    mag_woning_vastleggen,
    mag_woningen_bijhouden,
    mag_woningen_zien,
)
from organisaties import logboek
from organisaties.lijsten import blader
from organisaties.middleware import Verzoek
from organisaties.models import Corporatie, Gemeente, Invoerbestand
from organisaties.rollen import Rol
from organisaties.tijdmachine import reist_mee
from organisaties.toegang import eis
from organisaties.uitvoer import tabel_als_bestand
from organisaties.views.formulier import Gedaan, handel_af

_formulier = require_http_methods(["GET", "HEAD", "POST"])
_MEESTE_WIJKEN = 300

STAPWOORDEN = {
    Stap.GERESERVEERD: ("Reserveren", "Woning reserveren"),
    Stap.VERHUURD: ("Verhuren", "Woning verhuren"),
    Stap.ONTTROKKEN: ("Uit de verhuur", "Woning uit de verhuur halen"),
    Stap.VRIJ: ("Weer vrij", "Reservering laten vervallen"),
}
"""Per step the short word on a button, and the title of its page."""


@require_safe
def lijst(request: Verzoek) -> HttpResponse:
    eis(mag_woningen_zien(request.lid))
    rijen = VrijgekomenWoning.objects.zichtbaar_voor(request.lid).met_stap().select_related("corporatie", "gemeente")
    keuze = WoningFilter(request.GET, queryset=rijen, request=request)
    weg = {"corporatie", "gemeente"} - keuze.meer
    if not mag_woningen_bijhouden(request.lid):
        weg.add("acties")
    tabel = WoningTable(keuze.qs, exclude=sorted(weg))
    if mag_woningen_bijhouden(request.lid) and not request.GET:
        tabel.lege_actie = (reverse("woning-vastleggen"), "Leg de eerste woning vast")
        tabel.empty_text = "Hier komen de woningen die vrijkomen. Leg ze één voor één vast of lees uw maandlijst in."
    blader(request, tabel)
    if bestand := tabel_als_bestand(request, tabel, keuze):
        return bestand
    return render(request, "afspraken/woningen.html", {"table": tabel, "filter": keuze})


@require_safe
@reist_mee
def wijken(request: Verzoek) -> HttpResponse:
    """How evenly the homes for statushouders are spread."""
    eis(mag_woningen_zien(request.lid))
    tijd = request.tijd
    rijen = VrijgekomenWoning.objects.zichtbaar_voor(request.lid).bekend(tijd.bekend_op)
    if tijd.peildatum is not None:
        rijen = rijen.filter(verhuurd_op__lte=tijd.peildatum)
    keuze = WijkFilter(request.GET, queryset=rijen, request=request)
    per_wijk = keuze.qs.per_wijk()
    tabel = WijkTable(per_wijk, jaar=keuze.gekozen_jaar, exclude=() if keuze.meer_gemeenten else ("gemeente",))
    blader(request, tabel)
    if bestand := tabel_als_bestand(request, tabel, keuze):
        return bestand
    samen = [0, 0]
    for teller, noemer in per_wijk.values_list("statushouders", "verhuurd"):
        samen = [samen[0] + teller, samen[1] + noemer]
    meting = Meting(*samen)
    inhoud = {
        "table": tabel,
        "filter": keuze,
        "meting": meting,
        "aandeel": aandeel_in_tekst(meting),
        "jaar": keuze.gekozen_jaar,
    }
    return render(request, "afspraken/woningen_wijken.html", inhoud)


@_formulier
def nieuw(request: Verzoek) -> HttpResponse:
    eis(mag_woningen_bijhouden(request.lid))
    corporatie = _corporatie(request)
    form = WoningForm(request.POST or None, gemeenten=_gemeenten(request), initial=_begin(request))
    gemaakt: list[VrijgekomenWoning] = []

    def uitvoeren(invoer: dict[str, Any]) -> None:  # the page itself shows what was recorded
        gemaakt.append(leg_woning_vast(door=request.lid, woning=woning_uit(invoer, corporatie=corporatie)))

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect(f"{reverse('woning-vastleggen')}{f'?na={gemaakt[0].pk}' if gemaakt else ''}")
    vorige = _genoemd(request)
    inhoud: dict[str, Any] = {"form": form, "vastgelegd": vorige, "wijken": _wijken(request)}
    if vorige is not None:
        open_ = VrijgekomenWoning.objects.zichtbaar_voor(request.lid).bekend().open()
        inhoud["gevolg"] = terugkoppeling(vorige) if vorige.verhuurd_op else []
        inhoud |= {"nog_open": open_.filter(gemeente=vorige.gemeente).count(), **_jaarstand(vorige)}
    return render(request, "afspraken/woning_nieuw.html", inhoud)


@require_safe
def een(request: Verzoek, pk: int) -> HttpResponse:
    woning = _zichtbaar(request, pk)
    assert request.lid is not None
    versies = list(
        VrijgekomenWoning.objects.zichtbaar_voor(request.lid)
        .filter(corporatie=woning.corporatie_id, kenmerk=woning.kenmerk)
        .select_related("gemeente", "corporatie", "vastgelegd_door", "ingetrokken_door", "invoerbestand")
        .order_by("-vastgelegd_op", "-pk")
    )
    mag_wijzigen = bool(mag_woning_vastleggen(request.lid, woning.corporatie)) and woning.ingetrokken_op is None
    bewoners = bewoners_van(woning, request.lid)
    mag_koppelen = bool(mag_toewijzen(request.lid, woning.gemeente)) and woning.ingetrokken_op is None
    bestanden = {versie.invoerbestand_id for versie in versies} - {None}
    return render(
        request,
        "afspraken/woning.html",
        {
            "woning": woning,
            "versies": versies,
            "geldig": next((versie for versie in versies if versie.ingetrokken_op is None), None),
            "mag_wijzigen": mag_wijzigen,
            "stappen": [(stap, STAPWOORDEN[stap][0]) for stap in VOLGENDE[woning.stap]] if mag_wijzigen else [],
            "mag_koppelen": mag_koppelen and woning.verhuurd_op is not None,
            "bewoners": bewoners,
            "bewoning": bewoning_van(bewoners),
            "personen": personen_in(woning),
            "eigen": request.lid.rol == Rol.CORPORATIE,
            "bestanden": set(
                Invoerbestand.objects.zichtbaar_voor(request.lid).filter(pk__in=bestanden).values_list("pk", flat=True)
            ),
            "logregels": logboek.over_samen(versies, request.lid),
            **(_jaarstand(woning) if request.lid.rol == Rol.CORPORATIE else {}),
        },
    )


@_formulier
def stap(request: Verzoek, pk: int, naar: str) -> HttpResponse:
    """The next step of a home; which ones there are follows from where it stands."""
    if naar not in set(Stap):
        raise Http404
    woning, doel = _te_wijzigen(request, pk), Stap(naar)
    if (weg := _al_weg(request, woning)) or (doel not in VOLGENDE[woning.stap] and request.method != "POST"):
        if not weg:
            messages.warning(request, f"Deze woning is {woning.stap.naam}. Deze stap kan nu niet.")
        return redirect("woning", pk=pk)
    form = StapForm(request.POST or None, naar=doel, initial={"doelgroep": woning.doelgroep})
    gemaakt: list[VrijgekomenWoning] = []

    def uitvoeren(invoer: dict[str, Any]) -> Gedaan:
        gemaakt.append(zet_stap(door=request.lid, woning=woning, naar=doel, **invoer))
        gevolg = terugkoppeling(gemaakt[0]) if doel is Stap.VERHUURD else []
        return Gedaan(" ".join([f"Woning {woning.kenmerk} is nu {doel.naam}.", *gevolg]))

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("woning", pk=gemaakt[0].pk if gemaakt else pk)
    titel = STAPWOORDEN[doel][1]
    return render(request, "afspraken/woning_stap.html", {"form": form, "woning": woning, "titel": titel})


@_formulier
def corrigeer(request: Verzoek, pk: int) -> HttpResponse:
    woning = _te_wijzigen(request, pk)
    if _al_weg(request, woning):
        return redirect("woning", pk=pk)
    velden = ("vrij_op", "wijk", "kamers", "huurklasse", "gereserveerd_op", "verhuurd_op", "onttrokken_op")
    vlaggen = ("doelgroep", "nieuwbouw", "flex", "onzelfstandig")
    form = WoningCorrectieForm(
        request.POST or None,
        gemeenten=_gemeenten(request, woning.gemeente),
        initial={"gemeente": woning.gemeente_id} | {veld: getattr(woning, veld) for veld in (*velden, *vlaggen)},
    )
    gemaakt: list[VrijgekomenWoning] = []

    def uitvoeren(invoer: dict[str, Any]) -> Gedaan:
        reden = invoer.pop("reden")
        nieuw = kopie(woning, **invoer)
        gemaakt.append(leg_woning_vast(door=request.lid, woning=nieuw, vervangt=woning, reden=reden))
        return Gedaan("De woning is verbeterd. De oude regel blijft te lezen.")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("woning", pk=gemaakt[0].pk if gemaakt else pk)
    inhoud = {"form": form, "woning": woning, "wijken": _wijken(request)}
    return render(request, "afspraken/woning_corrigeren.html", inhoud)


@_formulier
def trek_in(request: Verzoek, pk: int) -> HttpResponse:
    woning = _te_wijzigen(request, pk)
    if _al_weg(request, woning):
        return redirect("woning", pk=pk)
    form = WoningIntrekkenForm(request.POST or None)

    def uitvoeren(invoer: dict[str, Any]) -> Gedaan:
        trek_woning_in(door=request.lid, woning=woning, reden=invoer["reden"])
        return Gedaan("De woning is ingetrokken en telt niet meer mee.")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("woning", pk=pk)
    return render(request, "afspraken/woning_intrekken.html", {"form": form, "woning": woning})


def _corporatie(request: Verzoek) -> Corporatie:
    assert request.lid is not None
    assert request.lid.corporatie is not None
    return request.lid.corporatie


def _gemeenten(request: Verzoek, ook: Gemeente | None = None) -> Any:
    """Where the corporatie has homes now; with `ook` the gemeente of an old row as well."""
    eigen = Gemeente.objects.van(request.lid)
    nu = eigen.bestaand(timezone.localdate())
    return (nu | eigen.filter(pk=ook.pk)) if ook else nu


def _zichtbaar(request: Verzoek, pk: int) -> VrijgekomenWoning:
    rijen = VrijgekomenWoning.objects.zichtbaar_voor(request.lid).select_related("corporatie", "gemeente")
    woning: VrijgekomenWoning = get_object_or_404(rijen, pk=pk)
    return woning


def _te_wijzigen(request: Verzoek, pk: int) -> VrijgekomenWoning:
    woning = _zichtbaar(request, pk)
    eis(mag_woning_vastleggen(request.lid, woning.corporatie))
    return woning


def _al_weg(request: Verzoek, woning: VrijgekomenWoning) -> bool:
    """Whether there is nothing left to change. Who already filled in the form keeps it, with a message."""
    weg = woning.ingetrokken_op is not None and request.method != "POST"
    if weg:
        messages.warning(request, "Deze regel is intussen verbeterd of ingetrokken. Wijzigen kan niet meer.")
    return weg


def _genoemd(request: Verzoek) -> VrijgekomenWoning | None:
    """The home named in the address (`na`), when this person may see it."""
    na = request.GET.get("na", "")
    if not na.isdecimal() or len(na) > 18:  # noqa: PLR2004  # a database number
        return None
    rijen = VrijgekomenWoning.objects.zichtbaar_voor(request.lid).select_related("gemeente", "corporatie")
    gevonden: VrijgekomenWoning | None = rijen.filter(pk=na).first()
    return gevonden


def _begin(request: Verzoek) -> dict[str, Any]:
    """The next entry starts where the last one ended: same day, gemeente, wijk and rent class."""
    vorige = _genoemd(request)
    if vorige is None:
        return {"vrij_op": timezone.localdate()}
    return {
        "vrij_op": vorige.vrij_op,
        "gemeente": vorige.gemeente_id,
        "wijk": vorige.wijk,
        "huurklasse": vorige.huurklasse,
    }


def _wijken(request: Verzoek) -> list[str]:
    """The wijken this corporatie wrote before, to choose from while typing."""
    rijen = VrijgekomenWoning.objects.zichtbaar_voor(request.lid).bekend().exclude(wijk="").order_by("wijk")
    return list(rijen.values_list("wijk", flat=True).distinct()[:_MEESTE_WIJKEN])


def _jaarstand(woning: VrijgekomenWoning) -> dict[str, Any]:
    """What the corporatie let this year in the gemeente of this home, beside what was agreed."""
    dag: date = timezone.localdate()
    return {"jaarstand": jaarstanden(woning.corporatie, [woning.gemeente], dag)[0]}
