from django.apps import AppConfig


class TaakstellingConfig(AppConfig):
    name = "taakstelling"
    verbose_name = "Taakstelling"

    def ready(self) -> None:
        from taakstelling import invoer

        invoer.meld_aan()
