"""Journey: an officer of De Wolden reads in a list with mistakes, corrects it, and takes the import back."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from taakstelling.models import Plaatsing
from tests.browser.conftest import SMAL, Open
from tests.browser.nu import Lopend

pytestmark = pytest.mark.django_db(transaction=True)

OFFICER = "huisvesting@dewolden.example"
KOP = "kenmerk;koppelgemeente;huisvestingsgemeente;afgemeld_op;volwassenen;kinderen;amv;nareizigers;huisvestingsvorm"


def _lijst(map_: Path, naam: str, *rijen: str) -> Path:
    pad = map_ / naam
    pad.write_bytes("\r\n".join([KOP, *rijen]).encode("utf-8-sig"))
    return pad


def _bied_aan(page: Page, pad: Path) -> None:
    page.goto("/invoer/plaatsingen/")
    page.get_by_label("Bestand", exact=True).set_input_files(pad)
    page.get_by_role("button", name="Bestand controleren").click()


def _eigen() -> list[str]:
    return sorted(p.huishouden.kenmerk for p in Plaatsing.objects.bekend() if p.invoerbestand_id)


def test_een_lijst_met_fouten_verbeteren_inlezen_en_terugdraaien(
    open_venster: Open, lopend: Lopend, tmp_path: Path
) -> None:
    dag = lopend.vandaag.isoformat()
    goed = f"L-1;De Wolden;De Wolden;{dag};2;1;0;0;zelfstandig"
    fout = f"L-2;De Woldn;De Wolden;{dag};x;0;0;0;zelfstandig"
    page = open_venster(OFFICER)
    page.goto("/opgave/plaatsingen/")
    page.get_by_role("link", name="Bestand inlezen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Plaatsingen inlezen")

    _bied_aan(page, _lijst(tmp_path, "lijst.csv", goed, fout))
    expect(page.get_by_role("heading", level=1)).to_have_text("lijst.csv")
    rij = page.get_by_role("listitem").filter(has_text="Rij 3")
    expect(rij).to_contain_text("De Woldn")
    expect(rij).to_contain_text("Vul een heel getal in")
    with page.expect_download() as opgehaald:
        page.get_by_role("link", name="uw bestand met de kolom fout").click()
    terug = opgehaald.value.path().read_text(encoding="utf-8-sig")
    assert [regel.split(";")[0] for regel in terug.splitlines()] == ["kenmerk", "L-1", "L-2"]

    beter = tmp_path / "beter.csv"
    beter.write_bytes(terug.replace("De Woldn", "De Wolden").replace(";x;", ";1;").encode("utf-8-sig"))
    _bied_aan(page, beter)
    expect(page.get_by_role("main")).not_to_contain_text("Wat er niet klopt")
    assert _eigen() == []
    page.get_by_role("button", name="2 rijen inlezen").click()
    expect(page.get_by_role("main")).to_contain_text("2 rijen nieuw")
    assert _eigen() == ["L-1", "L-2"]

    page.get_by_role("link", name="Terugdraaien").click()
    expect(page.get_by_role("main")).to_contain_text("2 rijen uit dit bestand tellen daarna niet meer mee")
    page.get_by_role("button", name="Terugdraaien").click()
    expect(page.get_by_role("heading", name="Ongedaan gemaakt: 2")).to_be_visible()
    expect(page.get_by_role("heading", name="Gebleven: 0")).to_be_visible()
    assert _eigen() == []


def test_verkeerd_bestand_op_een_telefoon_zonder_script(open_venster: Open, lopend: Lopend, tmp_path: Path) -> None:
    """Said at once and at the field, and nothing is wider than the screen."""
    page = open_venster(OFFICER, viewport=SMAL, java_script_enabled=False)
    pad = tmp_path / "brief.csv"
    pad.write_bytes(b"%PDF-1.7")
    _bied_aan(page, pad)
    expect(page.get_by_role("alert")).to_contain_text("Dit is een pdf")
    _bied_aan(page, _lijst(tmp_path, "lijst.csv", "L-1;De Woldn;De Wolden;2024-13-40;2;1;0;0;zelfstandig"))
    expect(page.get_by_role("heading", name="Wat er niet klopt")).to_be_visible()


def test_voortgang_van_een_lang_bestand(open_venster: Open, lopend: Lopend, tmp_path: Path, settings: Any) -> None:
    """Nobody does the work yet: the page says so; once it is done the page goes on by itself."""
    from organisaties.achtergrond import doe_alles

    settings.ACHTERGROND = "uit"
    page = open_venster(OFFICER)
    dag = lopend.vandaag.isoformat()
    rijen = [f"L-{nummer};De Wolden;De Wolden;{dag};1;0;0;0;zelfstandig" for nummer in range(2_000)]
    _bied_aan(page, _lijst(tmp_path, "lang.csv", *rijen))
    expect(page.get_by_role("progressbar")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("Het bestand wacht op zijn beurt.")
    assert doe_alles() == 1
    expect(page.get_by_role("button", name="2.000 rijen inlezen")).to_be_visible()
