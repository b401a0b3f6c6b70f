"""Real herindelingen, read in by `importeer` with the project's own gemeenten and inhabitants.

The standen and the parts of a split gemeente are this test's own: they were not published. Dates, codes, successors
and inhabitants are real.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from balie.oefenwereld import maak_organisaties_en_mensen
from organisaties.models import Gemeente
from taakstelling.cijfers import stand_van, standen
from taakstelling.formuleblad import inwoners_voor
from taakstelling.models import Mutatie
from taakstelling.overzicht import overgegaan, overgekomen
from taakstelling.regels.halfjaar import Halfjaar
from tests.opdracht import draai, importeer

pytestmark = pytest.mark.django_db
GEGEVENS = Path(__file__).parents[2] / "taakstelling" / "gegevens"
WESTERKWARTIER, HOGELAND, WINSUM = "GM1969", "GM1966", "GM0053"
VIER = {"GM0015": -3, "GM0022": 2, "GM0025": -1, "GM0056": 5}
AMSTERDAM, WEESP = "GM0363", "GM0457"
VIJFHEERENLANDEN, LEERDAM, VIANEN, ZEDERIK = "GM1961", "GM0545", "GM0620", "GM0707"
HAAREN = "GM0788"
Lees = Callable[..., None]


@pytest.fixture
def lees(db: None, tmp_path: Path) -> Lees:
    for soort in ("gemeenten", "inwonertallen"):
        assert draai("importeer", soort, GEGEVENS / f"{soort}.csv").status == 0

    def inlezen(soort: str, kop: str, *regels: str) -> None:
        uitkomst = importeer(tmp_path, soort, "\n".join([kop, *regels, ""]))
        assert uitkomst.status == 0, uitkomst.fout + uitkomst.uit

    return inlezen


def halfjaar_vol(lees: Lees, halfjaar: str, begin: str, per: str, rijen: dict[str, tuple[int, int, int]]) -> None:
    """Beginstand, taakstelling and official realisatie of these gemeenten in one half-year."""
    mutaties(lees, *(f"{code};{begin};beginstand;{stand};Overzicht;Begin" for code, (stand, _, _) in rijen.items()))
    lees(
        "taakstellingen",
        "gemeente;halfjaar;aantal;status;vastgesteld_op;bron",
        *(f"{code};{halfjaar};{taak};vastgesteld;{begin};Circulaire" for code, (_, taak, _) in rijen.items()),
    )
    lees(
        "realisaties",
        "gemeente;halfjaar;cijfers_per;aantal;bron",
        *(f"{code};{halfjaar};{per};{n};COA" for code, (_, _, n) in rijen.items()),
    )


def mutaties(lees: Lees, *regels: str) -> None:
    lees("mutaties", "gemeente;datum;soort;aantal;grondslag;reden", *regels)


def deelinwoners(lees: Lees, van: str, dag: str, delen: dict[str, int]) -> None:
    lees("deelinwoners", "van;naar;peildatum;inwoners", *(f"{van};{naar};{dag};{n}" for naar, n in delen.items()))


def eind(code: str, halfjaar: Halfjaar) -> int | None:
    return stand_van(code, halfjaar).stand_eind


def gemeente(code: str) -> Gemeente:
    gevonden: Gemeente = Gemeente.objects.get(code=code)
    return gevonden


def beheer() -> Any:
    return maak_organisaties_en_mensen().lid("beheer@thuisstand.example")


H18, H19 = Halfjaar(2018, 2), Halfjaar(2019, 1)


def test_westerkwartier_2019_en_winsum_gesplitst(lees: Lees) -> None:
    """Four gemeenten whole and the part Middag of Winsum; the rest of Winsum goes to Het Hogeland."""
    halfjaar_vol(
        lees,
        "2018-2",
        "2018-07-01",
        "2019-01-04",
        {code: (stand, 10, 10) for code, stand in {**VIER, WINSUM: -14}.items()},
    )
    deelinwoners(lees, WINSUM, "2018-01-01", {HOGELAND: 11_600, WESTERKWARTIER: 2_000})
    # The peildatum of 1 January 2019 is the first day of the new gemeente: the half-year stays with the old names.
    assert {code: eind(code, H18) for code in (*VIER, WINSUM)} == {**VIER, WINSUM: -14}
    uit = standen([WESTERKWARTIER, HOGELAND, WINSUM, *VIER], H19, H19)
    assert uit[WESTERKWARTIER, H19].herindeling == 3 - 2
    assert uit[WINSUM, H19].stand_eind == 0
    assert [uit[code, H19].stand_eind for code in VIER] == [0, 0, 0, 0]
    lid = beheer()
    [weg] = overgegaan(lid, gemeente(WINSUM))
    assert [(d.naar.code, d.aantal, d.deel, d.geheel) for d in weg.delen] == [
        (HOGELAND, -12, 11_600, 13_600),
        (WESTERKWARTIER, -2, 2_000, 13_600),
    ]
    [erbij] = overgekomen(lid, gemeente(WESTERKWARTIER))
    assert {d.van.code: d.aantal for d in erbij.delen} == {**VIER, WINSUM: -2}
    assert erbij.som == uit[WESTERKWARTIER, H19].herindeling


def test_winsum_zonder_verdeelsleutel_gaat_heel_naar_de_eerste_en_de_pagina_zegt_het(lees: Lees) -> None:
    halfjaar_vol(lees, "2018-2", "2018-07-01", "2019-01-04", {WINSUM: (-14, 10, 10)})
    wereld = maak_organisaties_en_mensen()
    client = Client()
    client.force_login(wereld.gebruikers["griffie@raad.example"])
    antwoord = client.get(reverse("gemeente", args=[WINSUM]))
    [weg] = antwoord.context["overgegaan"]
    assert [(d.aantal, d.sleutel_bekend) for d in weg.delen] == [(-14, False), (0, False)]
    assert "de inwoners per deel zijn niet bekend" in antwoord.content.decode()


def test_winsum_met_een_vastgelegd_besluit_in_plaats_van_de_berekening(lees: Lees) -> None:
    halfjaar_vol(lees, "2018-2", "2018-07-01", "2019-01-04", {WINSUM: (-14, 10, 10)})
    mutaties(
        lees,
        f"{WINSUM};2019-01-01;herindeling;14;Herindelingsregeling;Splitsing",
        f"{HOGELAND};2019-01-01;herindeling;-7;Herindelingsregeling;Splitsing",
        f"{WESTERKWARTIER};2019-01-01;herindeling;-7;Herindelingsregeling;Splitsing",
    )
    [weg] = overgegaan(beheer(), gemeente(WINSUM))
    assert [d.aantal for d in weg.delen] == [-7, -7]
    assert [Mutatie.objects.get(pk=d.besluit).gemeente.code for d in weg.delen] == [HOGELAND, WESTERKWARTIER]
    assert eind(WINSUM, H19) == 0


def test_haaren_2021_over_vier_opvolgers(lees: Lees) -> None:
    h20, h21 = Halfjaar(2020, 2), Halfjaar(2021, 1)
    oisterwijk, vught, boxtel, tilburg = "GM0824", "GM0865", "GM0757", "GM0855"
    halfjaar_vol(
        lees,
        "2020-2",
        "2020-07-01",
        "2021-01-05",
        {HAAREN: (-9, 5, 4), oisterwijk: (1, 9, 9), vught: (0, 9, 9), boxtel: (-2, 9, 9), tilburg: (10, 80, 80)},
    )
    delen = {oisterwijk: 5_750, vught: 4_820, boxtel: 2_370, tilburg: 1_430}
    deelinwoners(lees, HAAREN, "2020-01-01", delen)
    assert eind(HAAREN, h20) == -10
    [weg] = overgegaan(beheer(), gemeente(HAAREN))
    gekregen = {d.naar.code: d.aantal for d in weg.delen}
    assert gekregen == {oisterwijk: -4, vught: -3, boxtel: -2, tilburg: -1}
    assert sum(a for a in gekregen.values() if a is not None) == -10
    assert {code: stand_van(code, h21).herindeling for code in delen} == gekregen
    # The formula of the half-year has the inhabitants of Haaren at its successors, and Haaren no longer.
    lees("prognoses", "halfjaar;aantal;status;gepubliceerd_op;bron", "2021-1;13500;vastgesteld;2020-10-01;Stcrt.")
    per = inwoners_voor(h21)
    assert HAAREN not in per.per_gemeente
    assert sum(per.per_gemeente.values()) == per.nederland


def test_vijfheerenlanden_2019_verandert_van_provincie(lees: Lees) -> None:
    """Leerdam and Zederik leave Zuid-Holland: the stand goes along to Utrecht, the history stays."""
    halfjaar_vol(
        lees,
        "2018-2",
        "2018-07-01",
        "2019-01-04",
        {LEERDAM: (-6, 15, 12), VIANEN: (4, 14, 14), ZEDERIK: (0, 10, 9)},
    )
    assert [eind(c, H18) for c in (LEERDAM, VIANEN, ZEDERIK)] == [-9, 4, -1]
    nieuw = gemeente(VIJFHEERENLANDEN)
    [erbij] = overgekomen(beheer(), nieuw)
    assert {(d.van.code, d.aantal, d.andere_provincie) for d in erbij.delen} == {
        (LEERDAM, -9, True),
        (VIANEN, 4, False),
        (ZEDERIK, -1, True),
    }
    assert (nieuw.provincie.naam, erbij.som, stand_van(VIJFHEERENLANDEN, H19).herindeling) == ("Utrecht", -6, -6)
    # In the division of 2018-2 the three are counted, in that of 2019-1 the new one has the sum of its parts.
    oud, dag = inwoners_voor(H18).per_gemeente, inwoners_voor(H19).per_gemeente
    assert VIJFHEERENLANDEN not in oud
    assert dag[VIJFHEERENLANDEN] == 55_001  # 1 January 2018, CBS: the three together
    assert {LEERDAM, VIANEN, ZEDERIK}.isdisjoint(dag)


def test_weesp_naar_amsterdam_op_24_maart_2022_midden_in_het_halfjaar(lees: Lees) -> None:
    """The taakstelling stays on the old code and moves with the stand; from the second half on it is Amsterdam's."""
    h = Halfjaar(2022, 1)
    halfjaar_vol(lees, "2022-1", "2022-01-01", "2022-07-04", {WEESP: (-2, 12, 5), AMSTERDAM: (10, 500, 480)})
    weesp, amsterdam = stand_van(WEESP, h), stand_van(AMSTERDAM, h)
    assert (weesp.taakstelling, weesp.realisatie, weesp.herindeling, weesp.stand_eind) == (12, 5, 9, 0)
    assert (amsterdam.taakstelling, amsterdam.herindeling, amsterdam.opgave) == (500, -9, 499)
    assert amsterdam.stand_eind == -19
    assert WEESP in inwoners_voor(h).per_gemeente
    later = inwoners_voor(h.volgende).per_gemeente
    assert WEESP not in later
    assert later[AMSTERDAM] == inwoners_voor(h).per_gemeente[AMSTERDAM] + inwoners_voor(h).per_gemeente[WEESP]
    # A later official figure about Weesp moves along, because the amount is computed and not stored.
    lees("realisaties", "gemeente;halfjaar;cijfers_per;aantal;bron", f"{WEESP};2022-1;2022-08-01;7;COA")
    assert (stand_van(WEESP, h).herindeling, eind(AMSTERDAM, h)) == (7, -17)


def test_bathmen_en_deventer_tellen_op_en_beginstand_bevat_het_al(lees: Lees) -> None:
    """Bathmen's achterstand was made good by the voorsprong of Deventer (1 January 2005): the standen add up."""
    lees(
        "gemeenten",
        "code;naam;provincie_code;provincie;geldig_van;geldig_tot;opvolgers",
        "GM0142;Bathmen;PV23;Overijssel;;2005-01-01;GM0150",
    )
    halfjaar_vol(lees, "2004-2", "2004-07-01", "2005-01-04", {"GM0142": (-8, 3, 2), "GM0150": (20, 30, 31)})
    h = Halfjaar(2005, 1)
    deventer = stand_van("GM0150", h)
    assert (deventer.stand_begin, deventer.herindeling) == (21, -9)
    mutaties(lees, "GM0150;2005-01-01;beginstand;12;Overzicht;Samen met Bathmen")
    deventer = stand_van("GM0150", h)
    assert (deventer.stand_begin, deventer.herindeling) == (12, 0)
    [erbij] = overgekomen(beheer(), gemeente("GM0150"))
    assert [(d.aantal, d.in_beginstand) for d in erbij.delen] == [(-9, True)]


def test_oude_namen_blijven_op_de_pagina_van_toen(lees: Lees) -> None:
    halfjaar_vol(lees, "2018-2", "2018-07-01", "2019-01-04", {code: (s, 10, 10) for code, s in VIER.items()})
    lees("prognoses", "halfjaar;aantal;status;gepubliceerd_op;bron", "2018-2;11000;vastgesteld;2018-03-23;Stcrt.")
    wereld = maak_organisaties_en_mensen()
    client = Client()
    client.force_login(wereld.gebruikers["toezicht@groningen.example"])
    lijst = client.get(reverse("vandaag") + "?halfjaar=2018-2&per_page=100").content.decode()
    nieuw = client.get(reverse("vandaag") + "?halfjaar=2019-1&per_page=100").content.decode()
    for naam in ("Grootegast", "Leek", "Marum", "Zuidhorn"):
        assert f">{naam}</a>" in lijst
        assert f">{naam}</a>" not in nieuw
    assert ">Westerkwartier</a>" not in lijst
    assert ">Westerkwartier</a>" in nieuw
    pagina = client.get(reverse("gemeente", args=[WESTERKWARTIER])).content.decode()
    assert f'href="{reverse("stand", args=["GM0022", H19])}#mutaties">+2</a>' in pagina
    assert date(2019, 1, 1) == gemeente("GM0022").geldig_tot
