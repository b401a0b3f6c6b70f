"""What of a closed round goes to the archive: everything that belongs to it, once, with metadata after MDTO."""

import csv
import hashlib
import io
import json
from datetime import UTC, date, datetime
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from organisaties.models import Gemeente
from organisaties.toegang import GeenToegang
from organisaties.vastleggen import leg_vast
from taakstelling.models import Verschoonbaarheidsdossier
from tests.toezicht.dossierstukken import leg
from tests.toezicht.mdto import fouten_in_mdto
from tests.toezicht.test_uitgifte import DRENTHE, OVERIJSSEL, Als, meppel_verzonden, uitgepakt
from toezicht import acties
from toezicht.models import Brief, Dossierstuk, Formeelbesluit, Wederhoor, Wederhoorreactie
from toezicht.regels.dossier import Stuksoort
from toezicht.rondestukken.archief import INVENTARIS
from toezicht.rondestukken.mdto import NAAMRUIMTE
from toezicht.rondestukken.rondedossier import stukken_van

pytestmark = pytest.mark.django_db


@pytest.fixture
def gesloten(dossier: Any) -> Any:
    """Every gemeente judged, every letter sent; and a piece in the dossier of De Wolden."""
    Gemeente.objects.filter(provincie=dossier.ronde.provincie).exclude(code__in=("GM1690", "GM0119")).update(
        geldig_tot=date(2020, 1, 1)
    )
    acties.laad_pakketten(door=dossier.toezichthouder, provincies=[dossier.ronde.provincie])
    dossier.verzonden()
    meppel_verzonden(dossier)
    for dag in (date(2024, 8, 1), date(2025, 1, 1)):
        leg_vast(
            Dossierstuk(
                provincie=dossier.ronde.provincie,
                gemeente=dossier.gemeente(),
                soort="gesprek-ambtelijk",
                datum=dag,
                omschrijving="Over de planning.",
            ),
            door=dossier.toezichthouder,
        )
    return dossier


def draag_over(dossier: Any, **anders: Any) -> bytes:
    pakket = acties.draag_ronde_over(door=dossier.toezichthouder, ronde=dossier.ronde, **anders)
    with pakket:
        return pakket.read()


def test_een_open_ronde_gaat_niet_naar_het_archief(dossier: Any, als: Als) -> None:
    dossier.vastgesteld()
    with pytest.raises(ValidationError) as fout:
        draag_over(dossier)
    assert sorted(fout.value.messages) == [
        "De Wolden: de brief is nog niet verzonden.",
        "Meppel: er is nog geen oordeel.",
    ]
    pagina = als(DRENTHE).get(reverse("ronde-archief", args=[dossier.ronde.pk])).content.decode()
    assert "Meppel: er is nog geen oordeel." in pagina
    assert "<form" not in pagina.split("<main", 1)[1]


def test_een_ronde_zonder_gemeenten_ook_niet(dossier: Any) -> None:
    Gemeente.objects.filter(provincie=dossier.ronde.provincie).update(geldig_tot=date(2020, 1, 1))
    with pytest.raises(ValidationError, match="geen gemeenten"):
        draag_over(dossier)


def test_alleen_de_eigen_provincie_draagt_over(gesloten: Any) -> None:
    with pytest.raises(GeenToegang):
        acties.draag_ronde_over(door=gesloten.wereld.lid(OVERIJSSEL), ronde=gesloten.ronde)
    with pytest.raises(ValidationError, match="Kies uit de lijst"):
        draag_over(gesloten, waardering="weg ermee")


def test_pakket_heeft_alles_met_metagegevens_en_inventaris(gesloten: Any) -> None:
    bestanden = uitgepakt(draag_over(gesloten, waardering="tijdelijk te bewaren", bewaarjaren=10))
    inhoud = [naam for naam in bestanden if not naam.endswith(".mdto.xml")]
    assert inhoud == [
        "kader.json",
        "GM0119/brief-1.pdf",
        "GM0119/beoordeling-1.json",
        "GM1690/brief-1.pdf",
        "GM1690/beoordeling-1.json",
        "GM1690/dossierstukken.json",
        INVENTARIS,
    ]
    for naam in inhoud[:-1]:
        stam = naam.rsplit(".", 1)[0]
        assert {f"{stam}.mdto.xml", f"{stam}.bestand.mdto.xml"} < set(bestanden)
    assert {"ronde.mdto.xml", "GM1690/dossier.mdto.xml", "GM0119/dossier.mdto.xml"} < set(bestanden)
    regels = list(csv.DictReader(io.StringIO(bestanden[INVENTARIS].decode("utf-8-sig")), delimiter=";"))
    assert {rij["bestand"] for rij in regels} == set(bestanden) - {INVENTARIS}
    for rij in regels:
        eigen = bestanden[rij["bestand"]]
        assert (int(rij["bytes"]), rij["sha256"]) == (len(eigen), hashlib.sha256(eigen).hexdigest())

    besluit = json.loads(bestanden["GM1690/beoordeling-1.json"])
    assert (besluit["oordeel"], besluit["motivering"]) == ("voldoet niet, doch verschoonbaar", "Eenmalig.")
    assert besluit["cijfers"]["stand_eind"] == -13
    assert besluit["rijen"]["taakstelling"]
    stukken = json.loads(bestanden["GM1690/dossierstukken.json"])["stukken"]
    assert [stuk["datum"] for stuk in stukken] == ["2024-08-01"], "later ones belong to the next round"
    assert json.loads(bestanden["kader.json"])["kader"]["naam"]


def stukken_in(zip_: bytes, code: str = "GM1690") -> list[dict[str, Any]]:
    stukken: list[dict[str, Any]] = json.loads(uitgepakt(zip_)[f"{code}/dossierstukken.json"])["stukken"]
    return stukken


def test_een_stuk_gaat_mee_met_waar_het_op_volgt(gesloten: Any) -> None:
    """An answer in 2025 on the letter of this round, and a plan that was asked for in time and came later."""
    brief = Brief.objects.get(beoordeling__gemeente__code="GM1690")
    leg(gesloten, Stuksoort.ANTWOORD, date(2025, 2, 3), brief=brief, omschrijving="Wij zijn het eens.")
    gevraagd = leg(gesloten, Stuksoort.PLAN_GEVRAAGD, date(2024, 12, 2), uiterlijk=date(2025, 1, 31))
    plan = leg(gesloten, Stuksoort.PLAN_ONTVANGEN, date(2025, 1, 20), hoort_bij=gevraagd)
    leg(gesloten, Stuksoort.PLAN_AKKOORD, date(2025, 2, 10), hoort_bij=plan)
    nieuw = acties.vervang_stuk(
        door=gesloten.toezichthouder, stuk=gevraagd, datum=date(2024, 12, 3), uiterlijk=date(2025, 1, 31), reden="Dag."
    )
    # Asked for in the half-year after: of the next round.
    later = leg(gesloten, Stuksoort.PLAN_GEVRAAGD, date(2025, 3, 3), uiterlijk=date(2025, 4, 1))
    leg(gesloten, Stuksoort.PLAN_ONTVANGEN, date(2025, 3, 20), hoort_bij=later)
    zip_ = draag_over(gesloten)
    rijen = stukken_in(zip_)
    assert [(rij["soort"], rij["datum"]) for rij in rijen] == [
        ("gesprek-ambtelijk", "2024-08-01"),
        ("plan-gevraagd", "2024-12-03"),
        ("plan-ontvangen", "2025-01-20"),
        ("antwoord", "2025-02-03"),
        ("plan-akkoord", "2025-02-10"),
    ]
    assert [rij["hoort_bij"] for rij in rijen] == [None, None, nieuw.pk, None, plan.pk]
    assert rijen[3]["brief"] == brief.kenmerk
    volgende = acties.open_ronde(
        door=gesloten.toezichthouder, provincie=gesloten.ronde.provincie, halfjaar=gesloten.ronde.halfjaar.volgende
    )
    daar = stukken_van(volgende, gesloten.toezichthouder)[gesloten.gemeente().pk].rijen
    assert [rij["datum"] for rij in daar] == ["2025-01-01", "2025-03-03", "2025-03-20"], "and none of them twice"


def test_een_antwoord_op_een_eerdere_ronde_hoort_niet_bij_deze(gesloten: Any) -> None:
    brief = Brief.objects.get(beoordeling__gemeente__code="GM1690")
    volgende = acties.open_ronde(
        door=gesloten.toezichthouder, provincie=gesloten.ronde.provincie, halfjaar=gesloten.ronde.halfjaar.volgende
    )
    leg(gesloten, Stuksoort.ANTWOORD, date(2025, 2, 3), brief=brief)
    daar = stukken_van(volgende, gesloten.toezichthouder)[gesloten.gemeente().pk].rijen
    assert [rij["soort"] for rij in daar] == ["gesprek-ambtelijk"]


def test_wederhoor_formeel_besluit_en_verzoek_om_verschoning_gaan_mee(gesloten: Any) -> None:
    gemeente, ronde, nu = gesloten.gemeente(), gesloten.ronde, timezone.now()
    Wederhoor.objects.create(
        ronde=ronde, gemeente=gemeente, antwoord="klopt", toelichting="Akkoord.", cijfers={}, vastgelegd_op=nu
    )
    brief = Brief.objects.get(beoordeling__gemeente=gemeente)
    Formeelbesluit.objects.create(brief=brief, grondslag="Hw art. 28", besluit_op=date(2024, 11, 1))
    Verschoonbaarheidsdossier.objects.create(
        gemeente=gemeente,
        provincie=ronde.provincie,
        halfjaar=ronde.halfjaar,
        status="verzonden",
        inhoud={"gronden": []},
        pdf=b"%PDF-1.7",
        sha256="0" * 64,
        gemaakt_op=nu,
        verzonden_op=nu,
    )
    bestanden = uitgepakt(draag_over(gesloten))
    [gezegd] = json.loads(bestanden["GM1690/wederhoor.json"])["wederhoor"]
    assert (gezegd["antwoord"], gezegd["toelichting"]) == ("klopt", "Akkoord.")
    besluit = json.loads(bestanden["GM1690/formeel-besluit-1.json"])
    assert (besluit["grondslag"], besluit["besluit_op"], besluit["ingetrokken_op"]) == (
        "Hw art. 28",
        "2024-11-01",
        None,
    )
    assert bestanden["GM1690/verschoonbaarheid-1.pdf"] == b"%PDF-1.7"
    assert not [naam for naam in bestanden if naam.startswith("GM0119/wederhoor")]


def test_elk_antwoord_op_het_wederhoor_gaat_mee_zonder_namen(gesloten: Any) -> None:
    """The replaced ones too, under what they answer; who gave them is not in it."""
    gemeente, wie = gesloten.gemeente(), gesloten.toezichthouder.gebruiker
    eerst, later = (datetime(2035, 3, dag, 12, tzinfo=UTC) for dag in (3, 7))
    wederhoor = Wederhoor.objects.create(
        ronde=gesloten.ronde,
        gemeente=gemeente,
        antwoord="betwist",
        toelichting="Een te weinig.",
        cijfers={},
        vastgelegd_op=eerst,
    )
    nee = Wederhoorreactie.objects.create(
        wederhoor=wederhoor,
        uitkomst="niet overgenomen",
        reden="COA telt zo.",
        vastgelegd_op=eerst,
        vastgelegd_door=wie,
    )
    Wederhoorreactie.objects.create(
        wederhoor=wederhoor,
        uitkomst="overgenomen",
        reden="Toch wel.",
        vastgelegd_op=later,
        vastgelegd_door=wie,
        vervangt=nee,
    )
    bestanden = uitgepakt(draag_over(gesloten))
    [gezegd] = json.loads(bestanden["GM1690/wederhoor.json"])["wederhoor"]
    assert [(r["uitkomst"], r["reden"], r["vastgelegd_op"][:10], r["vervangt"]) for r in gezegd["reacties"]] == [
        ("niet overgenomen", "COA telt zo.", "2035-03-03", None),
        ("overgenomen", "Toch wel.", "2035-03-07", nee.pk),
    ]
    assert "vastgelegd_door" not in str(gezegd)
    bestand = dict(velden(bestanden["GM1690/wederhoor.bestand.mdto.xml"]))
    assert bestand["checksumDatum"].startswith("2035-03-07")


def velden(xml: bytes) -> list[tuple[str, str]]:
    wortel = ET.fromstring(xml)
    assert wortel.tag == f"{{{NAAMRUIMTE}}}MDTO"
    return [(e.tag.split("}")[1], (e.text or "").strip()) for e in wortel.iter()]


def test_metagegevens_naar_mdto(gesloten: Any) -> None:
    bestanden = uitgepakt(draag_over(gesloten, waardering="tijdelijk te bewaren", bewaarjaren=10))
    brief = Brief.objects.get(beoordeling__gemeente__code="GM1690")
    bestand = dict(velden(bestanden["GM1690/brief-1.bestand.mdto.xml"]))
    assert bestand["checksumWaarde"] == brief.sha256
    assert bestand["omvang"] == str(len(bytes(brief.pdf or b"")))
    assert bestand["checksumDatum"].startswith(timezone.localdate(brief.verzonden_op).isoformat())
    object_ = velden(bestanden["GM1690/brief-1.mdto.xml"])
    waarden = dict(object_)
    assert (waarden["dekkingInTijdBegindatum"], waarden["dekkingInTijdEinddatum"]) == ("2024-01-01", "2024-06-30")
    assert waarden["termijnLooptijd"] == "P10Y"
    assert waarden["naam"].startswith("Brief")
    zonder = dict(velden(uitgepakt(draag_over(gesloten))["ronde.mdto.xml"]))
    assert "bewaartermijn" not in zonder
    assert ("begripLabel", "nog te bepalen") in velden(uitgepakt(draag_over(gesloten))["ronde.mdto.xml"])


def test_elke_xml_past_op_mdto(gesloten: Any) -> None:
    bestanden = uitgepakt(draag_over(gesloten, waardering="tijdelijk te bewaren", bewaarjaren=10))
    xml = {naam: inhoud for naam, inhoud in bestanden.items() if naam.endswith(".xml")}
    assert len(xml) > 10
    assert {naam: fout for naam, inhoud in xml.items() if (fout := fouten_in_mdto(inhoud))} == {}


def test_een_stuk_van_een_gemeente_zonder_brief_gaat_ook_mee(gesloten: Any) -> None:
    """One that came after the peildatum, by a merger say: its pieces are in no other round."""
    nieuw = Gemeente.objects.create(
        code="GM9999", naam="Nieuw", provincie=gesloten.ronde.provincie, geldig_van=date(2024, 7, 2)
    )
    leg_vast(
        Dossierstuk(
            provincie=gesloten.ronde.provincie,
            gemeente=nieuw,
            soort="gesprek-ambtelijk",
            datum=date(2024, 8, 5),
            omschrijving="Kennismaking.",
        ),
        door=gesloten.toezichthouder,
    )
    zip_ = draag_over(gesloten)
    assert [rij["datum"] for rij in stukken_in(zip_, "GM9999")] == ["2024-08-05"]
    bestanden = uitgepakt(zip_)
    assert "GM9999/dossier.mdto.xml" in bestanden
    assert b"PV22-2024-1/GM9999" in bestanden["ronde.mdto.xml"]


def test_elk_kenmerk_is_van_een_ding_en_elke_verwijzing_komt_aan(gesloten: Any) -> None:
    """Packages of many rounds come together in one archive: a kenmerk names the round as well."""
    bestanden = uitgepakt(draag_over(gesloten))
    eigen, verwezen = [], set()
    for naam, inhoud in bestanden.items():
        if naam.endswith(".xml"):
            [ding] = ET.fromstring(inhoud)
            eigen.append(ding.findtext(f"{{{NAAMRUIMTE}}}identificatie/{{{NAAMRUIMTE}}}identificatieKenmerk"))
            verwezen |= {e.text for v in ding.iter(f"{{{NAAMRUIMTE}}}verwijzingIdentificatie") for e in v[:1]}
    assert len(set(eigen)) == len(eigen)
    assert {str(kenmerk).split("/")[0] for kenmerk in eigen} == {"PV22-2024-1"}
    # Everything but the files themselves hangs under something, and the other way round.
    assert verwezen == set(eigen)


def test_zelfde_ronde_zelfde_bytes_en_in_het_logboek(gesloten: Any, nieuwe_regels: Any) -> None:
    eerste = draag_over(gesloten)
    assert eerste == draag_over(gesloten)
    regel = nieuwe_regels().filter(handeling="ronde overgedragen").first()
    assert regel.gegevens["sha256"] == hashlib.sha256(eerste).hexdigest()
    assert regel.gegevens["bestanden"] == len(uitgepakt(eerste)) - 1


def test_overdragen_op_de_pagina(gesloten: Any, als: Als) -> None:
    client, adres = als(DRENTHE), reverse("ronde-archief", args=[gesloten.ronde.pk])
    form = client.get(adres).context["form"]
    gegevens = {"inzending": form["inzending"].value(), "waardering": "nog te bepalen", "bewaarjaren": ""}
    fout = client.post(adres, gegevens | {"waardering": ""})
    assert fout.status_code == 200
    antwoord = client.post(adres, gegevens)
    assert antwoord.headers["Content-Disposition"] == 'attachment; filename="archief-PV22-2024-1.zip"'
    assert INVENTARIS in uitgepakt(antwoord.getvalue())
    assert client.post(adres, gegevens).status_code == 302, "sent in twice: done once"
