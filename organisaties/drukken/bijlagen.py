"""What travels inside a PDF beside its pages."""

import json
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Bijlage:
    """A calculation that travels inside the PDF, as JSON."""

    naam: str
    omschrijving: str
    inhoud: dict[str, Any]

    @property
    def json(self) -> str:
        """The same text each time, so that the file has the same bytes."""
        return json.dumps(self.inhoud, ensure_ascii=False, indent=1, sort_keys=True)
