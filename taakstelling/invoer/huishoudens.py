"""The kind `huishoudens`: who COA coupled, as the own system of a gemeente keeps it."""

from collections.abc import Hashable, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from organisaties.invoer.soorten import Lezing, Rij, Soort
from organisaties.invoer.waarden import datum, geheel, kenmerk
from organisaties.models import Invoerbestand, Lidmaatschap
from organisaties.overnemen import TE_VROEG, Telling
from organisaties.rollen import Rol
from taakstelling.acties.huishoudenlijst import Huishoudenregel, bouw, leg_huishoudenlijst_vast
from taakstelling.cijfers import gemeentetijden
from taakstelling.invoer.huishoudens_uitleg import TOELICHTING
from taakstelling.models import Koppeling
from taakstelling.regels.grootboek import Gemeentetijd
from taakstelling.regels.huishouden import Huishoudengegevens, fouten
from taakstelling.toegang import mag_huishouden_wijzigen

_ONBEKEND = ("", Gemeentetijd(""))
_PERSONEN = geheel(0, 32_767)
_KENMERK = kenmerk(40)
DUBBEL = "Lijkt dubbel: {} is er een koppeling aan dezelfde gemeente, op dezelfde dag en van evenveel personen."
_AANTALLEN = ("volwassenen", "kinderen", "amv")


def lees_huishoudens(rijen: Sequence[Rij], lezing: Lezing) -> list[tuple[Rij, Huishoudenregel]]:
    tijden = gemeentetijden()
    namen = {code: gemeente.naam for code, gemeente in lezing.wijzer.per_code.items()}
    vandaag = timezone.localdate()
    gelezen: list[tuple[Rij, Huishoudenregel]] = []
    for rij in rijen:
        dag = rij.lees("gekoppeld_op", datum)
        koppel = lezing.gemeente(rij, "koppelgemeente", dag or vandaag)
        lezing.eis(rij, "koppelgemeente", mag_huishouden_wijzigen, koppel)
        aantallen: dict[str, Any] = {veld: rij.lees(veld, _PERSONEN) or 0 for veld in _AANTALLEN}
        gegevens = Huishoudengegevens(
            kenmerk=rij.lees("kenmerk", _KENMERK) or "",
            gekoppeld_op=dag,
            **aantallen,
            verwachte_nareizigers=rij.lees_of("verwachte_nareizigers", _PERSONEN, 0) or 0,
            verwacht_op=rij.lees_of("verwacht_op", datum, None),
        )
        gevonden = fouten(
            gegevens,
            koppelgemeente=(koppel.naam, tijden[koppel.code]) if koppel else _ONBEKEND,
            namen=namen,
            vandaag=vandaag,
        )
        for kolom, teksten in gevonden.items():
            # What follows only from a cell that could not be read is not said twice.
            if (
                not rij.mis(kolom)
                and not (kolom in _AANTALLEN and rij.mis(*_AANTALLEN))
                and not (kolom == "verwacht_op" and rij.mis("verwachte_nareizigers"))
            ):
                for reden in teksten:
                    rij.fout(kolom, reden)
        if lezing.dubbelen.herhaalt(rij, (koppel and koppel.pk, gegevens.kenmerk or None), gegevens, "kenmerk"):
            continue
        if koppel and not rij.fouten:
            gelezen.append((rij, Huishoudenregel(koppel, gegevens)))
    _waarschuw_dubbel(gelezen)
    if lezing.op is not None:
        for i in bouw([regel for _, regel in gelezen])[1].te_vroeg(lezing.op):
            gelezen[i][0].fout("gekoppeld_op", TE_VROEG)
    return gelezen


def _waarschuw_dubbel(gelezen: Sequence[tuple[Rij, Huishoudenregel]]) -> None:
    """The same gemeente, day and number of persons under another kenmerk: in this file, or recorded before."""
    in_bestand: dict[Hashable, tuple[int, str]] = {}
    bekend = _bekend(gelezen)
    for rij, regel in gelezen:
        kenmerk_, wie = regel.gegevens.kenmerk, _wie(regel)
        nummer, eerder = in_bestand.setdefault(wie, (rij.nummer, kenmerk_))
        if eerder != kenmerk_:
            rij.waarschuw("kenmerk", DUBBEL.format(f"in rij {nummer}"))
        elif bekend.get(wie, set()) - {kenmerk_}:
            rij.waarschuw("kenmerk", DUBBEL.format("onder een ander kenmerk al vastgelegd"))


def _wie(regel: Huishoudenregel) -> Hashable:
    return regel.koppelgemeente.pk, regel.gegevens.gekoppeld_op, regel.gegevens.personen


def _bekend(gelezen: Sequence[tuple[Rij, Huishoudenregel]]) -> dict[Hashable, set[str]]:
    """The kenmerken that are coupled by gemeente, day and persons, in the time that the file is about. One query."""
    dagen = [regel.gegevens.gekoppeld_op for _, regel in gelezen if regel.gegevens.gekoppeld_op]
    if not dagen:
        return {}
    rijen = Koppeling.objects.bekend().filter(
        koppelgemeente__in={regel.koppelgemeente.pk for _, regel in gelezen},
        gekoppeld_op__range=(min(dagen), max(dagen)),
        huishouden__isnull=False,
    )
    uit: dict[Hashable, set[str]] = {}
    for rij in rijen.select_related("huishouden"):
        uit.setdefault((rij.koppelgemeente_id, rij.gekoppeld_op, rij.personen), set()).add(rij.huishouden.kenmerk)
    return uit


def schrijf_huishoudens(
    items: Sequence[Huishoudenregel], *, door: Lidmaatschap | None, invoerbestand: Invoerbestand, op: datetime | None
) -> Telling:
    return leg_huishoudenlijst_vast(door=door, regels=items, invoerbestand=invoerbestand, op=op)


SOORTEN = (
    Soort(
        "huishoudens",
        (
            "kenmerk",
            "koppelgemeente",
            "gekoppeld_op",
            "volwassenen",
            "kinderen",
            "amv",
            "verwachte_nareizigers",
            "verwacht_op",
        ),
        lees_huishoudens,
        schrijf_huishoudens,
        optioneel={"verwachte_nareizigers", "verwacht_op"},
        gemeenten=lambda regel: (regel.koppelgemeente.pk,),
        lijst="huishoudens",
        toelichting=TOELICHTING,
        rollen={Rol.GEMEENTE, Rol.REGIO},
    ),
)
