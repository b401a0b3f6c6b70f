"""A beoordeling on a trede, and a filled dossier, for the tests of the dossier."""

from datetime import date
from typing import Any

from django.utils import timezone

from tests.toezicht.conftest import Dossier
from toezicht import acties
from toezicht.cijfers import cijfers_voor
from toezicht.models import Beoordeling, Brief, Dossierstuk, Toezichtkader
from toezicht.regels.besluit import oordeel_bij
from toezicht.regels.dossier import Stuksoort

S = Stuksoort


def kader_van(dossier: Dossier) -> Toezichtkader:
    """The kader of Drenthe: treden 1 to 3 informal, 4 voornemen, 5 besluit, 6 uitvoering; trede 2 has four weken."""
    acties.laad_pakketten(door=None, provincies=[dossier.ronde.provincie])
    return Toezichtkader.objects.get(provincie=dossier.ronde.provincie, versie=1)


def op_trede(dossier: Dossier, trede: int, code: str = "GM1690", **anders: Any) -> Beoordeling:
    """A beoordeling that puts the gemeente on this trede."""
    gemeente = dossier.gemeente(code)
    cijfers, rijen, bekend_op = cijfers_voor(dossier.ronde, gemeente)
    gegevens = {
        "oordeel": oordeel_bij(cijfers["stand_eind"]) or "voldoet niet",
        "vastgelegd_op": timezone.now(),
    } | anders
    beoordeling: Beoordeling = Beoordeling.objects.create(
        ronde=dossier.ronde,
        gemeente=gemeente,
        trede=trede,
        kader=kader_van(dossier),
        cijfers=cijfers,
        rijen=rijen,
        bekend_op=bekend_op,
        **gegevens,
    )
    return beoordeling


def brief_op_trede(
    dossier: Dossier, trede: int, code: str = "GM1690", *, verzend: bool = False, **anders: Any
) -> Brief:
    beoordeling = op_trede(dossier, trede, code, **anders)
    door = dossier.toezichthouder
    # Each letter its own: one kenmerk on two letters is refused.
    kenmerk = "47/4.1/2024001652" if code == "GM1690" else f"47/4.1/{code}"
    brief = acties.maak_brief(door=door, beoordeling=beoordeling, datum=date(2024, 11, 19), kenmerk=kenmerk)
    if not verzend:
        return brief
    return acties.verzend_brief(door=door, brief=acties.stel_brief_vast(door=door, brief=brief))


def leg(dossier: Dossier, soort: Stuksoort, datum: date, code: str = "GM1690", **anders: Any) -> Dossierstuk:
    return acties.leg_stuk_vast(
        door=dossier.toezichthouder, gemeente=dossier.gemeente(code), soort=soort, datum=datum, **anders
    )


def de_wolden(dossier: Dossier) -> dict[str, Any]:
    """As the letter of 19 November 2024 has it: excused until 1 January 2025, gesprekken again from January 2025.

    What was said in the gesprekken, the plan and the toezegging is invented.
    """
    brief = brief_op_trede(
        dossier,
        1,
        verzend=True,
        oordeel="voldoet niet, doch verschoonbaar",
        verschoond_tot=date(2025, 1, 1),
        motivering="Eenmalig.",
    )
    gesprek = leg(dossier, S.GESPREK_AMBTELIJK, date(2025, 1, 14), omschrijving="Stand en plannen besproken.")
    bestuurlijk = leg(dossier, S.GESPREK_BESTUURLIJK, date(2025, 1, 28))
    plan = leg(dossier, S.PLAN_GEVRAAGD, date(2025, 1, 28), uiterlijk=date(2025, 3, 1))
    toezegging = leg(
        dossier,
        S.TOEZEGGING,
        date(2025, 1, 28),
        uiterlijk=date(2025, 4, 26),
        omschrijving="Zes woningen extra met de corporatie.",
    )
    notitie = leg(dossier, S.NOTITIE, date(2025, 1, 29), omschrijving="Wethouder wisselt in maart.")
    antwoord = leg(dossier, S.ANTWOORD, date(2024, 12, 10), brief=brief, omschrijving="De gemeente herkent de cijfers.")
    return {
        "brief": brief,
        "gesprek": gesprek,
        "bestuurlijk": bestuurlijk,
        "plan": plan,
        "toezegging": toezegging,
        "notitie": notitie,
        "antwoord": antwoord,
    }
