"""Reading in one file, whole or not at all: check every row, record in one transaction, one line in the logboek."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import IntegrityError, transaction

from organisaties import logboek
from organisaties.invoer import foutbestand
from organisaties.invoer.bestand import Fout, Geweigerd, lees
from organisaties.invoer.soorten import Lezing, Soort, rijen_van
from organisaties.models import Gemeente, Invoerbestand, Lidmaatschap
from organisaties.overnemen import Telling
from organisaties.vastleggen import AlGewijzigd


@dataclass(frozen=True, slots=True)
class Uitslag:
    """What became of a file. With faults and without `goede_rijen` nothing was recorded."""

    telling: Telling
    fouten: list[Fout] = field(default_factory=list)
    opmerkingen: list[str] = field(default_factory=list)
    goede_rijen: int = 0
    foute_rijen: int = 0

    @classmethod
    def geweigerd(cls, reden: str) -> "Uitslag":
        """The file as a whole is refused."""
        return cls(Telling(), [Fout(None, None, reden)])


class NietGelezen(Exception):
    """Ends the transaction with nothing recorded; holds what was found."""

    def __init__(self, uitslag: Uitslag) -> None:
        super().__init__()
        self.uitslag = uitslag


def lees_in(
    soort: Soort,
    inhoud: bytes,
    naam: str,
    *,
    door: Lidmaatschap | None,
    proef: bool = False,
    goede_rijen: bool = False,
    op: datetime | None = None,
    oefengegevens: bool = False,
    bewaar_fouten: Callable[[bytes], None] | None = None,
) -> Uitslag:
    """Read in a file of this kind; `op` is when its facts were recorded (None: now).

    `proef` does everything and then undoes it. `goede_rijen` records the good rows and gives the others to
    `bewaar_fouten` as a file, before anything is final: when that fails, nothing is recorded either.
    """
    try:
        tabel = lees(inhoud, soort.kolommen, soort.optioneel)
    except Geweigerd as geweigerd:
        return Uitslag(Telling(), geweigerd.fouten)
    try:
        with transaction.atomic():
            lezing = Lezing(door, op, opmerkingen=tabel.opmerkingen)
            rijen = rijen_van(tabel)
            gelezen = [(rij, item) for rij, item in soort.lees(rijen, lezing) if not rij.fouten]
            fouten = [fout for rij in rijen for fout in rij.fouten]
            uitslag = Uitslag(
                Telling(overgeslagen=lezing.dubbelen.aantal),
                fouten,
                lezing.opmerkingen,
                foute_rijen=sum(bool(rij.fouten) for rij in rijen),
            )
            if fouten and (proef or not goede_rijen):
                raise NietGelezen(uitslag)
            items = [item for _, item in gelezen]
            bestand = Invoerbestand.objects.create(
                soort=soort.naam,
                naam=naam[:200],
                sha256=hashlib.sha256(inhoud).hexdigest(),
                ingelezen_door_id=door.gebruiker_id if door else None,
                oefengegevens=oefengegevens,
            )
            telling = soort.schrijf(items, door=door, invoerbestand=bestand, op=op)
            telling += Telling(overgeslagen=lezing.dubbelen.aantal)
            _sluit_af(bestand, telling, {pk for item in items for pk in soort.gemeenten(item)}, door)
            uitslag = Uitslag(
                telling, fouten, lezing.opmerkingen, len(rijen) - uitslag.foute_rijen, uitslag.foute_rijen
            )
            if fouten and bewaar_fouten is not None:
                bewaar_fouten(foutbestand.schrijf(tabel, rijen))
            if proef:
                raise NietGelezen(uitslag)
            return uitslag
    except NietGelezen as niet:
        return niet.uitslag
    except (AlGewijzigd, IntegrityError):
        reden = "Iemand anders heeft intussen dezelfde regels gewijzigd. Er is niets vastgelegd; probeer het opnieuw."
        return Uitslag.geweigerd(reden)


def _sluit_af(bestand: Invoerbestand, telling: Telling, gemeenten: set[int], door: Lidmaatschap | None) -> None:
    """One line in the logboek; of a file that changed nothing (sent again) nothing is kept."""
    if not telling.gewijzigd:
        bestand.delete()
        return
    logboek.schrijf(
        door=door,
        handeling="bestand ingelezen",
        op=bestand,
        gemeente=Gemeente.objects.get(pk=min(gemeenten)) if len(gemeenten) == 1 else None,
        soort_bestand=bestand.soort,
        nieuw=telling.nieuw,
        vervangen=telling.vervangen,
        overgeslagen=telling.overgeslagen,
    )
