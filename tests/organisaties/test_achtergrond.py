"""Long work: done once, in turn, gone on with after a crash, and never half."""

import os
import signal
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from organisaties import achtergrond
from organisaties.achtergrond import MEESTE_POGINGEN, doe_alles, registreer, zet_klaar
from organisaties.achtergrondtaak import STIL
from organisaties.models import Achtergrondtaak, Invoerbestand, Inzending

pytestmark = pytest.mark.django_db


@pytest.fixture
def gedaan(settings: Any) -> list[int]:
    """What the kind of work of these tests did, in order; nothing begins by itself."""
    settings.ACHTERGROND = "uit"
    lijst: list[int] = []
    registreer("proef", lambda voortgang: lijst.append(voortgang.taak.voorwerp_id))
    return lijst


def ding(nummer: int) -> Invoerbestand:
    return Invoerbestand(pk=nummer)


def taak(nummer: int) -> Achtergrondtaak:
    return zet_klaar(soort="proef", voorwerp=ding(nummer), door=None)


def test_wat_wacht_wordt_gedaan_in_volgorde_en_een_keer(gedaan: list[int]) -> None:
    taken = [taak(nummer) for nummer in (3, 1, 2)]
    assert (doe_alles(), doe_alles(), gedaan) == (3, 0, [3, 1, 2])
    assert {Achtergrondtaak.objects.get(pk=t.pk).stand for t in taken} == {"klaar"}


def test_een_taak_die_mislukt_houdt_de_andere_niet_tegen_en_verraadt_niets(
    gedaan: list[int], caplog: pytest.LogCaptureFixture
) -> None:
    melding = "Key (kenmerk)=(GEHEIM-1) already exists"

    def stuk(_: Any) -> None:
        raise ValueError(melding)

    registreer("stuk", stuk)
    mis = zet_klaar(soort="stuk", voorwerp=ding(1), door=None)
    taak(2)
    doe_alles()
    mis.refresh_from_db()
    assert (mis.stand, gedaan) == ("mislukt", [2])
    assert "ValueError" in caplog.text and "GEHEIM-1" not in caplog.text


def test_wat_een_ander_bezig_is_blijft_van_hem_en_wat_stil_valt_gaat_verder(gedaan: list[int]) -> None:
    nu = timezone.now()
    bezig, stil = taak(1), taak(2)
    Achtergrondtaak.objects.filter(pk=bezig.pk).update(stand="loopt", gezien_op=nu)
    Achtergrondtaak.objects.filter(pk=stil.pk).update(stand="loopt", gezien_op=nu - STIL - timedelta(seconds=1))
    doe_alles()
    assert gedaan == [2]


def test_wat_telkens_stil_valt_houdt_een_keer_op(gedaan: list[int]) -> None:
    deze = taak(1)
    Achtergrondtaak.objects.filter(pk=deze.pk).update(pogingen=MEESTE_POGINGEN)
    doe_alles()
    deze.refresh_from_db()
    assert (deze.stand, gedaan) == ("mislukt", [])


def test_wie_wordt_gestopt_laat_de_taak_wachten(gedaan: list[int]) -> None:
    def gestopt(_: Any) -> None:
        raise SystemExit

    registreer("gestopt", gestopt)
    deze = zet_klaar(soort="gestopt", voorwerp=ding(1), door=None)
    with pytest.raises(SystemExit):
        doe_alles()
    deze.refresh_from_db()
    assert (deze.stand, deze.klaar_op) == ("wacht", None)


def test_voortgang_zegt_hoe_lang_nog(gedaan: list[int]) -> None:
    nu = timezone.now()
    deze = Achtergrondtaak(stand="loopt", gedaan=25, totaal=100, stap_begonnen_op=nu - timedelta(seconds=10))
    assert deze.seconden_te_gaan(nu) == 30
    deze.gedaan = 0
    assert deze.seconden_te_gaan(nu) is None


def test_het_werk_begint_pas_als_de_handeling_vaststaat(
    gedaan: list[int], settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.ACHTERGROND = "direct"
    with django_capture_on_commit_callbacks(execute=True):
        with transaction.atomic():
            taak(1)
            transaction.set_rollback(True)
        taak(2)
        assert gedaan == []
    assert gedaan == [2]


def test_er_draaien_nooit_meer_dan_een_paar_processen(
    gedaan: list[int], settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    begonnen: list[list[str]] = []

    class Proces:
        def __init__(self, opdracht: list[str], **_: Any) -> None:
            begonnen.append(opdracht[-1:])

        def poll(self) -> None:
            return None

    monkeypatch.setattr(achtergrond.subprocess, "Popen", Proces)
    settings.ACHTERGROND = "proces"
    for nummer in range(3):
        achtergrond.start()
        Achtergrondtaak.objects.filter(pk=taak(nummer).pk).update(stand="loopt", gezien_op=timezone.now())
    assert begonnen == [["werk"], ["werk"]]


def test_werk_dat_wordt_gestopt_gaat_de_volgende_keer_verder(gedaan: list[int], capsys: Any) -> None:
    """The command is told to stop in the middle of a task, as the system does when it goes down."""
    keren: list[int] = []

    def half(voortgang: Any) -> None:
        keren.append(voortgang.taak.pk)
        if len(keren) == 1:
            os.kill(os.getpid(), signal.SIGTERM)

    registreer("half", half)
    deze = zet_klaar(soort="half", voorwerp=ding(1), door=None)
    eerder = signal.getsignal(signal.SIGTERM)
    try:
        with pytest.raises(SystemExit, match="gaat later verder"):
            call_command("werk")
        deze.refresh_from_db()
        assert deze.stand == "wacht"
        call_command("werk", verbosity=2)
    finally:
        signal.signal(signal.SIGTERM, eerder)
    deze.refresh_from_db()
    assert (deze.stand, keren, capsys.readouterr().out) == ("klaar", [deze.pk] * 2, "1 taken gedaan.\n")


def test_oude_formulieren_en_taken_worden_opgeruimd(gedaan: list[int]) -> None:
    nu = timezone.now()
    oud, nieuw = uuid4(), uuid4()
    Inzending.objects.create(sleutel=oud, op=nu - timedelta(days=8))
    Inzending.objects.create(sleutel=nieuw, op=nu - timedelta(days=6))
    weg, blijft, wacht = taak(1), taak(2), taak(3)
    Achtergrondtaak.objects.filter(pk=weg.pk).update(stand="klaar", klaar_op=nu - timedelta(days=91))
    Achtergrondtaak.objects.filter(pk=blijft.pk).update(stand="klaar", klaar_op=nu - timedelta(days=89))
    call_command("ruim-op")
    assert list(Inzending.objects.values_list("sleutel", flat=True)) == [nieuw]
    assert set(Achtergrondtaak.objects.values_list("pk", flat=True)) == {blijft.pk, wacht.pk}
