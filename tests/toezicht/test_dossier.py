"""The dossier: what can be recorded, corrected and taken back, and who sees it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone

from balie.toezichttaken import toezichttaken
from organisaties.models import Gemeente, Logregel, Opvolging
from organisaties.toegang import GeenToegang
from organisaties.vastleggen import AlGewijzigd
from taakstelling.acties.dossiers import maak_dossier, verzend_dossier
from tests.toezicht.conftest import HALFJAAR
from tests.toezicht.dossierstukken import S, brief_op_trede, de_wolden, leg, op_trede
from toezicht import acties
from toezicht.dossiers import dossiers_van
from toezicht.models import Dossierstuk
from toezicht.regels.komt_nu import Aanleiding
from toezicht.regels.resultaat import datum as voluit
from toezicht.tijdlijn import tijdlijn_van

GEMEENTE, MEPPEL = "huisvesting@dewolden.example", "huisvesting@meppel.example"
VANDAAG = timezone.localdate()
NIEMAND = [
    MEPPEL,
    "toezicht@overijssel.example",
    "regio@westerkwartier.example",
    "verhuur@woonconcept.example",
    "bestuur@deveste.example",
    "griffie@raad.example",
    "beheer@thuisstand.example",
]


def fout_bij(veld: str, dossier, *args, **kwargs) -> str:
    with pytest.raises(ValidationError) as fout:
        leg(dossier, *args, **kwargs)
    assert list(fout.value.message_dict) == [veld]
    return fout.value.message_dict[veld][0]


def test_laatste_dag_schuift_naar_een_werkdag(dossier):
    """1 March 2025 is a Saturday; 26 April 2025 is Koningsdag, on a Saturday."""
    alles = de_wolden(dossier)
    assert alles["plan"].uiterlijk == date(2025, 3, 3)
    assert alles["toezegging"].uiterlijk == date(2025, 4, 28)
    kerst = leg(dossier, S.PLAN_GEVRAAGD, date(2024, 12, 2), uiterlijk=date(2024, 12, 25))
    assert kerst.uiterlijk == date(2024, 12, 27)


def test_plan_van_vragen_tot_oordeel(dossier):
    plan = leg(dossier, S.PLAN_GEVRAAGD, date(2025, 1, 28), uiterlijk=date(2025, 3, 3))
    ontvangen = leg(dossier, S.PLAN_ONTVANGEN, date(2025, 3, 3), hoort_bij=plan)
    afgekeurd = leg(dossier, S.PLAN_AFGEKEURD, date(2025, 3, 10), hoort_bij=ontvangen, omschrijving="Geen aantallen.")
    beter = leg(dossier, S.PLAN_ONTVANGEN, date(2025, 3, 20), hoort_bij=plan)
    akkoord = leg(dossier, S.PLAN_AKKOORD, date(2025, 3, 27), hoort_bij=beter)
    assert [stuk.hoort_bij for stuk in (ontvangen, afgekeurd, beter, akkoord)] == [plan, ontvangen, plan, beter]
    regels = Logregel.objects.filter(handeling="stuk vastgelegd")
    assert {(regel.provincie, regel.gemeente.code) for regel in regels} == {(dossier.ronde.provincie, "GM1690")}
    assert all(set(regel.gegevens) == {"soort"} for regel in regels)  # kinds, never what was typed


def test_wat_niet_kan(dossier):
    morgen = VANDAAG + timedelta(days=1)
    plan = leg(dossier, S.PLAN_GEVRAAGD, date(2025, 1, 28), uiterlijk=date(2025, 3, 3))
    meppel = leg(dossier, S.PLAN_GEVRAAGD, date(2025, 1, 28), "GM0119", uiterlijk=date(2025, 3, 3))
    assert fout_bij("datum", dossier, S.NOTITIE, morgen, omschrijving="x") == "Kies een datum op of voor vandaag."
    assert fout_bij("uiterlijk", dossier, S.PLAN_GEVRAAGD, VANDAAG) == "Vul de laatste dag in."
    assert "na 3 maart 2025" in fout_bij("uiterlijk", dossier, S.TOEZEGGING, date(2025, 3, 3), **UIT, omschrijving="x")
    assert "laatste dag" in fout_bij("uiterlijk", dossier, S.GESPREK_AMBTELIJK, VANDAAG, **UIT)
    assert "Kies waarop" in fout_bij("hoort_bij", dossier, S.PLAN_ONTVANGEN, VANDAAG)
    assert "Kies waarop" in fout_bij("hoort_bij", dossier, S.PLAN_AKKOORD, VANDAAG, hoort_bij=plan)
    assert "ander dossier" in fout_bij("hoort_bij", dossier, S.PLAN_ONTVANGEN, VANDAAG, hoort_bij=meppel)
    assert "28 januari 2025" in fout_bij("datum", dossier, S.PLAN_ONTVANGEN, date(2025, 1, 27), hoort_bij=plan)
    assert "hoogstens een jaar" in fout_bij("datum", dossier, S.GESPREK_AMBTELIJK, VANDAAG + timedelta(days=500))
    assert leg(dossier, S.GESPREK_AMBTELIJK, morgen).datum == morgen
    assert Dossierstuk.objects.count() == 3


UIT = {"uiterlijk": date(2025, 3, 3)}


def test_een_tweede_oordeel_over_hetzelfde(dossier):
    toezegging = leg(dossier, S.TOEZEGGING, date(2025, 1, 28), omschrijving="Zes woningen.", **UIT)
    leg(dossier, S.TOEZEGGING_NAGEKOMEN, date(2025, 3, 3), hoort_bij=toezegging)
    zin = fout_bij(
        "hoort_bij", dossier, S.TOEZEGGING_GEBROKEN, date(2025, 3, 4), hoort_bij=toezegging, omschrijving="Niet."
    )
    assert zin == "Hierover is al iets vastgelegd. Verbeter dat, of trek het eerst in."


def test_antwoord_hoort_bij_een_verzonden_brief_van_dezelfde_gemeente(dossier):
    concept = brief_op_trede(dossier, 1)
    assert "verzonden brief" in fout_bij("brief", dossier, S.ANTWOORD, VANDAAG)
    assert "verzonden brief" in fout_bij("brief", dossier, S.ANTWOORD, VANDAAG, brief=concept)
    meppel = brief_op_trede(dossier, 1, "GM0119", verzend=True)
    assert "ander dossier" in fout_bij("brief", dossier, S.ANTWOORD, VANDAAG, brief=meppel)
    assert "19 november 2024" in fout_bij("datum", dossier, S.ANTWOORD, date(2024, 11, 18), "GM0119", brief=meppel)
    assert "Alleen een antwoord" in fout_bij("brief", dossier, S.GESPREK_AMBTELIJK, VANDAAG, "GM0119", brief=meppel)
    assert leg(dossier, S.ANTWOORD, date(2024, 12, 10), "GM0119", brief=meppel).brief == meppel


@pytest.mark.parametrize("tekst", ["BSN 111222333", "mail naar jan@dewolden.nl", "V-nummer 2712345678", "06-12345678"])
def test_persoonsgegevens_worden_geweigerd(dossier, tekst):
    assert "persoonsgegevens" in fout_bij("omschrijving", dossier, S.NOTITIE, VANDAAG, omschrijving=tekst)
    stuk = leg(dossier, S.NOTITIE, VANDAAG, omschrijving="Goed gesprek.")
    with pytest.raises(ValidationError):
        acties.trek_stuk_in(door=dossier.toezichthouder, stuk=stuk, reden=tekst)


@pytest.mark.parametrize("email", [GEMEENTE, *NIEMAND])
def test_alleen_de_provincie_schrijft(dossier, email):
    lid, stuk = dossier.wereld.lid(email), leg(dossier, S.GESPREK_AMBTELIJK, VANDAAG)
    with pytest.raises(GeenToegang):
        acties.leg_stuk_vast(door=lid, gemeente=dossier.gemeente(), soort=S.GESPREK_AMBTELIJK, datum=VANDAAG)
    with pytest.raises(GeenToegang):
        acties.vervang_stuk(door=lid, stuk=stuk, datum=VANDAAG, reden="x")
    with pytest.raises(GeenToegang):
        acties.trek_stuk_in(door=lid, stuk=stuk, reden="x")


def test_wie_wat_ziet(dossier):
    alles = de_wolden(dossier)
    zichtbaar = {email: set(Dossierstuk.objects.zichtbaar_voor(dossier.wereld.lid(email))) for email in NIEMAND}
    assert set(Dossierstuk.objects.zichtbaar_voor(dossier.toezichthouder)) == {*alles.values()} - {alles["brief"]}
    eigen = set(Dossierstuk.objects.zichtbaar_voor(dossier.wereld.lid(GEMEENTE)))
    assert eigen == {*alles.values()} - {alles["brief"], alles["notitie"]}
    assert set(map(frozenset, zichtbaar.values())) == {frozenset()}


def test_verbeteren_houdt_de_keten_heel(dossier):
    """What was received goes on from a request that was corrected afterwards."""
    plan = leg(dossier, S.PLAN_GEVRAAGD, date(2025, 1, 28), **UIT)
    ontvangen = leg(dossier, S.PLAN_ONTVANGEN, date(2025, 2, 20), hoort_bij=plan)
    nieuw = acties.vervang_stuk(
        door=dossier.toezichthouder, stuk=plan, datum=date(2025, 1, 27), uiterlijk=date(2025, 2, 23), reden="Typefout"
    )
    plan.refresh_from_db()
    assert (plan.ingetrokken_op is None, nieuw.vervangt, nieuw.uiterlijk) == (False, plan, date(2025, 2, 24))
    (een,) = dossiers_van(dossier.toezichthouder, [dossier.gemeente()])
    assert (een.termijnen[0].aanleiding, een.termijnen[0].stuk) == (Aanleiding.BEOORDELEN, ontvangen.pk)
    assert een.gevolgd == {nieuw.pk}
    with pytest.raises(ValidationError, match="20 februari 2025"):
        acties.vervang_stuk(door=None, stuk=nieuw, datum=date(2025, 2, 21), uiterlijk=date(2025, 3, 3), reden="x")
    with pytest.raises(ValidationError, match="Trek dat eerst in"):
        acties.trek_stuk_in(door=None, stuk=nieuw, reden="x")
    acties.trek_stuk_in(door=None, stuk=ontvangen, reden="Verkeerde gemeente")
    (een,) = dossiers_van(dossier.toezichthouder, [dossier.gemeente()])
    assert [(t.aanleiding, t.stuk) for t in een.te_laat] == [(Aanleiding.PLAN, nieuw.pk)]


def test_iemand_anders_was_eerst(dossier):
    stuk = leg(dossier, S.GESPREK_AMBTELIJK, VANDAAG)
    acties.trek_stuk_in(door=None, stuk=stuk, reden="Vergissing")
    for doe in (
        lambda: acties.trek_stuk_in(door=None, stuk=stuk, reden="x"),
        lambda: acties.vervang_stuk(door=None, stuk=stuk, datum=VANDAAG, reden="x"),
    ):
        with pytest.raises(AlGewijzigd):
            doe()


def test_de_database_bewaakt_een_stuk(dossier):
    stuk = leg(dossier, S.GESPREK_AMBTELIJK, VANDAAG)
    with pytest.raises(DatabaseError), transaction.atomic():
        Dossierstuk.objects.filter(pk=stuk.pk)._raw_delete("default")


def tijdlijn(dossier, email, code="GM1690"):
    lid = dossier.wereld.lid(email)
    (een,) = dossiers_van(lid, [dossier.gemeente(code)])
    return een, [
        (groep.halfjaar.code, r.titel) for groep in tijdlijn_van(lid, een, mag_schrijven=False) for r in groep.regels
    ]


def test_tijdlijn_van_de_wolden(dossier):
    de_wolden(dossier)
    een, regels = tijdlijn(dossier, "toezicht@drenthe.example")
    jaar_2025 = [titel for halfjaar, titel in regels if halfjaar == "2025-1" and "Peildatum" not in titel]
    assert (jaar_2025[0], jaar_2025[-1]) == ("Notitie", "Ambtelijk gesprek")
    assert set(jaar_2025[1:-1]) == {"Bestuurlijk gesprek", "Plan van aanpak gevraagd", "Toezegging"}
    assert [titel for halfjaar, titel in regels if halfjaar == "2024-2"][-2:] == [
        "Antwoord van de gemeente",
        "Brief: Toezicht huisvesting statushouders eerste helft 2024",
    ]
    assert ("2024-1", "Peildatum: stand −13") in regels
    assert any(titel.startswith("Beoordeeld over de 1e helft van 2024") for _, titel in regels)
    assert een.tredenaam == "trede 1: Signaleren"
    assert {termijn.aanleiding for termijn in een.te_laat} == {Aanleiding.PLAN, Aanleiding.TOEZEGGING}


def test_de_gemeente_ziet_haar_dossier_zonder_notitie_en_zonder_wat_niet_verzonden_is(dossier):
    de_wolden(dossier)
    _, van_provincie = tijdlijn(dossier, "toezicht@drenthe.example")
    een, regels = tijdlijn(dossier, GEMEENTE)
    titels = {titel for _, titel in regels}
    weg = {titel for _, titel in van_provincie} - titels
    assert "Notitie" in weg
    assert all(titel == "Notitie" or titel.startswith("Beoordeeld") for titel in weg)
    assert een.tredenaam == "trede 1: Signaleren"  # her sent letter says so


def test_beoordeling_zonder_verzonden_brief_blijft_van_de_provincie(dossier):
    brief_op_trede(dossier, 3)
    een, regels = tijdlijn(dossier, GEMEENTE)
    assert (een.trede, een.brief) == (None, None)
    assert not any(titel.startswith(("Brief", "Beoordeeld")) for _, titel in regels)
    een, regels = tijdlijn(dossier, "toezicht@drenthe.example")
    assert (een.trede, een.brief) == (3, None)
    assert any(titel.startswith("Brief") for _, titel in regels)


def test_opvolger_ziet_het_dossier_van_de_voorganger(dossier):
    """And a plan that the predecessor was asked for is received from the successor."""
    alles = de_wolden(dossier)
    oud = dossier.gemeente()
    nieuw = Gemeente.objects.create(code="GM9001", naam="Zuid-Drenthe", provincie=oud.provincie)
    Opvolging.objects.create(van=oud, naar=nieuw)
    (een,) = dossiers_van(dossier.toezichthouder, [nieuw])
    assert een.brief == alles["brief"]
    assert set(een.stukken) == {stuk.pk for naam, stuk in alles.items() if naam != "brief"}
    titels = [r.titel for g in tijdlijn_van(dossier.toezichthouder, een, mag_schrijven=True) for r in g.regels]
    assert "Toezegging (De Wolden)" in titels
    acties.leg_stuk_vast(
        door=None, gemeente=nieuw, soort=S.PLAN_ONTVANGEN, datum=date(2025, 3, 3), hoort_bij=alles["plan"]
    )
    acties.leg_stuk_vast(door=None, gemeente=nieuw, soort=S.ANTWOORD, datum=date(2025, 3, 3), brief=alles["brief"])


def test_verschoonbaarheidsdossier_staat_erbij(dossier):
    lid = dossier.wereld.lid(GEMEENTE)
    gemaakt = maak_dossier(
        door=lid, gemeente=dossier.gemeente(), halfjaar=HALFJAAR, gronden=["plan"], toelichting="Er is een plan."
    )
    wat = "Verschoonbaarheidsdossier over de 1e helft van 2024"
    assert wat not in {titel for _, titel in tijdlijn(dossier, "toezicht@drenthe.example")[1]}
    verzend_dossier(door=lid, dossier=gemaakt)
    for email in ("toezicht@drenthe.example", GEMEENTE):
        assert wat in {titel for _, titel in tijdlijn(dossier, email)[1]}


def test_termijn_van_de_trede_loopt_vanaf_het_verzenden(dossier, monkeypatch):
    """Trede 2 of Drenthe: four weken after the day on which the letter of 19 November 2024 goes out, in Amsterdam."""
    door, lezer = dossier.toezichthouder, dossier.wereld.lid(GEMEENTE)
    brief = acties.stel_brief_vast(door=door, brief=brief_op_trede(dossier, 2))
    with monkeypatch.context() as klok:
        klok.setattr(timezone, "now", lambda: datetime(2024, 11, 26, 23, 30, tzinfo=UTC))  # the 27th in Amsterdam
        brief = acties.verzend_brief(door=door, brief=brief)
        assert [taak.tekst for taak in toezichttaken(lezer, lezer.gemeente)] == [
            f"Nieuwe brief van de provincie: {brief.onderwerp}."
        ]

    def trede():
        (een,) = dossiers_van(dossier.toezichthouder, [dossier.gemeente()])
        return [t.dag for t in een.termijnen if t.aanleiding is Aanleiding.TREDE]

    assert trede() == [date(2024, 12, 27)]  # 25 and 26 December are holidays
    leg(dossier, S.ANTWOORD, date(2024, 12, 10), brief=brief)
    assert trede() == []


def test_een_trede_die_een_plan_vraagt_zegt_dat_tot_het_gevraagd_is(dossier):
    """Trede 3 of Drenthe; only whoever has to ask is told."""
    brief_op_trede(dossier, 3, verzend=True)

    def komt(lid):
        (een,) = dossiers_van(lid, [dossier.gemeente()])
        return {termijn.aanleiding for termijn in een.termijnen}

    assert Aanleiding.VRAGEN in komt(dossier.toezichthouder)
    assert Aanleiding.VRAGEN not in komt(dossier.wereld.lid(GEMEENTE))
    leg(dossier, S.PLAN_GEVRAAGD, date(2024, 11, 19), uiterlijk=date(2024, 12, 16))
    assert komt(dossier.toezichthouder) >= {Aanleiding.PLAN}
    assert Aanleiding.VRAGEN not in komt(dossier.toezichthouder)


def test_trede_omhoog_staat_erbij(dossier):
    op_trede(dossier, 2)
    ronde = acties.open_ronde(door=None, provincie=dossier.ronde.provincie, halfjaar=HALFJAAR.volgende)
    dossier.ronde = ronde
    op_trede(dossier, 3)
    lid = dossier.toezichthouder
    (een,) = dossiers_van(lid, [dossier.gemeente()])
    teksten = [r.tekst for g in tijdlijn_van(lid, een, mag_schrijven=True) for r in g.regels]
    assert "Trede 3: Afspraken maken, omhoog van trede 2." in teksten


def test_peildatum_is_altijd_de_volgende(dossier):
    (een,) = dossiers_van(dossier.toezichthouder, [dossier.gemeente()])
    assert een.eerstvolgende.aanleiding == Aanleiding.PEILDATUM
    assert een.eerstvolgende_dag > VANDAAG
    assert voluit(een.eerstvolgende_dag).startswith("1 ")
