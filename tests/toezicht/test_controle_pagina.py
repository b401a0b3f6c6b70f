"""The check page: what it says of a letter, and to whom it says no more than that."""

import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.toezicht.test_opdrachten import _verander
from tests.toezicht.test_paginas import ANDERS, GEMEENTE, TOEZICHT
from toezicht.forms import MEESTE_BRIEF
from toezicht.models import Brief
from toezicht.pdf.controle import lees_berekening
from toezicht.pdf.inhoud import stel_samen
from toezicht.pdf.zetten import BIJLAGE, als_pdf
from toezicht.rondestukken.openbaar import openbare_kopie

Als = Callable[[str], Client]


def lever_in(client: Client, pdf: bytes, naam: str = "brief.pdf") -> str:
    antwoord = client.post(reverse("brief-controleren"), {"bestand": SimpleUploadedFile(naam, pdf, "application/pdf")})
    assert antwoord.status_code == 200
    return " ".join(antwoord.content.decode().split())


@pytest.mark.parametrize("email", [TOEZICHT, GEMEENTE])
def test_echte_brief_met_elke_regel_nagerekend(dossier: Any, als: Als, email: str) -> None:
    tekst = lever_in(als(email), bytes(dossier.verzonden().pdf))
    assert "Echt: brief 47/4.1/2024001652 aan De Wolden, verzonden." in tekst
    assert tekst.count(">klopt<") == 7
    assert "wijkt af" not in tekst
    assert "terugkoppeling--fout" not in tekst


def test_een_veranderd_bestand_is_niet_groen_en_zegt_niet_dat_de_cijfers_kloppen(dossier: Any, als: Als) -> None:
    tekst = lever_in(als(TOEZICHT), bytes(dossier.verzonden().pdf) + b"\n")
    assert "Gewijzigd:" in tekst
    assert "terugkoppeling--fout" in tekst
    assert ">klopt<" not in tekst


def test_gewijzigde_brief_noemt_de_regel_die_afwijkt(dossier: Any, als: Als, tmp_path: Any) -> None:
    pad = tmp_path / "brief.pdf"
    _verander(bytes(dossier.verzonden().pdf), pad, bijlage=(b'"realisatie": 23', b'"realisatie": 33'))
    tekst = lever_in(als(GEMEENTE), pad.read_bytes())
    assert "Gewijzigd: dit bestand is niet brief 47/4.1/2024001652" in tekst
    assert 'data-label="In de brief">33</td>' in tekst
    assert tekst.count("<strong>wijkt af</strong>") == 1


@pytest.mark.parametrize("email", ANDERS)
def test_een_ander_hoort_alleen_of_het_bestand_echt_is(dossier: Any, als: Als, email: str, tmp_path: Any) -> None:
    echt = bytes(dossier.verzonden().pdf)
    tekst = lever_in(als(email), echt)
    assert "Echt: dit bestand is precies een brief die in Thuisstand is vastgesteld." in tekst
    assert "Nagerekend" not in tekst
    pad = tmp_path / "brief.pdf"
    _verander(echt, pad, bijlage=(b'"realisatie": 23', b'"realisatie": 33'))
    assert "Onbekend: dit bestand is niet gelijk aan een brief die u mag zien." in lever_in(
        als(email), pad.read_bytes()
    )


def test_een_openbare_kopie_is_niet_na_te_gaan(dossier: Any, als: Als) -> None:
    tekst = lever_in(als(TOEZICHT), openbare_kopie(bytes(dossier.verzonden().pdf)))
    assert "Een openbare kopie heeft geen berekening en is hier niet na te gaan." in tekst


def test_een_vastgestelde_brief_die_nog_niet_is_verzonden_ziet_de_gemeente_niet(dossier: Any, als: Als) -> None:
    tekst = lever_in(als(GEMEENTE), bytes(dossier.vastgesteld().pdf))
    assert "47/4.1/2024001652" not in tekst
    assert "Nagerekend" not in tekst


def test_een_verzonnen_concept_laat_geen_andere_rijen_optellen(dossier: Any, als: Als) -> None:
    """A file names its rows itself: other rows than those of the beoordeling are not added up for anybody."""
    brief: Brief = dossier.concept()
    inhoud = stel_samen(brief)
    assert "Concept: deze brief is nooit vastgesteld." in lever_in(als(TOEZICHT), als_pdf(inhoud, concept=True))
    inhoud["rijen"] = {**inhoud["rijen"], "plaatsingen": [1, 2, 3]}
    vals = als_pdf(inhoud, concept=True)
    assert "het noemt andere regels dan de beoordeling" in lever_in(als(TOEZICHT), vals)
    assert "Onbekend" in lever_in(als(GEMEENTE), vals)


@pytest.mark.parametrize(
    ("pdf", "melding"),
    [
        (b"", "Dit is geen PDF."),
        (b"MZ geen pdf", "Dit is geen PDF."),
        (b"%PDF-1.7 kapot", "Onbekend: dit is geen brief"),
        (b"%PDF-" + b"0" * 5_000_001, "groter dan 5 MB"),
    ],
)
def test_een_slecht_bestand_krijgt_een_antwoord(wereld: Any, als: Als, pdf: bytes, melding: str) -> None:
    assert melding in lever_in(als(GEMEENTE), pdf)


def test_zonder_bestand_staat_de_fout_bij_het_veld(wereld: Any, als: Als) -> None:
    tekst = als(GEMEENTE).post(reverse("brief-controleren")).content.decode()
    assert "Kies de brief die u wilt controleren." in tekst


def _met_bijlage(bijlage: bytes) -> bytes:
    with pikepdf.new() as document:
        document.add_blank_page()
        document.attachments[BIJLAGE] = bijlage
        uit = BytesIO()
        document.save(uit)
    return uit.getvalue()


def test_een_bestand_dat_uitgepakt_geen_einde_heeft_wordt_niet_uitgepakt() -> None:
    klein = b'{"soort": "thuisstand-ibt-brief", "x": "%s"}'
    assert lees_berekening(_met_bijlage(klein % b"x")) is not None
    groot = _met_bijlage(klein % (b"x" * 60_000_000))
    assert len(groot) < MEESTE_BRIEF
    assert lees_berekening(groot) is None


def test_een_bijlage_achter_meer_dan_een_filter_is_niet_van_ons() -> None:
    with pikepdf.open(BytesIO(_met_bijlage(b'{"soort": "thuisstand-ibt-brief"}'))) as document:
        stroom = document.attachments[BIJLAGE].get_file().obj
        filters = pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.FlateDecode])
        stroom.write(zlib.compress(zlib.compress(b'{"soort": "thuisstand-ibt-brief"}')), filter=filters)
        uit = BytesIO()
        document.save(uit, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    assert lees_berekening(uit.getvalue()) is None
