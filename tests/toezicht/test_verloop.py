"""What the pages say of how far a round and a letter are, and of what happened to them."""

import re
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone

from toezicht import acties

TOEZICHT = "toezicht@drenthe.example"
GEMEENTE = "huisvesting@dewolden.example"


def test_brief_heeft_een_hoofdknop(dossier, als):
    """What is next for whoever looks: make it final, send it, or keep it."""

    def hoofdknoppen(email, brief):
        kop = als(email).get(reverse("brief", args=[brief.pk])).content.decode().split('<header class="titelblok">')[1]
        return re.findall(r'primary-action knop"[^>]*>([^<]+)<', kop.split("</header>")[0])

    concept = dossier.concept()
    assert hoofdknoppen(TOEZICHT, concept) == ["Vaststellen"]
    vast = acties.stel_brief_vast(door=dossier.toezichthouder, brief=concept)
    assert hoofdknoppen(TOEZICHT, vast) == ["Verzenden"]
    verzonden = acties.verzend_brief(door=dossier.toezichthouder, brief=vast)
    assert hoofdknoppen(TOEZICHT, verzonden) == hoofdknoppen(GEMEENTE, verzonden) == ["PDF downloaden"]


def test_beoordeling_toont_alles_wat_er_met_de_gemeente_in_de_ronde_gebeurde(dossier, als):
    """Also what was done to a beoordeling that was replaced, and to its letter."""
    brief = dossier.verzonden()
    dossier.beoordeel(vervangt=brief.beoordeling)
    dossier.beoordeel("GM0119")
    adres = reverse("beoordeling-maken", args=[dossier.ronde.pk, "GM1690"])
    antwoord = als(TOEZICHT).get(adres)
    assert [regel.handeling for regel in antwoord.context["logregels"]] == [
        "opnieuw beoordeeld",
        "brief verzonden",
        "brief vastgesteld",
        "brief gemaakt",
        "beoordeeld",
    ]
    logboek = als(TOEZICHT).get(reverse("logboek")).content.decode()
    assert f'href="{adres}"' in logboek


def test_tekstblokken_tonen_ook_wat_verwijderd_is(dossier, als):
    blok = dossier.toezichthouder.provincie.tekstblokken.first()
    acties.verwijder_tekstblok(door=dossier.toezichthouder, blok=blok)
    antwoord = als(TOEZICHT).get(reverse("tekstblokken"))
    assert antwoord.context["logregels"][0].handeling == "tekstblok verwijderd"
    assert "Tekstblok verwijderd" in antwoord.content.decode()


def test_ronde_is_klaar_als_elke_gemeente_haar_brief_heeft(dossier, als, monkeypatch):
    """One letter that is not sent is enough to go on with the round."""
    dossier.verzonden()
    monkeypatch.setattr(timezone, "localdate", lambda *_: date(2024, 12, 1))
    client = als(TOEZICHT)
    adres = reverse("ronde", args=[dossier.ronde.pk])
    assert client.get("/").context["ronde"] == (adres, "Verder met de ronde over de 1e helft van 2024")
    dossier.verzonden("GM0119")
    assert client.get("/").context["ronde"] == (adres, "De ronde over de 1e helft van 2024 bekijken")


def test_brieven_van_een_dag_in_het_verleden_zijn_die_toen_verzonden_waren(dossier, als):
    brief = dossier.verzonden()
    gisteren = timezone.localdate() - timedelta(days=1)
    for email in (TOEZICHT, GEMEENTE):
        client = als(email)
        assert [rij.pk for rij in client.get(reverse("brieven")).context["tabel"].data] == [brief.pk]
        assert list(client.get(f"{reverse('brieven')}?bekend_op={gisteren}").context["tabel"].data) == []
