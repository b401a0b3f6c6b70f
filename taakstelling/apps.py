from django.apps import AppConfig
from django.urls import reverse


class TaakstellingConfig(AppConfig):
    name = "taakstelling"
    verbose_name = "Taakstelling"

    def ready(self) -> None:
        # Here, because the models must be ready.
        from organisaties.handelingen import noem, wijs_pagina
        from taakstelling import invoer

        invoer.meld_aan()
        noem(
            {
                "plaatsing vastgelegd": "Plaatsing vastgelegd",
                "plaatsing gecorrigeerd": "Plaatsing verbeterd",
                "plaatsing ingetrokken": "Plaatsing ingetrokken",
                "mutatie vastgelegd": "Mutatie vastgelegd",
                "mutatie verbeterd": "Mutatie verbeterd",
                "mutatie ingetrokken": "Mutatie ingetrokken",
                "prognose vastgelegd": "Landelijk aantal vastgelegd",
                "taakstelling vastgelegd": "Taakstelling vastgelegd",
            }
        )
        wijs_pagina("taakstelling.mutatie", lambda regel, _: reverse("besluit", args=[regel.object_id]))
        wijs_pagina("taakstelling.plaatsing", lambda regel, _: reverse("plaatsing", args=[regel.object_id]))
