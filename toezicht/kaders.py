"""Which toezichtkader holds when, and what a kader would have proposed on the figures of the ledger."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from typing import Unpack

from django.urls import reverse

from organisaties.models import Gemeente, Lidmaatschap, Provincie
from organisaties.regels.tijd import Zicht, gedaan_op
from taakstelling.cijfers import gemeentetijden, met_voorgangers, standen
from taakstelling.regels.grootboek import Gemeentetijd
from taakstelling.regels.halfjaar import Halfjaar
from toezicht.cijfers import gemeenten_van_ronde
from toezicht.models import Beoordeling, Toezichtkader
from toezicht.regels.feiten import Herkomst, Meting, meting
from toezicht.regels.kader import KEUZES, Kader
from toezicht.regels.kadertekst import (
    ACTOREN,
    FASEN,
    keuze_in_woorden,
    regel_in_woorden,
    termijn_in_woorden,
    trede_in_woorden,
)
from toezicht.regels.resultaat import datum
from toezicht.regels.termijnen import EERSTE_RONDE
from toezicht.regels.voorstel import Voorstel, speel_na


def geldend_kader(provincie: Provincie, peildatum: date, bekend_op: date | None = None) -> Toezichtkader | None:
    """The kader that holds for this peildatum, never simply the newest; None when there is none yet."""
    gevonden: Toezichtkader | None = Toezichtkader.objects.geldend(provincie, peildatum, bekend_op).first()
    return gevonden


def leesdag(provincie: Provincie, halfjaar: Halfjaar) -> date | None:
    """The day on which the figures of a round are read, by the kader that holds on its peildatum."""
    rij = geldend_kader(provincie, halfjaar.peildatum)
    return None if rij is None else halfjaar.peildatum + timedelta(days=rij.kader.cijfers_dagen_na.waarde)


def geldig_tot(kaders: Iterable[Toezichtkader]) -> dict[int, date]:
    """Of each kader of one provincie that ends: the first day on which it does not hold any more.

    A kader that a later version replaced from its own first day on never held: it ends on the day it begins.
    """
    van_kracht = [kader for kader in kaders if kader.geldig_van is not None and kader.versie is not None]
    uit: dict[int, date] = {}
    for kader in van_kracht:
        later = [
            ander.geldig_van
            for ander in van_kracht
            if (ander.geldig_van, ander.versie) > (kader.geldig_van, kader.versie) and ander.geldig_van is not None
        ]
        if later:
            uit[kader.pk] = min(later)
    return uit


def metingen_van(
    codes: Iterable[str], tot_en_met: Halfjaar, van: Halfjaar = EERSTE_RONDE, **zicht: Unpack[Zicht]
) -> dict[str, tuple[Meting, ...]]:
    """The lines of the ledger of these gemeenten, with what was decided about each peildatum; the oldest first.

    They begin where the stand of a gemeente is known: what lies before it says nothing.
    """
    velden = ("verschoond_tot", "verlengd_tot", "coulance")
    besloten = {
        (code, halfjaar): dict(zip(velden, waarden, strict=True))
        for code, halfjaar, *waarden in Beoordeling.objects.bekend(gedaan_op(**zicht))
        .filter(gemeente__code__in=list(codes))
        .values_list("gemeente__code", "ronde__halfjaar", *velden)
    }
    uit: dict[str, list[Meting]] = {}
    for (code, halfjaar), stand in sorted(standen(codes, van, tot_en_met, **zicht).items()):
        if code in uit or stand.stand_begin is not None:
            uit.setdefault(code, []).append(replace(meting(stand), **besloten.get((code, halfjaar), {})))
    return {code: tuple(rijen) for code, rijen in uit.items()}


@dataclass(frozen=True)
class Proefrij:
    """One gemeente on the peildatum: what this kader would have proposed, and what the one in force does (`oud`)."""

    gemeente: Gemeente
    achter: str
    stand_eind: int | None
    voorstel: Voorstel
    oud: Voorstel | None
    voorgesteld: str
    geldend: str | None

    @property
    def naam(self) -> str:
        return self.gemeente.naam

    @property
    def trede(self) -> int:
        return self.voorstel.trede

    @property
    def geldende_trede(self) -> int:
        return self.oud.trede if self.oud else 0

    @property
    def waarom(self) -> str:
        """Every reason, of the stand and of each half-year that is open."""
        redenen = [*self.voorstel.redenen, *(reden for deel in self.voorstel.per_halfjaar for reden in deel.redenen)]
        return " ".join(reden.tekst for reden in redenen)


def proef(kader: Kader, provincie: Provincie, halfjaar: Halfjaar, **zicht: Unpack[Zicht]) -> list[Proefrij]:
    """What `kader` would have proposed over this half-year, had it always been in force and always been followed."""
    gemeenten = list(gemeenten_van_ronde(provincie, halfjaar))
    tijden = gemeentetijden()
    codes = met_voorgangers([gemeente.code for gemeente in gemeenten], tijden)
    metingen = metingen_van(codes, halfjaar, **zicht)
    rij = geldend_kader(provincie, halfjaar.peildatum, gedaan_op(**zicht))
    alle = {gemeente.code: gemeente for gemeente in Gemeente.objects.filter(code__in=codes)}
    nieuw = _voorstellen(kader, metingen, tijden, alle)
    oud = _voorstellen(rij.kader, metingen, tijden, alle) if rij is not None else {}
    uit = []
    for gemeente in gemeenten:
        reeks = metingen.get(gemeente.code, ())
        if not reeks or reeks[-1].halfjaar != halfjaar:
            continue
        voorstel = nieuw[gemeente.code][-1]
        geldend = oud[gemeente.code][-1] if rij is not None else None
        uit.append(
            Proefrij(
                gemeente=gemeente,
                achter=reverse("stand", args=[gemeente.code, halfjaar]),
                stand_eind=reeks[-1].stand_eind,
                voorstel=voorstel,
                oud=geldend,
                voorgesteld=trede_in_woorden(kader, voorstel.trede),
                geldend=trede_in_woorden(rij.kader, geldend.trede) if rij is not None and geldend else None,
            )
        )
    return uit


def _voorstellen(
    kader: Kader,
    metingen: Mapping[str, tuple[Meting, ...]],
    tijden: Mapping[str, Gemeentetijd],
    gemeenten: Mapping[str, Gemeente],
) -> dict[str, list[Voorstel]]:
    """The kader replayed for each gemeente, those that went over into another one first."""
    uit: dict[str, list[Voorstel]] = {}
    for code in sorted(metingen, key=lambda code: tijden[code].geldig_van or date.min):
        voorgangers = [een for een in uit if code in tijden[een].opvolgers]
        herkomst = None
        if voorgangers:
            hoogste = max(voorgangers, key=lambda een: (uit[een][-1].trede, uit[een][-1].keer))
            laatste = uit[hoogste][-1]
            herkomst = Herkomst(
                naam=gemeenten[hoogste].naam,
                trede=laatste.trede,
                keer=laatste.keer,
                andere_provincie=gemeenten[hoogste].provincie_id != gemeenten[code].provincie_id,
            )
        uit[code] = speel_na(kader, metingen[code], herkomst)
    return uit


@dataclass(frozen=True)
class Onderdeelrij:
    """A part of a kader in plain Dutch; `adres` where a draft is changed. A trede also says who acts and how."""

    naam: str
    wat: str
    bron: str
    adres: str | None
    wie: str = ""
    fase: str = ""
    termijn: str = ""


@dataclass(frozen=True)
class Onderdelen:
    """The parts of a kader as its page shows them."""

    treden: list[Onderdeelrij]
    regels: list[Onderdeelrij]
    keuzes: list[Onderdeelrij]


def onderdelen(rij: Toezichtkader) -> Onderdelen:
    """Every part of this kader in words; of a draft with the way to change it."""
    kader = rij.kader

    def adres(naam: str, welk: int | str) -> str | None:
        return reverse(naam, args=[rij.pk, welk]) if rij.status == Toezichtkader.Status.CONCEPT else None

    return Onderdelen(
        treden=[
            Onderdeelrij(
                naam=f"Trede {trede.nummer}: {trede.naam}",
                wat=trede.actie,
                bron=trede.bron,
                adres=adres("kader-trede", trede.nummer),
                wie=ACTOREN[trede.actor],
                fase=FASEN[trede.fase],
                termijn=termijn_in_woorden(trede) + (", met een plan van aanpak" if trede.plan_vereist else ""),
            )
            for trede in kader.treden
        ],
        regels=[
            Onderdeelrij(regel.naam, regel_in_woorden(regel), regel.bron, adres("kader-regel", nummer))
            for nummer, regel in enumerate(kader.regels, start=1)
        ],
        keuzes=[
            Onderdeelrij(naam, keuze_in_woorden(kader, veld), getattr(kader, veld).bron, adres("kader-keuze", veld))
            for veld, naam in KEUZES.items()
        ],
    )


@dataclass(frozen=True)
class Kaderrij:
    """A kader in the list, with the first day on which it does not hold any more."""

    kader: Toezichtkader
    naam: str
    status: str
    geldig_van: date | None
    tot: date | None
    voorbeelden: int

    @property
    def einde(self) -> str:
        """Until when it holds, in words."""
        if self.geldig_van is None:
            return "nog niet"
        return datum(self.tot) if self.tot else "een volgend kader"


def kaderrijen(lid: Lidmaatschap | None) -> list[Kaderrij]:
    """Every kader this membership sees, by provincie: the drafts first, then the newest."""
    kaders = list(Toezichtkader.objects.zichtbaar_voor(lid).select_related("provincie"))
    kaders.sort(key=lambda rij: rij.provincie.naam)  # stable: of one provincie the drafts stay first
    tot: dict[int, date] = {}
    for _, eigen in groupby(kaders, key=lambda rij: rij.provincie_id):
        tot |= geldig_tot(eigen)
    return [
        Kaderrij(
            kader=rij,
            naam=str(rij),
            status=_status(rij, tot.get(rij.pk)),
            geldig_van=rij.geldig_van,
            tot=tot.get(rij.pk),
            voorbeelden=len(rij.kader.voorbeelden),
        )
        for rij in kaders
    ]


def _status(rij: Toezichtkader, tot: date | None) -> str:
    if rij.versie is None:
        return "concept"
    return f"versie {rij.versie}, vervangen" if tot == rij.geldig_van else f"versie {rij.versie}"
