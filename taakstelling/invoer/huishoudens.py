"""The kind `huishoudens`: who COA coupled, as the own system of a gemeente keeps it."""

from collections.abc import Sequence
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
from taakstelling.regels.grootboek import Gemeentetijd
from taakstelling.regels.huishouden import Huishoudengegevens, fouten
from taakstelling.toegang import mag_huishouden_wijzigen

_ONBEKEND = ("", Gemeentetijd(""))
_PERSONEN = geheel(0, 32_767)
_KENMERK = kenmerk(40)
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
    if lezing.op is not None:
        for i in bouw([regel for _, regel in gelezen])[1].te_vroeg(lezing.op):
            gelezen[i][0].fout("gekoppeld_op", TE_VROEG)
    return gelezen


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
        rollen={Rol.GEMEENTE, Rol.REGIO},
    ),
)
