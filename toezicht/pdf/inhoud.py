"""Everything that stands in a letter, gathered into one plain dictionary: what is shown, set and kept is made from it.

Also what is wrong with it: a letter with a hole, or with a sum that does not close, cannot be made final.
"""

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils import timezone

from organisaties.drukken.letters import onafdrukbaar
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.oordeel import getal
from toezicht.models import Beoordeling, Brief, Tekstblok
from toezicht.pdf.voorraad import Voorraad, voorraad_van
from toezicht.regels.besluit import AANVAARD, voorlopige_realisatie
from toezicht.regels.resultaat import bronregel, datum, in_brief, regels, sluit_niet, stand_tekst
from toezicht.regels.tekstvelden import Gat, vul_in
from toezicht.regels.termijnen import foute_briefdatum, nog_niet_voorbij

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


def stel_samen(brief: Brief, voorraad: Voorraad | None = None) -> Inhoud:
    """Gather a letter from its beoordeling and from what the provincie has entered; nothing is written.

    `voorraad` spares a list of letters the questions that are the same for each.
    """
    beoordeling: Beoordeling = brief.beoordeling
    provincie, gemeente, halfjaar = beoordeling.ronde.provincie, beoordeling.gemeente, beoordeling.ronde.halfjaar
    voorraad = voorraad or voorraad_van(provincie, [gemeente.pk])
    afzender, adres = voorraad.afzender, voorraad.adressen.get(gemeente.pk)
    return {
        "soort": "ibt",
        "kenmerk": brief.kenmerk or (KENMERK_VOLGT if voorraad.heeft_reeks else ""),
        "herziet": _herziet(brief),
        "afschrift_raad": brief.afschrift_raad,
        "datum": brief.datum.isoformat(),
        "onderwerp": brief.onderwerp,
        "halfjaar": halfjaar.code,
        "provincie": {"code": provincie.code, "naam": provincie.naam},
        "gemeente": {"code": gemeente.code, "naam": gemeente.naam},
        "afzender": {veld: getattr(afzender, veld) for veld in (*AFZENDERVELDEN, "adres", "telefoon")},
        "adres": {veld: getattr(adres, veld) for veld in ("aan", "straat_of_postbus", "postcode", "plaats")}
        if adres
        else None,
        "blokken": _blokken(beoordeling, voorraad),
        "waarden": _waarden(brief),
        "beoordeling": beoordeling.pk,
        "oordeel": beoordeling.oordeel,
        "cijfers": beoordeling.cijfers,
        "rijen": beoordeling.rijen,
        "bekend_op": timezone.localdate(beoordeling.bekend_op).isoformat(),
    }


def _herziet(brief: Brief) -> dict[str, str] | None:
    """The letter that this one replaces, as it is named in the text."""
    oud = brief.herziet
    return None if oud is None else {"kenmerk": oud.kenmerk, "datum": oud.datum.isoformat()}


def vingerafdruk(inhoud: Inhoud) -> str:
    """A mark of everything that stands in a letter: who makes it final names the one that was read."""
    return hashlib.sha256(json.dumps(inhoud, sort_keys=True).encode()).hexdigest()


def _blokken(beoordeling: Beoordeling, voorraad: Voorraad) -> dict[str, list[dict[str, str]]]:
    """The provincie's text blocks of the half-year, by place; an own gevolg replaces the general one."""
    halfjaar = beoordeling.ronde.halfjaar
    blokken: dict[str, list[dict[str, str]]] = {plek.value: [] for plek in PLEKKEN}
    for blok in voorraad.blokken:
        if (blok.vanaf and blok.vanaf > halfjaar) or (blok.tot_en_met and blok.tot_en_met < halfjaar):
            continue
        blokken[blok.plek].append({"kop": blok.kop or KOPPEN.get(PLEKKEN(blok.plek), ""), "tekst": blok.tekst})
    if beoordeling.gevolg.strip():
        kop = blokken[PLEKKEN.GEVOLG][0]["kop"] if blokken[PLEKKEN.GEVOLG] else KOPPEN[PLEKKEN.GEVOLG]
        blokken[PLEKKEN.GEVOLG] = [{"kop": kop, "tekst": beoordeling.gevolg}]
    return blokken


def _waarden(brief: Brief) -> dict[str, str | None]:
    """The value of every field; None is a hole."""
    beoordeling = brief.beoordeling
    cijfers, halfjaar = beoordeling.cijfers, beoordeling.ronde.halfjaar

    def dag(wanneer: date) -> str:
        # The day stays with its month at the end of a line.
        return datum(wanneer).replace(" ", "\N{NO-BREAK SPACE}", 1)

    def aantal(naam: str) -> str | None:
        return None if cijfers[naam] is None else getal(cijfers[naam])

    eind = cijfers["stand_eind"]
    per = cijfers["cijfers_per"]
    return {
        "gemeente": beoordeling.gemeente.naam,
        "provincie": beoordeling.ronde.provincie.naam,
        "halfjaar": in_brief(halfjaar),
        "volgend_halfjaar": in_brief(halfjaar.volgende),
        "begindatum": dag(halfjaar.begin),
        "peildatum": dag(halfjaar.eind),
        "volgende_peildatum": dag(halfjaar.volgende.eind),
        "briefdatum": dag(brief.datum),
        "cijfers_per": dag(date.fromisoformat(per)) if per else None,
        "stand_begin": stand_tekst(cijfers["stand_begin"]),
        "taakstelling": aantal("taakstelling"),
        "opgave": aantal("opgave"),
        "realisatie": aantal("realisatie"),
        "stand_eind": stand_tekst(eind),
        "achterstand": None if eind is None else getal(max(0, -eind)),
        "voorsprong": None if eind is None else getal(max(0, eind)),
        "volgende_taakstelling": aantal("volgende_taakstelling"),
        "volgende_opgave": aantal("volgende_opgave"),
        "oordeel": beoordeling.oordeel or None,
        "verschoond_tot": dag(beoordeling.verschoond_tot) if beoordeling.verschoond_tot else None,
    }


def problemen(inhoud: Inhoud) -> list[str]:
    """What keeps the letter from being made final, in sentences that say what to do; empty when it is complete."""
    return list(dict.fromkeys(_problemen(inhoud)))


def _problemen(inhoud: Inhoud) -> Iterator[str]:
    cijfers, gemeente = inhoud["cijfers"], inhoud["gemeente"]["naam"]
    if inhoud["beoordeling"] is None:
        yield f"Er is nog geen beoordeling van {gemeente}. Maak die eerst."
    yield from _lege_gegevens(inhoud)
    yield from _te_vroeg_of_te_laat(inhoud)
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
    yield from sluit_niet(cijfers)
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


def _te_vroeg_of_te_laat(inhoud: Inhoud) -> Iterator[str]:
    halfjaar, vandaag = Halfjaar.van_code(inhoud["halfjaar"]), timezone.localdate()
    if zin := nog_niet_voorbij(halfjaar, vandaag):
        yield f"{zin} Vaststellen kan vanaf {datum(halfjaar.peildatum)}."
    elif fout := foute_briefdatum(date.fromisoformat(inhoud["datum"]), halfjaar, vandaag):
        yield fout


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
