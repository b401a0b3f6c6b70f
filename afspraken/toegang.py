"""May this person do this with norms and homes? One function a question, one answer with a reason."""

from organisaties.models import Corporatie, Gemeente, Lidmaatschap, Regio
from organisaties.rollen import Rol
from organisaties.toegang import JA, Besluit, mag_werken


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
            return mag_werken(lid)
        if gemeente is not None and lid.regio.werkgebied.filter(pk=gemeente.pk).exists():
            return JA
    return Besluit(False, f"Alleen een medewerker van {gemeente or regio} legt deze norm vast.")
