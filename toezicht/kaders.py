"""Which toezichtkader holds when, and what a kader would have proposed on the figures of the ledger."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from organisaties.models import Gemeente, Provincie
from taakstelling.cijfers import gemeentetijden, met_voorgangers, standen
from taakstelling.regels.grootboek import Gemeentetijd
from taakstelling.regels.halfjaar import Halfjaar
from toezicht.cijfers import gemeenten_van_ronde
from toezicht.models import Beoordeling, Toezichtkader
from toezicht.regels.feiten import Herkomst, Meting, meting
from toezicht.regels.kader import Kader
from toezicht.regels.termijnen import EERSTE_RONDE
from toezicht.regels.voorstel import Voorstel, speel_na


def geldend_kader(provincie: Provincie, peildatum: date) -> Toezichtkader | None:
    """The kader that holds for this peildatum, never simply the newest; None when there is none yet."""
    gevonden: Toezichtkader | None = Toezichtkader.objects.geldend(provincie, peildatum).first()
    return gevonden


def geldig_tot(kaders: Iterable[Toezichtkader]) -> dict[int, date]:
    """Of each kader of one provincie that ends: the first day on which it does not hold any more.

    A kader that a later version replaced from its own first day on never held: it ends on the day it begins.
    """
    van_kracht = [kader for kader in kaders if kader.geldig_van is not None and kader.versie is not None]
    uit: dict[int, date] = {}
    for kader in van_kracht:
        later = [
            ander.geldig_van
            for ander in van_kracht
            if (ander.geldig_van, ander.versie) > (kader.geldig_van, kader.versie) and ander.geldig_van is not None
        ]
        if later:
            uit[kader.pk] = min(later)
    return uit


def metingen_van(
    codes: Iterable[str], tot_en_met: Halfjaar, van: Halfjaar = EERSTE_RONDE
) -> dict[str, tuple[Meting, ...]]:
    """The lines of the ledger of these gemeenten, with the verschoningen that were decided; the oldest first.

    They begin where the stand of a gemeente is known: what lies before it says nothing.
    """
    verschoond = {
        (code, halfjaar): tot
        for code, halfjaar, tot in Beoordeling.objects.filter(
            vervangen_door=None, verschoond_tot__isnull=False, gemeente__code__in=list(codes)
        ).values_list("gemeente__code", "ronde__halfjaar", "verschoond_tot")
    }
    uit: dict[str, list[Meting]] = {}
    for (code, halfjaar), stand in sorted(standen(codes, van, tot_en_met).items()):
        if code in uit or stand.stand_begin is not None:
            uit.setdefault(code, []).append(meting(stand, verschoond.get((code, halfjaar))))
    return {code: tuple(rijen) for code, rijen in uit.items()}


@dataclass(frozen=True)
class Proefrij:
    """One gemeente on the peildatum: what this kader would have proposed, and what the one in force does."""

    gemeente: Gemeente
    stand_eind: int | None
    voorstel: Voorstel
    geldend: Voorstel | None


def proef(kader: Kader, provincie: Provincie, halfjaar: Halfjaar) -> list[Proefrij]:
    """What `kader` would have proposed over this half-year, had it always been in force and always been followed."""
    gemeenten = list(gemeenten_van_ronde(provincie, halfjaar))
    tijden = gemeentetijden()
    codes = met_voorgangers([gemeente.code for gemeente in gemeenten], tijden)
    metingen = metingen_van(codes, halfjaar)
    rij = geldend_kader(provincie, halfjaar.peildatum)
    elders = set(Gemeente.objects.filter(code__in=codes).exclude(provincie=provincie).values_list("code", flat=True))
    nieuw = _voorstellen(kader, metingen, tijden, elders)
    oud = _voorstellen(rij.kader, metingen, tijden, elders) if rij is not None else {}
    uit = []
    for gemeente in gemeenten:
        reeks = metingen.get(gemeente.code, ())
        if reeks and reeks[-1].halfjaar == halfjaar:
            geldend = oud.get(gemeente.code)
            uit.append(
                Proefrij(gemeente, reeks[-1].stand_eind, nieuw[gemeente.code][-1], geldend[-1] if geldend else None)
            )
    return uit


def _voorstellen(
    kader: Kader,
    metingen: Mapping[str, tuple[Meting, ...]],
    tijden: Mapping[str, Gemeentetijd],
    elders: set[str],
) -> dict[str, list[Voorstel]]:
    """The kader replayed for each gemeente, those that went over into another one first."""
    uit: dict[str, list[Voorstel]] = {}
    sinds: Callable[[str], date] = lambda code: tijden[code].geldig_van or date.min  # noqa: E731  # a key
    for code in sorted(metingen, key=sinds):
        voorgangers = [een for een in uit if code in tijden[een].opvolgers]
        herkomst = None
        if voorgangers:
            hoogste = max(voorgangers, key=lambda een: (uit[een][-1].trede, uit[een][-1].keer))
            laatste = uit[hoogste][-1]
            herkomst = Herkomst(hoogste, laatste.trede, laatste.keer, andere_provincie=hoogste in elders)
        uit[code] = speel_na(kader, metingen[code], herkomst)
    return uit
