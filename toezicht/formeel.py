"""The elements of Gemeentewet art. 124 of one letter: in which fase it is, what it holds, what it starts with."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from organisaties.drukken.letters import onafdrukbaar
from toezicht.models import Beoordeling, Brief, Formeelbesluit
from toezicht.regels.formeel import (
    ELEMENTEN,
    GRONDSLAG,
    KOSTEN,
    RECHTSMIDDELEN,
    TITELS,
    Element,
    Veld,
    fouten,
    is_compleet,
    regels,
    velden_van,
    vereist_resultaat,
)
from toezicht.regels.ladder import Fase


def fase_van(beoordeling: Beoordeling) -> Fase:
    """How far the supervision came with this besluit; GEEN without a trede."""
    if not beoordeling.trede or beoordeling.kader is None:
        return Fase.GEEN
    return beoordeling.kader.kader.fase(beoordeling.trede)


def inhoud_van(brief: Brief) -> dict[str, Any] | None:
    """What the letter says of it, to be kept with it; None in a fase that asks nothing."""
    fase = fase_van(brief.beoordeling)
    if fase not in ELEMENTEN:
        return None
    rij = getattr(brief, "formeel", None) if brief.pk else None
    waarden = {}
    for veld in velden_van(fase):
        waarde = getattr(rij, veld, None)
        waarden[veld.value] = waarde.isoformat() if isinstance(waarde, date) else waarde
    return {"fase": fase.value, "waarden": waarden}


def problemen(formeel: dict[str, Any] | None, briefdatum: date) -> Iterator[str]:
    """What is missing or does not go together, in sentences that say what to do."""
    if formeel is None:
        return
    fase, waarden = Fase(formeel["fase"]), formeel["waarden"]
    for element, compleet in elementen(formeel):
        if not compleet:
            yield f"{TITELS[fase]}: vul {element.naam} aan bij Formeel besluit ({element.bron})."
    for zin in fouten(fase, waarden, briefdatum).values():
        yield f"{TITELS[fase]}: {zin[:1].lower()}{zin[1:]}"
    for teken in onafdrukbaar(" ".join(waarde for waarde in waarden.values() if isinstance(waarde, str))):
        yield f"{TITELS[fase]}: het teken “{teken}” (U+{ord(teken):04X}) kan niet worden afgedrukt. Haal het weg."


def elementen(formeel: dict[str, Any] | None) -> list[tuple[Element, bool]]:
    """The checklist: each element and whether it is there."""
    if formeel is None:
        return []
    return [(element, is_compleet(element, formeel["waarden"])) for element in ELEMENTEN[Fase(formeel["fase"])]]


def in_brief(formeel: dict[str, Any] | None) -> dict[str, Any] | None:
    """The section of the letter: its heading and its lines."""
    if formeel is None:
        return None
    fase = Fase(formeel["fase"])
    return {"titel": TITELS[fase], "regels": regels(fase, formeel["waarden"])}


def besluitregels(formeel: dict[str, Any] | None) -> dict[str, Any] | None:
    """The section of the letter with, for each line, where the law asks for it."""
    deel = in_brief(formeel)
    if formeel is None or deel is None:
        return None
    bronnen = [element.bron for element, _ in elementen(formeel)]
    regels_ = [(naam, tekst, bron) for (naam, tekst), bron in zip(deel["regels"], bronnen, strict=True)]
    return {"titel": deel["titel"], "regels": regels_}


def begin(brief: Brief) -> dict[str, Any]:
    """What the form opens with: what is there, else the usual texts, the achterstand, what an earlier letter said."""
    fase = fase_van(brief.beoordeling)
    rij = Formeelbesluit.objects.filter(brief=brief.pk).first()
    if rij is not None:
        return {veld.value: getattr(rij, veld) for veld in velden_van(fase)}
    kader = brief.beoordeling.kader
    alles = {
        Veld.GRONDSLAG: GRONDSLAG,
        Veld.KOSTEN: KOSTEN,
        Veld.RECHTSMIDDELEN: RECHTSMIDDELEN,
        Veld.PERSONEN: vereist_resultaat(brief.beoordeling.cijfers, kader.kader.omvang.waarde) if kader else None,
    }
    alles |= _van_eerder(brief, fase)
    return {veld.value: alles.get(veld) for veld in velden_van(fase)}


def _van_eerder(brief: Brief, fase: Fase) -> dict[Veld, Any]:
    """What the newest formal letter to this gemeente, one fase before, settled already."""
    vorige = {Fase.BESLUIT: Fase.VOORNEMEN, Fase.UITVOERING: Fase.BESLUIT}.get(fase)
    if vorige is None:
        return {}
    beoordeling = brief.beoordeling
    eerder = (
        Formeelbesluit.objects.filter(
            brief__beoordeling__gemeente=beoordeling.gemeente_id,
            brief__beoordeling__ronde__provincie=beoordeling.ronde.provincie_id,
            brief__status=Brief.Status.VERZONDEN,
            brief__inhoud__formeel__fase=vorige.value,
            ingetrokken_op=None,
        )
        .order_by("-brief__datum", "-pk")
        .first()
    )
    if eerder is None:
        return {}
    if fase is Fase.BESLUIT:
        return {Veld.VOORNEMEN_OP: eerder.bekendmaking_op, Veld.VOORNEMEN_VINDPLAATS: eerder.bekendmaking_waar}
    return {veld: getattr(eerder, veld) for veld in (Veld.BESLUIT_OP, Veld.HERSTELTERMIJN_TOT, Veld.PERSONEN)}
