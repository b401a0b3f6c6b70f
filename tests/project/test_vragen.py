"""Every list page asks the database as often with 1 row as with 30."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organisaties.models import Gemeente
from organisaties.vastleggen import leg_vast
from taakstelling.models import Inwonertal, Mutatie, Prognose, Realisatie, Taakstelling
from taakstelling.regels.halfjaar import Halfjaar
from toezicht.acties import (
    begin_kader,
    beoordeel,
    laad_pakketten,
    leg_stuk_vast,
    leg_tekstblok_vast,
    maak_brief,
    open_ronde,
)
from toezicht.regels.dossier import Stuksoort

pytestmark = pytest.mark.django_db
H = Halfjaar(2024, 1)


def maak(wereld: Any, nummers: range) -> None:
    """So many more gemeenten in Drenthe, each with figures, a beoordeling, a letter, a text block and a draft kader."""
    lid = wereld.lid("toezicht@drenthe.example")
    ronde = open_ronde(door=lid, provincie=lid.provincie, halfjaar=H)
    for n in nummers:
        gemeente = Gemeente.objects.create(code=f"GM9{n:03d}", naam=f"Gemeente {n}", provincie=lid.provincie)
        leg_vast(Inwonertal(gemeente=gemeente, peildatum=H.inwonerpeildatum, inwoners=1000 + n), door=None)
        leg_vast(
            Taakstelling(
                gemeente=gemeente,
                halfjaar=H,
                aantal=3,
                status="vastgesteld",
                vastgesteld_op=date(2023, 10, 1),
                bron="Circulaire",
            ),
            door=None,
        )
        leg_vast(
            Realisatie(gemeente=gemeente, halfjaar=H, cijfers_per=date(2024, 7, 2), aantal=n % 5, bron="COA"), door=None
        )
        leg_vast(
            Mutatie(gemeente=gemeente, datum=H.begin, soort="correctie", aantal=1, grondslag="Brief", reden="x"),
            door=None,
        )
        beoordeling = beoordeel(
            door=lid,
            ronde=ronde,
            gemeente=gemeente,
            oordeel="voldoet niet, doch verschoonbaar",
            verschoond_tot=date(2025, 1, 1),
            motivering="Eenmalig",
        )
        maak_brief(door=lid, beoordeling=beoordeling, datum=date(2024, 11, 19), kenmerk=f"K-{n}")
        leg_stuk_vast(
            door=lid,
            gemeente=gemeente,
            soort=Stuksoort.PLAN_GEVRAAGD,
            datum=date(2024, 11, 19),
            uiterlijk=date(2024, 12, 25),
        )
        begin_kader(door=lid, provincie=lid.provincie)
        leg_tekstblok_vast(door=lid, provincie=lid.provincie, plek="context", kop=f"Kop {n}", tekst="Tekst", volgorde=n)


@pytest.mark.parametrize(
    "naam",
    [
        "vandaag",
        "cijfers",
        "koppelpeildata",
        "veranderd-lijst",
        "halfjaar",
        "halfjaar-sluiten",
        "ronde",
        "toezichtdossiers",
        "ronde-brieven",
        "brieven",
        "verzonden-cijfers",
        "tekstblokken",
        "kaders",
        "kader-proef",
        "logboek",
        "mutaties",
    ],
)
def test_lijst_vraagt_bij_30_rijen_niet_meer_dan_bij_1(wereld: Any, als: Callable[[str], Client], naam: str) -> None:
    leg_vast(Prognose(halfjaar=H, aantal=18750, status="vastgesteld", bron="Staatscourant"), door=None)
    leg_vast(Inwonertal(gemeente=None, peildatum=H.inwonerpeildatum, inwoners=100_000), door=None)
    drenthe = wereld.provincies["PV22"]
    laad_pakketten(door=None, provincies=[drenthe])
    maak(wereld, range(1))
    client = als("toezicht@drenthe.example")
    argumenten = {
        "halfjaar": [H],
        "halfjaar-sluiten": [H],
        "ronde": [drenthe.rondes.get().pk],
        "ronde-brieven": [drenthe.rondes.get().pk],
        "kader-proef": [drenthe.toezichtkaders.get(versie=1).pk],
    }
    adres = reverse(naam, args=argumenten.get(naam, []))
    met_halfjaar = ("vandaag", "cijfers", "koppelpeildata", "veranderd-lijst", "kader-proef")
    vraag = "?halfjaar=2024-1&per_page=100" if naam in met_halfjaar else "?per_page=100"

    def vragen() -> int:
        with CaptureQueriesContext(connection) as gevangen:
            assert client.get(adres + vraag).status_code == 200
        return len(gevangen)

    vragen()
    weinig = vragen()
    maak(wereld, range(1, 30))
    assert vragen() == weinig
