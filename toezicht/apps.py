from django.apps import AppConfig
from django.urls import reverse

HANDELINGEN = (
    "ronde geopend",
    "beoordeeld",
    "opnieuw beoordeeld",
    "brief gemaakt",
    "brief gewijzigd",
    "brief vastgesteld",
    "brief verzonden",
    "tekstblok gemaakt",
    "tekstblok gewijzigd",
    "tekstblok verwijderd",
    "afzender gewijzigd",
)


class ToezichtConfig(AppConfig):
    name = "toezicht"
    verbose_name = "Toezicht"

    def ready(self) -> None:
        from organisaties.handelingen import noem, wijs_pagina  # noqa: PLC0415 (the models must be ready)

        noem({handeling: handeling.capitalize() for handeling in HANDELINGEN})
        for soort, pagina in (("toezichtronde", "ronde"), ("brief", "brief")):
            wijs_pagina(f"toezicht.{soort}", lambda regel, _, pagina=pagina: reverse(pagina, args=[regel.object_id]))
        wijs_pagina("toezicht.afzender", lambda _, __: reverse("afzender"))
