"""`manage.py stand`: one line of the ledger, as a sum or as JSON."""

import json
from argparse import ArgumentParser
from datetime import date, timedelta
from typing import Any

from django.core.management.base import BaseCommand

from organisaties.gemeentewijzer import GeenGemeente, Gemeentewijzer
from organisaties.models import Gemeente
from organisaties.opdracht import Fout, dag
from taakstelling.cijfers import gemeentetijden, leeg, standen
from taakstelling.management.opties import halfjaar
from taakstelling.regels.grootboek import Bron, Stand
from taakstelling.regels.halfjaar import LAATSTE_JAAR, Halfjaar
from taakstelling.regels.oordeel import getal, oordeelzin, resultaatregel_huidig, resultaatregel_volgend

_ONBEKEND = "onbekend"


class Command(BaseCommand):
    help = "De stand van een gemeente in een halfjaar, met de som erbij. Eenheid: personen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--gemeente", required=True, help="code of naam, bijvoorbeeld GM1690")
        parser.add_argument("--halfjaar", required=True, type=halfjaar, help="bijvoorbeeld 2024-1")
        parser.add_argument("--bekend-op", type=dag, metavar="DATUM", help="zoals bekend aan het eind van deze dag")
        parser.add_argument("--json", action="store_true", help="de uitkomst als JSON")

    def handle(self, *args: Any, **opties: Any) -> None:
        periode = opties["halfjaar"] if isinstance(opties["halfjaar"], Halfjaar) else halfjaar(opties["halfjaar"])
        bekend_op: Any = opties["bekend_op"]
        if bekend_op is not None and not isinstance(bekend_op, date):
            bekend_op = dag(bekend_op)
        gemeente = vind_gemeente(opties["gemeente"], periode)
        laatste = periode if periode == Halfjaar(LAATSTE_JAAR, 2) else periode.volgende
        tijden = gemeentetijden()
        lijnen = standen([gemeente.code], periode, laatste, bekend_op=bekend_op, tijden=tijden)

        def lijn(h: Halfjaar) -> Stand:
            return lijnen.get((gemeente.code, h)) or leeg(gemeente.code, h, tijden[gemeente.code])

        nu = lijn(periode)
        straks = lijn(laatste) if laatste != periode else None
        if opties["json"]:
            self.stdout.write(json.dumps(als_dict(nu, straks, bekend_op), ensure_ascii=False))
        else:
            self.stdout.write("\n".join(_regels(gemeente, nu, straks, bekend_op)))


def vind_gemeente(geschreven: str, periode: Halfjaar) -> Gemeente:
    """By code, or by the name it has on the first day of the half-year, or else on the last."""
    wijzer = Gemeentewijzer()
    try:
        return wijzer.vind(geschreven, periode.begin)
    except GeenGemeente as fout:
        try:
            return wijzer.vind(geschreven, periode.eind - timedelta(days=1))
        except GeenGemeente:
            raise Fout(f"--gemeente {geschreven}: {fout}") from fout


def als_dict(nu: Stand, straks: Stand | None, bekend_op: date | None) -> dict[str, Any]:
    """What other programs read; the names and their order are fixed. An unknown term is null."""
    return {
        "gemeente": nu.gemeente,
        "halfjaar": nu.halfjaar.code,
        "bekend_op": bekend_op.isoformat() if bekend_op else None,
        "stand_begin": nu.stand_begin,
        "taakstelling": nu.taakstelling,
        "mutaties": nu.mutaties,
        "nagekomen": nu.nagekomen,
        "opgave": nu.opgave,
        "realisatie": nu.realisatie,
        "realisatie_bron": nu.bron.value,
        "cijfers_per": nu.cijfers_per.isoformat() if nu.cijfers_per else None,
        "stand_eind": nu.stand_eind,
        "volgende_taakstelling": straks.taakstelling if straks else None,
        "volgende_opgave": straks.opgave if straks else None,
        "oordeelzin": oordeelzin(nu.halfjaar, nu.taakstelling, nu.opgave, nu.stand_begin, nu.realisatie, nu.stand_eind),
    }


def _regels(gemeente: Gemeente, nu: Stand, straks: Stand | None, bekend_op: date | None) -> list[str]:
    wanneer = f", zoals bekend op {bekend_op:%d-%m-%Y}" if bekend_op else ""
    uit = [f"{gemeente.naam} ({gemeente.code}), {nu.halfjaar.kort}{wanneer}. Eenheid: personen.", ""]
    waarden: list[tuple[str, str]] = [
        ("Stand begin", _getal(nu.stand_begin)),
        ("Taakstelling", _getal(nu.taakstelling)),
        ("Mutaties", _getal(nu.mutaties)),
        ("Opgave", _som(nu, resultaatregel_huidig)),
        ("Realisatie", f"{_getal(nu.realisatie)}{_bron(nu)}"),
        ("Stand eind", _eind(nu)),
    ]
    if straks is not None:
        waarden.append((f"Opgave {straks.halfjaar.kort}", _som(straks, resultaatregel_volgend)))
    uit += [f"{naam:<24}{waarde}" for naam, waarde in waarden]
    zin = oordeelzin(nu.halfjaar, nu.taakstelling, nu.opgave, nu.stand_begin, nu.realisatie, nu.stand_eind)
    if zin:
        uit += ["", zin]
    if not _bestaat(gemeente, nu.halfjaar):
        opvolgers = " of ".join(f"{g.naam} ({g.code})" for g in gemeente.opvolgers.order_by("code"))
        uit += [
            "",
            f"{gemeente.naam} bestaat niet in {nu.halfjaar}." + (f" Kijk bij {opvolgers}." if opvolgers else ""),
        ]
    return uit


def _bestaat(gemeente: Gemeente, periode: Halfjaar) -> bool:
    return (gemeente.geldig_van is None or gemeente.geldig_van < periode.eind) and (
        gemeente.geldig_tot is None or gemeente.geldig_tot >= periode.begin
    )


def _getal(waarde: int | None) -> str:
    return _ONBEKEND if waarde is None else getal(waarde)


def _som(stand: Stand, schrijf: Any) -> str:
    """The opgave as the sum that gives it; unknown when one of its terms is."""
    if stand.opgave is None or stand.taakstelling is None or stand.stand_begin is None:
        return _ONBEKEND
    return str(schrijf(stand.taakstelling, stand.stand_begin, stand.mutaties or 0))


def _bron(stand: Stand) -> str:
    if stand.bron is Bron.OFFICIEEL:
        return f" (officieel, cijfers per {stand.cijfers_per:%d-%m-%Y})"
    return " (eigen telling)" if stand.bron is Bron.EIGEN else ""


def _eind(stand: Stand) -> str:
    if stand.stand_eind is None or stand.realisatie is None or stand.opgave is None:
        return _ONBEKEND
    return f"{getal(stand.realisatie)} − {getal(stand.opgave)} = {getal(stand.stand_eind)}"
