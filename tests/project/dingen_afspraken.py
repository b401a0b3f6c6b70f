"""One of everything that afspraken/ has, all of De Wolden: the part of `dingen` that is theirs."""

from datetime import date
from typing import Any

from afspraken.acties import leg_woning_vast, wijs_toe
from afspraken.acties.lijstvragen import teken
from afspraken.models import Lijstvraag, VrijgekomenWoning
from organisaties.models import Gemeente
from tests.afspraken.begeleiding import VERHUURDER, begeleid, signaal
from tests.afspraken.normfeiten import WOONCONCEPT, norm, verdeling, verhuur
from tests.afspraken.overeenkomsten import afspraakdingen
from tests.taakstelling.huishoudens import koppel


def woningen_van(corporatie: Any, gemeente: Any) -> list[VrijgekomenWoning]:
    """A home that is free and one that was let."""
    vrij = {"corporatie": corporatie, "gemeente": gemeente, "kamers": 3, "huurklasse": "tot-1e-aftopping"}
    verhuurd = {"verhuurd_op": date(2024, 6, 20), "doelgroep": "statushouders"}
    return [
        leg_woning_vast(door=None, woning=VrijgekomenWoning(kenmerk=kenmerk, vrij_op=date(2024, 6, 1), **vrij, **meer))
        for kenmerk, meer in (("W-1", {}), ("W-2", verhuurd))
    ]


def woningdingen(wereld: Any, plaatsing: Any) -> dict[str, list[Any]]:
    verhuurder = wereld.lid("verhuur@woonconcept.example")
    vrij, verhuurd = woningen_van(verhuurder.corporatie, Gemeente.objects.get(code="GM1690"))
    lid = wereld.lid("huisvesting@dewolden.example")
    toewijzing = wijs_toe(door=lid, woning=verhuurd, plaatsingen=[plaatsing])[0]
    vraag = Lijstvraag.objects.create(lidmaatschap=verhuurder, maand=date(2024, 1, 1))
    return {
        **{naam: [vrij.pk] for naam in ("woning", "woning-corrigeren", "woning-intrekken")},
        "woning-stap": [vrij.pk, "verhuurd"],
        "woning-toewijzen": [verhuurd.pk],
        "toewijzing-intrekken": [toewijzing.pk],
        "woningen-per-link": [teken(vraag)],
        "invoer-soort@woningen": ["vrijgekomen-woningen"],
    }


def normdingen() -> dict[str, list[Any]]:
    signaal = norm("GM1690", 15, date(2024, 1, 1), None, soort="signaalwaarde")
    verhuur(WOONCONCEPT, "GM1690", date(2024, 3, 1), verdeling(2, 4))
    return {
        "aandeel": ["GM1690"],
        "aandeel-verdeling": ["GM1690"],
        "bezit-vastleggen": ["GM1690"],
        "norm-vervangen": [signaal.pk],
        "norm-intrekken": [signaal.pk],
        "norm-afstemmen": [signaal.pk, 2024],
    }


def begeleidingdingen(wereld: Any, regio: Any) -> dict[str, list[Any]]:
    begeleiding = begeleid(wereld, koppel(wereld, "B-1"))
    van_gemeente, van_corporatie = signaal(wereld, begeleiding), signaal(wereld, begeleiding, wie=VERHUURDER)
    met_begeleiding = "", "-wijzigen", "-punten", "-stoppen"
    return {
        **{f"begeleiding{deel}": [begeleiding.pk] for deel in met_begeleiding},
        "begeleiding-fase": [begeleiding.pk, "afsluiten"],
        "signaal-melden": [begeleiding.pk],
        "signaal-beantwoorden": [van_corporatie.pk],
        "signaal-beantwoorden@aan-corporatie": [van_gemeente.pk],
        **{naam: ["GM1690"] for naam in ("matrix", "matrix-wijzigen", "matrix-pdf")},
        **{naam: ["GM1690", 2024] for naam in ("overleg", "overleg-pdf")},
        **{naam: [regio.pk, 2024] for naam in ("overleg-regio", "overleg-regio-pdf")},
        "overleg-regio@westerkwartier": [wereld.lid("regio@westerkwartier.example").regio.pk, 2024],
    }


def afspraken_dingen(wereld: Any, plaatsing: Any, regio: Any) -> dict[str, list[Any]]:
    """`plaatsing`: one of De Wolden, to link a home with; `regio`: one that De Wolden is in."""
    return {
        **normdingen(),
        **woningdingen(wereld, plaatsing),
        **afspraakdingen(wereld),
        **begeleidingdingen(wereld, regio),
    }
