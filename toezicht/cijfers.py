"""The frozen figures of a beoordeling: taking them from the ledger, and computing them again from the same rows."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from organisaties.models import Gemeente, Provincie
from taakstelling import cijfers as grootboekcijfers
from taakstelling.regels.grootboek import Gemeentetijd, vouw
from taakstelling.regels.halfjaar import Halfjaar
from toezicht.models import Beoordeling, Toezichtronde
from toezicht.regels.resultaat import bevries

Rijen = Mapping[str, Any]


def momentopname(gemeente: Gemeente, halfjaar: Halfjaar) -> tuple[dict[str, Any], dict[str, Any]]:
    """The figures of one gemeente and half-year as they are now, and the ids of every row they rest on.

    The figures are computed from those ids and not read apart from them, so the two always agree. What the rows do not
    say is kept beside them: when the gemeenten existed, and since when each keeps its own log.
    """
    rijen: dict[str, Any] = dict(grootboekcijfers.rijen_achter(gemeente.code, halfjaar))
    tijden = grootboekcijfers.gemeentetijden()
    nodig = grootboekcijfers.met_voorgangers([gemeente.code], tijden)
    rijen["gemeentetijden"] = {code: _bewaar(tijden[code]) for code in sorted(nodig)}
    feiten = grootboekcijfers.lees([gemeente.code], halfjaar.volgende, grootboekcijfers.Keuze(), tijden=tijden)
    rijen["eigen_vanaf"] = {code: vanaf.code for code, vanaf in sorted(feiten.eigen_vanaf.items())}
    return reken_na(rijen, gemeente.code, halfjaar), rijen


def cijfers_voor(ronde: Toezichtronde, gemeente: Gemeente) -> tuple[dict[str, Any], dict[str, Any], datetime]:
    """The figures a decision in this round rests on, their rows, and as known when."""
    cijfers, rijen = momentopname(gemeente, ronde.halfjaar)
    return cijfers, rijen, timezone.now()


def reken_na(rijen: Rijen, code: str, halfjaar: Halfjaar) -> dict[str, Any]:
    """The figures from exactly these rows, whatever was recorded or withdrawn since."""
    tijden = grootboekcijfers.gemeentetijden() | {
        code: Gemeentetijd(code, _dag(van), _dag(tot), tuple(opvolgers))
        for code, (van, tot, opvolgers) in rijen["gemeentetijden"].items()
    }
    volgende = halfjaar.volgende
    feiten = grootboekcijfers.lees([code], volgende, grootboekcijfers.Keuze(rijen=rijen), tijden=tijden)
    vanaf = {code: Halfjaar.van_code(begin) for code, begin in rijen["eigen_vanaf"].items()}
    live = vouw(replace(feiten, eigen_vanaf=vanaf), volgende)
    standen = grootboekcijfers.leg_gesloten_over(live, [code], rijen.get("afsluiting", []))
    stand = standen.get((code, halfjaar)) or grootboekcijfers.leeg(code, halfjaar)
    bestaat = tijden[code].bestaat_op(halfjaar.eind)
    vervolg = (standen.get((code, volgende)) or grootboekcijfers.leeg(code, volgende)) if bestaat else None
    return bevries(stand, vervolg)


def _bewaar(tijd: Gemeentetijd) -> list[Any]:
    return [
        tijd.geldig_van.isoformat() if tijd.geldig_van else None,
        tijd.geldig_tot.isoformat() if tijd.geldig_tot else None,
        list(tijd.opvolgers),
    ]


def _dag(tekst: str | None) -> date | None:
    return date.fromisoformat(tekst) if tekst else None


def gemeenten_van_ronde(provincie: Provincie, halfjaar: Halfjaar) -> QuerySet[Gemeente]:
    """The gemeenten a provincie judges over a half-year: those that still existed on its last day."""
    laatste_dag = halfjaar.eind - timedelta(days=1)
    gemeenten: QuerySet[Gemeente] = Gemeente.objects.bestaand(laatste_dag).filter(provincie=provincie)
    return gemeenten.select_related("provincie")


def beoordeelde_halfjaren() -> dict[str, Halfjaar]:
    """Per gemeente the last half-year that was judged: what lies under it keeps the recording dates it has."""
    uit: dict[str, Halfjaar] = {}
    for code, halfjaar in Beoordeling.objects.values_list("gemeente__code", "ronde__halfjaar").distinct():
        uit[code] = max(halfjaar, uit.get(code, halfjaar))
    return uit
