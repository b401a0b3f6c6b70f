"""The joint figure of a regio beside the formal ones, and who may see what of it."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from organisaties.acties import leg_regio_vast
from organisaties.models import Gemeente, Regio
from taakstelling.models import Plaatsing
from taakstelling.overzicht import leden_in, regiogeschiedenis
from taakstelling.regels.halfjaar import Halfjaar
from tests.taakstelling.cijferfeiten import beginstand, mutatie, officieel, taakstelling
from tests.taakstelling.cijferfeiten import plaatsing as eigen_plaatsing
from tests.taakstelling.regiofeiten import (
    COORDINATOR,
    GROOTEGAST,
    LEEK,
    MARUM,
    ZUIDHORN,
    H,
    convenant,
    westerkwartier,
    woont,
)
from tests.taakstelling.test_koppelingen import koppel

pytestmark = pytest.mark.django_db
Als = Callable[[str], Client]
VIER = [GROOTEGAST, LEEK, MARUM, ZUIDHORN]


def adres(regio: Regio, naam: str = "regio-halfjaar", halfjaar: Halfjaar = H) -> str:
    return reverse(naam, args=[regio.pk, halfjaar])


def leden(regio: Regio, halfjaar: Halfjaar) -> list[str]:
    return sorted(leden_in(regio, halfjaar).values_list("code", flat=True))


def test_oude_halfjaren_houden_de_oude_namen(wereld: Any) -> None:
    """The four until the merger of 1 January 2019, with a convenant and after it; from then on the one."""
    regio = westerkwartier()
    assert [leden(regio, h) for h in (H, Halfjaar(2018, 2), Halfjaar(2019, 1))] == [VIER, VIER, ["GM1969"]]
    convenant(wereld, (LEEK, MARUM))
    assert [leden(regio, h) for h in (Halfjaar(2015, 2), H, Halfjaar(2018, 1))] == [VIER, [LEEK, MARUM], VIER]


def test_buiten_haar_tijd_heeft_een_regio_geen_leden(wereld: Any) -> None:
    regio = westerkwartier()
    regio.geldig_van, regio.geldig_tot = date(2017, 12, 31), date(2018, 7, 1)
    halfjaren = (Halfjaar(2017, 1), H, Halfjaar(2018, 1), Halfjaar(2018, 2))
    assert [leden(regio, h) for h in halfjaren] == [[], VIER, VIER, []]


def test_gemeente_wijst_de_weg_naar_haar_regio(als: Als, wereld: Any) -> None:
    """Only whoever may see the regio."""
    deur = reverse("regio", args=[Regio.objects.get().pk])
    kijkers = ("huisvesting@westerkwartier.example", "toezicht@groningen.example", "griffie@raad.example")
    pagina = reverse("gemeente", args=["GM1969"])
    assert [deur in als(email).get(pagina).content.decode() for email in kijkers] == [True, True, False]


def test_samen_gehaald_terwijl_een_gemeente_achterloopt(als: Als, wereld: Any) -> None:
    """The joint figure is met; the toezicht still names who is behind."""
    regio = westerkwartier()
    antwoord = als(COORDINATOR).get(adres(regio))
    beeld = antwoord.context["beeld"]
    samen = beeld.samen.stand
    assert (samen.stand_begin, samen.taakstelling, samen.opgave, samen.realisatie, samen.stand_eind) == (
        -11,
        37,
        48,
        55,
        7,
    )
    assert [(r.gemeente.code, r.stand.stand_eind) for r in beeld.achter] == [
        (GROOTEGAST, -2),
        (MARUM, -2),
        (ZUIDHORN, -1),
    ]
    tekst = " ".join(antwoord.content.decode().split())
    assert "De gezamenlijke opgave is gehaald, met 7 personen voorsprong." in tekst
    assert (
        "<strong>3 van 4 gemeenten achter</strong>, samen 5 personen: Grootegast (−2), Marum (−2), Zuidhorn (−1)."
        " De regio haalt het samen; voor het toezicht telt elke gemeente apart." in tekst
    )


def test_onbekend_bij_een_is_samen_onbekend(als: Als, wereld: Any) -> None:
    regio = westerkwartier(zonder_realisatie=MARUM)
    beeld = als(COORDINATOR).get(adres(regio)).context["beeld"]
    assert (beeld.samen.stand.opgave, beeld.samen.stand.realisatie, beeld.samen.stand.stand_eind) == (48, None, None)
    assert beeld.posities == []


def test_gekoppeld_aan_de_een_en_gehuisvest_in_de_ander(als: Als, wereld: Any) -> None:
    """It counts for the koppelgemeente; each count opens the very plaatsingen behind it."""
    regio = westerkwartier()
    woont(wereld, LEEK, LEEK, 4)
    woont(wereld, LEEK, MARUM, 2)
    woont(wereld, LEEK, MARUM, 1)
    woont(wereld, ZUIDHORN, "GM1690", 3)
    client = als(COORDINATOR)
    antwoord = client.get(adres(regio))
    spreiding = antwoord.context["spreiding"]
    pks = {code: wereld.gemeenten[code].pk for code in (*VIER, "GM1690")}
    assert spreiding.aantallen == {
        (pks[LEEK], pks[LEEK]): 4,
        (pks[LEEK], pks[MARUM]): 3,
        (pks[ZUIDHORN], pks["GM1690"]): 3,
    }
    assert [g.code for g in spreiding.huisvesting] == [*VIER, "GM1690"]
    assert (spreiding.totaal, spreiding.elders, spreiding.kolomsommen) == (10, 6, [0, 4, 3, 0, 3])
    deur = (
        f"{reverse('plaatsingen')}?halfjaar=2017-2&amp;koppelgemeente={pks[LEEK]}&amp;huisvestingsgemeente={pks[MARUM]}"
    )
    assert f'href="{deur}">3</a>' in antwoord.content.decode()
    lijst = client.get(deur.replace("&amp;", "&")).context["table"].data
    assert sorted(p.meegeteld for p in lijst) == [1, 2]


def test_halfjaar_van_de_regio_gaat_mee_terug_in_de_tijd(als: Als, wereld: Any) -> None:
    regio = westerkwartier()
    woont(wereld, LEEK, MARUM, 2)
    officieel(LEEK, 11, H, per=date(2017, 10, 1))
    mutatie(LEEK, date(2017, 12, 20), "herverdeling", -5)

    def gezien(vraag: str) -> tuple[Any, ...]:
        antwoord = als(COORDINATOR).get(f"{adres(regio)}?{vraag}")
        inhoud, tekst = antwoord.context, antwoord.content.decode()
        realisatie = {r.gemeente.code: r.stand.realisatie for r in inhoud["beeld"].regels}[LEEK]
        doet = [knop in tekst for knop in (">Verrekenen<", "Overzicht als PDF")]
        return (
            realisatie,
            inhoud["spreiding"].totaal,
            len(inhoud["herverdelingen"]),
            "U ziet de stand van" in tekst,
            doet,
        )

    assert gezien("") == (24, 2, 1, False, [True, True])
    assert gezien("peildatum=2017-10-05") == (2, 2, 1, True, [False, False])
    assert gezien("peildatum=2017-08-31") == (None, 0, 1, True, [False, False])
    assert gezien("bekend_op=2020-01-01") == (None, 0, 0, True, [False, False])
    alle = als(COORDINATOR).get(f"{reverse('regio', args=[regio.pk])}?peildatum=2017-10-05")
    assert alle.context["beelden"][0].halfjaar == H
    assert "U ziet de stand van 5 oktober 2017" in alle.content.decode()
    assert als(COORDINATOR).get(f"{reverse('regio', args=[regio.pk])}?peildatum=1996-02-01").status_code == 200


def test_geschiedenis_heeft_elk_halfjaar_sinds_het_convenant(als: Als, wereld: Any) -> None:
    regio = westerkwartier()
    convenant(wereld)
    beelden = {beeld.halfjaar: beeld for beeld in regiogeschiedenis(wereld.lid(COORDINATOR), regio, date(2019, 5, 1))}
    assert [h.code for h in beelden] == ["2019-1", "2018-2", "2018-1", "2017-2", "2017-1", "2016-2", "2016-1"]
    assert [r.gemeente.naam for r in beelden[H].regels] == ["Grootegast", "Leek", "Marum", "Zuidhorn"]
    assert beelden[H].samen.stand.stand_eind == 7
    assert [r.gemeente.naam for r in beelden[Halfjaar(2019, 1)].regels] == ["Westerkwartier"]
    tekst = als(COORDINATOR).get(reverse("regio", args=[regio.pk])).content.decode()
    assert "Op 1 januari 2019 gingen Grootegast, Leek, Marum en Zuidhorn over in Westerkwartier." in tekst


@pytest.mark.parametrize(
    ("email", "halfjaar", "verrekenen", "plan"),
    [
        (COORDINATOR, 200, 200, 200),
        ("huisvesting@westerkwartier.example", 200, 403, 403),
        ("toezicht@groningen.example", 200, 403, 403),
        ("beheer@thuisstand.example", 200, 200, 403),
        ("huisvesting@dewolden.example", 404, 404, 404),
        ("toezicht@drenthe.example", 404, 404, 404),
        ("verhuur@woonconcept.example", 404, 404, 404),
        ("griffie@raad.example", 404, 404, 404),
    ],
)
def test_wie_de_regio_ziet(als: Als, wereld: Any, email: str, halfjaar: int, verrekenen: int, plan: int) -> None:
    regio, client = westerkwartier(), als(email)
    assert [
        client.get(pad).status_code
        for pad in (
            reverse("regio", args=[regio.pk]),
            adres(regio),
            adres(regio, "regio-verrekening"),
            reverse("regio-plan", args=[regio.pk]),
            adres(regio, "regio-pdf"),
        )
    ] == [halfjaar, halfjaar, verrekenen, plan, plan]


def test_alleen_de_coordinator_ziet_wie_waar_woont_en_alleen_van_de_leden(als: Als, wereld: Any) -> None:
    regio = westerkwartier()
    woont(wereld, LEEK, MARUM, 2)
    eigen_plaatsing("GM1690", H, volwassenen=5)
    pagina = adres(regio)
    assert als(COORDINATOR).get(pagina).context["spreiding"].totaal == 2
    for email in ("huisvesting@westerkwartier.example", "toezicht@groningen.example", "beheer@thuisstand.example"):
        assert als(email).get(pagina).context["spreiding"] is None


def test_eigen_telling_van_een_ander_lid_blijft_dicht(als: Als, wereld: Any) -> None:
    """A gemeente of another regio sees official figures of its fellow members only."""
    beginstand("GM1690", 0, H)
    taakstelling("GM1690", 9, H)
    regio = leg_regio_vast(door=None, naam="Zuid", gemeenten=[wereld.gemeenten[c] for c in ("GM1690", "GM0119")])
    eigen_plaatsing("GM1690", H, volwassenen=5)

    def realisatie(email: str) -> int | None:
        regels = als(email).get(adres(regio)).context["beeld"].regels
        return next(r.stand.realisatie for r in regels if r.gemeente.code == "GM1690")

    assert (realisatie("huisvesting@dewolden.example"), realisatie("huisvesting@meppel.example")) == (5, None)


def test_plan_legt_open_koppelingen_op_de_woningen_die_er_komen(als: Als, wereld: Any) -> None:
    regio = Regio.objects.get()
    regio.gemeenten.set([wereld.gemeenten[c] for c in ("GM1690", "GM0119")])
    gisteren = timezone.localdate() - timedelta(days=1)
    koppel(wereld, "Gezin", gisteren, code="GM0119", kinderen=3)
    koppel(wereld, "Alleen", gisteren, volwassenen=1, verwachte_nareizigers=3)
    koppel(wereld, "Elders", gisteren, code="GM1708")
    client = als(COORDINATOR)
    plan = client.get(reverse("regio-plan", args=[regio.pk])).context["plan"]
    assert (plan.gekoppeld, plan.gehuisvest, plan.nodig) == (6, 0, [("3 of 4", 1), ("5 of 6", 1)])
    plan = client.get(reverse("regio-plan", args=[regio.pk]) + "?w6_GM1690=1&w2_GM0119=4").context["plan"]
    assert [(r.koppeling.huishouden.kenmerk, r.waar and r.waar.code) for r in plan.regels] == [
        ("Gezin", "GM1690"),
        ("Alleen", None),
    ]
    assert (plan.gehuisvest, [(g.code, naam, n) for g, naam, n in plan.over]) == (5, [("GM0119", "1 of 2", 4)])
    fout = client.get(reverse("regio-plan", args=[regio.pk]) + "?w6_GM1690=veel")
    assert (fout.status_code, set(fout.context["form"].errors)) == (200, {"w6_GM1690"})


def test_een_lid_meer_kost_geen_vraag_meer(als: Als, wereld: Any) -> None:
    regio = Regio.objects.get()
    nu = Halfjaar.van_datum(timezone.localdate())
    convenant(wereld)

    def erbij(nummers: range) -> None:
        for n in nummers:
            gemeente = Gemeente.objects.create(
                code=f"GM8{n:03d}", naam=f"Oefendorp {n}", provincie=wereld.provincies["PV20"]
            )
            wereld.gemeenten[gemeente.code] = gemeente
            regio.gemeenten.add(gemeente)
            beginstand(gemeente.code, -n, nu)
            taakstelling(gemeente.code, 5, nu)
            officieel(gemeente.code, 5, nu, per=timezone.localdate())
            koppel(wereld, f"K-{n}", timezone.localdate(), code=gemeente.code)
            eigen_plaatsing(gemeente.code, nu, volwassenen=2)

    client = als(COORDINATOR)

    def vragen() -> list[int]:
        uit = []
        for pad in (
            "/",
            reverse("regio", args=[regio.pk]),
            adres(regio, halfjaar=nu),
            adres(regio, "regio-verrekening", nu),
            reverse("regio-plan", args=[regio.pk]),
            adres(regio, "regio-pdf", nu),
        ):
            with CaptureQueriesContext(connection) as gevangen:
                assert client.get(pad).status_code == 200
            uit.append(len(gevangen))
        return uit

    erbij(range(2))
    vragen()
    weinig = vragen()
    erbij(range(2, 20))
    assert vragen() == weinig
    assert Plaatsing.objects.count() == 20
