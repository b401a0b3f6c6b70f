"""The gemeenten of a round beside the round before: stand, trend, oordeel, trede and letter. Unit: personen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Unpack

from organisaties.models import Lidmaatschap
from organisaties.regels.tijd import Zicht, gedaan_op
from toezicht.kaders import geldend_kader
from toezicht.models import Beoordeling, Brief, Toezichtronde
from toezicht.overzicht import Ronderij, ronderijen
from toezicht.regels.kader import Kader
from toezicht.toen import rondes_toen


@dataclass(frozen=True)
class Beeldrij:
    """One gemeente in a round; `vorige` is its row in the round before, None when it was not in it."""

    rij: Ronderij
    oordeel: str | None
    woord: str | None
    trede: int | None = None
    vorige: Ronderij | None = None
    vorige_trede: int | None = None
    van_trede: int | None = None
    """Where it stood before this peildatum: as the beoordeling has it, else as the round before left it."""
    verschoond_tot: date | None = None
    brief_verzonden: bool = False
    """A letter went out in this round, also when that was on a beoordeling that was replaced since."""

    @property
    def naam(self) -> str:
        return self.rij.naam

    @property
    def code(self) -> str:
        return str(self.rij.gemeente.code)

    @property
    def adres(self) -> str:
        return self.rij.adres

    @property
    def achter(self) -> str:
        return self.rij.achter

    @property
    def stand_begin(self) -> int | None:
        return self.rij.stand_begin

    @property
    def taakstelling(self) -> int | None:
        return self.rij.taakstelling

    @property
    def opgave(self) -> int | None:
        return self.rij.opgave

    @property
    def realisatie(self) -> int | None:
        return self.rij.realisatie

    @property
    def stand_eind(self) -> int | None:
        return self.rij.stand_eind

    @property
    def briefstatus(self) -> str | None:
        return self.rij.briefstatus

    @property
    def briefadres(self) -> str | None:
        return self.rij.briefadres

    @property
    def vorige_stand(self) -> int | None:
        return self.vorige.stand_eind if self.vorige else None

    @property
    def trend(self) -> int | None:
        """How much the stand is above that of the round before; None while one of the two is unknown."""
        if self.stand_eind is None or self.vorige_stand is None:
            return None
        return self.stand_eind - self.vorige_stand


@dataclass(frozen=True)
class Rondebeeld:
    """A round with its gemeenten, and the rounds before and after it; the kader is the one of the peildatum."""

    ronde: Toezichtronde
    rijen: Sequence[Beeldrij]
    kader: Kader | None
    vorige: Toezichtronde | None
    volgende: Toezichtronde | None


def rondebeeld(ronde: Toezichtronde, lid: Lidmaatschap | None, **zicht: Unpack[Zicht]) -> Rondebeeld:
    """Everything about a round, in a number of queries that does not grow with its gemeenten.

    With a day to look back to `ronde` is already as it was then.
    """
    op = gedaan_op(**zicht)
    alle = Toezichtronde.objects.zichtbaar_voor(lid).filter(provincie=ronde.provincie_id).select_related("provincie")
    rondes = rondes_toen(alle.order_by("halfjaar"), op)
    vorige = next((een for een in reversed(rondes) if een.halfjaar < ronde.halfjaar), None)
    volgende = next((een for een in rondes if een.halfjaar > ronde.halfjaar), None)
    besluiten = {
        (b.ronde_id, b.gemeente_id): b
        for b in Beoordeling.objects.zichtbaar_voor(lid)
        .bekend(op)
        .filter(ronde__in=[r.pk for r in (ronde, vorige) if r])
        .only("ronde", "gemeente", "oordeel", "trede", "verschoond_tot", "voorstel")
    }
    toen = {rij.gemeente.pk: rij for rij in ronderijen(vorige, lid, **zicht)} if vorige else {}
    rij_kader = geldend_kader(ronde.provincie, ronde.halfjaar.peildatum, op)
    kader = rij_kader.kader if rij_kader else None
    brieven = Brief.objects.zichtbaar_voor(lid).filter(beoordeling__ronde=ronde).verzonden(op)
    verzonden = set(brieven.values_list("beoordeling__gemeente", flat=True))
    rijen = []
    for rij in ronderijen(ronde, lid, **zicht):
        besluit = besluiten.get((ronde.pk, rij.gemeente.pk))
        eerder = besluiten.get((vorige.pk, rij.gemeente.pk)) if vorige else None
        rijen.append(
            Beeldrij(
                rij=rij,
                oordeel=besluit.oordeel if besluit else None,
                woord=oordeelwoord(kader, besluit.oordeel if besluit else None),
                trede=besluit.trede if besluit else None,
                vorige=toen.get(rij.gemeente.pk),
                vorige_trede=eerder.trede if eerder else None,
                van_trede=_van_trede(besluit, eerder),
                verschoond_tot=besluit.verschoond_tot if besluit else None,
                brief_verzonden=rij.gemeente.pk in verzonden,
            )
        )
    return Rondebeeld(ronde, rijen, kader, vorige, volgende)


def _van_trede(besluit: Beoordeling | None, eerder: Beoordeling | None) -> int | None:
    """None where nobody knew: then the proposal began at trede 0 for want of anything better."""
    if besluit is not None and besluit.voorstel and besluit.voorstel["begin_bekend"]:
        return int(besluit.voorstel["van"])
    return eerder.trede if eerder else None


def oordeelwoord(kader: Kader | None, oordeel: str | None) -> str | None:
    """What this provincie calls an oordeel."""
    if oordeel is None:
        return None
    eigen = kader.oordelen.waarde.get(oordeel) if kader else None
    return eigen.naam if eigen else oordeel
