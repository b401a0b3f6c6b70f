"""What a besluit about a gemeente rests on: the proposal, why one departs from it, a realisatie that may still move.

The system proposes and a person decides. Whoever decides otherwise says why, and whoever lets a letter rest on a count
that COA has not confirmed says so.
"""

from collections.abc import Container, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from taakstelling.regels.grootboek import Bron
from taakstelling.regels.halfjaar import Halfjaar
from toezicht.regels.kader import Kader
from toezicht.regels.ladder import Fase, geen_stap
from toezicht.regels.resultaat import Cijfers, datum, stand_tekst
from toezicht.regels.voorstel import VOLDOET, VOLDOET_NIET, Reden, Voorstel

AANVAARD = "realisatie_aanvaard"
"""Kept with the frozen figures of a beoordeling, and only there: the supervisor accepts a provisional realisatie."""

MEESTE_TEKENS = 5_000
"""Characters of a gevolg, and of a motivering."""

GROND_TEKENS = 20
"""So many characters at least say what a formal trede follows from that the system does not know of."""

EERDER = "eerder"
"""How what is open from before the first half-year that is known is called where half-years are kept by their code."""


@dataclass(frozen=True, slots=True)
class Uitspraak:
    """What is proposed or decided about a gemeente; None: nothing is said of it.

    `per_halfjaar`: the trede of each half-year that is supervised by itself, by its code.
    """

    oordeel: str | None
    trede: int | None = None
    per_halfjaar: Mapping[str, int] = field(default_factory=dict)


def sleutel_van(halfjaar: Halfjaar | None) -> str:
    return halfjaar.code if halfjaar else EERDER


def halfjaar_van(sleutel: str) -> Halfjaar | None:
    return None if sleutel == EERDER else Halfjaar.van_code(sleutel)


def vreemd_halfjaar(gevraagd: Iterable[str], mogelijk: Container[str]) -> str | None:
    """Say which code has no trede of its own; None when each of them does."""
    vreemd = [code for code in gevraagd if code not in mogelijk]
    return f"Voor “{vreemd[0]}” stelt het toezichtkader geen eigen trede voor. Laat die weg." if vreemd else None


def halfjaar_in_zin(sleutel: str) -> str:
    halfjaar = halfjaar_van(sleutel)
    return f"de {halfjaar.in_zin}" if halfjaar else "eerdere halfjaren"


def oordeel_bij(stand_eind: int | None) -> str | None:
    """The oordeel that follows from the stand on the peildatum (personen) alone; None while it is unknown."""
    if stand_eind is None:
        return None
    return VOLDOET if stand_eind >= 0 else VOLDOET_NIET


def voorgesteld(voorstel: Voorstel | None, stand_eind: int | None) -> Uitspraak:
    """The proposal of the kader as a decision would say it; without a kader only what the stand says."""
    if voorstel is None:
        return Uitspraak(oordeel_bij(stand_eind))
    return Uitspraak(
        voorstel.oordeel, voorstel.trede, {sleutel_van(deel.halfjaar): deel.trede for deel in voorstel.per_halfjaar}
    )


def afwijkingen(voorstel: Uitspraak, besluit: Uitspraak) -> list[str]:
    """What the proposal says where the decision says something else; what is left open departs from nothing."""
    uit = []
    if voorstel.oordeel is not None and besluit.oordeel != voorstel.oordeel:
        uit.append(f"“{voorstel.oordeel}”")
    if None not in (voorstel.trede, besluit.trede) and besluit.trede != voorstel.trede:
        uit.append(f"trede {voorstel.trede}")
    uit += [
        f"trede {voorstel.per_halfjaar.get(code, 0)} voor {halfjaar_in_zin(code)}"
        for code, trede in besluit.per_halfjaar.items()
        if trede != voorstel.per_halfjaar.get(code, 0)
    ]
    return uit


def vraag_om_motivering(voorstel: Uitspraak, besluit: Uitspraak, stand_eind: int | None) -> str | None:
    """Ask why the decision departs from the proposal; None when it does not, or when there is no proposal."""
    if not (anders := afwijkingen(voorstel, besluit)):
        return None
    stand = f" (stand {tekst})" if (tekst := stand_tekst(stand_eind)) else ""
    return f"Het voorstel is {' en '.join(anders)}{stand}. Schrijf bij Motivering waarom u afwijkt."


def foute_trede(kader: Kader, van: int, naar: int) -> str | None:
    """Say why no gemeente may go from this trede to that one: the ladder has no such trede, or the law no such step."""
    if not 0 <= naar <= kader.hoogste:
        return f"Kies een trede van 0 tot en met {kader.hoogste}."
    return geen_stap(kader.fase(min(van, kader.hoogste)), kader.fase(naar))


def foute_begintrede(kader: Kader, trede: int) -> str | None:
    """Say that the ladder has no such trede to begin on."""
    return None if 0 <= trede <= kader.hoogste else f"Kies een trede van 0 tot en met {kader.hoogste}."


def vraag_om_grond(kader: Kader, begintrede: int, motivering: str) -> str | None:
    """Ask what a formal trede follows from that no earlier decision here says: the next step rests on it in law."""
    formeel = kader.fase(begintrede) not in (Fase.GEEN, Fase.INFORMEEL)
    if not formeel or len(motivering.strip()) >= GROND_TEKENS:
        return None
    return (
        f"Trede {begintrede} vóór deze peildatum is formeel. Schrijf bij Motivering uit welk voornemen of besluit dat"
        f" volgt, in minstens {GROND_TEKENS} tekens."
    )


def bewaar(voorstel: Voorstel, *, begin_bekend: bool) -> dict[str, Any]:
    """The proposal as a beoordeling keeps it; `begin_bekend`: the trede before it was decided earlier or given."""
    return {
        "oordeel": voorstel.oordeel,
        "gebeurtenis": voorstel.gebeurtenis.value,
        "van": voorstel.van,
        "begin_bekend": begin_bekend,
        "trede": voorstel.trede,
        "zet": voorstel.zet.value,
        "keer": voorstel.keer,
        "redenen": [asdict(reden) for reden in voorstel.redenen],
        "per_halfjaar": [
            {
                "halfjaar": sleutel_van(deel.halfjaar),
                "open": deel.open,
                "trede": deel.trede,
                "zet": deel.zet.value,
                "redenen": [asdict(reden) for reden in deel.redenen],
            }
            for deel in voorstel.per_halfjaar
        ],
    }


def bewaarde_uitspraak(voorstel: Mapping[str, Any] | None, stand_eind: int | None) -> Uitspraak:
    """The proposal that was kept (`bewaar`) as a decision would say it; without one only what the stand says."""
    if not voorstel:
        return Uitspraak(oordeel_bij(stand_eind))
    return Uitspraak(
        voorstel["oordeel"],
        voorstel["trede"],
        {deel["halfjaar"]: deel["trede"] for deel in voorstel["per_halfjaar"]},
    )


def alle_redenen(voorstel: Voorstel) -> list[Reden]:
    """Every reason: of the stand, and of each half-year that is open."""
    return [*voorstel.redenen, *(reden for deel in voorstel.per_halfjaar for reden in deel.redenen)]


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
