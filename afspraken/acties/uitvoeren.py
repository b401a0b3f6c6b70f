"""Around an agreement: documents, overleg, the dates of a year, the uitvoeringsagenda."""

import hashlib
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction

from afspraken.acties.overeenkomsten import gemeente_bij
from afspraken.acties.schoon import eis_schoon
from afspraken.documenten import bekijk
from afspraken.models import (
    Afspraak,
    Afspraakdocument,
    Jaarcyclus,
    Overleg,
    Partij,
    Prestatieafspraak,
    Uitvoering,
)
from afspraken.regels.cyclus import Jaardatums, Overlegsoort, standaard
from afspraken.toegang import mag_afspraken_wijzigen
from organisaties import logboek
from organisaties.models import Lidmaatschap
from organisaties.toegang import eis
from organisaties.vastleggen import leg_vast, trek_in

EERSTE_JAAR, LAATSTE_JAAR = 2000, 2100


@transaction.atomic
def voeg_document_toe(
    *,
    door: Lidmaatschap | None,
    prestatieafspraak: Prestatieafspraak,
    titel: str,
    inhoud: bytes,
    vervangt: Afspraakdocument | None = None,
) -> Afspraakdocument:
    """Attach a PDF; with `vervangt` it is the next version of that one, which stays to be read.

    Raises GeenToegang, AlGewijzigd; ValidationError: not a PDF, too large.
    """
    eis(mag_afspraken_wijzigen(door, prestatieafspraak))
    if vervangt is not None and vervangt.prestatieafspraak_id != prestatieafspraak.pk:
        raise ValidationError("Dit document hoort bij andere afspraken.")
    eis_schoon(titel=titel)
    document = Afspraakdocument(
        prestatieafspraak=prestatieafspraak,
        titel=vervangt.titel if vervangt else titel.strip(),
        versie=vervangt.versie + 1 if vervangt else 1,
        bladzijden=bekijk(inhoud),
        grootte=len(inhoud),
        sha256=hashlib.sha256(inhoud).hexdigest(),
        inhoud=inhoud,
    )
    leg_vast(document, door=door, vervangt=vervangt, reden="Vervangen door een nieuwe versie" if vervangt else "")
    _schrijf(door, "document toegevoegd", prestatieafspraak, document=document.pk)
    return document


@transaction.atomic
def trek_document_in(*, door: Lidmaatschap | None, document: Afspraakdocument, reden: str) -> None:
    """Take a document away with its bytes, so that what should not have been shared is gone; the line stays."""
    eis(mag_afspraken_wijzigen(door, document.prestatieafspraak))
    eis_schoon(reden=reden)
    if document.ingetrokken_op is None:
        trek_in(document, door=door, reden=reden)  # an older version was withdrawn when the next one came
    # The one change that the guard allows beside withdrawing.
    models.QuerySet.update(Afspraakdocument.objects.filter(pk=document.pk), inhoud=None)
    _schrijf(door, "document ingetrokken", document.prestatieafspraak, document=document.pk)


@transaction.atomic
def leg_cyclus_vast(
    *, door: Lidmaatschap | None, prestatieafspraak: Prestatieafspraak, jaar: int, datums: Jaardatums
) -> Jaarcyclus | None:
    """Other dates for a year than the law has; those of the law again withdraw what was agreed otherwise."""
    eis(mag_afspraken_wijzigen(door, prestatieafspraak))
    if not EERSTE_JAAR <= jaar <= LAATSTE_JAAR:
        raise ValidationError(f"Kies een jaar van {EERSTE_JAAR} tot en met {LAATSTE_JAAR}.")
    if not datums.overleg <= datums.bod:
        raise ValidationError({"bod": "Het bod komt na het verzoek om overleg. Kies een latere dag."})
    Prestatieafspraak.objects.select_for_update().get(pk=prestatieafspraak.pk)
    oud: Jaarcyclus | None = Jaarcyclus.objects.bekend().filter(prestatieafspraak=prestatieafspraak, jaar=jaar).first()
    if (oud.datums if oud else standaard(jaar)) == datums:
        return oud
    rij = None
    if datums == standaard(jaar):
        assert oud is not None
        trek_in(oud, door=door, reden="De wettelijke datums gelden weer")
    else:
        rij = Jaarcyclus(
            prestatieafspraak=prestatieafspraak,
            jaar=jaar,
            overleg=datums.overleg,
            bod=datums.bod,
            bericht=datums.bericht,
        )
        leg_vast(rij, door=door, vervangt=oud)
    _schrijf(door, "cyclus vastgelegd", prestatieafspraak, jaar=jaar)
    return rij


@transaction.atomic
def leg_overleg_vast(
    *,
    door: Lidmaatschap | None,
    prestatieafspraak: Prestatieafspraak,
    soort: Overlegsoort,
    datum: date,
    onderwerp: str = "",
) -> Overleg:
    """Record a meeting, planned or held."""
    eis(mag_afspraken_wijzigen(door, prestatieafspraak))
    eis_schoon(onderwerp=onderwerp)
    rij = Overleg(prestatieafspraak=prestatieafspraak, soort=soort.value, datum=datum, onderwerp=onderwerp.strip())
    leg_vast(rij, door=door)
    _schrijf(door, "overleg vastgelegd", prestatieafspraak, overleg=rij.pk)
    return rij


@transaction.atomic
def trek_overleg_in(*, door: Lidmaatschap | None, overleg: Overleg, reden: str) -> None:
    """It did not take place, or on another day."""
    eis(mag_afspraken_wijzigen(door, overleg.prestatieafspraak))
    eis_schoon(reden=reden)
    trek_in(overleg, door=door, reden=reden)
    _schrijf(door, "overleg ingetrokken", overleg.prestatieafspraak, overleg=overleg.pk)


@transaction.atomic
def leg_uitvoering_vast(
    *,
    door: Lidmaatschap | None,
    afspraak: Afspraak,
    aanpak: str,
    regie: Partij | None = None,
    klaar_op: date | None = None,
) -> Uitvoering:
    """A line of the uitvoeringsagenda; again replaces it. Without `regie` who leads stays as it was signed.

    Raises GeenToegang and ValidationError (not signed yet, a party of another agreement).
    """
    rij: Prestatieafspraak = Prestatieafspraak.objects.select_for_update().get(pk=afspraak.thema.prestatieafspraak_id)
    eis(mag_afspraken_wijzigen(door, rij))
    if rij.is_concept:
        raise ValidationError("De uitvoeringsagenda komt na de ondertekening. Leg regie en planning vast in de tekst.")
    if regie is not None and regie.prestatieafspraak_id != rij.pk:
        raise ValidationError({"regie": "Kies een partij bij deze afspraken."})
    eis_schoon(aanpak=aanpak)
    oud = Uitvoering.objects.bekend().filter(afspraak=afspraak).first()
    regel = Uitvoering(afspraak=afspraak, regie=regie, aanpak=aanpak.strip(), klaar_op=klaar_op)
    leg_vast(regel, door=door, vervangt=oud, reden="Bijgesteld" if oud else "")
    _schrijf(door, "uitvoering vastgelegd", rij, afspraak=afspraak.pk)
    return regel


def _schrijf(door: Lidmaatschap | None, handeling: str, rij: Prestatieafspraak, **gegevens: Any) -> None:
    logboek.schrijf(door=door, handeling=handeling, op=rij, gemeente=gemeente_bij(rij), **gegevens)
