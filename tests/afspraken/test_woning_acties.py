"""The acts on homes: what they record, refuse, and leave behind."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from afspraken.acties import leg_woning_vast, trek_woning_in, zet_stap
from afspraken.acties.woningen import kopie
from afspraken.models import VrijgekomenWoning
from afspraken.regels.woningen import Stap, mag_naar
from organisaties.models import Logregel
from organisaties.toegang import GeenToegang
from organisaties.vastleggen import AlGewijzigd
from tests.afspraken.woningen import DE_WOLDEN, LEYSTROMEN, WOONCONCEPT, leg, woning

pytestmark = pytest.mark.django_db
JULI = date(2024, 7, 12)

STANDEN: dict[Stap, dict[str, Any]] = {
    Stap.VRIJ: {},
    Stap.GERESERVEERD: {"gereserveerd_op": date(2024, 6, 10)},
    Stap.VERHUURD: {"verhuurd_op": date(2024, 6, 20), "doelgroep": "regulier"},
    Stap.ONTTROKKEN: {"onttrokken_op": date(2024, 6, 20)},
}


def geldig() -> list[VrijgekomenWoning]:
    return list(VrijgekomenWoning.objects.bekend())


def test_vastleggen_schrijft_een_regel_in_het_logboek_zonder_kenmerk(
    wereld: Any, nieuwe_regels: Callable[[], Any]
) -> None:
    gemaakt = leg_woning_vast(door=wereld.lid(WOONCONCEPT), woning=woning("W-9"))
    assert geldig() == [gemaakt]
    assert gemaakt.vastgelegd_door == wereld.gebruikers[WOONCONCEPT]
    regel = nieuwe_regels().get()
    assert (regel.handeling, regel.object_id, regel.gemeente.code) == (
        "vrijgekomen woning vastgelegd",
        gemaakt.pk,
        "GM1708",
    )
    assert regel.gegevens == {}


@pytest.mark.parametrize("wie", [LEYSTROMEN, DE_WOLDEN, "toezicht@drenthe.example", "beheer@thuisstand.example"])
def test_een_ander_legt_haar_woning_niet_vast(wereld: Any, wie: str) -> None:
    with pytest.raises(GeenToegang):
        leg_woning_vast(door=wereld.lid(wie), woning=woning())
    assert geldig() == []


@pytest.mark.parametrize("wie", [LEYSTROMEN, DE_WOLDEN])
def test_een_ander_zet_geen_stap_en_trekt_niet_in(wereld: Any, wie: str) -> None:
    eigen = leg()
    with pytest.raises(GeenToegang):
        zet_stap(door=wereld.lid(wie), woning=eigen, naar=Stap.GERESERVEERD, op=JULI)
    with pytest.raises(GeenToegang):
        trek_woning_in(door=wereld.lid(wie), woning=eigen, reden="x")
    assert geldig() == [eigen]


def test_hetzelfde_kenmerk_nog_eens_wordt_geweigerd_en_vervangt_niets(wereld: Any) -> None:
    eerste = leg("W-1")
    with pytest.raises(ValidationError) as gevangen:
        leg_woning_vast(door=wereld.lid(WOONCONCEPT), woning=woning("W-1", kamers=5))
    assert list(gevangen.value.message_dict) == ["kenmerk"]
    assert geldig() == [eerste]


def test_hetzelfde_kenmerk_bij_een_andere_corporatie_mag(wereld: Any) -> None:
    assert len({leg("W-1").pk, leg("W-1", van="Leystromen", code="GM1723").pk}) == 2


@pytest.mark.parametrize(("van", "naar"), list(product(Stap, Stap)))
def test_elke_stap_van_elke_stand(wereld: Any, van: Stap, naar: Stap) -> None:
    oud = leg(**STANDEN[van])
    door = wereld.lid(WOONCONCEPT)
    if not mag_naar(van, naar):
        with pytest.raises(ValidationError):
            zet_stap(door=door, woning=oud, naar=naar, op=JULI, doelgroep="urgent")
        assert geldig() == [oud]
        return
    nieuw = zet_stap(door=door, woning=oud, naar=naar, op=JULI, doelgroep="urgent")
    assert geldig() == [nieuw]
    assert (nieuw.stap, nieuw.vervangt_id, nieuw.kenmerk, nieuw.wijk) == (naar, oud.pk, "W-1", "Tuk")


def test_verhuren_vraagt_een_dag_en_een_doelgroep(wereld: Any) -> None:
    vrij, door = leg(), wereld.lid(WOONCONCEPT)
    for opties, veld in (({"doelgroep": "regulier"}, "op"), ({"op": JULI}, "doelgroep")):
        with pytest.raises(ValidationError) as gevangen:
            zet_stap(door=door, woning=vrij, naar=Stap.VERHUURD, **opties)
        assert list(gevangen.value.message_dict) == [veld]
    assert geldig() == [vrij]


@pytest.mark.parametrize("dag", [date(2024, 6, 2), date(1999, 1, 1)])
def test_verhuren_voor_de_woning_vrij_is_komt_bij_de_dag_te_staan(wereld: Any, dag: date) -> None:
    vrij = leg()
    with pytest.raises(ValidationError) as gevangen:
        zet_stap(door=wereld.lid(WOONCONCEPT), woning=vrij, naar=Stap.VERHUURD, op=dag, doelgroep="regulier")
    assert list(gevangen.value.message_dict) == ["op"]


def test_een_jaartal_ver_vooruit_is_een_tikfout(wereld: Any) -> None:
    with pytest.raises(ValidationError) as gevangen:
        leg(vrij_op=timezone.localdate() + timedelta(days=367))
    assert list(gevangen.value.message_dict) == ["vrij_op"]


def test_een_vervallen_reservering_vergeet_voor_wie_zij_was(wereld: Any) -> None:
    oud = leg(gereserveerd_op=date(2024, 6, 10), doelgroep="statushouders")
    nieuw = zet_stap(door=None, woning=oud, naar=Stap.VRIJ)
    assert (nieuw.gereserveerd_op, nieuw.doelgroep) == (None, "")


def test_wie_op_een_oude_regel_verder_werkt_hoort_dat(wereld: Any) -> None:
    oud, door = leg(), wereld.lid(WOONCONCEPT)
    zet_stap(door=door, woning=oud, naar=Stap.GERESERVEERD, op=JULI)
    with pytest.raises(AlGewijzigd):
        zet_stap(door=door, woning=oud, naar=Stap.VERHUURD, op=JULI, doelgroep="regulier")
    with pytest.raises(AlGewijzigd):
        trek_woning_in(door=door, woning=oud, reden="dubbel")
    assert [w.stap for w in geldig()] == [Stap.GERESERVEERD]


def test_verbeteren_laat_de_oude_regel_staan_met_de_reden(wereld: Any) -> None:
    oud = leg()
    nieuw = leg_woning_vast(
        door=wereld.lid(WOONCONCEPT), woning=kopie(oud, kamers=4), vervangt=oud, reden="verkeerd geteld"
    )
    oud.refresh_from_db()
    assert geldig() == [nieuw]
    assert (oud.kamers, oud.reden_intrekking, nieuw.kamers) == (3, "verkeerd geteld", 4)


def test_intrekken_laat_de_regel_staan(wereld: Any) -> None:
    eigen = leg()
    trek_woning_in(door=wereld.lid(WOONCONCEPT), woning=eigen, reden="dubbel ingevoerd")
    assert geldig() == []
    assert VrijgekomenWoning.objects.get().reden_intrekking == "dubbel ingevoerd"
    assert Logregel.objects.latest("pk").handeling == "vrijgekomen woning ingetrokken"


def test_de_database_zegt_dezelfde_stap_als_de_regel(wereld: Any) -> None:
    for nummer, velden in enumerate(STANDEN.values()):
        leg(f"W-{nummer}", **velden)
    assert {(w.stap_nu, w.stap_sinds) for w in VrijgekomenWoning.objects.met_stap()} == {
        (w.stap.value, w.sinds) for w in VrijgekomenWoning.objects.all()
    }
    assert {w.stap for w in VrijgekomenWoning.objects.open()} == {Stap.VRIJ, Stap.GERESERVEERD}
