"""Ambtelijk wederhoor: who is asked, who answers until which day, and about which figures."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from threading import Barrier
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from organisaties.models import Logregel, Opvolging
from organisaties.toegang import GeenToegang
from organisaties.vastleggen import leg_vast
from taakstelling.models import Realisatie
from taakstelling.regels.werkdagen import is_werkdag
from tests.toezicht.conftest import HALFJAAR
from tests.toezicht.test_acties import VREEMDEN
from tests.toezicht.test_paginas import ANDERS, GEMEENTE, TOEZICHT, verstuur
from toezicht import acties
from toezicht.cijfers import cijfers_voor
from toezicht.models import Bevriezing, Wederhoor
from toezicht.regels.rondecijfers import vingerafdruk
from toezicht.regels.termijnen import foute_wederhoordag, wederhoor_voorstel
from toezicht.rondecijfers import cijferrijen, vragen_aan

MAANDAG = date(2025, 3, 3)
VRIJDAG = date(2025, 3, 14)
MEPPEL = "huisvesting@meppel.example"


@pytest.fixture
def vandaag(monkeypatch):
    """Set the day it is, and the moment with it."""

    def zet(dag):
        moment = datetime(dag.year, dag.month, dag.day, 12, tzinfo=ZoneInfo("Europe/Amsterdam"))
        monkeypatch.setattr(timezone, "now", lambda: moment)

    zet(MAANDAG)
    return zet


def vraag(dossier, tot=VRIJDAG):
    return acties.vraag_wederhoor(door=dossier.toezichthouder, ronde=dossier.ronde, tot=tot)


def antwoord(dossier, wat="klopt", toelichting="", *, code="GM1690", door=GEMEENTE, gezien=None):
    gemeente = dossier.gemeente(code)
    return acties.beantwoord_wederhoor(
        door=dossier.wereld.lid(door) if door else None,
        ronde=dossier.ronde,
        gemeente=gemeente,
        antwoord=wat,
        toelichting=toelichting,
        gezien=gezien or vingerafdruk(cijfers_voor(dossier.ronde, gemeente)[0]),
    )


def test_vragen_mailt_de_mensen_van_de_gemeenten(dossier, vandaag, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert vraag(dossier) == []
    assert {(m.to[0], m.subject) for m in mail.outbox} == {
        (GEMEENTE, "Kloppen de cijfers van De Wolden over de 1e helft van 2024?"),
        (MEPPEL, "Kloppen de cijfers van Meppel over de 1e helft van 2024?"),
    }
    assert reverse("wederhoor", args=[dossier.ronde.pk, "GM1690"]) in mail.outbox[0].body
    assert "14 maart 2025" in mail.outbox[0].body
    dossier.ronde.refresh_from_db()
    assert dossier.ronde.wederhoor_tot == VRIJDAG
    assert Logregel.objects.get(handeling="wederhoor gevraagd").gegevens == {"tot": "2025-03-14"}


def test_een_gemeente_zonder_mensen_wordt_genoemd(dossier, vandaag):
    lid = dossier.wereld.lid(GEMEENTE)
    lid.beeindigd_op = timezone.now()
    lid.save()
    assert "De Wolden" in [gemeente.naam for gemeente in vraag(dossier)]


@pytest.mark.parametrize(
    ("tot", "zin"),
    [
        (MAANDAG, "Kies een dag vanaf 4 maart 2025."),
        (date(2025, 3, 15), "15 maart 2025 valt in een weekend of op een feestdag. Kies 17 maart 2025."),
        (date(2025, 4, 18), "18 april 2025 valt in een weekend of op een feestdag. Kies 22 april 2025."),
        (date(2125, 3, 14), "Kies een dag tot en met 4 maart 2026."),
    ],
)
def test_dag_die_niet_kan(dossier, vandaag, tot, zin):
    """Goede Vrijdag and the Easter days are no working days (Algemene termijnenwet art. 3)."""
    with pytest.raises(ValidationError) as fout:
        vraag(dossier, tot)
    assert fout.value.message_dict == {"tot": [zin]}


def test_verlengen_kan_alleen_langer_en_mailt_wie_nog_niet_antwoordde(
    dossier, vandaag, django_capture_on_commit_callbacks
):
    vraag(dossier)
    with pytest.raises(ValidationError, match="alleen verlengen"):
        vraag(dossier, date(2025, 3, 13))
    antwoord(dossier)
    with django_capture_on_commit_callbacks(execute=True):
        vraag(dossier, date(2025, 3, 21))
    assert GEMEENTE not in [m.to[0] for m in mail.outbox]
    assert Logregel.objects.filter(handeling="wederhoor verlengd").count() == 1


def test_herinneren_mailt_alleen_wie_zweeg(dossier, vandaag, django_capture_on_commit_callbacks):
    with pytest.raises(ValidationError, match="geen wederhoor gevraagd"):
        acties.herinner_wederhoor(door=dossier.toezichthouder, ronde=dossier.ronde)
    vraag(dossier)
    antwoord(dossier, code="GM0119", door=None)
    with django_capture_on_commit_callbacks(execute=True):
        acties.herinner_wederhoor(door=dossier.toezichthouder, ronde=dossier.ronde)
    assert [m.to for m in mail.outbox] == [[GEMEENTE]]
    assert mail.outbox[0].subject.startswith("Herinnering: ")
    antwoord(dossier)
    with pytest.raises(ValidationError, match="Alle gemeenten hebben geantwoord"):
        acties.herinner_wederhoor(door=dossier.toezichthouder, ronde=dossier.ronde)
    vandaag(VRIJDAG + timedelta(days=1))
    with pytest.raises(ValidationError, match="Antwoorden kon tot en met 14 maart 2025"):
        acties.herinner_wederhoor(door=dossier.toezichthouder, ronde=dossier.ronde)


@pytest.mark.parametrize("email", VREEMDEN)
def test_alleen_de_provincie_vraagt(dossier, vandaag, email):
    door = dossier.wereld.lid(email)
    for poging in (
        lambda: acties.vraag_wederhoor(door=door, ronde=dossier.ronde, tot=VRIJDAG),
        lambda: acties.herinner_wederhoor(door=door, ronde=dossier.ronde),
    ):
        with pytest.raises(GeenToegang):
            poging()


@pytest.mark.parametrize("email", [*(email for email in VREEMDEN if email != GEMEENTE), MEPPEL, TOEZICHT])
def test_alleen_de_gemeente_zelf_antwoordt(dossier, vandaag, email):
    vraag(dossier)
    with pytest.raises(GeenToegang):
        antwoord(dossier, door=email)
    assert not Wederhoor.objects.exists()


def test_de_laatste_dag_telt_nog_en_de_dag_erna_niet(dossier, vandaag, monkeypatch):
    vraag(dossier)
    laatste_minuut = datetime(2025, 3, 14, 23, 59, tzinfo=ZoneInfo("Europe/Amsterdam"))
    monkeypatch.setattr(timezone, "now", lambda: laatste_minuut)
    antwoord(dossier)
    monkeypatch.setattr(timezone, "now", lambda: laatste_minuut + timedelta(minutes=1))
    with pytest.raises(ValidationError, match="Antwoorden kon tot en met 14 maart 2025"):
        antwoord(dossier, "betwist", "Toch niet.")


def test_de_laatste_dag_is_er_ook_een_van_25_uur(dossier, vandaag, monkeypatch):
    """Summer time ends on Sunday 26 October 2025; the Monday after it begins at 23.00 UTC, not at 22.00."""
    maandag = date(2025, 10, 27)
    vandaag(date(2025, 10, 20))
    vraag(dossier, maandag)
    net_te_laat = datetime(2025, 10, 27, 23, 0, tzinfo=ZoneInfo("UTC"))
    monkeypatch.setattr(timezone, "now", lambda: net_te_laat - timedelta(seconds=1))
    antwoord(dossier)
    monkeypatch.setattr(timezone, "now", lambda: net_te_laat)
    with pytest.raises(ValidationError, match="Antwoorden kon"):
        antwoord(dossier)


def test_een_later_antwoord_vervangt_het_eerdere(dossier, vandaag):
    vraag(dossier)
    eerste = antwoord(dossier)
    tweede = antwoord(dossier, "betwist", "COA telt een gezin van vier niet mee.")
    assert (tweede.vervangt, Wederhoor.objects.filter(vervangen_door=None).get()) == (eerste, tweede)
    assert tweede.cijfers["stand_eind"] == -13
    rij = next(r for r in cijferrijen(dossier.ronde, dossier.toezichthouder) if r.gemeente.code == "GM1690")
    assert (rij.antwoord, rij.antwoord_op_andere) == ("betwist", False)


@pytest.mark.parametrize(
    ("wat", "toelichting", "veld"),
    [
        ("betwist", "  ", "toelichting"),
        ("betwist", "Bel mij op 06-12345678.", "toelichting"),
        ("klopt", "BSN 111222333", "toelichting"),
        ("klopt", "x" * 2001, "toelichting"),
        ("misschien", "", "antwoord"),
    ],
)
def test_antwoord_dat_niet_kan(dossier, vandaag, wat, toelichting, veld):
    vraag(dossier)
    with pytest.raises(ValidationError) as fout:
        antwoord(dossier, wat, toelichting)
    assert list(fout.value.message_dict) == [veld]
    assert not Wederhoor.objects.exists()


def test_zonder_vraag_geen_antwoord_en_een_gemeente_van_elders_ook_niet(dossier, vandaag):
    with pytest.raises(ValidationError, match="geen wederhoor gevraagd"):
        antwoord(dossier)
    vraag(dossier)
    with pytest.raises(ValidationError, match="hoort niet bij deze ronde"):
        antwoord(dossier, code="GM1708", door=None)


def test_cijfers_die_intussen_veranderden(dossier, vandaag, als):
    vraag(dossier)
    client, adres = als(GEMEENTE), reverse("wederhoor", args=[dossier.ronde.pk, "GM1690"])
    pagina = client.get(adres)
    velden = {veld.html_name: veld.value() or "" for veld in pagina.context["form"]}
    velden |= {"antwoord": "klopt", **pagina.context["verborgen"]}
    leg_vast(
        Realisatie(gemeente=dossier.gemeente(), halfjaar=HALFJAAR, cijfers_per=date(2024, 9, 1), aantal=40, bron="COA"),
        door=None,
    )
    opnieuw = client.post(adres, velden)
    assert "De cijfers zijn intussen veranderd" in opnieuw.content.decode()
    assert opnieuw.context["cijfers"]["realisatie"] == 40
    assert not Wederhoor.objects.exists()
    velden |= opnieuw.context["verborgen"]
    assert client.post(adres, velden).status_code == 302
    assert Wederhoor.objects.get().cijfers["realisatie"] == 40


def test_een_antwoord_over_andere_cijfers_is_te_zien(dossier, vandaag, als):
    vraag(dossier)
    antwoord(dossier)
    leg_vast(
        Realisatie(gemeente=dossier.gemeente(), halfjaar=HALFJAAR, cijfers_per=date(2024, 9, 1), aantal=40, bron="COA"),
        door=None,
    )
    pagina = als(TOEZICHT).get(reverse("ronde-cijfers", args=[dossier.ronde.pk])).content.decode()
    assert "bevestigd (over andere cijfers dan nu)" in pagina
    zelf = als(GEMEENTE).get(reverse("wederhoor", args=[dossier.ronde.pk, "GM1690"])).content.decode()
    assert "De cijfers zijn veranderd sinds uw antwoord" in zelf


def test_de_weg_van_de_gemeente_en_terug(dossier, vandaag, als):
    """From its home and from Toezicht to its figures; the provincie reads the answer where it decides."""
    client = als(GEMEENTE)
    adres = reverse("wederhoor", args=[dossier.ronde.pk, "GM1690"])
    assert client.get(adres).status_code == 404
    vraag(dossier)
    for van in (reverse("vandaag"), reverse("brieven")):
        assert adres in client.get(van).content.decode()
    pagina = client.get(adres).content.decode()
    assert reverse("stand", args=["GM1690", "2024-1"]) in pagina
    assert "14 maart 2025" in pagina
    antwoord_ = verstuur(
        client,
        adres,
        antwoord="betwist",
        toelichting="Eén gezin <b>ontbreekt</b>.",
        gezien=client.get(adres).context["verborgen"]["gezien"],
    )
    assert antwoord_.status_code == 302
    assert adres not in client.get(reverse("vandaag")).content.decode()
    lijst = als(TOEZICHT).get(reverse("ronde-cijfers", args=[dossier.ronde.pk]), {"wederhoor": "betwist"})
    assert [rij.gemeente.code for rij in lijst.context["tabel"].data] == ["GM1690"]
    assert "Eén gezin &lt;b&gt;ontbreekt&lt;/b&gt;." in lijst.content.decode()
    oordeel = als(TOEZICHT).get(reverse("beoordeling-maken", args=[dossier.ronde.pk, "GM1690"])).content.decode()
    assert "Eén gezin &lt;b&gt;ontbreekt&lt;/b&gt;." in oordeel
    vandaag(VRIJDAG + timedelta(days=1))
    pagina = als(GEMEENTE).get(adres).content.decode()
    assert "Antwoorden kon tot en met 14 maart 2025" in pagina
    assert "Antwoord vastleggen" not in pagina


def test_provincie_vraagt_verlengt_en_herinnert_op_de_pagina(dossier, vandaag, als):
    client = als(TOEZICHT)
    vragen, kamer = (reverse(naam, args=[dossier.ronde.pk]) for naam in ("wederhoor-vragen", "ronde-cijfers"))
    assert verstuur(client, vragen).status_code == 302
    dossier.ronde.refresh_from_db()
    assert dossier.ronde.wederhoor_tot == wederhoor_voorstel(MAANDAG)
    assert "Herinnering sturen" in client.get(kamer).content.decode()
    herinneren = reverse("wederhoor-herinneren", args=[dossier.ronde.pk])
    form = client.get(herinneren).context["form"]
    velden = {veld.html_name: veld.value() for veld in form}
    assert [client.post(herinneren, velden).status_code for _ in range(2)] == [302, 302]
    assert Logregel.objects.filter(handeling="wederhoor herinnerd").count() == 1
    assert verstuur(client, vragen).status_code == 302
    assert Logregel.objects.filter(handeling="wederhoor verlengd").count() == 1
    assert verstuur(client, vragen, tot="2025-03-15").status_code == 200


@pytest.mark.parametrize("email", [*ANDERS, TOEZICHT])
def test_een_ander_ziet_de_cijfers_van_het_wederhoor_niet(dossier, vandaag, als, email):
    vraag(dossier)
    assert als(email).get(reverse("wederhoor", args=[dossier.ronde.pk, "GM1690"])).status_code == 404


def test_de_opvolger_antwoordt_voor_een_gemeente_die_opging(dossier, vandaag, als, django_capture_on_commit_callbacks):
    """De Wolden goes over into Meppel after the half-year: the people of Meppel are asked, and answer."""
    de_wolden, meppel = dossier.gemeente(), dossier.gemeente("GM0119")
    de_wolden.geldig_tot = date(2025, 1, 1)
    de_wolden.save()
    Opvolging.objects.create(van=de_wolden, naar=meppel, volgorde=0)
    with django_capture_on_commit_callbacks(execute=True):
        vraag(dossier)
    assert {m.to[0] for m in mail.outbox if "De Wolden" in m.subject} == {GEMEENTE, MEPPEL}
    lid = dossier.wereld.lid(MEPPEL)
    assert [v.gemeente.code for v in vragen_aan(lid)] == ["GM0119", "GM1690"]
    assert als(MEPPEL).get(reverse("wederhoor", args=[dossier.ronde.pk, "GM1690"])).status_code == 200
    assert antwoord(dossier, door=MEPPEL).gemeente == de_wolden


def test_ronde_met_wederhoor_wordt_niet_verwijderd(dossier, vandaag):
    vraag(dossier)
    with pytest.raises(ValidationError, match="blijft daarom bestaan"):
        acties.verwijder_ronde(door=dossier.toezichthouder, ronde=dossier.ronde)


def test_het_voorstel_is_elke_dag_goed():
    for dagen in range(366):
        op = date(2025, 1, 1) + timedelta(days=dagen)
        voorstel = wederhoor_voorstel(op)
        assert is_werkdag(voorstel) and foute_wederhoordag(voorstel, op, None) is None


def _tegelijk(*werk):
    start = Barrier(len(werk))

    def doe(taak):
        try:
            start.wait(timeout=10)
            return taak()
        except ValidationError as fout:
            return fout
        finally:
            connection.close()

    with ThreadPoolExecutor(len(werk)) as draden:
        return list(draden.map(doe, werk))


@pytest.mark.django_db(transaction=True)
def test_twee_tegelijk_geven_een_rij_van_antwoorden_en_een_bevriezing(dossier):
    """Two answers follow each other; of two who freeze the second is told."""
    vraag(dossier, wederhoor_voorstel(timezone.localdate()))
    lid, toezichthouder = dossier.wereld.lid(GEMEENTE), dossier.toezichthouder
    gezien = vingerafdruk(cijfers_voor(dossier.ronde, dossier.gemeente())[0])

    def antwoord_(wat):
        return acties.beantwoord_wederhoor(
            door=lid,
            ronde=dossier.ronde,
            gemeente=dossier.gemeente(),
            antwoord=wat,
            toelichting="Zo is het.",
            gezien=gezien,
        )

    uitkomst = _tegelijk(lambda: antwoord_("klopt"), lambda: antwoord_("betwist"))
    assert {type(een) for een in uitkomst} == {Wederhoor}
    assert Wederhoor.objects.filter(vervangen_door=None).count() == 1
    uitkomst = _tegelijk(*[lambda: acties.bevries_ronde(door=toezichthouder, ronde=dossier.ronde)] * 2)
    assert sorted(type(een).__name__ for een in uitkomst) == ["Bevriezing", "ValidationError"]
    assert Bevriezing.objects.count() == 1
