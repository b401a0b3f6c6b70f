"""One of everything that afspraken/ has, all of De Wolden: the part of `dingen` that is theirs."""

from datetime import date
from typing import Any

from afspraken.acties import leg_woning_vast, wijs_toe
from afspraken.acties.lijstvragen import teken
from afspraken.models import Lijstvraag, VrijgekomenWoning
from organisaties.models import Gemeente
from tests.afspraken.normfeiten import WOONCONCEPT, norm, verdeling, verhuur
from tests.afspraken.overeenkomsten import afspraakdingen


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
        "norm-vervangen": [signaal.pk],
        "norm-intrekken": [signaal.pk],
        "norm-afstemmen": [signaal.pk, 2024],
    }


def afspraken_dingen(wereld: Any, plaatsing: Any) -> dict[str, list[Any]]:
    """`plaatsing`: one of De Wolden, to link a home with."""
    return {**normdingen(), **woningdingen(wereld, plaatsing), **afspraakdingen(wereld)}
