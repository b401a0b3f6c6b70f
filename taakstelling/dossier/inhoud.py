"""Everything that stands in a dossier, gathered into one plain dictionary with the ids of the rows it rests on."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django.db.models import Min, QuerySet

from organisaties.models import Gemeente
from taakstelling.cijfers import gemeentetijden, rijen_achter, stand_van
from taakstelling.koppelpeildata import koppelregels_bij
from taakstelling.models import Koppeling, Koppelstap, Plaatsing
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.koppeling import REDENEN, Soort
from taakstelling.regels.opgegaan import met_opgegane
from taakstelling.regels.verschoonbaarheid import Verloop, bevries, doorlooptijden, tel

Inhoud = dict[str, Any]


def stel_samen(gemeente: Gemeente, halfjaar: Halfjaar, *, gronden: Sequence[str], toelichting: str, op: date) -> Inhoud:
    """Gather the dossier of a gemeente over a half-year as known now, on the day `op`; nothing is written."""
    codes = met_opgegane(gemeente.code, gemeentetijden())
    stand = stand_van(gemeente.code, halfjaar)
    koppelstand = koppelregels_bij({(gemeente.code, halfjaar): stand}, [gemeente], [halfjaar], op)[0].koppelstand
    voorbij = halfjaar.eind <= op
    gekoppeld = Koppeling.objects.open_op(min(halfjaar.koppelpeildatum, op)).filter(koppelgemeente__code__in=codes)
    nu_open = Koppeling.objects.open_op(op).filter(koppelgemeente__code__in=codes)
    stappen = Koppelstap.objects.bekend().filter(koppelgemeente__code__in=codes)
    in_halfjaar = stappen.filter(datum__gte=halfjaar.begin, datum__lt=halfjaar.eind)
    verlopen, rijen_verloop = _verlopen(codes, halfjaar, stappen)
    return {
        "soort": "thuisstand-verschoonbaarheidsdossier",
        "versie": 1,
        "gemeente": {"code": gemeente.code, "naam": gemeente.naam},
        "provincie": {"code": gemeente.provincie.code, "naam": gemeente.provincie.naam} if gemeente.provincie else None,
        "halfjaar": halfjaar.code,
        "op": op.isoformat(),
        "cijfers": bevries(stand),
        "koppelstand": {
            "opgave": koppelstand.opgave,
            "gehuisvest": koppelstand.gehuisvest,
            "nodig": koppelstand.nodig,
            "gekoppeld": koppelstand.gekoppeld,
            "tekort": koppelstand.tekort,
            "uitkomst": koppelstand.uitkomst.value,
            "buiten_de_gemeente": koppelstand.buiten_de_gemeente(stand.stand_eind) if voorbij else None,
        },
        "koppelingen_bekend": Koppeling.objects.bekend()
        .filter(koppelgemeente__code__in=codes, gekoppeld_op__lt=halfjaar.eind)
        .exists(),
        "wachtend": sum(nu_open.values_list("nog_personen", flat=True)),
        "doorlooptijden": [
            {"naam": stap.naam, "aantal": stap.aantal, "weken": None if stap.weken is None else str(stap.weken)}
            for stap in doorlooptijden(verlopen)
        ],
        # Who recorded no step yet did not count nil refusals, but none at all.
        "stappen_bekend": stappen.filter(datum__lt=halfjaar.eind).exists(),
        "geweigerd": _geteld(in_halfjaar, Soort.GEWEIGERD),
        "teruggegeven": _geteld(in_halfjaar, Soort.TERUGGEGEVEN),
        "gronden": list(gronden),
        "toelichting": toelichting.strip(),
        "rijen": rijen_achter(gemeente.code, halfjaar)
        | {
            "koppeling": sorted({*gekoppeld.values_list("pk", flat=True), *rijen_verloop}),
            "koppelstap": sorted(in_halfjaar.order_by().values_list("pk", flat=True)),
        },
    }


def _geteld(stappen: QuerySet[Any], soort: Soort) -> dict[str, Any]:
    redenen = Counter(stappen.filter(soort=soort.value).values_list("reden", flat=True))
    namen = {code: reden.naam for code, reden in REDENEN[soort].items()}
    geteld = tel({namen.get(code, "Geen reden vastgelegd"): aantal for code, aantal in redenen.items()})
    return {"totaal": geteld.totaal, "redenen": [list(reden) for reden in geteld.redenen]}


def _verlopen(codes: Collection[str], halfjaar: Halfjaar, stappen: QuerySet[Any]) -> tuple[list[Verloop], list[int]]:
    """The households first housed in the half-year whose koppeling is known, and the ids of those koppelingen."""
    eerste = (
        Plaatsing.objects.bekend()
        .filter(koppelgemeente__code__in=codes, meegeteld__gt=0, dossier__isnull=False)
        .order_by()
        .values_list("dossier")
        .annotate(dag=Min("teldatum"))
        .filter(dag__gte=halfjaar.begin, dag__lt=halfjaar.eind)
    )
    gehuisvest = dict(eerste)
    koppelingen = list(
        Koppeling.objects.bekend()
        .filter(koppelgemeente__code__in=codes, dossier__in=list(gehuisvest))
        .order_by("gekoppeld_op", "pk")
    )
    stapdagen = {
        soort: dict(
            stappen.filter(soort=soort.value, dossier__in=list(gehuisvest))
            .order_by()
            .values_list("dossier")
            .annotate(eerste=Min("datum"))
        )
        for soort in (Soort.AANGEBODEN, Soort.GEACCEPTEERD)
    }
    verlopen = [
        Verloop(
            gekoppeld=k.gekoppeld_op,
            aangeboden=stapdagen[Soort.AANGEBODEN].get(k.dossier),
            geaccepteerd=stapdagen[Soort.GEACCEPTEERD].get(k.dossier),
            gehuisvest=gehuisvest[k.dossier],
        )
        for k in koppelingen
    ]
    return verlopen, [k.pk for k in koppelingen]
