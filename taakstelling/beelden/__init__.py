"""The pictures: pure geometry from ledger lines to dataclasses; templates/components/ draws them as SVG.

Every length is a share of the width, so that one drawing serves a table cell, a page, a phone and a letter.
"""

from taakstelling.beelden.halfjaarverloop import Halfjaarverloop, halfjaarverloop
from taakstelling.beelden.opgavebalk import Maat, Opgavebalk, Vorm, opgavebalk
from taakstelling.beelden.sommen import Som, Term, opgavesommen
from taakstelling.beelden.standverloop import Standverloop, standverloop

__all__ = [
    "Halfjaarverloop",
    "Maat",
    "Opgavebalk",
    "Som",
    "Standverloop",
    "Term",
    "Vorm",
    "halfjaarverloop",
    "opgavebalk",
    "opgavesommen",
    "standverloop",
]
