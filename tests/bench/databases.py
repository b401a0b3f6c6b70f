"""Databases of our own, made for one run and gone after it; the application sees one of them at a time as its own."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import dj_database_url
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.db.utils import load_backend


class Databank:
    """A database with the application's tables. `with databank.in_gebruik():` makes it the application's own."""

    def __init__(self, gegevens: dict[str, Any]) -> None:
        alle = connections.configure_settings({"default": gegevens})
        self._verbinding: Any = load_backend(gegevens["ENGINE"]).DatabaseWrapper(alle["default"], "default")

    @property
    def motor(self) -> str:
        return "SQLite" if self._verbinding.vendor == "sqlite" else "PostgreSQL"

    @property
    def versie(self) -> str:
        with self._verbinding.cursor() as cursor:
            cursor.execute("SELECT sqlite_version()" if self.motor == "SQLite" else "SHOW server_version")
            return f"{self.motor} {cursor.fetchone()[0].split()[0]}"

    @contextmanager
    def in_gebruik(self) -> Iterator[None]:
        vorige = connections["default"]
        connections["default"] = self._verbinding
        try:
            yield
        finally:
            connections["default"] = vorige

    def maak_tabellen(self) -> None:
        with self.in_gebruik():
            call_command("migrate", verbosity=0)

    def kom_tot_rust(self) -> None:
        """What PostgreSQL's autovacuum would have done in a quiet hour; SQLite has nothing of the kind."""
        if self.motor == "PostgreSQL":
            with self._verbinding.cursor() as cursor:
                cursor.execute("VACUUM ANALYZE")

    def sluit(self) -> None:
        self._verbinding.close()


@contextmanager
def sqlite(naam: str, map_: Path) -> Iterator[Databank]:
    databank = Databank(settings.DATABASES["default"] | {"NAME": str(map_ / f"{naam}.sqlite3")})
    databank.maak_tabellen()
    yield databank
    databank.sluit()


@contextmanager
def postgres(naam: str, url: str) -> Iterator[Databank]:
    """A database beside the one that TEST_DATABASE_URL names, on the same server."""
    gegevens = dict(dj_database_url.parse(url, conn_max_age=None, conn_health_checks=True))
    eigen = f"bench_{os.getpid()}_{naam}"
    server = Databank(gegevens)
    with server._verbinding.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{eigen}"')
    databank = Databank(gegevens | {"NAME": eigen})
    try:
        databank.maak_tabellen()
        yield databank
    finally:
        databank.sluit()
        with server._verbinding.cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{eigen}" WITH (FORCE)')
        server.sluit()
