"""Forms: every label, help text and error is tied to its field, and nothing typed is lost."""

import re

from django.template.loader import render_to_string

from tests.gezicht.galerij import Formulier

INGEVULD = {"f-teldatum": "31-31-2024", "f-volwassenen": "-1", "f-gemeente": "De Wolden", "f-reden": "zo <b>"}


def fout() -> str:
    return str(Formulier(INGEVULD, prefix="f"))


def leeg() -> str:
    return str(Formulier(prefix="a"))


def test_elk_label_wijst_naar_een_veld() -> None:
    for html in (leeg(), fout()):
        ids = re.findall(r' id="([^"]+)"', html)
        assert len(ids) == len(set(ids))
        for doel in re.findall(r' for="([^"]+)"', html):
            assert doel in ids


def test_uitleg_en_fout_zijn_beschrijving_van_het_veld() -> None:
    html = fout()
    assert 'aria-describedby="id_f-teldatum_helptext id_f-teldatum_error"' in html
    for ids in re.findall(r'aria-describedby="([^"]+)"', html):
        for doel in ids.split():
            assert html.count(f'id="{doel}"') == 1


def test_foutenlijst_bovenaan_wijst_naar_de_velden() -> None:
    html = fout()
    assert html.index('role="alert"') < html.index("<input")
    links = re.findall(r'<a class="utrecht-link utrecht-link--html-a" href="#([^"]+)">([^<]*)</a>', html)
    assert links == [
        ("id_f-teldatum", "Teldatum: Vul een datum in, bijvoorbeeld 1-7-2024."),
        ("id_f-volwassenen", "Volwassenen: Vul 0 of meer in."),
        ("id_f-vorm_groep", "Huisvesting: Kies hoe de mensen wonen."),
    ]
    for doel, _ in links:
        assert html.count(f'id="{doel}"') == 1


def test_zonder_fouten_geen_foutenlijst() -> None:
    assert "alert" not in leeg()


def test_wat_getypt_was_staat_er_nog() -> None:
    html = fout()
    assert 'value="-1"' in html
    assert '<option value="De Wolden" selected>' in html
    assert "zo &lt;b&gt;</textarea>" in html


def test_veld_met_fout_is_gemerkt() -> None:
    assert fout().count('aria-invalid="true"') >= 2
    assert fout().count("utrecht-textbox--invalid") == 2


def test_klassen_van_de_eigen_widget_blijven_en_staan_er_een_keer() -> None:
    for html in (leeg(), fout()):
        for tag in re.findall(r"<(?:input|select|textarea)[^>]*>", html):
            assert tag.count(" class=") == 1


def test_niet_verplicht_staat_bij_het_label() -> None:
    html = leeg()
    assert re.findall(r">([A-Z][a-z]+) <span class=\"veld__optioneel\"", html) == ["Reden"]


def test_heel_formulier_heeft_een_werkwoord_en_geen_browsermeldingen() -> None:
    html = render_to_string("components/formulier.html", {"form": Formulier(), "knop": "Plaatsing vastleggen"})
    assert '<form class="formulier" method="post" novalidate>' in html
    assert re.findall(r"<button[^>]*>(.*?)</button>", html) == ["Plaatsing vastleggen"]
