"""The sum behind each figure of one gemeente and half-year: every term with the rows it rests on. Unit: personen."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Unpack

from django.db.models import Count, F, Q, Sum

from organisaties.models import Gemeente, Lidmaatschap, Opvolging
from organisaties.regels.tijd import Zicht
from organisaties.rollen import Rol
from taakstelling.cijfers import geteld_op, leeg, mag_eigen_telling_zien, standen_voor
from taakstelling.models import Afsluiting, Mutatie, Plaatsing, Realisatie, Taakstelling
from taakstelling.overzicht.afsluitingen import Later, afsluiting_van, latere_feiten
from taakstelling.overzicht.geschiedenis import Overgang, opvolgers, voorgangers
from taakstelling.regels.grootboek import Bron, Stand
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.kleine_aantallen import verberg
from taakstelling.regels.telling import Categorie
from taakstelling.regels.versies import Status, geldende, op_volgorde

HERKOMST = ("vastgelegd_door", "ingetrokken_door", "invoerbestand__lidmaatschap", "vervangen_door")


@dataclass(frozen=True, slots=True)
class Rij:
    """A recorded fact, whether it is in the sum, and why (not), in words."""

    feit: Any
    telt: bool
    waarom: str
    ingetrokken: bool = False

    @property
    def geldig(self) -> bool:
        """Whether it was not withdrawn by the end of the day that the page is about."""
        return not self.ingetrokken


@dataclass(frozen=True, slots=True)
class Categorietelling:
    """The own count by category, and for whoever may see the rows how many there are.

    Who may not see the rows gets no category of few persons (None in `aantallen`), and while the half-year runs or in
    the tijdmachine none at all (`aantallen` empty): between two looks one household would show.
    """

    plaatsingen: int | None
    personen: int | None
    meegeteld: int
    aantallen: dict[str, int | None]

    @property
    def verborgen(self) -> bool:
        return None in self.aantallen.values()


@dataclass(frozen=True, slots=True)
class Opbouw:
    """Everything the page on one figure shows."""

    stand: Stand
    vorige: Stand | None
    ziet_eigen: bool
    ziet_rijen: bool
    toont_namen: bool
    beginstanden: list[Rij] = field(default_factory=list)
    versies: list[Rij] = field(default_factory=list)
    mutaties: list[Rij] = field(default_factory=list)
    herindeling_berekend: int | None = 0
    voorgangers: list[Overgang] = field(default_factory=list)
    opvolgers: Overgang | None = None
    realisaties: list[Rij] = field(default_factory=list)
    telling: Categorietelling | None = None
    nieuw: bool = False
    afsluiting: Afsluiting | None = None
    # What became known about this half-year after it was closed, and about closed ones before it.
    later: list[Later] = field(default_factory=list)
    nagekomen: list[Later] = field(default_factory=list)

    @property
    def heeft_beginstand(self) -> bool:
        return any(rij.telt for rij in self.beginstanden)

    @property
    def herverdeling_of_vrijstelling(self) -> int:
        return abs(self.stand.herverdeling) + abs(self.stand.vrijstelling)


def opbouw(
    lid: Lidmaatschap | None, gemeente: Gemeente, halfjaar: Halfjaar, vandaag: date, **zicht: Unpack[Zicht]
) -> Opbouw:
    """Read the rows behind the line of this gemeente and half-year, as this membership may see them on that day."""
    vorig = buur(halfjaar, -1)
    bekend_op = zicht.get("bekend_op")
    standen = standen_voor(lid, [gemeente], vorig or halfjaar, halfjaar, **zicht)
    berekend = standen.get((gemeente.code, halfjaar)) or leeg(gemeente.code, halfjaar)
    vorige = standen.get((gemeente.code, vorig)) if vorig else None
    ziet_eigen = gemeente.code in (mag_eigen_telling_zien(lid) or ())
    ziet_rijen = ziet_eigen and lid is not None and lid.rol in (Rol.GEMEENTE, Rol.REGIO)
    mutaties = list(
        Mutatie.objects.zichtbaar_voor(lid)
        .vastgelegd(bekend_op)
        .filter(gemeente=gemeente, datum__gte=halfjaar.begin, datum__lt=halfjaar.eind)
        .select_related(*HERKOMST)
        .order_by("datum", "pk")
    )
    begin = [m for m in mutaties if m.soort == Mutatie.Soort.BEGINSTAND]
    overig = [m for m in mutaties if m.soort != Mutatie.Soort.BEGINSTAND]
    afsluiting = afsluiting_van(gemeente, halfjaar, bekend_op) if berekend.gesloten else None
    heeft_begin = any(_geldt(m, bekend_op, afsluiting) for m in begin)
    stand = berekend.gezien_op(vandaag)
    if heeft_begin:  # recorded, so known, however far ahead
        stand = replace(stand, stand_begin=berekend.stand_begin)
    vooraf = [
        overgang
        for overgang in voorgangers(lid, gemeente)
        if overgang.datum is not None and halfjaar.bevat(overgang.datum)
    ]
    nadien = opvolgers(lid, gemeente)
    eerder = afsluiting_van(gemeente, vorig, bekend_op) if vorig and stand.nagekomen != 0 else None
    geboekt = [m for m in overig if m.soort == Mutatie.Soort.HERINDELING and _geldt(m, bekend_op, afsluiting)]
    meegenomen = sum(m.aantal for m in geboekt if not _al_in_beginstand(m, gemeente, halfjaar, heeft_begin))
    return Opbouw(
        stand=stand,
        vorige=vorige and vorige.gezien_op(vandaag),
        ziet_eigen=ziet_eigen,
        ziet_rijen=ziet_rijen,
        toont_namen=ziet_eigen or (lid is not None and lid.rol == Rol.BEHEER),
        beginstanden=[
            maak_rij(m, _geldt(m, bekend_op, afsluiting), "geldt als stand aan het begin", bekend_op, afsluiting)
            for m in begin
        ],
        versies=_versies(lid, gemeente, halfjaar, bekend_op, afsluiting),
        mutaties=[_mutatierij(m, gemeente, halfjaar, heeft_begin, bekend_op, afsluiting) for m in overig],
        herindeling_berekend=None if stand.herindeling is None else stand.herindeling - meegenomen,
        voorgangers=vooraf,
        opvolgers=nadien if nadien and nadien.datum and halfjaar.bevat(nadien.datum) else None,
        realisaties=_realisaties(lid, gemeente, halfjaar, stand, afsluiting, **zicht),
        telling=_telling(gemeente, halfjaar, vandaag, ziet_rijen=ziet_rijen, **zicht) if ziet_eigen else None,
        nieuw=gemeente.geldig_van is not None and halfjaar.bevat(gemeente.geldig_van),
        afsluiting=afsluiting,
        later=latere_feiten(lid, [gemeente], afsluiting, over=halfjaar, bekend_op=bekend_op) if afsluiting else [],
        nagekomen=latere_feiten(lid, [gemeente], eerder, tot=afsluiting, bekend_op=bekend_op) if eerder else [],
    )


def buur(halfjaar: Halfjaar, stap: int) -> Halfjaar | None:
    """The half-year before (−1) or after (1) this one; None beyond the years that can be."""
    try:
        return Halfjaar.van_volgnummer(halfjaar.volgnummer + stap)
    except ValueError:
        return None


def _geldt(feit: Any, bekend_op: date | None, afsluiting: Afsluiting | None) -> bool:
    """Whether a fact was valid at the end of that day; of a closed half-year whether it was when that was closed."""
    if afsluiting is None:
        return bool(feit.gold(bekend_op))
    return bool(
        feit.pk <= afsluiting.grenzen[feit._meta.model_name]
        and (feit.ingetrokken_op is None or feit.ingetrokken_op > afsluiting.vastgelegd_op)
    )


def maak_rij(
    feit: Any,
    telt: bool,  # noqa: FBT001
    waarom: str,
    bekend_op: date | None,
    afsluiting: Afsluiting | None = None,
) -> Rij:
    """The row with why it counts, or why not: withdrawn by the end of that day, or recorded after the closing."""
    weg = not feit.gold(bekend_op)
    if _geldt(feit, bekend_op, afsluiting):
        laat = ", ook al is het na het sluiten ingetrokken: dat is nagekomen" if weg else ""
        return Rij(feit, telt, waarom + laat, ingetrokken=weg)
    if not weg:
        return Rij(feit, False, "telt hier niet: vastgelegd na het sluiten, en dus nagekomen")
    return Rij(feit, False, "ingetrokken, telt niet mee", ingetrokken=True)


def _versies(
    lid: Lidmaatschap | None,
    gemeente: Gemeente,
    halfjaar: Halfjaar,
    bekend_op: date | None,
    afsluiting: Afsluiting | None,
) -> list[Rij]:
    alle = list(
        Taakstelling.objects.zichtbaar_voor(lid)
        .vastgelegd(bekend_op)
        .filter(gemeente=gemeente, halfjaar=halfjaar)
        .select_related(*HERKOMST)
        .order_by("pk")
    )
    geldig = [versie for versie in alle if _geldt(versie, bekend_op, afsluiting)]
    telt = geldende(geldig)
    rijen = []
    for versie in op_volgorde(alle):
        if versie is telt:
            waarom = "telt: de laatst vastgestelde versie" if len(geldig) > 1 else "telt"
        elif Status(versie.status) is Status.INDICATIEF:
            waarom = "telt niet: een indicatief getal is een aankondiging"
        else:
            waarom = "telt niet meer: er is een latere versie"
        rijen.append(maak_rij(versie, versie is telt, waarom, bekend_op, afsluiting))
    return rijen


_WERKING = {
    Mutatie.Soort.CORRECTIE: "wordt opgeteld bij de stand",
    Mutatie.Soort.HERINDELING: "wordt opgeteld bij de stand, in plaats van de berekende herindeling",
    Mutatie.Soort.HERVERDELING: "verandert de taakstelling",
    Mutatie.Soort.VRIJSTELLING: "verandert de taakstelling",
}


def _al_in_beginstand(mutatie: Any, gemeente: Gemeente, halfjaar: Halfjaar, heeft_begin: bool) -> bool:  # noqa: FBT001
    """A herindeling on the day of a beginstand is in that beginstand already (as in `regels/grootboek`)."""
    return (
        heeft_begin
        and mutatie.soort == Mutatie.Soort.HERINDELING
        and mutatie.datum == halfjaar.begin
        and gemeente.geldig_tot != mutatie.datum
    )


def _mutatierij(
    mutatie: Any,
    gemeente: Gemeente,
    halfjaar: Halfjaar,
    heeft_begin: bool,  # noqa: FBT001
    bekend_op: date | None,
    afsluiting: Afsluiting | None,
) -> Rij:
    if _al_in_beginstand(mutatie, gemeente, halfjaar, heeft_begin):
        return maak_rij(mutatie, False, "zit al in de beginstand van deze dag", bekend_op, afsluiting)
    telt = _geldt(mutatie, bekend_op, afsluiting)
    return maak_rij(mutatie, telt, _WERKING[mutatie.soort], bekend_op, afsluiting)


def _realisaties(
    lid: Lidmaatschap | None,
    gemeente: Gemeente,
    halfjaar: Halfjaar,
    stand: Stand,
    afsluiting: Afsluiting | None,
    **zicht: Unpack[Zicht],
) -> list[Rij]:
    bekend_op = zicht.get("bekend_op")
    alle = (
        Realisatie.objects.zichtbaar_voor(lid)
        .vastgelegd(bekend_op)
        .filter(geteld_op(Realisatie, zicht.get("peildatum")), gemeente=gemeente, halfjaar=halfjaar)
        .select_related(*HERKOMST)
        .order_by("-cijfers_per", "-pk")
    )
    nieuwste = stand.officieel.cijfers_per if stand.officieel else None
    rijen = []
    for feit in alle:
        laatste = _geldt(feit, bekend_op, afsluiting) and feit.cijfers_per == nieuwste
        telt = laatste and stand.bron is Bron.OFFICIEEL
        if telt:
            waarom = (
                "telt: gelezen op of na de peildatum"
                if feit.cijfers_per >= halfjaar.peildatum
                else "telt: het laatste officiële cijfer, er is geen eigen telling te zien"
            )
        elif laatste:
            waarom = "telt nog niet: tot de peildatum telt de eigen telling"
        else:
            waarom = "telt niet: er is een later cijfer"
        rijen.append(maak_rij(feit, telt, waarom, bekend_op, afsluiting))
    return rijen


def plaatsingen_achter(gemeente: Gemeente, halfjaar: Halfjaar) -> Q:
    """Which plaatsingen make up the own count of a half-year."""
    return Q(halfjaar=halfjaar) & plaatsingen_van(gemeente)


def plaatsingen_van(gemeente: Gemeente) -> Q:
    """Which plaatsingen count for a gemeente: its own, and those of a predecessor from the day that one ended."""
    eigen = Q(koppelgemeente=gemeente)
    if gemeente.geldig_tot and gemeente.opvolgingen.exists():
        eigen &= Q(teldatum__lt=gemeente.geldig_tot)
    eerste = Opvolging.objects.filter(naar=gemeente, volgorde=0).values("van")
    overgenomen = Q(koppelgemeente__in=eerste, teldatum__gte=F("koppelgemeente__geldig_tot"))
    return eigen | overgenomen


def _telling(
    gemeente: Gemeente, halfjaar: Halfjaar, vandaag: date, *, ziet_rijen: bool, **zicht: Unpack[Zicht]
) -> Categorietelling | None:
    """Counts only, for whom `mag_eigen_telling_zien` let in; small parts are hidden unless the rows are theirs."""
    categorieen: Sequence[str] = [categorie.value for categorie in Categorie]
    som = (
        Plaatsing.objects.bekend(zicht.get("bekend_op"))
        .filter(plaatsingen_achter(gemeente, halfjaar), geteld_op(Plaatsing, zicht.get("peildatum")))
        .order_by()
        .aggregate(rijen=Count("pk"), telt=Sum("meegeteld"), **{f"som_{c}": Sum(c) for c in categorieen})
    )
    if not som["rijen"]:
        return None
    aantallen = {c: som[f"som_{c}"] or 0 for c in categorieen}
    personen, telt = sum(aantallen.values()), som["telt"] or 0
    if ziet_rijen:
        return Categorietelling(som["rijen"], personen, telt, dict(aantallen))
    if halfjaar.eind > vandaag or any(zicht.values()):
        return Categorietelling(None, None, telt, {})
    return Categorietelling(None, personen, telt, verberg(aantallen))
