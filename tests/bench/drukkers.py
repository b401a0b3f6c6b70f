"""Who makes the PDF: the application, a browser that stays open, LibreOffice; each in processes of its own."""

import os
import subprocess
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from shutil import which
from time import perf_counter
from typing import Any, Self

SOFFICE = which("soffice")
CHROMIUM = which("chromium") or which("chromium-browser") or which("google-chrome")
_VLAGGEN = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--allow-file-access-from-files"]
_browser: dict[str, Any] = {}


class Pers:
    """Worker processes that stay, as behind a web server; `druk` says how long they needed together."""

    def __init__(self, werkers: int, taak: Callable[[Any], Any], begin: Callable[..., None], *met: Any) -> None:
        self._taak = taak
        self._pool = ProcessPoolExecutor(werkers, get_context("spawn"), begin, met)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_fout: object) -> None:
        self._pool.shutdown()

    def weeg(self, brieven: Sequence[Any]) -> tuple[float, list[Any]]:
        """The seconds for all of them, and what was said of each."""
        begin = perf_counter()
        gemaakt = list(self._pool.map(self._taak, brieven))
        return perf_counter() - begin, gemaakt

    def druk(self, brieven: Sequence[Any]) -> float:
        duur, groottes = self.weeg(brieven)
        if min(groottes) < 5_000:
            raise RuntimeError("Er is een lege brief gemaakt.")
        return duur


def open_toepassing() -> None:
    import django

    django.setup()


def druk_brief(inhoud: dict[str, Any]) -> int:
    from toezicht.pdf.zetten import als_pdf

    return len(als_pdf(inhoud, concept=False))


def druk_gewogen(inhoud: dict[str, Any]) -> tuple[int, int, int]:
    """The size of the letter, the process that made it, and the kilobytes that process then holds."""
    regels = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    houdt = next(int(regel.split()[1]) for regel in regels if regel.startswith("VmRSS"))
    return druk_brief(inhoud), os.getpid(), houdt


def open_browser() -> None:
    from playwright.sync_api import sync_playwright

    spel = sync_playwright().start()
    _browser["pagina"] = spel.chromium.launch(executable_path=CHROMIUM, args=_VLAGGEN).new_page()


def druk_pagina(pad: Path) -> int:
    """With a tag tree, as our letter has; PDF/A and a calculation inside are beyond a browser."""
    pagina = _browser["pagina"]
    pagina.goto(pad.as_uri())
    pdf = pagina.pdf(prefer_css_page_size=True, print_background=True, tagged=True)
    pad.with_suffix(".chromium.pdf").write_bytes(pdf)
    return len(pdf)


def druk_met_office(paden: Sequence[Path], profielen: Sequence[Path]) -> float:
    """One LibreOffice per profile, the documents divided over them; the start is in it."""
    begin = perf_counter()
    lopend = []
    for i, profiel in enumerate(profielen):
        deel = paden[i :: len(profielen)]
        opdracht = [str(SOFFICE), f"-env:UserInstallation={profiel.as_uri()}", "--headless", "--convert-to", "pdf"]
        opdracht += ["--outdir", str(profiel / "uit"), *map(str, deel)]
        lopend.append((subprocess.Popen(opdracht, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL), profiel, deel))
    for proces, _, _ in lopend:
        proces.wait(300)
    duur = perf_counter() - begin
    for _, profiel, deel in lopend:
        for pad in deel:
            (profiel / "uit" / f"{pad.stem}.pdf").unlink()  # raises when LibreOffice left one out
    return duur
