"""What changed a stand since a day, and by which rows: causes that add up exactly to the difference.

`regels/veranderd` says which terms differ; here each term is led back to the rows that were recorded, withdrawn or
replaced. What no row explains (a frozen half-year, a stand that moved in a herindeling) stays as a cause of its own, so
the sum is exact whatever happens to the ledger.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import Any, Unpack

from django.db.models import Q
from django.urls import reverse

from organisaties.models import Gemeente, Lidmaatschap
from organisaties.regels.tijd import Zicht
from organisaties.registratie import einde_van
from organisaties.rollen import Rol
from organisaties.templatetags.weergave import datum, getal, saldo
from taakstelling.cijfers import geteld_op, leeg, mag_eigen_telling_zien, standen_voor
from taakstelling.models import Mutatie, Plaatsing, Realisatie, Taakstelling
from taakstelling.overzicht.geschiedenis import BEGIN
from taakstelling.overzicht.opbouw import plaatsingen_achter
from taakstelling.overzicht.regel import regeladres
from taakstelling.regels.grootboek import Bron, Stand
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.veranderd import Pad, Term, Verschil, pad, verschillen
from taakstelling.regels.versies import geldende

# Beyond so many rows the page gives their number and their sum, with the door to the list.
MEESTE_RIJEN = 60
_WIE = ("vastgelegd_door", "ingetrokken_door", "invoerbestand__lidmaatschap")


@dataclass(frozen=True, slots=True)
class Oorzaak:
    """Why the stand moved: in words, by how many personen, and the door to what is behind it."""

    halfjaar: Halfjaar
    tekst: str
    bedrag: int | None
    url: str = ""
    op: datetime | None = None
    wie: str = ""


@dataclass(frozen=True, slots=True)
class Verandering:
    """One gemeente in one half-year: its line then and now, and what lies between them."""

    gemeente: Gemeente
    toen: Stand
    nu: Stand
    pad: Pad
    verschillen: list[Verschil]

    @property
    def verschil(self) -> int | None:
        """What the stand moved; None when it was or is unknown."""
        if self.toen.stand_eind is None or self.nu.stand_eind is None:
            return None
        return self.nu.stand_eind - self.toen.stand_eind

    @property
    def anders(self) -> bool:
        return bool(self.verschillen)

    def door(self, *termen: Term, eerder: bool = False) -> int | None:
        """What these terms did to the stand in this half-year, or, with `eerder`, all terms of those before it."""
        if eerder and None in (self.toen.stand_begin, self.nu.stand_begin):
            return None
        gekozen = [
            v.bedrag
            for v in self.verschillen
            if (v.halfjaar < self.nu.halfjaar if eerder else v.halfjaar == self.nu.halfjaar and v.term in termen)
        ]
        return None if None in gekozen else sum(bedrag for bedrag in gekozen if bedrag is not None)


def veranderingen(
    lid: Lidmaatschap | None,
    gemeenten: Iterable[Gemeente],
    halfjaar: Halfjaar,
    sinds: date,
    *,
    volledig: bool = False,
    **zicht: Unpack[Zicht],
) -> list[Verandering]:
    """What changed between the end of the day `sinds` and the day of `zicht` (now), as this membership may see it.

    With `volledig` the path goes back all the way, also where what changed before this half-year came to nothing.
    """
    gemeenten = list(gemeenten)
    toen, nu = _lijnen(lid, gemeenten, halfjaar, halfjaar, sinds, zicht)
    # Only where the half-year began with another stand there is anything to find before it.
    dieper = [g for g in gemeenten if volledig or _begin(toen, g, halfjaar) != _begin(nu, g, halfjaar)]
    if dieper:
        for lijnen, erbij in zip((toen, nu), _lijnen(lid, dieper, BEGIN, halfjaar, sinds, zicht), strict=True):
            lijnen.update(erbij)
    uit = []
    for gemeente in gemeenten:
        was, werd = toen.get(gemeente.code, {}), nu.get(gemeente.code, {})
        niets = leeg(gemeente.code, halfjaar)
        lijnen_terug = pad(was, werd, halfjaar)
        begin, eind = was.get(halfjaar, niets), werd.get(halfjaar, niets)
        uit.append(Verandering(gemeente, begin, eind, lijnen_terug, verschillen(lijnen_terug)))
    return uit


Lijnen = dict[str, dict[Halfjaar, Stand]]


def _lijnen(
    lid: Lidmaatschap | None, gemeenten: list[Gemeente], van: Halfjaar, tot: Halfjaar, sinds: date, zicht: Zicht
) -> tuple[Lijnen, Lijnen]:
    """The lines of these gemeenten as known at `sinds`, and as known now."""
    van_toen: Zicht = {"bekend_op": sinds, "peildatum": zicht.get("peildatum")}
    beide: tuple[Lijnen, Lijnen] = ({}, {})
    for lijnen, kijk in zip(beide, (van_toen, zicht), strict=True):
        for (code, h), stand in standen_voor(lid, gemeenten, van, tot, **kijk).items():
            lijnen.setdefault(code, {})[h] = stand
    return beide


def _begin(lijnen: Lijnen, gemeente: Gemeente, halfjaar: Halfjaar) -> int | None:
    regel = lijnen.get(gemeente.code, {}).get(halfjaar)
    return regel.stand_begin if regel else None


def oorzaken(lid: Lidmaatschap | None, verandering: Verandering, sinds: date, **zicht: Unpack[Zicht]) -> list[Oorzaak]:
    """The rows behind each term that differs, and those that cancel out within a term; together the difference."""
    lezer = _Lezer(lid, verandering.gemeente, sinds, zicht)
    anders = {(verschil.halfjaar, verschil.term): verschil for verschil in verandering.verschillen}
    for verschil in lezer.in_evenwicht(verandering.pad):
        anders.setdefault((verschil.halfjaar, verschil.term), verschil)
    plek = {term: nummer for nummer, term in enumerate(Term)}
    volgorde = sorted(anders, key=lambda sleutel: (-sleutel[0].volgnummer, plek[sleutel[1]]))
    return [oorzaak for sleutel in volgorde for oorzaak in lezer.van(anders[sleutel])]


@dataclass(frozen=True, slots=True)
class _Wissel:
    """A row that went, a row that came, or one that replaced the other."""

    weg: Any
    erbij: Any

    def bedrag(self, aantal: Callable[[Any], int]) -> int:
        return (aantal(self.erbij) if self.erbij else 0) - (aantal(self.weg) if self.weg else 0)


class _Lezer:
    """Finds the rows behind the terms of one gemeente."""

    def __init__(self, lid: Lidmaatschap | None, gemeente: Gemeente, sinds: date, zicht: Zicht) -> None:
        self.lid, self.gemeente, self.sinds, self.zicht = lid, gemeente, sinds, zicht
        self.tot = zicht.get("bekend_op")
        eigen = gemeente.code in (mag_eigen_telling_zien(lid) or ())
        self.ziet_rijen = eigen and lid is not None and lid.rol in (Rol.GEMEENTE, Rol.REGIO)
        self.namen = eigen or (lid is not None and lid.rol == Rol.BEHEER)

    def van(self, verschil: Verschil) -> list[Oorzaak]:
        if verschil.term is Term.TAAKSTELLING:
            uit = self._taakstelling(verschil)
        elif verschil.term is Term.REALISATIE:
            uit = self._realisatie(verschil)
        elif verschil.term is Term.NAGEKOMEN:
            uit = []
        else:
            uit = self._mutaties(verschil)
        verklaard = sum(oorzaak.bedrag or 0 for oorzaak in uit)
        if verschil.bedrag is None:
            return uit or [self._rest(verschil, None)]
        return [*uit, self._rest(verschil, verschil.bedrag - verklaard)] if verschil.bedrag != verklaard else uit

    def in_evenwicht(self, lijnen: Pad) -> list[Verschil]:
        """Terms whose rows changed, also where the term did not: what was added may have been taken off again."""
        van = {werd.halfjaar: (was, werd) for was, werd in lijnen}
        gewijzigd: set[tuple[Halfjaar, Term]] = set()
        for soort, dag in self._gewijzigd(Mutatie).filter(gemeente=self.gemeente).values_list("soort", "datum"):
            if soort != Mutatie.Soort.BEGINSTAND:
                gewijzigd.add((Halfjaar.van_datum(dag), Term(soort)))
        eigen = [h for h, (was, werd) in van.items() if was.bron == werd.bron == Bron.EIGEN]
        if eigen:
            geteld = geteld_op(Plaatsing, self.zicht.get("peildatum"))
            achter = reduce(or_, (plaatsingen_achter(self.gemeente, h) for h in eigen))
            rijen = self._gewijzigd(Plaatsing).filter(achter, geteld).order_by().values_list("halfjaar", flat=True)
            gewijzigd |= {(h, Term.REALISATIE) for h in rijen.distinct()}
        return [Verschil(term, *van[h]) for h, term in gewijzigd if h in van]

    def _gewijzigd(self, model: Any) -> Any:
        """The rows that are valid at one end and not at the other."""
        toen, nu = (model.objects.bekend(dag).values("pk") for dag in (self.sinds, self.tot))
        return model.objects.filter((Q(pk__in=toen) & ~Q(pk__in=nu)) | (Q(pk__in=nu) & ~Q(pk__in=toen)))

    def _rest(self, verschil: Verschil, bedrag: int | None) -> Oorzaak:
        anker = _ANKERS.get(verschil.term, "mutaties")
        naar = reverse("stand", args=[self.gemeente.code, verschil.halfjaar]) + f"#{anker}"
        return Oorzaak(verschil.halfjaar, f"{_REST[verschil.term]}{_van_naar(verschil)}", bedrag, naar)

    def _taakstelling(self, verschil: Verschil) -> list[Oorzaak]:
        rijen = self._rijen(Taakstelling).filter(gemeente=self.gemeente, halfjaar=verschil.halfjaar)
        oud, nieuw = (geldende([r for r in rijen if r.gold(dag)]) for dag in (self.sinds, self.tot))
        if oud == nieuw:
            return []
        tekst = f"Taakstelling{_van_naar(verschil)}, "
        if nieuw is not None:
            tekst += f"{nieuw.status} op {datum(nieuw.vastgesteld_op)}"
        elif oud is not None:
            tekst += f"{oud.status} getal van {datum(oud.vastgesteld_op)} ingetrokken"
        return [self._oorzaak(verschil, tekst, verschil.bedrag, oud, nieuw)]

    def _realisatie(self, verschil: Verschil) -> list[Oorzaak]:
        bronnen = (verschil.toen.bron, verschil.nu.bron)
        if bronnen == (Bron.EIGEN, Bron.EIGEN):
            return self._plaatsingen(verschil)
        oud, nieuw = (self._officieel(verschil.halfjaar, dag) for dag in (self.sinds, self.tot))
        if bronnen == (Bron.EIGEN, Bron.OFFICIEEL):
            per = datum(nieuw.cijfers_per) if nieuw else ""
            tekst = (
                f"COA-cijfer per {per} kwam in de plaats van de eigen telling: {getal(verschil.was)} →"
                f" {getal(verschil.werd)}"
            )
        elif bronnen == (Bron.OFFICIEEL, Bron.EIGEN):
            tekst = (
                f"De eigen telling kwam in de plaats van het COA-cijfer: {getal(verschil.was)} → {getal(verschil.werd)}"
            )
        elif nieuw is not None and nieuw != oud:
            tekst = f"COA-cijfer{_van_naar(verschil)}, per {datum(nieuw.cijfers_per)}"
        elif oud is not None and nieuw is None:
            tekst = f"COA-cijfer per {datum(oud.cijfers_per)} ingetrokken{_van_naar(verschil)}"
        else:
            return []
        return [self._oorzaak(verschil, tekst, verschil.bedrag, oud, nieuw if nieuw != oud else None)]

    def _officieel(self, halfjaar: Halfjaar, dag: date | None) -> Any:
        rijen = self._rijen(Realisatie).filter(gemeente=self.gemeente, halfjaar=halfjaar).bekend(dag)
        return rijen.filter(geteld_op(Realisatie, self.zicht.get("peildatum"))).order_by("cijfers_per").last()

    def _mutaties(self, verschil: Verschil) -> list[Oorzaak]:
        soort = Mutatie.Soort.BEGINSTAND if verschil.term is Term.BEGIN else verschil.term.value
        halfjaar = verschil.halfjaar
        rijen = self._rijen(Mutatie).filter(
            gemeente=self.gemeente, soort=soort, datum__gte=halfjaar.begin, datum__lt=halfjaar.eind
        )
        uit = []
        for wissel in self._wissels(rijen):
            rij = wissel.erbij or wissel.weg
            if verschil.term is Term.BEGIN:
                # It cuts off what lay before it, so it counts for what the begin became, not for its own number.
                tekst, bedrag = f"Beginstand per {datum(rij.datum)}{_van_naar(verschil, saldo)}", verschil.bedrag
            else:
                bedrag = wissel.bedrag(lambda rij: rij.aantal)
                tekst = f"{soort.capitalize()} van {datum(rij.datum)}: {_wissel_in_woorden(wissel)}"
            uit.append(self._oorzaak(verschil, tekst, bedrag, wissel.weg, wissel.erbij))
        return uit

    def _plaatsingen(self, verschil: Verschil) -> list[Oorzaak]:
        rijen = self._rijen(Plaatsing, "huishouden").filter(
            plaatsingen_achter(self.gemeente, verschil.halfjaar), geteld_op(Plaatsing, self.zicht.get("peildatum"))
        )
        wissels = self._wissels(rijen)
        if self.ziet_rijen and len(wissels) <= MEESTE_RIJEN:
            return [self._plaatsing(verschil, wissel) for wissel in wissels if wissel.bedrag(_meegeteld)]
        groepen: dict[str, list[int]] = {}
        for wissel in wissels:
            groepen.setdefault(self._soort_wissel(wissel), []).append(wissel.bedrag(_meegeteld))
        naar = self._plaatsingenlijst(verschil.halfjaar)
        if not self.ziet_rijen:
            # Personen only: with the number of plaatsingen one household would show.
            samen = {f"Eigen telling, {soort}": sum(bedragen) for soort, bedragen in sorted(groepen.items())}
            return [Oorzaak(verschil.halfjaar, tekst, bedrag, naar) for tekst, bedrag in samen.items() if bedrag]
        return [
            Oorzaak(verschil.halfjaar, f"{getal(len(bedragen))} plaatsingen {soort}", sum(bedragen), naar)
            for soort, bedragen in sorted(groepen.items())
        ]

    def _plaatsing(self, verschil: Verschil, wissel: _Wissel) -> Oorzaak:
        rij = wissel.erbij or wissel.weg
        tekst = f"Plaatsing van {datum(rij.teldatum)}, {self._soort_wissel(wissel)}"
        if wissel.weg and wissel.erbij:
            tekst += f": {getal(wissel.weg.meegeteld)} → {getal(wissel.erbij.meegeteld)}"
        return self._oorzaak(verschil, tekst, wissel.bedrag(_meegeteld), wissel.weg, wissel.erbij)

    def _soort_wissel(self, wissel: _Wissel) -> str:
        if wissel.weg and wissel.erbij:
            return "verbeterd"
        if wissel.weg:
            return "ingetrokken"
        return "later vastgelegd" if wissel.erbij.teldatum <= self.sinds else f"nieuw sinds {datum(self.sinds)}"

    def _plaatsingenlijst(self, halfjaar: Halfjaar) -> str:
        if self.ziet_rijen:
            return f"{reverse('plaatsingen')}?halfjaar={halfjaar.code}&koppelgemeente={self.gemeente.pk}&toon=alles"
        return reverse("stand", args=[self.gemeente.code, halfjaar]) + "#realisatie"

    def _rijen(self, model: Any, *ook: str) -> Any:
        """The rows that were valid then, or were recorded since: all that a change can be made of."""
        rijen = model.objects.vastgelegd(self.tot).select_related(*_WIE, *ook)
        nog_geldig = Q(ingetrokken_op=None) | Q(ingetrokken_op__gte=einde_van(self.sinds))
        return rijen.filter(nog_geldig).order_by("vastgelegd_op", "pk")

    def _wissels(self, rijen: Iterable[Any]) -> list[_Wissel]:
        """Rows valid at one end and not at the other; a row with the one it replaced, also in several steps."""
        op_nummer = {rij.pk: rij for rij in rijen}
        weg = {pk: rij for pk, rij in op_nummer.items() if rij.gold(self.sinds) and not rij.gold(self.tot)}
        uit = []
        for rij in op_nummer.values():
            if rij.gold(self.tot) and not rij.gold(self.sinds):
                vorige = rij
                while vorige is not None and vorige.pk not in weg:
                    vorige = op_nummer.get(vorige.vervangt_id)
                uit.append(_Wissel(weg.pop(vorige.pk) if vorige else None, rij))
        return uit + [_Wissel(rij, None) for rij in weg.values()]

    def _oorzaak(self, verschil: Verschil, tekst: str, bedrag: int | None, oud: Any, nieuw: Any) -> Oorzaak:
        rij = nieuw or oud
        door = rij.vastgelegd_door if nieuw else rij.ingetrokken_door
        wie = "functioneel beheer" if door is None else str(door) if self.namen else "een medewerker"
        op = rij.vastgelegd_op if nieuw else rij.ingetrokken_op
        return Oorzaak(verschil.halfjaar, tekst, bedrag, regeladres(rij), op, wie)


_ANKERS = {Term.BEGIN: "begin", Term.TAAKSTELLING: "taakstelling", Term.REALISATIE: "realisatie"}
_REST = {
    Term.BEGIN: "Stand aan het begin",
    Term.TAAKSTELLING: "Taakstelling",
    Term.HERVERDELING: "Herverdeling",
    Term.VRIJSTELLING: "Vrijstelling",
    Term.CORRECTIE: "Correctie",
    Term.HERINDELING: "Stand die bij de herindeling overging",
    Term.NAGEKOMEN: "Nagekomen over een afgesloten halfjaar",
    Term.REALISATIE: "Realisatie",
}


def _meegeteld(plaatsing: Any) -> int:
    aantal: int = plaatsing.meegeteld
    return aantal


def _van_naar(verschil: Verschil, vorm: Callable[[int | None], str] = getal) -> str:
    return f" {vorm(verschil.was)} → {vorm(verschil.werd)}"


def _wissel_in_woorden(wissel: _Wissel) -> str:
    if wissel.weg and wissel.erbij:
        return f"{saldo(wissel.weg.aantal)} werd {saldo(wissel.erbij.aantal)}"
    if wissel.erbij:
        return "vastgelegd"
    return f"{saldo(wissel.weg.aantal)} ingetrokken"
