"""The kind `normen`."""

import re
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from afspraken.acties.normen import fouten_bij, leg_normen_vast, vergelijk_normen
from afspraken.invoer.normen_uitleg import TOELICHTING
from afspraken.invoer.wijzer import corporatie_van, regio_van
from afspraken.models import Norm
from afspraken.regels.normen import Normdoelgroep, Normsoort, TeltOp
from afspraken.toegang import mag_norm_vastleggen
from organisaties.invoer.soorten import Lezing, Rij, Soort
from organisaties.invoer.waarden import OngeldigeWaarde, als_tekst, datum, geheel, ja_nee, keuze, vrije_tekst
from organisaties.models import Corporatie, Invoerbestand, Lidmaatschap, Regio
from organisaties.overnemen import TE_VROEG, Telling
from organisaties.rollen import Rol

_PERCENTAGE = re.compile(r"([0-9]{1,3})(?:[.,]([0-9]{1,2}))?\s?%?")
_HONDERD = Decimal(100)
_MEESTE_WONINGEN = 1_000_000
_SOORT = keuze([soort.value for soort in Normsoort])
_DOELGROEP = keuze([doelgroep.value for doelgroep in Normdoelgroep])
_TELT_OP = keuze([telt.value for telt in TeltOp])


def percentage(cel: Any) -> Decimal:
    """10, 12,5 or 12.5, with or without a sign behind it: 0 to 100."""
    gevonden = _PERCENTAGE.fullmatch(als_tekst(cel))
    waarde = Decimal(f"{gevonden[1]}.{gevonden[2] or 0}") if gevonden else None
    if waarde is None or waarde > _HONDERD:
        raise OngeldigeWaarde("Vul een percentage van 0 tot en met 100 in, bijvoorbeeld 25 of 12,5.")
    return waarde


def lees_normen(rijen: Sequence[Rij], lezing: Lezing) -> list[tuple[Rij, Norm]]:
    """What was agreed, a norm a row. A gemeente by name is the one of the first day of the norm."""
    corporaties, regios = list(Corporatie.objects.all()), list(Regio.objects.all())
    gelezen: list[tuple[Rij, Norm]] = []
    for rij in rijen:
        van = rij.lees("van", datum)
        norm = Norm(
            corporatie=rij.lees_of("corporatie", lambda cel: corporatie_van(cel, corporaties), None),
            gemeente=lezing.gemeente(rij, "gemeente", van, verplicht=False),
            regio=rij.lees_of("regio", lambda cel: regio_van(cel, regios), None),
            percentage=rij.lees_of("percentage", percentage, None),
            aantal=rij.lees_of("aantal", geheel(0, _MEESTE_WONINGEN), None),
            soort=rij.lees("soort", _SOORT),
            doelgroep=rij.lees("doelgroep", _DOELGROEP),
            van=van,
            tot=rij.lees_of("tot", datum, None),
            telt_op=rij.lees_of("telt_op", _TELT_OP, TeltOp.VERHUURD.value),
            telt_nieuwbouw=rij.lees_of("telt_nieuwbouw", ja_nee, True),
            telt_flex=rij.lees_of("telt_flex", ja_nee, True),
            telt_onzelfstandig=rij.lees_of("telt_onzelfstandig", ja_nee, False),
            in_plaats_van=rij.lees_of("vervangt", datum, None),
            bron=rij.lees_of("bron", vrije_tekst(300), ""),
        )
        _toets_vorm(rij, norm, lezing)
        sleutel = (norm.corporatie_id or 0, norm.gemeente_id or 0, norm.regio_id or 0, norm.soort, norm.doelgroep, van)
        rest = (norm.percentage, norm.aantal, norm.tot, norm.telt_op, norm.telt_nieuwbouw, norm.telt_flex)
        waarden = (*rest, norm.telt_onzelfstandig, norm.in_plaats_van, norm.bron)
        if lezing.dubbelen.herhaalt(rij, sleutel, waarden, "van") or rij.fouten:
            continue
        gelezen.append((rij, norm))
    for i, reden in fouten_bij([norm for _, norm in gelezen]).items():
        rij, norm = gelezen[i]
        rij.fout("tot" if norm.tot and norm.tot <= norm.van else "vervangt" if norm.in_plaats_van else "van", reden)
    goed = [(rij, norm) for rij, norm in gelezen if not rij.fouten]
    for i in vergelijk_normen([norm for _, norm in goed]).te_vroeg(lezing.op):
        goed[i][0].fout("van", TE_VROEG)
    return goed


def _toets_vorm(rij: Rij, norm: Norm, lezing: Lezing) -> None:
    if not rij.mis("gemeente", "regio"):
        if norm.gemeente is None and norm.regio is None:
            rij.fout("gemeente", "Vul een gemeente of een regio in.")
        elif norm.gemeente is not None and norm.regio is not None:
            rij.fout("regio", "Vul een gemeente of een regio in, niet allebei.")
        elif not (mag := mag_norm_vastleggen(lezing.door, norm.gemeente, norm.regio)):
            rij.fout("gemeente" if norm.gemeente else "regio", mag.reden)
    if not rij.mis("percentage", "aantal"):
        if norm.percentage is None and norm.aantal is None:
            rij.fout("percentage", "Vul een percentage of een aantal in.")
        elif norm.percentage is not None and norm.aantal is not None:
            rij.fout("aantal", "Vul een percentage of een aantal in, niet allebei.")


def schrijf_normen(
    items: Sequence[Norm], *, door: Lidmaatschap | None, invoerbestand: Invoerbestand, op: datetime | None
) -> Telling:
    return leg_normen_vast(door=door, normen=items, invoerbestand=invoerbestand, op=op)


SOORTEN = (
    Soort(
        "normen",
        (
            "corporatie",
            "gemeente",
            "regio",
            "percentage",
            "aantal",
            "soort",
            "doelgroep",
            "van",
            "tot",
            "telt_op",
            "telt_nieuwbouw",
            "telt_flex",
            "telt_onzelfstandig",
            "vervangt",
            "bron",
        ),
        lees_normen,
        schrijf_normen,
        optioneel={
            "corporatie",
            "gemeente",
            "regio",
            "percentage",
            "aantal",
            "tot",
            "telt_op",
            "telt_nieuwbouw",
            "telt_flex",
            "telt_onzelfstandig",
            "vervangt",
            "bron",
        },
        gemeenten=lambda norm: [norm.gemeente_id] if norm.gemeente_id else [],
        toelichting=TOELICHTING,
        rollen={Rol.GEMEENTE, Rol.REGIO},
    ),
)
