"""Everything that stands in a letter, gathered into one plain dictionary: what is shown, set and kept is made from it.

Also what is wrong with it: a letter with a hole, or with a sum that does not close, cannot be made final.
"""

import hashlib
import json
import math
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from organisaties.drukken.letters import onafdrukbaar
from taakstelling.regels.halfjaar import Halfjaar
from toezicht import formeel
from toezicht.cijfers import reken_na
from toezicht.models import Beoordeling, Brief, Tekstblok, Toezichtronde
from toezicht.pdf.voorraad import Voorraad, vaste_kenmerken, voorraad_van
from toezicht.regels.besluit import AANVAARD, voorlopige_realisatie
from toezicht.regels.briefvelden import waarden
from toezicht.regels.lint import Punt, Vergelijk, gegevens_van, kijk_na
from toezicht.regels.ondertekening import gelijk
from toezicht.regels.resultaat import bronregel, regels
from toezicht.regels.tekstkeuze import kies
from toezicht.regels.tekstvelden import Gat, vul_in

Inhoud = dict[str, Any]

PLEKKEN = Tekstblok.Plek
# Without these the letter does not say what it must; the context is the provincie's own choice.
VERPLICHT = (PLEKKEN.TAAK, PLEKKEN.GEVOLG, PLEKKEN.CONCLUSIE)
KOPPEN = {PLEKKEN.GEVOLG: "IBT-gevolg", PLEKKEN.CONCLUSIE: "Conclusie"}
AFZENDERVELDEN = {
    "orgaan": "orgaan van de provincie",
    "plaats": "plaats van de provincie",
    "behandeld_door": "behandeld door",
    "eerste_ondertekenaar": "eerste ondertekenaar",
    "tweede_ondertekenaar": "tweede ondertekenaar",
}


KENMERK_VOLGT = "volgt bij het vaststellen"


def stel_samen(brief: Brief, voorraad: Voorraad | None = None, *, proefblok: Tekstblok | None = None) -> Inhoud:
    """Gather a letter from its beoordeling and from what the provincie has entered; nothing is written.

    `voorraad` spares a list of letters the questions that are the same for each. `proefblok` is a text block as
    somebody is typing it: it stands for the one with its key, or for a new one.
    """
    beoordeling: Beoordeling = brief.beoordeling
    provincie, gemeente, halfjaar = beoordeling.ronde.provincie, beoordeling.gemeente, beoordeling.ronde.halfjaar
    voorraad = voorraad or voorraad_van(provincie, [gemeente.pk])
    afzender, adres = voorraad.afzender, voorraad.adressen.get(gemeente.pk)
    inhoud: Inhoud = {
        "soort": "ibt",
        "kenmerk": brief.kenmerk or (KENMERK_VOLGT if voorraad.heeft_reeks else ""),
        "herziet": _herziet(brief),
        "afschrift_raad": brief.afschrift_raad,
        "datum": brief.datum.isoformat(),
        "onderwerp": brief.onderwerp,
        "halfjaar": halfjaar.code,
        "provincie": {"code": provincie.code, "naam": provincie.naam},
        "gemeente": {"code": gemeente.code, "naam": gemeente.naam},
        "afzender": {veld: getattr(afzender, veld) for veld in (*AFZENDERVELDEN, "adres", "telefoon", "woord")},
        "adres": {veld: getattr(adres, veld) for veld in ("aan", "straat_of_postbus", "postcode", "plaats")}
        if adres
        else None,
        "blokken": _blokken(beoordeling, voorraad, proefblok),
        "mandaten": _mandaten(voorraad),
        "beoordeling": beoordeling.pk,
        "oordeel": beoordeling.oordeel,
        "trede": beoordeling.trede,
        "weken": _weken(beoordeling),
        "gemotiveerd": bool(beoordeling.motivering.strip()),
        "verschoond_tot": beoordeling.verschoond_tot.isoformat() if beoordeling.verschoond_tot else None,
        "cijfers": beoordeling.cijfers,
        "rijen": beoordeling.rijen,
        "bekend_op": timezone.localdate(beoordeling.bekend_op).isoformat(),
        "gs_besluit": _gs_besluit(beoordeling.ronde),
        "formeel": formeel.inhoud_van(brief),
    }
    return inhoud | {"waarden": waarden(gegevens_van(inhoud), beoordeling.cijfers)}


def _weken(beoordeling: Beoordeling) -> int | None:
    """The term of the trede; None: until the next peildatum, or no trede."""
    if not beoordeling.trede or beoordeling.kader is None:
        return None
    trede = beoordeling.kader.kader.trede(beoordeling.trede)
    return trede.weken if trede else None


def _gs_besluit(ronde: Toezichtronde) -> dict[str, str | None]:
    dag = ronde.gs_besluit_op
    return {"nummer": ronde.gs_besluit_nummer, "datum": dag.isoformat() if dag else None}


def _herziet(brief: Brief) -> dict[str, str] | None:
    """The letter that this one replaces, as it is named in the text."""
    oud = brief.herziet
    return None if oud is None else {"kenmerk": oud.kenmerk, "datum": oud.datum.isoformat()}


def vingerafdruk(inhoud: Inhoud) -> str:
    """A mark of everything that stands in a letter: who makes it final names the one that was read."""
    return hashlib.sha256(json.dumps(inhoud, sort_keys=True).encode()).hexdigest()


def _blokken(
    beoordeling: Beoordeling, voorraad: Voorraad, proefblok: Tekstblok | None
) -> dict[str, list[dict[str, str]]]:
    """The provincie's text blocks for this letter (`tekstkeuze`), by place; an own gevolg replaces that of a block."""
    rijen = [blok for blok in voorraad.blokken if proefblok is None or blok.pk != proefblok.pk]
    rijen = sorted([*rijen, proefblok] if proefblok else rijen, key=lambda blok: (blok.volgorde, blok.pk or math.inf))
    blokken: dict[str, list[dict[str, str]]] = {plek.value: [] for plek in PLEKKEN}
    for blok in kies(rijen, beoordeling.ronde.halfjaar, beoordeling.trede, beoordeling.oordeel):
        blokken[blok.plek].append({"kop": blok.kop or KOPPEN.get(PLEKKEN(blok.plek), ""), "tekst": blok.tekst})
    if beoordeling.gevolg.strip():
        kop = blokken[PLEKKEN.GEVOLG][0]["kop"] if blokken[PLEKKEN.GEVOLG] else KOPPEN[PLEKKEN.GEVOLG]
        blokken[PLEKKEN.GEVOLG] = [{"kop": kop, "tekst": beoordeling.gevolg}]
    return blokken


def _mandaten(voorraad: Voorraad) -> list[dict[str, str | None]]:
    """The mandaten of who signs, as they are known now: they stay with the letter."""
    afzender = voorraad.afzender
    functies = {gelijk(afzender.eerste_ondertekenaar), gelijk(afzender.tweede_ondertekenaar)}
    return [
        {
            "functie": rij.functie,
            "van": rij.geldig_van.isoformat(),
            "tot": rij.geldig_tot.isoformat() if rij.geldig_tot else None,
            "grondslag": rij.grondslag,
        }
        for rij in voorraad.mandaten
        if gelijk(rij.functie) in functies
    ]


def nagekeken(inhoud: Inhoud, voorraad: Voorraad | None = None) -> list[Punt]:
    """Every point that is looked over before a letter can be made final (`lint`), what is empty first.

    With `voorraad`, in a list, the figures are not computed again from their rows: that is done once more for each
    letter when it is made final.
    """
    if voorraad is None:
        code, halfjaar = inhoud["gemeente"]["code"], Halfjaar.van_code(inhoud["halfjaar"])
        nagerekend: Mapping[str, Any] | None = reken_na(inhoud["rijen"], code, halfjaar)
        bezet: Mapping[str, set[int]] = vaste_kenmerken(inhoud["provincie"]["code"], inhoud["kenmerk"])
    else:
        nagerekend, bezet = None, voorraad.kenmerken
    vergelijk = Vergelijk(
        vandaag=timezone.localdate(),
        nagerekend=nagerekend,
        kenmerk_bezet=bool(bezet.get(inhoud["kenmerk"], set()) - {inhoud["beoordeling"]}),
    )
    return [Punt("Alles is ingevuld", tuple(_problemen(inhoud))), *kijk_na(inhoud, vergelijk)]


def problemen(inhoud: Inhoud, voorraad: Voorraad | None = None) -> list[str]:
    """What keeps the letter from being made final, in sentences that say what to do; empty when it is complete."""
    return problemen_uit(nagekeken(inhoud, voorraad))


def problemen_uit(punten: Iterable[Punt]) -> list[str]:
    return list(dict.fromkeys(zin for punt in punten for zin in punt.zinnen))


def _problemen(inhoud: Inhoud) -> Iterator[str]:
    cijfers, gemeente = inhoud["cijfers"], inhoud["gemeente"]["naam"]
    if inhoud["beoordeling"] is None:
        yield f"Er is nog geen beoordeling van {gemeente}. Maak die eerst."
    yield from _lege_gegevens(inhoud)
    yield from _gaten_in_tekst(inhoud)
    for regel in regels(cijfers):
        if regel.waarde is None:
            yield f"{regel.label}: onbekend. Vul de cijfers van {gemeente} aan en beoordeel opnieuw."
    if cijfers["oordeelzin"] is None:
        yield "Er is geen oordeelzin, omdat niet alle cijfers bekend zijn."
    if bronregel(cijfers, date.fromisoformat(inhoud["bekend_op"])) is None:
        yield "Er is geen telling van de realisatie bekend."
    if (zin := voorlopige_realisatie(cijfers)) and not cijfers.get(AANVAARD):
        yield f"{zin} Lees het cijfer van het COA in, of aanvaard deze telling. Beoordeel daarna opnieuw."
    yield from formeel.problemen(inhoud["formeel"], date.fromisoformat(inhoud["datum"]))
    delen = [inhoud["kenmerk"], inhoud["onderwerp"], *inhoud["afzender"].values(), *(inhoud["adres"] or {}).values()]
    delen += [tekst for blokken in inhoud["blokken"].values() for blok in blokken for tekst in blok.values()]
    for teken in onafdrukbaar(" ".join(delen)):
        yield f"Het teken “{teken}” (U+{ord(teken):04X}) kan niet worden afgedrukt. Haal het weg."


def _lege_gegevens(inhoud: Inhoud) -> Iterator[str]:
    for veld in ("kenmerk", "onderwerp"):
        if not inhoud[veld].strip():
            yield f"Het {veld} ontbreekt. Vul het in bij de brief."
    if inhoud["adres"] is None or not all(waarde.strip() for waarde in inhoud["adres"].values()):
        yield f"Het postadres van {inhoud['gemeente']['naam']} ontbreekt of is niet volledig. Vul het aan."
    for veld, naam in AFZENDERVELDEN.items():
        if not inhoud["afzender"][veld].strip():
            yield f"Bij de afzender ontbreekt: {naam}. Vul het aan bij Afzender."


def _gaten_in_tekst(inhoud: Inhoud) -> Iterator[str]:
    for plek in VERPLICHT:
        if not any(blok["tekst"].strip() for blok in inhoud["blokken"][plek]):
            yield f"Er is geen tekst voor “{plek.label}” in dit halfjaar. Schrijf een tekstblok."
    for blok in (blok for blokken in inhoud["blokken"].values() for blok in blokken):
        for stuk in vul_in(f"{blok['kop']} {blok['tekst']}", inhoud["waarden"]):
            if isinstance(stuk, Gat):
                reden = "heeft geen waarde" if stuk.bestaat else "bestaat niet"
                yield f"Het veld {{{stuk.naam}}} in “{blok['kop'] or 'het eerste tekstblok'}” {reden}."


def berekening(inhoud: Inhoud, *, concept: bool) -> dict[str, Any]:
    """What goes into the PDF as an attachment, for `controleer-brief` and for whoever wants to compute it again."""
    halfjaar = Halfjaar.van_code(inhoud["halfjaar"])
    return {
        "soort": "thuisstand-ibt-brief",
        "versie": 1,
        "concept": concept,
        "kenmerk": inhoud["kenmerk"],
        "datum": inhoud["datum"],
        "provincie": inhoud["provincie"]["code"],
        "gemeente": inhoud["gemeente"]["code"],
        "halfjaar": halfjaar.code,
        "beoordeling": inhoud["beoordeling"],
        "regels": [{"label": regel.label, "waarde": regel.waarde} for regel in regels(inhoud["cijfers"])],
        "cijfers": inhoud["cijfers"],
        "rijen": inhoud["rijen"],
    }
