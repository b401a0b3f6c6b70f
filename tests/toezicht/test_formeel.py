"""Gemeentewet art. 124 in the letter: the checklist, what keeps it a concept, and what it prints."""

from datetime import date, timedelta

import page
import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from organisaties.acties import versie_van
from organisaties.drukken.lezen import regels_van
from organisaties.models import Logregel
from organisaties.toegang import GeenToegang
from organisaties.vastleggen import AlGewijzigd
from tests.toezicht.conftest import HALFJAAR
from tests.toezicht.dossierstukken import brief_op_trede, op_trede
from tests.toezicht.test_brief_pdf import VALS_ALARM
from tests.toezicht.test_paginas import GEMEENTE, TOEZICHT, verstuur
from tests.toezicht.verloop import collega_toezicht
from toezicht import acties, formeel
from toezicht.akkoorden import mist_akkoord
from toezicht.brievenlijst import concepten_zonder_problemen
from toezicht.dossiers import dossiers_van
from toezicht.models import Akkoord, Brief, Formeelbesluit
from toezicht.pdf.inhoud import problemen, stel_samen
from toezicht.pdf.zetten import als_pdf
from toezicht.regels.formeel import ELEMENTEN
from toezicht.regels.komt_nu import Aanleiding
from toezicht.regels.ladder import Fase

VOORNEMEN = {
    "grondslag": "Het college zorgt niet voor de huisvesting (Huisvestingswet 2014, artikel 28).",
    "personen": 13,
    "kosten": "Ten laste van de gemeente.",
    "zienswijze_tot": date(2024, 12, 17),
    "bekendmaking_op": date(2024, 11, 21),
    "bekendmaking_waar": "Provinciaal blad 2024, 123",
    "afschrift_raad_op": date(2024, 11, 19),
}
BESLUIT = {
    **{veld: VOORNEMEN[veld] for veld in VOORNEMEN if veld != "zienswijze_tot"},
    "voornemen_op": date(2024, 9, 2),
    "voornemen_vindplaats": "Provinciaal blad 2024, 99",
    "besluit_op": date(2024, 11, 12),
    "hersteltermijn_tot": date(2025, 3, 3),
    "rechtsmiddelen": "Bezwaar binnen zes weken.",
}


def vul(dossier, brief, waarden):
    return acties.vul_formeel_aan(door=dossier.toezichthouder, brief=brief, waarden=waarden)


@pytest.mark.parametrize("trede", [1, 2, 3])
def test_een_informele_trede_vraagt_niets(dossier, als, trede):
    brief = brief_op_trede(dossier, trede)
    assert stel_samen(brief)["formeel"] is None
    assert problemen(stel_samen(brief)) == []
    assert als(TOEZICHT).get(reverse("brief-formeel", args=[brief.pk])).status_code == 404
    with pytest.raises(ValidationError, match="niet formeel"):
        vul(dossier, brief, VOORNEMEN)


def test_een_beoordeling_zonder_trede_vraagt_niets(dossier):
    assert problemen(stel_samen(dossier.concept())) == []


@pytest.mark.parametrize(("trede", "fase"), [(4, Fase.VOORNEMEN), (5, Fase.BESLUIT), (6, Fase.UITVOERING)])
def test_alles_wat_ontbreekt_houdt_de_brief_tegen(dossier, trede, fase):
    brief = brief_op_trede(dossier, trede)
    zinnen = problemen(stel_samen(brief))
    assert len(zinnen) == len(ELEMENTEN[fase])
    assert all(element.bron in zin for element, zin in zip(ELEMENTEN[fase], zinnen, strict=True))
    with pytest.raises(ValidationError):
        acties.stel_brief_vast(door=dossier.toezichthouder, brief=brief)


@pytest.mark.parametrize(("trede", "waarden"), [(4, VOORNEMEN), (5, BESLUIT)])
@pytest.mark.parametrize("weg", [None, "personen", "afschrift_raad_op", "bekendmaking_waar"])
def test_een_complete_brief_kan_vast_en_een_met_een_gat_niet(dossier, trede, waarden, weg):
    brief = brief_op_trede(dossier, trede)
    vul(dossier, brief, {veld: waarde for veld, waarde in waarden.items() if veld != weg})
    zinnen = problemen(stel_samen(brief))
    assert len(zinnen) == (0 if weg is None else 1)
    if weg is None:
        assert acties.stel_brief_vast(door=dossier.toezichthouder, brief=brief).status == Brief.Status.VASTGESTELD


def test_een_wijziging_na_het_akkoord_vraagt_een_nieuw_akkoord(dossier, als):
    door, collega = dossier.toezichthouder, collega_toezicht(dossier.wereld)
    acties.wijzig_afzender(door=door, provincie=dossier.ronde.provincie, vier_ogen=True)
    brief = brief_op_trede(dossier, 4, vastgelegd_door=door.gebruiker)
    vul(dossier, brief, VOORNEMEN)
    acties.geef_akkoord(door=collega, beoordeling=brief.beoordeling)
    vul(dossier, brief, VOORNEMEN)  # the same: nothing to agree with anew
    assert mist_akkoord(brief.beoordeling) is None
    assert [een.pk for een, _ in concepten_zonder_problemen(dossier.ronde)] == [brief.pk]
    vul(dossier, brief, VOORNEMEN | {"personen": 14})
    with pytest.raises(ValidationError, match="opnieuw akkoord"):
        acties.stel_brief_vast(door=door, brief=brief)
    assert concepten_zonder_problemen(dossier.ronde) == []
    beoordelen = reverse("beoordeling-maken", args=[dossier.ronde.pk, "GM1690"])
    assert "gewijzigd na het akkoord" in als(TOEZICHT).get(beoordelen).content.decode()
    assert "nog zonder akkoord" in als(TOEZICHT).get(reverse("ronde", args=[dossier.ronde.pk])).content.decode()
    acties.geef_akkoord(door=collega, beoordeling=brief.beoordeling)
    assert brief.beoordeling.akkoorden.count() == 2
    with pytest.raises(ValidationError, match="gaf al akkoord"):
        acties.geef_akkoord(door=collega, beoordeling=brief.beoordeling)
    assert acties.stel_brief_vast(door=door, brief=brief).status == Brief.Status.VASTGESTELD


def test_akkoord_geldt_niet_voor_elementen_die_niemand_las(dossier, als):
    collega_toezicht(dossier.wereld)
    brief = brief_op_trede(dossier, 4, vastgelegd_door=dossier.toezichthouder.gebruiker)
    adres = reverse("beoordeling-akkoord", args=[dossier.ronde.pk, "GM1690"])
    antwoord = als("collega@drenthe.example").get(adres)
    assert "U gaat ook akkoord met het formele besluit in de brief." in antwoord.content.decode()
    velden = {veld.html_name: veld.value() for veld in antwoord.context["form"]}
    vul(dossier, brief, VOORNEMEN)
    assert "intussen gewijzigd" in als("collega@drenthe.example").post(adres, velden).content.decode()
    assert not Akkoord.objects.exists()


@pytest.mark.parametrize("profiel", ["ua1", "3a"])
@pytest.mark.parametrize("vol", [True, False])
def test_de_formele_brief_is_geldig(dossier, tmp_path, profiel, vol):
    brief = brief_op_trede(dossier, 5)
    if vol:
        vul(dossier, brief, BESLUIT)
    pad = tmp_path / "brief.pdf"
    pad.write_bytes(als_pdf(stel_samen(brief), concept=not vol))
    verslag = page.validate_pdf(str(pad), profile=profiel)
    assert [fout for fout in verslag.failures if fout.rule_id not in VALS_ALARM] == []


def test_de_brief_drukt_de_elementen_af(dossier):
    brief = brief_op_trede(dossier, 5)
    vul(dossier, brief, BESLUIT)
    vast = acties.stel_brief_vast(door=dossier.toezichthouder, brief=brief)
    tekst = " ".join(regels_van(bytes(vast.pdf)))
    for zin in (
        "Besluit tot indeplaatsstelling",
        "Het voornemen is bekendgemaakt op 2 september 2024: Provinciaal blad 2024, 99.",
        "De gemeente huisvest 13 personen.",
        "De gemeente kan dit tot en met 3 maart 2025 alsnog zelf doen.",
        "De gemeenteraad krijgt op 19 november 2024 een afschrift.",
        "Bezwaar binnen zes weken.",
    ):
        assert zin in tekst, zin
    assert vast.inhoud["formeel"]["fase"] == "besluit"
    assert vast.inhoud["formeel"]["waarden"]["hersteltermijn_tot"] == "2025-03-03"


def test_een_vaste_brief_verandert_niet_meer(dossier):
    brief = brief_op_trede(dossier, 4)
    vul(dossier, brief, VOORNEMEN)
    vast = acties.stel_brief_vast(door=dossier.toezichthouder, brief=brief)
    with pytest.raises(ValidationError, match="ligt vast"):
        vul(dossier, brief, VOORNEMEN | {"personen": 99})
    Formeelbesluit.objects.update(personen=99)  # even if a row could change: the letter keeps its own
    vast.refresh_from_db()
    assert vast.inhoud["formeel"]["waarden"]["personen"] == 13


def test_een_term_schuift_naar_een_werkdag(dossier):
    brief = brief_op_trede(dossier, 4)
    rij = vul(dossier, brief, VOORNEMEN | {"zienswijze_tot": date(2024, 12, 25)})
    assert rij.zienswijze_tot == date(2024, 12, 27)


@pytest.mark.parametrize(
    ("anders", "veld"),
    [
        ({"hersteltermijn_tot": date(2024, 11, 19)}, "hersteltermijn_tot"),
        ({"besluit_op": date(2024, 11, 20)}, "besluit_op"),
        ({"voornemen_op": date(2024, 11, 12)}, "voornemen_op"),
        ({"kosten": "Rekening van mevrouw, BSN 111222333"}, "kosten"),
    ],
)
def test_wat_niet_samengaat_wordt_bij_het_veld_gezegd(dossier, anders, veld):
    brief = brief_op_trede(dossier, 5)
    with pytest.raises(ValidationError) as fout:
        vul(dossier, brief, BESLUIT | anders)
    assert list(fout.value.message_dict) == [veld]
    assert not Formeelbesluit.objects.exists()


def test_een_andere_briefdatum_kan_de_dagen_laten_botsen(dossier):
    brief = brief_op_trede(dossier, 4)
    vul(dossier, brief, VOORNEMEN)
    brief = acties.wijzig_concept(door=None, brief=brief, datum=date(2024, 12, 18), kenmerk="K", onderwerp="Voornemen")
    assert problemen(stel_samen(brief)) == [
        "Voornemen tot indeplaatsstelling: kies een dag na de briefdatum 18 december 2024.",
        "Voornemen tot indeplaatsstelling: kies een dag op of na de briefdatum 18 december 2024.",
    ]


def test_teken_dat_niet_af_te_drukken_is(dossier):
    brief = brief_op_trede(dossier, 4)
    vul(dossier, brief, VOORNEMEN | {"kosten": "Ten laste van de gemeente 🙂"})
    assert [zin for zin in problemen(stel_samen(brief)) if "🙂" in zin]


def test_de_elementen_gaan_mee_naar_een_nieuwe_beoordeling(dossier):
    """A concept moves to the beoordeling that replaces its own, and so does what it must say."""
    brief = brief_op_trede(dossier, 4)
    vul(dossier, brief, VOORNEMEN)
    nieuw = op_trede(dossier, 5, vervangt=brief.beoordeling)
    brief.beoordeling = nieuw
    brief.save(update_fields=["beoordeling"])
    inhoud = stel_samen(brief)["formeel"]
    assert inhoud["fase"] == "besluit"
    assert inhoud["waarden"]["personen"] == 13
    assert "zienswijze_tot" not in inhoud["waarden"]


@pytest.mark.parametrize("email", [GEMEENTE, "toezicht@overijssel.example", "griffie@raad.example"])
def test_alleen_de_provincie_vult_aan_en_trekt_in(dossier, email):
    brief, lid = brief_op_trede(dossier, 4), dossier.wereld.lid(email)
    with pytest.raises(GeenToegang):
        acties.vul_formeel_aan(door=lid, brief=brief, waarden=VOORNEMEN)
    with pytest.raises(GeenToegang):
        acties.trek_besluit_in(door=lid, brief=brief, op=timezone.localdate(), reden="x")
    assert not Formeelbesluit.objects.zichtbaar_voor(lid).exists()


def test_twee_mensen_tegelijk(dossier):
    brief = brief_op_trede(dossier, 4)
    vul(dossier, brief, VOORNEMEN)
    with pytest.raises(AlGewijzigd):
        acties.vul_formeel_aan(door=None, brief=brief, waarden=VOORNEMEN, versie="")
    versie = versie_van(Formeelbesluit.objects.get())
    assert acties.vul_formeel_aan(door=None, brief=brief, waarden=VOORNEMEN, versie=versie).personen == 13


def test_het_formulier_begint_met_wat_er_al_is(dossier):
    """The achterstand of 13, the usual texts; a besluit with the voornemen that was sent before it."""
    voornemen = brief_op_trede(dossier, 4)
    assert formeel.begin(voornemen)["personen"] == 13
    assert "artikel 124" in formeel.begin(voornemen)["grondslag"]
    vul(dossier, voornemen, VOORNEMEN)
    lid = dossier.toezichthouder
    acties.verzend_brief(door=lid, brief=acties.stel_brief_vast(door=lid, brief=voornemen))
    dossier.ronde = acties.open_ronde(door=None, provincie=dossier.ronde.provincie, halfjaar=HALFJAAR.volgende)
    beoordeling = op_trede(dossier, 5)
    besluit = acties.maak_brief(door=lid, beoordeling=beoordeling, datum=date(2025, 2, 3))
    begin = formeel.begin(besluit)
    assert (begin["voornemen_op"], begin["voornemen_vindplaats"]) == (date(2024, 11, 21), "Provinciaal blad 2024, 123")
    assert begin["besluit_op"] is None


def test_van_checklist_tot_verzonden_en_ingetrokken_door_de_paginas(dossier, als):
    client, brief = als(TOEZICHT), brief_op_trede(dossier, 5)
    aanvullen = reverse("brief-formeel", args=[brief.pk])
    pagina = client.get(reverse("brief", args=[brief.pk])).content.decode()
    assert aanvullen in pagina and "ontbreekt" in pagina and "Gemeentewet art. 124 lid 2" in pagina
    deels = verstuur(client, aanvullen, voornemen_op="2024-09-02")
    assert deels.status_code == 302
    rest = {veld: str(waarde) for veld, waarde in BESLUIT.items()}
    assert "Alles staat erin" in client.post(aanvullen, _velden(client, aanvullen) | rest, follow=True).content.decode()
    for stap in ("brief-vaststellen", "brief-verzenden"):
        assert verstuur(client, reverse(stap, args=[brief.pk])).status_code == 302
    (een,) = dossiers_van(dossier.toezichthouder, [dossier.gemeente()])
    assert (Aanleiding.HERSTEL, date(2025, 3, 3)) in [(t.aanleiding, t.dag) for t in een.te_laat]
    intrekken = reverse("brief-formeel-intrekken", args=[brief.pk])
    assert intrekken in client.get(aanvullen).content.decode()
    assert als(GEMEENTE).get(aanvullen).status_code == 403
    te_laat = verstuur(client, intrekken, op=str(timezone.localdate() + timedelta(days=1)), reden="Gehuisvest.")
    assert "op" in te_laat.context["form"].errors
    assert verstuur(client, intrekken, op="2025-02-20", reden="De gemeente doet het zelf.").status_code == 302
    (een,) = dossiers_van(dossier.toezichthouder, [dossier.gemeente()])
    assert Aanleiding.HERSTEL not in {t.aanleiding for t in een.termijnen}
    lijn = client.get(reverse("toezichtdossier", args=["GM1690"])).content.decode()
    assert "Besluit tot indeplaatsstelling ingetrokken" in lijn
    assert Logregel.objects.filter(handeling="formeel besluit ingetrokken").count() == 1
    with pytest.raises(ValidationError, match="al ingetrokken"):
        acties.trek_besluit_in(door=None, brief=brief, op=date(2025, 2, 21), reden="x")


def _velden(client, adres):
    form = client.get(adres).context["form"]
    return {veld.html_name: veld.value() for veld in form if veld.value() is not None}


def test_een_voornemen_kan_niet_worden_ingetrokken(dossier, als):
    brief = brief_op_trede(dossier, 4)
    assert als(TOEZICHT).get(reverse("brief-formeel-intrekken", args=[brief.pk])).status_code == 404
