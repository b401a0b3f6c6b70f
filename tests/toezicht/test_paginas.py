"""The pages: two clicks to the letter, what each role sees, and what comes back when something is wrong."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from taakstelling.regels.halfjaar import Halfjaar
from tests.taakstelling.test_plaatsing_acties import leg
from tests.toezicht.test_acties import nieuw_cijfer
from tests.toezicht.test_grenzen import eigen_telling
from toezicht import acties
from toezicht.models import Beoordeling, Brief, Tekstblok, Toezichtronde
from toezicht.regels.resultaat import datum

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
    "naam",
    [
        "brief",
        "brief-pdf",
        "brief-wijzigen",
        "brief-vaststellen",
        "brief-verzenden",
        "ronde",
        "ronde-verwijderen",
        "tekstblok",
    ],
)
def test_vreemd_voorwerp_bestaat_niet(dossier, als, email, naam):
    brief = dossier.concept()
    ronde = dossier.ronde.pk
    pk = {"ronde": ronde, "ronde-verwijderen": ronde, "tekstblok": Tekstblok.objects.first().pk}.get(naam, brief.pk)
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
    pagina = als(TOEZICHT).get(adres)
    assert "De cijfers zijn veranderd" in pagina.content.decode()
    assert pagina.context["veranderd"][0] == "Realisatie 1e helft 2024: was 23, is nu 40."


def test_cijfers_waarvan_de_brief_niets_toont_zijn_niet_veranderd(dossier, als):
    """A taakstelling of a later half-year, and a plaatsing where COA's figure counts, print the same letter."""
    brief = dossier.concept()
    leg(dossier.wereld, afgemeld_op=date(2024, 3, 1), huurcontract_op=date(2024, 3, 1))
    for adres in (
        reverse("beoordeling-maken", args=[dossier.ronde.pk, "GM1690"]),
        reverse("brief", args=[brief.pk]),
    ):
        antwoord = als(TOEZICHT).get(adres)
        assert antwoord.context["veranderd"] == []
        assert "zijn veranderd" not in antwoord.content.decode()


def test_concept_zegt_dat_de_cijfers_veranderd_zijn(dossier, als):
    brief = dossier.concept()
    nieuw_cijfer(dossier)
    pagina = als(TOEZICHT).get(reverse("brief", args=[brief.pk])).content.decode()
    assert "zijn veranderd sinds de beoordeling" in pagina
    assert 'Realisatie 1e helft 2024:</span> <span class="brief-cijfer">23<' in pagina


def test_waarop_de_cijfers_rusten_zijn_deuren(dossier, als):
    pagina = als(TOEZICHT).get(reverse("brief", args=[dossier.concept().pk]))
    stand = reverse("stand", args=["GM1690", "2024-1"])
    assert pagina.context["rust"] == [
        ("2 taakstellingen", f"{stand}#taakstelling"),
        ("1 beginstand", f"{stand}#begin"),
        ("1 COA-cijfer", f"{stand}#realisatie"),
    ]
    doel = als(TOEZICHT).get(stand).content.decode()
    for _, adres in pagina.context["rust"]:
        assert f'href="{adres}"' in pagina.content.decode()
        assert f'id="{adres.partition("#")[2]}"' in doel


def test_vaststellen_van_een_brief_die_niet_klaar_is(dossier, als):
    brief = dossier.concept(kenmerk="")
    adres = reverse("brief-vaststellen", args=[brief.pk])
    for antwoord in (als(TOEZICHT).get(adres), als(TOEZICHT).post(adres)):
        tekst = antwoord.content.decode()
        assert antwoord.context["titel"] == "De brief is nog niet klaar"
        assert antwoord.context["problemen"] == ["Het kenmerk ontbreekt. Vul het in bij de brief."]
        assert reverse("brief-wijzigen", args=[brief.pk]) in tekst
        assert "Wat u invulde staat er nog" not in tekst
        assert 'type="submit">Brief vaststellen' not in tekst
    brief.refresh_from_db()
    assert brief.status == "concept"


def test_vaststellen_van_een_tekst_die_niemand_zag(dossier, als):
    """The letter is open in the one window; in the other a text block changes; the confirm page was open already."""
    brief, client = dossier.concept(), als(TOEZICHT)
    adres = reverse("brief-vaststellen", args=[brief.pk])
    naar_vaststellen = f"{adres}?gezien={client.get(reverse('brief', args=[brief.pk])).context['gezien']}"
    form = client.get(naar_vaststellen).context["form"]
    velden = {veld.html_name: veld.value() for veld in form if veld.value() is not None}
    Tekstblok.objects.filter(plek="conclusie").update(tekst="Van een ander")
    antwoord = client.post(adres, velden)
    assert "De brief is intussen gewijzigd" in antwoord.content.decode()
    assert "Wat u invulde staat er nog" not in antwoord.content.decode()
    terug = client.get(naar_vaststellen, follow=True)
    assert terug.redirect_chain == [(reverse("brief", args=[brief.pk]), 302)]
    assert "Bekijk hem eerst" in terug.content.decode()
    assert "Van een ander" in terug.content.decode()
    brief.refresh_from_db()
    assert brief.status == "concept"


def test_twee_vensters_met_hetzelfde_concept(dossier, als):
    brief, client = dossier.concept(), als(TOEZICHT)
    adres = reverse("brief-wijzigen", args=[brief.pk])
    form = client.get(adres).context["form"]
    velden = {veld.html_name: veld.value() for veld in form if veld.value() is not None}
    acties.wijzig_concept(door=None, brief=brief, datum=brief.datum, kenmerk="van een ander", onderwerp="x")
    antwoord = client.post(adres, velden | {"kenmerk": "van mij"})
    assert "intussen gewijzigd" in antwoord.content.decode()
    assert "van mij" in antwoord.content.decode()
    assert Brief.objects.get().kenmerk == "van een ander"


def test_lege_ronde_verwijderen(dossier, als):
    client, ronde = als(TOEZICHT), reverse("ronde", args=[dossier.ronde.pk])
    adres = reverse("ronde-verwijderen", args=[dossier.ronde.pk])
    assert adres in client.get(ronde).content.decode()
    dossier.beoordeel()
    assert adres not in client.get(ronde).content.decode()
    assert "is al een gemeente beoordeeld" in verstuur(client, adres).content.decode()
    leeg = acties.open_ronde(door=None, provincie=dossier.ronde.provincie, halfjaar=Halfjaar(2024, 2))
    antwoord = verstuur(client, reverse("ronde-verwijderen", args=[leeg.pk]))
    assert (antwoord.status_code, antwoord.url) == (302, reverse("toezicht"))
    assert list(Toezichtronde.objects.all()) == [dossier.ronde]


def test_ronde_openen_over_een_halfjaar_dat_loopt(wereld, als):
    loopt = Halfjaar.van_datum(timezone.localdate())
    antwoord = verstuur(als(TOEZICHT), reverse("ronde-openen"), halfjaar=loopt.code)
    assert list(antwoord.context["form"].errors) == ["halfjaar"]
    assert f"vanaf {datum(loopt.peildatum)}" in antwoord.content.decode()
    assert not Toezichtronde.objects.exists()


def test_eigen_telling_aanvaarden(dossier, als):
    client, adres = als(TOEZICHT), reverse("beoordeling-maken", args=[dossier.ronde.pk, "GM1690"])
    assert "realisatie_aanvaard" not in client.get(adres).context["form"].fields
    eigen_telling(dossier)
    brief = Brief.objects.get(pk=verstuur(client, adres, realisatie_aanvaard="on").url.split("/")[-2])
    assert brief.beoordeling.cijfers["realisatie_aanvaard"] is True
    assert "door de provincie aanvaard" in client.get(reverse("brief", args=[brief.pk])).content.decode()
    assert client.get(adres).context["form"]["realisatie_aanvaard"].value() is True
    leg(dossier.wereld, afgemeld_op=date(2024, 3, 1), huurcontract_op=date(2024, 3, 1))
    assert client.get(adres).context["form"]["realisatie_aanvaard"].value() is False


def test_afwijken_van_het_voorstel_vraagt_een_motivering(dossier, als):
    client, adres = als(TOEZICHT), reverse("beoordeling-maken", args=[dossier.ronde.pk, "GM1690"])
    antwoord = verstuur(client, adres, oordeel="voldoet niet, doch verschoonbaar")
    assert sorted(antwoord.context["form"].errors) == ["motivering", "verschoond_tot"]
    assert verstuur(client, adres, oordeel="voldoet", motivering="Telt anders").status_code == 302


def test_voorbeeld_van_een_ronde_zonder_cijfers(wereld, als):
    lid = wereld.lid("toezicht@overijssel.example")
    ronde = acties.open_ronde(door=lid, provincie=lid.provincie, halfjaar=Halfjaar(2024, 1))
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
