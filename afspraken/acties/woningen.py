"""Recording vacated homes, one or a whole month's list, and what becomes of them."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from afspraken.models import VrijgekomenWoning
from afspraken.regels import woningen as regels
from afspraken.regels.normen import Doelgroep
from afspraken.regels.woningen import Stap
from afspraken.toegang import mag_woning_vastleggen
from organisaties import logboek
from organisaties.models import Corporatie, Invoerbestand, Lidmaatschap
from organisaties.overnemen import Telling, Vergelijking, neem_over, vergelijk
from organisaties.toegang import eis
from organisaties.vastleggen import leg_vast, trek_in

_WAARDEN = (
    "gemeente_id",
    "wijk",
    "vrij_op",
    "gereserveerd_op",
    "verhuurd_op",
    "onttrokken_op",
    "kamers",
    "huurklasse",
    "doelgroep",
    "nieuwbouw",
    "flex",
    "onzelfstandig",
)


def vergelijk_woningen(woningen: Sequence[VrijgekomenWoning]) -> Vergelijking:
    """Lay homes beside those that are valid now, by corporatie and kenmerk."""
    corporaties = {woning.corporatie_id for woning in woningen}

    def bestaand(_: Any) -> list[Any]:
        return list(VrijgekomenWoning.objects.bekend().filter(corporatie__in=corporaties))

    return vergelijk(
        woningen,
        bestaand=bestaand,
        sleutel=lambda woning: (woning.corporatie_id, woning.kenmerk),
        waarden=lambda woning: tuple(getattr(woning, veld) for veld in _WAARDEN),
    )


def werkgebied(corporatie: Corporatie) -> set[int]:
    """The gemeenten in which it works."""
    return set(corporatie.gemeenten.values_list("pk", flat=True))


def fouten_bij(
    woning: VrijgekomenWoning, oud: VrijgekomenWoning | None, *, gemeenten: Collection[int]
) -> dict[str, str]:
    """Why this home cannot be recorded, by field; what the row that it replaces (`oud`) said already is let be.

    `gemeenten` are those in which its corporatie works.
    """
    dagen = {veld: getattr(woning, veld) for veld in ("vrij_op", "gereserveerd_op", "verhuurd_op", "onttrokken_op")}
    nieuw = {
        veld: getattr(woning, veld) for veld in ("kenmerk", "wijk") if getattr(oud, veld, "") != getattr(woning, veld)
    }
    uit = regels.fouten(
        vrij_op=woning.vrij_op,
        verhuurd_op=woning.verhuurd_op,
        onttrokken_op=woning.onttrokken_op,
        doelgroep=woning.doelgroep,
    )
    uit |= regels.foute_dagen(timezone.localdate(), dagen) | regels.persoonsgegeven_in(**nieuw)
    if woning.gemeente_id not in gemeenten and (oud is None or oud.gemeente_id != woning.gemeente_id):
        uit["gemeente"] = (
            f"Volgens onze gegevens werkt {woning.corporatie} niet in {woning.gemeente}."
            " Klopt dat niet, vraag dan de functioneel beheerder om deze gemeente toe te voegen bij uw corporatie."
        )
    return uit


ANDERE_VERHURING = (
    "Onder dit kenmerk is deze woning al eens verhuurd of uit de verhuur gehaald. Een kenmerk is het nummer van één"
    " verhuring. Kwam zij opnieuw vrij, geef dan een nieuw kenmerk. Klopte de oude regel niet, verbeter die dan zelf."
)


def fouten_in_lijst(
    woning: VrijgekomenWoning, oud: VrijgekomenWoning | None, *, gemeenten: Collection[int]
) -> dict[str, str]:
    """The same for a row of a list, which finds the row that it replaces by the kenmerk only."""
    uit = fouten_bij(woning, oud, gemeenten=gemeenten)
    if oud is not None and regels.andere_verhuring(
        woning.vrij_op, eerder_vrij_op=oud.vrij_op, eerder_klaar_op=oud.verhuurd_op or oud.onttrokken_op
    ):
        uit["kenmerk"] = ANDERE_VERHURING
    return uit


@transaction.atomic
def leg_woningen_vast(
    *,
    door: Lidmaatschap | None,
    woningen: Sequence[VrijgekomenWoning],
    invoerbestand: Invoerbestand | None = None,
    op: datetime | None = None,
) -> Telling:
    """Record homes, not yet saved: the same again is skipped, other values under the same kenmerk replace.

    Raises GeenToegang, ValidationError (which home, and why) and AlGewijzigd.
    """
    corporaties = {woning.corporatie_id: woning.corporatie for woning in woningen}
    for corporatie in corporaties.values():
        eis(mag_woning_vastleggen(door, corporatie))
    if not woningen:
        return Telling()
    vergelijking = vergelijk_woningen(woningen)
    gebieden = {pk: werkgebied(corporatie) for pk, corporatie in corporaties.items()}
    fouten = [
        f"Woning {woning.kenmerk}: {reden}"
        for woning, oud in zip(woningen, vergelijking.oud, strict=True)
        for reden in fouten_in_lijst(woning, oud, gemeenten=gebieden[woning.corporatie_id]).values()
    ]
    if fouten:
        raise ValidationError(fouten)
    telling = neem_over(woningen, vergelijking, door=door, invoerbestand=invoerbestand, op=op)
    if telling.gewijzigd and invoerbestand is None:
        logboek.schrijf(
            door=door,
            handeling="vrijgekomen woningen vastgelegd",
            op=woningen[0] if len(woningen) == 1 else VrijgekomenWoning,
            gemeente=woningen[0].gemeente if len({w.gemeente_id for w in woningen}) == 1 else None,
            nieuw=telling.nieuw,
            vervangen=telling.vervangen,
        )
    return telling


AL_VASTGELEGD = "Onder dit kenmerk is al een woning vastgelegd. Zoek haar op in de lijst, of kies een ander kenmerk."


def kopie(woning: VrijgekomenWoning, **anders: Any) -> VrijgekomenWoning:
    """The same home, not yet recorded, with other values for these fields."""
    velden = {veld: getattr(woning, veld) for veld in ("corporatie_id", "kenmerk", *_WAARDEN)}
    return VrijgekomenWoning(**velden | anders)


@transaction.atomic
def leg_woning_vast(
    *,
    door: Lidmaatschap | None,
    woning: VrijgekomenWoning,
    vervangt: VrijgekomenWoning | None = None,
    reden: str = "",
    handeling: str = "",
    **gegevens: Any,
) -> VrijgekomenWoning:
    """Record one home; with `vervangt` it corrects that row, whose kenmerk it keeps.

    Raises GeenToegang, ValidationError (faults per field, a kenmerk that is there already) and AlGewijzigd.
    """
    eis(mag_woning_vastleggen(door, woning.corporatie))
    _toets(woning, vervangt)
    try:
        with transaction.atomic():
            leg_vast(woning, door=door, vervangt=vervangt, reden=reden)
    except IntegrityError as fout:
        raise ValidationError({"kenmerk": AL_VASTGELEGD}) from fout
    logboek.schrijf(
        door=door,
        handeling=handeling or ("vrijgekomen woning verbeterd" if vervangt else "vrijgekomen woning vastgelegd"),
        op=woning,
        gemeente=woning.gemeente,
        **gegevens,
    )
    return woning


def _toets(woning: VrijgekomenWoning, oud: VrijgekomenWoning | None) -> None:
    """What a form and a link may fill in. A list may say that a contract began before the home was free."""
    mis = fouten_bij(woning, oud, gemeenten=werkgebied(woning.corporatie))
    if woning.verhuurd_op is not None and woning.verhuurd_op < woning.vrij_op:
        mis.setdefault("verhuurd_op", "Deze datum ligt voor de dag waarop de woning vrijkwam.")
    if mis:
        raise ValidationError(mis)


STAPPEN = {
    Stap.GERESERVEERD: "vrijgekomen woning gereserveerd",
    Stap.VERHUURD: "vrijgekomen woning verhuurd",
    Stap.ONTTROKKEN: "vrijgekomen woning uit de verhuur",
    Stap.VRIJ: "reservering van woning vervallen",
}
"""The act of each step, as the logboek knows it."""


@transaction.atomic
def zet_stap(
    *,
    door: Lidmaatschap | None,
    woning: VrijgekomenWoning,
    naar: Stap,
    op: date | None = None,
    doelgroep: str = "",
    **gegevens: Any,
) -> VrijgekomenWoning:
    """The next step of a home on the day `op`; the row before it stays readable. Free again needs no day.

    `gegevens` goes into the logboek. Raises GeenToegang, ValidationError (at `op` and `doelgroep`) and AlGewijzigd.
    """
    eis(mag_woning_vastleggen(door, woning.corporatie))
    if not regels.mag_naar(woning.stap, naar):
        raise ValidationError(f"Deze woning is {woning.stap.naam}. Is dat niet goed, verbeter haar dan.")
    if op is None and naar is not Stap.VRIJ:
        raise ValidationError({"op": "Vul in op welke dag."})
    if naar is Stap.VERHUURD and doelgroep not in set(Doelgroep):
        raise ValidationError({"doelgroep": "Kies voor welke doelgroep de woning is verhuurd."})
    velden: dict[Stap, dict[str, Any]] = {
        Stap.GERESERVEERD: {"gereserveerd_op": op, "doelgroep": doelgroep},
        Stap.VERHUURD: {"verhuurd_op": op, "doelgroep": doelgroep},
        Stap.ONTTROKKEN: {"onttrokken_op": op, "doelgroep": ""},
        Stap.VRIJ: {"gereserveerd_op": None, "doelgroep": ""},
    }
    try:
        return leg_woning_vast(
            door=door,
            woning=kopie(woning, **velden[naar]),
            vervangt=woning,
            reden=f"Volgende stap: {naar.naam}",
            handeling=STAPPEN[naar],
            **gegevens,
        )
    except ValidationError as fout:
        # The form asks for one day, whatever the step is.
        dagen = ("gereserveerd_op", "verhuurd_op", "onttrokken_op")
        raise ValidationError(
            {"op" if veld in dagen else veld: teksten for veld, teksten in fout.message_dict.items()}
        ) from fout


@transaction.atomic
def trek_woning_in(*, door: Lidmaatschap | None, woning: VrijgekomenWoning, reden: str) -> None:
    """Withdraw a home that should not have been there: it stays readable. Raises GeenToegang and AlGewijzigd."""
    eis(mag_woning_vastleggen(door, woning.corporatie))
    trek_in(woning, door=door, reden=reden)
    logboek.schrijf(door=door, handeling="vrijgekomen woning ingetrokken", op=woning, gemeente=woning.gemeente)
