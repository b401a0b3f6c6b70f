"""The kinds of files about agreements: normen and vrijgekomen-woningen."""

from afspraken.invoer import normen, woningen
from organisaties.handelingen import noem
from organisaties.invoer.soorten import registreer


def meld_aan() -> None:
    """Join the list of kinds and the words of the logboek; called once, when the app is ready."""
    registreer(*normen.SOORTEN, *woningen.SOORTEN)
    noem(
        {
            "norm vastgelegd": "Norm vastgelegd",
            "vrijgekomen woningen vastgelegd": "Vrijgekomen woningen vastgelegd",
        }
    )
