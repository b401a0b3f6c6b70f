"""`manage.py formule`: what the formula of the law gives for a half-year, beside what was published."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from organisaties.models import Gemeente
from organisaties.opdracht import Fout
from taakstelling.formuleblad import Formuleblad, Onbekend, formuleblad
from taakstelling.management.commands.stand import vind_gemeente
from taakstelling.management.opties import halfjaar
from taakstelling.regels.formule import STANDAARD_REGEL, Rekenregel
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.oordeel import getal


class Command(BaseCommand):
    help = "Rekent de taakstelling per gemeente na. Eenheid: personen. Wat is gepubliceerd, blijft de waarheid."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--halfjaar", required=True, type=halfjaar, help="bijvoorbeeld 2024-1")
        parser.add_argument(
            "--regel",
            choices=[regel.value for regel in Rekenregel],
            default=STANDAARD_REGEL.value,
            help="hoe wordt afgerond (standaard: %(default)s)",
        )
        parser.add_argument("--gemeente", help="alleen deze gemeente: code of naam")
        parser.add_argument("--json", action="store_true", help="de uitkomst als JSON")

    def handle(self, *args: Any, **opties: Any) -> None:
        periode = opties["halfjaar"] if isinstance(opties["halfjaar"], Halfjaar) else halfjaar(opties["halfjaar"])
        gemeente = vind_gemeente(opties["gemeente"], periode) if opties["gemeente"] else None
        try:
            blad = formuleblad(periode, Rekenregel(opties["regel"]))
        except Onbekend as fout:
            raise Fout(str(fout)) from fout
        codes = sorted(blad.uitkomst.aantallen) if gemeente is None else [_in_blad(gemeente, blad)]
        if opties["json"]:
            self.stdout.write(json.dumps(als_dict(blad, codes), ensure_ascii=False))
        else:
            self.stdout.write("\n".join(_regels(blad, codes, gemeente)))


def _in_blad(gemeente: Gemeente, blad: Formuleblad) -> str:
    if not gemeente.bestaat_op(blad.halfjaar.begin):
        raise Fout(f"{gemeente.naam} ({gemeente.code}) bestaat niet op {blad.halfjaar.begin:%d-%m-%Y}.")
    if gemeente.code not in blad.uitkomst.aantallen:
        dag = f"{blad.halfjaar.inwonerpeildatum:%d-%m-%Y}"
        raise Fout(f"Het aantal inwoners van {gemeente.naam} ({gemeente.code}) op {dag} is niet bekend.")
    return gemeente.code


def als_dict(blad: Formuleblad, codes: list[str]) -> dict[str, Any]:
    """What other programs read. `onvolledig` and `zonder_cijfer` are there only when the figures have gaps."""
    uitkomst = blad.uitkomst
    uit: dict[str, Any] = {
        "halfjaar": blad.halfjaar.code,
        "regel": uitkomst.regel.value,
        "landelijk": uitkomst.landelijk,
        "rekentotaal": uitkomst.rekentotaal_tekst,
        "som": uitkomst.som,
        "gemeenten": [{"gemeente": code, "aantal": uitkomst.aantallen[code]} for code in codes],
    }
    if blad.inwoners.onvolledig:
        uit["onvolledig"] = list(blad.inwoners.onvolledig)
    if blad.inwoners.zonder_cijfer:
        uit["zonder_cijfer"] = list(blad.inwoners.zonder_cijfer)
    return uit


def _regels(blad: Formuleblad, codes: list[str], gemeente: Gemeente | None) -> list[str]:
    uitkomst, inwoners = blad.uitkomst, blad.inwoners
    namen = dict(Gemeente.objects.filter(code__in=codes).values_list("code", "naam"))
    totaal = uitkomst.rekentotaal_tekst
    uit = [
        f"Formule {blad.halfjaar.kort}, regel {uitkomst.regel}. Eenheid: personen.",
        f"Landelijk {getal(uitkomst.landelijk)} ({blad.prognose.status}; {blad.prognose.bron})",
        *([f"Rekentotaal {_decimaal(totaal)}"] if totaal else []),
        f"Som van alle gemeenten {getal(uitkomst.som)}",
        f"Inwoners van Nederland op {blad.halfjaar.inwonerpeildatum:%d-%m-%Y}: {getal(inwoners.nederland or 0)}",
        "",
        f"{'code':<8}{'gemeente':<34}{'inwoners':>10}{'formule':>9}{'gepubliceerd':>14}{'verschil':>10}",
    ]
    for code in codes:
        verschil = blad.verschil(code)
        uit.append(
            f"{code:<8}{namen[code]:<34.33}{getal(inwoners.per_gemeente[code]):>10}{getal(uitkomst.aantallen[code]):>9}"
            f"{getal(blad.gepubliceerd[code]) if verschil is not None else '':>14}"
            f"{getal(verschil) if verschil is not None else '':>10}"
        )
    if gemeente is not None:
        keer = _decimaal(totaal) if totaal else getal(uitkomst.landelijk)
        deling = f"{getal(inwoners.per_gemeente[gemeente.code])} / {getal(inwoners.nederland or 0)}"
        hoe = "rekenkundig" if uitkomst.regel is Rekenregel.REKENKUNDIG else "naar boven"
        uit += ["", f"{keer} × {deling}, {hoe} afgerond: {getal(uitkomst.aantallen[gemeente.code])}"]
    if inwoners.onvolledig:
        welke = ", ".join(inwoners.onvolledig)
        uit += ["", f"Onvolledig: van {welke} zijn de deelinwoners niet bekend. Zij tellen bij de eerste opvolger."]
    if inwoners.zonder_cijfer:
        uit += ["", f"Zonder inwonertal: {', '.join(inwoners.zonder_cijfer)}."]
    return [regel.rstrip() for regel in uit]


def _decimaal(tekst: str) -> str:
    heel, _, tiende = tekst.partition(".")
    return f"{getal(int(heel))},{tiende}"
