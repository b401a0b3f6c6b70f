"""The lists of corporaties and the norms of Steenwijkerland, read in as files, and what `norm --json` says of them."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from afspraken.aandelen import Bereik, gemeten
from afspraken.models import Norm, VrijgekomenWoning
from afspraken.regels.normen import Doelgroep, Woning, meet
from organisaties.models import Corporatie, Invoerbestand, Logregel
from tests.opdracht import importeer

KOP = "kenmerk;corporatie;gemeente;vrij_op;verhuurd_op;kamers;huurklasse;doelgroep"
NORMKOP = "corporatie;gemeente;percentage;soort;doelgroep;van;tot"
BASIS = ";GM1708;10;maximum;statushouders;2023-01-01;2028-01-01"
ADDENDUM = ";GM1708;25;maximum;statushouders;2024-07-12;2025-01-01"


@pytest.fixture
def lees(wereld: Any, tmp_path: Path) -> Callable[..., list[tuple[int | None, str | None]]]:
    """Read a file in; row and column of the faults."""

    def lees_(soort: str, *regels: str) -> list[tuple[int | None, str | None]]:
        uitkomst = importeer(tmp_path, soort, "\n".join(regels) + "\n", "--json")
        return uitkomst.redenen if uitkomst.status else []

    return lees_


def norm(**opties: Any) -> list[dict[str, Any]]:
    uit = StringIO()
    call_command("norm", json=True, stdout=uit, **{"van": "2024-01-01", "tot": "2026-01-01", **opties})
    return list(json.loads(uit.getvalue()))


def woning(nummer: int, verhuurd_op: str, doelgroep: str, vrij_op: str = "2023-12-01", wie: str = "Wetland") -> str:
    corporatie = "Stichting Wetland Wonen Groep" if wie == "Wetland" else "Stichting Woonconcept"
    return f"{nummer};{corporatie};GM1708;{vrij_op};{verhuurd_op};3;tot-1e-aftopping;{doelgroep}"


def test_steenwijkerland_drie_perioden(lees: Any) -> None:
    assert lees("normen", NORMKOP, ADDENDUM, BASIS) == []
    dagen = ["2024-07-11"] * 8 + ["2024-07-12"] * 8 + ["2024-12-31"] * 2 + ["2025-01-01"] * 4
    wie = ["statushouders"] + ["regulier"] * 7 + ["statushouders"] * 2 + ["urgent"] * 6 + ["statushouders"] * 2
    regels = [woning(i, d, w) for i, (d, w) in enumerate(zip(dagen, [*wie, *["regulier"] * 4], strict=True))]
    assert lees("vrijgekomen-woningen", KOP, *regels) == []
    vast = {"aantal": None, "soort": "maximum", "doelgroep": "statushouders"}
    assert norm(gemeente="GM1708") == [
        {
            **vast,
            "van": "2024-01-01",
            "tot": "2024-07-12",
            "percentage": 10,
            "teller": 1,
            "noemer": 8,
            "aandeel": 12.5,
            "oordeel": "boven",
        },
        {
            **vast,
            "van": "2024-07-12",
            "tot": "2025-01-01",
            "percentage": 25,
            "teller": 4,
            "noemer": 10,
            "aandeel": 40.0,
            "oordeel": "boven",
        },
        {
            **vast,
            "van": "2025-01-01",
            "tot": "2026-01-01",
            "percentage": 10,
            "teller": 0,
            "noemer": 4,
            "aandeel": 0.0,
            "oordeel": "geen oordeel",
        },
    ]
    # The norm is for the gemeente as a whole: of one corporatie it says nothing.
    assert norm(gemeente="GM1708", corporatie="Stichting Woonconcept") == []
    assert norm(gemeente="Steenwijkerland", doelgroep="bijzondere-doelgroepen") == []


def test_geval_28_zonder_woningen_is_er_geen_aandeel(lees: Any) -> None:
    lees("normen", NORMKOP, BASIS)
    (een,) = norm(gemeente="GM1708")
    assert (een["teller"], een["noemer"], een["aandeel"], een["oordeel"]) == (0, 0, None, "geen oordeel")


def test_dezelfde_lijst_opnieuw_verbetert(lees: Any) -> None:
    lees("normen", NORMKOP, BASIS)
    lees("vrijgekomen-woningen", KOP, woning(1, "", ""), woning(2, "2024-02-01", "regulier"))
    lees("vrijgekomen-woningen", KOP, woning(1, "2024-03-01", "statushouders"), woning(2, "2024-02-01", "regulier"))
    assert VrijgekomenWoning.objects.count() == 3
    assert norm(gemeente="GM1708")[0]["noemer"] == 2
    assert Invoerbestand.objects.count() == 3
    assert Logregel.objects.filter(handeling="bestand ingelezen").count() == 3
    lees("vrijgekomen-woningen", KOP, woning(1, "2024-03-01", "statushouders"))
    assert Invoerbestand.objects.count() == 3


@pytest.mark.parametrize(
    ("regels", "fouten"),
    [
        ([woning(1, "2024-03-01", "")], [(2, "doelgroep")]),
        ([woning(1, "2024-03-01", "iedereen")], [(2, "doelgroep")]),
        ([woning(1, "", "").replace("Stichting Wetland Wonen Groep", "Onbekend")], [(2, "corporatie")]),
        ([woning(1, "", ""), woning(1, "2024-03-01", "urgent")], [(3, "kenmerk")]),
        ([woning(1, "", "").replace(";3;", ";0;")], [(2, "kamers")]),
        ([woning(1, "", "").replace("GM1708", "GM9999")], [(2, "gemeente")]),
    ],
)
def test_een_foute_woning_wordt_geweigerd_bij_de_cel(lees: Any, regels: list[str], fouten: list[Any]) -> None:
    assert lees("vrijgekomen-woningen", KOP, *regels) == fouten
    assert not VrijgekomenWoning.objects.exists()


@pytest.mark.parametrize(
    ("regels", "fouten"),
    [
        ([BASIS, ";GM1708;15;maximum;statushouders;2027-01-01;2029-01-01"], [(3, "van")]),
        ([BASIS.replace("GM1708", "")], [(2, "gemeente")]),
        ([BASIS.replace(";10;", ";;")], [(2, "percentage")]),
        ([BASIS.replace(";10;", ";101;")], [(2, "percentage")]),
        ([BASIS.replace("2028-01-01", "2023-01-01")], [(2, "tot")]),
        ([BASIS.replace("maximum", "plafond")], [(2, "soort")]),
    ],
)
def test_een_foute_norm_wordt_geweigerd_bij_de_cel(lees: Any, regels: list[str], fouten: list[Any]) -> None:
    assert lees("normen", NORMKOP, *regels) == fouten
    assert not Norm.objects.exists()


def test_overlap_met_vervangt_mag_en_met_wat_er_al_is_niet(lees: Any) -> None:
    lees("normen", NORMKOP, BASIS)
    later = ";GM1708;15;maximum;statushouders;2027-01-01;2029-01-01"
    assert lees("normen", NORMKOP, later) == [(2, "van")]
    assert lees("normen", NORMKOP + ";vervangt", later + ";2023-01-01") == []
    gevonden = norm(gemeente="GM1708", van="2026-01-01", tot="2030-01-01")
    assert [(deel["van"], deel["tot"], deel["percentage"]) for deel in gevonden] == [
        ("2026-01-01", "2027-01-01", 10),
        ("2027-01-01", "2029-01-01", 15),
    ]


def test_norm_van_een_regio_telt_de_leden(lees: Any, wereld: Any) -> None:
    Corporatie.objects.get(naam="Wold & Waard").gemeenten.add(wereld.gemeenten["GM1690"])
    kop = "regio;percentage;soort;doelgroep;van;tot;telt_op"
    assert lees("normen", kop, "Westerkwartier;20;streefwaarde;statushouders;2016-03-01;2018-01-01;vrij") == []
    regels = [
        f"{i};Wold & Waard;{code};2016-0{4 + i % 3}-01;;4;daarboven;"
        for i, code in enumerate(("GM0015", "GM0022", "GM0025", "GM0056", "GM0056", "GM1690"))
    ]
    assert lees("vrijgekomen-woningen", KOP, *regels) == []
    (een,) = norm(regio="Westerkwartier", van="2016-01-01", tot="2019-01-01")
    assert (een["van"], een["tot"], een["noemer"], een["oordeel"]) == ("2016-03-01", "2018-01-01", 5, "niet gehaald")


@pytest.mark.parametrize(
    "opties",
    [{}, {"gemeente": "GM1708", "regio": "Westerkwartier"}, {"gemeente": "GM1708", "tot": "2024-01-01"}],
)
def test_verkeerd_gebruik(wereld: Any, opties: dict[str, str]) -> None:
    with pytest.raises(CommandError) as fout:
        norm(**opties)
    assert fout.value.returncode == 2


def test_onbekende_namen(wereld: Any) -> None:
    for opties in ({"gemeente": "GM9999"}, {"regio": "Nergens"}, {"gemeente": "GM1708", "corporatie": "Niemand"}):
        with pytest.raises(CommandError) as fout:
            norm(**opties)
        assert fout.value.returncode == 1


def test_database_telt_als_de_regel(wereld: Any) -> None:
    """The counts in the database are those of `regels.normen.meet`, home by home."""
    kans = Random(7)
    dag = lambda: date(2024, 1, 1) + timedelta(days=kans.randrange(300))  # noqa: E731
    corporatie, gemeente = Corporatie.objects.get(naam="Leystromen"), wereld.gemeenten["GM1723"]
    woningen = []
    for i in range(200):
        verhuurd = dag() if kans.random() < 0.7 else None
        onttrokken = dag() if verhuurd is None and kans.random() < 0.3 else None
        woningen.append(
            VrijgekomenWoning(
                corporatie=corporatie,
                kenmerk=str(i),
                gemeente=gemeente,
                vrij_op=dag(),
                verhuurd_op=verhuurd,
                onttrokken_op=onttrokken,
                kamers=3,
                huurklasse="daarboven",
                doelgroep=kans.choice(list(Doelgroep)) if verhuurd else "",
                nieuwbouw=kans.random() < 0.2,
                flex=kans.random() < 0.2,
                onzelfstandig=kans.random() < 0.2,
            )
        )
    VrijgekomenWoning.objects.bulk_create(woningen)
    puur = [
        Woning(
            w.vrij_op,
            w.verhuurd_op,
            w.onttrokken_op,
            Doelgroep(w.doelgroep) if w.doelgroep else None,
            w.nieuwbouw,
            w.flex,
            w.onzelfstandig,
        )
        for w in woningen
    ]
    for soort in ("maximum", "signaalwaarde"):
        Norm.objects.create(
            corporatie=corporatie,
            gemeente=gemeente,
            soort=soort,
            doelgroep="statushouders" if soort == "maximum" else "bijzondere-doelgroepen",
            percentage=15,
            van=date(2024, 2, 1),
            telt_op="verhuurd" if soort == "maximum" else "vrij",
            telt_nieuwbouw=soort == "maximum",
            telt_flex=soort != "maximum",
            telt_onzelfstandig=soort != "maximum",
        )
    delen = gemeten(Bereik(corporatie, gemeente), date(2024, 1, 1), date(2025, 1, 1))
    assert len(delen) == 2
    for deel in delen:
        assert deel.meting == meet(deel.stuk, puur)
        assert deel.meting.noemer > 20
