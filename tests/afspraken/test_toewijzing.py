"""The gemeente links placements to homes; the percentage and the corporatie do not need to know."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from afspraken.aandelen import Bereik, gemeten
from afspraken.acties import leg_woning_vast, trek_toewijzing_in, trek_woning_in, wijs_toe
from afspraken.acties.woningen import kopie
from afspraken.models import Toewijzing, VrijgekomenWoning
from afspraken.overzicht.aandelen import keuzes_in_woorden
from afspraken.overzicht.woningen import kandidaten_voor, ongekoppelde_plaatsingen, personen_in
from afspraken.regels.normen import Meting
from organisaties.toegang import GeenToegang
from taakstelling.acties.plaatsingen import gegevens_van, leg_plaatsing_vast, trek_plaatsing_in
from taakstelling.cijfers import stand_van
from taakstelling.models import Plaatsing
from tests.afspraken.normfeiten import norm
from tests.afspraken.woningen import DE_WOLDEN, LEYSTROMEN, STEENWIJKERLAND, WOONCONCEPT, leg, verhuurd
from tests.taakstelling.cijferfeiten import EEN
from tests.taakstelling.test_plaatsing_acties import leg as leg_plaatsing

pytestmark = pytest.mark.django_db

Als = Callable[[str], Client]


def plaats(wereld: Any, kenmerk: str, **velden: Any) -> Plaatsing:
    return leg_plaatsing(wereld, wie=STEENWIJKERLAND, voor="GM1708", kenmerk=kenmerk, **velden)


def ongekoppeld(wereld: Any) -> tuple[set[str], set[str]]:
    lid = wereld.lid(STEENWIJKERLAND)
    woningen = VrijgekomenWoning.objects.zichtbaar_voor(lid).bekend().ongekoppeld()
    plaatsingen = ongekoppelde_plaatsingen(lid).select_related("huishouden")
    return {w.kenmerk for w in woningen}, {str(p.huishouden) for p in plaatsingen}


def test_koppelen_haalt_beide_van_de_werklijst(wereld: Any) -> None:
    woning, plaatsing = verhuurd("W-1"), plaats(wereld, "H-1")
    verhuurd("W-2", doelgroep="regulier")
    leg("W-3")
    assert ongekoppeld(wereld) == ({"W-1"}, {"H-1"})
    wijs_toe(door=wereld.lid(STEENWIJKERLAND), woning=woning, plaatsingen=[plaatsing])
    assert ongekoppeld(wereld) == (set(), set())
    assert personen_in(woning) == 3


def test_geval_17_kamerbewoning_en_nareizigers_tellen_samen(wereld: Any) -> None:
    lid, woning = wereld.lid(STEENWIJKERLAND), verhuurd("W-1")
    eerste, ander = plaats(wereld, "H-1", huisvestingsvorm="kamerbewoning"), plaats(wereld, "H-2")
    wijs_toe(door=lid, woning=woning, plaatsingen=[eerste, ander])
    later = plaats(wereld, "H-1", volwassenen=0, kinderen=0, nareizigers=2)
    assert [p.pk for p in kandidaten_voor(woning, lid)] == [later.pk]
    wijs_toe(door=lid, woning=woning, plaatsingen=[later])
    assert (later.deel, personen_in(woning)) == (2, 3 + 3 + 2)


def test_geval_17_drie_personen_op_kamers_zijn_een_woning_in_het_aandeel(wereld: Any) -> None:
    regel = norm("GM1708", 10, date(2024, 1, 1), None)
    woning = verhuurd("W-1")
    bewoners = [plaats(wereld, f"H-{n}", huisvestingsvorm="kamerbewoning", kinderen=0, volwassenen=1) for n in range(3)]
    wijs_toe(door=wereld.lid(STEENWIJKERLAND), woning=woning, plaatsingen=bewoners)
    (deel,) = gemeten(Bereik(gemeente=regel.gemeente), date(2024, 1, 1), date(2025, 1, 1))
    assert (deel.meting, personen_in(woning), stand_van("GM1708", EEN).eigen) == (Meting(1, 1), 3, 3)


def test_geval_30_een_volgende_woning_telt_in_het_aandeel_en_niet_in_de_realisatie(wereld: Any) -> None:
    """The corporatie says for whom a home is; the gemeente knows that these people were counted before."""
    regel = norm("GM1708", 10, date(2024, 1, 1), None)
    eerst, daarna = verhuurd("W-1"), verhuurd("W-2")
    verhuurd("W-3", doelgroep="regulier")
    lid = wereld.lid(STEENWIJKERLAND)
    wijs_toe(door=lid, woning=eerst, plaatsingen=[plaats(wereld, "H-1")])
    wijs_toe(door=lid, woning=daarna, plaatsingen=[plaats(wereld, "H-1", deel=2, eerder_geteld=True)])
    (deel,) = gemeten(Bereik(gemeente=regel.gemeente), date(2024, 1, 1), date(2025, 1, 1))
    assert (deel.meting, stand_van("GM1708", EEN).eigen) == (Meting(2, 3), 3)
    assert "Een volgende woning van dezelfde mensen telt weer" in keuzes_in_woorden(deel.stuk.norm)


def test_een_correctie_aan_weerszijden_houdt_de_koppeling(wereld: Any) -> None:
    lid, woning, plaatsing = wereld.lid(STEENWIJKERLAND), verhuurd("W-1"), plaats(wereld, "H-1")
    wijs_toe(door=lid, woning=woning, plaatsingen=[plaatsing])
    nieuw = leg_woning_vast(
        door=wereld.lid(WOONCONCEPT), woning=kopie(woning, kamers=5), vervangt=woning, reden="meer kamers"
    )
    from dataclasses import replace

    leg_plaatsing_vast(
        door=lid,
        koppelgemeente=plaatsing.koppelgemeente,
        huisvestingsgemeente=plaatsing.huisvestingsgemeente,
        gegevens=replace(gegevens_van(plaatsing), kinderen=4),
        vervangt=plaatsing,
        reden="vergeten kinderen",
    )
    assert personen_in(nieuw) == 6
    assert ongekoppeld(wereld) == (set(), set())


def test_een_plaatsing_hoort_bij_een_woning(wereld: Any) -> None:
    lid, plaatsing = wereld.lid(STEENWIJKERLAND), plaats(wereld, "H-1")
    wijs_toe(door=lid, woning=verhuurd("W-1"), plaatsingen=[plaatsing])
    with pytest.raises(ValidationError) as gevangen:
        wijs_toe(door=lid, woning=verhuurd("W-2"), plaatsingen=[plaatsing])
    assert list(gevangen.value.message_dict) == ["plaatsingen"]
    assert Toewijzing.objects.get().kenmerk == "W-1"


def test_is_de_woning_ingetrokken_dan_mag_de_plaatsing_naar_een_andere(wereld: Any) -> None:
    lid, plaatsing, fout = wereld.lid(STEENWIJKERLAND), plaats(wereld, "H-1"), verhuurd("W-1")
    wijs_toe(door=lid, woning=fout, plaatsingen=[plaatsing])
    trek_woning_in(door=None, woning=fout, reden="dubbel")
    assert ongekoppeld(wereld) == (set(), {"H-1"})
    wijs_toe(door=lid, woning=verhuurd("W-2"), plaatsingen=[plaatsing])
    assert [t.kenmerk for t in Toewijzing.objects.bekend()] == ["W-2"]


def test_een_ingetrokken_plaatsing_laat_de_woning_weer_open(wereld: Any) -> None:
    lid, plaatsing, woning = wereld.lid(STEENWIJKERLAND), plaats(wereld, "H-1"), verhuurd("W-1")
    wijs_toe(door=lid, woning=woning, plaatsingen=[plaatsing])
    trek_plaatsing_in(door=lid, plaatsing=plaatsing, reden="dubbel")
    assert ongekoppeld(wereld) == ({"W-1"}, set())
    assert personen_in(woning) is None


def test_alleen_bij_een_verhuurde_woning_en_alleen_uit_die_gemeente(wereld: Any) -> None:
    lid, plaatsing = wereld.lid(STEENWIJKERLAND), plaats(wereld, "H-1")
    elders = leg_plaatsing(wereld, wie=STEENWIJKERLAND, voor="GM1708", waar="GM0119", kenmerk="H-2")
    for woning, wie in ((leg("W-1"), plaatsing), (verhuurd("W-2"), elders)):
        with pytest.raises(ValidationError):
            wijs_toe(door=lid, woning=woning, plaatsingen=[wie])
    assert not Toewijzing.objects.exists()


@pytest.mark.parametrize("wie", [WOONCONCEPT, DE_WOLDEN, "regio@westerkwartier.example", "toezicht@overijssel.example"])
def test_een_ander_koppelt_niet_en_trekt_niet_in(wereld: Any, wie: str) -> None:
    woning, plaatsing = verhuurd("W-1"), plaats(wereld, "H-1")
    with pytest.raises(GeenToegang):
        wijs_toe(door=wereld.lid(wie), woning=woning, plaatsingen=[plaatsing])
    link = wijs_toe(door=None, woning=woning, plaatsingen=[plaatsing])[0]
    with pytest.raises(GeenToegang):
        trek_toewijzing_in(door=wereld.lid(wie), toewijzing=link, reden="x")
    assert Toewijzing.objects.bekend().count() == 1


def test_de_gemeente_koppelt_en_trekt_in_via_de_paginas(wereld: Any, als: Als) -> None:
    woning, plaatsing, client = verhuurd("W-1"), plaats(wereld, "H-1"), als(STEENWIJKERLAND)
    assert "W-1" in client.get(reverse("toewijzingen")).content.decode()
    adres = reverse("woning-toewijzen", args=[woning.pk])
    leeg = client.post(adres, {"inzending": str(uuid4())})
    assert "Kies minstens één plaatsing." in leeg.content.decode()
    client.post(adres, {"inzending": str(uuid4()), "plaatsingen": [plaatsing.pk]})
    pagina = client.get(reverse("woning", args=[woning.pk])).content.decode()
    assert "één huishouden, samen 3 personen" in pagina
    assert "H-1" in pagina
    link = Toewijzing.objects.get()
    client.post(
        reverse("toewijzing-intrekken", args=[link.pk]), {"inzending": str(uuid4()), "reden": "verkeerde woning"}
    )
    assert ongekoppeld(wereld) == ({"W-1"}, {"H-1"})


def test_de_corporatie_ziet_alleen_het_aantal_personen(wereld: Any, als: Als) -> None:
    """Nothing of the household: not its kenmerk, its number, its form of housing, its day, nor how many households."""
    woning = verhuurd("W-1")
    plaatsingen = [
        plaats(wereld, "GEHEIM-1", huisvestingsvorm="kamerbewoning", afgemeld_op=date(2024, 6, 14)),
        plaats(wereld, "GEHEIM-2", volwassenen=1, afgemeld_op=date(2024, 6, 15)),
    ]
    wijs_toe(door=wereld.lid(STEENWIJKERLAND), woning=woning, plaatsingen=plaatsingen)
    pagina = als(WOONCONCEPT).get(reverse("woning", args=[woning.pk])).content.decode()
    assert "Volgens Steenwijkerland wonen er 5 personen." in pagina
    for geheim in ("GEHEIM", "amerbewoning", "huishouden", "14 juni", "15 juni", "opgave/plaatsingen"):
        assert geheim not in pagina
    assert als(LEYSTROMEN).get(reverse("woning", args=[woning.pk])).status_code == 404


def test_een_plaatsing_van_een_ander_is_niet_te_kiezen(wereld: Any, als: Als) -> None:
    woning, vreemd = verhuurd("W-1"), leg_plaatsing(wereld, kenmerk="X-1")
    eigen = plaats(wereld, "H-1")
    pagina = als(STEENWIJKERLAND).get(reverse("woning-toewijzen", args=[woning.pk]) + "?alle=ja").content.decode()
    assert "H-1" in pagina
    assert "X-1" not in pagina
    als(STEENWIJKERLAND).post(
        reverse("woning-toewijzen", args=[woning.pk]), {"inzending": str(uuid4()), "plaatsingen": [eigen.pk, vreemd.pk]}
    )
    assert not Toewijzing.objects.exists()
