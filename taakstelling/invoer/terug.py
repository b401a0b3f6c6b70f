"""How the facts of the taakstelling are taken back when the file they came from is undone."""

from collections.abc import Hashable
from typing import Any

from django.urls import reverse

from organisaties.invoer.terugdraaien import Regeling, registreer
from organisaties.models import Lidmaatschap
from organisaties.templatetags.weergave import datum, saldo
from organisaties.toegang import JA, Besluit
from taakstelling.acties.feiten import gemeenten_van
from taakstelling.models import (
    Deelinwoners,
    Inwonertal,
    Koppeling,
    Mutatie,
    Plaatsing,
    Prognose,
    Realisatie,
    Taakstelling,
)
from taakstelling.regels.mutaties import SAMEN_NUL
from taakstelling.toegang import (
    mag_cijfers_vastleggen,
    mag_huishouden_wijzigen,
    mag_landelijke_cijfers_vastleggen,
    mag_plaatsing_vastleggen,
)


def _mag_cijfer(lid: Lidmaatschap | None, rij: Any) -> Besluit:
    for gemeente in gemeenten_van(rij):
        if not (besluit := mag_cijfers_vastleggen(lid, gemeente)):
            return besluit
    return JA


def _mag_landelijk(lid: Lidmaatschap | None, _: Any) -> Besluit:
    return mag_landelijke_cijfers_vastleggen(lid)


def _besluit(rij: Any) -> Hashable:
    return (rij.datum, rij.soort, rij.grondslag) if rij.soort in SAMEN_NUL else rij.pk


def _stand(rij: Any) -> str:
    return reverse("stand", kwargs={"code": rij.gemeente.code, "halfjaar": rij.halfjaar})


def _noem_mutatie(rij: Any) -> str:
    return f"{rij.get_soort_display()} {saldo(rij.aantal)} van {rij.gemeente} op {datum(rij.datum)}"


def meld_aan() -> None:
    registreer(
        Plaatsing,
        Regeling(
            lambda lid, rij: mag_plaatsing_vastleggen(lid, rij.koppelgemeente),
            lambda rij: f"Plaatsing van {rij.personen} personen op {datum(rij.teldatum)} voor {rij.koppelgemeente}",
            lambda rij: reverse("plaatsing", args=[rij.pk]),
            met=("koppelgemeente",),
        ),
    )
    registreer(
        Koppeling,
        Regeling(
            lambda lid, rij: mag_huishouden_wijzigen(lid, rij.koppelgemeente),
            lambda rij: f"Koppeling van {rij.personen} personen op {datum(rij.gekoppeld_op)} aan {rij.koppelgemeente}",
            lambda rij: reverse("huishouden", args=[rij.huishouden_id]) if rij.huishouden_id else None,
            met=("koppelgemeente",),
        ),
    )
    for model, wat in ((Taakstelling, "Taakstelling"), (Realisatie, "Realisatie")):
        registreer(
            model,
            Regeling(
                _mag_cijfer,
                lambda rij, wat=wat: f"{wat} {rij.aantal} van {rij.gemeente}, {rij.halfjaar.kort}",  # type: ignore[misc]
                _stand,
                met=("gemeente",),
            ),
        )
    registreer(Mutatie, Regeling(_mag_cijfer, _noem_mutatie, samen=_besluit, met=("gemeente",)))
    registreer(Prognose, Regeling(_mag_landelijk, lambda rij: f"Landelijk aantal {rij.aantal}, {rij.halfjaar.kort}"))
    registreer(
        Inwonertal,
        Regeling(
            _mag_landelijk,
            lambda rij: f"{rij.inwoners} inwoners van {rij.gemeente or 'Nederland'} op {datum(rij.peildatum)}",
            met=("gemeente",),
        ),
    )
    registreer(
        Deelinwoners,
        Regeling(
            _mag_landelijk,
            lambda rij: f"{rij.inwoners} inwoners van {rij.van} naar {rij.naar}",
            met=("van", "naar"),
        ),
    )
