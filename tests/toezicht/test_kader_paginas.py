"""The pages of the toezichtkader: from a copy to one that is in force, each part by its own form."""

from datetime import date

import pytest
from django.urls import reverse

from taakstelling.regels.halfjaar import Halfjaar
from tests.toezicht.test_paginas import TOEZICHT, verstuur
from toezicht import acties
from toezicht.models import Toezichtkader
from toezicht.regels.kader import Afdaling, Regel, Soort, Toerekening, Voorwaarde
from toezicht.regels.ladder import Fase

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(wereld, als):
    acties.laad_pakketten(door=None, provincies=[wereld.provincies["PV22"]])
    return als(TOEZICHT)


@pytest.fixture
def concept(client, wereld):
    verstuur(client, reverse("kader-beginnen"))
    return Toezichtkader.objects.get(status="concept")


def nu(concept):
    return Toezichtkader.objects.get(pk=concept.pk).kader


def test_van_kopie_tot_in_werking(client, concept):
    lijst = client.get(reverse("kaders")).content.decode()
    assert "concept" in lijst and "versie 1" in lijst and "1 januari 2016" in lijst
    verstuur(client, reverse("kader-wijzigen", args=[concept.pk]), naam="Kader Drenthe 2027", vindplaats="prb-2026-1")
    antwoord = verstuur(client, reverse("kader-in-werking", args=[concept.pk]), geldig_van="2026-07-01")
    assert antwoord.status_code == 302
    concept.refresh_from_db()
    assert (concept.status, concept.versie, concept.geldig_van) == ("van kracht", 2, date(2026, 7, 1))
    pagina = client.get(reverse("kader", args=[concept.pk])).content.decode()
    assert "Kader Drenthe 2027" in pagina and "geldt vanaf 1 juli 2026" in pagina
    assert "In werking stellen" not in pagina
    oud = client.get(reverse("kader", args=[Toezichtkader.objects.get(versie=1).pk])).content.decode()
    assert "tot 1 juli 2026" in oud
    for naam in ("kader-wijzigen", "kader-in-werking", "kader-verwijderen"):
        assert client.get(reverse(naam, args=[concept.pk])).status_code == 404


def test_de_pagina_zegt_in_gewoon_nederlands_wat_er_geldt(client, concept):
    pagina = client.get(reverse("kader", args=[concept.pk])).content.decode()
    assert "Er is op minstens 2 peildata op rij een achterstand." in pagina
    assert "Brief van Gedeputeerde Staten van Drenthe aan De Wolden" in pagina
    assert "voorbeeld" in pagina


def test_een_trede_wijzigen_toevoegen_en_verwijderen(client, concept):
    verstuur(client, reverse("kader-trede", args=[concept.pk, 2]), naam="Uitleg vragen", weken="6")
    assert (nu(concept).trede(2).naam, nu(concept).trede(2).weken) == ("Uitleg vragen", 6)
    erbij = {"naam": "Nazorg", "fase": "uitvoering", "actor": "GS", "actie": "Kijken of het goed blijft gaan."}
    verstuur(client, reverse("kader-trede", args=[concept.pk, 7]), **erbij)
    assert (nu(concept).hoogste, nu(concept).trede(7).fase) == (7, Fase.UITVOERING)
    verstuur(client, reverse("kader-trede", args=[concept.pk, 7]), verwijderen="on")
    assert nu(concept).hoogste == 6
    assert client.get(reverse("kader-trede", args=[concept.pk, 9])).status_code == 404
    # Rules lead to trede 6: it cannot go before they do.
    antwoord = verstuur(client, reverse("kader-trede", args=[concept.pk, 6]), verwijderen="on")
    assert "kies treden van 0 tot en met 5" in antwoord.content.decode()
    assert nu(concept).hoogste == 6


def test_een_regel_wijzigen_toevoegen_en_verwijderen(client, concept):
    regels = len(nu(concept).regels)
    adres = reverse("kader-regel", args=[concept.pk, 1])
    verstuur(client, adres, soort_2="personen", minstens_2="5", bron="art. 3")
    assert nu(concept).regels[0] == Regel(
        0, 1, (Voorwaarde(Soort.ACHTERSTAND), Voorwaarde(Soort.PERSONEN, 5)), "art. 3"
    )
    nieuw = reverse("kader-regel", args=[concept.pk, regels + 1])
    verstuur(client, nieuw, van="1", naar="3", soort_1="toegenomen")
    assert (1, 3) in {(regel.van, regel.naar) for regel in nu(concept).regels}
    plek = next(n for n, regel in enumerate(nu(concept).regels, start=1) if (regel.van, regel.naar) == (1, 3))
    verstuur(client, reverse("kader-regel", args=[concept.pk, plek]), verwijderen="on")
    assert len(nu(concept).regels) == regels


def test_een_foute_regel_komt_terug_met_uitleg(client, concept):
    adres = reverse("kader-regel", args=[concept.pk, 1])
    voor = nu(concept)
    assert "Vul hier een getal in" in verstuur(client, adres, soort_2="personen").content.decode()
    assert "Laat dit leeg" in verstuur(client, adres, minstens_1="3").content.decode()
    assert "Een besluit kan alleen na een voornemen" in verstuur(client, adres, naar="5").content.decode()
    assert nu(concept) == voor


@pytest.mark.parametrize(
    ("veld", "waarde", "wordt"),
    [
        ("afdaling", "een-trede", Afdaling.EEN_TREDE),
        ("per_halfjaar", "oudste-eerst", Toerekening.OUDSTE),
        ("per_halfjaar", "", None),
        ("gronden", ["plan", "keten"], ("plan", "keten")),
        ("gronden", [], ()),
        ("cijfers_dagen_na", "24", 24),
    ],
)
def test_een_keuze_wijzigen(client, concept, veld, waarde, wordt):
    adres = reverse("kader-keuze", args=[concept.pk, veld])
    assert verstuur(client, adres, waarde=waarde, bron="art. 9").status_code == 302
    keuze = getattr(nu(concept), veld)
    assert (keuze.waarde, keuze.bron) == (wordt, "art. 9")
    assert client.get(reverse("kader-keuze", args=[concept.pk, "treden"])).status_code == 404


def test_eigen_woorden_en_kleuren(client, concept):
    adres = reverse("kader-keuze", args=[concept.pk, "oordelen"])
    assert "allebei" in verstuur(client, adres, naam_2="bevroren").content.decode()
    assert verstuur(client, adres, naam_2="bevroren", kleur_2="wit").status_code == 302
    woorden = nu(concept).oordelen.waarde
    assert {code: (woord.naam, woord.kleur) for code, woord in woorden.items()} == {
        "voldoet niet, doch verschoonbaar": ("bevroren", "wit")
    }
    assert "doch verschoonbaar: bevroren (wit)" in client.get(reverse("kader", args=[concept.pk])).content.decode()


def test_wie_een_oud_concept_opslaat_hoort_het(client, concept):
    adres = reverse("kader-wijzigen", args=[concept.pk])
    form = client.get(adres).context["form"]
    velden = {veld.html_name: veld.value() for veld in form}
    verstuur(client, adres, naam="Van een ander")
    antwoord = client.post(adres, velden | {"naam": "Van mij"})
    assert "intussen gewijzigd" in antwoord.content.decode() and "Van mij" in antwoord.content.decode()
    assert nu(concept).naam == "Van een ander"


def test_een_concept_verwijderen(client, concept):
    verstuur(client, reverse("kader-verwijderen", args=[concept.pk]))
    assert list(Toezichtkader.objects.values_list("versie", flat=True)) == [1]


def test_wat_dit_kader_had_voorgesteld(dossier, client, concept):
    adres = reverse("kader-proef", args=[concept.pk])
    pagina = client.get(f"{adres}?halfjaar=2024-1").content.decode()
    assert "De Wolden" in pagina and "−13" in pagina and "trede 1: Signaleren" in pagina
    assert "De achterstand op 1 juli 2024 is 13 personen. Dit is de eerste peildatum die meetelt." in pagina
    assert reverse("stand", args=["GM1690", "2024-1"]) in pagina
    assert "staan 0 gemeenten hoger" in pagina
    verstuur(client, reverse("kader-regel", args=[concept.pk, 1]), soort_2="personen", minstens_2="14")
    pagina = client.get(f"{adres}?halfjaar=2024-1").content.decode()
    assert "Geen regel leidt verder" in pagina and "en 1 lager" in pagina
    verkeerd = client.get(f"{adres}?halfjaar=1800-1")
    assert "Kies een halfjaar uit de lijst." in verkeerd.content.decode()
    assert verkeerd.context["halfjaar"] == Halfjaar.van_datum(date.today()).vorige
    assert client.get(f"{adres}?halfjaar=2024-1&uitvoer=csv").status_code == 200


def test_beheer_houdt_de_kaders_van_elke_provincie_bij(client, wereld, als):
    beheer = als("beheer@thuisstand.example")
    lijst = beheer.get(reverse("kaders"))
    assert {rij.kader.provincie.naam for rij in lijst.context["tabel"].data.data} == {"Drenthe"}
    assert b"Provincie" in lijst.content
    leeg = verstuur(beheer, reverse("kader-beginnen"), provincie="")
    assert "provincie" in leeg.context["form"].errors
    verstuur(beheer, reverse("kader-beginnen"), provincie=wereld.provincies["PV23"].pk)
    concept = Toezichtkader.objects.get(status="concept")
    assert concept.provincie.naam == "Overijssel"
    verstuur(beheer, reverse("kader-in-werking", args=[concept.pk]), geldig_van="2026-07-01")
    assert Toezichtkader.objects.get(pk=concept.pk).versie == 1
    # What a kader would have proposed rests on decisions about gemeenten, and those are the provincie's.
    assert beheer.get(reverse("kader-proef", args=[concept.pk])).status_code == 403
    assert als("toezicht@drenthe.example").get(reverse("kader", args=[concept.pk])).status_code == 404
