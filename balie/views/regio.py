"""The home of the coordinator: everything about the regio on one page."""

from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from balie.afspraaktaken import afspraaktaken
from balie.taken import Taak
from organisaties.middleware import Verzoek
from organisaties.models import Convenant, Regio
from organisaties.templatetags.weergave import datum
from organisaties.toegang import mag_werken
from taakstelling.overzicht import Regiobeeld, overgangen, regiobeeld, regioplan
from taakstelling.regels.halfjaar import Halfjaar

WAARSCHUW_DAGEN = 183
"""So long before a convenant ends it is time to talk about the next one: half a year, as the bestuur meets every
two months."""


def thuis(request: Verzoek) -> HttpResponse:
    """The members side by side, the joint figure, who is behind, the convenant and what waits."""
    assert request.lid is not None
    assert request.lid.regio is not None
    regio, vandaag = request.lid.regio, timezone.localdate()
    loopt = Halfjaar.van_datum(vandaag)
    beeld, vorig = (regiobeeld(request.lid, regio, h, vandaag) for h in (loopt, loopt.vorige))
    convenanten = list(regio.convenanten.prefetch_related("gemeenten"))
    return render(
        request,
        "balie/regio.html",
        {
            "regio": regio,
            "niet_samen": mag_werken(request.lid).reden,
            "beeld": beeld,
            "vorig": vorig,
            "plan": regioplan(request.lid, beeld, {}, vandaag),
            "convenanten": convenanten,
            "overgangen": overgangen(regio),
            "taken": [
                *taken_van_regio(regio, beeld, convenanten, vandaag),
                *afspraaktaken(request.lid, vandaag),
            ],
            "vandaag": vandaag,
        },
    )


def taken_van_regio(regio: Regio, nu: Regiobeeld, convenanten: list[Convenant], vandaag: date) -> list[Taak]:
    """What waits for the coordinator, the most pressing first; nothing once only one gemeente is left."""
    if nu.alleen:
        return []
    taken = []
    if zonder := [regel.gemeente.naam for regel in nu.regels if regel.stand.opgave is None]:
        taken.append(Taak(f"De opgave is nog onbekend van {', '.join(zonder)}. De provincie legt haar vast."))
    if nu.achter and any(positie.stand > 0 for positie in nu.posities):
        namen = ", ".join(regel.gemeente.naam for regel in nu.achter)
        taken.append(
            Taak(
                f"Nu achter terwijl een andere gemeente voorloopt: {namen}. U kunt verrekenen tot en met"
                f" {datum(nu.halfjaar.eind - timedelta(days=1))}.",
                reverse("regio-verrekening", args=[regio.pk, nu.halfjaar.code]),
                "Bekijk het voorstel",
            )
        )
    return [*taken, *_over_convenant(regio, convenanten, vandaag)]


def _over_convenant(regio: Regio, convenanten: list[Convenant], vandaag: date) -> list[Taak]:
    """A convenant that ends soon or has ended, unless another follows on it."""
    nieuw = reverse("convenant-toevoegen", args=[regio.pk])
    if not convenanten:
        return [Taak("Er is nog geen convenant vastgelegd.", nieuw, "Convenant vastleggen")]
    laatste = max(convenanten, key=lambda c: c.van)
    if laatste.tot is None or laatste.laatste_dag is None or (laatste.tot - vandaag).days > WAARSCHUW_DAGEN:
        return []
    if laatste.tot <= vandaag:
        tekst = f"Het convenant liep tot en met {datum(laatste.laatste_dag)}. U werkt nu zonder convenant samen."
    else:
        tekst = f"Het convenant loopt tot en met {datum(laatste.laatste_dag)}. Bespreek of er een vervolg komt."
    return [Taak(tekst, nieuw, "Vervolg vastleggen")]
