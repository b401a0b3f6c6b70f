"""Which gemeenten share one past: those that went over into another wholly. Of a split one the past is divided."""

from collections.abc import Mapping

from taakstelling.regels.grootboek import Gemeentetijd


def met_opgegane(code: str, tijden: Mapping[str, Gemeentetijd]) -> set[str]:
    """This gemeente and all that went over into it wholly, however far back."""
    samen = {code}
    while erbij := {
        t.code for t in tijden.values() if t.code not in samen and len(t.opvolgers) == 1 and t.opvolgers[0] in samen
    }:
        samen |= erbij
    return samen
