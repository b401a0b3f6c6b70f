"""The provincie answers figures that a gemeente contests: who, when, once each, and where everybody reads it."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from organisaties.models import Logregel
from organisaties.templatetags.weergave import tijdstip
from organisaties.toegang import GeenToegang
from taakstelling.acties.afsluitingen import sluit_af
from tests.toezicht.test_oordeel_paginas import betwist, tekst_van
from tests.toezicht.test_paginas import ANDERS, GEMEENTE, TOEZICHT, verstuur
from tests.toezicht.test_wederhoor import antwoord
from toezicht import acties
from toezicht.cijfers import cijfers_voor
from toezicht.models import Wederhoor, Wederhoorreactie

REDEN = "COA telt tot en met de <b>peildatum</b>."


@pytest.fixture
def wederhoor(dossier):
    betwist(dossier)
    return Wederhoor.objects.select_related("ronde__provincie", "gemeente").get()


@pytest.fixture
def adres(dossier):
    return reverse("wederhoor-behandelen", args=[dossier.ronde.pk, "GM1690"])


def reageer(dossier, wederhoor, uitkomst="niet overgenomen", **anders):
    gegevens = {"door": dossier.toezichthouder, "reden": REDEN} | anders
    return acties.reageer_op_wederhoor(wederhoor=wederhoor, uitkomst=uitkomst, **gegevens)


def test_van_kamer_naar_antwoord_en_de_gemeente_leest_het(
    dossier, wederhoor, als, adres, django_capture_on_commit_callbacks
):
    kamer, beoordelen = (
        reverse("ronde-cijfers", args=[dossier.ronde.pk]),
        reverse("beoordeling-maken", args=[dossier.ronde.pk, "GM1690"]),
    )
    client = als(TOEZICHT)
    assert "1 gemeente betwist de cijfers en heeft nog geen antwoord van u" in tekst_van(client.get(kamer))
    assert "1 gemeente betwist de cijfers en wacht op uw antwoord" in tekst_van(client.get(reverse("vandaag")))
    open_ = client.get(kamer, {"wederhoor": "onbehandeld"})
    assert [rij.gemeente.code for rij in open_.context["tabel"].data] == ["GM1690"]
    assert adres in open_.content.decode() and adres in client.get(beoordelen).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        assert verstuur(client, adres, uitkomst="niet overgenomen", reden=REDEN).url == adres
    zelf = reverse("wederhoor", args=[dossier.ronde.pk, "GM1690"])
    (bericht,) = mail.outbox
    assert (bericht.to, zelf in bericht.body) == ([GEMEENTE], True)
    assert bericht.subject == "Antwoord over de cijfers van De Wolden over de 1e helft van 2024"
    assert "<b>" not in bericht.body and "peildatum" not in bericht.body  # the answer itself stays inside
    gemeente = als(GEMEENTE)
    assert "&lt;b&gt;peildatum&lt;/b&gt;" in gemeente.get(zelf).content.decode()
    assert "Antwoord van de provincie" in tekst_van(gemeente.get(zelf))
    vandaag = gemeente.get(reverse("vandaag")).content.decode()
    assert "antwoordde op uw wederhoor over de 1e helft van 2024: niet overgenomen." in vandaag and zelf in vandaag
    assert "de provincie antwoordde: niet overgenomen" in tekst_van(gemeente.get(reverse("brieven")))
    client = als(TOEZICHT)
    assert "nog geen antwoord van u" not in tekst_van(client.get(kamer))
    assert "U antwoordde: niet overgenomen" in tekst_van(client.get(kamer))
    assert "wacht op uw antwoord" not in tekst_van(client.get(reverse("vandaag")))
    assert "&lt;b&gt;peildatum&lt;/b&gt;" in client.get(beoordelen).content.decode()
    bestand = client.get(kamer, {"uitvoer": "csv"}).content.decode("utf-8-sig")
    assert f"(niet overgenomen: {REDEN})" in bestand and "Geef antwoord" not in bestand


def test_overgenomen_verandert_geen_cijfer_en_wijst_de_weg(dossier, wederhoor, als, adres):
    acties.bevries_ronde(door=dossier.toezichthouder, ronde=dossier.ronde)
    toen = cijfers_voor(dossier.ronde, dossier.gemeente())[0]
    assert verstuur(als(TOEZICHT), adres, uitkomst="overgenomen", reden=REDEN).status_code == 302
    assert cijfers_voor(dossier.ronde, dossier.gemeente())[0] == toen
    bron = als(TOEZICHT).get(adres).content.decode()
    assert "Hiermee verandert nog geen cijfer." in bron
    for naam, args in (
        ("coa-cijfer-vastleggen", ["GM1690", "2024-1"]),
        ("mutatie-vastleggen", ["correctie"]),
        ("ronde-bevriezen", [dossier.ronde.pk]),
    ):
        assert reverse(naam, args=args) in bron


def test_een_later_antwoord_vervangt_het_eerdere_en_alles_staat_in_het_logboek(dossier, wederhoor, als):
    eerste = reageer(dossier, wederhoor)
    with pytest.raises(ValidationError, match="Iemand anders heeft de gemeente intussen geantwoord"):
        reageer(dossier, wederhoor)
    tweede = reageer(dossier, wederhoor, "overgenomen", na=eerste)
    assert Wederhoorreactie.objects.get(vervangen_door=None) == tweede
    regels = Logregel.objects.filter(handeling__endswith="behandeld").order_by("pk")
    assert [regel.handeling for regel in regels] == ["wederhoor behandeld", "wederhoor opnieuw behandeld"]
    assert "<b>" not in str([regel.gegevens for regel in regels])
    beoordelen = als(TOEZICHT).get(reverse("beoordeling-maken", args=[dossier.ronde.pk, "GM1690"]))
    assert "Wederhoor opnieuw behandeld" in tekst_van(beoordelen)
    for wijziging in ({"uitkomst": "overgenomen"}, {"reden": "x"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Wederhoorreactie.objects.filter(pk=eerste.pk).update(**wijziging)


def test_een_nieuw_antwoord_van_de_gemeente_vraagt_een_nieuw_antwoord(dossier, wederhoor, als, adres):
    client = als(TOEZICHT)
    pagina = client.get(adres)
    velden = {veld.html_name: veld.value() or "" for veld in pagina.context["form"]}
    antwoord(dossier, "betwist", "Het zijn er twee.")
    terug = client.post(adres, velden | {"uitkomst": "overgenomen", "reden": REDEN})
    assert "De gemeente heeft intussen opnieuw geantwoord." in tekst_van(terug)
    with pytest.raises(ValidationError, match="intussen opnieuw geantwoord"):
        reageer(dossier, wederhoor)
    reageer(dossier, Wederhoor.objects.get(vervangen_door=None))
    antwoord(dossier)
    assert "Er is niets om op te antwoorden." in tekst_van(client.get(adres))
    with pytest.raises(ValidationError, match="betwist de cijfers niet"):
        reageer(dossier, Wederhoor.objects.get(vervangen_door=None))


def test_dubbel_insturen_is_een_antwoord(dossier, wederhoor, als, adres):
    client = als(TOEZICHT)
    pagina = client.get(adres)
    velden = {veld.html_name: veld.value() or "" for veld in pagina.context["form"]}
    velden |= {"uitkomst": "overgenomen", "reden": REDEN}
    assert [client.post(adres, velden).status_code for _ in range(2)] == [302, 302]
    assert Wederhoorreactie.objects.count() == 1


@pytest.mark.parametrize(
    ("uitkomst", "reden", "veld"),
    [
        ("overgenomen", " ", "reden"),
        ("overgenomen", "x" * 2001, "reden"),
        ("overgenomen", "Bel 06-12345678", "reden"),
        ("misschien", REDEN, "uitkomst"),
    ],
)
def test_antwoord_dat_niet_kan(dossier, wederhoor, uitkomst, reden, veld):
    with pytest.raises(ValidationError) as fout:
        reageer(dossier, wederhoor, uitkomst, reden=reden)
    assert list(fout.value.message_dict) == [veld]
    assert not Wederhoorreactie.objects.exists()


@pytest.mark.parametrize("email", [*ANDERS, GEMEENTE])
def test_alleen_de_eigen_provincie_antwoordt(dossier, wederhoor, als, adres, email):
    assert als(email).get(adres).status_code == 404
    with pytest.raises(GeenToegang):
        reageer(dossier, wederhoor, door=dossier.wereld.lid(email))
    reactie = reageer(dossier, wederhoor)
    zichtbaar = Wederhoorreactie.objects.zichtbaar_voor(dossier.wereld.lid(email))
    assert list(zichtbaar) == ([reactie] if email == GEMEENTE else [])


def test_antwoorden_en_een_brief_vaststellen_gaan_om_de_beurt(dossier):
    """Both lock the letter, so an answer is before it or after it; SQLite needs no lock."""

    def op_slot(vragen):
        return any("FOR UPDATE" in v["sql"] and 'FROM "toezicht_brief"' in v["sql"] for v in vragen.captured_queries)

    brief = dossier.concept()
    with CaptureQueriesContext(connection) as antwoorden:
        betwist(dossier)
    with CaptureQueriesContext(connection) as vaststellen:
        acties.stel_brief_vast(door=dossier.toezichthouder, brief=brief)
    assert op_slot(antwoorden) is op_slot(vaststellen) is (connection.vendor == "postgresql")
    with pytest.raises(ValidationError, match="liggen vast"):
        antwoord(dossier)


def test_op_een_gesloten_halfjaar_telt_een_correctie_als_nagekomen(dossier, wederhoor, als, adres):
    """Freezing or judging again gives the same figures there, so neither is advised; both sides read why."""
    zin = "De 1e helft van 2024 is gesloten en verandert niet meer. Een correctie telt daarom als nagekomen"
    opnieuw = ("Bevries daarna de cijfers opnieuw", "Beoordeel daarna de gemeente opnieuw")
    zelf = reverse("wederhoor", args=[dossier.ronde.pk, "GM1690"])
    acties.bevries_ronde(door=dossier.toezichthouder, ronde=dossier.ronde)
    dossier.beoordeel()
    eerste = reageer(dossier, wederhoor, "overgenomen")
    open_ = tekst_van(als(TOEZICHT).get(adres))
    assert zin not in open_ + tekst_van(als(GEMEENTE).get(zelf)) and all(advies in open_ for advies in opnieuw)
    sluit_af(door=dossier.toezichthouder, provincie=dossier.ronde.provincie, halfjaar=dossier.ronde.halfjaar)
    gesloten = tekst_van(als(TOEZICHT).get(adres))
    assert gesloten.count(zin) == 1 and not any(advies in gesloten for advies in opnieuw)
    assert "Correctie vastleggen" in gesloten and zin in tekst_van(als(GEMEENTE).get(zelf))
    reageer(dossier, wederhoor, na=eerste)
    assert zin in tekst_van(als(TOEZICHT).get(adres)) and zin not in tekst_van(als(GEMEENTE).get(zelf))


def test_eerdere_antwoorden_blijven_te_lezen(dossier, wederhoor, als, adres):
    """Those that were replaced, and those on what the gemeente said before."""
    eerder = "Eerder antwoordde de provincie: "
    paginas = [(TOEZICHT, adres), (GEMEENTE, reverse("wederhoor", args=[dossier.ronde.pk, "GM1690"]))]
    eerste = reageer(dossier, wederhoor)
    assert all(eerder not in tekst_van(als(wie).get(waar)) for wie, waar in paginas)
    tweede = reageer(dossier, wederhoor, "overgenomen", na=eerste, reden="Toch wel.")
    for wie, waar in paginas:
        bron = als(wie).get(waar).content.decode()
        assert f"{eerder}<strong>niet overgenomen</strong>, op {tijdstip(eerste.vastgelegd_op)}." in bron
        assert "&lt;b&gt;peildatum&lt;/b&gt;" in bron and bron.count(eerder) == 1
    antwoord(dossier, "betwist", "Het zijn er twee.")
    for wie, waar in paginas:
        bron = als(wie).get(waar).content.decode()
        assert f"{eerder}<strong>overgenomen</strong>, op {tijdstip(tweede.vastgelegd_op)}." in bron
        assert bron.count(eerder) == 2


def test_het_wederhoor_staat_in_de_tijdlijn_van_het_dossier(dossier, wederhoor, als):
    """For both, with what was replaced, each leading to its own page; on an earlier day it was not there."""
    eerste = reageer(dossier, wederhoor)
    reageer(dossier, wederhoor, "overgenomen", na=eerste, reden="Toch wel.")
    zin = "Antwoord van de provincie op het wederhoor over de 1e helft van 2024"
    for wie, pagina in ((TOEZICHT, "beoordeling-maken"), (GEMEENTE, "wederhoor")):
        client, adres = als(wie), reverse("toezichtdossier", args=["GM1690"])
        regels = [
            r for groep in client.get(adres).context["groepen"] for r in groep.regels if "wederhoor" in r.titel.lower()
        ]
        assert [(r.titel, r.tekst) for r in regels] == [
            (zin, "Overgenomen. Toch wel."),
            (zin, f"Niet overgenomen. {REDEN}"),
            ("Wederhoor over de 1e helft van 2024", "De cijfers kloppen niet. COA telt een gezin niet mee."),
        ]
        assert {r.adres for r in regels} == {reverse(pagina, args=[dossier.ronde.pk, "GM1690"])}
        assert client.get(regels[0].adres).status_code == 200
        toen = timezone.localdate() - timedelta(days=1)
        assert zin not in tekst_van(client.get(adres, {"bekend_op": toen.isoformat()}))


def test_boven_het_formulier_staat_dat_de_brief_al_weg_is(dossier, wederhoor, als, adres):
    zin = "Er is al een brief over de 1e helft van 2024 aan De Wolden verzonden"
    brief = dossier.vastgesteld()
    assert zin not in tekst_van(als(TOEZICHT).get(adres))
    acties.verzend_brief(door=dossier.toezichthouder, brief=brief)
    pagina = als(TOEZICHT).get(adres)
    assert zin in tekst_van(pagina) and reverse("brief", args=[brief.pk]) in pagina.content.decode()
