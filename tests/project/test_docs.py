"""README and docs/ say what is so: targets, paths, words, variables and commands are compared with the code."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import get_commands

from organisaties.bewaking import bewaakte_modellen
from organisaties.invoer.soorten import alle_soorten
from organisaties.rollen import Rol
from taakstelling.models import Mutatie
from taakstelling.regels.formule import Rekenregel
from taakstelling.regels.telling import Huisvestingsvorm
from toezicht.models import Beoordeling

WORTEL = Path(__file__).parent.parent.parent
APPS = ("afspraken", "balie", "organisaties", "taakstelling", "toezicht")
README, BEHEER, BEGRIPPEN = WORTEL / "README.md", WORTEL / "docs/beheer.md", WORTEL / "docs/begrippen.md"
BLADEN = [README, *sorted((WORTEL / "docs").rglob("*.md"))]
DELEN = ["Context", "Besluit", "Verworpen", "Gevolgen"]

GEEN_PAD = {
    "var/": "made at set-up",
    "node_modules": "made at set-up",
    "berekening.json": "inside a letter",
    "coa-2024-07-fout.csv": "made by importeer",
}
"""What looks like a path and is none of the repository, with the reason."""

per_blad = pytest.mark.parametrize("blad", BLADEN, ids=lambda blad: str(blad.relative_to(WORTEL)))


def codes(blad: Path) -> list[str]:
    """What stands between backticks, code blocks left out."""
    tekst = re.sub(r"^```.*?^```", "", blad.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    return re.findall(r"`([^`\n]+)`", tekst)


def eerste_kolom(blad: Path, kop: str) -> list[str]:
    """The code in the first cell of each row of the table under a heading."""
    deel = re.split(rf"^#+ {re.escape(kop)}$", blad.read_text(encoding="utf-8"), flags=re.MULTILINE)[1]
    return re.findall(r"^\| `([^`]+)` \|", re.split(r"^#+ ", deel, flags=re.MULTILINE)[0], flags=re.MULTILINE)


def maakdoelen(tekst: str) -> set[str]:
    return set(re.findall(r"(?:^|`)make ([a-z-]+)", tekst, flags=re.MULTILINE))


def test_readme_past_op_een_scherm() -> None:
    assert len(README.read_text(encoding="utf-8").splitlines()) <= 80


def test_readme_noemt_elk_doel_van_make() -> None:
    makefile = (WORTEL / "Makefile").read_text(encoding="utf-8")
    doelen = set(re.findall(r"^\.PHONY: (.*)$", makefile, flags=re.MULTILINE)[0].split())
    assert maakdoelen(README.read_text(encoding="utf-8")) == doelen
    for blad in BLADEN:
        assert maakdoelen(blad.read_text(encoding="utf-8")) <= doelen, blad


def paden(blad: Path) -> Iterator[str]:
    for code in codes(blad):
        is_pad = re.fullmatch(r"[\w.-]+(/[\w.-]+)*/?", code)
        if is_pad and ("/" in code or re.search(r"\.(py|md|toml|json|ya?ml|csv|css|sh|html)$", code)):
            yield code


@per_blad
def test_elk_pad_bestaat(blad: Path) -> None:
    weg = []
    for pad in paden(blad):
        # Without its app (`regels/`, `toegang.py`) a path is one that apps share.
        plekken = [WORTEL / pad, *(WORTEL / app / pad for app in APPS)]
        if pad not in GEEN_PAD and not any(plek.exists() for plek in plekken):
            weg.append(pad)
    assert weg == []


def test_kaart_van_de_code_is_de_boom() -> None:
    """Every folder of the repository stands in the map of the README."""
    kaart = README.read_text(encoding="utf-8").partition("## Map of the code")[2].partition("\n## ")[0]
    mappen = [pad.name for pad in WORTEL.iterdir() if pad.is_dir() and not pad.name.startswith((".", "_"))]
    assert [naam for naam in sorted(mappen) if naam not in ("var", "node_modules") and f"`{naam}/`" not in kaart] == []


def test_geen_module_staat_twee_keer_in_de_lagen() -> None:
    tekst = (WORTEL / "docs/architectuur.md").read_text(encoding="utf-8")
    rijen = tekst.partition("| module | what it holds |")[2].partition("\n\n")[0].splitlines()
    namen = [naam for rij in rijen if rij for naam in re.findall(r"`([a-z]+)`", rij.split("|")[1])]
    assert len(namen) > 10
    assert sorted(namen) == sorted(set(namen))


@per_blad
def test_elke_verwijzing_komt_uit(blad: Path) -> None:
    doelen = re.findall(r"\]\(([^)\s]+)\)", blad.read_text(encoding="utf-8"))
    assert [doel for doel in doelen if "://" not in doel and not (blad.parent / doel).exists()] == []


@per_blad
def test_geen_lege_plek_om_in_te_vullen(blad: Path) -> None:
    assert re.findall(r"@@\w*", blad.read_text(encoding="utf-8")) == []


def test_beelden_zijn_klein_en_worden_gebruikt() -> None:
    beelden = sorted((WORTEL / "docs/beelden").iterdir())
    teksten = "".join(blad.read_text(encoding="utf-8") for blad in BLADEN)
    assert [b.name for b in beelden if b.stat().st_size > 150_000] == []
    assert [b.name for b in beelden if f"beelden/{b.name})" not in teksten] == []


@per_blad
def test_elke_opdracht_bestaat(blad: Path) -> None:
    tekst = blad.read_text(encoding="utf-8")
    assert set(re.findall(r"manage\.py ([a-z][a-z_-]+)", tekst)) <= set(get_commands())
    assert set(re.findall(r"\bimporteer ([a-z]+)\b", tekst)) <= set(alle_soorten())


def test_elk_model_is_een_begrip() -> None:
    modellen = [model.__name__ for app in APPS for model in apps.get_app_config(app).get_models()]
    assert sorted(eerste_kolom(BEGRIPPEN, "Elk model")) == sorted(modellen)


def test_elke_rol_en_elke_waarde_is_een_begrip() -> None:
    assert eerste_kolom(BEGRIPPEN, "Rollen") == list(Rol.values)
    waarden = [*Huisvestingsvorm, *Mutatie.Soort.values, *Rekenregel, *Beoordeling.Oordeel.values]
    assert [str(waarde) for waarde in waarden if str(waarde) not in codes(BEGRIPPEN)] == []


def omgevingsvariabelen() -> list[str]:
    """Every name that the settings read from the environment, in whatever way they do it there."""
    boom = ast.parse((WORTEL / "config/settings.py").read_text(encoding="utf-8"))
    namen = set()
    for knoop in ast.walk(boom):
        if isinstance(knoop, ast.Call) and ast.unparse(knoop.func) in ("os.environ.get", "_vereist", "os.getenv"):
            namen.add(ast.literal_eval(knoop.args[0]) if isinstance(knoop.args[0], ast.Constant) else "")
        elif isinstance(knoop, ast.Subscript) and ast.unparse(knoop.value) == "os.environ":
            namen.add(ast.literal_eval(knoop.slice))
        elif isinstance(knoop, ast.Call) and ast.unparse(knoop.func) == "dj_database_url.config":
            namen.add("DATABASE_URL")
    return sorted(namen - {""})


def test_elke_omgevingsvariabele_is_beschreven() -> None:
    uitleg = ast.get_docstring(ast.parse((WORTEL / "config/settings.py").read_text(encoding="utf-8"))) or ""
    namen = omgevingsvariabelen()
    assert len(namen) >= 9
    assert sorted(eerste_kolom(BEHEER, "Omgevingsvariabelen")) == namen
    assert sorted(re.findall(r"^([A-Z_]+)  ", uitleg, flags=re.MULTILINE)) == namen


def test_aantal_triggers_na_terugzetten_klopt() -> None:
    """On PostgreSQL each guarded model has three."""
    assert re.findall(r"telt ze \((\d+)\)", BEHEER.read_text(encoding="utf-8")) == [str(3 * len(bewaakte_modellen()))]


BESLUITEN = sorted((WORTEL / "docs/besluiten").iterdir())


def test_besluiten_zijn_genummerd_zonder_gaten() -> None:
    nummers = [re.fullmatch(r"(\d{4})-[a-z0-9-]+\.md", pad.name) for pad in BESLUITEN]
    assert [gevonden and int(gevonden[1]) for gevonden in nummers] == list(range(1, len(BESLUITEN) + 1))


@pytest.mark.parametrize("besluit", BESLUITEN, ids=lambda pad: pad.stem)
def test_besluit_heeft_vier_delen(besluit: Path) -> None:
    kop, *delen = re.split(r"^## ", besluit.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert kop.startswith(f"# {besluit.name[:4]}. ")
    gevonden = [deel.partition("\n")[::2] for deel in delen]
    assert [naam for naam, _ in gevonden] == DELEN
    assert [naam for naam, tekst in gevonden if not tekst.strip()] == []
