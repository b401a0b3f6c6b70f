"""Reading a kader: the packs, there and back, and what is said of a wrong one."""

import json
from copy import deepcopy
from typing import Any

import pytest

from tests.toezicht.kaders import MAP, kader, pakketten
from toezicht.regels.kader import VOORBEELD, Toerekening
from toezicht.regels.kaderbestand import KaderFout, lees, lees_pakket, schrijf


@pytest.mark.parametrize("regels", [p.kader for p in pakketten()], ids=lambda k: k.naam)
def test_heen_en_terug_is_hetzelfde_kader(regels: Any) -> None:
    assert lees(json.loads(json.dumps(schrijf(regels)))) == regels


def test_elk_onderdeel_van_elk_pakket_zegt_waar_het_staat() -> None:
    """What comes from an official text names it; all else begins with `voorbeeld`."""
    officieel = ("CVDR", "ABRvS", "Brief van Gedeputeerde Staten", "overijssel.nl")
    for pak in pakketten():
        for naam, bron in pak.kader.onderdelen:
            assert bron.startswith((VOORBEELD, *officieel)), (pak.kader.naam, naam, bron)
    drenthe = next(pak for pak in pakketten() if pak.provincie == "PV22")
    assert "Effect van verschonen" not in drenthe.kader.voorbeelden
    assert "Afschalen" in drenthe.kader.voorbeelden


def test_flevoland_plaatst_over_de_totale_opgave() -> None:
    flevoland = next(pak for pak in pakketten() if pak.provincie == "PV24")
    assert (flevoland.kader.omvang.waarde, flevoland.kader.omvang.bron[:10]) == ("totaalopgave", "CVDR719256")


@pytest.mark.parametrize(
    ("pad", "waarde", "melding"),
    [
        (("naam",), " ", "Vul bij het kader “naam” in."),
        (("treden",), [], "Een ladder heeft 1 tot en met 9 treden."),
        (("treden",), "x", "“treden” is geen lijst van gegevens."),
        (("treden", 1, "nummer"), 3, "Nummer de treden zonder gaten vanaf 1, en in volgorde."),
        (("treden", 0, "nummer"), "een", "Vul bij trede een “nummer” in met een heel getal."),
        (("treden", 0, "fase"), "streng", "Kies bij trede 1 voor “fase” een van: geen, informeel"),
        (("treden", 0, "fase"), "geen", "Trede 1 ligt op de ladder en heeft een fase nodig."),
        (("treden", 0, "fase"), "besluit", "Trede 2 (informeel) kan niet boven trede 1 (besluit) liggen."),
        (("treden", 0, "weken"), 0, "Trede 1: een termijn is 1 tot en met 52 weken."),
        (("treden", 0, "kleur"), "rood", "Bij trede 1 hoort geen “kleur”."),
        (("regels", 0, "naar"), 0, "Van trede 0 naar 0: kies treden van 0 tot en met 6, en ga omhoog."),
        (("regels", 0, "naar"), 7, "Van trede 0 naar 7: kies treden van 0 tot en met 6, en ga omhoog."),
        (("regels", 0, "naar"), 5, "Een besluit kan alleen na een voornemen"),
        (("regels", 3, "naar"), 6, "Uitvoeren kan alleen na een besluit"),
        (("regels", 0, "voorwaarden"), [], "geef minstens één voorwaarde"),
        (("regels", 0, "voorwaarden", 0, "minstens"), 0, "vul bij “opeenvolgend” een getal in"),
        (("regels", 0, "voorwaarden", 0, "soort"), "achterstand", "bij “achterstand” hoort geen getal"),
        (("gronden", "waarde"), ["pech"], "Deze grond is niet bekend: pech."),
        (("cijfers_dagen_na", "waarde"), 400, "De cijfers worden 0 tot en met 180 dagen"),
        (("afdaling",), 3, "“afdaling” is geen groep van gegevens."),
        (("afdaling", "bron"), "", "Vul bij afdaling “bron” in."),
        (("oordelen", "waarde", "prima"), {"naam": "prima", "kleur": "groen"}, "Dit oordeel is niet bekend: prima."),
        (("oordelen", "waarde", "voldoet"), "groen", "Geef bij het oordeel “voldoet” een naam en een kleur."),
        (("versie",), 2, "Bij het kader hoort geen “versie”."),
    ],
)
def test_wat_er_mis_is_staat_er_in_het_nederlands(pad: tuple[Any, ...], waarde: object, melding: str) -> None:
    gegevens = deepcopy(schrijf(kader()))
    plek: Any = gegevens
    for stap in pad[:-1]:
        plek = plek[stap]
    plek[pad[-1]] = waarde
    with pytest.raises(KaderFout, match=r".") as fout:
        lees(gegevens)
    assert any(melding in zin for zin in fout.value.fouten), fout.value.fouten


def test_een_keuze_zonder_waarde_blijft_leeg() -> None:
    assert lees(schrijf(kader(per_halfjaar=None))).per_halfjaar.waarde is None
    assert lees(schrijf(kader(per_halfjaar=Toerekening.EIGEN))).per_halfjaar.waarde == Toerekening.EIGEN


def test_een_bestand_dat_geen_pakket_is() -> None:
    with pytest.raises(KaderFout, match="geen TOML"):
        lees_pakket("naam: Drenthe")
    with pytest.raises(KaderFout, match="geldig_van"):
        lees_pakket((MAP / "drenthe_2016.toml").read_text(encoding="utf-8").replace("geldig_van = 2016", "dag = 2016"))
