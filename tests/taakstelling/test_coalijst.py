"""COA's list as it comes: the columns are asked once, and of a V-nummer nothing is left but its hash."""

import csv
import io
import logging
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook

from organisaties.invoer.bestand import Geweigerd
from organisaties.models import Invoerbestand, Logregel
from organisaties.toegang import GeenToegang
from taakstelling.acties.coalijsten import (
    koppel_v_nummers,
    leg_coalijst_vast,
    trek_coalijst_in,
    wis_coalijsten,
    wis_herkenningen,
)
from taakstelling.herkenning import kentekens
from taakstelling.invoer.coalijst import lees_coalijst, open_bestand, stel_voor
from taakstelling.models import Coalijst, Coalijstregel, Herkenning, Kolomindeling
from taakstelling.regels.halfjaar import Halfjaar
from tests.opdracht import draai
from tests.taakstelling.afstemmingsfeiten import KOPPEN, MEDEWERKER, V_NUMMER, coalijst, plaats, rij

pytestmark = pytest.mark.django_db
H = Halfjaar(2024, 1)
MEI = date(2024, 5, 10)
Als = Callable[[str], Client]
NAAM = "Zahra-van-de-lijst"
LIJST = f"{KOPPEN}\n{V_NUMMER};{NAAM};H-7;2024-05-10;3\n2812345679;{NAAM};;2024-05-11;2\n"


def alles_in_de_database() -> str:
    """Every cell of every table, as text."""
    with connection.cursor() as cursor:
        tabellen = connection.introspection.table_names(cursor)
        uit = []
        for tabel in tabellen:
            cursor.execute(f'SELECT * FROM "{tabel}"')
            uit += [str(cel) for regel in cursor.fetchall() for cel in regel]
    return "\n".join(uit)


def ingevuld(client: Client, inhoud: bytes | str, naam: str = "lijst.csv", **velden: Any) -> dict[str, Any]:
    form = client.get(reverse("coa-lijst-inlezen")).context["form"]
    waarden = {n: form[n].value() for n in form.fields if n != "bestand"}
    waarden |= {"halfjaar": "2024-1", "cijfers_per": "2024-07-03", "bron": "TVS"}
    bestand = SimpleUploadedFile(naam, inhoud.encode() if isinstance(inhoud, str) else inhoud)
    return {**waarden, "bestand": bestand, **velden}


KOLOMMEN = {
    "kolom_v_nummer": "V-nummer",
    "kolom_kenmerk": "Uw kenmerk",
    "kolom_datum": "Datum uitplaatsing",
    "kolom_personen": "Gezinsgrootte",
}


def test_eerste_keer_worden_de_kolommen_gevraagd_met_een_voorstel_en_niets_bewaard(als: Als) -> None:
    client = als(MEDEWERKER)
    antwoord = client.post(reverse("coa-lijst-inlezen"), ingevuld(client, LIJST))
    form = antwoord.context["form"]
    assert {naam: form[naam].value() for naam in KOLOMMEN} == KOLOMMEN
    assert Coalijst.objects.count() == 0
    assert V_NUMMER not in antwoord.content.decode()
    assert NAAM not in antwoord.content.decode()


def test_lijst_wordt_ingelezen_en_de_volgende_keer_zijn_de_kolommen_bekend(wereld: Any, als: Als) -> None:
    plaats(wereld, "H-7", volwassenen=3, afgemeld_op=MEI)
    client = als(MEDEWERKER)
    adres = reverse("coa-lijst-inlezen")
    antwoord = client.post(adres, ingevuld(client, LIJST, **KOLOMMEN), follow=True)
    lijst = Coalijst.objects.get()
    assert antwoord.redirect_chain == [(reverse("coa-lijst", args=[lijst.pk]), 302)]
    assert (lijst.personen, lijst.aantal_regels, lijst.halfjaar) == (5, 2, H)
    assert "Ingelezen: 2 regels, 5 personen. 1 andere kolom is niet bewaard." in antwoord.content.decode()
    assert [(r.nummer, r.kenmerk, r.datum, r.personen) for r in lijst.regels.all()] == [
        (2, "H-7", MEI, 3),
        (3, None, date(2024, 5, 11), 2),
    ]
    indeling = Kolomindeling.objects.get()
    assert (indeling.gemeente.code, indeling.bron) == ("GM1690", "TVS")
    assert "Naam" not in indeling.kolommen.values()
    client.post(adres, ingevuld(client, LIJST, cijfers_per="2024-08-01"))
    assert Coalijst.objects.count() == 2


def test_de_kolommen_zijn_per_organisatie_onthouden(wereld: Any, als: Als) -> None:
    coalijst(wereld, H)
    client = als("huisvesting@meppel.example")
    antwoord = client.post(reverse("coa-lijst-inlezen"), ingevuld(client, LIJST))
    assert antwoord.context["kiest"] is True


def test_v_nummer_en_andere_kolommen_staan_nergens(wereld: Any, als: Als, caplog: pytest.LogCaptureFixture) -> None:
    """In no table, log, message or page; neither in a good file nor in a bad one."""
    caplog.set_level(logging.DEBUG)
    plaats(wereld, "H-7", volwassenen=3, afgemeld_op=MEI)
    client = als(MEDEWERKER)
    adres = reverse("coa-lijst-inlezen")
    gelezen = []
    for inhoud, naam in (
        (LIJST, f"{V_NUMMER}.csv"),
        (LIJST.replace("2024-05-11", NAAM), "fout.csv"),
        (LIJST.replace("2812345679", V_NUMMER), "dubbel.csv"),
        (LIJST.replace("2812345679", f"{V_NUMMER}9"), "te-lang.csv"),
        (LIJST.split("\n", 1)[1], "zonder-kop.csv"),
        (f'{KOPPEN}\n"{V_NUMMER};{NAAM}', "aanhalingsteken.csv"),
        (f"V-nummer;{V_NUMMER}\n1;2", "nummer-in-kop.csv"),
    ):
        for kolommen in (
            {},
            KOLOMMEN,
            {**KOLOMMEN, "kolom_kenmerk": "V-nummer", "kolom_v_nummer": ""},
            {**KOLOMMEN, "kolom_kenmerk": "Naam"},
        ):
            antwoord = client.post(adres, ingevuld(client, inhoud, naam, **kolommen), follow=True)
            assert antwoord.status_code == 200
            gelezen.append(antwoord.content.decode())
    for lijst in Coalijst.objects.all():
        gelezen.append(client.get(reverse("coa-lijst", args=[lijst.pk])).content.decode())
    gelezen += [client.get(reverse(naam)).content.decode() for naam in ("coa-lijsten", "logboek", "afstemming")]
    gelezen += [client.get(reverse("afstemming-halfjaar", args=["GM1690", H])).content.decode()]
    gelezen += [client.get(reverse("afstemming-tekst", args=["GM1690", H])).content.decode()]
    assert Coalijst.objects.bekend().count() == 1  # the good one was read in, so there was something to leak
    overal = "\n".join([*gelezen, alles_in_de_database(), caplog.text, repr(dict(client.session))])
    for geheim in (V_NUMMER, V_NUMMER[1:], "2812345679", NAAM):
        assert geheim not in overal


def test_gekoppelde_v_nummers_staan_nergens(wereld: Any, als: Als, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    plaatsing = plaats(wereld, "H-7", volwassenen=2, afgemeld_op=MEI)
    client = als(MEDEWERKER)
    adres = reverse("plaatsing-v-nummers", args=[plaatsing.pk])
    gelezen = []
    for ingetypt in (f"{V_NUMMER}\n281.234.5679", f"{V_NUMMER} 28123456790", f"{V_NUMMER}\x07"):
        sleutel = client.get(adres).context["form"]["inzending"].value()
        antwoord = client.post(adres, {"inzending": sleutel, "v_nummers": ingetypt}, follow=True)
        gelezen.append(antwoord.content.decode())
    assert "2 personen te herkennen" in gelezen[0]
    assert "Dit is geen V-nummer" in gelezen[1]
    assert Herkenning.objects.filter(huishouden=plaatsing.huishouden).count() == 2
    overal = "\n".join([*gelezen, alles_in_de_database(), caplog.text])
    for geheim in (V_NUMMER, "281.234.5679", "2812345679", "28123456790"):
        assert geheim not in overal


def test_codes_wissen_en_huishouden_wissen_laten_niets_over(wereld: Any, als: Als) -> None:
    plaatsing = plaats(wereld, "H-7", volwassenen=2, afgemeld_op=MEI)
    lid = wereld.lid(MEDEWERKER)
    koppel_v_nummers(door=lid, huishouden=plaatsing.huishouden, kentekens=[kentekens(V_NUMMER)])
    client = als(MEDEWERKER)
    adres = reverse("plaatsing-v-nummers", args=[plaatsing.pk])
    sleutel = client.get(adres).context["wisform"]["inzending"].value()
    client.post(adres, {"inzending": sleutel, "wissen": "ja"})
    assert Herkenning.objects.count() == 0
    koppel_v_nummers(door=lid, huishouden=plaatsing.huishouden, kentekens=[kentekens(V_NUMMER)])
    plaatsing.huishouden.delete()
    assert Herkenning.objects.count() == 0


def test_regel_wordt_herkend_aan_v_nummer_of_eigen_kenmerk(wereld: Any, als: Als) -> None:
    een = plaats(wereld, "H-1", volwassenen=2, afgemeld_op=MEI)
    plaats(wereld, "H-2", volwassenen=1, afgemeld_op=MEI)
    koppel_v_nummers(door=wereld.lid(MEDEWERKER), huishouden=een.huishouden, kentekens=[kentekens(V_NUMMER)])
    lijst = coalijst(wereld, H, [rij(2, 2, v=V_NUMMER), rij(3, 1, kenmerk="H-2"), rij(4, 1, kenmerk="H-9")])
    antwoord = als(MEDEWERKER).get(reverse("coa-lijst", args=[lijst.pk]))
    gevonden = [huishouden and huishouden.kenmerk for _, huishouden, _ in antwoord.context["regels"]]
    assert gevonden == ["H-1", "H-2", None]
    # A kenmerk that the gemeente did not give itself may be a name: it is not kept.
    assert list(lijst.regels.values_list("kenmerk", flat=True)) == [None, "H-2", None]


def test_zelfde_bron_halfjaar_en_dag_vervangt_een_latere_dag_volgt_op(wereld: Any) -> None:
    eerst = coalijst(wereld, H, [rij(2, 2, v=V_NUMMER)])
    opnieuw = coalijst(wereld, H, [rij(2, 3, v=V_NUMMER)])
    later = coalijst(wereld, H, [rij(5, 4, v=V_NUMMER)], per=date(2024, 8, 1))
    eerst.refresh_from_db()
    assert (opnieuw.vervangt_id, eerst.ingetrokken_op) == (eerst.pk, opnieuw.vastgelegd_op)
    assert list(Coalijst.objects.bekend().order_by("pk")) == [opnieuw, later]
    assert Coalijstregel.objects.bekend().filter(lijst=eerst).count() == 0
    # The same person in a later list is followed back to the first row, so a status stays with the difference.
    assert {r.eerste_id for r in Coalijstregel.objects.exclude(lijst=eerst)} == {eerst.regels.get().pk}


def test_intrekken_wist_wat_herkenbaar_is_en_laat_de_aantallen_staan(wereld: Any, als: Als) -> None:
    lijst = coalijst(wereld, H)
    client = als(MEDEWERKER)
    adres = reverse("coa-lijst-intrekken", args=[lijst.pk])
    sleutel = client.get(adres).context["form"]["inzending"].value()
    client.post(adres, {"inzending": sleutel, "reden": "Verkeerd halfjaar"})
    lijst.refresh_from_db()
    assert lijst.reden_intrekking == "Verkeerd halfjaar"
    assert list(lijst.regels.values_list("herkenning", "kenmerk", "personen")) == [(None, None, 1)]
    assert client.get(reverse("coa-lijst", args=[lijst.pk])).status_code == 200


def test_wissen_na_de_termijn_raakt_alleen_oude_lijsten(wereld: Any) -> None:
    oud = coalijst(wereld, H, per=date(2024, 7, 1))
    nieuw = coalijst(wereld, H, per=date(2024, 9, 1))
    assert wis_coalijsten(door=None, voor=date(2024, 9, 1)) == 1
    assert oud.regels.get().herkenning is None
    assert nieuw.regels.get().herkenning is not None
    assert wis_coalijsten(door=None, voor=date(2024, 9, 1)) == 0
    with pytest.raises(GeenToegang):
        wis_coalijsten(door=wereld.lid(MEDEWERKER), voor=date(2024, 9, 1))


def test_opdracht_wist_lijsten_van_voor_een_datum(wereld: Any) -> None:
    coalijst(wereld, H, per=date(2024, 7, 1))
    uitslag = draai("wis-coa-lijsten", "--voor", "2024-07-02")
    assert (uitslag.status, uitslag.uit) == (0, "1 regel gewist.\n")
    assert Coalijstregel.objects.get().herkenning is None


def test_oudere_sleutel_blijft_herkennen_en_wordt_overgezet(wereld: Any, settings: Any) -> None:
    een = plaats(wereld, "H-1", volwassenen=1, afgemeld_op=MEI)
    lid = wereld.lid(MEDEWERKER)
    settings.HERKENNINGSSLEUTELS = ["oud"]
    koppel_v_nummers(door=lid, huishouden=een.huishouden, kentekens=[kentekens(V_NUMMER)])
    eerste = coalijst(wereld, H, per=date(2024, 7, 1))
    oud = Herkenning.objects.get().herkenning
    settings.HERKENNINGSSLEUTELS = ["nieuw", "oud"]
    tweede = coalijst(wereld, H, per=date(2024, 8, 1))
    assert Herkenning.objects.get().herkenning == kentekens(V_NUMMER)[0].herkenning != oud
    assert tweede.regels.get().herkenning == Herkenning.objects.get().herkenning
    assert tweede.regels.get().eerste_id == eerste.regels.get().pk


def test_een_v_nummer_hoort_bij_een_huishouden(wereld: Any) -> None:
    een, twee = (plaats(wereld, kenmerk, volwassenen=1, afgemeld_op=MEI) for kenmerk in ("H-1", "H-2"))
    lid = wereld.lid(MEDEWERKER)
    koppel_v_nummers(door=lid, huishouden=een.huishouden, kentekens=[kentekens(V_NUMMER)])
    with pytest.raises(ValidationError, match="ander huishouden"):
        koppel_v_nummers(door=lid, huishouden=twee.huishouden, kentekens=[kentekens(V_NUMMER)])
    with pytest.raises(GeenToegang):
        koppel_v_nummers(
            door=wereld.lid("huisvesting@meppel.example"), huishouden=een.huishouden, kentekens=[kentekens(V_NUMMER)]
        )
    with pytest.raises(GeenToegang):
        wis_herkenningen(door=wereld.lid("toezicht@drenthe.example"), huishouden=een.huishouden)


def test_v_nummer_wordt_gelezen_zoals_mensen_en_rekenbladen_het_schrijven() -> None:
    vormen = (V_NUMMER, int(V_NUMMER), float(V_NUMMER), "281 234 5678", "281.234.5678", f"V{V_NUMMER}", f" {V_NUMMER} ")
    assert len({kentekens(vorm) for vorm in vormen}) == 1
    assert kentekens(12345678) == kentekens("0012345678")
    for fout in ("", "281234567", "28123456789", "abcdefghij", "٢٨١٢٣٤٥٦٧٨"):
        with pytest.raises(ValueError, match="tien cijfers"):
            kentekens(fout)


def test_titel_boven_de_koprij_en_totaal_eronder_worden_overgeslagen() -> None:
    boek = Workbook()
    for regel in (
        ["Overzicht gemeente De Wolden", None, None],
        [],
        ["V-nummer", "Naam", "Datum afmelding"],
        [int(V_NUMMER), NAAM, date(2024, 5, 10)],
        [None, "Totaal 1", None],
    ):
        boek.active.append(regel)
    uit = io.BytesIO()
    boek.save(uit)
    bestand = open_bestand(uit.getvalue())
    kolommen = stel_voor(bestand.kop)
    assert kolommen == {"v_nummer": "V-nummer", "datum": "Datum afmelding"}
    lezing = lees_coalijst(bestand, kolommen)
    assert lezing.fouten == []
    assert [(r.nummer, r.datum, r.personen) for r in lezing.regels] == [(4, MEI, 1)]
    assert (lezing.kolommen_weg, lezing.regels_weg) == (1, 1)


@pytest.mark.parametrize(
    "inhoud",
    [
        b"",
        f"{V_NUMMER};{NAAM};2024-05-10\n".encode(),
        f"{NAAM};2\n{V_NUMMER};3\n".encode(),
        f"Lijst van {V_NUMMER};x\n1;2\n".encode(),
        b"PK\x03\x04 geen zip",
        b"\xd0\xcf\x11\xe0oud",
    ],
)
def test_bestand_zonder_kop_of_dat_niet_te_lezen_is_wordt_geweigerd_zonder_te_herhalen(inhoud: bytes) -> None:
    with pytest.raises(Geweigerd) as gevangen:
        open_bestand(inhoud)
    assert V_NUMMER not in str(gevangen.value)
    assert NAAM not in str(gevangen.value)


def test_alle_fouten_van_een_lijst_met_rij_en_reden() -> None:
    tekst = io.StringIO()
    csv.writer(tekst, delimiter=";").writerows(
        [
            ["V-nummer", "Datum uitplaatsing", "Gezinsgrootte", "Uw kenmerk"],
            ["123", "2024-13-01", "veel", "H-1"],
            [V_NUMMER, "2024-05-10", "3", "2812345670"],
            [V_NUMMER, "2024-05-10", "3", ""],
        ]
    )
    bestand = open_bestand(tekst.getvalue().encode())
    assert [str(fout) for fout in lees_coalijst(bestand, stel_voor(bestand.kop)).fouten] == [
        "rij 2, kolom V-nummer: Dit is geen V-nummer: dat heeft tien cijfers.",
        (
            "rij 2, kolom Datum uitplaatsing of afmelding:"
            " Deze datum bestaat niet. Controleer de dag, de maand en het jaar."
        ),
        "rij 2, kolom Aantal personen: Vul een heel getal in, bijvoorbeeld 12.",
        "rij 3, kolom Eigen kenmerk: Dit lijkt een V-nummer. Kies voor het kenmerk een andere kolom.",
        "rij 4, kolom V-nummer: Dit V-nummer staat ook in rij 3. Laat er één staan.",
    ]


@pytest.mark.parametrize(
    ("velden", "veld"),
    [
        ({"cijfers_per": "2999-01-01"}, "cijfers_per"),
        ({"cijfers_per": "2023-12-31"}, "cijfers_per"),
        ({"halfjaar": "2024-3"}, "halfjaar"),
        ({"bron": "lijst van 2812345678"}, "bron"),
        ({"kolom_datum": "V-nummer"}, "kolom_v_nummer"),
        ({"kolom_v_nummer": "", "kolom_kenmerk": "", "kolom_datum": ""}, "kolom_v_nummer"),
        ({"kolom_v_nummer": "Bestaat niet"}, "kolom_v_nummer"),
    ],
)
def test_foute_invoer_geeft_een_melding_bij_het_veld(als: Als, velden: dict[str, str], veld: str) -> None:
    client = als(MEDEWERKER)
    antwoord = client.post(reverse("coa-lijst-inlezen"), ingevuld(client, LIJST, **{**KOLOMMEN, **velden}))
    assert veld in antwoord.context["form"].errors
    assert Coalijst.objects.count() == 0


def test_te_groot_bestand_wordt_geweigerd_en_komt_niet_op_schijf(als: Als, settings: Any, tmp_path: Any) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 10
    client = als(MEDEWERKER)
    antwoord = client.post(reverse("coa-lijst-inlezen"), ingevuld(client, b"x" * 5_000_001, **KOLOMMEN))
    assert "groter dan 5 MB" in antwoord.content.decode()
    client.post(reverse("coa-lijst-inlezen"), ingevuld(client, LIJST, **KOLOMMEN))
    assert Coalijst.objects.count() == 1
    assert list(tmp_path.iterdir()) == []


def test_zonder_csrf_bewijs_wordt_niets_ingelezen(wereld: Any) -> None:
    streng = Client(enforce_csrf_checks=True)
    streng.force_login(wereld.gebruikers[MEDEWERKER])
    antwoord = streng.post(reverse("coa-lijst-inlezen"), ingevuld(streng, LIJST, **KOLOMMEN))
    assert antwoord.status_code == 403
    assert Coalijst.objects.count() == 0
    bewijs = {"csrfmiddlewaretoken": streng.cookies["csrftoken"].value}
    antwoord = streng.post(reverse("coa-lijst-inlezen"), ingevuld(streng, LIJST, **KOLOMMEN, **bewijs))
    assert antwoord.status_code == 302
    assert Coalijst.objects.count() == 1


def test_dubbel_verzenden_leest_een_keer_in(als: Als) -> None:
    client = als(MEDEWERKER)
    adres = reverse("coa-lijst-inlezen")
    gegevens = ingevuld(client, LIJST, **KOLOMMEN)
    client.post(adres, gegevens)
    client.post(adres, {**gegevens, "bestand": SimpleUploadedFile("lijst.csv", LIJST.encode())})
    assert Coalijst.objects.count() == 1
    assert Logregel.objects.filter(handeling="coa-lijst ingelezen").count() == 1
    assert Invoerbestand.objects.get(soort="coa-lijst").naam == "TVS per 03-07-2024"


def test_alleen_de_gemeente_zelf_leest_haar_lijst_in(wereld: Any) -> None:
    for email in ("huisvesting@meppel.example", "toezicht@drenthe.example", "beheer@thuisstand.example"):
        with pytest.raises(GeenToegang):
            leg_coalijst_vast(
                door=wereld.lid(email),
                gemeente=wereld.gemeenten["GM1690"],
                halfjaar=H,
                bron="TVS",
                cijfers_per=date(2024, 7, 3),
                regels=[rij(2, 1)],
                kolommen={},
                vingerafdruk="0" * 64,
            )
    lijst = coalijst(wereld, H)
    with pytest.raises(GeenToegang):
        trek_coalijst_in(door=wereld.lid("huisvesting@meppel.example"), lijst=lijst, reden="x")
