"""What the pages of a round show: a row a gemeente, in a handful of queries."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Unpack

from django.db.models import Count, Model, Q, QuerySet
from django.urls import reverse

from organisaties.models import Gemeente, Lidmaatschap, Provincie
from organisaties.regels.tijd import Zicht, gedaan_op
from organisaties.registratie import einde_van
from taakstelling.cijfers import leeg
from taakstelling.models import Mutatie
from taakstelling.regels.grootboek import Bron
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.oordeel import getal
from toezicht.akkoorden import afzender_van, missende_akkoorden, vraagt_akkoord
from toezicht.cijfers import gemeenten_van_ronde
from toezicht.models import Beoordeling, Brief, Toezichtkader, Toezichtronde, Wederhoor, Wederhoorreactie
from toezicht.regels.kader import Kader, Oordeelwoord
from toezicht.regels.kadertekst import oordeel_in_woorden, stap_in_woorden
from toezicht.regels.resultaat import stand_uit
from toezicht.rondecijfers import betwisters
from toezicht.toen import ZWAAR, bij_beoordeling, brieven_toen, rondes_toen
from toezicht.voorstellen import Rondevoorstel, rondestanden, voorstellen_voor


@dataclass(frozen=True)
class Ronderij:
    """One gemeente in a round: its figures, what is proposed and what is decided.

    Of a gemeente that was judged figures and proposal are those it was judged on. `betwist`: it says, in the wederhoor,
    that its figures are wrong.
    """

    gemeente: Gemeente
    adres: str
    achter: str
    stand_begin: int | None
    taakstelling: int | None
    opgave: int | None
    realisatie: int | None
    stand_eind: int | None
    bron: Bron
    cijfers_per: date | None
    vorige: str | None = None
    voorstel: Oordeelwoord | None = None
    stap: str = ""
    stapgrootte: int = 0
    oordeel: Oordeelwoord | None = None
    trede: int | None = None
    akkoord: str | None = None
    briefstatus: str | None = None
    briefadres: str | None = None
    betwist: bool = False

    @property
    def naam(self) -> str:
        return self.gemeente.naam

    @property
    def code(self) -> str:
        return self.gemeente.code

    @property
    def verandering(self) -> int | None:
        """What the half-year added to the stand (personen); negative: the gemeente fell back."""
        if self.stand_begin is None or self.stand_eind is None:
            return None
        return self.stand_eind - self.stand_begin


def rondes_van(lid: Lidmaatschap | None, op: date | None = None) -> QuerySet[Any]:
    """The rounds of the provincie, with how many gemeenten were judged in each and how many were sent a letter.

    As it was at the end of the day `op` (None: now).
    """
    geldend = Q(beoordelingen__vervangen_door=None, beoordelingen__isnull=False)
    verzonden = Q(beoordelingen__brieven__status=Brief.Status.VERZONDEN)
    rondes: QuerySet[Any] = Toezichtronde.objects.zichtbaar_voor(lid)
    if op is not None:
        # Once judged a gemeente stays judged: whether that was replaced makes no difference to the number.
        geldend = Q(beoordelingen__vastgelegd_op__lt=einde_van(op))
        verzonden &= Q(beoordelingen__brieven__verzonden_op__lt=einde_van(op))
        rondes = rondes.filter(pk__in=[ronde.pk for ronde in rondes_toen(rondes, op)])
    geteld: QuerySet[Any] = rondes.annotate(
        beoordeeld=Count("beoordelingen__gemeente", filter=geldend, distinct=True),
        verzonden=Count("beoordelingen__gemeente", filter=verzonden, distinct=True),
    )
    return geteld


def is_klaar(ronde: Toezichtronde, lid: Lidmaatschap | None) -> bool:
    """Whether every gemeente of the round was judged and has its letter."""
    verzonden = (
        Brief.objects.zichtbaar_voor(lid)
        .filter(beoordeling__ronde=ronde, beoordeling__vervangen_door=None, status=Brief.Status.VERZONDEN)
        .values("beoordeling__gemeente")
        .distinct()
    )
    return verzonden.count() >= gemeenten_van_ronde(ronde.provincie, ronde.halfjaar).count()


def dossier_van(lid: Lidmaatschap | None, ronde: Toezichtronde, gemeente: Gemeente) -> list[Model]:
    """Every beoordeling of this gemeente in this round, also the replaced ones, their letters, its wederhoor and what
    the provincie answered to that."""
    beoordelingen = Beoordeling.objects.zichtbaar_voor(lid).filter(ronde=ronde, gemeente=gemeente)
    brieven = Brief.objects.zichtbaar_voor(lid).filter(beoordeling__ronde=ronde, beoordeling__gemeente=gemeente)
    wederhoor = Wederhoor.objects.zichtbaar_voor(lid).filter(ronde=ronde, gemeente=gemeente)
    reacties = Wederhoorreactie.objects.zichtbaar_voor(lid).filter(wederhoor__in=wederhoor.values("pk"))
    return [
        *beoordelingen.defer("rijen", "cijfers"),
        *brieven.defer("pdf", "inhoud"),
        *wederhoor.defer("cijfers"),
        *reacties,
    ]


def kaders_van(provincie: Provincie) -> dict[int, Kader]:
    """Every kader of this provincie that is or was in force."""
    return {rij.pk: rij.kader for rij in Toezichtkader.objects.filter(provincie=provincie, versie__isnull=False)}


def ronderijen(ronde: Toezichtronde, lid: Lidmaatschap | None, **zicht: Unpack[Zicht]) -> list[Ronderij]:
    """Every gemeente of the round: the figures of its beoordeling, else those of the freeze, else those of now.

    With a day to look back to as it was then; of a letter how far it was, and not what stood in it.
    """
    op = gedaan_op(**zicht)
    gemeenten = list(gemeenten_van_ronde(ronde.provincie, ronde.halfjaar))
    beoordelingen = {
        b.gemeente_id: b for b in Beoordeling.objects.zichtbaar_voor(lid).bekend(op).filter(ronde=ronde).defer("rijen")
    }
    alle = Brief.objects.zichtbaar_voor(lid).filter(beoordeling__ronde=ronde)
    brieven = bij_beoordeling(beoordelingen, brieven_toen(alle.select_related("beoordeling").defer(*ZWAAR), op))
    nu = rondestanden(ronde, gemeenten, **zicht)
    standen = {g.code: nu.get(g.code) or leeg(g.code, ronde.halfjaar) for g in gemeenten}
    voorstellen = voorstellen_voor(ronde, standen, **zicht)
    kaders = {
        rij.pk: rij.kader for rij in Toezichtkader.objects.filter(provincie=ronde.provincie, versie__isnull=False)
    }
    afzender = afzender_van(ronde.provincie)
    mist = missende_akkoorden(afzender, beoordelingen.values(), op)
    betwist = betwisters(ronde, op)
    rijen = []
    for gemeente in gemeenten:
        voorstel = voorstellen[gemeente.code]
        beoordeling = beoordelingen.get(gemeente.pk)
        brief = brieven.get(beoordeling.pk) if beoordeling else None
        stand = stand_uit(beoordeling.cijfers) if beoordeling else standen[gemeente.code]
        rij = Ronderij(
            gemeente=gemeente,
            adres=reverse("beoordeling-maken", args=[ronde.pk, gemeente.code]),
            achter=reverse("stand", args=[gemeente.code, ronde.halfjaar]),
            stand_begin=stand.stand_begin,
            taakstelling=stand.taakstelling,
            opgave=stand.opgave,
            realisatie=stand.realisatie,
            stand_eind=stand.stand_eind,
            bron=stand.bron,
            cijfers_per=stand.cijfers_per,
            vorige=_vorige(voorstel, kaders),
            betwist=gemeente.pk in betwist,
            briefstatus=brief.get_status_display() if brief else None,
            briefadres=reverse("brief", args=[brief.pk]) if brief else None,
        )
        if beoordeling:
            met = "nog zonder akkoord" if beoordeling.pk in mist else "met akkoord"
            akkoord = met if vraagt_akkoord(afzender, beoordeling) else None
            rij = replace(_met_besluit(rij, beoordeling, kaders.get(beoordeling.kader_id or 0)), akkoord=akkoord)
        else:
            rij = _met_voorstel(rij, voorstel, kaders)
        rijen.append(rij)
    return rijen


def _vorige(voorstel: Rondevoorstel, kaders: Mapping[int, Kader]) -> str | None:
    """What was decided last, with the half-year it was about where that is not the one before."""
    if not voorstel.eerder:
        return None
    vorige = voorstel.eerder[0]
    woord = oordeel_in_woorden(kaders.get(vorige.kader_id or 0), vorige.oordeel).naam
    trede = f", trede {vorige.trede}" if vorige.trede else ""
    gat = vorige.halfjaar.volgende != voorstel.feiten.nu.halfjaar
    return f"{vorige.halfjaar.kort}: {woord}{trede}" if gat else f"{woord}{trede}"


def _met_voorstel(rij: Ronderij, voorstel: Rondevoorstel, kaders: Mapping[int, Kader]) -> Ronderij:
    oordeel = voorstel.uitspraak.oordeel
    kader = kaders.get(voorstel.kader.pk) if voorstel.kader is not None else None
    return replace(
        rij,
        voorstel=oordeel_in_woorden(kader, oordeel) if oordeel else None,
        stap=voorstel.stap or "",
        stapgrootte=voorstel.voorstel.trede if voorstel.voorstel else 0,
    )


def _met_besluit(rij: Ronderij, beoordeling: Beoordeling, kader: Kader | None) -> Ronderij:
    """With what was decided, and the proposal it was decided on."""
    toen = beoordeling.voorstel
    return replace(
        rij,
        oordeel=oordeel_in_woorden(kader, beoordeling.oordeel),
        trede=beoordeling.trede,
        voorstel=oordeel_in_woorden(kader, toen["oordeel"]) if toen and toen["oordeel"] else None,
        stap=stap_in_woorden(toen["van"], toen["trede"]) if toen else "",
        stapgrootte=toen["trede"] if toen else 0,
    )


# What the rows a letter rests on are called: one, more, and where on the page of the stand they are shown.
_RUST = {
    "taakstelling": ("taakstelling", "taakstellingen", "taakstelling"),
    "beginstand": ("beginstand", "beginstanden", "begin"),
    "mutatie": ("mutatie", "mutaties", "mutaties"),
    "realisatie": ("COA-cijfer", "COA-cijfers", "realisatie"),
    "plaatsing": ("plaatsing", "plaatsingen", "realisatie"),
    "deelinwoners": ("deel van een inwonertal", "delen van een inwonertal", "mutaties"),
}


def waarop_het_rust(rijen: Mapping[str, Any], gemeente: Gemeente, halfjaar: Halfjaar) -> list[tuple[str, str]]:
    """How many rows of each kind the figures rest on ("2 taakstellingen"), and where one sees them."""
    aantallen = {soort: len(rijen.get(soort, ())) for soort in _RUST}
    aantallen["beginstand"] = Mutatie.objects.filter(pk__in=rijen["mutatie"], soort=Mutatie.Soort.BEGINSTAND).count()
    aantallen["mutatie"] -= aantallen["beginstand"]
    stand = reverse("stand", args=[gemeente.code, halfjaar])
    return [
        (f"{getal(aantal)} {een if aantal == 1 else meer}", f"{stand}#{plek}")
        for soort, (een, meer, plek) in _RUST.items()
        if (aantal := aantallen[soort])
    ]
