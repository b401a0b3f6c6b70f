"""What a document must be to be attached: a PDF, seen from its bytes and not from its name."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
from django.core.exceptions import ValidationError

MEESTE_BYTES = 20_000_000
_GEEN_PDF = "Dit is geen PDF. Bewaar het stuk als PDF en kies dat bestand."

_ACTIES = ("/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToE")
_SLEUTELS = ("/JS", "/EmbeddedFiles", "/EF", "/XFA")
"""A script, a file inside (in the list of names or at an annotation), a form of XML with its own scripts."""


def bekijk(inhoud: bytes) -> int:
    """How many pages it has. Raises ValidationError: too large, not a PDF, locked, a program or a file inside."""
    if len(inhoud) > MEESTE_BYTES:
        raise ValidationError(f"Het bestand is groter dan {MEESTE_BYTES // 1_000_000} MB. Maak de PDF kleiner.")
    # Some readers take a PDF that begins further on; a page of HTML with one inside is then both.
    if not inhoud.startswith(b"%PDF-"):
        raise ValidationError(_GEEN_PDF)
    try:
        with pikepdf.open(BytesIO(inhoud)) as document:
            if _voert_uit(document):
                raise ValidationError(
                    "In deze PDF zit een programma, een invulformulier of een ander bestand. Druk het stuk opnieuw af"
                    " als PDF en kies dat."
                )
            aantal = len(document.pages)
    except pikepdf.PasswordError as fout:
        raise ValidationError("Deze PDF is met een wachtwoord op slot. Kies een PDF zonder wachtwoord.") from fout
    except (pikepdf.PdfError, ValueError, RecursionError) as fout:
        raise ValidationError(_GEEN_PDF) from fout
    if aantal == 0:
        raise ValidationError("Deze PDF heeft geen bladzijden. Kies een ander bestand.")
    return aantal


def _voert_uit(document: pikepdf.Pdf) -> bool:
    """Whether the document runs, starts or sends something, or carries another file, wherever in it that stands."""
    return any(
        str(deel.get("/S", "")) in _ACTIES or any(sleutel in deel for sleutel in _SLEUTELS)
        for voorwerp in document.objects
        for deel in _delen(voorwerp)
    )


def _delen(voorwerp: Any) -> Iterator[pikepdf.Dictionary]:
    """The dictionaries in one object, those inside it too; what it only refers to is an object of its own."""
    if isinstance(voorwerp, pikepdf.Stream):
        voorwerp = voorwerp.stream_dict
    if isinstance(voorwerp, pikepdf.Dictionary):
        yield voorwerp
        kinderen = list(voorwerp.values())
    elif isinstance(voorwerp, pikepdf.Array):
        kinderen = list(voorwerp)
    else:
        return
    for kind in kinderen:
        if isinstance(kind, pikepdf.Dictionary | pikepdf.Array) and not kind.is_indirect:
            yield from _delen(kind)
