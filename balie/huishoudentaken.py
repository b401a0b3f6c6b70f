"""What has to be done about the households of a gemeente today: the signals of the clock as tasks."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse

from balie.taken import Taak
from organisaties.models import Lidmaatschap
from organisaties.templatetags.weergave import datum, personen
from taakstelling.models import Huishouden
from taakstelling.overzicht.huishoudens import Stand, standen_van, van_mij, vervangt_nu, vraagt_aandacht

MEESTE = 8
"""Tasks shown; the rest is one sentence with a door to the list."""
_BEKEKEN = 500
"""Households looked at, those that wait longest first: more open koppelingen no gemeente has."""


@dataclass(frozen=True, slots=True)
class Huishoudentaken:
    """The tasks of one person, how many there are, and for whom this person stands in today."""

    taken: list[Taak]
    meer: int
    vervangt: list[str]
    van_anderen: int


def huishoudentaken(lid: Lidmaatschap, vandaag: date) -> Huishoudentaken:
    """The own tasks, those of nobody, and those of whom one stands in for; the most pressing first."""
    assert lid.gemeente is not None
    # Not those who only live here: the gemeente they are coupled to has the tasks.
    wie = Q(koppelgemeente=lid.gemeente) | Q(koppelgemeente__in=lid.gemeente.voorgangers.all())
    alle = Huishouden.objects.zichtbaar_voor(lid).filter(wie).met_stand(vandaag)
    open_ = alle.filter(vraagt_aandacht(vandaag))
    eigen = open_.filter(van_mij(lid, vandaag)).select_related("koppelgemeente").order_by("gekoppeld_op", "pk")
    gevonden: list[tuple[int, Taak]] = []
    for stand in standen_van(eigen[:_BEKEKEN], vandaag):
        gevonden += _taken(stand)
    gevonden.sort(key=lambda paar: paar[0])
    taken = [taak for _, taak in gevonden]
    return Huishoudentaken(
        taken[:MEESTE],
        max(0, len(taken) - MEESTE),
        [f"{v.afwezig.gebruiker} (tot en met {datum(v.tot - timedelta(days=1))})" for v in vervangt_nu(lid, vandaag)],
        open_.exclude(van_mij(lid, vandaag)).count(),
    )


def _taken(stand: Stand) -> list[tuple[int, Taak]]:
    """The tasks about one household, each with how pressing it is (lower first)."""
    h = stand.huishouden
    url = reverse("huishouden", args=[h.pk])
    uit: list[tuple[int, Taak]] = []
    if stand.weer_bekijken:
        uit.append((1, Taak(f"{h} lag stil; vandaag zou u weer kijken.", url, f"Bekijk {h}")))
    elif stand.vraagt_waarom:
        uit.append(
            (
                0,
                Taak(
                    f"{h} ({personen(h.nog_personen)}) had op {datum(stand.termijn)} een woning moeten hebben en er"
                    " gebeurt al vier weken niets.",
                    reverse("huishouden-stap", args=[h.pk, "stilstand"]),
                    f"Leg vast waarom {h} stil ligt",
                ),
            )
        )
    elif stand.te_laat:
        uit.append(
            (
                2,
                Taak(
                    f"{h} ({personen(h.nog_personen)}) is te laat sinds {datum(stand.termijn)}. {stand.volgende}",
                    url,
                    f"Bekijk {h}",
                ),
            )
        )
    elif stand.nadert:
        uit.append(
            (
                3,
                Taak(
                    f"{h} ({personen(h.nog_personen)}): nog tot en met {datum(stand.termijn)}. {stand.volgende}",
                    url,
                    f"Bekijk {h}",
                ),
            )
        )
    if stand.amv_wordt_achttien:
        zin = f"Een amv van {h} wordt 18 op {datum(h.amv_achttien_op)}. Regel een woning."
        uit.append((3, Taak(zin, url, f"Bekijk {h}")))
    if stand.nareizigers_zouden_er_zijn:
        wie = f"De nareizigers van {h} ({personen(h.nog_nareizigers)})"
        zin = f"{wie} werden verwacht op {datum(h.verwacht_op)}."
        uit.append((4, Taak(zin, url, "Leg vast of wijzig de datum")))
    return uit
