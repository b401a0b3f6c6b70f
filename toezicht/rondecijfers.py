"""What the room of the figures of a round shows: what is missing per gemeente, and what each says about its figures."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Unpack

from django.urls import reverse
from django.utils import timezone

from organisaties.models import Gemeente, Lidmaatschap
from organisaties.regels.tijd import Zicht, gedaan_op
from taakstelling.cijfers import gelezen_op_tijd
from taakstelling.models import Afsluiting, Realisatie
from taakstelling.regels.grootboek import Stand
from toezicht.cijfers import bevroren_cijfers, cijfers_van_nu, gemeenten_van_ronde, vaste_cijfers
from toezicht.models import Beoordeling, Toezichtronde, Wederhoor, Wederhoorreactie
from toezicht.regels.resultaat import stand_uit, veranderd
from toezicht.regels.rondecijfers import GATEN, Gat, gaten
from toezicht.toen import rondes_toen

GEEN_ANTWOORD = "geen"
"""Beside the values of `Wederhoor.Antwoord`: asked, and not answered yet."""
ONBEHANDELD = "onbehandeld"
"""As `Wederhoor.Antwoord.BETWIST`, and the provincie did not answer that yet."""


@dataclass(frozen=True)
class Cijferrij:
    """One gemeente in the room of the figures. `antwoord_op_andere`: it answered about figures that changed since.

    `bevroren`: the figures of the round were fixed, so that it cannot answer any more.
    """

    gemeente: Gemeente
    adres: str
    achter: str
    stand: Stand
    gaten: tuple[Gat, ...]
    wederhoor: Wederhoor | None
    antwoord_op_andere: bool
    bevroren: bool
    reactie: Wederhoorreactie | None = None

    @property
    def naam(self) -> str:
        return self.gemeente.naam

    @property
    def realisatie(self) -> int | None:
        return self.stand.realisatie

    @property
    def stand_eind(self) -> int | None:
        return self.stand.stand_eind

    @property
    def coa_per(self) -> date | None:
        return self.stand.officieel.cijfers_per if self.stand.officieel else None

    @property
    def verschil(self) -> int | None:
        """Own count less COA's (personen); a provincie sees the count, not the people."""
        return self.stand.verschil_met_officieel

    @property
    def wat(self) -> str:
        """Every hole in words; empty when there is none."""
        return "; ".join(GATEN[gat] for gat in self.gaten)

    @property
    def antwoord(self) -> str:
        return self.wederhoor.antwoord if self.wederhoor else GEEN_ANTWOORD

    @property
    def onbehandeld(self) -> bool:
        """Whether the gemeente contests its figures and the provincie did not answer that yet."""
        return self.antwoord == Wederhoor.Antwoord.BETWIST and self.reactie is None


def cijferrijen(ronde: Toezichtronde, lid: Lidmaatschap | None, **zicht: Unpack[Zicht]) -> list[Cijferrij]:
    """Every gemeente of the round with its holes: the frozen figures where they are, else those of now, or then."""
    op = gedaan_op(**zicht)
    gemeenten = list(gemeenten_van_ronde(ronde.provincie, ronde.halfjaar))
    nu = cijfers_van_nu(ronde, gemeenten, ronde.cijfers_per, **zicht)
    bevroren = bevroren_cijfers(ronde, op)
    beoordeeld = dict(
        Beoordeling.objects.zichtbaar_voor(lid).bekend(op).filter(ronde=ronde).values_list("gemeente_id", "cijfers")
    )
    antwoorden = {rij.gemeente_id: rij for rij in Wederhoor.objects.zichtbaar_voor(lid).bekend(op).filter(ronde=ronde)}
    reacties = reacties_op(antwoorden.values(), op)
    kennis = zicht.get("bekend_op")
    later = met_later_cijfer(ronde, gemeenten, kennis)
    dag = None if is_gesloten(ronde, kennis) else ronde.cijfers_per
    uit = []
    for gemeente in gemeenten:
        stand, van_nu = nu[gemeente.code]
        vast = bevroren.get(gemeente.pk)
        geldt = vast or van_nu
        oordeel, antwoord = beoordeeld.get(gemeente.pk), antwoorden.get(gemeente.pk)
        uit.append(
            Cijferrij(
                gemeente=gemeente,
                adres=reverse("beoordeling-maken", args=[ronde.pk, gemeente.code]),
                achter=reverse("stand", args=[gemeente.code, ronde.halfjaar]),
                stand=stand_uit(vast) if vast else stand,
                gaten=gaten(
                    stand_uit(vast) if vast else stand,
                    dag,
                    later_gelezen=gemeente.pk in later,
                    sinds_bevriezen=vast is not None and bool(veranderd(vast, van_nu)),
                    anders_beoordeeld=oordeel is not None and bool(veranderd(oordeel, geldt)),
                ),
                wederhoor=antwoord,
                antwoord_op_andere=antwoord is not None and bool(veranderd(antwoord.cijfers, geldt)),
                bevroren=bool(bevroren),
                reactie=reacties.get(antwoord.pk) if antwoord else None,
            )
        )
    return uit


def tel_gaten(rijen: Iterable[Cijferrij]) -> list[tuple[Gat, str, int]]:
    """Every kind of hole that there is: what it is called and in how many gemeenten."""
    aantallen = Counter(gat for rij in rijen for gat in rij.gaten)
    return [(gat, naam, aantallen[gat]) for gat, naam in GATEN.items() if aantallen[gat]]


def betwisters(ronde: Toezichtronde, op: date | None = None) -> set[int]:
    """The gemeenten (id) whose last answer in the wederhoor is that their figures are wrong."""
    antwoorden = Wederhoor.objects.bekend(op).filter(ronde=ronde, antwoord=Wederhoor.Antwoord.BETWIST)
    return set(antwoorden.order_by().values_list("gemeente", flat=True))


def reacties_op(antwoorden: Iterable[Wederhoor], op: date | None = None) -> dict[int, Wederhoorreactie]:
    """What the provincie had answered by the end of `op` (None: now), by the (id of the) wederhoor it is about."""
    rijen = Wederhoorreactie.objects.bekend(op).filter(wederhoor__in=list(antwoorden))
    return {rij.wederhoor_id: rij for rij in rijen.select_related("vastgelegd_door")}


def eerdere_reacties(
    lid: Lidmaatschap | None,
    ronde: Toezichtronde,
    gemeente: Gemeente,
    na: Wederhoorreactie | None,
    op: date | None = None,
) -> list[Wederhoorreactie]:
    """What the provincie answered this gemeente in the round before `na` (None: before any), the newest first.

    Also what it said of an objection that the gemeente replaced since. As it was at the end of `op` (None: now).
    """
    rijen = Wederhoorreactie.objects.zichtbaar_voor(lid).vastgelegd(op)
    van = rijen.filter(wederhoor__ronde=ronde, wederhoor__gemeente=gemeente)
    return [rij for rij in van if rij != na]


def onbehandeld_wederhoor(lid: Lidmaatschap | None) -> list[Wederhoor]:
    """What gemeenten contest and this provincie did not answer yet, the newest round first."""
    betwist = Wederhoor.objects.zichtbaar_voor(lid).filter(antwoord=Wederhoor.Antwoord.BETWIST, vervangen_door=None)
    zonder = betwist.filter(reacties=None).select_related("ronde", "gemeente")
    return list(zonder.defer("cijfers").order_by("-ronde__halfjaar", "gemeente__naam"))


def is_gesloten(ronde: Toezichtronde, bekend_op: date | None = None) -> bool:
    """Whether the half-year was closed: then its figures stay, whatever day the round has."""
    gesloten = Afsluiting.objects.bekend(bekend_op).filter(provincie=ronde.provincie, halfjaar=ronde.halfjaar)
    return bool(gesloten.exists())


@dataclass(frozen=True)
class Vraag:
    """A question to a gemeente about its figures in one round. `vast`: they stay, so that no answer is asked."""

    ronde: Toezichtronde
    gemeente: Gemeente
    adres: str
    antwoord: Wederhoor | None
    reactie: Wederhoorreactie | None
    loopt: bool
    vast: bool


MEESTE_VRAGEN = 6


def vragen_aan(lid: Lidmaatschap | None, *, ronde: int | None = None, op: date | None = None) -> list[Vraag]:
    """What the provincie asks this gemeente, or asked the last years, newest first; or what it asks in one round.

    As it was at the end of the day `op` (None: now).
    """
    if lid is None or lid.gemeente is None:
        return []
    vandaag = op or timezone.localdate()
    gevraagd = Toezichtronde.objects.gevraagd_aan(lid).select_related("provincie")
    nu = list(gevraagd[:MEESTE_VRAGEN] if ronde is None else gevraagd.filter(pk=ronde))
    rondes = [toen for toen in rondes_toen(nu, op) if toen.wederhoor_tot is not None]
    antwoorden = {
        (rij.ronde_id, rij.gemeente_id): rij
        for rij in Wederhoor.objects.zichtbaar_voor(lid).bekend(op).filter(ronde__in=rondes)
    }
    reacties = reacties_op(antwoorden.values(), op)
    zelf = [lid.gemeente, *lid.gemeente.voorgangers.all()]
    vast = vaste_cijfers(rondes, zelf, op)
    return [
        Vraag(
            ronde=een,
            gemeente=gemeente,
            adres=reverse("wederhoor", args=[een.pk, gemeente.code]),
            antwoord=(antwoord := antwoorden.get((een.pk, gemeente.pk))),
            reactie=reacties.get(antwoord.pk) if antwoord else None,
            loopt=een.wederhoor_tot is not None and vandaag <= een.wederhoor_tot and (een.pk, gemeente.pk) not in vast,
            vast=(een.pk, gemeente.pk) in vast,
        )
        for een in rondes
        for gemeente in zelf
        # As `gemeenten_van_ronde`: it existed on the last day of the half-year.
        if gemeente.provincie_id == een.provincie_id and gemeente.bestaat_op(een.halfjaar.eind - timedelta(days=1))
    ]


def met_later_cijfer(ronde: Toezichtronde, gemeenten: Iterable[Gemeente], bekend_op: date | None = None) -> set[int]:
    """Of which gemeenten COA was read after the day of the round, so that the figure does not count in it."""
    if ronde.cijfers_per is None:
        return set()
    over = Realisatie.objects.bekend(bekend_op).filter(halfjaar=ronde.halfjaar, gemeente__in=[g.pk for g in gemeenten])
    later = over.exclude(gelezen_op_tijd(ronde.cijfers_per, bekend_op))
    return set(later.order_by().values_list("gemeente_id", flat=True))
