"""The households of a gemeente: coupling them, every step to a home, and looking after them."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from organisaties import logboek
from organisaties.lijsten import blader
from organisaties.middleware import Verzoek
from organisaties.models import Gemeente
from organisaties.templatetags.weergave import datum
from organisaties.toegang import eis
from organisaties.uitvoer import tabel_als_bestand
from organisaties.views.formulier import Gedaan, handel_af
from taakstelling.acties import huishoudens as acties
from taakstelling.filters.huishoudens import HuishoudenFilter
from taakstelling.forms.huishoudens import HuishoudenForm, KoppelForm, RedenForm, StapForm, huishouden_uit
from taakstelling.models import Huishouden, Koppeling, Koppelstap, Plaatsing
from taakstelling.overzicht.dubbelen import mogelijk_dubbele_koppeling
from taakstelling.overzicht.huishoudens import behandelaars, is_gewist, standen_van, termijnen_van, tijdlijn
from taakstelling.regels.koppeling import EINDES, KAN_NU, LOPEND, SOORTEN, Soort
from taakstelling.regels.koppelklok import Klok
from taakstelling.tables.huishoudens import HuishoudenTable
from taakstelling.toegang import mag_huishouden_wijzigen, mag_plaatsingen_zien
from taakstelling.views.plaatsingen import koppelgemeenten_van

_formulier = require_http_methods(["GET", "HEAD", "POST"])

KNOPPEN = {
    Soort.GEVRAAGD: "Woning gevraagd",
    Soort.AANGEBODEN: "Woning aangeboden",
    Soort.GEACCEPTEERD: "Geaccepteerd",
    Soort.GEWEIGERD: "Geweigerd",
    Soort.STILSTAND: "Ligt stil",
    Soort.VERDER: "Weer oppakken",
    Soort.TERUGGEGEVEN: "Teruggeven aan COA",
    Soort.OVERGEDRAGEN: "Overdragen aan een andere gemeente",
    Soort.ZELF_GEVONDEN: "Zelf een woning gevonden",
    Soort.VERTROKKEN: "Vertrokken",
}
"""What the link to a step says; what it is called afterwards is in `regels.koppeling`."""

UITLEG = {
    Soort.GEWEIGERD: "De klok loopt door. Kies wat er na de weigering gebeurt.",
    Soort.STILSTAND: "De klok loopt door. Met een reden weet iedereen waarom er niets gebeurt.",
    Soort.TERUGGEGEVEN: "Dit huishouden hoort daarna niet meer bij uw gemeente. Het telt niet voor uw realisatie.",
    Soort.OVERGEDRAGEN: "De plaatsing telt daarna voor de gemeente die de koppeling overneemt.",
    Soort.ZELF_GEVONDEN: "Verhuisde het huishouden uit de opvang en telt dat voor uw gemeente? Leg dan een plaatsing"
    " vast in plaats van dit.",
    Soort.VERTROKKEN: "Bijvoorbeeld naar het buitenland. Dit telt niet voor uw realisatie.",
}


@require_safe
def lijst(request: Verzoek) -> HttpResponse:
    eis(mag_plaatsingen_zien(request.lid))
    vandaag = timezone.localdate()
    rijen = Huishouden.objects.zichtbaar_voor(request.lid).met_stand(vandaag).select_related("koppelgemeente")
    keuze = HuishoudenFilter(request.GET, queryset=rijen, request=request)
    gemeenten = {pk for (pk,) in rijen.order_by().values_list("koppelgemeente").distinct()}
    tabel = HuishoudenTable(keuze.qs, termijnen=termijnen_van(gemeenten), vandaag=vandaag)
    blader(request, tabel)
    if bestand := tabel_als_bestand(request, tabel, keuze):
        return bestand
    return render(request, "taakstelling/huishoudens.html", {"table": tabel, "filter": keuze, "vandaag": vandaag})


@_formulier
def nieuw(request: Verzoek) -> HttpResponse:
    gemeenten = koppelgemeenten_van(request.lid)
    form = KoppelForm(request.POST or None, koppelgemeenten=gemeenten, behandelaars=behandelaars(gemeenten))
    gemaakt: list[Huishouden] = []

    def uitvoeren(invoer: dict[str, Any]) -> Gedaan:
        koppelgemeente, gegevens = invoer["koppelgemeente"], huishouden_uit(invoer)
        lijken = mogelijk_dubbele_koppeling(
            koppelgemeente, dag=gegevens.gekoppeld_op, personen=gegevens.personen, kenmerk=gegevens.kenmerk
        )
        form.vraag_dubbel([lijken])
        huishouden = acties.koppel_huishouden(
            door=request.lid,
            koppelgemeente=koppelgemeente,
            gegevens=gegevens,
            behandelaar=invoer["behandelaar"],
        )
        gemaakt.append(huishouden)
        termijnen = termijnen_van([huishouden.koppelgemeente_id])[huishouden.koppelgemeente_id]
        klok = Klok.van(invoer["gekoppeld_op"], termijnen)
        return Gedaan(f"{huishouden} is gekoppeld. Zoek uiterlijk op {datum(klok.woning_op)} een woning.")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("huishouden", pk=gemaakt[0].pk) if gemaakt else redirect("huishoudens")
    return render(request, "taakstelling/huishouden_nieuw.html", {"form": form})


@require_safe
def een(request: Verzoek, pk: int) -> HttpResponse:
    if gewist := _gewist(request, pk):
        return gewist
    huishouden = _zichtbaar(request, pk)
    stand = standen_van([huishouden], timezone.localdate())[0]
    mag = mag_huishouden_wijzigen(request.lid, huishouden.koppelgemeente)
    stappen = KAN_NU.get(stand.fase, ()) if mag and huishouden.gekoppeld_op else ()
    gebeurtenissen = tijdlijn(huishouden.pk, stand)
    plaatsingen = [g.plaatsing for g in gebeurtenissen if g.plaatsing]
    return render(
        request,
        "taakstelling/huishouden.html",
        {
            "huishouden": huishouden,
            "koppeling": next((g.koppeling for g in gebeurtenissen if g.koppeling), None),
            "stand": stand,
            "mag_wijzigen": bool(mag),
            "tijdlijn": gebeurtenissen,
            "laatste_plaatsing": plaatsingen[-1] if plaatsingen else None,
            "stappen": [(soort, KNOPPEN[soort]) for soort in stappen],
            "eindes": [(s, n) for s, n in KNOPPEN.items() if s in EINDES] if stappen else [],
            "logregels": logboek.over_samen([huishouden, *huishouden.plaatsingen.all()], request.lid),
        },
    )


@_formulier
def wijzig(request: Verzoek, pk: int) -> HttpResponse:
    huishouden = _te_wijzigen(request, pk)
    gegevens = acties.gegevens_van_huishouden(huishouden)
    gemeenten = Gemeente.objects.zichtbaar_voor(request.lid).filter(pk=huishouden.koppelgemeente_id)
    form = HuishoudenForm(
        request.POST or None,
        koppelgemeenten=gemeenten,
        behandelaars=behandelaars(gemeenten),
        initial={
            **{veld: getattr(gegevens, veld) for veld in gegevens.__dataclass_fields__},
            "koppelgemeente": huishouden.koppelgemeente_id,
            "behandelaar": huishouden.behandelaar_id,
            "versie": acties.versie_van_huishouden(huishouden),
        },
    )

    def uitvoeren(invoer: dict[str, Any]) -> Gedaan:
        acties.wijzig_huishouden(
            door=request.lid,
            huishouden=huishouden,
            gegevens=huishouden_uit(invoer),
            behandelaar=invoer["behandelaar"],
            versie=invoer["versie"],
        )
        return Gedaan("Het huishouden is gewijzigd.")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("huishouden", pk=pk)
    return render(request, "taakstelling/huishouden_nieuw.html", {"form": form, "huishouden": huishouden})


@_formulier
def stap(request: Verzoek, pk: int, soort: Soort) -> HttpResponse:
    huishouden = _te_wijzigen(request, pk)
    stand = standen_van([huishouden], timezone.localdate())[0]
    mogelijk = stand.fase in LOPEND and (soort in EINDES or soort in KAN_NU[stand.fase])
    if request.method != "POST" and not (mogelijk and huishouden.gekoppeld_op):
        messages.info(request, f"“{KNOPPEN[soort]}” past nu niet bij dit huishouden. Zo staat het ervoor:")
        return redirect("huishouden", pk=pk)
    form = StapForm(request.POST or None, soort=soort, initial={"versie": acties.versie_van_huishouden(huishouden)})

    def uitvoeren(invoer: dict[str, Any]) -> Gedaan:
        acties.leg_stap_vast(door=request.lid, huishouden=huishouden, stap=form.stap(invoer), versie=invoer["versie"])
        nu = standen_van([_zichtbaar(request, pk)], timezone.localdate())[0]
        return Gedaan(f"{SOORTEN[soort]}. {nu.volgende}")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("huishouden", pk=pk)
    return render(
        request,
        "taakstelling/huishouden_stap.html",
        {
            "form": form,
            "huishouden": huishouden,
            "titel": SOORTEN[soort],
            "uitleg": UITLEG.get(soort, ""),
            "einde": soort in EINDES,
        },
    )


@_formulier
def trek_stap_in(request: Verzoek, pk: int) -> HttpResponse:
    rij: Koppelstap = get_object_or_404(
        Koppelstap.objects.zichtbaar_voor(request.lid).select_related("huishouden", "koppelgemeente"), pk=pk
    )
    huishouden = rij.huishouden
    terug = redirect("huishouden", pk=huishouden.pk) if huishouden else redirect("huishoudens")
    if rij.ingetrokken_op is not None and request.method != "POST":
        messages.warning(request, "Deze stap is intussen ingetrokken.")
        return terug
    form = RedenForm(request.POST or None)

    def uitvoeren(invoer: dict[str, Any]) -> Gedaan:
        acties.trek_stap_in(door=request.lid, stap=rij, reden=invoer["reden"])
        return Gedaan(f"“{rij.get_soort_display()}” is ingetrokken.")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return terug
    zin = f"“{rij.get_soort_display()}” van {datum(rij.datum)} telt daarna niet meer."
    if rij.is_einde:
        zin += " De koppeling loopt dan weer, met de klok vanaf de dag van de koppeling."
    inhoud = {"form": form, "huishouden": huishouden, "zin": zin, "titel": "Stap intrekken"}
    return render(request, "taakstelling/koppelfeit_intrekken.html", inhoud)


@_formulier
def trek_koppeling_in(request: Verzoek, pk: int) -> HttpResponse:
    huishouden = _te_wijzigen(request, pk)
    if huishouden.gekoppeld_op is None and request.method != "POST":
        messages.warning(request, "Dit huishouden heeft geen koppeling om in te trekken.")
        return redirect("huishouden", pk=pk)
    form = RedenForm(request.POST or None, initial={"versie": acties.versie_van_huishouden(huishouden)})

    def uitvoeren(invoer: dict[str, Any]) -> Gedaan:
        acties.trek_koppeling_in(
            door=request.lid, huishouden=huishouden, reden=invoer["reden"], versie=invoer["versie"]
        )
        return Gedaan("De koppeling is ingetrokken.")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("huishouden", pk=pk)
    zin = (
        "Doe dit alleen als deze koppeling er nooit was, bijvoorbeeld omdat u haar twee keer invoerde. Gaf u het"
        " huishouden terug aan COA? Leg dan dat vast."
    )
    inhoud = {"form": form, "huishouden": huishouden, "zin": zin, "titel": "Koppeling intrekken"}
    return render(request, "taakstelling/koppelfeit_intrekken.html", inhoud)


def _gewist(request: Verzoek, pk: int) -> HttpResponse | None:
    """What is left of a household that was erased: its counts, for who may see those; None when it is still there."""
    van = (Koppeling.objects.zichtbaar_voor(request.lid), Plaatsing.objects.zichtbaar_voor(request.lid))
    if not is_gewist(pk) or not any(rijen.filter(dossier=pk).exists() for rijen in van):
        return None
    return render(request, "taakstelling/huishouden_gewist.html", {"tijdlijn": tijdlijn(pk), "dossier": pk})


def _zichtbaar(request: Verzoek, pk: int) -> Any:
    rijen = Huishouden.objects.zichtbaar_voor(request.lid).met_stand(timezone.localdate())
    return get_object_or_404(rijen.select_related("koppelgemeente", "behandelaar__gebruiker"), pk=pk)


def _te_wijzigen(request: Verzoek, pk: int) -> Any:
    huishouden = _zichtbaar(request, pk)
    eis(mag_huishouden_wijzigen(request.lid, huishouden.koppelgemeente))
    return huishouden
