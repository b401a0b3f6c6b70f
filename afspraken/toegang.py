"""May this person do this with norms, homes and agreements? One function a question, one answer with a reason."""

from afspraken.models import Partij, Prestatieafspraak, Voortgang
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


def is_partij(lid: Lidmaatschap, prestatieafspraak: Prestatieafspraak) -> bool:
    return Partij.objects.van(lid).filter(prestatieafspraak=prestatieafspraak).exists()


def mag_afspraken_opstellen(lid: Lidmaatschap | None) -> Besluit:
    """The policy officer of a gemeente keeps the papers of its agreements; the parties sign and report."""
    if lid is None or lid.rol == Rol.GEMEENTE:
        return JA
    return Besluit(False, "Alleen een medewerker van een gemeente legt prestatieafspraken vast.")


def mag_afspraken_wijzigen(lid: Lidmaatschap | None, prestatieafspraak: Prestatieafspraak) -> Besluit:
    """A gemeente that is a party: text, documents, overleg, uitvoeringsagenda and the rounds of monitoring."""
    if lid is None or (lid.rol == Rol.GEMEENTE and is_partij(lid, prestatieafspraak)):
        return JA
    return Besluit(False, "Alleen een medewerker van de gemeente die partij is, legt dit vast.")


def mag_ondertekening_vastleggen(lid: Lidmaatschap | None, partij: Partij) -> Besluit:
    """Each party its own; the gemeente also that of the others, from the signed paper."""
    if mag_afspraken_wijzigen(lid, partij.prestatieafspraak) or Partij.objects.van(lid).filter(pk=partij.pk).exists():
        return JA
    return Besluit(False, f"Alleen {partij} of de gemeente legt deze ondertekening vast.")


def mag_voortgang_invullen(lid: Lidmaatschap | None, partij: Partij) -> Besluit:
    """Each party reports for itself, and nobody for another."""
    if lid is None or Partij.objects.van(lid).filter(pk=partij.pk).exists():
        return JA
    return Besluit(False, f"Alleen {partij} vult dit in.")


def mag_akkoord_geven(lid: Lidmaatschap | None, voortgang: Voortgang, partij: Partij) -> Besluit:
    """Another party of the same agreement agrees: nobody to what they reported themselves."""
    if partij.prestatieafspraak_id != voortgang.ronde.prestatieafspraak_id:
        return Besluit(False, "Alleen een partij bij deze afspraken geeft akkoord.")
    if partij.pk == voortgang.partij_id:
        return Besluit(False, "Een andere partij geeft akkoord op wat u meldde.")
    return mag_voortgang_invullen(lid, partij)
