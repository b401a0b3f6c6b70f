"""The kind `vrijgekomen-woningen`: the monthly list of a corporatie."""

from collections.abc import Sequence
from datetime import datetime

from afspraken.acties.woningen import leg_woningen_vast, vergelijk_woningen
from afspraken.invoer.wijzer import corporatie_van
from afspraken.invoer.woningen_uitleg import TOELICHTING
from afspraken.models import VrijgekomenWoning
from afspraken.regels import woningen as regels
from afspraken.regels.normen import Doelgroep
from afspraken.toegang import mag_woning_vastleggen
from organisaties.invoer.soorten import Lezing, Rij, Soort
from organisaties.invoer.waarden import datum, geheel, ja_nee, keuze, tekst, vrije_tekst
from organisaties.models import Corporatie, Invoerbestand, Lidmaatschap
from organisaties.overnemen import TE_VROEG, Telling
from organisaties.rollen import Rol

_MEESTE_KAMERS = 30
_HUURKLASSE = keuze(list(regels.HUURKLASSEN))
_DOELGROEP = keuze([doelgroep.value for doelgroep in Doelgroep])


def lees_woningen(rijen: Sequence[Rij], lezing: Lezing) -> list[tuple[Rij, VrijgekomenWoning]]:
    """A home a row. A gemeente by name is the one of the day the home fell free."""
    corporaties = list(Corporatie.objects.all())
    gelezen: list[tuple[Rij, VrijgekomenWoning]] = []
    for rij in rijen:
        vrij_op = rij.lees("vrij_op", datum)
        woning = VrijgekomenWoning(
            corporatie=rij.lees("corporatie", lambda cel: corporatie_van(cel, corporaties)),
            kenmerk=rij.lees("kenmerk", tekst(40)) or "",
            gemeente=lezing.gemeente(rij, "gemeente", vrij_op),
            wijk=rij.lees_of("wijk", vrije_tekst(80), "") or "",
            vrij_op=vrij_op,
            gereserveerd_op=rij.lees_of("gereserveerd_op", datum, None),
            verhuurd_op=rij.lees_of("verhuurd_op", datum, None),
            onttrokken_op=rij.lees_of("ingetrokken_op", datum, None),
            kamers=rij.lees("kamers", geheel(1, _MEESTE_KAMERS)),
            huurklasse=rij.lees("huurklasse", _HUURKLASSE) or "",
            doelgroep=rij.lees_of("doelgroep", _DOELGROEP, "") or "",
            nieuwbouw=rij.lees_of("nieuwbouw", ja_nee, False),
            flex=rij.lees_of("flex", ja_nee, False),
            onzelfstandig=rij.lees_of("onzelfstandig", ja_nee, False),
        )
        _toets(rij, woning, lezing)
        sleutel = (woning.corporatie_id, woning.kenmerk or None)
        velden = [veld.attname for veld in VrijgekomenWoning._meta.local_fields if veld.editable]
        if lezing.dubbelen.herhaalt(rij, sleutel, tuple(getattr(woning, veld) for veld in velden), "kenmerk"):
            continue
        if rij.fouten:
            continue
        if woning.verhuurd_op and woning.verhuurd_op < woning.vrij_op:
            lezing.opmerkingen.append(f"Rij {rij.nummer}: verhuurd_op ligt voor vrij_op. Controleer de datums.")
        gelezen.append((rij, woning))
    for i in vergelijk_woningen([woning for _, woning in gelezen]).te_vroeg(lezing.op):
        gelezen[i][0].fout("kenmerk", TE_VROEG)
    return gelezen


def _toets(rij: Rij, woning: VrijgekomenWoning, lezing: Lezing) -> None:
    if woning.corporatie_id and not (mag := mag_woning_vastleggen(lezing.door, woning.corporatie)):
        rij.fout("corporatie", mag.reden)
    namen = {"onttrokken_op": "ingetrokken_op"}
    if rij.mis("vrij_op", "verhuurd_op", "ingetrokken_op", "doelgroep") or woning.vrij_op is None:
        return
    mis = regels.fouten(
        vrij_op=woning.vrij_op,
        verhuurd_op=woning.verhuurd_op,
        onttrokken_op=woning.onttrokken_op,
        doelgroep=woning.doelgroep,
    )
    for veld, reden in mis.items():
        rij.fout(namen.get(veld, veld), reden)


def schrijf_woningen(
    items: Sequence[VrijgekomenWoning], *, door: Lidmaatschap | None, invoerbestand: Invoerbestand, op: datetime | None
) -> Telling:
    return leg_woningen_vast(door=door, woningen=items, invoerbestand=invoerbestand, op=op)


SOORTEN = (
    Soort(
        "vrijgekomen-woningen",
        (
            "kenmerk",
            "corporatie",
            "gemeente",
            "wijk",
            "vrij_op",
            "gereserveerd_op",
            "verhuurd_op",
            "ingetrokken_op",
            "kamers",
            "huurklasse",
            "doelgroep",
            "nieuwbouw",
            "flex",
            "onzelfstandig",
        ),
        lees_woningen,
        schrijf_woningen,
        optioneel={
            "wijk",
            "gereserveerd_op",
            "verhuurd_op",
            "ingetrokken_op",
            "doelgroep",
            "nieuwbouw",
            "flex",
            "onzelfstandig",
        },
        gemeenten=lambda woning: [woning.gemeente_id],
        toelichting=TOELICHTING,
        lijst="woningen",
        rollen={Rol.CORPORATIE},
    ),
)
