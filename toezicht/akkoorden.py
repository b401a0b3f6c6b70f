"""Whether a provincie asks for four eyes, and whether a beoordeling has them."""

from organisaties.models import Provincie
from toezicht.models import Afzender, Akkoord, Beoordeling

MIST_AKKOORD = "Een collega moet eerst akkoord geven met de beoordeling: uw provincie werkt met vier ogen."


def vraagt_vier_ogen(provincie: Provincie) -> bool:
    return bool(Afzender.objects.filter(provincie=provincie, vier_ogen=True).exists())


def mist_akkoord(beoordeling: Beoordeling) -> str | None:
    """Say that somebody else than who decided must still agree; None when that is not asked, or done."""
    if not vraagt_vier_ogen(beoordeling.ronde.provincie) or Akkoord.objects.filter(beoordeling=beoordeling).exists():
        return None
    return MIST_AKKOORD
