"""The kenmerken of the letters: recorded from the provincie's own zaaksysteem, or the next of its series."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from organisaties import logboek
from organisaties.acties.versies import eis_versie
from organisaties.models import Gemeente, Lidmaatschap, Provincie
from organisaties.overnemen import Telling
from organisaties.toegang import eis
from taakstelling.regels.halfjaar import Halfjaar
from toezicht.models import Brief, Kenmerk, Kenmerkreeks
from toezicht.regels.kenmerken import fout_in_patroon, maak_kenmerk
from toezicht.toegang import mag_toezicht_houden


@dataclass(frozen=True, slots=True)
class NieuwKenmerk:
    """A kenmerk to record, as a file or a pasted list gives it."""

    gemeente: Gemeente
    halfjaar: Halfjaar
    kenmerk: str


@transaction.atomic
def leg_kenmerken_vast(*, door: Lidmaatschap | None, kenmerken: Iterable[NieuwKenmerk]) -> Telling:
    """Record kenmerken; what is there already is replaced. A concept without a kenmerk of its own takes it.

    A kenmerk that somebody typed in a letter stays, and so does that of a final letter.
    """
    telling = Telling()
    for nieuw in kenmerken:
        provincie = nieuw.gemeente.provincie
        eis(mag_toezicht_houden(door, provincie))
        assert provincie is not None  # `eis` refused it
        wie: dict[str, Any] = {"provincie": provincie, "gemeente": nieuw.gemeente, "halfjaar": nieuw.halfjaar}
        oud = Kenmerk.objects.select_for_update().filter(**wie).first()
        if oud is not None and oud.kenmerk == nieuw.kenmerk:
            telling += Telling(overgeslagen=1)
            continue
        rij, _ = Kenmerk.objects.update_or_create(**wie, defaults={"kenmerk": nieuw.kenmerk})
        _zet_in_concept(rij, oud.kenmerk if oud else "")
        telling += Telling(vervangen=1) if oud else Telling(nieuw=1)
        logboek.schrijf(
            door=door,
            handeling="kenmerk vastgelegd",
            op=rij,
            gemeente=nieuw.gemeente,
            provincie=provincie,
            halfjaar=nieuw.halfjaar.code,
        )
    return telling


def _zet_in_concept(rij: Kenmerk, was: str) -> None:
    """The concept of this gemeente that has no kenmerk, or the one that was recorded before, takes the new one."""
    concept = (
        Brief.objects.select_for_update(of=("self",))
        .filter(
            beoordeling__ronde__provincie=rij.provincie_id,
            beoordeling__ronde__halfjaar=rij.halfjaar,
            beoordeling__gemeente=rij.gemeente_id,
            status=Brief.Status.CONCEPT,
            kenmerk__in={"", was},
        )
        .first()
    )
    if concept is not None and not drager_van(rij.provincie_id, rij.kenmerk, behalve=concept.pk):
        concept.kenmerk = rij.kenmerk
        concept.save(update_fields=["kenmerk"])


@transaction.atomic
def wijzig_reeks(
    *, door: Lidmaatschap | None, provincie: Provincie, patroon: str, volgende: int, versie: str | None = None
) -> Kenmerkreeks | None:
    """Begin or change the series of a provincie; an empty pattern ends it. Raises AlGewijzigd, see `versie`."""
    eis(mag_toezicht_houden(door, provincie))
    reeks = Kenmerkreeks.objects.select_for_update().filter(provincie=provincie).first()
    eis_versie(reeks, versie)
    logboek.schrijf(door=door, handeling="kenmerkreeks gewijzigd", op=Kenmerkreeks, provincie=provincie)
    patroon = patroon.strip()
    if not patroon:
        if reeks is not None:
            reeks.delete()
        return None
    if fout := fout_in_patroon(patroon):
        raise ValidationError({"patroon": fout})
    reeks = reeks or Kenmerkreeks(provincie=provincie)
    reeks.patroon, reeks.volgende = patroon, volgende
    reeks.full_clean(exclude=["provincie"])
    reeks.save()
    return reeks


def vastgelegd_kenmerk(provincie: Provincie, gemeente: Gemeente, halfjaar: Halfjaar) -> str:
    """The recorded kenmerk for a new letter; empty when there is none, or when another letter bears it already."""
    return vastgelegde_kenmerken(provincie, [gemeente.pk], halfjaar).get(gemeente.pk, "")


def vastgelegde_kenmerken(provincie: Provincie, gemeenten: Collection[int], halfjaar: Halfjaar) -> dict[int, str]:
    """`vastgelegd_kenmerk` of those of these gemeenten (id) that have one."""
    rijen = Kenmerk.objects.filter(provincie=provincie, gemeente__in=gemeenten, halfjaar=halfjaar)
    kenmerken: dict[int, str] = dict(rijen.values_list("gemeente", "kenmerk"))
    gebruikt = set(
        _vaste_brieven(provincie.pk).filter(kenmerk__in=kenmerken.values()).values_list("kenmerk", flat=True)
    )
    return {gemeente: kenmerk for gemeente, kenmerk in kenmerken.items() if kenmerk not in gebruikt}


def geef_kenmerk(brief: Brief) -> None:
    """Give a letter that is being made final its kenmerk, and refuse one that another final letter bears.

    The row of the provincie stays locked until the letter is final: two people at once take turns, and a letter that
    fails gives its number back. Call it inside the transaction that makes the letter final.
    """
    provincie = brief.beoordeling.ronde.provincie
    Provincie.objects.select_for_update(no_key=True).get(pk=provincie.pk)
    if not brief.kenmerk.strip():
        brief.kenmerk = _uit_reeks(provincie, brief)
    if ander := drager_van(provincie.pk, brief.kenmerk, behalve=brief.pk):
        raise ValidationError(
            f"Kenmerk {brief.kenmerk} staat al op de brief aan {ander.beoordeling.gemeente} over de"
            f" {ander.beoordeling.ronde.halfjaar.in_zin}. Geef deze brief een ander kenmerk."
        )


def _uit_reeks(provincie: Provincie, brief: Brief) -> str:
    """The next kenmerk of the series, taken; one that was used or recorded outside it is passed over."""
    reeks = Kenmerkreeks.objects.select_for_update().filter(provincie=provincie).first()
    if reeks is None:
        return ""
    while _is_bezet(kenmerk := maak_kenmerk(reeks.patroon, brief.datum.year, reeks.volgende), provincie, brief):
        reeks.volgende += 1
    reeks.volgende += 1
    reeks.save(update_fields=["volgende"])
    return kenmerk


def _is_bezet(kenmerk: str, provincie: Provincie, brief: Brief) -> bool:
    """Whether another letter bears this kenmerk, also a concept, or it is recorded for one."""
    op_een_brief = Brief.objects.filter(beoordeling__ronde__provincie=provincie, kenmerk=kenmerk).exclude(pk=brief.pk)
    eigen = {"gemeente": brief.beoordeling.gemeente_id, "halfjaar": brief.beoordeling.ronde.halfjaar}
    vastgelegd = Kenmerk.objects.filter(provincie=provincie, kenmerk=kenmerk).exclude(**eigen)
    return op_een_brief.exists() or vastgelegd.exists()


def drager_van(provincie: int, kenmerk: str, *, behalve: int | None = None) -> Brief | None:
    """The final letter of this provincie that bears a kenmerk."""
    gevonden: Brief | None = (
        _vaste_brieven(provincie)
        .filter(kenmerk=kenmerk)
        .exclude(pk=behalve)
        .select_related("beoordeling__gemeente", "beoordeling__ronde")
        .defer("pdf", "inhoud")
        .first()
    )
    return gevonden


def _vaste_brieven(provincie: int) -> QuerySet[Any]:
    """The final letters of this provincie that bear a kenmerk."""
    vast = Brief.objects.exclude(status=Brief.Status.CONCEPT).exclude(kenmerk="")
    brieven: QuerySet[Any] = vast.filter(beoordeling__ronde__provincie=provincie)
    return brieven
