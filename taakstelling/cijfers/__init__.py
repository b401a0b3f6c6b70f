"""Reading the ledger: `standen` answers for every page, letter, export and command.

A handful of queries, whatever the number of gemeenten, half-years and rows; `regels/grootboek` does the arithmetic.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Unpack

from organisaties.models import Gemeente, Lidmaatschap
from organisaties.regels.tijd import Zicht
from taakstelling.cijfers.feiten import Keuze, gelezen_op_tijd, geteld_op, lees
from taakstelling.cijfers.gesloten import Gesloten, bevroren, coa_telt, leg_gesloten_over, ongewijzigd, telt_in
from taakstelling.cijfers.rijen import reken_na, rijen_achter, rijen_achter_elk, rijen_tot, standen_uit
from taakstelling.cijfers.tijden import families, gemeentetijden, mag_eigen_telling_zien, met_opvolgers, met_voorgangers
from taakstelling.models import Prognose
from taakstelling.regels.afsluiting import leg_over
from taakstelling.regels.grootboek import Gemeentetijd, Sleutel, Stand, leeg, vouw
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.versies import geldende

__all__ = [
    "Keuze",
    "coa_telt",
    "families",
    "gelezen_op_tijd",
    "gemeentetijden",
    "geteld_op",
    "leeg",
    "lees",
    "leg_gesloten_over",
    "mag_eigen_telling_zien",
    "met_opvolgers",
    "met_voorgangers",
    "prognose_van",
    "reken_na",
    "rijen_achter",
    "rijen_achter_elk",
    "rijen_tot",
    "stand_van",
    "standen",
    "standen_uit",
    "standen_voor",
    "telt_in",
    "ziet_wat_telt",
]


def standen_voor(
    lid: Lidmaatschap | None,
    gemeenten: Iterable[Gemeente],
    van: Halfjaar,
    tot_en_met: Halfjaar,
    *,
    levend: bool = False,
    **zicht: Unpack[Zicht],
) -> dict[Sleutel, Stand]:
    """`standen` as this membership may see them: own counts only where it may, else official figures alone."""
    codes = sorted({g.code for g in gemeenten})
    tijden = gemeentetijden()
    eigen_van = mag_eigen_telling_zien(lid, tijden)
    return standen(codes, van, tot_en_met, eigen_van=eigen_van, tijden=tijden, levend=levend, **zicht)


def ziet_wat_telt(lid: Lidmaatschap | None, gemeenten: Iterable[Gemeente], halfjaar: Halfjaar) -> bool:
    """Whether this membership sees the standen that count: no own count that is hidden from it makes them differ."""
    codes = sorted({g.code for g in gemeenten})
    tijden = gemeentetijden()
    eigen_van = mag_eigen_telling_zien(lid, tijden)
    if eigen_van is None or eigen_van.issuperset(codes):
        return True
    gezien = standen(codes, halfjaar, halfjaar, eigen_van=eigen_van, tijden=tijden)
    telt = standen(codes, halfjaar, halfjaar, tijden=tijden)
    return {s: lijn.stand_eind for s, lijn in gezien.items()} == {s: lijn.stand_eind for s, lijn in telt.items()}


def standen(
    codes: Iterable[str] | None,
    van: Halfjaar,
    tot_en_met: Halfjaar,
    *,
    bekend_op: date | None = None,
    peildatum: date | None = None,
    eigen_van: Collection[str] | None = None,
    tijden: Mapping[str, Gemeentetijd] | None = None,
    levend: bool = False,
    gelezen_tot: date | None = None,
) -> dict[Sleutel, Stand]:
    """The ledger lines of these gemeenten (None: all) for the half-years `van` up to and including `tot_en_met`.

    `eigen_van`: the gemeenten whose own count may be used (None: all). A gemeente that did not exist has no line.
    `levend`: closed half-years too as the facts are now, not as they were frozen.
    `gelezen_tot`: without the COA figures that were read after that day (`gelezen_op_tijd`).
    """
    tijden = tijden or gemeentetijden()
    keuze = Keuze(bekend_op, peildatum=peildatum, gelezen_tot=gelezen_tot)
    gevraagd = set(tijden) if codes is None else {code for code in codes if code in tijden}
    uit: dict[Sleutel, Stand] = {}
    if bekend_op is None and peildatum is None and not levend:
        gesloten = ongewijzigd(met_voorgangers(gevraagd, tijden), van, eigen_van, tijden)
        if snel := gevraagd.intersection(gesloten.gronden):
            uit = _verder(snel, van, tot_en_met, keuze, eigen_van, tijden, gesloten)
            gevraagd -= snel
    # Who did not exist in these half-years has no line in them.
    rest = {
        code
        for code in gevraagd
        if ((tot := tijden[code].geldig_tot) is None or tot >= van.begin)
        and ((begin := tijden[code].geldig_van) is None or begin < tot_en_met.eind)
    }
    return uit | _helemaal(rest, van, tot_en_met, keuze, eigen_van, tijden, levend=levend) if rest else uit


def _verder(
    codes: Collection[str],
    van: Halfjaar,
    tot_en_met: Halfjaar,
    keuze: Keuze,
    eigen_van: Collection[str] | None,
    tijden: Mapping[str, Gemeentetijd],
    gesloten: Gesloten,
) -> dict[Sleutel, Stand]:
    """The lines of gemeenten whose closed half-years did not change: those as they were frozen, and what follows."""
    gronden = {code: gesloten.gronden[code] for code in met_voorgangers(codes, tijden) if code in gesloten.gronden}
    uit: dict[Sleutel, Stand] = {}
    if any(grond.halfjaar < tot_en_met for grond in gronden.values()):
        open_ = vouw(lees(codes, tot_en_met, keuze, eigen_van, tijden, gronden), tot_en_met, van)
        uit = {s: lijn for s, lijn in open_.items() if s[0] in codes and gronden[s[0]].halfjaar < s[1]}
    dicht = {sleutel: lijn for sleutel, lijn in gesloten.lijnen.items() if sleutel[0] in codes}
    return {s: lijn for s, lijn in leg_over(uit, dicht, {}).items() if s[1] <= tot_en_met}


def _helemaal(
    codes: Collection[str],
    van: Halfjaar,
    tot_en_met: Halfjaar,
    keuze: Keuze,
    eigen_van: Collection[str] | None,
    tijden: Mapping[str, Gemeentetijd],
    *,
    levend: bool,
) -> dict[Sleutel, Stand]:
    """The lines folded from every fact, with the frozen ones over them unless they are asked for `levend`."""
    dicht = {} if levend else bevroren(codes, eigen_van, bekend_op=keuze.bekend_op)
    if keuze.peildatum is not None:
        # The half-year that day lies in was running then, whatever was frozen of it later.
        toen = Halfjaar.van_datum(keuze.peildatum)
        dicht = {sleutel: lijn for sleutel, lijn in dicht.items() if sleutel[1] < toen}
    laatste = max([tot_en_met, *(halfjaar for _, halfjaar in dicht)])
    feiten = lees(codes, laatste, keuze, eigen_van, tijden)
    live = vouw(feiten, laatste, None if dicht else van)
    return {
        sleutel: lijn
        for sleutel, lijn in leg_over(live, dicht).items()
        if sleutel[0] in codes and van <= sleutel[1] <= tot_en_met
    }


def stand_van(code: str, halfjaar: Halfjaar, *, bekend_op: date | None = None) -> Stand:
    """One line; every term unknown when nothing is recorded or the gemeente did not exist."""
    tijden = gemeentetijden()
    gevonden = standen([code], halfjaar, halfjaar, bekend_op=bekend_op, tijden=tijden)
    return gevonden.get((code, halfjaar)) or leeg(code, halfjaar, tijden.get(code))


def prognose_van(halfjaar: Halfjaar, *, bekend_op: date | None = None) -> Prognose | None:
    """The national number in force for a half-year; None: unknown."""
    return geldende(Prognose.objects.bekend(bekend_op).filter(halfjaar=halfjaar))
