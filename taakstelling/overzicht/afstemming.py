"""Own count beside COA's: per half-year for a list, and with every difference for one half-year. Unit: personen."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Unpack

from django.db.models import Q

from organisaties.models import Gemeente, Lidmaatschap
from organisaties.regels.tijd import Zicht
from organisaties.registratie import einde_van
from organisaties.rollen import Rol
from taakstelling.cijfers import leeg, mag_eigen_telling_zien, standen_voor
from taakstelling.models import (
    Coalijst,
    Coalijstregel,
    Herkenning,
    Huishouden,
    Mutatie,
    Plaatsing,
    Realisatie,
    Verschilstatus,
)
from taakstelling.overzicht.opbouw import buur, plaatsingen_van
from taakstelling.regels.afstemming import Afstemming, Coaregel, Eigen, Gegevens, Keten, Verschil, ketens, stem_af
from taakstelling.regels.grootboek import Bron, Officieel, Stand
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.oorzaken import OORZAKEN, Oorzaakregel

Status = Verschilstatus.Status
AFGEHANDELD = (Status.OPGELOST.value, Status.AANVAARD.value)


@dataclass(frozen=True, slots=True)
class Cijferregel:
    """One official figure beside the own count as it was known at the end of that day, and as it is now."""

    feit: Realisatie
    erbij: int | None
    """What it is more than the figure before it."""
    eigen_toen: int | None
    eigen_nu: int | None
    telt: str = ""
    """Whether it counts in this half-year, in words; empty when a later figure took its place."""

    @property
    def verschil_toen(self) -> int | None:
        return None if self.eigen_toen is None else self.eigen_toen - self.feit.aantal

    @property
    def verschil_nu(self) -> int | None:
        return None if self.eigen_nu is None else self.eigen_nu - self.feit.aantal


@dataclass(frozen=True, slots=True)
class Verschilregel:
    """One difference, where it is about, and what was done about it."""

    verschil: Verschil
    regel: Oorzaakregel
    plaatsing: Plaatsing | None
    lijstregel: Coalijstregel | None
    nu: Verschilstatus | None

    @property
    def status(self) -> str:
        return self.nu.status if self.nu else Status.OPEN.value

    @property
    def afgehandeld(self) -> bool:
        return self.status in AFGEHANDELD

    @property
    def kenmerk(self) -> str:
        """Of the household; empty when it is unknown or erased."""
        if self.plaatsing is not None and self.plaatsing.huishouden is not None:
            return self.plaatsing.huishouden.kenmerk
        return (self.lijstregel.kenmerk if self.lijstregel else "") or ""


@dataclass(frozen=True, slots=True)
class Blad:
    """Everything the page on one gemeente and half-year shows. Without `ziet_rijen` there are counts only.

    `stand` is the line as the facts are now, also of a closed half-year: what came later has to be settled too.
    """

    gemeente: Gemeente
    halfjaar: Halfjaar
    stand: Stand
    gesloten: bool
    ziet_rijen: bool
    cijfers: list[Cijferregel]
    afstemming: Afstemming | None = None
    regels: list[Verschilregel] = field(default_factory=list)
    voorbij: list[Verschilstatus] = field(default_factory=list)
    ketens: list[Keten] = field(default_factory=list)
    lijst: Coalijst | None = None

    @property
    def te_doen(self) -> list[Verschilregel]:
        return [regel for regel in self.regels if not regel.afgehandeld]

    def met(self, sleutel: str) -> Verschilregel | None:
        return next((regel for regel in self.regels if regel.verschil.sleutel == sleutel), None)


@dataclass(frozen=True, slots=True)
class Lijstregel:
    """One gemeente and half-year in a list of differences."""

    gemeente: Gemeente
    stand: Stand
    status: str

    @property
    def verschil(self) -> int:
        """Own count less COA's; a list has only lines where both are known."""
        return self.stand.verschil_met_officieel or 0


def afstemmingslijst(
    lid: Lidmaatschap | None, gemeenten: Iterable[Gemeente], **zicht: Unpack[Zicht]
) -> list[Lijstregel]:
    """Every half-year of these gemeenten in which both counts are known, the newest first."""
    per_code = {g.code: g for g in gemeenten}
    zichtbaar = mag_eigen_telling_zien(lid) or set()
    rij = [g for code, g in per_code.items() if code in zichtbaar]
    halfjaren = sorted(
        set(
            Realisatie.objects.bekend(zicht.get("bekend_op"))
            .filter(gemeente__in=rij)
            .values_list("halfjaar", flat=True)
            .distinct()
        )
    )
    if not halfjaren:
        return []
    standen = standen_voor(lid, rij, halfjaren[0], halfjaren[-1], levend=True, **zicht)
    behandeld = _behandeld(rij, zicht.get("bekend_op"))
    uit = [
        Lijstregel(per_code[code], stand, _status(stand, behandeld.get((per_code[code].pk, halfjaar), ())))
        for (code, halfjaar), stand in standen.items()
        if code in per_code and stand.verschil_met_officieel is not None
    ]
    return sorted(uit, key=lambda r: (-r.stand.halfjaar.volgnummer, r.gemeente.naam))


def _behandeld(
    gemeenten: Collection[Gemeente], op: date | None
) -> Mapping[tuple[int, Halfjaar], list[tuple[str, int]]]:
    """Statuses with their number of persons: no keys, no notes, so that a provincie may see them too."""
    uit: dict[tuple[int, Halfjaar], list[tuple[str, int]]] = {}
    for pk, halfjaar, status, verschil in (
        Verschilstatus.objects.bekend(op)
        .filter(gemeente__in=gemeenten)
        .values_list("gemeente_id", "halfjaar", "status", "verschil")
    ):
        uit.setdefault((pk, halfjaar), []).append((status, verschil))
    return uit


def _status(stand: Stand, behandeld: Collection[tuple[str, int]]) -> str:
    """Where the difference as a whole stands: settled only when what was settled adds up to it."""
    verschil = -(stand.verschil_met_officieel or 0)
    if not verschil:
        return "gelijk"
    # Of what was solved the difference may be gone already, or still be in COA's figure.
    sommen = {
        sum(n for status, n in behandeld if status != Status.OPEN and (met_opgelost or status != Status.OPGELOST))
        for met_opgelost in (True, False)
    }
    if verschil not in sommen or any(status == Status.OPEN for status, _ in behandeld):
        return Status.OPEN.value
    return Status.VOORGELEGD.value if any(status == Status.VOORGELEGD for status, _ in behandeld) else "afgehandeld"


def afstemmingsblad(lid: Lidmaatschap | None, gemeente: Gemeente, halfjaar: Halfjaar, **zicht: Unpack[Zicht]) -> Blad:
    """Own count and COA's of one half-year; the neighbours are read too, for who is counted in another one."""
    op = zicht.get("bekend_op")
    reeks = [h for h in (buur(halfjaar, -1), halfjaar, buur(halfjaar, 1)) if h]
    standen = standen_voor(lid, [gemeente], reeks[0], reeks[-1], levend=True, **zicht)
    stand = standen.get((gemeente.code, halfjaar)) or leeg(gemeente.code, halfjaar)
    telt = standen_voor(lid, [gemeente], halfjaar, halfjaar, **zicht).get((gemeente.code, halfjaar)) or stand
    ziet_rijen = lid is not None and lid.rol in (Rol.GEMEENTE, Rol.REGIO)
    cijfers = _cijferregels(lid, gemeente, halfjaar, stand, telt, op)
    if not ziet_rijen:
        return Blad(gemeente, halfjaar, stand, telt.gesloten, ziet_rijen, cijfers)
    bron = _Bron(gemeente, reeks, op)
    gegevens = [bron.gegevens(h, standen.get((gemeente.code, h)) or leeg(gemeente.code, h)) for h in reeks]
    afstemming = stem_af(gegevens[reeks.index(halfjaar)]) if stand.eigen is not None else None
    statussen = {
        status.sleutel: status
        for status in Verschilstatus.objects.zichtbaar_voor(lid)
        .bekend(op)
        .filter(gemeente=gemeente, halfjaar=halfjaar)
        .select_related("vastgelegd_door")
    }
    regels = [bron.regel(v, statussen.pop(v.sleutel, None)) for v in (afstemming.verschillen if afstemming else ())]
    hier = {regel.verschil.sleutel for regel in regels}
    return Blad(
        gemeente,
        halfjaar,
        stand,
        telt.gesloten,
        ziet_rijen,
        cijfers,
        afstemming=afstemming,
        regels=sorted(
            regels, key=lambda regel: (regel.afgehandeld, -abs(regel.verschil.aantal), regel.verschil.sleutel)
        ),
        voorbij=sorted(statussen.values(), key=lambda status: status.pk),
        ketens=[keten for keten in ketens(gegevens) if keten.sleutel in hier],
        lijst=bron.lijsten.get(halfjaar),
    )


def _cijferregels(
    lid: Lidmaatschap | None, gemeente: Gemeente, halfjaar: Halfjaar, stand: Stand, telt: Stand, op: date | None
) -> list[Cijferregel]:
    """The valid figures by the day they were read, each beside what the own log said at the end of that day.

    `telt`: the line that counts, of a closed half-year the frozen one.
    """
    feiten = list(
        Realisatie.objects.zichtbaar_voor(lid)
        .bekend(op)
        .filter(gemeente=gemeente, halfjaar=halfjaar)
        .select_related("vastgelegd_door", "invoerbestand__lidmaatschap", "ingetrokken_door", "vervangen_door")
        .order_by("cijfers_per", "pk")
    )
    if not feiten:
        return []
    rijen: list[Any] = list(
        Plaatsing.objects.filter(plaatsingen_van(gemeente), halfjaar__lte=halfjaar)
        .order_by()
        .values_list("halfjaar", "vastgelegd_op", "ingetrokken_op", "meegeteld")
    )
    uit: list[Cijferregel] = []
    vorige: int | None = None
    for feit in feiten:
        grens = einde_van(feit.cijfers_per)
        bekend = [r for r in rijen if r[1] < grens and (r[2] is None or r[2] >= grens)]
        # A log that had begun by then counts nothing as 0; before its first row the own count is unknown.
        toen = sum(r[3] for r in bekend if r[0] == halfjaar) if bekend else None
        erbij = None if vorige is None else feit.aantal - vorige
        uit.append(Cijferregel(feit, erbij, toen, stand.eigen, _telt(feit, telt, laatste=feit is feiten[-1])))
        vorige = feit.aantal
    return uit


def _telt(feit: Realisatie, telt: Stand, *, laatste: bool) -> str:
    if telt.bron is Bron.OFFICIEEL and telt.officieel == Officieel(feit.cijfers_per, feit.aantal):
        return "telt"
    if not laatste:
        return ""
    return "kwam na het sluiten" if telt.gesloten else "telt nog niet"


class _Bron:
    """The rows of a few half-years of one gemeente, read once, as the rules take them."""

    def __init__(self, gemeente: Gemeente, reeks: Sequence[Halfjaar], op: date | None) -> None:
        rond = [h for h in (buur(reeks[0], -1), *reeks, buur(reeks[-1], 1)) if h]
        self.plaatsingen: dict[str, Plaatsing] = {}
        self.eigen: list[Eigen] = []
        for plaatsing in (
            Plaatsing.objects.bekend(op)
            .filter(
                plaatsingen_van(gemeente),
                Q(halfjaar__in=rond) | Q(afgemeld_op__gte=reeks[0].begin, afgemeld_op__lt=reeks[-1].eind),
            )
            .select_related("huishouden", "huisvestingsgemeente")
            .order_by("teldatum", "pk")
        ):
            rij = als_eigen(plaatsing)
            self.plaatsingen[rij.sleutel] = plaatsing
            self.eigen.append(rij)
        self.correcties: dict[Halfjaar, dict[str, int]] = {}
        for pk, datum, aantal in (
            Mutatie.objects.bekend(op)
            .filter(
                gemeente=gemeente, soort=Mutatie.Soort.CORRECTIE, datum__gte=reeks[0].begin, datum__lt=reeks[-1].eind
            )
            .order_by("pk")
            .values_list("pk", "datum", "aantal")
        ):
            self.correcties.setdefault(Halfjaar.van_datum(datum), {})[f"m{pk}"] = aantal
        self.lijsten: dict[Halfjaar, Coalijst] = {
            lijst.halfjaar: lijst
            for lijst in Coalijst.objects.bekend(op)
            .filter(gemeente=gemeente, halfjaar__in=reeks)
            .order_by("cijfers_per", "pk")
        }
        self.lijstregels: dict[str, Coalijstregel] = {}
        self.groep: dict[int, str] = {}
        if self.lijsten:
            rijen = list(Coalijstregel.objects.bekend(op).filter(lijst__in=self.lijsten.values()).order_by("nummer"))
            self.lijstregels = {sleutel_van(rij): rij for rij in rijen}
            self.groep = herkend(gemeente, rijen)

    def gegevens(self, halfjaar: Halfjaar, stand: Stand) -> Gegevens:
        lijst = self.lijsten.get(halfjaar)
        return Gegevens(
            halfjaar,
            stand.officieel,
            self.eigen,
            None
            if lijst is None
            else [
                Coaregel(sleutel, rij.personen, rij.datum, self.groep.get(rij.pk))
                for sleutel, rij in self.lijstregels.items()
                if rij.lijst_id == lijst.pk
            ],
            lijst.cijfers_per if lijst else None,
            self.correcties.get(halfjaar, {}),
        )

    def regel(self, verschil: Verschil, nu: Verschilstatus | None) -> Verschilregel:
        return Verschilregel(
            verschil,
            OORZAKEN[verschil.oorzaak],
            self.plaatsingen.get(verschil.eigen.sleutel) if verschil.eigen else None,
            self.lijstregels.get(verschil.coa.sleutel) if verschil.coa else None,
            nu,
        )


def als_eigen(plaatsing: Plaatsing) -> Eigen:
    """A plaatsing as the rules take it. Its key outlives a correction, and the household's kenmerk is not in it."""
    huishouden = plaatsing.huishouden_id
    groep = f"h{huishouden}" if huishouden else f"p{plaatsing.pk}"
    return Eigen(
        sleutel=f"{groep}.{plaatsing.deel}" if huishouden else groep,
        groep=groep,
        halfjaar=plaatsing.halfjaar,
        teldatum=plaatsing.teldatum,
        meegeteld=plaatsing.meegeteld,
        nareizigers=plaatsing.nareizigers,
        amv=plaatsing.amv,
        vorm=plaatsing.huisvestingsvorm,
        afgemeld_op=plaatsing.afgemeld_op,
        eerder_geteld=plaatsing.eerder_geteld,
        elders=plaatsing.huisvestingsgemeente_id != plaatsing.koppelgemeente_id,
    )


def sleutel_van(rij: Coalijstregel) -> str:
    return f"r{rij.eerste_id or rij.pk}"


def herkend(gemeente: Gemeente, rijen: Sequence[Coalijstregel]) -> dict[int, str]:
    """Which household of this gemeente a row of a list is: by the hash of the V-nummer, else by its kenmerk."""
    familie = [gemeente.pk, *gemeente.voorgangers.values_list("pk", flat=True)]
    codes = {rij.herkenning for rij in rijen if rij.herkenning}
    op_code = dict(
        Herkenning.objects.filter(huishouden__koppelgemeente__in=familie, herkenning__in=codes).values_list(
            "herkenning", "huishouden_id"
        )
        if codes
        else ()
    )
    kenmerken = {rij.kenmerk for rij in rijen if rij.kenmerk}
    op_kenmerk = dict(
        Huishouden.objects.filter(koppelgemeente__in=familie, kenmerk__in=kenmerken)
        .order_by("koppelgemeente_id")
        .values_list("kenmerk", "pk")
        if kenmerken
        else ()
    )
    uit = {}
    for rij in rijen:
        huishouden = op_code.get(rij.herkenning) or op_kenmerk.get(rij.kenmerk)
        if huishouden:
            uit[rij.pk] = f"h{huishouden}"
    return uit
