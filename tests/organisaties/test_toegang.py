"""Who may do what with people, organisations and addresses."""

from typing import Any

import pytest

from organisaties.toegang import (
    Besluit,
    GeenToegang,
    eis,
    mag_adres_vastleggen,
    mag_gebruikers_beheren,
    mag_naam_wijzigen,
    mag_organisaties_beheren,
)

MENSEN = {
    "gemeente": "huisvesting@dewolden.example",
    "regio": "regio@westerkwartier.example",
    "corporatie": "verhuur@woonconcept.example",
    "huurders": "bestuur@deveste.example",
    "provincie": "toezicht@drenthe.example",
    "cijferlezer": "griffie@raad.example",
    "beheer": "beheer@thuisstand.example",
}


def test_eis_weigert_met_reden() -> None:
    eis(Besluit(True))
    with pytest.raises(GeenToegang, match="Vraag het aan Piet"):
        eis(Besluit(False, "Vraag het aan Piet."))


@pytest.mark.parametrize("vraag", [mag_gebruikers_beheren, mag_organisaties_beheren])
def test_beheer_alleen_door_beheerder(wereld: Any, vraag: Any) -> None:
    wie = {rol for rol, email in MENSEN.items() if vraag(wereld.lid(email))}
    assert wie == {"beheer"}
    assert vraag(None), "een opdracht van functioneel beheer"


def test_adres_alleen_door_eigen_provincie(wereld: Any) -> None:
    de_wolden = wereld.gemeenten["GM1690"]
    wie = {email for email, lid in wereld.leden.items() if mag_adres_vastleggen(lid, de_wolden)}
    assert wie == {"toezicht@drenthe.example"}
    assert mag_adres_vastleggen(None, de_wolden)


def test_naam_alleen_van_jezelf(wereld: Any) -> None:
    lid = wereld.lid(MENSEN["gemeente"])
    assert mag_naam_wijzigen(lid, lid.gebruiker_id)
    assert not mag_naam_wijzigen(lid, wereld.lid(MENSEN["beheer"]).gebruiker_id)
