"""The page behind the link in the mail: the open homes of one corporatie, to fill in once, without signing in."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from afspraken.acties.lijstvragen import (
    Antwoord,
    LinkGebruikt,
    LinkOnbekend,
    LinkVerlopen,
    beantwoord,
    maandnaam,
    open_woningen,
    vraag_van,
)
from afspraken.forms.woningen import LinkForm, LinkregelForm, NieuweRegelFormSet, woning_uit
from afspraken.models import Lijstvraag, VrijgekomenWoning
from afspraken.regels.woningen import Stap
from organisaties.middleware import Verzoek
from organisaties.models import Gemeente
from organisaties.views.formulier import Gedaan, handel_af

MEESTE_RIJEN = 200
_LANGSTE_NUMMER = 18
_FOUTEN: dict[type[Exception], tuple[int, str, str]] = {
    LinkOnbekend: (
        404,
        "Deze link werkt niet",
        "De link is niet compleet, of van iemand die hier niet meer werkt. Open de mail nog eens, of log in.",
    ),
    LinkVerlopen: (
        410,
        "Deze link is verlopen",
        "De link in de mail werkt twee weken. Log in om uw lijst bij te werken.",
    ),
    LinkGebruikt: (
        410,
        "Deze lijst is ingevuld",
        "De link in de mail werkt één keer. Wilt u nog iets veranderen, log dan in.",
    ),
}


@login_not_required
@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def vul_in(request: Verzoek, teken: str) -> HttpResponse:
    try:
        vraag = vraag_van(teken)
    except tuple(_FOUTEN) as fout:
        return _weiger(request, fout)
    woningen = list(open_woningen(vraag)[:MEESTE_RIJEN])
    form = LinkForm(request.POST or None)
    regels = [LinkregelForm(request.POST or None, woning=woning) for woning in woningen]
    weg = _verlopen(request, vraag, woningen)
    gemeenten = Gemeente.objects.van(vraag.lidmaatschap).bestaand(timezone.localdate())
    nieuwe = NieuweRegelFormSet(request.POST or None, prefix="nieuw", form_kwargs={"gemeenten": gemeenten})
    corporatie = vraag.lidmaatschap.corporatie
    assert corporatie is not None

    def uitvoeren(_: dict[str, Any]) -> Gedaan:
        beantwoorde = [regel for regel in regels if regel.cleaned_data["naar"]]
        antwoorden = [
            Antwoord(r.woning, Stap(r.cleaned_data["naar"]), r.cleaned_data["op"], r.cleaned_data["doelgroep"])
            for r in beantwoorde
        ]
        gevuld = [regel for regel in nieuwe if regel.has_changed()]
        woningen = [woning_uit(regel.cleaned_data, corporatie=corporatie) for regel in gevuld]
        try:
            aantal = beantwoord(token=teken, antwoorden=antwoorden, nieuwe=woningen)
        except ValidationError as fout:
            raise _verdeel(beantwoorde, gevuld, fout) from fout
        wat = (
            "Er is niets veranderd."
            if not aantal
            else f"Gewijzigd: {aantal} {'woning' if aantal == 1 else 'woningen'}."
        )
        return Gedaan(f"Dank u wel, uw lijst is ontvangen. {wat}")

    if request.method == "POST":
        # Every row says what is wrong with it.
        goed = nieuwe.is_valid() and not [regel for regel in regels if not regel.is_valid()] and not weg
        try:
            if goed and handel_af(request, form, uitvoeren):
                return redirect("woningen-per-link-verstuurd")
        except tuple(_FOUTEN) as fout:  # answered or ended between looking and sending
            return _weiger(request, fout)
    inhoud = {
        "form": form,
        "regels": regels,
        "weg": weg,
        "nieuwe": nieuwe,
        "corporatie": corporatie,
        "maand": maandnaam(vraag.maand),
        "fouten": _fouten([*weg, *regels], nieuwe),
    }
    return render(request, "afspraken/woningen_per_link.html", inhoud)


def _fouten(regels: Sequence[LinkregelForm], nieuwe: Iterable[Any]) -> list[tuple[str, Any, str]]:
    """Whose fault, at which field, and what it is."""
    bij: list[tuple[str, Any]] = [(f"Woning {regel.woning.kenmerk}", regel) for regel in regels]
    bij += [(f"Nieuwe woning {nummer}", regel) for nummer, regel in enumerate(nieuwe, start=1)]
    return [(naam, veld, str(tekst)) for naam, regel in bij for veld in regel for tekst in veld.errors]


@login_not_required
@require_safe
def verstuurd(request: Verzoek) -> HttpResponse:
    """The thanks after the list was sent; what changed is in the message of that moment."""
    return render(request, "afspraken/woningen_verstuurd.html")


def _verlopen(request: Verzoek, vraag: Lijstvraag, open_: list[VrijgekomenWoning]) -> list[LinkregelForm]:
    """The answers about homes that are not open any more, each as it was filled in."""
    versies = [str(waarde) for naam, waarde in request.POST.items() if naam.endswith("-versie")]
    eigen = VrijgekomenWoning.objects.zichtbaar_voor(vraag.lidmaatschap).select_related("gemeente")
    getoond = (
        eigen.filter(pk__in=[v for v in versies[:MEESTE_RIJEN] if v.isdecimal() and len(v) <= _LANGSTE_NUMMER])
        .exclude(kenmerk__in=[woning.kenmerk for woning in open_])
        .order_by("pk")
    )
    nu = {rij.kenmerk: rij.stap.naam for rij in eigen.bekend().filter(kenmerk__in=[rij.kenmerk for rij in getoond])}
    regels = [LinkregelForm(request.POST, woning=rij, nu=nu.get(rij.kenmerk, "ingetrokken")) for rij in getoond]
    return [regel for regel in regels if not regel.is_valid()]


def _weiger(request: Verzoek, fout: Exception) -> HttpResponse:
    status, titel, tekst = _FOUTEN[type(fout)]
    return render(request, "afspraken/link_werkt_niet.html", {"titel": titel, "tekst": tekst}, status=status)


def _verdeel(regels: list[LinkregelForm], nieuwe: list[Any], fout: ValidationError) -> ValidationError:
    """Faults of a home go to its row."""
    for sleutel, teksten in fout.message_dict.items():
        reeks: list[Any] = nieuwe if sleutel.startswith("nieuw-") else regels
        nummer, _, veld = sleutel.removeprefix("nieuw-").partition("-")
        regel = reeks[int(nummer)]
        anders = "naar" if reeks is regels else "kenmerk"
        for tekst in teksten:
            regel.add_error(veld if veld in regel.fields else anders, tekst)
    return ValidationError("Niet alles is goed. Er is nog niets vastgelegd.")
