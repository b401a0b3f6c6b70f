"""Deciding on the ladder: what is refused, many at once, four eyes, and two supervisors at the same time."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from organisaties.models import Gemeente, Logregel
from organisaties.toegang import GeenToegang
from taakstelling.models import Taakstelling
from tests.toezicht.conftest import leg_cijfers_vast
from tests.toezicht.kaders import kader
from tests.toezicht.test_acties import nieuw_cijfer
from tests.toezicht.test_grenzen import eigen_telling
from tests.toezicht.verloop import collega_toezicht, stel_kader_in, volg
from toezicht import acties
from toezicht.brievenlijst import concepten_zonder_problemen
from toezicht.cijfers import momentopname, reken_na
from toezicht.kandidaten import kandidaten
from toezicht.models import Akkoord, Beoordeling, Brief
from toezicht.regels.kader import Toerekening

DATUM = date(2024, 11, 19)


@pytest.fixture
def met_kader(dossier):
    stel_kader_in(dossier.ronde.provincie, kader())
    return dossier


def gezien_in(dossier):
    return {kandidaat.gemeente.code: kandidaat.merk for kandidaat in kandidaten(dossier.ronde)}


def velen(dossier, **anders):
    gegevens = {"gezien": gezien_in(dossier), "datum": DATUM, "begin_aanvaard": True} | anders
    return acties.beoordeel_velen(door=dossier.toezichthouder, ronde=dossier.ronde, **gegevens)


@pytest.mark.parametrize(
    ("anders", "velden"),
    [
        ({"trede": 0}, {"motivering": "Het voorstel is trede 1 (stand −13). Schrijf bij Motivering waarom u afwijkt."}),
        ({"oordeel": "voldoet"}, {"motivering": "Het voorstel is “voldoet niet” (stand −13)."}),
        ({"trede": 5}, {"trede": "Een besluit kan alleen na een voornemen (Gemeentewet art. 124 lid 4)."}),
        ({"trede": 6, "motivering": "x"}, {"trede": "Uitvoeren kan alleen na een besluit met een termijn"}),
        ({"trede": 7, "motivering": "x"}, {"trede": "Kies een trede van 0 tot en met 6."}),
        ({"coulance": True}, {"coulance": "Met coulance blijft de gemeente op trede 0."}),
        ({"verlengd_tot": date(2024, 7, 1)}, {"verlengd_tot": "Kies een datum na de peildatum 1 juli 2024."}),
        (
            {"verlengd_tot": date(2026, 7, 2)},
            {"verlengd_tot": "Kies een datum tot en met 1 juli 2026: hoogstens 2 jaar"},
        ),
        ({"halfjaartreden": {"2024-1": 2}}, {"halfjaartreden": "Voor “2024-1” stelt het toezichtkader geen eigen"}),
        ({"halfjaartreden": {"x": 2}}, {"halfjaartreden": "Voor “x” stelt het toezichtkader geen eigen trede voor."}),
        ({"begintrede": -3}, {"begintrede": "Kies een trede van 0 tot en met 6."}),
        ({"begintrede": 7}, {"begintrede": "Kies een trede van 0 tot en met 6."}),
        (
            {"begintrede": 4, "trede": 4, "motivering": "Zomaar."},
            {"motivering": "Trede 4 vóór deze peildatum is formeel."},
        ),
    ],
)
def test_wat_de_ladder_weigert(met_kader, anders, velden):
    with pytest.raises(ValidationError) as fout:
        volg(met_kader.ronde, met_kader.gemeente(), **({"begintrede": 0} | anders))
    teksten = {veld: melding[0] for veld, melding in fout.value.message_dict.items()}
    assert teksten.keys() == velden.keys()
    assert all(teksten[veld].startswith(tekst) for veld, tekst in velden.items())
    assert not Beoordeling.objects.exists()


@pytest.mark.parametrize(
    ("treden", "veld", "tekst"),
    [
        ({"2024-1": 2}, "motivering", "Het voorstel is trede 1 voor de 1e helft van 2024"),
        ({"2023-2": 1}, "halfjaartreden", "Voor “2023-2” stelt het toezichtkader geen eigen trede voor."),
    ],
)
def test_alleen_een_halfjaar_van_het_voorstel_heeft_een_eigen_trede(dossier, treden, veld, tekst):
    stel_kader_in(dossier.ronde.provincie, kader(per_halfjaar=Toerekening.EIGEN))
    with pytest.raises(ValidationError) as fout:
        volg(dossier.ronde, dossier.gemeente(), 0, halfjaartreden=treden)
    assert list(fout.value.message_dict) == [veld]
    assert fout.value.message_dict[veld][0].startswith(tekst)


def test_zonder_kader_is_een_code_die_geen_halfjaar_is_een_fout_bij_de_trede(dossier):
    with pytest.raises(ValidationError) as fout:
        volg(dossier.ronde, dossier.gemeente(), halfjaartreden={"x": 2})
    assert list(fout.value.message_dict) == ["trede"]


def test_uitstel_kan_tot_en_met_twee_jaar_na_de_peildatum(met_kader):
    besluit = volg(met_kader.ronde, met_kader.gemeente(), 0, verlengd_tot=date(2026, 7, 1))
    assert besluit.verlengd_tot == date(2026, 7, 1)


def test_het_voorstel_ligt_vast_bij_het_besluit(met_kader):
    besluit = volg(met_kader.ronde, met_kader.gemeente(), 0, trede=0, coulance=True, motivering="De bouw liep uit.")
    assert (besluit.trede, besluit.coulance, besluit.kader.versie) == (0, True, 1)
    assert {naam: besluit.voorstel[naam] for naam in ("oordeel", "van", "trede", "zet", "keer")} == {
        "oordeel": "voldoet niet",
        "van": 0,
        "trede": 1,
        "zet": "opschalen",
        "keer": 1,
    }
    assert besluit.voorstel["redenen"][0] == {
        "regel": "Van trede 0 naar 1",
        "tekst": "De achterstand op 1 juli 2024 is 13 personen. Dit is de eerste peildatum die meetelt. De regel"
        " vraagt: er is op minstens 1 peildatum een achterstand.",
        "bron": "art. 1",
    }
    nieuw_cijfer(met_kader)
    stel_kader_in(met_kader.ronde.provincie, kader(naam="Later"))
    assert Beoordeling.objects.get(pk=besluit.pk).voorstel == besluit.voorstel
    with pytest.raises(DatabaseError), transaction.atomic():
        Beoordeling.objects.filter(pk=besluit.pk).update(trede=3)


def test_een_besluit_mag_na_een_voornemen(met_kader):
    assert volg(met_kader.ronde, met_kader.gemeente(), 4, trede=5, motivering="De termijn is voorbij.").trede == 5


def test_velen_tegelijk_elk_met_een_brief(met_kader):
    uit = velen(met_kader)
    assert [(een.gemeente.code, een.reden) for een in uit] == [("GM1690", ""), ("GM0119", "")]
    assert {(b.gemeente.code, b.oordeel, b.trede) for b in Beoordeling.objects.all()} == {
        ("GM1690", "voldoet niet", 1),
        ("GM0119", "voldoet", 0),
    }
    assert {(brief.status, brief.datum) for brief in Brief.objects.all()} == {("concept", DATUM)}
    assert Logregel.objects.filter(handeling="beoordeeld").count() == 2
    assert {een.reden for een in velen(met_kader, gezien=dict.fromkeys(["GM1690", "GM0119"], ""))} == {
        "Deze gemeente is al beoordeeld."
    }


def test_wie_niet_meedoet_en_waarom(met_kader):
    """Each gemeente by itself: what is wrong with one stops no other."""
    gezien = gezien_in(met_kader)
    nieuw_cijfer(met_kader)
    uit = {een.gemeente.code: een for een in velen(met_kader, gezien=gezien)}
    assert uit["GM1690"].reden == "Het voorstel is intussen veranderd. Bekijk het opnieuw."
    assert uit["GM0119"].brief is not None
    assert Beoordeling.objects.count() == Brief.objects.count() == 1


def test_een_voorlopige_telling_en_een_onbekend_begin_vragen_een_vinkje(met_kader):
    eigen_telling(met_kader)
    assert {een.reden for een in velen(met_kader, begin_aanvaard=False)} == {
        "U heeft de voorlopige telling niet aanvaard.",
        "U heeft niet gezegd dat deze gemeente bij trede 0 begint.",
    }
    assert [een.brief is not None for een in velen(met_kader)] == [False, True]
    (uitkomst,) = velen(met_kader, telling_aanvaard=True)
    assert uitkomst.brief.beoordeling.cijfers["realisatie_aanvaard"] is True


def test_onbekende_cijfers_doen_niet_mee(met_kader):
    from tests.toezicht.test_acties import _zonder_cijfers

    _zonder_cijfers(met_kader)
    uit = {een.gemeente.code: een.reden for een in velen(met_kader)}
    assert uit["GM0119"] == "De stand op de peildatum is niet bekend. Vul eerst de cijfers aan."


def test_velen_zonder_kader_krijgen_alleen_een_oordeel(dossier):
    assert all(een.brief for een in velen(dossier, begin_aanvaard=False))
    assert set(Beoordeling.objects.values_list("oordeel", "trede")) == {("voldoet niet", None), ("voldoet", None)}


def test_velen_met_een_onmogelijke_briefdatum(met_kader):
    with pytest.raises(ValidationError) as fout:
        velen(met_kader, datum=date(2024, 6, 30))
    assert list(fout.value.message_dict) == ["datum"]
    assert not Beoordeling.objects.exists()


def test_twee_toezichthouders_tegelijk(met_kader):
    """The second one saw the same page: what the first decided stays, and the second is told per gemeente."""
    gezien = gezien_in(met_kader)
    eerste = volg(met_kader.ronde, met_kader.gemeente(), 0)
    uit = acties.beoordeel_velen(
        door=collega_toezicht(met_kader.wereld),
        ronde=met_kader.ronde,
        gezien=gezien,
        datum=DATUM,
        begin_aanvaard=True,
    )
    assert {een.gemeente.code: een.reden for een in uit} == {"GM1690": "Deze gemeente is al beoordeeld.", "GM0119": ""}
    assert Beoordeling.objects.get(gemeente__code="GM1690") == eerste


def test_alleen_de_eigen_provincie_beslist_over_velen_en_geeft_akkoord(met_kader):
    besluit = volg(met_kader.ronde, met_kader.gemeente(), 0)
    for email in ("toezicht@overijssel.example", "huisvesting@dewolden.example", "beheer@thuisstand.example"):
        door = met_kader.wereld.lid(email)
        with pytest.raises(GeenToegang):
            acties.beoordeel_velen(door=door, ronde=met_kader.ronde, gezien={"GM0119": ""}, datum=DATUM)
        with pytest.raises(GeenToegang):
            acties.geef_akkoord(door=door, beoordeling=besluit)


@pytest.fixture
def vier_ogen(dossier):
    acties.wijzig_afzender(door=dossier.toezichthouder, provincie=dossier.ronde.provincie, vier_ogen=True)
    return collega_toezicht(dossier.wereld)


def test_een_brief_wacht_op_een_tweede_persoon(dossier, vier_ogen):
    brief = dossier.concept()
    with pytest.raises(ValidationError, match="uw provincie werkt met vier ogen"):
        acties.stel_brief_vast(door=vier_ogen, brief=brief)
    with pytest.raises(ValidationError, match="zelf beoordeeld"):
        acties.geef_akkoord(door=dossier.toezichthouder, beoordeling=brief.beoordeling)
    akkoord = acties.geef_akkoord(door=vier_ogen, beoordeling=brief.beoordeling)
    assert akkoord.vastgelegd_door == vier_ogen.gebruiker
    with pytest.raises(ValidationError, match="gaf al akkoord"):
        acties.geef_akkoord(door=vier_ogen, beoordeling=brief.beoordeling)
    assert acties.stel_brief_vast(door=dossier.toezichthouder, brief=brief).status == "vastgesteld"
    regel = Logregel.objects.get(handeling="akkoord gegeven")
    assert (regel.gebruiker, regel.object_id) == (vier_ogen.gebruiker, brief.beoordeling.pk)


def test_een_nieuwe_beoordeling_vraagt_een_nieuw_akkoord(dossier, vier_ogen):
    brief = dossier.concept()
    oud = brief.beoordeling
    acties.geef_akkoord(door=vier_ogen, beoordeling=oud)
    nieuw = dossier.beoordeel(vervangt=oud)
    brief.refresh_from_db()
    assert brief.beoordeling == nieuw
    with pytest.raises(ValidationError, match="vier ogen"):
        acties.stel_brief_vast(door=dossier.toezichthouder, brief=brief)
    with pytest.raises(ValidationError, match="intussen vervangen"):
        acties.geef_akkoord(door=vier_ogen, beoordeling=oud)


def zet_vier_ogen(dossier, aan):
    return acties.wijzig_afzender(door=dossier.toezichthouder, provincie=dossier.ronde.provincie, vier_ogen=aan)


def test_vier_ogen_uitzetten_geldt_niet_voor_wat_al_beoordeeld_is(dossier, vier_ogen):
    brief = dossier.concept()
    zet_vier_ogen(dossier, aan=False)
    with pytest.raises(ValidationError, match="vier ogen"):
        acties.stel_brief_vast(door=dossier.toezichthouder, brief=brief)
    assert concepten_zonder_problemen(dossier.ronde) == []
    regels = Logregel.objects.filter(handeling="afzender gewijzigd").order_by("pk")
    assert [regel.gegevens["vier_ogen"] for regel in regels][-2:] == [
        {"was": False, "wordt": True},
        {"was": True, "wordt": False},
    ]
    later = dossier.concept("GM0119")
    assert [een.pk for een, _ in concepten_zonder_problemen(dossier.ronde)] == [later.pk]
    assert acties.stel_brief_vast(door=dossier.toezichthouder, brief=later).status == "vastgesteld"
    acties.geef_akkoord(door=vier_ogen, beoordeling=brief.beoordeling)
    assert acties.stel_brief_vast(door=dossier.toezichthouder, brief=brief).status == "vastgesteld"


def test_niemand_kiest_zelf_sinds_wanneer_vier_ogen_uit_staan(dossier):
    with pytest.raises(TypeError, match="vier_ogen_tot"):
        acties.wijzig_afzender(door=dossier.toezichthouder, provincie=dossier.ronde.provincie, vier_ogen_tot="")


def test_zonder_vier_ogen_is_er_geen_akkoord_nodig(dossier):
    assert dossier.vastgesteld().status == "vastgesteld"
    assert not Akkoord.objects.exists()


def test_een_opdracht_geeft_geen_akkoord(dossier, vier_ogen):
    with pytest.raises(ValidationError, match="Vraag een collega"):
        acties.geef_akkoord(door=None, beoordeling=dossier.beoordeel())


def test_een_voorstel_om_te_verschonen_kiest_niemand_ongezien(dossier):
    """The ground is the gemeente's own; until when is for the provincie."""
    from taakstelling.acties.dossiers import maak_dossier, verzend_dossier

    stel_kader_in(dossier.ronde.provincie, kader(gronden=("plan",)))
    lid = dossier.wereld.lid("huisvesting@dewolden.example")
    opties = {"gemeente": lid.gemeente, "halfjaar": dossier.ronde.halfjaar, "gronden": ["plan"], "toelichting": "x"}
    verzend_dossier(door=lid, dossier=maak_dossier(door=lid, **opties))
    uit = {een.gemeente.code: een.reden for een in velen(dossier)}
    assert uit["GM1690"] == "Het voorstel is verschonen. Kies zelf tot welke dag."


def test_een_voorstel_voor_velen_kost_niet_meer_vragen_per_gemeente(met_kader, django_assert_max_num_queries):
    for code, gemeente in met_kader.wereld.gemeenten.items():
        if gemeente.provincie_id == met_kader.ronde.provincie_id and code not in ("GM1690", "GM0119"):
            leg_cijfers_vast(gemeente, stand=-4, taakstelling=10, realisatie=8, volgende=9)
    with django_assert_max_num_queries(45):
        kandidaten(met_kader.ronde)


def test_velen_overnemen_kost_niet_meer_vragen_per_gemeente(met_kader):
    """Reading, deciding, letters and logboek: all of it goes together."""

    def meer(nummers):
        for nummer in nummers:
            gemeente = Gemeente.objects.create(
                code=f"GM9{nummer:03d}", naam=f"Gemeente {nummer}", provincie=met_kader.ronde.provincie
            )
            leg_cijfers_vast(gemeente, stand=-4, taakstelling=10, realisatie=8, volgende=9)

    aantallen = []
    for nummers in (range(2), range(2, 14)):
        meer(nummers)
        gezien = gezien_in(met_kader)
        with CaptureQueriesContext(connection) as vragen:
            uit = velen(met_kader, gezien=gezien)
        assert [een.reden for een in uit] == [""] * len(gezien)
        aantallen.append(len(vragen))
    assert aantallen[0] == aantallen[1]


def test_velen_rust_elk_op_de_eigen_rijen(met_kader):
    """Read together, and computed again from its own rows each gives the same."""
    velen(met_kader)
    for een in Beoordeling.objects.select_related("gemeente"):
        assert (een.cijfers, een.rijen) == momentopname(een.gemeente, met_kader.ronde.halfjaar)
        assert reken_na(een.rijen, een.gemeente.code, met_kader.ronde.halfjaar) == een.cijfers
        rijen = Taakstelling.objects.filter(pk__in=een.rijen["taakstelling"])
        assert {rij.gemeente_id for rij in rijen} == {een.gemeente_id}
