"""What the kader proposes in a round: real cases through the acts, and every fact that a proposal rests on."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from organisaties.models import Gemeente, Provincie
from organisaties.vastleggen import leg_vast, trek_in
from taakstelling.acties.dossiers import maak_dossier, verzend_dossier
from taakstelling.regels.halfjaar import Halfjaar
from tests.toezicht.conftest import HALFJAAR
from tests.toezicht.kaders import kader, pakket
from tests.toezicht.verloop import leg_verloop_vast, ronde_over, stel_kader_in, volg, voorstel_over
from toezicht import acties
from toezicht.models import Bevriezing, Dossierstuk, Rondecijfer
from toezicht.overzicht import ronderijen
from toezicht.regels.feiten import Plan
from toezicht.regels.ladder import Gebeurtenis
from toezicht.voorstellen import rondestanden

pytestmark = pytest.mark.django_db


def leg_stuk(provincie, gemeente, soort, dag):
    return leg_vast(Dossierstuk(provincie=provincie, gemeente=gemeente, soort=soort, datum=dag), door=None)


def test_drenthe_2024_verschoond_tot_1_januari_en_dan_telt_het_weer(wereld):
    """De Wolden: −13 on 1 July 2024 is excused until 1 January 2025; that next meetpunt counts, the excused one not."""
    drenthe, dewolden = wereld.provincies["PV22"], wereld.gemeenten["GM1690"]
    stel_kader_in(drenthe, pakket("PV22", date(2024, 7, 1)))
    leg_verloop_vast(dewolden, -10, (26, 23), (24, 20), vanaf="2024-1")
    eerste = ronde_over(drenthe, "2024-1")
    assert voorstel_over(eerste, dewolden, 1).voorstel.trede == 1
    besluit = volg(
        eerste,
        dewolden,
        1,
        oordeel="voldoet niet, doch verschoonbaar",
        verschoond_tot=date(2025, 1, 1),
        motivering="Eenmalig besluit voor alle gemeenten.",
    )
    assert (besluit.trede, besluit.voorstel["oordeel"], besluit.cijfers["stand_eind"]) == (1, "voldoet niet", -13)
    volgende = voorstel_over(ronde_over(drenthe, "2024-2"), dewolden)
    assert (volgende.voorstel.gebeurtenis, volgende.voorstel.keer) == (Gebeurtenis.GEEN_REGEL, 1)
    assert (volgende.voorstel.van, volgende.voorstel.trede, volgende.feiten.nu.stand_eind) == (1, 1, -17)
    assert volgende.feiten.metingen[0].verschoond_tot == date(2025, 1, 1)


def test_lansingerland_een_verlengde_termijn_houdt_de_stap_tegen(db):
    """Trede 4 was extended until 1 July 2026 (−102 on 1 January 2026; the standen before it are invented)."""
    zuid_holland = Provincie.objects.create(code="PV28", naam="Zuid-Holland")
    lansingerland = Gemeente.objects.create(code="GM1621", naam="Lansingerland", provincie=zuid_holland)
    stel_kader_in(zuid_holland, pakket("PV28", date(2025, 7, 1)))
    halfjaren = [(60, 30), (60, 50), (60, 55), (60, 55), (70, 58), (70, 70)]
    leg_verloop_vast(lansingerland, -40, *halfjaren, vanaf="2023-2")
    vorige = ronde_over(zuid_holland, "2025-1")
    assert voorstel_over(vorige, lansingerland, 4).voorstel.trede == 4  # four times on end: no rule leads on yet
    volg(vorige, lansingerland, 4, verlengd_tot=date(2026, 7, 1))
    ronde = ronde_over(zuid_holland, "2025-2")
    voorstel = voorstel_over(ronde, lansingerland).voorstel
    assert (voorstel.gebeurtenis, voorstel.van, voorstel.trede, voorstel.keer) == (Gebeurtenis.VERLENGD, 4, 4, 5)
    assert "De achterstand op 1 januari 2026 is 102 personen. De termijn is verlengd tot 1 juli 2026." in (
        voorstel.redenen[0].tekst
    )
    volg(ronde, lansingerland)
    daarna = voorstel_over(ronde_over(zuid_holland, "2026-1"), lansingerland).voorstel
    assert (daarna.van, daarna.trede, daarna.keer) == (4, 5, 6)


def test_westerkwartier_toezicht_per_halfjaar_naast_de_stand(wereld):
    """42 short over 2023-1 and 38 over 2023-2, each on a ladder of its own (the taakstellingen are invented)."""
    groningen, westerkwartier = wereld.provincies["PV20"], wereld.gemeenten["GM1969"]
    stel_kader_in(groningen, pakket("PV20", date(2023, 7, 1)))
    leg_verloop_vast(westerkwartier, 0, (70, 28), (60, 22), (65, 65), (55, 55), vanaf="2023-1")
    for code in ("2023-1", "2023-2", "2024-1", "2024-2"):
        besluit = volg(ronde_over(groningen, code), westerkwartier, 0 if code == "2023-1" else None)
    assert besluit.halfjaartreden == {"2023-1": 5, "2023-2": 4}
    delen = {deel["halfjaar"]: deel for deel in besluit.voorstel["per_halfjaar"]}
    assert [(code, deel["open"]) for code, deel in delen.items()] == [("2023-1", 42), ("2023-2", 38)]
    assert "42 personen" in delen["2023-1"]["redenen"][0]["tekst"]
    nu = voorstel_over(ronde_over(groningen, "2025-1"), westerkwartier)
    assert nu.feiten.halfjaartreden == {Halfjaar(2023, 1): 5, Halfjaar(2023, 2): 4}


def test_een_halfjaar_gaat_ook_niet_naar_een_besluit_zonder_voornemen(wereld):
    groningen, westerkwartier = wereld.provincies["PV20"], wereld.gemeenten["GM1969"]
    stel_kader_in(groningen, pakket("PV20", date(2023, 7, 1)))
    leg_verloop_vast(westerkwartier, 0, (70, 28), vanaf="2023-1")
    with pytest.raises(ValidationError) as fout:
        volg(ronde_over(groningen, "2023-1"), westerkwartier, 0, halfjaartreden={"2023-1": 5}, motivering="x")
    assert fout.value.message_dict == {
        "trede_2023-1": ["Een besluit kan alleen na een voornemen (Gemeentewet art. 124 lid 4)."]
    }


def test_zonder_eerder_besluit_begint_het_bij_nul_of_bij_wat_de_toezichthouder_opgeeft(dossier):
    stel_kader_in(dossier.ronde.provincie, kader())
    onbekend = voorstel_over(dossier.ronde, dossier.gemeente())
    assert (onbekend.begin_bekend, onbekend.voorstel.van, onbekend.voorstel.trede) == (False, 0, 1)
    opgegeven = voorstel_over(dossier.ronde, dossier.gemeente(), 3)
    assert (opgegeven.begin_bekend, opgegeven.begin_besloten, opgegeven.voorstel.van) == (True, False, 3)
    besluit = volg(dossier.ronde, dossier.gemeente(), 3)
    assert (besluit.voorstel["van"], besluit.voorstel["begin_bekend"], besluit.trede) == (3, True, 3)


def test_de_trede_van_de_laatste_ronde_waarin_er_een_besloten_is(dossier):
    """A round without a trede says nothing about the ladder; a decision that was replaced does not count."""
    stel_kader_in(dossier.ronde.provincie, kader())
    vervangen = volg(dossier.ronde, dossier.gemeente(), 4)
    volg(dossier.ronde, dossier.gemeente(), 2, vervangt=vervangen)
    leg_verloop_vast(dossier.gemeente(), None, (20, 0), (20, 0), vanaf="2024-2")
    volg(ronde_over(dossier.ronde.provincie, "2024-2"), dossier.gemeente(), trede=None)
    later = voorstel_over(ronde_over(dossier.ronde.provincie, "2025-1"), dossier.gemeente(), 5)
    assert (later.feiten.trede, later.begin_besloten) == (2, True)
    assert [een.halfjaar.code for een in later.eerder] == ["2024-2", "2024-1"]


def test_gronden_uit_het_verzonden_dossier_van_de_gemeente(dossier):
    stel_kader_in(dossier.ronde.provincie, kader(gronden=("plan",)))
    lid = dossier.wereld.lid("huisvesting@dewolden.example")
    bestand = maak_dossier(door=lid, gemeente=lid.gemeente, halfjaar=HALFJAAR, gronden=["plan"], toelichting="Plan.")
    assert voorstel_over(dossier.ronde, dossier.gemeente()).feiten.gronden == frozenset()
    verzend_dossier(door=lid, dossier=bestand)
    voorstel = voorstel_over(dossier.ronde, dossier.gemeente())
    assert (voorstel.feiten.gronden, voorstel.uitspraak.oordeel) == ({"plan"}, "voldoet niet, doch verschoonbaar")


def test_plan_en_toezegging_zoals_bekend_op_de_peildatum(dossier):
    provincie, gemeente = dossier.ronde.provincie, dossier.gemeente()
    leg_stuk(provincie, gemeente, "plan-gevraagd", date(2024, 3, 1))
    gebroken = leg_stuk(provincie, gemeente, "toezegging-gebroken", date(2024, 6, 30))
    leg_stuk(provincie, gemeente, "plan-ontvangen", date(2024, 7, 2))
    feiten = voorstel_over(dossier.ronde, gemeente).feiten
    assert (feiten.plan, feiten.toezegging_gebroken) == (Plan.GEVRAAGD, True)
    trek_in(gebroken, door=None, reden="Vergissing")
    assert not voorstel_over(dossier.ronde, gemeente).feiten.toezegging_gebroken
    assert voorstel_over(dossier.ronde, dossier.gemeente("GM0119")).feiten.plan is None


def test_een_gemeente_uit_een_herindeling_neemt_de_hoogste_trede_mee(wereld):
    groningen = wereld.provincies["PV20"]
    zuidhorn, leek, westerkwartier = (wereld.gemeenten[code] for code in ("GM0056", "GM0022", "GM1969"))
    stel_kader_in(groningen, kader())
    for gemeente, begintrede in ((zuidhorn, 3), (leek, 1)):
        leg_verloop_vast(gemeente, -4, (10, 8), vanaf="2018-2")
        volg(ronde_over(groningen, "2018-2"), gemeente, begintrede)
    leg_verloop_vast(westerkwartier, None, (30, 20), vanaf="2019-1")
    voorstel = voorstel_over(ronde_over(groningen, "2019-1"), westerkwartier)
    herkomst = voorstel.feiten.herkomst
    assert (herkomst.naam, herkomst.trede, herkomst.andere_provincie) == ("Zuidhorn", 3, False)
    assert voorstel.voorstel.van == 3
    assert voorstel.voorstel.redenen[0].bron == "art. 14"


def test_wat_een_andere_provincie_besloot_telt_pas_na_haar_brief(dossier):
    """De Wolden moves to Overijssel (invented): with `opnieuw` trede and count begin again there."""
    gemeente, overijssel = dossier.gemeente(), dossier.wereld.provincies["PV23"]
    stel_kader_in(dossier.ronde.provincie, kader())
    stel_kader_in(overijssel, kader())
    besluit = volg(dossier.ronde, gemeente, 2, trede=3, motivering="x")
    leg_verloop_vast(gemeente, None, (20, 0), vanaf="2024-2")
    Gemeente.objects.filter(pk=gemeente.pk).update(provincie=overijssel)
    gemeente.refresh_from_db()
    ronde = ronde_over(overijssel, "2024-2")
    assert voorstel_over(ronde, gemeente).feiten.herkomst is None
    brief = acties.maak_brief(door=None, beoordeling=besluit, datum=date(2024, 11, 19), kenmerk="1")
    acties.verzend_brief(door=None, brief=acties.stel_brief_vast(door=None, brief=brief))
    voorstel = voorstel_over(ronde, gemeente)
    herkomst = voorstel.feiten.herkomst
    assert (herkomst.naam, herkomst.trede, herkomst.andere_provincie) == ("provincie Drenthe", 3, True)
    assert (voorstel.voorstel.van, voorstel.voorstel.keer, len(voorstel.feiten.metingen)) == (0, 1, 1)
    assert voorstel.eerder == ()


def test_zonder_kader_alleen_het_oordeel_uit_de_stand(dossier):
    voorstel = voorstel_over(dossier.ronde, dossier.gemeente())
    assert (voorstel.kader, voorstel.voorstel, voorstel.uitspraak.oordeel) == (None, None, "voldoet niet")
    besluit = volg(dossier.ronde, dossier.gemeente(), halfjaartreden=None)
    assert (besluit.kader, besluit.voorstel, besluit.trede) == (None, None, None)
    with pytest.raises(ValidationError) as fout:
        dossier.beoordeel("GM0119", oordeel="voldoet", verschoond_tot=None, trede=1, coulance=True)
    assert sorted(fout.value.message_dict) == ["coulance", "trede"]


def test_de_ronde_rust_op_de_laatst_vastgestelde_cijfers(dossier):
    gemeente = dossier.gemeente()
    nu = rondestanden(dossier.ronde, [gemeente])["GM1690"]
    cijfers = dossier.beoordeel().cijfers | {"realisatie": 30}
    for aantal in (25, 30):
        keer = Bevriezing.objects.create(ronde=dossier.ronde, vastgelegd_op=timezone.now())
        Rondecijfer.objects.create(
            bevriezing=keer, gemeente=gemeente, cijfers=cijfers | {"realisatie": aantal}, rijen={}
        )
    vast = rondestanden(dossier.ronde, [gemeente, dossier.gemeente("GM0119")])
    assert (nu.realisatie, vast["GM1690"].realisatie, vast["GM0119"].realisatie) == (23, 30, 31)


def test_een_ronde_van_zestig_gemeenten_kost_evenveel_vragen_als_van_een(dossier):
    stel_kader_in(dossier.ronde.provincie, kader())
    drenthe, lid = dossier.ronde.provincie, dossier.toezichthouder

    def aantal_vragen():
        ronderijen(dossier.ronde, lid)  # what the process remembers is there already
        with CaptureQueriesContext(connection) as vragen:
            rijen = ronderijen(dossier.ronde, lid)
        return len(rijen), len(vragen)

    Gemeente.objects.filter(provincie=drenthe).exclude(code="GM1690").update(provincie=None)
    volg(dossier.ronde, dossier.gemeente(), 1)
    assert (een := aantal_vragen())[0] == 1
    for nummer in range(59):
        gemeente = Gemeente.objects.create(code=f"GM9{nummer:03}", naam=f"Dorp {nummer}", provincie=drenthe)
        leg_verloop_vast(gemeente, -nummer, (20, 10), vanaf="2024-1")
        if nummer % 2:
            volg(dossier.ronde, gemeente, 1)
    assert aantal_vragen() == (60, een[1])
