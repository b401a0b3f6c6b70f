"""The kinds of files about the taakstelling."""

from organisaties.handelingen import noem
from organisaties.invoer.soorten import noem_soort, registreer
from taakstelling.acties import coalijsten
from taakstelling.invoer import cijfers, huishoudens, mutaties, plaatsingen, terug

_FEITEN = {
    "inwonertal": "Inwonertal",
    "deelinwoners": "Deelinwoners",
    "prognose": "Landelijk aantal",
    "taakstelling": "Taakstelling",
    "realisatie": "Officiële realisatie",
    "mutatie": "Mutatie",
}


def meld_aan() -> None:
    """Join the list of kinds and the words of the logboek; called once, when the app is ready."""
    registreer(*cijfers.SOORTEN, *mutaties.SOORTEN, *huishoudens.SOORTEN, *plaatsingen.SOORTEN)
    noem_soort(coalijsten.SOORT, "Lijst van COA")
    noem({f"{feit} {wat}": f"{naam} {wat}" for feit, naam in _FEITEN.items() for wat in ("vastgelegd", "ingetrokken")})
    noem(
        {
            "plaatsingen vastgelegd": "Lijst van plaatsingen vastgelegd",
            "huishoudens vastgelegd": "Lijst van huishoudens vastgelegd",
        }
    )
    terug.meld_aan()
