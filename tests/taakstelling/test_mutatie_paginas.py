"""The pages of mutaties: fill in, see what it does, record, correct, withdraw; and who may not."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from organisaties.models import Gemeente, Logregel, Provincie
from taakstelling.acties.afsluitingen import sluit_af
from taakstelling.cijfers import stand_van
from taakstelling.models import Mutatie
from tests.taakstelling.cijferfeiten import (
    DE_WOLDEN,
    EEN,
    MEPPEL,
    beginstand,
    gemeente,
    mutatie,
    officieel,
    plaatsing,
    taakstelling,
)

pytestmark = pytest.mark.django_db
DRENTHE, OVERIJSSEL, BEHEER = "toezicht@drenthe.example", "toezicht@overijssel.example", "beheer@thuisstand.example"
Als = Callable[[str], Client]
STEENWIJKERLAND = "GM1708"


@pytest.fixture(autouse=True)
def _standen(wereld: Any) -> None:
    for code, begin, taak, gehuisvest in ((DE_WOLDEN, -10, 26, 23), (MEPPEL, 4, 30, 31), (STEENWIJKERLAND, 0, 40, 40)):
        beginstand(code, begin)
        taakstelling(code, taak)
        officieel(code, gehuisvest)


def adres(soort: str) -> str:
    return reverse("mutatie-vastleggen", args=[soort])


def formulier(client: Client, pad: str, *regels: tuple[str, str], **velden: str) -> dict[str, str]:
    """What a browser sends: the page as it came, with these fields and rows filled in."""
    inhoud = client.get(pad).context
    form = inhoud["form"]
    waarden = {naam: form[naam].value() for naam in form.fields}
    waarden = {naam: str(waarde) for naam, waarde in waarden.items() if waarde not in (None, "")}
    aantal = max(len(regels), 1)
    waarden |= {"regel-TOTAL_FORMS": str(aantal), "regel-INITIAL_FORMS": "0", "stap": "bekijken"}
    for i, (naam, getal) in enumerate(regels):
        waarden |= {f"regel-{i}-gemeente": naam, f"regel-{i}-aantal": getal}
    return waarden | velden


HERVERDELING = {"datum": "2024-03-15", "grondslag": "Besluit van beide colleges", "reden": "Nieuwbouw in Meppel"}
PAREN = (("De Wolden", "+5"), ("Meppel", "−5"))


def test_herverdeling_eerst_bekijken_dan_vastleggen(als: Als) -> None:
    client = als(DRENTHE)
    gegevens = formulier(client, adres("herverdeling"), *PAREN, **HERVERDELING)
    voorbeeld = client.post(adres("herverdeling"), gegevens)
    assert Mutatie.objects.filter(soort="herverdeling").count() == 0
    gevolgen = {
        g.gemeente.code: (g.was.opgave, g.wordt.opgave, g.was.stand_eind, g.wordt.stand_eind)
        for g in voorbeeld.context["gevolgen"]
        if g.halfjaar == EEN
    }
    assert gevolgen == {DE_WOLDEN: (36, 31, -13, -8), MEPPEL: (26, 31, 5, 0)}
    tekst = voorbeeld.content.decode()
    assert "5 personen minder te huisvesten" in tekst
    assert "5 personen meer te huisvesten" in tekst
    assert "is voorbij" in tekst
    antwoord = client.post(adres("herverdeling"), gegevens | {"stap": "vastleggen"}, follow=True)
    assert [(rij.gemeente.code, rij.aantal) for rij, _, _ in antwoord.context["rijen"]] == [
        (DE_WOLDEN, 5),
        (MEPPEL, -5),
    ]
    assert (stand_van(DE_WOLDEN, EEN).taakstelling, stand_van(MEPPEL, EEN).taakstelling) == (21, 35)
    assert set(Logregel.objects.filter(handeling="mutatie vastgelegd").values_list("gemeente__code", flat=True)) == {
        DE_WOLDEN,
        MEPPEL,
    }
    client.post(adres("herverdeling"), gegevens | {"stap": "vastleggen"})
    assert Mutatie.objects.filter(soort="herverdeling").count() == 2


def test_nog_iets_veranderen_houdt_wat_is_ingevuld(als: Als) -> None:
    client = als(DRENTHE)
    gegevens = formulier(client, adres("herverdeling"), *PAREN, **HERVERDELING)
    antwoord = client.post(adres("herverdeling"), gegevens | {"stap": "terug"})
    assert antwoord.context["regels"][1]["aantal"].value() == "−5"
    assert antwoord.context["form"]["reden"].value() == "Nieuwbouw in Meppel"


@pytest.mark.parametrize(
    ("soort", "regels", "velden", "fout"),
    [
        ("herverdeling", (("De Wolden", "+5"), ("Meppel", "−4")), {}, "samen +1"),
        ("herverdeling", (("De Wolden", "+5"),), {}, "minstens twee gemeenten"),
        ("herverdeling", (("De Wolden", "+5"), ("GM1690", "−5")), {}, "staat er al"),
        ("herverdeling", (("De Wolden", "vijf"), ("Meppel", "−5")), {}, "heel getal"),
        ("herverdeling", (("De Woude", "+5"), ("Meppel", "−5")), {}, "niet bekend"),
        ("herverdeling", (("De Wolden", "+5"), ("Steenwijkerland", "−5")), {}, "legt functioneel beheer vast"),
        ("herverdeling", (("De Wolden", "0"), ("Meppel", "0")), {}, "niet nul"),
        ("correctie", (("De Wolden", "+2"),), {"reden": ""}, "Vul in waarom"),
        ("correctie", (("De Wolden", "+2"),), {"grondslag": ""}, "welk besluit"),
        ("correctie", (("De Wolden", "+2"),), {"reden": "Persoon 123456782"}, "BSN"),
        ("correctie", (("", ""),), {}, "Vul een gemeente en een aantal in"),
        ("vrijstelling", (("De Wolden", "−2"),), {}, "zonder min"),
        ("beginstand", (("De Wolden", "−2"),), {}, "eerste dag van een halfjaar"),
        ("correctie", (("De Wolden", "+2"),), {"datum": "1900-01-01"}, "tussen 1995 en 2100"),
    ],
)
def test_foute_invoer_zegt_wat_er_mis_is_en_legt_niets_vast(
    als: Als, soort: str, regels: tuple[tuple[str, str], ...], velden: dict[str, str], fout: str
) -> None:
    client = als(DRENTHE)
    voor = Mutatie.objects.count()
    for stap in ("bekijken", "vastleggen"):
        gegevens = formulier(client, adres(soort), *regels, **{**HERVERDELING, **velden, "stap": stap})
        antwoord = client.post(adres(soort), gegevens)
        assert antwoord.status_code == 200
        assert fout in antwoord.content.decode()
    assert Mutatie.objects.count() == voor


@pytest.mark.parametrize(
    ("soort", "getal", "dag", "verwacht"),
    [
        ("correctie", "+2", "2024-02-01", (-10, 26, 34, -11)),
        ("vrijstelling", "+6", "2024-02-01", (-10, 20, 30, -7)),
    ],
)
def test_correctie_en_vrijstelling_werken_zoals_het_grootboek_zegt(
    als: Als, soort: str, getal: str, dag: str, verwacht: tuple[int, ...]
) -> None:
    client = als(DRENTHE)
    velden = {**HERVERDELING, "datum": dag, "stap": "vastleggen"}
    client.post(adres(soort), formulier(client, adres(soort), ("De Wolden", getal), **velden))
    stand = stand_van(DE_WOLDEN, EEN)
    assert (stand.stand_begin, stand.taakstelling, stand.opgave, stand.stand_eind) == verwacht


def test_beginstand_die_er_al_is_wordt_niet_stil_vervangen(als: Als) -> None:
    client = als(DRENTHE)
    velden = {**HERVERDELING, "datum": "2024-01-01", "stap": "vastleggen"}
    antwoord = client.post(adres("beginstand"), formulier(client, adres("beginstand"), ("De Wolden", "-3"), **velden))
    assert "al vastgelegd" in antwoord.content.decode()
    assert stand_van(DE_WOLDEN, EEN).stand_begin == -10


def test_grenscorrectie_gaat_samen_nul_van_stand_naar_stand(als: Als) -> None:
    client = als(DRENTHE)
    velden = {**HERVERDELING, "grondslag": "Grenscorrectie", "stap": "vastleggen"}
    client.post(
        adres("herindeling"), formulier(client, adres("herindeling"), ("De Wolden", "2"), ("Meppel", "-2"), **velden)
    )
    assert (stand_van(DE_WOLDEN, EEN).stand_eind, stand_van(MEPPEL, EEN).stand_eind) == (-11, 3)


def test_twee_besluiten_met_een_grondslag_worden_niet_een(als: Als) -> None:
    leg_herverdeling(als)
    client = als(BEHEER)
    velden = {**HERVERDELING, "stap": "vastleggen"}
    paren = (("Steenwijkerland", "+1"), ("Westerkwartier", "-1"))
    antwoord = client.post(adres("herverdeling"), formulier(client, adres("herverdeling"), *paren, **velden))
    assert "al vastgelegd" in antwoord.content.decode()
    assert Mutatie.objects.filter(soort="herverdeling").count() == 2


def leg_herverdeling(als: Als) -> Mutatie:
    client = als(DRENTHE)
    velden = {**HERVERDELING, "stap": "vastleggen"}
    client.post(adres("herverdeling"), formulier(client, adres("herverdeling"), *PAREN, **velden))
    return Mutatie.objects.bekend().get(soort="herverdeling", gemeente__code=DE_WOLDEN)


def test_verbeteren_trekt_in_en_vervangt_het_hele_besluit(als: Als) -> None:
    oud = leg_herverdeling(als)
    client = als(BEHEER)
    pad = reverse("besluit-verbeteren", args=[oud.pk])
    regels = [(r["gemeente"].value(), r["aantal"].value()) for r in client.get(pad).context["regels"]]
    assert regels[:2] == [("GM1690", "+5"), ("GM0119", "−5")]
    gegevens = formulier(
        client,
        pad,
        ("De Wolden", "+7"),
        ("Steenwijkerland", "-7"),
        verbetering="Niet Meppel maar Steenwijkerland",
    )
    voorbeeld = client.post(pad, gegevens)
    assert {g.gemeente.code for g in voorbeeld.context["gevolgen"]} == {DE_WOLDEN, MEPPEL, STEENWIJKERLAND}
    antwoord = client.post(pad, gegevens | {"stap": "vastleggen"}, follow=True)
    assert [stand_van(c, EEN).taakstelling for c in (DE_WOLDEN, MEPPEL, STEENWIJKERLAND)] == [19, 30, 47]
    assert len(antwoord.context["geldig"]) == 2
    assert len(antwoord.context["rijen"]) == 4
    oud.refresh_from_db()
    assert oud.reden_intrekking == "Niet Meppel maar Steenwijkerland"
    assert oud.vervangen_door.aantal == 7
    te_laat = client.post(pad, gegevens | {"inzending": "5b1b2a2e-0000-4000-8000-000000000000", "stap": "vastleggen"})
    assert "Iemand anders heeft deze regel intussen gewijzigd" in te_laat.content.decode()
    assert Mutatie.objects.bekend().filter(soort="herverdeling").count() == 2


def test_intrekken_toont_eerst_wat_het_doet(als: Als) -> None:
    oud = leg_herverdeling(als)
    client = als(DRENTHE)
    pad = reverse("besluit-intrekken", args=[oud.pk])
    vooraf = client.get(pad)
    assert {
        (g.gemeente.code, g.was.stand_eind, g.wordt.stand_eind) for g in vooraf.context["gevolgen"] if g.anders
    } == {
        (DE_WOLDEN, -8, -13),
        (MEPPEL, 0, 5),
    }
    assert Mutatie.objects.bekend().filter(soort="herverdeling").count() == 2
    client.post(pad, {"inzending": vooraf.context["form"]["inzending"].value(), "reden": "Besluit vernietigd"})
    assert Mutatie.objects.bekend().filter(soort="herverdeling").count() == 0
    assert stand_van(DE_WOLDEN, EEN).stand_eind == -13
    assert "Besluit vernietigd" in client.get(reverse("besluit", args=[oud.pk])).content.decode()


def test_wie_een_besluit_mag_vastleggen(als: Als) -> None:
    """The provincie for its own gemeenten; over two provincies only functioneel beheer; nobody else."""
    besluit = mutatie(DE_WOLDEN, date(2024, 3, 1), "correctie", 2)
    over_grens = mutatie(DE_WOLDEN, date(2024, 3, 2), "herverdeling", 3)
    mutatie(STEENWIJKERLAND, date(2024, 3, 2), "herverdeling", -3)
    paden = [
        reverse("mutatie-kiezen"),
        adres("correctie"),
        reverse("besluit-verbeteren", args=[besluit.pk]),
        reverse("besluit-intrekken", args=[besluit.pk]),
        reverse("besluit-verbeteren", args=[over_grens.pk]),
        reverse("besluit-intrekken", args=[over_grens.pk]),
    ]

    def statussen(email: str) -> list[int]:
        client = als(email)
        return [client.get(pad).status_code for pad in paden]

    assert statussen(BEHEER) == [200] * 6
    assert statussen(DRENTHE) == [200, 200, 200, 200, 403, 403]
    assert statussen(OVERIJSSEL) == [200, 200, 403, 403, 403, 403]
    for email in ("huisvesting@dewolden.example", "regio@westerkwartier.example", "griffie@raad.example"):
        assert statussen(email) == [403] * 6
    assert statussen("verhuur@leystromen.example") == [403, 403, 404, 404, 404, 404]
    assert als(BEHEER).get(adres("gunst")).status_code == 404


def test_lijst_filtert_op_gemeente_halfjaar_en_soort(als: Als) -> None:
    leg_herverdeling(als)
    mutatie(MEPPEL, date(2023, 3, 1), "correctie", 2)
    client = als("griffie@raad.example")

    def rijen(vraag: str) -> list[tuple[str, str]]:
        tabel = client.get(reverse("mutaties") + vraag).context["table"]
        return [(rij.record.gemeente.code, rij.record.soort) for rij in tabel.rows]

    assert len(rijen("")) == 6
    assert rijen("?soort=herverdeling&sort=gemeente") == [(DE_WOLDEN, "herverdeling"), (MEPPEL, "herverdeling")]
    assert rijen("?halfjaar=2023-1") == [(MEPPEL, "correctie")]
    assert set(rijen("?gemeente=GM1690")) == {(DE_WOLDEN, "beginstand"), (DE_WOLDEN, "herverdeling")}
    csv = client.get(reverse("mutaties") + "?soort=correctie&uitvoer=csv").content.decode("utf-8-sig")
    assert "2023-03-01;2023-1;GM0119;Meppel;correctie;2;" in csv.replace('"', "")


def test_corporatie_ziet_van_een_besluit_alleen_haar_gemeenten(als: Als) -> None:
    besluit = leg_herverdeling(als)
    andere = Gemeente.objects.create(code="GM9999", naam="Elders", provincie=gemeente(DE_WOLDEN).provincie)
    mutatie("GM9999", besluit.datum, "correctie", 3)
    pagina = als("bestuur@deveste.example").get(reverse("besluit", args=[besluit.pk]))
    assert pagina.status_code == 404
    tekst = als("verhuur@woonconcept.example").get(reverse("mutaties")).content.decode()
    assert andere.naam not in tekst
    assert "De Wolden" in tekst


def test_beheer_leest_dat_de_eigen_telling_ontbreekt(als: Als) -> None:
    """Of Meppel only its own count is there for the half-year before: its own page shows another stand."""
    plaatsing(MEPPEL, EEN.volgende, volwassenen=3)
    taakstelling(MEPPEL, 30, EEN.volgende)
    taakstelling(DE_WOLDEN, 30, EEN.volgende)
    rij = mutatie(MEPPEL, EEN.volgende.begin, "correctie", 1)
    for email, leest in ((BEHEER, True), (DRENTHE, False)):
        client = als(email)
        gegevens = formulier(client, adres("herverdeling"), *PAREN, **HERVERDELING | {"datum": "2024-09-15"})
        assert (
            "U ziet alleen officiële cijfers" in client.post(adres("herverdeling"), gegevens).content.decode()
        ) is leest
        pagina = client.get(reverse("besluit", args=[rij.pk])).content.decode()
        assert ("U ziet alleen officiële cijfers" in pagina) is leest


def test_besluit_in_een_gesloten_halfjaar_is_nagekomen(als: Als) -> None:
    sluit_af(door=None, provincie=Provincie.objects.get(code="PV22"), halfjaar=EEN)
    client = als(DRENTHE)
    tekst = client.post(adres("herverdeling"), formulier(client, adres("herverdeling"), *PAREN, **HERVERDELING))
    assert "is nagekomen in de 2e helft van 2024" in tekst.content.decode()
    assert "Dit verandert de stand van" not in tekst.content.decode()
