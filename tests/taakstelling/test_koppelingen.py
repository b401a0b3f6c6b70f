"""Who is coupled and not housed yet, on a day and as known on a day."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from organisaties.vastleggen import leg_vast, trek_in
from taakstelling.koppelingen import OpenKoppeling, gekoppeld, nog_te_huisvesten, open_koppelingen
from taakstelling.models import Huishouden, Koppeling, Koppelstap
from tests.taakstelling.test_plaatsing_acties import leg

pytestmark = pytest.mark.django_db

CODE = "GM1690"


def koppel(
    wereld: Any, kenmerk: str, op: date, code: str = CODE, vastgelegd: date | None = None, **velden: Any
) -> Koppeling:
    gemeente = wereld.gemeenten[code]
    huishouden = Huishouden.objects.create(koppelgemeente=gemeente, kenmerk=kenmerk)
    return leg_vast(
        Koppeling(
            huishouden=huishouden,
            dossier=huishouden.pk,
            koppelgemeente=gemeente,
            gekoppeld_op=op,
            **({"volwassenen": 2} | velden),
        ),
        door=None,
        op=_moment(vastgelegd or op),
    )


def _moment(dag: date) -> Any:
    return timezone.make_aware(timezone.datetime(dag.year, dag.month, dag.day, 12))


def nog(dag: date, bekend_op: date | None = None) -> int:
    return nog_te_huisvesten([CODE], dag, bekend_op=bekend_op)[CODE]


def test_gekoppeld_tot_en_met_de_dag_zelf_en_tot_de_verhuizing(wereld: Any) -> None:
    koppel(wereld, "H-1", date(2024, 4, 1), kinderen=1)
    assert [nog(date(2024, 3, 31)), nog(date(2024, 4, 1))] == [0, 3]
    leg(wereld, kenmerk="H-1", volwassenen=2, kinderen=1, afgemeld_op=date(2024, 6, 12))
    assert [nog(date(2024, 6, 11)), nog(date(2024, 6, 12))] == [3, 0]


def test_een_deel_gehuisvest_laat_de_rest_open(wereld: Any) -> None:
    koppel(wereld, "H-1", date(2024, 4, 1), kinderen=3)
    leg(wereld, kenmerk="H-1", volwassenen=2, kinderen=1, afgemeld_op=date(2024, 6, 12))
    assert nog(date(2024, 7, 1)) == 2


def test_logeren_en_een_tweede_verhuizing_huisvesten_niemand(wereld: Any) -> None:
    koppel(wereld, "H-1", date(2024, 4, 1))
    leg(wereld, kenmerk="H-1", volwassenen=2, kinderen=0, huisvestingsvorm="logeren", afgemeld_op=date(2024, 5, 1))
    leg(wereld, kenmerk="H-1", volwassenen=2, kinderen=0, eerder_geteld=True, deel=2, afgemeld_op=date(2024, 5, 2))
    assert nog(date(2024, 7, 1)) == 2


def test_een_einde_sluit_de_koppeling_vanaf_die_dag(wereld: Any) -> None:
    koppeling = koppel(wereld, "H-1", date(2024, 4, 1))
    leg_vast(
        Koppelstap(
            huishouden=koppeling.huishouden,
            dossier=koppeling.dossier,
            koppelgemeente=koppeling.koppelgemeente,
            soort="teruggegeven",
            reden="geen-woning",
            datum=date(2024, 5, 1),
        ),
        door=None,
    )
    assert [nog(date(2024, 4, 30)), nog(date(2024, 5, 1))] == [2, 0]


def test_zoals_bekend_op_een_dag(wereld: Any) -> None:
    """Coupled on 1 April, recorded on the 10th, and withdrawn today."""
    koppeling = koppel(wereld, "H-1", date(2024, 4, 1), vastgelegd=date(2024, 4, 10))
    assert [nog(date(2024, 4, 1), date(2024, 4, 9)), nog(date(2024, 4, 1), date(2024, 4, 10))] == [0, 2]
    trek_in(koppeling, door=None, reden="Dubbel")
    assert nog(date(2024, 4, 1)) == 0
    assert nog(date(2024, 4, 1), timezone.localdate() - timedelta(days=1)) == 2


def test_wissen_verandert_geen_enkel_aantal(wereld: Any) -> None:
    koppel(wereld, "H-1", date(2024, 4, 1), kinderen=2)
    leg(wereld, kenmerk="H-1", volwassenen=2, kinderen=1, afgemeld_op=date(2024, 6, 12))
    voor = [nog(date(2024, 5, 1)), nog(date(2024, 7, 1))]
    Huishouden.objects.get().delete()
    assert voor == [4, 1] == [nog(date(2024, 5, 1)), nog(date(2024, 7, 1))]


def test_open_koppelingen_met_verwachte_nareizigers(wereld: Any) -> None:
    dag, straks = date(2024, 4, 1), date(2024, 11, 1)
    een = koppel(wereld, "H-1", dag, verwachte_nareizigers=4, verwacht_op=straks)
    koppel(wereld, "H-2", dag, code="GM0119")
    leg(wereld, kenmerk="H-1", volwassenen=2, kinderen=0, afgemeld_op=date(2024, 6, 12))
    leg(wereld, kenmerk="H-1", volwassenen=0, kinderen=0, nareizigers=1, deel=2, afgemeld_op=date(2024, 6, 13))
    with CaptureQueriesContext(connection) as vragen:
        gevonden = open_koppelingen([CODE], date(2024, 7, 1))
    assert gevonden == [OpenKoppeling(CODE, een.dossier, dag, 0, 3, straks)]
    assert len(vragen) == 1


def test_gekoppeld_in_een_tijdvak_telt_ook_wat_al_klaar_is(wereld: Any) -> None:
    koppel(wereld, "H-1", date(2024, 1, 1), amv=1)
    koppel(wereld, "H-2", date(2024, 7, 1))
    leg(wereld, kenmerk="H-1", volwassenen=2, kinderen=0, amv=1, afgemeld_op=date(2024, 6, 12))
    assert gekoppeld([CODE, "GM0119"], date(2024, 1, 1), date(2024, 7, 1)) == {CODE: 3, "GM0119": 0}
