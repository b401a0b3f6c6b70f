"""The formula with what is in the database: national number, inhabitants, and beside it what was published."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from taakstelling.cijfers import gemeentetijden, prognose_van
from taakstelling.models import Deelinwoners, Inwonertal, Prognose, Taakstelling
from taakstelling.regels.formule import STANDAARD_REGEL, Rekenregel, Uitkomst, bereken
from taakstelling.regels.grootboek import Gemeentetijd
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.inwoners import NEDERLAND, Inwoners, inwoners_per_gemeente
from taakstelling.regels.versies import geldende, nieuwste_indicatieve


class Onbekend(Exception):
    """The formula cannot be worked out; the text says which number is missing."""


@dataclass(frozen=True, slots=True)
class Formuleblad:
    """One half-year worked out by one rule, in personen."""

    halfjaar: Halfjaar
    prognose: Prognose
    inwoners: Inwoners
    uitkomst: Uitkomst
    gepubliceerd: dict[str, int]
    """The published taakstelling per code, where there is one: the truth, against which the formula is a check."""

    def verschil(self, code: str) -> int | None:
        """Published less formula; None when one of them is not known."""
        if code not in self.gepubliceerd or code not in self.uitkomst.aantallen:
            return None
        return self.gepubliceerd[code] - self.uitkomst.aantallen[code]


def formuleblad(
    halfjaar: Halfjaar, regel: Rekenregel = STANDAARD_REGEL, *, bekend_op: date | None = None
) -> Formuleblad:
    """Work out the formula from the facts known on a day (None: now). Raises Onbekend."""
    prognose = prognose_van(halfjaar, bekend_op=bekend_op)
    if prognose is None:
        indicatief = nieuwste_indicatieve(Prognose.objects.bekend(bekend_op).filter(halfjaar=halfjaar))
        erbij = f" Er is alleen een indicatief aantal: {indicatief.aantal}." if indicatief else ""
        raise Onbekend(f"Het landelijke aantal voor {halfjaar} is niet bekend.{erbij}")
    inwoners = inwoners_voor(halfjaar, bekend_op=bekend_op)
    dag = f"{halfjaar.inwonerpeildatum:%d-%m-%Y}"
    if inwoners.nederland is None:
        raise Onbekend(f"Het aantal inwoners van Nederland op {dag} is niet bekend (code {NEDERLAND}).")
    if not any(inwoners.per_gemeente.values()):
        raise Onbekend(f"De inwonertallen van de gemeenten op {dag} zijn niet bekend.")
    uitkomst = bereken(regel, prognose.aantal, inwoners.per_gemeente, inwoners.nederland)
    return Formuleblad(halfjaar, prognose, inwoners, uitkomst, gepubliceerd(halfjaar, bekend_op=bekend_op))


def inwoners_voor(
    halfjaar: Halfjaar,
    *,
    bekend_op: date | None = None,
    tijden: dict[str, Gemeentetijd] | None = None,
) -> Inwoners:
    """The inhabitants of the inwonerpeildatum in the municipal division of the first day of the half-year."""
    dag = halfjaar.inwonerpeildatum
    cijfers = {
        code or NEDERLAND: aantal
        for code, aantal in Inwonertal.objects.bekend(bekend_op)
        .filter(peildatum=dag)
        .order_by("gemeente__code")
        .values_list("gemeente__code", "inwoners")
    }
    delen = {
        (van, naar): aantal
        for van, naar, aantal in Deelinwoners.objects.bekend(bekend_op)
        .filter(peildatum=dag)
        .values_list("van__code", "naar__code", "inwoners")
    }
    return inwoners_per_gemeente(halfjaar, (tijden or gemeentetijden()).values(), cijfers, delen)


def gepubliceerd(halfjaar: Halfjaar, *, bekend_op: date | None = None) -> dict[str, int]:
    """The published taakstelling in force per code, before herverdeling and vrijstelling."""
    rijen = (
        Taakstelling.objects.bekend(bekend_op)
        .filter(halfjaar=halfjaar)
        .select_related("gemeente")
        .order_by("gemeente__code", "pk")
    )
    gevonden = ((code, geldende(groep)) for code, groep in groupby(rijen, key=lambda rij: rij.gemeente.code))
    return {code: versie.aantal for code, versie in gevonden if versie}
