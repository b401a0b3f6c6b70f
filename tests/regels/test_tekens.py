"""Characters that one does not see, and digits that are not ours."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organisaties.regels.tekens import gewone_cijfers, onzichtbaar_teken


@pytest.mark.parametrize(
    "tekst",
    ["a\r\nBcc: q@q.nl", "a\nb", "a\tb", "a\u202eb", "a\u200bb", "a\u2028b", "\ufeffa", "a\x85b", "a\x00", "a\u00adb"],
)
def test_op_een_regel_geen_onzichtbare_tekens(tekst: str) -> None:
    assert onzichtbaar_teken(tekst)


@pytest.mark.parametrize("tekst", ["", "'s-Hertogenbosch", "Súdwest-Fryslân", "B&W, 2e kamer", "Renée 👋", "a\u00a0b"])
def test_gewone_tekst_mag(tekst: str) -> None:
    assert not onzichtbaar_teken(tekst)
    assert not onzichtbaar_teken(tekst, meer_regels=True)


def test_in_meer_regels_mogen_regeleinden_en_tabs_maar_geen_omkering() -> None:
    assert not onzichtbaar_teken("Geacht college,\r\n\r\n\ttekst met een zacht\u00adkoppelteken", meer_regels=True)
    assert onzichtbaar_teken("Geacht\u202e college", meer_regels=True)
    assert onzichtbaar_teken("Geacht\x08 college", meer_regels=True)


@given(st.text(string.printable.strip(string.whitespace) + " éëïöüâêîôû"))
def test_wat_op_het_toetsenbord_zit_mag(tekst: str) -> None:
    assert not onzichtbaar_teken(tekst)


@pytest.mark.parametrize("tekst", ["٣", "1_000", "２０", "12‑06‑2024", "²"])
def test_andere_cijfers_tellen_niet(tekst: str) -> None:
    assert not gewone_cijfers(tekst)


@given(st.integers())
def test_elk_getal_is_gewoon_te_schrijven(getal: int) -> None:
    assert gewone_cijfers(str(getal))
