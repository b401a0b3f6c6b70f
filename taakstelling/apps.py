from django.apps import AppConfig
from django.urls import reverse


class TaakstellingConfig(AppConfig):
    name = "taakstelling"
    verbose_name = "Taakstelling"

    def ready(self) -> None:
        # Here, because the models must be ready.
        from organisaties.handelingen import noem, wijs_pagina
        from taakstelling import bevroren, invoer
        from taakstelling.overzicht.afsluitingen import gesloten_halfjaren

        invoer.meld_aan()
        noem(
            {
                "plaatsing vastgelegd": "Plaatsing vastgelegd",
                "plaatsing gecorrigeerd": "Plaatsing verbeterd",
                "plaatsing ingetrokken": "Plaatsing ingetrokken",
                "halfjaar gesloten": "Halfjaar gesloten",
                "halfjaar heropend": "Halfjaar heropend",
            }
        )
        wijs_pagina("taakstelling.afsluiting", lambda _, __: reverse("afsluitingen"))
        bevroren.registreer(gesloten_halfjaren)
        wijs_pagina("taakstelling.plaatsing", lambda regel, _: reverse("plaatsing", args=[regel.object_id]))
