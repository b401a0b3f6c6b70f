"""Which gemeente is meant: its code, or its exact name valid on a day. For files and commands."""

import unicodedata
from datetime import date

from organisaties.models import Gemeente


class GeenGemeente(ValueError):
    """No gemeente, or more than one; the text says which there are."""


class Gemeentewijzer:
    """All gemeenten, read once: one query."""

    def __init__(self) -> None:
        self.per_code: dict[str, Gemeente] = {}
        self._per_naam: dict[str, list[Gemeente]] = {}
        self._antwoorden: dict[tuple[str, date | None, bool], Gemeente] = {}
        for gemeente in Gemeente.objects.select_related("provincie").order_by("code"):
            self.per_code[gemeente.code] = gemeente
            self._per_naam.setdefault(_vorm(gemeente.naam), []).append(gemeente)

    def vind(self, geschreven: str, op: date | None, *, of_beeindigd: bool = False) -> Gemeente:
        """The gemeente under this code, or the one that has this name on that day (None: on any day).

        `of_beeindigd`: a gemeente that ended on that very day is meant too, when no other has the name.
        """
        sleutel = (geschreven, op, of_beeindigd)
        if sleutel not in self._antwoorden:
            self._antwoorden[sleutel] = self._zoek(geschreven, op, of_beeindigd=of_beeindigd)
        return self._antwoorden[sleutel]

    def _zoek(self, geschreven: str, op: date | None, *, of_beeindigd: bool) -> Gemeente:
        code = geschreven.strip().upper()
        if code in self.per_code:
            return self.per_code[code]
        if code.startswith("GM") and code[2:].isdigit():
            raise GeenGemeente("Deze gemeentecode is niet bekend. Controleer de code, of lees eerst de gemeenten in.")
        met_naam = self._per_naam.get(_vorm(geschreven), [])
        gevonden = [g for g in met_naam if op is None or g.bestaat_op(op)]
        if not gevonden and of_beeindigd:
            gevonden = [g for g in met_naam if g.geldig_tot == op]
        if len(gevonden) == 1:
            return gevonden[0]
        codes = " of ".join(g.code for g in gevonden or met_naam)
        if gevonden:
            raise GeenGemeente(f"Er is meer dan één gemeente met deze naam. Vul de code in: {codes}.")
        if met_naam and op is not None:
            raise GeenGemeente(f"Een gemeente met deze naam bestaat niet op {op:%d-%m-%Y}. Bedoelt u {codes}?")
        anders = [
            f"{g.naam} ({g.code})"
            for naam, groep in self._per_naam.items()
            if naam.casefold() == _vorm(geschreven).casefold()
            for g in groep
        ]
        if anders:
            raise GeenGemeente(f"Schrijf de naam precies zo: {' of '.join(anders)}.")
        raise GeenGemeente("Deze gemeente is niet bekend. Vul de code in, bijvoorbeeld GM1690, of de precieze naam.")


def _vorm(naam: str) -> str:
    """The name as it is, apart from invisible differences; a typed apostrophe is any apostrophe."""
    return " ".join(unicodedata.normalize("NFC", naam).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split())
