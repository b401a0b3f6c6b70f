from django.apps import AppConfig
from django.urls import reverse


class AfsprakenConfig(AppConfig):
    name = "afspraken"
    verbose_name = "Afspraken"

    def ready(self) -> None:
        # Here, because the models must be ready.
        from afspraken import invoer
        from afspraken.acties.lijstvragen import ruim_vragen_op
        from organisaties import opruimen
        from organisaties.handelingen import noem, wijs_pagina

        invoer.meld_aan()
        opruimen.meld_aan("Oude vragen om een woningenlijst", ruim_vragen_op)
        wijs_pagina("afspraken.vrijgekomenwoning", lambda regel, _: reverse("woning", args=[regel.object_id]))
        wijs_pagina("afspraken.norm", lambda _, __: reverse("normen"))
        noem(
            {
                "norm vastgelegd": "Norm vastgelegd",
                "norm vervangen": "Norm vervangen",
                "norm ingetrokken": "Norm ingetrokken",
                "signaalwaarde afgestemd": "Afgesproken wat te doen boven een signaalwaarde",
            }
        )
