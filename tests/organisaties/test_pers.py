"""The press reads its own fonts and stylesheets and nothing else."""

from pathlib import Path

import pytest

from toezicht.pdf.zetten import STIJL
from toezicht.rondestukken.samenvatting import PERS


@pytest.mark.parametrize(
    "adres", ["file:///etc/passwd", "http://127.0.0.1/", "ftp://127.0.0.1/", Path(__file__).as_uri()]
)
def test_haler_leest_alleen_eigen_bestanden(adres):
    with pytest.raises(ValueError, match=r"disallowed protocol|mag dit bestand niet lezen"):
        PERS.haler.fetch(adres)


def test_haler_laat_zich_niet_omleiden():
    with pytest.raises(ValueError, match="mag dit bestand niet lezen"):
        PERS.haler.fetch(f"{STIJL.as_uri()}/../../models.py")
    assert PERS.haler.fetch((STIJL / "merk.svg").as_uri()).read().startswith(b"<svg")
