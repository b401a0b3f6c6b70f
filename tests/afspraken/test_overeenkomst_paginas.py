"""The pages of agreements: who sees what, the way through the forms, uploads, and the number of queries."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from afspraken import acties, documenten
from afspraken.models import Afspraakdocument, Jaarcyclus, Norm, Prestatieafspraak, Uitvoering
from afspraken.overzicht.overeenkomst import blad_van
from afspraken.regels.cyclus import Jaardatums, standaard
from organisaties.models import Huurdersorganisatie
from organisaties.vastleggen import leg_vast
from tests.afspraken.overeenkomsten import CORPORATIE, GEMEENTE, HUURDERS, concept, getekend, partij, pdf

pytestmark = pytest.mark.django_db
Als = Callable[[str], Client]


def sleutel(antwoord: Any) -> dict[str, Any]:
    form = antwoord.context["form"]
    return {
        "inzending": str(form["inzending"].value()),
        **({"versie": form["versie"].value() or ""} if "versie" in form.fields else {}),
    }


def stuur(client: Client, adres: str, **velden: Any) -> Any:
    """Open a form and send it in."""
    return client.post(adres, sleutel(client.get(adres)) | velden, follow=True)


def test_wie_welke_afspraken_in_de_lijst_ziet(wereld: Any, als: Als) -> None:
    getekend(wereld, naam="Getekend Steenwijkerland")
    concept(wereld, naam="Concept Steenwijkerland")
    getekend(wereld, "GM1690", naam="Getekend De Wolden")
    alle = {"Getekend Steenwijkerland", "Concept Steenwijkerland", "Getekend De Wolden"}
    steenwijk = alle - {"Getekend De Wolden"}
    verwacht = {
        GEMEENTE: steenwijk,
        CORPORATIE: alle,
        HUURDERS: steenwijk,
        "huisvesting@dewolden.example": {"Getekend De Wolden"},
        "huisvesting@meppel.example": set(),
        "verhuur@leystromen.example": set(),
        "regio@westerkwartier.example": set(),
        "toezicht@overijssel.example": {"Getekend Steenwijkerland"},
        "toezicht@drenthe.example": {"Getekend De Wolden"},
    }
    gezien = {
        email: {rij.record.naam for rij in als(email).get(reverse("afspraken")).context["table"].rows}
        for email in verwacht
    }
    assert gezien == verwacht


def test_huurders_van_een_andere_gemeente_zien_niets(wereld: Any, als: Als) -> None:
    """A second huurdersorganisatie in the same gemeente, and one elsewhere: only a party reads it."""
    from organisaties.acties import nodig_uit

    rij = getekend(wereld)
    stuk = acties.voeg_document_toe(door=None, prestatieafspraak=rij, titel="Geheim", inhoud=pdf())
    ander = Huurdersorganisatie.objects.create(naam="Huurders De Wolden")
    ander.gemeenten.add(wereld.gemeenten["GM1690"], wereld.gemeenten["GM1708"])
    uitnodiging = nodig_uit(
        door=None, email="h@elders.example", naam="H", rol="huurders", organisatie=ander, met_mail=False
    )
    client = Client()
    client.force_login(uitnodiging.gebruiker)
    for adres in (reverse("afspraak", args=[rij.pk]), reverse("afspraakdocument", args=[stuk.pk])):
        assert client.get(adres).status_code == 404
    assert b"Afspraken 2024-2025" not in client.get(reverse("afspraken")).content
    assert als(HUURDERS).get(reverse("afspraakdocument", args=[stuk.pk])).status_code == 200


def test_bladzijde_leest_als_document(wereld: Any, als: Als) -> None:
    rij = acties.lees_overeenkomst_in(door=None, voorbeeld="steenwijkerland")
    tekst = als(HUURDERS).get(reverse("afspraak", args=[rij.pk])).content.decode()
    for stuk in (
        "Geldt van 1 januari 2023 tot en met 31 december 2027",
        "Hoogstens 10% van de vrijkomende sociale huurwoningen gaat naar statushouders.",
        "Van 12 juli 2024 tot en met 31 december 2024 anders:",
        "a. Aandeel woningen tijdelijk omhoog",
        "Zwartewaterwiede",
        rij.sha256,
    ):
        assert stuk in tekst
    assert "Ondertekening vastleggen" not in tekst
    assert "Addendum opstellen" not in tekst


def test_normen_staan_naast_de_afspraken_van_dezelfde_partijen(wereld: Any, als: Als) -> None:
    rij = getekend(wereld)
    gemeente, corporatie = wereld.gemeenten["GM1708"], wereld.lid(CORPORATIE).corporatie
    vorm: dict[str, Any] = {"soort": "maximum", "doelgroep": "statushouders", "van": date(2024, 1, 1)}
    leg_vast(Norm(gemeente=gemeente, corporatie=corporatie, percentage=10, **vorm), door=None)
    leg_vast(Norm(gemeente=wereld.gemeenten["GM1690"], percentage=33, **vorm), door=None)
    leg_vast(Norm(gemeente=gemeente, percentage=44, **vorm | {"van": date(2026, 1, 1)}), door=None)
    antwoord = als(GEMEENTE).get(reverse("afspraak", args=[rij.pk]))
    assert [norm.percentage for norm in antwoord.context["blad"].normen] == [10]
    assert "Maximum 10% voor statushouders, " in antwoord.content.decode()


def test_beleidsmedewerker_schrijft_en_partijen_tekenen(wereld: Any, als: Als) -> None:
    client = als(GEMEENTE)
    gemeente = wereld.gemeenten["GM1708"]
    antwoord = stuur(
        client,
        reverse("afspraak-nieuw"),
        naam="Afspraken 2027",
        van="2027-01-01",
        tot_en_met="2027-12-31",
        gemeenten=[gemeente.pk],
        corporaties=[wereld.lid(CORPORATIE).corporatie_id],
        huurdersorganisaties=[wereld.lid(HUURDERS).huurdersorganisatie_id],
    )
    rij = Prestatieafspraak.objects.get()
    assert antwoord.redirect_chain[-1][0] == reverse("afspraak", args=[rij.pk])
    assert (rij.van, rij.tot) == (date(2027, 1, 1), date(2028, 1, 1))
    stuur(client, reverse("thema-toevoegen", args=[rij.pk]), naam="Wonen")
    thema = rij.themas.get()
    c = partij(rij, "corporatie")
    stuur(
        client,
        reverse("onderdeel-toevoegen", args=[thema.pk]),
        titel="Bouwen",
        regie=c.pk,
        **{f"bijdrage_{c.pk}": "Tien woningen.\n\nEn nog tien."},
    )
    afspraak = thema.afspraken.get()
    assert list(afspraak.bijdragen.values_list("tekst", flat=True)) == ["Tien woningen.", "En nog tien."]
    for email, soort in ((GEMEENTE, "gemeente"), (CORPORATIE, "corporatie"), (HUURDERS, "huurdersorganisatie")):
        adres = reverse("afspraak-ondertekenen", args=[rij.pk, partij(rij, soort).pk])
        antwoord = stuur(als(email), adres, ondertekenaar="bestuurder", datum="2024-01-02")
    assert "Alle partijen hebben getekend: de tekst ligt vast." in antwoord.content.decode()
    rij.refresh_from_db()
    assert rij.status == "getekend"
    stuur(
        client,
        reverse("uitvoering-vastleggen", args=[afspraak.pk]),
        regie=c.pk,
        aanpak="Bouwplan",
        klaar_op="2027-06-01",
    )
    assert Uitvoering.objects.bekend().get().aanpak == "Bouwplan"


def test_tekenen_gaat_over_de_tekst_die_er_stond(wereld: Any, als: Als) -> None:
    """Opened, changed by the gemeente, sent in: refused with the way to the text, and what was typed stays."""
    rij = concept(wereld)
    client, voor = als(CORPORATIE), partij(rij, "corporatie")
    adres = reverse("afspraak-ondertekenen", args=[rij.pk, voor.pk])
    oud = sleutel(client.get(adres)) | {"ondertekenaar": "bestuurder"}
    afspraak = rij.themas.get().afspraken.get()
    acties.leg_afspraak_vast(door=None, thema=afspraak.thema, afspraak=afspraak, titel="Anders", bijdragen={})
    geweigerd = client.post(adres, oud)
    assert (geweigerd.status_code, voor.ondertekeningen.count()) == (200, 0)
    bladzijde = geweigerd.content.decode()
    assert "De tekst is veranderd" in bladzijde
    assert f'href="{reverse("afspraak", args=[rij.pk])}">Lees eerst de tekst' in bladzijde
    assert geweigerd.context["form"]["ondertekenaar"].value() == "bestuurder"
    assert client.post(adres, oud | {"versie": ""}).status_code == 200
    assert client.post(adres, oud | sleutel(geweigerd)).status_code == 302
    assert voor.ondertekeningen.get().ondertekenaar == "bestuurder"


def test_wijzigen_na_ondertekening_waarschuwt_en_een_dubbele_klik_maakt_er_een(wereld: Any, als: Als) -> None:
    rij = concept(wereld)
    acties.onderteken(door=None, partij=partij(rij, "gemeente"), ondertekenaar="burgemeester")
    adres = reverse("thema-toevoegen", args=[rij.pk])
    antwoord = als(GEMEENTE).get(adres)
    assert "Wie al tekende, tekent daarna opnieuw." in antwoord.content.decode()
    velden = sleutel(antwoord) | {"naam": "Leefbaarheid"}
    for _ in range(2):
        als(GEMEENTE).post(adres, velden)
    assert rij.themas.count() == 2


AANVALLEN = {
    "html met de naam van een pdf": b"<html><script>alert(1)</script></html>",
    "pdf verderop in html": b"<html>" + pdf(),
    "leeg": b"",
    "afgebroken": pdf()[:40],
    "alleen de kop": b"%PDF-1.7\n",
    "zip": b"PK\x03\x04" + b"0" * 100,
}


@pytest.mark.parametrize("inhoud", AANVALLEN.values(), ids=AANVALLEN.keys())
def test_wat_geen_pdf_is_wordt_geweigerd(wereld: Any, als: Als, inhoud: bytes) -> None:
    rij = getekend(wereld)
    bestand = SimpleUploadedFile("afspraken.pdf", inhoud, content_type="application/pdf")
    antwoord = stuur(als(GEMEENTE), reverse("document-toevoegen", args=[rij.pk]), titel="Stuk", bestand=bestand)
    assert "Dit is geen PDF." in antwoord.content.decode()
    assert not Afspraakdocument.objects.exists()


@pytest.mark.parametrize("waar", ["catalogus", "bladzijde", "namen"])
def test_pdf_met_een_programma_wordt_geweigerd(wereld: Any, als: Als, tmp_path: Any, waar: str) -> None:
    actie = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    with pikepdf.new() as document:
        document.add_blank_page()
        if waar == "catalogus":
            document.Root.OpenAction = actie
        elif waar == "bladzijde":
            document.pages[0].obj.AA = pikepdf.Dictionary(O=document.make_indirect(actie))
        else:
            namen = pikepdf.Array([pikepdf.String("x"), actie])
            document.Root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=namen))
        document.save(tmp_path / "x.pdf")
    bestand = SimpleUploadedFile("x.pdf", (tmp_path / "x.pdf").read_bytes())
    rij = getekend(wereld)
    antwoord = stuur(als(GEMEENTE), reverse("document-toevoegen", args=[rij.pk]), titel="Stuk", bestand=bestand)
    assert "In deze PDF zit een programma," in antwoord.content.decode()


@pytest.mark.parametrize("wat", ["bijlage", "bijlage bij een notitie", "xfa", "start een programma", "verstuurt"])
def test_pdf_met_een_bestand_of_formulier_erin_wordt_geweigerd(wat: str) -> None:
    with pikepdf.new() as document:
        document.add_blank_page()
        if wat == "bijlage":
            document.attachments["gegevens.xlsx"] = b"PK"
        elif wat == "bijlage bij een notitie":
            stroom = pikepdf.Stream(document, b"PK")
            bestand = pikepdf.Dictionary(Type=pikepdf.Name.Filespec, F="a.zip", EF=pikepdf.Dictionary(F=stroom))
            notitie = pikepdf.Dictionary(Subtype=pikepdf.Name.FileAttachment, FS=document.make_indirect(bestand))
            document.pages[0].obj.Annots = pikepdf.Array([notitie])
        elif wat == "xfa":
            document.Root.AcroForm = pikepdf.Dictionary(XFA=pikepdf.Stream(document, b"<xdp/>"), Fields=pikepdf.Array())
        else:
            soort = pikepdf.Name.Launch if wat.startswith("start") else pikepdf.Name.SubmitForm
            document.Root.OpenAction = pikepdf.Dictionary(S=soort, F=pikepdf.String("calc.exe"))
        uit = BytesIO()
        document.save(uit)
    with pytest.raises(ValidationError, match="een programma, een invulformulier of een ander bestand"):
        documenten.bekijk(uit.getvalue())


def test_pdf_met_wachtwoord_wordt_geweigerd(wereld: Any, als: Als, tmp_path: Any) -> None:
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(tmp_path / "x.pdf", encryption=pikepdf.Encryption(user="geheim", owner="geheim"))
    bestand = SimpleUploadedFile("x.pdf", (tmp_path / "x.pdf").read_bytes())
    rij = getekend(wereld)
    antwoord = stuur(als(GEMEENTE), reverse("document-toevoegen", args=[rij.pk]), titel="Stuk", bestand=bestand)
    assert "met een wachtwoord op slot" in antwoord.content.decode()


def test_bestand_van_30_mb_wordt_geweigerd(wereld: Any, als: Als) -> None:
    rij = getekend(wereld)
    bestand = SimpleUploadedFile("groot.pdf", pdf() + b" " * 30_000_000)
    antwoord = stuur(als(GEMEENTE), reverse("document-toevoegen", args=[rij.pk]), titel="Stuk", bestand=bestand)
    assert "groter dan 20 MB" in antwoord.content.decode()
    assert documenten.MEESTE_BYTES == 20_000_000


def test_document_komt_alleen_als_bestand_terug_onder_onze_naam(wereld: Any, als: Als) -> None:
    rij = getekend(wereld)
    bestand = SimpleUploadedFile('..\\..\\..\\etc\\pass"wd.pdf', pdf(3))
    stuur(als(GEMEENTE), reverse("document-toevoegen", args=[rij.pk]), titel='../../etc/"passwd\\', bestand=bestand)
    stuk = Afspraakdocument.objects.get()
    assert (stuk.bladzijden, stuk.versie) == (3, 1)
    antwoord = als(HUURDERS).get(reverse("afspraakdocument", args=[stuk.pk]))
    assert antwoord.content == pdf(3) or bytes(stuk.inhoud) == antwoord.content
    assert {naam: antwoord[naam] for naam in ("Content-Type", "Content-Disposition", "X-Content-Type-Options")} == {
        "Content-Type": "application/pdf",
        "Content-Disposition": 'attachment; filename="etcpasswd-versie-1.pdf"',
        "X-Content-Type-Options": "nosniff",
    }
    assert "no-store" in antwoord["Cache-Control"]


def test_nieuwe_versie_en_intrekken_van_een_document(wereld: Any, als: Als) -> None:
    rij = getekend(wereld)
    eerste = acties.voeg_document_toe(door=None, prestatieafspraak=rij, titel="Getekend stuk", inhoud=pdf())
    adres = reverse("document-vervangen", args=[eerste.pk])
    stuur(als(GEMEENTE), adres, bestand=SimpleUploadedFile("x.pdf", pdf(2)))
    tweede = Afspraakdocument.objects.bekend().get()
    assert (tweede.titel, tweede.versie, tweede.vervangt) == ("Getekend stuk", 2, eerste)
    lezer = als(HUURDERS)
    assert [lezer.get(reverse("afspraakdocument", args=[d.pk])).status_code for d in (eerste, tweede)] == [200, 200]
    for stuk in (tweede, eerste):
        stuur(als(GEMEENTE), reverse("document-intrekken", args=[stuk.pk]), reden="Bevatte te veel")
    assert [lezer.get(reverse("afspraakdocument", args=[d.pk])).status_code for d in (eerste, tweede)] == [404, 404]
    assert list(Afspraakdocument.objects.values_list("inhoud", flat=True)) == [None, None]


def test_andere_data_voor_een_jaar_en_weer_terug(wereld: Any, als: Als) -> None:
    rij = getekend(wereld, tot=date(2100, 1, 1), overleg_rond_bod=True)
    adres = reverse("jaarcyclus", args=[rij.pk, 2025])
    stuur(als(GEMEENTE), adres, overleg="2025-04-01", bod="2025-09-01", bericht="2025-12-15")
    assert Jaarcyclus.objects.bekend().get().datums == Jaardatums(
        date(2025, 4, 1), date(2025, 9, 1), date(2025, 12, 15)
    )
    blad = als(HUURDERS).get(reverse("afspraak", args=[rij.pk]) + "?jaar=2025").context["blad"]
    assert blad.cyclus.anders
    assert blad.cyclus.ontbreekt == ["een bestuurlijk overleg vóór het bod", "een bestuurlijk overleg na het bod"]
    assert (
        "Kies een dag in 2025."
        in stuur(als(GEMEENTE), adres, overleg="2024-04-01", bod="2025-09-01", bericht="2025-12-15").content.decode()
    )
    acties.leg_cyclus_vast(door=None, prestatieafspraak=rij, jaar=2025, datums=standaard(2025))
    assert not Jaarcyclus.objects.bekend().exists()


def test_rare_adressen_breken_niets(wereld: Any, als: Als) -> None:
    rij = getekend(wereld)
    client = als(GEMEENTE)
    for vraag in ("?jaar=x", "?jaar=99999999999999999999", "?jaar=-1", "?jaar=٢٠٢٤"):
        assert client.get(reverse("afspraak", args=[rij.pk]) + vraag).status_code == 200
    assert client.get(reverse("jaarcyclus", args=[rij.pk, 1])).status_code == 404
    assert client.get(reverse("afspraken") + "?stand=onzin&sort=onzin&page=-3").status_code == 200


def vragen(client: Client, adres: str) -> int:
    with CaptureQueriesContext(connection) as gevangen:
        assert client.get(adres).status_code == 200
    return len(gevangen)


def test_lijst_en_bladzijde_vragen_even_vaak_bij_meer(wereld: Any, als: Als, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda: date(2025, 11, 1))
    rij = getekend(wereld)
    leeg = concept(wereld, naam="Groeit")
    client = als(GEMEENTE)
    lijst, blad = reverse("afspraken") + "?per_page=100", reverse("afspraak", args=[leeg.pk])
    vragen(client, lijst)
    weinig = vragen(client, lijst), vragen(client, blad)
    for n in range(12):
        getekend(wereld, naam=f"Stuk {n}")
        thema = acties.leg_thema_vast(door=None, prestatieafspraak=leeg, naam=f"Thema {n}")
        acties.leg_afspraak_vast(
            door=None,
            thema=thema,
            titel="Meer",
            regie=[partij(leeg, "gemeente")],
            bijdragen={p.pk: ["Iets."] for p in leeg.partijen.all()},
        )
        acties.voeg_document_toe(door=None, prestatieafspraak=leeg, titel=f"D{n}", inhoud=pdf())
    assert (vragen(client, lijst), vragen(client, blad)) == weinig
    assert rij.pk


def test_na_het_einde_vraagt_de_cyclus_niets_meer(wereld: Any, als: Als) -> None:
    """Ended in 2024: the page shows that year as it was, and no overleg or term of a later one."""
    oud = getekend(wereld, van=date(2023, 1, 1), tot=date(2025, 1, 1), overleg_rond_bod=True)
    client, adres = als(GEMEENTE), reverse("afspraak", args=[oud.pk])
    for vraag, jaar, stappen in (("", 2024, 6), ("?jaar=2026", 2026, 0)):
        antwoord = client.get(adres + vraag)
        blad = antwoord.context["blad"]
        assert (blad.cyclus.jaar, len(blad.cyclus.stappen), blad.cyclus.ontbreekt, blad.eerstvolgende) == (
            *(jaar, stappen, []),
            None,
        )
        assert "ontbreekt nog" not in antwoord.content.decode()
    loopt = getekend(wereld, "GM1690", van=date(2024, 1, 1), tot=date(2100, 1, 1), overleg_rond_bod=True)
    assert client.get(adres).status_code == 200
    assert blad_van(None, loopt, timezone.localdate(), timezone.localdate().year).cyclus.ontbreekt
