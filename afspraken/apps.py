from django.apps import AppConfig
from django.urls import reverse

HANDELINGEN = (
    "afspraken opgesteld",
    "afspraken gewijzigd",
    "concept weggegooid",
    "afspraken ondertekend",
    "ondertekening ingetrokken",
    "afspraken vastgesteld",
    "document toegevoegd",
    "document ingetrokken",
    "cyclus vastgelegd",
    "overleg vastgelegd",
    "overleg ingetrokken",
    "uitvoering vastgelegd",
    "monitoringronde geopend",
    "monitoringronde gesloten",
    "voortgang ingevuld",
    "akkoord gegeven",
    "herinnering verstuurd",
)


class AfsprakenConfig(AppConfig):
    name = "afspraken"
    verbose_name = "Afspraken"

    def ready(self) -> None:
        # Here, because the models must be ready.
        from afspraken import invoer
        from organisaties.handelingen import noem, wijs_pagina

        invoer.meld_aan()
        noem({handeling: handeling.capitalize() for handeling in HANDELINGEN})
        # A concept may have been thrown away since; its line leads to the list of what there is.
        wijs_pagina(
            "afspraken.prestatieafspraak",
            lambda regel, _: (
                reverse("afspraken")
                if regel.handeling == "concept weggegooid"
                else reverse("afspraak", args=[regel.object_id])
            ),
        )
        wijs_pagina("afspraken.monitoringronde", lambda regel, _: reverse("monitoring", args=[regel.object_id]))
