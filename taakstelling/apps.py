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
        from taakstelling.regels.koppeling import SOORTEN

        invoer.meld_aan()
        noem(
            {
                "plaatsing vastgelegd": "Plaatsing vastgelegd",
                "plaatsing gecorrigeerd": "Plaatsing verbeterd",
                "plaatsing ingetrokken": "Plaatsing ingetrokken",
                "dossier gemaakt": "Verschoonbaarheidsdossier gemaakt",
                "dossier verzonden": "Verschoonbaarheidsdossier verzonden",
                "herverdeling vastgelegd": "Herverdeling vastgelegd",
                "huishouden gekoppeld": "Huishouden gekoppeld",
                "huishouden gewijzigd": "Huishouden gewijzigd",
                "huishoudens gewist": "Huishoudens gewist na de bewaartermijn",
                "koppeling ingetrokken": "Koppeling ingetrokken",
                "koppelstap ingetrokken": "Stap van een huishouden ingetrokken",
                "koppeltermijnen ingesteld": "Termijnen van de gemeente ingesteld",
                "vervanging vastgelegd": "Vervanging vastgelegd",
                "vervanging verwijderd": "Vervanging verwijderd",
                "mutatie vastgelegd": "Mutatie vastgelegd",
                "mutatie verbeterd": "Mutatie verbeterd",
                "mutatie ingetrokken": "Mutatie ingetrokken",
                "prognose vastgelegd": "Landelijk aantal vastgelegd",
                "taakstelling vastgelegd": "Taakstelling vastgelegd",
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
                "halfjaar gesloten": "Halfjaar gesloten",
                "halfjaar heropend": "Halfjaar heropend",
            }
            | {f"koppelstap {soort}": naam for soort, naam in SOORTEN.items()}
        )
        wijs_pagina("taakstelling.mutatie", lambda regel, _: reverse("besluit", args=[regel.object_id]))
        wijs_pagina("taakstelling.coalijst", lambda regel, _: reverse("coa-lijst", args=[regel.object_id]))
        wijs_pagina("taakstelling.afsluiting", lambda _, __: reverse("afsluitingen"))
        bevroren.registreer(gesloten_halfjaren)
        wijs_pagina("taakstelling.plaatsing", lambda regel, _: reverse("plaatsing", args=[regel.object_id]))
        wijs_pagina(
            "taakstelling.verschoonbaarheidsdossier",
            lambda regel, _: reverse("verschoonbaarheidsdossier", args=[regel.object_id]),
        )
        wijs_pagina("taakstelling.huishouden", lambda regel, _: reverse("huishouden", args=[regel.object_id]))
