"""Fixing and sending a letter: what the page says of it, a date of earlier, a short term, a letter that is revised."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from taakstelling.regels.halfjaar import Halfjaar
from tests.toezicht.dossierstukken import brief_op_trede
from tests.toezicht.test_formeel import BESLUIT, VOORNEMEN, vul
from tests.toezicht.test_paginas import GEMEENTE, TOEZICHT, verstuur
from toezicht import acties
from toezicht.models import Brief, Formeelbesluit
from toezicht.regels.verzending import VANAF_VERZENDEN, let_op

H = Halfjaar(2024, 1)


def pagina(client, naam, brief):
    return client.get(reverse(naam, args=[brief.pk])).content.decode()


@pytest.mark.parametrize(
    ("trede", "waarden", "titel", "regel"),
    [
        (4, VOORNEMEN, "Voornemen tot indeplaatsstelling", "U kunt tot en met 17 december 2024 uw zienswijze geven."),
        (5, BESLUIT, "Besluit tot indeplaatsstelling", "tot en met 3 maart 2025 alsnog zelf doen."),
    ],
)
def test_de_pagina_van_vaststellen_zegt_wat_er_vast_komt_te_liggen(dossier, als, trede, waarden, titel, regel):
    brief = brief_op_trede(dossier, trede)
    vul(dossier, brief, waarden)
    for naam in ("brief-vaststellen", "brief-verzenden"):
        tekst = pagina(als(TOEZICHT), naam, brief)
        naam_van_trede = brief.beoordeling.kader.kader.trede(trede).naam
        for deel in ("voldoet niet", f"Trede {trede}: {naam_van_trede}", titel, regel, "Gemeentewet art. 124 lid 3"):
            assert deel in tekst
        assert "achterstand toegenomen" in tekst and "is uw opgave 37 personen" in tekst
        acties.stel_brief_vast(door=dossier.toezichthouder, brief=brief) if naam == "brief-vaststellen" else None


def test_de_pagina_van_vaststellen_bij_een_informele_trede(dossier, als):
    tekst = pagina(als(TOEZICHT), "brief-vaststellen", brief_op_trede(dossier, 2))
    assert "Trede 2: Informatie opvragen" in tekst and "art. 124" not in tekst


def test_een_brief_die_later_weggaat_dan_zijn_datum(dossier, als):
    """One and many: a term in weken runs from the sending, a day in the text is to be looked at."""
    brief = acties.stel_brief_vast(door=dossier.toezichthouder, brief=brief_op_trede(dossier, 2))
    client = als(TOEZICHT)
    assert VANAF_VERZENDEN in pagina(client, "brief-verzenden", brief)
    alle = client.get(reverse("ronde-brieven-verzenden", args=[dossier.ronde.pk])).content.decode()
    assert "1 brief is van een eerdere dag dan vandaag" in alle and VANAF_VERZENDEN in alle
    assert "voldoet niet, trede 2" in alle


def inhoud(datum="2024-11-19", tekst="", **anders):
    return {
        "datum": datum,
        "halfjaar": H.code,
        "weken": 4,
        "blokken": {"gevolg": [{"kop": "IBT-gevolg", "tekst": tekst}]},
        "formeel": None,
    } | anders


def test_let_op_bij_verzenden():
    dag = date(2024, 11, 19)
    assert let_op(inhoud(), dag) == let_op(inhoud("2024-12-01"), dag) == []
    (zin,) = let_op(inhoud(), dag + timedelta(days=1))
    assert "van 19 november 2024" in zin and zin.endswith(VANAF_VERZENDEN)
    _, zin = let_op(inhoud(tekst="Wij meten op {volgende_peildatum}."), date(2025, 1, 2))
    assert zin == "De brief noemt 1 januari 2025 als volgende peildatum. Die is voorbij."

    def voornemen(tot, vandaag):
        formeel = {"fase": "voornemen", "waarden": {"zienswijze_tot": tot}}
        return let_op(inhoud(vandaag.isoformat(), formeel=formeel), vandaag)

    assert voornemen("2024-12-03", dag) == voornemen(None, dag) == []
    (kort,) = voornemen("2024-11-20", dag)
    assert kort.startswith("De gemeente heeft 1 dag voor haar zienswijze.") and "Awb art. 4:8" in kort
    (voorbij,) = voornemen("2024-11-18", dag)
    assert "Die dag is voorbij" in voorbij
    # An uitvoering quotes a term that is over.
    uitvoering = {"fase": "uitvoering", "waarden": {"hersteltermijn_tot": "2024-11-01"}}
    assert let_op(inhoud(formeel=uitvoering), dag) == []


@pytest.mark.parametrize(
    ("trede", "waarden", "veld", "bron"),
    [
        (4, VOORNEMEN, "zienswijze_tot", "Awb art. 4:8"),
        (5, BESLUIT, "hersteltermijn_tot", "Gemeentewet art. 124 lid 2"),
    ],
)
def test_een_te_korte_termijn_vraagt_een_vinkje(dossier, als, trede, waarden, veld, bron):
    brief = brief_op_trede(dossier, trede)
    kort = waarden | {veld: brief.datum + timedelta(days=1)}
    with pytest.raises(ValidationError) as fout:
        vul(dossier, brief, kort)
    assert bron in fout.value.message_dict[veld][0]
    adres = reverse("brief-formeel", args=[brief.pk])
    antwoord = verstuur(als(TOEZICHT), adres, **{naam: str(waarde) for naam, waarde in kort.items()})
    assert "Zet dan het vinkje eronder." in antwoord.content.decode()
    assert not Formeelbesluit.objects.exists()
    verstuur(als(TOEZICHT), adres, kort_bewust="on", **{naam: str(waarde) for naam, waarde in kort.items()})
    assert getattr(Formeelbesluit.objects.get(), veld) == kort[veld]
    vul(dossier, brief, kort | {"personen": 12})  # it was meant before
    vul(dossier, brief, waarden)
    assert getattr(Formeelbesluit.objects.get(), veld) == waarden[veld]


def test_een_herziene_brief_in_voorbereiding_vervangt_nog_niets(dossier, als):
    oud = dossier.verzonden()
    beoordeling = dossier.beoordeel(vervangt=oud.beoordeling)
    nieuw = acties.maak_brief(door=dossier.toezichthouder, beoordeling=beoordeling, datum=oud.datum, kenmerk="47/2")
    provincie, gemeente = als(TOEZICHT), als(GEMEENTE)
    adres = reverse("brief", args=[nieuw.pk])
    for stand in ("concept", "vastgesteld, nog niet verzonden"):
        tekst = pagina(provincie, "brief", oud)
        assert "in voorbereiding" in tekst and f"({stand})" in tekst and adres in tekst
        assert "is vervangen door" not in tekst
        assert "Zodra deze brief is verzonden, vervangt hij" in pagina(provincie, "brief", nieuw)
        bij_gemeente = pagina(gemeente, "brief", oud)
        assert "voorbereiding" not in bij_gemeente and "vervangen door" not in bij_gemeente
        if nieuw.status == Brief.Status.CONCEPT:
            nieuw = acties.stel_brief_vast(door=dossier.toezichthouder, brief=nieuw)
    acties.verzend_brief(door=dossier.toezichthouder, brief=nieuw)
    for lezer in (provincie, gemeente):
        tekst = pagina(lezer, "brief", oud)
        assert "Deze brief is vervangen door" in tekst and "in voorbereiding" not in tekst


def test_van_elke_stap_terug_naar_oordelen_en_naar_wat_een_brief_nodig_heeft(dossier, als):
    client, ronde = als(TOEZICHT), dossier.ronde
    oordelen = f'href="{reverse("ronde", args=[ronde.pk])}" aria-current="true">Oordelen'
    for adres in (
        reverse("ronde-voorstellen", args=[ronde.pk]),
        reverse("beoordeling-maken", args=[ronde.pk, "GM1690"]),
    ):
        assert oordelen in client.get(adres).content.decode()
    brief = dossier.concept()
    assert f'href="{reverse("ronde", args=[ronde.pk])}">Oordelen' in pagina(client, "brief", brief)
    middelen = ("tekstblokken", "afzender", "mandaten", "woordsjabloon", "kenmerkreeks")
    for adres in (reverse("ronde-brieven", args=[ronde.pk]), reverse("brieven"), *map(reverse, middelen)):
        tekst = client.get(adres).content.decode()
        assert all(f'href="{reverse(naam)}"' in tekst for naam in middelen), adres
    acties.verzend_brief(
        door=dossier.toezichthouder, brief=acties.stel_brief_vast(door=dossier.toezichthouder, brief=brief)
    )
    lezer = als(GEMEENTE)
    for tekst in (pagina(lezer, "brief", brief), lezer.get(reverse("brieven")).content.decode()):
        assert reverse("mandaten") not in tekst and "Oordelen" not in tekst
