"""What a besluit about a gemeente rests on: the proposal, why one departs from it, a realisatie that may still move.

The system proposes and a person decides. Whoever decides otherwise says why, and whoever lets a letter rest on a count
that COA has not confirmed says so.
"""

from datetime import date

from taakstelling.regels.grootboek import Bron
from taakstelling.regels.halfjaar import Halfjaar
from toezicht.regels.resultaat import Cijfers, datum, stand_tekst

VOLDOET = "voldoet"
VOLDOET_NIET = "voldoet niet"

AANVAARD = "realisatie_aanvaard"
"""Kept with the frozen figures of a beoordeling, and only there: the supervisor accepts a provisional realisatie."""


def stel_voor(stand_eind: int | None) -> str | None:
    """The oordeel that follows from the stand on the peildatum (personen); None while it is unknown."""
    if stand_eind is None:
        return None
    return VOLDOET if stand_eind >= 0 else VOLDOET_NIET


def vraag_om_motivering(oordeel: str, stand_eind: int | None) -> str | None:
    """Ask why the oordeel departs from the proposal; None when it does not, or when there is no proposal."""
    voorstel = stel_voor(stand_eind)
    if voorstel is None or oordeel == voorstel:
        return None
    return f"Het voorstel is “{voorstel}” (stand {stand_tekst(stand_eind)}). Schrijf bij Motivering waarom u afwijkt."


def voorlopige_realisatie(cijfers: Cijfers) -> str | None:
    """Say that the realisatie is not an official figure of on or after the peildatum; None when it is, or is unknown.

    An official figure of before the peildatum is not final either: COA goes on counting up to that day.
    """
    peildatum = Halfjaar.van_code(cijfers["halfjaar"]).peildatum
    if cijfers["realisatie_bron"] == Bron.EIGEN:
        zonder = f"er is geen cijfer van het COA van op of na {datum(peildatum)}"
        return f"De realisatie is de eigen telling van de gemeente: {zonder}."
    if cijfers["realisatie_bron"] == Bron.OFFICIEEL:
        per = date.fromisoformat(cijfers["cijfers_per"])
        if per < peildatum:
            return f"De realisatie is het cijfer van het COA per {datum(per)}, van vóór de peildatum."
    return None
