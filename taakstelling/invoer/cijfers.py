"""The kinds with national and official figures: inwonertallen, deelinwoners, prognoses, taakstellingen, realisaties."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from organisaties.invoer.soorten import Lezing, Rij, Soort
from organisaties.invoer.toelichting import Kolomuitleg, Toelichting, Vorm
from organisaties.invoer.waarden import OngeldigeWaarde, als_tekst, datum, geheel, keuze, vrije_tekst
from organisaties.models import Gemeente, Opvolging
from organisaties.rollen import Rol
from taakstelling.acties.feiten import gemeenten_van
from taakstelling.invoer.toets import schrijf_feiten, toets_opnamedatum
from taakstelling.invoer.waarden import MEESTE_INWONERS, MEESTE_PERSONEN, halfjaar, peildatum
from taakstelling.models import Deelinwoners, Inwonertal, Prognose, Realisatie, Taakstelling
from taakstelling.regels.coacijfer import fout_in_cijfers_per
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.inwoners import NEDERLAND
from taakstelling.regels.versies import Status
from taakstelling.toegang import mag_cijfers_vastleggen

_AANTAL = geheel(0, MEESTE_PERSONEN)
_INWONERS = geheel(0, MEESTE_INWONERS)
_STATUS = keuze([status.value for status in Status])
_BRON = vrije_tekst(300)


def lees_inwonertallen(rijen: Sequence[Rij], lezing: Lezing) -> list[tuple[Rij, Inwonertal]]:
    """Inhabitants per code; NL is the country. The gemeente need not have been there yet on that day."""

    def gemeente(cel: Any) -> Gemeente | str:
        code = als_tekst(cel).upper()
        if code != NEDERLAND and code not in lezing.wijzer.per_code:
            raise OngeldigeWaarde("Deze gemeentecode is niet bekend. NL is het hele land.")
        return NEDERLAND if code == NEDERLAND else lezing.wijzer.per_code[code]

    gelezen = []
    for rij in rijen:
        van = rij.lees("code", gemeente)
        dag = rij.lees("peildatum", peildatum)
        inwoners = rij.lees("inwoners", _INWONERS)
        if van == NEDERLAND and inwoners == 0:
            rij.fout("inwoners", "Het aantal inwoners van Nederland is meer dan nul.")
        if lezing.dubbelen.herhaalt(rij, (van, dag), inwoners, "code") or rij.fouten:
            continue
        feit = Inwonertal(gemeente=None if van == NEDERLAND else van, peildatum=dag, inwoners=inwoners)
        gelezen.append((rij, feit))
    toets_opnamedatum(gelezen, lezing, "peildatum")
    return gelezen


def lees_deelinwoners(rijen: Sequence[Rij], lezing: Lezing) -> list[tuple[Rij, Deelinwoners]]:
    """Inhabitants of the parts of a gemeente that was split, per successor."""
    opvolgers: dict[int, list[int]] = {}
    for van_id, naar_id in Opvolging.objects.values_list("van_id", "naar_id"):
        opvolgers.setdefault(van_id, []).append(naar_id)
    gelezen = []
    for rij in rijen:
        dag = rij.lees("peildatum", peildatum)
        van = lezing.gemeente(rij, "van", dag)
        naar = lezing.gemeente(rij, "naar", van.geldig_tot if van else None)
        inwoners = rij.lees("inwoners", _INWONERS)
        if van and naar and naar.pk not in opvolgers.get(van.pk, ()):
            rij.fout("naar", f"{naar.naam} is geen opvolger van {van.naam}. Lees eerst de gemeenten met opvolgers in.")
        if van and dag and van.geldig_tot and dag > van.geldig_tot:
            rij.fout("peildatum", f"{van.naam} bestond toen niet meer (tot {van.geldig_tot:%d-%m-%Y}).")
        if lezing.dubbelen.herhaalt(rij, (van, naar, dag), inwoners, "van") or rij.fouten:
            continue
        gelezen.append((rij, Deelinwoners(van=van, naar=naar, peildatum=dag, inwoners=inwoners)))
    toets_opnamedatum(gelezen, lezing, "peildatum")
    return gelezen


def lees_prognoses(rijen: Sequence[Rij], lezing: Lezing) -> list[tuple[Rij, Prognose]]:
    """The national number of a half-year, in its versions."""
    gelezen = []
    for rij in rijen:
        feit = Prognose(
            halfjaar=(periode := rij.lees("halfjaar", halfjaar)),
            aantal=(aantal := rij.lees("aantal", _AANTAL)),
            status=(status := rij.lees("status", _STATUS)),
            gepubliceerd_op=rij.lees_of("gepubliceerd_op", datum, None),
            bron=rij.lees("bron", _BRON),
        )
        waarden = (feit.gepubliceerd_op, feit.bron)
        if not lezing.dubbelen.herhaalt(rij, (periode, status, aantal), waarden, "halfjaar"):
            gelezen.append((rij, feit))
    toets_opnamedatum(gelezen, lezing, "halfjaar")
    return gelezen


def lees_taakstellingen(rijen: Sequence[Rij], lezing: Lezing) -> list[tuple[Rij, Taakstelling]]:
    """The published number per gemeente. A name is that of the first day of the half-year."""
    gelezen = []
    for rij in rijen:
        periode = rij.lees("halfjaar", halfjaar)
        gemeente = lezing.gemeente(rij, "gemeente", periode.begin if periode else None)
        aantal = rij.lees("aantal", _AANTAL)
        status = rij.lees("status", _STATUS)
        vastgesteld_op = rij.lees("vastgesteld_op", datum)
        bron = rij.lees("bron", _BRON)
        lezing.eis(rij, "gemeente", mag_cijfers_vastleggen, gemeente)
        sleutel = (gemeente, periode, status, vastgesteld_op)
        if lezing.dubbelen.herhaalt(rij, sleutel, (aantal, bron), "gemeente") or rij.fouten:
            continue
        _merk_op(lezing, rij, gemeente, periode)
        feit = Taakstelling(
            gemeente=gemeente, halfjaar=periode, aantal=aantal, status=status, vastgesteld_op=vastgesteld_op, bron=bron
        )
        gelezen.append((rij, feit))
    toets_opnamedatum(gelezen, lezing, "halfjaar")
    return gelezen


def lees_realisaties(rijen: Sequence[Rij], lezing: Lezing) -> list[tuple[Rij, Realisatie]]:
    """The official COA count, cumulative in the half-year. A name is that of the first day of the half-year."""
    vandaag = timezone.localdate()
    gelezen = []
    for rij in rijen:
        periode = rij.lees("halfjaar", halfjaar)
        gemeente = lezing.gemeente(rij, "gemeente", periode.begin if periode else None)
        per = rij.lees("cijfers_per", datum)
        if per and (reden := fout_in_cijfers_per(per, periode, vandaag)):
            rij.fout("cijfers_per", reden)
        lezing.eis(rij, "gemeente", mag_cijfers_vastleggen, gemeente)
        aantal = rij.lees("aantal", _AANTAL)
        bron = rij.lees("bron", _BRON)
        if lezing.dubbelen.herhaalt(rij, (gemeente, periode, per), (aantal, bron), "gemeente") or rij.fouten:
            continue
        _merk_op(lezing, rij, gemeente, periode)
        feit = Realisatie(gemeente=gemeente, halfjaar=periode, cijfers_per=per, aantal=aantal, bron=bron)
        gelezen.append((rij, feit))
    toets_opnamedatum(gelezen, lezing, "halfjaar")
    return gelezen


def _merk_op(lezing: Lezing, rij: Rij, gemeente: Gemeente | None, periode: Halfjaar | None) -> None:
    """A figure of a gemeente outside its time is kept, but counts nowhere: the sender should know."""
    if gemeente is None or periode is None:
        return
    if gemeente.geldig_tot and gemeente.geldig_tot < periode.begin:
        lezing.opmerkingen.append(
            f"Rij {rij.nummer}: {gemeente.naam} bestaat niet meer in {periode}. Dit cijfer telt nergens mee."
        )
    elif gemeente.geldig_van and gemeente.geldig_van >= periode.eind:
        lezing.opmerkingen.append(
            f"Rij {rij.nummer}: {gemeente.naam} bestaat nog niet in {periode}. Dit cijfer telt nergens mee."
        )


def pks(feit: Any) -> list[int]:
    return [gemeente.pk for gemeente in gemeenten_van(feit)]


_ALLEEN_BEHEER = frozenset({Rol.BEHEER})
_MET_PROVINCIE = frozenset({Rol.PROVINCIE, Rol.BEHEER})
_PERSONEN = Kolomuitleg("Aantal personen, een heel getal.", "26", Vorm.GETAL)

SOORTEN = (
    Soort(
        "inwonertallen",
        ("code", "peildatum", "inwoners"),
        lees_inwonertallen,
        schrijf_feiten,
        gemeenten=pks,
        rollen=_ALLEEN_BEHEER,
        toelichting=Toelichting(
            "Inwonertallen",
            "Inwoners per gemeente op 1 januari, van het CBS. Zet ook een rij voor heel Nederland in het bestand.",
            ("code", "peildatum"),
            {"code": Kolomuitleg("CBS-code van de gemeente; NL is het hele land.", "GM1690")},
        ),
    ),
    Soort(
        "deelinwoners",
        ("van", "naar", "peildatum", "inwoners"),
        lees_deelinwoners,
        schrijf_feiten,
        gemeenten=pks,
        rollen=_ALLEEN_BEHEER,
        toelichting=Toelichting(
            "Deelinwoners",
            "Van een gemeente die is gesplitst: hoeveel inwoners er naar elke opvolger gingen. Daarnaar wordt de stand"
            " verdeeld.",
            ("van", "naar", "peildatum"),
            {
                "van": Kolomuitleg("Code of naam van de gemeente die is gesplitst.", "GM0457"),
                "naar": Kolomuitleg("Code of naam van de opvolger.", "GM0363"),
            },
        ),
    ),
    Soort(
        "prognoses",
        ("halfjaar", "aantal", "status", "gepubliceerd_op", "bron"),
        lees_prognoses,
        schrijf_feiten,
        optioneel={"gepubliceerd_op"},
        lijst="landelijk",
        rollen=_ALLEEN_BEHEER,
        toelichting=Toelichting(
            "Landelijke aantallen",
            "Het aantal voor heel Nederland per halfjaar, in al zijn versies, zoals in de Staatscourant.",
            ("halfjaar", "status", "aantal"),
            {
                "aantal": _PERSONEN,
                "gepubliceerd_op": Kolomuitleg("Dag van de Staatscourant.", "2023-09-27", Vorm.DATUM),
                "bron": Kolomuitleg("Nummer van de Staatscourant.", "Stcrt. 2023, 26684"),
            },
        ),
    ),
    Soort(
        "taakstellingen",
        ("gemeente", "halfjaar", "aantal", "status", "vastgesteld_op", "bron"),
        lees_taakstellingen,
        schrijf_feiten,
        gemeenten=pks,
        rollen=_MET_PROVINCIE,
        lijst="cijfers",
        toelichting=Toelichting(
            "Taakstellingen",
            "Het gepubliceerde aantal per gemeente en halfjaar. De naam van een gemeente is die op de eerste dag"
            " van het halfjaar.",
            ("gemeente", "halfjaar", "status", "vastgesteld_op"),
            {
                "aantal": _PERSONEN,
                "vastgesteld_op": Kolomuitleg("Dag waarop het aantal is bekendgemaakt.", "2023-10-02", Vorm.DATUM),
            },
        ),
    ),
    Soort(
        "realisaties",
        ("gemeente", "halfjaar", "cijfers_per", "aantal", "bron"),
        lees_realisaties,
        schrijf_feiten,
        gemeenten=pks,
        rollen=_MET_PROVINCIE,
        lijst="cijfers",
        toelichting=Toelichting(
            "Realisaties van COA",
            "Het officiële aantal per gemeente, opgeteld vanaf het begin van het halfjaar. Elke maand een nieuwe"
            " lijst mag: de laatste telt.",
            ("gemeente", "halfjaar", "cijfers_per"),
            {
                "cijfers_per": Kolomuitleg("De dag waarop COA dit aantal aflas.", "2024-07-03", Vorm.DATUM),
                "aantal": Kolomuitleg("Personen vanaf het begin van het halfjaar.", "23", Vorm.GETAL),
            },
        ),
    ),
)
