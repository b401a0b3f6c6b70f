"""Erasing households after their term. What else hangs on a household joins here, in `AppConfig.ready` of its app."""

from collections.abc import Callable, Collection
from datetime import date
from typing import Any

from django.db.models import DateField, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest

from organisaties.models import Gemeente
from taakstelling.models import Huishouden, Koppelstap, Plaatsing
from taakstelling.overzicht.huishoudens import in_fase, termijnen_van
from taakstelling.regels.koppeling import EINDES, Fase
from taakstelling.regels.koppelklok import maanden_eerder

Wisser = Callable[[Collection[int]], int]
"""Erases what an app keeps about these households (numbers); gives how many rows it erased or emptied."""

_WISSERS: dict[str, Wisser] = {}


def registreer(naam: str, wisser: Wisser) -> None:
    """Join: `naam` is what was erased, in the plural ("begeleidingen")."""
    _WISSERS[naam] = wisser


def wissers() -> dict[str, Wisser]:
    return dict(_WISSERS)


def te_wissen(vandaag: date, gemeenten: Collection[Gemeente] | None = None) -> QuerySet[Huishouden]:
    """The households that ended or were housed so long ago that their gemeente no longer needs them.

    The term runs from the last plaatsing, the end of the koppeling, or the day it was recorded, whichever is last. Not
    while somebody still has to be housed or nareizigers are expected.
    """
    alle: QuerySet[Gemeente] = Gemeente.objects.all()
    pks = [g.pk for g in gemeenten] if gemeenten is not None else list(alle.values_list("pk", flat=True))
    per_grens: dict[date, list[int]] = {}
    for pk, termijnen in termijnen_van(pks).items():
        per_grens.setdefault(maanden_eerder(vandaag, termijnen.bewaarmaanden), []).append(pk)
    eigen = OuterRef("pk")
    plaatsing = Plaatsing.objects.bekend().filter(dossier=eigen).order_by("-teldatum").values("teldatum")[:1]
    einde = Koppelstap.objects.bekend().filter(dossier=eigen, soort__in=sorted(EINDES)).values("datum")[:1]
    klaar: Any = (
        Huishouden.objects.met_stand(vandaag)
        .filter(in_fase(Fase.GEHUISVEST) | in_fase(Fase.BEEINDIGD))
        .annotate(
            laatste_plaatsing=Subquery(plaatsing, output_field=DateField()),
            einde_op=Subquery(einde, output_field=DateField()),
        )
        .annotate(
            afgelopen_op=Greatest(
                Coalesce(F("laatste_plaatsing"), F("einde_op"), F("vastgelegd_op__date")),
                Coalesce(F("einde_op"), F("laatste_plaatsing"), F("vastgelegd_op__date")),
                output_field=DateField(),
            )
        )
    )
    uit: QuerySet[Huishouden] = klaar.none()
    for grens, groep in per_grens.items():
        uit |= klaar.filter(koppelgemeente__in=groep, afgelopen_op__lt=grens)
    return uit.order_by("koppelgemeente", "pk")
