"""The pages of deciding: what is proposed and why, in the words of the kader, and many at once."""

import csv
import io
import re
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.toezicht.kaders import kader, pakket
from tests.toezicht.test_paginas import TOEZICHT, verstuur
from tests.toezicht.verloop import collega_toezicht, leg_verloop_vast, ronde_over, stel_kader_in, volg
from toezicht import acties
from toezicht.cijfers import cijfers_voor
from toezicht.models import Akkoord, Beoordeling, Brief
from toezicht.regels.kader import Oordeelwoord, Toerekening
from toezicht.regels.rondecijfers import vingerafdruk
from toezicht.regels.termijnen import wederhoor_voorstel

COLLEGA = "collega@drenthe.example"
WOORDEN = {"voldoet": Oordeelwoord("op koers", "groen"), "voldoet niet": Oordeelwoord("verwijtbaar", "rood")}


@pytest.fixture
def met_kader(dossier):
    stel_kader_in(dossier.ronde.provincie, kader(oordelen=WOORDEN))
    return dossier


@pytest.fixture
def ronde(dossier):
    return reverse("ronde", args=[dossier.ronde.pk])


@pytest.fixture
def beoordelen(dossier):
    return reverse("beoordeling-maken", args=[dossier.ronde.pk, "GM1690"])


def tekst_van(antwoord):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", antwoord.content.decode()))


def test_de_pagina_noemt_elke_reden_met_regel_en_vindplaats(met_kader, als, beoordelen):
    antwoord = als(TOEZICHT).get(beoordelen)
    tekst = tekst_van(antwoord)
    assert "Van trede 0 naar 1. De achterstand op 1 juli 2024 is 13 personen. Dit is de" in tekst
    assert "eerste peildatum die meetelt. De regel vraagt" in tekst
    assert "Bron: art. 1." in tekst
    assert "Thuisstand kent nog geen eerder besluit over deze gemeente." in tekst
    assert 'oordeelmerk--rood">verwijtbaar, naar trede 1<' in antwoord.content.decode()
    assert reverse("kader", args=[met_kader.ronde.provincie.toezichtkaders.get().pk]) in antwoord.content.decode()
    keuzes = dict(antwoord.context["form"].fields["oordeel"].choices)
    assert keuzes["voldoet niet"] == "verwijtbaar (voldoet niet)"
    assert keuzes["voldoet niet, doch verschoonbaar"] == "voldoet niet, doch verschoonbaar"
    assert dict(antwoord.context["form"].fields["trede"].choices)[3] == "Trede 3: Trede 3"


def test_het_voorstel_overnemen_en_de_volgende_ronde_kent_de_trede(met_kader, als, beoordelen):
    client = als(TOEZICHT)
    assert verstuur(client, beoordelen, begintrede="0").status_code == 302
    besluit = Beoordeling.objects.get()
    assert (besluit.trede, besluit.voorstel["begin_bekend"]) == (1, True)
    leg_verloop_vast(met_kader.gemeente(), None, (20, 0), vanaf="2024-2")
    later = ronde_over(met_kader.ronde.provincie, "2024-2")
    antwoord = client.get(reverse("beoordeling-maken", args=[later.pk, "GM1690"]))
    assert "begintrede" not in antwoord.context["form"].fields
    assert antwoord.context["form"]["trede"].value() == 2
    assert "Vorige ronden" in antwoord.content.decode()
    assert beoordelen in antwoord.content.decode()
    cel = client.get(reverse("ronde", args=[later.pk])).context["tabel"].rows[0].get_cell("vorige")
    assert cel == "verwijtbaar, trede 1"
    volgende = ronde_over(met_kader.ronde.provincie, "2025-1")
    cel = client.get(reverse("ronde", args=[volgende.pk])).context["tabel"].rows[0].get_cell("vorige")
    assert cel == "1e helft 2024: verwijtbaar, trede 1"


def test_een_begintrede_verandert_het_voorstel_en_vraagt_dan_om_een_keuze(met_kader, als, beoordelen):
    """The proposal of the page began at 0; with trede 2 before it another one is proposed."""
    antwoord = verstuur(als(TOEZICHT), beoordelen, begintrede="2")
    assert list(antwoord.context["form"].errors) == ["motivering"]
    assert "Het voorstel is trede 2" in tekst_van(antwoord)
    assert "De gemeente blijft op trede 2." in tekst_van(antwoord)
    assert verstuur(als(TOEZICHT), beoordelen, begintrede="2", trede="2").status_code == 302


@pytest.mark.parametrize("onzin", ["x", "-1", "99", "²"])
def test_een_onmogelijke_begintrede(met_kader, als, beoordelen, onzin):
    antwoord = verstuur(als(TOEZICHT), beoordelen, begintrede=onzin)
    assert list(antwoord.context["form"].errors) == ["begintrede"]


def test_afwijken_zonder_reden_komt_terug_bij_het_veld(met_kader, als, beoordelen):
    client = als(TOEZICHT)
    antwoord = verstuur(client, beoordelen, begintrede="0", trede="3")
    assert list(antwoord.context["form"].errors) == ["motivering"]
    antwoord = verstuur(client, beoordelen, begintrede="0", trede="5", motivering="Haast")
    assert antwoord.context["form"].errors == {
        "trede": ["Een besluit kan alleen na een voornemen (Gemeentewet art. 124 lid 4)."]
    }
    antwoord = verstuur(client, beoordelen, begintrede="0", trede="")
    assert antwoord.context["form"].errors == {"trede": ["Kies een trede."]}
    assert verstuur(client, beoordelen, begintrede="0", trede="3", motivering="Al vaak gesproken").status_code == 302


def test_een_tekst_met_een_nummer_van_een_persoon_of_te_lang_komt_terug_bij_het_veld(met_kader, als, beoordelen):
    client = als(TOEZICHT)
    antwoord = verstuur(client, beoordelen, begintrede="0", gevolg="BSN 111222333", motivering="Mail a@b.example")
    assert antwoord.context["form"].errors == {
        "gevolg": ["Dit lijkt op een BSN. Schrijf dit zonder persoonsgegevens."],
        "motivering": ["Dit lijkt op een e-mailadres. Schrijf dit zonder persoonsgegevens."],
    }
    antwoord = verstuur(client, beoordelen, begintrede="0", gevolg="x" * 5001, motivering="x" * 5001)
    assert list(antwoord.context["form"].errors) == ["motivering", "gevolg"]
    assert not Beoordeling.objects.exists()


def test_opnieuw_beoordelen_opent_met_wat_er_is_besloten(met_kader, als, beoordelen):
    volg(
        met_kader.ronde, met_kader.gemeente(), 3, trede=2, coulance=True, motivering="x", verlengd_tot=date(2025, 7, 1)
    )
    form = als(TOEZICHT).get(beoordelen).context["form"]
    velden = ("begintrede", "trede", "coulance", "verlengd_tot")
    assert [form[veld].value() for veld in velden] == [3, 2, True, date(2025, 7, 1)]


def test_een_trede_per_halfjaar(dossier, als, beoordelen):
    stel_kader_in(dossier.ronde.provincie, kader(per_halfjaar=Toerekening.EIGEN))
    antwoord = als(TOEZICHT).get(beoordelen)
    form = antwoord.context["form"]
    assert form.fields["trede_2024-1"].label == "Trede voor de 1e helft van 2024"
    assert form.fields["trede_eerder"].label == "Trede voor eerdere halfjaren"
    assert "Van de 1e helft van 2024 staan 3 personen open" in tekst_van(antwoord)
    verstuur(als(TOEZICHT), beoordelen, begintrede="0")
    assert Beoordeling.objects.get().halfjaartreden == {"2024-1": 1, "eerder": 1}


def test_zonder_kader_een_verwijzing_en_geen_velden_voor_de_ladder(dossier, als, beoordelen, ronde):
    antwoord = als(TOEZICHT).get(beoordelen)
    assert "Er gold op de peildatum geen toezichtkader." in tekst_van(antwoord)
    assert reverse("kaders") in antwoord.content.decode()
    assert not {"trede", "coulance", "verlengd_tot"} & set(antwoord.context["form"].fields)
    assert "het voorstel volgt alleen uit de stand" in tekst_van(als(TOEZICHT).get(ronde))


def test_de_ronde_toont_voorstel_verloop_en_besluit(met_kader, als, ronde):
    volg(met_kader.ronde, met_kader.gemeente("GM0119"), 0)
    antwoord = als(TOEZICHT).get(ronde)
    tekst, bron = tekst_van(antwoord), antwoord.content.decode()
    assert "−3 gedaald" in tekst and "+1 gestegen" in tekst
    assert 'oordeelmerk--rood">verwijtbaar, naar trede 1<' in bron
    assert 'oordeelmerk--groen">op koers<' in bron
    assert 'value="GM1690" aria-label="De Wolden kiezen"' in bron
    assert 'aria-label="Meppel kiezen"' not in bron
    bestand = als(TOEZICHT).get(f"{ronde}?uitvoer=csv").content.decode("utf-8-sig")
    assert "verwijtbaar, naar trede 1" in bestand
    assert "Kiezen" not in bestand
    kop, *rijen = csv.reader(io.StringIO(bestand), delimiter=";")
    assert [rij[kop.index("Verandering")] for rij in rijen] == ["-3", "1"]


@pytest.mark.parametrize("kolom", ["verandering", "voorstel", "oordeel", "-voorstel", "-oordeel", "-verandering"])
def test_de_ronde_sorteert_ook_met_en_zonder_oordeel(met_kader, als, ronde, kolom):
    volg(met_kader.ronde, met_kader.gemeente("GM0119"), 0)
    assert als(TOEZICHT).get(f"{ronde}?sort={kolom}").status_code == 200


def overnemen(dossier):
    return reverse("ronde-voorstellen", args=[dossier.ronde.pk])


def test_het_voorstel_voor_velen_overnemen(met_kader, als, ronde):
    client = als(TOEZICHT)
    adres = f"{overnemen(met_kader)}?gekozen=1&gemeente=GM1690&gemeente=GM0119"
    pagina = client.get(adres)
    assert "De Wolden" in tekst_van(pagina) and "trede 1: Trede 1" in tekst_van(pagina)
    assert not Beoordeling.objects.exists()
    antwoord = verstuur(client, adres, datum="2024-11-19", begin_aanvaard="on")
    assert (antwoord.status_code, antwoord.url) == (302, ronde)
    assert "2 gemeenten zijn beoordeeld." in tekst_van(client.get(ronde))
    assert Brief.objects.filter(status="concept").count() == 2
    assert "Neem het voorstel over" not in tekst_van(client.get(ronde))


def test_velen_dubbel_insturen(met_kader, als):
    client, adres = als(TOEZICHT), f"{overnemen(met_kader)}"
    form = client.get(adres).context["form"]
    velden = {veld.html_name: veld.value() for veld in form} | {"datum": "2024-11-19", "begin_aanvaard": "on"}
    assert [client.post(adres, velden).status_code for _ in range(2)] == [302, 302]
    assert Beoordeling.objects.count() == 2
    ronde = tekst_van(client.get(reverse("ronde", args=[met_kader.ronde.pk])))
    assert "Dit formulier was al verwerkt." in ronde


def test_velen_zonder_vinkje_zegt_wie_er_niet_meedoet(met_kader, als):
    antwoord = verstuur(als(TOEZICHT), f"{overnemen(met_kader)}", datum="2024-11-19")
    assert antwoord.status_code == 200
    assert "Meppel U heeft niet gezegd dat deze gemeente bij trede 0 begint." in tekst_van(antwoord)
    assert not Beoordeling.objects.exists()


def test_velen_waarvan_er_een_al_beoordeeld_is(met_kader, als):
    volg(met_kader.ronde, met_kader.gemeente(), 0)
    pagina = als(TOEZICHT).get(f"{overnemen(met_kader)}?gekozen=1&gemeente=GM1690&gemeente=GM0119")
    assert "De Wolden Deze gemeente is al beoordeeld." in tekst_van(pagina)
    alleen = als(TOEZICHT).get(f"{overnemen(met_kader)}?gekozen=1&gemeente=GM1690")
    assert "Vastleggen" not in tekst_van(alleen)


@pytest.mark.parametrize("vraag", ["?gekozen=1", "?gekozen=1&gemeente=GM1708", "?gekozen=1&gemeente=onzin"])
def test_velen_zonder_keuze_gaat_terug_naar_de_ronde(met_kader, als, ronde, vraag):
    antwoord = als(TOEZICHT).get(f"{overnemen(met_kader)}{vraag}", follow=True)
    assert antwoord.redirect_chain == [(ronde, 302)]
    assert "Kies eerst een of meer gemeenten." in tekst_van(antwoord)


@pytest.mark.parametrize("gezien", ["", "[]", '{"GM1690": 1}', "{", "null", "[" * 100_000])
def test_velen_met_een_kapot_formulier(met_kader, als, gezien):
    antwoord = verstuur(als(TOEZICHT), f"{overnemen(met_kader)}", gezien=gezien, begin_aanvaard="on")
    assert antwoord.status_code == 200
    assert antwoord.context["form"].errors
    assert not Beoordeling.objects.exists()


def betwist(dossier):
    """De Wolden says in the wederhoor that its figures are wrong."""
    tot = wederhoor_voorstel(timezone.localdate())
    acties.vraag_wederhoor(door=dossier.toezichthouder, ronde=dossier.ronde, tot=tot)
    acties.beantwoord_wederhoor(
        door=dossier.wereld.lid("huisvesting@dewolden.example"),
        ronde=dossier.ronde,
        gemeente=dossier.gemeente(),
        antwoord="betwist",
        toelichting="COA telt een gezin niet mee.",
        gezien=vingerafdruk(cijfers_voor(dossier.ronde, dossier.gemeente())[0]),
    )


def test_de_ronde_zegt_wie_de_cijfers_betwist(met_kader, als, ronde):
    assert "betwist de cijfers" not in tekst_van(als(TOEZICHT).get(ronde))
    betwist(met_kader)
    antwoord = als(TOEZICHT).get(ronde)
    assert tekst_van(antwoord).count("betwist de cijfers") == 1
    assert "verwijtbaar, naar trede 1, betwist de cijfers" in tekst_van(antwoord)


def test_velen_zet_wie_de_cijfers_betwist_apart(met_kader, als):
    betwist(met_kader)
    client, adres = als(TOEZICHT), overnemen(met_kader)
    pagina = client.get(adres)
    assert [k.gemeente.naam for k in pagina.context["betwist"].data] == ["De Wolden"]
    assert [k.gemeente.naam for k in pagina.context["tabel"].data] == ["Meppel"]
    gedaan = verstuur(client, adres, datum="2024-11-19", begin_aanvaard="on")
    assert "De Wolden Betwist de cijfers: beoordeel deze gemeente apart." in tekst_van(gedaan)
    assert Beoordeling.objects.get().gemeente.naam == "Meppel"
    assert verstuur(client, adres, datum="2024-11-19", begin_aanvaard="on", betwist_aanvaard="on").status_code == 302
    assert Beoordeling.objects.count() == 2


def test_velen_wie_intussen_betwist_doet_niet_mee(met_kader, als):
    client, adres = als(TOEZICHT), overnemen(met_kader)
    oud = {veld.html_name: veld.value() for veld in client.get(adres).context["form"]}
    betwist(met_kader)
    velden = oud | {"datum": "2024-11-19", "begin_aanvaard": "on", "betwist_aanvaard": "on"}
    assert "Het voorstel is intussen veranderd." in tekst_van(client.post(adres, velden))
    assert Beoordeling.objects.get().gemeente.naam == "Meppel"


def test_akkoord_van_een_collega(dossier, als, beoordelen, ronde):
    afzender = reverse("afzender")
    assert verstuur(als(TOEZICHT), afzender, vier_ogen="on").status_code == 302
    assert als(TOEZICHT).get(afzender).context["form"]["vier_ogen"].value() is True
    brief = dossier.concept()
    collega_toezicht(dossier.wereld, COLLEGA)
    adres = reverse("beoordeling-akkoord", args=[dossier.ronde.pk, "GM1690"])
    assert "doch verschoonbaar, nog zonder akkoord" in tekst_van(als(TOEZICHT).get(ronde))
    assert "Een collega moet nog akkoord geven." in tekst_van(als(TOEZICHT).get(beoordelen))
    assert adres not in als(TOEZICHT).get(beoordelen).content.decode()
    assert "uw provincie werkt met vier ogen" in tekst_van(als(TOEZICHT).get(reverse("brief", args=[brief.pk])))
    assert adres in als(COLLEGA).get(beoordelen).content.decode()
    assert "zelf beoordeeld" in tekst_van(verstuur(als(TOEZICHT), adres))
    assert verstuur(als(COLLEGA), adres).status_code == 302
    assert "Collega Toezicht gaf akkoord op" in tekst_van(als(TOEZICHT).get(beoordelen))
    assert "doch verschoonbaar, met akkoord" in tekst_van(als(TOEZICHT).get(ronde))
    assert verstuur(als(TOEZICHT), reverse("brief-vaststellen", args=[brief.pk])).status_code == 302


def test_akkoord_met_wat_er_stond_en_niet_met_wat_er_later_kwam(dossier, als):
    oud = dossier.beoordeel()
    collega_toezicht(dossier.wereld, COLLEGA)
    adres = reverse("beoordeling-akkoord", args=[dossier.ronde.pk, "GM1690"])
    form = als(COLLEGA).get(adres).context["form"]
    velden = {veld.html_name: veld.value() for veld in form}
    dossier.beoordeel(vervangt=oud, motivering="Anders")
    antwoord = als(COLLEGA).post(adres, velden)
    assert "intussen vervangen" in tekst_van(antwoord)
    assert not Akkoord.objects.exists()


def test_akkoord_zonder_beoordeling(dossier, als, beoordelen):
    antwoord = als(TOEZICHT).get(reverse("beoordeling-akkoord", args=[dossier.ronde.pk, "GM1690"]))
    assert antwoord.url == beoordelen


def test_de_bevestiging_van_een_brief_noemt_het_oordeel_van_het_kader(met_kader, als):
    besluit = volg(met_kader.ronde, met_kader.gemeente(), 0)
    brief = acties.maak_brief(door=None, beoordeling=besluit, datum=date(2024, 11, 19), kenmerk="1")
    assert "Oordeel verwijtbaar" in tekst_van(als(TOEZICHT).get(reverse("brief-vaststellen", args=[brief.pk])))


def test_de_kleuren_van_noord_brabant_hebben_elk_een_merk():
    woorden = pakket("PV30", date(2024, 7, 1)).oordelen.waarde.values()
    assert sorted(woord.merk for woord in woorden) == ["groen", "rood", "wit"]
