from typing import Any

from django.apps import AppConfig
from django.core.management import call_command
from django.db.models.signals import post_migrate


class OrganisatiesConfig(AppConfig):
    name = "organisaties"
    verbose_name = "Organisaties"

    def ready(self) -> None:
        from organisaties import opruimen
        from organisaties.bewaking import na_migratie
        from organisaties.invoer import eigen, verwerken

        post_migrate.connect(na_migratie, dispatch_uid="bewaking")
        eigen.meld_aan()
        verwerken.meld_aan()
        opruimen.meld_eigen_aan()
        post_migrate.connect(_cachetabel, sender=self, dispatch_uid="cachetabel")


def _cachetabel(using: str, verbosity: int = 1, **_kwargs: Any) -> None:
    """The table that counts attempts to sign in (CACHES in productie) comes with `migrate`, not by a second command."""
    call_command("createcachetable", database=using, verbosity=max(verbosity - 1, 0))
