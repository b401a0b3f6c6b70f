"""A run over the letters of a round: once each, gone on with after a crash, and one that fails is listed."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import date, timedelta
from urllib.parse import quote

import pytest
from django.conf import settings as instellingen
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from organisaties.achtergrond import doe_alles
from organisaties.achtergrondtaak import STIL
from organisaties.models import Achtergrondtaak, Gemeente
from organisaties.overnemen import Telling
from organisaties.toegang import GeenToegang
from organisaties.vastleggen import AlGewijzigd
from tests.bench.databases import Databank
from tests.toezicht.conftest import HALFJAAR, Dossier, leg_adres_vast, leg_cijfers_vast
from toezicht import acties
from toezicht.acties import opdrachten
from toezicht.brievenlijst import versie_van_lijst
from toezicht.models import Brief, Opdrachtregel

DATUM = date(2024, 11, 19)


@pytest.fixture
def twee(dossier, settings):
    """Two concepts that are ready, and nothing that begins by itself."""
    settings.ACHTERGROND = "uit"
    dossier.concept("GM1690")
    dossier.concept("GM0119")
    return dossier


def begin(dossier, wat="vaststellen", **anders):
    return acties.begin_opdracht(door=dossier.toezichthouder, ronde=dossier.ronde, wat=wat, **anders)


def standen():
    return dict(Brief.objects.values_list("beoordeling__gemeente__code", "status"))


def uitkomsten(opdracht):
    return dict(opdracht.regels.values_list("brief__beoordeling__gemeente__code", "uitkomst"))


def test_alle_concepten_in_een_keer_vast_en_verzonden(twee, django_capture_on_commit_callbacks):
    opdracht = begin(twee)
    assert doe_alles() == 1
    opdracht.refresh_from_db()
    assert opdracht.klaar_op and set(standen().values()) == {"vastgesteld"}
    begin(twee, "verzenden")
    with django_capture_on_commit_callbacks(execute=True):
        doe_alles()
    assert set(standen().values()) == {"verzonden"}
    assert sorted(bericht.to[0] for bericht in mail.outbox) == sorted({bericht.to[0] for bericht in mail.outbox})
    assert mail.outbox


def test_twee_toezichthouders_krijgen_dezelfde_opdracht(twee):
    een, ander = begin(twee), begin(twee)
    assert een == ander
    with pytest.raises(ValidationError, match="loopt al een opdracht"):
        begin(twee, "verzenden")
    assert doe_alles() == 1
    assert Opdrachtregel.objects.count() == 2


def test_een_brief_die_mislukt_staat_in_de_lijst_en_houdt_de_rest_niet_op(twee, monkeypatch, caplog):
    echt, geheim = acties.brieven.als_pdf, "wat in de brief staat"

    def soms_stuk(inhoud, **opties):
        if inhoud["gemeente"]["code"] == "GM0119":
            raise ValueError(geheim)
        return echt(inhoud, **opties)

    monkeypatch.setattr("toezicht.acties.brieven.als_pdf", soms_stuk)
    opdracht = begin(twee)
    doe_alles()
    assert uitkomsten(opdracht) == {"GM1690": "gedaan", "GM0119": "mislukt"}
    regel = opdracht.regels.get(uitkomst="mislukt")
    assert "ValueError" in regel.reden and geheim not in regel.reden + caplog.text
    assert standen() == {"GM1690": "vastgesteld", "GM0119": "concept"}


def test_een_brief_die_intussen_is_gewijzigd_wordt_gemeld_en_niet_vastgesteld(twee):
    opdracht = begin(twee)
    brief = Brief.objects.get(beoordeling__gemeente__code="GM1690")
    acties.wijzig_concept(
        door=twee.toezichthouder, brief=brief, datum=brief.datum, kenmerk=brief.kenmerk, onderwerp="Anders"
    )
    doe_alles()
    assert uitkomsten(opdracht) == {"GM1690": "mislukt", "GM0119": "gedaan"}
    assert "intussen gewijzigd" in opdracht.regels.get(uitkomst="mislukt").reden


def test_de_lijst_is_intussen_anders(twee):
    versie = versie_van_lijst(acties.brieven_voor(twee.ronde, "vaststellen"))
    acties.stel_brief_vast(door=twee.toezichthouder, brief=Brief.objects.first())
    with pytest.raises(AlGewijzigd):
        begin(twee, versie=versie)
    assert begin(twee, versie=versie_van_lijst(acties.brieven_voor(twee.ronde, "vaststellen")))


def test_annuleren_stopt_na_de_brief_van_nu_en_hervatten_doet_de_rest(twee, monkeypatch):
    opdracht = begin(twee)
    echt = opdrachten._doe_een

    def annuleer_onderweg(*alles):
        echt(*alles)
        acties.annuleer_opdracht(door=twee.toezichthouder, opdracht=opdracht)

    monkeypatch.setattr(opdrachten, "_doe_een", annuleer_onderweg)
    doe_alles()
    monkeypatch.undo()
    assert sorted(standen().values()) == ["concept", "vastgesteld"]
    opdracht.refresh_from_db()
    assert opdracht.geannuleerd_op and not opdracht.klaar_op
    acties.hervat_opdracht(door=twee.toezichthouder, opdracht=opdracht)
    doe_alles()
    opdracht.refresh_from_db()
    assert opdracht.klaar_op and set(standen().values()) == {"vastgesteld"}
    with pytest.raises(ValidationError, match="al klaar"):
        acties.hervat_opdracht(door=twee.toezichthouder, opdracht=opdracht)


def test_een_nieuwe_opdracht_sluit_de_geannuleerde(twee):
    oud = begin(twee)
    acties.annuleer_opdracht(door=twee.toezichthouder, opdracht=oud)
    doe_alles()
    nieuw = begin(twee)
    oud.refresh_from_db()
    assert nieuw != oud and oud.klaar_op
    doe_alles()
    assert set(standen().values()) == {"vastgesteld"}


def test_hervatten_terwijl_het_werk_nog_wacht_maakt_geen_tweede_taak(twee):
    opdracht = begin(twee)
    acties.annuleer_opdracht(door=twee.toezichthouder, opdracht=opdracht)
    acties.hervat_opdracht(door=twee.toezichthouder, opdracht=opdracht)
    assert Achtergrondtaak.objects.count() == 1
    assert (doe_alles(), set(standen().values())) == (1, {"vastgesteld"})


def test_een_brief_die_een_ander_intussen_vaststelde_wordt_gemeld(twee):
    opdracht = begin(twee)
    brief = Brief.objects.get(beoordeling__gemeente__code="GM1690")
    acties.stel_brief_vast(door=twee.toezichthouder, brief=brief)
    doe_alles()
    assert "al vastgesteld" in opdracht.regels.get(uitkomst="mislukt").reden


def test_wie_de_rol_verloor_stelt_niets_meer_vast(twee):
    opdracht = begin(twee)
    lid = twee.toezichthouder
    lid.beeindigd_op = timezone.now()
    lid.save()
    doe_alles()
    assert acties.taak_van(opdracht).stand == "mislukt"
    assert set(standen().values()) == {"concept"}


def test_niets_te_doen_en_een_ander(twee):
    with pytest.raises(ValidationError, match="geen brief"):
        begin(twee, "verzenden")
    with pytest.raises(GeenToegang):
        acties.begin_opdracht(door=twee.wereld.lid("toezicht@overijssel.example"), ronde=twee.ronde, wat="vaststellen")


def test_concepten_voor_wie_is_beoordeeld(dossier):
    dossier.beoordeel("GM1690")
    dossier.concept("GM0119")
    lid = dossier.toezichthouder
    opties = {"door": lid, "ronde": dossier.ronde, "datum": DATUM}
    assert acties.maak_concepten(**opties, afschrift_vanaf=0) == Telling(nieuw=1)
    assert acties.maak_concepten(**opties) == Telling()
    assert set(Brief.objects.values_list("beoordeling__gemeente__code", "afschrift_raad")) == {
        ("GM1690", True),
        ("GM0119", False),
    }
    assert acties.maak_concepten(**opties, afschrift_vanaf=0, ook_bestaande=True) == Telling(vervangen=1)
    assert set(Brief.objects.values_list("afschrift_raad", flat=True)) == {True}
    acties.maak_concepten(**opties, afschrift_vanaf=3, ook_bestaande=True)
    assert set(Brief.objects.values_list("afschrift_raad", flat=True)) == {False}


def test_concepten_die_er_al_zijn_krijgen_een_andere_datum(twee, nieuwe_regels):
    acties.stel_brief_vast(door=twee.toezichthouder, brief=Brief.objects.get(beoordeling__gemeente__code="GM0119"))
    Brief.objects.filter(status="concept").update(afschrift_raad=True)
    opties = {"door": twee.toezichthouder, "ronde": twee.ronde, "datum_bestaande": True}
    anders = DATUM - timedelta(days=3)
    assert acties.maak_concepten(**opties, datum=anders) == Telling(vervangen=1)
    assert acties.maak_concepten(**opties, datum=anders) == Telling()
    assert set(Brief.objects.values_list("status", "datum", "afschrift_raad")) == {
        ("concept", anders, True),
        ("vastgesteld", DATUM, False),
    }
    assert nieuwe_regels().filter(handeling="brief gewijzigd").count() == 1
    with pytest.raises(ValidationError, match="op of na de peildatum"):
        acties.maak_concepten(**opties, datum=HALFJAAR.begin)


AANTAL = 40


@pytest.mark.django_db(transaction=True)
def test_kill_9_halverwege_verliest_en_verdubbelt_niets(wereld, tmp_path, settings):
    """A real process is killed in the middle; the next one does the rest, and each letter is there once."""
    settings.ACHTERGROND = "uit"
    opdracht = begin(_veel(wereld))
    with _database_voor_processen(tmp_path) as adres:
        omgeving = os.environ | {"DATABASE_URL": adres, "THUISSTAND_ACHTERGROND": "uit"}
        omgeving.pop("THUISSTAND_MODUS", None)
        werk = [sys.executable, str(settings.BASE_DIR / "manage.py"), "werk"]
        proces = subprocess.Popen(werk, env=omgeving, start_new_session=True)
        _wacht_tot(lambda: opdracht.regels.filter(uitkomst="gedaan").count() >= 5, proces)
        os.kill(proces.pid, signal.SIGKILL)
        proces.wait()
        voor = dict(Brief.objects.filter(status="vastgesteld").values_list("pk", "sha256"))
        assert 5 <= len(voor) < AANTAL
        # Nobody takes it up as long as it may still be alive.
        Achtergrondtaak.objects.update(gezien_op=timezone.now() - STIL - timedelta(seconds=1))
        subprocess.run(werk, env=omgeving, check=True, timeout=300)
        opdracht.refresh_from_db()
        vast = list(Brief.objects.filter(status="vastgesteld").order_by("pk"))
        assert opdracht.klaar_op and len(vast) == AANTAL
        assert set(opdracht.regels.values_list("uitkomst", flat=True)) == {"gedaan"}
        assert voor.items() <= {brief.pk: brief.sha256 for brief in vast}.items()
        nummers = sorted(int(brief.kenmerk.split("-")[1]) for brief in vast)
        assert nummers == list(range(1, AANTAL + 1))


@contextmanager
def _database_voor_processen(map_):
    """The address of the database of this test, for processes of their own; that of SQLite is in memory, so a copy."""
    if connection.vendor != "sqlite":
        deel = {naam: quote(str(waarde), safe="") for naam, waarde in connection.settings_dict.items()}
        yield "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**deel)
        return
    pad = map_ / "werk.sqlite3"
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(pad)])
    databank = Databank(instellingen.DATABASES["default"] | {"NAME": str(pad)})
    with databank.in_gebruik():
        yield f"sqlite:///{pad}"
    databank.sluit()


def _veel(wereld):
    """A round of a provincie with many gemeenten that were all decided about, with a series of kenmerken."""
    lid = wereld.lid("toezicht@drenthe.example")
    acties.neem_voorbeeld_over(door=lid, provincie=lid.provincie, voorbeeld="drenthe")
    dossier = Dossier(wereld, acties.open_ronde(door=lid, provincie=lid.provincie, halfjaar=HALFJAAR))
    for nummer in range(AANTAL):
        gemeente = Gemeente.objects.create(code=f"GM9{nummer:03d}", naam=f"Gemeente {nummer}", provincie=lid.provincie)
        wereld.gemeenten[gemeente.code] = gemeente
        leg_cijfers_vast(gemeente, stand=-10, taakstelling=26, realisatie=23, volgende=24)
        leg_adres_vast(gemeente, "Postbus 20", "7920 AA", "Zuidwolde")
        dossier.beoordeel(gemeente.code)
    acties.wijzig_reeks(door=lid, provincie=lid.provincie, patroon="Z-{nummer}", volgende=1)
    acties.maak_concepten(door=lid, ronde=dossier.ronde, datum=DATUM)
    return dossier


def _wacht_tot(waar, proces):
    einde = time.monotonic() + 120
    while not waar():
        assert proces.poll() is None, "het proces is vanzelf gestopt"
        assert time.monotonic() < einde
        time.sleep(0.05)
