"""The home of the coordinator: the whole regio on one page, what waits, and the overview on paper."""

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import page
import pikepdf
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organisaties.acties import leg_convenant_vast
from organisaties.drukken.lezen import regels_van
from organisaties.models import Regio
from taakstelling.acties.verrekening import leg_verrekening_vast
from taakstelling.regels.halfjaar import Halfjaar
from tests.taakstelling.cijferfeiten import DE_WOLDEN, MEPPEL, beginstand, officieel, taakstelling
from tests.taakstelling.regiofeiten import COORDINATOR, LEEK, MARUM, H, convenant, westerkwartier, woont
from tests.taakstelling.test_koppelingen import koppel

pytestmark = pytest.mark.django_db
Als = Callable[[str], Client]
# The validator takes a compressed stream that happens to end in the byte 0x0D for one that is too short.
VALS_ALARM = {"PDFA3A-STREAM-LENGTH-001"}


def lopend(wereld: Any, standen: dict[str, int]) -> Halfjaar:
    """A regio of De Wolden and Meppel, with these standen if the half-year of today ended now."""
    regio = Regio.objects.get()
    regio.gemeenten.set([wereld.gemeenten[code] for code in standen])
    nu = Halfjaar.van_datum(timezone.localdate())
    for code, stand in standen.items():
        beginstand(code, 0, nu)
        taakstelling(code, 20, nu)
        officieel(code, 20 + stand, nu, per=timezone.localdate())
    return nu


def sluit(wereld: Any, kenmerk: str, van: date, tot: date | None) -> None:
    lid = wereld.lid(COORDINATOR)
    leg_convenant_vast(
        door=lid, regio=lid.regio, kenmerk=kenmerk, van=van, tot=tot, gemeenten=lid.regio.gemeenten.all(), afspraken="x"
    )


def teksten(als: Als) -> list[str]:
    return [taak.tekst for taak in als(COORDINATOR).get("/").context["taken"]]


def test_thuis_toont_samen_en_per_gemeente(als: Als, wereld: Any) -> None:
    lopend(wereld, {DE_WOLDEN: -3, MEPPEL: 5})
    antwoord = als(COORDINATOR).get("/")
    beeld = antwoord.context["beeld"]
    assert (beeld.samen.stand.opgave, beeld.samen.stand.realisatie, beeld.samen.stand.stand_eind) == (40, 42, 2)
    assert [(r.gemeente.code, r.stand.stand_eind) for r in beeld.achter] == [(DE_WOLDEN, -3)]


def test_thuis_wijst_op_verrekenen_zolang_het_kan(als: Als, wereld: Any) -> None:
    nu = lopend(wereld, {DE_WOLDEN: -3, MEPPEL: 5})
    sluit(wereld, "Altijd", date(2020, 1, 1), None)
    (taak,) = als(COORDINATOR).get("/").context["taken"]
    assert taak.tekst.startswith("Nu achter terwijl een andere gemeente voorloopt: De Wolden.")
    assert taak.url == reverse("regio-verrekening", args=[Regio.objects.get().pk, nu])


@pytest.mark.parametrize(("dagen", "begin"), [(400, None), (100, "Het convenant loopt tot"), (0, "Het convenant liep")])
def test_einde_van_convenant_is_een_taak(als: Als, wereld: Any, dagen: int, begin: str | None) -> None:
    """Ahead of it, and after it while the gemeenten work on without one; not when another follows."""
    lopend(wereld, {DE_WOLDEN: 0, MEPPEL: 0})
    tot = timezone.localdate() + timedelta(days=dagen)
    sluit(wereld, "Eerste", date(2020, 1, 1), tot)
    assert [tekst[: len(begin or "")] for tekst in teksten(als)] == ([begin] if begin else [])
    sluit(wereld, "Vervolg", tot, None)
    assert teksten(als) == []


def test_zonder_convenant_of_opgave_zijn_er_taken(als: Als, wereld: Any) -> None:
    Regio.objects.get().gemeenten.set([wereld.gemeenten[code] for code in (DE_WOLDEN, MEPPEL)])
    assert teksten(als) == [
        "De opgave is nog onbekend van De Wolden, Meppel. De provincie legt haar vast.",
        "Er is nog geen convenant vastgelegd.",
    ]


def test_na_de_samenvoeging_is_er_een_gemeente_en_niets_te_verdelen(als: Als, wereld: Any) -> None:
    convenant(wereld)
    antwoord = als(COORDINATOR).get("/")
    assert ([r.gemeente.naam for r in antwoord.context["beeld"].regels], antwoord.context["taken"]) == (
        ["Westerkwartier"],
        [],
    )
    tekst = " ".join(antwoord.content.decode().split())
    assert "Op 1 januari 2019 gingen Grootegast, Leek, Marum en Zuidhorn over in Westerkwartier." in tekst


def test_thuis_zegt_wie_wat_nodig_heeft(als: Als, wereld: Any) -> None:
    lopend(wereld, {DE_WOLDEN: 0, MEPPEL: 0})
    koppel(wereld, "Gezin", timezone.localdate(), code=MEPPEL, kinderen=3)
    koppel(wereld, "Elders", timezone.localdate(), code="GM1708")
    plan = als(COORDINATOR).get("/").context["plan"]
    assert ([(g.regel.gemeente.code, g.gekoppeld) for g in plan.wachtend], plan.nodig) == (
        [(MEPPEL, 5)],
        [("5 of 6", 1)],
    )


def test_regio_zonder_gemeenten_zegt_wat_er_komt(als: Als, wereld: Any) -> None:
    Regio.objects.get().gemeenten.clear()
    assert "In dit halfjaar werken er geen gemeenten samen in deze regio." in als(COORDINATOR).get("/").content.decode()


@pytest.fixture
def pdf(als: Als, wereld: Any) -> bytes:
    regio = westerkwartier()
    convenant(wereld)
    woont(wereld, LEEK, MARUM, 3)
    leg_verrekening_vast(
        door=wereld.lid(COORDINATOR),
        regio=regio,
        halfjaar=H,
        datum=date(2017, 12, 20),
        grondslag="Besluit 2017-118",
        reden="Samen",
        wijzigingen={LEEK: -2, MARUM: 2},
    )
    antwoord = als(COORDINATOR).get(reverse("regio-pdf", args=[regio.pk, H]))
    naam = f"regio-westerkwartier-overzicht-2017-2-{timezone.localdate().isoformat()}.pdf"
    assert (antwoord["Content-Type"], antwoord["Content-Disposition"]) == (
        "application/pdf",
        f'attachment; filename="{naam}"',
    )
    return bytes(antwoord.content)


def test_overzicht_zegt_samen_en_per_gemeente_van_welke_dag_en_wiens_telling(pdf: bytes) -> None:
    tekst = " ".join(regels_van(pdf))
    dag = timezone.localdate()
    assert f"overzicht van {dag.day} " in tekst
    assert "Regio Westerkwartier: huisvesting statushouders" in tekst
    assert "vergunninghouder" not in tekst
    for zin in (
        "Zo zien wij het, samen: opgave 48, gehuisvest 55, stand +7. De gezamenlijke opgave is gehaald.",
        "2 van 4 achter, samen 3 personen: Grootegast (−2), Zuidhorn (−1).",
        "Marum 0 4 4 4 0 COA per 1 januari 2018",
        "Samen −11 37 48 55 +7 cijfers van COA",
        "3 personen van de 3 wonen in een andere gemeente dan waarvoor zij tellen.",
        "Besluit 2017-118, besluit van 20 december 2017: Leek −2, Marum +2.",
        "Convenant, van 1 maart 2016 tot en met 31 december 2017",
    ):
        assert zin in tekst, tekst


@pytest.mark.parametrize("profiel", ["ua1", "3a"])
def test_overzicht_is_toegankelijk_en_houdbaar(pdf: bytes, profiel: str, tmp_path: Path) -> None:
    pad = tmp_path / "overzicht.pdf"
    pad.write_bytes(pdf)
    assert [f for f in page.validate_pdf(str(pad), profile=profiel).failures if f.rule_id not in VALS_ALARM] == []
    with pikepdf.open(BytesIO(pdf)) as document:
        assert (document.Root.Lang, document.docinfo.Title) == ("nl", "Regio Westerkwartier, overzicht 2e helft 2017")
