"""The room of the letters in a round: what is there, what is done with the buttons, and all letters as one file."""

import csv
import hashlib
import re
import zipfile
from datetime import timedelta
from io import BytesIO, StringIO

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from organisaties.drukken.lezen import regels_van
from organisaties.models import Achtergrondtaak, Gebruiker, Lidmaatschap, Opvolging, Postadres
from tests.toezicht.test_acties import nieuw_cijfer
from tests.toezicht.test_paginas import verstuur
from toezicht import acties
from toezicht.brievenbundel import als_een_pdf, als_zip
from toezicht.brievenlijst import vaste_brieven
from toezicht.models import Brief, Brievenopdracht
from toezicht.ontvangers import ontvangers_van, zonder_account

TOEZICHT = "toezicht@drenthe.example"
GEMEENTE = "huisvesting@dewolden.example"


def bytes_van(antwoord):
    return b"".join(antwoord.streaming_content)


def kamer(client, dossier):
    antwoord = client.get(reverse("ronde-brieven", args=[dossier.ronde.pk]))
    assert antwoord.status_code == 200
    return antwoord


def test_kamer_zegt_hoe_ver_elke_brief_is_en_wat_ontbreekt(dossier, als):
    dossier.concept("GM1690", kenmerk="")
    dossier.beoordeel("GM0119")
    Postadres.objects.filter(gemeente__code="GM0119").delete()
    antwoord = kamer(als(TOEZICHT), dossier)
    rijen = {rij.gemeente.code: rij for rij in antwoord.context["tabel"].data}
    assert rijen["GM1690"].problemen == ["Het kenmerk ontbreekt. Vul het in bij de brief."]
    assert (rijen["GM0119"].status, rijen["GM0119"].heeft_postadres) == ("nog geen brief", False)
    pagina = antwoord.content.decode()
    assert "1 concept maken" in pagina and reverse("adres", args=["GM0119"]) in pagina
    assert reverse("ronde-brieven-vaststellen", args=[dossier.ronde.pk]) not in pagina


def test_van_oordeel_tot_verzonden_met_knoppen(dossier, als, django_capture_on_commit_callbacks):
    client, ronde = als(TOEZICHT), [dossier.ronde.pk]
    dossier.beoordeel("GM1690")
    dossier.beoordeel("GM0119")
    acties.wijzig_reeks(
        door=dossier.toezichthouder, provincie=dossier.ronde.provincie, patroon="Z-{nummer}", volgende=1
    )
    gegevens = {"afschrift": "0", "datum": "2024-11-19"}  # the text names the next peildatum: not after that one
    assert verstuur(client, reverse("ronde-brieven-concepten", args=ronde), **gegevens).status_code == 302
    with django_capture_on_commit_callbacks(execute=True):
        assert verstuur(client, reverse("ronde-brieven-vaststellen", args=ronde)).status_code == 302
    assert sorted(Brief.objects.values_list("kenmerk", "status")) == [("Z-1", "vastgesteld"), ("Z-2", "vastgesteld")]
    assert "Klaar: 2 gelukt, 0 niet." in kamer(client, dossier).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        verstuur(client, reverse("ronde-brieven-verzenden", args=ronde))
    assert set(Brief.objects.values_list("status", flat=True)) == {"verzonden"}
    assert client.get(reverse("ronde-brieven-verzenden", args=ronde)).status_code == 302


def test_voortgang_annuleren_en_verdergaan_op_de_pagina(dossier, als, settings):
    settings.ACHTERGROND = "uit"
    client = als(TOEZICHT)
    dossier.concept()
    verstuur(client, reverse("ronde-brieven-vaststellen", args=[dossier.ronde.pk]))
    assert "data-voortgang" in kamer(client, dossier).content.decode()
    nu = timezone.now()
    Achtergrondtaak.objects.update(
        stand="loopt",
        gezien_op=nu,
        stap="Brieven vaststellen",
        gedaan=10,
        totaal=40,
        stap_begonnen_op=nu - timedelta(seconds=10),
    )
    pagina = kamer(client, dossier).content.decode()
    # A slow machine counts a few seconds more.
    assert re.search(r"10 van 40, nog ongeveer [345]\d seconden", pagina)
    opdracht = Brievenopdracht.objects.get()
    annuleren = reverse("brievenopdracht-annuleren", args=[opdracht.pk])
    woorden = client.get(annuleren).content.decode()
    assert ">Opdracht annuleren</button>" in woorden and ">Terug</a>" in woorden
    verstuur(client, annuleren)
    Achtergrondtaak.objects.update(stand="klaar")
    pagina = kamer(client, dossier).content.decode()
    assert "De opdracht is geannuleerd." in pagina and "1 nog te doen" in pagina
    verstuur(client, reverse("brievenopdracht-hervatten", args=[opdracht.pk]))
    assert Achtergrondtaak.objects.filter(stand="wacht").count() == 1


def test_mislukte_brieven_staan_er_met_hun_reden(dossier, als, django_capture_on_commit_callbacks, monkeypatch):
    client = als(TOEZICHT)
    dossier.concept()
    monkeypatch.setattr("toezicht.acties.brieven.als_pdf", lambda *_, **__: 1 / 0)
    with django_capture_on_commit_callbacks(execute=True):
        verstuur(client, reverse("ronde-brieven-vaststellen", args=[dossier.ronde.pk]))
    pagina = kamer(client, dossier).content.decode()
    assert "Klaar: 0 gelukt, 1 niet." in pagina and "ZeroDivisionError" in pagina


@pytest.mark.parametrize("naam", ["ronde-brieven-pdf", "ronde-brieven-zip"])
def test_zonder_vaste_brief_is_er_geen_bestand(dossier, als, naam):
    dossier.concept()
    assert als(TOEZICHT).get(reverse(naam, args=[dossier.ronde.pk])).status_code == 302


def test_zip_bevat_elke_brief_en_een_lijst(dossier, als):
    brieven = [dossier.verzonden("GM1690"), dossier.vastgesteld("GM0119")]
    antwoord = als(TOEZICHT).get(reverse("ronde-brieven-zip", args=[dossier.ronde.pk]))
    assert antwoord["Content-Disposition"] == 'attachment; filename="brieven-PV22-2024-1.zip"'
    with zipfile.ZipFile(BytesIO(bytes_van(antwoord))) as bundel:
        namen = bundel.namelist()
        assert namen == ["GM1690-de-wolden-2024-1.pdf", "GM0119-meppel-2024-1.pdf", "inventaris.csv"]
        for naam, brief in zip(namen, brieven, strict=False):
            assert hashlib.sha256(bundel.read(naam)).hexdigest() == brief.sha256
        lijst = list(csv.DictReader(StringIO(bundel.read("inventaris.csv").decode("utf-8-sig")), delimiter=";"))
    assert [(rij["bestand"], rij["kenmerk"], rij["sha256"]) for rij in lijst] == [
        (naam, brief.kenmerk, brief.sha256) for naam, brief in zip(namen, brieven, strict=False)
    ]


def test_dezelfde_brieven_geven_hetzelfde_bestand(dossier):
    dossier.vastgesteld()
    pks = vaste_brieven(dossier.ronde)
    with als_zip(pks) as een, als_zip(pks) as ander:
        assert een.read() == ander.read()


def test_een_pdf_met_bladwijzers_en_labels(dossier):
    """The tags of each letter point at its own pages, and every page finds its tags back."""
    brieven = [dossier.vastgesteld("GM1690"), dossier.vastgesteld("GM0119")]
    with als_een_pdf(dossier.ronde, vaste_brieven(dossier.ronde)) as bestand, pikepdf.open(bestand) as bundel:
        with bundel.open_outline() as overzicht:
            assert [str(item.title) for item in overzicht.root] == ["De Wolden", "Meppel"]
        boom = bundel.Root.StructTreeRoot
        assert len(boom.K) == 2 and bundel.Root.MarkInfo.Marked and str(bundel.Root.Lang) == "nl"
        nummers = list(boom.ParentTree.Nums)
        ouders = dict(zip(map(int, nummers[::2]), nummers[1::2], strict=True))
        for pagina in bundel.pages:
            delen = ouders[int(pagina.obj.StructParents)]
            assert {deel.Pg.objgen for deel in delen if "/Pg" in deel} == {pagina.obj.objgen}
        bestand.seek(0)
        assert regels_van(bestand.read()) == [regel for b in brieven for regel in regels_van(bytes(b.pdf))]


def test_van_een_gemeente_telt_de_nieuwste_vaste_brief(dossier):
    oud = dossier.verzonden()
    nieuw = _herziene(dossier, oud)
    assert vaste_brieven(dossier.ronde) == [oud.pk]
    acties.stel_brief_vast(door=dossier.toezichthouder, brief=nieuw)
    assert vaste_brieven(dossier.ronde) == [nieuw.pk]


def _herziene(dossier, oud):
    nieuw_cijfer(dossier)
    beoordeling = dossier.beoordeel(vervangt=oud.beoordeling)
    return acties.maak_brief(
        door=dossier.toezichthouder, beoordeling=beoordeling, datum=oud.datum, kenmerk="47/4.1/2024001700"
    )


def test_herziene_brief_noemt_de_oude_en_beide_staan_bij_de_gemeente(dossier, als):
    oud = dossier.verzonden()
    nieuw = _herziene(dossier, oud)
    assert nieuw.herziet == oud
    zin = "Deze brief vervangt onze brief van 19 november 2024 met kenmerk 47/4.1/2024001652."
    lezer = als(GEMEENTE)
    assert "is vervangen door" not in lezer.get(reverse("brief", args=[oud.pk])).content.decode()
    acties.stel_brief_vast(door=dossier.toezichthouder, brief=nieuw)
    nieuw = acties.verzend_brief(door=dossier.toezichthouder, brief=nieuw)
    assert zin in " ".join(regels_van(bytes(Brief.objects.get(pk=nieuw.pk).pdf)))
    pagina = lezer.get(reverse("brief", args=[oud.pk])).content.decode()
    assert "is vervangen door" in pagina and reverse("brief", args=[nieuw.pk]) in pagina
    pagina = lezer.get(reverse("brief", args=[nieuw.pk])).content.decode()
    assert zin in pagina and reverse("brief", args=[oud.pk]) in pagina


def test_brief_bij_een_achterhaald_oordeel_gaat_niet_meer_weg(dossier, als):
    oud = dossier.vastgesteld()
    nieuw = _herziene(dossier, oud)
    assert nieuw.herziet is None
    with pytest.raises(ValidationError, match="opnieuw beoordeeld"):
        acties.verzend_brief(door=dossier.toezichthouder, brief=oud)
    pagina = als(TOEZICHT).get(reverse("brief", args=[oud.pk])).content.decode()
    assert "gaat daarom niet meer weg" in pagina
    assert reverse("brief-verzenden", args=[oud.pk]) not in pagina


def test_afschrift_aan_de_raad_staat_in_de_brief(dossier, als):
    brief = dossier.concept()
    zin = "Een afschrift van deze brief gaat naar de gemeenteraad."
    client = als(TOEZICHT)
    assert zin not in client.get(reverse("brief", args=[brief.pk])).content.decode()
    verstuur(client, reverse("brief-wijzigen", args=[brief.pk]), afschrift_raad="on")
    assert zin in client.get(reverse("brief", args=[brief.pk])).content.decode()
    vast = acties.stel_brief_vast(door=dossier.toezichthouder, brief=brief)
    assert zin in regels_van(bytes(vast.pdf))


def test_kamer_vraagt_bij_twee_brieven_niet_meer_dan_bij_een(dossier, als):
    client = als(TOEZICHT)
    dossier.concept("GM1690")
    kamer(client, dossier)
    with CaptureQueriesContext(connection) as een:
        kamer(client, dossier)
    dossier.concept("GM0119")
    with CaptureQueriesContext(connection) as twee:
        kamer(client, dossier)
    assert len(twee) == len(een)


def test_zonder_account_belooft_de_pagina_van_een_brief_geen_mail(dossier, als, mailoutbox):
    Lidmaatschap.objects.filter(gemeente__code="GM1690").update(beeindigd_op=timezone.now())
    client, adres = als(TOEZICHT), reverse("brief-verzenden", args=[dossier.vastgesteld().pk])
    zin = "Niemand bij De Wolden heeft een account: stuur de brief ook per post."
    pagina = client.get(adres).content.decode()
    assert zin in pagina and "krijgt er een mail over" not in pagina
    verstuur(client, adres)
    pagina = client.get(adres).content.decode()
    assert "De brief is verzonden. " + zin in pagina and not mailoutbox


def test_alle_brieven_verzenden_noemt_wie_geen_account_heeft(dossier, als):
    Gebruiker.objects.filter(lidmaatschappen__gemeente__code="GM0119").update(is_active=False)
    dossier.vastgesteld("GM1690")
    dossier.vastgesteld("GM0119")
    antwoord = als(TOEZICHT).get(reverse("ronde-brieven-verzenden", args=[dossier.ronde.pk]))
    assert [gemeente.naam for gemeente in antwoord.context["zonder_account"]] == ["Meppel"]
    assert "<li>Meppel</li>" in antwoord.content.decode()


def test_wie_een_opvolger_leest_heeft_een_account(dossier, django_assert_num_queries):
    oud, nieuw = dossier.gemeente("GM0119"), dossier.gemeente("GM1690")
    Lidmaatschap.objects.filter(gemeente=oud).update(beeindigd_op=timezone.now())
    assert zonder_account([oud, nieuw]) == [oud] and ontvangers_van(oud) == []
    Opvolging.objects.create(van=oud, naar=nieuw, volgorde=0)
    with django_assert_num_queries(2):
        assert zonder_account([oud, nieuw]) == []
    assert ontvangers_van(oud) == ontvangers_van(nieuw) != []


def test_is_er_niets_te_maken_dan_wijzigt_de_pagina_de_concepten(dossier, als):
    client, adres = als(TOEZICHT), reverse("ronde-brieven-concepten", args=[dossier.ronde.pk])
    dossier.concept("GM1690")
    dossier.concept("GM0119")
    assert "Concepten wijzigen" in kamer(client, dossier).content.decode()
    pagina = client.get(adres)
    assert pagina.context["titel"] == "Concepten wijzigen" and "Concepten maken" not in pagina.content.decode()
    gegevens = {"datum": "2024-11-18", "afschrift": "0"}
    assert "Vink aan wat u wilt wijzigen" in verstuur(client, adres, **gegevens).content.decode()
    assert verstuur(client, adres, **gegevens, datum_bestaande="on").status_code == 302
    assert "2 concepten gewijzigd." in kamer(client, dossier).content.decode()
    assert {(str(brief.datum), brief.afschrift_raad) for brief in Brief.objects.all()} == {("2024-11-18", False)}


def test_maken_en_wijzigen_in_een_keer_meldt_beide(dossier, als):
    client, adres = als(TOEZICHT), reverse("ronde-brieven-concepten", args=[dossier.ronde.pk])
    dossier.concept("GM1690")
    dossier.beoordeel("GM0119")
    verstuur(client, adres, datum="2024-11-19", afschrift="0", ook_bestaande="on")
    assert "1 concept gemaakt. 1 concept gewijzigd." in kamer(client, dossier).content.decode()
