"""The kind `plaatsingen`: the own log of a gemeente, as its own system keeps it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from organisaties.invoer.soorten import Lezing, Rij, Soort
from organisaties.invoer.waarden import datum, geheel, ja_nee, kenmerk, keuze, vrije_tekst
from organisaties.models import Invoerbestand, Lidmaatschap
from organisaties.overnemen import Telling
from organisaties.rollen import Rol
from taakstelling.acties.plaatsingen import volgorde_van
from taakstelling.acties.plaatsingslijst import Plaatsingsregel, bouw, leg_plaatsingslijst_vast
from taakstelling.cijfers import gemeentetijden
from taakstelling.invoer.plaatsingen_uitleg import TOELICHTING
from taakstelling.invoer.plaatsingen_waarschuwingen import waarschuw
from taakstelling.invoer.toets import toets_opnamedatum
from taakstelling.regels.grootboek import Gemeentetijd
from taakstelling.regels.plaatsing import CATEGORIEEN, DATUMS, Plaatsingsgegevens, fouten
from taakstelling.regels.telling import TELDATUM_VOLGORDE, Huisvestingsvorm
from taakstelling.toegang import mag_plaatsing_vastleggen

_ONBEKEND = ("", Gemeentetijd(""))
_PERSONEN = geheel(0, 32_767)
_DEEL = geheel(1, 999)
_VORM = keuze([vorm.value for vorm in Huisvestingsvorm])
_KENMERK = kenmerk(40)
_VERHUURDER = vrije_tekst(120)


def lees_plaatsingen(rijen: Sequence[Rij], lezing: Lezing) -> list[tuple[Rij, Plaatsingsregel]]:
    tijden = gemeentetijden()
    namen = {code: gemeente.naam for code, gemeente in lezing.wijzer.per_code.items()}
    vandaag = timezone.localdate()
    gelezen = []
    for rij in rijen:
        dagen: dict[str, Any] = {veld: rij.lees_of(veld, datum, None) for veld in DATUMS}
        dag = dagen["teldatum"] or next((d for d in dagen.values() if d), None) or vandaag
        koppel = lezing.gemeente(rij, "koppelgemeente", dag)
        lezing.eis(rij, "koppelgemeente", mag_plaatsing_vastleggen, koppel)
        huisvesting = lezing.gemeente(rij, "huisvestingsgemeente", dag)
        aantallen: dict[str, Any] = {veld: rij.lees(veld, _PERSONEN) or 0 for veld in CATEGORIEEN}
        gegevens = Plaatsingsgegevens(
            **dagen,
            **aantallen,
            kenmerk=rij.lees("kenmerk", _KENMERK) or "",
            huisvestingsvorm=rij.lees("huisvestingsvorm", _VORM) or "",
            eerder_geteld=bool(rij.lees_of("eerder_geteld", ja_nee, None)),
            verhuurder=rij.lees_of("verhuurder", _VERHUURDER, "") or "",
            deel=rij.lees_of("deel", _DEEL, 1) or 1,
        )
        gevonden = fouten(
            gegevens,
            koppelgemeente=(koppel.naam, tijden[koppel.code]) if koppel else _ONBEKEND,
            huisvestingsgemeente=(huisvesting.naam, tijden[huisvesting.code]) if huisvesting else _ONBEKEND,
            namen=namen,
            vandaag=vandaag,
            volgorde=volgorde_van(koppel) if koppel else TELDATUM_VOLGORDE,
        )
        _neem_fouten_over(rij, gevonden)
        sleutel = (koppel and koppel.pk, gegevens.kenmerk or None, None if rij.mis("deel") else gegevens.deel)
        if lezing.dubbelen.herhaalt(rij, sleutel, (gegevens, huisvesting and huisvesting.pk), "kenmerk"):
            continue
        if koppel and huisvesting and not rij.fouten:
            gelezen.append((rij, Plaatsingsregel(koppel, huisvesting, gegevens)))
    if lezing.op is not None:
        _toets_opnamedatum(gelezen, lezing)
    waarschuw(gelezen)
    return gelezen


def _neem_fouten_over(rij: Rij, gevonden: Mapping[str, Sequence[str]]) -> None:
    """The rules of every plaatsing; what follows only from a cell that could not be read is not said twice."""
    datum_mis, aantal_mis = rij.mis(*DATUMS), rij.mis(*CATEGORIEEN)
    for kolom, teksten in gevonden.items():
        if (kolom in DATUMS and datum_mis) or (kolom in CATEGORIEEN and aantal_mis):
            continue
        for reden in teksten:
            rij.fout(kolom, reden)


def _toets_opnamedatum(gelezen: list[tuple[Rij, Plaatsingsregel]], lezing: Lezing) -> None:
    goed = [regel for _, regel in gelezen]
    rijen, vergelijking = bouw(goed)
    paren = [(rij, plaatsing) for (rij, _), plaatsing in zip(gelezen, rijen, strict=True)]
    toets_opnamedatum(paren, lezing, "teldatum", lambda _: vergelijking)


def schrijf_plaatsingen(
    items: Sequence[Plaatsingsregel], *, door: Lidmaatschap | None, invoerbestand: Invoerbestand, op: datetime | None
) -> Telling:
    return leg_plaatsingslijst_vast(door=door, regels=items, invoerbestand=invoerbestand, op=op)


SOORTEN = (
    Soort(
        "plaatsingen",
        (
            "kenmerk",
            "koppelgemeente",
            "huisvestingsgemeente",
            "teldatum",
            "huurcontract_op",
            "brp_op",
            "afgemeld_op",
            "volwassenen",
            "kinderen",
            "amv",
            "nareizigers",
            "huisvestingsvorm",
            "eerder_geteld",
            "verhuurder",
            "deel",
        ),
        lees_plaatsingen,
        schrijf_plaatsingen,
        optioneel={
            "teldatum",
            "huurcontract_op",
            "brp_op",
            "afgemeld_op",
            "eerder_geteld",
            "verhuurder",
            "deel",
        },
        gemeenten=lambda regel: (regel.koppelgemeente.pk,),
        rollen={Rol.GEMEENTE, Rol.REGIO},
        toelichting=TOELICHTING,
        lijst="plaatsingen",
    ),
)
