"""The sentences of a letter that state the result of a half-year: the oordeelzin and the two sums of the result block.

The wording and both sums are those of the letter of GS of Drenthe to De Wolden of 19 November 2024: "Taakstelling 1e
helft 2024 niet gehaald, achterstand toegenomen.", "26 (+achterstand 10) = 36" and "24 (+13 achterstand) = 37". All
numbers are personen. A stand below nil is an achterstand, above nil a voorsprong.

The oordeelzin states two facts and judges nobody: whether a gemeente voldoet is a besluit of the provincie.
"""

from taakstelling.regels.halfjaar import Halfjaar

MINTEKEN = "\N{MINUS SIGN}"
"""The real minus sign: a hyphen can break off from its number at the end of a line."""


def oordeelzin(
    halfjaar: Halfjaar,
    taakstelling: int | None,
    opgave: int | None,
    stand_begin: int | None,
    realisatie: int | None,
    stand_eind: int | None,
) -> str | None:
    """Say whether the taakstelling was met, whether the opgave was if that differs, and what became of the stand.

    None as soon as one term is unknown: half a verdict is none.
    """
    if taakstelling is None or opgave is None or stand_begin is None or realisatie is None or stand_eind is None:
        return None
    taakstelling_gehaald = realisatie >= taakstelling
    opgave_gehaald = realisatie >= opgave
    delen = [f"Taakstelling {halfjaar.kort} {_gehaald(gehaald=taakstelling_gehaald)}"]
    if opgave_gehaald != taakstelling_gehaald:
        delen.append(f"opgave {_gehaald(gehaald=opgave_gehaald)}")
    delen.append(verloop_stand(stand_begin, stand_eind))
    return ", ".join(delen) + "."


def verloop_stand(begin: int, eind: int) -> str:
    """Say what became of the stand between two moments: "achterstand toegenomen", "stand nul"."""
    if begin == 0:
        if eind == 0:
            return "stand nul"
        return f"{_soort(eind)} ontstaan"
    soort = _soort(begin)
    op = "weggewerkt" if begin < 0 else "verbruikt"
    if eind == 0:
        return f"{soort} {op}"
    if (begin < 0) != (eind < 0):
        return f"{soort} {op}, {_soort(eind)} ontstaan"
    if begin == eind:
        return f"{soort} gelijk gebleven"
    return f"{soort} {'toegenomen' if abs(eind) > abs(begin) else 'afgenomen'}"


def resultaatregel_huidig(taakstelling: int, stand: int, mutaties: int = 0) -> str:
    """Print the opgave of the half-year the letter is about as a sum that closes: "26 (+achterstand 10) = 36".

    The stand and the mutaties are what was added to the stand, so both are subtracted here: an achterstand comes on
    top, a voorsprong goes off. A term of nil is left out, and so is the sum when both are nil.
    """
    termen = [f"({_teken(-bedrag)}{naam} {getal(abs(bedrag))})" for naam, bedrag in _termen(stand, mutaties)]
    return _som(taakstelling, termen, taakstelling - stand - mutaties)


def resultaatregel_volgend(taakstelling: int, stand: int, mutaties: int = 0) -> str:
    """Print the opgave of the next half-year likewise, in the pattern of that line: "24 (+13 achterstand) = 37"."""
    termen = [f"({_teken(-bedrag)}{getal(abs(bedrag))} {naam})" for naam, bedrag in _termen(stand, mutaties)]
    return _som(taakstelling, termen, taakstelling - stand - mutaties)


def getal(aantal: int) -> str:
    """Print a number with a real minus sign and thousands with a point: "−13", "26", "1.459"."""
    cijfers = f"{abs(aantal):,}".replace(",", ".")
    return f"{MINTEKEN}{cijfers}" if aantal < 0 else cijfers


def _som(taakstelling: int, termen: list[str], uitkomst: int) -> str:
    if not termen:
        return getal(taakstelling)
    return f"{' '.join([getal(taakstelling), *termen])} = {getal(uitkomst)}"


def _termen(stand: int, mutaties: int) -> list[tuple[str, int]]:
    # Two terms that cancel out stay visible: each has its own story, and the reader can check the sum.
    return [(naam, bedrag) for naam, bedrag in ((_soort(stand), stand), ("mutaties", mutaties)) if bedrag]


def _soort(stand: int) -> str:
    return "achterstand" if stand < 0 else "voorsprong"


def _teken(aantal: int) -> str:
    return MINTEKEN if aantal < 0 else "+"


def _gehaald(*, gehaald: bool) -> str:
    return "gehaald" if gehaald else "niet gehaald"
