"""The fields a provincie may use in its own text: a closed list, written as {gemeente}.

A field that is not in the list is refused when the text is saved. A field whose value is unknown becomes a hole: it is
marked in every preview and keeps the letter from being made final, so it is never printed blank.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

VELDEN: dict[str, str] = {
    "gemeente": "naam van de gemeente",
    "provincie": "naam van de provincie",
    "statushouder": "het woord van de provincie, enkelvoud",
    "statushouders": "het woord van de provincie, meervoud",
    "halfjaar": "bijvoorbeeld: eerste helft van 2024",
    "volgend_halfjaar": "bijvoorbeeld: tweede helft van 2024",
    "begindatum": "eerste dag van het halfjaar, bijvoorbeeld: 1 januari 2024",
    "peildatum": "bijvoorbeeld: 1 juli 2024",
    "volgende_peildatum": "bijvoorbeeld: 1 januari 2025",
    "briefdatum": "de datum van de brief",
    "cijfers_per": "de dag waarop het COA de cijfers aflas",
    "stand_begin": "stand op de eerste dag, met teken",
    "taakstelling": "taakstelling van het halfjaar, in personen",
    "opgave": "taakstelling met achterstand of voorsprong, in personen",
    "realisatie": "gehuisveste personen",
    "stand_eind": "stand op de peildatum, met teken",
    "achterstand": "achterstand op de peildatum, zonder teken; 0 als er geen is",
    "voorsprong": "voorsprong op de peildatum; 0 als er geen is",
    "volgende_taakstelling": "taakstelling van het volgende halfjaar",
    "volgende_opgave": "opgave van het volgende halfjaar",
    "oordeel": "bijvoorbeeld: voldoet niet, doch verschoonbaar",
    "verschoond_tot": "de dag tot wanneer is verschoond",
    "termijn": "de termijn van de trede, bijvoorbeeld: binnen 4 weken na de verzending van deze brief",
    "gs_besluit_nummer": "nummer van het GS-besluit over de ronde",
    "gs_besluit_datum": "de dag van het GS-besluit",
}
"""Every field and what it prints."""

MEERVOUD = {
    "statushouder": "statushouders",
    "vergunninghouder": "vergunninghouders",
    "verblijfsgerechtigde": "verblijfsgerechtigden",
}
"""What a provincie can call the people it is about, and more of them."""

_VELD = re.compile(r"\{([^{}]*)\}")
_ACCOLADE = re.compile(r"[{}]")


@dataclass(frozen=True, slots=True)
class Gat:
    """A field that has no value, or that does not exist."""

    naam: str

    @property
    def bestaat(self) -> bool:
        return self.naam in VELDEN


def fouten(tekst: str) -> list[str]:
    """Say, for the user, what is wrong with the fields in a text; nothing when it can be saved."""
    onbekend = dict.fromkeys(naam for naam in _VELD.findall(tekst) if naam not in VELDEN)
    gevonden = [
        f"Het veld {{{naam}}} bestaat niet. Kies uit: {', '.join(f'{{{veld}}}' for veld in VELDEN)}."
        for naam in onbekend
    ]
    if _ACCOLADE.search(_VELD.sub("", tekst)):
        gevonden.append("Er staat een losse accolade in de tekst. Schrijf een veld zo: {gemeente}.")
    return gevonden


def genoemd(tekst: str) -> set[str]:
    """The fields a text uses."""
    return {naam for naam in _VELD.findall(tekst) if naam in VELDEN}


def vul_in(tekst: str, waarden: Mapping[str, str | None]) -> list[str | Gat]:
    """Cut a text into pieces: what is to be printed, and the holes."""
    stukken: list[str | Gat] = []
    einde = 0
    for gevonden in _VELD.finditer(tekst):
        stukken.append(tekst[einde : gevonden.start()])
        naam = gevonden[1]
        waarde = waarden.get(naam) if naam in VELDEN else None
        stukken.append(waarde or Gat(naam))
        einde = gevonden.end()
    stukken.append(tekst[einde:])
    return [stuk for stuk in stukken if stuk != ""]
