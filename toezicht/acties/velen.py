"""Deciding about many gemeenten at once, each as the kader proposes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from organisaties.models import Gemeente, Lidmaatschap
from organisaties.toegang import eis
from organisaties.vastleggen import AlGewijzigd
from toezicht.acties.beoordelingen import beoordeel
from toezicht.acties.brieven import maak_brief
from toezicht.kandidaten import Kandidaat, kandidaten
from toezicht.models import Brief, Toezichtronde
from toezicht.regels.termijnen import foute_briefdatum
from toezicht.toegang import mag_toezicht_houden


@dataclass(frozen=True)
class Uitkomst:
    """What came of one gemeente: its letter, or why nothing was decided."""

    gemeente: Gemeente
    brief: Brief | None
    reden: str = ""


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
    eis(mag_toezicht_houden(door, ronde.provincie))
    if fout := foute_briefdatum(datum, ronde.halfjaar, timezone.localdate()):
        raise ValidationError({"datum": fout})
    uit = []
    for kandidaat in kandidaten(ronde, gezien.keys()):
        reden = kandidaat.weg or _niet_aanvaard(
            kandidaat, telling=telling_aanvaard, begin=begin_aanvaard, betwist=betwist_aanvaard
        )
        if not reden and kandidaat.merk != gezien[kandidaat.gemeente.code]:
            reden = "Het voorstel is intussen veranderd. Bekijk het opnieuw."
        brief = None
        if not reden:
            try:
                brief = _neem_over(door, ronde, kandidaat, datum)
            except (ValidationError, AlGewijzigd) as fout:
                reden = " ".join(fout.messages) if isinstance(fout, ValidationError) else str(fout)
        uit.append(Uitkomst(kandidaat.gemeente, brief, reden))
    return uit


def _niet_aanvaard(kandidaat: Kandidaat, *, telling: bool, begin: bool, betwist: bool) -> str:
    if kandidaat.betwist and not betwist:
        return "Betwist de cijfers: beoordeel deze gemeente apart."
    if kandidaat.voorlopig and not telling:
        return "U heeft de voorlopige telling niet aanvaard."
    if kandidaat.zonder_begin and not begin:
        return "U heeft niet gezegd dat deze gemeente bij trede 0 begint."
    return ""


@transaction.atomic
def _neem_over(door: Lidmaatschap | None, ronde: Toezichtronde, kandidaat: Kandidaat, datum: date) -> Brief:
    wat = kandidaat.voorstel.uitspraak
    beoordeling = beoordeel(
        door=door,
        ronde=ronde,
        gemeente=kandidaat.gemeente,
        oordeel=wat.oordeel or "",
        trede=wat.trede,
        halfjaartreden=wat.per_halfjaar,
        begintrede=kandidaat.voorstel.voorstel.van
        if kandidaat.zonder_begin and kandidaat.voorstel.voorstel is not None
        else None,
        realisatie_aanvaard=kandidaat.voorlopig is not None,
    )
    return maak_brief(door=door, beoordeling=beoordeling, datum=datum)
