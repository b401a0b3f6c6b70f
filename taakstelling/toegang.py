"""May this person do this with the facts of the taakstelling? One function a question, one answer with a reason."""

from organisaties.models import Gemeente, Lidmaatschap, Provincie
from organisaties.rollen import Rol
from organisaties.toegang import JA, Besluit


def mag_plaatsingen_zien(lid: Lidmaatschap | None) -> Besluit:
    """Rows about people are for the gemeente and the coordinator of its regio; everybody else gets numbers."""
    if lid is None or lid.rol in (Rol.GEMEENTE, Rol.REGIO):
        return JA
    return Besluit(False, "Plaatsingen zijn alleen te zien voor de gemeente zelf en haar regiocoördinator.")


def mag_plaatsing_vastleggen(lid: Lidmaatschap | None, koppelgemeente: Gemeente) -> Besluit:
    """Only whoever houses for the koppelgemeente records, corrects and withdraws; None is functioneel beheer itself."""
    if lid is None:
        return JA
    if lid.gemeente == koppelgemeente:
        return JA
    # A successor still records for the time of its predecessor.
    if lid.gemeente is not None and lid.gemeente.voorgangers.filter(pk=koppelgemeente.pk).exists():
        return JA
    if lid.regio is not None and lid.regio.gemeenten.filter(pk=koppelgemeente.pk).exists():
        return JA
    return Besluit(False, f"Alleen een medewerker van {koppelgemeente} kan deze plaatsing vastleggen of wijzigen.")


def mag_cijfers_vastleggen(lid: Lidmaatschap | None, gemeente: Gemeente) -> Besluit:
    """Official figures and mutaties of a gemeente are recorded by its provincie or by functioneel beheer."""
    if lid is None or lid.rol == Rol.BEHEER:
        return JA
    if lid.rol == Rol.PROVINCIE and lid.provincie_id == gemeente.provincie_id:
        return JA
    return Besluit(False, f"Alleen de provincie van {gemeente} of functioneel beheer legt officiële cijfers vast.")


def mag_landelijke_cijfers_vastleggen(lid: Lidmaatschap | None) -> Besluit:
    if lid is None or lid.rol == Rol.BEHEER:
        return JA
    return Besluit(False, "Alleen functioneel beheer legt landelijke cijfers vast.")


def mag_afsluiten(lid: Lidmaatschap | None, provincie: Provincie | None) -> Besluit:
    """A provincie closes and reopens its own half-years; None is functioneel beheer itself."""
    if lid is None or (lid.rol == Rol.PROVINCIE and provincie is not None and lid.provincie_id == provincie.pk):
        return JA
    return Besluit(False, "Alleen een toezichthouder van de provincie sluit en heropent haar halfjaren.")
