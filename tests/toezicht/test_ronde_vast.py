"""What of a round stays as it is: its half-year, its day once the half-year was closed, and where its lines lead."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.urls import reverse

from organisaties import handelingen
from organisaties.models import Logregel
from taakstelling.acties.afsluitingen import sluit_af
from tests.toezicht.test_oordeel_paginas import tekst_van
from tests.toezicht.test_paginas import TOEZICHT, verstuur
from toezicht import acties
from toezicht.models import Toezichtronde


def test_de_dag_van_een_gesloten_halfjaar_verandert_niet(dossier, als):
    ronde = dossier.ronde
    acties.wijzig_ronde(door=dossier.toezichthouder, ronde=ronde, cijfers_per=date(2024, 7, 10))
    sluit_af(door=dossier.toezichthouder, provincie=ronde.provincie, halfjaar=ronde.halfjaar)
    with pytest.raises(ValidationError, match="De 1e helft van 2024 is gesloten"):
        acties.wijzig_ronde(door=dossier.toezichthouder, ronde=ronde, cijfers_per=date(2024, 8, 1))
    adres = reverse("ronde-dag", args=[ronde.pk])
    assert "is gesloten" in tekst_van(verstuur(als(TOEZICHT), adres, cijfers_per="2024-08-01"))
    assert Toezichtronde.objects.get().cijfers_per == date(2024, 7, 10)


def test_een_ronde_gaat_altijd_over_hetzelfde(dossier):
    dit = Toezichtronde.objects.filter(pk=dossier.ronde.pk)
    for anders in ({"halfjaar": dossier.ronde.halfjaar.volgende}, {"provincie": dossier.wereld.provincies["PV23"]}):
        with pytest.raises(DatabaseError), transaction.atomic():
            dit.update(**anders)
    assert dit.update(cijfers_per=date(2024, 8, 1)) == 1


def test_een_regel_van_het_logboek_leidt_naar_de_ronde(dossier, als):
    regel = Logregel.objects.get(handeling="ronde geopend")
    adres = reverse("ronde", args=[dossier.ronde.pk])
    assert handelingen.pagina(regel, dossier.toezichthouder) == adres
    assert f'href="{adres}"' in als(TOEZICHT).get(reverse("logboek")).content.decode()


def test_een_regel_over_een_verwijderde_ronde_leidt_naar_de_lijst(dossier, als):
    adres = reverse("ronde", args=[dossier.ronde.pk])
    acties.verwijder_ronde(door=dossier.toezichthouder, ronde=dossier.ronde)
    antwoord = als(TOEZICHT).get(adres, follow=True)
    assert antwoord.redirect_chain == [(reverse("toezicht"), 302)]
    assert "Deze ronde is verwijderd." in tekst_van(antwoord)
    assert als("toezicht@overijssel.example").get(adres).status_code == 404
