"""Closing a half-year: what is frozen, what comes later, and opening it again."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from organisaties.models import Gemeente, Lidmaatschap, Logregel, Opvolging, Provincie
from organisaties.templatetags.weergave import datum
from organisaties.toegang import GeenToegang
from organisaties.vastleggen import trek_in
from taakstelling import bevroren
from taakstelling.acties.afsluitingen import heropen, sluit_af
from taakstelling.acties.feiten import leg_feiten_vast, trek_feit_in
from taakstelling.cijfers import reken_na, stand_van, standen, standen_voor
from taakstelling.models import Afsluiting, Mutatie, Realisatie
from taakstelling.overzicht.afsluitingen import latere_feiten
from taakstelling.overzicht.opbouw import opbouw
from taakstelling.regels.halfjaar import Halfjaar
from tests.taakstelling import cijferfeiten as feit
from tests.taakstelling.cijferfeiten import DE_WOLDEN, EEN, MEPPEL

pytestmark = pytest.mark.django_db
TWEE = EEN.volgende
DRIE = TWEE.volgende


def sluit(*halfjaren: Halfjaar, provincie: str = "PV22", door: Lidmaatschap | None = None) -> Afsluiting:
    for halfjaar in halfjaren:
        afsluiting = sluit_af(door=door, provincie=Provincie.objects.get(code=provincie), halfjaar=halfjaar)
    return afsluiting


def open_weer(halfjaar: Halfjaar, **anders: Any) -> list[Afsluiting]:
    gegevens = {"reden": "COA herstelde een cijfer", "tot": timezone.localdate() + timedelta(days=7)} | anders
    return heropen(door=None, provincie=Provincie.objects.get(code="PV22"), halfjaar=halfjaar, **gegevens)


def vul_drenthe() -> None:
    """De Wolden as in its letter, Meppel with a voorsprong of 4, both with a taakstelling of 24 in what follows."""
    feit.de_wolden()
    feit.beginstand(MEPPEL, 0)
    feit.taakstelling(MEPPEL, 20)
    feit.officieel(MEPPEL, 24)
    for code in (DE_WOLDEN, MEPPEL):
        for halfjaar in (TWEE, DRIE):
            feit.taakstelling(code, 24, halfjaar)


@pytest.fixture
def drenthe(wereld: Any) -> Any:
    vul_drenthe()
    return wereld


@pytest.mark.usefixtures("drenthe")
def test_gesloten_halfjaar_verandert_niet_en_het_verschil_is_nagekomen() -> None:
    """De Wolden: COA restates 23 as 25; the closed half-year keeps its −13, the next one gets +2."""
    voor = stand_van(DE_WOLDEN, EEN)
    sluit(EEN)
    feit.officieel(DE_WOLDEN, 25, per=date(2024, 9, 1))
    een, twee = stand_van(DE_WOLDEN, EEN), stand_van(DE_WOLDEN, TWEE)
    assert (een.stand_eind, een.realisatie, een.gesloten, een.later) == (voor.stand_eind, 23, True, 2)
    assert (twee.stand_begin, twee.nagekomen, twee.nagekomen_over) == (-13, 2, ((EEN, 2),))
    assert (twee.mutaties, twee.opgave, twee.gesloten) == (2, 24 + 13 - 2, False)


@pytest.mark.usefixtures("drenthe")
def test_laat_ingetrokken_is_ook_nagekomen() -> None:
    sluit(EEN)
    trek_in(Realisatie.objects.get(gemeente__code=MEPPEL), door=None, reden="Verkeerde gemeente")
    feit.officieel(MEPPEL, 21)
    een, twee = stand_van(MEPPEL, EEN), stand_van(MEPPEL, TWEE)
    assert (een.stand_eind, een.later) == (4, -3)
    assert (twee.stand_begin, twee.nagekomen, twee.opgave) == (4, -3, 24 - 4 + 3)


@pytest.mark.usefixtures("drenthe")
def test_nagekomen_wordt_mee_gesloten_en_telt_een_keer() -> None:
    sluit(EEN)
    feit.officieel(DE_WOLDEN, 25, per=date(2024, 9, 1))
    feit.officieel(DE_WOLDEN, 20, TWEE)
    live = stand_van(DE_WOLDEN, TWEE).stand_eind
    sluit(TWEE)
    feit.officieel(DE_WOLDEN, 22, per=date(2024, 10, 1))
    een, twee, drie = (stand_van(DE_WOLDEN, h) for h in (EEN, TWEE, DRIE))
    assert (een.later, twee.later) == (-1, 0)
    assert (twee.nagekomen, twee.stand_eind) == (2, live)
    assert (drie.stand_begin, drie.nagekomen, drie.nagekomen_over) == (live, -3, ((EEN, -3),))


@pytest.mark.usefixtures("drenthe")
def test_onbekende_stand_ligt_niet_vast() -> None:
    sluit(EEN)
    assert not stand_van("GM1708", EEN).gesloten  # a gemeente of another provincie
    feit.beginstand(DE_WOLDEN, -4, TWEE)
    feit.officieel(DE_WOLDEN, 99, per=date(2024, 9, 1))
    twee = stand_van(DE_WOLDEN, TWEE)
    assert (twee.stand_begin, twee.nagekomen) == (-4, 0)


@pytest.mark.usefixtures("drenthe")
def test_ingetrokken_taakstelling_maakt_nagekomen_onbekend() -> None:
    sluit(EEN)
    trek_in(stand_rij(), door=None, reden="Fout")
    een, twee = stand_van(DE_WOLDEN, EEN), stand_van(DE_WOLDEN, TWEE)
    assert (een.stand_eind, een.later) == (-13, None)
    assert (twee.nagekomen, twee.mutaties, twee.opgave) == (None, None, None)


def stand_rij() -> Any:
    from taakstelling.models import Taakstelling

    return Taakstelling.objects.get(gemeente__code=DE_WOLDEN, halfjaar=EEN)


@pytest.mark.usefixtures("drenthe")
def test_bekend_op_kiest_de_afsluiting_van_toen() -> None:
    sluit(EEN)
    feit.officieel(DE_WOLDEN, 25, per=date(2024, 9, 1))
    vandaag = timezone.localdate()
    nu, gisteren = (stand_van(DE_WOLDEN, EEN, bekend_op=dag) for dag in (vandaag, vandaag - timedelta(days=1)))
    assert (nu.stand_eind, nu.gesloten, gisteren.stand_eind, gisteren.gesloten) == (-13, True, None, False)
    open_weer(EEN)
    assert stand_van(DE_WOLDEN, EEN, bekend_op=vandaag).stand_eind == -11


@pytest.mark.usefixtures("drenthe")
def test_wie_de_eigen_telling_niet_mag_zien_krijgt_ook_van_een_gesloten_halfjaar_alleen_coa(wereld: Any) -> None:
    """Frozen on the own count: that count stays hidden, and so is the stand that follows from it."""
    feit.plaatsing(DE_WOLDEN, TWEE, volwassenen=5)
    feit.officieel(DE_WOLDEN, 3, TWEE, per=TWEE.begin + timedelta(days=30))
    sluit(EEN, TWEE)
    gemeente = [feit.gemeente(DE_WOLDEN)]
    eigen = standen_voor(wereld.lid("huisvesting@dewolden.example"), gemeente, TWEE, DRIE)
    ander = standen_voor(wereld.lid("griffie@raad.example"), gemeente, TWEE, DRIE)
    assert (eigen[DE_WOLDEN, TWEE].realisatie, eigen[DE_WOLDEN, DRIE].stand_begin) == (5, -13 - 24 + 5)
    assert (ander[DE_WOLDEN, TWEE].realisatie, ander[DE_WOLDEN, DRIE].stand_begin) == (3, -13 - 24 + 3)
    assert ander[DE_WOLDEN, TWEE].eigen is None


def test_van_een_opgegane_gemeente_komt_het_na_bij_de_opvolger(land: None) -> None:
    """Leek goes over into Westerkwartier on 1 January 2019; what comes later about 2018-2 lands there in 2019-2."""
    h, eerste = Halfjaar(2018, 2), Halfjaar(2019, 1)
    for code, stand in (("GM0022", -3), ("GM0015", 0), ("GM0025", 0), ("GM0056", 0)):
        feit.beginstand(code, stand, h)
        feit.taakstelling(code, 10, h)
        feit.officieel(code, 10, h)
    feit.taakstelling("GM1969", 30, eerste)
    feit.officieel("GM1969", 30, eerste)
    sluit(h, eerste, provincie="PV20")
    assert stand_van("GM1969", eerste).stand_eind == -3
    feit.officieel("GM0022", 14, h, per=date(2019, 9, 1))
    assert (stand_van("GM0022", h).stand_eind, stand_van("GM1969", eerste).stand_eind) == (-3, -3)
    daarna = stand_van("GM1969", eerste.volgende)
    assert (daarna.stand_begin, daarna.nagekomen) == (-3, 4)


@pytest.mark.usefixtures("drenthe")
def test_voorganger_in_een_provincie_die_verder_gesloten_heeft_brengt_haar_stand_mee() -> None:
    """Drenthe closed the half-year in which its Oude Vaart goes over into Steenwijkerland, Overijssel did not yet."""
    oud, nieuw = "GM8000", "GM1708"
    van = Gemeente.objects.create(
        code=oud, naam="Oude Vaart", provincie=Provincie.objects.get(code="PV22"), geldig_tot=date(2024, 9, 1)
    )
    Opvolging.objects.create(van=van, naar=feit.gemeente(nieuw), volgorde=0)
    for code in (oud, nieuw):
        feit.beginstand(code, -4)
        for halfjaar in (EEN, TWEE, DRIE):
            feit.taakstelling(code, 7, halfjaar)
            feit.officieel(code, 5, halfjaar)
    sluit(EEN, provincie="PV23")
    sluit(EEN, TWEE)
    twee, drie = (stand_van(nieuw, halfjaar) for halfjaar in (TWEE, DRIE))
    assert (twee.herindeling, twee.stand_eind) == (-8, -6 - 2 - 8)
    assert (drie.stand_begin, drie.nagekomen) == (-16, 0)
    assert standen_voor(None, [feit.gemeente(nieuw)], TWEE, TWEE)[nieuw, TWEE].stand_eind == -16


@pytest.mark.usefixtures("drenthe")
def test_cijfers_volgen_uit_de_bewaarde_rijen_ook_na_latere_wijzigingen() -> None:
    een = sluit(EEN)
    feit.officieel(DE_WOLDEN, 25, per=date(2024, 9, 1))
    trek_in(Realisatie.objects.get(gemeente__code=MEPPEL), door=None, reden="Fout")
    feit.officieel(MEPPEL, 22)
    feit.officieel(MEPPEL, 22, TWEE)
    feit.officieel(DE_WOLDEN, 22, TWEE)
    twee = sluit(TWEE)
    feit.officieel(DE_WOLDEN, 11, TWEE, per=date(2025, 2, 1))
    assert twee.rijen["eraf"]["realisatie"] != []
    assert set(twee.rijen["erbij"]["realisatie"]).isdisjoint(een.rijen["erbij"]["realisatie"])
    assert [reken_na(een), reken_na(twee)] == [[], []]


@pytest.mark.usefixtures("drenthe")
def test_sluiten_gaat_op_volgorde_na_de_peildatum_en_door_de_eigen_provincie(wereld: Any) -> None:
    drenthe, overijssel = wereld.lid("toezicht@drenthe.example"), wereld.lid("toezicht@overijssel.example")
    with pytest.raises(GeenToegang):
        sluit(EEN, door=overijssel)
    loopt = Halfjaar.van_datum(timezone.localdate())
    with pytest.raises(ValidationError, match=f"nog niet voorbij. Sluiten kan vanaf {datum(loopt.eind)}"):
        sluit(loopt, door=drenthe)
    sluit(EEN, door=drenthe)
    with pytest.raises(ValidationError, match="Sluit eerst de 2e helft van 2024"):
        sluit(DRIE, door=drenthe)
    for al in (EEN, EEN.vorige):
        with pytest.raises(ValidationError, match="Gesloten is alles tot en met"):
            sluit(al, door=drenthe)
    with pytest.raises(GeenToegang):
        heropen(door=overijssel, provincie=drenthe.provincie, halfjaar=EEN, reden="x", tot=timezone.localdate())
    regel = Logregel.objects.get(handeling="halfjaar gesloten")
    assert (regel.gegevens["halfjaar"], regel.provincie, regel.gebruiker) == (
        "2024-1",
        drenthe.provincie,
        drenthe.gebruiker,
    )


@pytest.mark.usefixtures("drenthe")
def test_eerdere_datum_wordt_geweigerd_onder_een_gesloten_halfjaar() -> None:
    sluit(EEN)
    rij = Realisatie(
        gemeente=feit.gemeente(DE_WOLDEN), halfjaar=EEN, cijfers_per=date(2024, 7, 9), aantal=1, bron="COA"
    )
    assert bevroren.geraakt([rij]) == [0]
    with pytest.raises(ValidationError, match="gesloten"):
        leg_feiten_vast(door=None, rijen=[rij], op=timezone.now() - timedelta(days=90))


@pytest.mark.usefixtures("drenthe")
def test_besluit_over_twee_provincies_landt_in_het_eerste_halfjaar_dat_in_beide_open_is() -> None:
    def besluit(halfjaar: Halfjaar) -> list[Mutatie]:
        return [
            Mutatie(
                gemeente=feit.gemeente(code),
                datum=halfjaar.begin + timedelta(days=9),
                soort="herverdeling",
                aantal=aantal,
                grondslag="Afspraak",
                reden="-",
            )
            for code, aantal in ((DE_WOLDEN, 5), ("GM1708", -5))
        ]

    feit.beginstand("GM1708", 0)
    feit.taakstelling("GM1708", 10)
    feit.officieel("GM1708", 10)
    eerder = besluit(EEN)
    leg_feiten_vast(door=None, rijen=eerder)
    sluit(EEN)
    with pytest.raises(ValidationError, match="Kies een datum in de 2e helft van 2024"):
        leg_feiten_vast(door=None, rijen=besluit(EEN.vorige))
    with pytest.raises(ValidationError, match="Leg het tegengestelde besluit vast in de 2e helft van 2024"):
        trek_feit_in(door=None, rij=eerder[0], reden="Toch niet")
    leg_feiten_vast(door=None, rijen=besluit(TWEE))
    assert [stand_van(code, TWEE).herverdeling for code in (DE_WOLDEN, "GM1708")] == [5, -5]
    sluit(EEN, provincie="PV23")
    trek_feit_in(door=None, rij=eerder[0], reden="Toch niet")
    assert stand_van(DE_WOLDEN, TWEE).nagekomen == -5


@pytest.mark.usefixtures("drenthe")
def test_later_wordt_per_feit_genoemd_en_plaatsingen_alleen_voor_wie_ze_mag_zien(wereld: Any) -> None:
    afsluiting = sluit(EEN)
    feit.officieel(DE_WOLDEN, 25, per=date(2024, 9, 1))
    plaatsing = feit.plaatsing(DE_WOLDEN, EEN, volwassenen=2)
    trek_in(plaatsing, door=None, reden="Dubbel")
    gemeenten = [feit.gemeente(DE_WOLDEN), feit.gemeente(MEPPEL)]

    def gezien(email: str) -> list[tuple[str, str]]:
        rijen = latere_feiten(wereld.lid(email), gemeenten[:1], afsluiting, over=EEN)
        return sorted((later.wat, later.gebeurd) for later in rijen)

    coa = ("COA-cijfer 25 per 1 september 2024", "vastgelegd")
    alles = [coa, ("Plaatsing van 2 personen", "ingetrokken"), ("Plaatsing van 2 personen", "vastgelegd")]
    assert gezien("huisvesting@dewolden.example") == alles
    assert gezien("griffie@raad.example") == [coa]
    feit.plaatsing(DE_WOLDEN, EEN, volwassenen=3)
    assert gezien("toezicht@drenthe.example") == [
        coa,
        ("Eigen telling, 2 personen", "ingetrokken"),
        ("Eigen telling, 5 personen", "vastgelegd"),
    ]
    assert latere_feiten(None, gemeenten, afsluiting, over=TWEE) == []


@pytest.mark.usefixtures("drenthe")
def test_pagina_van_een_dag_noemt_niet_wat_pas_daarna_kwam(wereld: Any) -> None:
    sluit(EEN)
    vandaag, lid = timezone.localdate(), wereld.lid("toezicht@drenthe.example")
    feit.officieel(DE_WOLDEN, 25, per=date(2024, 9, 1), op=timezone.now() + timedelta(days=2))
    nu, toen = (
        [opbouw(lid, feit.gemeente(DE_WOLDEN), h, vandaag, bekend_op=dag) for h in (EEN, TWEE)]
        for dag in (None, vandaag)
    )
    assert (len(nu[0].later), len(nu[1].nagekomen)) == (1, 1)
    assert (toen[0].later, toen[1].nagekomen) == ([], [])


@pytest.mark.usefixtures("drenthe")
def test_zonder_latere_feiten_worden_geen_feiten_van_vroeger_gelezen() -> None:
    for code in (DE_WOLDEN, MEPPEL):
        feit.officieel(code, 20, TWEE)
    sluit(EEN, TWEE)
    with CaptureQueriesContext(connection) as gevangen:
        lijnen = standen([DE_WOLDEN, MEPPEL], DRIE, DRIE)
    tellingen = [v["sql"] for v in gevangen if "SUM(" in v["sql"]]
    assert len(tellingen) == 1 and f'"halfjaar" > {TWEE.volgnummer}' in tellingen[0]
    assert lijnen[DE_WOLDEN, DRIE].stand_begin == stand_van(DE_WOLDEN, TWEE).stand_eind == -17
    feit.plaatsing(MEPPEL, EEN, volwassenen=1)
    with CaptureQueriesContext(connection) as gevangen:
        meppel = standen([DE_WOLDEN, MEPPEL], DRIE, DRIE)[MEPPEL, DRIE]
    assert (meppel.stand_begin, meppel.nagekomen) == (lijnen[MEPPEL, DRIE].stand_begin, 0)
    # Of Meppel everything is folded again; COA's figure still counts, so nothing came later after all.
    assert len([v for v in gevangen if "SUM(" in v["sql"]]) == 2


@pytest.mark.usefixtures("drenthe")
def test_paginas_van_sluiten_tot_heropenen(als: Callable[[str], Client]) -> None:
    client = als("toezicht@drenthe.example")
    naar = reverse("halfjaar-sluiten", args=[EEN])
    assert "Wat wordt vastgelegd" in client.get(naar).content.decode()
    inzending = client.get(naar).context["form"]["inzending"].value()
    assert client.post(naar, {"inzending": inzending}).status_code == 302
    assert client.post(naar, {"inzending": inzending}).status_code == 302
    assert Afsluiting.objects.count() == 1
    feit.officieel(DE_WOLDEN, 25, per=date(2024, 9, 1))
    pagina = client.get(reverse("afsluiting", args=[EEN])).content.decode()
    assert "COA-cijfer 25 per 1 september 2024" in pagina and "1 gemeente</strong>" in pagina
    weer = reverse("halfjaar-heropenen", args=[EEN])
    dag = (timezone.localdate() + timedelta(days=3)).isoformat()
    sleutel = client.get(weer).context["form"]["inzending"].value()
    assert client.post(weer, {"inzending": sleutel, "reden": "", "tot": dag}).status_code == 200
    gedaan = client.post(weer, {"inzending": sleutel, "reden": "Fout cijfer", "tot": dag}, follow=True)
    assert f"Sluit haar uiterlijk op {datum(timezone.localdate() + timedelta(days=3))}." in gedaan.content.decode()
    assert client.get(reverse("afsluiting", args=[EEN])).status_code == 404
    assert "heropend tot en met" in client.get(reverse("afsluitingen")).content.decode()
