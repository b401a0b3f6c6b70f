"""How a gemeente works: its terms, and who stands in for whom."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from organisaties import logboek
from organisaties.acties.versies import eis_versie
from organisaties.models import Gemeente, Lidmaatschap
from organisaties.toegang import eis
from taakstelling.models import Koppeltermijn, Vervanging
from taakstelling.overzicht.huishoudens import collegas
from taakstelling.regels.koppelklok import Termijnen
from taakstelling.toegang import mag_werkafspraken_maken


@transaction.atomic
def stel_termijnen_in(
    *, door: Lidmaatschap | None, gemeente: Gemeente, termijnen: Termijnen, versie: str | None = None
) -> Koppeltermijn:
    """Set the terms of a gemeente. They work for every koppeling at once: a signal has no history.

    Raises GeenToegang, ValidationError and AlGewijzigd.
    """
    eis(mag_werkafspraken_maken(door, gemeente))
    eis_versie(Koppeltermijn.objects.select_for_update().filter(gemeente=gemeente).first(), versie)
    rij = Koppeltermijn.objects.get_or_create(gemeente=gemeente)[0]
    for veld in ("weken_woning", "weken_verhuizing", "bewaarmaanden"):
        setattr(rij, veld, getattr(termijnen, veld))
    rij.full_clean()
    rij.save()
    logboek.schrijf(door=door, handeling="koppeltermijnen ingesteld", op=rij, gemeente=gemeente)
    return rij


@transaction.atomic
def leg_vervanging_vast(
    *, door: Lidmaatschap, afwezig: Lidmaatschap, vervanger: Lidmaatschap, van: date, tot: date
) -> Vervanging:
    """A colleague gets somebody's tasks from `van` up to `tot` (exclusive). Raises GeenToegang and ValidationError."""
    assert door.gemeente is not None
    eis(mag_werkafspraken_maken(door, door.gemeente))
    eigen = set(collegas([door.gemeente]).values_list("pk", flat=True))
    if afwezig.pk not in eigen or vervanger.pk not in eigen:
        raise ValidationError({"vervanger": ["Kies twee collega's van uw eigen gemeente."]})
    if afwezig == vervanger:
        raise ValidationError({"vervanger": ["Kies een andere collega dan wie er afwezig is."]})
    if tot <= van:
        raise ValidationError({"tot_en_met": ["Kies een laatste dag op of na de eerste dag."]})
    samen = Vervanging.objects.select_for_update().filter(afwezig=afwezig, van__lt=tot, tot__gt=van)
    if samen.exists():
        raise ValidationError({"van": ["In deze dagen is er al een vervanger. Verwijder die eerst."]})
    rij = Vervanging.objects.create(afwezig=afwezig, vervanger=vervanger, van=van, tot=tot)
    logboek.schrijf(door=door, handeling="vervanging vastgelegd", op=rij, gemeente=door.gemeente)
    return rij


@transaction.atomic
def verwijder_vervanging(*, door: Lidmaatschap, vervanging: Vervanging) -> None:
    """End a stand-in; the tasks go back."""
    assert vervanging.afwezig.gemeente is not None
    eis(mag_werkafspraken_maken(door, vervanging.afwezig.gemeente))
    logboek.schrijf(door=door, handeling="vervanging verwijderd", op=vervanging, gemeente=vervanging.afwezig.gemeente)
    vervanging.delete()
