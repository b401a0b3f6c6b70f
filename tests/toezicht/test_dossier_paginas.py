"""The pages of the dossiers: recording through the forms, the list, and what the gemeente reads."""

from datetime import date, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from organisaties.models import Gemeente, Opvolging
from tests.toezicht.dossierstukken import S, brief_op_trede, de_wolden, leg
from tests.toezicht.test_paginas import GEMEENTE, TOEZICHT, verstuur
from toezicht.models import Dossierstuk
from toezicht.regels.komt_nu import BINNENKORT

DOSSIER = ("toezichtdossier", ["GM1690"])


def tekst(client, naam, argumenten=(), vraag=""):
    antwoord = client.get(reverse(naam, args=argumenten) + vraag)
    assert antwoord.status_code == 200
    return antwoord.content.decode()


def adres(soort, vraag=""):
    return reverse("stuk-vastleggen", args=["GM1690", soort]) + vraag


def test_plan_van_vragen_tot_akkoord_door_de_formulieren(dossier, als):
    client = als(TOEZICHT)
    gevraagd = velden(client, adres("plan-gevraagd"), datum="2024-11-19", uiterlijk="2024-12-25")
    antwoord = client.post(adres("plan-gevraagd"), gevraagd, follow=True)
    melding = antwoord.content.decode()
    assert "25 december 2024 is geen werkdag. De laatste dag is nu 27 december 2024" in melding
    plan = Dossierstuk.objects.get()
    assert f"{adres('plan-ontvangen')}?bij={plan.pk}" in melding
    assert "te laat" in melding
    verstuur(client, adres("plan-ontvangen", f"?bij={plan.pk}"), datum="2024-12-23")
    ontvangen = Dossierstuk.objects.get(soort=S.PLAN_ONTVANGEN)
    assert ontvangen.hoort_bij == plan
    assert "nog te doen" in tekst(client, *DOSSIER)
    verstuur(client, adres("plan-oordeel", f"?bij={ontvangen.pk}"), datum="2025-01-06", soort="plan-akkoord")
    assert Dossierstuk.objects.get(soort=S.PLAN_AKKOORD).hoort_bij == ontvangen
    assert "te laat" not in tekst(client, *DOSSIER)


def velden(client, pagina, **anders):
    form = client.get(pagina).context["form"]
    begin = {veld.html_name: veld.value() for veld in form}
    return {naam: waarde for naam, waarde in (begin | anders).items() if waarde is not None}


def test_elk_formulier_opent_en_legt_vast(dossier, als):
    client = als(TOEZICHT)
    brief = brief_op_trede(dossier, 1, verzend=True)
    for soort, anders in (
        ("gesprek", {"soort": "gesprek-bestuurlijk"}),
        ("toezegging", {"uiterlijk": timezone.localdate() + timedelta(days=7), "omschrijving": "Zes woningen."}),
        ("toezegging-oordeel", {"soort": "toezegging-nagekomen"}),
        ("antwoord", {"brief": brief.pk}),
        ("notitie", {"omschrijving": "Alleen voor ons."}),
    ):
        antwoord = verstuur(client, adres(soort), **anders)
        assert (soort, antwoord.status_code) == (soort, 302)
    assert Dossierstuk.objects.count() == 5
    assert client.get(adres("bestaat-niet")).status_code == 404


def test_zonder_vervolg_staat_er_geen_formulier(dossier, als):
    pagina = tekst(als(TOEZICHT), "stuk-vastleggen", ["GM1690", "plan-oordeel"])
    assert "niets waarop dit een vervolg kan zijn" in pagina and "Annuleren" not in pagina


def test_fout_blijft_bij_het_veld_en_niets_gaat_verloren(dossier, als):
    client = als(TOEZICHT)
    antwoord = verstuur(client, adres("notitie"), omschrijving="Bel 06-12345678")
    assert "omschrijving" in antwoord.context["form"].errors
    assert "Bel 06-12345678" in antwoord.content.decode()
    assert not Dossierstuk.objects.exists()


def test_dubbel_insturen_is_een_stuk(dossier, als):
    client = als(TOEZICHT)
    gegevens = velden(client, adres("gesprek"), soort="gesprek-ambtelijk")
    assert [client.post(adres("gesprek"), gegevens).status_code for _ in range(2)] == [302, 302]
    assert Dossierstuk.objects.count() == 1


def test_verbeteren_en_intrekken(dossier, als):
    client, stuk = als(TOEZICHT), leg(dossier, S.GESPREK_AMBTELIJK, date(2025, 1, 14))
    verbeteren = reverse("stuk-verbeteren", args=[stuk.pk])
    assert verstuur(client, verbeteren, datum="2025-01-15", reden="Verkeerde dag").status_code == 302
    nieuw = Dossierstuk.objects.bekend().get()
    assert (nieuw.datum, nieuw.vervangt_id) == (date(2025, 1, 15), stuk.pk)
    assert client.get(verbeteren).status_code == 404  # that version is gone
    assert verstuur(client, reverse("stuk-intrekken", args=[nieuw.pk]), reden="Vergissing").status_code == 302
    assert not Dossierstuk.objects.bekend().exists()


def test_de_gemeente_leest_haar_dossier_en_meer_niet(dossier, als):
    alles = de_wolden(dossier)
    client = als(GEMEENTE)
    assert reverse("toezichtdossiers") in tekst(client, "brieven")
    assert client.get(reverse("toezichtdossiers")).url == reverse(*DOSSIER[:1], args=DOSSIER[1])
    pagina = tekst(client, *DOSSIER)
    assert "Plan van aanpak gevraagd" in pagina and "Bestuurlijk gesprek" in pagina
    assert "doch verschoonbaar" in pagina
    for weg in ("Notitie", "Wethouder wisselt", "Intrekken", "Verbeteren", "vastleggen", "Beoordeeld over"):
        assert weg not in pagina.split('id="inhoud"')[1].split("</main>")[0], weg
    assert client.get(adres("gesprek")).status_code == 403
    assert client.get(reverse("stuk-verbeteren", args=[alles["notitie"].pk])).status_code == 404


def test_de_brief_leidt_naar_het_dossier_van_wie_hem_leest(dossier, als):
    brief = de_wolden(dossier)["brief"]
    oud = dossier.gemeente()
    nieuw = Gemeente.objects.create(code="GM9001", naam="Zuid-Drenthe", provincie=oud.provincie)
    Opvolging.objects.create(van=oud, naar=nieuw)
    eigen = reverse(DOSSIER[0], args=DOSSIER[1])
    assert f'href="{eigen}"' in tekst(als(TOEZICHT), "brief", [brief.pk])
    assert f'href="{eigen}"' in tekst(als(GEMEENTE), "brief", [brief.pk])
    lid = dossier.wereld.lid(GEMEENTE)
    lid.gemeente = nieuw
    lid.save()
    assert 'href="/toezicht/dossiers/GM9001/"' in tekst(als(GEMEENTE), "brief", [brief.pk])
    assert "Toezegging (De Wolden)" in tekst(als(GEMEENTE), "toezichtdossier", ["GM9001"])


def test_lijst_sorteert_filtert_en_gaat_mee_als_bestand(dossier, als):
    de_wolden(dossier)
    leg(dossier, S.PLAN_GEVRAAGD, timezone.localdate(), "GM0119", uiterlijk=timezone.localdate() + timedelta(days=5))
    client = als(TOEZICHT)
    pagina = tekst(client, "toezichtdossiers")
    assert "bij 1 gemeente is iets te laat" in pagina
    assert "Inleveren plan van aanpak (3 maart 2025)" in pagina

    def namen(vraag):
        return [rij.record.naam for rij in client.get(reverse("toezichtdossiers") + vraag).context["tabel"].rows]

    assert namen("?toon=te-laat") == ["De Wolden"]
    assert namen("?toon=binnenkort") == ["Meppel"]
    assert namen("?toon=onzin") == namen("") == ["De Wolden", "Meppel"]
    assert namen("?sort=-te_laat")[0] == namen("?sort=-brief")[0] == namen("?sort=-trede")[0] == "De Wolden"
    bestand = client.get(reverse("toezichtdossiers") + "?uitvoer=csv&toon=te-laat")
    assert "De Wolden" in bestand.content.decode("utf-8-sig") and "Meppel" not in bestand.content.decode("utf-8-sig")


def test_lijst_en_dossier_vragen_niet_meer_bij_meer_stukken(dossier, als):
    """Also with letters that were sent, which the test on every list does not have."""
    client = als(TOEZICHT)
    brief_op_trede(dossier, 2, verzend=True)
    leg(dossier, S.GESPREK_AMBTELIJK, date(2025, 1, 14))

    def vragen(naam, args=()):
        client.get(reverse(naam, args=args))
        with CaptureQueriesContext(connection) as gevangen:
            assert client.get(reverse(naam, args=args)).status_code == 200
        return len(gevangen)

    voor = vragen("toezichtdossiers"), vragen(*DOSSIER)
    brief_op_trede(dossier, 3, "GM0119", verzend=True)
    for n in range(15):
        for code in ("GM1690", "GM0119"):
            leg(dossier, S.PLAN_GEVRAAGD, date(2025, 1, 14), code, uiterlijk=date(2025, 2, 3) + timedelta(days=n))
    assert (vragen("toezichtdossiers"), vragen(*DOSSIER)) == voor


def test_een_leeg_dossier_zegt_wat_er_komt(dossier, als):
    leeg = dossier.wereld.gemeenten["GM1969"]
    pagina = tekst(als("toezicht@groningen.example"), "toezichtdossier", [leeg.code])
    assert "Er is nog niets gebeurd" in pagina and "Volgende peildatum" in pagina


def test_vandaag_van_de_provincie_noemt_wat_te_laat_is_en_wat_komt(dossier, als):
    de_wolden(dossier)
    vandaag = timezone.localdate()
    leg(dossier, S.TOEZEGGING, vandaag, "GM0119", uiterlijk=vandaag + timedelta(days=3), omschrijving="x")
    pagina = tekst(als(TOEZICHT), "vandaag")
    assert f"{reverse('toezichtdossiers')}?toon=te-laat" in pagina
    assert f"{reverse('toezichtdossiers')}?toon=binnenkort" in pagina
    assert "1 gemeente met iets dat te laat is" in pagina


def test_vandaag_van_de_gemeente_noemt_haar_termijnen(dossier, als):
    assert "plan van aanpak" not in tekst(als(GEMEENTE), "vandaag").lower()
    vandaag = timezone.localdate()
    leg(dossier, S.PLAN_GEVRAAGD, vandaag, uiterlijk=vandaag + BINNENKORT - timedelta(days=7))
    assert "Stuur het plan van aanpak" in tekst(als(GEMEENTE), "vandaag")
    assert "Stuur het plan van aanpak" not in tekst(als("huisvesting@meppel.example"), "vandaag")


def test_vandaag_van_de_gemeente_noemt_een_nieuwe_brief_tot_zij_antwoordt(dossier, als, monkeypatch):
    zin, nu = "Nieuwe brief van de provincie", timezone.now()
    assert zin not in tekst(als(GEMEENTE), "vandaag")
    brief = brief_op_trede(dossier, 1, verzend=True)
    pagina = tekst(als(GEMEENTE), "vandaag")
    assert zin in pagina and reverse("brief", args=[brief.pk]) in pagina
    assert zin not in tekst(als("huisvesting@meppel.example"), "vandaag")
    for dagen, nieuw in ((30, True), (31, False)):
        with monkeypatch.context() as later:
            later.setattr(timezone, "now", lambda dagen=dagen: nu + timedelta(days=dagen))
            assert (zin in tekst(als(GEMEENTE), "vandaag")) is nieuw
    leg(dossier, S.ANTWOORD, timezone.localdate(), brief=brief, omschrijving="Ontvangen.")
    assert zin not in tekst(als(GEMEENTE), "vandaag")
