"""What stands in the letters: blocks per trede and oordeel, their versions, the preview, the word, the mandaten."""

import io
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from docx import Document

from organisaties.vastleggen import AlGewijzigd
from tests.toezicht.test_paginas import GEMEENTE, TOEZICHT, verstuur
from toezicht import acties
from toezicht.models import Afzender, Beoordeling, Brief, Mandaat, Tekstblok, Tekstblokversie, Woordsjabloon
from toezicht.pdf.inhoud import nagekeken, problemen, stel_samen
from toezicht.pdf.zetten import als_fragment
from toezicht.regels.tekstkeuze import kies, past_niet
from toezicht.regels.tekstverschil import Soort, verschil
from toezicht.word.standaard import standaardsjabloon


def leg(dossier, tekst="Eigen tekst.", plek="gevolg", **anders):
    gegevens = {"plek": plek, "tekst": tekst, "kop": "Eigen"} | anders
    return acties.leg_tekstblok_vast(door=dossier.toezichthouder, provincie=dossier.ronde.provincie, **gegevens)


def op_trede(brief: Brief, trede: int | None) -> Brief:
    """The letter as it would be with another trede; a beoordeling itself never changes."""
    brief.beoordeling.trede = trede
    return brief


@pytest.mark.parametrize(
    ("blokken", "trede", "oordeel", "gekozen"),
    [
        ([("a", None, "")], None, "voldoet", "a"),
        ([("a", None, ""), ("b", None, "")], 3, "voldoet", "ab"),
        ([("a", None, ""), ("b", 3, "")], 3, "voldoet niet", "b"),
        ([("a", None, ""), ("b", 3, "")], 2, "voldoet niet", "a"),
        ([("a", None, ""), ("b", 3, "")], None, "voldoet niet", "a"),
        ([("a", None, ""), ("b", None, "voldoet")], 3, "voldoet", "b"),
        ([("b", None, "voldoet niet"), ("c", 3, "")], 3, "voldoet niet", "c"),
        ([("c", 3, ""), ("d", 3, "voldoet niet"), ("e", 3, "voldoet niet")], 3, "voldoet niet", "de"),
        ([("a", None, ""), ("d", 3, "voldoet niet")], 3, "voldoet", "a"),
        ([("a", None, ""), ("b", 0, "")], 0, "voldoet", "b"),
        ([("b", 3, "")], 2, "voldoet", ""),
    ],
)
def test_het_meest_precieze_blok_staat_in_de_brief(dossier, blokken, trede, oordeel, gekozen) -> None:
    rijen = [Tekstblok(plek="gevolg", kop=kop, tekst="x", trede=nummer, oordeel=bij) for kop, nummer, bij in blokken]
    assert "".join(blok.kop for blok in kies(rijen, dossier.ronde.halfjaar, trede, oordeel)) == gekozen


def test_elke_plek_kiest_voor_zichzelf(dossier) -> None:
    leg(dossier, trede=3)
    brief = op_trede(dossier.concept(), 3)
    blokken = stel_samen(brief)["blokken"]
    assert [blok["tekst"] for blok in blokken["gevolg"]] == ["Eigen tekst."]
    assert [blok["kop"] for blok in blokken["context"]] == [
        "Waardering voor de inzet in Drenthe",
        "Samen werken aan oplossingen",
    ]
    assert "eenmalig" in stel_samen(op_trede(brief, 2))["blokken"]["gevolg"][0]["tekst"]


def test_een_eigen_gevolg_gaat_voor_een_blok_van_een_trede(dossier) -> None:
    leg(dossier, trede=3)
    brief = op_trede(dossier.concept(), 3)
    brief.beoordeling.gevolg = "Alleen voor u."
    assert [blok["tekst"] for blok in stel_samen(brief)["blokken"]["gevolg"]] == ["Alleen voor u."]


def test_waarom_een_blok_niet_past(dossier) -> None:
    halfjaar = dossier.ronde.halfjaar
    later = Tekstblok(vanaf=halfjaar.volgende)
    assert past_niet(later, halfjaar, None, "") == "het geldt niet voor de 1e helft van 2024"
    assert "trede 3" in (past_niet(Tekstblok(trede=3), halfjaar, None, "") or "")
    assert "“voldoet”" in (past_niet(Tekstblok(oordeel="voldoet"), halfjaar, 1, "voldoet niet") or "")


def test_voorbeeldteksten_per_soort_trede_van_het_kader(wereld) -> None:
    door, provincie = wereld.lid("toezicht@overijssel.example"), wereld.provincies["PV23"]
    acties.laad_pakketten(door=None, provincies=[provincie])
    acties.neem_voorbeeld_over(door=door, provincie=provincie, voorbeeld="algemeen")
    treden = provincie.toezichtkaders.get().kader.treden
    per_trede = {blok.trede: blok.tekst for blok in Tekstblok.objects.filter(plek="gevolg").exclude(trede=None)}
    met_tekst = {trede.nummer for trede in treden if trede.fase != ""}
    assert set(per_trede) == met_tekst
    for trede in treden:
        if trede.fase == "voornemen":
            assert "voornemen en nog geen besluit" in per_trede[trede.nummer]
        if trede.fase == "informeel" and trede.plan_vereist:
            assert "plan van aanpak" in per_trede[trede.nummer]
    # A text that threatens is only for who does not meet the taakstelling.
    assert set(Tekstblok.objects.exclude(trede=None).values_list("oordeel", flat=True)) == {"voldoet niet"}
    assert Tekstblok.objects.filter(plek="gevolg", trede=None).count() == 3


def test_zonder_kader_komen_er_geen_teksten_per_trede(wereld) -> None:
    door, provincie = wereld.lid("toezicht@overijssel.example"), wereld.provincies["PV23"]
    acties.neem_voorbeeld_over(door=door, provincie=provincie, voorbeeld="algemeen")
    assert not Tekstblok.objects.exclude(trede=None).exists()


def test_de_lijst_zegt_voor_welke_trede(dossier, als) -> None:
    acties.laad_pakketten(door=None, provincies=[dossier.ronde.provincie])
    leg(dossier, trede=3, oordeel="voldoet niet")
    leg(dossier, trede=9)
    pagina = als(TOEZICHT).get(reverse("tekstblokken")).content.decode()
    assert "trede 3 van het kader: Afspraken maken, bij oordeel “voldoet niet”" in pagina
    assert "trede 9, niet in uw kader" in pagina


def test_versies_van_maken_tot_verwijderen_en_terug(dossier, als) -> None:
    blok = leg(dossier, "Eerste tekst.")
    for tekst in ("Tweede tekst.", "Tweede tekst."):
        leg(dossier, tekst, blok=blok)
    nummer = blok.pk
    acties.verwijder_tekstblok(door=dossier.toezichthouder, blok=blok)
    versies = list(Tekstblokversie.objects.filter(bloknummer=nummer).order_by("nummer"))
    assert [(v.nummer, v.tekst, v.verwijderd) for v in versies] == [
        (1, "Eerste tekst.", False),
        (2, "Tweede tekst.", False),
        (3, "Tweede tekst.", True),
    ]
    client = als(TOEZICHT)
    assert reverse("tekstblok-versies", args=[nummer]) in client.get(reverse("tekstblokken")).content.decode()
    pagina = client.get(reverse("tekstblok-versies", args=[nummer])).content.decode()
    assert "<del>Eerste</del><ins>Tweede</ins> tekst." in pagina
    assert verstuur(client, reverse("tekstblok-terugzetten", args=[nummer, 1])).status_code == 302
    assert Tekstblok.objects.get(pk=nummer).tekst == "Eerste tekst."
    assert Tekstblokversie.objects.filter(bloknummer=nummer).count() == 4


def test_terugzetten_terwijl_een_ander_wijzigt(dossier) -> None:
    blok = leg(dossier, "Een.")
    eerste = Tekstblokversie.objects.get(bloknummer=blok.pk)
    leg(dossier, "Twee.", blok=blok)
    with pytest.raises(AlGewijzigd):
        acties.zet_tekstblok_terug(door=dossier.toezichthouder, versie=eerste, gezien=eerste)
    assert Tekstblok.objects.get(pk=blok.pk).tekst == "Twee."


def test_een_versie_ligt_vast_en_is_van_de_provincie(dossier, als) -> None:
    blok = leg(dossier)
    with pytest.raises(IntegrityError), transaction.atomic():
        Tekstblokversie.objects.filter(bloknummer=blok.pk).update(tekst="Anders")
    for naam, args in (("tekstblok-versies", [blok.pk]), ("tekstblok-terugzetten", [blok.pk, 1])):
        assert als("toezicht@overijssel.example").get(reverse(naam, args=args)).status_code == 404


def test_verschil_per_woord() -> None:
    assert verschil("een twee drie", "een vier drie") == [
        (Soort.GELIJK, "een "),
        (Soort.WEG, "twee"),
        (Soort.NIEUW, "vier"),
        (Soort.GELIJK, " drie"),
    ]


def voorbeeld_van(client, adres, **velden):
    pagina = client.get(adres)
    begin = {veld.html_name: veld.value() for veld in pagina.context["form"]}
    gegevens = {naam: waarde for naam, waarde in (begin | velden).items() if waarde is not None}
    return client.post(adres, gegevens | {"voorbeeld": "ja"})


def test_het_voorbeeld_is_een_echte_brief_en_bewaart_niets(dossier, als) -> None:
    dossier.concept()
    client, blok = als(TOEZICHT), Tekstblok.objects.get(plek="conclusie", tot_en_met__isnull=False)
    adres = reverse("tekstblok", args=[blok.pk])
    antwoord = voorbeeld_van(client, adres, tekst="**{gemeente}** {achterstand}, {verschoond_tot} en {halfjaar}")
    voorbeeld = antwoord.context["voorbeeld"]
    assert (voorbeeld.gemeente.naam, voorbeeld.ontbreekt, voorbeeld.niet) == ("De Wolden", [], None)
    for waar in (voorbeeld.blok, voorbeeld.brief):
        assert "<strong>De Wolden</strong> 13, 1\N{NO-BREAK SPACE}januari 2025 en eerste helft van 2024" in waar
    assert "26 (+achterstand 10) = 36" in voorbeeld.brief
    blok.refresh_from_db()
    assert "**" not in blok.tekst
    assert verstuur(client, adres, tekst="Daarna opslaan.").status_code == 302


def test_het_voorbeeld_met_een_andere_gemeente_en_een_gat(dossier, als) -> None:
    dossier.concept()
    antwoord = voorbeeld_van(
        als(TOEZICHT),
        reverse("tekstblok-nieuw"),
        bij="2024-1:GM0119",
        plek="context",
        tekst="{gemeente} {verschoond_tot}",
    )
    voorbeeld = antwoord.context["voorbeeld"]
    assert (voorbeeld.gemeente.naam, voorbeeld.ontbreekt) == ("Meppel", ["verschoond_tot"])
    assert '<mark class="brief-gat">[verschoond_tot ontbreekt]</mark>' in antwoord.content.decode()


@pytest.mark.parametrize(
    "velden",
    [
        {"bij": "2024-1:GM0363"},
        {"bij": "<script>"},
        {"bij": ""},
        {"trede": "x", "oordeel": "y", "plek": "z", "volgorde": "-", "vanaf": "nooit"},
        {"tekst": "{onbekend} {", "kop": "{{ 7*7 }}"},
        {"tekst": "x" * 30_000},
    ],
)
def test_het_voorbeeld_bij_onzin(dossier, als, velden) -> None:
    antwoord = voorbeeld_van(als(TOEZICHT), reverse("tekstblok-nieuw"), **velden)
    assert antwoord.status_code == 200
    assert antwoord.context["voorbeeld"].gemeente.provincie == dossier.ronde.provincie


KWAAD = (
    "<script>alert(1)</script> <img src=x onerror=alert(1)> [x](javascript:alert(1)) ![y](file:///etc/passwd)"
    ' <a href="data:text/html,x">z</a> &lt;b&gt; <javascript:alert(1)>'
    "\n\n```\n<svg onload=alert(1)>\n```\n\n[a]: javascript:x"
)


def test_het_voorbeeld_laat_kwade_tekst_als_tekst_zien(dossier, als) -> None:
    antwoord = voorbeeld_van(als(TOEZICHT), reverse("tekstblok-nieuw"), tekst=KWAAD, kop=KWAAD[:100], plek="gevolg")
    voorbeeld = antwoord.context["voorbeeld"]
    for html in (voorbeeld.blok, voorbeeld.brief):
        assert "&lt;script&gt;" in html
        for tag in ("<script", "<img", "<a ", "<svg><", "<code", "onload=alert(1)>"):
            assert tag not in html.replace('<svg class="', "")


def test_zonder_ronde_zegt_de_pagina_wat_er_nodig_is(wereld, als) -> None:
    pagina = als("toezicht@overijssel.example").get(reverse("tekstblok-nieuw"))
    assert "Open een ronde." in pagina.content.decode()
    assert "bij" not in pagina.context["form"].fields


@pytest.mark.parametrize("woord", Afzender.Woord.values)
def test_geval_39_het_woord_van_de_provincie_staat_in_elke_zin(dossier, woord) -> None:
    oud = dossier.vastgesteld()
    acties.wijzig_afzender(door=dossier.toezichthouder, provincie=dossier.ronde.provincie, woord=woord)
    meervoud = {"verblijfsgerechtigde": "verblijfsgerechtigden"}.get(woord, f"{woord}s")
    Tekstblok.objects.filter(plek="conclusie").update(tekst="Elke {statushouder} telt.")
    brief = dossier.concept("GM0119")
    html = als_fragment(stel_samen(brief), concept=True)
    assert brief.onderwerp == f"Toezicht huisvesting {meervoud} eerste helft 2024"
    assert f"taakstelling van gemeenten om {meervoud} te huisvesten" in html
    assert f"Elke {woord} telt." in html
    if woord != "statushouder":
        zonder_blok_van_drenthe = html.replace("om statushouders een thuis te geven", "")
        assert "statushouder" not in zonder_blok_van_drenthe
    oud.refresh_from_db()
    assert oud.inhoud["afzender"]["woord"] == "statushouder"
    assert oud.onderwerp == "Toezicht huisvesting statushouders eerste helft 2024"


def mandaat(dossier, **anders):
    gegevens = {"functie": "gedeputeerde", "geldig_van": date(2024, 1, 1), "grondslag": "Mandaatbesluit 2024"} | anders
    return acties.leg_mandaat_vast(door=dossier.toezichthouder, provincie=dossier.ronde.provincie, **gegevens)


def test_zonder_mandaat_wordt_er_niets_vastgesteld(dossier) -> None:
    brief = dossier.concept()
    acties.wijzig_afzender(
        door=dossier.toezichthouder, provincie=dossier.ronde.provincie, eerste_ondertekenaar="gedeputeerde"
    )
    with pytest.raises(ValidationError, match="geen mandaat"):
        acties.stel_brief_vast(door=dossier.toezichthouder, brief=brief)
    oud = mandaat(dossier, geldig_tot=date(2024, 11, 19))
    assert len(problemen(stel_samen(brief))) == 1
    mandaat(dossier, geldig_tot=date(2024, 11, 20), vervangt=oud, reden="Een dag langer.")
    vast = acties.stel_brief_vast(door=dossier.toezichthouder, brief=brief)
    assert [een["tot"] for een in vast.inhoud["mandaten"]] == ["2024-11-20"]


@pytest.mark.parametrize(
    ("anders", "veld"),
    [
        ({"functie": "secretaris"}, "functie"),
        ({"geldig_tot": date(2024, 1, 1)}, "geldig_tot"),
        ({"grondslag": " "}, "grondslag"),
    ],
)
def test_een_mandaat_dat_niet_kan(dossier, anders, veld) -> None:
    with pytest.raises(ValidationError) as fout:
        mandaat(dossier, **anders)
    assert set(fout.value.message_dict) == {veld}
    assert not Mandaat.objects.exists()


def test_mandaat_op_de_paginas(dossier, als) -> None:
    client = als(TOEZICHT)
    velden = {"functie": "gedeputeerde", "geldig_van": "2024-01-01", "grondslag": "Besluit"}
    assert verstuur(client, reverse("mandaat-nieuw"), **velden).status_code == 302
    rij = Mandaat.objects.get()
    assert verstuur(client, reverse("mandaat", args=[rij.pk]), geldig_tot="2025-01-01", reden="Weg").status_code == 302
    nieuw = Mandaat.objects.bekend().get()
    assert (nieuw.vervangt_id, nieuw.geldig_tot) == (rij.pk, date(2025, 1, 1))
    assert "Besluit" in client.get(reverse("mandaten")).content.decode()
    assert verstuur(client, reverse("mandaat-intrekken", args=[nieuw.pk]), reden="Nooit gegeven").status_code == 302
    assert not Mandaat.objects.bekend().exists()
    assert client.get(reverse("mandaat", args=[rij.pk])).status_code == 404


def test_de_pagina_van_de_brief_zegt_wat_is_nagekeken(dossier, als) -> None:
    brief = dossier.concept()
    pagina = als(TOEZICHT).get(reverse("brief", args=[brief.pk])).content.decode()
    assert pagina.count("<strong>Goed:</strong>") == len(nagekeken(stel_samen(brief))) == 10
    assert "Niet goed" not in pagina
    Brief.objects.update(kenmerk="")
    pagina = als(TOEZICHT).get(reverse("brief", args=[brief.pk])).content.decode()
    assert "<strong>Niet goed:</strong> Alles is ingevuld" in pagina
    assert "<strong>Nog niet na te kijken:</strong> Het kenmerk" in pagina


def test_een_kenmerk_dat_al_op_een_vaste_brief_staat(dossier) -> None:
    dossier.vastgesteld()
    brief = dossier.concept("GM0119", kenmerk="47/4.1/2024001652")
    with pytest.raises(ValidationError, match="staat al op de brief aan De Wolden"):
        acties.stel_brief_vast(door=dossier.toezichthouder, brief=brief)


def test_cijfers_die_niet_uit_hun_regels_volgen_gaan_niet_weg(dossier) -> None:
    brief = dossier.concept()
    inhoud = stel_samen(brief)
    # Every sum closes, and still it is not what the rows say.
    cijfers = dict(inhoud["cijfers"]) | {"realisatie": 24, "officieel": 24, "stand_eind": -12}
    cijfers |= {"volgende_stand_begin": -12, "volgende_opgave": 36}
    brief.beoordeling.cijfers = cijfers
    gevonden = problemen(stel_samen(brief))
    assert "Realisatie 1e helft 2024: in de brief 24, nagerekend 23. Beoordeel deze gemeente opnieuw." in gevonden
    assert not any("klopt niet" in zin or "sluit niet" in zin for zin in gevonden)
    assert Beoordeling.objects.get().cijfers["realisatie"] == 23


def plaats(client, inhoud: bytes, naam="huisstijl.docx"):
    adres = reverse("woordsjabloon")
    sleutel = client.get(adres).context["form"]["inzending"].value()
    bestand = SimpleUploadedFile(naam, inhoud)
    return client.post(adres, {"inzending": sleutel, "bestand": bestand})


def eigen_sjabloon(tekst: str) -> bytes:
    document = Document()
    document.add_paragraph(tekst)
    uit = io.BytesIO()
    document.save(uit)
    return uit.getvalue()


def test_het_eigen_sjabloon_wordt_gebruikt_en_het_oude_blijft(dossier, als) -> None:
    client, brief = als(TOEZICHT), dossier.concept()
    for tekst in ("Een: {{ gemeente }}", "Twee: {{ kenmerk }}"):
        assert plaats(client, eigen_sjabloon(tekst)).status_code == 302
    antwoord = client.get(reverse("brief-docx", args=[brief.pk]))
    assert [p.text for p in Document(io.BytesIO(antwoord.content)).paragraphs] == ["Twee: 47/4.1/2024001652"]
    assert antwoord["Content-Disposition"] == 'attachment; filename="concept-GM1690-2024-1.docx"'
    assert [rij.versie for rij in Woordsjabloon.objects.all()] == [2, 1]
    oud = client.get(reverse("woordsjabloon-bestand", args=[1])).content
    assert oud == bytes(Woordsjabloon.objects.get(versie=1).inhoud)


@pytest.mark.parametrize(
    ("naam", "tekst", "zin"),
    [
        ("a.docx", "{{ burgemeester }}", "Dit veld bestaat niet: {{ burgemeester }}."),
        ("a.docm", "{{ gemeente }}", "Dit is geen .docx."),
    ],
)
def test_een_sjabloon_dat_niet_mag(dossier, als, naam, tekst, zin) -> None:
    antwoord = plaats(als(TOEZICHT), eigen_sjabloon(tekst), naam)
    assert zin in antwoord.content.decode()
    assert not Woordsjabloon.objects.exists()


def test_word_is_alleen_voor_de_provincie_en_heet_bij_een_vaste_brief_afschrift(dossier, als) -> None:
    brief = dossier.verzonden()
    adres = reverse("brief-docx", args=[brief.pk])
    assert als(GEMEENTE).get(adres).status_code == 403
    naam = als(TOEZICHT).get(adres)["Content-Disposition"]
    assert naam == 'attachment; filename="afschrift-de-pdf-is-de-brief-GM1690-2024-1.docx"'
    assert als(TOEZICHT).get(reverse("woordsjabloon-bestand", args=[0])).content[:2] == standaardsjabloon()[:2]


def test_alleen_de_provincie_zelf(dossier, wereld) -> None:
    ander = wereld.lid("toezicht@overijssel.example")
    provincie, blok = dossier.ronde.provincie, leg(dossier)
    rij, versie = mandaat(dossier), Tekstblokversie.objects.get(bloknummer=blok.pk)
    for poging in (
        lambda: acties.leg_mandaat_vast(
            door=ander, provincie=provincie, functie="x", geldig_van=date(2024, 1, 1), grondslag="x"
        ),
        lambda: acties.trek_mandaat_in(door=ander, mandaat=rij, reden="x"),
        lambda: acties.neem_sjabloon(door=ander, provincie=provincie, naam="x", inhoud=standaardsjabloon()),
        lambda: acties.zet_tekstblok_terug(door=ander, versie=versie),
    ):
        with pytest.raises(Exception, match="Alleen een toezichthouder"):
            poging()
