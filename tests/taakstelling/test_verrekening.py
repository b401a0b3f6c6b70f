"""Settling between the gemeenten of a regio: proposed by the system, adapted by the coordinator, one besluit."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organisaties.models import Logregel, Regio
from organisaties.toegang import GeenToegang
from taakstelling.acties.feiten import leg_feiten_vast, trek_feit_in
from taakstelling.acties.verrekening import CIJFERS_VERANDERD, leg_verrekening_vast
from taakstelling.cijfers import standen
from taakstelling.models import Mutatie
from taakstelling.regels.halfjaar import Halfjaar
from tests.opdracht import importeer
from tests.taakstelling.cijferfeiten import beginstand, officieel, taakstelling
from tests.taakstelling.regiofeiten import (
    CIJFERS,
    COORDINATOR,
    GROOTEGAST,
    LEEK,
    MARUM,
    ZUIDHORN,
    H,
    westerkwartier,
    woont,
)

pytestmark = pytest.mark.django_db
Als = Callable[[str], Client]
BEHEER = "beheer@thuisstand.example"
VOORSTEL = {GROOTEGAST: 2, LEEK: -5, MARUM: 2, ZUIDHORN: 1}


def leg(wereld: Any, regio: Regio, wie: str = COORDINATOR, **anders: Any) -> list[Mutatie]:
    velden: dict[str, Any] = {
        "halfjaar": H,
        "datum": date(2017, 12, 20),
        "grondslag": "Besluit 2017-118",
        "reden": "Gezamenlijke taakstelling",
        "wijzigingen": VOORSTEL,
    }
    return leg_verrekening_vast(door=wereld.lid(wie), regio=regio, **(velden | anders))


def stand(h: Halfjaar = H) -> dict[str, int | None]:
    gevonden = standen(CIJFERS, h, h)
    return {code: gevonden[code, h].stand_eind for code in CIJFERS}


def adres(regio: Regio, halfjaar: Halfjaar = H) -> str:
    return reverse("regio-verrekening", args=[regio.pk, halfjaar])


def invoer(form: Any, **anders: Any) -> dict[str, Any]:
    """What the page sends in when the coordinator fills in the besluit and leaves the rest."""
    gegevens = {naam: form[naam].value() for naam in form.fields if form[naam].value() is not None}
    besluit = {"datum": "20-12-2017", "grondslag": "Besluit 2017-118", "besloten": "on", "inzending": uuid4()}
    return gegevens | besluit | anders


def test_een_besluit_dat_samen_nul_is_en_de_standen_verschuift(wereld: Any) -> None:
    regio = westerkwartier()
    rijen = leg(wereld, regio)
    assert {(m.soort, m.datum, m.grondslag) for m in rijen} == {
        ("herverdeling", date(2017, 12, 20), "Besluit 2017-118")
    }
    assert {m.gemeente.code: m.aantal for m in rijen} == VOORSTEL
    assert stand() == {GROOTEGAST: 0, LEEK: 7, MARUM: 0, ZUIDHORN: 0}
    lijnen = standen(CIJFERS, H, H)
    assert [lijnen[code, H].taakstelling for code in CIJFERS] == [6, 17, 4, 10]
    regels = Logregel.objects.filter(handeling="herverdeling vastgelegd")
    assert {r.gemeente.code: r.gegevens["personen"] for r in regels if r.gemeente} == VOORSTEL
    (van_provincie,) = Logregel.objects.zichtbaar_voor(wereld.lid("toezicht@groningen.example"))
    assert van_provincie.gegevens["rijen"] == [rij.pk for rij in rijen]


@pytest.mark.parametrize(
    ("anders", "veld"),
    [
        ({"wijzigingen": {LEEK: -5, MARUM: 4}}, None),
        ({"wijzigingen": {LEEK: -5}}, None),
        ({"wijzigingen": {}}, None),
        ({"wijzigingen": {LEEK: -2, "GM1690": 2}}, None),
        ({"wijzigingen": {LEEK: -7, MARUM: 7}}, None),  # its taakstelling is 6
        ({"datum": date(2018, 1, 1)}, "datum"),
        ({"datum": date(2017, 6, 30)}, "datum"),
    ],
    ids=["niet nul", "een gemeente", "niets", "geen lid", "meer dan de taakstelling", "te laat", "te vroeg"],
)
def test_wat_geen_besluit_kan_zijn_wordt_geweigerd(wereld: Any, anders: dict[str, Any], veld: str | None) -> None:
    """Recorded for one gemeente only, not nil, or with a day after the half-year had ended."""
    regio = westerkwartier()
    with pytest.raises(ValidationError) as fout:
        leg(wereld, regio, **anders)
    assert hasattr(fout.value, "error_dict") == (veld is not None)
    assert not Mutatie.objects.filter(soort="herverdeling").exists()


def test_lopend_halfjaar_neemt_geen_dag_die_nog_komt(wereld: Any) -> None:
    nu = Halfjaar.van_datum(timezone.localdate())
    with pytest.raises(ValidationError, match="tot en met vandaag"):
        leg(wereld, Regio.objects.get(), halfjaar=nu, datum=timezone.localdate() + timedelta(days=1))


def test_hetzelfde_besluit_kan_niet_twee_keer(wereld: Any) -> None:
    regio = westerkwartier()
    leg(wereld, regio)
    with pytest.raises(ValidationError) as fout:
        leg(wereld, regio, wijzigingen={LEEK: -1, MARUM: 1})
    assert set(fout.value.message_dict) == {"grondslag"}
    assert stand()[LEEK] == 7


@pytest.mark.parametrize(
    "email", ["huisvesting@westerkwartier.example", "toezicht@groningen.example", "regio@westerkwartier.example"]
)
def test_alleen_de_coordinator_van_deze_regio_legt_vast(wereld: Any, email: str) -> None:
    regio = westerkwartier()
    if email == COORDINATOR:
        regio = Regio.objects.create(naam="Anders")
        regio.gemeenten.set([wereld.gemeenten[code] for code in CIJFERS])
    with pytest.raises(GeenToegang):
        leg(wereld, regio, wie=email)


def test_coordinator_mag_niets_anders_aan_de_cijfers(wereld: Any) -> None:
    """The right is for a herverdeling between the own members, not for any other mutatie or gemeente."""
    lid = wereld.lid(COORDINATOR)

    def rij(code: str, soort: str, aantal: int) -> Mutatie:
        return Mutatie(
            gemeente=wereld.gemeenten[code], datum=H.begin, soort=soort, aantal=aantal, grondslag="X", reden="x"
        )

    for rijen in ([rij(LEEK, "correctie", 5)], [rij(LEEK, "herverdeling", 1), rij("GM1690", "herverdeling", -1)]):
        with pytest.raises(GeenToegang):
            leg_feiten_vast(door=lid, rijen=rijen)
    assert not Mutatie.objects.exists()


def test_coordinator_trekt_het_besluit_als_geheel_in(wereld: Any) -> None:
    regio = westerkwartier()
    rijen = leg(wereld, regio)
    trek_feit_in(door=wereld.lid(COORDINATOR), rij=rijen[0], reden="Colleges kwamen erop terug")
    assert stand() == {GROOTEGAST: -2, LEEK: 12, MARUM: -2, ZUIDHORN: -1}


def test_pagina_stelt_de_minste_overdrachten_voor(als: Als, wereld: Any) -> None:
    regio = westerkwartier()
    antwoord = als(COORDINATOR).get(adres(regio))
    assert [(o.van, o.naar, o.aantal) for o in antwoord.context["verrekening"].overdrachten] == [
        (LEEK, GROOTEGAST, 2),
        (LEEK, MARUM, 2),
        (LEEK, ZUIDHORN, 1),
    ]
    assert [
        (r.regel.gemeente.code, r.wijziging, r.daarna, r.taakstelling_daarna) for r in antwoord.context["regels"]
    ] == [
        (GROOTEGAST, 2, 0, 6),
        (LEEK, -5, 7, 17),
        (MARUM, 2, 0, 4),
        (ZUIDHORN, 1, 0, 10),
    ]
    tekst = " ".join(antwoord.content.decode().split())
    assert "<strong>Leek</strong> neemt <strong>2 personen</strong> over van <strong>Grootegast</strong>" in tekst
    assert "Dit halfjaar is voorbij." in tekst


def test_pagina_legt_het_voorstel_in_een_keer_vast(als: Als, wereld: Any) -> None:
    regio, client = westerkwartier(), als(COORDINATOR)
    gegevens = invoer(client.get(adres(regio)).context["form"])
    antwoorden = [client.post(adres(regio), gegevens) for _ in range(2)]
    assert [a.url for a in antwoorden] == [reverse("regio-halfjaar", args=[regio.pk, H])] * 2
    assert Mutatie.objects.filter(soort="herverdeling").count() == 4
    (besluit,) = client.get(antwoorden[0].url).context["herverdelingen"]
    assert (besluit.grondslag, {m.gemeente.code: m.aantal for m in besluit.rijen}) == ("Besluit 2017-118", VOORSTEL)
    assert client.get(adres(regio)).context["verrekening"].overdrachten == ()


def test_aangepast_voorstel_bekijken_legt_niets_vast(als: Als, wereld: Any) -> None:
    regio, client = westerkwartier(), als(COORDINATOR)
    form = client.get(adres(regio)).context["form"]
    anders = {f"wijziging_{LEEK}": "-3", f"wijziging_{ZUIDHORN}": "-1"}
    antwoord = client.post(adres(regio), invoer(form, bekijk="ja", besloten="", grondslag="", **anders))
    assert antwoord.context["form"].errors == {}
    assert [(r.regel.gemeente.code, r.daarna) for r in antwoord.context["regels"]] == [
        (GROOTEGAST, 0),
        (LEEK, 9),
        (MARUM, 0),
        (ZUIDHORN, -2),
    ]
    assert (antwoord.context["aangepast"], len(antwoord.context["verrekening"].overdrachten)) == (True, 3)
    assert not Mutatie.objects.filter(soort="herverdeling").exists()
    assert client.post(adres(regio), invoer(form, **anders)).status_code == 302
    assert stand() == {GROOTEGAST: 0, LEEK: 9, MARUM: 0, ZUIDHORN: -2}


def test_fouten_houden_wat_er_stond(als: Als, wereld: Any) -> None:
    regio, client = westerkwartier(), als(COORDINATOR)
    form = client.get(adres(regio)).context["form"]
    antwoord = client.post(adres(regio), invoer(form, **{f"wijziging_{LEEK}": "-6"}))
    assert antwoord.context["form"].non_field_errors() == ["De wijzigingen zijn samen −1. Samen moeten ze nul zijn."]
    assert antwoord.context["form"][f"wijziging_{LEEK}"].value() == "-6"
    zonder = client.post(adres(regio), invoer(form, besloten="", grondslag="", **{f"wijziging_{LEEK}": "veel"}))
    assert set(zonder.context["form"].errors) == {"besloten", "grondslag", f"wijziging_{LEEK}", "__all__"}
    bsn = client.post(adres(regio), invoer(form, grondslag="Besluit over 111222333"))
    assert "BSN" in bsn.context["form"].errors["grondslag"][0] and not Mutatie.objects.filter(soort="herverdeling")
    nul = client.post(adres(regio), invoer(form, **{f"wijziging_{code}": "0" for code in CIJFERS}))
    assert nul.context["form"].non_field_errors()[0].startswith("Vul in wie hoeveel")


def test_cijfers_die_intussen_veranderden_worden_gemeld(als: Als, wereld: Any) -> None:
    """Whoever sends in a proposal for standen that are gone is told, and can go on with the new ones."""
    regio, client = westerkwartier(), als(COORDINATOR)
    gegevens = invoer(client.get(adres(regio)).context["form"])
    officieel(LEEK, 14, H, per=date(2018, 1, 20))
    antwoord = client.post(adres(regio), gegevens)
    form = antwoord.context["form"]
    assert form.non_field_errors() == [CIJFERS_VERANDERD]
    assert client.post(adres(regio), invoer(form)).status_code == 302
    assert stand()[LEEK] == 2 - 5


def test_westerkwartier_van_bestand_tot_samenvoeging(als: Als, wereld: Any, tmp_path: Path) -> None:
    """From files to the merger: settled in 2017, joint sum unchanged, and the stand goes over on 1 January 2019."""
    kop = "gemeente;halfjaar;aantal;status;vastgesteld_op;bron\n"
    taken = "".join(
        f"{code};2017-2;{taak};vastgesteld;2017-04-01;Circulaire\n" for code, (_, taak, _) in CIJFERS.items()
    )
    taken += "".join(
        f"{code};2018-{helft};5;vastgesteld;2017-10-01;Circulaire\n" for code in CIJFERS for helft in (1, 2)
    )
    assert importeer(tmp_path, "taakstellingen", kop + taken).status == 0
    kop = "gemeente;datum;soort;aantal;grondslag;reden\n"
    begin = "".join(f"{code};2017-07-01;beginstand;{stand_};Brief;Begin\n" for code, (stand_, _, _) in CIJFERS.items())
    assert importeer(tmp_path, "mutaties", kop + begin).status == 0
    kop = "gemeente;halfjaar;cijfers_per;aantal;bron\n"
    coa = "".join(f"{code};2017-2;2018-01-03;{aantal};COA\n" for code, (_, _, aantal) in CIJFERS.items())
    coa += "".join(f"{code};2018-{helft};2019-01-03;5;COA\n" for code in CIJFERS for helft in (1, 2))
    assert importeer(tmp_path, "realisaties", kop + coa).status == 0
    kop = "kenmerk;koppelgemeente;huisvestingsgemeente;afgemeld_op;volwassenen;kinderen;amv;nareizigers;"
    kop += "huisvestingsvorm\n"
    rijen = f"A;{LEEK};{MARUM};2017-09-01;2;3;0;0;zelfstandig\nB;{LEEK};{LEEK};2017-09-02;1;0;0;0;zelfstandig\n"
    assert importeer(tmp_path, "plaatsingen", kop + rijen).status == 0

    regio, client = Regio.objects.get(), als(COORDINATOR)
    voor = client.get(reverse("regio-halfjaar", args=[regio.pk, H])).context
    assert (voor["beeld"].samen.stand.stand_eind, [r.gemeente.naam for r in voor["beeld"].achter]) == (
        7,
        ["Grootegast", "Marum", "Zuidhorn"],
    )
    assert (voor["spreiding"].totaal, voor["spreiding"].elders) == (6, 5)
    assert client.post(adres(regio), invoer(client.get(adres(regio)).context["form"])).status_code == 302
    na = client.get(reverse("regio-halfjaar", args=[regio.pk, H])).context["beeld"]
    assert (na.samen.stand.taakstelling, na.samen.stand.stand_eind, na.achter) == (37, 7, [])

    nieuw = Halfjaar(2019, 1)
    samengevoegd = client.get(reverse("regio-halfjaar", args=[regio.pk, nieuw])).context["beeld"]
    assert [(r.gemeente.naam, r.stand.opgave) for r in samengevoegd.regels] == [("Westerkwartier", None)]
    assert standen(["GM1969"], nieuw, nieuw)["GM1969", nieuw].herindeling == 7
    toen = client.get(reverse("regio-halfjaar", args=[regio.pk, Halfjaar(2018, 2)])).context["beeld"]
    assert [r.gemeente.naam for r in toen.regels] == ["Grootegast", "Leek", "Marum", "Zuidhorn"]


def test_wie_de_eigen_telling_niet_ziet_verrekent_daar_niet(wereld: Any, als: Als) -> None:
    """Of Marum only its own count is there: beheer would settle another stand than its own page shows."""
    regio = westerkwartier(zonder_realisatie=MARUM)
    woont(wereld, MARUM, MARUM, 4)
    officieel(MARUM, 6, H, per=date(2017, 10, 1))
    with pytest.raises(ValidationError, match="telt de eigen telling nog mee"):
        leg(wereld, regio, wie=BEHEER)
    assert "Laat de coördinator" in als(BEHEER).get(adres(regio)).content.decode()
    assert len(leg(wereld, regio)) == 4
    officieel(MARUM, 4, H)
    leg(wereld, regio, wie=BEHEER, grondslag="Besluit 2017-119", wijzigingen={LEEK: -1, MARUM: 1})


def test_zonder_overdracht_is_vastleggen_niet_de_eerste_knop(als: Als) -> None:
    regio = westerkwartier()
    client = als(COORDINATOR)
    knop = 'utrecht-button--{}-action" type="submit">Besluit vastleggen'
    assert knop.format("primary") in client.get(adres(regio)).content.decode()
    for code in CIJFERS:
        beginstand(code, 0, H.volgende)
        taakstelling(code, 5, H.volgende)
        officieel(code, 5, H.volgende)
    assert knop.format("secondary") in client.get(adres(regio, H.volgende)).content.decode()
