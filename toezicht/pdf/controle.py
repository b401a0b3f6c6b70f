"""Checking a letter somebody hands in: is it ours, is it unchanged, and do its figures follow from their rows?"""

import hashlib
import json
import re
import zlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import IntEnum
from io import BytesIO
from typing import Any

import pikepdf

from organisaties.drukken.lezen import regels_van
from organisaties.models import Lidmaatschap
from taakstelling.regels.halfjaar import Halfjaar
from toezicht.cijfers import reken_na
from toezicht.models import Beoordeling, Brief
from toezicht.pdf.zetten import BIJLAGE
from toezicht.regels.besluit import AANVAARD
from toezicht.regels.resultaat import naast_elkaar, verschillen
from toezicht.regels.resultaat import regels as resultaatregels

# Of the lines that differ so many are named; a whole other letter has them all.
MEESTE = 5


class Uitkomst(IntEnum):
    """The exit status of `controleer-brief`."""

    KLOPT = 0
    WIJKT_AF = 1
    ONBEKEND = 2


@dataclass(frozen=True, slots=True)
class Nagerekend:
    """A line of the result block as the letter has it and as its rows add up to."""

    label: str
    in_brief: str
    nagerekend: str

    @property
    def klopt(self) -> bool:
        return self.in_brief == self.nagerekend


@dataclass(frozen=True, slots=True)
class Controle:
    """What was found, in sentences; the first one is the answer. `regels` has every line that was computed again."""

    uitkomst: Uitkomst
    zinnen: tuple[str, ...]
    regels: tuple[Nagerekend, ...] = ()

    @property
    def wijkt_af(self) -> bool:
        """Whether a figure differs; that those of a changed file agree says nothing about its pages."""
        return any(not regel.klopt for regel in self.regels)


def controleer_voor(lid: Lidmaatschap, pdf: bytes) -> Controle:
    """The same for somebody at the check page, who computes nothing again of what they may not see.

    Whoever hands in the very bytes of a letter is told so. Beyond that a file can name any rows and any gemeente, so
    the figures are computed only for a letter, or for a concept on a beoordeling, that this person sees anyway.
    """
    sha256 = hashlib.sha256(pdf).hexdigest()
    vast = Brief.objects.exclude(status=Brief.Status.CONCEPT)
    zichtbaar = Brief.objects.zichtbaar_voor(lid)
    if vast.filter(sha256=sha256).exists():
        return controleer(pdf) if zichtbaar.filter(sha256=sha256).exists() else Controle(Uitkomst.KLOPT, ECHT)
    berekening = lees_berekening(pdf)
    beoordeling = _beoordeling_van(berekening) if berekening else None
    if berekening is None or beoordeling is None:
        kop = "Onbekend: dit is geen brief die in Thuisstand is vastgesteld."
        return Controle(Uitkomst.ONBEKEND, (kop, OPENBARE_KOPIE) if berekening is None else (kop,))
    if berekening.get("concept") is True:
        mag = Beoordeling.objects.zichtbaar_voor(lid).filter(pk=beoordeling.pk).exists()
        if mag and berekening.get("rijen") != beoordeling.rijen:
            return Controle(Uitkomst.WIJKT_AF, ("Concept: het noemt andere regels dan de beoordeling.",))
    else:
        mag = zichtbaar.filter(beoordeling=beoordeling).exists()
    return controleer(pdf) if mag else Controle(Uitkomst.ONBEKEND, NIET_TE_ZIEN)


ECHT = (
    "Echt: dit bestand is precies een brief die in Thuisstand is vastgesteld.",
    "De cijfers kunt u hier niet laten narekenen: dat kan alleen wie deze brief in Thuisstand mag zien.",
)
OPENBARE_KOPIE = "Een openbare kopie heeft geen berekening en is hier niet na te gaan."
NIET_TE_ZIEN = ("Onbekend: dit bestand is niet gelijk aan een brief die u mag zien.",)


def controleer(pdf: bytes) -> Controle:
    """Look the bytes up in the register first; then compute every figure again from the rows the letter names."""
    vaste_brieven = Brief.objects.exclude(status=Brief.Status.CONCEPT).select_related(
        "beoordeling__gemeente", "beoordeling__ronde"
    )
    brief: Brief | None = vaste_brieven.filter(sha256=hashlib.sha256(pdf).hexdigest()).first()
    if brief is not None and brief.inhoud is not None:
        kop = f"Echt: brief {brief.kenmerk} aan {brief.beoordeling.gemeente}, {brief.get_status_display()}."
        return _reken(kop, _Grond.van(brief.beoordeling), brief.inhoud["cijfers"], gewijzigd=False)
    berekening = lees_berekening(pdf)
    if berekening is None:
        return Controle(Uitkomst.ONBEKEND, ("Onbekend: dit is geen brief uit Thuisstand.", OPENBARE_KOPIE))
    beoordeling = _beoordeling_van(berekening)
    if berekening.get("concept") is True:
        return _concept(pdf, berekening)
    vast: Brief | None = vaste_brieven.filter(beoordeling=beoordeling).first() if beoordeling else None
    if beoordeling is None or vast is None:
        return Controle(Uitkomst.ONBEKEND, ("Onbekend: deze brief staat niet in het register.",))
    kop = f"Gewijzigd: dit bestand is niet brief {vast.kenmerk} zoals die is vastgesteld."
    gevonden = _reken(kop, _Grond.van(beoordeling), _cijfers(berekening), gewijzigd=True)
    return replace(gevonden, zinnen=(*gevonden.zinnen, *_andere_regels(pdf, bytes(vast.pdf or b""))))


def _concept(pdf: bytes, berekening: Mapping[str, Any]) -> Controle:
    """A concept is in no register: its figures must follow from the rows it names, and stand so on the page."""
    kop = "Concept: deze brief is nooit vastgesteld."
    try:
        rijen = berekening["rijen"]
        grond = _Grond(rijen, berekening["gemeente"], Halfjaar.van_code(berekening["halfjaar"]))
        gevonden = _reken(kop, grond, _cijfers(berekening), gewijzigd=False)
        verwacht = [f"{regel.label}: {regel.waarde}" for regel in resultaatregels(_cijfers(berekening)) if regel.waarde]
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
        return Controle(Uitkomst.WIJKT_AF, (kop, "De berekening in het bestand is niet te lezen."))
    op_papier = "\n".join(regels_van(pdf))
    anders = tuple(f"Niet op papier, wel in de berekening: {regel}." for regel in verwacht if regel not in op_papier)
    if anders:
        return Controle(Uitkomst.WIJKT_AF, (*gevonden.zinnen, *anders))
    return gevonden


@dataclass(frozen=True, slots=True)
class _Grond:
    """What figures are computed again from."""

    rijen: Mapping[str, Any]
    gemeente: str
    halfjaar: Halfjaar

    @classmethod
    def van(cls, beoordeling: Beoordeling) -> "_Grond":
        return cls(beoordeling.rijen, beoordeling.gemeente.code, beoordeling.ronde.halfjaar)


def _andere_regels(pdf: bytes, vastgesteld: bytes) -> list[str]:
    """The first lines of text on the pages that are not as they were made final."""
    hier, daar = regels_van(pdf), regels_van(vastgesteld)
    uit = []
    for wat, i1, i2, j1, j2 in SequenceMatcher(a=daar, b=hier, autojunk=False).get_opcodes():
        if wat != "equal":
            was, staat = " / ".join(daar[i1:i2]) or "niets", " / ".join(hier[j1:j2]) or "niets"
            uit.append(f"Op papier staat: {staat}. Vastgesteld is: {was}.")
    return uit[:MEESTE] or ["De tekst op de bladzijden is gelijk; het verschil zit in het bestand zelf."]


MEESTE_UITGEPAKT = 50_000_000
"""Bytes of all streams of a file together; a letter has less than one million."""

MEESTE_STROMEN = 5_000
_STROOM = re.compile(rb"stream\r?\n")


def _uitgepakt_te_groot(pdf: bytes) -> bool:
    """Whether the streams of this file hold more than any letter: seen before a library unpacks them whole."""
    over, blik = MEESTE_UITGEPAKT, memoryview(pdf)
    for nummer, begin in enumerate(_STROOM.finditer(pdf)):
        eind = pdf.find(b"endstream", begin.end())
        with suppress(zlib.error):
            over -= len(zlib.decompressobj().decompress(blik[begin.end() : eind if eind > 0 else None], over))
        if over <= 0 or nummer > MEESTE_STROMEN:
            return True
    return False


def lees_berekening(pdf: bytes) -> dict[str, Any] | None:
    """The calculation inside a letter; None when there is none, or when it is not ours."""
    if _uitgepakt_te_groot(pdf):
        return None
    try:
        with pikepdf.open(BytesIO(pdf)) as document:
            if BIJLAGE not in document.attachments:
                return None
            stroom = document.attachments[BIJLAGE].get_file().obj
            if str(stroom.get("/Filter", "/FlateDecode")) != "/FlateDecode":
                return None  # ours has one filter or none; a chain of them can hide any size
            gelezen = json.loads(stroom.read_bytes())
    except (pikepdf.PdfError, ValueError, RecursionError):
        return None
    return gelezen if isinstance(gelezen, dict) and gelezen.get("soort") == "thuisstand-ibt-brief" else None


def _beoordeling_van(berekening: Mapping[str, Any]) -> Beoordeling | None:
    """The beoordeling the file says it rests on, if that one has a letter or could have one."""
    nummer = berekening.get("beoordeling")
    if not isinstance(nummer, int) or isinstance(nummer, bool) or not 0 < nummer < 2**63:
        return None
    gevonden: Beoordeling | None = Beoordeling.objects.filter(pk=nummer).select_related("gemeente", "ronde").first()
    if gevonden is None or gevonden.gemeente.code != berekening.get("gemeente"):
        return None
    return gevonden if gevonden.ronde.halfjaar.code == berekening.get("halfjaar") else None


def _cijfers(berekening: Mapping[str, Any]) -> Mapping[str, Any]:
    cijfers = berekening.get("cijfers")
    return cijfers if isinstance(cijfers, dict) else {}


def _reken(kop: str, grond: _Grond, cijfers: Mapping[str, Any], *, gewijzigd: bool) -> Controle:
    nagerekend = reken_na(grond.rijen, grond.gemeente, grond.halfjaar)
    # What the supervisor accepted stands beside the figures, and does not follow from the rows.
    if set(cijfers) - {AANVAARD} != set(nagerekend):
        return Controle(Uitkomst.WIJKT_AF, (kop, "De berekening in het bestand is niet volledig."))
    try:
        anders = verschillen(cijfers, nagerekend)
    except (TypeError, ValueError, AttributeError):
        return Controle(Uitkomst.WIJKT_AF, (kop, "De berekening in het bestand is niet te lezen."))
    regels = tuple(Nagerekend(*regel) for regel in naast_elkaar(cijfers, nagerekend))
    zinnen = tuple(f"{label}: in de brief {links}, nagerekend {rechts}." for label, links, rechts in anders)
    if zinnen:
        return Controle(Uitkomst.WIJKT_AF, (kop, *zinnen), regels)
    klopt = "Alle cijfers volgen uit de regels waarop de brief rust."
    if gewijzigd:
        return Controle(Uitkomst.WIJKT_AF, (kop, f"De cijfers in de bijlage kloppen nog. {klopt}"), regels)
    return Controle(Uitkomst.KLOPT, (kop, klopt), regels)
