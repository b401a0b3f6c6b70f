"""The guard in the database: on SQLite and PostgreSQL alike, whatever way one comes in."""

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from organisaties import logboek
from organisaties.bewaking import aanwezige_triggers, bewaakte_modellen, verwachte_triggers
from organisaties.models import Gemeente, Logregel
from organisaties.vastleggen import AlGewijzigd, leg_vast, trek_in
from taakstelling.models import Huishouden, Mutatie, Plaatsing, Realisatie
from taakstelling.regels.halfjaar import Halfjaar

pytestmark = pytest.mark.django_db


def rij() -> Mutatie:
    return leg_vast(
        Mutatie(
            gemeente=Gemeente.objects.get(code="GM1690"),
            datum=date(2024, 1, 1),
            soort="beginstand",
            aantal=-10,
            grondslag="Brief",
            reden="Stand bij het begin",
        ),
        door=None,
    )


def weigert(opdracht: str, waarden: list[Any]) -> None:
    with pytest.raises(DatabaseError, match="ligt vast"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(opdracht, waarden)


def test_triggers_zijn_precies_die_van_de_lijst(db: None) -> None:
    assert aanwezige_triggers(connection) == verwachte_triggers(connection)
    assert len(bewaakte_modellen()) >= 8
    assert Logregel in bewaakte_modellen()


@pytest.mark.usefixtures("land")
@pytest.mark.parametrize(
    ("kolom", "waarde"),
    [("aantal", 0), ("datum", "2024-07-01"), ("vastgelegd_op", "2020-01-01 00:00:00+00:00"), ("grondslag", "Anders")],
)
def test_wijzigen_van_een_feit_wordt_geweigerd(kolom: str, waarde: object) -> None:
    feit = rij()
    weigert(f"UPDATE taakstelling_mutatie SET {kolom} = %s WHERE id = %s", [waarde, feit.pk])
    assert Mutatie.objects.get(pk=feit.pk).aantal == -10


@pytest.mark.usefixtures("land")
def test_verwijderen_van_een_feit_wordt_geweigerd() -> None:
    feit = rij()
    weigert("DELETE FROM taakstelling_mutatie WHERE id = %s", [feit.pk])
    with pytest.raises(TypeError, match="niet verwijderd"):
        feit.delete()
    with pytest.raises(TypeError, match="niet verwijderd"):
        Mutatie.objects.all().delete()
    with pytest.raises(TypeError, match="niet gewijzigd"):
        Mutatie.objects.update(aantal=0)
    with pytest.raises(TypeError, match="niet gewijzigd"):
        feit.save()
    assert Mutatie.objects.count() == 1


@pytest.mark.usefixtures("land")
def test_intrekken_kan_een_keer_en_is_dan_ook_vast() -> None:
    feit = rij()
    trek_in(feit, door=None, reden="Verkeerde gemeente")
    with pytest.raises(AlGewijzigd):
        trek_in(feit, door=None, reden="Nog eens")
    weigert("UPDATE taakstelling_mutatie SET ingetrokken_op = NULL, reden_intrekking = '' WHERE id = %s", [feit.pk])
    weigert("UPDATE taakstelling_mutatie SET reden_intrekking = 'Anders' WHERE id = %s", [feit.pk])
    assert Mutatie.objects.get(pk=feit.pk).reden_intrekking == "Verkeerde gemeente"


@pytest.mark.usefixtures("land")
def test_overschrijven_bij_het_invoegen_wordt_geweigerd() -> None:
    """On the same id, and on another unique key, where SQLite's REPLACE would delete the row without anybody asking."""
    feit = rij()
    kolommen = ", ".join(veld.column for veld in Mutatie._meta.local_fields)
    anders = kolommen.replace("aantal", "999")
    uit = "FROM taakstelling_mutatie WHERE id = %s"
    if connection.vendor == "sqlite":
        for waarden in (anders, anders.replace("id,", "id + 1,", 1)):
            weigert(f"INSERT OR REPLACE INTO taakstelling_mutatie ({kolommen}) SELECT {waarden} {uit}", [feit.pk])
    else:
        bij_botsing = "ON CONFLICT (id) DO UPDATE SET aantal = 999"
        weigert(f"INSERT INTO taakstelling_mutatie ({kolommen}) SELECT {anders} {uit} {bij_botsing}", [feit.pk])
    assert list(Mutatie.objects.values_list("pk", "aantal")) == [(feit.pk, -10)]


@pytest.mark.usefixtures("land")
def test_logregel_wordt_niet_gewijzigd_of_verwijderd() -> None:
    regel = logboek.schrijf(door=None, handeling="proef", op=Gemeente)
    weigert("UPDATE organisaties_logregel SET handeling = 'anders' WHERE id = %s", [regel.pk])
    weigert("DELETE FROM organisaties_logregel WHERE id = %s", [regel.pk])


@pytest.mark.usefixtures("land")
def test_wissen_van_een_huishouden_laat_de_plaatsing_en_haar_aantal_staan() -> None:
    gemeente = Gemeente.objects.get(code="GM1690")
    huishouden = Huishouden.objects.create(koppelgemeente=gemeente, kenmerk="A-1")
    plaatsing = leg_vast(
        Plaatsing(
            huishouden=huishouden,
            koppelgemeente=gemeente,
            huisvestingsgemeente=gemeente,
            teldatum=date(2024, 3, 1),
            halfjaar=Halfjaar(2024, 1),
            volwassenen=2,
            meegeteld=2,
        ),
        door=None,
    )
    huishouden.delete()
    plaatsing.refresh_from_db()
    assert (plaatsing.huishouden, plaatsing.meegeteld) == (None, 2)
    ander = Huishouden.objects.create(koppelgemeente=gemeente, kenmerk="B-2")
    weigert("UPDATE taakstelling_plaatsing SET huishouden_id = %s WHERE id = %s", [ander.pk, plaatsing.pk])


@pytest.mark.usefixtures("land")
def test_vervangen_trekt_de_oude_rij_op_hetzelfde_moment_in() -> None:
    gemeente = Gemeente.objects.get(code="GM1690")
    velden = {"gemeente": gemeente, "halfjaar": Halfjaar(2024, 1), "cijfers_per": date(2024, 7, 3), "bron": "COA"}
    oud = leg_vast(Realisatie(**velden, aantal=22), door=None)
    nieuw = leg_vast(Realisatie(**velden, aantal=23), door=None, vervangt=oud)
    oud.refresh_from_db()
    assert oud.ingetrokken_op == nieuw.vastgelegd_op
    assert list(Realisatie.objects.bekend().values_list("aantal", flat=True)) == [23]
    assert list(Realisatie.objects.bekend(timezone.localdate()).values_list("aantal", flat=True)) == [23]
