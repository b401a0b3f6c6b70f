"""The acts on plaatsingen: what they record, refuse, and leave behind."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from organisaties.models import Gemeente, Logregel
from organisaties.toegang import GeenToegang
from organisaties.vastleggen import AlGewijzigd
from taakstelling.acties.plaatsingen import (
    gegevens_van,
    leg_plaatsing_vast,
    leg_plaatsingen_vast,
    trek_plaatsing_in,
)
from taakstelling.models import Huishouden, Plaatsing
from taakstelling.regels.plaatsing import Plaatsingsgegevens

pytestmark = pytest.mark.django_db
JUNI = date(2024, 6, 12)


def gemeente(code: str) -> Gemeente:
    gevonden: Gemeente = Gemeente.objects.get(code=code)
    return gevonden


def leg(wereld: Any, *, wie: str = "huisvesting@dewolden.example", voor: str = "GM1690", **velden: Any) -> Plaatsing:
    opties = {"waar": voor, "vervangt": None, "reden": "", **velden}
    waar, vervangt, reden = (opties.pop(naam) for naam in ("waar", "vervangt", "reden"))
    return leg_plaatsing_vast(
        door=wereld.lid(wie),
        koppelgemeente=gemeente(voor),
        huisvestingsgemeente=gemeente(waar),
        gegevens=Plaatsingsgegevens(**{"volwassenen": 2, "kinderen": 1, "afgemeld_op": JUNI, **opties}),
        vervangt=vervangt,
        reden=reden,
    )


def fouten(wereld: Any, **velden: Any) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as gevangen:
        leg(wereld, **velden)
    assert Plaatsing.objects.count() == 0
    return dict(gevangen.value.message_dict)


def test_vastleggen_rekent_teldatum_halfjaar_en_personen_uit(wereld: Any) -> None:
    plaatsing = leg(wereld, kenmerk="H-7", huurcontract_op=date(2024, 7, 1))
    assert (plaatsing.teldatum, str(plaatsing.halfjaar), plaatsing.meegeteld) == (JUNI, "2024-1", 3)
    assert (plaatsing.huishouden.kenmerk, plaatsing.vastgelegd_door.email) == ("H-7", "huisvesting@dewolden.example")
    regel = Logregel.objects.get(handeling="plaatsing vastgelegd")
    assert (regel.object_id, regel.gemeente.code, regel.gegevens) == (
        plaatsing.pk,
        "GM1690",
        {"personen": 3, "vervangt": None},
    )


def test_teldatum_volgt_de_volgorde_van_de_provincie(wereld: Any) -> None:
    provincie = wereld.provincies["PV22"]
    provincie.teldatum_volgorde = "huurcontract afmelding brp"
    provincie.save()
    assert leg(wereld, huurcontract_op=date(2024, 7, 1)).teldatum == date(2024, 7, 1)


def test_opgegeven_teldatum_gaat_voor(wereld: Any) -> None:
    plaatsing = leg(wereld, teldatum=date(2024, 7, 2))
    assert (plaatsing.teldatum, plaatsing.teldatum_gegeven, str(plaatsing.halfjaar)) == (
        date(2024, 7, 2),
        True,
        "2024-2",
    )


@pytest.mark.parametrize(
    ("velden", "meegeteld"),
    [
        ({}, 3),
        ({"huisvestingsvorm": "doorstroomlocatie"}, 3),
        ({"huisvestingsvorm": "logeren"}, 0),
        ({"eerder_geteld": True}, 0),
        ({"nareizigers": 2}, 5),
        ({"volwassenen": 0, "kinderen": 0, "amv": 1, "huisvestingsvorm": "amv-kso"}, 1),
    ],
)
def test_wie_meetelt_volgt_de_telregels(wereld: Any, velden: dict[str, Any], meegeteld: int) -> None:
    assert leg(wereld, **velden).meegeteld == meegeteld


def test_woning_elders_telt_voor_de_koppelgemeente(wereld: Any) -> None:
    plaatsing = leg(wereld, waar="GM1708")
    assert (plaatsing.koppelgemeente.code, plaatsing.huisvestingsgemeente.code) == ("GM1690", "GM1708")


def test_datum_in_de_toekomst_wordt_geweigerd(wereld: Any) -> None:
    morgen = timezone.localdate() + timedelta(days=1)
    assert list(fouten(wereld, afgemeld_op=morgen)) == ["afgemeld_op"]


def test_alle_fouten_komen_tegelijk(wereld: Any) -> None:
    morgen = timezone.localdate() + timedelta(days=1)
    gevonden = fouten(wereld, volwassenen=-1, kinderen=1000, afgemeld_op=date(1900, 1, 1), brp_op=morgen)
    assert sorted(gevonden) == ["afgemeld_op", "brp_op", "kinderen", "volwassenen"]


def test_nul_personen_wordt_geweigerd(wereld: Any) -> None:
    assert list(fouten(wereld, volwassenen=0, kinderen=0)) == ["volwassenen"]


def test_zonder_datum_wordt_geweigerd(wereld: Any) -> None:
    assert list(fouten(wereld, afgemeld_op=None)) == ["afgemeld_op"]


def test_opgeheven_gemeente_noemt_haar_opvolger(wereld: Any) -> None:
    gevonden = fouten(wereld, wie="huisvesting@westerkwartier.example", voor="GM0022", afgemeld_op=date(2019, 1, 1))
    assert gevonden["koppelgemeente"] == ["Leek bestaat niet meer sinds 1 januari 2019. Kies Westerkwartier."]


def test_datum_voor_de_herindeling_wordt_geweigerd(wereld: Any) -> None:
    gevonden = fouten(wereld, wie="huisvesting@westerkwartier.example", voor="GM1969", afgemeld_op=date(2018, 12, 31))
    assert gevonden["koppelgemeente"] == [
        "Westerkwartier bestaat pas sinds 1 januari 2019. Kies de gemeente van voor die dag."
    ]


def test_opvolger_legt_nog_vast_voor_de_tijd_van_haar_voorganger(wereld: Any) -> None:
    plaatsing = leg(wereld, wie="huisvesting@westerkwartier.example", voor="GM0022", afgemeld_op=date(2018, 12, 31))
    assert plaatsing.koppelgemeente.naam == "Leek"


@pytest.mark.parametrize(
    "wie",
    [
        "huisvesting@meppel.example",
        "regio@westerkwartier.example",
        "toezicht@drenthe.example",
        "verhuur@woonconcept.example",
        "bestuur@deveste.example",
        "griffie@raad.example",
        "beheer@thuisstand.example",
    ],
)
def test_een_ander_legt_niets_vast(wereld: Any, wie: str) -> None:
    with pytest.raises(GeenToegang):
        leg(wereld, wie=wie)
    assert Plaatsing.objects.count() == 0


def test_leeg_kenmerk_krijgt_het_volgende_nummer_van_de_gemeente(wereld: Any) -> None:
    jaar = timezone.localdate().year
    assert [leg(wereld).huishouden.kenmerk for _ in range(2)] == [f"{jaar}-0001", f"{jaar}-0002"]
    assert leg(wereld, wie="huisvesting@meppel.example", voor="GM0119").huishouden.kenmerk == f"{jaar}-0001"


def test_zelfde_kenmerk_en_deel_wordt_geweigerd_een_volgend_deel_niet(wereld: Any) -> None:
    leg(wereld, kenmerk="H-7")
    with pytest.raises(ValidationError) as gevangen:
        leg(wereld, kenmerk="H-7")
    assert list(gevangen.value.message_dict) == ["kenmerk"]
    nareis = leg(wereld, kenmerk="H-7", deel=2, volwassenen=0, kinderen=0, nareizigers=3)
    assert (nareis.meegeteld, Huishouden.objects.count()) == (3, 1)


def test_corrigeren_vervangt_en_bewaart_de_oude_regel(wereld: Any) -> None:
    oud = leg(wereld, kenmerk="H-7")
    nieuw = leg(wereld, volwassenen=1, vervangt=oud, reden="Een persoon te veel")
    oud.refresh_from_db()
    assert (oud.reden_intrekking, nieuw.vervangt, nieuw.meegeteld) == ("Een persoon te veel", oud, 2)
    assert nieuw.huishouden == oud.huishouden
    with pytest.raises(AlGewijzigd):
        leg(wereld, volwassenen=4, vervangt=oud, reden="Te laat")
    assert [p.pk for p in Plaatsing.objects.bekend()] == [nieuw.pk]


def test_intrekken_mag_alleen_de_koppelgemeente(wereld: Any) -> None:
    plaatsing = leg(wereld, waar="GM0119")
    with pytest.raises(GeenToegang):
        trek_plaatsing_in(door=wereld.lid("huisvesting@meppel.example"), plaatsing=plaatsing, reden="Van ons")
    trek_plaatsing_in(door=wereld.lid("huisvesting@dewolden.example"), plaatsing=plaatsing, reden="Dubbel")
    assert Plaatsing.objects.bekend().count() == 0


def test_gegevens_van_een_plaatsing_geven_dezelfde_plaatsing(wereld: Any) -> None:
    eerste = leg(wereld, kenmerk="H-7", amv=1, brp_op=JUNI, teldatum=date(2024, 6, 20), verhuurder="Woonconcept")
    gegevens = gegevens_van(eerste)
    assert gegevens == Plaatsingsgegevens(
        volwassenen=2,
        kinderen=1,
        amv=1,
        afgemeld_op=JUNI,
        brp_op=JUNI,
        teldatum=date(2024, 6, 20),
        verhuurder="Woonconcept",
        kenmerk="H-7",
    )


def test_meer_tegelijk_is_alles_of_niets(wereld: Any) -> None:
    def leg_reeks(*reeks: Plaatsingsgegevens) -> list[Plaatsing]:
        return leg_plaatsingen_vast(
            door=wereld.lid("huisvesting@dewolden.example"),
            koppelgemeente=gemeente("GM1690"),
            huisvestingsgemeente=gemeente("GM1690"),
            reeks=reeks,
        )

    goed = Plaatsingsgegevens(volwassenen=1, afgemeld_op=JUNI)
    fout = Plaatsingsgegevens(volwassenen=0, afgemeld_op=JUNI)
    with pytest.raises(ValidationError) as gevangen:
        leg_reeks(goed, fout, goed)
    assert list(gevangen.value.message_dict) == ["1-volwassenen"]
    assert (Plaatsing.objects.count(), Huishouden.objects.count()) == (0, 0)
    assert len(leg_reeks(goed, goed)) == 2
    zelfde = Plaatsingsgegevens(volwassenen=1, afgemeld_op=JUNI, kenmerk="H-1")
    with pytest.raises(ValidationError):
        leg_reeks(zelfde, zelfde)
    assert Plaatsing.objects.count() == 2
