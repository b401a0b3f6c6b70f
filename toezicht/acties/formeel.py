"""The elements of a formal letter (Gemeentewet art. 124): filled in while it is a concept; a besluit taken back."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from organisaties import logboek
from organisaties.acties.teksten import eis_zonder_persoonsgegevens
from organisaties.acties.versies import eis_versie, versie_van
from organisaties.models import Lidmaatschap
from organisaties.toegang import eis
from taakstelling.regels.werkdagen import eerste_werkdag
from toezicht.formeel import fase_van
from toezicht.models import Brief, Formeelbesluit
from toezicht.regels.formeel import ELEMENTEN, MET_TERMIJN, TERMIJN, fouten, korte_termijn, velden_van
from toezicht.regels.ladder import Fase
from toezicht.regels.resultaat import datum
from toezicht.toegang import mag_toezicht_houden


@transaction.atomic
def vul_formeel_aan(
    *,
    door: Lidmaatschap | None,
    brief: Brief,
    waarden: Mapping[str, Any],
    versie: str | None = None,
    kort_bewust: bool = False,
) -> Formeelbesluit:
    """Keep the elements of a letter on a formal trede; what is empty stays missing and keeps the letter a concept.

    The last day of a term moves to the first working day; a short term must be meant (`kort_bewust`). A change asks for
    a new akkoord. Raises GeenToegang, AlGewijzigd (the elements are not as `versie` says any more) and ValidationError
    (per field).
    """
    brief = _op_slot(door, brief)
    fase = fase_van(brief.beoordeling)
    if fase not in ELEMENTEN:
        raise ValidationError("Deze trede is niet formeel: er is geen besluit om aan te vullen.")
    if brief.status != Brief.Status.CONCEPT:
        raise ValidationError("Deze brief ligt vast en kan niet meer worden gewijzigd.")
    rij: Formeelbesluit | None = Formeelbesluit.objects.select_for_update().filter(brief=brief).first()
    eis_versie(rij, versie)
    nieuw: dict[str, Any] = {veld.value: waarden.get(veld) for veld in velden_van(fase)}
    for veld in MET_TERMIJN:
        # The term in an uitvoering is the one that the besluit set: it is quoted, not set again.
        if fase is not Fase.UITVOERING and nieuw.get(veld):
            nieuw[veld] = eerste_werkdag(nieuw[veld])
    als_tekst: dict[str, Any] = {
        veld: waarde.isoformat() if isinstance(waarde, date) else waarde for veld, waarde in nieuw.items()
    }
    fout = fouten(fase, als_tekst, brief.datum)
    if not kort_bewust and (kort := _korte_termijn(fase, nieuw, rij, brief.datum)):
        fout.setdefault(TERMIJN[fase], kort)
    if fout:
        raise ValidationError(dict(fout))
    eis_zonder_persoonsgegevens({veld: waarde for veld, waarde in als_tekst.items() if _is_vrije_tekst(veld, waarde)})
    rij = rij or Formeelbesluit(brief=brief)
    was = versie_van(rij)
    for naam, waarde in nieuw.items():
        leeg = "" if isinstance(getattr(rij, naam), str) else None
        setattr(rij, naam, leeg if waarde is None else waarde.strip() if isinstance(waarde, str) else waarde)
    if rij.pk is None or versie_van(rij) != was:
        rij.gewijzigd_op = timezone.now()
    rij.save()
    _log(door, "formeel besluit aangevuld", brief)
    return rij


@transaction.atomic
def trek_besluit_in(*, door: Lidmaatschap | None, brief: Brief, op: date, reden: str) -> Formeelbesluit:
    """Record that Gedeputeerde Staten withdrew the besluit of this letter (Gemeentewet art. 124d); once."""
    brief = _op_slot(door, brief)
    rij: Formeelbesluit | None = Formeelbesluit.objects.select_for_update().filter(brief=brief).first()
    if rij is None or brief.status != Brief.Status.VERZONDEN:
        raise ValidationError("Alleen een besluit dat is verzonden, kan worden ingetrokken.")
    if rij.ingetrokken_op is not None:
        raise ValidationError(f"Dit besluit is al ingetrokken op {datum(rij.ingetrokken_op)}.")
    fout: dict[str, str] = {}
    if not brief.datum <= op <= timezone.localdate():
        fout["op"] = f"Kies een dag vanaf de briefdatum {datum(brief.datum)} tot en met vandaag."
    if not reden.strip():
        fout["reden"] = "Schrijf op waarom het besluit is ingetrokken."
    if fout:
        raise ValidationError(fout)
    eis_zonder_persoonsgegevens({"reden": reden})
    rij.ingetrokken_op, rij.reden_intrekking = op, reden.strip()
    rij.save(update_fields=["ingetrokken_op", "reden_intrekking"])
    _log(door, "formeel besluit ingetrokken", brief)
    return rij


def _korte_termijn(fase: Fase, nieuw: Mapping[str, Any], rij: Formeelbesluit | None, briefdatum: date) -> str | None:
    """Say that a term that is set now is short; one that was kept before was meant."""
    veld = TERMIJN.get(fase)
    tot = nieuw.get(veld) if veld else None
    if veld is None or tot is None or (rij is not None and getattr(rij, veld) == tot):
        return None
    zin = korte_termijn(veld, tot, briefdatum)
    return f"{zin} Bedoelt u dit? Zet dan het vinkje eronder." if zin else None


def _is_vrije_tekst(veld: str, waarde: Any) -> bool:
    return isinstance(waarde, str) and not veld.endswith(("_op", "_tot"))


def _op_slot(door: Lidmaatschap | None, brief: Brief) -> Brief:
    """The letter as it is now, locked: nobody makes it final meanwhile."""
    nu: Brief = (
        Brief.objects.select_for_update(of=("self",))
        .select_related("beoordeling__gemeente", "beoordeling__ronde__provincie", "beoordeling__kader")
        .defer("pdf")
        .get(pk=brief.pk)
    )
    eis(mag_toezicht_houden(door, nu.beoordeling.ronde.provincie))
    return nu


def _log(door: Lidmaatschap | None, handeling: str, brief: Brief) -> None:
    beoordeling = brief.beoordeling
    logboek.schrijf(
        door=door,
        handeling=handeling,
        op=brief,
        gemeente=beoordeling.gemeente,
        provincie=beoordeling.ronde.provincie,
        beoordeling=beoordeling.pk,
    )
