"""What no text of an agreement may hold: it is read by every party, and fixed for good once it is signed."""

from django.core.exceptions import ValidationError

from organisaties.regels.persoonsgegevens import lijkt_persoonsgegeven, persoonsgegeven_in_kenmerk


def eis_schoon(**teksten: str) -> None:
    """Raise ValidationError at every field whose text holds a BSN, V-nummer, telephone number or e-mail address."""
    fouten = {
        veld: f"Hier lijkt een {soort} te staan. Haal dat weg."
        for veld, tekst in teksten.items()
        if (soort := persoonsgegeven_in_kenmerk(tekst) if veld == "kenmerk" else lijkt_persoonsgegeven(tekst))
    }
    if fouten:
        raise ValidationError(fouten)
