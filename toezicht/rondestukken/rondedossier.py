"""What of the dossiers belongs to a round: the pieces, the wederhoor and the formal besluit, as plain values.

A piece goes with what it goes on from, an answer with its letter; anything else falls in the half-year that begins on
the peildatum. So each piece is in one round, however late it came, and with the gemeente that the letter was sent to.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone

from organisaties.models import Lidmaatschap
from toezicht.models import Brief, Dossierstuk, Formeelbesluit, Toezichtronde, Wederhoor, Wederhoorreactie


@dataclass(frozen=True)
class Stukken:
    """What there is of one gemeente in a round, oldest first; `dag` is the day on which the last of it was recorded."""

    rijen: list[dict[str, Any]]
    dag: date


def stukken_van(ronde: Toezichtronde, lid: Lidmaatschap | None) -> dict[int, Stukken]:
    """The pieces that belong to this round, by the id of the gemeente; in one query."""
    alle: dict[int, Dossierstuk] = {
        stuk.pk: stuk
        for stuk in Dossierstuk.objects.zichtbaar_voor(lid)
        .filter(provincie=ronde.provincie_id)
        .select_related("gemeente", "brief__beoordeling")
        .defer("brief__pdf", "brief__inhoud", "brief__beoordeling__cijfers", "brief__beoordeling__rijen")
        .order_by("datum", "pk")
    }
    nieuwer = {stuk.vervangt_id: stuk.pk for stuk in alle.values() if stuk.vervangt_id}
    per_gemeente: dict[int, list[Dossierstuk]] = defaultdict(list)
    for stuk in alle.values():
        begin = _begin(stuk, alle, nieuwer)
        if stuk.ingetrokken_op is None and _hoort_bij(begin, ronde):
            van = begin.brief.beoordeling.gemeente_id if begin.brief else begin.gemeente_id
            per_gemeente[van].append(stuk)
    return {
        gemeente: Stukken(
            rijen=[_stuk(stuk, nieuwer) for stuk in stukken],
            dag=max(timezone.localdate(stuk.vastgelegd_op) for stuk in stukken),
        )
        for gemeente, stukken in per_gemeente.items()
    }


def _begin(stuk: Dossierstuk, alle: Mapping[int, Dossierstuk], nieuwer: Mapping[int, int]) -> Dossierstuk:
    """The piece that this one goes on from in the end, as it is now."""
    while stuk.hoort_bij_id:
        stuk = alle[_nu(stuk.hoort_bij_id, nieuwer)]
    return stuk


def _nu(pk: int, nieuwer: Mapping[int, int]) -> int:
    """The version of a piece that replaced all before it."""
    while pk in nieuwer:
        pk = nieuwer[pk]
    return pk


def _hoort_bij(begin: Dossierstuk, ronde: Toezichtronde) -> bool:
    if begin.brief:
        return bool(begin.brief.beoordeling.ronde_id == ronde.pk)
    return bool(ronde.halfjaar.peildatum <= begin.datum < ronde.halfjaar.volgende.peildatum)


def _stuk(stuk: Dossierstuk, nieuwer: Mapping[int, int]) -> dict[str, Any]:
    return {
        "nummer": stuk.pk,
        "gemeente": stuk.gemeente.code,
        "soort": stuk.soort,
        "datum": stuk.datum.isoformat(),
        "uiterlijk": stuk.uiterlijk.isoformat() if stuk.uiterlijk else None,
        "omschrijving": stuk.omschrijving,
        "hoort_bij": _nu(stuk.hoort_bij_id, nieuwer) if stuk.hoort_bij_id else None,
        "brief": stuk.brief.kenmerk if stuk.brief else None,
    }


def wederhoor_van(ronde: Toezichtronde, lid: Lidmaatschap | None) -> dict[int, Stukken]:
    """What each gemeente said about its figures and every answer to that, by the id of the gemeente; two queries."""
    per_gemeente: dict[int, list[Wederhoor]] = defaultdict(list)
    reacties = Wederhoorreactie.objects.zichtbaar_voor(lid).order_by("pk")
    gezegd = Wederhoor.objects.zichtbaar_voor(lid).filter(ronde=ronde).order_by("pk")
    for rij in gezegd.prefetch_related(Prefetch("reacties", reacties)):
        per_gemeente[rij.gemeente_id].append(rij)
    return {
        gemeente: Stukken(
            rijen=[_wederhoor(rij) for rij in rijen],
            dag=max(timezone.localdate(een.vastgelegd_op) for rij in rijen for een in (rij, *rij.reacties.all())),
        )
        for gemeente, rijen in per_gemeente.items()
    }


def _wederhoor(rij: Wederhoor) -> dict[str, Any]:
    return {
        "nummer": rij.pk,
        "vervangt": rij.vervangt_id,
        "antwoord": rij.antwoord,
        "toelichting": rij.toelichting,
        "cijfers": rij.cijfers,
        "vastgelegd_op": rij.vastgelegd_op.isoformat(),
        "reacties": [
            {
                "nummer": reactie.pk,
                "vervangt": reactie.vervangt_id,
                "uitkomst": reactie.uitkomst,
                "reden": reactie.reden,
                "vastgelegd_op": reactie.vastgelegd_op.isoformat(),
            }
            for reactie in rij.reacties.all()
        ],
    }


def formeel_besluit_bij(brief: Brief) -> dict[str, Any] | None:
    """The elements of Gemeentewet art. 124 that go with a letter, and whether the besluit was withdrawn since."""
    formeel: Formeelbesluit | None = getattr(brief, "formeel", None)
    if formeel is None:
        return None
    velden = [veld.name for veld in Formeelbesluit._meta.concrete_fields if veld.name not in ("id", "brief")]
    waarden = {veld: getattr(formeel, veld) for veld in velden}
    return {veld: waarde.isoformat() if isinstance(waarde, date) else waarde for veld, waarde in waarden.items()}
