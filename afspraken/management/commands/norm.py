"""`manage.py norm`: each stretch in which one norm is in force, with the homes that count and the verdict."""

import json
from argparse import ArgumentParser
from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any

from django.core.management.base import BaseCommand

from afspraken.aandelen import Bereik, Gemeten, gemeten
from afspraken.beelden.normbalk import aandeel_in_woorden, hoeveel
from afspraken.invoer.wijzer import corporatie_van, regio_van
from afspraken.regels.normen import Normdoelgroep, tiende
from organisaties.gemeentewijzer import GeenGemeente, Gemeentewijzer
from organisaties.models import Corporatie, Regio
from organisaties.opdracht import Fout, dag
from organisaties.templatetags.weergave import woningen


class Command(BaseCommand):
    help = (
        "Het aandeel van de vrijgekomen woningen, per norm die gold. Eenheid: woningen."
        " Een norm in aantallen is per kalenderjaar: elk jaar staat apart. Over een signaalwaarde stemt u af per"
        " kalenderjaar; vraag die een jaar tegelijk."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--corporatie", help="statutaire naam of KvK-nummer; zonder: alle corporaties samen")
        parser.add_argument("--gemeente", help="code of naam, bijvoorbeeld GM1708")
        parser.add_argument("--regio", help="naam van de regio")
        parser.add_argument("--van", required=True, type=dag, metavar="DATUM")
        parser.add_argument("--tot", required=True, type=dag, metavar="DATUM", help="tot aan deze dag")
        parser.add_argument("--doelgroep", choices=[d.value for d in Normdoelgroep])
        parser.add_argument("--json", action="store_true", help="de uitkomst als JSON")

    def handle(self, *args: Any, **opties: Any) -> None:
        van, tot = (dag(str(opties[naam])) for naam in ("van", "tot"))
        if tot <= van:
            raise Fout("--tot ligt niet na --van.", verkeerd_gebruik=True)
        if (opties["gemeente"] is None) == (opties["regio"] is None):
            raise Fout("Geef --gemeente of --regio.", verkeerd_gebruik=True)
        bereik = Bereik(
            corporatie=_vind(opties["corporatie"], corporatie_van, Corporatie.objects.all()),
            gemeente=_gemeente(opties["gemeente"], van) if opties["gemeente"] is not None else None,
            regio=_vind(opties["regio"], regio_van, Regio.objects.all()),
        )
        uitkomst = gemeten(bereik, van, tot, doelgroep=opties["doelgroep"])
        if opties["json"]:
            self.stdout.write(json.dumps([als_dict(deel) for deel in uitkomst], ensure_ascii=False))
        elif uitkomst:
            self.stdout.write("\n".join(_regel(deel) for deel in uitkomst))
        else:
            self.stdout.write("In deze periode gold geen norm voor precies dit bereik.")


def _vind(geschreven: str | None, vind: Callable[[Any, Iterable[Any]], Any], alle: Iterable[Any]) -> Any:
    if geschreven is None:
        return None
    try:
        return vind(geschreven, alle)
    except ValueError as fout:
        raise Fout(f"“{geschreven}”: {fout}") from fout


def _gemeente(geschreven: str, op: Any) -> Any:
    try:
        return Gemeentewijzer().vind(geschreven, op)
    except GeenGemeente as fout:
        raise Fout(str(fout)) from fout


def als_dict(deel: Gemeten) -> dict[str, Any]:
    """What other programs read; `aandeel` is in per cent with one decimal, `aantal_per` stands with a number only."""
    norm, meting = deel.stuk.norm, deel.meting
    uit = {
        "van": deel.stuk.van.isoformat(),
        "tot": deel.stuk.tot.isoformat(),
        "percentage": _getal(norm.percentage),
        "aantal": norm.aantal,
        "soort": norm.soort.value,
        "doelgroep": norm.doelgroep.value,
        "teller": meting.teller,
        "noemer": meting.noemer,
        "aandeel": None if meting.aandeel is None else float(tiende(meting.aandeel)),
        "oordeel": deel.oordeel.value,
    }
    return uit if norm.aantal is None else uit | {"aantal_per": "kalenderjaar"}


def _getal(waarde: Fraction | None) -> int | float | None:
    if waarde is None:
        return None
    return int(waarde) if waarde.denominator == 1 else float(waarde)


def _regel(deel: Gemeten) -> str:
    norm, meting = deel.stuk.norm, deel.meting
    aandeel = "" if meting.aandeel is None else f" = {aandeel_in_woorden(meting)}"
    return (
        f"{deel.stuk.van:%d-%m-%Y} tot {deel.stuk.tot:%d-%m-%Y}  {norm.soort} {hoeveel(norm)} {norm.doelgroep}:"
        f" {meting.teller} van {woningen(meting.noemer)}{aandeel}, {deel.oordeel}"
    )
