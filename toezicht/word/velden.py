"""The fields of a Word template: a closed list, written as {{ gemeente }}, or {{p taak }} for whole paragraphs."""

from toezicht.regels.tekstvelden import VELDEN

DELEN: dict[str, str] = {
    "status": "of dit een concept is of een afschrift van de vastgestelde brief",
    "orgaan": "bijvoorbeeld: Gedeputeerde Staten van Drenthe",
    "afzender_adres": "adres in het briefhoofd",
    "plaats": "plaats van de provincie",
    "behandeld_door": "functie of afdeling, met telefoon",
    "kenmerk": "ons kenmerk",
    "onderwerp": "onderwerp van de brief",
    "oordeelzin": "bijvoorbeeld: Taakstelling 1e helft 2024 niet gehaald, achterstand toegenomen.",
    "bronregel": "van wie de realisatie is, en van welke dag",
    "eerste_ondertekenaar": "functie",
    "tweede_ondertekenaar": "functie",
}
"""Parts of the letter that stand in a line, beside the fields of the text blocks."""

ALINEAS: dict[str, str] = {
    "adres": "aan wie de brief gaat, onder elkaar",
    "herziet": "welke eerdere brief deze vervangt, als dat zo is",
    "taak": "tekstblokken: wettelijke taak",
    "context": "tekstblokken: waardering en context",
    "gevolg": "tekstblokken: IBT-gevolg",
    "resultaten": "kop en regels van de resultaten",
    "formeel": "wat de wet vraagt bij een voornemen, besluit of uitvoering, als de trede dat heeft",
    "conclusie": "tekstblokken: conclusie",
    "afschrift": "dat de gemeenteraad een afschrift krijgt, als dat zo is",
}
"""Parts that are whole paragraphs, one or more; the paragraph of the field itself goes."""

IN_DE_REGEL: dict[str, str] = {**VELDEN, **DELEN}
