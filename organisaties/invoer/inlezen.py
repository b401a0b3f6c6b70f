"""Reading in one file, whole or not at all: check every row, record in one transaction, one line in the logboek.

The command does it in one go (`lees_in`). In the browser somebody looks in between: `controleer` and `proef` first,
and `leg_vast` once they said yes (`organisaties/acties/invoer.py`).
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from organisaties import logboek
from organisaties.invoer import foutbestand
from organisaties.invoer.bestand import Fout, Geweigerd, Tabel, bestandsnaam, lees
from organisaties.invoer.soorten import Lezing, Rij, Soort, rijen_van
from organisaties.models import Gemeente, Invoerbestand, Lidmaatschap
from organisaties.overnemen import Telling
from organisaties.toegang import GeenToegang
from organisaties.vastleggen import AlGewijzigd

NIET_NU = "Iemand anders heeft intussen dezelfde regels gewijzigd. Er is niets vastgelegd; probeer het opnieuw."


class Teller(Protocol):
    """Who wants to know how far the check is."""

    def stap(self, naam: str, totaal: int = 0) -> None: ...

    def gedaan(self, aantal: int) -> None: ...


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


@dataclass(frozen=True, slots=True)
class Controle:
    """A file that was read and of which every row was checked; nothing is recorded yet."""

    soort: Soort
    tabel: Tabel
    lezing: Lezing
    rijen: list[Rij]
    items: list[Any]
    """What the good rows say, for the kind's `schrijf`."""

    @property
    def fouten(self) -> list[Fout]:
        return [fout for rij in self.rijen for fout in rij.fouten]

    @property
    def foute_rijen(self) -> int:
        return sum(bool(rij.fouten) for rij in self.rijen)

    @property
    def waarschuwingen(self) -> list[Fout]:
        """Of the good rows: a bad one is looked at anyway."""
        return [fout for rij in self.rijen if not rij.fouten for fout in rij.waarschuwingen]


class _Gevolgd(list[Rij]):
    """The rows, telling somebody how far the check has come in them."""

    def __init__(self, rijen: Sequence[Rij], teller: Teller) -> None:
        super().__init__(rijen)
        self.teller = teller

    def __iter__(self) -> Iterator[Rij]:
        for nummer, rij in enumerate(super().__iter__()):
            if not nummer % 100:
                self.teller.gedaan(nummer)
            yield rij


class _Proef(Exception):
    """Ends the transaction with nothing recorded."""


def controleer(
    soort: Soort, inhoud: bytes, *, door: Lidmaatschap | None, op: datetime | None = None, teller: Teller | None = None
) -> Controle:
    """Read the file and check every row, without writing anything. Raises Geweigerd: the file as a whole is wrong."""
    if teller:
        teller.stap("Het bestand lezen")
    tabel = lees(inhoud, soort.kolommen, soort.optioneel)
    lezing = Lezing(door, op, opmerkingen=tabel.opmerkingen)
    rijen = rijen_van(tabel)
    if teller:
        teller.stap("De rijen controleren", len(rijen))
        rijen = _Gevolgd(rijen, teller)
    items = [item for rij, item in soort.lees(rijen, lezing) if not rij.fouten]
    return Controle(soort, tabel, lezing, rijen, items)


def leg_vast(controle: Controle, bestand: Invoerbestand, *, door: Lidmaatschap | None) -> Telling:
    """Record the good rows of a checked file, in the transaction of the caller, with a line in the logboek.

    Raises what the acts raise: GeenToegang, AlGewijzigd, IntegrityError, ValidationError.
    """
    soort, lezing = controle.soort, controle.lezing
    telling = soort.schrijf(controle.items, door=door, invoerbestand=bestand, op=lezing.op)
    telling += Telling(overgeslagen=lezing.dubbelen.aantal)
    Invoerbestand.objects.filter(pk=bestand.pk).update(
        rijen=len(controle.rijen),
        foute_rijen=controle.foute_rijen,
        nieuw=telling.nieuw,
        vervangen=telling.vervangen,
        overgeslagen=telling.overgeslagen,
    )
    if telling.gewijzigd:
        gemeenten = {pk for item in controle.items for pk in soort.gemeenten(item)}
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
    return telling


def proef(controle: Controle, bestand: Invoerbestand, *, door: Lidmaatschap | None) -> Telling:
    """What `leg_vast` would do: it is done, and undone. Raises the same."""
    uit: list[Telling] = []
    try:
        with transaction.atomic():
            uit.append(leg_vast(controle, bestand, door=door))
            raise _Proef
    except _Proef:
        return uit[0]


def reden_van(fout: Exception) -> str:
    """Why the acts did not record the file, as its sender reads it."""
    if isinstance(fout, ValidationError):
        return " ".join(fout.messages)
    return str(fout) if isinstance(fout, GeenToegang) else NIET_NU


NIET_VASTGELEGD = (GeenToegang, ValidationError, AlGewijzigd, IntegrityError)


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
        controle = controleer(soort, inhoud, door=door, op=op)
    except Geweigerd as geweigerd:
        return Uitslag(Telling(), geweigerd.fouten)
    fouten, fout_aantal, opmerkingen = controle.fouten, controle.foute_rijen, controle.lezing.opmerkingen
    goed = len(controle.rijen) - fout_aantal
    if fouten and (proef or not goede_rijen):
        dubbel = Telling(overgeslagen=controle.lezing.dubbelen.aantal)
        return Uitslag(dubbel, fouten, opmerkingen, foute_rijen=fout_aantal)
    telling = Telling()
    try:
        with transaction.atomic():
            bestand = Invoerbestand.objects.create(
                soort=soort.naam,
                naam=bestandsnaam(naam, soort.naam),
                sha256=hashlib.sha256(inhoud).hexdigest(),
                ingelezen_door_id=door.gebruiker_id if door else None,
                lidmaatschap=door,
                alleen_goede=bool(fouten),
                oefengegevens=oefengegevens,
            )
            telling = leg_vast(controle, bestand, door=door)
            if not telling.gewijzigd:
                bestand.delete()  # sent again: it changed nothing, so nothing of it is kept
            if fouten and bewaar_fouten is not None:
                bewaar_fouten(foutbestand.schrijf(controle.tabel, controle.rijen))
            if proef:
                raise _Proef
    except _Proef:
        pass
    except NIET_VASTGELEGD as fout:
        return Uitslag.geweigerd(reden_van(fout))
    return Uitslag(telling, fouten, opmerkingen, goed, fout_aantal)
