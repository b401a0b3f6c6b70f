"""The work on an offered file: check it, read it in, undo it. Each can be done again after a crash."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from organisaties import achtergrond
from organisaties.achtergrond import Voortgang
from organisaties.invoer import foutbestand
from organisaties.invoer.aanbieden import CONTROLEREN, INLEZEN, TERUGDRAAIEN
from organisaties.invoer.bestand import Fout, Geweigerd, zonder_persoon
from organisaties.invoer.foutbestand import tekst_van
from organisaties.invoer.inlezen import NIET_VASTGELEGD, Controle, controleer, leg_vast, proef, reden_van
from organisaties.invoer.soorten import Rij, alle_soorten
from organisaties.invoer.terugdraaien import draai_terug
from organisaties.models import Bestandsinhoud, Invoerbestand, Lidmaatschap
from organisaties.toegang import Besluit, eis

Fase = Invoerbestand.Fase
MEESTE_GETOOND = 100
"""Rows with faults, and warnings, that the page shows; the file that goes back has them all."""
_VOORBEELD = 10


def meld_aan() -> None:
    achtergrond.registreer(CONTROLEREN, controleer_bestand)
    achtergrond.registreer(INLEZEN, lees_bestand_in)
    achtergrond.registreer(TERUGDRAAIEN, draai_bestand_terug)


def controleer_bestand(voortgang: Voortgang) -> None:
    """Check an offered file and keep what was found, for the page on which somebody decides."""
    bestand, door = _begin(voortgang, Fase.AANGEBODEN)
    if bestand is None:
        return
    inhoud = Bestandsinhoud.objects.get(bestand=bestand)
    ruw = bytes(inhoud.ruw)
    try:
        controle = controleer(alle_soorten()[bestand.soort], ruw, door=door, teller=voortgang)
    except Geweigerd as geweigerd:
        _bewaar(inhoud, Fase.GEWEIGERD, {"weigering": _als_json(geweigerd.fouten)})
        return
    voortgang.stap("Kijken wat er nieuw is")
    bevindingen = bevindingen_van(controle, bestand)
    telling = {}
    try:
        gevonden = proef(controle, bestand, door=door)
        telling = {"nieuw": gevonden.nieuw, "vervangen": gevonden.vervangen, "overgeslagen": gevonden.overgeslagen}
    except NIET_VASTGELEGD as fout:
        bevindingen["weigering"] = _als_json([Fout(None, None, reden_van(fout))])
        _bewaar(inhoud, Fase.GEWEIGERD, bevindingen)
        return
    if controle.fouten:
        inhoud.foutbestand = foutbestand.schrijf(controle.tabel, controle.rijen, als=ruw, alles=True, bewaren=True)
    _bewaar(
        inhoud,
        Fase.GECONTROLEERD,
        bevindingen,
        rijen=len(controle.rijen),
        foute_rijen=controle.foute_rijen,
        **telling,
    )


def lees_bestand_in(voortgang: Voortgang) -> None:
    """Read in a confirmed file, in one transaction that also says it is done: so it is done once, or not at all."""
    bestand, door = _begin(voortgang, Fase.BEVESTIGD)
    if bestand is None:
        return
    inhoud = Bestandsinhoud.objects.get(bestand=bestand)
    ruw = bytes(inhoud.ruw)
    controle = controleer(alle_soorten()[bestand.soort], ruw, door=door, teller=voortgang)
    if controle.foute_rijen > (bestand.foute_rijen if bestand.alleen_goede else 0):
        # Something changed since it was looked at: somebody looks again.
        bestand.fase = Fase.AANGEBODEN
        bestand.save(update_fields=["fase"])
        controleer_bestand(voortgang)
        return
    voortgang.stap("De rijen vastleggen")
    try:
        with transaction.atomic():
            deze = Invoerbestand.objects.select_for_update().get(pk=bestand.pk)
            if deze.fase != Fase.BEVESTIGD:
                return
            leg_vast(controle, deze, door=door)
            if controle.fouten:
                inhoud.foutbestand = foutbestand.schrijf(controle.tabel, controle.rijen, als=ruw, bewaren=True)
            _bewaar(inhoud, Fase.INGELEZEN, inhoud.bevindingen)
    except NIET_VASTGELEGD as fout:
        bevindingen = inhoud.bevindingen | {"niet_nu": reden_van(fout)}
        _bewaar(inhoud, Fase.GECONTROLEERD, bevindingen)


def draai_bestand_terug(voortgang: Voortgang) -> None:
    bestand, door = _begin(voortgang, Fase.TERUG)
    if bestand is not None:
        voortgang.stap("De rijen terugdraaien")
        draai_terug(bestand, door=door)


def _begin(voortgang: Voortgang, fase: str) -> tuple[Invoerbestand | None, Lidmaatschap | None]:
    """The file, when it still is in this phase, and for whom; who lost the role in the meantime may no longer."""
    bestand = Invoerbestand.objects.filter(pk=voortgang.taak.voorwerp_id, fase=fase).first()
    taak = voortgang.taak
    door = Lidmaatschap.objects.select_related("gebruiker", "gemeente", "regio", "provincie", "corporatie").filter(
        pk=taak.lidmaatschap_id
    )
    lid = door.first()
    if lid is not None and (lid.beeindigd_op is not None or not lid.gebruiker.is_active):
        eis(Besluit(mag=False, reden="Deze rol is beëindigd."))
    return bestand, lid


def bevindingen_van(controle: Controle, bestand: Invoerbestand) -> dict[str, Any]:
    """What the page shows of a checked file. Holds cells, so it lives and goes with the content."""
    eerder = (
        Invoerbestand.objects.filter(soort=bestand.soort, sha256=bestand.sha256, fase=Fase.INGELEZEN)
        .exclude(pk=bestand.pk)
        .first()
    )
    kolommen = sorted(controle.tabel.kolommen, key=lambda naam: controle.tabel.kolommen[naam])
    fout = [rij for rij in controle.rijen if rij.fouten]
    waarschuwingen = controle.waarschuwingen
    return {
        "opmerkingen": controle.lezing.opmerkingen[:MEESTE_GETOOND],
        "eerder": eerder.pk if eerder else None,
        "kolommen": kolommen,
        "voorbeeld": [
            {"rij": rij.nummer, "cellen": [_kort(tekst_van(rij.cel(naam))) for naam in kolommen]}
            for rij in [rij for rij in controle.rijen if not rij.fouten][:_VOORBEELD]
        ],
        "fouten": [_foute_rij(rij, kolommen) for rij in fout[:MEESTE_GETOOND]],
        "samenvatting": _samenvatting(controle.fouten),
        "waarschuwingen": _als_json(waarschuwingen[:MEESTE_GETOOND]),
        "waarschuwingen_per_soort": _samenvatting(waarschuwingen),
        "aantal_waarschuwingen": len(waarschuwingen),
    }


def _foute_rij(rij: Rij, kolommen: Sequence[str]) -> dict[str, Any]:
    """A row with its faults: at the cell where they are in one, the others beside the row."""
    return {
        "rij": rij.nummer,
        "cellen": [
            {"kolom": naam, "waarde": _kort(zonder_persoon(tekst_van(rij.cel(naam)))), "redenen": redenen}
            for naam in kolommen
            if (redenen := [fout.reden for fout in rij.fouten if fout.kolom == naam])
        ],
        "overig": [str(Fout(None, f.kolom, f.reden)) for f in rij.fouten if f.kolom not in kolommen],
    }


def _kort(tekst: str) -> str:
    return tekst if len(tekst) <= 80 else f"{tekst[:80]}…"  # noqa: PLR2004  # a line on the screen


def _samenvatting(fouten: Sequence[Fout]) -> list[dict[str, Any]]:
    """Faults of one kind together: the column, the text, how often, and the first rows; the most frequent first."""
    soorten: dict[tuple[str, str], list[int]] = {}
    for fout in fouten:
        soorten.setdefault((fout.kolom or "", fout.reden), []).append(fout.rij or 0)
    op_aantal = sorted(soorten.items(), key=lambda paar: -len(paar[1]))[:MEESTE_GETOOND]
    return [
        {"kolom": kolom, "reden": reden, "aantal": len(rijen), "rijen": rijen[:5]}
        for (kolom, reden), rijen in op_aantal
    ]


def _als_json(fouten: Sequence[Fout]) -> list[dict[str, Any]]:
    return [{"rij": fout.rij, "kolom": fout.kolom, "reden": fout.reden} for fout in fouten]


@transaction.atomic
def _bewaar(inhoud: Bestandsinhoud, fase: str, bevindingen: dict[str, Any], **velden: int) -> None:
    inhoud.bevindingen = bevindingen
    if fase in (Fase.GEWEIGERD, Fase.INGELEZEN):
        inhoud.ruw = b""  # nothing is read from it any more
    inhoud.save(update_fields=["ruw", "bevindingen", "foutbestand"])
    Invoerbestand.objects.filter(pk=inhoud.bestand_id).update(fase=fase, **velden)
