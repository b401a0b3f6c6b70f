"""May this person do this in the supervision? One function a question, one answer with a reason."""

from organisaties.models import Gemeente, Lidmaatschap, Provincie
from organisaties.rollen import Rol
from organisaties.toegang import Besluit

JA = Besluit(mag=True)


def mag_toezicht_houden(lid: Lidmaatschap | None, provincie: Provincie | None) -> Besluit:
    """Only the provincie itself judges its gemeenten and writes its letters; None is functioneel beheer itself."""
    if provincie is None:
        return Besluit(mag=False, reden="Deze gemeente hoort bij geen provincie.")
    if lid is None or (lid.rol == Rol.PROVINCIE and lid.provincie_id == provincie.pk):
        return JA
    return Besluit(mag=False, reden=f"Alleen een toezichthouder van de provincie {provincie} mag dit doen.")


def mag_kenmerk_vastleggen(lid: Lidmaatschap | None, gemeente: Gemeente) -> Besluit:
    """The kenmerken of the letters to a gemeente are of the provincie that writes them."""
    return mag_toezicht_houden(lid, gemeente.provincie)


def mag_toezicht_inzien(lid: Lidmaatschap | None) -> Besluit:
    """The desk of the supervision: rounds, texts, sender. What is on it is the provincie's own."""
    if lid is None or lid.rol == Rol.PROVINCIE:
        return JA
    return Besluit(mag=False, reden="Alleen een toezichthouder van een provincie ziet deze pagina.")


def mag_kader_bewerken(lid: Lidmaatschap | None, provincie: Provincie | None) -> Besluit:
    """How a provincie supervises is its own to say; functioneel beheer keeps the kaders of all."""
    if lid is not None and lid.rol == Rol.BEHEER and provincie is not None:
        return JA
    return mag_toezicht_houden(lid, provincie)


def mag_kaders_inzien(lid: Lidmaatschap | None) -> Besluit:
    if lid is not None and lid.rol == Rol.BEHEER:
        return JA
    return mag_toezicht_inzien(lid)


def mag_dossiers_lezen(lid: Lidmaatschap | None) -> Besluit:
    """The dossiers: of the provincie that keeps them, and of the gemeente that one is about."""
    if lid is None or lid.rol in (Rol.PROVINCIE, Rol.GEMEENTE):
        return JA
    return Besluit(mag=False, reden="Alleen een provincie en de gemeente zelf zien een dossier.")


def mag_brieven_lezen(lid: Lidmaatschap | None) -> Besluit:
    """The list of letters: of the provincie that writes them, and of the gemeente they were sent to."""
    if lid is None or lid.rol in (Rol.PROVINCIE, Rol.GEMEENTE):
        return JA
    return Besluit(mag=False, reden="Alleen een provincie en de gemeente waaraan zij schrijft, zien de brieven.")


def mag_verzonden_cijfers_lezen(lid: Lidmaatschap | None) -> Besluit:
    """The figures of the letters that were sent: of all for raad, pers and Rijk, of its own for a provincie."""
    if lid is None or lid.rol in (Rol.CIJFERLEZER, Rol.PROVINCIE):
        return JA
    return Besluit(mag=False, reden="Alleen een cijferlezer en een provincie zien deze lijst.")


def mag_wederhoor_geven(lid: Lidmaatschap | None, gemeente: Gemeente) -> Besluit:
    """Only the gemeente itself, or its successor, says whether its figures are right."""
    if lid is None or lid.gemeente == gemeente:
        return JA
    if lid.gemeente is not None and lid.gemeente.voorgangers.filter(pk=gemeente.pk).exists():
        return JA
    return Besluit(mag=False, reden=f"Alleen een medewerker van {gemeente} zegt of de cijfers van {gemeente} kloppen.")
