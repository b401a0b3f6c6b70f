"""The guard in the database: triggers that refuse to delete or change what must stay as it was written.

One list of models (`bewaakte_modellen`) makes the triggers on SQLite and PostgreSQL alike. They are made again after
every migrate, because SQLite drops a trigger when it rebuilds a table. A test compares the triggers
present with the list.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper

from organisaties.registratie import Registratie

WEIGERING = "Thuisstand: deze regel ligt vast"
_INTREKKING = ("ingetrokken_op", "ingetrokken_door", "reden_intrekking")


def bewaakte_modellen() -> list[type[models.Model]]:
    """Every fact (`Registratie`), every `onveranderlijk` model, those fixed after `concept` or in `vaste_velden`."""
    return [
        model
        for model in apps.get_models()
        if issubclass(model, Registratie)
        or getattr(model, "onveranderlijk", False)
        or getattr(model, "vrij_na_concept", None) is not None
        or hasattr(model, "vaste_velden")
    ]


def _mag_gewijzigd(model: type[models.Model], gelijk: str) -> str:
    """SQL that is true for an UPDATE that is allowed; `gelijk` is the engine's null-safe equality."""

    def zelfde(velden: list[Any]) -> str:
        return " AND ".join(f'NEW."{v.column}" {gelijk} OLD."{v.column}"' for v in velden)

    velden = list(model._meta.local_fields)
    if issubclass(model, Registratie):
        intrekking = [v for v in velden if v.name in _INTREKKING]
        persoonlijk = [v for v in velden if v.name in model.persoonlijke_velden]
        vast = [v for v in velden if v not in intrekking and v not in persoonlijk]
        delen = [zelfde(vast), f'(OLD."ingetrokken_op" IS NULL OR ({zelfde(intrekking)}))']
        delen += [f'({zelfde([v])} OR NEW."{v.column}" IS NULL)' for v in persoonlijk]
        return " AND ".join(delen)
    if hasattr(model, "vaste_velden"):
        return zelfde([v for v in velden if v.name in (*model.vaste_velden, "id")])
    vrij = getattr(model, "vrij_na_concept", None)
    if vrij is not None:
        rest = zelfde([v for v in velden if v.name not in vrij])
        return f"OLD.\"status\" = 'concept' OR (NEW.\"status\" <> 'concept' AND {rest})"
    return "1 = 0"


def _mag_verwijderd(model: type[models.Model]) -> str:
    if hasattr(model, "vaste_velden"):
        return "1 = 1"
    return "OLD.\"status\" = 'concept'" if hasattr(model, "vrij_na_concept") else "1 = 0"


def _namen(model: type[models.Model], vendor: str) -> tuple[str, str, str]:
    """The third guards what only one engine has: INSERT OR REPLACE on SQLite, TRUNCATE on PostgreSQL."""
    tabel = model._meta.db_table
    derde = "vervang" if vendor == "sqlite" else "leeg"
    return f"bewaak_{tabel}_wijzig", f"bewaak_{tabel}_verwijder", f"bewaak_{tabel}_{derde}"


def _sql(model: type[models.Model], vendor: str) -> list[str]:
    tabel = model._meta.db_table
    wijzig, verwijder, derde = _namen(model, vendor)
    weg = _mag_verwijderd(model)
    sleutel = model._meta.pk.column
    if vendor == "sqlite":
        bestaat = f'EXISTS (SELECT 1 FROM "{tabel}" WHERE "{sleutel}" = NEW."{sleutel}")'  # noqa: S608  # our own names
        weiger = f"BEGIN SELECT RAISE(ABORT, '{WEIGERING}'); END"
        return [
            f'CREATE TRIGGER "{wijzig}" BEFORE UPDATE ON "{tabel}" WHEN NOT ({_mag_gewijzigd(model, "IS")}) {weiger}',
            f'CREATE TRIGGER "{verwijder}" BEFORE DELETE ON "{tabel}" WHEN NOT ({weg}) {weiger}',
            # A REPLACE that meets another unique key is stopped by the trigger above, with recursive_triggers on.
            f'CREATE TRIGGER "{derde}" BEFORE INSERT ON "{tabel}" WHEN {bestaat} {weiger}',
        ]
    if vendor == "postgresql":
        functie = "EXECUTE FUNCTION thuisstand_weiger()"
        toegestaan = _mag_gewijzigd(model, "IS NOT DISTINCT FROM")
        return [
            f'CREATE TRIGGER "{wijzig}" BEFORE UPDATE ON "{tabel}" FOR EACH ROW WHEN (NOT ({toegestaan})) {functie}',
            f'CREATE TRIGGER "{verwijder}" BEFORE DELETE ON "{tabel}" FOR EACH ROW WHEN (NOT ({weg})) {functie}',
            f'CREATE TRIGGER "{derde}" BEFORE TRUNCATE ON "{tabel}" FOR EACH STATEMENT {functie}',
        ]
    raise NotImplementedError(f"Geen bewaking voor {vendor}; kies SQLite of PostgreSQL.")


def verwachte_triggers(connection: BaseDatabaseWrapper) -> set[str]:
    return {naam for model in bewaakte_modellen() for naam in _namen(model, connection.vendor)}


def aanwezige_triggers(connection: BaseDatabaseWrapper) -> set[str]:
    vraag = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(vraag)
        return {naam for (naam,) in cursor.fetchall() if naam.startswith("bewaak_")}


def maak_triggers(connection: BaseDatabaseWrapper) -> None:
    """Make the guard exactly what the list says: drop what is there, make what should be."""
    verwijder_triggers(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "CREATE OR REPLACE FUNCTION thuisstand_weiger() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN RAISE EXCEPTION '{WEIGERING}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
            )
        bestaand = set(connection.introspection.table_names(cursor))
        for model in bewaakte_modellen():
            if model._meta.db_table in bestaand:
                for opdracht in _sql(model, connection.vendor):
                    cursor.execute(opdracht)


def verwijder_triggers(connection: BaseDatabaseWrapper) -> None:
    aanwezig = aanwezige_triggers(connection)
    with connection.cursor() as cursor:
        for model in bewaakte_modellen():
            for naam in _namen(model, connection.vendor):
                if naam in aanwezig:
                    op = "" if connection.vendor == "sqlite" else f' ON "{model._meta.db_table}"'
                    cursor.execute(f'DROP TRIGGER "{naam}"{op}')


@contextmanager
def zonder_bewaking(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Lift the guard for a while; only test teardown does this."""
    verwijder_triggers(connection)
    try:
        yield
    finally:
        maak_triggers(connection)


def na_migratie(sender: Any, using: str, plan: Any = None, **kwargs: Any) -> None:
    """After `migrate`: once, when the last app reports."""
    if sender.label == list(apps.app_configs)[-1]:
        maak_triggers(connections[using])
