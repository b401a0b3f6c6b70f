"""Four eyes: a second person of the provincie agrees with a beoordeling before its letter can be made final."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from organisaties import logboek
from organisaties.models import Lidmaatschap
from organisaties.toegang import eis
from organisaties.vastleggen import AlGewijzigd
from toezicht.akkoorden import bezwaren, versie_voor_akkoord, versies_voor_akkoord
from toezicht.models import Akkoord, Beoordeling, Brief, Toezichtronde
from toezicht.toegang import mag_toezicht_houden

INTUSSEN_ANDERS = "Wat hierbij stond, is intussen gewijzigd. Bekijk het opnieuw."


@dataclass(frozen=True)
class Akkoorduitkomst:
    """What came of one beoordeling; `reden` says why there is no akkoord."""

    beoordeling: Beoordeling
    reden: str = ""


@transaction.atomic
def geef_akkoord(*, door: Lidmaatschap | None, beoordeling: Beoordeling, versie: str | None = None) -> Akkoord:
    """Agree with a beoordeling that somebody else made. A new beoordeling needs a new akkoord.

    So does a change of the formal elements of its letter. Raises AlGewijzigd when what is agreed with is not as
    `versie` says any more (`versie_voor_akkoord`).
    """
    (nu,) = _op_slot([beoordeling.pk])
    eis(mag_toezicht_houden(door, nu.ronde.provincie))
    if bezwaar := bezwaren(door, [nu]).get(nu.pk):
        raise ValidationError(bezwaar)
    if versie is not None and versie != versie_voor_akkoord(nu):
        raise AlGewijzigd
    return _leg_vast(door, nu)


@transaction.atomic
def geef_akkoorden(
    *, door: Lidmaatschap | None, ronde: Toezichtronde, gezien: Mapping[int, str]
) -> list[Akkoorduitkomst]:
    """Agree with these beoordelingen (by id) of one round at once. What cannot be agreed with stops no other.

    `gezien` holds the `versies_voor_akkoord` of what was read; what changed since is not agreed with.
    """
    eis(mag_toezicht_houden(door, ronde.provincie))
    rijen = _op_slot(Beoordeling.objects.filter(ronde=ronde, pk__in=gezien).values_list("pk", flat=True))
    if not rijen:
        raise ValidationError("Kies eerst een of meer gemeenten.")
    bezwaar, versies = bezwaren(door, rijen), versies_voor_akkoord(rijen)
    uit = []
    for een in rijen:
        reden = bezwaar.get(een.pk) or (INTUSSEN_ANDERS if versies[een.pk] != gezien[een.pk] else "")
        if not reden:
            _leg_vast(door, een)
        uit.append(Akkoorduitkomst(een, reden))
    return uit


def _op_slot(pks: Collection[int]) -> list[Beoordeling]:
    """These beoordelingen, locked, in the order of the gemeenten.

    The letters first, as whoever changes them does: an akkoord never overtakes a change of their elements.
    """
    list(Brief.objects.select_for_update().filter(beoordeling__in=list(pks)).order_by("pk").values_list("pk"))
    rijen = Beoordeling.objects.select_for_update(of=("self",)).select_related("ronde__provincie", "gemeente")
    return list(rijen.filter(pk__in=list(pks)).order_by("gemeente__naam", "pk"))


def _leg_vast(door: Lidmaatschap | None, beoordeling: Beoordeling) -> Akkoord:
    assert door is not None  # `bezwaren` refused it
    akkoord: Akkoord = Akkoord.objects.create(
        beoordeling=beoordeling, vastgelegd_op=timezone.now(), vastgelegd_door_id=door.gebruiker_id
    )
    logboek.schrijf(
        door=door,
        handeling="akkoord gegeven",
        op=beoordeling,
        gemeente=beoordeling.gemeente,
        provincie=beoordeling.ronde.provincie,
        ronde=beoordeling.ronde_id,
    )
    return akkoord
