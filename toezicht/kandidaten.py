"""Which gemeenten of a round can take the proposal as it is, and why another cannot."""

from collections.abc import Collection
from dataclasses import dataclass

from organisaties.models import Gemeente
from taakstelling.cijfers import leeg
from toezicht.cijfers import gemeenten_van_ronde
from toezicht.models import Beoordeling, Toezichtronde
from toezicht.regels.besluit import voorlopige_realisatie
from toezicht.regels.kader import Kader, Oordeelwoord
from toezicht.regels.kadertekst import oordeel_in_woorden, trede_in_woorden
from toezicht.regels.resultaat import bevries
from toezicht.regels.voorstel import VERSCHOONBAAR
from toezicht.rondecijfers import betwisters
from toezicht.voorstellen import Rondevoorstel, rondestanden, voorstellen_voor


@dataclass(frozen=True)
class Kandidaat:
    """One gemeente of which the proposal may be taken as it is.

    `weg` says why it may not. `voorlopig`, `zonder_begin` and `betwist` ask for a tick: a realisatie that may still
    change, a trede before this peildatum that nobody decided or gave, and figures that the gemeente says are wrong.
    """

    gemeente: Gemeente
    voorstel: Rondevoorstel
    kader: Kader | None
    weg: str | None
    voorlopig: str | None
    betwist: bool

    @property
    def zonder_begin(self) -> bool:
        return self.kader is not None and not self.voorstel.begin_bekend and self.voorstel.feiten.herkomst is None

    @property
    def begintrede(self) -> int | None:
        """The trede that the proposal begins with and nobody decided; None where an earlier decision says it."""
        voorstel = self.voorstel.voorstel
        return voorstel.van if self.zonder_begin and voorstel is not None else None

    @property
    def woord(self) -> Oordeelwoord:
        return oordeel_in_woorden(self.kader, self.voorstel.uitspraak.oordeel or "onbekend")

    @property
    def trede(self) -> str:
        nummer = self.voorstel.uitspraak.trede
        return trede_in_woorden(self.kader, nummer) if self.kader is not None and nummer is not None else ""

    @property
    def merk(self) -> str:
        """What a supervisor saw of the proposal, to compare with what it is at the moment of deciding."""
        wat = self.voorstel.uitspraak
        delen = [f"{code}={trede}" for code, trede in sorted(wat.per_halfjaar.items())]
        if self.betwist:
            delen.append("betwist")
        return "/".join([self.gemeente.code, str(wat.oordeel), str(wat.trede), *delen])


def kandidaten(ronde: Toezichtronde, codes: Collection[str] | None = None) -> list[Kandidaat]:
    """These gemeenten of the round; None: all that were not judged yet. A fixed number of queries."""
    gemeenten = gemeenten_van_ronde(ronde.provincie, ronde.halfjaar)
    klaar = set(Beoordeling.objects.filter(ronde=ronde).values_list("gemeente__code", flat=True))
    gekozen = [g for g in gemeenten if (g.code not in klaar if codes is None else g.code in codes)]
    nu = rondestanden(ronde, gekozen)
    standen = {g.code: nu.get(g.code) or leeg(g.code, ronde.halfjaar) for g in gekozen}
    voorstellen = voorstellen_voor(ronde, standen)
    betwist = betwisters(ronde)
    uit, kader = [], None
    for gemeente in gekozen:
        voorstel = voorstellen[gemeente.code]
        if kader is None and voorstel.kader is not None:
            kader = voorstel.kader.kader
        uit.append(
            Kandidaat(
                gemeente=gemeente,
                voorstel=voorstel,
                kader=kader,
                weg=_weg(voorstel, al_klaar=gemeente.code in klaar),
                voorlopig=voorlopige_realisatie(bevries(standen[gemeente.code], None)),
                betwist=gemeente.pk in betwist,
            )
        )
    return uit


def _weg(voorstel: Rondevoorstel, *, al_klaar: bool) -> str | None:
    if al_klaar:
        return "Deze gemeente is al beoordeeld."
    if voorstel.uitspraak.oordeel is None:
        return "De stand op de peildatum is niet bekend. Vul eerst de cijfers aan."
    if voorstel.uitspraak.oordeel == VERSCHOONBAAR:
        return "Het voorstel is verschonen. Kies zelf tot welke dag."
    return None
