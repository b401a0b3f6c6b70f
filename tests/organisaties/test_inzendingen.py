"""A form that is sent in twice, also at the very same moment, is handled once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from organisaties.acties import beeindig_lidmaatschap, neem_inzending, nodig_uit
from organisaties.forms import EenmaligFormulier
from organisaties.models import Inzending, Lidmaatschap
from organisaties.rollen import Rol


def test_een_sleutel_wordt_een_keer_genomen(db: None) -> None:
    sleutel = uuid4()
    assert [neem_inzending(sleutel=sleutel, door=None) for _ in range(3)] == [True, False, False]
    assert neem_inzending(sleutel=uuid4(), door=None)


def test_sleutel_is_weer_vrij_als_de_handeling_niet_doorgaat(db: None) -> None:
    sleutel = uuid4()

    def geweigerd() -> None:
        with transaction.atomic():
            assert neem_inzending(sleutel=sleutel, door=None)
            raise ValidationError("geweigerd")

    with pytest.raises(ValidationError):
        geweigerd()
    assert neem_inzending(sleutel=sleutel, door=None)


def test_elk_formulier_krijgt_een_eigen_sleutel_en_houdt_die_na_een_fout() -> None:
    een, twee = EenmaligFormulier(), EenmaligFormulier()
    assert een["inzending"].value() != twee["inzending"].value()
    terug = EenmaligFormulier({"inzending": str(een["inzending"].value())})
    assert terug["inzending"].value() == str(een["inzending"].value())


def _tegelijk(*werk: Any) -> list[Any]:
    """Start them at the same moment, each on its own connection; the answers, or the exception in its place."""
    start = Barrier(len(werk))

    def doe(taak: Any) -> Any:
        try:
            start.wait(timeout=10)
            return taak()
        except ValidationError as fout:
            return fout
        finally:
            connection.close()

    with ThreadPoolExecutor(len(werk)) as draden:
        return list(draden.map(doe, werk))


@pytest.mark.django_db(transaction=True)
def test_twee_keer_op_hetzelfde_moment_geeft_een_rij() -> None:
    sleutel = uuid4()

    def dien_in() -> bool:
        with transaction.atomic():
            if not neem_inzending(sleutel=sleutel, door=None):
                return False
            nodig_uit(door=None, email="n@x.example", naam="N", rol=Rol.CIJFERLEZER)
            return True

    assert sorted(_tegelijk(*[dien_in] * 4)) == [False, False, False, True]
    assert (Inzending.objects.count(), Lidmaatschap.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_twee_beheerders_beeindigen_elkaar_en_een_blijft() -> None:
    leden = [nodig_uit(door=None, email=f"b{n}@x.example", naam=f"B{n}", rol=Rol.BEHEER).lidmaatschap for n in range(2)]
    uitkomst = _tegelijk(
        lambda: beeindig_lidmaatschap(door=leden[0], lidmaatschap=leden[1]),
        lambda: beeindig_lidmaatschap(door=leden[1], lidmaatschap=leden[0]),
    )
    assert sorted(type(antwoord).__name__ for antwoord in uitkomst) == ["NoneType", "ValidationError"]
    assert Lidmaatschap.objects.filter(beeindigd_op=None).count() == 1


@pytest.mark.django_db(transaction=True)
def test_twee_beheerders_nodigen_dezelfde_persoon_tegelijk_uit() -> None:
    def uitnodiging() -> Any:
        return nodig_uit(door=None, email="n@x.example", naam="N", rol=Rol.CIJFERLEZER)

    fouten = [antwoord for antwoord in _tegelijk(uitnodiging, uitnodiging) if isinstance(antwoord, ValidationError)]
    assert [fout.message_dict for fout in fouten] == [{"rol": ["N heeft deze rol al."]}]
    assert Lidmaatschap.objects.count() == 1
