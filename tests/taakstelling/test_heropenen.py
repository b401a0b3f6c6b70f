"""Opening a closed half-year again, and closing it when its time has run out."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.utils import timezone

from organisaties.models import Provincie
from organisaties.vastleggen import AlGewijzigd
from taakstelling.acties import afsluitingen
from taakstelling.acties.afsluitingen import heropen, sluit_af, sluit_verlopen_heropeningen
from taakstelling.cijfers import stand_van
from taakstelling.models import Afsluiting, Heropening
from tests.taakstelling import cijferfeiten as feit
from tests.taakstelling.cijferfeiten import DE_WOLDEN, EEN
from tests.taakstelling.test_afsluiting import TWEE, open_weer, sluit, vul_drenthe

pytestmark = pytest.mark.django_db


@pytest.fixture
def drenthe(wereld: Any) -> Any:
    vul_drenthe()
    return wereld


@pytest.mark.usefixtures("drenthe")
def test_heropenen_haalt_het_nagekomen_terug_en_opnieuw_sluiten_legt_opnieuw_vast() -> None:
    sluit(EEN, TWEE)
    feit.officieel(DE_WOLDEN, 25, per=date(2024, 9, 1))
    assert [a.halfjaar for a in open_weer(EEN)] == [TWEE, EEN]
    een, twee = stand_van(DE_WOLDEN, EEN), stand_van(DE_WOLDEN, TWEE)
    assert (een.stand_eind, een.gesloten, twee.stand_begin, twee.nagekomen) == (-11, False, -11, 0)
    sluit(EEN)
    assert (stand_van(DE_WOLDEN, EEN).stand_eind, stand_van(DE_WOLDEN, TWEE).nagekomen) == (-11, 0)


@pytest.mark.usefixtures("drenthe")
def test_heropenen_vraagt_een_reden_en_een_dag_binnen_drie_maanden() -> None:
    sluit(EEN)
    vandaag = timezone.localdate()
    for anders, veld in (
        ({"reden": " "}, "reden"),
        ({"tot": vandaag - timedelta(days=1)}, "tot"),
        ({"tot": vandaag + timedelta(days=93)}, "tot"),
    ):
        with pytest.raises(ValidationError) as fout:
            open_weer(EEN, **anders)
        assert list(fout.value.message_dict) == [veld]
    open_weer(EEN)
    with pytest.raises(AlGewijzigd):
        open_weer(EEN)


@pytest.mark.usefixtures("drenthe")
def test_verlopen_heropening_wordt_door_de_opdracht_weer_gesloten(monkeypatch: pytest.MonkeyPatch) -> None:
    sluit(EEN, TWEE)
    open_weer(EEN)
    assert sluit_verlopen_heropeningen() == ([], {})
    straks = timezone.now() + timedelta(days=8)
    monkeypatch.setattr(timezone, "now", lambda: straks)
    assert [a.halfjaar for a in sluit_verlopen_heropeningen()[0]] == [EEN, TWEE]
    assert sluit_verlopen_heropeningen() == ([], {})
    assert Heropening.objects.count() == 2


@pytest.mark.usefixtures("drenthe")
def test_een_heropening_die_niet_te_sluiten_is_houdt_de_andere_niet_tegen(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    sluit(EEN)
    sluit(EEN, provincie="PV23")
    open_weer(EEN)
    tot = timezone.localdate() + timedelta(days=7)
    heropen(door=None, provincie=Provincie.objects.get(code="PV23"), halfjaar=EEN, reden="Fout", tot=tot)
    straks = timezone.now() + timedelta(days=8)
    monkeypatch.setattr(timezone, "now", lambda: straks)
    monkeypatch.setattr(afsluitingen, "sluit_af", weiger_drenthe)
    with pytest.raises(CommandError, match=r"Drenthe: de 1e helft van 2024 is niet gesloten\. Dat gaat niet\."):
        call_command("sluit-heropende")
    assert "Overijssel: de 1e helft van 2024 is weer gesloten." in capsys.readouterr().out


def weiger_drenthe(*, provincie: Provincie, **anders: Any) -> Afsluiting:
    if provincie.code == "PV22":
        raise ValidationError("Dat gaat niet.")
    return sluit_af(provincie=provincie, **anders)


@pytest.mark.usefixtures("drenthe")
def test_verlopen_heropening_wacht_op_een_eerder_halfjaar_dat_nog_open_mag_zijn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sluit(EEN, TWEE)
    open_weer(TWEE)
    open_weer(EEN, tot=timezone.localdate() + timedelta(days=30))
    straks = timezone.now() + timedelta(days=8)
    monkeypatch.setattr(timezone, "now", lambda: straks)
    assert sluit_verlopen_heropeningen() == ([], {})
    later = straks + timedelta(days=30)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert [a.halfjaar for a in sluit_verlopen_heropeningen()[0]] == [EEN, TWEE]
