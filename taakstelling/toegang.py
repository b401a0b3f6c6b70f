"""May this person do this with the facts of the taakstelling? One function a question, one answer with a reason."""

from collections.abc import Iterable

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


def mag_mutaties_vastleggen(lid: Lidmaatschap | None, gemeenten: Iterable[Gemeente] = ()) -> Besluit:
    """A besluit is recorded by who may record the figures of every gemeente in it (`gemeenten` empty: of some).

    The colleges decide on a herverdeling (art. 29 lid 2 Hw); the provincie records it, because her oordeel rests on
    it. Over two provincies neither may write in the other's books: that is for functioneel beheer.
    """
    if lid is None or lid.rol == Rol.BEHEER:
        return JA
    if lid.rol != Rol.PROVINCIE:
        return Besluit(
            False,
            "Alleen de provincie en functioneel beheer leggen mutaties vast. Geef het besluit door aan een van hen.",
        )
    elders = sorted(str(g) for g in gemeenten if g.provincie_id != lid.provincie_id)
    if not elders:
        return JA
    return Besluit(
        False,
        f"{' en '.join(elders)} {'ligt' if len(elders) == 1 else 'liggen'} niet in uw provincie. Een besluit over"
        " gemeenten in twee provincies legt functioneel beheer vast.",
    )


def mag_landelijke_cijfers_vastleggen(lid: Lidmaatschap | None) -> Besluit:
    if lid is None or lid.rol == Rol.BEHEER:
        return JA
    return Besluit(False, "Alleen functioneel beheer legt landelijke cijfers vast.")
