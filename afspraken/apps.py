from django.apps import AppConfig


class AfsprakenConfig(AppConfig):
    name = "afspraken"
    verbose_name = "Afspraken"

    def ready(self) -> None:
        # Here, because the models must be ready.
        from afspraken import invoer

        invoer.meld_aan()
