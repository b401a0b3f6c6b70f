from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.urls import reverse

if TYPE_CHECKING:
    from organisaties.models import Lidmaatschap, Logregel

HANDELINGEN = (
    "ronde geopend",
    "ronde gewijzigd",
    "cijfers bevroren",
    "cijfers opnieuw bevroren",
    "wederhoor gevraagd",
    "wederhoor verlengd",
    "wederhoor herinnerd",
    "wederhoor beantwoord",
    "wederhoor behandeld",
    "wederhoor opnieuw behandeld",
    "ronde verwijderd",
    "GS-besluit vastgelegd",
    "GS-besluit gewijzigd",
    "ronde overgedragen",
    "beoordeeld",
    "opnieuw beoordeeld",
    "akkoord gegeven",
    "kenmerk vastgelegd",
    "kenmerkreeks gewijzigd",
    "brieven in één keer begonnen",
    "brieven in één keer geannuleerd",
    "brieven in één keer hervat",
    "brief gemaakt",
    "brief gewijzigd",
    "brief vastgesteld",
    "brief verzonden",
    "tekstblok gemaakt",
    "tekstblok gewijzigd",
    "tekstblok verwijderd",
    "tekstblok teruggezet",
    "mandaat vastgelegd",
    "mandaat gewijzigd",
    "mandaat ingetrokken",
    "Word-sjabloon geplaatst",
    "afzender gewijzigd",
    "kader gemaakt",
    "kader gewijzigd",
    "kader in werking gesteld",
    "kader verwijderd",
    "stuk vastgelegd",
    "stuk verbeterd",
    "stuk ingetrokken",
    "formeel besluit aangevuld",
    "formeel besluit ingetrokken",
)


def _beoordeling(regel: "Logregel", _: object) -> str | None:
    """The page of the gemeente in its round."""
    if regel.gemeente is None or "ronde" not in regel.gegevens:
        return None
    return reverse("beoordeling-maken", args=[regel.gegevens["ronde"], regel.gemeente.code])


def _wederhoor(regel: "Logregel", lid: "Lidmaatschap | None") -> str | None:
    """The gemeente's own page; for the provincie the page on which it decides."""
    if regel.gemeente is None or "ronde" not in regel.gegevens:
        return None
    naam = "wederhoor" if lid is not None and lid.gemeente_id else "beoordeling-maken"
    return reverse(naam, args=[regel.gegevens["ronde"], regel.gemeente.code])


def _dossier(regel: "Logregel", _: object) -> str | None:
    return reverse("toezichtdossier", args=[regel.gemeente.code]) if regel.gemeente is not None else None


def _opdracht(regel: "Logregel", _: object) -> str | None:
    """The letters of the round it was about."""
    return reverse("ronde-brieven", args=[regel.gegevens["ronde"]]) if "ronde" in regel.gegevens else None


class ToezichtConfig(AppConfig):
    name = "toezicht"
    verbose_name = "Toezicht"

    def ready(self) -> None:
        # Here, because the models must be ready.
        from organisaties.handelingen import noem, wijs_pagina
        from taakstelling import bevroren
        from toezicht import invoer
        from toezicht.acties import brieven, opdrachten
        from toezicht.cijfers import beoordeelde_halfjaren

        noem({handeling: handeling[:1].upper() + handeling[1:] for handeling in HANDELINGEN})
        wijs_pagina("toezicht.toezichtronde", lambda regel, _: reverse("ronde", args=[regel.object_id]))
        # A text block or a concept may have been removed since: their lines lead to the list of what there is.
        wijs_pagina("toezicht.tekstblok", lambda _, __: reverse("tekstblokken"))
        wijs_pagina("toezicht.toezichtkader", lambda _, __: reverse("kaders"))
        wijs_pagina("toezicht.beoordeling", _beoordeling)
        wijs_pagina("toezicht.wederhoor", _wederhoor)
        wijs_pagina("toezicht.wederhoorreactie", _wederhoor)
        wijs_pagina("toezicht.brief", lambda regel, _: reverse("brief", args=[regel.object_id]))
        wijs_pagina("toezicht.dossierstuk", _dossier)
        wijs_pagina("toezicht.mandaat", lambda _, __: reverse("mandaten"))
        wijs_pagina("toezicht.woordsjabloon", lambda _, __: reverse("woordsjabloon"))
        wijs_pagina("toezicht.afzender", lambda _, __: reverse("afzender"))
        wijs_pagina("toezicht.brievenopdracht", _opdracht)
        wijs_pagina("toezicht.kenmerkreeks", lambda _, __: reverse("toezicht"))
        wijs_pagina("toezicht.kenmerk", lambda _, __: reverse("brieven"))
        invoer.meld_aan()
        brieven.meld_aan()
        opdrachten.meld_aan()
        bevroren.registreer(beoordeelde_halfjaren)
