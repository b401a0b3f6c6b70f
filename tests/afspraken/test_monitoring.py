"""The round of monitoring: who fills in what, who agrees, which delay holds it open, and the frozen report."""

import hashlib
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from afspraken import acties
from afspraken.acties.herinneren import verstuur_herinneringen
from afspraken.models import Afspraak, Akkoord, Herinnering, Monitoringronde, Rondeverslag, Voortgang
from afspraken.overzicht.monitoring import posten_van
from afspraken.overzicht.verslag import BIJLAGE, als_pdf
from afspraken.regels.monitoring import Verloop
from organisaties.acties import leg_convenant_vast
from organisaties.drukken.lezen import regels_van
from organisaties.toegang import GeenToegang
from taakstelling.regels.halfjaar import Halfjaar
from tests.afspraken.overeenkomsten import CORPORATIE, GEMEENTE, HUURDERS, H, concept, getekend, partij, ronde_van

pytestmark = pytest.mark.django_db
Als = Callable[[str], Client]
NU = date(2024, 11, 22)
SOORTEN = {GEMEENTE: "gemeente", CORPORATIE: "corporatie", HUURDERS: "huurdersorganisatie"}


@pytest.fixture(autouse=True)
def in_november(wereld: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda: NU)


@pytest.fixture
def ronde(wereld: Any) -> Monitoringronde:
    return ronde_van(getekend(wereld))


def meld(wereld: Any, ronde: Monitoringronde, wie: str, verloop: Verloop = Verloop.OP_SCHEMA, tekst: str = "") -> Any:
    afspraak = Afspraak.objects.get(thema__prestatieafspraak=ronde.prestatieafspraak)
    eigen = partij(ronde.prestatieafspraak, SOORTEN[wie])
    return acties.vul_voortgang_in(
        door=wereld.lid(wie), ronde=ronde, afspraak=afspraak, partij=eigen, verloop=verloop, toelichting=tekst
    )


def standen(ronde: Monitoringronde) -> list[str]:
    return [post.stand.value for post in posten_van(ronde)]


def test_van_te_doen_naar_akkoord_en_terug(wereld: Any, ronde: Monitoringronde) -> None:
    assert standen(ronde) == ["te doen"] * 3
    voortgang = meld(wereld, ronde, CORPORATIE)
    assert standen(ronde) == ["te doen", "ingevuld", "te doen"]
    acties.geef_akkoord(
        door=wereld.lid(GEMEENTE), voortgang=voortgang, partij=partij(ronde.prestatieafspraak, "gemeente")
    )
    assert standen(ronde) == ["te doen", "akkoord", "te doen"]
    with pytest.raises(ValidationError, match="staat op akkoord"):
        acties.geef_akkoord(
            door=wereld.lid(HUURDERS),
            voortgang=voortgang,
            partij=partij(ronde.prestatieafspraak, "huurdersorganisatie"),
        )
    meld(wereld, ronde, CORPORATIE, Verloop.KLAAR)
    assert standen(ronde) == ["te doen", "ingevuld", "te doen"]
    with pytest.raises(ValidationError, match="opnieuw ingevuld"):
        acties.geef_akkoord(
            door=wereld.lid(GEMEENTE), voortgang=voortgang, partij=partij(ronde.prestatieafspraak, "gemeente")
        )


def test_niemand_vult_in_voor_een_ander_of_geeft_zichzelf_akkoord(wereld: Any, ronde: Monitoringronde) -> None:
    p = {soort: partij(ronde.prestatieafspraak, soort) for soort in SOORTEN.values()}
    afspraak = Afspraak.objects.get()
    for wie in (GEMEENTE, HUURDERS, "verhuur@leystromen.example", "toezicht@overijssel.example"):
        with pytest.raises(GeenToegang):
            acties.vul_voortgang_in(
                door=wereld.lid(wie), ronde=ronde, afspraak=afspraak, partij=p["corporatie"], verloop=Verloop.KLAAR
            )
    voortgang = meld(wereld, ronde, CORPORATIE)
    for wie, als_partij in ((CORPORATIE, "corporatie"), (CORPORATIE, "gemeente"), (HUURDERS, "gemeente")):
        with pytest.raises(GeenToegang):
            acties.geef_akkoord(door=wereld.lid(wie), voortgang=voortgang, partij=p[als_partij])
    anders = getekend(wereld, "GM1690")
    with pytest.raises(GeenToegang):
        acties.geef_akkoord(
            door=wereld.lid("huisvesting@dewolden.example"), voortgang=voortgang, partij=partij(anders, "gemeente")
        )
    assert not Akkoord.objects.exists()


def test_vertraging_legt_de_regie_uit_voor_de_ronde_dicht_kan(wereld: Any, ronde: Monitoringronde) -> None:
    with pytest.raises(ValidationError, match="Leg uit waardoor"):
        meld(wereld, ronde, GEMEENTE, Verloop.VERTRAAGD)
    meld(wereld, ronde, CORPORATIE, Verloop.VERTRAAGD)
    with pytest.raises(ValidationError, match="Gemeente Steenwijkerland moet nog uitleggen"):
        acties.sluit_monitoringronde(door=wereld.lid(GEMEENTE), ronde=ronde)
    meld(wereld, ronde, GEMEENTE, Verloop.VERTRAAGD, "Het plan ligt bij de Raad van State.")
    verslag = acties.sluit_monitoringronde(door=wereld.lid(GEMEENTE), ronde=ronde)
    assert dict(verslag.inhoud["tellingen"]) == {
        "nog niet begonnen": 0,
        "op schema": 0,
        "vertraagd": 2,
        "klaar": 0,
        "niet ingevuld": 1,
    }
    with pytest.raises(ValidationError, match="gesloten"):
        meld(wereld, ronde, HUURDERS)
    with pytest.raises(ValidationError, match="al gesloten"):
        acties.sluit_monitoringronde(door=wereld.lid(GEMEENTE), ronde=ronde)


def test_database_weigert_een_verslag_of_ronde_te_wijzigen(wereld: Any, ronde: Monitoringronde) -> None:
    meld(wereld, ronde, GEMEENTE)
    acties.sluit_monitoringronde(door=None, ronde=ronde)
    for rijen, veld in ((Rondeverslag.objects, {"sha256": "x"}), (Monitoringronde.objects, {"uiterlijk": NU})):
        with pytest.raises(DatabaseError, match="ligt vast"), transaction.atomic():
            rijen.update(**veld)


@pytest.mark.parametrize(
    ("halfjaar", "uiterlijk", "fout"),
    [
        (Halfjaar(2025, 1), NU, "kan open vanaf 1 april 2025"),
        (Halfjaar(2023, 2), NU, "gelden deze afspraken niet"),
        (H, NU - timedelta(days=1), "op of na vandaag"),
    ],
)
def test_ronde_buiten_de_orde_wordt_geweigerd(wereld: Any, halfjaar: Halfjaar, uiterlijk: date, fout: str) -> None:
    rij = getekend(wereld)
    with pytest.raises(ValidationError, match=fout):
        acties.open_monitoringronde(door=None, prestatieafspraak=rij, halfjaar=halfjaar, uiterlijk=uiterlijk)


def test_een_ronde_per_halfjaar_en_alleen_over_wat_getekend_is(wereld: Any, ronde: Monitoringronde) -> None:
    with pytest.raises(ValidationError, match="al een ronde"):
        ronde_van(ronde.prestatieafspraak)
    with pytest.raises(ValidationError, match="getekende afspraken"):
        ronde_van(concept(wereld, naam="Concept"))


def test_maatregelen_van_een_addendum_horen_bij_de_ronde_van_dat_halfjaar(wereld: Any) -> None:
    rij = acties.lees_overeenkomst_in(door=None, voorbeeld="steenwijkerland")
    met, zonder = ronde_van(rij, Halfjaar(2024, 2)), ronde_van(rij, Halfjaar(2024, 1))
    assert "".join(dict.fromkeys(post.afspraak.nummer for post in posten_van(met))) == "1abcdefghi"
    assert [post.afspraak.nummer for post in posten_van(zonder)] == ["1", "1"]
    assert {post.partij.prestatieafspraak_id for post in posten_van(met)} == {rij.pk}


def test_persoonsgegevens_in_een_toelichting_worden_geweigerd(wereld: Any, ronde: Monitoringronde) -> None:
    with pytest.raises(ValidationError, match="lijkt een"):
        meld(wereld, ronde, GEMEENTE, tekst="Huurder met BSN 111222333 wacht.")
    assert not Voortgang.objects.exists()


def test_verslag_als_pdf(wereld: Any, ronde: Monitoringronde, als: Als) -> None:
    meld(wereld, ronde, GEMEENTE, Verloop.VERTRAAGD, "Het plan ligt bij de Raad van State.")
    verslag = acties.sluit_monitoringronde(door=None, ronde=ronde)
    antwoord = als(HUURDERS).get(reverse("monitoring-pdf", args=[ronde.pk]))
    assert antwoord["Content-Disposition"] == 'attachment; filename="monitoring-2024-2.pdf"'
    bytes_ = antwoord.content
    assert hashlib.sha256(bytes_).hexdigest() == verslag.sha256
    assert als_pdf(verslag.inhoud) == bytes_
    regels = regels_van(bytes_)
    assert regels[0] == "Monitoring 2e helft 2024"
    tekst = " ".join(regels)
    for stuk in ("zoals gemeld tot en met 22 november 2024", "Het plan ligt bij de Raad van State.", "Niet ingevuld"):
        assert stuk in tekst
    with pikepdf.open(BytesIO(bytes_)) as document:
        assert document.Root.MarkInfo.Marked
        assert str(document.Root.Lang) == "nl"
        assert list(document.attachments) == [BIJLAGE]
        metadata = document.Root.Metadata.read_bytes()
    assert b"<pdfuaid:part>1" in metadata or b'pdfuaid:part="1"' in metadata


def test_pagina_van_de_ronde_vraagt_even_vaak_bij_meer(wereld: Any, als: Als) -> None:
    def vragen(rij: Any) -> int:
        adres = reverse("monitoring", args=[ronde_van(rij).pk])
        als(GEMEENTE).get(adres)
        with CaptureQueriesContext(connection) as gevangen:
            assert als(GEMEENTE).get(adres).status_code == 200
        return len(gevangen)

    groot = concept(wereld, naam="Groot")
    thema = groot.themas.get()
    for n in range(12):
        acties.leg_afspraak_vast(
            door=None, thema=thema, titel=f"A{n}", bijdragen={p.pk: ["Iets."] for p in groot.partijen.all()}
        )
    for een in groot.partijen.all():
        acties.onderteken(door=None, partij=een, ondertekenaar="x")
    assert vragen(getekend(wereld)) == vragen(groot)


def test_huurders_lezen_vullen_in_en_zien_het_verslag(wereld: Any, ronde: Monitoringronde, als: Als) -> None:
    client = als(HUURDERS)
    assert reverse("monitoring", args=[ronde.pk]) in client.get("/").content.decode()
    afspraak, eigen = Afspraak.objects.get(), partij(ronde.prestatieafspraak, "huurdersorganisatie")
    adres = reverse("voortgang-invullen", args=[ronde.pk, afspraak.pk, eigen.pk])
    form = client.get(adres)
    velden = {
        "inzending": form.context["form"]["inzending"].value(),
        "verloop": "op schema",
        "toelichting": "Gaat goed.",
    }
    antwoord = client.post(adres, velden, follow=True)
    assert "U hebt alles ingevuld." in antwoord.content.decode()
    assert reverse("monitoring", args=[ronde.pk]) not in client.get("/").content.decode()
    voortgang = Voortgang.objects.get()
    antwoord = als(CORPORATIE).post(reverse("voortgang-akkoord", args=[voortgang.pk]), follow=True)
    assert "Uw akkoord is vastgelegd." in antwoord.content.decode()
    assert client.post(reverse("voortgang-akkoord", args=[voortgang.pk])).status_code == 403
    elders = als("huisvesting@dewolden.example").post(reverse("voortgang-akkoord", args=[voortgang.pk]))
    assert elders.status_code == 404
    assert "Gaat goed." in client.get(reverse("monitoring-verslag", args=[ronde.pk])).content.decode()


def ontvangers() -> list[str]:
    uit = sorted(bericht.to[0] for bericht in mail.outbox)
    mail.outbox.clear()
    return uit


def test_aflopen_mailt_elke_partij_eenmaal_per_drempel(wereld: Any, django_capture_on_commit_callbacks: Any) -> None:
    rij = getekend(wereld, tot=date(2025, 1, 1))
    getekend(wereld, "GM1690")  # ends a year later
    for dag, wie in (
        (NU, [GEMEENTE, HUURDERS, CORPORATIE]),
        (NU, []),
        (NU + timedelta(days=11), [GEMEENTE, HUURDERS, CORPORATIE]),
        (date(2025, 1, 3), [GEMEENTE, HUURDERS, CORPORATIE]),
        (date(2025, 1, 4), []),
    ):
        with django_capture_on_commit_callbacks(execute=True):
            verstuur_herinneringen(dag)
        assert ontvangers() == sorted(wie)
    assert list(Herinnering.objects.order_by("pk").values_list("sleutel", flat=True)) == [
        f"afspraken:{rij.pk}:2025-01-01:{drempel}" for drempel in (91, 30, 0)
    ]


def test_wie_een_vervolg_tekende_hoort_niets(wereld: Any, als: Als) -> None:
    rij = getekend(wereld, tot=date(2025, 1, 1))
    assert "lopen over 40 dagen af" in als(GEMEENTE).get(reverse("afspraak", args=[rij.pk])).content.decode()
    assert "lopen over 40 dagen af" in als(HUURDERS).get("/").content.decode()
    nieuw = acties.maak_nieuwe_versie(
        door=None, prestatieafspraak=rij, naam="Vervolg", van=date(2025, 1, 1), tot=date(2027, 1, 1)
    )
    for een in nieuw.partijen.all():
        acties.onderteken(door=None, partij=een, ondertekenaar="x")
    assert "lopen over 40 dagen af" not in als(HUURDERS).get("/").content.decode()
    assert verstuur_herinneringen(NU) == {
        "Afspraken die aflopen": 0,
        "Convenanten die aflopen": 0,
        "Monitoringrondes": 0,
    }


def test_opdracht_herinner_mailt_ook_over_convenanten_en_rondes(
    wereld: Any, ronde: Monitoringronde, django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    regio = wereld.lid("regio@westerkwartier.example").regio
    leg_convenant_vast(
        door=None,
        regio=regio,
        kenmerk="Samen",
        van=date(2023, 1, 1),
        tot=date(2025, 1, 1),
        gemeenten=[wereld.gemeenten["GM0015"], wereld.gemeenten["GM0022"]],
        afspraken="Samen.",
    )
    meld(wereld, ronde, CORPORATIE)
    monkeypatch.setattr(timezone, "localdate", lambda: ronde.uiterlijk - timedelta(days=14))
    with django_capture_on_commit_callbacks(execute=True):
        call_command("herinner")
    assert ontvangers() == sorted([GEMEENTE, HUURDERS, "regio@westerkwartier.example"])
    with django_capture_on_commit_callbacks(execute=True):
        call_command("herinner")
    assert ontvangers() == []
