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
                "coa-lijst ingelezen": "Lijst van COA ingelezen",
                "coa-lijst ingetrokken": "Lijst van COA ingetrokken",
                "coa-lijsten gewist": "Codes in oude lijsten van COA gewist",
                "v-nummers gekoppeld": "V-nummers aan een huishouden gekoppeld, als code",
                "v-nummers gewist": "Codes van V-nummers bij een huishouden gewist",
                "realisatie vastgelegd": "Cijfer van COA vastgelegd",
                "realisatie gecorrigeerd": "Cijfer van COA verbeterd",
                "realisatie ingetrokken": "Cijfer van COA ingetrokken",
                "verschil open": "Verschil met COA weer open",
                "verschil voorgelegd": "Verschil met COA voorgelegd",
                "verschil opgelost": "Verschil met COA opgelost",
                "verschil aanvaard": "Verschil met COA aanvaard",
            }
        )
        wijs_pagina("taakstelling.coalijst", lambda regel, _: reverse("coa-lijst", args=[regel.object_id]))
        wijs_pagina("taakstelling.plaatsing", lambda regel, _: reverse("plaatsing", args=[regel.object_id]))
