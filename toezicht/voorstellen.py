"""What the kader proposes about the gemeenten of a round: the facts of all of them, in a fixed number of queries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Unpack

from django.db.models import Exists, OuterRef

from organisaties.models import Gemeente
from organisaties.regels.tijd import Zicht, gedaan_op
from organisaties.registratie import einde_van
from taakstelling.cijfers import gemeentetijden, met_voorgangers
from taakstelling.cijfers import standen as grootboekstanden
from taakstelling.models import Verschoonbaarheidsdossier
from taakstelling.regels.grootboek import Gemeentetijd, Stand
from taakstelling.regels.halfjaar import Halfjaar
from toezicht.cijfers import bevroren_cijfers
from toezicht.kaders import geldend_kader, metingen_van
from toezicht.models import Beoordeling, Brief, Dossierstuk, Toezichtkader, Toezichtronde
from toezicht.regels.besluit import Uitspraak, alle_redenen, halfjaar_van, voorgesteld
from toezicht.regels.dossier import Stuk, Stuksoort, plan_op, toezegging_gebroken
from toezicht.regels.feiten import Feiten, Herkomst, Meting, meting
from toezicht.regels.kader import Kader
from toezicht.regels.kadertekst import stap_in_woorden
from toezicht.regels.resultaat import stand_uit
from toezicht.regels.telling import tel
from toezicht.regels.termijnen import EERSTE_RONDE
from toezicht.regels.voorstel import Reden, Voorstel, stel_voor


@dataclass(frozen=True)
class Eerder:
    """What was decided about a gemeente in an earlier round, here or by another provincie."""

    code: str
    ronde_id: int
    halfjaar: Halfjaar
    provincie_id: int
    provincie: str
    oordeel: str
    stand_eind: int | None
    trede: int | None
    halfjaartreden: Mapping[str, int]
    kader_id: int | None
    verzonden: bool


@dataclass(frozen=True)
class Rondevoorstel:
    """The proposal about one gemeente in a round; without a kader in force there is only what the stand says.

    `eerder`: what this provincie decided in earlier rounds, the newest first.
    """

    kader: Toezichtkader | None
    feiten: Feiten
    voorstel: Voorstel | None
    eerder: tuple[Eerder, ...]

    @property
    def begin_bekend(self) -> bool:
        """Whether the trede before this peildatum was decided earlier, or given by the supervisor."""
        return self.feiten.trede is not None

    @property
    def begin_besloten(self) -> bool:
        """Whether an earlier round says which trede it was, so that nobody has to give it."""
        return any(een.trede is not None for een in self.eerder)

    @property
    def uitspraak(self) -> Uitspraak:
        return voorgesteld(self.voorstel, self.feiten.nu.stand_eind)

    @property
    def redenen(self) -> list[Reden]:
        """Every reason: of the stand, and of each half-year that is open."""
        return alle_redenen(self.voorstel) if self.voorstel is not None else []

    @property
    def stap(self) -> str | None:
        """Where the proposal leads on the ladder, in words; None without a kader."""
        return stap_in_woorden(self.voorstel.van, self.voorstel.trede) if self.voorstel is not None else None


def rondestanden(ronde: Toezichtronde, gemeenten: Iterable[Gemeente], **zicht: Unpack[Zicht]) -> dict[str, Stand]:
    """The figures the round rests on, per gemeente: those that were fixed where there are any, else those of now."""
    gekozen = list(gemeenten)
    codes = [gemeente.code for gemeente in gekozen]
    nu = grootboekstanden(codes, ronde.halfjaar, ronde.halfjaar, gelezen_tot=ronde.cijfers_per, **zicht)
    vast = bevroren_cijfers(ronde, gedaan_op(**zicht))
    bevroren = {gemeente.code: stand_uit(vast[gemeente.pk]) for gemeente in gekozen if gemeente.pk in vast}
    return {code: stand for (code, _), stand in nu.items()} | bevroren


def voorstellen_voor(
    ronde: Toezichtronde,
    standen: Mapping[str, Stand],
    begintreden: Mapping[str, int] | None = None,
    **zicht: Unpack[Zicht],
) -> dict[str, Rondevoorstel]:
    """What the kader of the peildatum proposes about these gemeenten, on these figures.

    `begintreden`: the trede before this peildatum of a gemeente about which nothing was decided here yet.
    """
    rij = geldend_kader(ronde.provincie, ronde.halfjaar.peildatum, gedaan_op(**zicht))
    bron = _Bron(ronde, standen, rij.kader if rij is not None else None, **zicht)
    uit = {}
    for code, stand in standen.items():
        feiten = bron.feiten(code, meting(stand), (begintreden or {}).get(code))
        uit[code] = Rondevoorstel(
            kader=rij,
            feiten=feiten,
            voorstel=stel_voor(bron.kader, feiten) if bron.kader is not None else None,
            eerder=tuple(bron.eigen(code)),
        )
    return uit


class _Bron:
    """All that the proposals of a round rest on, read at once."""

    def __init__(self, ronde: Toezichtronde, codes: Iterable[str], kader: Kader | None, **zicht: Unpack[Zicht]) -> None:
        self.ronde, self.kader = ronde, kader
        self.tijden = gemeentetijden()
        alle = met_voorgangers(set(codes), self.tijden)
        self.gemeenten = {gemeente.code: gemeente for gemeente in Gemeente.objects.filter(code__in=alle)}
        self.metingen: Mapping[str, tuple[Meting, ...]] = {}
        if kader is not None and ronde.halfjaar > EERSTE_RONDE:
            self.metingen = metingen_van(alle, ronde.halfjaar.vorige, **zicht)
        op = gedaan_op(**zicht)
        self.eerder = eerdere_beoordelingen(alle, ronde.halfjaar, op)
        self.gronden = _gronden(ronde, op)
        self.stukken = _stukken(ronde, **zicht)

    def eigen(self, code: str) -> list[Eerder]:
        return [een for een in self.eerder.get(code, []) if een.provincie_id == self.ronde.provincie_id]

    def feiten(self, code: str, nu: Meting, begintrede: int | None) -> Feiten:
        """The facts of one gemeente. Where it comes from another provincie its count is cut off there."""
        eerder = [m for m in self.metingen.get(code, ()) if m.halfjaar < nu.halfjaar]
        laatste = next((een for een in self.eigen(code) if een.trede is not None), None)
        herkomst = self._van_elders(code, eerder) or self._van_voorgangers(code)
        if grens := self._kwam_na(code):
            eerder = [m for m in eerder if m.halfjaar > grens]
        stukken, peildatum = self.stukken.get(code, []), nu.halfjaar.peildatum
        return Feiten(
            metingen=(*eerder, nu),
            trede=laatste.trede if laatste else begintrede,
            halfjaartreden={halfjaar_van(naam): trede for naam, trede in laatste.halfjaartreden.items()}
            if laatste
            else {},
            gronden=self.gronden.get(code, frozenset()),
            plan=plan_op(stukken, peildatum),
            toezegging_gebroken=toezegging_gebroken(stukken, peildatum),
            herkomst=herkomst,
        )

    def _elders(self, code: str) -> Eerder | None:
        """The last decision of another provincie, of before this one began; it counts once its letter was sent."""
        hier = min((een.halfjaar for een in self.eigen(code)), default=self.ronde.halfjaar)
        anderen = (een for een in self.eerder.get(code, []) if een.provincie_id != self.ronde.provincie_id)
        return next((een for een in anderen if een.verzonden and een.halfjaar < hier), None)

    def _kwam_na(self, code: str) -> Halfjaar | None:
        elders = self._elders(code)
        return elders.halfjaar if elders else None

    def _van_elders(self, code: str, metingen: list[Meting]) -> Herkomst | None:
        elders = self._elders(code)
        if elders is None:
            return None
        keer = self._keer([m for m in metingen if m.halfjaar <= elders.halfjaar])
        return Herkomst(f"provincie {elders.provincie}", elders.trede or 0, keer, andere_provincie=True)

    def _van_voorgangers(self, code: str) -> Herkomst | None:
        """Of the gemeenten this one was made of, the one that was highest on its ladder; who only grew stays itself."""
        begin = self.tijden[code].geldig_van
        voor = [een for een, tijd in self.tijden.items() if code in tijd.opvolgers and tijd.geldig_tot == begin]
        gevonden = [self._voorganger(een) for een in voor]
        return max(gevonden, key=lambda een: (een.trede, een.keer), default=None)

    def _voorganger(self, code: str) -> Herkomst:
        gemeente = self.gemeenten[code]
        anders = gemeente.provincie_id != self.ronde.provincie_id
        telt = (een for een in self.eerder.get(code, []) if een.verzonden or not anders)
        trede = next((een.trede for een in telt if een.trede is not None), 0)
        bestond = [m for m in self.metingen.get(code, ()) if _bestond(self.tijden[code], m.halfjaar)]
        return Herkomst(gemeente.naam, trede, self._keer(bestond), andere_provincie=anders)

    def _keer(self, metingen: list[Meting]) -> int:
        if not metingen or self.kader is None:
            return 0
        feiten = Feiten(tuple(metingen))
        return tel(self.kader, feiten, verschoond=feiten.verschoond(feiten.nu.halfjaar.peildatum)).keer


def _bestond(tijd: Gemeentetijd, halfjaar: Halfjaar) -> bool:
    return tijd.geldig_tot is None or halfjaar.peildatum <= tijd.geldig_tot


def eerdere_beoordelingen(codes: Iterable[str], voor: Halfjaar, op: date | None = None) -> dict[str, list[Eerder]]:
    """The geldende decisions about these gemeenten of before this half-year, per gemeente, the newest first.

    As they were at the end of the day `op` (None: now).
    """
    verzonden = Brief.objects.filter(beoordeling=OuterRef("pk")).verzonden(op)
    rijen = (
        Beoordeling.objects.bekend(op)
        .filter(gemeente__code__in=list(codes), ronde__halfjaar__lt=voor)
        .annotate(verzonden=Exists(verzonden))
        .order_by("-ronde__halfjaar", "-pk")
        .values_list(
            "gemeente__code",
            "ronde",
            "ronde__halfjaar",
            "ronde__provincie",
            "ronde__provincie__naam",
            "oordeel",
            "cijfers__stand_eind",
            "trede",
            "halfjaartreden",
            "kader",
            "verzonden",
        )
    )
    uit: dict[str, list[Eerder]] = {}
    for rij in rijen:
        uit.setdefault(rij[0], []).append(Eerder(*rij))
    return uit


def _gronden(ronde: Toezichtronde, op: date | None) -> dict[str, frozenset[str]]:
    """The grounds the gemeenten themselves gave for this half-year, in a dossier they sent to this provincie."""
    dossiers = Verschoonbaarheidsdossier.objects.filter(
        provincie=ronde.provincie,
        halfjaar=ronde.halfjaar,
        status=Verschoonbaarheidsdossier.Status.VERZONDEN,
    ).order_by("verzonden_op", "pk")
    if op is not None:
        dossiers = dossiers.filter(verzonden_op__lt=einde_van(op))
    # The last one sent counts.
    return {code: frozenset(gronden) for code, gronden in dossiers.values_list("gemeente__code", "inhoud__gronden")}


def _stukken(ronde: Toezichtronde, **zicht: Unpack[Zicht]) -> dict[str, list[Stuk]]:
    """The valid pieces of the dossiers this provincie keeps, per gemeente."""
    uit: dict[str, list[Stuk]] = {}
    rijen = Dossierstuk.objects.gebeurd(**zicht).filter(provincie=ronde.provincie)
    for code, pk, soort, dag, uiterlijk, hoort_bij in rijen.values_list(
        "gemeente__code", "pk", "soort", "datum", "uiterlijk", "hoort_bij"
    ):
        uit.setdefault(code, []).append(Stuk(pk, Stuksoort(soort), dag, uiterlijk, hoort_bij))
    return uit
