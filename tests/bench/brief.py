"""The letter against a browser that prints the same HTML, and against LibreOffice that converts a merged document.

What the rivals need beforehand (the HTML with its figures, the merged .docx) they get for nothing; ours is timed from
the contents on: template, layout, tags, the calculation inside, PDF/A-3a and PDF/UA-1.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any

from organisaties.drukken.letters import DELEN, GEZICHTEN, bestand
from organisaties.models import Gemeente, Postadres, Provincie
from tests.bench import drukkers
from tests.bench.meting import Beurt, Meting, Verhouding, om_en_om
from tests.bench.samenvoeging import schrijf_docx
from tests.bench.wereld import Wereld
from toezicht import acties
from toezicht.pdf.inhoud import problemen, stel_samen
from toezicht.pdf.zetten import STIJL, als_fragment

# "No slower than": what the clock cannot tell apart is as fast.
GRENS = 1.05
EIGEN, BROWSER = "brief van de toepassing", "chromium"
OFFICE, OFFICE_LOOPT = "LibreOffice, met opstarten", "LibreOffice, zonder opstarten"


def meet(wereld: Wereld, map_: Path, *, aantal: int, ronden: int) -> Iterator[Verhouding]:
    provincie = wereld.toezichthouder.provincie
    assert provincie is not None
    inhouden = maak_inhouden(wereld, provincie)[:aantal]
    paginas, documenten = voor_de_rivalen(inhouden, map_)
    # What a supervisor waits for: one letter, where LibreOffice must start for its one document.
    los = _druk(1, inhouden[:1], paginas[:1], documenten[:1], map_ / "los", ronden)
    for rivaal in (BROWSER, OFFICE):
        if rivaal in los:
            yield Verhouding("één losse brief", los[EIGEN], los[rivaal], GRENS)
    for werkers, wie in ((1, "één proces"), (2, "twee processen")):
        metingen = _druk(werkers, inhouden, paginas, documenten, map_, ronden)
        for rivaal in (BROWSER, OFFICE, OFFICE_LOOPT):
            if rivaal in metingen:
                wat = f"brief, {aantal} achter elkaar, {wie}"
                yield Verhouding(wat, metingen[EIGEN], metingen[rivaal], None if rivaal == OFFICE_LOOPT else GRENS)


def voor_de_rivalen(inhouden: list[dict[str, Any]], map_: Path) -> tuple[list[Path], list[Path]]:
    """The same letters as HTML for a browser and as merged .docx for LibreOffice."""
    paginas, documenten = [], []
    for nummer, inhoud in enumerate(inhouden):
        html = als_fragment(inhoud, concept=False)
        paginas.append(map_ / f"brief-{nummer}.html")
        kop = f'<meta charset="utf-8"/><title>{inhoud["onderwerp"]}</title><style>{_stijl()}</style>'
        pagina = f'<!DOCTYPE html><html lang="nl"><head>{kop}</head><body>{html}</body></html>'
        paginas[-1].write_text(pagina, encoding="utf-8")
        documenten.append(map_ / f"brief-{nummer}.docx")
        schrijf_docx(html, documenten[-1])
    return paginas, documenten


def _druk(
    werkers: int, inhouden: list[Any], paginas: list[Path], documenten: list[Path], map_: Path, ronden: int
) -> dict[str, Meting]:
    """Milliseconds per letter of everyone who is here."""
    with ExitStack() as stapel:
        eigen = stapel.enter_context(drukkers.Pers(werkers, drukkers.druk_brief, drukkers.open_toepassing))
        beurten: dict[str, Beurt] = {EIGEN: lambda: eigen.druk(inhouden) / len(inhouden)}
        if drukkers.CHROMIUM:
            browser = stapel.enter_context(drukkers.Pers(werkers, drukkers.druk_pagina, drukkers.open_browser))
            beurten[BROWSER] = lambda: browser.druk(paginas) / len(paginas)
        if drukkers.SOFFICE:
            profielen = [map_ / f"profiel-{werkers}-{i}" for i in range(werkers)]
            for profiel in profielen:
                profiel.mkdir(parents=True)

            def zonder_opstarten() -> float:
                start = drukkers.druk_met_office(documenten[:werkers], profielen)
                return (drukkers.druk_met_office(documenten, profielen) - start) / (len(documenten) - werkers)

            beurten[OFFICE] = lambda: drukkers.druk_met_office(documenten, profielen) / len(documenten)
            if len(documenten) > werkers:
                beurten[OFFICE_LOOPT] = zonder_opstarten
        return om_en_om(beurten, ronden=ronden)


def maak_inhouden(wereld: Wereld, provincie: Provincie) -> list[dict[str, Any]]:
    """Complete letters to the gemeenten of a provincie, over the last half-year that is over."""
    lid, halfjaar = None, wereld.halfjaren[-2]
    acties.neem_voorbeeld_over(door=lid, provincie=provincie, voorbeeld="drenthe")
    ronde = acties.open_ronde(door=lid, provincie=provincie, halfjaar=halfjaar)
    inhouden = []
    for gemeente in Gemeente.objects.bestaand(halfjaar.begin).filter(provincie=provincie):
        Postadres.objects.create(
            gemeente=gemeente,
            aan="het college",
            straat_of_postbus="Postbus 1",
            postcode="1234 AB",
            plaats=gemeente.naam,
        )
        beoordeling = acties.beoordeel(
            door=lid,
            ronde=ronde,
            gemeente=gemeente,
            oordeel="voldoet niet, doch verschoonbaar",
            verschoond_tot=date(halfjaar.eind.year + 1, 1, 1),
            motivering="Eenmalig verschoond.",
            realisatie_aanvaard=True,  # on its own this bench has no figures of COA
        )
        brief = acties.maak_brief(door=lid, beoordeling=beoordeling, datum=halfjaar.eind, kenmerk=f"1/{gemeente.code}")
        inhoud = stel_samen(brief)
        if fout := problemen(inhoud):
            raise RuntimeError(f"De brief aan {gemeente} is niet volledig: {fout}")
        inhouden.append(inhoud)
    return inhouden


def _stijl() -> str:
    """The stylesheets of the letter in one piece, with the addresses a browser can follow."""
    gezichten = "".join(
        f'@font-face {{ font-family: "{familie}"; font-weight: {gewicht}; font-style: {stijl}; '
        f'src: url("{bestand(deel, gewicht, stijl).as_uri()}"); }}'
        for familie, deel in DELEN
        for gewicht, stijl in GEZICHTEN
    )
    papier = Path(__file__).with_name("papier.css")
    bladen = "".join(blad.read_text(encoding="utf-8") for blad in (STIJL / "brief.css", papier))
    return gezichten + bladen.replace('url("merk.svg")', f'url("{(STIJL / "merk.svg").as_uri()}")')
