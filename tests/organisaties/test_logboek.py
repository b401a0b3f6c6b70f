"""The logboek: who sees which acts, and that there is nothing in it that should not be."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.urls import reverse

from organisaties import handelingen, logboek
from organisaties.acties import (
    leg_adres_vast,
    leg_corporatie_vast,
    nodig_uit,
    wijzig_eigen_naam,
    zet_gebruiker_uit,
)
from organisaties.models import Logregel
from organisaties.rollen import Rol
from organisaties.templatetags.weergave import tijdstip

BEHEER = "beheer@thuisstand.example"


@pytest.fixture
def regels(wereld: Any) -> dict[str, Logregel]:
    """One act of each kind, so that each could leak to somebody."""
    g, p, lid = wereld.gemeenten, wereld.provincies, wereld.lid

    def schrijf(naam: str, email: str | None, **waar: Any) -> Logregel:
        op = waar.get("gemeente") or waar.get("provincie") or lid(email or BEHEER).gebruiker
        return logboek.schrijf(door=lid(email) if email else None, handeling=naam, op=op, **waar)

    return {
        "de wolden": schrijf("a", "huisvesting@dewolden.example", gemeente=g["GM1690"]),
        "meppel": schrijf("b", "huisvesting@meppel.example", gemeente=g["GM0119"]),
        "westerkwartier": schrijf("c", "huisvesting@westerkwartier.example", gemeente=g["GM1969"]),
        "drenthe over de wolden": schrijf("d", "toezicht@drenthe.example", gemeente=g["GM1690"], provincie=p["PV22"]),
        "overijssel": schrijf("e", "toezicht@overijssel.example", provincie=p["PV23"]),
        "beheer": schrijf("f", BEHEER),
        "leystromen": schrijf("g", "verhuur@leystromen.example", gemeente=g["GM1723"]),
    }


@pytest.mark.parametrize(
    ("email", "ziet"),
    [
        ("huisvesting@dewolden.example", {"de wolden"}),
        ("huisvesting@meppel.example", {"meppel"}),
        ("regio@westerkwartier.example", {"westerkwartier"}),
        ("toezicht@drenthe.example", {"drenthe over de wolden"}),
        ("toezicht@overijssel.example", {"overijssel"}),
        ("verhuur@leystromen.example", {"leystromen"}),
        ("verhuur@woonconcept.example", set()),
        ("bestuur@deveste.example", set()),
        ("griffie@raad.example", set()),
        (BEHEER, {"beheer"}),
    ],
)
def test_logboek_toont_geen_vreemde_handelingen(
    als: Any, nieuwe_regels: Any, regels: dict[str, Logregel], email: str, ziet: set[str]
) -> None:
    tabel = als(email).get(reverse("logboek")).context["tabel"]
    namen = {regel.pk: naam for naam, regel in regels.items()}
    nieuw = {regel.pk for regel in nieuwe_regels()}
    assert {namen[rij.record.pk] for rij in tabel.rows if rij.record.pk in nieuw} == ziet


def test_filter_op_periode_en_handeling(als: Any, wereld: Any, nieuwe_regels: Any) -> None:
    leg_corporatie_vast(door=wereld.lid(BEHEER), naam="Nieuw", kvk="", gemeenten=[])
    nodig_uit(door=wereld.lid(BEHEER), email="n@x.example", naam="N", rol=Rol.CIJFERLEZER)

    nieuw = list(nieuwe_regels())

    def handelingen_bij(**vraag: str) -> list[str]:
        tabel = als(BEHEER).get(reverse("logboek"), vraag).context["tabel"]
        return [rij.record.handeling for rij in tabel.rows if rij.record in nieuw]

    assert handelingen_bij() == ["gebruiker uitgenodigd", "corporatie vastgelegd"]
    assert handelingen_bij(handeling="corporatie vastgelegd") == ["corporatie vastgelegd"]
    assert handelingen_bij(tot="2020-01-01") == []
    assert handelingen_bij(van="2020-01-01", sort="op") == ["corporatie vastgelegd", "gebruiker uitgenodigd"]


@pytest.mark.parametrize("dag", ["0001-01-01", "9999-12-31", "2024-02-30", "morgen"])
def test_rare_datum_geeft_een_melding(als: Any, dag: str) -> None:
    antwoord = als(BEHEER).get(reverse("logboek"), {"van": dag, "tot": dag})
    assert antwoord.status_code == 200
    assert set(antwoord.context["filter"].form.errors) == {"van", "tot"}


def test_zinnen_in_gewoon_nederlands(wereld: Any) -> None:
    regel = logboek.schrijf(door=None, handeling="plaatsing ingetrokken", op=wereld.gemeenten["GM1690"], personen=1)
    assert handelingen.zin(regel) == "Plaatsing ingetrokken: 1 persoon"
    regel.gegevens = {"personen": 4}
    assert handelingen.zin(regel) == "Plaatsing ingetrokken: 4 personen"
    regel.handeling, regel.gegevens = "postadres vastgelegd", {}
    assert handelingen.zin(regel) == "Postadres van de gemeente vastgelegd"


def test_regel_verwijst_alleen_naar_een_pagina_die_open_gaat(als: Any, wereld: Any) -> None:
    adres = {"aan": "B en W", "straat_of_postbus": "Postbus 1", "postcode": "7920 AA", "plaats": "Zuidwolde"}
    leg_adres_vast(door=wereld.lid("toezicht@drenthe.example"), gemeente=wereld.gemeenten["GM1690"], **adres)
    nodig_uit(door=wereld.lid(BEHEER), email="n@x.example", naam="N", rol=Rol.CIJFERLEZER)
    for email in ("toezicht@drenthe.example", BEHEER):
        client = als(email)
        rij = next(iter(client.get(reverse("logboek")).context["tabel"].rows))
        doel = handelingen.pagina(rij.record, wereld.lid(email))
        assert doel is not None
        assert client.get(doel).status_code == 200


def test_geen_namen_adressen_of_vrije_tekst_in_het_logboek(wereld: Any, nieuwe_regels: Any) -> None:
    door = wereld.lid(BEHEER)
    gezegd = [
        "geheim@x.example",
        "Geheime Naam",
        "Geheime Corporatie",
        "Postbus 777",
        "7999 ZZ",
        "Geheimstad",
        "Nieuwe",
    ]
    gebruiker = nodig_uit(door=door, email=gezegd[0], naam=gezegd[1], rol=Rol.CIJFERLEZER).gebruiker
    zet_gebruiker_uit(door=door, gebruiker=gebruiker)
    leg_corporatie_vast(door=door, naam=gezegd[2], kvk="", gemeenten=[wereld.gemeenten["GM1690"]])
    leg_adres_vast(
        door=None,
        gemeente=wereld.gemeenten["GM1690"],
        aan=gezegd[1],
        straat_of_postbus=gezegd[3],
        postcode=gezegd[4],
        plaats=gezegd[5],
    )
    wijzig_eigen_naam(door=door, naam=gezegd[6])
    velden = [veld.attname for veld in Logregel._meta.local_fields]
    alles = " ".join(str(rij) for rij in nieuwe_regels().values_list(*velden))
    assert [tekst for tekst in gezegd if tekst.lower() in alles.lower()] == []
    assert nieuwe_regels().count() == 5


def test_een_geweigerde_handeling_laat_geen_regel_na(nieuwe_regels: Any) -> None:
    with pytest.raises(ValidationError):
        nodig_uit(door=None, email="fout", naam="", rol=Rol.CIJFERLEZER)
    assert not nieuwe_regels().exists()


def test_logregel_ligt_vast(regels: dict[str, Logregel]) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        Logregel.objects.update(handeling="anders")
    with pytest.raises(DatabaseError), transaction.atomic():
        Logregel.objects.filter(pk=regels["meppel"].pk).delete()


def test_eigen_account_toont_alleen_eigen_handelingen(als: Any, regels: dict[str, Logregel]) -> None:
    tabel = als("huisvesting@dewolden.example").get(reverse("account")).context["tabel"]
    handelingen_ = [rij.record.handeling for rij in tabel.rows]
    assert handelingen_ == [regels["de wolden"].handeling, "eigen wachtwoord gekozen"]


def test_filter_noemt_alleen_handelingen_die_er_zijn(als: Any, wereld: Any) -> None:
    leg_corporatie_vast(door=wereld.lid(BEHEER), naam="Nieuw", kvk="", gemeenten=[])
    gemeente = wereld.gemeenten["GM1690"]
    logboek.schrijf(door=None, handeling="plaatsing gecorrigeerd", op=gemeente, gemeente=gemeente)

    def keuzes(email: str, **vraag: str) -> list[tuple[str, str]]:
        form = als(email).get(reverse("logboek"), vraag).context["filter"].form
        assert form.errors == {}
        return list(form.fields["handeling"].choices)[1:]

    assert keuzes("huisvesting@dewolden.example") == [("plaatsing gecorrigeerd", "Plaatsing verbeterd")]
    namen = [naam for naam, _ in keuzes(BEHEER)]
    assert "corporatie vastgelegd" in namen
    assert "plaatsing gecorrigeerd" not in namen
    # An old address that asks for what is not there finds nothing, without a message.
    assert [naam for naam, _ in keuzes(BEHEER, handeling="brief verzonden")] == ["brief verzonden", *namen]


def test_overal_dezelfde_woorden_en_dezelfde_tijd(als: Any, wereld: Any) -> None:
    nodig_uit(door=wereld.lid(BEHEER), email="n@x.example", naam="N", rol=Rol.CIJFERLEZER)
    zet_gebruiker_uit(door=wereld.lid(BEHEER), gebruiker=wereld.gebruikers["huisvesting@meppel.example"])
    regel = Logregel.objects.latest("pk")
    lijst, thuis = (als(BEHEER).get(reverse(naam)).content.decode() for naam in ("logboek", "vandaag"))
    for html in (lijst, thuis):
        assert ">Account van een gebruiker uitgezet</a>" in html
        assert tijdstip(regel.op) in html
        assert f'href="{reverse("gebruiker", args=[regel.object_id])}"' in html


def test_gemeente_heeft_geen_kolom_gemeente(als: Any, wereld: Any) -> None:
    kolommen = {
        email: [kolom.name for kolom in als(email).get(reverse("logboek")).context["tabel"].columns]
        for email in ("huisvesting@dewolden.example", "toezicht@drenthe.example")
    }
    assert kolommen == {
        "huisvesting@dewolden.example": ["op", "gebruiker", "rol", "handeling"],
        "toezicht@drenthe.example": ["op", "gebruiker", "rol", "handeling", "gemeente"],
    }
