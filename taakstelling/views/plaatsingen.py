"""Recording plaatsingen and looking after them."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from organisaties import logboek
from organisaties.lijsten import blader
from organisaties.middleware import Verzoek
from organisaties.models import Gemeente, Lidmaatschap
from organisaties.templatetags.weergave import hoeveel, personen
from organisaties.tijdmachine import reist_mee
from organisaties.toegang import eis, ziet_bestand_van
from organisaties.uitvoer import tabel_als_bestand
from organisaties.views.formulier import Gedaan, handel_af
from taakstelling.acties.plaatsingen import (
    gegevens_van,
    leg_plaatsing_vast,
    leg_plaatsingen_vast,
    trek_plaatsing_in,
    volgorde_van,
)
from taakstelling.cijfers import coa_telt, geteld_op, telt_in
from taakstelling.filters.plaatsingen import PlaatsingFilter
from taakstelling.forms.plaatsingen import (
    CorrectieForm,
    IntrekkenForm,
    MeerForm,
    PlaatsingForm,
    RegelFormSet,
    gegevens_uit,
)
from taakstelling.models import Huishouden, Plaatsing
from taakstelling.overzicht.dubbelen import mogelijk_dubbel
from taakstelling.overzicht.huishoudens import plaatsing_van
from taakstelling.regels import telling
from taakstelling.regels.dubbelen import Kort
from taakstelling.regels.plaatsing import Plaatsingsgegevens, telt_op
from taakstelling.tables.plaatsingen import PlaatsingTable
from taakstelling.terugkoppeling import voortgang_van
from taakstelling.toegang import mag_plaatsing_vastleggen, mag_plaatsingen_zien
from taakstelling.vooruitzicht import vooruitzicht_van

_formulier = require_http_methods(["GET", "HEAD", "POST"])


def koppelgemeenten_van(lid: Lidmaatschap | None) -> QuerySet[Gemeente]:
    """The gemeenten for which somebody records, the present ones first. Raises GeenToegang for the other roles."""
    eis(mag_plaatsingen_zien(lid))
    eigen: QuerySet[Gemeente] = Gemeente.objects.van(lid)
    return eigen.filter(geldig_tot=None) if eigen.filter(geldig_tot=None).exists() else eigen


@require_safe
@reist_mee
def lijst(request: Verzoek) -> HttpResponse:
    eis(mag_plaatsingen_zien(request.lid))
    rijen = (
        Plaatsing.objects.zichtbaar_voor(request.lid)
        .vastgelegd(request.tijd.bekend_op)
        .filter(geteld_op(Plaatsing, request.tijd.peildatum))
        .select_related("huishouden", "koppelgemeente", "huisvestingsgemeente")
    )
    keuze = PlaatsingFilter(request.GET, queryset=rijen, request=request)
    tabel = PlaatsingTable(keuze.qs, exclude=() if keuze.meer_gemeenten else ("koppelgemeente",))
    blader(request, tabel)
    if bestand := tabel_als_bestand(request, tabel, keuze):
        return bestand
    return render(request, "taakstelling/plaatsingen.html", {"table": tabel, "filter": keuze})


@_formulier
def nieuw(request: Verzoek) -> HttpResponse:
    gemeenten = koppelgemeenten_van(request.lid)
    form = PlaatsingForm(request.POST or None, koppelgemeenten=gemeenten, initial=_begin(request))
    gemaakt: list[Plaatsing] = []

    def uitvoeren(invoer: dict[str, Any]) -> None:  # the page itself shows what it did to the stand
        gemaakt.append(_leg_vast(request, form, invoer))

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect(f"{reverse('plaatsing-vastleggen')}{_na(gemaakt)}")
    waarvan = {"bij": _genoemd(request, "bij"), "huishouden": _genoemd_huishouden(request)}
    return render(request, "taakstelling/plaatsing_nieuw.html", {"form": form, **waarvan, **_terugkoppeling(request)})


@_formulier
def meer(request: Verzoek) -> HttpResponse:
    """Several at once; everything is recorded or nothing."""
    form = MeerForm(request.POST or None, koppelgemeenten=koppelgemeenten_van(request.lid))
    regels = RegelFormSet(request.POST or None, prefix="regel")
    gemaakt: list[Plaatsing] = []

    def uitvoeren(invoer: dict[str, Any]) -> Gedaan:
        gevuld = [regel for regel in regels if regel.has_changed()]
        if not gevuld:
            raise ValidationError("Vul minstens één regel in.")
        reeks = [gegevens_uit(invoer, regel.cleaned_data) for regel in gevuld]
        koppelgemeente = invoer["koppelgemeente"]
        form.vraag_dubbel(mogelijk_dubbel(koppelgemeente, _kort(koppelgemeente, reeks)))
        try:
            gemaakt.extend(
                leg_plaatsingen_vast(
                    door=request.lid,
                    koppelgemeente=koppelgemeente,
                    huisvestingsgemeente=invoer["huisvestingsgemeente"],
                    reeks=reeks,
                )
            )
        except ValidationError as fout:
            raise _verdeel_fouten(gevuld, fout.message_dict) from fout
        samen = sum(plaatsing.meegeteld for plaatsing in gemaakt)
        telt = "telt" if samen == 1 else "tellen"
        return Gedaan(
            f"{hoeveel(len(gemaakt), 'plaatsing', 'plaatsingen')} vastgelegd. Samen {telt} {personen(samen)} mee."
        )

    if request.method == "POST" and regels.is_valid() and handel_af(request, form, uitvoeren):
        return redirect(f"{reverse('plaatsing-vastleggen')}{_na(gemaakt)}")
    return render(request, "taakstelling/plaatsingen_meer.html", {"form": form, "regels": regels})


@require_safe
def een(request: Verzoek, pk: int) -> HttpResponse:
    plaatsing = _zichtbaar(request, pk)
    uitkomst = telling.telt(
        plaatsing.huisvestingsvorm,
        volwassenen=plaatsing.volwassenen,
        kinderen=plaatsing.kinderen,
        amv=plaatsing.amv,
        nareizigers=plaatsing.nareizigers,
        eerder_geteld=plaatsing.eerder_geteld,
    )
    return render(
        request,
        "taakstelling/plaatsing.html",
        {
            "plaatsing": plaatsing,
            "telling": uitkomst,
            "opvolger": Plaatsing.objects.zichtbaar_voor(request.lid).filter(vervangt=plaatsing).first(),
            "mag_wijzigen": mag_plaatsing_vastleggen(request.lid, plaatsing.koppelgemeente)
            and plaatsing.ingetrokken_op is None,
            "herkenbaar": plaatsing.huishouden.herkenningen.count() if plaatsing.huishouden else 0,
            "ziet_bestand": plaatsing.invoerbestand is not None
            and ziet_bestand_van(request.lid, plaatsing.invoerbestand.lidmaatschap),
            "logregels": logboek.over(plaatsing, request.lid),
        },
    )


@_formulier
def corrigeer(request: Verzoek, pk: int) -> HttpResponse:
    plaatsing = _te_wijzigen(request, pk)
    if _al_weg(request, plaatsing):
        return redirect("plaatsing", pk=pk)
    oud = gegevens_van(plaatsing)
    form = CorrectieForm(
        request.POST or None,
        koppelgemeenten=Gemeente.objects.zichtbaar_voor(request.lid).filter(pk=plaatsing.koppelgemeente_id),
        initial={
            **{veld: getattr(oud, veld) for veld in oud.__dataclass_fields__},
            "koppelgemeente": plaatsing.koppelgemeente_id,
            "huisvestingsgemeente": plaatsing.huisvestingsgemeente_id,
        },
    )
    form.stond_in = plaatsing.halfjaar
    gemaakt: list[Plaatsing] = []

    def uitvoeren(invoer: dict[str, Any]) -> Gedaan:
        gemaakt.append(_leg_vast(request, form, invoer, vervangt=plaatsing, reden=invoer["reden"]))
        return Gedaan("De plaatsing is verbeterd. De oude regel blijft te lezen.")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("plaatsing", pk=gemaakt[0].pk if gemaakt else pk)
    return render(request, "taakstelling/plaatsing_corrigeren.html", _inhoud(form, plaatsing))


@_formulier
def trek_in(request: Verzoek, pk: int) -> HttpResponse:
    plaatsing = _te_wijzigen(request, pk)
    if _al_weg(request, plaatsing):
        return redirect("plaatsing", pk=pk)
    form = IntrekkenForm(request.POST or None)

    def uitvoeren(invoer: dict[str, Any]) -> Gedaan:
        trek_plaatsing_in(door=request.lid, plaatsing=plaatsing, reden=invoer["reden"])
        return Gedaan("De plaatsing is ingetrokken en telt niet meer mee.")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("plaatsing", pk=pk)
    return render(request, "taakstelling/plaatsing_intrekken.html", _inhoud(form, plaatsing))


@require_safe
def telregels(request: Verzoek) -> HttpResponse:
    """What counts and what does not, the same table that the arithmetic uses."""
    return render(
        request,
        "taakstelling/telregels.html",
        {
            "vormen": telling.VORMEN.values(),
            "categorieen": telling.CATEGORIEEN.values(),
            "situaties": telling.SITUATIES,
        },
    )


def _leg_vast(
    request: Verzoek,
    form: PlaatsingForm,
    invoer: dict[str, Any],
    vervangt: Plaatsing | None = None,
    reden: str = "",
) -> Plaatsing:
    """Record what the form says, but first ask about one that looks the same; with `vervangt` it corrects that row."""
    gegevens, koppelgemeente = gegevens_uit(invoer), invoer["koppelgemeente"]
    huishouden = _genoemd_huishouden(request)
    # From the page of a household the next part is meant to carry its kenmerk; elsewhere that is another household.
    erbij = (
        huishouden is not None
        and huishouden.kenmerk == gegevens.kenmerk
        and (huishouden.koppelgemeente == koppelgemeente or koppelgemeente in huishouden.koppelgemeente.opvolgers.all())
    )
    form.vraag_dubbel(mogelijk_dubbel(koppelgemeente, _kort(koppelgemeente, [gegevens], erbij=erbij), vervangt))
    return leg_plaatsing_vast(
        door=request.lid,
        koppelgemeente=koppelgemeente,
        huisvestingsgemeente=invoer["huisvestingsgemeente"],
        gegevens=gegevens,
        vervangt=vervangt,
        reden=reden,
    )


def _kort(koppelgemeente: Gemeente, reeks: Sequence[Plaatsingsgegevens], *, erbij: bool = False) -> list[Kort]:
    """What these plaatsingen are recognised by."""
    volgorde = volgorde_van(koppelgemeente)
    return [
        Kort(g.kenmerk, g.deel, telt_op(g, volgorde), g.personen, hoort_erbij=erbij or g.nareizigers == g.personen)
        for g in reeks
    ]


def _zichtbaar(request: Verzoek, pk: int) -> Plaatsing:
    rijen = Plaatsing.objects.zichtbaar_voor(request.lid).select_related(
        "huishouden",
        "koppelgemeente__provincie",
        "huisvestingsgemeente",
        "vastgelegd_door",
        "ingetrokken_door",
        "invoerbestand__ingelezen_door",
        "invoerbestand__lidmaatschap",
        "vervangt",
    )
    plaatsing: Plaatsing = get_object_or_404(rijen, pk=pk)
    return plaatsing


def _te_wijzigen(request: Verzoek, pk: int) -> Plaatsing:
    plaatsing = _zichtbaar(request, pk)
    eis(mag_plaatsing_vastleggen(request.lid, plaatsing.koppelgemeente))
    return plaatsing


def _inhoud(form: Any, plaatsing: Plaatsing) -> dict[str, Any]:
    return {"form": form, "plaatsing": plaatsing, **_waar_het_telt(plaatsing)}


def _al_weg(request: Verzoek, plaatsing: Plaatsing) -> bool:
    """Whether there is nothing left to change. Who already filled in the form keeps it, with a message."""
    weg = plaatsing.ingetrokken_op is not None and request.method != "POST"
    if weg:
        messages.warning(request, "Deze plaatsing is intussen verbeterd of ingetrokken. Wijzigen kan niet meer.")
    return weg


def _begin(request: Verzoek) -> dict[str, Any]:
    """The next entry starts where the last one ended: same day, gemeente and kind of housing.

    With `bij` it starts from a household that is there already: nareizigers who join it in the same home; with
    `huishouden` from one that was coupled.
    """
    if huishouden := _genoemd_huishouden(request):
        return plaatsing_van(huishouden)
    if bij := _genoemd(request, "bij"):
        return {
            "koppelgemeente": bij.koppelgemeente_id,
            "huisvestingsgemeente": bij.huisvestingsgemeente_id,
            "huisvestingsvorm": bij.huisvestingsvorm,
            "verhuurder": bij.verhuurder,
            "kenmerk": bij.huishouden.kenmerk if bij.huishouden else "",
        }
    vorige = _genoemd(request, "na")
    if vorige is None:
        return {}
    return {
        "afgemeld_op": vorige.afgemeld_op,
        "koppelgemeente": vorige.koppelgemeente_id,
        "huisvestingsgemeente": vorige.huisvestingsgemeente_id,
        "huisvestingsvorm": vorige.huisvestingsvorm,
    }


def _genoemd_huishouden(request: Verzoek) -> Any:
    """The coupled household named in the address, with its stand, when this person houses for its koppelgemeente."""
    nummer = request.GET.get("huishouden", "")
    if not nummer.isdecimal() or len(nummer) > 18:  # noqa: PLR2004  # a database number
        return None
    rijen = Huishouden.objects.zichtbaar_voor(request.lid).met_stand(timezone.localdate())
    gevonden = rijen.select_related("koppelgemeente").filter(pk=nummer).first()
    # Who only lives here is of another gemeente, which may use the same kenmerk for somebody else.
    return gevonden if gevonden and mag_plaatsing_vastleggen(request.lid, gevonden.koppelgemeente) else None


def _genoemd(request: Verzoek, naam: str) -> Plaatsing | None:
    """The plaatsing named in the address, when this person may see it."""
    na = request.GET.get(naam, "")
    if not na.isdecimal() or len(na) > 18:  # noqa: PLR2004  # a database number
        return None
    gevonden: Plaatsing | None = (
        Plaatsing.objects.zichtbaar_voor(request.lid)
        .select_related("koppelgemeente", "huishouden")
        .filter(pk=na)
        .first()
    )
    return gevonden


def _na(gemaakt: list[Plaatsing]) -> str:
    return f"?na={gemaakt[-1].pk}" if gemaakt else ""


def _terugkoppeling(request: Verzoek) -> dict[str, Any]:
    """What the plaatsing just recorded did to the stand."""
    plaatsing = _genoemd(request, "na")
    if plaatsing is None:
        return {}
    voortgang = voortgang_van(request.lid, [plaatsing.koppelgemeente], plaatsing.halfjaar, timezone.localdate())[0]
    vooruit = None
    if voortgang.loopt:
        vooruit = vooruitzicht_van(request.lid, plaatsing.koppelgemeente, voortgang.stand, voortgang.op)
    return {"vastgelegd": plaatsing, "voortgang": voortgang, "vooruit": vooruit, **_waar_het_telt(plaatsing)}


def _waar_het_telt(plaatsing: Plaatsing) -> dict[str, Any]:
    """Where a change of this plaatsing counts now: nowhere when COA's figure does, elsewhere when it is closed."""
    gemeente, halfjaar = plaatsing.koppelgemeente, plaatsing.halfjaar
    if coa_telt(gemeente, halfjaar):
        return {"coa_telt": True}
    telt = telt_in(gemeente, halfjaar)
    return {"nagekomen_in": telt if telt != halfjaar else None}


def _verdeel_fouten(regels: list[Any], fouten: dict[str, list[str]]) -> ValidationError:
    """Faults of a row go to that row when it has the field; those of the shared fields are given back, once."""
    gedeeld: dict[str, list[str]] = {}
    for sleutel, teksten in fouten.items():
        nummer, _, veld = sleutel.partition("-")
        if veld in regels[int(nummer)].fields:
            for tekst in teksten:
                regels[int(nummer)].add_error(veld, tekst)
        else:
            gedeeld[veld] = teksten
    return ValidationError(gedeeld or "Niet alle regels zijn goed. Er is nog niets vastgelegd.")
