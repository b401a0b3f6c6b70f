"""Recording, correcting and withdrawing plaatsingen. Every way in (form, file, demo) goes through here."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from organisaties import logboek
from organisaties.models import Gemeente, Invoerbestand, Lidmaatschap
from organisaties.toegang import eis
from organisaties.vastleggen import leg_reeks_vast, leg_vast, trek_in
from taakstelling.acties.voorgangers import bij_voorgangers
from taakstelling.cijfers import gemeentetijden
from taakstelling.models import Huishouden, Plaatsing
from taakstelling.regels.grootboek import Gemeentetijd
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.plaatsing import Plaatsingsgegevens, fouten, telt_op
from taakstelling.regels.telling import TELDATUM_VOLGORDE, telt
from taakstelling.toegang import mag_plaatsing_vastleggen

AL_VASTGELEGD = (
    "Bij dit kenmerk is dit deel al vastgelegd. Verbeter die plaatsing, of kies deel 2 of hoger voor nareizigers die"
    " later volgen."
)
_OVERGENOMEN = (
    "volwassenen",
    "kinderen",
    "amv",
    "nareizigers",
    "huisvestingsvorm",
    "afgemeld_op",
    "huurcontract_op",
    "brp_op",
    "eerder_geteld",
    "verhuurder",
    "deel",
)


def volgorde_van(gemeente: Gemeente) -> tuple[str, ...]:
    """In which order the provincie of the koppelgemeente lets the dates decide the teldatum."""
    return tuple(gemeente.provincie.teldatum_volgorde.split()) if gemeente.provincie else TELDATUM_VOLGORDE


def bouw_plaatsing(
    gegevens: Plaatsingsgegevens,
    *,
    koppelgemeente: Gemeente,
    huisvestingsgemeente: Gemeente,
    huishouden: Huishouden | None,
    volgorde: Sequence[str],
) -> Plaatsing:
    """The row, not yet recorded, with what follows from the rules (teldatum, halfjaar, meegeteld) filled in."""
    dag = telt_op(gegevens, volgorde)
    if dag is None:
        raise ValueError("Een plaatsing zonder teldatum kan niet worden vastgelegd.")
    telling = telt(
        gegevens.huisvestingsvorm,
        volwassenen=gegevens.volwassenen,
        kinderen=gegevens.kinderen,
        amv=gegevens.amv,
        nareizigers=gegevens.nareizigers,
        eerder_geteld=gegevens.eerder_geteld,
    )
    return Plaatsing(
        koppelgemeente=koppelgemeente,
        huisvestingsgemeente=huisvestingsgemeente,
        huishouden=huishouden,
        dossier=huishouden.pk if huishouden else None,
        teldatum=dag,
        teldatum_gegeven=gegevens.teldatum is not None,
        halfjaar=Halfjaar.van_datum(dag),
        meegeteld=telling.meegeteld,
        **{veld: getattr(gegevens, veld) for veld in _OVERGENOMEN},
    )


def toets_plaatsing(
    gegevens: Plaatsingsgegevens,
    *,
    koppelgemeente: Gemeente,
    huisvestingsgemeente: Gemeente,
    vandaag: date | None = None,
    tijden: Mapping[str, Gemeentetijd] | None = None,
) -> None:
    """Raise a ValidationError with every fault at its field; silent when the plaatsing can be recorded."""
    tijden = tijden or gemeentetijden()
    opvolgers = {*tijden[koppelgemeente.code].opvolgers, *tijden[huisvestingsgemeente.code].opvolgers}
    namen = dict(Gemeente.objects.filter(code__in=opvolgers).values_list("code", "naam")) if opvolgers else {}
    gevonden = fouten(
        gegevens,
        koppelgemeente=(koppelgemeente.naam, tijden[koppelgemeente.code]),
        huisvestingsgemeente=(huisvestingsgemeente.naam, tijden[huisvestingsgemeente.code]),
        namen=namen,
        vandaag=vandaag or timezone.localdate(),
        volgorde=volgorde_van(koppelgemeente),
    )
    if gevonden:
        raise ValidationError(gevonden)


@transaction.atomic
def leg_plaatsing_vast(
    *,
    door: Lidmaatschap | None,
    koppelgemeente: Gemeente,
    huisvestingsgemeente: Gemeente,
    gegevens: Plaatsingsgegevens,
    vervangt: Plaatsing | None = None,
    reden: str = "",
    invoerbestand: Invoerbestand | None = None,
) -> Plaatsing:
    """Record one plaatsing; with `vervangt` it corrects that one, which is withdrawn for `reden`.

    Without a kenmerk the household gets the next number of the koppelgemeente. Nareizigers alone at a known kenmerk
    become its next deel. Raises GeenToegang, ValidationError
    (faults per field) and AlGewijzigd (somebody else changed the old row first).
    """
    eis(mag_plaatsing_vastleggen(door, koppelgemeente))
    if vervangt is not None:
        eis(mag_plaatsing_vastleggen(door, vervangt.koppelgemeente))
    toets_plaatsing(gegevens, koppelgemeente=koppelgemeente, huisvestingsgemeente=huisvestingsgemeente)
    if vervangt is None:
        gegevens = _volgend_deel(koppelgemeente, gegevens)
    rij = bouw_plaatsing(
        gegevens,
        koppelgemeente=koppelgemeente,
        huisvestingsgemeente=huisvestingsgemeente,
        huishouden=_huishouden(koppelgemeente, gegevens, vervangt),
        volgorde=volgorde_van(koppelgemeente),
    )
    if vervangt is not None and rij.huishouden is None:
        rij.dossier = vervangt.dossier
    with _eenmaal_per_deel():
        leg_vast(rij, door=door, vervangt=vervangt, reden=reden, invoerbestand=invoerbestand)
    logboek.schrijf(
        door=door,
        handeling="plaatsing gecorrigeerd" if vervangt else "plaatsing vastgelegd",
        op=rij,
        gemeente=koppelgemeente,
        personen=rij.personen,
        vervangt=vervangt.pk if vervangt else None,
    )
    return rij


@transaction.atomic
def leg_plaatsingen_vast(
    *,
    door: Lidmaatschap | None,
    koppelgemeente: Gemeente,
    huisvestingsgemeente: Gemeente,
    reeks: Sequence[Plaatsingsgegevens],
    invoerbestand: Invoerbestand | None = None,
) -> list[Plaatsing]:
    """Record several plaatsingen at once (a family, a whole doorstroomlocatie): all of them, or none.

    Raises a ValidationError whose keys are "<number of the row, from 0>-<field>".
    """
    eis(mag_plaatsing_vastleggen(door, koppelgemeente))
    tijden = gemeentetijden()
    gevonden: dict[str, list[str]] = {}
    sleutels: set[tuple[str, int]] = set()
    for nummer, gegevens in enumerate(reeks):
        if gegevens.kenmerk and (gegevens.kenmerk, gegevens.deel) in sleutels:
            gevonden[f"{nummer}-kenmerk"] = ["Dit kenmerk staat al bij een ander huishouden hierboven."]
        sleutels.add((gegevens.kenmerk, gegevens.deel))
        try:
            toets_plaatsing(
                gegevens, koppelgemeente=koppelgemeente, huisvestingsgemeente=huisvestingsgemeente, tijden=tijden
            )
        except ValidationError as fout:
            gevonden |= {f"{nummer}-{veld}": teksten for veld, teksten in fout.message_dict.items()}
    if gevonden:
        raise ValidationError(gevonden)
    rijen = [
        bouw_plaatsing(
            gegevens,
            koppelgemeente=koppelgemeente,
            huisvestingsgemeente=huisvestingsgemeente,
            huishouden=_huishouden(koppelgemeente, gegevens, None),
            volgorde=volgorde_van(koppelgemeente),
        )
        for gegevens in reeks
    ]
    with _eenmaal_per_deel():
        gemaakt = leg_reeks_vast(rijen, door=door, invoerbestand=invoerbestand)
    for rij in gemaakt:
        logboek.schrijf(
            door=door, handeling="plaatsing vastgelegd", op=rij, gemeente=koppelgemeente, personen=rij.personen
        )
    return gemaakt


@transaction.atomic
def trek_plaatsing_in(*, door: Lidmaatschap | None, plaatsing: Plaatsing, reden: str) -> None:
    """Withdraw a plaatsing: it stays readable, and no longer counts. Raises GeenToegang and AlGewijzigd."""
    eis(mag_plaatsing_vastleggen(door, plaatsing.koppelgemeente))
    trek_in(plaatsing, door=door, reden=reden)
    logboek.schrijf(door=door, handeling="plaatsing ingetrokken", op=plaatsing, gemeente=plaatsing.koppelgemeente)


def gegevens_van(plaatsing: Plaatsing) -> Plaatsingsgegevens:
    """What was filled in for a recorded plaatsing: the start of its correction."""
    velden = {veld: getattr(plaatsing, veld) for veld in _OVERGENOMEN}
    return Plaatsingsgegevens(
        **velden,
        teldatum=plaatsing.teldatum if plaatsing.teldatum_gegeven else None,
        kenmerk=plaatsing.huishouden.kenmerk if plaatsing.huishouden else "",
    )


@contextmanager
def _eenmaal_per_deel() -> Iterator[None]:
    """Two people who record the same part at once: the second hears that it is there already."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as fout:
        raise ValidationError({"kenmerk": [AL_VASTGELEGD]}) from fout


def _huishouden(gemeente: Gemeente, gegevens: Plaatsingsgegevens, vervangt: Plaatsing | None) -> Huishouden | None:
    """The household under its kenmerk, made when it is new. Raises ValidationError when this part is there already.

    None for the correction of a plaatsing of which the household was erased: nobody can say any more who it was.
    """
    if not gegevens.kenmerk:
        if vervangt is not None and vervangt.huishouden is None and vervangt.dossier is not None:
            return None
        if vervangt is not None and vervangt.huishouden and vervangt.koppelgemeente_id == gemeente.pk:
            return vervangt.huishouden
        gegevens = replace(gegevens, kenmerk=volgend_kenmerk(gemeente))
    kenmerk = gegevens.kenmerk
    huishouden: Huishouden | None = Huishouden.objects.filter(koppelgemeente=gemeente, kenmerk=kenmerk).first()
    huishouden = huishouden or bij_voorgangers([(gemeente.pk, kenmerk)]).get((gemeente.pk, kenmerk))
    if huishouden is None:
        huishouden = Huishouden.objects.get_or_create(koppelgemeente=gemeente, kenmerk=kenmerk)[0]
    # In turn with whoever withdraws its koppeling, which may only go while there is no plaatsing.
    Huishouden.objects.select_for_update().get(pk=huishouden.pk)
    ander = huishouden.plaatsingen.filter(deel=gegevens.deel, ingetrokken_op=None)
    if vervangt is not None:
        ander = ander.exclude(pk=vervangt.pk)
    if ander.exists():
        raise ValidationError({"kenmerk": [AL_VASTGELEGD]})
    return huishouden


def _volgend_deel(gemeente: Gemeente, gegevens: Plaatsingsgegevens) -> Plaatsingsgegevens:
    """Who comes later to a household that is there already is its next part, without the user having to count."""
    if gegevens.deel > 1 or not gegevens.kenmerk or gegevens.nareizigers != gegevens.personen:
        return gegevens
    delen = Plaatsing.objects.bekend().filter(huishouden__koppelgemeente=gemeente, huishouden__kenmerk=gegevens.kenmerk)
    laatste = delen.aggregate(Max("deel"))["deel__max"]
    return replace(gegevens, deel=laatste + 1) if laatste else gegevens


def volgend_kenmerk(gemeente: Gemeente) -> str:
    """The next own number of this gemeente; the lock on its row keeps two people from getting the same one."""
    Gemeente.objects.select_for_update().get(pk=gemeente.pk)
    jaar = timezone.localdate().year
    nummers = [
        int(kenmerk.removeprefix(f"{jaar}-"))
        for kenmerk in Huishouden.objects.filter(koppelgemeente=gemeente, kenmerk__startswith=f"{jaar}-").values_list(
            "kenmerk", flat=True
        )
        if kenmerk.removeprefix(f"{jaar}-").isdigit()
    ]
    return f"{jaar}-{max(nummers, default=0) + 1:04d}"
