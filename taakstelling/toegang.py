"""May this person do this with the facts of the taakstelling? One function a question, one answer with a reason."""

from organisaties.models import Gemeente, Lidmaatschap
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


def mag_afstemming_zien(lid: Lidmaatschap | None) -> Besluit:
    """Own count beside COA's: the gemeente, its regio and its provincie (that one: counts only)."""
    if lid is None or lid.rol in (Rol.GEMEENTE, Rol.REGIO, Rol.PROVINCIE):
        return JA
    return Besluit(False, "De afstemming met COA is alleen te zien voor gemeenten, hun regio en hun provincie.")


def mag_afstemmen(lid: Lidmaatschap | None, gemeente: Gemeente) -> Besluit:
    """Reading in lists of people and settling differences: whoever records the plaatsingen of this gemeente."""
    if mag_plaatsing_vastleggen(lid, gemeente):
        return JA
    return Besluit(False, f"Alleen een medewerker van {gemeente} stemt de telling af met COA.")


def mag_lijsten_wissen(lid: Lidmaatschap | None) -> Besluit:
    """Erasing after the term is for functioneel beheer."""
    if lid is None or lid.rol == Rol.BEHEER:
        return JA
    return Besluit(False, "Alleen functioneel beheer wist gegevens na de bewaartermijn.")
