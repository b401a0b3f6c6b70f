"""The fields in the provincie's own text, and the small Markdown around them."""

import re
from xml.etree import ElementTree

from hypothesis import example, given
from hypothesis import strategies as st

from toezicht.pdf.tekst import naar_html
from toezicht.regels.tekstvelden import VELDEN, Gat, fouten, vul_in

GEEN_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
WAARDEN = {"gemeente": "De Wolden", "verschoond_tot": None}


def test_fouten_bij_onbekend_veld_noemt_het_veld():
    assert fouten("Beste {burgemeester}")[0].startswith("Het veld {burgemeester} bestaat niet. Kies uit: {gemeente}, ")


def test_fouten_bij_losse_accolade():
    assert fouten("a { b") == ["Er staat een losse accolade in de tekst. Schrijf een veld zo: {gemeente}."]


def test_fouten_bij_sjabloontaal():
    assert len(fouten("{{ brief.beoordeling.gemeente }}")) == 2
    assert len(fouten("{% load static %}")) == 1


def test_fouten_bij_bekende_velden():
    assert fouten(" ".join(f"{{{veld}}}" for veld in VELDEN)) == []


def test_vul_in_met_leeg_en_onbekend_veld():
    stukken = vul_in("{gemeente} tot {verschoond_tot} {x}", WAARDEN)
    assert stukken == ["De Wolden", " tot ", Gat("verschoond_tot"), " ", Gat("x")]


def test_waarde_wordt_niet_als_markdown_of_veld_gelezen():
    html = naar_html("**{gemeente}**", {"gemeente": "*a* {halfjaar} <b>", "halfjaar": "nee"})
    assert html == "<p><strong>*a* {halfjaar} &lt;b&gt;</strong></p>\n"


def test_gat_is_gemarkeerd():
    assert (
        naar_html("{verschoond_tot}", WAARDEN) == '<p><mark class="brief-gat">[verschoond_tot ontbreekt]</mark></p>\n'
    )


@given(st.text(max_size=200))
@example("<script>alert(1)</script>")
@example("![x](file:///etc/passwd) [y](javascript:alert(1)) <file:///etc/passwd>")
@example("{{ x }} {% include 'y' %} {# z #}")
@example("```\n<img src=x onerror=y>\n```")
@example("- a\n\n  1. *b*\n  2. **c**\\\nd & e")
def test_tekst_kan_alleen_alineas_lijsten_en_nadruk_worden(tekst):
    html = naar_html(tekst, WAARDEN)
    # XML 1.0 has no control characters; a form field lets none of them through.
    boom = ElementTree.fromstring(f"<div>{GEEN_XML.sub('', html)}</div>")
    soorten = {knoop.tag for knoop in boom.iter()}
    assert soorten <= {"div", "p", "ul", "ol", "li", "em", "strong", "br", "mark"}
    assert {naam for knoop in boom.iter() for naam in knoop.attrib} <= {"class", "start"}
