"""The verschoonbaarheidsdossier: frozen, two valid pages, sent to the own provincie and to nobody else."""

import hashlib
import json
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import page
import pikepdf
import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from organisaties.drukken.lezen import regels_van
from organisaties.models import Gemeente, Logregel
from organisaties.toegang import GeenToegang
from taakstelling.acties.dossiers import maak_dossier, verzend_dossier
from taakstelling.dossier.inhoud import stel_samen
from taakstelling.dossier.zetten import BIJLAGE, als_pdf
from taakstelling.models import Koppeling, Verschoonbaarheidsdossier
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.koppeling import REDENEN, Soort
from taakstelling.regels.verschoonbaarheid import GRONDEN, LANGSTE_TOELICHTING
from tests.taakstelling.cijferfeiten import DE_WOLDEN, beginstand, officieel, taakstelling
from tests.taakstelling.test_koppelingen import koppel
from tests.taakstelling.test_plaatsing_acties import leg
from tests.taakstelling.test_vooruitzicht import einde
from tests.toezicht.test_brief_pdf import VALS_ALARM

pytestmark = pytest.mark.django_db
Als = Callable[[str], Client]
NU = date(2024, 11, 22)
EEN, TWEE = Halfjaar(2024, 1), Halfjaar(2024, 2)
MEDEWERKER, TOEZICHT = "huisvesting@dewolden.example", "toezicht@drenthe.example"
MAKEN = f"/cijfers/{DE_WOLDEN}/2024-1/verschoonbaarheid/"
TOELICHTING = "In het voorjaar kwamen er weinig huurwoningen vrij.\n\nNu komen er zes woningen extra."


@pytest.fixture(autouse=True)
def in_november(wereld: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda: NU)


@pytest.fixture
def de_wolden(wereld: Any) -> Gemeente:
    """36 to house; 12 housed by 1 April whose koppelingen are known, 4 coupled and waiting then; 23 in the end."""
    beginstand(DE_WOLDEN, -10, EEN)
    taakstelling(DE_WOLDEN, 26, EEN)
    for i in range(6):
        koppel(wereld, f"H-{i}", date(2024, 1, 1) + timedelta(days=i))
        leg(wereld, kenmerk=f"H-{i}", afgemeld_op=date(2024, 3, 11) + timedelta(days=i), volwassenen=2, kinderen=0)
    koppel(wereld, "WACHT", date(2024, 3, 1), kinderen=2)
    terug = koppel(wereld, "TERUG", date(2024, 2, 1))
    einde(terug, "teruggegeven", date(2024, 3, 1), "gezin-elders")
    officieel(DE_WOLDEN, 23)
    gemeente: Gemeente = wereld.gemeenten[DE_WOLDEN]
    return gemeente


def maak(wereld: Any, wie: str = MEDEWERKER, **anders: Any) -> Verschoonbaarheidsdossier:
    gegevens = {"halfjaar": EEN, "gronden": ["te-weinig-gekoppeld", "plan"], "toelichting": TOELICHTING} | anders
    return maak_dossier(door=wereld.lid(wie), gemeente=wereld.gemeenten[DE_WOLDEN], **gegevens)


def test_dossier_element_voor_element(wereld: Any, de_wolden: Gemeente) -> None:
    regels = regels_van(maak(wereld).pdf)
    volgorde = [
        "Verschoonbaarheidsdossier 1e helft 2024",
        "Voor de provincie Drenthe, toezicht op de huisvesting van statushouders",
        "Stand op 1 januari 2024 −10",
        "Taakstelling 26",
        "Opgave 36",
        "Realisatie, cijfer van het COA per 1 juli 2024 23",
        "Stand op 1 juli 2024 −13",
        "Opgave 36",
        "Gehuisvest tot en met 1 april 2024 12",
        "Nog nodig 24",
        "Gekoppeld en nog niet gehuisvest 4",
        "Tekort aan koppelingen 20",
        "Te weinig gekoppeld. Van de achterstand op 1 juli 2024 waren hoogstens 13 personen nooit op tijd",
        "Waarom vragen wij om verschoning?",
        "Toelichting van de gemeente",
        "In het voorjaar kwamen er weinig huurwoningen vrij.",
        "Nu komen er zes woningen extra.",
        "Van koppeling tot verhuizing 6 10,0",
        "Geweigerde woningen: geen.",
        "Koppelingen teruggegeven aan het COA: minder dan 5.",
        "Op 22 november 2024 zijn 4 personen gekoppeld en nog niet gehuisvest.",
    ]
    assert [regel for regel in regels if regel in volgorde] == volgorde
    assert [regel for regel in regels if "Pagina" in regel] == [
        f"Gemeente De Wolden, cijfers zoals bekend op 22 november 2024 Pagina {n} van 2" for n in (1, 2)
    ]
    tekst = " ".join(regels)
    assert "H-0" not in tekst and "WACHT" not in tekst and "Gezin" not in tekst


@pytest.mark.parametrize("profiel", ["ua1", "3a"])
def test_dossier_is_toegankelijk_en_houdbaar(wereld: Any, de_wolden: Gemeente, profiel: str, tmp_path: Path) -> None:
    pad = tmp_path / "dossier.pdf"
    pad.write_bytes(maak(wereld).pdf)
    verslag = page.validate_pdf(str(pad), profile=profiel)
    assert [f for f in verslag.failures if f.rule_id not in VALS_ALARM] == []


def test_het_langste_dossier_past_op_twee_bladzijden(wereld: Any, de_wolden: Gemeente) -> None:
    inhoud = stel_samen(
        de_wolden, EEN, gronden=list(GRONDEN), toelichting="Woordenlang " * (LANGSTE_TOELICHTING // 12), op=NU
    )
    for naam, soort in (("geweigerd", Soort.GEWEIGERD), ("teruggegeven", Soort.TERUGGEGEVEN)):
        redenen = [[reden.naam, 112] for reden in REDENEN[soort].values()] + [["Geen reden vastgelegd", 112]]
        inhoud[naam] = {"totaal": 1000, "redenen": redenen}
    inhoud["cijfers"]["mutaties"] = 3
    with pikepdf.open(BytesIO(als_pdf(inhoud))) as pdf:
        assert len(pdf.pages) == 2


def test_berekening_en_rijen_zitten_in_het_dossier(wereld: Any, de_wolden: Gemeente) -> None:
    dossier = maak(wereld)
    with pikepdf.open(BytesIO(dossier.pdf)) as pdf:
        gelezen = json.loads(pdf.attachments[BIJLAGE].get_file().read_bytes())
        assert (pdf.Root.Lang, str(pdf.docinfo.Author)) == ("nl", "Gemeente De Wolden")
    assert gelezen == dossier.inhoud
    gerust = Koppeling.objects.exclude(huishouden__kenmerk="TERUG").values_list("pk", flat=True)
    assert gelezen["rijen"]["koppeling"] == sorted(gerust)
    assert len(gelezen["rijen"]["plaatsing"]) == 6


def test_dossier_ligt_vast_ook_als_de_cijfers_veranderen(wereld: Any, de_wolden: Gemeente, als: Als) -> None:
    dossier = maak(wereld)
    assert dossier.sha256 == hashlib.sha256(dossier.pdf).hexdigest()
    leg(wereld, kenmerk="LATER", afgemeld_op=date(2024, 3, 1))
    koppel(wereld, "LATER-2", date(2024, 3, 2))
    client = als(MEDEWERKER)
    assert client.get(f"/cijfers/verschoonbaarheid/{dossier.pk}/pdf/").content == dossier.pdf
    tekst = client.get(f"/cijfers/verschoonbaarheid/{dossier.pk}/").content.decode()
    assert dossier.sha256 in tekst and "De provincie" not in tekst
    assert als_pdf(dossier.inhoud) == dossier.pdf


@pytest.mark.parametrize("veld", ["inhoud", "sha256", "halfjaar"])
def test_database_weigert_een_wijziging(wereld: Any, de_wolden: Gemeente, veld: str) -> None:
    dossier = maak(wereld)
    waarden: dict[str, Any] = {"inhoud": {}, "sha256": "0", "halfjaar": TWEE}
    with pytest.raises(DatabaseError), transaction.atomic():
        Verschoonbaarheidsdossier.objects.filter(pk=dossier.pk).update(**{veld: waarden[veld]})
    with pytest.raises(DatabaseError), transaction.atomic():
        Verschoonbaarheidsdossier.objects.filter(pk=dossier.pk).delete()


def test_een_nieuw_dossier_vervangt_het_oude(wereld: Any, de_wolden: Gemeente, als: Als) -> None:
    oud = maak(wereld)
    nieuw = maak(wereld, gronden=["plan"])
    assert nieuw.vervangt == oud
    with pytest.raises(ValidationError, match="Er is een nieuwer dossier"):
        verzend_dossier(door=wereld.lid(MEDEWERKER), dossier=oud)
    assert "een nieuwer dossier van" in als(MEDEWERKER).get(f"/cijfers/verschoonbaarheid/{oud.pk}/").content.decode()
    rijen = als(MEDEWERKER).get("/cijfers/verschoonbaarheid/").context["table"].data
    assert [(rij.pk, rij.nieuwste) for rij in rijen] == [(nieuw.pk, True), (oud.pk, False)]


def test_provincie_ziet_het_pas_na_verzenden(
    wereld: Any, de_wolden: Gemeente, als: Als, django_capture_on_commit_callbacks: Any
) -> None:
    dossier = maak(wereld)
    adres = f"/cijfers/verschoonbaarheid/{dossier.pk}/"
    assert als(TOEZICHT).get(adres).status_code == 404
    with django_capture_on_commit_callbacks(execute=True):
        verzend_dossier(door=wereld.lid(MEDEWERKER), dossier=dossier)
    assert [bericht.to for bericht in mail.outbox] == [[TOEZICHT]]
    assert adres in mail.outbox[0].body
    antwoord = als(TOEZICHT).get(adres)
    assert antwoord.status_code == 200
    assert "maken" not in antwoord.content.decode().split("Waar staat de gemeente?")[0].split("<main")[-1]
    assert als(TOEZICHT).get(f"{adres}pdf/").content == dossier.pdf
    assert als(TOEZICHT).get(f"{adres}verzenden/").status_code == 403
    for ander in ("toezicht@overijssel.example", "huisvesting@steenwijkerland.example", "griffie@raad.example"):
        assert als(ander).get(adres).status_code == 404
    handelingen = Logregel.objects.filter(handeling__startswith="dossier").order_by("pk")
    assert [regel.handeling for regel in handelingen] == ["dossier gemaakt", "dossier verzonden"]
    with pytest.raises(ValidationError, match="al verzonden"):
        verzend_dossier(door=wereld.lid(MEDEWERKER), dossier=dossier)


def test_alleen_de_gemeente_zelf_maakt_een_dossier(wereld: Any, de_wolden: Gemeente) -> None:
    for wie in ("huisvesting@steenwijkerland.example", TOEZICHT, "beheer@thuisstand.example"):
        with pytest.raises(GeenToegang):
            maak(wereld, wie)
    assert Verschoonbaarheidsdossier.objects.count() == 0


@pytest.mark.parametrize(
    ("anders", "veld", "fout"),
    [
        ({"gronden": []}, "gronden", "Kies minstens één grond."),
        ({"gronden": ["verzonnen"]}, "gronden", "Kies minstens één grond."),
        ({"toelichting": " "}, "toelichting", "Schrijf in een paar zinnen"),
        ({"toelichting": "x" * 1501}, "toelichting", "1501 tekens lang; er is plaats voor 1500"),
        ({"toelichting": "x\n" * 300}, "toelichting", "Dit past niet op twee bladzijden."),
        ({"toelichting": "Bel 06-12345678"}, "toelichting", "Hier lijkt een telefoonnummer te staan"),
        ({"toelichting": "Mevrouw met 123456782"}, "toelichting", "Hier lijkt een BSN te staan"),
        ({"toelichting": "Goed gedaan \N{PARTY POPPER}"}, "toelichting", "kan niet worden afgedrukt"),
    ],
)
def test_wat_een_dossier_weigert(
    wereld: Any, de_wolden: Gemeente, anders: dict[str, Any], veld: str, fout: str
) -> None:
    with pytest.raises(ValidationError) as gevangen:
        maak(wereld, **anders)
    assert fout in gevangen.value.message_dict[veld][0]
    assert Verschoonbaarheidsdossier.objects.count() == 0


def test_te_weinig_gekoppeld_kan_niet_als_er_genoeg_waren(wereld: Any, de_wolden: Gemeente) -> None:
    koppel(wereld, "VEEL", date(2024, 2, 1), volwassenen=20)
    with pytest.raises(ValidationError, match="genoeg mensen gekoppeld"):
        maak(wereld)
    assert maak(wereld, gronden=["plan"]).inhoud["koppelstand"]["uitkomst"] == "genoeg gekoppeld"


def test_dossier_kan_pas_vanaf_de_koppelpeildatum(wereld: Any, de_wolden: Gemeente, als: Als) -> None:
    with pytest.raises(ValidationError, match="Een dossier kan vanaf 1 april 2025, de koppelpeildatum"):
        maak(wereld, halfjaar=TWEE.volgende)
    tekst = als(MEDEWERKER).get(f"/cijfers/{DE_WOLDEN}/2025-1/verschoonbaarheid/").content.decode()
    assert "kan vanaf 1 april 2025" in tekst and "<textarea" not in tekst


def test_dossier_zonder_koppelingen_zegt_dat_die_er_niet_zijn(wereld: Any) -> None:
    beginstand(DE_WOLDEN, -10, EEN)
    taakstelling(DE_WOLDEN, 26, EEN)
    officieel(DE_WOLDEN, 23)
    tekst = " ".join(regels_van(maak(wereld).pdf))
    assert "De gemeente legde geen koppelingen vast." in tekst
    assert "Tekort aan koppelingen onbekend" in tekst


def test_wat_nooit_is_vastgelegd_heet_niet_geen(wereld: Any, de_wolden: Gemeente) -> None:
    """Nil refusals of who records them, and of who records koppelingen but no steps."""
    vorig = EEN.vorige
    taakstelling(DE_WOLDEN, 20, vorig)
    eerder = koppel(wereld, "EERDER", date(2023, 8, 1))
    tekst = " ".join(regels_van(maak(wereld, halfjaar=vorig, gronden=["plan"]).pdf))
    assert "Geweigerde woningen: niet vastgelegd." in tekst
    assert "Koppelingen teruggegeven aan het COA: niet vastgelegd." in tekst
    assert stel_samen(de_wolden, vorig.vorige, gronden=[], toelichting="", op=NU)["koppelingen_bekend"] is False
    einde(eerder, "teruggegeven", date(2023, 9, 1), "gezin-elders")
    tekst = " ".join(regels_van(maak(wereld, halfjaar=vorig, gronden=["plan"]).pdf))
    assert "Geweigerde woningen: geen." in tekst


def test_wie_een_oud_dossier_verzendt_ziet_wat_er_veranderde(wereld: Any, de_wolden: Gemeente, als: Als) -> None:
    dossier = maak(wereld)
    adressen = [f"/cijfers/verschoonbaarheid/{dossier.pk}/{eind}" for eind in ("", "verzenden/")]
    client = als(MEDEWERKER)

    def waarschuwt() -> list[bool]:
        return ["Maak een nieuw dossier als" in client.get(adres).content.decode() for adres in adressen]

    assert waarschuwt() == [False, False]
    officieel(DE_WOLDEN, 25, per=date(2024, 7, 9))
    koppel(wereld, "LATER", date(2024, 3, 2))
    assert waarschuwt() == [True, True]
    tekst = client.get(adressen[1]).content.decode()
    for zin in ("Realisatie: 23, nu 25.", "Stand aan het einde: −13, nu −11.", "Tekort aan koppelingen: 20, nu 18."):
        assert zin in tekst
    assert "Opgave:" not in tekst
    verzend_dossier(door=wereld.lid(MEDEWERKER), dossier=dossier)
    assert "Maak een nieuw dossier als" not in client.get(adressen[0]).content.decode()
    assert "Maak een nieuw dossier als" not in als(TOEZICHT).get(adressen[0]).content.decode()


def test_formulier_maakt_er_een_en_houdt_wat_getypt_is(wereld: Any, de_wolden: Gemeente, als: Als) -> None:
    client = als(MEDEWERKER)
    antwoord = client.get(MAKEN)
    form = antwoord.context["form"]
    assert form.initial["gronden"] == ["te-weinig-gekoppeld"]
    sleutel = str(form["inzending"].value())
    fout = client.post(MAKEN, {"inzending": sleutel, "gronden": ["plan"], "toelichting": "Bel 06-12345678"})
    assert fout.status_code == 200
    tekst = fout.content.decode()
    assert "Hier lijkt een telefoonnummer te staan" in tekst and ">\nBel 06-12345678</textarea>" in tekst
    goed = {"inzending": sleutel, "gronden": ["plan"], "toelichting": TOELICHTING}
    naar = client.post(MAKEN, goed)
    dossier = Verschoonbaarheidsdossier.objects.get()
    assert naar["Location"] == f"/cijfers/verschoonbaarheid/{dossier.pk}/"
    assert client.post(MAKEN, goed)["Location"] == "/cijfers/verschoonbaarheid/"
    assert Verschoonbaarheidsdossier.objects.count() == 1
    verzenden = f"/cijfers/verschoonbaarheid/{dossier.pk}/verzenden/"
    sleutel = str(client.get(verzenden).context["form"]["inzending"].value())
    client.post(verzenden, {"inzending": sleutel})
    dossier.refresh_from_db()
    assert dossier.status == "verzonden"


def test_lijst_vraagt_bij_veel_dossiers_niet_meer_dan_bij_een(wereld: Any, de_wolden: Gemeente, als: Als) -> None:
    een = maak(wereld)
    client = als(MEDEWERKER)

    def vragen() -> int:
        with CaptureQueriesContext(connection) as gesteld:
            assert client.get("/cijfers/verschoonbaarheid/").status_code == 200
        return len(gesteld)

    vragen()
    weinig = vragen()
    for jaar in range(2000, 2020):
        gegevens = {"gemeente": de_wolden, "provincie": een.provincie, "gemaakt_op": een.gemaakt_op, "inhoud": {}}
        Verschoonbaarheidsdossier.objects.create(halfjaar=Halfjaar(jaar, 1), pdf=b"x", sha256="x", **gegevens)
    assert vragen() == weinig
