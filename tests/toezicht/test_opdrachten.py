"""The commands: what they write, and with which status they end."""

import json

import pikepdf
import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from organisaties.drukken.lezen import regels_van
from taakstelling.regels.halfjaar import Halfjaar
from tests.toezicht.test_acties import nieuw_cijfer
from toezicht.models import Beoordeling, Brief
from toezicht.pdf.controle import OPENBARE_KOPIE
from toezicht.pdf.inhoud import stel_samen
from toezicht.pdf.zetten import als_pdf
from toezicht.regels.resultaat import datum


def brief(tmp_path, gemeente="GM1690", halfjaar="2024-1"):
    uit = tmp_path / "brief.pdf"
    call_command("brief", gemeente=gemeente, halfjaar=halfjaar, uit=uit)
    return uit


def controleer(pad, capsys):
    """Exit status and what was said."""
    status = 0
    try:
        call_command("controleer-brief", str(pad))
    except SystemExit as einde:
        status = einde.code
    gezegd = capsys.readouterr()
    return status, (gezegd.out + gezegd.err).splitlines()


def test_brief_zonder_beoordeling_is_een_concept_en_schrijft_niets(dossier, tmp_path, capsys):
    regels = regels_van(brief(tmp_path).read_bytes())
    assert "CONCEPT, niet verzonden" in regels
    assert "Stand op 1 juli 2024: −13" in regels
    assert "Ons kenmerk [kenmerk ontbreekt]" in regels
    assert not Beoordeling.objects.exists()
    assert "CONCEPT van de brief aan De Wolden" in capsys.readouterr().out


def test_brief_over_een_halfjaar_dat_nog_loopt_is_een_concept(dossier, tmp_path, capsys):
    loopt = Halfjaar.van_datum(timezone.localdate())
    regels = regels_van(brief(tmp_path, halfjaar=loopt.code).read_bytes())
    assert "CONCEPT, niet verzonden" in regels
    gezegd = capsys.readouterr().out
    assert f"- De {loopt.in_zin} loopt nog. Vaststellen kan vanaf {datum(loopt.peildatum)}." in gezegd.splitlines()
    assert not Beoordeling.objects.exists()


def test_brief_op_naam_geeft_de_vaste_bytes(dossier, tmp_path):
    vast = dossier.vastgesteld()
    nieuw_cijfer(dossier)
    assert brief(tmp_path, gemeente="De Wolden").read_bytes() == bytes(vast.pdf)


def test_vaste_brief_gaat_voor_het_concept_van_een_herziening(dossier, tmp_path):
    vast = dossier.vastgesteld()
    dossier.beoordeel(vervangt=vast.beoordeling)
    assert brief(tmp_path).read_bytes() == bytes(vast.pdf)


@pytest.mark.parametrize(
    ("gemeente", "halfjaar", "status"), [("GM9999", "2024-1", 1), ("Nergens", "2024-1", 1), ("GM1690", "2024-3", 2)]
)
def test_brief_met_foute_invoer(dossier, tmp_path, gemeente, halfjaar, status):
    with pytest.raises(CommandError) as fout:
        brief(tmp_path, gemeente, halfjaar)
    assert fout.value.returncode == status
    assert "\n" not in str(fout.value)
    assert not (tmp_path / "brief.pdf").exists()


def test_brief_naar_een_map_die_er_niet_is(dossier, tmp_path):
    with pytest.raises(CommandError) as fout:
        call_command("brief", gemeente="GM1690", halfjaar="2024-1", uit=tmp_path / "nergens" / "brief.pdf")
    assert fout.value.returncode == 1


def test_brieven_van_een_provincie(dossier, tmp_path, capsys):
    vast = dossier.vastgesteld()
    call_command("brieven", provincie="PV22", halfjaar="2024-1", uit=tmp_path / "uit")
    gemaakt = sorted(pad.name for pad in (tmp_path / "uit").iterdir())
    assert gemaakt == ["brief-GM0119-2024-1.pdf", "brief-GM1690-2024-1.pdf"]
    assert (tmp_path / "uit" / "brief-GM1690-2024-1.pdf").read_bytes() == bytes(vast.pdf)
    assert "1 vastgestelde brieven, 1 concepten. 0 stonden er al." in capsys.readouterr().out


def test_brieven_nog_eens_schrijven_slaat_over_wat_er_goed_staat(dossier, tmp_path, capsys):
    dossier.vastgesteld("GM1690")
    half = dossier.vastgesteld("GM0119")
    call_command("brieven", provincie="PV22", halfjaar="2024-1", uit=tmp_path)
    pad = tmp_path / "brief-GM0119-2024-1.pdf"
    pad.write_bytes(b"half")
    capsys.readouterr()
    call_command("brieven", provincie="PV22", halfjaar="2024-1", uit=tmp_path)
    assert "2 vastgestelde brieven, 0 concepten. 1 stonden er al." in capsys.readouterr().out
    assert pad.read_bytes() == bytes(half.pdf)


def test_een_foute_brief_houdt_de_rest_niet_op(dossier, tmp_path):
    doel = tmp_path / "uit"
    (doel / "brief-GM0119-2024-1.pdf").mkdir(parents=True)
    with pytest.raises(CommandError) as fout:
        call_command("brieven", provincie="Drenthe", halfjaar="2024-1", uit=doel)
    assert fout.value.returncode == 1
    assert "Meppel" in str(fout.value)
    assert (doel / "brief-GM1690-2024-1.pdf").is_file()


def test_controleer_echte_brief_ook_na_nieuwe_cijfers(dossier, tmp_path, capsys):
    vast = dossier.verzonden()
    nieuw_cijfer(dossier)
    pad = tmp_path / "brief.pdf"
    pad.write_bytes(bytes(vast.pdf))
    assert controleer(pad, capsys) == (
        0,
        [
            "Echt: brief 47/4.1/2024001652 aan De Wolden, verzonden.",
            "Alle cijfers volgen uit de regels waarop de brief rust.",
        ],
    )


def _verander(pdf, doel, *, bladzijde=None, bijlage=None):
    """Tamper as somebody with a PDF library would: on the page, in the attachment, or by saving it again."""
    bron = doel.with_suffix(".bron")
    bron.write_bytes(pdf)
    with pikepdf.open(bron) as document:
        if bijlage:
            inhoud = document.attachments["berekening.json"].get_file().read_bytes()
            assert bijlage[0] in inhoud
            document.attachments["berekening.json"] = pikepdf.AttachedFileSpec(
                document, inhoud.replace(*bijlage), filename="berekening.json"
            )
        if bladzijde is not None:
            stappen = list(pikepdf.parse_content_stream(document.pages[bladzijde]))
            teksten = [s for s in stappen if str(s.operator) == "TJ"]
            stappen.remove(teksten[-1])
            document.pages[bladzijde].Contents = document.make_stream(pikepdf.unparse_content_stream(stappen))
        document.save(doel)


def test_controleer_gewijzigde_bijlage_noemt_de_regel(dossier, tmp_path, capsys):
    pad = tmp_path / "brief.pdf"
    _verander(bytes(dossier.vastgesteld().pdf), pad, bijlage=(b'"realisatie": 23', b'"realisatie": 33'))
    status, gezegd = controleer(pad, capsys)
    assert status == 1
    assert gezegd[0] == "Gewijzigd: dit bestand is niet brief 47/4.1/2024001652 zoals die is vastgesteld."
    assert "Realisatie 1e helft 2024: in de brief 33, nagerekend 23." in gezegd


def test_controleer_gewijzigde_bladzijde_noemt_de_regel(dossier, tmp_path, capsys):
    pad = tmp_path / "brief.pdf"
    _verander(bytes(dossier.vastgesteld().pdf), pad, bladzijde=1)
    status, gezegd = controleer(pad, capsys)
    assert status == 1
    assert any(zin.startswith("Op papier staat:") and "Vastgesteld is:" in zin for zin in gezegd)


def test_controleer_opnieuw_bewaard_bestand(dossier, tmp_path, capsys):
    pad = tmp_path / "brief.pdf"
    _verander(bytes(dossier.vastgesteld().pdf), pad)
    status, gezegd = controleer(pad, capsys)
    assert (status, gezegd[-1]) == (
        1,
        "De tekst op de bladzijden is gelijk; het verschil zit in het bestand zelf.",
    )


def test_controleer_concept(dossier, tmp_path, capsys):
    """A concept is in no register, but its figures can be computed again all the same."""
    status, gezegd = controleer(brief(tmp_path), capsys)
    assert status == 0
    assert "Concept: deze brief is nooit vastgesteld." in gezegd


def test_controleer_concept_met_een_ander_cijfer_op_papier(dossier, tmp_path, capsys):
    inhoud = stel_samen(dossier.concept())
    vals = json.loads(json.dumps(inhoud))
    vals["cijfers"]["realisatie"] = 26
    pad = tmp_path / "brief.pdf"
    pad.write_bytes(als_pdf(vals, concept=True))
    status, gezegd = controleer(pad, capsys)
    assert status == 1
    assert "Realisatie 1e helft 2024: in de brief 26, nagerekend 23." in gezegd


def test_controleer_brief_uit_een_ander_register(dossier, tmp_path, capsys):
    """A letter of ours by its looks, about a beoordeling that has no letter here."""
    pad = tmp_path / "brief.pdf"
    concept = dossier.concept()
    pad.write_bytes(als_pdf(stel_samen(concept), concept=False))
    assert controleer(pad, capsys) == (2, ["Onbekend: deze brief staat niet in het register."])
    assert Brief.objects.get().status == "concept"


@pytest.mark.parametrize("inhoud", [b"", b"geen pdf", b"%PDF-1.7\n%%EOF\n"])
def test_controleer_iets_anders(dossier, tmp_path, capsys, inhoud):
    pad = tmp_path / "brief.pdf"
    pad.write_bytes(inhoud)
    assert controleer(pad, capsys) == (2, ["Onbekend: dit is geen brief uit Thuisstand.", OPENBARE_KOPIE])


def test_controleer_andere_pdf_en_kwaadaardige_bijlage(dossier, tmp_path, capsys):
    pad = tmp_path / "brief.pdf"
    for bijlage in (None, b"{}", b"[" * 100_000, b'{"soort": "thuisstand-ibt-brief", "beoordeling": 1e99}'):
        document = pikepdf.new()
        document.add_blank_page()
        if bijlage is not None:
            document.attachments["berekening.json"] = pikepdf.AttachedFileSpec(document, bijlage, filename="b.json")
        document.save(pad)
        status, gezegd = controleer(pad, capsys)
        assert status == 2
        assert gezegd[0].startswith("Onbekend:")


def test_controleer_onleesbaar_bestand(dossier, tmp_path):
    with pytest.raises(CommandError) as fout:
        call_command("controleer-brief", str(tmp_path / "nergens.pdf"))
    assert fout.value.returncode == 2
