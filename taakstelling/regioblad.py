"""The overview of a regio on paper, for those who meet about it: PDF/UA, the same bytes for the same figures."""

from datetime import date
from pathlib import Path

from django.template.loader import render_to_string

from organisaties.drukken.pers import BLAD, Pers
from organisaties.models import Lidmaatschap, Regio
from taakstelling.overzicht import herverdelingen, regiobeeld, regioplan, spreiding
from taakstelling.regels.halfjaar import Halfjaar

PERS = Pers(Path(__file__).resolve().parent / "static" / "taakstelling", BLAD, "regioblad.css")


def blad(lid: Lidmaatschap | None, regio: Regio, halfjaar: Halfjaar, vandaag: date) -> bytes:
    """The PDF of one half-year, with the figures as this membership may see them on that day."""
    beeld = regiobeeld(lid, regio, halfjaar, vandaag)
    leden = [regel.gemeente for regel in beeld.regels]
    html = render_to_string(
        "taakstelling/regioblad.html",
        {
            "regio": regio,
            "beeld": beeld,
            "spreiding": spreiding(lid, leden, halfjaar),
            "herverdelingen": herverdelingen(lid, leden, halfjaar),
            # Who waits for a home is known of now only.
            "plan": regioplan(lid, beeld, {}, vandaag) if halfjaar.bevat(vandaag) else None,
            "convenant": regio.convenanten.in_periode(halfjaar.begin, halfjaar.eind).first(),
            "vandaag": vandaag,
        },
    )
    return PERS.druk(html, dag=vandaag)
