"""The example texts: each trede has the text of what that trede is, with its term, and a closing that fits it."""

import pytest

from taakstelling.regels.halfjaar import Halfjaar
from tests.toezicht.dossierstukken import brief_op_trede
from toezicht import acties
from toezicht.models import Tekstblok, Toezichtkader
from toezicht.pdf.inhoud import nagekeken, stel_samen
from toezicht.regels.tekstkeuze import kies

H = Halfjaar(2024, 2)
VRIENDELIJK = "denken graag met u mee"
WAT = {
    "gesprek": "Wij nemen contact met u op",
    "informatie": "Daarom vragen wij u om informatie",
    "plan": "Wij vragen u om een plan van aanpak",
    "voornemen": "Dit is een voornemen en nog geen besluit",
    "besluit": "Wij besluiten nu",
    "uitvoering": "Wij voeren het besluit nu uit",
}
"""What the letter says that the provincie does or asks, by the kind of trede."""


def soort_van(trede) -> str:
    if trede.fase != "informeel":
        return str(trede.fase)
    return "plan" if trede.plan_vereist else "informatie" if trede.weken else "gesprek"


@pytest.mark.parametrize(("code", "voorbeeld"), [("PV22", "drenthe"), ("PV22", "algemeen"), ("PV23", "algemeen")])
def test_elke_trede_heeft_de_tekst_en_het_slot_die_bij_haar_passen(wereld, code, voorbeeld) -> None:
    provincie = wereld.provincies[code]
    acties.laad_pakketten(door=None, provincies=[provincie])
    acties.neem_voorbeeld_over(door=None, provincie=provincie, voorbeeld=voorbeeld)
    blokken = list(Tekstblok.objects.filter(provincie=provincie).order_by("volgorde"))
    for trede in Toezichtkader.objects.filter(provincie=provincie).first().kader.treden:
        gekozen = kies(blokken, H, trede.nummer, "voldoet niet")
        tekst = {plek: " ".join(blok.tekst for blok in gekozen if blok.plek == plek) for plek in Tekstblok.Plek.values}
        soort = soort_van(trede)
        assert [naam for naam, zin in WAT.items() if zin in tekst["gevolg"]] == [soort]
        assert ("{termijn}" in tekst["gevolg"]) == (soort == "informatie")
        formeel = trede.fase != "informeel"
        assert (VRIENDELIJK in tekst["conclusie"]) == (not formeel)
        assert not (formeel and "danken wij u" in tekst["context"])


@pytest.mark.parametrize(
    ("trede", "termijn"),
    [
        (0, None),
        (1, "vóór 1 januari 2025"),
        (2, "binnen 4 weken na de verzending van deze brief"),
    ],
)
def test_de_termijn_van_de_trede_is_een_veld(dossier, trede, termijn) -> None:
    """It names no day that is counted from the date of the letter: the letter may be sent later."""
    brief = brief_op_trede(dossier, trede, gevolg="Wij ontvangen uw antwoord graag {termijn}.")
    inhoud = stel_samen(brief)
    gezien = inhoud["waarden"]["termijn"]
    assert (gezien.replace("\N{NO-BREAK SPACE}", " ") if gezien else None) == termijn
    zinnen = [zin for punt in nagekeken(inhoud) for zin in punt.zinnen]
    assert any("{termijn}" in zin and "geen waarde" in zin for zin in zinnen) == (termijn is None)


def test_een_termijn_tot_een_peildatum_die_voorbij_is_houdt_de_brief_tegen(dossier) -> None:
    brief = brief_op_trede(dossier, 1, gevolg="Antwoord {termijn}.")
    acties.wijzig_concept(
        door=dossier.toezichthouder,
        brief=brief,
        datum=H.peildatum.replace(month=2),
        kenmerk=brief.kenmerk,
        onderwerp="x",
    )
    brief.refresh_from_db()
    assert any("1 januari 2025 als volgende peildatum" in zin for p in nagekeken(stel_samen(brief)) for zin in p.zinnen)
