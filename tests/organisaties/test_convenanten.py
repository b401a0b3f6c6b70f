"""The coordinator keeps what the gemeenten of the regio agreed, and for how long."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from organisaties.acties import leg_convenant_vast, leg_regio_vast
from organisaties.models import Convenant, Logregel, Regio
from organisaties.toegang import GeenToegang
from organisaties.vastleggen import AlGewijzigd

pytestmark = pytest.mark.django_db
COORDINATOR, BEHEER = "regio@westerkwartier.example", "beheer@thuisstand.example"
VIER = ("GM0015", "GM0022", "GM0025", "GM0056")


@pytest.fixture
def regio(wereld: Any) -> Regio:
    return Regio.objects.get()


def leg(wereld: Any, regio: Regio, **anders: Any) -> Convenant:
    velden: dict[str, Any] = {
        "kenmerk": "Convenant 2016",
        "van": date(2016, 3, 1),
        "tot": date(2018, 1, 1),
        "gemeenten": [wereld.gemeenten[code] for code in VIER],
        "afspraken": "De taakstelling is gezamenlijk.",
    }
    return leg_convenant_vast(door=wereld.lid(COORDINATOR), regio=regio, **(velden | anders))


def invoer(wereld: Any, **anders: Any) -> dict[str, Any]:
    return {
        "kenmerk": "Convenant 2016",
        "van": "01-03-2016",
        "tot_en_met": "31-12-2017",
        "gemeenten": [wereld.gemeenten[code].pk for code in VIER],
        "afspraken": "De taakstelling is gezamenlijk.\nGeen vaste verdeling.",
        "andere_partijen": "Wold & Waard",
        "inzending": uuid4(),
        **anders,
    }


def test_coordinator_legt_convenant_vast_tot_en_met_de_laatste_dag(als: Any, wereld: Any, regio: Regio) -> None:
    client, gegevens = als(COORDINATOR), invoer(wereld)
    adres = reverse("convenant-toevoegen", args=[regio.pk])
    antwoorden = [client.post(adres, gegevens) for _ in range(2)]  # a double click makes one
    convenant = Convenant.objects.get()
    assert antwoorden[0].url == reverse("convenant", args=[convenant.pk])
    assert (convenant.van, convenant.tot, convenant.laatste_dag) == (
        date(2016, 3, 1),
        date(2018, 1, 1),
        date(2017, 12, 31),
    )
    assert [convenant.geldt_op(dag) for dag in (date(2016, 2, 29), date(2017, 12, 31), date(2018, 1, 1))] == [
        False,
        True,
        False,
    ]
    assert sorted(convenant.gemeenten.values_list("code", flat=True)) == list(VIER)
    pagina = client.get(antwoorden[0].url)
    assert [regel.handeling for regel in pagina.context["logregels"]] == ["convenant vastgelegd"]
    assert "tot en met 31 december 2017" in pagina.content.decode()


def test_vervolg_begint_waar_het_vorige_eindigde_met_wie_er_dan_is(als: Any, wereld: Any, regio: Regio) -> None:
    leg(wereld, regio)
    begin = als(COORDINATOR).get(reverse("convenant-toevoegen", args=[regio.pk])).context["form"].initial
    assert begin["van"] == date(2018, 1, 1)
    assert sorted(gemeente.code for gemeente in begin["gemeenten"]) == list(VIER)
    tweede = leg(wereld, regio, kenmerk="Convenant 2018", van=date(2018, 1, 1), tot=None)
    eerste = als(COORDINATOR).get(reverse("convenant", args=[regio.convenanten.get(kenmerk="Convenant 2016").pk]))
    assert (eerste.context["vorig"], eerste.context["volgend"]) == (None, tweede)


@pytest.mark.parametrize(
    ("van", "tot", "mag"),
    [
        (date(2015, 1, 1), date(2016, 3, 1), True),
        (date(2015, 1, 1), date(2016, 3, 2), False),
        (date(2017, 12, 31), None, False),
        (date(2018, 1, 1), None, True),
        (date(2015, 1, 1), None, False),
    ],
)
def test_er_geldt_een_convenant_tegelijk(wereld: Any, regio: Regio, van: date, tot: date | None, mag: bool) -> None:
    leg(wereld, regio)
    if mag:
        leg(wereld, regio, kenmerk="Ander", van=van, tot=tot)
    else:
        with pytest.raises(ValidationError) as fout:
            leg(wereld, regio, kenmerk="Ander", van=van, tot=tot)
        assert fout.value.message_dict == {
            "van": ["In deze tijd geldt al een convenant: Convenant 2016, vanaf 01-03-2016 tot en met 31-12-2017."]
        }
    assert Convenant.objects.count() == 1 + mag


def test_fouten_komen_bij_het_veld_en_er_wordt_niets_vastgelegd(als: Any, wereld: Any, regio: Regio) -> None:
    client, adres = als(COORDINATOR), reverse("convenant-toevoegen", args=[regio.pk])

    def velden(**anders: Any) -> set[str]:
        return set(client.post(adres, invoer(wereld, **anders)).context["form"].errors)

    assert velden(tot_en_met="29-02-2016") == {"tot_en_met"}
    assert velden(kenmerk="", van="", afspraken="") == {"kenmerk", "van", "afspraken"}
    assert velden(gemeenten=[wereld.gemeenten["GM0022"].pk]) == {"gemeenten"}
    assert velden(gemeenten=[wereld.gemeenten["GM1690"].pk, wereld.gemeenten["GM0022"].pk]) == {"gemeenten"}
    assert not Convenant.objects.exists()


def test_actie_weigert_een_gemeente_van_buiten(wereld: Any, regio: Regio) -> None:
    with pytest.raises(ValidationError):
        leg(wereld, regio, gemeenten=[wereld.gemeenten[code] for code in ("GM0022", "GM1690")])


def test_wijzigen_na_iemand_anders_wordt_gemeld(als: Any, wereld: Any, regio: Regio) -> None:
    convenant = leg(wereld, regio)
    client, adres = als(COORDINATOR), reverse("convenant-wijzigen", args=[convenant.pk])
    versie = client.get(adres).context["form"]["versie"].value()
    assert client.post(adres, invoer(wereld, versie=versie, kenmerk="Nieuw")).status_code == 302
    weer = client.post(adres, invoer(wereld, versie=versie, kenmerk="Ouder"))
    assert weer.context["form"].non_field_errors() == [str(AlGewijzigd())]
    assert Convenant.objects.get().kenmerk == "Nieuw"
    regel = Logregel.objects.filter(handeling="convenant gewijzigd").get()
    assert regel.gegevens["velden"] == ["kenmerk", "afspraken", "andere_partijen"]


def test_niets_gewijzigd_laat_geen_regel_na(wereld: Any, regio: Regio) -> None:
    convenant = leg(wereld, regio)
    leg(wereld, regio, convenant=convenant)
    assert Logregel.objects.filter(handeling__startswith="convenant").count() == 1


@pytest.mark.parametrize(
    ("email", "lezen", "wijzigen"),
    [
        (COORDINATOR, 200, 200),
        (BEHEER, 200, 200),
        ("huisvesting@westerkwartier.example", 200, 403),
        ("toezicht@groningen.example", 200, 403),
        ("huisvesting@dewolden.example", 404, 404),
        ("toezicht@drenthe.example", 404, 404),
        ("griffie@raad.example", 404, 404),
    ],
)
def test_wie_ziet_en_wijzigt_een_convenant(
    als: Any, wereld: Any, regio: Regio, email: str, lezen: int, wijzigen: int
) -> None:
    convenant, client = leg(wereld, regio), als(email)
    statussen = [
        client.get(reverse(naam, args=[convenant.pk])).status_code for naam in ("convenant", "convenant-wijzigen")
    ]
    assert statussen == [lezen, wijzigen]
    assert client.get(reverse("convenant-toevoegen", args=[regio.pk])).status_code == wijzigen


def test_coordinator_van_een_andere_regio_kan_het_niet(wereld: Any, regio: Regio) -> None:
    ander = leg_regio_vast(door=None, naam="Anders", gemeenten=[wereld.gemeenten[c] for c in ("GM1690", "GM0119")])
    with pytest.raises(GeenToegang):
        leg(wereld, ander, gemeenten=ander.gemeenten.all())


def test_regio_heeft_een_tijd(als: Any, wereld: Any, regio: Regio) -> None:
    pagina = reverse("organisatie-wijzigen", args=["regios", regio.pk])
    client = als(BEHEER)
    form = client.get(pagina).context["form"]
    gegevens = {veld: form[veld].value() for veld in ("naam", "gemeenten", "versie")} | {"inzending": uuid4()}
    fout = client.post(pagina, gegevens | {"geldig_van": "2016-03-01", "geldig_tot": "2016-03-01"})
    assert set(fout.context["form"].errors) == {"geldig_tot"}
    goed = gegevens | {"geldig_van": "2016-03-01", "geldig_tot": "2019-01-01", "inzending": uuid4()}
    assert client.post(pagina, goed).status_code == 302
    regio.refresh_from_db()
    assert (regio.geldig_van, regio.geldig_tot) == (date(2016, 3, 1), date(2019, 1, 1))
    assert [Regio.objects.bestaand(d).count() for d in (date(2016, 2, 29), date(2016, 3, 1), date(2019, 1, 1))] == [
        0,
        1,
        0,
    ]


@pytest.mark.parametrize("veld", ["afspraken", "andere_partijen", "vindplaats", "kenmerk"])
def test_geen_persoonsgegevens_in_de_afspraken(als: Any, wereld: Any, regio: Regio, veld: str) -> None:
    client, adres = als(COORDINATOR), reverse("convenant-toevoegen", args=[regio.pk])
    antwoord = client.post(adres, invoer(wereld, **{veld: "Bel mevrouw 111222333"}))
    assert list(antwoord.context["form"].errors) == [veld]
    assert "Dit lijkt op een BSN" in antwoord.content.decode()
    assert not Convenant.objects.exists()
    client.post(adres, invoer(wereld, vindplaats="https://westerkwartier.nl/stukken/111222333"))
    assert Convenant.objects.exists()
