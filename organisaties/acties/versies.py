"""Two people who change the same thing at once: the second one is told, and nothing is lost."""

import hashlib
import json
from typing import Any

from django.db import models

from organisaties.vastleggen import AlGewijzigd


def versie_van(rij: models.Model | None) -> str:
    """A mark of what a row holds now, its gemeenten included; a form carries it from opening to saving."""
    if rij is None:
        return ""
    waarden: list[Any] = [str(getattr(rij, veld.attname)) for veld in rij._meta.local_fields]
    waarden += [sorted(getattr(rij, veld.name).values_list("pk", flat=True)) for veld in rij._meta.local_many_to_many]
    return hashlib.sha256(json.dumps(waarden).encode()).hexdigest()[:16]


def eis_versie(rij: models.Model | None, verwacht: str | None) -> None:
    """Raise AlGewijzigd when the row is not as it was when the form was opened; without `verwacht` nothing is asked."""
    if verwacht is not None and verwacht != versie_van(rij):
        raise AlGewijzigd
