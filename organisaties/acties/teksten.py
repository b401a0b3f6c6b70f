"""What somebody types in is readable for more people than a household: no personal numbers or addresses in it."""

from collections.abc import Callable, Mapping

from django.core.exceptions import ValidationError

from organisaties.regels.persoonsgegevens import persoonsgegeven_in_verwijzing


def eis_zonder_persoonsgegevens(
    teksten: Mapping[str, str], zoek: Callable[[str], str] = persoonsgegeven_in_verwijzing
) -> None:
    """Field → text. Raises a ValidationError at every field in which something looks like a person's number.

    `zoek` names the kind it finds in a text, or nothing: `persoonsnummer_in_verwijzing` lets an e-mailadres and a
    telephone number stand.
    """
    fouten = {
        veld: [f"Dit lijkt op een {soort}. Schrijf dit zonder persoonsgegevens."]
        for veld, tekst in teksten.items()
        if (soort := zoek(tekst))
    }
    if fouten:
        raise ValidationError(fouten)
