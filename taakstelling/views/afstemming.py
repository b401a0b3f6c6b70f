"""Own count beside COA's: the list, one half-year, what is done about a difference, the text, COA's figures."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from organisaties.acties import versie_van
from organisaties.lijsten import blader
from organisaties.middleware import Verzoek
from organisaties.models import Gemeente
from organisaties.rollen import Rol
from organisaties.templatetags.weergave import personen, saldo
from organisaties.tijdmachine import reist_mee
from organisaties.toegang import eis
from organisaties.uitvoer import tabel_als_bestand
from organisaties.vastleggen import AlGewijzigd
from organisaties.views.formulier import Gedaan, handel_af
from taakstelling.acties.afstemming import behandel_verschil, leg_coacijfer_vast, leg_verschillen_voor
from taakstelling.acties.feiten import trek_feit_in
from taakstelling.cijfers import coa_telt, leeg, mag_eigen_telling_zien, standen_voor, telt_in
from taakstelling.filters.afstemming import AfstemmingFilter
from taakstelling.forms.afstemming import (
    CoacijferCorrectieForm,
    CoacijferForm,
    IntrekkenForm,
    VerschilForm,
    VoorgelegdForm,
)
from taakstelling.models import Realisatie, Verschilstatus
from taakstelling.overzicht import buur
from taakstelling.overzicht.afstemming import Blad, Verschilregel, afstemmingsblad, afstemmingslijst
from taakstelling.regels.afstemmingstekst import Kop, Punt, aan_coa, aan_provincie
from taakstelling.regels.grootboek import Bron
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.oorzaken import OORZAKEN, Oorzaak
from taakstelling.tables.afstemming import AfstemmingTable
from taakstelling.toegang import mag_afstemmen, mag_afstemming_zien, mag_cijfers_vastleggen

_formulier = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@reist_mee
def lijst(request: Verzoek) -> HttpResponse:
    """Every half-year with a difference, of the gemeenten whose own count this membership may see."""
    eis(mag_afstemming_zien(request.lid))
    gemeenten = Gemeente.objects.zichtbaar_voor(request.lid).filter(code__in=mag_eigen_telling_zien(request.lid) or ())
    filter_ = AfstemmingFilter(request.GET, afstemmingslijst(request.lid, gemeenten, **request.tijd.zicht))
    tabel = AfstemmingTable(filter_.regels(), met_gemeente=filter_.meer_gemeenten)
    blader(request, tabel)
    if bestand := tabel_als_bestand(request, tabel, filter_):
        return bestand
    return render(
        request,
        "taakstelling/afstemming_lijst.html",
        {
            "table": tabel,
            "filter": filter_,
            "open": [regel for regel in filter_.alle if regel.status == "open"],
            "leest_lijsten": not request.tijd.terug
            and request.lid is not None
            and request.lid.rol in (Rol.GEMEENTE, Rol.REGIO),
        },
    )


@require_safe
@reist_mee
def blad(request: Verzoek, code: str, halfjaar: Halfjaar) -> HttpResponse:
    """One gemeente and half-year: COA's figures in order, the own count beside them, and every difference."""
    gemeente = _gemeente(request, code)
    inhoud = afstemmingsblad(request.lid, gemeente, halfjaar, **request.tijd.zicht)
    # What is to be done is done now.
    nu = not request.tijd.terug
    return render(
        request,
        "taakstelling/afstemming.html",
        {
            "blad": inhoud,
            "gemeente": gemeente,
            "halfjaar": halfjaar,
            "regel": inhoud.stand,
            "mag_cijfer": nu and mag_cijfers_vastleggen(request.lid, gemeente),
            "mag_afstemmen": nu and inhoud.ziet_rijen and mag_afstemmen(request.lid, gemeente),
            "vorig": buur(halfjaar, -1),
            "volgend": buur(halfjaar, 1),
            "vandaag": request.tijd.vandaag,
        },
    )


@_formulier
def behandel(request: Verzoek, code: str, halfjaar: Halfjaar, sleutel: str) -> HttpResponse:
    """Status and note of one difference."""
    gemeente, inhoud = _eigen_blad(request, code, halfjaar)
    regel = inhoud.met(sleutel)
    if regel is None:
        raise Http404
    nu = regel.nu
    form = VerschilForm(
        request.POST or None,
        initial={"versie": versie_van(nu), "status": regel.status, "notitie": nu.notitie if nu else ""},
    )

    def uitvoeren(invoer: dict[str, Any]) -> Gedaan:
        if invoer["versie"] != versie_van(nu):
            raise AlGewijzigd
        behandel_verschil(
            door=request.lid,
            gemeente=gemeente,
            halfjaar=halfjaar,
            verschil=regel.verschil,
            status=invoer["status"],
            notitie=invoer["notitie"],
            vervangt=nu,
        )
        rest = len(afstemmingsblad(request.lid, gemeente, halfjaar).te_doen)
        nog = "Alle verschillen zijn afgehandeld." if not rest else f"Nog {rest} te doen in dit halfjaar."
        return Gedaan(f"Vastgelegd: {invoer['status']}. {nog}")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("afstemming-halfjaar", code=code, halfjaar=halfjaar)
    eerder = (
        Verschilstatus.objects.zichtbaar_voor(request.lid)
        .filter(gemeente=gemeente, halfjaar=halfjaar, sleutel=sleutel)
        .select_related("vastgelegd_door")
        .order_by("-pk")
    )
    return render(
        request,
        "taakstelling/verschil.html",
        {"form": form, "gemeente": gemeente, "halfjaar": halfjaar, "regel": regel, "eerder": eerder},
    )


@_formulier
def tekst(request: Verzoek, code: str, halfjaar: Halfjaar) -> HttpResponse:
    """The differences that are still open as a text to copy, and the button that marks them as voorgelegd."""
    gemeente, inhoud = _eigen_blad(request, code, halfjaar)
    form = VoorgelegdForm(request.POST or None)
    te_melden = [regel for regel in inhoud.te_doen if regel.status == "open"]

    def uitvoeren(_: dict[str, Any]) -> Gedaan:
        aantal = leg_verschillen_voor(
            door=request.lid,
            gemeente=gemeente,
            halfjaar=halfjaar,
            verschillen=[(regel.verschil, regel.nu) for regel in te_melden],
        )
        return Gedaan(f"{aantal} {'verschil staat' if aantal == 1 else 'verschillen staan'} op voorgelegd.")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("afstemming-halfjaar", code=code, halfjaar=halfjaar)
    kop, punten = _kop(inhoud), [_punt(regel) for regel in inhoud.te_doen]
    return render(
        request,
        "taakstelling/afstemming_tekst.html",
        {
            "form": form,
            "gemeente": gemeente,
            "halfjaar": halfjaar,
            "te_melden": te_melden,
            "coa": aan_coa(kop, punten) if kop and punten else "",
            "provincie": aan_provincie(kop, [_punt(regel, kort=True) for regel in inhoud.regels])
            if kop and punten
            else "",
        },
    )


@_formulier
def cijfer_nieuw(request: Verzoek, code: str, halfjaar: Halfjaar) -> HttpResponse:
    gemeente = get_object_or_404(Gemeente.objects.zichtbaar_voor(request.lid).select_related("provincie"), code=code)
    eis(mag_cijfers_vastleggen(request.lid, gemeente))
    form = CoacijferForm(request.POST or None)

    def uitvoeren(invoer: dict[str, Any]) -> Gedaan:
        leg_coacijfer_vast(door=request.lid, gemeente=gemeente, halfjaar=halfjaar, **invoer)
        return Gedaan(f"Het cijfer van COA is vastgelegd. {_gevolg(request, gemeente, halfjaar)}")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect(_terug(request, gemeente), code=code, halfjaar=halfjaar)
    return _cijferpagina(request, form, gemeente, halfjaar, "Cijfer van COA vastleggen", "Cijfer vastleggen")


@_formulier
def cijfer_verbeteren(request: Verzoek, pk: int) -> HttpResponse:
    rij = _cijfer(request, pk)
    form = CoacijferCorrectieForm(
        request.POST or None, initial={"cijfers_per": rij.cijfers_per, "aantal": rij.aantal, "bron": rij.bron}
    )

    def uitvoeren(invoer: dict[str, Any]) -> Gedaan:
        leg_coacijfer_vast(door=request.lid, gemeente=rij.gemeente, halfjaar=rij.halfjaar, vervangt=rij, **invoer)
        return Gedaan(
            f"Het cijfer is verbeterd. Het oude blijft te lezen. {_gevolg(request, rij.gemeente, rij.halfjaar)}"
        )

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect(_terug(request, rij.gemeente), code=rij.gemeente.code, halfjaar=rij.halfjaar)
    return _cijferpagina(
        request, form, rij.gemeente, rij.halfjaar, "Cijfer van COA verbeteren", "Verbetering vastleggen"
    )


@_formulier
def cijfer_intrekken(request: Verzoek, pk: int) -> HttpResponse:
    rij = _cijfer(request, pk)
    form = IntrekkenForm(request.POST or None)

    def uitvoeren(invoer: dict[str, Any]) -> Gedaan:
        trek_feit_in(door=request.lid, rij=rij, reden=invoer["reden"])
        return Gedaan(f"Het cijfer is ingetrokken. Het blijft te lezen. {_gevolg(request, rij.gemeente, rij.halfjaar)}")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect(_terug(request, rij.gemeente), code=rij.gemeente.code, halfjaar=rij.halfjaar)
    return _cijferpagina(
        request, form, rij.gemeente, rij.halfjaar, "Cijfer van COA intrekken", "Cijfer intrekken", rij=rij, gevaar=True
    )


def _gemeente(request: Verzoek, code: str) -> Gemeente:
    """One whose own count this membership may see; the others do not exist here."""
    zichtbaar = Gemeente.objects.zichtbaar_voor(request.lid).filter(code__in=mag_eigen_telling_zien(request.lid) or ())
    gemeente: Gemeente = get_object_or_404(zichtbaar.select_related("provincie"), code=code)
    return gemeente


def _eigen_blad(request: Verzoek, code: str, halfjaar: Halfjaar) -> tuple[Gemeente, Blad]:
    gemeente = _gemeente(request, code)
    eis(mag_afstemmen(request.lid, gemeente))
    return gemeente, afstemmingsblad(request.lid, gemeente, halfjaar)


def _cijfer(request: Verzoek, pk: int) -> Realisatie:
    """A valid figure that this membership may change; who may only see it gets a 403."""
    rij: Realisatie = get_object_or_404(
        Realisatie.objects.zichtbaar_voor(request.lid).bekend().select_related("gemeente__provincie"), pk=pk
    )
    eis(mag_cijfers_vastleggen(request.lid, rij.gemeente))
    return rij


def _gevolg(request: Verzoek, gemeente: Gemeente, halfjaar: Halfjaar) -> str:
    """What the figure did to the stand, in a sentence; nothing about the own count to whoever may not see that."""
    lijnen = standen_voor(request.lid, [gemeente], halfjaar, halfjaar)
    nu = lijnen.get((gemeente.code, halfjaar)) or leeg(gemeente.code, halfjaar)
    if nu.gesloten:
        later = "onbekend" if nu.later is None else saldo(nu.later)
        waar = telt_in(gemeente, halfjaar).in_zin
        return f"De {halfjaar.in_zin} is gesloten en verandert niet. Nagekomen in de {waar}: {later}."
    ziet_eigen = gemeente.code in (mag_eigen_telling_zien(request.lid) or ())
    if nu.bron is not Bron.OFFICIEEL or not (ziet_eigen or coa_telt(gemeente, halfjaar)):
        return "Er telt in dit halfjaar nog geen cijfer van COA."
    stand = f" en de stand {saldo(nu.stand_eind)}" if ziet_eigen else ""
    return f"De realisatie is nu {personen(nu.realisatie)} (COA){stand}."


def _terug(request: Verzoek, gemeente: Gemeente) -> str:
    """Functioneel beheer records figures too, but does not see the own count they are laid beside."""
    return "afstemming-halfjaar" if gemeente.code in (mag_eigen_telling_zien(request.lid) or ()) else "stand"


def _cijferpagina(
    request: Verzoek, form: Any, gemeente: Gemeente, halfjaar: Halfjaar, titel: str, knop: str, **meer: Any
) -> HttpResponse:
    eerder = Realisatie.objects.zichtbaar_voor(request.lid).bekend().filter(gemeente=gemeente, halfjaar=halfjaar)
    telt = telt_in(gemeente, halfjaar)
    return render(
        request,
        "taakstelling/coacijfer.html",
        {
            "form": form,
            "gemeente": gemeente,
            "halfjaar": halfjaar,
            "titel": titel,
            "knop": knop,
            "eerder": eerder.order_by("cijfers_per"),
            "nagekomen_in": telt if telt != halfjaar else None,
            "terug": _terug(request, gemeente),
            **meer,
        },
    )


def _kop(inhoud: Blad) -> Kop | None:
    if inhoud.afstemming is None:
        return None
    officieel = inhoud.stand.officieel
    return Kop(
        inhoud.gemeente.naam,
        inhoud.halfjaar,
        inhoud.afstemming.eigen,
        inhoud.afstemming.coa,
        officieel.cijfers_per if officieel else None,
        inhoud.lijst.cijfers_per if inhoud.lijst else None,
    )


def _punt(regel: Verschilregel, *, kort: bool = False) -> Punt:
    """`kort`: without what a household is made of, because a small number of amv or nareizigers may be one family."""
    oorzaak = regel.verschil.oorzaak
    if kort and oorzaak in (Oorzaak.AMV, Oorzaak.NAREIZIGER):
        oorzaak = Oorzaak.AANTAL
    op_lijst, plaatsing = regel.lijstregel, regel.plaatsing
    datum = op_lijst.datum if op_lijst else (plaatsing.afgemeld_op or plaatsing.teldatum) if plaatsing else None
    return Punt(
        regel.verschil.aantal,
        OORZAKEN[oorzaak].naam,
        OORZAKEN[oorzaak].vraag,
        datum=datum,
        # Only what COA itself had on its list.
        kenmerk=(op_lijst.kenmerk or "") if op_lijst else "",
        rij=op_lijst.nummer if op_lijst else None,
    )
