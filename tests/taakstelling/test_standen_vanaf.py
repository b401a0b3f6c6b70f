"""A question about one half-year reads and folds less than one about all; the answer must be the same line."""

from datetime import date, timedelta
from random import Random

import pytest

from organisaties.models import Gemeente
from organisaties.vastleggen import leg_reeks_vast
from taakstelling.cijfers import standen
from taakstelling.models import Mutatie, Plaatsing, Realisatie, Taakstelling
from taakstelling.regels.halfjaar import Halfjaar

EERSTE, LAATSTE = Halfjaar(2018, 2), Halfjaar(2023, 2)


def _vul(toeval: Random, kans_officieel: float) -> None:
    """Gemeenten that end and begin, official figures that are missing here and there, now and then a mutatie."""
    rijen: dict[type, list[object]] = {Taakstelling: [], Realisatie: [], Mutatie: [], Plaatsing: []}
    for gemeente in Gemeente.objects.all():
        if toeval.random() < 0.9:
            rijen[Mutatie].append(_mutatie(gemeente, EERSTE.begin, "beginstand", toeval))
        for halfjaar in EERSTE.tot(LAATSTE):
            if toeval.random() < 0.97:
                rijen[Taakstelling].append(
                    Taakstelling(
                        gemeente=gemeente,
                        halfjaar=halfjaar,
                        aantal=toeval.randint(0, 30),
                        status=toeval.choice(("vastgesteld", "vastgesteld", "bijgesteld", "indicatief")),
                        vastgesteld_op=halfjaar.begin,
                        bron="-",
                    )
                )
            if toeval.random() < kans_officieel:
                per = halfjaar.peildatum + timedelta(days=toeval.choice((-30, 3, 3, 3)))
                rijen[Realisatie].append(
                    Realisatie(
                        gemeente=gemeente, halfjaar=halfjaar, cijfers_per=per, aantal=toeval.randint(0, 30), bron="-"
                    )
                )
            if toeval.random() < 0.1:
                soort = toeval.choice(("correctie", "vrijstelling", "herindeling"))
                rijen[Mutatie].append(_mutatie(gemeente, halfjaar.begin + timedelta(days=9), soort, toeval))
            for _ in range(toeval.choice((0, 1, 3))):
                personen = toeval.randint(1, 4)
                rijen[Plaatsing].append(
                    Plaatsing(
                        koppelgemeente=gemeente,
                        huisvestingsgemeente=gemeente,
                        teldatum=halfjaar.begin + timedelta(days=toeval.randint(0, 180)),
                        volwassenen=personen,
                        halfjaar=halfjaar,
                        meegeteld=personen,
                    )
                )
    for reeks in rijen.values():
        leg_reeks_vast(reeks, door=None)
    weg = Plaatsing.objects.order_by("?").values_list("pk", flat=True)[:40]
    Plaatsing.objects.trek_in(ids=list(weg), op=Plaatsing.objects.first().vastgelegd_op, door_id=None, reden="-")


def _mutatie(gemeente: Gemeente, datum: date, soort: str, toeval: Random) -> Mutatie:
    return Mutatie(
        gemeente=gemeente, datum=datum, soort=soort, aantal=toeval.randint(-9, 9), grondslag=soort, reden="-"
    )


@pytest.mark.usefixtures("land")
@pytest.mark.parametrize("kans_officieel", [0, 0.3, 0.8, 0.95, 1])
def test_een_halfjaar_vragen_geeft_dezelfde_regel_als_alles_vragen(kans_officieel: float) -> None:
    _vul(Random(f"{kans_officieel}"), kans_officieel)
    alles = standen(None, EERSTE, LAATSTE)
    for halfjaar in EERSTE.tot(LAATSTE):
        assert standen(None, halfjaar, halfjaar) == {s: regel for s, regel in alles.items() if s[1] == halfjaar}
    een = standen(["GM1969"], LAATSTE, LAATSTE)
    assert een == {s: regel for s, regel in alles.items() if s == ("GM1969", LAATSTE)}
    beperkt = standen(None, LAATSTE, LAATSTE, eigen_van={"GM1690"})
    assert beperkt == {s: r for s, r in standen(None, EERSTE, LAATSTE, eigen_van={"GM1690"}).items() if s[1] == LAATSTE}
