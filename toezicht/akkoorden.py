"""Whether a provincie asks for four eyes, which beoordelingen do not have them yet, and who may give them."""

from collections.abc import Collection
from datetime import date

from django.db.models import Exists, F, OuterRef

from organisaties.acties.versies import versie_van
from organisaties.models import Lidmaatschap, Provincie
from organisaties.registratie import einde_van
from toezicht.models import (
    Afzender,
    Akkoord,
    Beoordeling,
    Brief,
    Formeelbesluit,
    Toezichtronde,
    Wederhoor,
    Wederhoorreactie,
)
from toezicht.querysets import AkkoordQuerySet

MIST_AKKOORD = "Een collega moet eerst akkoord geven met de beoordeling: uw provincie werkt met vier ogen."
VERVALLEN = "Het formele besluit is gewijzigd na het akkoord. Een collega moet opnieuw akkoord geven."
ZELF = "U heeft deze gemeente zelf beoordeeld. Vraag een collega om akkoord te geven."
VERVANGEN = "Deze beoordeling is intussen vervangen. Bekijk eerst de nieuwe."
GEGEVEN = "Een collega gaf al akkoord."
VAST = "De brief ligt al vast. Akkoord geven kan niet meer."


def afzender_van(provincie: Provincie) -> Afzender:
    """How this provincie writes its letters; one that is not saved when it did not say so yet."""
    return Afzender.objects.filter(provincie=provincie).first() or Afzender(provincie=provincie)


def vraagt_akkoord(afzender: Afzender, beoordeling: Beoordeling) -> bool:
    """Whether somebody else must agree. What was decided before four eyes were switched off still asks it.

    Else whoever decided could switch them off for one letter.
    """
    tot = afzender.vier_ogen_tot
    return afzender.vier_ogen or (tot is not None and beoordeling.vastgelegd_op < tot)


def akkoorden(op: date | None = None) -> AkkoordQuerySet:
    """Every akkoord given by the end of the day `op` (None: now), the oldest first.

    `vervallen` when the formal elements of the letter were changed since; of these only the last change is kept.
    """
    later = Formeelbesluit.objects.filter(
        brief__beoordeling=OuterRef("beoordeling"), gewijzigd_op__gte=OuterRef("vastgelegd_op")
    )
    if op is not None:
        later = later.filter(gewijzigd_op__lt=einde_van(op))
    gegeven: AkkoordQuerySet = Akkoord.objects.vastgelegd(op).annotate(vervallen=Exists(later))
    return gegeven.order_by("vastgelegd_op", "pk")


def missende_akkoorden(
    afzender: Afzender, beoordelingen: Collection[Beoordeling], op: date | None = None
) -> dict[int, str]:
    """By beoordeling that somebody else must still agree with, at the end of the day `op`: what must be done."""
    gevraagd = [een.pk for een in beoordelingen if vraagt_akkoord(afzender, een)]
    # Of more than one the newest comes last, and counts.
    vervallen = dict(akkoorden(op).filter(beoordeling__in=gevraagd).values_list("beoordeling", "vervallen"))
    return {pk: VERVALLEN if pk in vervallen else MIST_AKKOORD for pk in gevraagd if vervallen.get(pk, True)}


def mist_akkoord(beoordeling: Beoordeling, op: date | None = None) -> str | None:
    """Say that somebody else than who decided must still agree; None when that is not asked, or done."""
    return missende_akkoorden(afzender_van(beoordeling.ronde.provincie), [beoordeling], op).get(beoordeling.pk)


def wachtende(lid: Lidmaatschap | None, ronde: Toezichtronde | None = None) -> list[Beoordeling]:
    """The beoordelingen of this provincie, or of one round, that a colleague must still agree with, its own included.

    The newest round first. Not those of which the letter is final: that was before four eyes were asked.
    """
    if lid is None or lid.provincie is None:
        return []
    vast = Brief.objects.filter(beoordeling=OuterRef("pk")).exclude(status=Brief.Status.CONCEPT)
    open_ = Beoordeling.objects.zichtbaar_voor(lid).filter(~Exists(vast), vervangen_door=None)
    if ronde is not None:
        open_ = open_.filter(ronde=ronde)
    alle = list(
        open_.select_related("ronde__provincie", "gemeente", "kader", "vastgelegd_door")
        .defer("rijen")
        .order_by("-ronde__halfjaar", "gemeente__naam")
    )
    mist = missende_akkoorden(afzender_van(lid.provincie), alle)
    return [een for een in alle if een.pk in mist]


def bezwaren(lid: Lidmaatschap | None, beoordelingen: Collection[Beoordeling]) -> dict[int, str]:
    """By beoordeling that this person cannot agree with: why not. A command agrees with nothing."""
    pks = [een.pk for een in beoordelingen]
    vervangen = set(Beoordeling.objects.filter(vervangt__in=pks).values_list("vervangt", flat=True))
    gegeven = set(akkoorden().filter(beoordeling__in=pks, vervallen=False).values_list("beoordeling", flat=True))
    eigen_brief = Brief.objects.filter(beoordeling__in=pks).exclude(status=Brief.Status.CONCEPT)
    vast = set(eigen_brief.values_list("beoordeling", flat=True))
    uit = dict.fromkeys(vast, VAST) | dict.fromkeys(gegeven, GEGEVEN) | dict.fromkeys(vervangen, VERVANGEN)
    zelf = [een.pk for een in beoordelingen if lid is None or lid.gebruiker_id == een.vastgelegd_door_id]
    return uit | dict.fromkeys(zelf, ZELF)


def versies_voor_akkoord(beoordelingen: Collection[Beoordeling]) -> dict[int, str]:
    """A mark of what is agreed with, by beoordeling: itself, the formal elements of its letter as they are now, and
    the wederhoor of the gemeente with what the provincie answered."""
    formeel = Formeelbesluit.objects.filter(brief__beoordeling__in=[een.pk for een in beoordelingen])
    elementen = {rij.van: rij for rij in formeel.annotate(van=F("brief__beoordeling")).order_by("pk")}
    gehoord = {
        (ronde, gemeente): pk
        for ronde, gemeente, pk in Wederhoor.objects.filter(
            vervangen_door=None,
            ronde__in={een.ronde_id for een in beoordelingen},
            gemeente__in={een.gemeente_id for een in beoordelingen},
        ).values_list("ronde", "gemeente", "pk")
    }
    beantwoord = dict(
        Wederhoorreactie.objects.filter(vervangen_door=None, wederhoor__in=gehoord.values()).values_list(
            "wederhoor", "pk"
        )
    )
    uit = {}
    for een in beoordelingen:
        wederhoor = gehoord.get((een.ronde_id, een.gemeente_id))
        delen = (een.pk, versie_van(elementen.get(een.pk)), wederhoor, beantwoord.get(wederhoor))
        uit[een.pk] = "/".join(str(deel or "") for deel in delen)
    return uit


def versie_voor_akkoord(beoordeling: Beoordeling) -> str:
    """The mark of one beoordeling; it begins with its id."""
    return versies_voor_akkoord([beoordeling])[beoordeling.pk]
