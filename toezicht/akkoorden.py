"""Whether a provincie asks for four eyes, and which beoordelingen do not have them yet."""

from collections.abc import Collection
from datetime import date

from django.db.models import Exists, OuterRef

from organisaties.acties.versies import versie_van
from organisaties.models import Provincie
from organisaties.registratie import einde_van
from toezicht.models import Afzender, Akkoord, Beoordeling, Formeelbesluit
from toezicht.querysets import AkkoordQuerySet

MIST_AKKOORD = "Een collega moet eerst akkoord geven met de beoordeling: uw provincie werkt met vier ogen."
VERVALLEN = "Het formele besluit is gewijzigd na het akkoord. Een collega moet opnieuw akkoord geven."


def afzender_van(provincie: Provincie) -> Afzender:
    """How this provincie writes its letters; one that is not saved when it did not say so yet."""
    return Afzender.objects.filter(provincie=provincie).first() or Afzender(provincie=provincie)


def vraagt_akkoord(afzender: Afzender, beoordeling: Beoordeling) -> bool:
    """Whether somebody else must agree. What was decided before four eyes were switched off still asks it.

    Else whoever decided could switch them off for one letter.
    """
    tot = afzender.vier_ogen_tot
    return afzender.vier_ogen or (tot is not None and beoordeling.vastgelegd_op < tot)


def akkoorden(op: date | None = None) -> AkkoordQuerySet:
    """Every akkoord given by the end of the day `op` (None: now), the oldest first.

    `vervallen` when the formal elements of the letter were changed since; of these only the last change is kept.
    """
    later = Formeelbesluit.objects.filter(
        brief__beoordeling=OuterRef("beoordeling"), gewijzigd_op__gte=OuterRef("vastgelegd_op")
    )
    if op is not None:
        later = later.filter(gewijzigd_op__lt=einde_van(op))
    gegeven: AkkoordQuerySet = Akkoord.objects.vastgelegd(op).annotate(vervallen=Exists(later))
    return gegeven.order_by("vastgelegd_op", "pk")


def missende_akkoorden(
    afzender: Afzender, beoordelingen: Collection[Beoordeling], op: date | None = None
) -> dict[int, str]:
    """By beoordeling that somebody else must still agree with, at the end of the day `op`: what must be done."""
    gevraagd = [een.pk for een in beoordelingen if vraagt_akkoord(afzender, een)]
    # Of more than one the newest comes last, and counts.
    vervallen = dict(akkoorden(op).filter(beoordeling__in=gevraagd).values_list("beoordeling", "vervallen"))
    return {pk: VERVALLEN if pk in vervallen else MIST_AKKOORD for pk in gevraagd if vervallen.get(pk, True)}


def mist_akkoord(beoordeling: Beoordeling, op: date | None = None) -> str | None:
    """Say that somebody else than who decided must still agree; None when that is not asked, or done."""
    return missende_akkoorden(afzender_van(beoordeling.ronde.provincie), [beoordeling], op).get(beoordeling.pk)


def versie_voor_akkoord(beoordeling: Beoordeling) -> str:
    """A mark of what is agreed with: this beoordeling, and the formal elements of its letter as they are now."""
    formeel = Formeelbesluit.objects.filter(brief__beoordeling=beoordeling).order_by("pk").last()
    return f"{beoordeling.pk} {versie_van(formeel)}".strip()  # as a form gives it back
