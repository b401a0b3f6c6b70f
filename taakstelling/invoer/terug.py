"""How the facts of the taakstelling are taken back when the file they came from is undone."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any

from django.urls import reverse

from organisaties.invoer.terugdraaien import Regeling, registreer
from organisaties.models import Invoerbestand, Lidmaatschap, Logregel
from organisaties.templatetags.weergave import datum, hoeveel, personen, saldo
from organisaties.toegang import JA, Besluit
from taakstelling.acties.feiten import gemeenten_van, niet_samen_terug
from taakstelling.models import (
    Deelinwoners,
    Huishouden,
    Inwonertal,
    Koppeling,
    Koppelstap,
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


def _besluit_mag(rijen: Sequence[Any]) -> str:
    return niet_samen_terug(rijen) if rijen[0].soort in SAMEN_NUL else ""


_STUK = 500
_GEWIJZIGD = ("huishouden gewijzigd", "v-nummers gekoppeld")
"""What somebody changes of a household without a new koppeling; only the logboek says when."""


def _huishouden_geraakt(rijen: Sequence[Any], bestand: Invoerbestand) -> Mapping[int, str]:
    """Koppelingen of a household with which somebody went on. As for one by hand: not any more once housed.

    Of a koppeling that replaced another one the household stays coupled, so there only what came since.
    """
    stappen: set[int] = set()
    gehuisvest: set[int] = set()
    gewijzigd: set[int] = set()
    nieuw = {rij.dossier for rij in rijen if rij.vervangt_id is None}
    for stuk in _stukken([rij.dossier for rij in rijen]):
        na = {"dossier__in": stuk, "vastgelegd_op__gt": bestand.ingelezen_op}
        stappen |= set(Koppelstap.objects.bekend().filter(**na).values_list("dossier", flat=True))
        plaatsingen = Plaatsing.objects.bekend()
        gehuisvest |= set(plaatsingen.filter(**na).values_list("dossier", flat=True))
        gehuisvest |= nieuw & set(plaatsingen.filter(dossier__in=stuk).values_list("dossier", flat=True))
        regels = Logregel.objects.filter(
            soort=Huishouden._meta.label_lower,
            object_id__in=stuk,
            handeling__in=_GEWIJZIGD,
            op__gt=bestand.ingelezen_op,
        )
        gewijzigd |= set(regels.values_list("object_id", flat=True))
    redenen = (
        (gewijzigd, "Dit huishouden is sindsdien gewijzigd."),
        (stappen, "Bij dit huishouden is sindsdien een stap vastgelegd."),
        (gehuisvest, "Van dit huishouden is een plaatsing vastgelegd."),
    )
    return {rij.pk: reden for dossiers, reden in redenen for rij in rijen if rij.dossier in dossiers}


def _huishouden_op_slot(rijen: Sequence[Any]) -> None:
    """In turn with a step or a plaatsing that is recorded at this moment: those acts lock the household too."""
    for stuk in _stukken(sorted({rij.dossier for rij in rijen})):
        list(Huishouden.objects.select_for_update().filter(pk__in=stuk).order_by("pk").values_list("pk", flat=True))


def _stukken(dossiers: list[int]) -> Iterator[list[int]]:
    for i in range(0, len(dossiers), _STUK):
        yield dossiers[i : i + _STUK]


def _stand(rij: Any) -> str:
    return reverse("stand", kwargs={"code": rij.gemeente.code, "halfjaar": rij.halfjaar})


def _inwoners(rij: Any) -> str:
    return hoeveel(rij.inwoners, "inwoner", "inwoners")


def _noem_mutatie(rij: Any) -> str:
    return f"{rij.get_soort_display()} {saldo(rij.aantal)} van {rij.gemeente} op {datum(rij.datum)}"


def meld_aan() -> None:
    registreer(
        Plaatsing,
        Regeling(
            lambda lid, rij: mag_plaatsing_vastleggen(lid, rij.koppelgemeente),
            lambda rij: f"Plaatsing van {personen(rij.personen)} op {datum(rij.teldatum)} voor {rij.koppelgemeente}",
            lambda rij: reverse("plaatsing", args=[rij.pk]),
            met=("koppelgemeente",),
        ),
    )
    registreer(
        Koppeling,
        Regeling(
            lambda lid, rij: mag_huishouden_wijzigen(lid, rij.koppelgemeente),
            lambda rij: f"Koppeling van {personen(rij.personen)} op {datum(rij.gekoppeld_op)} aan {rij.koppelgemeente}",
            lambda rij: reverse("huishouden", args=[rij.huishouden_id]) if rij.huishouden_id else None,
            geraakt=_huishouden_geraakt,
            slot=_huishouden_op_slot,
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
    registreer(
        Mutatie,
        Regeling(_mag_cijfer, _noem_mutatie, samen=_besluit, samen_mag=_besluit_mag, met=("gemeente",)),
    )
    registreer(Prognose, Regeling(_mag_landelijk, lambda rij: f"Landelijk aantal {rij.aantal}, {rij.halfjaar.kort}"))
    registreer(
        Inwonertal,
        Regeling(
            _mag_landelijk,
            lambda rij: f"{_inwoners(rij)} van {rij.gemeente or 'Nederland'} op {datum(rij.peildatum)}",
            met=("gemeente",),
        ),
    )
    registreer(
        Deelinwoners,
        Regeling(
            _mag_landelijk,
            lambda rij: f"{_inwoners(rij)} van {rij.van} naar {rij.naar}",
            met=("van", "naar"),
        ),
    )
