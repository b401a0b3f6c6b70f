"""The koppelpeildata of gemeenten: opgave, housed, coupled, and was that enough? For whoever sees own counts."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Unpack

from django.db.models import Min, Q, Sum

from organisaties.models import Gemeente, Lidmaatschap
from organisaties.regels.tijd import Zicht
from taakstelling.cijfers import gemeentetijden, leeg, standen_voor
from taakstelling.koppelingen import nog_te_huisvesten
from taakstelling.models import Koppeling, Plaatsing
from taakstelling.regels.grootboek import Sleutel, Stand
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.koppelpeildatum import Koppelstand
from taakstelling.regels.opgegaan import met_opgegane

MEESTE = 8
"""Half-years on a page: four years back."""


@dataclass(frozen=True, slots=True)
class Koppelregel:
    """One gemeente on one koppelpeildatum, seen on the day `op`."""

    gemeente: Gemeente
    koppelstand: Koppelstand
    stand: Stand
    op: date

    @property
    def halfjaar(self) -> Halfjaar:
        return self.koppelstand.halfjaar

    @property
    def voorbij(self) -> bool:
        """Whether the peildatum has passed."""
        return self.halfjaar.eind <= self.op

    @property
    def buiten_de_gemeente(self) -> int | None:
        """Of the achterstand on the peildatum so many at most were never coupled in time; None before that day."""
        return self.koppelstand.buiten_de_gemeente(self.stand.stand_eind) if self.voorbij else None


def halfjaren_tot(op: date) -> list[Halfjaar]:
    """The last half-years whose koppelpeildatum has come, the newest first."""
    laatste = Halfjaar.van_datum(op)
    if laatste.koppelpeildatum > op:
        laatste = laatste.vorige
    return [Halfjaar.van_volgnummer(laatste.volgnummer - terug) for terug in range(MEESTE)]


def koppelregels(
    lid: Lidmaatschap | None,
    gemeenten: Iterable[Gemeente],
    halfjaren: Collection[Halfjaar],
    op: date,
    **zicht: Unpack[Zicht],
) -> list[Koppelregel]:
    """A line for each gemeente and half-year, the newest first; only for gemeenten whose own count one may see."""
    rij = list(gemeenten)
    standen = standen_voor(lid, rij, min(halfjaren), max(halfjaren), **zicht) if rij else {}
    return koppelregels_bij(standen, rij, halfjaren, op, **zicht)


def koppelregels_bij(
    standen: Mapping[Sleutel, Stand],
    gemeenten: Iterable[Gemeente],
    halfjaren: Collection[Halfjaar],
    op: date,
    **zicht: Unpack[Zicht],
) -> list[Koppelregel]:
    """The same beside ledger lines that are there already.

    Each half-year costs one query for who was coupled; the rest is a fixed number.
    """
    rij = list(gemeenten)
    bekend_op, peildatum = zicht.get("bekend_op"), zicht.get("peildatum")
    tijden = gemeentetijden()
    samen = {g.code: met_opgegane(g.code, tijden) for g in rij}
    alle = {code for codes in samen.values() for code in codes}
    volgorde = sorted(halfjaren, reverse=True)
    if not rij:
        return []
    dagen = {h: min(h.koppelpeildatum, peildatum or h.koppelpeildatum) for h in volgorde}
    log_vanaf, gehuisvest = _eigen_log(alle, bekend_op), _gehuisvest(alle, dagen, bekend_op)
    koppeling_vanaf = _koppelingen_vanaf(alle, bekend_op)
    regels = []
    for halfjaar in volgorde:
        dag = dagen[halfjaar]
        gekoppeld = nog_te_huisvesten(alle, dag, bekend_op=bekend_op)
        for gemeente in rij:
            codes = samen[gemeente.code]
            stand = standen.get((gemeente.code, halfjaar)) or leeg(gemeente.code, halfjaar)
            heeft_log = any(code in log_vanaf and log_vanaf[code] <= halfjaar for code in codes)
            koppelt = any(code in koppeling_vanaf and koppeling_vanaf[code] <= dag for code in codes)
            regels.append(
                Koppelregel(
                    gemeente,
                    Koppelstand(
                        halfjaar,
                        stand.opgave,
                        sum(gehuisvest.get((code, halfjaar), 0) for code in codes) if heeft_log else None,
                        sum(gekoppeld[code] for code in codes) if koppelt else None,
                    ),
                    stand,
                    op,
                )
            )
    return regels


def _eigen_log(codes: Collection[str], bekend_op: date | None) -> dict[str, Halfjaar]:
    """Since when each gemeente keeps its own log: before that its nil is not known."""
    rijen = Plaatsing.objects.bekend(bekend_op).filter(koppelgemeente__code__in=codes).order_by()
    eerste = rijen.values_list("koppelgemeente__code").annotate(eerste=Min("teldatum"))
    return {code: Halfjaar.van_datum(dag) for code, dag in eerste}


def _koppelingen_vanaf(codes: Collection[str], bekend_op: date | None) -> dict[str, date]:
    rijen = Koppeling.objects.bekend(bekend_op).filter(koppelgemeente__code__in=codes).order_by()
    return dict(rijen.values_list("koppelgemeente__code").annotate(eerste=Min("gekoppeld_op")))


def _gehuisvest(
    codes: Collection[str], dagen: Mapping[Halfjaar, date], bekend_op: date | None
) -> dict[tuple[str, Halfjaar], int]:
    """Personen housed in each half-year up to and including its day."""
    op_tijd = Q()
    for halfjaar, dag in dagen.items():
        op_tijd |= Q(halfjaar=halfjaar, teldatum__lte=dag)
    rijen = (
        Plaatsing.objects.bekend(bekend_op)
        .filter(op_tijd, koppelgemeente__code__in=codes)
        .order_by()
        .values_list("koppelgemeente__code", "halfjaar")
        .annotate(som=Sum("meegeteld"))
    )
    return {(code, halfjaar): som for code, halfjaar, som in rijen}
