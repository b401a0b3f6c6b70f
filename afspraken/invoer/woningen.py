"""The kind `vrijgekomen-woningen`: the monthly list of a corporatie."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from afspraken.acties.woningen import fouten_in_lijst, leg_woningen_vast, vergelijk_woningen, werkgebied
from afspraken.invoer.wijzer import corporatie_van
from afspraken.invoer.woningen_uitleg import TOELICHTING
from afspraken.models import VrijgekomenWoning
from afspraken.regels import woningen as regels
from afspraken.regels.normen import Doelgroep
from afspraken.toegang import mag_woning_vastleggen
from organisaties.invoer.soorten import Lezing, Rij, Soort
from organisaties.invoer.waarden import Lezer, datum, geheel, ja_nee, keuze, tekst
from organisaties.models import Corporatie, Invoerbestand, Lidmaatschap
from organisaties.overnemen import TE_VROEG, Telling
from organisaties.rollen import Rol

_MEESTE_KAMERS = 30
_HUURKLASSE = keuze(list(regels.HUURKLASSEN))
_DOELGROEP = keuze([doelgroep.value for doelgroep in Doelgroep])
_ONTTROKKEN = "ingetrokken_op"
_OPTIONEEL: dict[str, tuple[str, Lezer[Any], Any]] = {
    "wijk": ("wijk", tekst(80), ""),
    "gereserveerd_op": ("gereserveerd_op", datum, None),
    "verhuurd_op": ("verhuurd_op", datum, None),
    _ONTTROKKEN: ("onttrokken_op", datum, None),
    "doelgroep": ("doelgroep", _DOELGROEP, ""),
    "nieuwbouw": ("nieuwbouw", ja_nee, False),
    "flex": ("flex", ja_nee, False),
    "onzelfstandig": ("onzelfstandig", ja_nee, False),
}
"""Per column that may be missing: the field, how it is read, and what an empty cell is."""


class _Corporatie:
    """What is known of one corporatie: its valid homes by kenmerk, and the gemeenten in which it works."""

    def __init__(self, corporatie: Corporatie | None) -> None:
        rijen = VrijgekomenWoning.objects.bekend().filter(corporatie=corporatie) if corporatie else ()
        self.woningen = {woning.kenmerk: woning for woning in rijen}
        self.gemeenten = werkgebied(corporatie) if corporatie else set()


def lees_woningen(rijen: Sequence[Rij], lezing: Lezing) -> list[tuple[Rij, VrijgekomenWoning]]:
    """A home a row. A gemeente by name is the one of the day the home fell free."""
    corporaties = list(Corporatie.objects.all())
    bekend: dict[int | None, _Corporatie] = {}
    gelezen: list[tuple[Rij, VrijgekomenWoning]] = []
    for rij in rijen:
        corporatie = rij.lees("corporatie", lambda cel: corporatie_van(cel, corporaties))
        sleutel = corporatie.pk if corporatie else None
        if sleutel not in bekend:
            bekend[sleutel] = _Corporatie(corporatie)
        kenmerk = rij.lees("kenmerk", tekst(40)) or ""
        oud = bekend[sleutel].woningen.get(kenmerk)
        woning = _lees(rij, lezing, corporatie, kenmerk, oud)
        _toets(rij, woning, oud, lezing, bekend[sleutel])
        velden = [veld.attname for veld in VrijgekomenWoning._meta.local_fields if veld.editable]
        waarden = tuple(getattr(woning, veld) for veld in velden)
        if lezing.dubbelen.herhaalt(rij, (sleutel, kenmerk or None), waarden, "kenmerk") or rij.fouten:
            continue
        if woning.verhuurd_op and woning.verhuurd_op < woning.vrij_op:
            lezing.opmerkingen.append(f"Rij {rij.nummer}: verhuurd_op ligt voor vrij_op. Controleer de datums.")
        _meld_verlies(rij, woning, oud)
        gelezen.append((rij, woning))
    _meld_kolommen(gelezen, lezing)
    for i in vergelijk_woningen([woning for _, woning in gelezen]).te_vroeg(lezing.op):
        gelezen[i][0].fout("kenmerk", TE_VROEG)
    return gelezen


def _lees(
    rij: Rij, lezing: Lezing, corporatie: Corporatie | None, kenmerk: str, oud: VrijgekomenWoning | None
) -> VrijgekomenWoning:
    vrij_op = rij.lees("vrij_op", datum)
    woning = VrijgekomenWoning(
        corporatie=corporatie,
        kenmerk=kenmerk,
        gemeente=lezing.gemeente(rij, "gemeente", vrij_op),
        vrij_op=vrij_op,
        kamers=rij.lees("kamers", geheel(1, _MEESTE_KAMERS)),
        huurklasse=rij.lees("huurklasse", _HUURKLASSE) or "",
    )
    for kolom, (veld, lezer, leeg) in _OPTIONEEL.items():
        # An empty cell says that there is nothing; a file without the column says nothing, so what was known stays.
        waarde = rij.lees_of(kolom, lezer, leeg) if oud is None or rij.heeft(kolom) else getattr(oud, veld)
        setattr(woning, veld, waarde)
    return woning


def _toets(
    rij: Rij, woning: VrijgekomenWoning, oud: VrijgekomenWoning | None, lezing: Lezing, bekend: _Corporatie
) -> None:
    if woning.corporatie_id and not (mag := mag_woning_vastleggen(lezing.door, woning.corporatie)):
        rij.fout("corporatie", mag.reden)
    if rij.fouten:
        return
    namen = {veld: kolom for kolom, (veld, _, _) in _OPTIONEEL.items()}
    for veld, reden in fouten_in_lijst(woning, oud, gemeenten=bekend.gemeenten).items():
        rij.fout(namen.get(veld, veld), reden)


def _meld_verlies(rij: Rij, woning: VrijgekomenWoning, oud: VrijgekomenWoning | None) -> None:
    """Say which home would lose its letting, or for whom it was."""
    if oud is None:
        return
    if oud.verhuurd_op and not woning.verhuurd_op:
        wie = oud.get_doelgroep_display()
        rij.waarschuw(
            "verhuurd_op",
            f"Woning {oud.kenmerk} is verhuurd op {oud.verhuurd_op:%d-%m-%Y} ({wie}). In dit bestand is zij dat niet:"
            " na het inlezen telt zij niet meer als verhuurd.",
        )
    elif oud.doelgroep and not woning.doelgroep:
        wie = oud.get_doelgroep_display()
        rij.waarschuw("doelgroep", f"Bij woning {oud.kenmerk} staat nu {wie}. Na het inlezen staat er niets meer.")


def _meld_kolommen(gelezen: Sequence[tuple[Rij, VrijgekomenWoning]], lezing: Lezing) -> None:
    """Say once which columns the file does not have."""
    weg = [kolom for kolom in _OPTIONEEL if gelezen and not gelezen[0][0].heeft(kolom)]
    if weg:
        lezing.opmerkingen.append(
            f"Niet in dit bestand: {', '.join(weg)}. Bij woningen die al bekend zijn blijft staan wat er stond."
        )


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
        optioneel=set(_OPTIONEEL),
        gemeenten=lambda woning: [woning.gemeente_id],
        toelichting=TOELICHTING,
        lijst="woningen",
        rollen={Rol.CORPORATIE},
    ),
)
