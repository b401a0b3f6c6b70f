"""The list of COA or TVS as it comes: whatever columns it has, the user says once which ones count.

Of the V-nummer only keyed hashes leave this module, and of the other columns nothing at all. No message repeats what
stands in a cell or in a header.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from organisaties.invoer.bestand import Cel, Fout, Geweigerd, is_leeg, lees, normaliseer
from organisaties.invoer.waarden import OngeldigeWaarde, als_tekst, datum, geheel
from organisaties.regels.persoonsgegevens import lijkt_persoonsgegeven, persoonsgegeven_in_kenmerk
from taakstelling.acties.coalijsten import Lijstrij
from taakstelling.herkenning import kentekens

MEESTE_REGELS = 20_000
_KOPREGELS = 10
"""Above the header a list may have a title and a date; it is looked for in so many rows."""
_MEESTE_CIJFERS_IN_KOP = 4
_MEESTE_TEKENS_IN_KOP = 60
_PERSONEN = geheel(0, 99)


@dataclass(frozen=True, slots=True)
class Veld:
    """What we want to know of a row, and by what names other systems call it (as `normaliseer` writes them)."""

    naam: str
    label: str
    uitleg: str
    namen: tuple[str, ...]


VELDEN: tuple[Veld, ...] = (
    Veld(
        "v_nummer",
        "V-nummer",
        "Wordt bij het inlezen omgezet in een code en niet bewaard.",
        ("v_nummer", "v_nr", "vnummer", "vnr", "vreemdelingnummer", "vreemdelingennummer"),
    ),
    Veld(
        "kenmerk",
        "Eigen kenmerk",
        "Het kenmerk van uw gemeente. Andere kenmerken worden niet bewaard.",
        ("kenmerk", "eigen_kenmerk", "kenmerk_gemeente", "referentie_gemeente", "uw_kenmerk"),
    ),
    Veld(
        "datum",
        "Datum uitplaatsing of afmelding",
        "De dag waarop COA iemand uitschreef.",
        (
            "afmelding",
            "datum_afmelding",
            "afgemeld_op",
            "uitplaatsing",
            "datum_uitplaatsing",
            "uitplaatsingsdatum",
            "datum_uitstroom",
            "uitstroomdatum",
            "datum_huisvesting",
            "datum",
        ),
    ),
    Veld(
        "personen",
        "Aantal personen",
        "Is elke regel één persoon, kies dan geen kolom.",
        ("personen", "aantal_personen", "aantal", "gezinsgrootte", "aantal_gezinsleden", "huishoudgrootte"),
    ),
)


@dataclass(slots=True)
class Bestand:
    """A file of which only the header is known to the user."""

    kop: list[str]
    rijen: list[tuple[int, list[Cel]]]


@dataclass(slots=True)
class Lezing:
    """The rows, or what is wrong with them; `weg` is how many columns and rows were left out."""

    regels: list[Lijstrij] = field(default_factory=list)
    fouten: list[Fout] = field(default_factory=list)
    kolommen_weg: int = 0
    regels_weg: int = 0


def open_bestand(inhoud: bytes) -> Bestand:
    """The header and the rows below it. Raises Geweigerd; its texts say nothing of what the file holds."""
    try:
        tabel = lees(inhoud, (), ())
    except Geweigerd as fout:
        raise Geweigerd(*(Fout(f.rij, None, f.reden) for f in fout.fouten)) from None
    alle: list[tuple[int, list[Cel]]] = [(0, [*tabel.kop]), *tabel.rijen]
    plaats = max(range(min(_KOPREGELS, len(alle))), key=lambda i: (_treffers(alle[i][1]), -i))
    kop = ["" if is_leeg(cel) else " ".join(str(cel).split()) for cel in alle[plaats][1]]
    if any(map(_geen_kop, kop)):
        raise Geweigerd(
            Fout(None, None, "De eerste rij noemt geen kolommen. Zet een rij met namen erboven, zoals V-nummer.")
        )
    rijen = alle[plaats + 1 :]
    if len(rijen) > MEESTE_REGELS:
        raise Geweigerd(Fout(None, None, f"De lijst heeft meer dan {MEESTE_REGELS} regels. Klopt het bestand?"))
    return Bestand(kop, rijen)


def stel_voor(kop: Sequence[str]) -> dict[str, str]:
    """Field → the column that is probably meant; each column once."""
    per_naam = {normaliseer(naam): naam for naam in reversed(kop) if naam}
    uit: dict[str, str] = {}
    for veld in VELDEN:
        gevonden = next((per_naam[naam] for naam in veld.namen if naam in per_naam), None)
        if gevonden is not None and gevonden not in uit.values():
            uit[veld.naam] = gevonden
    return uit


def lees_coalijst(bestand: Bestand, kolommen: Mapping[str, str]) -> Lezing:
    """The rows by this mapping (field → column). A row without V-nummer, kenmerk and date is no person: a total."""
    plaatsen = {veld: bestand.kop.index(kolom) for veld, kolom in kolommen.items()}
    lezing = Lezing(kolommen_weg=sum(1 for naam in bestand.kop if naam and naam not in kolommen.values()))
    labels = {veld.naam: veld.label for veld in VELDEN}
    gezien: dict[str, int] = {}
    for nummer, cellen in bestand.rijen:
        waarden: dict[str, Any] = {}
        for veld, plaats in plaatsen.items():
            cel = cellen[plaats] if plaats < len(cellen) else None
            if is_leeg(cel):
                continue
            try:
                waarden[veld] = _LEZERS[veld](cel)
            except ValueError as fout:
                lezing.fouten.append(Fout(nummer, labels[veld], str(fout)))
        if not waarden.keys() & {"v_nummer", "kenmerk", "datum"}:
            lezing.regels_weg += 1
            continue
        alle = waarden.get("v_nummer", ())
        if alle:
            eerder = gezien.setdefault(alle[0].herkenning, nummer)
            if eerder != nummer:
                lezing.fouten.append(
                    Fout(nummer, labels["v_nummer"], f"Dit V-nummer staat ook in rij {eerder}. Laat er één staan.")
                )
        lezing.regels.append(
            Lijstrij(nummer, alle, waarden.get("kenmerk", ""), waarden.get("datum"), waarden.get("personen", 1))
        )
    return lezing


def _datum(cel: Any) -> date:
    # Other systems give a moment; the day is all that counts.
    return cel.date() if isinstance(cel, datetime) else datum(cel)


def _kenmerk(cel: Any) -> str:
    kenmerk = als_tekst(cel)
    if soort := persoonsgegeven_in_kenmerk(kenmerk):
        raise OngeldigeWaarde(f"Dit lijkt een {soort}. Kies voor het kenmerk een andere kolom.")
    return kenmerk


_LEZERS: dict[str, Callable[[Any], Any]] = {
    "v_nummer": kentekens,
    "kenmerk": _kenmerk,
    "datum": _datum,
    "personen": _PERSONEN,
}


def _treffers(cellen: Sequence[Cel]) -> int:
    return len(stel_voor([str(cel) for cel in cellen if isinstance(cel, str)]))


def _geen_kop(tekst: str) -> bool:
    """A header is words: what looks like a number, a date or a person is a row that lost its header."""
    cijfers = sum(teken.isdigit() for teken in tekst)
    return (
        cijfers > _MEESTE_CIJFERS_IN_KOP
        or (cijfers > 0 and not re.search(r"[^\W\d_]", tekst))
        or len(tekst) > _MEESTE_TEKENS_IN_KOP
        or bool(lijkt_persoonsgegeven(tekst))
    )
