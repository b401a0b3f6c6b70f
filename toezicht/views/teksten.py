"""What the provincie writes its letters with: text blocks with their versions, and how it signs."""

from typing import Any

from django.db.models import Case, IntegerField, Value, When
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from organisaties import logboek
from organisaties.acties import versie_van
from organisaties.lijsten import blader
from organisaties.middleware import Verzoek
from organisaties.models import Provincie
from organisaties.toegang import GeenToegang, eis
from organisaties.uitvoer import tabel_als_bestand
from organisaties.views.formulier import Gedaan, bevestig, handel_af
from toezicht import acties
from toezicht.forms import AfzenderFormulier, Bevestiging
from toezicht.models import BLOKVELDEN, Afzender, Tekstblok, Tekstblokversie
from toezicht.pdf.proef import Voorbeeld, voorbeeld
from toezicht.tables import TekstblokkenTabel
from toezicht.tekstformulieren import TekstblokFormulier
from toezicht.tekstoverzicht import Briefkeuze, blokversies, keuze_van_brieven, treden_van
from toezicht.toegang import mag_toezicht_inzien

PER_PAGINA = 25
_formulier = require_http_methods(["GET", "HEAD", "POST"])
AFZENDERVELDEN = (
    "orgaan",
    "plaats",
    "adres",
    "behandeld_door",
    "telefoon",
    "eerste_ondertekenaar",
    "tweede_ondertekenaar",
    "vier_ogen",
    "woord",
)


@require_safe
def lijst(request: Verzoek) -> HttpResponse:
    provincie = provincie_van(request)
    plaats = Case(
        *(When(plek=plek, then=Value(nummer)) for nummer, plek in enumerate(Tekstblok.Plek.values)),
        output_field=IntegerField(),
    )
    blokken = Tekstblok.objects.zichtbaar_voor(request.lid).order_by(plaats, "volgorde", "pk")
    tabel = TekstblokkenTabel(blokken, treden=treden_van(provincie))
    blader(request, tabel)
    if bestand := tabel_als_bestand(request, tabel):
        return bestand
    weg = Tekstblokversie.objects.zichtbaar_voor(request.lid).filter(verwijderd=True)
    inhoud = {
        "tabel": tabel,
        "leeg": not blokken.exists(),
        "provincie": provincie,
        "verwijderd": weg.exclude(bloknummer__in=blokken.values("pk")).order_by("-vastgelegd_op")[:PER_PAGINA],
        "titel": "Tekstblokken",
        "logregels": logboek.over_soort(Tekstblok, request.lid)[:PER_PAGINA],
    }
    return render(request, "toezicht/tekstblokken.html", inhoud)


@_formulier
def nieuw(request: Verzoek) -> HttpResponse:
    return _bewerk(request, Tekstblok(provincie=provincie_van(request)), "Tekstblok toevoegen")


@_formulier
def een(request: Verzoek, pk: int) -> HttpResponse:
    blok = _blok(request, pk)
    return _bewerk(request, blok, str(blok))


def _bewerk(request: Verzoek, blok: Tekstblok, titel: str) -> HttpResponse:
    """One page for a new block and an old one: the form, and beside it the block in a real letter.

    The button "Voorbeeld bekijken" sends the same form and keeps nothing; the script does so while one types.
    """
    bestaand = blok if blok.pk else None
    keuze = keuze_van_brieven(request.lid)
    begin: dict[str, Any] = {"bij": keuze.begin, "versie": versie_van(bestaand)}
    if bestaand:
        begin |= {veld: getattr(blok, veld) for veld in BLOKVELDEN}
    form = TekstblokFormulier(
        request.POST or None, initial=begin, treden=treden_van(blok.provincie), brieven=keuze.keuzes
    )

    def uitvoeren(gegevens: dict[str, Any]) -> Gedaan:
        gegevens.pop("bij", None)
        if bestaand is None:
            gegevens.pop("versie")
        gemaakt = acties.leg_tekstblok_vast(door=request.lid, provincie=blok.provincie, blok=bestaand, **gegevens)
        if bestaand is None:
            return Gedaan(f"Het tekstblok “{gemaakt}” is toegevoegd. Het staat in elk concept waarvoor het geldt.")
        return Gedaan("Het tekstblok is gewijzigd. Vastgestelde brieven houden hun oude tekst.")

    alleen_kijken = "voorbeeld" in request.POST
    if request.method == "POST" and not alleen_kijken and handel_af(request, form, uitvoeren):
        return redirect("tekstblokken")
    inhoud = {
        "form": form,
        "blok": bestaand,
        "titel": titel,
        "voorbeeld": _voorbeeld(form, blok, keuze),
        "logregels": logboek.over(blok, request.lid)[:PER_PAGINA] if bestaand else [],
    }
    return render(request, "toezicht/tekstblok.html", inhoud)


def _voorbeeld(form: TekstblokFormulier, blok: Tekstblok, keuze: Briefkeuze) -> Voorbeeld | None:
    """The block as typed, in the letter that was chosen; None where there is no round yet to choose from."""
    form.is_valid()
    gekozen = keuze.zoek(str(form["bij"].value() or "")) if "bij" in form.fields else None
    return voorbeeld(form.als_blok(blok), *gekozen) if gekozen else None


@_formulier
def voorbeeldteksten(request: Verzoek) -> HttpResponse:
    """A provincie without text blocks begins with an example, and makes it its own."""
    provincie = provincie_van(request)
    form = Bevestiging(request.POST or None)

    def uitvoeren(_: dict[str, Any]) -> Gedaan:
        acties.neem_voorbeeld_over(door=request.lid, provincie=provincie, voorbeeld=acties.voorbeeld_voor(provincie))
        return Gedaan("De voorbeeldteksten staan klaar. Pas ze aan tot het uw eigen teksten zijn.")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("tekstblokken")
    return bevestig(
        request,
        form,
        titel="Voorbeeldteksten overnemen",
        zin="U krijgt een klein stel teksten om mee te beginnen. Ze worden van uw provincie: u kunt ze wijzigen en"
        " verwijderen. Dit kan alleen zolang er nog geen tekstblokken zijn.",
        knop="Voorbeeldteksten overnemen",
        terug=reverse("tekstblokken"),
    )


@_formulier
def verwijderen(request: Verzoek, pk: int) -> HttpResponse:
    blok = _blok(request, pk)
    form = Bevestiging(request.POST or None, initial={"versie": versie_van(blok)})

    def uitvoeren(gegevens: dict[str, Any]) -> Gedaan:
        naam = str(blok)
        acties.verwijder_tekstblok(door=request.lid, blok=blok, versie=gegevens["versie"])
        return Gedaan(f"Het tekstblok “{naam}” is verwijderd.")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("tekstblokken")
    return bevestig(
        request,
        form,
        titel="Tekstblok verwijderen",
        zin=f"Het tekstblok “{blok}” verdwijnt uit alle concepten. Vastgestelde brieven houden hun tekst.",
        knop="Tekstblok verwijderen",
        terug=reverse("tekstblok", args=[pk]),
    )


@require_safe
def versies(request: Verzoek, pk: int) -> HttpResponse:
    """Every version of a block, also of one that was removed, with what changed."""
    rijen = blokversies(request.lid, pk)
    if not rijen:
        raise Http404
    inhoud = {
        "rijen": rijen,
        "nummer": pk,
        "weg": rijen[0].versie.verwijderd,
        "titel": f"Versies van “{rijen[0].naam}”",
    }
    return render(request, "toezicht/tekstblokversies.html", inhoud)


@_formulier
def terugzetten(request: Verzoek, pk: int, nummer: int) -> HttpResponse:
    alle = Tekstblokversie.objects.zichtbaar_voor(request.lid).filter(bloknummer=pk).select_related("provincie")
    versie: Tekstblokversie = get_object_or_404(alle, nummer=nummer)
    form = Bevestiging(request.POST or None, initial={"versie": str(alle[0].nummer)})

    def uitvoeren(gegevens: dict[str, Any]) -> Gedaan:
        gezien = alle.filter(nummer=int(gegevens["versie"])).first() if gegevens["versie"].isdecimal() else None
        acties.zet_tekstblok_terug(door=request.lid, versie=versie, gezien=gezien)
        return Gedaan(f"Versie {nummer} is teruggezet. De tekst staat weer in elk concept waarvoor hij geldt.")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("tekstblok", pk=pk)
    return bevestig(
        request,
        form,
        titel="Versie terugzetten",
        zin=f"Het tekstblok krijgt weer de tekst en de plek van versie {nummer}. Dat wordt een nieuwe versie: wat er nu"
        " staat blijft bewaard. Vastgestelde brieven veranderen niet.",
        knop="Versie terugzetten",
        terug=reverse("tekstblok-versies", args=[pk]),
    )


@_formulier
def afzender(request: Verzoek) -> HttpResponse:
    provincie = provincie_van(request)
    huidig = Afzender.objects.zichtbaar_voor(request.lid).first()
    begin = {veld: getattr(huidig, veld) for veld in AFZENDERVELDEN} if huidig else {}
    form = AfzenderFormulier(request.POST or None, initial=begin | {"versie": versie_van(huidig)})

    def uitvoeren(gegevens: dict[str, Any]) -> Gedaan:
        acties.wijzig_afzender(door=request.lid, provincie=provincie, **gegevens)
        return Gedaan("De afzender is vastgelegd. Vastgestelde brieven blijven zoals ze zijn.")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("afzender")
    inhoud = {
        "form": form,
        "titel": "Afzender",
        "logregels": logboek.over(huidig, request.lid)[:PER_PAGINA] if huidig else [],
    }
    return render(request, "toezicht/afzender.html", inhoud)


def provincie_van(request: Verzoek) -> Provincie:
    eis(mag_toezicht_inzien(request.lid))
    if request.lid is None or request.lid.provincie is None:
        raise GeenToegang("Alleen een toezichthouder van een provincie ziet deze pagina.")
    return request.lid.provincie


def _blok(request: Verzoek, pk: int) -> Tekstblok:
    blok: Tekstblok = get_object_or_404(
        Tekstblok.objects.zichtbaar_voor(request.lid).select_related("provincie"), pk=pk
    )
    return blok
