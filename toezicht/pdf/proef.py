"""A text block as somebody is typing it, in the letter to a real gemeente: through the same code as the letter."""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from organisaties.models import Gemeente
from taakstelling.regels.halfjaar import Halfjaar
from toezicht.models import Tekstblok
from toezicht.pdf.brief import proefbrief
from toezicht.pdf.inhoud import stel_samen
from toezicht.pdf.zetten import als_fragment, blok_in_brief
from toezicht.regels.tekstkeuze import past_niet
from toezicht.regels.tekstvelden import Gat, vul_in


@dataclass(frozen=True, slots=True)
class Voorbeeld:
    """What the block becomes. `niet`: why it does not stand in the letter to this gemeente, None when it does."""

    gemeente: Gemeente
    halfjaar: Halfjaar
    blok: SafeString
    brief: SafeString
    ontbreekt: list[str]
    niet: str | None


def voorbeeld(blok: Tekstblok, gemeente: Gemeente, halfjaar: Halfjaar) -> Voorbeeld:
    brief = proefbrief(gemeente, halfjaar)
    beoordeling = brief.beoordeling
    inhoud = stel_samen(brief, proefblok=blok)
    waarden = inhoud["waarden"]
    gaten = (deel.naam for deel in vul_in(f"{blok.kop} {blok.tekst}", waarden) if isinstance(deel, Gat))
    niet = past_niet(blok, halfjaar, beoordeling.trede, beoordeling.oordeel)
    if niet is None and blok.tekst not in [een["tekst"] for een in inhoud["blokken"][blok.plek]]:
        eigen = beoordeling.gevolg.strip() and blok.plek == Tekstblok.Plek.GEVOLG
        niet = (
            "de beoordeling heeft een eigen tekst" if eigen else "een tekst die alleen voor zulke brieven is, gaat voor"
        )
    return Voorbeeld(
        gemeente=gemeente,
        halfjaar=halfjaar,
        blok=render_to_string("brieven/_proefblok.html", {"blok": blok_in_brief(blok.kop, blok.tekst, waarden)}),
        brief=als_fragment(inhoud, concept=True),
        ontbreekt=list(dict.fromkeys(gaten)),
        niet=niet,
    )
