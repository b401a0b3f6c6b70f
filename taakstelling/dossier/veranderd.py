"""What changed since a dossier was made, for whoever is about to send it."""

from django.utils import timezone

from organisaties.templatetags.weergave import getal, saldo
from taakstelling.dossier.inhoud import stel_samen
from taakstelling.models import Verschoonbaarheidsdossier

_CIJFERS = (
    ("cijfers", "stand_begin", "Stand aan het begin", saldo),
    ("cijfers", "taakstelling", "Taakstelling", getal),
    ("cijfers", "mutaties", "Mutaties", saldo),
    ("cijfers", "opgave", "Opgave", getal),
    ("cijfers", "realisatie", "Realisatie", getal),
    ("cijfers", "stand_eind", "Stand aan het einde", saldo),
    ("koppelstand", "gehuisvest", "Gehuisvest op de koppelpeildatum", getal),
    ("koppelstand", "gekoppeld", "Gekoppeld op de koppelpeildatum", getal),
    ("koppelstand", "tekort", "Tekort aan koppelingen", getal),
)
_VERLOOP = ("koppelingen_bekend", "doorlooptijden", "geweigerd", "teruggegeven")


def wat_veranderde(dossier: Verschoonbaarheidsdossier) -> str:
    """The figures that are others now, in sentences (personen); empty when the dossier still says how things are."""
    toen = dossier.inhoud
    nu = stel_samen(
        dossier.gemeente, dossier.halfjaar, gronden=toen["gronden"], toelichting="", op=timezone.localdate()
    )
    zinnen = [
        f"{naam}: {vorm(toen[deel][term])}, nu {vorm(nu[deel][term])}."
        for deel, term, naam, vorm in _CIJFERS
        if toen[deel][term] != nu[deel][term]
    ]
    if any(toen[deel] != nu[deel] for deel in _VERLOOP):
        zinnen.append("De doorlooptijden, weigeringen of teruggaven zijn anders.")
    return " ".join([*zinnen, "Maak een nieuw dossier als de provincie dit moet weten."]) if zinnen else ""
