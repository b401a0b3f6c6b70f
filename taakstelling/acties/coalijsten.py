"""Recording the lists of COA, and what recognises people in them. A V-nummer gets no further than its hash."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from organisaties import logboek
from organisaties.models import Gemeente, Invoerbestand, Lidmaatschap
from organisaties.regels.persoonsgegevens import lijkt_persoonsgegeven
from organisaties.toegang import eis
from organisaties.vastleggen import leg_reeks_vast, leg_vast, trek_in
from taakstelling.herkenning import Kenteken
from taakstelling.models import Coalijst, Coalijstregel, Herkenning, Huishouden, Kolomindeling
from taakstelling.regels.coacijfer import fout_in_cijfers_per
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.toegang import mag_afstemmen, mag_lijsten_wissen

SOORT = "coa-lijst"
_STUK = 500


@dataclass(frozen=True, slots=True)
class Lijstrij:
    """A row of a list, read and checked. `kentekens`: the hashes of the V-nummer under every key, newest first."""

    nummer: int
    kentekens: tuple[Kenteken, ...]
    kenmerk: str
    datum: date | None
    personen: int


@transaction.atomic
def leg_coalijst_vast(
    *,
    door: Lidmaatschap | None,
    gemeente: Gemeente,
    halfjaar: Halfjaar,
    bron: str,
    cijfers_per: date,
    regels: Sequence[Lijstrij],
    kolommen: Mapping[str, str],
    vingerafdruk: str,
    oefengegevens: bool = False,
) -> Coalijst:
    """Record a list; one of the same source, half-year and day is replaced by it. Remembers the columns.

    Of a kenmerk only one that the gemeente itself gave to a household is kept. Raises GeenToegang, ValidationError,
    AlGewijzigd.
    """
    eis(mag_afstemmen(door, gemeente))
    _toets(halfjaar, bron, cijfers_per, regels)
    familie = [gemeente.pk, *gemeente.voorgangers.values_list("pk", flat=True)]
    eigen = set(
        Huishouden.objects.filter(
            koppelgemeente__in=familie, kenmerk__in={r.kenmerk for r in regels if r.kenmerk}
        ).values_list("kenmerk", flat=True)
    )
    bestand = Invoerbestand.objects.create(
        soort=SOORT,
        naam=f"{bron} per {cijfers_per:%d-%m-%Y}",
        sha256=vingerafdruk,
        ingelezen_door_id=door.gebruiker_id if door else None,
        lidmaatschap=door,
        oefengegevens=oefengegevens,
        rijen=len(regels),
        nieuw=len(regels),
    )
    sleutel = {"gemeente": gemeente, "halfjaar": halfjaar, "bron": bron, "cijfers_per": cijfers_per}
    vorige = Coalijst.objects.select_for_update().bekend().filter(**sleutel).first()
    if vorige is not None:
        _trek_regels_in(vorige, door, "Vervangen door een nieuwe lijst")
    lijst: Coalijst = leg_vast(
        Coalijst(**sleutel, aantal_regels=len(regels), personen=sum(r.personen for r in regels)),
        door=door,
        vervangt=vorige,
        reden="Vervangen door een nieuwe lijst",
        invoerbestand=bestand,
    )
    zet_over([r.kentekens for r in regels])
    eerste = _eerste_regels(familie, regels)
    leg_reeks_vast(
        [
            Coalijstregel(
                lijst=lijst,
                nummer=r.nummer,
                kenmerk=r.kenmerk if r.kenmerk in eigen else None,
                herkenning=r.kentekens[0].herkenning if r.kentekens else None,
                sleutel=r.kentekens[0].sleutel if r.kentekens else "",
                datum=r.datum,
                personen=r.personen,
                eerste_id=eerste.get(r.nummer),
            )
            for r in regels
        ],
        door=door,
        invoerbestand=bestand,
    )
    _onthoud_kolommen(door, gemeente, bron, kolommen)
    logboek.schrijf(
        door=door,
        handeling="coa-lijst ingelezen",
        op=lijst,
        gemeente=gemeente,
        personen=lijst.personen,
        aantal=len(regels),
    )
    return lijst


@transaction.atomic
def trek_coalijst_in(*, door: Lidmaatschap | None, lijst: Coalijst, reden: str) -> None:
    """Withdraw a list with its rows; what recognises people in it is erased at once. Raises AlGewijzigd."""
    eis(mag_afstemmen(door, lijst.gemeente))
    _trek_regels_in(lijst, door, reden)
    trek_in(lijst, door=door, reden=reden)
    _wis(Coalijstregel.objects.filter(lijst=lijst))
    logboek.schrijf(door=door, handeling="coa-lijst ingetrokken", op=lijst, gemeente=lijst.gemeente)


@transaction.atomic
def wis_coalijsten(*, door: Lidmaatschap | None, voor: date) -> int:
    """Erase what recognises people in the rows of lists read before a day, and in replaced ones; how many rows.

    The counts stay. For functioneel beheer, from cron.
    """
    eis(mag_lijsten_wissen(door))
    te_wissen = Coalijstregel.objects.filter(
        Q(lijst__cijfers_per__lt=voor) | Q(ingetrokken_op__isnull=False),
        Q(kenmerk__isnull=False) | Q(herkenning__isnull=False),
    )
    aantal = _wis(te_wissen)
    logboek.schrijf(door=door, handeling="coa-lijsten gewist", op=Coalijstregel, aantal=aantal)
    return aantal


@transaction.atomic
def koppel_v_nummers(
    *, door: Lidmaatschap | None, huishouden: Huishouden, kentekens: Iterable[tuple[Kenteken, ...]]
) -> int:
    """Let a household be recognised in COA's lists; how many persons of it are now. Raises ValidationError."""
    eis(mag_afstemmen(door, huishouden.koppelgemeente))
    alle = list(kentekens)
    zet_over(alle)
    nieuwste = {k[0].herkenning: k[0].sleutel for k in alle}
    if (
        Herkenning.objects.filter(herkenning__in=nieuwste, huishouden__koppelgemeente=huishouden.koppelgemeente_id)
        .exclude(huishouden=huishouden)
        .exists()
    ):
        raise ValidationError(
            {"v_nummers": "Een van deze V-nummers hoort al bij een ander huishouden van uw gemeente. Controleer ze."}
        )
    for herkenning, sleutel in nieuwste.items():
        Herkenning.objects.get_or_create(huishouden=huishouden, herkenning=herkenning, defaults={"sleutel": sleutel})
    aantal: int = huishouden.herkenningen.count()
    logboek.schrijf(
        door=door,
        handeling="v-nummers gekoppeld",
        op=huishouden,
        gemeente=huishouden.koppelgemeente,
        aantal=len(nieuwste),
    )
    return aantal


@transaction.atomic
def wis_herkenningen(*, door: Lidmaatschap | None, huishouden: Huishouden) -> int:
    """Forget by what a household can be recognised; how many there were."""
    eis(mag_afstemmen(door, huishouden.koppelgemeente))
    aantal, _ = huishouden.herkenningen.all().delete()
    logboek.schrijf(
        door=door, handeling="v-nummers gewist", op=huishouden, gemeente=huishouden.koppelgemeente, aantal=aantal
    )
    return aantal


def zet_over(alle: Iterable[tuple[Kenteken, ...]]) -> None:
    """Move what was recorded under an older key to the newest one, now that both hashes are in hand."""
    nieuw = {oud.herkenning: kentekens[0] for kentekens in alle for oud in kentekens[1:]}
    for stuk in _stukken(list(nieuw)):
        for rij in Herkenning.objects.filter(herkenning__in=stuk):
            kenteken = nieuw[rij.herkenning]
            if Herkenning.objects.filter(huishouden=rij.huishouden_id, herkenning=kenteken.herkenning).exists():
                rij.delete()
            else:
                rij.herkenning, rij.sleutel = kenteken.herkenning, kenteken.sleutel
                rij.save(update_fields=["herkenning", "sleutel"])


def indeling_van(door: Lidmaatschap, bron: str) -> dict[str, str] | None:
    """The columns that this organisation said belong to this source."""
    rij = Kolomindeling.objects.filter(gemeente=door.gemeente_id, regio=door.regio_id, bron=bron).first()
    return None if rij is None else rij.kolommen


def _toets(halfjaar: Halfjaar, bron: str, cijfers_per: date, regels: Sequence[Lijstrij]) -> None:
    fouten: dict[str, str] = {}
    if soort := lijkt_persoonsgegeven(bron):
        fouten["bron"] = f"Dit lijkt op een {soort}. Geef de bron een naam zonder persoonsgegevens."
    if reden := fout_in_cijfers_per(cijfers_per, halfjaar, timezone.localdate()):
        fouten["cijfers_per"] = reden
    if not regels:
        fouten["bestand"] = "Op deze lijst staan geen personen. Kies een ander bestand of andere kolommen."
    if fouten:
        raise ValidationError(fouten)


def _eerste_regels(familie: Sequence[int], regels: Sequence[Lijstrij]) -> dict[int, int]:
    """Per row the first one of an earlier list that is about the same person: same hash under any key."""
    nummers = {k.herkenning: r.nummer for r in regels for k in r.kentekens}
    uit: dict[int, int] = {}
    for stuk in _stukken(list(nummers)):
        rijen = Coalijstregel.objects.filter(herkenning__in=stuk, lijst__gemeente__in=familie).order_by("pk")
        for pk, eerste, herkenning in rijen.values_list("pk", "eerste_id", "herkenning"):
            uit.setdefault(nummers[herkenning], eerste or pk)
    return uit


def _trek_regels_in(lijst: Coalijst, door: Lidmaatschap | None, reden: str) -> None:
    ids = list(lijst.regels.bekend().values_list("pk", flat=True))
    for stuk in _stukken(ids):
        Coalijstregel.objects.trek_in(
            ids=stuk, op=timezone.now(), door_id=door.gebruiker_id if door else None, reden=reden
        )


def _wis(rijen: Any) -> int:
    # Past the guard of the model: the database allows exactly this, the personal columns to NULL.
    return models.QuerySet.update(rijen, kenmerk=None, herkenning=None)


def _onthoud_kolommen(door: Lidmaatschap | None, gemeente: Gemeente, bron: str, kolommen: Mapping[str, str]) -> None:
    regio = door.regio if door else None
    Kolomindeling.objects.update_or_create(
        gemeente=None if regio else gemeente, regio=regio, bron=bron, defaults={"kolommen": dict(kolommen)}
    )


def _stukken(rij: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for i in range(0, len(rij), _STUK):
        yield rij[i : i + _STUK]
