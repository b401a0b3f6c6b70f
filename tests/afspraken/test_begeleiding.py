"""The acts on begeleidingen and signals: what they record, refuse, and leave behind when a household is erased."""

from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db.models import CharField, TextField
from django.forms import ChoiceField, UUIDField
from django.urls import reverse
from django.utils import timezone

from afspraken import acties
from afspraken.forms.begeleiding import AntwoordForm, SignaalForm
from afspraken.models import (
    Begeleiding,
    Begeleidingsfase,
    Begeleidingspunt,
    Begeleidingssignaal,
)
from afspraken.overzicht.begeleidingen import Stand, in_toestand, lees, vraagt_aandacht, wacht_op_mij
from afspraken.regels.begeleiding import OVERGANGEN, PUNTEN, Fase, Handeling, Stopreden, Toestand
from organisaties.forms import Datumveld
from organisaties.models import Logregel
from organisaties.toegang import GeenToegang
from organisaties.vastleggen import AlGewijzigd
from taakstelling.acties.wissen import wis_huishoudens
from tests.afspraken.begeleiding import VERHUURDER, begeleid, breng_tot, gegevens, signaal
from tests.taakstelling.huishoudens import DE_WOLDEN, dagen_terug, koppel
from tests.taakstelling.test_plaatsing_acties import leg

pytestmark = pytest.mark.django_db
STEENWIJK = "huisvesting@steenwijkerland.example"


@pytest.fixture
def begeleiding(wereld: Any) -> Begeleiding:
    return begeleid(wereld, koppel(wereld, "B-1"))


def stand(wereld: Any, begeleiding: Begeleiding, *, wie: str = DE_WOLDEN) -> Stand:
    return Stand(lees(wereld.lid(wie)).get(pk=begeleiding.pk), timezone.localdate())


def test_openen_begint_met_pre_vestiging_en_schrijft_alleen_nummers_in_het_logboek(
    wereld: Any, nieuwe_regels: Any
) -> None:
    begeleiding = begeleid(wereld, koppel(wereld, "B-1"))
    assert [(f.fase, f.afgesloten_op) for f in begeleiding.fasen.all()] == [("pre-vestiging", None)]
    regel = nieuwe_regels().get(handeling="begeleiding begonnen")
    assert (regel.object_id, regel.gemeente.code, regel.gegevens) == (begeleiding.pk, "GM1690", {})


def test_een_huishouden_heeft_een_begeleiding(wereld: Any, begeleiding: Begeleiding) -> None:
    with pytest.raises(ValidationError, match="al begonnen"):
        begeleid(wereld, begeleiding.huishouden)
    assert Begeleiding.objects.count() == 1


@pytest.mark.parametrize(
    ("velden", "veld"),
    [
        ({"functie": "naam@voorbeeld.nl"}, "functie"),
        ({"organisatie": "06-12345678"}, "organisatie"),
        ({"woning": "Dorpsstraat 12"}, "woning"),
        ({"woning": "111222333"}, "woning"),
        ({"corporatie": None}, "corporatie"),
        ({"pip_op": dagen_terug(-1)}, "pip_op"),
    ],
)
def test_openen_weigert_wat_niet_kan(wereld: Any, velden: dict[str, Any], veld: str) -> None:
    with pytest.raises(ValidationError) as gevangen:
        begeleid(wereld, koppel(wereld, "B-1"), **velden)
    assert list(gevangen.value.message_dict) == [veld]
    assert Begeleiding.objects.count() == 0


def test_verhuurder_werkt_in_de_gemeente_en_aanspreekpunt_ook(wereld: Any) -> None:
    elders = wereld.lid("verhuur@leystromen.example").corporatie
    with pytest.raises(ValidationError) as gevangen:
        begeleid(wereld, koppel(wereld, "B-1"), corporatie=elders, aanspreekpunt=wereld.lid(STEENWIJK))
    assert sorted(gevangen.value.message_dict) == ["aanspreekpunt", "corporatie"]


@pytest.mark.parametrize(("stappen", "handeling"), list(product(range(6), Handeling)))
def test_fasen_gaan_strikt_na_elkaar(wereld: Any, begeleiding: Begeleiding, stappen: int, handeling: Handeling) -> None:
    """From each state each act: the database gives what the table says, and refuses the rest without a trace."""
    breng_tot(wereld, begeleiding, stappen)
    toestand = list(Toestand)[stappen]
    assert stand(wereld, begeleiding).toestand is toestand
    if stappen % 2 == 0 and stappen < 5:
        punten = dict.fromkeys(PUNTEN[list(Fase)[stappen // 2]], "gedaan")
        acties.vink_punten_af(door=wereld.lid(DE_WOLDEN), begeleiding=begeleiding, uitkomsten=punten)
    voor = list(Begeleidingsfase.objects.values_list())
    opties = {"door": wereld.lid(DE_WOLDEN), "begeleiding": begeleiding, "handeling": handeling}
    if (toestand, handeling) in OVERGANGEN:
        assert acties.zet_fase(**opties) is OVERGANGEN[toestand, handeling]
        daarna = OVERGANGEN[toestand, handeling]
        assert list(Begeleiding.objects.met_stand().filter(in_toestand(daarna))) == [begeleiding]
    else:
        with pytest.raises(ValidationError):
            acties.zet_fase(**opties)
        assert list(Begeleidingsfase.objects.values_list()) == voor


def test_sluiten_vraagt_alle_punten_en_niet_nodig_telt(wereld: Any, begeleiding: Begeleiding) -> None:
    opties = {"door": wereld.lid(DE_WOLDEN), "begeleiding": begeleiding}
    with pytest.raises(ValidationError, match="Nog niet alle punten"):
        acties.zet_fase(**opties, handeling=Handeling.SLUIT)
    uitkomsten = dict.fromkeys(PUNTEN[Fase.PRE_VESTIGING], "niet-nodig")
    assert acties.vink_punten_af(**opties, uitkomsten=uitkomsten) == 5
    assert acties.vink_punten_af(**opties, uitkomsten=uitkomsten) == 0
    assert acties.zet_fase(**opties, handeling=Handeling.SLUIT) is Toestand.NA_PRE_VESTIGING
    with pytest.raises(ValidationError, match="intussen afgesloten"):
        acties.vink_punten_af(**opties, uitkomsten={"papieren": ""})
    assert Begeleidingspunt.objects.count() == 5


def test_laatste_fase_wacht_op_het_jaar_na_het_huurcontract_van_de_plaatsing(wereld: Any) -> None:
    """The plaatsing says another day than was filled in; that one counts."""
    plaatsing = leg(wereld, kenmerk="H-9", huurcontract_op=dagen_terug(300), afgemeld_op=dagen_terug(290))
    begeleiding = begeleid(wereld, plaatsing.huishouden, huurcontract_op=dagen_terug(800))
    breng_tot(wereld, begeleiding, 4)
    punten = dict.fromkeys(PUNTEN[Fase.INTEGRATIE], "gedaan")
    acties.vink_punten_af(door=wereld.lid(DE_WOLDEN), begeleiding=begeleiding, uitkomsten=punten)
    with pytest.raises(ValidationError, match="minstens een jaar"):
        acties.zet_fase(door=wereld.lid(DE_WOLDEN), begeleiding=begeleiding, handeling=Handeling.SLUIT)
    assert stand(wereld, begeleiding).volgende.startswith("Alles is gedaan. Blijf begeleiden tot minstens")


def test_twee_tegelijk_de_tweede_hoort_het(wereld: Any, begeleiding: Begeleiding) -> None:
    versie = acties.versie_van_begeleiding(begeleiding)
    breng_tot(wereld, begeleiding, 1)
    lid = wereld.lid(DE_WOLDEN)
    with pytest.raises(AlGewijzigd):
        acties.zet_fase(door=lid, begeleiding=begeleiding, handeling=Handeling.HEROPEN, versie=versie)
    with pytest.raises(AlGewijzigd):
        acties.wijzig_begeleiding(door=lid, begeleiding=begeleiding, gegevens=gegevens(wereld), versie=versie)


def test_stoppen_verbergt_voor_de_corporatie_en_hervatten_gaat_verder(wereld: Any, begeleiding: Begeleiding) -> None:
    lid, verhuurder = wereld.lid(DE_WOLDEN), wereld.lid(VERHUURDER)
    vandaag = timezone.localdate()
    signaal(wereld, begeleiding)
    acties.stop_begeleiding(door=lid, begeleiding=begeleiding, dag=vandaag, reden=Stopreden.VERHUISD)
    assert not Begeleiding.objects.zichtbaar_voor(verhuurder).exists()
    assert not wacht_op_mij(verhuurder).exists()
    with pytest.raises(ValidationError, match="gestopt"):
        acties.zet_fase(door=lid, begeleiding=begeleiding, handeling=Handeling.SLUIT)
    acties.hervat_begeleiding(door=lid, begeleiding=begeleiding)
    assert wacht_op_mij(verhuurder).count() == 1


@pytest.mark.parametrize("wie", [STEENWIJK, VERHUURDER, "toezicht@drenthe.example", "regio@westerkwartier.example"])
def test_alleen_de_gemeente_houdt_bij(wereld: Any, begeleiding: Begeleiding, wie: str) -> None:
    lid = wereld.lid(wie)
    opties: dict[str, Any] = {"door": lid, "begeleiding": begeleiding}
    for doe in (
        lambda: acties.zet_fase(**opties, handeling=Handeling.SLUIT),
        lambda: acties.vink_punten_af(**opties, uitkomsten={"papieren": "gedaan"}),
        lambda: acties.stop_begeleiding(**opties, dag=timezone.localdate(), reden=Stopreden.ELDERS),
        lambda: acties.wijzig_begeleiding(**opties, gegevens=gegevens(wereld)),
    ):
        with pytest.raises(GeenToegang):
            doe()


def test_signaal_gaat_naar_de_ander_en_wordt_een_keer_beantwoord(wereld: Any, begeleiding: Begeleiding) -> None:
    een = signaal(wereld, begeleiding, wie=VERHUURDER)
    assert (een.van, list(wacht_op_mij(wereld.lid(DE_WOLDEN))), list(wacht_op_mij(wereld.lid(VERHUURDER)))) == (
        "corporatie",
        [een],
        [],
    )
    with pytest.raises(GeenToegang, match="De gemeente beantwoordt"):
        acties.beantwoord_signaal(door=wereld.lid(VERHUURDER), signaal=een, antwoord="opgepakt")
    with pytest.raises(ValidationError, match="Kies een antwoord"):
        acties.beantwoord_signaal(door=wereld.lid(DE_WOLDEN), signaal=een, antwoord="Is ziek")
    acties.beantwoord_signaal(door=wereld.lid(DE_WOLDEN), signaal=een, antwoord="opgepakt")
    with pytest.raises(AlGewijzigd):
        acties.beantwoord_signaal(door=wereld.lid(DE_WOLDEN), signaal=een, antwoord="bekend")
    assert Begeleidingssignaal.objects.get().antwoord == "opgepakt"
    assert not wacht_op_mij(wereld.lid(DE_WOLDEN)).exists()


def test_signaal_is_een_keuze_en_nooit_een_tekst(wereld: Any, begeleiding: Begeleiding) -> None:
    """Whatever words a filter knows, health or descent slips past it: there is no place to type them."""
    tekst = {veld.name for veld in Begeleidingssignaal._meta.get_fields() if isinstance(veld, CharField | TextField)}
    assert tekst == {"soort", "van", "antwoord"}
    for form in (SignaalForm(), AntwoordForm()):
        assert {type(veld) for veld in form.fields.values()} <= {ChoiceField, Datumveld, UUIDField}
    with pytest.raises(ValidationError) as gevangen:
        signaal(wereld, begeleiding, soort="Heeft kanker", uiterlijk=timezone.localdate())
    assert sorted(gevangen.value.message_dict) == ["soort", "uiterlijk"]


def test_nieuw_signaal_mailt_alleen_de_ander_en_zegt_niet_waarover(
    wereld: Any, begeleiding: Begeleiding, django_capture_on_commit_callbacks: Any
) -> None:
    for wie, ander in ((DE_WOLDEN, VERHUURDER), (VERHUURDER, DE_WOLDEN)):
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            een = signaal(wereld, begeleiding, wie=wie)
        assert {adres for bericht in mail.outbox for adres in bericht.to} == {ander}
        bericht = mail.outbox[0]
        assert bericht.subject == "Nieuw signaal over een woning"
        assert reverse("signaal-beantwoorden", args=[een.pk]) in bericht.body
        for woord in ("achterstand", str(begeleiding.huishouden), begeleiding.woning):
            assert woord not in bericht.subject + bericht.body


def test_vreemde_meldt_geen_signaal(wereld: Any, begeleiding: Begeleiding) -> None:
    for wie in (STEENWIJK, "verhuur@leystromen.example", "bestuur@deveste.example"):
        with pytest.raises(GeenToegang):
            signaal(wereld, begeleiding, wie=wie)
    assert Begeleidingssignaal.objects.count() == 0


def test_een_nieuwe_verhuurder_ziet_oude_signalen_niet(wereld: Any, begeleiding: Begeleiding) -> None:
    signaal(wereld, begeleiding)
    leystromen = wereld.lid("verhuur@leystromen.example")
    leystromen.corporatie.gemeenten.add(wereld.gemeenten["GM1690"])
    acties.wijzig_begeleiding(
        door=wereld.lid(DE_WOLDEN),
        begeleiding=begeleiding,
        gegevens=gegevens(wereld, corporatie=leystromen.corporatie, woning="L-1"),
    )
    gezien = lees(leystromen).get()
    assert (gezien.open_signalen, gezien.signaal_voor, list(gezien.signalen.all())) == (0, None, [])
    assert not Begeleidingssignaal.objects.zichtbaar_voor(leystromen).exists()
    assert not Begeleidingssignaal.objects.zichtbaar_voor(wereld.lid(VERHUURDER)).exists()


@pytest.mark.parametrize(
    ("wie", "ziet"),
    [
        (DE_WOLDEN, 1),
        (VERHUURDER, 1),
        (STEENWIJK, 0),
        ("verhuur@leystromen.example", 0),
        ("bestuur@deveste.example", 0),
        ("toezicht@drenthe.example", 0),
        ("regio@westerkwartier.example", 0),
        ("griffie@raad.example", 0),
        ("beheer@thuisstand.example", 0),
    ],
)
def test_wie_een_begeleiding_en_haar_signaal_ziet(wereld: Any, begeleiding: Begeleiding, wie: str, ziet: int) -> None:
    signaal(wereld, begeleiding)
    lid = wereld.lid(wie)
    gezien = (
        Begeleiding.objects.zichtbaar_voor(lid).count(),
        Begeleidingssignaal.objects.zichtbaar_voor(lid).count(),
    )
    assert gezien == (ziet, ziet)
    assert not Begeleiding.objects.zichtbaar_voor(None).exists()


def test_wissen_van_het_huishouden_wist_de_begeleiding_en_alles_eraan(wereld: Any, begeleiding: Begeleiding) -> None:
    breng_tot(wereld, begeleiding, 1)
    signaal(wereld, begeleiding)
    ander = begeleid(wereld, koppel(wereld, "B-2"))
    gewist = wis_huishoudens(door=None, gemeente=wereld.gemeenten["GM1690"], nummers=[begeleiding.huishouden_id])
    assert gewist == {"huishoudens": 1, "begeleidingen": 1}
    assert list(Begeleiding.objects.all()) == [ander]
    assert set(Begeleidingsfase.objects.values_list("begeleiding", flat=True)) == {ander.pk}
    assert (Begeleidingspunt.objects.count(), Begeleidingssignaal.objects.count()) == (0, 0)
    regel = Logregel.objects.get(handeling="huishoudens gewist")
    assert regel.gegevens["anders"] == {"begeleidingen": 1}


def test_wat_aandacht_vraagt(wereld: Any) -> None:
    getekend = begeleid(wereld, koppel(wereld, "B-1"))
    wacht = begeleid(wereld, koppel(wereld, "B-2"))
    breng_tot(wereld, wacht, 1)
    om = begeleid(wereld, koppel(wereld, "B-3"), pip_op=timezone.localdate() - timedelta(days=1000))
    breng_tot(wereld, om, 4)
    begeleid(wereld, koppel(wereld, "B-4"), huurcontract_op=None)
    rijen = [Stand(rij, timezone.localdate()) for rij in lees(wereld.lid(DE_WOLDEN)).order_by("pk")]
    gevonden = [(s.begeleiding.pk, zin.split(".")[0][:24]) for s, zin in vraagt_aandacht(rijen, timezone.localdate())]
    assert gevonden == [
        (getekend.pk, "Het huurcontract is gete"),
        (wacht.pk, "Begin met coaching vesti"),
        (om.pk, "Het jaar is om sinds " + gevonden[2][1][21:]),
        (om.pk, "De termijn van de inburg"),
    ]


def test_punten_krijgen_de_dag_waarop_ze_zijn_gedaan(wereld: Any, begeleiding: Begeleiding) -> None:
    """A phase that was closed last month does not show points that were done today."""
    punten = dict.fromkeys(PUNTEN[Fase.PRE_VESTIGING], "gedaan")
    opties: dict[str, Any] = {"door": wereld.lid(DE_WOLDEN), "begeleiding": begeleiding}
    for dag in (timezone.localdate() + timedelta(days=1), dagen_terug(500)):
        with pytest.raises(ValidationError) as fout:
            acties.vink_punten_af(**opties, uitkomsten=punten, dag=dag)
        assert list(fout.value.message_dict) == ["dag"]
    acties.vink_punten_af(**opties, uitkomsten=punten, dag=dagen_terug(40))
    assert {punt.op for punt in begeleiding.punten.all()} == {dagen_terug(40)}
    with pytest.raises(ValidationError, match="voor de vorige stap"):
        acties.zet_fase(**opties, handeling=Handeling.SLUIT, dag=dagen_terug(41))
    acties.zet_fase(**opties, handeling=Handeling.SLUIT, dag=dagen_terug(40))


def test_pagina_vraagt_de_dag_van_de_punten(wereld: Any, begeleiding: Begeleiding, als: Any) -> None:
    client, adres = als(DE_WOLDEN), reverse("begeleiding-punten", args=[begeleiding.pk])
    form = client.get(adres).context["form"]
    velden = {naam: form[naam].value() for naam in form.fields} | {"papieren": "gedaan", "dag": dagen_terug(9)}
    assert form["dag"].value() == timezone.localdate()
    assert client.post(adres, velden).status_code == 302
    assert begeleiding.punten.get().op == dagen_terug(9)
