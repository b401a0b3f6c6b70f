"""The inhabitants the formula works with: of the inwonerpeildatum, in the municipal division of the first day.

Huisvestingswet 2014 art. 30: after a herindeling the CBS figures of the samenstellende delen count, as they were on
the reference date of art. 29. So a gemeente of the first day of the half-year has its own figure, plus what it took
over from predecessors that still existed on the inwonerpeildatum.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from taakstelling.regels.grootboek import Gemeentetijd
from taakstelling.regels.halfjaar import Halfjaar

NEDERLAND = "NL"
"""The code of the country among the inwonertallen."""


@dataclass(frozen=True, slots=True)
class Inwoners:
    """Inhabitants per gemeente that exists on the first day of the half-year, and what is not certain about them."""

    per_gemeente: dict[str, int]
    """Per code; a gemeente whose figure is not known is missing here and named in `zonder_cijfer`."""
    nederland: int | None
    """The published figure of the country; None when it is not known. It is never made up from the gemeenten."""
    onvolledig: tuple[str, ...]
    """Codes of split predecessors whose parts are not all known: the whole went to the first successor."""
    zonder_cijfer: tuple[str, ...]
    """Codes of gemeenten and predecessors without any figure, unless the sum of the rest proves nothing is missing."""


def inwoners_per_gemeente(
    halfjaar: Halfjaar,
    gemeenten: Iterable[Gemeentetijd],
    cijfers: Mapping[str, int],
    deelinwoners: Mapping[tuple[str, str], int],
) -> Inwoners:
    """Give the inhabitants of `halfjaar.inwonerpeildatum` in the municipal division of `halfjaar.begin`.

    `cijfers` (per code, NL for the country) and `deelinwoners` (per predecessor and successor) are those of that
    peildatum only.

    - The figure of a gemeente that came into being after the peildatum is already the sum of its parts.
    - Every other figure grows by the parts of the predecessors that ended after the peildatum and on or before the
      first day, through chains of them.
    - A predecessor with one successor gives all it has; one with several gives the deelinwoners. When a part is not
      known, all of it goes to the first successor, and that is then `onvolledig`.
    """
    return _Optelling(halfjaar, list(gemeenten), cijfers, deelinwoners).uitkomst()


@dataclass(slots=True)
class _Optelling:
    halfjaar: Halfjaar
    gemeenten: list[Gemeentetijd]
    cijfers: Mapping[str, int]
    deelinwoners: Mapping[tuple[str, str], int]
    voorgangers: dict[str, list[Gemeentetijd]] = field(default_factory=dict)
    totalen: dict[str, int | None] = field(default_factory=dict)
    delen: dict[str, dict[str, int]] = field(default_factory=dict)
    onvolledig: set[str] = field(default_factory=set)
    zonder_cijfer: set[str] = field(default_factory=set)

    def uitkomst(self) -> Inwoners:
        bekend = {gemeente.code for gemeente in self.gemeenten}
        for gemeente in self.gemeenten:
            if gemeente.geldig_tot is None or not self._peildatum < gemeente.geldig_tot <= self.halfjaar.begin:
                continue
            opvolgers = [code for code in gemeente.opvolgers if code in bekend]
            if not opvolgers:
                # Its inhabitants live somewhere, but nobody knows where: they are missing from the sum.
                self.onvolledig.add(gemeente.code)
            for code in opvolgers:
                self.voorgangers.setdefault(code, []).append(gemeente)
        per_gemeente = {
            gemeente.code: aantal
            for gemeente in self.gemeenten
            if gemeente.bestaat_op(self.halfjaar.begin) and (aantal := self._totaal(gemeente)) is not None
        }
        nederland = self.cijfers.get(NEDERLAND)
        if nederland is not None and sum(per_gemeente.values()) == nederland:
            # CBS sometimes gives a year's figures in next year's division: the parts are then in the successor's
            # figure already, and a predecessor without one of its own is no gap.
            self.zonder_cijfer.clear()
        return Inwoners(per_gemeente, nederland, tuple(sorted(self.onvolledig)), tuple(sorted(self.zonder_cijfer)))

    @property
    def _peildatum(self) -> dt.date:
        return self.halfjaar.inwonerpeildatum

    def _totaal(self, gemeente: Gemeentetijd) -> int | None:
        if gemeente.code not in self.totalen:
            self.totalen[gemeente.code] = self._tel(gemeente)
        return self.totalen[gemeente.code]

    def _tel(self, gemeente: Gemeentetijd) -> int | None:
        eigen = self.cijfers.get(gemeente.code)
        ontstond_later = gemeente.geldig_van is not None and gemeente.geldig_van > self._peildatum
        if ontstond_later and eigen is not None:
            return eigen
        voorgangers = [
            voorganger
            for voorganger in self.voorgangers.get(gemeente.code, ())
            # Going back in time only, so that rows that name each other as successor do not run in a circle.
            if gemeente.geldig_tot is None or (voorganger.geldig_tot or dt.date.max) < gemeente.geldig_tot
        ]
        if eigen is None and not ontstond_later:
            self.zonder_cijfer.add(gemeente.code)
            return None
        som = (eigen or 0) + sum(self._deel(voorganger, gemeente.code) for voorganger in voorgangers)
        if eigen is None and som == 0:
            # Nothing known of any part. Nobody lives in a gemeente of nil, so nil can only mean unknown.
            self.zonder_cijfer.add(gemeente.code)
            return None
        return som

    def _deel(self, voorganger: Gemeentetijd, naar: str) -> int:
        if voorganger.code not in self.delen:
            self.delen[voorganger.code] = self._verdeel(voorganger)
        return self.delen[voorganger.code].get(naar, 0)

    def _verdeel(self, voorganger: Gemeentetijd) -> dict[str, int]:
        opvolgers = [code for code in voorganger.opvolgers if voorganger in self.voorgangers.get(code, ())]
        if len(opvolgers) == 1:
            return {opvolgers[0]: self._totaal(voorganger) or 0}
        delen = {
            code: self.deelinwoners[voorganger.code, code]
            for code in opvolgers
            if (voorganger.code, code) in self.deelinwoners
        }
        if len(delen) == len(opvolgers):
            return delen
        # As the ledger does with the stand: without the whole verdeelsleutel all goes to the first.
        self.onvolledig.add(voorganger.code)
        return {opvolgers[0]: self._totaal(voorganger) or 0} if opvolgers else {}
