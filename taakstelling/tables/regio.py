"""The tables of a regio, as columns for a file; the pages draw them themselves."""

from organisaties.uitvoer import Kolom
from taakstelling.models import Huishouden
from taakstelling.overzicht.regio import Regiobeeld, Spreiding
from taakstelling.tables.cijfers import TELLING

LEDENKOLOMMEN = [
    Kolom("Code", lambda r: r.gemeente.code),
    Kolom("Gemeente", lambda r: r.gemeente.naam),
    Kolom("Stand begin", lambda r: r.stand.stand_begin),
    Kolom("Taakstelling", lambda r: r.stand.taakstelling),
    Kolom("Opgave", lambda r: r.stand.opgave),
    Kolom("Realisatie", lambda r: r.stand.realisatie),
    Kolom("Stand", lambda r: r.stand.stand_eind),
    Kolom("Telling van", lambda r: TELLING[r.stand.bron] or "nog geen"),
    Kolom("Cijfers per", lambda r: r.stand.cijfers_per),
]

HALFJAARKOLOMMEN = [
    Kolom("Halfjaar", lambda b: b.halfjaar.code),
    Kolom("Deden mee", lambda b: ", ".join(r.gemeente.naam for r in b.regels) or "niemand"),
    Kolom("Taakstelling", lambda b: b.samen.stand.taakstelling),
    Kolom("Opgave", lambda b: b.samen.stand.opgave),
    Kolom("Realisatie", lambda b: b.samen.stand.realisatie),
    Kolom("Stand samen", lambda b: b.samen.stand.stand_eind),
    Kolom("Achter", lambda b: ", ".join(f"{r.gemeente} {r.stand.stand_eind}" for r in b.achter) or _niemand(b)),
]

PLANKOLOMMEN = [
    Kolom("Huishouden", lambda r: r.koppeling.huishouden.kenmerk if r.koppeling.huishouden else "gewist"),
    Kolom("Telt voor", lambda r: r.koppeling.koppelgemeente.naam),
    Kolom("Personen", lambda r: r.koppeling.nog_personen),
    Kolom("Nareizigers verwacht", lambda r: r.koppeling.nog_nareizigers),
    Kolom("Gekoppeld op", lambda r: r.koppeling.gekoppeld_op),
    Kolom("Wens", lambda r: _wens(r.koppeling.huishouden)),
    Kolom("Woning in", lambda r: r.waar.naam if r.waar else "nog geen woning"),
    Kolom("Woning voor", lambda r: f"{r.ruimte} personen"),
]


def _wens(huishouden: Huishouden | None) -> str:
    wensen = []
    if huishouden and huishouden.kamers:
        wensen.append(f"{huishouden.kamers} {'kamer' if huishouden.kamers == 1 else 'kamers'}")
    if huishouden and huishouden.gelijkvloers:
        wensen.append("gelijkvloers")
    return ", ".join(wensen)


def _niemand(beeld: Regiobeeld) -> str:
    return "onbekend" if beeld.totalen.onbekend else "niemand"


def spreidingskolommen(spreiding: Spreiding) -> list[Kolom]:
    """A column for every gemeente that somebody lives in; the rows are those of `Spreiding.rijen`."""

    def woont(nummer: int) -> Kolom:
        return Kolom(spreiding.huisvesting[nummer].naam, lambda rij: rij[1][nummer][1])

    return [
        Kolom("Telt voor", lambda rij: rij[0].naam),
        *(woont(nummer) for nummer in range(len(spreiding.huisvesting))),
        Kolom("Samen", lambda rij: rij[2]),
    ]
