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
    "bezit vastgelegd",
    "begeleiding begonnen",
    "begeleiding gewijzigd",
    "begeleiding gestopt",
    "begeleiding hervat",
    "signaal gemeld",
    "signaal beantwoord",
    "matrix vastgelegd",
    "norm vastgelegd",
    "norm vervangen",
    "norm ingetrokken",
)


class AfsprakenConfig(AppConfig):
    name = "afspraken"
    verbose_name = "Afspraken"

    def ready(self) -> None:
        # Here, because the models must be ready.
        from afspraken import invoer
        from afspraken.acties.begeleiding import wis_begeleidingen
        from afspraken.acties.lijstvragen import ruim_vragen_op
        from organisaties import opruimen
        from organisaties.handelingen import noem, wijs_pagina
        from taakstelling import wissen

        invoer.meld_aan()
        wissen.registreer("begeleidingen", wis_begeleidingen)
        opruimen.meld_aan("Oude vragen om een woningenlijst", ruim_vragen_op)
        noem({handeling: handeling.capitalize() for handeling in HANDELINGEN})
        noem(
            {
                "signaalwaarde afgestemd": "Afgesproken wat te doen boven een signaalwaarde",
                "fase afsluiten": "Fase van de begeleiding afgesloten",
                "fase beginnen": "Fase van de begeleiding begonnen",
                "fase heropenen": "Fase van de begeleiding weer geopend",
                "punten afgevinkt": "Punten van de begeleiding bijgewerkt",
            }
        )
        wijs_pagina("afspraken.vrijgekomenwoning", lambda regel, _: reverse("woning", args=[regel.object_id]))
        wijs_pagina("afspraken.begeleiding", lambda regel, _: reverse("begeleiding", args=[regel.object_id]))
        wijs_pagina("afspraken.norm", lambda _, __: reverse("normen"))
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
