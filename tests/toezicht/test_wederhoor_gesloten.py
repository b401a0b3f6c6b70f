"""The wederhoor closes: once the figures of a round stay, nobody is asked about them any more."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from tests.toezicht.test_oordeel_paginas import tekst_van
from tests.toezicht.test_paginas import GEMEENTE, TOEZICHT
from tests.toezicht.test_wederhoor import MEPPEL, antwoord
from toezicht import acties
from toezicht.models import Toezichtronde, Wederhoor
from toezicht.regels.resultaat import datum
from toezicht.regels.termijnen import wederhoor_voorstel


def vraag(dossier, later=0):
    tot = wederhoor_voorstel(timezone.localdate() + timedelta(days=later))
    return acties.vraag_wederhoor(door=dossier.toezichthouder, ronde=dossier.ronde, tot=tot)


def bevries(dossier):
    acties.bevries_ronde(door=dossier.toezichthouder, ronde=dossier.ronde)


@pytest.mark.parametrize("maak_vast", [bevries, lambda dossier: dossier.vastgesteld()])
def test_na_bevriezen_of_de_brief_is_het_wederhoor_gesloten(dossier, als, maak_vast):
    """On a stale page too; what the gemeente answered before stays to be read."""
    vraag(dossier)
    antwoord(dossier, "betwist", "COA telt een gezin niet mee.")
    client, adres = als(GEMEENTE), reverse("wederhoor", args=[dossier.ronde.pk, "GM1690"])
    oud = client.get(adres).context
    velden = {veld.html_name: veld.value() or "" for veld in oud["form"]} | {"antwoord": "klopt", **oud["verborgen"]}
    maak_vast(dossier)
    with pytest.raises(ValidationError, match=r"liggen vast\. Antwoorden kan niet meer\."):
        antwoord(dossier)
    assert "Uw antwoord is niet vastgelegd" in client.post(adres, velden).content.decode()
    pagina = client.get(adres).content.decode()
    assert "COA telt een gezin niet mee." in pagina
    assert "De cijfers van deze ronde liggen vast. Antwoorden kan niet meer." in pagina
    assert "Antwoord vastleggen" not in pagina
    assert Wederhoor.objects.get().antwoord == "betwist"


@pytest.mark.parametrize("maak_vast", [bevries, lambda dossier: dossier.vastgesteld()])
def test_thuis_vraagt_niet_meer_als_de_cijfers_vastliggen(dossier, als, maak_vast):
    vraag(dossier)
    adres = reverse("wederhoor", args=[dossier.ronde.pk, "GM1690"])
    assert adres in als(GEMEENTE).get(reverse("vandaag")).content.decode()
    maak_vast(dossier)
    assert adres not in als(GEMEENTE).get(reverse("vandaag")).content.decode()
    assert "Er is geen antwoord gegeven." in als(GEMEENTE).get(adres).content.decode()


def test_na_bevriezen_niet_verlengen_of_herinneren(dossier, als):
    vraag(dossier)
    bevries(dossier)
    with pytest.raises(ValidationError, match="liggen vast"):
        vraag(dossier, later=7)
    with pytest.raises(ValidationError, match="liggen vast"):
        acties.herinner_wederhoor(door=dossier.toezichthouder, ronde=dossier.ronde)
    kamer = als(TOEZICHT).get(reverse("ronde-cijfers", args=[dossier.ronde.pk])).content.decode()
    assert "Wederhoor verlengen" not in kamer
    assert "antwoorden kan niet meer" in kamer


def test_herinneren_slaat_over_wie_al_een_brief_heeft(dossier, django_capture_on_commit_callbacks):
    vraag(dossier)
    dossier.vastgesteld()
    with django_capture_on_commit_callbacks(execute=True):
        acties.herinner_wederhoor(door=dossier.toezichthouder, ronde=dossier.ronde)
    assert [m.to for m in mail.outbox] == [[MEPPEL]]


def test_bevriezen_zegt_dat_de_termijn_nog_loopt(dossier, als, monkeypatch):
    zin = "Na het bevriezen kunnen de gemeenten die nog niet antwoordden dat niet meer doen."
    adres = reverse("ronde-bevriezen", args=[dossier.ronde.pk])
    assert zin not in als(TOEZICHT).get(adres).content.decode()
    vraag(dossier)
    tot = Toezichtronde.objects.get(pk=dossier.ronde.pk).wederhoor_tot
    pagina = tekst_van(als(TOEZICHT).get(adres))
    assert f"De termijn loopt tot en met {datum(tot)}. {zin}" in pagina
    dag_erna = timezone.now() + (tot + timedelta(days=1) - timezone.localdate())
    with monkeypatch.context() as later:
        later.setattr(timezone, "now", lambda: dag_erna)
        assert zin not in tekst_van(als(TOEZICHT).get(adres))
    bevries(dossier)
    assert zin not in tekst_van(als(TOEZICHT).get(adres))


def test_wie_niet_antwoordde_voor_het_bevriezen_antwoordt_niet_meer(dossier, als):
    """In the table, in its filter and in the file."""
    vraag(dossier)
    client, kamer = als(TOEZICHT), reverse("ronde-cijfers", args=[dossier.ronde.pk])
    assert "nog geen antwoord" in tekst_van(client.get(kamer))
    bevries(dossier)
    for pagina in (client.get(kamer), client.get(kamer, {"wederhoor": "geen"}), client.get(kamer, {"uitvoer": "csv"})):
        tekst = tekst_van(pagina)
        assert "niet geantwoord" in tekst and "nog geen antwoord" not in tekst


def test_bevriezen_noemt_wie_de_cijfers_betwist(dossier, als):
    vraag(dossier)
    antwoord(dossier, "betwist", "Anders.")
    adres = reverse("ronde-bevriezen", args=[dossier.ronde.pk])
    antwoord_ = als(TOEZICHT).get(adres)
    assert [gemeente.naam for gemeente in antwoord_.context["betwist"]] == ["De Wolden"]
    assert "1 gemeente betwist de cijfers:" in antwoord_.content.decode()
    assert "1 gemeente heeft nog niet geantwoord" in antwoord_.content.decode()
    antwoord(dossier)
    assert "betwist de cijfers" not in als(TOEZICHT).get(adres).content.decode()
