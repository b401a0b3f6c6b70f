"""The monthly list of a corporatie: what it may not wipe, and what the form refuses it refuses too."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from afspraken.acties import leg_woning_vast, leg_woningen_vast
from afspraken.acties.woningen import ANDERE_VERHURING, kopie
from afspraken.models import VrijgekomenWoning
from organisaties.models import Bestandsinhoud, Invoerbestand
from tests.afspraken.woningen import WOONCONCEPT, leg, verhuurd, woning
from tests.organisaties.test_invoer import Venster

pytestmark = pytest.mark.django_db
KORT = "kenmerk;corporatie;gemeente;vrij_op;kamers;huurklasse\n"
LANG = "kenmerk;corporatie;gemeente;wijk;vrij_op;verhuurd_op;kamers;huurklasse;doelgroep\n"
WAARDEN = ("gereserveerd_op", "verhuurd_op", "onttrokken_op", "doelgroep", "wijk", "nieuwbouw", "flex", "onzelfstandig")


@pytest.fixture
def venster(wereld: Any, als: Callable[[str], Client], django_capture_on_commit_callbacks: Any) -> Venster:
    return Venster(als(WOONCONCEPT), django_capture_on_commit_callbacks)


def lang(kenmerk: str = "W-1", wijk: str = "Tuk", vrij_op: str = "2024-06-03", **anders: str) -> str:
    """A file with one home that is free, in all columns but the last few."""
    velden = {"gemeente": "GM1708", "verhuurd_op": "", "doelgroep": "", **anders}
    return (
        f"{LANG}{kenmerk};Stichting Woonconcept;{velden['gemeente']};{wijk};{vrij_op};{velden['verhuurd_op']};3;"
        f"tot-1e-aftopping;{velden['doelgroep']}\n"
    )


def bied_aan(venster: Venster, inhoud: str) -> Invoerbestand:
    return venster.bestand("vrijgekomen-woningen", inhoud)


def test_een_kolom_die_ontbreekt_wist_niets(venster: Venster) -> None:
    oud = verhuurd(nieuwbouw=True, onzelfstandig=True, gereserveerd_op=date(2024, 6, 10))
    inhoud = KORT + "W-1;Stichting Woonconcept;Steenwijkerland;2024-06-03;4;tot-1e-aftopping\n"
    bestand = bied_aan(venster, inhoud)
    assert "Niet in dit bestand: wijk, gereserveerd_op, verhuurd_op" in venster.pagina(bestand)
    venster.lees_in(bestand)
    geldig = VrijgekomenWoning.objects.bekend().get()
    assert (geldig.vervangt_id, geldig.kamers) == (oud.pk, 4)
    assert [getattr(geldig, veld) for veld in WAARDEN] == [getattr(oud, veld) for veld in WAARDEN]


def test_een_lege_cel_maakt_leeg_en_het_voorbeeld_noemt_elke_woning_die_haar_verhuring_verliest(
    venster: Venster,
) -> None:
    verhuurd("W-1")
    verhuurd("W-2")
    leg("W-3", gereserveerd_op=date(2024, 6, 10), doelgroep="urgent")
    rijen = [lang("W-1"), lang("W-2", verhuurd_op="2024-06-28", doelgroep="regulier"), lang("W-3"), lang("W-4")]
    bestand = bied_aan(venster, LANG + "".join(rij.removeprefix(LANG) for rij in rijen))
    pagina = venster.pagina(bestand)
    assert "Woning W-1 is verhuurd op 28-06-2024 (statushouders). In dit bestand is zij dat niet" in pagina
    assert "Bij woning W-3 staat nu urgent. Na het inlezen staat er niets meer." in pagina
    assert "oning W-2" not in pagina
    assert "oning W-4" not in pagina
    venster.lees_in(bestand, akkoord="on")
    assert VrijgekomenWoning.objects.bekend().get(kenmerk="W-1").verhuurd_op is None


@pytest.mark.parametrize(
    ("velden", "kolom", "reden"),
    [
        ({"kenmerk": "111222333"}, "kenmerk", "Dit lijkt op een BSN."),
        ({"wijk": "Jan Jansen 0612345678"}, "wijk", "Dit lijkt op een telefoonnummer."),
        ({"gemeente": "GM0363"}, "gemeente", "Volgens onze gegevens werkt Stichting Woonconcept niet in Amsterdam."),
        ({"vrij_op": "2099-01-01"}, "vrij_op", "hoogstens een jaar vooruit"),
        ({"vrij_op": "1990-01-01"}, "vrij_op", "Vul een dag in vanaf 01-01-2000"),
        ({"verhuurd_op": "2099-01-01", "doelgroep": "urgent"}, "verhuurd_op", "hoogstens een jaar vooruit"),
    ],
)
def test_wat_het_formulier_weigert_weigert_de_lijst_ook(
    venster: Venster, velden: dict[str, str], kolom: str, reden: str
) -> None:
    bestand = bied_aan(venster, lang(**velden))
    assert bestand.foute_rijen == 1
    (fout,) = Bestandsinhoud.objects.get(bestand=bestand).bevindingen["samenvatting"]
    assert fout["kolom"] == kolom
    assert reden in fout["reden"]


def test_de_fout_zegt_wie_een_gemeente_kan_toevoegen(venster: Venster) -> None:
    bestand = bied_aan(venster, lang(gemeente="GM0363"))
    assert "vraag dan de functioneel beheerder om deze gemeente toe te voegen bij uw corporatie" in venster.pagina(
        bestand
    )


@pytest.mark.parametrize(
    ("velden", "veld"),
    [
        ({"kenmerk": "111222333"}, "kenmerk"),
        ({"wijk": "Jan Jansen 0612345678"}, "wijk"),
        ({"code": "GM0363"}, "gemeente"),
        ({"vrij_op": timezone.localdate() + timedelta(days=400)}, "vrij_op"),
    ],
)
def test_de_acties_weigeren_het_ook(wereld: Any, velden: dict[str, Any], veld: str) -> None:
    door = wereld.lid(WOONCONCEPT)
    with pytest.raises(ValidationError) as een:
        leg_woning_vast(door=door, woning=woning(**velden))
    assert list(een.value.message_dict) == [veld]
    with pytest.raises(ValidationError) as lijst:
        leg_woningen_vast(door=door, woningen=[woning("W-2"), woning(**velden)])
    assert [tekst.startswith("Woning ") for tekst in lijst.value.messages] == [True]
    assert not VrijgekomenWoning.objects.exists()


def test_een_woning_in_een_gemeente_waar_de_corporatie_wegging_is_nog_te_verbeteren(wereld: Any) -> None:
    oud = leg()
    oud.corporatie.gemeenten.remove(oud.gemeente)
    assert leg_woning_vast(door=None, woning=kopie(oud, kamers=5), vervangt=oud, reden="x").kamers == 5


@pytest.mark.parametrize(
    "oud", [{"verhuurd_op": date(2024, 6, 28), "doelgroep": "statushouders"}, {"onttrokken_op": date(2024, 6, 28)}]
)
def test_een_kenmerk_dat_opnieuw_komt_wist_de_oude_verhuring_niet(venster: Venster, oud: dict[str, Any]) -> None:
    eerste = leg(**oud)
    bestand = bied_aan(venster, lang(vrij_op="2025-02-01"))
    assert bestand.foute_rijen == 1
    assert ANDERE_VERHURING in venster.pagina(bestand)
    with pytest.raises(ValidationError):
        leg_woningen_vast(door=None, woningen=[woning(vrij_op=date(2025, 2, 1))])
    assert VrijgekomenWoning.objects.get() == eerste


def test_een_dag_die_verbeterd_wordt_is_geen_nieuwe_verhuring(wereld: Any) -> None:
    verhuurd()
    nieuw = woning(vrij_op=date(2024, 6, 20), verhuurd_op=date(2024, 6, 28), doelgroep="statushouders")
    assert leg_woningen_vast(door=None, woningen=[nieuw]).vervangen == 1


def test_het_formulier_zegt_wat_een_kenmerk_is(wereld: Any, als: Callable[[str], Client]) -> None:
    pagina = als(WOONCONCEPT).get("/afspraken/woningen/nieuw/").content.decode()
    assert "komt de woning later weer vrij, dan krijgt zij een nieuw nummer" in pagina
