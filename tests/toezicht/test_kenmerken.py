"""The kenmerken: recorded, imported or pasted, and taken from a series without gaps or doubles."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from organisaties.models import Invoerbestand
from organisaties.toegang import GeenToegang
from organisaties.vastleggen import AlGewijzigd
from taakstelling.regels.halfjaar import Halfjaar
from tests.toezicht.test_paginas import verstuur
from toezicht import acties
from toezicht.acties.kenmerken import NieuwKenmerk
from toezicht.invoer import als_bestand
from toezicht.models import Brief, Kenmerk, Kenmerkreeks
from toezicht.pdf import zetten
from toezicht.regels.kenmerken import fout_in_patroon, maak_kenmerk

TOEZICHT = "toezicht@drenthe.example"
H = Halfjaar(2024, 1)
PATROON = "47/4.1/{jaar}{nummer:06}"


def leg(dossier, code, kenmerk):
    nieuw = NieuwKenmerk(dossier.gemeente(code), H, kenmerk)
    return acties.leg_kenmerken_vast(door=dossier.toezichthouder, kenmerken=[nieuw])


def reeks(dossier, volgende=1652, patroon=PATROON):
    lid = dossier.toezichthouder
    return acties.wijzig_reeks(door=lid, provincie=lid.provincie, patroon=patroon, volgende=volgende)


@given(st.integers(2015, 2100), st.integers(1, 10**9), st.integers(1, 9))
def test_een_nummer_staat_voluit_in_het_kenmerk(jaar, nummer, breedte):
    kenmerk = maak_kenmerk(f"a/{{jaar}}-{{nummer:0{breedte}}}", jaar, nummer)
    links, rechts = kenmerk.split("-")
    assert (links, int(rechts)) == (f"a/{jaar}", nummer)
    assert len(rechts) >= breedte


@pytest.mark.parametrize(
    "patroon",
    [
        "",
        "vast",
        "{nummer}{nummer}",
        "{nummer",
        "{nummer}}",
        "{getal}{nummer}",
        "{jaar:04}{nummer}",
        "x" * 59 + "{nummer}",
    ],
)
def test_een_fout_patroon_wordt_geweigerd(patroon):
    assert fout_in_patroon(patroon)


def test_een_goed_patroon():
    assert fout_in_patroon(PATROON) is None
    assert maak_kenmerk(PATROON, 2024, 1652) == "47/4.1/2024001652"


def test_vastgelegd_kenmerk_komt_in_de_nieuwe_brief_en_een_getypt_blijft(dossier):
    leg(dossier, "GM1690", "Z-1")
    leg(dossier, "GM0119", "Z-2")
    assert dossier.concept("GM1690", kenmerk="").kenmerk == "Z-1"
    assert dossier.concept("GM0119", kenmerk="eigen").kenmerk == "eigen"


def test_later_vastgelegd_kenmerk_komt_in_het_lege_concept(dossier):
    leeg, getypt = dossier.concept("GM1690", kenmerk=""), dossier.concept("GM0119", kenmerk="eigen")
    assert leg(dossier, "GM1690", "Z-1").nieuw == 1
    leg(dossier, "GM0119", "Z-2")
    assert [Brief.objects.get(pk=b.pk).kenmerk for b in (leeg, getypt)] == ["Z-1", "eigen"]
    assert leg(dossier, "GM1690", "Z-3").vervangen == 1
    assert leg(dossier, "GM1690", "Z-3").overgeslagen == 1
    assert Brief.objects.get(pk=leeg.pk).kenmerk == "Z-3"


def test_een_ander_legt_geen_kenmerk_vast(dossier):
    ander = dossier.wereld.lid("toezicht@overijssel.example")
    with pytest.raises(GeenToegang):
        acties.leg_kenmerken_vast(door=ander, kenmerken=[NieuwKenmerk(dossier.gemeente(), H, "Z-1")])
    with pytest.raises(GeenToegang):
        acties.wijzig_reeks(door=ander, provincie=dossier.toezichthouder.provincie, patroon=PATROON, volgende=1)


def test_hetzelfde_kenmerk_op_twee_brieven_wordt_geweigerd(dossier):
    een, twee = dossier.concept("GM1690", kenmerk="Z-1"), dossier.concept("GM0119", kenmerk="Z-1")
    acties.stel_brief_vast(door=dossier.toezichthouder, brief=een)
    with pytest.raises(ValidationError, match="Z-1 staat al op de brief aan De Wolden"):
        acties.stel_brief_vast(door=dossier.toezichthouder, brief=twee)


def test_reeks_geeft_nummers_zonder_gat_ook_als_er_een_mislukt(dossier, monkeypatch):
    reeks(dossier)
    een, twee = dossier.concept("GM1690", kenmerk=""), dossier.concept("GM0119", kenmerk="")
    assert "volgt bij het vaststellen" in str(zetten.als_fragment(acties.brieven.stel_samen(een), concept=True))
    monkeypatch.setattr("toezicht.acties.brieven.als_pdf", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        acties.stel_brief_vast(door=dossier.toezichthouder, brief=een)
    monkeypatch.undo()
    vast = [acties.stel_brief_vast(door=dossier.toezichthouder, brief=b) for b in (twee, een)]
    assert [b.kenmerk for b in vast] == ["47/4.1/2024001652", "47/4.1/2024001653"]
    assert [b.inhoud["kenmerk"] for b in vast] == [b.kenmerk for b in vast]
    assert Kenmerkreeks.objects.get().volgende == 1654


def test_reeks_slaat_een_nummer_over_dat_al_op_een_brief_staat(dossier):
    dossier.vastgesteld("GM1690")  # 47/4.1/2024001652, typed
    reeks(dossier)
    tweede = dossier.concept("GM0119", kenmerk="")
    assert acties.stel_brief_vast(door=dossier.toezichthouder, brief=tweede).kenmerk == "47/4.1/2024001653"


def test_zonder_reeks_en_zonder_kenmerk_blijft_het_een_concept(dossier):
    with pytest.raises(ValidationError, match="Het kenmerk ontbreekt"):
        acties.stel_brief_vast(door=dossier.toezichthouder, brief=dossier.concept(kenmerk=""))


def test_reeks_wijzigen_en_stoppen(dossier):
    lid = dossier.toezichthouder
    reeks(dossier)
    with pytest.raises(AlGewijzigd):
        acties.wijzig_reeks(door=lid, provincie=lid.provincie, patroon="{nummer}", volgende=1, versie="oud")
    with pytest.raises(ValidationError, match="één keer in het patroon"):
        reeks(dossier, patroon="vast")
    assert reeks(dossier, patroon="") is None
    assert not Kenmerkreeks.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("met_reeks", [True, False])
def test_twee_mensen_tegelijk_krijgen_nooit_hetzelfde_kenmerk(dossier, met_reeks):
    """On two connections at the same moment: both a number of the series, or one of them is told."""
    if met_reeks:
        reeks(dossier)
    kenmerk = "" if met_reeks else "Z-1"
    brieven = [dossier.concept(code, kenmerk=kenmerk) for code in ("GM1690", "GM0119")]
    start = Barrier(2)

    def stel_vast(brief):
        try:
            start.wait(timeout=10)
            return acties.stel_brief_vast(door=dossier.toezichthouder, brief=brief).kenmerk
        except ValidationError as fout:
            return fout
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as draden:
        uit = list(draden.map(stel_vast, brieven))
    if met_reeks:
        assert sorted(uit) == ["47/4.1/2024001652", "47/4.1/2024001653"]
    else:
        assert sorted(type(een).__name__ for een in uit) == ["ValidationError", "str"]


def test_importeren_van_kenmerken(dossier, tmp_path):
    pad = tmp_path / "kenmerken.csv"
    pad.write_text("gemeente;halfjaar;kenmerk\nGM1690;2024-1;Z-1\nMeppel;2024-1;Z-2\n")
    call_command("importeer", "kenmerken", str(pad))
    assert set(Kenmerk.objects.values_list("gemeente__naam", "kenmerk")) == {("De Wolden", "Z-1"), ("Meppel", "Z-2")}


def test_dubbele_kenmerken_in_een_bestand_worden_geweigerd(dossier, tmp_path, capsys):
    dossier.vastgesteld("GM1690")
    pad = tmp_path / "kenmerken.csv"
    pad.write_text("gemeente;halfjaar;kenmerk\nGM1690;2024-2;47/4.1/2024001652\nMeppel;2024-1;Z-2\nGM1690;2024-1;Z-2\n")
    with pytest.raises((CommandError, SystemExit)):
        call_command("importeer", "kenmerken", str(pad))
    assert not Kenmerk.objects.exists()


@pytest.mark.parametrize("status", ["concept", "vastgesteld"])
def test_een_kenmerk_dat_op_een_andere_brief_blijft_staan_is_een_fout(
    dossier, als, django_capture_on_commit_callbacks, status
):
    """Also when that gemeente gets another kenmerk here: what was typed in its letter, or is final, stays on it."""
    bezet = getattr(dossier, status)("GM1690").kenmerk
    client = als(TOEZICHT)
    with django_capture_on_commit_callbacks(execute=True):
        antwoord = verstuur(
            client, reverse("ronde-kenmerken", args=[dossier.ronde.pk]), tekst=f"De Wolden\tZ-9\nMeppel\t{bezet}"
        )
    assert Invoerbestand.objects.get().foute_rijen == 1
    pagina = client.get(antwoord.url).content.decode()
    assert "Dit kenmerk is al van een andere brief: De Wolden," in pagina


def test_vastgelegde_kenmerken_mogen_van_plaats_wisselen(dossier, tmp_path):
    leg(dossier, "GM1690", "Z-1")
    leg(dossier, "GM0119", "Z-2")
    brieven = [dossier.concept(code, kenmerk="") for code in ("GM1690", "GM0119")]
    pad = tmp_path / "kenmerken.csv"
    pad.write_text("gemeente;halfjaar;kenmerk\nGM1690;2024-1;Z-2\nMeppel;2024-1;Z-1\n")
    call_command("importeer", "kenmerken", str(pad))
    assert [Brief.objects.get(pk=brief.pk).kenmerk for brief in brieven] == ["Z-2", "Z-1"]


def test_geplakte_kenmerken_zijn_een_bestand():
    tekst = "Gemeente\tKenmerk\r\nDe Wolden\tZ-1\r\n\r\nMeppel\t=Z;2\r\nAlleen\r\n"
    regels = als_bestand(tekst, H).decode().splitlines()
    assert regels == ["gemeente;halfjaar;kenmerk", "De Wolden;2024-1;Z-1", 'Meppel;2024-1;"=Z;2"', "Alleen;2024-1;"]


def test_plakken_laat_eerst_zien_wat_er_gebeurt(dossier, als, django_capture_on_commit_callbacks):
    client = als(TOEZICHT)
    adres = reverse("ronde-kenmerken", args=[dossier.ronde.pk])
    with django_capture_on_commit_callbacks(execute=True):
        antwoord = verstuur(client, adres, tekst="De Wolden\tZ-1\nNergens\tZ-2\nMeppel\t")
    bestand = Invoerbestand.objects.get()
    assert antwoord.url == reverse("invoerbestand", args=[bestand.pk])
    assert (bestand.rijen, bestand.foute_rijen, Kenmerk.objects.count()) == (3, 2, 0)
    pagina = client.get(antwoord.url).content.decode()
    assert "Deze gemeente is niet bekend" in pagina and "Vul deze kolom in." in pagina
    with django_capture_on_commit_callbacks(execute=True):
        assert verstuur(client, antwoord.url).status_code == 302
    assert Kenmerk.objects.get().kenmerk == "Z-1"


def test_reeks_op_de_pagina(dossier, als):
    client = als(TOEZICHT)
    antwoord = verstuur(client, reverse("kenmerkreeks"), patroon="geen nummer", volgende="1")
    assert "Zet {nummer} één keer in het patroon" in antwoord.content.decode()
    assert verstuur(client, reverse("kenmerkreeks"), patroon=PATROON, volgende="12").status_code == 302
    assert Kenmerkreeks.objects.get().volgende == 12
    assert als("toezicht@overijssel.example").get(reverse("kenmerkreeks")).context["form"]["patroon"].value() == ""


def test_reeks_slaat_over_wat_voor_een_ander_is_vastgelegd_of_op_diens_concept_staat(dossier):
    dossier.concept("GM1690")  # 47/4.1/2024001652, typed
    leg(dossier, "GM1690", "47/4.1/2024001653")
    reeks(dossier)
    vast = acties.stel_brief_vast(door=dossier.toezichthouder, brief=dossier.concept("GM0119", kenmerk=""))
    assert vast.kenmerk == "47/4.1/2024001654"
    assert Kenmerkreeks.objects.get().volgende == 1655


def test_reeks_geeft_het_nummer_dat_voor_deze_brief_zelf_is_vastgelegd(dossier):
    leg(dossier, "GM0119", "47/4.1/2024001652")
    brief = dossier.concept("GM0119", kenmerk="")
    Brief.objects.filter(pk=brief.pk).update(kenmerk="")
    reeks(dossier)
    assert acties.stel_brief_vast(door=dossier.toezichthouder, brief=brief).kenmerk == "47/4.1/2024001652"
