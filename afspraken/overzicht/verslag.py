"""The report of a round: one plain dictionary, shown as a page and set as a PDF."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string

from afspraken.models import Monitoringronde
from afspraken.overzicht.monitoring import Post, telling_van
from afspraken.regels.monitoring import Verloop
from organisaties.drukken.bijlagen import Bijlage
from organisaties.drukken.pers import BLAD, Pers
from taakstelling.regels.halfjaar import Halfjaar

Inhoud = dict[str, Any]
BIJLAGE = "monitoring.json"
PERS = Pers(Path(__file__).resolve().parent.parent / "static" / "afspraken", BLAD, "verslag.css")


def stel_samen(ronde: Monitoringronde, posten: Sequence[Post], op: date) -> Inhoud:
    """Everything that the report says, with the ids of the rows it rests on."""
    geteld = Counter(post.voortgang.verloop if post.voortgang else "" for post in posten)
    themas: dict[tuple[str, str], dict[int, dict[str, Any]]] = {}
    for post in posten:
        thema = post.afspraak.thema
        afspraken = themas.setdefault((thema.prestatieafspraak.naam, thema.naam), {})
        een = afspraken.setdefault(
            post.afspraak.pk,
            {
                "afspraak": str(post.afspraak),
                "regie": ", ".join(map(str, post.regie)),
                "planning": post.afspraak.planning,
                "meldingen": [],
            },
        )
        een["meldingen"].append(
            {
                "partij": str(post.partij),
                "verloop": post.voortgang.verloop if post.voortgang else "",
                "toelichting": post.voortgang.toelichting if post.voortgang else "",
                "akkoord_van": str(post.akkoord_van) if post.akkoord_van else "",
            }
        )
    return {
        "soort": "thuisstand-monitoringverslag",
        "versie": 1,
        "naam": ronde.prestatieafspraak.naam,
        "kenmerk": ronde.prestatieafspraak.kenmerk,
        "halfjaar": ronde.halfjaar.code,
        "op": op.isoformat(),
        "partijen": [
            {"partij": str(t.partij), "te_doen": t.te_doen, "ingevuld": t.ingevuld, "akkoord": t.akkoord}
            for t in telling_van(posten)
        ],
        "tellingen": [[verloop.value, geteld[verloop.value]] for verloop in Verloop] + [["niet ingevuld", geteld[""]]],
        "themas": [
            {"stuk": stuk, "naam": naam, "afspraken": list(afspraken.values())}
            for (stuk, naam), afspraken in themas.items()
        ],
        "rijen": sorted(post.voortgang.pk for post in posten if post.voortgang),
    }


def context(inhoud: Inhoud) -> dict[str, Any]:
    """What page and PDF show."""
    return {
        "inhoud": inhoud,
        "halfjaar": Halfjaar.van_code(inhoud["halfjaar"]),
        "op": date.fromisoformat(inhoud["op"]),
        "stukken": len({thema["stuk"] for thema in inhoud["themas"]}),
    }


def als_pdf(inhoud: Inhoud) -> bytes:
    """The report as a PDF: tagged, with fonts and the same contents inside; the same contents give the same bytes."""
    waarden = context(inhoud)
    titel = f"Monitoring {waarden['halfjaar'].kort}: {inhoud['naam']}"
    html = render_to_string("brieven/monitoring.html", {**waarden, "titel": titel})
    return PERS.druk(html, dag=waarden["op"], bijlagen=[Bijlage(BIJLAGE, "De meldingen van de partijen", inhoud)])
