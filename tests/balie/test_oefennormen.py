"""The norms of the demo: each kind has homes to measure, and each names the agreement it stands in."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from afspraken.aandelen import Bereik, gemeten
from afspraken.models import Norm
from afspraken.overzicht.bezit import bezit_op
from afspraken.regels.normen import Oordeel
from afspraken.regels.verdeling import verdeel
from balie.oefencijfers import VERZONNEN, bestand
from balie.oefennormen import leg_oefennormen_vast
from balie.oefenwoningen import CONVENANT, LIJSTEN, VAN_HET_CONVENANT, Woningverzinsel
from organisaties.invoer.inlezen import lees_in
from organisaties.invoer.soorten import alle_soorten
from organisaties.models import Corporatie, Regio

pytestmark = pytest.mark.django_db


@pytest.fixture
def normen(wereld: Any) -> None:
    leg_oefennormen_vast(wereld, lambda dag: datetime(dag.year, dag.month, dag.day, 12, tzinfo=UTC))


def lees(lijsten: Any, van: date, tot: date) -> None:
    soort, verzinsel = alle_soorten()["vrijgekomen-woningen"], Woningverzinsel(date(2026, 1, 1))
    rijen = [rij for lijst in lijsten for rij in verzinsel.rijen(lijst, van, tot)]
    uitslag = lees_in(soort, bestand(soort.kolommen, rijen), "woningen.csv", door=None, oefengegevens=True)
    assert not uitslag.fouten


def test_de_oude_norm_noemt_niet_het_latere_addendum(normen: None) -> None:
    bronnen = {norm.percentage: norm.bron for norm in Norm.objects.filter(gemeente__code="GM1708")}
    assert bronnen[10] == "Prestatieafspraken Steenwijkerland 2023-2027"
    assert bronnen[25].startswith("Addendum")


def test_het_bezit_is_verzonnen_en_verdeelt(normen: None, wereld: Any) -> None:
    bezit = bezit_op(Bereik(gemeente=wereld.gemeenten["GM1708"]), date(2026, 1, 1))
    assert [deel.aantal for deel in verdeel(37, {str(pk): rij.woningen for pk, rij in bezit.items()})] == [21, 16]
    assert all(rij.bron.startswith(VERZONNEN) for rij in bezit.values())


def test_het_convenant_van_westerkwartier_heeft_woningen(normen: None) -> None:
    lees(VAN_HET_CONVENANT, *CONVENANT)
    bereik = Bereik(corporatie=Corporatie.objects.get(naam="Wold & Waard"), regio=Regio.objects.get())
    (een,) = gemeten(bereik, date(2016, 1, 1), date(2019, 1, 1))
    assert (een.meting.noemer > 50, een.oordeel) == (True, Oordeel.NIET_GEHAALD)


def test_een_norm_van_de_regio_en_een_norm_in_aantallen_zijn_verzonnen_en_gemeten(normen: None, wereld: Any) -> None:
    lees([lijst for lijst in LIJSTEN if lijst.code in ("GM0119", "GM1969")], date(2024, 1, 1), date(2025, 1, 1))
    in_2024 = date(2024, 1, 1), date(2025, 1, 1)
    (regionaal,) = gemeten(Bereik(regio=Regio.objects.get()), *in_2024)
    (aantal,) = gemeten(Bereik(gemeente=wereld.gemeenten["GM0119"]), *in_2024)
    assert (regionaal.meting.noemer > 50, regionaal.oordeel) == (True, Oordeel.SIGNAAL)
    assert (aantal.stuk.norm.aantal, aantal.oordeel) == (8, Oordeel.BINNEN)
    verzonnen = Norm.objects.filter(bron__startswith=VERZONNEN)
    assert {(n.regio_id is not None, n.aantal is not None) for n in verzonnen} == {(True, False), (False, True)}
