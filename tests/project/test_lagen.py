"""The layers hold, and the guard that holds them really sees a violation."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

WORTEL = Path(__file__).resolve().parents[2]
PAKKETTEN = ("config", "balie", "toezicht", "afspraken", "taakstelling", "organisaties")


def controleer(map_: Path) -> subprocess.CompletedProcess[str]:
    opdracht = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    return subprocess.run(opdracht, cwd=map_, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def kopie(tmp_path_factory: pytest.TempPathFactory) -> Path:
    doel = tmp_path_factory.mktemp("lagen")
    shutil.copy(WORTEL / "pyproject.toml", doel)
    for pakket in PAKKETTEN:
        shutil.copytree(WORTEL / pakket, doel / pakket, ignore=shutil.ignore_patterns("__pycache__", "*.csv", "*.css"))
    return doel


def test_de_lagen_houden(kopie: Path) -> None:
    uitslag = controleer(kopie)
    assert uitslag.returncode == 0, uitslag.stdout


@pytest.mark.parametrize(
    ("bestand", "regel", "contract"),
    [
        ("organisaties/models/mensen.py", "import taakstelling.models", "Apps: config"),
        ("taakstelling/cijfers.py", "import taakstelling.acties.plaatsingen", "Inside taakstelling"),
        ("taakstelling/regels/tempo.py", "import django.utils.timezone", "Rules are pure"),
        ("toezicht/hulpjes.py", "", "Inside toezicht"),
    ],
)
def test_een_geplante_overtreding_wordt_gezien(kopie: Path, bestand: str, regel: str, contract: str) -> None:
    pad = kopie / bestand
    oud = pad.read_text(encoding="utf-8") if pad.exists() else None
    pad.write_text(f"{oud or ''}\n{regel}\n", encoding="utf-8")
    try:
        uitslag = controleer(kopie)
    finally:
        if oud is None:
            pad.unlink()
        else:
            pad.write_text(oud, encoding="utf-8")
    assert uitslag.returncode == 1
    gebroken = [deel for deel in uitslag.stdout.splitlines() if deel.endswith("BROKEN")]
    assert len(gebroken) == 1
    assert gebroken[0].startswith(contract)
