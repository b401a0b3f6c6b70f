"""Which agreements and addenda end soon, or ended without anything that follows."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from afspraken.models import Prestatieafspraak, Status
from afspraken.regels.looptijd import DREMPELS, NASLEEP
from organisaties.models import Lidmaatschap
from organisaties.templatetags.weergave import datum


@dataclass(frozen=True, slots=True)
class Alarm:
    """One agreement that ends or ended, in a sentence."""

    rij: Prestatieafspraak
    zin: str


def die_aflopen(rijen: QuerySet[Prestatieafspraak], vandaag: date) -> QuerySet[Prestatieafspraak]:
    """Signed, near the end or just past it, and without a signed successor; an addendum ends as it was agreed to."""
    return (
        rijen.filter(
            status=Status.GETEKEND,
            van__lte=vandaag,
            tot__lte=vandaag + timedelta(days=DREMPELS[0]),
            tot__gte=vandaag - timedelta(days=NASLEEP),
        )
        .exclude(opvolger__status=Status.GETEKEND)
        .order_by("tot", "pk")
    )


def alarmen_voor(lid: Lidmaatschap | None, vandaag: date) -> list[Alarm]:
    """What ends or ended, of the agreements that somebody sees, the first end first."""
    rijen = die_aflopen(Prestatieafspraak.objects.zichtbaar_voor(lid), vandaag)
    return [Alarm(rij, zin_over(rij, vandaag)) for rij in rijen]


def zin_over(rij: Prestatieafspraak, vandaag: date) -> str:
    """What is the matter, and what to do about it."""
    soort = "Het addendum" if rij.hoort_bij_id else "De afspraken"
    if rij.tot <= vandaag:
        gedaan = "liep" if rij.hoort_bij_id else "liepen"
        return f"{soort} “{rij.naam}” {gedaan} tot en met {datum(rij.laatste_dag)}. Er is geen vervolg getekend."
    loopt = "loopt" if rij.hoort_bij_id else "lopen"
    dagen = (rij.tot - vandaag).days
    over = "morgen" if dagen == 1 else f"over {dagen} dagen"
    return f"{soort} “{rij.naam}” {loopt} {over} af, na {datum(rij.laatste_dag)}. Bespreek of er een vervolg komt."
