"""From personen to huishoudens and woningen: by the own mean, and not where that mean says nothing."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from taakstelling.regels.huishoudgrootte import Gehuisvest, Grootte, grootte_van
from taakstelling.regels.telling import Huisvestingsvorm

plaatsingen = st.lists(
    st.builds(
        Gehuisvest,
        st.integers(0, 9),
        st.sampled_from([v.value for v in Huisvestingsvorm]),
        st.booleans(),
        st.none() | st.integers(1, 4),
    )
)


def test_grootte_over_wat_telt() -> None:
    rijen = [
        *[Gehuisvest(2, "zelfstandig")] * 8,
        Gehuisvest(1, "kamerbewoning"),
        Gehuisvest(1, "flexwoning"),
        Gehuisvest(4, "doorstroomlocatie"),
        Gehuisvest(1, "amv-kso"),
        Gehuisvest(5, "zelfstandig", alleen_nareizigers=True),
        Gehuisvest(0, "logeren"),
    ]
    grootte = grootte_van(rijen)
    assert grootte == Grootte(personen=28, huishoudens=12, woningen=10)
    assert grootte.per_huishouden == Fraction(28, 12)
    # Nareizigers join their family: the same personen in fewer new homes.
    assert grootte.in_woningen(14) == 5
    assert grootte.in_huishoudens(14) == 6


def test_huishouden_in_delen_is_een_huishouden() -> None:
    """The father in March, the mother and children in April: one huishouden of four."""
    delen = [Gehuisvest(1, "zelfstandig", dossier=7), Gehuisvest(3, "zelfstandig", dossier=7)]
    later = Gehuisvest(2, "zelfstandig", alleen_nareizigers=True, dossier=7)
    assert grootte_van([*delen, later]) == Grootte(personen=6, huishoudens=1, woningen=1)
    # First in a place that takes no home: the rest of them needs one.
    half = [Gehuisvest(1, "doorstroomlocatie", dossier=8), Gehuisvest(2, "zelfstandig", dossier=8)]
    assert grootte_van(half) == Grootte(personen=3, huishoudens=1, woningen=1)


def test_te_weinig_huishoudens_geven_geen_gemiddelde() -> None:
    negen = grootte_van([Gehuisvest(3, "zelfstandig")] * 9)
    assert (negen.genoeg, negen.per_huishouden, negen.in_woningen(6), negen.in_huishoudens(6)) == (False,) + (None,) * 3
    assert grootte_van([Gehuisvest(3, "zelfstandig")] * 10).per_huishouden == 3
    assert not grootte_van([Gehuisvest(1, "amv-kso")] * 10).genoeg
    assert grootte_van([]) == Grootte(0, 0, 0)


@given(plaatsingen, st.integers(0, 500))
def test_nooit_meer_woningen_dan_huishoudens_of_personen(rijen: list[Gehuisvest], personen: int) -> None:
    grootte = grootte_van(rijen)
    assert grootte.personen == sum(rij.personen for rij in rijen)
    assert grootte.woningen <= grootte.huishoudens <= grootte.personen
    woningen, huishoudens = grootte.in_woningen(personen), grootte.in_huishoudens(personen)
    assert (woningen is None) == (huishoudens is None) == (not grootte.genoeg)
    if woningen is not None and huishoudens is not None:
        assert 0 <= woningen <= huishoudens <= personen
