"""What a kader proposes about a gemeente on a peildatum, with every reason. The system proposes; a person decides.

`stel_voor(kader, feiten)` is pure: the same facts give the same proposal. Two proposals stand beside each other where a
kader asks for it: one on the stand, and one per half-year that is still open (`cohorten`).

`keer` is the number of consecutive peildata with an achterstand, back from this one (`telling`).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.oordeel import getal
from taakstelling.regels.verschoonbaarheid import GRONDEN
from toezicht.regels.cohorten import Cohort, cohorten
from toezicht.regels.feiten import Feiten, Herkomst, Meting, Plan
from toezicht.regels.kader import KEUZES, Afdaling, Effect, Kader, Regel, Soort, Voorwaarde
from toezicht.regels.kadertekst import voorwaarde_in_woorden
from toezicht.regels.ladder import ZETTEN, Gebeurtenis, Zet
from toezicht.regels.resultaat import datum, stand_tekst
from toezicht.regels.telling import Telling, gaat_mee, hoeveelste, in_woorden, tel

VOLDOET = "voldoet"
VOLDOET_NIET = "voldoet niet"
VERSCHOONBAAR = "voldoet niet, doch verschoonbaar"


@dataclass(frozen=True, slots=True)
class Reden:
    """Why, in Dutch with the figures; `regel` names the part of the kader, `bron` where that stands."""

    regel: str
    tekst: str
    bron: str


@dataclass(frozen=True, slots=True)
class Halfjaarvoorstel:
    """The proposal about what is still open of one half-year (personen); `halfjaar` None: from before the figures."""

    halfjaar: Halfjaar | None
    open: int
    trede: int
    zet: Zet
    redenen: tuple[Reden, ...]


@dataclass(frozen=True, slots=True)
class Voorstel:
    """`oordeel` None: the figures are not known. `van` is the trede before this peildatum, `trede` the proposed one."""

    oordeel: str | None
    gebeurtenis: Gebeurtenis
    van: int
    trede: int
    zet: Zet
    keer: int
    redenen: tuple[Reden, ...]
    per_halfjaar: tuple[Halfjaarvoorstel, ...] = ()


@dataclass(frozen=True, slots=True)
class _Beeld:
    """What the conditions look at: of the stand as a whole, or of one half-year."""

    achterstand: int
    keer: int
    taakstelling: int | None
    opgave: int | None
    toegenomen: bool
    plan: Plan | None
    toezegging_gebroken: bool


def stel_voor(kader: Kader, feiten: Feiten) -> Voorstel:
    """The proposal of this kader on the last peildatum of `feiten`. See `telling` for the counting."""
    nu = feiten.nu
    grond = next((grond for grond in kader.gronden.waarde if grond in feiten.gronden), None)
    verschoond = nu.achterstand > 0 and (grond is not None or feiten.verschoond(nu.halfjaar.peildatum))
    van, herkomst_reden = _beginstrede(kader, feiten)
    telling = tel(kader, feiten, verschoond=verschoond)
    beeld = _Beeld(
        achterstand=nu.achterstand,
        keer=telling.keer,
        taakstelling=nu.taakstelling,
        opgave=nu.opgave,
        toegenomen=nu.stand_begin is not None and nu.stand_eind is not None and nu.stand_eind < nu.stand_begin,
        plan=feiten.plan,
        toezegging_gebroken=feiten.toezegging_gebroken,
    )
    regel = _regel(kader, van, beeld)
    wat = _gebeurtenis(feiten, verschoond=verschoond, regel=regel)
    trede, zet, redenen = _stap(kader, feiten, van, wat, regel, beeld)
    if wat == Gebeurtenis.VERSCHOOND:
        redenen = [_verschoning(kader, feiten, grond), *redenen]
    oordeel = {Gebeurtenis.ONBEKEND: None, Gebeurtenis.VOLDOET: VOLDOET}.get(wat, VOLDOET_NIET)
    return Voorstel(
        oordeel=VERSCHOONBAAR if verschoond else oordeel,
        gebeurtenis=wat,
        van=van,
        trede=trede,
        zet=zet,
        keer=telling.keer,
        redenen=(*herkomst_reden, *redenen, *_tellingsredenen(kader, telling)),
        per_halfjaar=_per_halfjaar(kader, feiten, beeld, verschoond=verschoond),
    )


def speel_na(kader: Kader, metingen: Sequence[Meting], herkomst: Herkomst | None = None) -> list[Voorstel]:
    """What the kader would have proposed on each peildatum, had every proposal been taken; the oldest first."""
    uit: list[Voorstel] = []
    for aantal in range(1, len(metingen) + 1):
        feiten = Feiten(metingen=tuple(metingen[:aantal]), herkomst=herkomst)
        if uit:
            treden = {voorstel.halfjaar: voorstel.trede for voorstel in uit[-1].per_halfjaar if voorstel.trede}
            feiten = replace(feiten, trede=uit[-1].trede, halfjaartreden=treden)
        uit.append(stel_voor(kader, feiten))
    return uit


def _beginstrede(kader: Kader, feiten: Feiten) -> tuple[int, list[Reden]]:
    """The trede before this peildatum, and a reason when it comes from elsewhere."""
    if feiten.trede is not None:
        return min(feiten.trede, kader.hoogste), []
    herkomst = feiten.herkomst
    if herkomst is None:
        return 0, []
    trede = min(herkomst.trede, kader.hoogste) if gaat_mee(kader, herkomst) else 0
    keuze = kader.provinciewissel if herkomst.andere_provincie else kader.herindeling
    vandaan = "uit een andere provincie" if herkomst.andere_provincie else "door herindeling"
    gevolg = "Trede en telling gaan mee" if gaat_mee(kader, herkomst) else "De ladder begint opnieuw bij trede 0"
    tekst = f"De gemeente kwam {vandaan} ({herkomst.naam}, trede {herkomst.trede}). {gevolg}."
    return trede, [Reden(KEUZES["provinciewissel" if herkomst.andere_provincie else "herindeling"], tekst, keuze.bron)]


def _gebeurtenis(feiten: Feiten, *, verschoond: bool, regel: Regel | None) -> Gebeurtenis:
    """What this peildatum shows: the first that holds, in the order of `Gebeurtenis`."""
    nu = feiten.nu
    tekens = {
        Gebeurtenis.ONBEKEND: nu.stand_eind is None,
        Gebeurtenis.VOLDOET: not nu.achterstand,
        Gebeurtenis.VERSCHOOND: verschoond,
        Gebeurtenis.VERLENGD: feiten.verlengd(nu.halfjaar.peildatum) is not None,
        Gebeurtenis.COULANCE: nu.coulance,
        Gebeurtenis.REGEL: regel is not None,
        Gebeurtenis.GEEN_REGEL: True,
    }
    return next(wat for wat in Gebeurtenis if tekens[wat])


def _stap(
    kader: Kader, feiten: Feiten, van: int, wat: Gebeurtenis, regel: Regel | None, beeld: _Beeld
) -> tuple[int, Zet, list[Reden]]:
    """Where the table of the ladder leads, and why."""
    zet = ZETTEN[kader.fase(van), wat]
    nu, peil = feiten.nu, datum(feiten.nu.halfjaar.peildatum)
    if zet == Zet.OPSCHALEN and regel is not None:
        return regel.naar, zet, [_opschaling(regel, beeld, peil)]
    if zet == Zet.AFSCHALEN:
        naar, reden = _afschaling(kader, van, f"De stand op {peil} is {stand_tekst(nu.stand_eind)}")
        return naar, zet if naar < van else Zet.BLIJVEN, [reden]
    blijft = f"De gemeente blijft op trede {van}" if van else "De gemeente blijft buiten de ladder"
    achter = f"De achterstand op {peil} is {personen(nu.achterstand)}"
    tot = feiten.verlengd(nu.halfjaar.peildatum)
    teksten = {
        Gebeurtenis.ONBEKEND: f"De stand op {peil} is niet bekend. {blijft}.",
        Gebeurtenis.VOLDOET: f"De stand op {peil} is {stand_tekst(nu.stand_eind)}. {blijft}.",
        Gebeurtenis.VERSCHOOND: f"{achter}. {blijft}; de stand verandert niet.",
        Gebeurtenis.VERLENGD: f"{achter}. De termijn is verlengd tot {datum(tot) if tot else '…'}. {blijft}.",
        Gebeurtenis.COULANCE: f"{achter}. De provincie stelt de stap een keer uit. {blijft}.",
    }
    niets = f"{achter}. {hoeveelste(beeld.keer)}. Geen regel leidt verder. {blijft}."
    return van, zet, [Reden(_NAMEN[wat], teksten.get(wat, niets), kader.effect.bron if zet == Zet.BEVRIEZEN else "")]


_NAMEN = {
    Gebeurtenis.ONBEKEND: "Cijfers onbekend",
    Gebeurtenis.VOLDOET: "Voldoet",
    Gebeurtenis.VERSCHOOND: KEUZES["effect"],
    Gebeurtenis.VERLENGD: "Verlenging",
    Gebeurtenis.COULANCE: "Coulance",
    Gebeurtenis.REGEL: "Hoogste trede",
    Gebeurtenis.GEEN_REGEL: "Geen regel",
}


def _opschaling(regel: Regel, beeld: _Beeld, peil: str) -> Reden:
    return Reden(
        regel.naam,
        f"De achterstand op {peil} is {personen(beeld.achterstand)}. {hoeveelste(beeld.keer)}."
        f" De regel vraagt: {_vraagt(regel)}.",
        regel.bron,
    )


def _vraagt(regel: Regel) -> str:
    return "; ".join(voorwaarde_in_woorden(voorwaarde) for voorwaarde in regel.voorwaarden)


def _afschaling(kader: Kader, van: int, aanleiding: str, wie: str = "De gemeente") -> tuple[int, Reden]:
    naar = {Afdaling.DIRECT: 0, Afdaling.EEN_TREDE: max(0, van - 1), Afdaling.HANDMATIG: van}[kader.afdaling.waarde]
    gevolg = {
        Afdaling.DIRECT: f"{wie} gaat van trede {van} van de ladder af",
        Afdaling.EEN_TREDE: f"{wie} gaat van trede {van} naar {naar}",
        Afdaling.HANDMATIG: f"{wie} blijft op trede {van} tot u anders besluit",
    }[kader.afdaling.waarde]
    return naar, Reden(KEUZES["afdaling"], f"{aanleiding}. {gevolg}.", kader.afdaling.bron)


def _verschoning(kader: Kader, feiten: Feiten, grond: str | None) -> Reden:
    if grond is not None:
        return Reden(KEUZES["gronden"], f"{GRONDEN[grond].naam}.", kader.gronden.bron)
    tot = max(m.verschoond_tot for m in feiten.metingen if m.verschoond_tot is not None)
    return Reden("Besluit van de provincie", f"De achterstand is verschoond tot {datum(tot)}.", "")


def _tellingsredenen(kader: Kader, telling: Telling) -> list[Reden]:
    """Which peildata count, where the kader has a rule that counts them and there is something to explain."""
    telt = any(voorwaarde.soort is Soort.OPEENVOLGEND for regel in kader.regels for voorwaarde in regel.voorwaarden)
    tekst = in_woorden(telling)
    if not telt or tekst is None:
        return []
    return [Reden("Telling", tekst, kader.effect.bron if telling.met_verschoning else "")]


def _regel(kader: Kader, van: int, beeld: _Beeld) -> Regel | None:
    """The rule that leads highest from this trede of those whose every condition holds."""
    past = [r for r in kader.regels if r.van == van and all(_geldt(voorwaarde, beeld) for voorwaarde in r.voorwaarden)]
    return max(past, key=lambda regel: regel.naar, default=None)


def _geldt(voorwaarde: Voorwaarde, beeld: _Beeld) -> bool:
    """Whether a condition holds. Without achterstand none does; what is unknown does not."""
    grens = voorwaarde.minstens
    oordeel: dict[Soort, Callable[[], bool]] = {
        Soort.ACHTERSTAND: lambda: True,
        Soort.PERSONEN: lambda: beeld.achterstand >= grens,
        Soort.PROCENT_TAAKSTELLING: lambda: _procent(beeld.achterstand, beeld.taakstelling, grens),
        Soort.PROCENT_OPGAVE: lambda: _procent(beeld.achterstand, beeld.opgave, grens),
        Soort.OPEENVOLGEND: lambda: beeld.keer >= grens,
        Soort.TOEGENOMEN: lambda: beeld.toegenomen,
        Soort.PLAN_ONTBREEKT: lambda: beeld.plan in (Plan.GEVRAAGD, Plan.AFGEKEURD, Plan.VERLOPEN),
        Soort.TOEZEGGING: lambda: beeld.toezegging_gebroken,
    }
    return beeld.achterstand > 0 and oordeel[voorwaarde.soort]()


def _procent(achterstand: int, van: int | None, grens: int) -> bool:
    """Whether the achterstand is at least so many per cent; over nothing it is every per cent."""
    return van is not None and achterstand * 100 >= grens * max(0, van)


def _per_halfjaar(kader: Kader, feiten: Feiten, beeld: _Beeld, *, verschoond: bool) -> tuple[Halfjaarvoorstel, ...]:
    """The proposal per half-year, where the kader supervises those: what is open, and what was and is not any more."""
    if kader.per_halfjaar.waarde is None:
        return ()
    gevonden = cohorten(feiten.metingen, kader.per_halfjaar.waarde)
    if gevonden is None:
        return ()
    uit = [_weg(kader, halfjaar, trede) for halfjaar, trede in _ingelopen(feiten, {c.halfjaar for c in gevonden})]
    return (*uit, *(_open_halfjaar(kader, feiten, beeld, cohort, verschoond=verschoond) for cohort in gevonden))


def _open_halfjaar(
    kader: Kader, feiten: Feiten, beeld: _Beeld, cohort: Cohort, *, verschoond: bool
) -> Halfjaarvoorstel:
    """The same ladder for what is open of one half-year, from the trede that half-year itself is on."""
    van = min(feiten.halfjaartreden.get(cohort.halfjaar, 0), kader.hoogste)
    taak = next((m.taakstelling for m in feiten.metingen if m.halfjaar == cohort.halfjaar), None)
    keer = _keer_open(kader, feiten, cohort.halfjaar, verschoond=verschoond)
    eigen = replace(beeld, achterstand=cohort.open, keer=keer, taakstelling=taak, opgave=taak, toegenomen=False)
    regel = _regel(kader, van, eigen)
    wat = _gebeurtenis(feiten, verschoond=verschoond, regel=regel)
    zet = ZETTEN[kader.fase(van), wat]
    staan = "staat" if cohort.open == 1 else "staan"
    peildata = "1 peildatum" if keer == 1 else f"{keer} peildata"
    tekst = f"{_over(cohort.halfjaar)} {staan} {personen(cohort.open)} open, op {peildata}."
    if zet == Zet.OPSCHALEN and regel is not None:
        reden = Reden(regel.naam, f"{tekst} De regel vraagt: {_vraagt(regel)}.", regel.bron)
        return Halfjaarvoorstel(cohort.halfjaar, cohort.open, regel.naar, zet, (reden,))
    reden = Reden(_NAMEN[wat], tekst, kader.per_halfjaar.bron)
    return Halfjaarvoorstel(cohort.halfjaar, cohort.open, van, zet, (reden,))


def _ingelopen(feiten: Feiten, open_: set[Halfjaar | None]) -> Iterable[tuple[Halfjaar | None, int]]:
    return ((halfjaar, trede) for halfjaar, trede in feiten.halfjaartreden.items() if trede and halfjaar not in open_)


def _weg(kader: Kader, halfjaar: Halfjaar | None, van: int) -> Halfjaarvoorstel:
    naar, reden = _afschaling(kader, van, f"{_over(halfjaar)} staat niets meer open", "Dit halfjaar")
    return Halfjaarvoorstel(halfjaar, 0, naar, Zet.AFSCHALEN if naar < van else Zet.BLIJVEN, (reden,))


def _keer_open(kader: Kader, feiten: Feiten, halfjaar: Halfjaar | None, *, verschoond: bool) -> int:
    """On how many peildata this half-year was open; the ones that are frozen do not count."""
    bevriest = kader.effect.waarde == Effect.BEVRIEZEN
    sinds = [m for m in feiten.metingen if halfjaar is None or m.halfjaar >= halfjaar]
    excuus = [verschoond if m is feiten.nu else feiten.verschoond(m.halfjaar.peildatum) for m in sinds]
    return sum(not (weg and bevriest) for weg in excuus)


def _over(halfjaar: Halfjaar | None) -> str:
    return f"Van de {halfjaar.in_zin}" if halfjaar else "Van eerdere halfjaren"


def personen(aantal: int) -> str:
    """13 → "13 personen": the unit always stands with the number."""
    return f"{getal(aantal)} {'persoon' if aantal == 1 else 'personen'}"
