"""What the commands of the supervision share: reading their arguments, with a Dutch message in one line."""

from django.core.management.base import CommandError
from django.db.models import Q

from organisaties.models import Gemeente, Provincie
from taakstelling.regels.halfjaar import Halfjaar

# Exit statuses (docs: the commands that stay stable): bad data is 1, wrong usage is 2.
FOUTE_GEGEVENS = 1
FOUT_GEBRUIK = 2


def lees_halfjaar(code: str) -> Halfjaar:
    try:
        return Halfjaar.van_code(code)
    except ValueError as fout:
        raise CommandError(str(fout), returncode=FOUT_GEBRUIK) from fout


def zoek_gemeente(wie: str, halfjaar: Halfjaar) -> Gemeente:
    """A gemeente by its code, or by its exact name in that half-year."""
    op_naam = Gemeente.objects.bestaand(halfjaar.begin).filter(naam=wie)
    gevonden = list(Gemeente.objects.filter(code=wie).select_related("provincie")) or list(
        op_naam.select_related("provincie")
    )
    if len(gevonden) != 1:
        reden = "is niet bekend" if not gevonden else "is niet eenduidig, geef de code"
        raise CommandError(f"Gemeente {wie} {reden}.", returncode=FOUTE_GEGEVENS)
    gemeente: Gemeente = gevonden[0]
    if gemeente.provincie is None:
        raise CommandError(f"{gemeente} hoort bij geen provincie en krijgt geen brief.", returncode=FOUTE_GEGEVENS)
    return gemeente


def zoek_provincie(wie: str) -> Provincie:
    gevonden = Provincie.objects.filter(Q(code=wie) | Q(naam=wie)).first()
    if gevonden is None:
        raise CommandError(f"Provincie {wie} is niet bekend.", returncode=FOUTE_GEGEVENS)
    provincie: Provincie = gevonden
    return provincie
