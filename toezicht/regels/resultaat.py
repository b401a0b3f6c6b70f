"""The block of results in the letter: its lines, and whether the sums in it close. Unit: personen.

The labels and the order are those of the letter of GS of Drenthe to De Wolden of 19 November 2024.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from taakstelling.regels.grootboek import Bron, Officieel, Stand
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.oordeel import getal, oordeelzin, resultaatregel_huidig, resultaatregel_volgend

# The letter's wording may not depend on the language a user has set.
MAANDEN = "januari februari maart april mei juni juli augustus september oktober november december".split()  # noqa: SIM905

Cijfers = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Regel:
    """One line of the result block; `waarde` None is a hole."""

    label: str
    waarde: str | None


def datum(dag: date) -> str:
    """Print a day as the letter does: "1 juli 2024"."""
    return f"{dag.day} {MAANDEN[dag.month - 1]} {dag.year}"


def in_brief(halfjaar: Halfjaar) -> str:
    """Print a half-year as running text of a letter does, after "de": "eerste helft van 2024"."""
    return f"{'eerste' if halfjaar.helft == 1 else 'tweede'} helft van {halfjaar.jaar}"


def stand_tekst(stand: int | None) -> str | None:
    """Print a stand, always with its sign: "−13", "+8", "0"."""
    if stand is None:
        return None
    return f"+{getal(stand)}" if stand > 0 else getal(stand)


def bevries(stand: Stand, volgende: Stand | None) -> dict[str, Any]:
    """Every term of the ledger line and of the opgave that follows it, as the beoordeling keeps it.

    `volgende` is None for a gemeente that no longer exists on the peildatum: then nothing follows.
    """
    return {
        "gemeente": stand.gemeente,
        "halfjaar": stand.halfjaar.code,
        "stand_begin": stand.stand_begin,
        "gepubliceerd": stand.gepubliceerd,
        "herverdeling": stand.herverdeling,
        "vrijstelling": stand.vrijstelling,
        "taakstelling": stand.taakstelling,
        "correctie": stand.correctie,
        "herindeling": stand.herindeling,
        "nagekomen": stand.nagekomen,
        "mutaties": stand.mutaties,
        "opgave": stand.opgave,
        "realisatie": stand.realisatie,
        "realisatie_bron": stand.bron.value,
        "cijfers_per": stand.cijfers_per.isoformat() if stand.cijfers_per else None,
        "officieel": stand.officieel.aantal if stand.officieel else None,
        "officieel_per": stand.officieel.cijfers_per.isoformat() if stand.officieel else None,
        "eigen": stand.eigen,
        "stand_eind": stand.stand_eind,
        "oordeelzin": oordeelzin(
            stand.halfjaar, stand.taakstelling, stand.opgave, stand.stand_begin, stand.realisatie, stand.stand_eind
        ),
        "heeft_vervolg": volgende is not None,
        "volgende_stand_begin": volgende.stand_begin if volgende else None,
        "volgende_taakstelling": volgende.taakstelling if volgende else None,
        "volgende_mutaties": volgende.mutaties if volgende else None,
        "volgende_opgave": volgende.opgave if volgende else None,
    }


def stand_uit(cijfers: Cijfers) -> Stand:
    """The ledger line again, for whoever draws it."""
    halfjaar = Halfjaar.van_code(cijfers["halfjaar"])
    officieel = None
    if cijfers["officieel"] is not None:
        officieel = Officieel(date.fromisoformat(cijfers["officieel_per"]), cijfers["officieel"])
    return Stand(
        gemeente=cijfers["gemeente"],
        halfjaar=halfjaar,
        stand_begin=cijfers["stand_begin"],
        gepubliceerd=cijfers["gepubliceerd"],
        realisatie=cijfers["realisatie"],
        bron=Bron(cijfers["realisatie_bron"]),
        cijfers_per=date.fromisoformat(cijfers["cijfers_per"]) if cijfers["cijfers_per"] else None,
        officieel=officieel,
        eigen=cijfers["eigen"],
        herverdeling=cijfers["herverdeling"],
        vrijstelling=cijfers["vrijstelling"],
        correctie=cijfers["correctie"],
        herindeling=cijfers["herindeling"],
        nagekomen=cijfers["nagekomen"],
    )


def regels(cijfers: Cijfers) -> list[Regel]:
    """The lines of the block, in the order of the letter; the verdict sentence comes after them."""
    halfjaar = Halfjaar.van_code(cijfers["halfjaar"])
    blok = [
        Regel(f"Stand op {datum(halfjaar.begin)}", stand_tekst(cijfers["stand_begin"])),
        Regel(f"Taakstelling {halfjaar.kort}", _som(resultaatregel_huidig, cijfers, "")),
        Regel(f"Realisatie {halfjaar.kort}", _getal(cijfers["realisatie"])),
        Regel(f"Stand op {datum(halfjaar.eind)}", stand_tekst(cijfers["stand_eind"])),
    ]
    if cijfers["heeft_vervolg"]:
        blok.append(Regel(f"Taakstelling {halfjaar.volgende.kort}", _som(resultaatregel_volgend, cijfers, "volgende_")))
    return blok


def bronregel(cijfers: Cijfers, bekend_op: date) -> str | None:
    """Say whose count the realisatie is and as of when; None when there is none."""
    if cijfers["realisatie_bron"] == "officieel":
        per = datum(date.fromisoformat(cijfers["cijfers_per"]))
        return f"De realisatie is het cijfer van het COA per {per}. Alle aantallen zijn personen."
    if cijfers["realisatie_bron"] == "eigen":
        return (
            f"De realisatie is de eigen telling van de gemeente, zoals bekend op {datum(bekend_op)}. "
            "Alle aantallen zijn personen."
        )
    return None


def sluit_niet(cijfers: Cijfers) -> list[str]:
    """Say which sums in the block do not close. Unknown terms are holes, and not reported here."""
    fout: list[str] = []

    def controleer(naam: str, uitkomst: str, *termen: tuple[str, int]) -> None:
        waarden = [cijfers[term] for term, _ in termen]
        if cijfers[uitkomst] is None or None in waarden:
            return
        som = sum(waarde * teken for waarde, (_, teken) in zip(waarden, termen, strict=True))
        if som != cijfers[uitkomst]:
            fout.append(f"{naam} klopt niet: {getal(som)} is niet gelijk aan {getal(cijfers[uitkomst])}.")

    controleer("De taakstelling", "taakstelling", ("gepubliceerd", 1), ("herverdeling", -1), ("vrijstelling", -1))
    controleer("Het totaal van de mutaties", "mutaties", ("correctie", 1), ("herindeling", 1), ("nagekomen", 1))
    controleer("De opgave", "opgave", ("taakstelling", 1), ("stand_begin", -1), ("mutaties", -1))
    controleer("De stand op de peildatum", "stand_eind", ("realisatie", 1), ("opgave", -1))
    if cijfers["heeft_vervolg"]:
        controleer("Het begin van het volgende halfjaar", "volgende_stand_begin", ("stand_eind", 1))
        controleer(
            "De opgave van het volgende halfjaar",
            "volgende_opgave",
            ("volgende_taakstelling", 1),
            ("volgende_stand_begin", -1),
            ("volgende_mutaties", -1),
        )
    return fout


def verschillen(brief: Cijfers, nagerekend: Cijfers) -> list[tuple[str, str, str]]:
    """The lines in which a letter differs from what its rows add up to: label, in the letter, recomputed."""

    uit = _anders_afgedrukt(brief, nagerekend)
    if not uit:
        # A term behind a line that comes out the same all the same.
        uit = [
            (naam, str(brief.get(naam)), str(waarde))
            for naam, waarde in nagerekend.items()
            if brief.get(naam) != waarde
        ]
    return uit


def veranderd(toen: Cijfers, nu: Cijfers) -> list[str]:
    """Say for each line the letter prints what it was and what it is now; what the letter does not show is left out."""
    return [f"{label}: was {was}, is nu {is_nu}." for label, was, is_nu in _anders_afgedrukt(toen, nu)]


def naast_elkaar(links: Cijfers, rechts: Cijfers) -> list[tuple[str, str, str]]:
    """Every printed line: label, the one, the other."""
    een, ander = _afgedrukt(links), _afgedrukt(rechts)
    return [(label, een.get(label) or "onbekend", ander.get(label) or "onbekend") for label in {**een, **ander}]


def _anders_afgedrukt(links: Cijfers, rechts: Cijfers) -> list[tuple[str, str, str]]:
    """The printed lines that differ."""
    return [regel for regel in naast_elkaar(links, rechts) if regel[1] != regel[2]]


def _afgedrukt(cijfers: Cijfers) -> dict[str, str | None]:
    """Every line of the block by its label, the verdict sentence and whose count it is."""
    bron = {"officieel": "het COA", "eigen": "eigen telling"}.get(cijfers["realisatie_bron"])
    if cijfers["cijfers_per"]:
        bron = f"{bron} per {datum(date.fromisoformat(cijfers['cijfers_per']))}"
    zin = cijfers["oordeelzin"]
    lijst = {regel.label: regel.waarde for regel in regels(cijfers)}
    return {**lijst, "Oordeel": f"“{zin.rstrip('.')}”" if zin else None, "Bron van de realisatie": bron}


def _som(druk: Any, cijfers: Cijfers, soort: str) -> str | None:
    taakstelling, stand, mutaties = (cijfers[f"{soort}{naam}"] for naam in ("taakstelling", "stand_begin", "mutaties"))
    if taakstelling is None or stand is None or mutaties is None:
        return None
    return str(druk(taakstelling, stand, mutaties))


def _getal(aantal: int | None) -> str | None:
    return None if aantal is None else getal(aantal)
