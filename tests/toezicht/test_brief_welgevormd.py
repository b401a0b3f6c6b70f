"""The press reads its page as XML: whatever a provincie types, the page stays well-formed."""

from xml.etree import ElementTree

from hypothesis import example, given
from hypothesis import strategies as st

from toezicht.pdf.tekst import naar_html

# What a browser form or an import can bring into the database: no half characters, no control characters.
TEKST = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("<>&;\"'{}*_-\n\\]![`"), max_size=200)


@given(tekst=TEKST, waarde=TEKST)
@example(tekst="&nbsp; <br> ]]> & <!-- *x\n\n- a\n- **b", waarde="<?x ?> &amp")
@example(tekst="{gemeente}\n1. een", waarde='\'s-Gravenhage & "Súdwest"')
def test_elke_tekst_geeft_welgevormde_xml(tekst: str, waarde: str) -> None:
    wortel = ElementTree.fromstring(f"<body>{naar_html(tekst, {'gemeente': waarde, 'datum': None})}</body>")
    assert {element.tag for element in wortel.iter()} <= {"body", "p", "ul", "ol", "li", "em", "strong", "br", "mark"}
