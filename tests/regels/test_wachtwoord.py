"""Passwords that everybody here tries first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organisaties.regels.wachtwoord import BEKENDE_WOORDEN, is_bekend, kaal

NAMEN = ("De Wolden", "'s-Hertogenbosch", "Súdwest-Fryslân", "Ede", "Stichting Woonconcept")


@pytest.mark.parametrize(
    "wachtwoord",
    [
        *(
            "wachtwoord123",
            "Wachtwoord2026!",
            "W@chtw00rd123",
            "welkom01",
            "Welkom01Welkom01",
            "Welkom-2026-!!",
            "w3lkom2026!",
        ),
        *(
            "zomer2026",
            "Zomer-2026-Zomer",
            "herfst20262027",
            "Januari2026!!",
            "maandag12345",
            "thuisstand2026",
            "Thuisstand!!",
        ),
        *("dewolden2026", "De Wolden 2026!", "shertogenbosch1", "'s-Hertogenbosch", "sudwestfryslan1", "woonconcept01"),
        *("gemeentedewolden", "Gemeente De Wolden 1", "welkombijthuisstand", "qwertyuiop123", "feyenoord1908"),
        *("123456789012", "!!!!!!!!!!!!", ""),
    ],
)
def test_bekende_woorden_met_cijfers_worden_geweigerd(wachtwoord: str) -> None:
    assert is_bekend(wachtwoord, NAMEN)


@pytest.mark.parametrize(
    "wachtwoord",
    [
        "oefenen-met-thuisstand",
        "een-nieuw-lang-wachtwoord",
        "fietsbel-kaneel-dinosaurus",
        "Xk3!vb9-Qpz7",
        "kleine tuin, drie eenden",
    ],
)
def test_een_eigen_zin_mag(wachtwoord: str) -> None:
    assert not is_bekend(wachtwoord, NAMEN)


@given(st.sampled_from(sorted(BEKENDE_WOORDEN)), st.integers(0, 10**8), st.sampled_from(["", "!", "#", " ", "."]))
def test_cijfers_en_hoofdletters_maken_een_bekend_woord_niet_beter(woord: str, getal: int, teken: str) -> None:
    for gemaakt in (f"{woord}{getal}{teken}", f"{getal}{woord.capitalize()}{teken}", f"{woord.upper()}{teken}{woord}"):
        assert is_bekend(gemaakt)


@given(st.text(), st.lists(st.text(max_size=20), max_size=3))
def test_elke_tekst_krijgt_een_antwoord(wachtwoord: str, namen: list[str]) -> None:
    assert is_bekend(wachtwoord, namen) in {True, False}


def test_de_lijst_is_zoals_vergeleken_wordt() -> None:
    assert len(BEKENDE_WOORDEN) >= 150
    assert {woord for woord in BEKENDE_WOORDEN if kaal(woord) != woord} == set()
