"""The dossier of a gemeente: recording what happened, correcting it, taking it back."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from organisaties import logboek
from organisaties.acties.teksten import eis_zonder_persoonsgegevens
from organisaties.models import Gemeente, Lidmaatschap
from organisaties.toegang import eis
from organisaties.vastleggen import leg_vast, trek_in
from taakstelling.regels.werkdagen import eerste_werkdag
from toezicht.models import Brief, Dossierstuk
from toezicht.regels.dossier import Stuk, Stuksoort, fout_in_verband, fouten_in_stuk
from toezicht.regels.resultaat import datum as voluit
from toezicht.toegang import mag_toezicht_houden


@transaction.atomic
def leg_stuk_vast(
    *,
    door: Lidmaatschap | None,
    gemeente: Gemeente,
    soort: Stuksoort,
    datum: date,
    omschrijving: str = "",
    uiterlijk: date | None = None,
    hoort_bij: Dossierstuk | None = None,
    brief: Brief | None = None,
) -> Dossierstuk:
    """Record one piece of the dossier that the provincie of this gemeente keeps.

    `uiterlijk` moves to the first working day (see `toezicht/regels/komt_nu.py`): compare it with what was asked to
    tell so. Raises GeenToegang and ValidationError (per field).
    """
    eis(mag_toezicht_houden(door, gemeente.provincie))
    # The lock makes two supervisors who judge one plan take turns.
    gemeente = Gemeente.objects.select_for_update(of=("self",)).select_related("provincie").get(pk=gemeente.pk)
    rij = Dossierstuk(
        provincie=gemeente.provincie,
        gemeente=gemeente,
        soort=soort,
        datum=datum,
        uiterlijk=eerste_werkdag(uiterlijk) if uiterlijk else None,
        omschrijving=omschrijving.strip(),
        hoort_bij=hoort_bij,
        brief=brief,
    )
    _toets(rij)
    leg_vast(rij, door=door)
    _log(door, "stuk vastgelegd", rij)
    return rij


@transaction.atomic
def vervang_stuk(
    *,
    door: Lidmaatschap | None,
    stuk: Dossierstuk,
    datum: date,
    omschrijving: str = "",
    uiterlijk: date | None = None,
    reden: str,
) -> Dossierstuk:
    """Correct a piece: the old row is withdrawn for `reden`. What it is and what it goes on from stays.

    Raises GeenToegang, AlGewijzigd (somebody else was first) and ValidationError (per field).
    """
    eis(mag_toezicht_houden(door, stuk.provincie))
    Gemeente.objects.select_for_update(of=("self",)).get(pk=stuk.gemeente_id)
    rij = Dossierstuk(
        provincie=stuk.provincie,
        gemeente=stuk.gemeente,
        soort=stuk.soort,
        datum=datum,
        uiterlijk=eerste_werkdag(uiterlijk) if uiterlijk else None,
        omschrijving=omschrijving.strip(),
        hoort_bij=stuk.hoort_bij,
        brief=stuk.brief,
    )
    _eis_reden(reden)
    _toets(rij, oud=stuk)
    vervolg = _vervolg_op(stuk).order_by("datum").first()
    if vervolg is not None and vervolg.datum < datum:
        zin = f"Kies een datum op of voor {voluit(vervolg.datum)}, de dag van “{vervolg.get_soort_display()}”."
        raise ValidationError({"datum": zin})
    leg_vast(rij, door=door, vervangt=stuk, reden=reden.strip())
    _log(door, "stuk verbeterd", rij)
    return rij


@transaction.atomic
def trek_stuk_in(*, door: Lidmaatschap | None, stuk: Dossierstuk, reden: str) -> None:
    """Take a piece back; it stays readable for whoever keeps the books. Refused while another one goes on from it.

    Raises GeenToegang, AlGewijzigd and ValidationError.
    """
    eis(mag_toezicht_houden(door, stuk.provincie))
    Gemeente.objects.select_for_update(of=("self",)).get(pk=stuk.gemeente_id)
    _eis_reden(reden)
    if (vervolg := _vervolg_op(stuk).first()) is not None:
        raise ValidationError(
            f"Hierop is een vervolg vastgelegd: “{vervolg.get_soort_display()}” van {voluit(vervolg.datum)}. "
            "Trek dat eerst in."
        )
    trek_in(stuk, door=door, reden=reden.strip())
    _log(door, "stuk ingetrokken", stuk)


def als_stuk(rij: Dossierstuk) -> Stuk:
    return Stuk(rij.pk or 0, Stuksoort(rij.soort), rij.datum, rij.uiterlijk, rij.hoort_bij_id)


def _toets(rij: Dossierstuk, oud: Dossierstuk | None = None) -> None:
    """Refuse what is wrong with a piece by itself, with what it goes on from, or with its letter."""
    fout = fouten_in_stuk(als_stuk(rij), timezone.localdate(), rij.omschrijving)
    eerder: Dossierstuk | None = rij.hoort_bij
    van_wie = {rij.gemeente_id, *rij.gemeente.voorgangers.values_list("pk", flat=True)}
    if eerder is not None and (eerder.provincie_id != rij.provincie_id or eerder.gemeente_id not in van_wie):
        raise ValidationError({"hoort_bij": "Dit stuk is van een ander dossier."})
    # On correcting, what it goes on from may have been corrected as well: then it holds a newer version.
    if eerder is not None and oud is None and eerder.ingetrokken_op is not None:
        raise ValidationError({"hoort_bij": "Dit stuk is intussen verbeterd of ingetrokken. Kies het opnieuw."})
    gevolgd = oud is None and eerder is not None and _vervolg_op(eerder).exists()
    if zin := fout_in_verband(als_stuk(rij), als_stuk(eerder) if eerder else None, gevolgd):
        fout.setdefault("datum" if zin.startswith("Kies een datum") else "hoort_bij", zin)
    if zin := _fout_in_brief(rij, van_wie):
        fout.setdefault("datum" if zin.startswith("Kies een datum") else "brief", zin)
    if fout:
        raise ValidationError(fout)
    eis_zonder_persoonsgegevens({"omschrijving": rij.omschrijving})


def _fout_in_brief(rij: Dossierstuk, van_wie: set[int]) -> str | None:
    """An antwoord is on a letter that was sent to this gemeente; nothing else is."""
    brief: Brief | None = rij.brief
    if rij.soort != Stuksoort.ANTWOORD:
        return None if brief is None else "Alleen een antwoord hoort bij een brief."
    if brief is None or brief.status != Brief.Status.VERZONDEN:
        return "Kies de verzonden brief waarop de gemeente antwoordt."
    van = brief.beoordeling
    if van.gemeente_id not in van_wie or van.ronde.provincie_id != rij.provincie_id:
        return "Deze brief is van een ander dossier."
    return None if rij.datum >= brief.datum else f"Kies een datum op of na de briefdatum {voluit(brief.datum)}."


def _vervolg_op(stuk: Dossierstuk) -> models.QuerySet[Dossierstuk]:
    """The valid pieces that go on from this one, whichever of its versions they name."""
    versies, ouder = [stuk.pk], stuk.vervangt
    while ouder is not None:
        versies.append(ouder.pk)
        ouder = ouder.vervangt
    rijen: models.QuerySet[Dossierstuk] = Dossierstuk.objects.bekend().filter(hoort_bij__in=versies)
    return rijen


def _eis_reden(reden: str) -> None:
    if not reden.strip():
        raise ValidationError({"reden": "Schrijf op waarom."})
    eis_zonder_persoonsgegevens({"reden": reden})


def _log(door: Lidmaatschap | None, handeling: str, stuk: Dossierstuk) -> None:
    logboek.schrijf(
        door=door, handeling=handeling, op=stuk, gemeente=stuk.gemeente, provincie=stuk.provincie, soort=stuk.soort
    )
