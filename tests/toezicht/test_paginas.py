"""The pages: two clicks to the letter, what each role sees, and what comes back when something is wrong."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from taakstelling.regels.halfjaar import Halfjaar
from tests.toezicht.test_acties import nieuw_cijfer
from toezicht import acties
from toezicht.models import Beoordeling, Brief, Tekstblok

TOEZICHT = "toezicht@drenthe.example"
GEMEENTE = "huisvesting@dewolden.example"
ANDERS = [
    "toezicht@overijssel.example",
    "huisvesting@meppel.example",
    "regio@westerkwartier.example",
    "verhuur@woonconcept.example",
    "bestuur@deveste.example",
    "griffie@raad.example",
    "beheer@thuisstand.example",
]


def verstuur(client, adres, **velden):
    """Fill in the form as a browser does: with the hidden fields of the page."""
    pagina = client.get(adres)
    assert pagina.status_code == 200, pagina.status_code
    form = pagina.context["form"]
    begin = {veld.html_name: veld.value() for veld in form}
    return client.post(adres, {naam: waarde for naam, waarde in (begin | velden).items() if waarde is not None})


def test_van_ronde_naar_brief_in_twee_stappen(dossier, als):
    client = als(TOEZICHT)
    ronde = client.get(reverse("ronde", args=[dossier.ronde.pk]))
    beoordelen = reverse("beoordeling-maken", args=[dossier.ronde.pk, "GM1690"])
    assert beoordelen in ronde.content.decode()
    antwoord = verstuur(client, beoordelen)
    brief = Brief.objects.get()
    assert (antwoord.status_code, antwoord.url) == (302, reverse("brief", args=[brief.pk]))
    pagina = client.get(antwoord.url).content.decode()
    assert "26 (+achterstand 10) = 36" in pagina
    assert "Het kenmerk ontbreekt" in pagina
    assert brief.beoordeling.oordeel == "voldoet niet"


def test_hele_weg_tot_de_gemeente_hem_leest(dossier, als):
    client = als(TOEZICHT)
    brief = dossier.concept()
    for naam in ("brief-vaststellen", "brief-verzenden"):
        assert als(GEMEENTE).get(reverse("brief", args=[brief.pk])).status_code == 404
        assert verstuur(client, reverse(naam, args=[brief.pk])).status_code == 302
    pagina = als(GEMEENTE).get(reverse("brief", args=[brief.pk]))
    assert pagina.status_code == 200
    assert "Vaststellen" not in pagina.content.decode()
    pdf = als(GEMEENTE).get(reverse("brief-pdf", args=[brief.pk]))
    brief.refresh_from_db()
    assert pdf.content == bytes(brief.pdf)


def test_dubbel_insturen_is_een_beoordeling(dossier, als):
    client = als(TOEZICHT)
    adres = reverse("beoordeling-maken", args=[dossier.ronde.pk, "GM1690"])
    form = client.get(adres).context["form"]
    velden = {veld.html_name: veld.value() for veld in form if veld.value() is not None}
    assert [client.post(adres, velden).status_code for _ in range(2)] == [302, 302]
    assert Beoordeling.objects.count() == 1


def test_iemand_anders_was_eerst(dossier, als):
    client = als(TOEZICHT)
    adres = reverse("beoordeling-maken", args=[dossier.ronde.pk, "GM1690"])
    form = client.get(adres).context["form"]
    velden = {veld.html_name: veld.value() for veld in form if veld.value() is not None}
    dossier.beoordeel()
    antwoord = client.post(adres, velden | {"motivering": "Mijn tekst"})
    assert "intussen beoordeeld" in antwoord.content.decode()
    assert "Mijn tekst" in antwoord.content.decode()
    assert Beoordeling.objects.count() == 1


def test_foute_invoer_blijft_staan(dossier, als):
    antwoord = verstuur(als(TOEZICHT), reverse("tekstblok-nieuw"), tekst="Beste {burgemeester}", kop="Mijn kop")
    tekst = antwoord.content.decode()
    assert "Het veld {burgemeester} bestaat niet" in tekst
    assert "Mijn kop" in tekst
    assert not Tekstblok.objects.filter(kop="Mijn kop").exists()


def test_tekstblok_maken_wijzigen_en_verwijderen(dossier, als):
    client = als(TOEZICHT)
    verstuur(client, reverse("tekstblok-nieuw"), tekst="Beste {gemeente}", kop="Nieuw", plek="context")
    blok = Tekstblok.objects.get(kop="Nieuw")
    assert blok.provincie == dossier.ronde.provincie
    verstuur(client, reverse("tekstblok", args=[blok.pk]), kop="Anders", vanaf="2024-2")
    blok.refresh_from_db()
    assert (blok.kop, blok.vanaf.code) == ("Anders", "2024-2")
    verstuur(client, reverse("tekstblok-verwijderen", args=[blok.pk]))
    assert not Tekstblok.objects.filter(pk=blok.pk).exists()


def test_tekstblok_dat_een_ander_wijzigde(dossier, als):
    client, blok = als(TOEZICHT), Tekstblok.objects.first()
    form = client.get(reverse("tekstblok", args=[blok.pk])).context["form"]
    velden = {veld.html_name: veld.value() for veld in form if veld.value() is not None}
    Tekstblok.objects.filter(pk=blok.pk).update(tekst="Van een ander")
    antwoord = client.post(reverse("tekstblok", args=[blok.pk]), velden | {"tekst": "Van mij"})
    assert "intussen gewijzigd" in antwoord.content.decode()
    assert Tekstblok.objects.get(pk=blok.pk).tekst == "Van een ander"


def test_afzender_wijzigen(dossier, als):
    verstuur(als(TOEZICHT), reverse("afzender"), plaats="Hoogeveen")
    dossier.ronde.provincie.afzender.refresh_from_db()
    assert dossier.ronde.provincie.afzender.plaats == "Hoogeveen"


@pytest.mark.parametrize("email", [GEMEENTE, *ANDERS])
@pytest.mark.parametrize(
    "naam", ["brief", "brief-pdf", "brief-wijzigen", "brief-vaststellen", "brief-verzenden", "ronde", "tekstblok"]
)
def test_vreemd_voorwerp_bestaat_niet(dossier, als, email, naam):
    brief = dossier.concept()
    pk = {"ronde": dossier.ronde.pk, "tekstblok": Tekstblok.objects.first().pk}.get(naam, brief.pk)
    assert als(email).get(reverse(naam, args=[pk])).status_code == 404


@pytest.mark.parametrize("email", [*ANDERS])
def test_verzonden_brief_is_alleen_van_de_gemeente_zelf(dossier, als, email):
    brief = dossier.verzonden()
    assert als(email).get(reverse("brief", args=[brief.pk])).status_code == 404
    assert als(email).get(reverse("brief-pdf", args=[brief.pk])).status_code == 404
    lijst = als(email).get(reverse("brieven"))
    assert lijst.status_code in (200, 403)
    assert brief.kenmerk not in lijst.content.decode()


@pytest.mark.parametrize("naam", ["brief-wijzigen", "brief-vaststellen", "brief-verzenden"])
def test_gemeente_mag_met_haar_brief_alleen_lezen(dossier, als, naam):
    brief = dossier.verzonden()
    assert als(GEMEENTE).get(reverse(naam, args=[brief.pk])).status_code == 403
    assert als(GEMEENTE).post(reverse(naam, args=[brief.pk])).status_code == 403


def test_gemeente_ziet_in_haar_lijst_alleen_verzonden_brieven(dossier, als):
    dossier.concept("GM0119", kenmerk="kenmerk-meppel")
    assert "zodra zij zijn verzonden" in als(GEMEENTE).get(reverse("brieven")).content.decode()
    brief = dossier.verzonden()
    assert [rij.record.pk for rij in als(GEMEENTE).get(reverse("brieven")).context["tabel"].rows] == [brief.pk]


def test_gemeente_van_buiten_de_ronde_bestaat_niet_in_de_ronde(dossier, als):
    adres = reverse("beoordeling-maken", args=[dossier.ronde.pk, "GM1708"])
    assert als(TOEZICHT).get(adres).status_code == 404


def test_pdf_van_een_concept_zegt_dat(dossier, als):
    brief = dossier.concept()
    antwoord = als(TOEZICHT).get(reverse("brief-pdf", args=[brief.pk]))
    assert antwoord["Content-Disposition"] == 'inline; filename="concept-GM1690-2024-1.pdf"'
    assert (antwoord["X-Content-Type-Options"], antwoord["Content-Type"]) == ("nosniff", "application/pdf")
    bewaard = als(TOEZICHT).get(reverse("brief-pdf", args=[brief.pk]) + "?opslaan")
    assert bewaard["Content-Disposition"].startswith("attachment;")


def test_lege_pagina_s_zeggen_wat_er_komt(wereld, als):
    client = als(TOEZICHT)
    for naam in ("toezicht", "brieven", "tekstblokken"):
        assert "Hier komen" in client.get(reverse(naam)).content.decode()


@pytest.mark.parametrize("code", ["2024-3", "gisteren", ""])
def test_ronde_openen_met_onzin(wereld, als, code):
    antwoord = verstuur(als(TOEZICHT), reverse("ronde-openen"), halfjaar=code)
    assert antwoord.status_code == 200
    assert antwoord.context["form"].errors


def test_ronde_kost_evenveel_vragen_met_een_als_met_twee_beoordelingen(dossier, als):
    client, adres = als(TOEZICHT), reverse("ronde", args=[dossier.ronde.pk])
    dossier.concept()
    client.get(adres)
    with CaptureQueriesContext(
        connection,
    ) as een:
        client.get(adres)
    dossier.concept("GM0119", kenmerk="2")
    with CaptureQueriesContext(connection) as twee:
        client.get(adres)
    assert len(een) == len(twee)


def test_cijfers_veranderd_sinds_de_beoordeling(dossier, als):
    adres = reverse("beoordeling-maken", args=[dossier.ronde.pk, "GM1690"])
    dossier.beoordeel()
    assert "De cijfers zijn veranderd" not in als(TOEZICHT).get(adres).content.decode()
    nieuw_cijfer(dossier)
    assert "De cijfers zijn veranderd" in als(TOEZICHT).get(adres).content.decode()


def test_concept_zegt_dat_de_cijfers_veranderd_zijn(dossier, als):
    brief = dossier.concept()
    nieuw_cijfer(dossier)
    pagina = als(TOEZICHT).get(reverse("brief", args=[brief.pk])).content.decode()
    assert "zijn veranderd sinds de beoordeling" in pagina
    assert 'Realisatie 1e helft 2024:</span> <span class="brief-cijfer">23<' in pagina


def test_voorbeeld_van_een_ronde_zonder_cijfers(wereld, als):
    lid = wereld.lid("toezicht@overijssel.example")
    ronde = acties.open_ronde(door=lid, provincie=lid.provincie, halfjaar=Halfjaar(2030, 1))
    client = als("toezicht@overijssel.example")
    assert client.get(reverse("ronde", args=[ronde.pk])).status_code == 200
    antwoord = verstuur(client, reverse("beoordeling-maken", args=[ronde.pk, "GM1708"]), oordeel="voldoet niet")
    assert client.get(antwoord.url).status_code == 200


def test_voorbeeldteksten_overnemen_kan_eenmaal(wereld, als):
    """A provincie without text blocks begins with an example; the letterhead of another is not taken over."""
    client = als("toezicht@overijssel.example")
    adres = reverse("tekstblokken-voorbeeld")
    assert adres in client.get(reverse("tekstblokken")).content.decode()
    formulier = client.get(adres).context["form"]
    client.post(adres, {"inzending": formulier["inzending"].value()})
    provincie = wereld.provincies["PV23"]
    assert {blok.plek for blok in provincie.tekstblokken.all()} == {"taak", "gevolg", "conclusie"}
    assert not hasattr(provincie, "afzender")
    assert adres not in client.get(reverse("tekstblokken")).content.decode()
    nog_eens = client.post(adres, {"inzending": client.get(adres).context["form"]["inzending"].value()})
    assert "Het voorbeeld is niet overgenomen" in nog_eens.content.decode()
