"""Handing a closed round over to the archive."""

import hashlib
from typing import IO

from django.core.exceptions import ValidationError
from django.db import transaction

from organisaties import logboek
from organisaties.models import Lidmaatschap
from organisaties.toegang import eis
from toezicht.models import Toezichtronde
from toezicht.rondestukken.archief import Overdracht, archiefpakket, wat_ontbreekt
from toezicht.rondestukken.mdto import NOG_TE_BEPALEN, WAARDERINGEN
from toezicht.toegang import mag_toezicht_houden


@transaction.atomic
def draag_ronde_over(
    *,
    door: Lidmaatschap | None,
    ronde: Toezichtronde,
    waardering: str = NOG_TE_BEPALEN,
    bewaarjaren: int | None = None,
) -> IO[bytes]:
    """Pack a round of which every letter was sent; the logboek keeps the sha256 of the package."""
    eis(mag_toezicht_houden(door, ronde.provincie))
    if waardering not in WAARDERINGEN:
        raise ValidationError({"waardering": "Kies uit de lijst."})
    if ontbreekt := wat_ontbreekt(ronde, door):
        raise ValidationError(ontbreekt)
    overdracht = Overdracht(ronde, door, waardering, bewaarjaren)
    pakket = archiefpakket(overdracht)
    sha256 = hashlib.file_digest(pakket, "sha256").hexdigest()  # type: ignore[arg-type]
    pakket.seek(0)
    logboek.schrijf(
        door=door,
        handeling="ronde overgedragen",
        op=ronde,
        provincie=ronde.provincie,
        halfjaar=ronde.halfjaar.code,
        bestanden=len(overdracht.inventaris),
        sha256=sha256,
    )
    return pakket
