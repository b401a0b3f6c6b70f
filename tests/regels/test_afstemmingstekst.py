"""The text to copy: what COA needs to find people, and for the provincie numbers only."""

from datetime import date

from taakstelling.regels.afstemmingstekst import Kop, Punt, aan_coa, aan_provincie
from taakstelling.regels.halfjaar import Halfjaar

KOP = Kop("De Wolden", Halfjaar(2024, 1), 25, 23, date(2024, 7, 3), date(2024, 7, 4))
PUNTEN = [
    Punt(-3, "Afgemeld na de peildatum", "Telt zij later?", date(2024, 7, 2)),
    Punt(1, "Niet gevonden in uw telling", "Om wie gaat het?", kenmerk="H-7", rij=12),
]


def test_tekst_aan_coa_noemt_per_verschil_wie_en_wat_de_vraag_is() -> None:
    assert aan_coa(KOP, PUNTEN).splitlines() == [
        "Onderwerp: telling van gemeente De Wolden over de 1e helft van 2024",
        "",
        "Over de 1e helft van 2024 telt onze gemeente 25 personen. COA telt er 23, cijfers per 3 juli 2024.",
        "",
        "Kunt u het volgende voor ons nagaan?",
        "",
        "1. 3 personen; wel bij ons, niet bij u; datum 2 juli 2024.",
        "   Telt zij later?",
        "2. 1 persoon; wel bij u, niet bij ons; rij 12 van uw lijst per 4 juli 2024; kenmerk H-7.",
        "   Om wie gaat het?",
        "",
        "Met vriendelijke groet,",
        "gemeente De Wolden",
    ]


def test_tekst_aan_provincie_heeft_alleen_aantallen_en_telt_op() -> None:
    tekst = aan_provincie(KOP, PUNTEN)
    assert "- Afgemeld na de peildatum: −3 personen" in tekst
    assert "- Niet gevonden in uw telling: +1 persoon" in tekst
    assert "Samen: 25 − 2 = 23." in tekst
    assert "H-7" not in tekst
    assert "rij" not in tekst
