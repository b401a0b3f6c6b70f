"""Deciding about many gemeenten at once, each as the kader proposes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from organisaties import logboek
from organisaties.models import Gemeente, Lidmaatschap
from toezicht.acties.beoordelingen import Gegrond, gronden_voor, stel_op
from toezicht.acties.brieven import maak_eerste_brieven
from toezicht.acties.rondecijfers import ronde_op_slot
from toezicht.kandidaten import Kandidaat, kandidaten
from toezicht.models import Beoordeling, Brief, Toezichtronde
from toezicht.regels.termijnen import foute_briefdatum


@dataclass(frozen=True)
class Uitkomst:
    """What came of one gemeente: its letter, or why nothing was decided."""

    gemeente: Gemeente
    brief: Brief | None
    reden: str = ""


@transaction.atomic
def beoordeel_velen(
    *,
    door: Lidmaatschap | None,
    ronde: Toezichtronde,
    gezien: Mapping[str, str],
    datum: date,
    telling_aanvaard: bool = False,
    begin_aanvaard: bool = False,
    betwist_aanvaard: bool = False,
) -> list[Uitkomst]:
    """Take the proposal for these gemeenten, each with its letter as a concept, or neither.

    `gezien`: per code of a gemeente the `Kandidaat.merk` the supervisor saw; what changed since is not decided.
    `telling_aanvaard`, `begin_aanvaard` and `betwist_aanvaard` are about the gemeenten that ask for it, and leave those
    out otherwise.
    """
    ronde = ronde_op_slot(door, ronde)
    if fout := foute_briefdatum(datum, ronde.halfjaar, timezone.localdate()):
        raise ValidationError({"datum": fout})
    lijst = kandidaten(ronde, gezien.keys())
    begintreden = {k.gemeente.code: begin for k in lijst if (begin := k.begintrede) is not None}
    gronden = gronden_voor(ronde, [k.gemeente for k in lijst if k.weg is None], begintreden)
    redenen: dict[str, str] = {}
    besloten: dict[str, Beoordeling] = {}
    for kandidaat in lijst:
        code = kandidaat.gemeente.code
        reden = kandidaat.weg or _niet_aanvaard(
            kandidaat, telling=telling_aanvaard, begin=begin_aanvaard, betwist=betwist_aanvaard
        )
        if not reden and kandidaat.merk != gezien[code]:
            reden = "Het voorstel is intussen veranderd. Bekijk het opnieuw."
        if not reden:
            try:
                besloten[code] = _neem_over(door, ronde, kandidaat, gronden[code])
            except ValidationError as weigering:
                reden = " ".join(weigering.messages)
        redenen[code] = reden
    brieven = _leg_vast(door, ronde, list(besloten.values()), datum)
    return [Uitkomst(k.gemeente, brieven.get(k.gemeente.pk), redenen[k.gemeente.code]) for k in lijst]


def _niet_aanvaard(kandidaat: Kandidaat, *, telling: bool, begin: bool, betwist: bool) -> str:
    if kandidaat.betwist and not betwist:
        return "Betwist de cijfers: beoordeel deze gemeente apart."
    if kandidaat.voorlopig and not telling:
        return "U heeft de voorlopige telling niet aanvaard."
    if kandidaat.zonder_begin and not begin:
        return "U heeft niet gezegd dat deze gemeente bij trede 0 begint."
    return ""


def _neem_over(door: Lidmaatschap | None, ronde: Toezichtronde, kandidaat: Kandidaat, grond: Gegrond) -> Beoordeling:
    wat = kandidaat.voorstel.uitspraak
    return stel_op(
        grond,
        None,  # who was judged already is no candidate
        door=door,
        ronde=ronde,
        gemeente=kandidaat.gemeente,
        oordeel=wat.oordeel or "",
        trede=wat.trede,
        halfjaartreden=wat.per_halfjaar,
        begintrede=kandidaat.begintrede,
        realisatie_aanvaard=kandidaat.voorlopig is not None,
    )


def _leg_vast(
    door: Lidmaatschap | None, ronde: Toezichtronde, beoordelingen: list[Beoordeling], datum: date
) -> dict[int, Brief]:
    """Record these, each with its letter; the letters by gemeente (id)."""
    beoordelingen = Beoordeling.objects.bulk_create(beoordelingen)
    logboek.schrijf_reeks(
        logboek.regel(
            door=door,
            handeling="beoordeeld",
            op=een,
            gemeente=een.gemeente,
            provincie=ronde.provincie,
            halfjaar=ronde.halfjaar.code,
            ronde=ronde.pk,
        )
        for een in beoordelingen
    )
    brieven = maak_eerste_brieven(door=door, ronde=ronde, beoordelingen=beoordelingen, datum=datum)
    return {brief.beoordeling.gemeente_id: brief for brief in brieven}
