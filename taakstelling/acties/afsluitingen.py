"""Closing a half-year of a provincie, and opening it again by exception."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from organisaties import logboek
from organisaties.models import Lidmaatschap, Provincie
from organisaties.toegang import eis
from organisaties.vastleggen import AlGewijzigd, leg_vast, trek_in
from taakstelling.cijfers import Keuze, gemeentetijden, leeg, lees, rijen_tot, standen
from taakstelling.cijfers.gesloten import FEITEN
from taakstelling.cijfers.rijen import rijen_onder
from taakstelling.cijfers.tijden import familie_tot, families
from taakstelling.models import Afsluiting, Afsluitregel, Heropening
from taakstelling.overzicht.afsluitingen import gemeenten_in, laatste_afsluiting
from taakstelling.regels.afsluiting import bevries, fout_bij_heropenen, fout_bij_sluiten
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.toegang import mag_afsluiten


@transaction.atomic
def sluit_af(*, door: Lidmaatschap | None, provincie: Provincie, halfjaar: Halfjaar) -> Afsluiting:
    """Close a half-year of a provincie: its figures are frozen as they are now, with the rows they rest on.

    Raises GeenToegang, and ValidationError: it is not over, closed already, or not the one after the last closed one.
    """
    eis(mag_afsluiten(door, provincie))
    vergrendel(provincie)
    vorige = laatste_afsluiting(provincie)
    if fout := fout_bij_sluiten(halfjaar, vorige.halfjaar if vorige else None, timezone.localdate()):
        raise ValidationError(fout)
    gemeenten = {g.code: g for g in gemeenten_in(provincie, halfjaar)}
    tijden = gemeentetijden()
    familie = families(gemeenten, tijden)
    eigen = standen(gemeenten, halfjaar, halfjaar, tijden=tijden)
    officieel = standen(gemeenten, halfjaar, halfjaar, eigen_van=(), tijden=tijden)
    vanaf = lees(gemeenten.keys(), halfjaar, Keuze(), tijden=tijden).eigen_vanaf
    rijen, eerder = rijen_tot(gemeenten, halfjaar), rijen_onder(vorige)
    afsluiting = Afsluiting(
        provincie=provincie,
        halfjaar=halfjaar,
        vorige=vorige,
        rijen={"erbij": _zonder(rijen, eerder), "eraf": _zonder(eerder, rijen)},
        grenzen={model._meta.model_name: model.objects.aggregate(m=Max("pk"))["m"] or 0 for model in FEITEN},
    )
    leg_vast(afsluiting, door=door)
    regels = []
    for code, gemeente in gemeenten.items():
        sleutel = (code, halfjaar)
        met, zonder = (s.get(sleutel) or leeg(code, halfjaar, tijden[code]) for s in (eigen, officieel))
        begin = vanaf.get(code)
        regels.append(
            Afsluitregel(
                afsluiting=afsluiting,
                gemeente=gemeente,
                stand_eind=met.stand_eind,
                stand_eind_officieel=zonder.stand_eind,
                eigen_vanaf=begin if begin is not None and begin <= halfjaar else None,
                familie=familie_tot(code, familie[code], halfjaar, tijden),
                cijfers={"eigen": bevries(met), "officieel": bevries(zonder)},
            )
        )
    Afsluitregel.objects.bulk_create(regels)
    logboek.schrijf(
        door=door, handeling="halfjaar gesloten", op=afsluiting, provincie=provincie, halfjaar=halfjaar.code
    )
    return afsluiting


@transaction.atomic
def heropen(
    *, door: Lidmaatschap | None, provincie: Provincie, halfjaar: Halfjaar, reden: str, tot: date
) -> list[Afsluiting]:
    """Open a closed half-year again, and every later one with it, because their standen rest on it.

    `tot` is the last day it may be open. Raises GeenToegang, ValidationError and AlGewijzigd.
    """
    eis(mag_afsluiten(door, provincie))
    vergrendel(provincie)
    if fout := fout_bij_heropenen(tot, timezone.localdate()):
        raise ValidationError({"tot": fout})
    if not reden.strip():
        raise ValidationError({"reden": "Vul in waarom het halfjaar weer open moet."})
    open_ = list(Afsluiting.objects.bekend().filter(provincie=provincie, halfjaar__gte=halfjaar).order_by("-halfjaar"))
    if not open_ or open_[-1].halfjaar != halfjaar:
        raise AlGewijzigd
    nu = timezone.now()
    for afsluiting in open_:
        trek_in(afsluiting, door=door, reden=reden.strip(), op=nu)
        Heropening.objects.create(afsluiting=afsluiting, tot=tot)
        logboek.schrijf(
            door=door,
            handeling="halfjaar heropend",
            op=afsluiting,
            provincie=provincie,
            halfjaar=afsluiting.halfjaar.code,
            tot=tot.isoformat(),
        )
    return open_


def sluit_verlopen_heropeningen() -> tuple[list[Afsluiting], dict[Heropening, Exception]]:
    """Close every half-year again whose reopening has run out, in order; each on its own.

    Gives what was closed, and of what could not be closed why: that does not stop the others. A half-year waits while
    one before it is still open by a reopening that runs.
    """
    vandaag = timezone.localdate()
    alle = Heropening.objects.select_related("afsluiting__provincie").order_by("afsluiting__halfjaar", "pk")
    lopend: dict[int, Halfjaar] = {}
    gesloten: list[Afsluiting] = []
    mislukt: dict[Heropening, Exception] = {}
    for heropening in filter(staat_open, alle):
        oud = heropening.afsluiting
        if heropening.tot >= vandaag:
            lopend.setdefault(oud.provincie_id, oud.halfjaar)
        elif oud.provincie_id not in lopend:
            try:
                gesloten.append(sluit_af(door=None, provincie=oud.provincie, halfjaar=oud.halfjaar))
            except Exception as fout:  # whatever is wrong with one provincie, the others are closed
                mislukt[heropening] = fout
    return gesloten, mislukt


def staat_open(heropening: Heropening) -> bool:
    """Whether the half-year has not been closed again since."""
    oud = heropening.afsluiting
    return not Afsluiting.objects.filter(provincie=oud.provincie, halfjaar=oud.halfjaar, pk__gt=oud.pk).exists()


def vergrendel(provincie: Provincie) -> None:
    """Two who close at once take turns, and what is being recorded meanwhile waits, so that nothing falls between."""
    Provincie.objects.select_for_update().get(pk=provincie.pk)
    if connection.vendor == "postgresql":
        tabellen = ", ".join(f'"{model._meta.db_table}"' for model in FEITEN)
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {tabellen} IN SHARE MODE")


def _zonder(rijen: Mapping[str, Any], andere: Mapping[str, Any]) -> dict[str, list[int]]:
    return {naam: sorted(set(ids).difference(andere.get(naam, ()))) for naam, ids in rijen.items()}
