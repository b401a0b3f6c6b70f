"""What every form refuses, and every password."""

import importlib
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.urls import reverse

from balie.oefenwereld import WACHTWOORD
from organisaties.models import Gebruiker
from organisaties.velden import ONZICHTBAAR, TE_BEKEND, NetFormulier

BEHEER = "beheer@thuisstand.example"
GEMEENTE = "huisvesting@dewolden.example"
WORTEL = Path(__file__).parent.parent.parent
# Shared by forms that are nette formulieren themselves.
DELEN = {"Dubbelvraag", "Personenvelden", "Waarvelden"}


class Formulier(NetFormulier):
    regel = forms.CharField(required=False)
    tekst = forms.CharField(required=False, widget=forms.Textarea)
    aantal = forms.IntegerField(required=False)
    dag = forms.DateField(required=False, error_messages={"invalid": "Vul een datum in."})


@pytest.mark.parametrize(
    ("veld", "waarde"),
    [
        *(("regel", tekst) for tekst in ("a\r\nBcc: q@q.nl", "a\u202eb", "a\tb")),
        *(("tekst", tekst) for tekst in ("a\u202eb", "a\x08b")),
        *(("aantal", tekst) for tekst in ("٣", "1_0", "２")),
        *(("dag", tekst) for tekst in ("٣-1-2024", "1-1-２０24")),
    ],
)
def test_onzichtbare_tekens_en_andere_cijfers_worden_geweigerd(veld: str, waarde: str) -> None:
    form = Formulier({veld: waarde})
    assert set(form.errors) == {veld}
    assert len(form.errors[veld]) == 1
    assert veld not in form.cleaned_data


def test_gewone_invoer_mag() -> None:
    form = Formulier({"regel": "'s-Hertogenbosch", "tekst": "a\r\n\tb", "aantal": "10", "dag": "1-7-2024"})
    assert form.errors == {}


def test_een_fout_van_het_veld_zelf_blijft_de_enige() -> None:
    assert Formulier({"aantal": "twee\u202e"}).errors["aantal"] == ["Voer een geheel getal in."]


def test_geen_formulier_vergeet_het() -> None:
    """Every form of ours that is sent in; filters are questions in an address and keep nothing."""
    paden = [*WORTEL.glob("*/forms.py"), *WORTEL.glob("*/forms/*.py")]
    modules = [importlib.import_module(".".join(pad.relative_to(WORTEL).with_suffix("").parts)) for pad in paden]
    namen = {module.__name__ for module in modules}
    formulieren = {
        ding
        for module in modules
        for ding in vars(module).values()
        if isinstance(ding, type) and issubclass(ding, forms.BaseForm) and ding.__module__ in namen
    }
    assert len(formulieren) > 10
    assert {een.__name__ for een in formulieren if not issubclass(een, NetFormulier)} == DELEN


def test_naam_met_regeleinde_komt_niet_in_de_mail(als: Any, mailoutbox: Any) -> None:
    inhoud = {"inzending": uuid4(), "email": "n@x.example", "naam": "a\r\nBcc: q@q.nl", "rol": "cijferlezer"}
    antwoord = als(BEHEER).post(reverse("gebruiker-uitnodigen"), inhoud)
    assert antwoord.context["form"].errors == {"naam": [ONZICHTBAAR]}
    assert mailoutbox == []
    assert not Gebruiker.objects.filter(email="n@x.example").exists()


@pytest.mark.parametrize("bekend", ["wachtwoord123", "DeWolden-2026!", "Woonconcept2026", "Zomer-2026-Zomer"])
def test_nederlands_bekend_wachtwoord_wordt_geweigerd(als: Any, bekend: str) -> None:
    inhoud = {"oldpassword": WACHTWOORD, "password1": bekend, "password2": bekend}
    fouten = als("toezicht@overijssel.example").post(reverse("account_change_password"), inhoud).context["form"].errors
    assert fouten == {"password1": [TE_BEKEND]}


def test_een_eigen_zin_is_een_goed_wachtwoord(wereld: Any) -> None:
    validate_password("fietsbel-kaneel-dinosaurus", wereld.gebruikers[GEMEENTE])
    with pytest.raises(ValidationError):
        validate_password("gemeente-steenwijkerland-1", wereld.gebruikers[GEMEENTE])
