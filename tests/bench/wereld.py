"""A world as large as the country: real gemeenten, invented people, always the same ones from the same seed."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from random import Random

from django.conf import settings
from django.utils import timezone

from organisaties.acties.lijsten import Gemeentegegevens, neem_gemeenten_over
from organisaties.models import Gebruiker, Gemeente, Lidmaatschap, Provincie
from organisaties.registratie import AMSTERDAM
from organisaties.rollen import Rol
from organisaties.vastleggen import leg_reeks_vast
from taakstelling.acties.afsluitingen import heropen, sluit_af
from taakstelling.acties.plaatsingen import bouw_plaatsing, volgorde_van
from taakstelling.models import Huishouden, Mutatie, Plaatsing, Prognose, Realisatie, Taakstelling
from taakstelling.regels.grootboek import verdeel
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.plaatsing import Plaatsingsgegevens

HALFJAREN = 24
GEGEVENS = Path(settings.BASE_DIR) / "taakstelling" / "gegevens"
# Households of 1 to 6 persons, about 2 on average; one row in a hundred was recorded in error and withdrawn.
GROOTTES, KANSEN = (1, 2, 3, 4, 5, 6), (52, 18, 12, 10, 5, 3)
FOUT = 0.01


@dataclass(frozen=True, slots=True)
class Wereld:
    """What the measurements need of it."""

    halfjaren: list[Halfjaar]
    toezichthouder: Lidmaatschap
    geteld: dict[tuple[str, Halfjaar], int]

    @property
    def loopt(self) -> Halfjaar:
        return self.halfjaren[-1]


def bouw(personen: int, *, zaad: int, vandaag: date) -> Wereld:
    """Fill the database in use with the country and exactly this many placed persons, over 24 half-years."""
    toeval = Random(zaad)
    _maak_gemeenten()
    loopt = Halfjaar.van_datum(vandaag)
    halfjaren = list(Halfjaar.van_volgnummer(loopt.volgnummer - HALFJAREN + 1).tot(loopt))
    gemeenten = {g.code: g for g in Gemeente.objects.select_related("provincie")}
    geteld = _verdeel_personen(personen, halfjaren, gemeenten, vandaag, toeval)
    for halfjaar in halfjaren:
        delen = [(gemeente, geteld.get((code, halfjaar), 0)) for code, gemeente in gemeenten.items()]
        _plaats(halfjaar, delen, vandaag, toeval)
    _leg_opgaven_vast(gemeenten, geteld, [*halfjaren, loopt.volgende], toeval)
    _sluit(halfjaren[:-1])
    return Wereld(halfjaren, _maak_toezichthouder(vandaag), geteld)


def leg_officiele_cijfers_vast(wereld: Wereld, *, zaad: int, vandaag: date) -> None:
    """As in reality: COA's final figure of every half-year that is over, and a first one of the one that runs.

    The half-years are closed on those figures, so they are opened for them first.
    """
    toeval = Random(zaad)
    for provincie in Provincie.objects.all():
        heropen(door=None, provincie=provincie, halfjaar=wereld.halfjaren[0], reden="COA-cijfers", tot=vandaag)
    pk = dict(Gemeente.objects.values_list("code", "pk"))
    leg_reeks_vast(
        [
            Realisatie(
                gemeente_id=pk[code],
                halfjaar=halfjaar,
                cijfers_per=vandaag if halfjaar == wereld.loopt else halfjaar.peildatum + timedelta(days=3),
                aantal=max(0, aantal + toeval.choice((-1, 0, 0, 0, 0, 1))),
                bron="Verzonnen voor de meting",
            )
            for (code, halfjaar), aantal in wereld.geteld.items()
        ],
        door=None,
    )
    _sluit(wereld.halfjaren[:-1])


def _sluit(halfjaren: list[Halfjaar]) -> None:
    """Every provincie closes what is over, as it does in reality."""
    for provincie in Provincie.objects.all():
        for halfjaar in halfjaren:
            sluit_af(door=None, provincie=provincie, halfjaar=halfjaar)


def _maak_gemeenten() -> None:
    def dag(tekst: str) -> date | None:
        return date.fromisoformat(tekst) if tekst else None

    neem_gemeenten_over(
        door=None,
        lijst=[
            Gemeentegegevens(
                code=rij["code"],
                naam=rij["naam"],
                provincie_code=rij["provincie_code"],
                provincie=rij["provincie"],
                geldig_van=dag(rij["geldig_van"]),
                geldig_tot=dag(rij["geldig_tot"]),
                opvolgers=tuple(rij["opvolgers"].split()),
            )
            for rij in _lees("gemeenten.csv")
        ],
    )


def _lees(naam: str) -> list[dict[str, str]]:
    with (GEGEVENS / naam).open(encoding="utf-8-sig", newline="") as bestand:
        return list(csv.DictReader(bestand, delimiter=";"))


def _inwoners(halfjaar: Halfjaar, *, _per_dag: dict[str, dict[str, int]] = {}) -> dict[str, int]:  # noqa: B006
    if not _per_dag:
        for rij in _lees("inwonertallen.csv"):
            _per_dag.setdefault(rij["peildatum"], {})[rij["code"]] = int(rij["inwoners"])
    return _per_dag.get(halfjaar.inwonerpeildatum.isoformat(), _per_dag[max(_per_dag)])


def _verdeel_personen(
    personen: int, halfjaren: list[Halfjaar], gemeenten: dict[str, Gemeente], vandaag: date, toeval: Random
) -> dict[tuple[str, Halfjaar], int]:
    """Persons by gemeente and half-year, by inhabitants; one at least in the first half-year, so that each keeps
    a log from the start and no stand is unknown."""
    bestaan = {h: [code for code, g in gemeenten.items() if g.bestaat_op(h.begin)] for h in halfjaren}
    eersten = {code: h for h in reversed(halfjaren) for code in bestaan[h]}
    if personen < len(eersten):
        raise ValueError(f"Neem minstens {len(eersten)} personen: een per gemeente.")
    per_halfjaar = verdeel(personen - len(eersten), [_gewicht(h, vandaag, toeval) for h in halfjaren])
    geteld = {}
    for halfjaar, aantal in zip(halfjaren, per_halfjaar, strict=True):
        codes = bestaan[halfjaar]
        delen = verdeel(aantal, [_inwoners(halfjaar).get(code, 20_000) for code in codes])
        geteld |= {(c, halfjaar): deel + (eersten[c] == halfjaar) for c, deel in zip(codes, delen, strict=True)}
    return geteld


def _gewicht(halfjaar: Halfjaar, vandaag: date, toeval: Random) -> int:
    """How busy a half-year was; of the one that runs only the days so far."""
    dagen = (min(halfjaar.eind, vandaag + timedelta(days=1)) - halfjaar.begin).days
    return dagen * toeval.randint(60, 140)


def _plaats(halfjaar: Halfjaar, delen: list[tuple[Gemeente, int]], vandaag: date, toeval: Random) -> None:
    """Record the households of a half-year, each on a day that has been."""
    laatste = min(halfjaar.eind - timedelta(days=1), vandaag)
    op = timezone.now() if halfjaar.bevat(vandaag) else datetime.combine(halfjaar.eind, time(), tzinfo=AMSTERDAM)
    rijen = _huishoudens(halfjaar, delen, (laatste - halfjaar.begin).days, toeval)
    while reeks := list(islice(rijen, 20_000)):
        Huishouden.objects.bulk_create([p.huishouden for p, _ in reeks])
        for plaatsing, _ in reeks:
            plaatsing.huishouden_id = plaatsing.huishouden.pk
        leg_reeks_vast([plaatsing for plaatsing, _ in reeks], door=None, op=op)
        fout = [plaatsing.pk for plaatsing, telt in reeks if not telt]
        for i in range(0, len(fout), 500):
            Plaatsing.objects.trek_in(ids=fout[i : i + 500], op=op, door_id=None, reden="Dubbel ingevoerd")


def _huishoudens(
    halfjaar: Halfjaar, delen: list[tuple[Gemeente, int]], dagen: int, toeval: Random
) -> Iterator[tuple[Plaatsing, bool]]:
    """Plaatsingen, and whether they stay; those that stay are together the asked number of persons."""
    for gemeente, personen in delen:
        volgorde = volgorde_van(gemeente)
        over, nummer = personen, 0
        while over:
            telt = toeval.random() >= FOUT
            grootte = min(toeval.choices(GROOTTES, KANSEN)[0], over)
            nummer += 1
            over -= grootte if telt else 0
            dag = halfjaar.begin + timedelta(days=toeval.randint(0, dagen))
            plaatsing = bouw_plaatsing(
                Plaatsingsgegevens(
                    volwassenen=min(grootte, 2),
                    kinderen=max(0, grootte - 2),
                    huurcontract_op=dag - timedelta(days=min(5, (dag - halfjaar.begin).days)),
                    afgemeld_op=dag,
                ),
                koppelgemeente=gemeente,
                huisvestingsgemeente=gemeente,
                huishouden=Huishouden(koppelgemeente=gemeente, kenmerk=f"{halfjaar}-{nummer:05d}"),
                volgorde=volgorde,
            )
            yield plaatsing, telt


def _leg_opgaven_vast(
    gemeenten: dict[str, Gemeente], geteld: dict[tuple[str, Halfjaar], int], halfjaren: list[Halfjaar], toeval: Random
) -> None:
    """Taakstellingen up to the next half-year, three raised in mid-period; a beginstand for all that existed."""
    bijgesteld = set(toeval.sample(halfjaren, 3))
    taakstellingen, prognoses = [], []
    for halfjaar in halfjaren:
        for status, dag in (("vastgesteld", halfjaar.begin - timedelta(days=90)), ("bijgesteld", halfjaar.begin)):
            if status == "bijgesteld" and halfjaar not in bijgesteld:
                continue
            prognoses.append(
                Prognose(halfjaar=halfjaar, aantal=15_000, status=status, gepubliceerd_op=dag, bron="Verzonnen")
            )
            taakstellingen += [
                Taakstelling(
                    gemeente=gemeente,
                    halfjaar=halfjaar,
                    aantal=round((geteld.get((code, halfjaar)) or 20) * toeval.uniform(0.8, 1.2)),
                    status=status,
                    vastgesteld_op=dag,
                    bron="Verzonnen",
                )
                for code, gemeente in gemeenten.items()
                if gemeente.bestaat_op(halfjaar.begin)
            ]
    begin = halfjaren[0].begin
    beginstanden = [
        Mutatie(
            gemeente=g,
            datum=begin,
            soort="beginstand",
            aantal=toeval.randint(-20, 10),
            grondslag="Verzonnen",
            reden="-",
        )
        for g in gemeenten.values()
        if g.bestaat_op(begin)
    ]
    for rijen in (prognoses, taakstellingen, beginstanden):
        leg_reeks_vast(rijen, door=None)


def _maak_toezichthouder(vandaag: date) -> Lidmaatschap:
    """Somebody of the provincie with the most gemeenten."""
    per_provincie: dict[int, int] = {}
    for pk in Gemeente.objects.bestaand(vandaag).exclude(provincie=None).values_list("provincie_id", flat=True):
        per_provincie[pk] = per_provincie.get(pk, 0) + 1
    gebruiker = Gebruiker.objects.create(email="toezicht@bench.example", naam="Toezichthouder")
    grootste = max(per_provincie, key=lambda pk: (per_provincie[pk], -pk))
    return Lidmaatschap.objects.create(gebruiker=gebruiker, rol=Rol.PROVINCIE, provincie_id=grootste)
