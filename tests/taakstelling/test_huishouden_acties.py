"""Coupling, steps, ends, erasing: what the acts do and refuse."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from organisaties.models import Logregel
from organisaties.toegang import GeenToegang
from organisaties.vastleggen import AlGewijzigd
from taakstelling import wissen
from taakstelling.acties.huishoudens import (
    gegevens_van_huishouden,
    trek_koppeling_in,
    trek_stap_in,
    versie_van_huishouden,
    wijzig_huishouden,
)
from taakstelling.acties.wissen import wis_huishoudens
from taakstelling.koppelingen import nog_te_huisvesten
from taakstelling.models import Huishouden, Koppeling, Koppelstap, Plaatsing
from taakstelling.overzicht.huishoudens import in_fase, standen_van, te_laat
from taakstelling.regels.huishouden import Huishoudengegevens
from taakstelling.regels.koppeling import FASE_NA, KAN_NU, LOPEND, Fase, Soort
from tests.opdracht import draai, importeer
from tests.taakstelling.huishoudens import DE_WOLDEN, collega, dagen_terug, koppel, leg_stap
from tests.taakstelling.test_plaatsing_acties import leg

pytestmark = pytest.mark.django_db

REGIO = "regio@westerkwartier.example"
VANDAAG = timezone.localdate


def stand(huishouden: Huishouden) -> Any:
    return standen_van(Huishouden.objects.met_stand(VANDAAG()).filter(pk=huishouden.pk), VANDAAG())[0]


def mis(wereld: Any, **velden: Any) -> list[str]:
    with pytest.raises(ValidationError) as gevangen:
        koppel(wereld, **velden)
    assert Koppeling.objects.count() == 0
    return list(gevangen.value.message_dict)


def test_koppelen_legt_een_feit_en_een_logregel_vast(wereld: Any) -> None:
    huishouden = koppel(wereld, kinderen=1, notitie="Graag dicht bij het station")
    koppeling = Koppeling.objects.get()
    assert (koppeling.personen, koppeling.dossier, koppeling.huishouden) == (3, huishouden.pk, huishouden)
    assert huishouden.kenmerk == f"{VANDAAG().year}-0001"
    regel = Logregel.objects.get(handeling="huishouden gekoppeld")
    assert (regel.object_id, regel.gegevens) == (huishouden.pk, {"personen": 3, "koppeling": koppeling.pk})


@pytest.mark.parametrize(
    ("velden", "veld"),
    [
        ({"volwassenen": 0}, "volwassenen"),
        ({"volwassenen": -1}, "volwassenen"),
        ({"kinderen": 31}, "kinderen"),
        ({"gekoppeld_op": None}, "gekoppeld_op"),
        ({"gekoppeld_op": date(2999, 1, 1)}, "gekoppeld_op"),
        ({"gekoppeld_op": date(1990, 1, 1)}, "gekoppeld_op"),
        ({"verwacht_op": date(2025, 1, 1)}, "verwacht_op"),
        ({"verwachte_nareizigers": 2, "verwacht_op": date(2001, 1, 1)}, "verwacht_op"),
        ({"verwachte_nareizigers": 2, "verwacht_op": date(2999, 1, 1)}, "verwacht_op"),
        ({"amv_achttien_op": date(2030, 1, 1)}, "amv_achttien_op"),
        ({"amv": 1, "amv_achttien_op": date(2001, 1, 1)}, "amv_achttien_op"),
        ({"kamers": 99}, "kamers"),
        ({"kenmerk": "123456782"}, "kenmerk"),
        ({"notitie": "bel 06-12345678"}, "notitie"),
        ({"notitie": "V-nummer 2812345678"}, "notitie"),
    ],
)
def test_wat_niet_klopt_wordt_bij_zijn_veld_geweigerd(wereld: Any, velden: dict[str, Any], veld: str) -> None:
    assert mis(wereld, **velden) == [veld]


def test_koppelen_aan_een_opgeheven_gemeente_noemt_de_opvolger(wereld: Any) -> None:
    with pytest.raises(ValidationError, match="Kies Westerkwartier") as gevangen:
        koppel(wereld, wie=REGIO, voor="GM0015")
    assert list(gevangen.value.message_dict) == ["koppelgemeente"]


def test_een_kenmerk_wordt_een_keer_gekoppeld_ook_na_een_plaatsing(wereld: Any) -> None:
    leg(wereld, kenmerk="H-1", afgemeld_op=dagen_terug(3))
    huishouden = koppel(wereld, "H-1", kinderen=1)
    assert Huishouden.objects.count() == 1
    assert stand(huishouden).fase is Fase.GEHUISVEST
    with pytest.raises(ValidationError, match="al een huishouden gekoppeld"):
        koppel(wereld, "H-1")
    assert koppel(wereld, "H-1", wie="huisvesting@meppel.example", voor="GM0119").kenmerk == "H-1"


def test_een_vreemde_koppelt_en_wijzigt_niets(wereld: Any) -> None:
    huishouden = koppel(wereld, "H-1")
    stap = leg_stap(wereld, huishouden, Soort.GEVRAAGD)
    for wie in ("huisvesting@meppel.example", "toezicht@drenthe.example", "verhuur@woonconcept.example", REGIO):
        lid = wereld.lid(wie)
        with pytest.raises(GeenToegang):
            koppel(wereld, wie=wie)
        with pytest.raises(GeenToegang):
            wijzig_huishouden(door=lid, huishouden=huishouden, gegevens=gegevens_van_huishouden(huishouden))
        with pytest.raises(GeenToegang):
            leg_stap(wereld, huishouden, Soort.AANGEBODEN, wie=wie)
        with pytest.raises(GeenToegang):
            trek_stap_in(door=lid, stap=stap, reden="x")
        with pytest.raises(GeenToegang):
            wis_huishoudens(door=lid, gemeente=huishouden.koppelgemeente, nummers=[huishouden.pk])
    assert (Koppeling.objects.count(), Koppelstap.objects.bekend().count()) == (1, 1)


def test_wijzigen_vervangt_alleen_een_koppeling_die_anders_is(wereld: Any) -> None:
    lid = wereld.lid(DE_WOLDEN)
    huishouden = koppel(wereld, "H-1")
    gegevens = gegevens_van_huishouden(huishouden)
    anders = {veld: getattr(gegevens, veld) for veld in gegevens.__dataclass_fields__}
    wijzig_huishouden(door=lid, huishouden=huishouden, gegevens=Huishoudengegevens(**anders | {"kamers": 3}))
    assert Koppeling.objects.count() == 1
    wijzig_huishouden(door=lid, huishouden=huishouden, gegevens=Huishoudengegevens(**anders | {"kinderen": 2}))
    oud, nieuw = Koppeling.objects.order_by("pk")
    assert (oud.ingetrokken_op is not None, nieuw.vervangt, nieuw.personen) == (True, oud, 4)
    assert Huishouden.objects.get().kamers is None


def test_wie_een_oude_versie_wijzigt_hoort_dat(wereld: Any) -> None:
    huishouden = koppel(wereld, "H-1")
    versie = versie_van_huishouden(huishouden)
    leg_stap(wereld, huishouden, Soort.GEVRAAGD)
    with pytest.raises(AlGewijzigd):
        wijzig_huishouden(
            door=wereld.lid(DE_WOLDEN),
            huishouden=huishouden,
            gegevens=gegevens_van_huishouden(huishouden),
            versie=versie,
        )


def test_de_weg_naar_een_woning_met_een_weigering(wereld: Any) -> None:
    huishouden = koppel(wereld, "H-1", 40)
    assert (stand(huishouden).fase, str(stand(huishouden).partij)) == (Fase.ZOEKEN, "gemeente")
    leg_stap(wereld, huishouden, Soort.AANGEBODEN, 30, kamers=2, verhuurder="Woonconcept")
    assert (stand(huishouden).fase, str(stand(huishouden).partij)) == (Fase.AANGEBODEN, "COA")
    leg_stap(wereld, huishouden, Soort.GEWEIGERD, 25, reden="te-klein", gevolg="gesprek")
    assert (stand(huishouden).fase, str(stand(huishouden).partij)) == (Fase.ZOEKEN, "COA")
    leg_stap(wereld, huishouden, Soort.AANGEBODEN, 20)
    leg_stap(wereld, huishouden, Soort.GEACCEPTEERD, 18)
    assert stand(huishouden).fase is Fase.VERHUIZEN
    leg(wereld, kenmerk="H-1", volwassenen=2, kinderen=0, afgemeld_op=dagen_terug(1))
    assert stand(huishouden).fase is Fase.GEHUISVEST
    with pytest.raises(ValidationError, match="past nu niet"):
        leg_stap(wereld, huishouden, Soort.AANGEBODEN)


@pytest.mark.parametrize(
    ("soort", "velden", "veld"),
    [
        (Soort.STILSTAND, {"reden": "zomaar"}, "reden"),
        (Soort.STILSTAND, {"opnieuw_op": None}, "opnieuw_op"),
        (Soort.STILSTAND, {"opnieuw_op": date(2020, 1, 1)}, "opnieuw_op"),
        (Soort.OVERGEDRAGEN, {"naar": ""}, "naar"),
        (Soort.OVERGEDRAGEN, {"naar": "GM1690"}, "naar"),
        (Soort.OVERGEDRAGEN, {"naar": "GM0015"}, "naar"),
        (Soort.TERUGGEGEVEN, {"reden": ""}, "reden"),
        (Soort.AANGEBODEN, {"datum": date(2999, 1, 1)}, "datum"),
        (Soort.AANGEBODEN, {"datum": date(2020, 1, 1)}, "datum"),
        (Soort.AANGEBODEN, {"kamers": 0}, "kamers"),
        (Soort.AANGEBODEN, {"verhuurder": "Jan, 06-12345678"}, "verhuurder"),
    ],
)
def test_een_stap_die_niet_klopt(wereld: Any, soort: Soort, velden: dict[str, Any], veld: str) -> None:
    huishouden = koppel(wereld)
    with pytest.raises(ValidationError) as gevangen:
        leg_stap(wereld, huishouden, soort, **velden)
    assert list(gevangen.value.message_dict) == [veld]
    assert Koppelstap.objects.count() == 0


def test_teruggeven_sluit_en_intrekken_opent_weer(wereld: Any) -> None:
    huishouden = koppel(wereld)
    einde = leg_stap(wereld, huishouden, Soort.TERUGGEGEVEN)
    assert stand(huishouden).fase is Fase.BEEINDIGD
    assert nog_te_huisvesten(["GM1690"], VANDAAG()) == {"GM1690": 0}
    with pytest.raises(ValidationError, match="past nu niet"):
        leg_stap(wereld, huishouden, Soort.VERTROKKEN)
    trek_stap_in(door=wereld.lid(DE_WOLDEN), stap=einde, reden="Vergissing")
    assert stand(huishouden).fase is Fase.ZOEKEN
    assert nog_te_huisvesten(["GM1690"], VANDAAG()) == {"GM1690": 2}


def test_overdragen_in_de_regio_koppelt_bij_de_ander(wereld: Any) -> None:
    """A coordinator works for both: the persons move, and none is lost or counted twice."""
    regio = wereld.lid(REGIO).regio
    regio.gemeenten.add(wereld.gemeenten["GM0119"])
    huishouden = koppel(wereld, wie=REGIO, voor="GM1969", kinderen=2, notitie="Blijft hier", kamers=4)
    leg_stap(wereld, huishouden, Soort.OVERGEDRAGEN, 2, wie=REGIO, naar="GM0119")
    ander = Huishouden.objects.exclude(pk=huishouden.pk).get()
    assert (ander.koppelgemeente.code, ander.kamers, ander.notitie) == ("GM0119", 4, "")
    assert nog_te_huisvesten(["GM1969", "GM0119"], VANDAAG()) == {"GM1969": 0, "GM0119": 4}
    assert nog_te_huisvesten(["GM1969", "GM0119"], dagen_terug(3)) == {"GM1969": 4, "GM0119": 0}


def test_overdragen_naar_een_vreemde_gemeente_koppelt_daar_niets(wereld: Any) -> None:
    leg_stap(wereld, koppel(wereld), Soort.OVERGEDRAGEN, naar="GM0119")
    assert Huishouden.objects.count() == 1


def test_een_koppeling_intrekken_kan_tot_er_een_plaatsing_is(wereld: Any) -> None:
    lid = wereld.lid(DE_WOLDEN)
    een, ander = koppel(wereld, "H-1"), koppel(wereld, "H-2")
    leg_stap(wereld, een, Soort.GEVRAAGD)
    trek_koppeling_in(door=lid, huishouden=een, reden="Dubbel")
    assert list(Koppeling.objects.bekend().values_list("huishouden__kenmerk", flat=True)) == ["H-2"]
    assert not Koppelstap.objects.bekend().exists()
    leg(wereld, kenmerk="H-2", volwassenen=1, kinderen=0, afgemeld_op=VANDAAG())
    with pytest.raises(ValidationError, match="al een plaatsing"):
        trek_koppeling_in(door=lid, huishouden=ander, reden="Dubbel")


def test_database_en_regel_geven_dezelfde_fase(wereld: Any) -> None:
    """Every last step × housed in part, whole, with nareizigers or not × ended."""
    nummers = iter(range(1, 1000))
    for stap in sorted(FASE_NA):
        pad = {
            Soort.GEACCEPTEERD: (Soort.AANGEBODEN, Soort.GEACCEPTEERD),
            Soort.GEWEIGERD: (Soort.AANGEBODEN, Soort.GEWEIGERD),
            Soort.VERDER: (Soort.STILSTAND, Soort.VERDER),
            "": (),
        }.get(stap, (Soort(stap),) if stap else ())
        for gehuisvest in (0, 1, 2):
            for nareizigers in (0, 2):
                for einde in (False, True):
                    if einde and gehuisvest == 2:
                        continue
                    kenmerk = f"H-{next(nummers)}"
                    huishouden = koppel(wereld, kenmerk, verwachte_nareizigers=nareizigers)
                    for soort in pad:
                        leg_stap(wereld, huishouden, soort, 5)
                    if gehuisvest:
                        wie = {"volwassenen": gehuisvest, "kinderen": 0, "afgemeld_op": dagen_terug(1)}
                        leg(wereld, kenmerk=kenmerk, **wie)
                    if einde:
                        leg_stap(wereld, huishouden, Soort.VERTROKKEN)
    alle = Huishouden.objects.met_stand(VANDAAG())
    volgens_regel = {s.huishouden.pk: s.fase for s in standen_van(alle, VANDAAG())}
    volgens_database = {pk: fase for fase in Fase for pk in alle.filter(in_fase(fase)).values_list("pk", flat=True)}
    assert volgens_database == volgens_regel
    assert set(volgens_regel.values()) == set(Fase)
    assert set(KAN_NU) == LOPEND


def test_te_laat_volgens_database_en_klok_zijn_hetzelfde(wereld: Any) -> None:
    for dagen in range(60, 100):
        huishouden = koppel(wereld, f"H-{dagen}", dagen)
        if dagen % 2:
            leg_stap(wereld, huishouden, Soort.AANGEBODEN, 1)
            leg_stap(wereld, huishouden, Soort.GEACCEPTEERD, 1)
    alle = Huishouden.objects.met_stand(VANDAAG())
    gemeente = wereld.gemeenten["GM1690"].pk
    laat = set(alle.filter(te_laat([gemeente], VANDAAG())).values_list("pk", flat=True))
    assert laat == {s.huishouden.pk for s in standen_van(alle, VANDAAG()) if s.te_laat}
    assert 0 < len(laat) < 40


def test_na_een_herindeling_sluit_de_plaatsing_bij_de_opvolger_de_koppeling(wereld: Any, tmp_path: Path) -> None:
    """Coupled to Marum in 2018, housed by Westerkwartier in 2019: it counts there, and Marum has nobody waiting."""
    regio, dagen = "regio@westerkwartier.example", (VANDAAG() - date(2018, 12, 3)).days
    for kenmerk in ("H-1", "H-2"):
        koppel(wereld, kenmerk, dagen, wie=regio, voor="GM0025")
    koppel(wereld, "H-dubbel", dagen, wie=regio, voor="GM0025")
    koppel(wereld, "H-dubbel", dagen, wie=regio, voor="GM0015")
    wie: dict[str, Any] = {"volwassenen": 2, "kinderen": 0, "afgemeld_op": date(2019, 2, 5)}
    plaatsing = leg(wereld, kenmerk="H-1", wie=regio, voor="GM1969", **wie)
    assert (plaatsing.koppelgemeente.code, plaatsing.huishouden.koppelgemeente.code) == ("GM1969", "GM0025")
    kop = (
        "kenmerk;koppelgemeente;huisvestingsgemeente;afgemeld_op;volwassenen;kinderen;amv;nareizigers;huisvestingsvorm"
    )
    rij = "H-2;Westerkwartier;Westerkwartier;2019-02-05;2;0;0;0;zelfstandig"
    for _ in range(2):
        assert importeer(tmp_path, "plaatsingen", f"{kop}\n{rij}\n").status == 0
    assert Plaatsing.objects.count() == 2
    assert nog_te_huisvesten(["GM0025", "GM0015"], VANDAAG()) == {"GM0025": 2, "GM0015": 2}
    leg(wereld, kenmerk="H-dubbel", wie=regio, voor="GM1969", **wie)
    assert nog_te_huisvesten(["GM0025", "GM0015"], VANDAAG()) == {"GM0025": 2, "GM0015": 2}


# Erasing


@pytest.fixture
def oud(wereld: Any) -> Huishouden:
    """Housed more than two years ago, with a refused home on the way."""
    huishouden = koppel(wereld, "H-oud", 1000, kinderen=1)
    leg_stap(wereld, huishouden, Soort.AANGEBODEN, 990)
    leg_stap(wereld, huishouden, Soort.GEWEIGERD, 985)
    leg(wereld, kenmerk="H-oud", afgemeld_op=dagen_terug(900))
    return huishouden


def test_wissen_laat_elk_aantal_staan_en_bereikt_wie_zich_aanmeldde(
    wereld: Any, oud: Huishouden, monkeypatch: pytest.MonkeyPatch
) -> None:
    bereikt: list[list[int]] = []

    def wisser(nummers: Any) -> int:
        bereikt.append(list(nummers))
        return 4

    monkeypatch.setattr(wissen, "_WISSERS", {})
    wissen.registreer("begeleidingen", wisser)
    koppel(wereld, "H-nieuw")
    voor = [nog_te_huisvesten(["GM1690"], dagen_terug(dagen)) for dagen in (1001, 950, 800, 0)]
    proef = draai("wis-huishoudens", "--proef")
    assert (proef.status, Huishouden.objects.count(), bereikt) == (0, 2, [])
    assert "De Wolden: 1 huishouden, nummer" in proef.uit and "Te wissen: 1 huishouden." in proef.uit
    assert "H-oud" not in proef.uit
    echt = draai("wis-huishoudens")
    assert echt.uit.strip() == "Gewist: 1 huishouden, 4 begeleidingen."
    assert bereikt == [[oud.pk]]
    assert list(Huishouden.objects.values_list("kenmerk", flat=True)) == ["H-nieuw"]
    assert voor == [nog_te_huisvesten(["GM1690"], dagen_terug(dagen)) for dagen in (1001, 950, 800, 0)]
    assert [p.meegeteld for p in Plaatsing.objects.all()] == [3]
    assert Koppelstap.objects.filter(huishouden=None, dossier=oud.pk).count() == 2
    regel = Logregel.objects.get(handeling="huishoudens gewist")
    assert regel.gegevens == {"huishoudens": [oud.pk], "anders": {"begeleidingen": 4}}
    assert draai("wis-huishoudens").uit.strip() == "Gewist: 0 huishoudens."


def test_wat_nog_loopt_of_verwacht_wordt_blijft(wereld: Any, oud: Huishouden) -> None:
    koppel(wereld, "H-zoekt", 2000)
    koppel(wereld, "H-wacht", 2000, verwachte_nareizigers=2, verwacht_op=dagen_terug(1500))
    leg(wereld, kenmerk="H-wacht", volwassenen=2, kinderen=0, afgemeld_op=dagen_terug(1900))
    leg_stap(wereld, koppel(wereld, "H-terug", 1000), Soort.TERUGGEGEVEN, 10)
    leg_stap(wereld, koppel(wereld, "H-weg", 1000), Soort.VERTROKKEN, 900)
    te_wissen = wissen.te_wissen(VANDAAG())
    assert sorted(h.kenmerk for h in te_wissen) == ["H-oud", "H-weg"]
    assert not wissen.te_wissen(VANDAAG(), [wereld.gemeenten["GM0119"]]).exists()


def test_elke_gemeente_heeft_haar_eigen_bewaartermijn(wereld: Any, oud: Huishouden) -> None:
    from taakstelling.acties.werkafspraken import stel_termijnen_in
    from taakstelling.regels.koppelklok import Termijnen

    stel_termijnen_in(
        door=wereld.lid(DE_WOLDEN), gemeente=wereld.gemeenten["GM1690"], termijnen=Termijnen(bewaarmaanden=60)
    )
    assert not wissen.te_wissen(VANDAAG()).exists()
    assert [h.pk for h in wissen.te_wissen(VANDAAG() + timedelta(days=1200))] == [oud.pk]


def test_een_plaatsing_verbeteren_van_een_gewist_huishouden_houdt_het_dossier(wereld: Any, oud: Huishouden) -> None:
    nummer = oud.pk
    wis_huishoudens(door=None, gemeente=wereld.gemeenten["GM1690"], nummers=[nummer])
    plaatsing = Plaatsing.objects.get()
    nieuw = leg(wereld, afgemeld_op=dagen_terug(899), vervangt=plaatsing, reden="Andere dag")
    assert (nieuw.dossier, nieuw.huishouden, Huishouden.objects.count()) == (nummer, None, 0)
    assert nog_te_huisvesten(["GM1690"], VANDAAG()) == {"GM1690": 0}


def test_onbekende_gemeente_bij_wissen_wordt_gezegd(wereld: Any) -> None:
    assert "niet bekend" in draai("wis-huishoudens", "--gemeente", "GM9999").fout


def test_een_collega_van_een_andere_gemeente_is_geen_behandelaar(wereld: Any) -> None:
    with pytest.raises(ValidationError, match="werkt bij De Wolden"):
        koppel(wereld, behandelaar=wereld.lid("huisvesting@meppel.example"))
    assert koppel(wereld, behandelaar=collega(wereld)).behandelaar is not None
