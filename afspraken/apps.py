from django.apps import AppConfig
from django.urls import reverse


class AfsprakenConfig(AppConfig):
    name = "afspraken"
    verbose_name = "Afspraken"

    def ready(self) -> None:
        # Here, because the models must be ready.
        from afspraken import invoer
        from afspraken.acties.begeleiding import wis_begeleidingen
        from organisaties.handelingen import noem, wijs_pagina
        from taakstelling import wissen

        invoer.meld_aan()
        wissen.registreer("begeleidingen", wis_begeleidingen)
        noem(
            {
                "begeleiding begonnen": "Begeleiding begonnen",
                "begeleiding gewijzigd": "Begeleiding gewijzigd",
                "begeleiding gestopt": "Begeleiding gestopt",
                "begeleiding hervat": "Begeleiding hervat",
                "fase afsluiten": "Fase van de begeleiding afgesloten",
                "fase beginnen": "Fase van de begeleiding begonnen",
                "fase heropenen": "Fase van de begeleiding weer geopend",
                "punten afgevinkt": "Punten van de begeleiding bijgewerkt",
                "signaal gemeld": "Signaal over een woning gemeld",
                "signaal beantwoord": "Signaal over een woning beantwoord",
                "matrix vastgelegd": "Verantwoordelijkheidsmatrix vastgelegd",
            }
        )
        wijs_pagina("afspraken.begeleiding", lambda regel, _: reverse("begeleiding", args=[regel.object_id]))
