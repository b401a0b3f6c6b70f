"""Setting the letter: the page fragment for the preview and the PDF, from the same dictionary."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from organisaties.drukken.bijlagen import Bijlage
from taakstelling.regels.halfjaar import Halfjaar
from toezicht.formeel import in_brief
from toezicht.models import Tekstblok
from toezicht.pdf.inhoud import VERPLICHT, Inhoud, berekening
from toezicht.pdf.papier import zet
from toezicht.pdf.tekst import gat, naar_html
from toezicht.regels.briefvelden import WOORD
from toezicht.regels.resultaat import bronregel, datum, regels, stand_uit
from toezicht.regels.tekstvelden import MEERVOUD, Gat, vul_in

BIJLAGE = "berekening.json"
STIJL = Path(__file__).resolve().parent.parent / "static" / "toezicht"


def context(inhoud: Inhoud, *, concept: bool, kopniveau: int = 1) -> dict[str, Any]:
    """What the template of the letter shows, with every hole marked."""
    waarden, halfjaar = inhoud["waarden"], Halfjaar.van_code(inhoud["halfjaar"])

    def of_gat(waarde: str | None, naam: str) -> SafeString:
        return format_html("{}", waarde) if waarde and waarde.strip() else gat(naam)

    def blokken(plek: str) -> list[dict[str, Any]]:
        gevonden: list[dict[str, Any]] = [
            blok_in_brief(blok["kop"], blok["tekst"], waarden) for blok in inhoud["blokken"][plek]
        ]
        if not gevonden and plek in VERPLICHT:
            label = Tekstblok.Plek(plek).label
            gevonden.append({"kop": label, "tekst": format_html("<p>{}</p>", gat(label))})
        return gevonden

    afzender, adres, cijfers = inhoud["afzender"], inhoud["adres"], inhoud["cijfers"]
    return {
        "concept": concept,
        "kop": f"h{kopniveau}",
        "provincie": inhoud["provincie"]["naam"],
        "gemeente": inhoud["gemeente"]["naam"],
        "afzender": afzender,
        "adresregels": [
            of_gat(adres["aan"], "geadresseerde"),
            of_gat(adres["straat_of_postbus"], "straat of postbus"),
            format_html("{} {}", of_gat(adres["postcode"], "postcode"), of_gat(adres["plaats"].upper(), "plaats")),
        ]
        if adres
        else [gat("postadres")],
        "plaats": of_gat(afzender["plaats"], "plaats"),
        "datum": datum(date.fromisoformat(inhoud["datum"])),
        "kenmerk": of_gat(inhoud["kenmerk"], "kenmerk"),
        "herziet": inhoud["herziet"] | {"datum": datum(date.fromisoformat(inhoud["herziet"]["datum"]))}
        if inhoud.get("herziet")
        else None,
        "afschrift_raad": inhoud.get("afschrift_raad", False),
        "behandeld_door": of_gat(afzender["behandeld_door"], "behandeld door"),
        "telefoon": afzender["telefoon"],
        "onderwerp": of_gat(inhoud["onderwerp"], "onderwerp"),
        "taak": blokken("taak"),
        "context": blokken("context"),
        "gevolg": blokken("gevolg"),
        "conclusie": blokken("conclusie"),
        "regels": [(regel.label, of_gat(regel.waarde, "cijfer")) for regel in regels(cijfers)],
        "stand": stand_uit(cijfers),
        "peildag": halfjaar.eind,
        "oordeelzin": of_gat(cijfers["oordeelzin"], "oordeelzin"),
        "bronregel": of_gat(bronregel(cijfers, date.fromisoformat(inhoud["bekend_op"])), "bron van de realisatie"),
        "orgaan": of_gat(afzender["orgaan"], "orgaan"),
        "ondertekenaars": [
            of_gat(afzender["eerste_ondertekenaar"], "eerste ondertekenaar"),
            of_gat(afzender["tweede_ondertekenaar"], "tweede ondertekenaar"),
        ],
        "formeel": in_brief(inhoud.get("formeel")),  # a letter that was made final before there were any has none
    }


def blok_in_brief(kop: str, tekst: str, waarden: Mapping[str, str | None]) -> dict[str, Any]:
    """A text block as `_blok.html` shows it."""
    delen = ((gat(deel.naam) if isinstance(deel, Gat) else deel,) for deel in vul_in(kop, waarden))
    return {"kop": format_html_join("", "{}", delen), "tekst": naar_html(tekst, waarden)}


def als_fragment(inhoud: Inhoud, *, concept: bool) -> SafeString:
    """The letter as part of a page, for the preview."""
    return render_to_string("brieven/_ibt.html", context(inhoud, concept=concept, kopniveau=3))


def als_pdf(inhoud: Inhoud, *, concept: bool) -> bytes:
    """The letter as a PDF: tagged, with its fonts and its calculation inside; a concept says so on every page."""
    statushouders = MEERVOUD[inhoud["afzender"].get("woord", WOORD)]
    kop = {
        "titel": f"{'CONCEPT ' if concept else ''}{inhoud['onderwerp']}, gemeente {inhoud['gemeente']['naam']}",
        "auteur": inhoud["afzender"]["orgaan"],
        "omschrijving": f"Interbestuurlijk toezicht op de taakstelling huisvesting {statushouders} van de "
        f"gemeente {inhoud['gemeente']['naam']}",
        "onderwerp": inhoud["onderwerp"],
        "kenmerk": inhoud["kenmerk"].strip() or "[kenmerk ontbreekt]",
        "concept": concept,
    }
    return zet(
        render_to_string("brieven/_ibt.html", context(inhoud, concept=concept)),
        kop,
        dag=date.fromisoformat(inhoud["datum"]),
        bijlage=Bijlage(BIJLAGE, "De berekening achter de cijfers in deze brief", berekening(inhoud, concept=concept)),
    )
