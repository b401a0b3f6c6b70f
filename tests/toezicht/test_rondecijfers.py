"""The figures of a round: the day they are read, what is missing, and fixing them for all gemeenten at once."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from organisaties.acties import versie_van
from organisaties.models import Gemeente, Logregel
from organisaties.toegang import GeenToegang
from organisaties.vastleggen import AlGewijzigd, leg_vast, trek_in
from taakstelling.acties.afsluitingen import heropen, sluit_af
from taakstelling.models import Mutatie, Realisatie, Taakstelling
from taakstelling.regels.halfjaar import Halfjaar
from tests.taakstelling.test_plaatsing_acties import leg
from tests.toezicht.conftest import HALFJAAR, leg_cijfers_vast
from tests.toezicht.test_acties import VREEMDEN
from tests.toezicht.test_paginas import ANDERS, TOEZICHT, verstuur
from toezicht import acties
from toezicht.cijfers import beoordeelde_halfjaren, cijfers_van_nu, cijfers_voor, momentopname, reken_na
from toezicht.models import Beoordeling, Bevriezing, Toezichtronde
from toezicht.overzicht import ronderijen
from toezicht.pdf.controle import Uitkomst, controleer
from toezicht.regels.resultaat import stand_uit
from toezicht.regels.rondecijfers import Gat
from toezicht.rondecijfers import cijferrijen

LEESDAG = date(2024, 7, 25)


def coa(dossier, per, aantal, *, code="GM1690", halfjaar=HALFJAAR):
    return leg_vast(
        Realisatie(gemeente=dossier.gemeente(code), halfjaar=halfjaar, cijfers_per=per, aantal=aantal, bron="COA"),
        door=None,
    )


def kies_dag(dossier, dag=LEESDAG):
    dossier.ronde = acties.wijzig_ronde(door=dossier.toezichthouder, ronde=dossier.ronde, cijfers_per=dag)
    return dossier.ronde


def gaten_van(dossier, code="GM1690"):
    rijen = {rij.gemeente.code: rij for rij in cijferrijen(dossier.ronde, dossier.toezichthouder)}
    return rijen[code].gaten


@pytest.mark.parametrize(("code", "dag"), [("PV25", date(2024, 1, 25)), ("PV22", date(2024, 1, 1))])
def test_ronde_opent_met_de_dag_van_het_kader(wereld, code, dag):
    """Gelderland reads on 25 January what was achieved by 1 January; Drenthe on the peildatum itself."""
    from organisaties.models import Provincie

    provincie, _ = Provincie.objects.get_or_create(code=code, defaults={"naam": "Gelderland"})
    acties.laad_pakketten(door=None, provincies=[provincie])
    assert acties.open_ronde(door=None, provincie=provincie, halfjaar=Halfjaar(2023, 2)).cijfers_per == dag


def test_zonder_kader_is_er_geen_dag_en_telt_het_laatste_cijfer(dossier):
    assert dossier.ronde.cijfers_per is None
    coa(dossier, date(2025, 5, 1), 30)
    assert cijfers_voor(dossier.ronde, dossier.gemeente())[0]["realisatie"] == 30


def test_gelderland_leest_op_25_januari(dossier):
    """What COA still counted by 20 January counts; what it counted on the 28th does not, here and in what follows."""
    gemeente, h = dossier.gemeente(), Halfjaar(2024, 2)
    coa(dossier, date(2025, 1, 3), 30, halfjaar=h)
    coa(dossier, date(2025, 1, 20), 34, halfjaar=h)
    coa(dossier, date(2025, 1, 28), 35, halfjaar=h)
    ronde = acties.open_ronde(door=None, provincie=dossier.ronde.provincie, halfjaar=h, cijfers_per=date(2025, 1, 25))
    cijfers, rijen, _ = cijfers_voor(ronde, gemeente)
    assert (cijfers["realisatie"], cijfers["cijfers_per"]) == (34, "2025-01-20")
    assert (cijfers["opgave"], cijfers["stand_eind"], cijfers["volgende_stand_begin"]) == (37, -3, -3)
    assert reken_na(rijen, gemeente.code, h) == cijfers
    assert momentopname(gemeente, h)[0]["realisatie"] == 35
    rij = next(rij for rij in cijferrijen(ronde, dossier.toezichthouder) if rij.gemeente == gemeente)
    assert (rij.stand_eind, rij.gaten) == (-3, (Gat.LATER,))


def test_op_de_dag_zelf_gelezen_telt(dossier):
    coa(dossier, LEESDAG, 25)
    coa(dossier, LEESDAG + timedelta(days=1), 26)
    kies_dag(dossier)
    assert cijfers_voor(dossier.ronde, dossier.gemeente())[0]["realisatie"] == 25
    assert gaten_van(dossier) == (Gat.LATER,)


def test_de_bladzijde_van_de_beslissing_zegt_dat_er_een_later_cijfer_is(dossier, als):
    zin = "Er is een later COA-cijfer, van na 25 juli 2024."
    kies_dag(dossier)
    adres = reverse("beoordeling-maken", args=[dossier.ronde.pk, "GM1690"])
    assert zin not in als(TOEZICHT).get(adres).content.decode()
    coa(dossier, date(2024, 9, 1), 40)
    assert zin in als(TOEZICHT).get(adres).content.decode()


def test_een_later_cijfer_over_het_halfjaar_ervoor_telt_ook_niet(dossier):
    ronde = acties.open_ronde(
        door=None, provincie=dossier.ronde.provincie, halfjaar=Halfjaar(2024, 2), cijfers_per=date(2025, 1, 25)
    )
    coa(dossier, date(2025, 2, 1), 24)
    assert cijfers_voor(ronde, dossier.gemeente())[0]["stand_begin"] == -13


def test_brief_op_cijfers_van_de_leesdag_klopt(dossier):
    kies_dag(dossier)
    coa(dossier, date(2024, 9, 1), 40)
    brief = dossier.vastgesteld()
    assert brief.beoordeling.cijfers["realisatie"] == 23
    assert controleer(bytes(brief.pdf)).uitkomst is Uitkomst.KLOPT


def test_brief_op_bevroren_cijfers_klopt(dossier):
    bevriezing = acties.bevries_ronde(door=dossier.toezichthouder, ronde=dossier.ronde)
    coa(dossier, date(2024, 9, 1), 40)
    trek_in(Realisatie.objects.get(aantal=23), door=None, reden="Fout van COA")
    brief = dossier.vastgesteld()
    assert (brief.beoordeling.cijfers["realisatie"], brief.beoordeling.bekend_op) == (23, bevriezing.vastgelegd_op)
    assert controleer(bytes(brief.pdf)).uitkomst is Uitkomst.KLOPT


def test_van_een_gesloten_halfjaar_gelden_de_cijfers_van_de_sluiting(dossier):
    """Frozen with a figure of after the day of the round: that one stays, and nothing is nagekomen because of it."""
    coa(dossier, date(2024, 9, 1), 25)
    kies_dag(dossier, date(2024, 7, 3))
    gemeente = dossier.gemeente()
    assert cijfers_voor(dossier.ronde, gemeente)[0]["realisatie"] == 23
    sluit_af(door=dossier.toezichthouder, provincie=gemeente.provincie, halfjaar=HALFJAAR)
    cijfers, rijen, _ = cijfers_voor(dossier.ronde, gemeente)
    assert (cijfers["realisatie"], cijfers["stand_eind"], cijfers["volgende_mutaties"]) == (25, -11, 0)
    coa(dossier, date(2024, 12, 1), 27)
    later = cijfers_voor(dossier.ronde, gemeente)[0]
    assert (later["stand_eind"], later["volgende_mutaties"], later["volgende_opgave"]) == (-11, 2, 24 + 11 - 2)
    assert gaten_van(dossier) == (Gat.NAGEKOMEN,)
    heropen(
        door=dossier.toezichthouder,
        provincie=gemeente.provincie,
        halfjaar=HALFJAAR,
        reden="x",
        tot=timezone.localdate() + timedelta(days=5),
    )
    assert cijfers_voor(dossier.ronde, gemeente)[0]["realisatie"] == 23
    assert reken_na(rijen, gemeente.code, HALFJAAR) == cijfers


@pytest.mark.parametrize("dag", [None, date(2024, 7, 3), date(2024, 12, 1)])
@pytest.mark.parametrize("gesloten", [False, True])
def test_de_lijst_geeft_dezelfde_cijfers_als_de_momentopname(dossier, dag, gesloten):
    coa(dossier, date(2024, 9, 1), 40)
    coa(dossier, date(2024, 10, 1), 30, code="GM0119")
    leg(dossier.wereld, afgemeld_op=date(2024, 3, 1), huurcontract_op=date(2024, 3, 1))
    if gesloten:
        sluit_af(door=dossier.toezichthouder, provincie=dossier.ronde.provincie, halfjaar=HALFJAAR)
        coa(dossier, date(2025, 2, 1), 28)
    gemeenten = [dossier.gemeente(), dossier.gemeente("GM0119")]
    lijst = cijfers_van_nu(dossier.ronde, gemeenten, dag)
    for gemeente in gemeenten:
        assert lijst[gemeente.code][1] == momentopname(gemeente, HALFJAAR, gelezen_tot=dag)[0]


def test_dag_wijzigen_staat_in_het_logboek(dossier):
    kies_dag(dossier)
    dossier.ronde.refresh_from_db()
    regel = Logregel.objects.get(handeling="ronde gewijzigd")
    assert dossier.ronde.cijfers_per == LEESDAG
    assert regel.gegevens == {"was": None, "cijfers_per": "2024-07-25"}
    kies_dag(dossier)
    assert Logregel.objects.filter(handeling="ronde gewijzigd").count() == 1


@pytest.mark.parametrize("dag", [date(2024, 6, 30), date(2204, 7, 25)])
def test_dag_die_niet_kan(dossier, dag):
    with pytest.raises(ValidationError) as fout:
        kies_dag(dossier, dag)
    assert list(fout.value.message_dict) == ["cijfers_per"]


def test_dag_wijzigen_na_een_oordeel_kan_als_het_niets_verandert(dossier):
    dossier.beoordeel()
    kies_dag(dossier)
    coa(dossier, date(2024, 9, 1), 40)
    with pytest.raises(ValidationError, match=r"al is beoordeeld, van De Wolden\."):
        kies_dag(dossier, date(2024, 10, 1))


def test_dag_wijzigen_na_bevriezen_kan_niet(dossier):
    acties.bevries_ronde(door=dossier.toezichthouder, ronde=dossier.ronde)
    with pytest.raises(ValidationError, match="zijn bevroren"):
        kies_dag(dossier)


def test_twee_mensen_kiezen_een_dag(dossier):
    versie = versie_van(Toezichtronde.objects.get())
    kies_dag(dossier)
    with pytest.raises(AlGewijzigd):
        acties.wijzig_ronde(door=None, ronde=dossier.ronde, cijfers_per=date(2024, 8, 1), versie=versie)


@pytest.mark.parametrize("email", VREEMDEN)
def test_niemand_anders_bevriest_of_kiest_een_dag(dossier, email):
    door = dossier.wereld.lid(email)
    for poging in (
        lambda: acties.wijzig_ronde(door=door, ronde=dossier.ronde, cijfers_per=LEESDAG),
        lambda: acties.bevries_ronde(door=door, ronde=dossier.ronde),
    ):
        with pytest.raises(GeenToegang):
            poging()
    assert not Bevriezing.objects.exists()


def test_bevriezen_legt_elke_gemeente_vast(dossier):
    bevriezing = acties.bevries_ronde(door=dossier.toezichthouder, ronde=dossier.ronde)
    rijen = {rij.gemeente.code: rij for rij in bevriezing.rondecijfers.select_related("gemeente")}
    assert set(rijen) == {"GM1690", "GM0119"}
    assert rijen["GM1690"].cijfers["stand_eind"] == -13
    assert reken_na(rijen["GM1690"].rijen, "GM1690", HALFJAAR) == rijen["GM1690"].cijfers
    assert Logregel.objects.get(handeling="cijfers bevroren").gegevens == {"bevriezing": bevriezing.pk, "gemeenten": 2}
    coa(dossier, date(2024, 9, 1), 40)
    cijfers, _, bekend_op = cijfers_voor(dossier.ronde, dossier.gemeente())
    assert (cijfers["realisatie"], bekend_op) == (23, bevriezing.vastgelegd_op)
    lijst = {rij.gemeente.code: rij.realisatie for rij in ronderijen(dossier.ronde, dossier.toezichthouder)}
    assert lijst == {"GM1690": 23, "GM0119": 31}
    assert gaten_van(dossier) == (Gat.SINDS,)
    assert beoordeelde_halfjaren() == {"GM1690": HALFJAAR, "GM0119": HALFJAAR}


def test_opnieuw_bevriezen_vraagt_een_reden_en_laat_het_oude_staan(dossier):
    eerste = acties.bevries_ronde(door=dossier.toezichthouder, ronde=dossier.ronde)
    beoordeling = dossier.beoordeel()
    coa(dossier, date(2024, 9, 1), 40)
    with pytest.raises(ValidationError, match="opnieuw bevriest"):
        acties.bevries_ronde(door=dossier.toezichthouder, ronde=dossier.ronde, na=eerste)
    tweede = acties.bevries_ronde(door=dossier.toezichthouder, ronde=dossier.ronde, na=eerste, reden="COA herstelde")
    assert [rij.cijfers["realisatie"] for rij in eerste.rondecijfers.filter(gemeente=dossier.gemeente())] == [23]
    assert cijfers_voor(dossier.ronde, dossier.gemeente())[2] == tweede.vastgelegd_op
    assert gaten_van(dossier) == (Gat.BEOORDEELD,)
    assert Beoordeling.objects.get().cijfers == beoordeling.cijfers
    with pytest.raises(ValidationError, match="intussen bevroren"):
        acties.bevries_ronde(door=dossier.toezichthouder, ronde=dossier.ronde, na=eerste, reden="Ook")


def test_reden_zonder_persoonsgegevens(dossier):
    eerste = acties.bevries_ronde(door=None, ronde=dossier.ronde)
    with pytest.raises(ValidationError, match="persoonsgegevens"):
        acties.bevries_ronde(door=None, ronde=dossier.ronde, na=eerste, reden="Zie 111222333")


def test_bevriezen_kan_vanaf_de_dag_van_de_cijfers(dossier, monkeypatch):
    """The day begins at midnight in the Netherlands, in summer two hours before it does in UTC."""
    kies_dag(dossier)
    nacht = datetime(2024, 7, 25, 0, 30, tzinfo=ZoneInfo("Europe/Amsterdam"))
    monkeypatch.setattr(timezone, "now", lambda: nacht - timedelta(hours=1))
    with pytest.raises(ValidationError, match="Bevriezen kan vanaf die dag"):
        acties.bevries_ronde(door=dossier.toezichthouder, ronde=dossier.ronde)
    monkeypatch.setattr(timezone, "now", lambda: nacht)
    acties.bevries_ronde(door=dossier.toezichthouder, ronde=dossier.ronde)


def test_bevroren_ronde_wordt_niet_verwijderd(dossier):
    acties.bevries_ronde(door=dossier.toezichthouder, ronde=dossier.ronde)
    with pytest.raises(ValidationError, match="blijft daarom bestaan"):
        acties.verwijder_ronde(door=dossier.toezichthouder, ronde=dossier.ronde)


def test_wat_er_mist(dossier):
    """Each kind of hole, in the gemeente that has it."""
    assert gaten_van(dossier) == ()
    trek_in(Taakstelling.objects.get(gemeente=dossier.gemeente(), halfjaar=HALFJAAR), door=None, reden="x")
    trek_in(Mutatie.objects.get(gemeente=dossier.gemeente()), door=None, reden="x")
    trek_in(Realisatie.objects.get(gemeente=dossier.gemeente()), door=None, reden="x")
    assert gaten_van(dossier) == (Gat.TAAKSTELLING, Gat.BEGIN, Gat.COA)
    assert gaten_van(dossier, "GM0119") == ()


def test_verschil_en_een_cijfer_van_voor_de_peildatum(dossier):
    leg(dossier.wereld, afgemeld_op=date(2024, 3, 1), huurcontract_op=date(2024, 3, 1))
    assert gaten_van(dossier) == (Gat.VERSCHIL,)
    trek_in(Realisatie.objects.get(gemeente=dossier.gemeente()), door=None, reden="x")
    coa(dossier, date(2024, 6, 28), 22)
    assert gaten_van(dossier) == (Gat.COA, Gat.VERSCHIL)


def test_kamer_van_de_cijfers(dossier, als):
    adres = reverse("ronde-cijfers", args=[dossier.ronde.pk])
    pagina = als(TOEZICHT).get(adres).content.decode()
    assert "Alles compleet" in pagina
    assert "nog niet bevroren, cijfers van nu" in pagina
    kies_dag(dossier)
    coa(dossier, date(2024, 9, 1), 40)
    pagina = als(TOEZICHT).get(adres, {"gat": "later"})
    assert [rij.gemeente.code for rij in pagina.context["tabel"].data] == ["GM1690"]
    assert "later COA-cijfer dat niet meetelt" in pagina.content.decode()
    assert "tot en met 25 juli 2024" in pagina.content.decode()
    for anders in ("gat=onzin", "gat=iets", "wederhoor=klopt", "page=99&sort=wat,-verschil"):
        assert als(TOEZICHT).get(f"{adres}?{anders}").status_code == 200
    csv = als(TOEZICHT).get(adres, {"gat": "later", "uitvoer": "csv"}).content.decode("utf-8-sig")
    assert "De Wolden" in csv
    assert "Meppel" not in csv


def test_kamer_zegt_dat_het_halfjaar_gesloten_is(dossier, als):
    sluit_af(door=dossier.toezichthouder, provincie=dossier.ronde.provincie, halfjaar=HALFJAAR)
    pagina = als(TOEZICHT).get(reverse("ronde-cijfers", args=[dossier.ronde.pk])).content.decode()
    assert "De cijfers zijn die van de sluiting" in pagina
    assert "Dag wijzigen" not in pagina


def test_bevriezen_met_een_knop_en_een_dubbele_klik(dossier, als):
    client, adres = als(TOEZICHT), reverse("ronde-bevriezen", args=[dossier.ronde.pk])
    form = client.get(adres).context["form"]
    velden = {veld.html_name: veld.value() for veld in form} | {"na": ""}
    assert [client.post(adres, velden).status_code for _ in range(2)] == [302, 302]
    laatste = Bevriezing.objects.get()
    kamer = client.get(reverse("ronde-cijfers", args=[dossier.ronde.pk])).content.decode()
    assert "bevroren op" in kamer
    for naam in ("ronde", "beoordeling-maken"):
        args = [dossier.ronde.pk, *(["GM1690"] if naam == "beoordeling-maken" else [])]
        assert "bevroren op" in client.get(reverse(naam, args=args)).content.decode()
    antwoord = verstuur(client, adres, reden="Opnieuw")
    assert "intussen bevroren" in antwoord.content.decode()  # a page of before the first one
    assert verstuur(client, adres, reden="Opnieuw", na=str(laatste.pk)).status_code == 302
    assert Bevriezing.objects.count() == 2


def test_dag_wijzigen_op_de_pagina(dossier, als):
    adres = reverse("ronde-dag", args=[dossier.ronde.pk])
    assert verstuur(als(TOEZICHT), adres, cijfers_per="2024-07-25").status_code == 302
    assert verstuur(als(TOEZICHT), adres, cijfers_per="2024-06-01").status_code == 200
    dossier.ronde.refresh_from_db()
    assert dossier.ronde.cijfers_per == LEESDAG


def test_ronde_openen_met_een_eigen_dag(dossier, als):
    verstuur(als(TOEZICHT), reverse("ronde-openen"), halfjaar="2024-2", cijfers_per="2025-01-20")
    assert Toezichtronde.objects.get(halfjaar=Halfjaar(2024, 2)).cijfers_per == date(2025, 1, 20)


@pytest.mark.parametrize("email", ANDERS)
def test_een_ander_ziet_de_cijfers_van_de_ronde_niet(dossier, als, email):
    for naam in ("ronde-cijfers", "ronde-dag", "ronde-bevriezen", "wederhoor-vragen", "wederhoor-herinneren"):
        assert als(email).get(reverse(naam, args=[dossier.ronde.pk])).status_code == 404


def test_evenveel_vragen_met_een_gemeente_als_met_zestig(dossier, als):
    kies_dag(dossier)
    adres = reverse("ronde-cijfers", args=[dossier.ronde.pk])
    client = als(TOEZICHT)
    client.get(adres)
    with CaptureQueriesContext(connection) as weinig:
        client.get(adres)
    for nummer in range(58):
        gemeente = Gemeente.objects.create(
            code=f"GM9{nummer:03d}", naam=f"Dorp {nummer}", provincie=dossier.ronde.provincie
        )
        leg_cijfers_vast(gemeente, stand=-nummer, taakstelling=20, realisatie=nummer, volgende=20)
    with CaptureQueriesContext(connection) as veel:
        assert "60 gemeenten" in client.get(adres).content.decode()
    assert len(veel) == len(weinig)
    acties.bevries_ronde(door=dossier.toezichthouder, ronde=dossier.ronde)
    with CaptureQueriesContext(connection) as bevroren:
        client.get(adres)
    assert len(bevroren) <= len(weinig) + 1
    assert stand_uit(cijfers_voor(dossier.ronde, Gemeente.objects.get(code="GM9007"))[0]).stand_eind == 7 - 27
