"""What a colleague reads before agreeing: figures, proposal, decision, why it departs, and what the gemeente says."""

from collections.abc import Collection
from dataclasses import dataclass

from django.urls import reverse

from organisaties.models import Gemeente, Lidmaatschap
from taakstelling.regels.grootboek import Stand
from toezicht.akkoorden import bezwaren, versies_voor_akkoord
from toezicht.formeel import fase_van
from toezicht.models import Beoordeling, Toezichtronde, Wederhoor, Wederhoorreactie
from toezicht.overzicht import kaders_van
from toezicht.regels.besluit import (
    AANVAARD,
    Uitspraak,
    afwijkingen,
    bewaarde_uitspraak,
    halfjaar_in_zin,
    voorlopige_realisatie,
)
from toezicht.regels.formeel import ELEMENTEN
from toezicht.regels.kader import Kader, Oordeelwoord
from toezicht.regels.kadertekst import oordeel_in_woorden, stap_in_woorden, trede_in_woorden
from toezicht.regels.resultaat import datum, stand_uit
from toezicht.rondecijfers import reacties_op


@dataclass(frozen=True)
class Akkoordrij:
    """One beoordeling as it was decided. `bezwaar`: why this person cannot agree with it; `versie`: what was read.
    `formeel`: the letter holds a besluit (Gemeentewet art. 124), and the akkoord is about that too.

    `bijzonder`: coulance, verschoning and what else was decided with it. `afwijking`: what the kader proposed instead.
    """

    beoordeling: Beoordeling
    adres: str
    achter: str
    stand: Stand
    voorstel: str
    oordeel: Oordeelwoord
    trede: str
    afwijking: str
    bijzonder: tuple[str, ...]
    wederhoor: str
    versie: str
    bezwaar: str | None
    formeel: bool

    @property
    def gemeente(self) -> Gemeente:
        gemeente: Gemeente = self.beoordeling.gemeente
        return gemeente

    @property
    def pk(self) -> int:
        return self.beoordeling.pk

    @property
    def motivering(self) -> str:
        return self.beoordeling.motivering


def akkoordrijen(
    ronde: Toezichtronde, lid: Lidmaatschap | None, beoordelingen: Collection[Beoordeling]
) -> list[Akkoordrij]:
    """A row each for these beoordelingen of one round, in a fixed number of queries."""
    kaders = kaders_van(ronde.provincie)
    bezwaar, versies = bezwaren(lid, beoordelingen), versies_voor_akkoord(beoordelingen)
    antwoorden = {
        rij.gemeente_id: rij
        for rij in Wederhoor.objects.zichtbaar_voor(lid).filter(ronde=ronde, vervangen_door=None).defer("cijfers")
    }
    reacties = reacties_op(antwoorden.values())
    uit = []
    for een in beoordelingen:
        kader = kaders.get(een.kader_id or 0)
        antwoord = antwoorden.get(een.gemeente_id)
        stand = stand_uit(een.cijfers)
        voorstel = bewaarde_uitspraak(een.voorstel, stand.stand_eind)
        # A half-year that left the ladder is kept by leaving it out.
        besluit = Uitspraak(een.oordeel, een.trede, dict.fromkeys(voorstel.per_halfjaar, 0) | een.halfjaartreden)
        uit.append(
            Akkoordrij(
                beoordeling=een,
                adres=reverse("beoordeling-akkoord", args=[ronde.pk, een.gemeente.code]),
                achter=reverse("stand", args=[een.gemeente.code, ronde.halfjaar]),
                stand=stand,
                voorstel=_voorstel(een, voorstel, kader),
                oordeel=oordeel_in_woorden(kader, een.oordeel),
                trede=_treden(besluit, kader),
                afwijking=" en ".join(afwijkingen(voorstel, besluit)),
                bijzonder=tuple(_bijzonder(een)),
                wederhoor=_wederhoor(ronde, antwoord, reacties.get(antwoord.pk) if antwoord else None),
                versie=versies[een.pk],
                bezwaar=bezwaar.get(een.pk),
                formeel=_is_formeel(een),
            )
        )
    return uit


def _voorstel(beoordeling: Beoordeling, voorstel: Uitspraak, kader: Kader | None) -> str:
    if voorstel.oordeel is None:
        return "geen oordeel: de cijfers waren niet bekend"
    toen = beoordeling.voorstel
    delen = [oordeel_in_woorden(kader, voorstel.oordeel).naam]
    if toen:
        delen.append(stap_in_woorden(toen["van"], toen["trede"]))
    return ", ".join([*delen, *_per_halfjaar(voorstel)])


def _treden(besluit: Uitspraak, kader: Kader | None) -> str:
    op_de_ladder = [trede_in_woorden(kader, besluit.trede)] if kader and besluit.trede is not None else []
    return ", ".join([*op_de_ladder, *_per_halfjaar(besluit)])


def _per_halfjaar(uitspraak: Uitspraak) -> list[str]:
    return [f"trede {trede} voor {halfjaar_in_zin(code)}" for code, trede in uitspraak.per_halfjaar.items()]


def _bijzonder(beoordeling: Beoordeling) -> list[str]:
    uit = []
    if beoordeling.coulance:
        uit.append("coulance: deze peildatum leidt niet tot een stap")
    if beoordeling.verschoond_tot:
        uit.append(f"verschoond tot {datum(beoordeling.verschoond_tot)}")
    if beoordeling.verlengd_tot:
        uit.append(f"termijn verlengd tot {datum(beoordeling.verlengd_tot)}")
    if voorlopige_realisatie(beoordeling.cijfers):
        aanvaard = beoordeling.cijfers.get(AANVAARD)
        uit.append(f"voorlopige telling {'aanvaard' if aanvaard else 'niet aanvaard'}")
    if _is_formeel(beoordeling):
        uit.append("met een formeel besluit in de brief")
    return uit


def _is_formeel(beoordeling: Beoordeling) -> bool:
    return fase_van(beoordeling) in ELEMENTEN


def _wederhoor(ronde: Toezichtronde, antwoord: Wederhoor | None, reactie: Wederhoorreactie | None) -> str:
    if antwoord is None:
        return "niet gevraagd" if ronde.wederhoor_tot is None else "geen antwoord"
    tekst = f"{antwoord.get_antwoord_display()}{_met(antwoord.toelichting)}"
    if antwoord.antwoord != Wederhoor.Antwoord.BETWIST:
        return tekst
    if reactie is None:
        return f"{tekst} – nog geen antwoord van de provincie"
    return f"{tekst} – {reactie.get_uitkomst_display()}{_met(reactie.reden)}"


def _met(tekst: str) -> str:
    return f": {tekst}" if tekst else ""
