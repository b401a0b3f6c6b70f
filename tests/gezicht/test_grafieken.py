"""The two charts: the drawing and the table beside it tell the same."""

from datetime import date, timedelta
from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from taakstelling.beelden import halfjaarverloop, standverloop
from taakstelling.beelden.maatvoering import mooie_stap
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.vooruitblik import Basis, Punt, Vooruitblik
from tests.gezicht.galerij import EERSTE_HELFT, stand

PER_DAG = st.dictionaries(st.dates(EERSTE_HELFT.begin, EERSTE_HELFT.eind - timedelta(days=1)), st.integers(1, 20))
DAGEN = st.dates(EERSTE_HELFT.begin - timedelta(days=9), EERSTE_HELFT.eind + timedelta(days=9))


def opgeteld(per_dag: dict[date, int]) -> list[tuple[date, int]]:
    dagen = sorted(per_dag)
    return list(zip(dagen, accumulate(per_dag[dag] for dag in dagen), strict=True))


@given(PER_DAG, st.none() | st.integers(-20, 500), DAGEN)
def test_laatste_kolom_en_tabel_zeggen_hetzelfde_als_de_telling(
    per_dag: dict[date, int], opgave: int | None, op: date
) -> None:
    beeld = halfjaarverloop(EERSTE_HELFT, opgave, opgeteld(per_dag), op)
    verwacht = sum(aantal for dag, aantal in per_dag.items() if dag <= op)
    assert beeld.totaal == verwacht
    assert (beeld.kolommen[-1].aantal if beeld.kolommen else 0) == verwacht
    bekend = [regel for regel in beeld.regels if regel.totaal is not None]
    assert sum(regel.in_periode or 0 for regel in bekend) == verwacht
    assert all(regel.dag <= op + timedelta(days=1) for regel in bekend)
    assert beeld.regels[-1].dag == EERSTE_HELFT.eind
    assert bool(beeld.doel) == (opgave is not None and opgave > 0)


@given(PER_DAG, st.integers(1, 500))
def test_schema_staat_ook_in_de_tabel(per_dag: dict[date, int], opgave: int) -> None:
    regels = halfjaarverloop(EERSTE_HELFT, opgave, opgeteld(per_dag), date(2024, 7, 1)).regels
    assert [regel.dag for regel in regels] == [date(2024, maand, 1) for maand in range(2, 8)]
    assert [regel.volgens_schema for regel in regels] == [(2 * opgave * i + 6) // 12 for i in range(1, 7)]
    assert all(regel.verschil == (regel.totaal or 0) - (regel.volgens_schema or 0) for regel in regels)


def test_verwachting_staat_als_band_in_beeld_en_in_de_tabel() -> None:
    punten = (Punt(date(2024, 6, 1), 4, 5, 8), Punt(date(2024, 7, 1), 6, 9, 40))
    op = date(2024, 5, 31) - timedelta(days=10)
    blik = Vooruitblik(EERSTE_HELFT, op, Basis.PLAATSINGEN, 3, 52, 0, punten)
    beeld = halfjaarverloop(EERSTE_HELFT, 36, [(date(2024, 1, 2), 3)], op, blik)
    hoeken = [tuple(map(float, hoek.split(","))) for hoek in beeld.band.split()]
    # There along the low side, back along the high one; both begin at what is housed now.
    assert len(hoeken) == 6
    assert hoeken[0] == hoeken[-1]
    assert [x for x, _ in hoeken[:3]] == [x for x, _ in hoeken[:2:-1]]
    assert all(hoog <= laag for (_, laag), (_, hoog) in zip(hoeken[:3], hoeken[:2:-1], strict=True))
    assert (hoeken[2][0], len(beeld.midden)) == (1000, 2)
    # The highest of the band is within the chart.
    assert min(y for _, y in hoeken) >= beeld.boven
    assert [regel.verwacht for regel in beeld.regels if regel.verwacht] == list(punten)
    assert beeld.zin.startswith(
        "Verloop van de 1e helft van 2024: 3 gehuisvest, naar verwachting 6 tot 40 op de peildatum, volgens schema"
    )


def test_de_lopende_week_eindigt_vandaag() -> None:
    beeld = halfjaarverloop(EERSTE_HELFT, 36, [(date(2024, 1, 2), 3)], date(2024, 1, 2))
    assert [(kolom.x, kolom.breedte, kolom.aantal) for kolom in beeld.kolommen] == [("0%", "1.099%", 3)]
    assert beeld.vandaag == "1.099%"
    assert beeld.zin == "Verloop van de 1e helft van 2024: 3 gehuisvest, volgens schema 0, de opgave is 36."


@given(st.lists(st.tuples(st.none() | st.integers(0, 900), st.none() | st.integers(0, 900)), min_size=1, max_size=30))
def test_standverloop_tekent_elk_halfjaar_binnen_het_vlak(rijen: list[tuple[int | None, int | None]]) -> None:
    begin: int | None = -10
    standen = []
    for i, (taakstelling, realisatie) in enumerate(rijen):
        regel = stand(begin, taakstelling, realisatie, halfjaar=Halfjaar.van_volgnummer(4030 + i))
        standen.append(regel)
        begin = regel.stand_eind
    beeld = standverloop(standen)
    assert beeld.regels == standen
    for staaf in beeld.staven:
        assert (staaf.stand_h is None) == (staaf.stand.stand_eind is None)
        assert (staaf.realisatie_h is None) == (staaf.stand.realisatie is None)
        assert (staaf.doel_y is None) == (staaf.stand.taakstelling is None)
        for y in (staaf.realisatie_y, staaf.doel_y, staaf.stand_y, staaf.label_y):
            assert y is None or 0 <= float(y) <= beeld.hoogte


def test_standverloop_zonder_halfjaren() -> None:
    assert standverloop([]).staven == ()


@given(st.integers(1, 10**6), st.integers(1, 6))
def test_mooie_stap_is_een_twee_of_vijf_en_reikt_ver_genoeg(hoogste: int, stappen: int) -> None:
    stap = mooie_stap(hoogste, stappen)
    assert stap * stappen >= hoogste
    assert str(stap).rstrip("0") in ("1", "2", "5")
