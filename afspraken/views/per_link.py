"""The page behind the link in the mail: the open homes of one corporatie, to fill in once, without signing in."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

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
from afspraken.forms.woningen import LinkForm, LinkregelForm
from afspraken.regels.woningen import Stap
from organisaties.middleware import Verzoek
from organisaties.views.formulier import Gedaan, handel_af

MEESTE_RIJEN = 200
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
        "Deze lijst is al ingevuld",
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
    regels = [LinkregelForm(request.POST or None, woning=woning, prefix=f"w{woning.pk}") for woning in woningen]

    def uitvoeren(_: dict[str, Any]) -> Gedaan:
        antwoorden = [
            Antwoord(r.woning, Stap(r.cleaned_data["naar"]), r.cleaned_data["op"], r.cleaned_data["doelgroep"])
            for r in regels
        ]
        try:
            aantal = beantwoord(token=teken, antwoorden=antwoorden)
        except ValidationError as fout:
            raise _verdeel(regels, fout) from fout
        wat = (
            "Er is niets veranderd."
            if not aantal
            else f"Gewijzigd: {aantal} {'woning' if aantal == 1 else 'woningen'}."
        )
        return Gedaan(f"Dank u wel, uw lijst is ontvangen. {wat}")

    if request.method == "POST":
        goed = not [regel for regel in regels if not regel.is_valid()]  # every row says what is wrong
        try:
            if goed and handel_af(request, form, uitvoeren):
                return redirect("woningen-per-link", teken=teken)
        except tuple(_FOUTEN) as fout:  # answered or ended between looking and sending
            return _weiger(request, fout)
    inhoud = {
        "form": form,
        "regels": regels,
        "corporatie": vraag.lidmaatschap.corporatie,
        "maand": maandnaam(vraag.maand),
        "fouten": [(r.woning, veld, tekst) for r in regels for veld in r for tekst in veld.errors],
    }
    return render(request, "afspraken/woningen_per_link.html", inhoud)


def _weiger(request: Verzoek, fout: Exception) -> HttpResponse:
    status, titel, tekst = _FOUTEN[type(fout)]
    return render(request, "afspraken/link_werkt_niet.html", {"titel": titel, "tekst": tekst}, status=status)


def _verdeel(regels: list[LinkregelForm], fout: ValidationError) -> ValidationError:
    """Faults of a home go to its row."""
    for sleutel, teksten in fout.message_dict.items():
        nummer, _, veld = sleutel.partition("-")
        regel: Form = regels[int(nummer)]
        for tekst in teksten:
            regel.add_error(veld if veld in regel.fields else "naar", tekst)
    return ValidationError("Niet alles is goed. Er is nog niets vastgelegd.")
