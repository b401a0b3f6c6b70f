"""The limits of the supervision: which half-year, which day, which count, and only what was seen is decided on."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from organisaties.acties import versie_van
from organisaties.models import Logregel, Postadres
from organisaties.vastleggen import AlGewijzigd, leg_vast, trek_in
from taakstelling.models import Realisatie
from taakstelling.regels.halfjaar import Halfjaar
from tests.taakstelling.test_plaatsing_acties import leg
from tests.toezicht.conftest import HALFJAAR
from toezicht import acties
from toezicht.models import Beoordeling, Brief, Tekstblok, Toezichtronde
from toezicht.pdf.controle import Uitkomst, controleer
from toezicht.pdf.inhoud import problemen, stel_samen, vingerafdruk
from toezicht.regels.resultaat import datum

LOOPT = Halfjaar.van_datum(timezone.localdate())
LATER = Halfjaar(2100, 1)


@pytest.mark.parametrize(
    ("halfjaar", "zin"),
    [
        (Halfjaar(1995, 1), "Kies een halfjaar vanaf 2016-1: een ronde kan over de 1e helft van 2016 of later."),
        (Halfjaar(2015, 2), "Kies een halfjaar vanaf 2016-1: een ronde kan over de 1e helft van 2016 of later."),
        (LOOPT, f"De {LOOPT.in_zin} loopt nog. U kunt deze ronde openen vanaf {datum(LOOPT.peildatum)}."),
        (
            Halfjaar(2100, 2),
            "De 2e helft van 2100 is nog niet begonnen. U kunt deze ronde openen vanaf 1 januari 2101.",
        ),
    ],
)
def test_open_ronde_over_een_halfjaar_dat_niet_kan(dossier, halfjaar, zin):
    with pytest.raises(ValidationError) as fout:
        acties.open_ronde(door=None, provincie=dossier.ronde.provincie, halfjaar=halfjaar)
    assert fout.value.message_dict == {"halfjaar": [zin]}
    assert Toezichtronde.objects.get() == dossier.ronde


@pytest.mark.parametrize("halfjaar", [Halfjaar(2016, 1), LOOPT.vorige])
def test_open_ronde_over_het_eerste_en_het_laatste_halfjaar_dat_kan(dossier, halfjaar):
    ronde = acties.open_ronde(door=None, provincie=dossier.ronde.provincie, halfjaar=halfjaar)
    assert ronde.halfjaar == halfjaar


def test_beoordelen_in_een_ronde_die_nog_loopt(dossier):
    """A round that was opened too early, before that was refused."""
    ronde = Toezichtronde.objects.create(provincie=dossier.ronde.provincie, halfjaar=LOOPT)
    with pytest.raises(ValidationError, match=r"loopt nog\. Beoordelen kan vanaf"):
        acties.beoordeel(door=None, ronde=ronde, gemeente=dossier.gemeente(), oordeel="voldoet niet")


def test_verwijder_lege_ronde(dossier):
    acties.verwijder_ronde(door=dossier.toezichthouder, ronde=dossier.ronde)
    regel = Logregel.objects.get(handeling="ronde verwijderd")
    assert not Toezichtronde.objects.exists()
    assert (regel.provincie, regel.gegevens) == (dossier.toezichthouder.provincie, {"halfjaar": "2024-1"})


def test_verwijder_ronde_waarin_is_beoordeeld(dossier):
    dossier.beoordeel()
    with pytest.raises(ValidationError, match="is al een gemeente beoordeeld"):
        acties.verwijder_ronde(door=dossier.toezichthouder, ronde=dossier.ronde)
    assert Toezichtronde.objects.get() == dossier.ronde
    assert not Logregel.objects.filter(handeling="ronde verwijderd").exists()


@pytest.mark.parametrize("anders", [{"oordeel": "voldoet niet", "verschoond_tot": None, "motivering": ""}, {}])
def test_alleen_wie_afwijkt_van_het_voorstel_zegt_waarom(dossier, anders):
    assert dossier.beoordeel(**anders).cijfers["stand_eind"] == -13


def test_afwijken_zonder_motivering_noemt_voorstel_en_stand(dossier):
    with pytest.raises(ValidationError) as fout:
        dossier.beoordeel(oordeel="voldoet", verschoond_tot=None, motivering="")
    assert fout.value.message_dict == {
        "motivering": ["Het voorstel is “voldoet niet” (stand −13). Schrijf bij Motivering waarom u afwijkt."]
    }


def test_beoordelen_over_een_concept_dat_een_ander_wijzigde(dossier):
    brief = dossier.concept()
    gezien = versie_van(brief)
    acties.wijzig_concept(door=None, brief=brief, datum=brief.datum, kenmerk="Van een ander", onderwerp="x")
    with pytest.raises(AlGewijzigd):
        dossier.beoordeel(vervangt=brief.beoordeling, conceptversie=gezien)
    brief.refresh_from_db()
    assert (brief.kenmerk, Beoordeling.objects.count()) == ("Van een ander", 1)
    nieuw = dossier.beoordeel(vervangt=brief.beoordeling, conceptversie=versie_van(brief))
    brief.refresh_from_db()
    assert brief.beoordeling == nieuw


def eigen_telling(dossier):
    """De Wolden without a COA figure, with an own count of 23 persons."""
    gemeente = dossier.gemeente()
    for rij in Realisatie.objects.filter(gemeente=gemeente):
        trek_in(rij, door=None, reden="Fout")
    leg(dossier.wereld, volwassenen=23, kinderen=0, afgemeld_op=date(2024, 3, 1), huurcontract_op=date(2024, 3, 1))


AANVULLEN = "Lees het cijfer van het COA in, of aanvaard deze telling. Beoordeel daarna opnieuw."
EIGEN = "De realisatie is de eigen telling van de gemeente: er is geen cijfer van het COA van op of na 1 juli 2024."


def test_brief_op_een_eigen_telling_vraagt_een_besluit(dossier):
    eigen_telling(dossier)
    brief = dossier.concept()
    assert (brief.beoordeling.cijfers["realisatie_bron"], brief.beoordeling.cijfers["realisatie"]) == ("eigen", 23)
    with pytest.raises(ValidationError) as fout:
        acties.stel_brief_vast(door=None, brief=brief)
    assert fout.value.messages == [f"{EIGEN} {AANVULLEN}"]
    aanvaard = dossier.beoordeel(vervangt=brief.beoordeling, realisatie_aanvaard=True)
    brief.refresh_from_db()
    vast = acties.stel_brief_vast(door=None, brief=brief)
    assert (vast.beoordeling, vast.inhoud["cijfers"]["realisatie_aanvaard"]) == (aanvaard, True)
    assert controleer(bytes(vast.pdf)).uitkomst == Uitkomst.KLOPT


def test_brief_op_een_cijfer_van_voor_de_peildatum_vraagt_een_besluit(dossier):
    for rij in Realisatie.objects.filter(gemeente=dossier.gemeente()):
        trek_in(rij, door=None, reden="Fout")
    leg_vast(
        Realisatie(
            gemeente=dossier.gemeente(), halfjaar=HALFJAAR, cijfers_per=date(2024, 6, 30), aantal=22, bron="COA"
        ),
        door=None,
    )
    assert problemen(stel_samen(dossier.concept())) == [
        "De realisatie is het cijfer van het COA per 30 juni 2024, van vóór de peildatum. " + AANVULLEN
    ]


def test_aanvaarden_van_een_officieel_cijfer_betekent_niets(dossier):
    assert "realisatie_aanvaard" not in dossier.beoordeel(realisatie_aanvaard=True).cijfers


VANDAAG = timezone.localdate()


@pytest.mark.parametrize(
    ("dag", "zin"),
    [
        (date.min, "Kies een briefdatum op of na de peildatum 1 juli 2024."),
        (date(2024, 6, 30), "Kies een briefdatum op of na de peildatum 1 juli 2024."),
        (VANDAAG + timedelta(days=31), None),
        (date.max, None),
    ],
)
def test_briefdatum_die_niet_kan(dossier, dag, zin):
    zin = zin or f"Kies een briefdatum tot en met {datum(VANDAAG + timedelta(days=30))}: hoogstens 30 dagen vooruit."
    brief, beoordeling = dossier.concept(), dossier.beoordeel("GM0119")
    for poging in (
        lambda: acties.maak_brief(door=None, beoordeling=beoordeling, datum=dag),
        lambda: acties.wijzig_concept(door=None, brief=brief, datum=dag, kenmerk="x", onderwerp="x"),
    ):
        with pytest.raises(ValidationError) as fout:
            poging()
        assert fout.value.message_dict == {"datum": [zin]}
    Brief.objects.filter(pk=brief.pk).update(datum=dag)
    brief.refresh_from_db()
    assert zin in problemen(stel_samen(brief))


@pytest.mark.parametrize("dag", [date(2024, 7, 3), VANDAAG + timedelta(days=30)])
def test_eerste_en_laatste_briefdatum(dossier, dag):
    # From the day on which COA read its figure; a text that announces a peildatum would end earlier.
    Tekstblok.objects.filter(plek="gevolg").update(tekst="Wij gaan niet verder omhoog.")
    assert problemen(stel_samen(dossier.concept(datum=dag))) == []


def test_wijzigen_van_een_concept_dat_een_ander_wijzigde(dossier):
    brief = dossier.concept()
    velden = {"datum": brief.datum, "onderwerp": "x", "versie": versie_van(brief)}
    acties.wijzig_concept(door=None, brief=brief, kenmerk="eerst", **velden)
    with pytest.raises(AlGewijzigd):
        acties.wijzig_concept(door=None, brief=brief, kenmerk="daarna", **velden)
    assert Brief.objects.get().kenmerk == "eerst"


def _wijzig_tekst(dossier):
    Tekstblok.objects.filter(plek="conclusie").update(tekst="Heel anders.")


def _wijzig_adres(dossier):
    Postadres.objects.update(plaats="Elders")


def _wijzig_onderwerp(dossier):
    Brief.objects.update(onderwerp="Ongezien")


@pytest.mark.parametrize("wijziging", [_wijzig_tekst, _wijzig_adres, _wijzig_onderwerp])
def test_vaststellen_van_wat_niet_is_gezien(dossier, wijziging):
    brief = dossier.concept()
    gezien = vingerafdruk(stel_samen(brief))
    wijziging(dossier)
    with pytest.raises(ValidationError, match="intussen gewijzigd"):
        acties.stel_brief_vast(door=dossier.toezichthouder, brief=brief, gezien=gezien)
    brief.refresh_from_db()
    assert brief.status == "concept"
    gezien = vingerafdruk(stel_samen(brief))
    assert acties.stel_brief_vast(door=dossier.toezichthouder, brief=brief, gezien=gezien).status == "vastgesteld"


def test_verwijderen_van_een_tekstblok_dat_een_ander_wijzigde(dossier):
    blok = Tekstblok.objects.first()
    gezien = versie_van(blok)
    Tekstblok.objects.filter(pk=blok.pk).update(tekst="Van een ander")
    with pytest.raises(AlGewijzigd):
        acties.verwijder_tekstblok(door=None, blok=blok, versie=gezien)
    assert Tekstblok.objects.filter(pk=blok.pk).exists()
    assert not Logregel.objects.filter(handeling="tekstblok verwijderd").exists()
