"""Coupling households, changing what is known of them, and every step from koppeling to housing."""

from dataclasses import fields
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from organisaties import logboek
from organisaties.acties.versies import versie_van
from organisaties.models import Gemeente, Lidmaatschap
from organisaties.toegang import eis
from organisaties.vastleggen import AlGewijzigd, leg_vast, trek_in
from taakstelling.acties.plaatsingen import volgend_kenmerk
from taakstelling.cijfers import gemeentetijden
from taakstelling.models import Huishouden, Koppeling, Koppelstap
from taakstelling.overzicht.huishoudens import behandelaars, standen_van
from taakstelling.regels.huishouden import Huishoudengegevens, Stapgegevens, fouten, fouten_in_stap
from taakstelling.regels.koppeling import Soort
from taakstelling.toegang import mag_huishouden_wijzigen

AL_GEKOPPELD = "Bij dit kenmerk is al een huishouden gekoppeld. Open dat huishouden, of kies een ander kenmerk."
_KOPPELING = ("gekoppeld_op", "volwassenen", "kinderen", "amv", "verwachte_nareizigers", "verwacht_op")
_EIGEN = ("kamers", "gelijkvloers", "amv_achttien_op", "notitie")


def bouw_koppeling(huishouden: Huishouden, gegevens: Huishoudengegevens) -> Koppeling:
    """The row, not yet recorded. The household may be unsaved; then `dossier` follows later."""
    return Koppeling(
        huishouden=huishouden,
        dossier=huishouden.pk,
        koppelgemeente=huishouden.koppelgemeente,
        **{veld: getattr(gegevens, veld) for veld in _KOPPELING},
    )


def gegevens_van_huishouden(huishouden: Huishouden) -> Huishoudengegevens:
    """What is recorded of a household now: the start of a change."""
    koppeling = huishouden.koppelingen.bekend().first()
    waarden: dict[str, Any] = {veld: getattr(huishouden, veld) for veld in ("kenmerk", *_EIGEN)}
    if koppeling is not None:
        waarden |= {veld: getattr(koppeling, veld) for veld in _KOPPELING}
    return Huishoudengegevens(**waarden)


def versie_van_huishouden(huishouden: Huishouden) -> str:
    """A mark of everything a form about this household may change: itself, its koppeling, its steps, its homes."""
    rijen = [
        sorted(lijst.bekend().values_list("pk", flat=True))
        for lijst in (huishouden.koppelingen, huishouden.stappen, huishouden.plaatsingen)
    ]
    return f"{versie_van(huishouden)}-{'-'.join('.'.join(map(str, pks)) for pks in rijen)}"


def toets_huishouden(gegevens: Huishoudengegevens, koppelgemeente: Gemeente) -> None:
    """Raise a ValidationError with every fault at its field."""
    tijden = gemeentetijden()
    opvolgers = tijden[koppelgemeente.code].opvolgers
    namen = dict(Gemeente.objects.filter(code__in=opvolgers).values_list("code", "naam")) if opvolgers else {}
    gevonden = fouten(
        gegevens,
        koppelgemeente=(koppelgemeente.naam, tijden[koppelgemeente.code]),
        namen=namen,
        vandaag=timezone.localdate(),
    )
    if gevonden:
        raise ValidationError(gevonden)


@transaction.atomic
def koppel_huishouden(
    *,
    door: Lidmaatschap | None,
    koppelgemeente: Gemeente,
    gegevens: Huishoudengegevens,
    behandelaar: Lidmaatschap | None = None,
) -> Huishouden:
    """Record that COA coupled a household. Without a kenmerk it gets the next number of the gemeente.

    A household that was known already by a plaatsing keeps its kenmerk and gets its koppeling. Raises GeenToegang and
    ValidationError (faults per field).
    """
    eis(mag_huishouden_wijzigen(door, koppelgemeente))
    toets_huishouden(gegevens, koppelgemeente)
    # The lock keeps two people from coupling under one kenmerk at once.
    Gemeente.objects.select_for_update().get(pk=koppelgemeente.pk)
    kenmerk = gegevens.kenmerk or volgend_kenmerk(koppelgemeente)
    huishouden: Huishouden = Huishouden.objects.get_or_create(koppelgemeente=koppelgemeente, kenmerk=kenmerk)[0]
    if huishouden.koppelingen.bekend().exists():
        raise ValidationError({"kenmerk": [AL_GEKOPPELD]})
    _neem_over(huishouden, gegevens, behandelaar)
    koppeling = leg_vast(bouw_koppeling(huishouden, gegevens), door=door)
    logboek.schrijf(
        door=door,
        handeling="huishouden gekoppeld",
        op=huishouden,
        gemeente=koppelgemeente,
        personen=koppeling.personen,
        koppeling=koppeling.pk,
    )
    return huishouden


@transaction.atomic
def wijzig_huishouden(
    *,
    door: Lidmaatschap | None,
    huishouden: Huishouden,
    gegevens: Huishoudengegevens,
    behandelaar: Lidmaatschap | None = None,
    reden: str = "Gegevens van de koppeling verbeterd",
    versie: str | None = None,
) -> Huishouden:
    """Change what is known of a household; a koppeling that differs replaces the old one.

    Raises GeenToegang, ValidationError, and AlGewijzigd when somebody else was first.
    """
    eis(mag_huishouden_wijzigen(door, huishouden.koppelgemeente))
    huishouden = _vergrendel(huishouden, versie)
    gegevens = gegevens if gegevens.kenmerk else gegevens.met_kenmerk(huishouden.kenmerk)
    toets_huishouden(gegevens, huishouden.koppelgemeente)
    ander = Huishouden.objects.filter(koppelgemeente=huishouden.koppelgemeente, kenmerk=gegevens.kenmerk)
    if ander.exclude(pk=huishouden.pk).exists():
        raise ValidationError({"kenmerk": ["Een ander huishouden heeft dit kenmerk al. Kies een ander kenmerk."]})
    oud = huishouden.koppelingen.bekend().first()
    nieuw = bouw_koppeling(huishouden, gegevens)
    huishouden.kenmerk = gegevens.kenmerk
    _neem_over(huishouden, gegevens, behandelaar)
    if oud is None or any(getattr(oud, veld) != getattr(nieuw, veld) for veld in _KOPPELING):
        leg_vast(nieuw, door=door, vervangt=oud, reden=reden)
    logboek.schrijf(
        door=door,
        handeling="huishouden gewijzigd",
        op=huishouden,
        gemeente=huishouden.koppelgemeente,
        koppeling=nieuw.pk,
        vervangt=oud.pk if oud and nieuw.pk else None,
    )
    return huishouden


@transaction.atomic
def leg_stap_vast(
    *, door: Lidmaatschap | None, huishouden: Huishouden, stap: Stapgegevens, versie: str | None = None
) -> Koppelstap:
    """Record what happened on the way to a home, or how the koppeling ended.

    A koppeling that goes over to a gemeente for which `door` works as well (a coordinator) is recorded there at once,
    when nobody of it was housed yet. Raises GeenToegang, ValidationError and AlGewijzigd.
    """
    eis(mag_huishouden_wijzigen(door, huishouden.koppelgemeente))
    huishouden = _vergrendel(huishouden, versie)
    vandaag = timezone.localdate()
    rij: Any = Huishouden.objects.met_stand(vandaag).get(pk=huishouden.pk)
    if rij.gekoppeld_op is None:
        raise ValidationError("Dit huishouden heeft nog geen koppeling. Vul eerst in wanneer COA het koppelde.")
    gevonden = fouten_in_stap(
        stap,
        fase=standen_van([rij], vandaag)[0].fase,
        gekoppeld_op=rij.gekoppeld_op,
        laatste_op=rij.laatste_op,
        koppelgemeente=huishouden.koppelgemeente.code,
        vandaag=vandaag,
    )
    naar = Gemeente.objects.bestaand(stap.datum).filter(code=stap.naar).first() if stap.naar else None
    if stap.naar and naar is None:
        gevonden.setdefault("naar", ["Deze gemeente bestaat niet op die dag. Kies een andere."])
    if gevonden:
        raise ValidationError(gevonden.get("", gevonden))
    waarden = {veld.name: getattr(stap, veld.name) for veld in fields(stap)} | {"naar": naar, "soort": stap.soort.value}
    vast = leg_vast(
        Koppelstap(huishouden=huishouden, dossier=huishouden.pk, koppelgemeente=huishouden.koppelgemeente, **waarden),
        door=door,
    )
    logboek.schrijf(
        door=door,
        handeling=f"koppelstap {stap.soort.value}",
        op=huishouden,
        gemeente=huishouden.koppelgemeente,
        stap=vast.pk,
    )
    if stap.soort is Soort.OVERGEDRAGEN and naar is not None and door is not None:
        _koppel_bij(naar, rij, stap, door)
    return vast


@transaction.atomic
def trek_stap_in(*, door: Lidmaatschap | None, stap: Koppelstap, reden: str) -> None:
    """Withdraw a step that was not so; an end that is withdrawn opens the koppeling again."""
    eis(mag_huishouden_wijzigen(door, stap.koppelgemeente))
    trek_in(stap, door=door, reden=reden)
    logboek.schrijf(
        door=door,
        handeling="koppelstap ingetrokken",
        op=stap.huishouden or stap,
        gemeente=stap.koppelgemeente,
        stap=stap.pk,
    )


@transaction.atomic
def trek_koppeling_in(
    *, door: Lidmaatschap | None, huishouden: Huishouden, reden: str, versie: str | None = None
) -> None:
    """Withdraw a koppeling that never was (typed in twice), with its steps. Raises ValidationError once housed."""
    eis(mag_huishouden_wijzigen(door, huishouden.koppelgemeente))
    huishouden = _vergrendel(huishouden, versie)
    if huishouden.plaatsingen.bekend().exists():
        raise ValidationError("Dit huishouden heeft al een plaatsing. Trek eerst de plaatsing in.")
    koppeling = huishouden.koppelingen.bekend().first()
    if koppeling is None:
        raise AlGewijzigd
    for rij in (koppeling, *huishouden.stappen.bekend()):
        trek_in(rij, door=door, reden=reden)
    logboek.schrijf(
        door=door,
        handeling="koppeling ingetrokken",
        op=huishouden,
        gemeente=huishouden.koppelgemeente,
        koppeling=koppeling.pk,
    )


def _koppel_bij(naar: Gemeente, rij: Any, stap: Stapgegevens, door: Lidmaatschap) -> None:
    """The koppeling at the gemeente that took it over, without note or kenmerk of the old one."""
    gegevens = gegevens_van_huishouden(rij)
    if not mag_huishouden_wijzigen(door, naar) or rij.nog_personen != gegevens.personen:
        return
    koppel_huishouden(
        door=door,
        koppelgemeente=naar,
        gegevens=Huishoudengegevens(
            **{
                veld: getattr(gegevens, veld)
                for veld in (*_KOPPELING, *_EIGEN)
                if veld not in ("gekoppeld_op", "notitie")
            },
            gekoppeld_op=stap.datum,
        ),
    )


def _vergrendel(huishouden: Huishouden, versie: str | None) -> Huishouden:
    """The household under a lock, so that two people take turns; the second hears that it changed."""
    vers: Huishouden | None = (
        Huishouden.objects.select_for_update(of=("self",))
        .select_related("koppelgemeente")
        .filter(pk=huishouden.pk)
        .first()
    )
    if vers is None or (versie is not None and versie != versie_van_huishouden(vers)):
        raise AlGewijzigd
    return vers


def _neem_over(huishouden: Huishouden, gegevens: Huishoudengegevens, behandelaar: Lidmaatschap | None) -> None:
    anders = behandelaar is not None and behandelaar.pk != huishouden.behandelaar_id
    if anders and behandelaar not in behandelaars([huishouden.koppelgemeente]):
        raise ValidationError({"behandelaar": [f"Kies iemand die werkt bij {huishouden.koppelgemeente}."]})
    for veld in _EIGEN:
        setattr(huishouden, veld, getattr(gegevens, veld))
    huishouden.behandelaar = behandelaar
    huishouden.save()
