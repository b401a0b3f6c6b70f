"""Setting a dossier: what its two pages show, and the PDF/A-3a and PDF/UA-1 file, from the same dictionary."""

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string

from organisaties.drukken.bijlagen import Bijlage
from organisaties.drukken.pers import BLAD, Pers
from organisaties.templatetags.weergave import datum
from taakstelling.dossier.inhoud import Inhoud
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.verschoonbaarheid import GRONDEN, stand_uit

BIJLAGE = "berekening.json"
PERS = Pers(Path(__file__).resolve().parent.parent / "static" / "taakstelling", BLAD, "dossier.css")


def context(inhoud: Inhoud) -> dict[str, Any]:
    """What page and PDF show."""
    halfjaar, op = Halfjaar.van_code(inhoud["halfjaar"]), date.fromisoformat(inhoud["op"])
    cijfers = inhoud["cijfers"]
    return {
        "inhoud": inhoud,
        "halfjaar": halfjaar,
        "op": op,
        "peildag": min(op, halfjaar.eind),
        "voorbij": halfjaar.eind <= op,
        "gemeente": inhoud["gemeente"]["naam"],
        "provincie": inhoud["provincie"]["naam"] if inhoud["provincie"] else "",
        "cijfers": cijfers,
        "cijfers_per": date.fromisoformat(cijfers["cijfers_per"]) if cijfers["cijfers_per"] else None,
        "koppelstand": inhoud["koppelstand"],
        "stand": stand_uit(inhoud["gemeente"]["code"], halfjaar, cijfers),
        "stappen": [
            {**stap, "weken": None if stap["weken"] is None else Fraction(stap["weken"])}
            for stap in inhoud["doorlooptijden"]
        ],
        "stappen_bekend": inhoud.get("stappen_bekend", True),
        "gevallen": [
            ("Geweigerde woningen", _in_zin(inhoud["geweigerd"])),
            ("Koppelingen teruggegeven aan het COA", _in_zin(inhoud["teruggegeven"])),
        ],
        "gronden": [GRONDEN[code] for code in inhoud["gronden"]],
        "alineas": [alinea.strip() for alinea in inhoud["toelichting"].split("\n") if alinea.strip()],
    }


def _in_zin(geteld: dict[str, Any]) -> dict[str, Any]:
    """The reasons as they read in the middle of a sentence."""
    return {**geteld, "redenen": [(reden[:1].lower() + reden[1:], aantal) for reden, aantal in geteld["redenen"]]}


def als_pdf(inhoud: Inhoud) -> bytes:
    """The dossier as a PDF: tagged, with fonts and calculation inside; the same contents give the same bytes."""
    waarden = context(inhoud)
    titel = f"Verschoonbaarheidsdossier {waarden['halfjaar'].kort}, gemeente {waarden['gemeente']}"
    html = render_to_string("brieven/verschoonbaarheid.html", {**waarden, "titel": titel})
    omschrijving = f"De berekening achter de cijfers, zoals bekend op {datum(waarden['op'])}"
    return PERS.druk(html, dag=waarden["op"], bijlagen=[Bijlage(BIJLAGE, omschrijving, inhoud)])
