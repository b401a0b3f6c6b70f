"""The whole verantwoordelijkheidsmatrix of a gemeente in one form: a row a task, a choice a party."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms

from afspraken.acties import Matrixregel
from afspraken.regels.begeleiding import FASEN, Fase
from afspraken.regels.matrix import LANGSTE_TAAK, Omvang, Partij
from organisaties.forms import VersieFormulier

_LEGE_RIJEN = 2
_MEESTE = 40
_KEUZES = [("", "–"), *((omvang.value, omvang.value) for omvang in Omvang)]


class MatrixForm(VersieFormulier):
    """Emptying a task takes it away; two empty rows a phase take new ones."""

    def __init__(self, *args: Any, regels: Sequence[Matrixregel], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._rijen: dict[Fase, list[int]] = {}
        for fase in Fase:
            eigen = [regel for regel in regels if regel.fase is fase]
            # What was sent in decides how many rows come back: a colleague may have added some in the meantime.
            aantal = self._ingezonden(fase) if self.is_bound else len(eigen) + _LEGE_RIJEN
            self._rijen[fase] = list(range(min(aantal, _MEESTE)))
            for n in self._rijen[fase]:
                self._maak_rij(fase, n, eigen[n] if n < len(eigen) else None)

    def _ingezonden(self, fase: Fase) -> int:
        nummers = [re.fullmatch(rf"{fase.value}-([0-9]{{1,2}})-taak", naam) for naam in self.data]
        return max((int(gevonden[1]) + 1 for gevonden in nummers if gevonden), default=0)

    def _maak_rij(self, fase: Fase, n: int, regel: Matrixregel | None) -> None:
        waar = f"{FASEN[fase]}, taak {n + 1}"
        self.fields[f"{fase.value}-{n}-taak"] = forms.CharField(
            label=waar,
            required=False,
            max_length=LANGSTE_TAAK,
            initial=regel.taak if regel else "",
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        )
        for partij in Partij:
            self.fields[f"{fase.value}-{n}-{partij.value}"] = forms.ChoiceField(
                label=f"{waar}: {partij.value}",
                choices=_KEUZES,
                required=False,
                initial=getattr(regel, partij.value) if regel else "",
            )

    @property
    def fasen(self) -> list[tuple[str, list[list[Any]]]]:
        """For the page: per phase its rows, each with task and three choices."""
        return [
            (FASEN[fase], [[self[f"{fase.value}-{n}-{deel}"] for deel in ("taak", *Partij)] for n in nummers])
            for fase, nummers in self._rijen.items()
        ]

    def regels(self) -> list[Matrixregel]:
        """What was filled in; rows without a task are gone."""
        schoon = self.cleaned_data
        return [
            Matrixregel(fase, taak, *(schoon[f"{fase.value}-{n}-{partij.value}"] for partij in Partij))
            for fase, nummers in self._rijen.items()
            for n in nummers
            if (taak := schoon[f"{fase.value}-{n}-taak"].strip())
        ]
