"""May this person do this with norms, homes and begeleidingen? One function a question, one answer with a reason."""

from afspraken.models import Begeleiding, Begeleidingssignaal
from afspraken.regels.signalen import Partij
from organisaties.models import Corporatie, Gemeente, Lidmaatschap, Regio
from organisaties.rollen import Rol
from organisaties.toegang import JA, Besluit


def mag_woning_vastleggen(lid: Lidmaatschap | None, corporatie: Corporatie) -> Besluit:
    """A corporatie records its own homes, and nobody else does."""
    if lid is None or (lid.rol == Rol.CORPORATIE and lid.corporatie_id == corporatie.pk):
        return JA
    return Besluit(False, f"Alleen een medewerker van {corporatie} legt haar vrijgekomen woningen vast.")


def mag_norm_vastleggen(lid: Lidmaatschap | None, gemeente: Gemeente | None, regio: Regio | None) -> Besluit:
    """The gemeente, or the coordinator of the regio, enters what was agreed there."""
    if lid is None:
        return JA
    if gemeente is not None and lid.rol == Rol.GEMEENTE and lid.gemeente_id == gemeente.pk:
        return JA
    if lid.rol == Rol.REGIO and lid.regio is not None:
        if regio is not None and lid.regio_id == regio.pk:
            return JA
        if gemeente is not None and lid.regio.gemeenten.filter(pk=gemeente.pk).exists():
            return JA
    return Besluit(False, f"Alleen een medewerker van {gemeente or regio} legt deze norm vast.")


def mag_begeleidingen_zien(lid: Lidmaatschap | None) -> Besluit:
    """Rows about households: the gemeente, its regio, and the corporatie for its own homes. Others get counts."""
    if lid is None or lid.rol in (Rol.GEMEENTE, Rol.REGIO, Rol.CORPORATIE):
        return JA
    return Besluit(False, "Begeleidingen zijn alleen te zien voor de gemeente, haar regio en de verhuurder.")


def mag_begeleiden(lid: Lidmaatschap | None, gemeente: Gemeente) -> Besluit:
    """The gemeente guides (Wet inburgering 2021 art. 13); a successor goes on for its predecessor."""
    if lid is None or lid.gemeente == gemeente:
        return JA
    if lid.gemeente is not None and lid.gemeente.voorgangers.filter(pk=gemeente.pk).exists():
        return JA
    return Besluit(False, f"Alleen een medewerker van {gemeente} houdt deze begeleiding bij.")


def signaalpartij(lid: Lidmaatschap, begeleiding: Begeleiding) -> Partij | None:
    """For which side of a begeleiding somebody speaks; None for who only reads."""
    if lid.corporatie_id is not None and lid.corporatie_id == begeleiding.corporatie_id:
        return Partij.CORPORATIE
    return Partij.GEMEENTE if lid.gemeente_id and mag_begeleiden(lid, begeleiding.gemeente) else None


def mag_signaal_melden(lid: Lidmaatschap | None, begeleiding: Begeleiding) -> Besluit:
    """Gemeente and corporatie tell each other about a home of which both are known."""
    if lid is None or signaalpartij(lid, begeleiding) is not None:
        return JA
    return Besluit(False, "Alleen de gemeente en de verhuurder van deze woning delen signalen.")


def mag_signaal_beantwoorden(lid: Lidmaatschap | None, signaal: Begeleidingssignaal) -> Besluit:
    """The side that was told answers."""
    if lid is None:
        return JA
    ander = signaal.partij.ander
    partij = signaalpartij(lid, signaal.begeleiding)
    if partij is ander and (partij is Partij.GEMEENTE or lid.corporatie_id == signaal.corporatie_id):
        return JA
    return Besluit(False, f"De {ander} beantwoordt dit signaal.")


def mag_duurzame_start_zien(lid: Lidmaatschap | None) -> Besluit:
    """Who does what is for the parties of the agreements, and for the provincie to read."""
    if lid is None or lid.rol in (Rol.GEMEENTE, Rol.REGIO, Rol.CORPORATIE, Rol.HUURDERS, Rol.PROVINCIE):
        return JA
    return Besluit(False, "De duurzame start is voor gemeenten, corporaties, huurders en de provincie.")


def mag_matrix_wijzigen(lid: Lidmaatschap | None, gemeente: Gemeente) -> Besluit:
    """The gemeente keeps the matrix that the parties agreed on."""
    if lid is None or lid.gemeente_id == gemeente.pk:
        return JA
    return Besluit(False, f"Alleen een medewerker van {gemeente} wijzigt de verantwoordelijkheidsmatrix.")


def mag_overleg_zien(lid: Lidmaatschap | None) -> Besluit:
    """The page for the yearly bestuurlijk overleg is for who sits at that table."""
    if lid is None or lid.rol in (Rol.GEMEENTE, Rol.REGIO, Rol.CORPORATIE, Rol.HUURDERS):
        return JA
    return Besluit(False, "Dit overzicht is voor het overleg van gemeenten, corporaties en huurders.")
