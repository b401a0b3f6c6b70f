"""The beheerder makes and changes corporaties, huurdersorganisaties and regio's."""

from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from organisaties.acties import leg_corporatie_vast, leg_regio_vast
from organisaties.models import Corporatie, Logregel, Regio
from organisaties.toegang import GeenToegang
from organisaties.vastleggen import AlGewijzigd

BEHEER = "beheer@thuisstand.example"
SOORTEN = ("gemeenten", "provincies", "corporaties", "huurdersorganisaties", "regios")


def toevoegen(soort: str) -> str:
    return reverse("organisatie-toevoegen", kwargs={"soort": soort})


def test_elke_lijst_is_er(als: Any) -> None:
    client = als(BEHEER)
    statussen = [client.get(reverse("organisaties", kwargs={"soort": s})).status_code for s in (*SOORTEN, "bedrijven")]
    assert statussen == [200] * 5 + [404]


def test_lijst_van_provincies_telt_de_gemeenten_van_nu(als: Any, wereld: Any) -> None:
    """Groningen in the small world: one gemeente that exists and four that went into it."""
    tabel = als(BEHEER).get(reverse("organisaties", kwargs={"soort": "provincies"})).context["tabel"]
    aantallen = {rij.record.naam: rij.record.aantal for rij in tabel.rows}
    assert (aantallen["Drenthe"], aantallen["Groningen"]) == (2, 1)


@pytest.mark.parametrize(
    ("soort", "anders"), [("corporaties", {"kvk": "12345678"}), ("huurdersorganisaties", {}), ("regios", {})]
)
def test_toevoegen_en_wijzigen(als: Any, wereld: Any, nieuwe_regels: Any, soort: str, anders: dict[str, str]) -> None:
    client = als(BEHEER)
    meppel, de_wolden = wereld.gemeenten["GM0119"], wereld.gemeenten["GM1690"]
    inhoud = {"naam": "Nieuw", "gemeenten": "Meppel\n\n", **anders}
    lijst = reverse("organisaties", kwargs={"soort": soort})
    assert client.post(toevoegen(soort), {**inhoud, "inzending": uuid4()}).url == lijst
    (regel,) = nieuwe_regels().filter(handeling__endswith="vastgelegd")
    assert regel.gegevens == {"gemeenten_erbij": [meppel.pk], "gemeenten_eraf": []}
    pagina = reverse("organisatie-wijzigen", kwargs={"soort": soort, "pk": regel.object_id})
    versie = client.get(pagina).context["form"]["versie"].value()
    anderen = {**inhoud, "gemeenten": "De Wolden (GM1690)", "versie": versie, "inzending": uuid4()}
    assert client.post(pagina, anderen).status_code == 302
    (regel,) = Logregel.objects.filter(handeling__endswith="gewijzigd")
    assert regel.gegevens == {"gemeenten_erbij": [de_wolden.pk], "gemeenten_eraf": [meppel.pk]}
    assert next(rij.record for rij in client.get(pagina).context["tabel"].rows) == regel


def test_niets_gewijzigd_laat_geen_regel_na(nieuwe_regels: Any) -> None:
    regio = Regio.objects.get()
    leg_regio_vast(door=None, naam=f" {regio.naam} ", gemeenten=regio.gemeenten.all(), regio=regio)
    assert not nieuwe_regels().exists()


def test_dubbele_naam_en_fout_kvk_nummer_geven_melding_bij_het_veld(als: Any, wereld: Any) -> None:
    client = als(BEHEER)
    dubbel = client.post(toevoegen("corporaties"), {"naam": "Leystromen", "inzending": uuid4()})
    assert set(dubbel.context["form"].errors) == {"naam"}
    fout = client.post(toevoegen("corporaties"), {"naam": "Nieuw", "kvk": "123", "inzending": uuid4()})
    assert set(fout.context["form"].errors) == {"kvk"}
    leg_corporatie_vast(door=None, naam="Een", kvk="12345678", gemeenten=[])
    twee = client.post(toevoegen("corporaties"), {"naam": "Twee", "kvk": "12345678", "inzending": uuid4()})
    assert twee.context["form"].errors
    assert not Corporatie.objects.filter(naam__in=["Nieuw", "Twee"]).exists()


def test_dubbel_inzenden_maakt_er_een(als: Any, wereld: Any) -> None:
    client, inhoud = als(BEHEER), {"naam": "Nieuw", "inzending": uuid4()}
    assert [client.post(toevoegen("regios"), inhoud).status_code for _ in range(2)] == [302, 302]
    assert Regio.objects.filter(naam="Nieuw").count() == 1


def test_iemand_anders_was_eerder(wereld: Any) -> None:
    regio = Regio.objects.get()
    with pytest.raises(AlGewijzigd):
        leg_regio_vast(door=None, naam="Anders", gemeenten=[], regio=regio, versie="van-gisteren")
    assert Regio.objects.get().naam == "Westerkwartier"


def test_niemand_anders_beheert_organisaties(als: Any, wereld: Any) -> None:
    email = "verhuur@leystromen.example"
    eigen, ander = Corporatie.objects.get(naam="Leystromen"), Corporatie.objects.get(naam="Wold & Waard")
    client = als(email)

    def status(pk: int) -> int:
        adres = reverse("organisatie-wijzigen", kwargs={"soort": "corporaties", "pk": pk})
        return client.post(adres, {"naam": "Gekaapt", "inzending": uuid4()}).status_code

    assert (status(eigen.pk), status(ander.pk)) == (403, 404)
    assert client.get(toevoegen("corporaties")).status_code == 403
    assert client.get(reverse("organisaties", kwargs={"soort": "corporaties"})).status_code == 403
    with pytest.raises(GeenToegang):
        leg_corporatie_vast(door=wereld.lid(email), naam="X", kvk="", gemeenten=[])


def test_onbekende_gemeente_geeft_melding_en_wat_er_stond_blijft(als: Any, wereld: Any) -> None:
    regels = "Meppel\nMepel\nGM9999"
    antwoord = als(BEHEER).post(toevoegen("regios"), {"naam": "Nieuw", "gemeenten": regels, "inzending": uuid4()})
    fouten = antwoord.context["form"].errors
    assert set(fouten) == {"gemeenten"}
    assert [fout.split(":")[0] for fout in fouten["gemeenten"]] == ["Mepel", "GM9999"]
    assert antwoord.context["form"]["gemeenten"].value() == regels
    assert not Regio.objects.filter(naam="Nieuw").exists()


def test_opgeheven_gemeente_blijft_lid_bij_opnieuw_vastleggen(als: Any, nieuwe_regels: Any) -> None:
    """Westerkwartier has four members that ended in 2019; opening and saving the form keeps them."""
    regio = Regio.objects.get()
    pagina = reverse("organisatie-wijzigen", kwargs={"soort": "regios", "pk": regio.pk})
    form = als(BEHEER).get(pagina).context["form"]
    inhoud = {veld: form[veld].value() for veld in ("naam", "gemeenten", "versie", "inzending")}
    assert als(BEHEER).post(pagina, inhoud).status_code == 302
    assert regio.gemeenten.count() == 5
    assert not nieuwe_regels().exists()
