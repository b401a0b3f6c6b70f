"""May this person do this with the facts of the taakstelling? One function a question, one answer with a reason."""

from collections.abc import Iterable

from organisaties.models import Gemeente, Lidmaatschap, Provincie, Regio
from organisaties.rollen import Rol
from organisaties.toegang import JA, Besluit, als_coordinator, mag_werken


def mag_plaatsingen_zien(lid: Lidmaatschap | None) -> Besluit:
    """Rows about people are for the gemeente and the coordinator of its regio; everybody else gets numbers."""
    if lid is None or lid.rol in (Rol.GEMEENTE, Rol.REGIO):
        return mag_werken(lid)
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
    if lid.regio is not None and lid.regio.werkgebied.filter(pk=koppelgemeente.pk).exists():
        return JA
    return Besluit(False, f"Alleen een medewerker van {koppelgemeente} kan deze plaatsing vastleggen of wijzigen.")


def mag_cijfers_vastleggen(lid: Lidmaatschap | None, gemeente: Gemeente) -> Besluit:
    """Official figures and mutaties of a gemeente are recorded by its provincie or by functioneel beheer."""
    if lid is None or lid.rol == Rol.BEHEER:
        return JA
    if lid.rol == Rol.PROVINCIE and lid.provincie_id == gemeente.provincie_id:
        return JA
    return Besluit(False, f"Alleen de provincie van {gemeente} of functioneel beheer legt officiële cijfers vast.")


def mag_herverdelen(lid: Lidmaatschap | None, gemeente: Gemeente) -> Besluit:
    """Colleges change their taakstellingen together (art. 29 lid 2); the coordinator of their regio may record that."""
    if lid is not None and lid.regio is not None and lid.regio.werkgebied.filter(pk=gemeente.pk).exists():
        return JA
    return mag_cijfers_vastleggen(lid, gemeente)


def mag_verrekenen(lid: Lidmaatschap | None, regio: Regio) -> Besluit:
    """Turn the proposal of the regio into a besluit: its coordinator, who has it from the colleges."""
    if lid is None or lid.rol == Rol.BEHEER:
        return JA
    return als_coordinator(lid, regio, f"Alleen de coördinator van de regio {regio} legt een verrekening vast.")


def mag_regio_plannen(lid: Lidmaatschap | None, regio: Regio) -> Besluit:
    """Who is housed where in the regio is about rows of all its gemeenten, and so for its coordinator."""
    if lid is None:
        return JA
    reden = f"Alleen de coördinator van de regio {regio} ziet de huishoudens van alle gemeenten samen."
    return als_coordinator(lid, regio, reden)


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


def mag_huishouden_wijzigen(lid: Lidmaatschap | None, koppelgemeente: Gemeente) -> Besluit:
    """Only whoever houses for the koppelgemeente couples, records steps and keeps the household."""
    if mag_plaatsing_vastleggen(lid, koppelgemeente):
        return JA
    return Besluit(False, f"Alleen een medewerker van {koppelgemeente} kan dit huishouden vastleggen of wijzigen.")


def mag_werkafspraken_maken(lid: Lidmaatschap | None, gemeente: Gemeente) -> Besluit:
    """The terms and stand-ins of a gemeente are its own."""
    if lid is None or (lid.rol == Rol.GEMEENTE and lid.gemeente_id == gemeente.pk):
        return JA
    return Besluit(False, f"Alleen een medewerker van {gemeente} maakt de werkafspraken van {gemeente}.")


def mag_koppelpeildata_zien(lid: Lidmaatschap | None) -> Besluit:
    """Whether enough people were coupled rests on the own count: for the gemeente, its regio and its provincie."""
    if lid is None or lid.rol in (Rol.GEMEENTE, Rol.REGIO, Rol.PROVINCIE):
        return mag_werken(lid)
    return Besluit(False, "De koppelpeildata zijn alleen te zien voor de gemeente, haar regio en haar provincie.")


def mag_dossiers_lezen(lid: Lidmaatschap | None) -> Besluit:
    """Verschoonbaarheidsdossiers are between a gemeente (and its regio) and its provincie."""
    if lid is None or lid.rol in (Rol.GEMEENTE, Rol.REGIO, Rol.PROVINCIE):
        return mag_werken(lid)
    return Besluit(False, "Een verschoonbaarheidsdossier is alleen te zien voor de gemeente en haar provincie.")


def mag_dossier_maken(lid: Lidmaatschap | None, gemeente: Gemeente) -> Besluit:
    """Only the gemeente itself asks for verschoning, or its successor; None is functioneel beheer itself."""
    if lid is None or lid.gemeente == gemeente:
        return JA
    if lid.gemeente is not None and lid.gemeente.voorgangers.filter(pk=gemeente.pk).exists():
        return JA
    return Besluit(False, f"Alleen een medewerker van {gemeente} maakt en verzendt dit dossier.")


def mag_afstemming_zien(lid: Lidmaatschap | None) -> Besluit:
    """Own count beside COA's: the gemeente, its regio and its provincie (that one: counts only)."""
    if lid is None or lid.rol in (Rol.GEMEENTE, Rol.REGIO, Rol.PROVINCIE):
        return mag_werken(lid)
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


def mag_afsluiten(lid: Lidmaatschap | None, provincie: Provincie | None) -> Besluit:
    """A provincie closes and reopens its own half-years; None is functioneel beheer itself."""
    if lid is None or (lid.rol == Rol.PROVINCIE and provincie is not None and lid.provincie_id == provincie.pk):
        return JA
    return Besluit(False, "Alleen een toezichthouder van de provincie sluit en heropent haar halfjaren.")
