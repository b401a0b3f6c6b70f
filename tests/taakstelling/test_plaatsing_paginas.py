"""The pages of plaatsingen, as the people who use them and as those who may not."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from organisaties.models import Provincie
from organisaties.templatetags.weergave import tijdstip
from organisaties.vastleggen import trek_in
from taakstelling.acties.afsluitingen import sluit_af
from taakstelling.models import Plaatsing, Realisatie
from taakstelling.regels.halfjaar import Halfjaar
from tests.taakstelling import cijferfeiten as feit
from tests.taakstelling.test_plaatsing_acties import leg
from tests.taakstelling.test_standen import beginstand, op, taakstelling

pytestmark = pytest.mark.django_db
DE_WOLDEN = "huisvesting@dewolden.example"
NIEUW = "/opgave/plaatsingen/nieuw/"
Als = Callable[[str], Client]


def ingevuld(client: Client, adres: str = NIEUW, **velden: Any) -> dict[str, Any]:
    """What a browser would send: the form as it came, with these fields filled in."""
    form = client.get(adres).context["form"]
    waarden = {naam: form[naam].value() for naam in form.fields}
    waarden = {naam: waarde for naam, waarde in waarden.items() if waarde not in (None, False)}
    return {**waarden, "oud_halfjaar": "on", **velden}


def test_vastleggen_toont_de_nieuwe_stand_en_het_tempo(wereld: Any, als: Als) -> None:
    vandaag = timezone.localdate()
    h = Halfjaar.van_datum(vandaag)
    taakstelling("GM1690", h, 26, op(2024, 1, 5))
    beginstand("GM1690", h.begin, -10, op(2024, 1, 5))
    client = als(DE_WOLDEN)
    antwoord = client.post(
        NIEUW, ingevuld(client, volwassenen=2, kinderen=1, afgemeld_op=vandaag.isoformat()), follow=True
    )
    plaatsing = Plaatsing.objects.get()
    assert antwoord.redirect_chain == [(f"{NIEUW}?na={plaatsing.pk}", 302)]
    voortgang = antwoord.context["voortgang"]
    assert (voortgang.stand.realisatie, voortgang.nog) == (3, 33)
    tekst = antwoord.content.decode()
    assert "Vastgelegd: 3 personen" in tekst
    assert "33 personen" in tekst
    assert f"{voortgang.per_week_tekst} per week" in tekst
    # the next entry starts on the same day
    assert antwoord.context["form"]["afgemeld_op"].value() == vandaag


def test_thuis_opent_de_laatste_plaatsingen_op_hun_kenmerk_en_zegt_wanneer_zij_zijn_vastgelegd(
    wereld: Any, als: Als
) -> None:
    plaatsing = leg(wereld, kenmerk="H-12")
    tekst = als(DE_WOLDEN).get(reverse("vandaag")).content.decode()
    assert f'href="{reverse("plaatsing", args=[plaatsing.pk])}">H-12</a>' in tekst
    assert tijdstip(plaatsing.vastgelegd_op) in tekst


def test_dubbel_verzenden_maakt_een_rij(als: Als) -> None:
    client = als(DE_WOLDEN)
    gegevens = ingevuld(client, volwassenen=1, afgemeld_op="2024-06-12")
    client.post(NIEUW, gegevens)
    antwoord = client.post(NIEUW, gegevens, follow=True)
    assert Plaatsing.objects.count() == 1
    assert "al verwerkt" in antwoord.content.decode()


@pytest.mark.parametrize(
    ("velden", "veld"),
    [
        ({"volwassenen": "0", "kinderen": "0", "afgemeld_op": "2024-06-12"}, "volwassenen"),
        ({"volwassenen": "-2", "afgemeld_op": "2024-06-12"}, "volwassenen"),
        ({"volwassenen": "twee", "afgemeld_op": "2024-06-12"}, "volwassenen"),
        ({"volwassenen": "1", "afgemeld_op": "2999-01-01"}, "afgemeld_op"),
        ({"volwassenen": "1", "afgemeld_op": "31-02-2024"}, "afgemeld_op"),
        ({"volwassenen": "1", "afgemeld_op": ""}, "afgemeld_op"),
        ({"volwassenen": "1", "afgemeld_op": "0024-01-01"}, "afgemeld_op"),
        ({"volwassenen": "1", "afgemeld_op": "2024-06-12", "huisvestingsvorm": "kasteel"}, "huisvestingsvorm"),
        ({"volwassenen": "1", "afgemeld_op": "2024-06-12", "huisvestingsgemeente": "999999"}, "huisvestingsgemeente"),
        ({"volwassenen": "1", "afgemeld_op": "2024-06-12", "kenmerk": "123456782"}, "kenmerk"),
        ({"volwassenen": "1", "afgemeld_op": "2024-06-12", "kenmerk": "2812345678"}, "kenmerk"),
    ],
)
def test_foute_invoer_geeft_een_melding_bij_het_veld_en_bewaart_wat_is_getypt(
    als: Als, velden: dict[str, str], veld: str
) -> None:
    client = als(DE_WOLDEN)
    getypt = {"kinderen": "3", "verhuurder": "Woonconcept", **velden}
    antwoord = client.post(NIEUW, ingevuld(client, **getypt))
    assert antwoord.status_code == 200
    form = antwoord.context["form"]
    assert list(form.errors) == [veld]
    assert Plaatsing.objects.count() == 0
    assert {naam: form[naam].value() for naam in getypt} == getypt
    assert f'href="#id_{veld}"' in antwoord.content.decode()


def test_een_oud_halfjaar_wordt_eerst_gevraagd(als: Als) -> None:
    client = als(DE_WOLDEN)
    gegevens = ingevuld(client, volwassenen="1", afgemeld_op="2006-11-05")
    del gegevens["oud_halfjaar"]
    antwoord = client.post(NIEUW, gegevens)
    assert list(antwoord.context["form"].errors) == ["oud_halfjaar"]
    assert "2e helft 2006" in antwoord.content.decode()
    assert 'name="oud_halfjaar"' in antwoord.content.decode()
    client.post(NIEUW, {**gegevens, "oud_halfjaar": "on"})
    assert Plaatsing.objects.count() == 1


def test_late_plaatsing_waar_coa_telt_belooft_geen_nagekomen(wereld: Any, als: Als) -> None:
    """The half-year is closed on COA's figure, so the own count moves nothing; without that figure it does."""
    feit.de_wolden()
    feit.plaatsing("GM1690", volwassenen=20)
    sluit_af(door=None, provincie=Provincie.objects.get(code="PV22"), halfjaar=feit.EEN)
    client = als(DE_WOLDEN)
    gegevens = ingevuld(client, volwassenen="1", afgemeld_op="2024-03-12")
    vraag = client.post(NIEUW, {**gegevens, "oud_halfjaar": ""}).context["form"].errors["oud_halfjaar"][0]
    assert "telt het cijfer van COA" in vraag and "nagekomen" not in vraag
    antwoord = client.post(NIEUW, gegevens, follow=True).content.decode()
    afstemming = reverse("afstemming-halfjaar", args=["GM1690", feit.EEN])
    assert "telt het cijfer van COA" in antwoord and "als nagekomen" not in antwoord
    assert f'href="{afstemming}"' in antwoord
    plaatsing = Plaatsing.objects.latest("pk")
    for naam in ("plaatsing-corrigeren", "plaatsing-intrekken"):
        pagina = client.get(reverse(naam, args=[plaatsing.pk])).content.decode()
        assert f'href="{afstemming}"' in pagina and "nagekomen" not in pagina
    trek_in(Realisatie.objects.get(), door=None, reden="Verkeerde gemeente")
    gegevens = ingevuld(client, volwassenen="4", afgemeld_op="2024-03-13")
    vraag = client.post(NIEUW, {**gegevens, "oud_halfjaar": ""}).context["form"].errors["oud_halfjaar"][0]
    assert "telt als nagekomen in de 2e helft 2024" in vraag
    assert "als nagekomen" in client.post(NIEUW, gegevens, follow=True).content.decode()


def test_nareizigers_bij_een_bekend_kenmerk_worden_het_volgende_deel(wereld: Any, als: Als) -> None:
    eerste = leg(wereld, kenmerk="H-7", waar="GM0119")
    client = als(DE_WOLDEN)
    adres = f"{NIEUW}?bij={eerste.pk}"
    gegevens = ingevuld(client, adres, nareizigers="3", afgemeld_op="2024-06-20")
    assert (gegevens["kenmerk"], gegevens["huisvestingsgemeente"]) == ("H-7", wereld.gemeenten["GM0119"].pk)
    antwoord = client.post(adres, gegevens, follow=True)
    tweede = Plaatsing.objects.exclude(pk=eerste.pk).get()
    assert (tweede.deel, tweede.huishouden, tweede.meegeteld) == (2, eerste.huishouden, 3)
    assert "Toegevoegd als deel 2 bij H-7" in antwoord.content.decode()
    vreemde = als("huisvesting@steenwijkerland.example").get(adres)
    assert "H-7" not in vreemde.content.decode()


def test_gemeente_van_een_ander_kan_niet_worden_gekozen(wereld: Any, als: Als) -> None:
    client = als(DE_WOLDEN)
    ander = wereld.gemeenten["GM1708"].pk
    antwoord = client.post(NIEUW, ingevuld(client, volwassenen="1", afgemeld_op="2024-06-12", koppelgemeente=ander))
    assert antwoord.status_code == 200
    assert Plaatsing.objects.count() == 0


def test_fout_formulier_kan_daarna_goed_worden_verzonden(als: Als) -> None:
    client = als(DE_WOLDEN)
    gegevens = ingevuld(client, volwassenen="0", afgemeld_op="2024-06-12")
    client.post(NIEUW, gegevens)
    client.post(NIEUW, {**gegevens, "volwassenen": "1"})
    assert Plaatsing.objects.count() == 1


def test_meer_tegelijk_slaat_lege_regels_over(als: Als) -> None:
    client = als(DE_WOLDEN)
    adres = reverse("plaatsingen-vastleggen")
    gegevens = ingevuld(client, adres, afgemeld_op="2024-06-12", huisvestingsvorm="doorstroomlocatie")
    regels = {"regel-TOTAL_FORMS": "4", "regel-INITIAL_FORMS": "0", "regel-0-volwassenen": "2", "regel-2-amv": "1"}
    antwoord = client.post(adres, {**gegevens, **regels})
    assert antwoord.status_code == 302
    assert sorted(Plaatsing.objects.values_list("meegeteld", flat=True)) == [1, 2]
    client.post(adres, {**gegevens, **regels})
    assert Plaatsing.objects.count() == 2


def test_meer_tegelijk_wijst_de_foute_regel_aan(als: Als) -> None:
    client = als(DE_WOLDEN)
    adres = reverse("plaatsingen-vastleggen")
    gegevens = ingevuld(client, adres, afgemeld_op="2024-06-12")
    regels = {
        "regel-TOTAL_FORMS": "2",
        "regel-INITIAL_FORMS": "0",
        "regel-0-volwassenen": "2",
        "regel-1-kinderen": "-1",
    }
    antwoord = client.post(adres, {**gegevens, **regels})
    assert antwoord.status_code == 200
    assert antwoord.context["regels"][1].errors == {"kinderen": ["Vul 0 of meer personen in."]}
    assert Plaatsing.objects.count() == 0


def test_een_vreemde_ziet_en_wijzigt_niets(wereld: Any, als: Als) -> None:
    plaatsing = leg(wereld, kenmerk="H-7")
    for email in ("huisvesting@steenwijkerland.example", "toezicht@drenthe.example", "beheer@thuisstand.example"):
        client = als(email)
        for naam in ("plaatsing", "plaatsing-corrigeren", "plaatsing-intrekken"):
            assert client.get(reverse(naam, args=[plaatsing.pk])).status_code == 404, (email, naam)
        assert "H-7" not in client.get(reverse("plaatsingen") + "?toon=alles").content.decode()
    waar = leg(wereld, kenmerk="H-8", waar="GM0119")
    meppel = als("huisvesting@meppel.example")
    assert meppel.get(reverse("plaatsing", args=[waar.pk])).status_code == 200
    assert meppel.get(reverse("plaatsing-corrigeren", args=[waar.pk])).status_code == 403
    assert meppel.post(reverse("plaatsing-intrekken", args=[waar.pk]), {"reden": "x"}).status_code == 403
    assert Plaatsing.objects.bekend().count() == 2


def test_intrekken_en_verbeteren_vanuit_de_lijst(wereld: Any, als: Als) -> None:
    eerste, tweede = leg(wereld, kenmerk="H-1"), leg(wereld, kenmerk="H-2")
    client = als(DE_WOLDEN)
    adres = reverse("plaatsing-corrigeren", args=[eerste.pk])
    antwoord = client.post(adres, ingevuld(client, adres, volwassenen="5", reden="Verteld"), follow=True)
    assert antwoord.context["plaatsing"].volwassenen == 5
    intrekken = reverse("plaatsing-intrekken", args=[tweede.pk])
    client.post(intrekken, ingevuld(client, intrekken, reden="Dubbel"))
    lijst = client.get(reverse("plaatsingen"))
    assert [rij.record.huishouden.kenmerk for rij in lijst.context["table"].rows] == ["H-1"]
    alles = client.get(reverse("plaatsingen") + "?toon=alles")
    assert len(alles.context["table"].rows) == 3
    # what is withdrawn cannot be changed, and whoever was late is told where to look
    assert client.get(intrekken, follow=True).redirect_chain == [(reverse("plaatsing", args=[tweede.pk]), 302)]
    getypt = {"volwassenen": "4", "afgemeld_op": "2024-06-12", "reden": "Te laat"}
    te_laat = client.post(adres, ingevuld(client, reverse("plaatsing-vastleggen"), **getypt))
    assert "Iemand anders heeft deze regel intussen gewijzigd" in te_laat.content.decode()
    assert te_laat.context["form"]["volwassenen"].value() == "4"


def test_reden_met_een_bsn_wordt_geweigerd(wereld: Any, als: Als) -> None:
    plaatsing = leg(wereld)
    adres = reverse("plaatsing-intrekken", args=[plaatsing.pk])
    client = als(DE_WOLDEN)
    antwoord = client.post(adres, ingevuld(client, adres, reden="Persoon 123456782 is vertrokken"))
    assert list(antwoord.context["form"].errors) == ["reden"]
    plaatsing.refresh_from_db()
    assert plaatsing.ingetrokken_op is None


def test_lijst_kost_evenveel_vragen_bij_1_en_30_rijen(wereld: Any, als: Als) -> None:
    client = als(DE_WOLDEN)

    def vragen() -> int:
        with CaptureQueriesContext(connection) as gevangen:
            assert client.get(reverse("plaatsingen")).status_code == 200
        return len(gevangen)

    leg(wereld)
    client.get(reverse("plaatsingen"))
    weinig = vragen()
    for n in range(29):
        leg(wereld, afgemeld_op=date(2024, 1, 1) + timedelta(days=n), waar="GM0119" if n % 2 else "GM1708")
    assert vragen() == weinig


def test_telregels_tonen_elke_regel_met_bron(als: Als) -> None:
    antwoord = als("griffie@raad.example").get(reverse("telregels"))
    tekst = antwoord.content.decode()
    assert antwoord.status_code == 200
    for woord in ("Doorstroomlocatie", "Logeerregeling", "Nareizigers", "Zekerheid"):
        assert woord in tekst


def test_halfjaar_kiest_men_uit_een_lijst_van_wat_er_is(wereld: Any, als: Als) -> None:
    leg(wereld, kenmerk="H-1")
    leg(wereld, kenmerk="H-2", afgemeld_op=date(2023, 9, 1))
    client = als(DE_WOLDEN)
    loopt = Halfjaar.van_datum(timezone.localdate())

    def lijst(vraag: str) -> tuple[list[str], list[str]]:
        inhoud = client.get(reverse("plaatsingen") + vraag).context
        keuzes = [code for code, _ in inhoud["filter"].form.fields["halfjaar"].choices]
        return keuzes, [rij.record.huishouden.kenmerk for rij in inhoud["table"].rows]

    assert lijst("") == (["", loopt.code, "2024-1", "2023-2"], ["H-1", "H-2"])
    assert lijst("?halfjaar=2023-2")[1] == ["H-2"]
    # a link to a half-year without plaatsingen lists none, and does not fall back on all of them
    assert lijst("?halfjaar=2019-1") == (["", loopt.code, "2024-1", "2023-2", "2019-1"], [])


def test_telt_voor_staat_er_alleen_waar_het_verschilt(wereld: Any, als: Als) -> None:
    leg(wereld, kenmerk="H-1")
    pagina = als(DE_WOLDEN).get(reverse("plaatsingen"))
    assert "koppelgemeente" not in pagina.context["table"].columns
    assert "koppelgemeente" not in pagina.context["filter"].form.fields
    leg(wereld, wie="huisvesting@meppel.example", voor="GM0119", waar="GM1690", kenmerk="M-1")
    pagina = als(DE_WOLDEN).get(reverse("plaatsingen"))
    assert "koppelgemeente" in pagina.context["table"].columns
    assert "koppelgemeente" in pagina.context["filter"].form.fields
