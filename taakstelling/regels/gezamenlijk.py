"""The joint figure of gemeenten that carry their taakstelling together, beside the formal ones. Unit: personen.

The toezicht stays per gemeente (Huisvestingswet art. 28): the joint line is a sum for the gemeenten themselves, in
which one's voorsprong covers another's achterstand. Nobody may read it as what the provincie sees.
"""

from collections.abc import Callable, Sequence

from taakstelling.regels.grootboek import Bron, Stand
from taakstelling.regels.halfjaar import Halfjaar


def tel_samen(naam: str, halfjaar: Halfjaar, standen: Sequence[Stand]) -> Stand:
    """One line that adds up every term of these; a term that is unknown of one gemeente is unknown of all.

    Only when every figure is COA's own is the sum official, as of the day the oldest was read.
    """

    def som(term: Callable[[Stand], int | None]) -> int | None:
        termen = [term(stand) for stand in standen]
        return None if None in termen or not termen else sum(t for t in termen if t is not None)

    def tel(term: Callable[[Stand], int]) -> int:
        return sum(term(stand) for stand in standen)

    realisatie = som(lambda s: s.realisatie)
    officieel = bool(standen) and all(s.bron is Bron.OFFICIEEL for s in standen)
    bron = Bron.GEEN if realisatie is None else Bron.OFFICIEEL if officieel else Bron.EIGEN
    return Stand(
        gemeente=naam,
        halfjaar=halfjaar,
        stand_begin=som(lambda s: s.stand_begin),
        gepubliceerd=som(lambda s: s.gepubliceerd),
        realisatie=realisatie,
        bron=bron,
        cijfers_per=min((s.cijfers_per for s in standen if s.cijfers_per), default=None) if officieel else None,
        officieel=None,
        eigen=som(lambda s: s.eigen),
        herverdeling=tel(lambda s: s.herverdeling),
        vrijstelling=tel(lambda s: s.vrijstelling),
        correctie=tel(lambda s: s.correctie),
        herindeling=som(lambda s: s.herindeling),
        nagekomen=som(lambda s: s.nagekomen),
    )
