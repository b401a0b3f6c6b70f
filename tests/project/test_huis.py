"""House rules that no tool holds: short modules, nothing left for later, no test that quietly does not run."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

WORTEL = Path(__file__).parent.parent.parent
EIGEN = ("afspraken", "balie", "config", "organisaties", "taakstelling", "toezicht", "tests", "templates", "static")
LANGSTE = 400

OVERGESLAGEN: dict[str, str] = {}
"""Test modules that skip on a condition that is real, with the reason."""

# Put together, so that this file does not find itself.
LATER = re.compile(r"\b(?:{})\b".format("|".join(("TO" + "DO", "FIX" + "ME", "HA" + "CK"))))
SLAAT_OVER = re.compile(r"pytest\.(?:mark\.)?(?:{})".format("|".join(("skip", "xfail", "importorskip"))))


def bestanden(*soorten: str) -> Iterator[tuple[str, str]]:
    """Own files of these kinds: path and text."""
    for pad in sorted(pad for map_ in EIGEN for pad in (WORTEL / map_).rglob("*")):
        if pad.suffix in soorten and "migrations" not in pad.parts:
            yield str(pad.relative_to(WORTEL)), pad.read_text(encoding="utf-8")


def test_geen_module_is_te_lang() -> None:
    """Past this length a module becomes a folder of the same name."""
    lengtes = {naam: len(tekst.splitlines()) for naam, tekst in bestanden(".py")}
    assert len(lengtes) > 100
    assert {naam: lengte for naam, lengte in lengtes.items() if lengte > LANGSTE} == {}


def test_niets_is_blijven_liggen() -> None:
    assert [
        naam for naam, tekst in bestanden(".py", ".html", ".css", ".js", ".sh", ".svg") if LATER.search(tekst)
    ] == []


def test_geen_test_wordt_stilletjes_overgeslagen() -> None:
    """Also fails for an exception that is no longer needed."""
    gevonden = {naam for naam, tekst in bestanden(".py") if SLAAT_OVER.search(tekst)}
    assert gevonden == set(OVERGESLAGEN)


VRIJ: dict[str, str] = {}
"""Where in a view `.objects` may be followed by something else than what somebody may see, with the reason."""


def test_een_view_begint_bij_wat_iemand_mag_zien() -> None:
    """`Model.objects` in a view is followed by `.zichtbaar_voor(...)` or `.van(...)`, and by nothing else."""
    gevonden, vreemd = 0, []
    for naam, tekst in bestanden(".py"):
        if "/views/" not in naam or naam.startswith("tests/"):
            continue
        boom = ast.parse(tekst)
        goed = {
            id(knoop.value)
            for knoop in ast.walk(boom)
            if isinstance(knoop, ast.Attribute) and knoop.attr in ("zichtbaar_voor", "van")
        }
        for knoop in ast.walk(boom):
            if isinstance(knoop, ast.Attribute) and knoop.attr in ("objects", "_default_manager", "_base_manager"):
                gevonden += 1
                if id(knoop) not in goed:
                    vreemd.append(f"{naam}:{knoop.lineno}")
    assert gevonden > 20
    assert set(vreemd) == set(VRIJ)
