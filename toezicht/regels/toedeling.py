"""For every row a column of its own so that the sum of the costs is the smallest (the Hungarian method)."""


def goedkoopst(kosten: list[list[int]]) -> list[int]:
    """The column of each row; at least as many columns as rows. The same costs always give the same answer."""
    toedeling = _Toedeling(kosten)
    for rij in range(1, len(kosten) + 1):
        toedeling.plaats(rij)
    uit = [0] * len(kosten)
    for kolom, rij in enumerate(toedeling.rij_van):
        if kolom and rij:
            uit[rij - 1] = kolom - 1
    return uit


class _Toedeling:
    """Rows that were placed so far; `u` and `v` are the prices that prove that no cheaper division of them exists.

    Rows and columns count from 1. Column 0 is where a row waits that has no column yet.
    """

    def __init__(self, kosten: list[list[int]]) -> None:
        self.kosten, self.breedte = kosten, len(kosten[0])
        self.u, self.v = [0] * (len(kosten) + 1), [0] * (self.breedte + 1)
        self.rij_van = [0] * (self.breedte + 1)

    def plaats(self, rij: int) -> None:
        """Give one more row a column; rows placed before may move along the cheapest chain."""
        self.rij_van[0], kolom = rij, 0
        self.laagste: list[int | None] = [None] * (self.breedte + 1)
        self.vorige = [0] * (self.breedte + 1)
        self.gezien = [False] * (self.breedte + 1)
        while self.rij_van[kolom]:
            kolom = self._volgende(kolom)
        while kolom:
            self.rij_van[kolom], kolom = self.rij_van[self.vorige[kolom]], self.vorige[kolom]

    def _volgende(self, kolom: int) -> int:
        """The column that is cheapest to go on to from those seen so far."""
        self.gezien[kolom] = True
        rij = self.rij_van[kolom]
        prijzen, stap, beste = self.kosten[rij - 1], None, 0
        for k in range(1, self.breedte + 1):
            if self.gezien[k]:
                continue
            prijs, laagste = prijzen[k - 1] - self.u[rij] - self.v[k], self.laagste[k]
            if laagste is None or prijs < laagste:
                self.laagste[k], self.vorige[k], laagste = prijs, kolom, prijs
            if stap is None or laagste < stap:
                stap, beste = laagste, k
        assert stap is not None, "meer rijen dan kolommen"
        self._verlaag(stap)
        return beste

    def _verlaag(self, stap: int) -> None:
        for k in range(self.breedte + 1):
            if self.gezien[k]:
                self.u[self.rij_van[k]] += stap
                self.v[k] -= stap
            elif (waarde := self.laagste[k]) is not None:
                self.laagste[k] = waarde - stap
