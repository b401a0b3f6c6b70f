"""What looks like a person's number or address, and what an organisation's own numbers may look like."""

import string
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from organisaties.regels.persoonsgegevens import (
    elfproef,
    lijkt_adres,
    lijkt_persoonsgegeven,
    persoonsgegeven_in_kenmerk,
    persoonsgegeven_in_verwijzing,
    persoonsnummer_in_verwijzing,
)


def bsn(begin: int) -> str:
    """The first eight digits and the one that makes the elfproef right; of the few that have none, the next."""
    gevonden = (f"{acht:08}{laatste}" for acht in range(begin, begin + 9) for laatste in range(10))
    return next(cijfers for cijfers in gevonden if elfproef(cijfers))


BSN = st.integers(1_000_000, 99_999_000).map(bsn)


@pytest.mark.parametrize(
    "tekst",
    [
        *("2026-0001", "2026-00001", "2026-12345", "20260001", "oef-2026-2-0001", "2026-12-345", "H-7", "A-12"),
        *("12-06-2024", "1-7-2024", "2024-06-12", "12/06/2024", "12.06.2024", "06-12-2024", "06-12-2024 10 uur"),
        *("HH-000123", "dossier 4711", "Z2026/0815", "24-0612", "", "Woonconcept", "@home", "Actium & Domesta"),
        *("van 12-06-2024 tot 01-07-2024", "7920 AA 12", "Postbus 1234", "3 kinderen, 2 volwassenen", "1.234.567"),
    ],
)
def test_eigen_nummers_en_datums_mogen(tekst: str) -> None:
    assert persoonsgegeven_in_kenmerk(tekst) == ""
    assert lijkt_persoonsgegeven(tekst) == ""


@pytest.mark.parametrize(
    ("tekst", "soort"),
    [
        *((adres, "e-mailadres") for adres in ("a@b.nl", "Jan: jan.de-boer@mail.example.com!", "Zoë@gemeente.frl")),
        *(
            (nummer, "telefoonnummer")
            for nummer in (
                *("06-12345678", "0612345678", "Jan 06-12345678", "06 12 34 56 78", "+31 6 12345678", "+31612345678"),
                *(
                    "0031612345678",
                    "+31 (0)6 1234 5678",
                    "088-1234567",
                    "0528-123456",
                    "(0528) 123456",
                    "050 123 45 67",
                ),
                *("tel:0612345678.", "06\N{NON-BREAKING HYPHEN}12345678", "06\N{NO-BREAK SPACE}12345678"),
            )
        ),
        *(
            (nummer, "BSN")
            for nummer in (
                *("111222333", "11-12-22-333", "111-222-333", "1112-22-333", "1112.22.333", "111 222 333"),
                *("BSN 11 12 22 333.", "11/12/22/333", "111\N{EN DASH}222\N{EN DASH}333", "\u0661\u0661\u0661222333"),
            )
        ),
        *((nummer, "V-nummer") for nummer in ("2812345678", "V-nummer 2812345678")),
    ],
)
def test_persoonsgegevens_worden_herkend(tekst: str, soort: str) -> None:
    assert lijkt_persoonsgegeven(tekst) == persoonsgegeven_in_kenmerk(tekst) == soort


@pytest.mark.parametrize(
    ("tekst", "soort"),
    [
        *(("https://x.nl/111222333", ""), ("zie www.x.nl/2812345678, blad 3", ""), ("zaak 202411123.", "")),
        *(("https://x.nl/?wie=111222333", "BSN"), ("https://x.nl en 111222333", "BSN")),
        ("202411123-jan@x.nl", "e-mailadres"),
        *(("brief 47/4.1/2024001652.", ""), ("(47/4.1/2024001652)", ""), ("2024001652", "V-nummer")),
        *(("V/2024001652", "V-nummer"), ("47/4.1/2812345678", "V-nummer"), ("0592123456", "telefoonnummer")),
    ],
)
def test_vindplaats_is_geen_persoonsgegeven_en_wat_ernaast_staat_wel(tekst: str, soort: str) -> None:
    assert persoonsgegeven_in_verwijzing(tekst) == soort


@pytest.mark.parametrize(
    ("tekst", "soort"),
    [
        *(
            (tekst, "")
            for tekst in ("ibt@x.nl", "050-1234567", "0592123456", "+31 592 36 55 55", "brief 47/4.1/2024001652")
        ),
        *(("ibt@x.nl over 111222333", "BSN"), ("050-1234567 of 2812345678", "V-nummer"), ("111222333@x.nl", "BSN")),
    ],
)
def test_waar_een_adres_van_een_organisatie_mag_staan_mag_een_persoonsnummer_niet(tekst: str, soort: str) -> None:
    assert persoonsnummer_in_verwijzing(tekst) == soort


@given(BSN, st.sampled_from("-. /"), st.sampled_from([(2, 4, 6), (3, 6), (4, 6)]))
def test_bsn_in_groepen_wordt_herkend(cijfers: str, tussen: str, grenzen: tuple[int, ...]) -> None:
    plekken = (0, *grenzen, len(cijfers))
    geknipt = tussen.join(cijfers[van:tot] for van, tot in pairwise(plekken))
    # What begins with a year and a hyphen may be an own number; and a telephone number begins with a 0 too.
    assume(not geknipt.startswith(("19", "20", "0")))
    assert lijkt_persoonsgegeven(f"zie {geknipt}, graag") == "BSN"


@given(st.text("0123456789", min_size=8, max_size=8), st.lists(st.sampled_from(["", " ", "-"]), min_size=8, max_size=8))
def test_mobiel_nummer_wordt_altijd_herkend(cijfers: str, tussen: list[str]) -> None:
    nummer = "06" + "".join(t + c for t, c in zip(tussen, cijfers, strict=True))
    # 06-12-2024 and something after it is a day in December.
    assume(cijfers[2:4] not in {"19", "20"})
    assert lijkt_persoonsgegeven(nummer) == "telefoonnummer"


@given(
    st.dates(date(1950, 1, 1), date(2099, 12, 31)), st.sampled_from(["%d-%m-%Y", "%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y"])
)
def test_een_datum_is_nooit_een_persoonsgegeven(dag: date, vorm: str) -> None:
    assert lijkt_persoonsgegeven(f"op {dag.strftime(vorm)} verhuisd") == ""


@given(st.integers(2000, 2099), st.integers(0, 99_999), st.text(string.ascii_letters, max_size=4))
def test_jaar_en_volgnummer_is_een_eigen_nummer(jaar: int, nummer: int, voor: str) -> None:
    for kenmerk in (f"{voor}{jaar}-{nummer:04}", f"{voor}-{jaar}-2-{nummer:04}", f"{jaar}{nummer:04}"):
        assert persoonsgegeven_in_kenmerk(kenmerk) == ""


@given(st.text())
def test_elke_tekst_krijgt_een_antwoord(tekst: str) -> None:
    assert lijkt_persoonsgegeven(tekst) in {"", "BSN", "V-nummer", "telefoonnummer", "e-mailadres"}


@pytest.mark.parametrize(
    "kenmerk",
    ["Dorpsstraat 12", "Burg. de Vosweg 3a", "brink 4", "7921 AB 12", "7921ab-12", "Lange Wal, 8", "Hoofdweg\u00a07"],
)
def test_adres_in_een_kenmerk(kenmerk: str) -> None:
    assert lijkt_adres(kenmerk)


@pytest.mark.parametrize(
    "kenmerk", ["W-77", "oef-W01", "Woning 12", "VHE 10234", "2024-0012", "complex 3 unit 14", "A 12", ""]
)
def test_eigen_kenmerk_van_een_woning_is_geen_adres(kenmerk: str) -> None:
    assert not lijkt_adres(kenmerk)


def test_in_een_tekst_mag_een_adres_staan() -> None:
    assert lijkt_persoonsgegeven("Kerkstraat 12") == ""
