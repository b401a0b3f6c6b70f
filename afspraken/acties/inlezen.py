"""Real agreements that come with the project: read from a file and made through the same acts as those of a form."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from afspraken.acties.ondertekenen import onderteken
from afspraken.acties.overeenkomsten import Organisatie, leg_afspraak_vast, leg_thema_vast, stel_op
from afspraken.models import Afspraak, Partij, Prestatieafspraak
from afspraken.tekst import AFSPRAAKVELDEN, VELDEN
from organisaties.models import Corporatie, Gemeente, Huurdersorganisatie, Lidmaatschap

GEGEVENS = Path(__file__).resolve().parent.parent / "gegevens"
VOORBEELDEN = ("alphen-chaam", "steenwijkerland")
_ZOEK: dict[str, tuple[Any, str]] = {
    "gemeente": (Gemeente, "code"),
    "corporatie": (Corporatie, "naam"),
    "huurdersorganisatie": (Huurdersorganisatie, "naam"),
}


@transaction.atomic
def lees_overeenkomst_in(*, door: Lidmaatschap | None, voorbeeld: str) -> Prestatieafspraak:
    """Make the agreement of one of `VOORBEELDEN` with its addenda; its parties must be there already."""
    blad = json.loads((GEGEVENS / f"{voorbeeld}.json").read_text(encoding="utf-8"))
    partijen = {p["wie"]: _organisatie(p) for p in blad["partijen"]}
    hoofd = _maak(door, blad, partijen)
    for addendum in blad.get("addenda", []):
        _maak(door, addendum, partijen, hoort_bij=hoofd)
    hoofd.refresh_from_db()
    return hoofd


def _organisatie(partij: Mapping[str, str]) -> Organisatie:
    model, veld = _ZOEK[partij["soort"]]
    organisatie: Organisatie = model.objects.get(**{veld: partij["wie"]})
    return organisatie


def _maak(
    door: Lidmaatschap | None,
    blad: Mapping[str, Any],
    organisaties: Mapping[str, Organisatie],
    hoort_bij: Prestatieafspraak | None = None,
) -> Prestatieafspraak:
    rij = stel_op(
        door=door,
        partijen=organisaties.values(),
        hoort_bij=hoort_bij,
        van=date.fromisoformat(blad["van"]),
        tot=date.fromisoformat(blad["tot"]),
        overleg_rond_bod=blad.get("overleg_rond_bod", False),
        **{veld: blad.get(veld, "") for veld in VELDEN},
    )
    partijen = _per_naam(rij.partijen.all(), organisaties)
    eerder = {}
    if hoort_bij is not None:
        eerder = {a.nummer: a for a in Afspraak.objects.filter(thema__prestatieafspraak=hoort_bij)}
    for thema in blad["themas"]:
        gemaakt = leg_thema_vast(
            door=door, prestatieafspraak=rij, naam=thema["naam"], toelichting=thema.get("toelichting", "")
        )
        for afspraak in thema["afspraken"]:
            leg_afspraak_vast(
                door=door,
                thema=gemaakt,
                bijdragen={partijen[wie].pk: regels for wie, regels in afspraak["bijdragen"].items()},
                regie=[partijen[wie] for wie in afspraak.get("regie", [])],
                wijzigt=eerder[afspraak["wijzigt"]] if "wijzigt" in afspraak else None,
                **{veld: afspraak.get(veld, "") for veld in AFSPRAAKVELDEN},
            )
    for getekend in blad["ondertekeningen"]:
        onderteken(
            door=door,
            partij=partijen[getekend["partij"]],
            ondertekenaar=getekend["ondertekenaar"],
            datum=date.fromisoformat(getekend["datum"]) if "datum" in getekend else None,
        )
    rij.refresh_from_db()
    return rij


def _per_naam(partijen: Iterable[Partij], organisaties: Mapping[str, Organisatie]) -> dict[str, Partij]:
    """The parties by what the file calls them."""
    sleutels = {
        (type(organisatie).__name__.lower(), organisatie.pk): naam for naam, organisatie in organisaties.items()
    }
    return {
        sleutels[soort, pk]: partij
        for partij in partijen
        for soort, pk in zip(_ZOEK, partij.sleutel, strict=True)
        if pk is not None
    }
