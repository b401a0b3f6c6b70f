"""Plays at random what people do with a ledger, and holds the database against a small ledger of its own.

The ledger here is written apart from the application's: from the facts that are valid and from what was seen when a
half-year was closed it says what every line must be. No frozen row, no fold, no shortcut.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from organisaties.models import Gemeente, Opvolging, Provincie
from organisaties.vastleggen import leg_vast, trek_in
from taakstelling.acties.afsluitingen import heropen, sluit_af
from taakstelling.acties.feiten import leg_feiten_vast, trek_feit_in
from taakstelling.cijfers import reken_na, standen
from taakstelling.models import Afsluiting, Mutatie, Plaatsing, Realisatie, Taakstelling
from taakstelling.regels.halfjaar import Halfjaar

EERSTE = Halfjaar(2023, 1)
REEKS = list(EERSTE.tot(Halfjaar(2025, 1)))
A, B, C = "GM9001", "GM9002", "GM9003"
TAAK = 10
halfjaren = st.sampled_from(REEKS)
gemeenten = st.sampled_from((A, B, C))


@dataclass
class Feit:
    """A fact that is valid until it is withdrawn."""

    soort: str
    gemeente: str
    halfjaar: Halfjaar
    aantal: int
    rij: Any
    rang: tuple[Any, ...] = ()


@dataclass
class Boek:
    """The small ledger: facts, and per closed half-year what each gemeente showed at its end."""

    feiten: list[Feit] = field(default_factory=list)
    opgegaan: Halfjaar | None = None  # in this half-year A goes over into B, on its first day
    gesloten: dict[Halfjaar, dict[str, int]] = field(default_factory=dict)

    def som(self, soort: str, gemeente: str, halfjaar: Halfjaar) -> int:
        return sum(f.aantal for f in self.feiten if (f.soort, f.gemeente, f.halfjaar) == (soort, gemeente, halfjaar))

    def gehuisvest(self, gemeente: str, halfjaar: Halfjaar) -> int:
        coa = [f for f in self.feiten if (f.soort, f.gemeente, f.halfjaar) == ("coa", gemeente, halfjaar)]
        if coa:
            return max(coa, key=lambda f: f.rang).aantal
        if gemeente == B and self.opgegaan is not None and halfjaar >= self.opgegaan:
            return self.som("plaatsing", A, halfjaar) + self.som("plaatsing", B, halfjaar)
        return self.som("plaatsing", gemeente, halfjaar)

    def echt(self, gemeente: str, tot: Halfjaar) -> int:
        """The stand at the end of a half-year as the facts are now."""
        stand = 0
        for halfjaar in EERSTE.tot(tot):
            if gemeente == A and self.opgegaan is not None and halfjaar >= self.opgegaan:
                return 0
            stand += self.gehuisvest(gemeente, halfjaar) - TAAK
            stand += sum(self.som(soort, gemeente, halfjaar) for soort in ("correctie", "herverdeling"))
        if gemeente == B and self.opgegaan is not None and tot >= self.opgegaan:
            stand += self.echt(A, self.opgegaan.vorige)
            eerder = (self.opgegaan, tot)
            stand += sum(self.som(s, A, h) for h in eerder[0].tot(eerder[1]) for s in ("correctie", "herverdeling"))
        return stand

    def getoond(self, gemeente: str, halfjaar: Halfjaar) -> tuple[int, int]:
        """The stand at the end as it is shown, and how much of it came later about closed half-years."""
        if halfjaar in self.gesloten:
            return self.gesloten[halfjaar][gemeente], 0
        laatste = max(self.gesloten, default=None)
        later = 0
        if laatste is not None and halfjaar == laatste.volgende:
            later = self.echt(gemeente, laatste) - self.gesloten[laatste][gemeente]
        return self.echt(gemeente, halfjaar), later


class Machine(RuleBasedStateMachine):
    """Three gemeenten of one provincie, five half-years; A may go over into B."""

    def __init__(self) -> None:
        super().__init__()
        self.transactie = transaction.atomic()
        self.transactie.__enter__()
        self.boek = Boek()
        self.tel = 0

    @initialize()
    def begin(self) -> None:
        self.provincie = Provincie.objects.create(code="PV99", naam="Machineland")
        for code in (A, B, C):
            gemeente = Gemeente.objects.create(code=code, naam=code, provincie=self.provincie)
            leg_vast(self._mutatie(gemeente, EERSTE.begin, "beginstand", 0, "begin"), door=None)
            # Its own log begins here, so that nothing is unknown.
            self._plaats(gemeente, EERSTE, 1)
            for halfjaar in REEKS:
                rij = Taakstelling(
                    gemeente=gemeente,
                    halfjaar=halfjaar,
                    aantal=TAAK,
                    status="vastgesteld",
                    vastgesteld_op=halfjaar.begin,
                    bron="-",
                )
                leg_vast(rij, door=None)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.transactie.__exit__(None, None, None)

    def _gemeente(self, code: str) -> Gemeente:
        return Gemeente.objects.get(code=code)

    def _plaats(self, gemeente: Gemeente, halfjaar: Halfjaar, aantal: int) -> Feit:
        rij = Plaatsing(
            koppelgemeente=gemeente,
            huisvestingsgemeente=gemeente,
            teldatum=halfjaar.begin + timedelta(days=20),
            halfjaar=halfjaar,
            volwassenen=aantal,
            meegeteld=aantal,
        )
        self.boek.feiten.append(Feit("plaatsing", gemeente.code, halfjaar, aantal, leg_vast(rij, door=None)))
        return self.boek.feiten[-1]

    def _mutatie(self, gemeente: Gemeente, dag: date, soort: str, aantal: int, grondslag: str) -> Mutatie:
        return Mutatie(gemeente=gemeente, datum=dag, soort=soort, aantal=aantal, grondslag=grondslag, reden="-")

    def _bestaat(self, code: str, halfjaar: Halfjaar) -> bool:
        return code != A or self.boek.opgegaan is None or halfjaar < self.boek.opgegaan

    @rule(code=gemeenten, halfjaar=halfjaren, aantal=st.integers(1, 9))
    def leg_vast(self, code: str, halfjaar: Halfjaar, aantal: int) -> None:
        self._plaats(self._gemeente(code), halfjaar, aantal)

    @rule(data=st.data())
    def trek_in(self, data: st.DataObject) -> None:
        kan = [f for f in self.boek.feiten[3:] if f.soort in ("plaatsing", "coa", "correctie")]
        if kan:
            feit = data.draw(st.sampled_from(kan))
            trek_in(feit.rij, door=None, reden="Fout")
            self.boek.feiten.remove(feit)

    @rule(data=st.data(), aantal=st.integers(1, 9))
    def verbeter(self, data: st.DataObject, aantal: int) -> None:
        kan = [f for f in self.boek.feiten[3:] if f.soort == "plaatsing"]
        if kan:
            feit = data.draw(st.sampled_from(kan))
            trek_in(feit.rij, door=None, reden="Verbeterd")
            self.boek.feiten.remove(feit)
            self._plaats(self._gemeente(feit.gemeente), feit.halfjaar, aantal)

    @rule(code=gemeenten, halfjaar=halfjaren, aantal=st.integers(0, 30))
    def coa(self, code: str, halfjaar: Halfjaar, aantal: int) -> None:
        if not self._bestaat(code, halfjaar):
            return
        self.tel += 1
        per = halfjaar.peildatum + timedelta(days=self.tel)
        rij = Realisatie(gemeente=self._gemeente(code), halfjaar=halfjaar, cijfers_per=per, aantal=aantal, bron="COA")
        leg_feiten_vast(door=None, rijen=[rij])
        self.boek.feiten.append(Feit("coa", code, halfjaar, aantal, rij, (per,)))

    @rule(code=gemeenten, halfjaar=halfjaren, aantal=st.integers(-9, 9).filter(bool))
    def corrigeer(self, code: str, halfjaar: Halfjaar, aantal: int) -> None:
        if not self._bestaat(code, halfjaar):
            return
        self.tel += 1
        dag = halfjaar.begin + timedelta(days=30)
        rij = self._mutatie(self._gemeente(code), dag, "correctie", aantal, f"nr {self.tel}")
        leg_feiten_vast(door=None, rijen=[rij])
        self.boek.feiten.append(Feit("correctie", code, halfjaar, aantal, rij))

    @rule(halfjaar=halfjaren, aantal=st.integers(1, 9))
    def herverdeel(self, halfjaar: Halfjaar, aantal: int) -> None:
        self.tel += 1
        dag = halfjaar.begin + timedelta(days=30)
        rijen = [
            self._mutatie(self._gemeente(code), dag, "herverdeling", n, f"nr {self.tel}")
            for code, n in ((B, aantal), (C, -aantal))
        ]
        leg_feiten_vast(door=None, rijen=rijen)
        for rij in rijen:
            self.boek.feiten.append(Feit("herverdeling", rij.gemeente.code, halfjaar, rij.aantal, rij))

    @rule()
    def trek_herverdeling_in(self) -> None:
        laatste = next((f for f in reversed(self.boek.feiten) if f.soort == "herverdeling"), None)
        if laatste is not None:
            trek_feit_in(door=None, rij=laatste.rij, reden="Toch niet")
            samen = laatste.rij.grondslag
            self.boek.feiten = [f for f in self.boek.feiten if f.soort != "herverdeling" or f.rij.grondslag != samen]

    @precondition(lambda self: self.boek.opgegaan is None and not self.boek.gesloten)
    @rule(halfjaar=st.sampled_from(REEKS[1:]))
    def deel_in(self, halfjaar: Halfjaar) -> None:
        """A goes over into B on the first day of a half-year. What was recorded for later under A counts for B."""
        if any(
            f.gemeente == A and f.soort in ("coa", "correctie") and f.halfjaar >= halfjaar for f in self.boek.feiten
        ):
            return
        van, naar = self._gemeente(A), self._gemeente(B)
        Gemeente.objects.filter(pk=van.pk).update(geldig_tot=halfjaar.begin)
        Opvolging.objects.create(van=van, naar=naar, volgorde=0)
        for rij in Taakstelling.objects.filter(gemeente=van, halfjaar__gte=halfjaar):
            trek_in(rij, door=None, reden="Gaat op")
        self.boek.opgegaan = halfjaar

    @rule()
    def sluit(self) -> None:
        volgende = max(self.boek.gesloten).volgende if self.boek.gesloten else EERSTE
        if volgende > REEKS[-1]:
            return
        gezien = {code: self.boek.getoond(code, volgende)[0] for code in (A, B, C)}
        afsluiting = sluit_af(door=None, provincie=self.provincie, halfjaar=volgende)
        self.boek.gesloten[volgende] = gezien
        assert reken_na(afsluiting) == []

    @precondition(lambda self: bool(self.boek.gesloten))
    @rule(data=st.data())
    def heropen(self, data: st.DataObject) -> None:
        halfjaar = data.draw(st.sampled_from(sorted(self.boek.gesloten)))
        heropen(door=None, provincie=self.provincie, halfjaar=halfjaar, reden="Toch", tot=timezone.localdate())
        self.boek.gesloten = {h: seen for h, seen in self.boek.gesloten.items() if h < halfjaar}

    @invariant()
    def het_grootboek_klopt(self) -> None:
        if not hasattr(self, "provincie"):
            return
        alles = standen([A, B, C], EERSTE, REEKS[-1])
        for (code, halfjaar), lijn in alles.items():
            eind, later = self.boek.getoond(code, halfjaar)
            assert (lijn.stand_eind, lijn.gesloten) == (eind, halfjaar in self.boek.gesloten), (code, halfjaar)
            if not lijn.gesloten:
                assert lijn.nagekomen == later, (code, halfjaar)
                assert sum(n for _, n in lijn.nagekomen_over) == later
            if (vorige := alles.get((code, halfjaar.vorige))) is not None:
                assert lijn.stand_begin == vorige.stand_eind
        for halfjaar in REEKS[-2:]:  # a question about one half-year takes the short way
            assert standen([A, B, C], halfjaar, halfjaar) == {s: r for s, r in alles.items() if s[1] == halfjaar}


@pytest.mark.django_db
def test_wat_mensen_ook_doen_het_grootboek_klopt() -> None:
    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=25, stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
    assert not Afsluiting.objects.exists()
