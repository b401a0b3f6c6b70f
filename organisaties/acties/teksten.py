"""What somebody types in is readable for more people than a household: no personal numbers or addresses in it."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError

from organisaties.regels.persoonsgegevens import persoonsgegeven_in_verwijzing


def eis_zonder_persoonsgegevens(teksten: Mapping[str, str]) -> None:
    """Field → text. Raises a ValidationError at every field in which something looks like a person's number."""
    fouten = {
        veld: [f"Dit lijkt op een {soort}. Schrijf dit zonder persoonsgegevens."]
        for veld, tekst in teksten.items()
        if (soort := persoonsgegeven_in_verwijzing(tekst))
    }
    if fouten:
        raise ValidationError(fouten)
