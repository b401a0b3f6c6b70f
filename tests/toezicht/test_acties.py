"""Every write of the supervision: who may, what it freezes, what it refuses, and what is never changed again."""

from datetime import date

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction

from organisaties.achtergrond import doe_alles
from organisaties.models import Logregel, Postadres
from organisaties.toegang import GeenToegang
from organisaties.vastleggen import leg_vast, trek_in
from taakstelling.models import Realisatie
from taakstelling.regels.halfjaar import Halfjaar
from tests.toezicht.conftest import HALFJAAR, OORDEEL
from toezicht import acties
from toezicht.models import Beoordeling, Brief, Tekstblok, Toezichtronde
from toezicht.pdf.inhoud import stel_samen

VREEMDEN = [
    "toezicht@overijssel.example",
    "huisvesting@dewolden.example",
    "verhuur@woonconcept.example",
    "bestuur@deveste.example",
    "regio@westerkwartier.example",
    "griffie@raad.example",
    "beheer@thuisstand.example",
]


def nieuw_cijfer(dossier, aantal=40):
    return leg_vast(
        Realisatie(
            gemeente=dossier.gemeente(), halfjaar=HALFJAAR, cijfers_per=date(2024, 9, 1), aantal=aantal, bron="COA"
        ),
        door=None,
    )


@pytest.mark.parametrize("email", VREEMDEN)
def test_niemand_anders_dan_de_provincie_doet_iets(dossier, email):
    door = dossier.wereld.lid(email)
    brief = dossier.concept()
    provincie, beoordeling = dossier.ronde.provincie, brief.beoordeling
    blok, meppel = Tekstblok.objects.first(), dossier.gemeente("GM0119")
    pogingen = [
        lambda: acties.open_ronde(door=door, provincie=provincie, halfjaar=Halfjaar(2024, 2)),
        lambda: acties.verwijder_ronde(door=door, ronde=dossier.ronde),
        lambda: acties.beoordeel(door=door, ronde=dossier.ronde, gemeente=meppel, oordeel="voldoet"),
        lambda: acties.maak_brief(door=door, beoordeling=beoordeling, datum=date(2024, 11, 19)),
        lambda: acties.wijzig_concept(door=door, brief=brief, datum=date(2024, 11, 19), kenmerk="x", onderwerp="x"),
        lambda: acties.stel_brief_vast(door=door, brief=brief),
        lambda: acties.verzend_brief(door=door, brief=brief),
        lambda: acties.leg_tekstblok_vast(door=door, provincie=provincie, plek="taak", tekst="x"),
        lambda: acties.leg_tekstblok_vast(door=door, provincie=provincie, plek="taak", tekst="x", blok=blok),
        lambda: acties.verwijder_tekstblok(door=door, blok=blok),
        lambda: acties.wijzig_afzender(door=door, provincie=provincie, orgaan="x"),
        lambda: acties.neem_voorbeeld_over(door=door, provincie=provincie, voorbeeld="drenthe"),
    ]
    voor = Logregel.objects.count()
    for poging in pogingen:
        with pytest.raises(GeenToegang):
            poging()
    assert Logregel.objects.count() == voor
    assert not Toezichtronde.objects.filter(halfjaar=Halfjaar(2024, 2)).exists()


def test_open_ronde_tweemaal_is_een_ronde(dossier):
    nog_eens = acties.open_ronde(door=dossier.toezichthouder, provincie=dossier.ronde.provincie, halfjaar=HALFJAAR)
    assert nog_eens == dossier.ronde
    assert Logregel.objects.filter(handeling="ronde geopend").count() == 1


def test_open_ronde_met_cijfers_van_voor_het_halfjaar(dossier):
    with pytest.raises(ValidationError):
        acties.open_ronde(
            door=None, provincie=dossier.ronde.provincie, halfjaar=Halfjaar(2024, 2), cijfers_per=date(2024, 6, 30)
        )


def test_beoordeel_bevriest_cijfers_en_rijen(dossier):
    beoordeling = dossier.beoordeel()
    assert {naam: beoordeling.cijfers[naam] for naam in ("stand_begin", "taakstelling", "opgave")} == {
        "stand_begin": -10,
        "taakstelling": 26,
        "opgave": 36,
    }
    assert (beoordeling.cijfers["realisatie"], beoordeling.cijfers["stand_eind"]) == (23, -13)
    assert (beoordeling.cijfers["volgende_taakstelling"], beoordeling.cijfers["volgende_opgave"]) == (24, 37)
    assert beoordeling.cijfers["oordeelzin"] == "Taakstelling 1e helft 2024 niet gehaald, achterstand toegenomen."
    assert {soort: len(ids) for soort, ids in beoordeling.rijen.items() if soort in ("taakstelling", "realisatie")} == {
        "taakstelling": 2,
        "realisatie": 1,
    }
    nieuw_cijfer(dossier)
    assert Beoordeling.objects.get(pk=beoordeling.pk).cijfers["realisatie"] == 23


def test_opnieuw_beoordelen_vervangt_en_neemt_het_concept_mee(dossier):
    brief = dossier.concept()
    oud = brief.beoordeling
    nieuw_cijfer(dossier)
    nieuw = dossier.beoordeel(oordeel="voldoet", verschoond_tot=None, vervangt=oud)
    brief.refresh_from_db()
    assert (nieuw.vervangt, nieuw.cijfers["realisatie"], brief.beoordeling) == (oud, 40, nieuw)
    assert Beoordeling.objects.filter(pk=oud.pk, oordeel=OORDEEL).exists()


def test_beoordelen_zonder_de_vorige_te_hebben_gezien(dossier):
    dossier.beoordeel()
    with pytest.raises(ValidationError, match="intussen beoordeeld"):
        dossier.beoordeel()


@pytest.mark.parametrize(
    ("anders", "veld"),
    [
        ({"oordeel": "voldoet niet"}, "verschoond_tot"),
        ({"verschoond_tot": date(2024, 7, 1)}, "verschoond_tot"),
        ({"verschoond_tot": None}, "verschoond_tot"),
        ({"motivering": " "}, "motivering"),
        ({"oordeel": "voldoet", "verschoond_tot": None, "motivering": ""}, "motivering"),
        ({"gevolg": "Beste {wethouder}"}, "gevolg"),
        ({"oordeel": "prima", "verschoond_tot": None}, "oordeel"),
        ({"verschoond_tot": date(2026, 7, 2)}, "verschoond_tot"),
        ({"gevolg": "x" * 5001}, "gevolg"),
        ({"motivering": "x" * 5001}, "motivering"),
        ({"gevolg": "Het gezin met BSN 111222333."}, "gevolg"),
        ({"gevolg": "Bel 06-12345678."}, "gevolg"),
        ({"motivering": "Mail van jan@dewolden.example."}, "motivering"),
        ({"motivering": "V-nummer 2812345678."}, "motivering"),
    ],
)
def test_beoordelen_met_onmogelijke_invoer(dossier, anders, veld):
    with pytest.raises(ValidationError) as fout:
        dossier.beoordeel(**anders)
    assert list(fout.value.message_dict) == [veld]
    assert not Beoordeling.objects.exists()


def test_gemeente_van_een_andere_provincie(dossier):
    with pytest.raises(ValidationError, match="hoort niet bij"):
        dossier.beoordeel("GM1708")


def test_vaststellen_maakt_de_bytes_en_daarna_nooit_meer(dossier):
    brief = dossier.vastgesteld()
    bytes_, sha = bytes(brief.pdf), brief.sha256
    nieuw_cijfer(dossier)
    Tekstblok.objects.update(tekst="Heel anders.")
    Postadres.objects.update(plaats="Elders")
    acties.verzend_brief(door=dossier.toezichthouder, brief=brief)
    brief = Brief.objects.get(pk=brief.pk)
    assert (bytes(brief.pdf), brief.sha256, brief.inhoud["cijfers"]["realisatie"]) == (bytes_, sha, 23)
    assert brief.inhoud["adres"]["plaats"] == "Zuidwolde"


@pytest.mark.parametrize(
    "velden", [{"kenmerk": "anders"}, {"pdf": b"%PDF"}, {"status": "concept"}, {"sha256": "0" * 64}]
)
def test_database_weigert_een_vaste_brief_te_wijzigen(dossier, velden):
    brief = dossier.vastgesteld()
    with pytest.raises(DatabaseError), transaction.atomic():
        Brief.objects.filter(pk=brief.pk).update(**velden)
    with pytest.raises(DatabaseError), transaction.atomic():
        Brief.objects.filter(pk=brief.pk).delete()


def test_database_weigert_een_beoordeling_te_wijzigen(dossier):
    beoordeling = dossier.beoordeel()
    with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic():
        Beoordeling.objects.filter(pk=beoordeling.pk).update(oordeel="voldoet")


def test_vaste_brief_is_niet_te_wijzigen_en_niet_nog_eens_vast_te_stellen(dossier):
    brief = dossier.vastgesteld()
    with pytest.raises(ValidationError, match="ligt vast"):
        acties.wijzig_concept(door=None, brief=brief, datum=brief.datum, kenmerk="x", onderwerp="x")
    with pytest.raises(ValidationError, match="al vastgesteld"):
        acties.stel_brief_vast(door=None, brief=brief)


def test_geval_33_een_vaste_brief_houdt_wie_hem_tekende(dossier):
    brief = dossier.vastgesteld()
    pdf = bytes(brief.pdf)
    acties.wijzig_afzender(
        door=dossier.toezichthouder, provincie=dossier.ronde.provincie, eerste_ondertekenaar="voorzitter"
    )
    brief.refresh_from_db()
    assert (bytes(brief.pdf), brief.inhoud["afzender"]["eerste_ondertekenaar"]) == (pdf, "plv. voorzitter")
    assert stel_samen(dossier.concept("GM0119"))["afzender"]["eerste_ondertekenaar"] == "voorzitter"


@pytest.mark.parametrize("briefdatum", [date(2024, 7, 8), date(2024, 12, 19)])
def test_geval_38_opnieuw_meten_volgt_uit_het_halfjaar_en_niet_uit_de_briefdatum(dossier, briefdatum):
    """A letter about the first half-year, right after it or in December: the next peildatum is 1 January."""
    waarden = stel_samen(dossier.concept(datum=briefdatum))["waarden"]
    zonder_vaste_spatie = waarden["volgende_peildatum"].replace("\N{NO-BREAK SPACE}", " ")
    assert (zonder_vaste_spatie, waarden["volgend_halfjaar"]) == ("1 januari 2025", "tweede helft van 2024")


def test_vaststellen_met_gaten_noemt_ze_allemaal(dossier):
    Postadres.objects.all().delete()
    Tekstblok.objects.filter(plek="conclusie").delete()
    brief = dossier.concept(kenmerk="")
    with pytest.raises(ValidationError) as fout:
        acties.stel_brief_vast(door=dossier.toezichthouder, brief=brief)
    assert fout.value.messages == [
        "Het kenmerk ontbreekt. Vul het in bij de brief.",
        "Het postadres van De Wolden ontbreekt of is niet volledig. Vul het aan.",
        "Er is geen tekst voor “Conclusie” in dit halfjaar. Schrijf een tekstblok.",
    ]
    assert Brief.objects.get().status == "concept"


def test_vaststellen_zonder_cijfers(dossier):
    acties.maak_brief(
        door=None,
        beoordeling=(
            b := acties.beoordeel(
                door=None, ronde=dossier.ronde, gemeente=_zonder_cijfers(dossier), oordeel="voldoet niet"
            )
        ),
        datum=date(2024, 11, 19),
        kenmerk="1",
    )
    with pytest.raises(ValidationError) as fout:
        acties.stel_brief_vast(door=None, brief=b.brieven.get())
    assert "Stand op 1 juli 2024: onbekend. Vul de cijfers van Meppel aan en beoordeel opnieuw." in fout.value.messages


def _zonder_cijfers(dossier):
    meppel = dossier.gemeente("GM0119")
    for rij in Realisatie.objects.filter(gemeente=meppel):
        trek_in(rij, door=None, reden="Fout")
    return meppel


def test_vaststellen_van_een_vervangen_beoordeling(dossier):
    """A final letter stays with the old beoordeling; the new one gets its own (herziene) letter."""
    vast = dossier.vastgesteld()
    nieuw = dossier.beoordeel(vervangt=vast.beoordeling)
    with pytest.raises(ValidationError, match="is vervangen"):
        acties.maak_brief(door=None, beoordeling=vast.beoordeling, datum=date(2024, 12, 1))
    herzien = acties.maak_brief(door=None, beoordeling=nieuw, datum=date(2024, 12, 1), kenmerk="2")
    vast.refresh_from_db()
    assert (vast.status, herzien.status, Brief.objects.count()) == ("vastgesteld", "concept", 2)


def test_verzenden_kan_alleen_na_vaststellen_en_een_keer(dossier):
    brief = dossier.concept()
    with pytest.raises(ValidationError, match="Stel de brief eerst vast"):
        acties.verzend_brief(door=dossier.toezichthouder, brief=brief)
    acties.stel_brief_vast(door=dossier.toezichthouder, brief=brief)
    acties.verzend_brief(door=dossier.toezichthouder, brief=brief)
    with pytest.raises(ValidationError, match="al verzonden"):
        acties.verzend_brief(door=dossier.toezichthouder, brief=brief)


def test_verzenden_mailt_de_gemeente_pas_na_de_commit(dossier, django_capture_on_commit_callbacks):
    brief = dossier.vastgesteld()
    with django_capture_on_commit_callbacks(execute=True):
        acties.verzend_brief(door=dossier.toezichthouder, brief=brief)
        assert mail.outbox == []
    assert [bericht.to for bericht in mail.outbox] == [["huisvesting@dewolden.example"]]
    assert f"/toezicht/brieven/{brief.pk}/" in mail.outbox[0].body
    assert "-13" not in mail.outbox[0].body


def test_mail_over_een_brief_overleeft_dat_het_proces_na_de_commit_stopt(dossier, django_capture_on_commit_callbacks):
    brief = dossier.vastgesteld()
    with django_capture_on_commit_callbacks():  # what comes after the commit is never done
        acties.verzend_brief(door=dossier.toezichthouder, brief=brief)
    with django_capture_on_commit_callbacks(execute=True):
        assert (doe_alles(), doe_alles()) == (1, 0)
    assert [bericht.to for bericht in mail.outbox] == [["huisvesting@dewolden.example"]]


def test_elke_handeling_staat_in_het_logboek_zonder_vrije_tekst(dossier):
    brief = dossier.verzonden()
    regels = Logregel.objects.filter(soort="toezicht.brief", object_id=brief.pk).order_by("pk")
    assert [regel.handeling for regel in regels] == ["brief gemaakt", "brief vastgesteld", "brief verzonden"]
    assert {regel.gebruiker_id for regel in regels} == {dossier.toezichthouder.gebruiker_id}
    assert all(regel.gegevens == {"beoordeling": brief.beoordeling_id} for regel in regels)


def test_tekstblok_met_onbekend_veld_wordt_geweigerd(dossier):
    with pytest.raises(ValidationError) as fout:
        acties.leg_tekstblok_vast(
            door=dossier.toezichthouder, provincie=dossier.ronde.provincie, plek="taak", tekst="{burgemeester}"
        )
    assert fout.value.message_dict["tekst"][0].startswith("Het veld {burgemeester} bestaat niet.")


@pytest.mark.parametrize("nummer", ["111222333", "2812345678"])
@pytest.mark.parametrize("veld", ["kop", "tekst"])
def test_tekstblok_zonder_nummer_van_een_persoon(dossier, veld, nummer):
    """A number of the provincie itself may stand there."""
    gegevens = {"door": None, "provincie": dossier.ronde.provincie, "plek": "context", "tekst": "x"}
    with pytest.raises(ValidationError) as fout:
        acties.leg_tekstblok_vast(**gegevens | {veld: f"Over {nummer}, bel 050-1234567"})
    assert list(fout.value.message_dict) == [veld]
    goed = "Bel 050-1234567 of mail ibt@drenthe.example over 47/4.1/2024001652."
    assert getattr(acties.leg_tekstblok_vast(**gegevens | {veld: goed}), veld) == goed


@pytest.mark.parametrize("onderwerp", ["Over BSN 111222333", "Over 2812345678", "Bel 06-12345678", "Aan a@b.example"])
def test_onderwerp_zonder_persoonsgegevens(dossier, onderwerp):
    brief = dossier.concept()
    pogingen = [
        lambda: acties.maak_brief(door=None, beoordeling=brief.beoordeling, datum=brief.datum, onderwerp=onderwerp),
        lambda: acties.wijzig_concept(door=None, brief=brief, datum=brief.datum, kenmerk="x", onderwerp=onderwerp),
    ]
    for poging in pogingen:
        with pytest.raises(ValidationError) as fout:
            poging()
        assert list(fout.value.message_dict) == ["onderwerp"]


@pytest.mark.parametrize("tekst", ["Jan 06-12345678", "a@b.example", "2812345678", "111222333"])
@pytest.mark.parametrize("veld", ["functie", "grondslag"])
def test_een_mandaat_zonder_persoonsgegevens(dossier, veld, tekst):
    gegevens = {"functie": "gedeputeerde", "grondslag": "x", "geldig_van": date(2024, 1, 1)} | {veld: tekst}
    with pytest.raises(ValidationError) as fout:
        acties.leg_mandaat_vast(door=None, provincie=dossier.ronde.provincie, **gegevens)
    assert list(fout.value.message_dict) == [veld]


def test_een_kenmerk_van_de_provincie_is_geen_persoonsgegeven(dossier):
    tekst = "Zie onze brief met kenmerk 47/4.1/2024001652."
    brief = acties.maak_brief(
        door=None,
        beoordeling=dossier.beoordeel(gevolg=tekst, motivering=tekst),
        datum=date(2024, 11, 19),
        kenmerk="47/4.1/2024001652",
        onderwerp="Antwoord op 47/4.1/2024001652",
    )
    assert acties.stel_brief_vast(door=None, brief=brief).kenmerk == "47/4.1/2024001652"


def test_tekstblok_van_een_andere_provincie(dossier):
    overijssel = dossier.wereld.provincies["PV23"]
    with pytest.raises(ValidationError, match="andere provincie"):
        acties.leg_tekstblok_vast(
            door=None, provincie=overijssel, plek="taak", tekst="x", blok=Tekstblok.objects.first()
        )


def test_tekstblok_geldt_alleen_in_zijn_halfjaren(dossier):
    later = {"plek": "context", "tekst": "Alleen later.", "vanaf": Halfjaar(2024, 2)}
    acties.leg_tekstblok_vast(door=None, provincie=dossier.ronde.provincie, **later)
    blokken = stel_samen(dossier.concept())["blokken"]["context"]
    assert [blok["kop"] for blok in blokken] == ["Waardering voor de inzet in Drenthe", "Samen werken aan oplossingen"]


def test_voorbeeld_overnemen_met_teksten_erbij_doet_niets(dossier):
    with pytest.raises(ValidationError, match="Er zijn al tekstblokken"):
        acties.neem_voorbeeld_over(door=None, provincie=dossier.ronde.provincie, voorbeeld="drenthe")


def test_beoordeling_na_een_gesloten_halfjaar_noemt_het_nagekomene_en_is_na_te_rekenen(dossier):
    """What came later about a closed half-year is a term of the next one, also in the letter and when it is checked."""
    from datetime import date, timedelta

    from organisaties.vastleggen import leg_vast
    from taakstelling.acties.afsluitingen import sluit_af
    from taakstelling.models import Realisatie
    from toezicht.cijfers import momentopname, reken_na

    gemeente, halfjaar = dossier.gemeente(), dossier.ronde.halfjaar
    sluit_af(door=dossier.toezichthouder, provincie=gemeente.provincie, halfjaar=halfjaar)
    leg_vast(
        Realisatie(
            gemeente=gemeente,
            halfjaar=halfjaar,
            cijfers_per=halfjaar.peildatum + timedelta(days=90),
            aantal=25,
            bron="COA",
        ),
        door=None,
    )
    cijfers, rijen = momentopname(gemeente, halfjaar.volgende)
    assert (cijfers["stand_begin"], cijfers["nagekomen"], cijfers["opgave"]) == (-13, 2, 24 + 13 - 2)
    gesloten, _ = momentopname(gemeente, halfjaar)
    assert (gesloten["stand_eind"], gesloten["volgende_mutaties"]) == (-13, 2)
    leg_vast(
        Realisatie(gemeente=gemeente, halfjaar=halfjaar, cijfers_per=date(2025, 2, 1), aantal=30, bron="COA"), door=None
    )
    assert reken_na(rijen, gemeente.code, halfjaar.volgende) == cijfers
