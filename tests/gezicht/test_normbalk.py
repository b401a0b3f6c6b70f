"""The normbalk: what it measures, and what it says."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afspraken.beelden import Maat, aandeelverloop, normbalk
from afspraken.beelden.normbalk import PLEK_IN_LIJST
from afspraken.regels.normen import Meting, Normdoelgroep, Normregel, Normsoort, Stuk
from afspraken.regels.ruimte import is_plafond
from afspraken.templatetags import normbeelden

metingen = st.integers(0, 600).flatmap(lambda noemer: st.builds(Meting, st.integers(0, noemer), st.just(noemer)))


def norm(soort: Normsoort, percentage: int | None = 10, aantal: int | None = None) -> Normregel:
    deel = None if percentage is None else Fraction(percentage)
    return Normregel("a", soort, Normdoelgroep.STATUSHOUDERS, date(2024, 1, 1), percentage=deel, aantal=aantal)


normen = st.builds(norm, st.sampled_from(Normsoort), st.integers(0, 100)) | st.builds(
    norm, st.sampled_from(Normsoort), st.none(), st.integers(0, 300)
)


@given(metingen, normen | st.none(), st.sampled_from(Maat))
def test_niets_steekt_buiten_de_breedte(meting: Meting, regel: Normregel | None, maat: Maat) -> None:
    balk = normbalk(meting, regel, maat)
    plekken = [balk.eind, balk.gevuld, *(balk.over or ()), *(balk.tekort or ())]
    assert all(0 <= plek <= 1 for plek in plekken)
    assert balk.merk is None or 0 <= balk.merk <= 1


@given(metingen, normen)
def test_op_een_pagina_is_de_breedte_het_ware_aandeel(meting: Meting, regel: Normregel) -> None:
    balk = normbalk(meting, regel, Maat.GROOT)
    vol = balk.over[1] if balk.over else balk.gevuld
    assert vol * meting.noemer == balk.eind * meting.teller
    assert not balk.afgekapt


@given(metingen, normen)
def test_te_veel_alleen_onder_een_plafond_en_te_weinig_alleen_erboven(meting: Meting, regel: Normregel) -> None:
    balk = normbalk(meting, regel, Maat.GROOT)
    assert not (balk.over and balk.tekort)
    assert balk.over is None or is_plafond(regel.soort)
    assert balk.tekort is None or not is_plafond(regel.soort)


@given(metingen.filter(lambda m: m.noemer > 0), st.sampled_from(Normsoort), st.integers(1, 100))
def test_in_een_lijst_staat_elke_norm_op_dezelfde_plek(meting: Meting, soort: Normsoort, procent: int) -> None:
    assert normbalk(meting, norm(soort, procent), Maat.KLEIN).merk == PLEK_IN_LIJST


@pytest.mark.parametrize(
    ("soort", "teller", "zin"),
    [
        (Normsoort.MAXIMUM, 10, "10 van de 100 woningen naar statushouders (10,0%), maximum 10%: binnen de norm"),
        (Normsoort.MAXIMUM, 11, "11 van de 100 woningen naar statushouders (11,0%), maximum 10%: boven de norm"),
        (Normsoort.MINIMUM, 10, "10 van de 100 woningen naar statushouders (10,0%), minimum 10%: gehaald"),
        (Normsoort.STREEFWAARDE, 9, "9 van de 100 woningen naar statushouders (9,0%), streefwaarde 10%: niet gehaald"),
        (
            Normsoort.SIGNAALWAARDE,
            9,
            (
                "9 van de 100 woningen naar statushouders (9,0%), signaalwaarde 10%: binnen de signaalwaarde,"
                " 1 woning minder dan aangeboden"
            ),
        ),
    ],
)
def test_zin_voor_een_schermlezer(soort: Normsoort, teller: int, zin: str) -> None:
    assert normbalk(Meting(teller, 100), norm(soort)).zin == zin


@pytest.mark.parametrize(
    ("teller", "noemer", "woorden"),
    [
        (1, 10, "op de signaalwaarde"),
        (1, 9, "boven de signaalwaarde, afstemming nodig"),
        (1, 11, "binnen de signaalwaarde, minder dan één woning eronder"),
        (0, 10, "binnen de signaalwaarde, 1 woning minder dan aangeboden"),
    ],
)
def test_op_de_signaalwaarde_is_er_precies_op(teller: int, noemer: int, woorden: str) -> None:
    assert normbalk(Meting(teller, noemer), norm(Normsoort.SIGNAALWAARDE)).zin.endswith(f": {woorden}")


def test_zonder_percentage_en_aantal_is_er_geen_norm() -> None:
    balk = normbalk(Meting(4, 40), norm(Normsoort.STREEFWAARDE, None))
    assert (balk.merk, balk.zin) == (None, "4 van de 40 woningen naar statushouders (10,0%), zonder norm")


def test_geval_29_elke_soort_norm_heeft_een_ander_merk() -> None:
    beelden = {
        soort: normbeelden.normbalk(Meting(5, 100), norm(soort), "x").split('viewBox="')[0].split("nb__halo")[1]
        for soort in Normsoort
    }
    assert len(set(beelden.values())) == 4


def test_verloop_heeft_een_trede_waar_de_norm_verandert() -> None:
    eerst, dan = norm(Normsoort.MAXIMUM, 10), norm(Normsoort.MAXIMUM, 25)
    dag = date(2024, 7, 12)
    delen = [
        (Stuk(dag - timedelta(days=90), dag, eerst), Meting(1, 10)),
        (Stuk(dag, dag + timedelta(days=90), dan), Meting(1, 4)),
    ]
    beeld = aandeelverloop(delen, dag)
    assert beeld is not None
    assert [trede.van_y is None for trede in beeld.treden] == [True, False]
    assert [kolom.klein for kolom in beeld.kolommen] == [False, True]
    assert beeld.zin == "Aandeel per kwartaal; de norm: maximum 10%, dan maximum 25%."
    assert aandeelverloop([], dag) is None
