"""The postal address of a gemeente."""

from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from organisaties.acties import leg_adres_vast
from organisaties.models import Postadres
from organisaties.toegang import GeenToegang

DRENTHE = "toezicht@drenthe.example"
ADRES = {
    "aan": "Het college van burgemeester en wethouders van De Wolden",
    "straat_of_postbus": "Postbus 20",
    "postcode": "7920aa",
    "plaats": "Zuidwolde",
}


def pagina(code: str = "GM1690") -> str:
    return reverse("adres", kwargs={"code": code})


def test_provincie_legt_adres_vast(als: Any, nieuwe_regels: Any) -> None:
    client = als(DRENTHE)
    form = client.get(pagina()).context["form"]
    assert form["aan"].value() == ADRES["aan"]
    assert client.post(pagina(), {**ADRES, "inzending": uuid4(), "versie": ""}).status_code == 302
    assert str(Postadres.objects.get(gemeente__code="GM1690")) == "Postbus 20, 7920 AA Zuidwolde"
    (regel,) = nieuwe_regels()
    assert (regel.handeling, regel.gemeente.code, regel.provincie.code) == ("postadres vastgelegd", "GM1690", "PV22")
    assert regel.gegevens == {}
    assert client.get(pagina()).context["form"]["postcode"].value() == "7920 AA"


def test_zelfde_adres_laat_geen_regel_na_een_ander_wel(wereld: Any, nieuwe_regels: Any) -> None:
    for anders in ({}, {}, {"straat_of_postbus": "Postbus 21"}):
        leg_adres_vast(door=None, gemeente=wereld.gemeenten["GM1690"], **{**ADRES, **anders})
    gedaan = list(nieuwe_regels().order_by("pk").values_list("handeling", flat=True))
    assert gedaan == ["postadres vastgelegd", "postadres gewijzigd"]
    assert Postadres.objects.get().straat_of_postbus == "Postbus 21"


@pytest.mark.parametrize(
    ("email", "status"),
    [
        ("huisvesting@dewolden.example", 403),
        ("huisvesting@meppel.example", 404),
        ("verhuur@woonconcept.example", 403),
        ("verhuur@leystromen.example", 404),
        ("toezicht@overijssel.example", 404),
        ("griffie@raad.example", 404),
        ("beheer@thuisstand.example", 404),
    ],
)
def test_niemand_anders_legt_adres_vast(als: Any, wereld: Any, email: str, status: int) -> None:
    client = als(email)
    assert client.get(pagina()).status_code == status
    assert client.post(pagina(), {**ADRES, "inzending": uuid4()}).status_code == status
    with pytest.raises(GeenToegang):
        leg_adres_vast(door=wereld.lid(email), gemeente=wereld.gemeenten["GM1690"], **ADRES)
    assert not Postadres.objects.exists()


@pytest.mark.parametrize("postcode", ["", "7920", "0920 AA", "7920 SS", "B-1000", "7920 AA Zuidwolde"])
def test_foute_postcode_geeft_melding_bij_het_veld(als: Any, wereld: Any, postcode: str) -> None:
    antwoord = als(DRENTHE).post(pagina(), {**ADRES, "postcode": postcode, "inzending": uuid4()})
    assert set(antwoord.context["form"].errors) == {"postcode"}
    assert antwoord.context["form"]["plaats"].value() == "Zuidwolde"
    with pytest.raises(ValidationError):
        leg_adres_vast(door=None, gemeente=wereld.gemeenten["GM1690"], **{**ADRES, "postcode": postcode})


@pytest.mark.parametrize("veld", ["aan", "straat_of_postbus", "plaats"])
def test_leeg_veld_wordt_geweigerd(wereld: Any, veld: str) -> None:
    with pytest.raises(ValidationError) as fout:
        leg_adres_vast(door=None, gemeente=wereld.gemeenten["GM1690"], **{**ADRES, veld: "  "})
    assert set(fout.value.error_dict) == {veld}


def test_iemand_anders_was_eerder(als: Any, wereld: Any) -> None:
    client = als(DRENTHE)
    versie = client.get(pagina()).context["form"]["versie"].value()
    leg_adres_vast(door=None, gemeente=wereld.gemeenten["GM1690"], **ADRES)
    antwoord = client.post(pagina(), {**ADRES, "plaats": "Elders", "versie": versie, "inzending": uuid4()})
    assert "Iemand anders heeft" in str(antwoord.context["form"].non_field_errors())
    assert Postadres.objects.get().plaats == "Zuidwolde"


@pytest.mark.parametrize(
    ("terug", "verwacht"),
    [
        ("/?mist=adres&halfjaar=2024-1", "/?mist=adres&halfjaar=2024-1"),
        ("/toezicht/brieven/7/", "/toezicht/brieven/7/"),
        ("", "/cijfers/GM1690/"),
        ("https://elders.example/", "/cijfers/GM1690/"),
        ("//elders.example/", "/cijfers/GM1690/"),
        ("/\\elders.example/", "/cijfers/GM1690/"),
        ("javascript:alert(1)", "/cijfers/GM1690/"),
        ("mijn-account/", "/cijfers/GM1690/"),
    ],
)
def test_na_het_adres_terug_naar_waar_men_vandaan_kwam_nooit_naar_elders(als: Any, terug: str, verwacht: str) -> None:
    client = als(DRENTHE)
    adres = f"{pagina()}?{urlencode({'terug': terug})}"
    assert client.get(adres).context["terug"] == verwacht
    antwoord = client.post(adres, {**ADRES, "inzending": uuid4(), "versie": ""})
    assert (antwoord.status_code, antwoord["Location"]) == (302, verwacht)


@pytest.mark.parametrize(
    ("email", "ziet"),
    [(DRENTHE, True), ("toezicht@overijssel.example", False), ("huisvesting@dewolden.example", False)],
)
def test_gemeentepagina_wijst_haar_provincie_het_adres(als: Any, email: str, ziet: bool) -> None:
    inhoud = als(email).get("/cijfers/GM1690/").content.decode()
    assert (f"{pagina()}?terug=/cijfers/GM1690/" in inhoud) is ziet
