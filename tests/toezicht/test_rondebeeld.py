"""The rooms of a round about all its gemeenten: the picture with its trend, the besluit of GS, the summary."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any

import page
import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from organisaties.acties import versie_van
from organisaties.bewaking import zonder_bewaking
from organisaties.drukken.lezen import regels_van
from organisaties.models import Gemeente
from organisaties.templatetags.weergave import datum
from organisaties.toegang import GeenToegang
from organisaties.vastleggen import AlGewijzigd, leg_vast
from taakstelling.models import Realisatie
from taakstelling.regels.grootboek import Bron
from tests.toezicht.conftest import HALFJAAR
from toezicht import acties
from toezicht.models import Toezichtronde
from toezicht.rondestukken.rijen import rondebeeld
from toezicht.rondestukken.samenvatting import als_pdf, saldi, stel_samen
from toezicht.rondestukken.tegelbeeld import KLEUREN, tegelbeeld

pytestmark = pytest.mark.django_db
DRENTHE, OVERIJSSEL = "toezicht@drenthe.example", "toezicht@overijssel.example"
OP = date(2025, 3, 3)
# The validator takes a compressed stream that happens to end in the byte 0x0D for one that is too short.
VALS_ALARM = {"PDFA3A-STREAM-LENGTH-001"}
Als = Callable[[str], Client]


def volgende_ronde(dossier: Any) -> Toezichtronde:
    """The second half of 2024: De Wolden housed 29 of 37, so its stand goes from −13 to −8."""
    for code, realisatie in (("GM1690", 29), ("GM0119", 20)):
        gemeente = dossier.gemeente(code)
        leg_vast(
            Realisatie(
                gemeente=gemeente,
                halfjaar=HALFJAAR.volgende,
                cijfers_per=date(2025, 1, 3),
                aantal=realisatie,
                bron="COA",
            ),
            door=None,
        )
    return acties.open_ronde(door=dossier.toezichthouder, provincie=dossier.ronde.provincie, halfjaar=HALFJAAR.volgende)


def rijen(dossier: Any, ronde: Toezichtronde | None = None) -> dict[str, Any]:
    return {rij.code: rij for rij in rondebeeld(ronde or dossier.ronde, dossier.toezichthouder).rijen}


def test_trend_is_het_verschil_met_de_vorige_ronde(dossier: Any) -> None:
    volgende = volgende_ronde(dossier)
    eerste = rijen(dossier)["GM1690"]
    assert (eerste.stand_eind, eerste.vorige, eerste.trend) == (-13, None, None)
    dewolden, meppel = rijen(dossier, volgende)["GM1690"], rijen(dossier, volgende)["GM0119"]
    assert (dewolden.vorige_stand, dewolden.stand_eind, dewolden.trend) == (-13, -8, 5)
    assert (meppel.vorige_stand, meppel.stand_eind, meppel.trend) == (5, -3, -8)
    beeld = rondebeeld(dossier.ronde, dossier.toezichthouder)
    assert (beeld.vorige, beeld.volgende) == (None, volgende)


def test_tegels_zeggen_stand_oordeel_trede_en_trend(dossier: Any) -> None:
    volgende = volgende_ronde(dossier)
    dossier.beoordeel()
    open_, vast = (
        {v.namen[0][1]: v for v in beeld.vlakken}
        for beeld in (
            tegelbeeld(rondebeeld(volgende, dossier.toezichthouder)),
            tegelbeeld(rondebeeld(dossier.ronde, dossier.toezichthouder)),
        )
    )
    assert (open_["De Wolden"].stand, open_["De Wolden"].voet, open_["De Wolden"].open) == ("−8", "↑5", True)
    assert (open_["Meppel"].stand, open_["Meppel"].voet) == ("−3", "↓8")
    assert (vast["De Wolden"].stand, vast["De Wolden"].voet, vast["De Wolden"].open) == ("−13", "D", False)
    assert (vast["De Wolden"].grond, vast["De Wolden"].rand) == KLEUREN["geel"]
    assert (vast["Meppel"].grond, vast["Meppel"].voet, vast["Meppel"].open) == (KLEUREN["groen"][0], "", True)


def test_woord_en_kleur_van_het_kader(dossier: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from types import SimpleNamespace

    from tests.toezicht.kaders import kader
    from toezicht.regels.kader import Oordeelwoord
    from toezicht.rondestukken import rijen as module

    eigen = kader(oordelen={"voldoet niet": Oordeelwoord("gemiddeld of hoog", "oranje of rood")})
    monkeypatch.setattr(module, "geldend_kader", lambda *_: SimpleNamespace(kader=eigen))
    dossier.beoordeel(oordeel="voldoet niet", verschoond_tot=None)
    beeld = rondebeeld(dossier.ronde, dossier.toezichthouder)
    assert {rij.code: rij.woord for rij in beeld.rijen}["GM1690"] == "gemiddeld of hoog"
    legenda = tegelbeeld(beeld).legenda
    assert (legenda[0].letter, legenda[0].woord, legenda[0].grond) == (
        "N",
        "gemiddeld of hoog",
        KLEUREN["oranje"][0],
    )


def helderheid(kleur: str) -> float:
    delen = [int(kleur[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (d / 12.92 if d <= 0.04045 else ((d + 0.055) / 1.055) ** 2.4 for d in delen)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


@pytest.mark.parametrize("naam", KLEUREN)
def test_inkt_op_elke_tegel_is_leesbaar(naam: str) -> None:
    grond, rand = (helderheid(kleur) for kleur in KLEUREN[naam])
    assert (grond + 0.05) / (helderheid("#14232b") + 0.05) >= 7
    assert (grond + 0.05) / (rand + 0.05) >= 3


class Beeld(HTMLParser):
    """What is inside the picture of a page."""

    def __init__(self, tekst: str) -> None:
        super().__init__()
        self.diep, self.namen, self.rol = 0, set[str](), ""
        self.feed(tekst)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag == "svg" and "tegelkaart__beeld" in (dict(attrs).get("class") or ""):
            self.diep, self.rol = 1, dict(attrs)["role"] or ""
        elif self.diep:
            self.namen.add(tag)
            assert "style" not in dict(attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag == "svg":
            self.diep = 0


def test_kaart_heeft_een_beeld_zonder_links_en_een_tabel_met(dossier: Any, als: Als) -> None:
    volgende = volgende_ronde(dossier)
    tekst = als(DRENTHE).get(reverse("ronde-kaart", args=[volgende.pk])).content.decode()
    beeld = Beeld(tekst)
    assert beeld.rol == "img"
    assert beeld.namen == {"title", "desc", "polygon", "text"}
    assert reverse("beoordeling-maken", args=[volgende.pk, "GM1690"]) in tekst
    assert f'href="{reverse("ronde-kaart", args=[dossier.ronde.pk])}"' in tekst
    assert "verschil met 1e helft 2024" in tekst
    eerste = als(DRENTHE).get(reverse("ronde-kaart", args=[dossier.ronde.pk])).content.decode()
    assert "er is geen vorige ronde" in eerste


def test_kaart_als_bestand(dossier: Any, als: Als) -> None:
    antwoord = als(DRENTHE).get(reverse("ronde-kaart", args=[dossier.ronde.pk]), {"uitvoer": "csv"})
    regels = antwoord.content.decode("utf-8-sig").splitlines()
    assert regels[0] == "Gemeente;Stand eind;Oordeel;Trede;Stand vorige ronde;Verschil"
    assert "De Wolden;-13;nog niet;;;" in regels


@pytest.mark.parametrize("naam", ["ronde-kaart", "ronde-samenvatting", "ronde-openbaar", "ronde-archief"])
def test_een_andere_provincie_vindt_niets(dossier: Any, als: Als, naam: str) -> None:
    assert als(OVERIJSSEL).get(reverse(naam, args=[dossier.ronde.pk])).status_code == 404


@pytest.mark.parametrize(
    "naam", ["ronde-kaart", "ronde-samenvatting", "ronde-samenvatting-pdf", "ronde-openbaar", "ronde-archief"]
)
def test_ronde_zonder_gemeenten(dossier: Any, als: Als, naam: str) -> None:
    Gemeente.objects.filter(provincie=dossier.ronde.provincie).update(geldig_tot=date(2020, 1, 1))
    assert als(DRENTHE).get(reverse(naam, args=[dossier.ronde.pk])).status_code == 200


def test_ronde_met_een_gemeente(dossier: Any, als: Als) -> None:
    Gemeente.objects.filter(provincie=dossier.ronde.provincie).exclude(code="GM1690").update(
        geldig_tot=date(2020, 1, 1)
    )
    tekst = als(DRENTHE).get(reverse("ronde-kaart", args=[dossier.ronde.pk])).content.decode()
    assert tekst.count("<polygon") == 1


def test_wie_geen_plek_heeft_staat_onder_het_beeld(dossier: Any, als: Als) -> None:
    Gemeente.objects.create(code="GM9999", naam="Nergenshuizen", provincie=dossier.ronde.provincie)
    tekst = als(DRENTHE).get(reverse("ronde-kaart", args=[dossier.ronde.pk])).content.decode()
    assert "omdat de plek onbekend is: Nergenshuizen." in tekst
    assert reverse("beoordeling-maken", args=[dossier.ronde.pk, "GM9999"]) in tekst


def test_zoveel_vragen_als_anders_met_vijftig_gemeenten(dossier: Any, als: Als) -> None:
    """Zuid-Holland has fifty; here Drenthe gets as many."""
    client, adres = als(DRENTHE), reverse("ronde-samenvatting", args=[dossier.ronde.pk])
    client.get(adres)

    def aantal() -> int:
        with CaptureQueriesContext(
            connection,
        ) as vragen:
            assert client.get(adres).status_code == 200
        return len(vragen)

    weinig = aantal()
    Gemeente.objects.bulk_create(
        Gemeente(code=f"GM8{n:03}", naam=f"Dorp {n}", provincie=dossier.ronde.provincie) for n in range(48)
    )
    assert aantal() == weinig


# The besluit of GS


def test_gs_besluit_vastleggen_en_wijzigen(dossier: Any, nieuwe_regels: Any) -> None:
    opties = {"door": dossier.toezichthouder, "ronde": dossier.ronde}
    acties.leg_gs_besluit_vast(nummer=" 2024-51 ", datum=date(2024, 11, 12), **opties)
    acties.leg_gs_besluit_vast(nummer="2024-51", datum=date(2024, 11, 12), **opties)
    acties.leg_gs_besluit_vast(nummer="2024-52", datum=date(2024, 11, 13), **opties)
    dossier.ronde.refresh_from_db()
    assert (dossier.ronde.gs_besluit_nummer, dossier.ronde.gs_besluit_op) == ("2024-52", date(2024, 11, 13))
    handelingen = [regel.handeling for regel in nieuwe_regels().filter(handeling__startswith="GS").order_by("pk")]
    assert handelingen == ["GS-besluit vastgelegd", "GS-besluit gewijzigd"]


@pytest.mark.parametrize(
    ("nummer", "datum", "zin"),
    [
        ("1", date(2024, 6, 30), "op of na de peildatum 1 juli 2024"),
        ("1", timezone.localdate() + timedelta(days=31), "hoogstens 30 dagen vooruit"),
        ("  ", date(2024, 11, 12), "nummer van het besluit"),
    ],
)
def test_gs_besluit_dat_niet_kan(dossier: Any, nummer: str, datum: date, zin: str) -> None:
    with pytest.raises(ValidationError, match=zin):
        acties.leg_gs_besluit_vast(door=dossier.toezichthouder, ronde=dossier.ronde, nummer=nummer, datum=datum)


def test_gs_besluit_is_van_de_eigen_provincie_en_van_nu(dossier: Any) -> None:
    opties = {"ronde": dossier.ronde, "nummer": "1", "datum": date(2024, 11, 12)}
    with pytest.raises(GeenToegang):
        acties.leg_gs_besluit_vast(door=dossier.wereld.lid(OVERIJSSEL), **opties)
    oud = versie_van(dossier.ronde)
    acties.leg_gs_besluit_vast(door=dossier.toezichthouder, **opties)
    with pytest.raises(AlGewijzigd):
        acties.leg_gs_besluit_vast(door=dossier.toezichthouder, versie=oud, **opties)


def noem_besluit(brief: Any) -> None:
    """As if the text of the letter printed the besluit."""
    brief.inhoud["blokken"]["gevolg"][0]["tekst"] = "Zie het besluit {gs_besluit}."
    with zonder_bewaking(connection):
        type(brief).objects.filter(pk=brief.pk).update(inhoud=brief.inhoud)


def test_gs_besluit_blijft_als_een_brief_het_noemt(dossier: Any, als: Als) -> None:
    opties = {"door": dossier.toezichthouder, "ronde": dossier.ronde, "datum": date(2024, 11, 12)}
    acties.leg_gs_besluit_vast(nummer="1", **opties)
    brief = dossier.vastgesteld()
    acties.leg_gs_besluit_vast(nummer="2", **opties)
    noem_besluit(brief)
    with pytest.raises(ValidationError, match=r"47/4\.1/2024001652 ligt vast"):
        acties.leg_gs_besluit_vast(nummer="3", **opties)
    tekst = als(DRENTHE).get(reverse("ronde-gs-besluit", args=[dossier.ronde.pk])).content.decode()
    assert "noemt het besluit 2 van 12 november 2024" in tekst
    assert "<form" not in tekst.split("<main", 1)[1]


def test_gs_besluit_op_de_pagina(dossier: Any, als: Als) -> None:
    client, adres = als(DRENTHE), reverse("ronde-gs-besluit", args=[dossier.ronde.pk])
    form = client.get(adres).context["form"]
    velden = {"inzending": form["inzending"].value(), "versie": form["versie"].value()}
    fout = client.post(adres, velden | {"nummer": "1", "datum": "2024-01-01"})
    assert "op of na de peildatum" in fout.content.decode()
    antwoord = client.post(adres, velden | {"nummer": "GS-7", "datum": "2024-11-12"}, follow=True)
    assert "Besluit van Gedeputeerde Staten: GS-7, 12 november 2024." in antwoord.content.decode()


# The summary


def test_achterstand_en_voorsprong_apart() -> None:
    assert saldi([-10, 4, 0, None, -3]) == {
        "achterstand": 13,
        "met_achterstand": 2,
        "voorsprong": 4,
        "met_voorsprong": 1,
        "nul": 1,
        "onbekend": 1,
        "netto": -9,
    }
    assert saldi([])["netto"] == 0


def met_trede(ronde: Toezichtronde, treden: dict[str, int]) -> None:
    with zonder_bewaking(connection):
        for code, trede in treden.items():
            ronde.beoordelingen.filter(gemeente__code=code).update(trede=trede)


def test_samenvatting_telt_en_vergelijkt(dossier: Any) -> None:
    dossier.verzonden()
    dossier.beoordeel("GM0119", oordeel="voldoet", verschoond_tot=None)
    met_trede(dossier.ronde, {"GM1690": 2, "GM0119": 0})
    volgende = volgende_ronde(dossier)
    opties = {"door": dossier.toezichthouder, "ronde": volgende, "oordeel": "voldoet niet"}
    for code in ("GM1690", "GM0119"):
        acties.beoordeel(gemeente=dossier.gemeente(code), **opties)
    met_trede(volgende, {"GM1690": 1, "GM0119": 1})

    eerste = stel_samen(rondebeeld(dossier.ronde, dossier.toezichthouder), OP)
    assert eerste["gemeenten"] == len(eerste["rijen"]) == 2
    assert eerste["oordelen"] == [["voldoet", 1], ["voldoet niet", 0], ["voldoet niet, doch verschoonbaar", 1]]
    assert eerste["verschoond"] == [["De Wolden", "2025-01-01"]]
    assert eerste["brieven"] == [["concept", 0], ["vastgesteld", 0], ["verzonden", 1], ["nog geen brief", 1]]
    assert (eerste["vorige"], eerste["vorige_standen"], eerste["omhoog"]) == (None, None, [])

    tweede = stel_samen(rondebeeld(volgende, dossier.toezichthouder), OP)
    assert tweede["standen"] | {"met_achterstand": 2} == saldi([-8, -3])
    assert tweede["vorige_standen"] == saldi([-13, 5])
    assert (tweede["omhoog"], tweede["omlaag"]) == ([["Meppel", 0, 1]], [["De Wolden", 2, 1]])
    assert tweede["zonder_oordeel"] == []


def test_samenvatting_zegt_van_wie_elke_realisatie_is(dossier: Any, als: Als) -> None:
    """Of a gemeente that was judged the figure it was judged on; of a figure of another day, and of none, the names."""
    besluit = dossier.beoordeel()
    dag = date.fromisoformat(besluit.cijfers["cijfers_per"])
    meppel = dossier.gemeente("GM0119")
    later = Realisatie(gemeente=meppel, halfjaar=HALFJAAR, cijfers_per=date(2024, 9, 9), aantal=30, bron="COA")
    leg_vast(later, door=None)
    for code, naam in (("GM9998", "Dorp"), ("GM9999", "Gat")):
        Gemeente.objects.create(code=code, naam=naam, provincie=dossier.ronde.provincie)
    beeld = rondebeeld(dossier.ronde, dossier.toezichthouder)
    eigen = [replace(rij, rij=replace(rij.rij, bron=Bron.EIGEN)) if rij.naam == "Dorp" else rij for rij in beeld.rijen]
    assert stel_samen(replace(beeld, rijen=eigen), OP)["realisatie"] == {
        "coa": [[dag.isoformat(), ["De Wolden"]], ["2024-09-09", ["Meppel"]]],
        "eigen": ["Dorp"],
        "onbekend": ["Gat"],
    }
    zin = (
        f"De realisatie is van 1 gemeente het COA-cijfer per {datum(dag)}. COA-cijfer per 9 september 2024: Meppel. "
        "Onbekend bij 2 gemeenten: Dorp, Gat. De cijfers van een beoordeelde gemeente liggen vast."
    )
    assert zin in als(DRENTHE).get(reverse("ronde-samenvatting", args=[dossier.ronde.pk])).content.decode()
    assert zin in " ".join(regels_van(als_pdf(beeld, OP)))


def test_samenvatting_op_de_pagina_en_als_bestand(dossier: Any, als: Als) -> None:
    dossier.beoordeel()
    client, adres = als(DRENTHE), reverse("ronde-samenvatting", args=[dossier.ronde.pk])
    tekst = client.get(adres).content.decode()
    assert "Nog geen oordeel: Meppel." in tekst
    assert "Verschoond: De Wolden (tot 1 januari 2025)." in tekst
    boek = load_workbook(BytesIO(client.get(adres, {"uitvoer": "xlsx"}).content))
    assert [cel.value for cel in boek["Cijfers"][2]][:7] == ["De Wolden", -10, 26, 36, 23, -13, None]
    uitleg = {rij[0].value: rij[1].value for rij in boek["Toelichting"].iter_rows()}
    assert uitleg["Achterstand"] == "13 personen, 1 gemeente"
    assert uitleg["Oordeel: voldoet niet"] == "0 gemeenten"
    assert uitleg["Na dit besluit: geen trede vastgelegd"] == "2 gemeenten"
    assert uitleg["Netto"] == "−8 personen"


@pytest.mark.parametrize("profiel", ["ua1", "3a"])
def test_pdf_is_toegankelijk_en_houdbaar(dossier: Any, als: Als, profiel: str, tmp_path: Path) -> None:
    dossier.beoordeel()
    volgende = volgende_ronde(dossier)
    antwoord = als(DRENTHE).get(reverse("ronde-samenvatting-pdf", args=[volgende.pk]))
    assert antwoord.headers["Content-Type"] == "application/pdf"
    pad = tmp_path / "samenvatting.pdf"
    pad.write_bytes(antwoord.content)
    assert [f for f in page.validate_pdf(str(pad), profile=profiel).failures if f.rule_id not in VALS_ALARM] == []
    tekst = " ".join(regels_van(antwoord.content))
    assert "Toezichtronde 2e helft 2024" in tekst
    assert "De Wolden" in tekst


def test_pdf_is_dezelfde_voor_dezelfde_inhoud(dossier: Any) -> None:
    beeld = rondebeeld(dossier.ronde, dossier.toezichthouder)
    eerste = als_pdf(beeld, OP)
    assert eerste == als_pdf(beeld, OP)
    with pikepdf.open(BytesIO(eerste)) as document:
        assert document.docinfo.Title == "Toezichtronde 1e helft 2024: Drenthe"
        assert list(document.attachments) == ["samenvatting.json"]
