"""Four eyes over a whole round: what waits, agreeing with many at once, and what cannot be agreed with."""

import re
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organisaties.models import Logregel
from organisaties.toegang import GeenToegang
from tests.toezicht.kaders import kader
from tests.toezicht.test_oordeel_paginas import betwist, tekst_van
from tests.toezicht.test_paginas import ANDERS, TOEZICHT, verstuur
from tests.toezicht.verloop import collega_toezicht, stel_kader_in
from toezicht import acties
from toezicht.acties.akkoorden import INTUSSEN_ANDERS
from toezicht.akkoorden import VAST, VERVANGEN, ZELF, bezwaren, versies_voor_akkoord, wachtende
from toezicht.models import Akkoord, Beoordeling, Wederhoor

COLLEGA = "collega@drenthe.example"
MOTIVERING = "De nieuwbouw liep vier maanden uit."


@pytest.fixture
def collega(dossier):
    stel_kader_in(dossier.ronde.provincie, kader())
    acties.wijzig_afzender(door=dossier.toezichthouder, provincie=dossier.ronde.provincie, vier_ogen=True)
    return collega_toezicht(dossier.wereld, COLLEGA)


def beoordeel(dossier, code="GM1690", door=None, **anders):
    gegevens = {
        "oordeel": "voldoet niet, doch verschoonbaar",
        "verschoond_tot": date(2025, 1, 1),
        "motivering": MOTIVERING,
        "trede": 0,
        "begintrede": 0,
        "coulance": True,
    }
    wie = door or dossier.toezichthouder
    return acties.beoordeel(door=wie, ronde=dossier.ronde, gemeente=dossier.gemeente(code), **(gegevens | anders))


@pytest.fixture
def pagina(dossier):
    return reverse("ronde-akkoord", args=[dossier.ronde.pk])


def kies(client, adres, *beoordelingen):
    """Tick these and send the form as a browser does."""
    form = client.get(adres).context["form"]
    velden = {veld.html_name: veld.value() for veld in form}
    return client.post(adres, velden | {"kies": [een.pk for een in beoordelingen]})


def test_de_pagina_toont_waarmee_men_akkoord_gaat_en_de_pagina_van_een_gemeente_ook(dossier, collega, als, pagina):
    betwist(dossier)
    acties.reageer_op_wederhoor(
        door=collega, wederhoor=Wederhoor.objects.get(), uitkomst="niet overgenomen", reden="COA telt tot de peildatum."
    )
    beoordeel(dossier)
    een = reverse("beoordeling-akkoord", args=[dossier.ronde.pk, "GM1690"])
    for adres in (pagina, een):
        tekst = tekst_van(als(COLLEGA).get(adres))
        for wat in (
            "26",
            "36",
            "23",
            "voldoet niet, naar trede 1",
            "voldoet niet, doch verschoonbaar, niet op de ladder",
            "coulance: deze peildatum leidt niet tot een stap",
            "verschoond tot 1 januari 2025",
            "“voldoet niet” en trede 1",
            MOTIVERING,
            "de cijfers kloppen niet: COA telt een gezin niet mee. – niet overgenomen: COA telt tot de peildatum.",
        ):
            assert wat in tekst, (adres, wat)
    assert een in als(COLLEGA).get(pagina).content.decode()


def test_velen_in_een_keer_en_het_eigen_oordeel_niet(dossier, collega, als, pagina):
    ander, eigen = beoordeel(dossier), beoordeel(dossier, "GM0119", door=collega)
    client = als(COLLEGA)
    bron = client.get(f"{pagina}?alles=1").content.decode()
    assert re.search(f'value="{ander.pk}"[^>]* checked', bron)
    assert f'name="kies" value="{eigen.pk}"' not in bron
    assert "U heeft deze gemeenten zelf beoordeeld." in bron
    assert "checked" not in client.get(pagina).content.decode()
    assert kies(client, pagina, ander).status_code == 302
    assert Akkoord.objects.get().beoordeling == ander
    assert Logregel.objects.get(handeling="akkoord gegeven").object_id == ander.pk
    assert "U gaf akkoord met 1 oordeel." in tekst_van(client.get(pagina))
    assert wachtende(collega) == [eigen]


def test_dubbel_insturen_is_een_akkoord(dossier, collega, als, pagina):
    een = beoordeel(dossier)
    client = als(COLLEGA)
    velden = {veld.html_name: veld.value() for veld in client.get(pagina).context["form"]} | {"kies": [een.pk]}
    assert [client.post(pagina, velden).status_code for _ in range(2)] == [302, 302]
    assert Akkoord.objects.count() == 1
    assert "Dit formulier was al verwerkt." in tekst_van(client.get(pagina))


def test_wat_intussen_veranderde_krijgt_geen_akkoord_en_houdt_de_rest_niet_tegen(dossier, collega, als, pagina):
    oud, meppel = beoordeel(dossier), beoordeel(dossier, "GM0119", oordeel="voldoet", verschoond_tot=None)
    client = als(COLLEGA)
    velden = {veld.html_name: veld.value() for veld in client.get(pagina).context["form"]}
    nieuw = beoordeel(dossier, vervangt=oud, motivering="Anders")
    antwoord = client.post(pagina, velden | {"kies": [oud.pk, meppel.pk]})
    assert f"De Wolden {VERVANGEN}" in tekst_van(antwoord)
    assert Akkoord.objects.get().beoordeling == meppel
    assert [rij.record.pk for rij in antwoord.context["tabel"].rows] == [nieuw.pk]
    assert kies(client, pagina, nieuw).status_code == 302


def test_wederhoor_dat_niemand_las_krijgt_geen_akkoord(dossier, collega):
    een = beoordeel(dossier)
    gezien = versies_voor_akkoord([een])
    betwist(dossier)
    (uitkomst,) = acties.geef_akkoorden(door=collega, ronde=dossier.ronde, gezien=gezien)
    assert uitkomst.reden == INTUSSEN_ANDERS
    acties.geef_akkoorden(door=collega, ronde=dossier.ronde, gezien=versies_voor_akkoord([een]))
    (uitkomst,) = acties.geef_akkoorden(door=collega, ronde=dossier.ronde, gezien=versies_voor_akkoord([een]))
    assert uitkomst.reden == "Een collega gaf al akkoord."
    assert Akkoord.objects.count() == 1


def test_zonder_keuze_of_met_een_kapot_formulier(dossier, collega, als, pagina):
    een = beoordeel(dossier)
    client = als(COLLEGA)
    assert "Kies eerst een of meer gemeenten." in tekst_van(kies(client, pagina))
    for gezien in ("", "[]", "{", '{"x": "y"}', '{"²": "y"}', f'{{"{9**40}": "y"}}'):
        antwoord = verstuur(client, pagina, gezien=gezien, kies=[een.pk, "x"])
        assert (antwoord.status_code, bool(antwoord.context["form"].errors)) == (200, True)
    assert not Akkoord.objects.exists()


def test_de_beoordelaar_ziet_een_zin_en_geen_knop(dossier, collega, als, pagina):
    een = beoordeel(dossier)
    adres = reverse("beoordeling-akkoord", args=[dossier.ronde.pk, "GM1690"])
    for wie, knop in ((TOEZICHT, False), (COLLEGA, True)):
        bron = als(wie).get(adres).content.decode()
        assert (">Akkoord geven</button>" in bron, ZELF in bron) == (knop, not knop)
    assert "Er wachten geen oordelen op uw akkoord." in als(TOEZICHT).get(pagina).content.decode()
    (uitkomst,) = acties.geef_akkoorden(
        door=dossier.toezichthouder, ronde=dossier.ronde, gezien=versies_voor_akkoord([een])
    )
    assert uitkomst.reden == ZELF
    acties.geef_akkoord(door=collega, beoordeling=een)
    assert ">Akkoord geven</button>" not in als(COLLEGA).get(adres).content.decode()


def test_vandaag_en_de_ronde_zeggen_hoeveel_er_wachten(dossier, collega, als, pagina):
    ronde = reverse("ronde", args=[dossier.ronde.pk])
    assert pagina not in als(COLLEGA).get(reverse("vandaag")).content.decode()
    beoordeel(dossier)
    assert "1 oordeel wacht op uw akkoord (1e helft 2024) : De Wolden" in tekst_van(
        als(COLLEGA).get(reverse("vandaag"))
    )
    beoordeel(dossier, "GM0119", oordeel="voldoet", verschoond_tot=None)
    thuis = als(COLLEGA).get(reverse("vandaag"))
    assert "2 oordelen wachten op uw akkoord (1e helft 2024)" in tekst_van(thuis)
    assert f'href="{pagina}"' in thuis.content.decode()
    assert pagina not in als(TOEZICHT).get(reverse("vandaag")).content.decode()
    assert "2 oordelen wachten op het akkoord van een collega" in tekst_van(als(TOEZICHT).get(ronde))


def test_een_vaste_brief_van_voor_vier_ogen_wacht_niet(dossier):
    dossier.vastgesteld()
    acties.wijzig_afzender(door=dossier.toezichthouder, provincie=dossier.ronde.provincie, vier_ogen=True)
    collega = collega_toezicht(dossier.wereld, COLLEGA)
    assert wachtende(collega) == []
    een = Beoordeling.objects.get()
    assert bezwaren(collega, [een]) == {een.pk: VAST}


@pytest.mark.parametrize("email", ANDERS)
def test_een_ander_geeft_geen_akkoord(dossier, collega, als, pagina, email):
    een = beoordeel(dossier)
    assert als(email).get(pagina).status_code == 404
    with pytest.raises(GeenToegang):
        acties.geef_akkoorden(door=dossier.wereld.lid(email), ronde=dossier.ronde, gezien=versies_voor_akkoord([een]))


def test_een_oordeel_van_een_andere_ronde_doet_niet_mee(dossier, collega):
    een = beoordeel(dossier)
    ander = acties.open_ronde(door=None, provincie=dossier.ronde.provincie, halfjaar=dossier.ronde.halfjaar.volgende)
    with pytest.raises(ValidationError, match="Kies eerst"):
        acties.geef_akkoorden(door=collega, ronde=ander, gezien=versies_voor_akkoord([een]))


def test_een_gemeente_meer_kost_geen_vragen_meer(dossier, collega, als, pagina):
    client, aantallen = als(COLLEGA), []
    beoordeel(dossier)
    for code in (None, "GM0119"):
        if code:
            beoordeel(dossier, code, oordeel="voldoet", verschoond_tot=None)
        client.get(pagina)
        with CaptureQueriesContext(connection) as vragen:
            client.get(pagina)
        aantallen.append(len(vragen))
    assert aantallen[0] == aantallen[1]
