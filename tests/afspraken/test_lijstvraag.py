"""The link in the mail: signed, for two weeks, once, for one corporatie and one page."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail, signing
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from afspraken.acties import leg_woning_vast, trek_woning_in, zet_stap
from afspraken.acties.lijstvragen import (
    GELDIG,
    Antwoord,
    LinkVerlopen,
    beantwoord,
    ruim_vragen_op,
    teken,
    vraag_lijst,
    vraag_van,
)
from afspraken.acties.woningen import kopie
from afspraken.models import Lijstvraag, VrijgekomenWoning
from afspraken.regels.woningen import Stap
from organisaties.acties import beeindig_lidmaatschap
from organisaties.models import Gemeente, Logregel
from tests.afspraken.woningen import LEYSTROMEN, WOONCONCEPT, leg, verhuurd

pytestmark = pytest.mark.django_db
JUNI = date(2024, 6, 1)


@pytest.fixture
def vraag(wereld: Any) -> Lijstvraag:
    gemaakt: Lijstvraag = Lijstvraag.objects.create(lidmaatschap=wereld.lid(WOONCONCEPT), maand=JUNI)
    return gemaakt


def adres(vraag: Lijstvraag) -> str:
    return reverse("woningen-per-link", args=[teken(vraag)])


def plek(woning: VrijgekomenWoning) -> str:
    """Where the answers about this home stand in the form."""
    return f"w{woning.kenmerk.encode().hex()}"


def velden(antwoorden: dict[VrijgekomenWoning, dict[str, str]], **nieuw: str) -> dict[str, Any]:
    """What the browser sends: every open home with a choice, and one new row."""
    uit: dict[str, Any] = {"inzending": str(uuid4()), "nieuw-TOTAL_FORMS": "1", "nieuw-INITIAL_FORMS": "0"}
    for woning, wat in antwoorden.items():
        uit |= {f"{plek(woning)}-{veld}": waarde for veld, waarde in (wat | {"versie": str(woning.pk)}).items()}
    begin = {"huurklasse": "tot-kwaliteitskorting", "gemeente": str(eerste_gemeente())}
    return uit | {f"nieuw-0-{veld}": waarde for veld, waarde in (begin | nieuw).items()}


def eerste_gemeente() -> int:
    return Gemeente.objects.filter(corporaties__naam="Stichting Woonconcept").first().pk


def test_de_opdracht_mailt_elke_medewerker_een_keer(wereld: Any, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        call_command("vraag-woningen", maand="2024-06")
        call_command("vraag-woningen", maand="2024-06")
    assert sorted(bericht.to[0] for bericht in mail.outbox) == [LEYSTROMEN, WOONCONCEPT]
    brief = next(bericht for bericht in mail.outbox if bericht.to == [WOONCONCEPT])
    assert brief.subject == "Welke woningen kwamen vrij? Uw lijst van juni 2024"
    link = re.search(r"https?://\S+(/woningenlijst/\S+)", str(brief.body))
    assert link is not None
    assert Client().get(link[1]).status_code == 200
    assert Logregel.objects.filter(handeling="woningenlijst gevraagd").count() == 2


def test_opnieuw_mailt_alleen_wie_niet_antwoordde(
    wereld: Any, vraag: Lijstvraag, django_capture_on_commit_callbacks: Any
) -> None:
    vraag.gebruikt_op = timezone.now()
    vraag.save()
    vraag_lijst(lid=wereld.lid(LEYSTROMEN), maand=JUNI)
    with django_capture_on_commit_callbacks(execute=True):
        call_command("vraag-woningen", maand="2024-06", opnieuw=True)
    assert [bericht.to for bericht in mail.outbox] == [[LEYSTROMEN]]


@pytest.mark.parametrize("opties", [{"maand": "juni"}, {"corporatie": "Onbekend"}])
def test_de_opdracht_weigert_wat_zij_niet_kent(wereld: Any, opties: dict[str, str]) -> None:
    with pytest.raises(CommandError):
        call_command("vraag-woningen", **opties)
    assert not Lijstvraag.objects.exists()


def test_zonder_inloggen_zijn_alleen_de_eigen_open_woningen_te_zien(wereld: Any, vraag: Lijstvraag) -> None:
    leg("OPEN-1")
    leg("LATER-1", vrij_op=date(2024, 7, 1))
    verhuurd("KLAAR-1")
    leg("VREEMD-1", van="Stichting Wetland Wonen Groep")
    antwoord = Client().get(adres(vraag))
    pagina = antwoord.content.decode()
    assert re.findall(r"(OPEN|LATER|KLAAR|VREEMD)-1", pagina) == ["OPEN"]
    assert "no-store" in antwoord["Cache-Control"]
    assert Client().get(reverse("woningen")).status_code == 302


def test_kijken_gebruikt_de_link_niet_op(vraag: Lijstvraag) -> None:
    for _ in range(2):
        assert Client().get(adres(vraag)).status_code == 200
        assert Client().head(adres(vraag)).status_code == 200


def test_invullen_legt_vast_en_het_logboek_zegt_dat_het_via_de_link_was(
    wereld: Any, vraag: Lijstvraag, nieuwe_regels: Callable[[], Any]
) -> None:
    een, twee = leg("W-1"), leg("W-2")
    antwoord = Client().post(
        adres(vraag),
        velden(
            {
                een: {"naar": "verhuurd", "op": "2024-06-20", "doelgroep": "statushouders"},
                twee: {"naar": "", "op": "", "doelgroep": ""},
            },
            kenmerk="W-3",
            vrij_op="2024-06-25",
            kamers="2",
        ),
        follow=True,
    )
    assert antwoord.status_code == 200
    assert "Gewijzigd: 2 woningen." in antwoord.content.decode()
    assert "Uw lijst is verstuurd" in antwoord.content.decode()
    later = Client().get(adres(vraag))
    assert (later.status_code, "Deze lijst is ingevuld" in later.content.decode()) == (410, True)
    geldig = VrijgekomenWoning.objects.bekend().order_by("kenmerk")
    assert [(w.kenmerk, w.stap) for w in geldig] == [("W-1", Stap.VERHUURD), ("W-2", Stap.VRIJ), ("W-3", Stap.VRIJ)]
    assert {w.corporatie.naam for w in geldig} == {"Stichting Woonconcept"}
    regels = nieuwe_regels().filter(lidmaatschap=vraag.lidmaatschap).order_by("pk")
    assert [(r.handeling, r.gegevens) for r in regels] == [
        ("vrijgekomen woning verhuurd", {"per_link": vraag.pk}),
        ("vrijgekomen woning vastgelegd", {"per_link": vraag.pk}),
        ("woningenlijst ingevuld via de link in de mail", {"woningen": 2}),
    ]


def test_een_gebruikte_link_doet_niets_meer(wereld: Any, vraag: Lijstvraag) -> None:
    woning = leg("W-1")
    Client().post(adres(vraag), velden({woning: {"naar": ""}}))
    tweede = Client().post(
        adres(vraag), velden({woning: {"naar": "verhuurd", "op": "2024-06-20", "doelgroep": "urgent"}})
    )
    assert tweede.status_code == 410
    assert VrijgekomenWoning.objects.get().stap is Stap.VRIJ


def test_een_fout_verbruikt_de_link_niet_en_legt_niets_vast(wereld: Any, vraag: Lijstvraag) -> None:
    goed, fout = leg("W-1"), leg("W-2")
    ingevuld = velden(
        {
            goed: {"naar": "gereserveerd", "op": "2024-06-20"},
            fout: {"naar": "verhuurd", "op": "2024-06-01", "doelgroep": "regulier"},
        }
    )
    antwoord = Client().post(adres(vraag), ingevuld)
    assert antwoord.status_code == 200
    assert (
        "Woning W-2, Op welke dag?: Deze datum ligt voor de dag waarop de woning vrijkwam." in antwoord.content.decode()
    )
    assert VrijgekomenWoning.objects.filter(vervangt__isnull=False).count() == 0
    assert Client().post(adres(vraag), ingevuld | {f"{plek(fout)}-op": "2024-06-21"}).status_code == 302


VERHUURD = {"naar": "verhuurd", "op": "2024-06-20", "doelgroep": "statushouders"}


def test_een_antwoord_over_een_woning_die_intussen_is_verhuurd_gaat_niet_stil_verloren(
    wereld: Any, vraag: Lijstvraag
) -> None:
    woning, ander = leg("W-1"), leg("W-2")
    zet_stap(door=None, woning=woning, naar=Stap.VERHUURD, op=date(2024, 6, 10), doelgroep="regulier")
    antwoord = Client().post(adres(vraag), velden({woning: VERHUURD, ander: {"naar": ""}}))
    pagina = antwoord.content.decode()
    assert antwoord.status_code == 200
    assert "Een collega heeft woning W-1 intussen gewijzigd: zij is nu verhuurd." in pagina
    assert re.search(rf'name="{plek(woning)}-op"[^>]*value="2024-06-20"[^>]*disabled', pagina)
    assert '<option value="verhuurd" selected>' in pagina
    assert f"{plek(woning)}-versie" not in pagina
    vraag.refresh_from_db()
    assert vraag.gebruikt_op is None
    # What is disabled is not sent again, so that the rest can be.
    assert Client().post(adres(vraag), velden({ander: VERHUURD})).status_code == 302
    geldig = VrijgekomenWoning.objects.bekend().order_by("kenmerk")
    assert [w.doelgroep for w in geldig] == ["regulier", "statushouders"]


def test_een_ingetrokken_woning_zonder_antwoord_houdt_de_lijst_niet_op(wereld: Any, vraag: Lijstvraag) -> None:
    woning = leg("W-1")
    trek_woning_in(door=None, woning=woning, reden="dubbel")
    met = Client().post(adres(vraag), velden({woning: VERHUURD})).content.decode()
    assert "Een collega heeft woning W-1 intussen gewijzigd: zij is nu ingetrokken." in met
    assert Client().post(adres(vraag), velden({woning: {"naar": ""}})).status_code == 302


def test_een_antwoord_over_een_verbeterde_woning_blijft_staan_en_wordt_nog_eens_gevraagd(
    wereld: Any, vraag: Lijstvraag
) -> None:
    woning = leg("Wé 1/2")
    nieuw = leg_woning_vast(door=None, woning=kopie(woning, kamers=5), vervangt=woning, reden="verteld")
    pagina = Client().post(adres(vraag), velden({woning: VERHUURD})).content.decode()
    assert "Een collega heeft woning Wé 1/2 intussen gewijzigd. Kijk of uw antwoord nog klopt" in pagina
    assert "verplicht" not in pagina
    assert 'value="2024-06-20"' in pagina
    assert '<option value="verhuurd" selected>' in pagina
    assert f'name="{plek(woning)}-versie" value="{nieuw.pk}"' in pagina
    assert VrijgekomenWoning.objects.bekend().get().stap is Stap.VRIJ
    assert Client().post(adres(vraag), velden({nieuw: VERHUURD})).status_code == 302
    assert VrijgekomenWoning.objects.bekend().get().stap is Stap.VERHUURD


def test_geen_antwoord_maakt_een_intussen_gereserveerde_woning_niet_weer_vrij(wereld: Any, vraag: Lijstvraag) -> None:
    woning = leg("W-1")
    zet_stap(door=None, woning=woning, naar=Stap.GERESERVEERD, op=date(2024, 6, 10))
    leg("W-2")  # came after the page was shown
    assert Client().post(adres(vraag), velden({woning: {"naar": ""}})).status_code == 302
    assert [w.stap for w in VrijgekomenWoning.objects.bekend().order_by("kenmerk")] == [Stap.GERESERVEERD, Stap.VRIJ]


def test_wie_net_tegelijk_wijzigt_noemt_de_woning(wereld: Any, vraag: Lijstvraag) -> None:
    """A colleague between looking and writing."""
    woning = leg("W-1")
    zet_stap(door=None, woning=woning, naar=Stap.GERESERVEERD, op=date(2024, 6, 10))
    antwoorden = [Antwoord(woning, Stap.VERHUURD, date(2024, 6, 20), "urgent")]
    with pytest.raises(ValidationError) as gevangen:
        beantwoord(token=teken(vraag), antwoorden=antwoorden)
    assert "woning W-1 intussen gewijzigd" in gevangen.value.message_dict["0-naar"][0]


def test_een_bestaand_kenmerk_staat_bij_de_nieuwe_regel(wereld: Any, vraag: Lijstvraag) -> None:
    woning = leg("W-1")
    ingevuld = velden({woning: {"naar": ""}}, kenmerk="W-1", vrij_op="2024-06-25", kamers="2")
    pagina = Client().post(adres(vraag), ingevuld).content.decode()
    assert "Nieuwe woning 1, Eigen kenmerk: Onder dit kenmerk is al een woning vastgelegd." in pagina
    vraag.refresh_from_db()
    assert vraag.gebruikt_op is None


def test_wat_niet_op_de_pagina_stond_is_niet_te_wijzigen(wereld: Any, vraag: Lijstvraag) -> None:
    """A home of another corporatie put into the form by hand."""
    eigen, vreemd = leg("W-1"), leg("V-1", van="Stichting Wetland Wonen Groep")
    stap = {"naar": "verhuurd", "op": "2024-06-20", "doelgroep": "regulier"}
    Client().post(adres(vraag), velden({eigen: {"naar": ""}, vreemd: stap}))
    assert [w.stap for w in VrijgekomenWoning.objects.bekend()] == [Stap.VRIJ, Stap.VRIJ]


def test_een_verlopen_link_zegt_dat(vraag: Lijstvraag, monkeypatch: pytest.MonkeyPatch) -> None:
    token = teken(vraag)
    echt = signing.time.time
    for verstreken, verwacht in ((GELDIG - timedelta(hours=1), 200), (GELDIG + timedelta(hours=1), 410)):
        monkeypatch.setattr(signing.time, "time", lambda extra=verstreken: echt() + extra.total_seconds())
        antwoord = Client().get(reverse("woningen-per-link", args=[token]))
        assert antwoord.status_code == verwacht
    assert "Deze link is verlopen" in antwoord.content.decode()
    with pytest.raises(LinkVerlopen):
        vraag_van(token)


def test_een_vreemde_of_geknoeide_link_werkt_niet(vraag: Lijstvraag) -> None:
    goed = teken(vraag)
    anders_gezouten = signing.dumps(vraag.pk, salt="iets.anders")
    weg = signing.dumps(vraag.pk + 1000, salt="afspraken.lijstvraag")
    for token in (goed[:-1] + ("A" if goed[-1] != "A" else "B"), anders_gezouten, weg, "x", str(vraag.pk)):
        antwoord = Client().get(reverse("woningen-per-link", args=[token]))
        assert antwoord.status_code == 404
        assert "Deze link werkt niet" in antwoord.content.decode()


def test_wie_er_niet_meer_werkt_kan_de_link_niet_gebruiken(wereld: Any, vraag: Lijstvraag) -> None:
    beeindig_lidmaatschap(door=None, lidmaatschap=vraag.lidmaatschap)
    assert Client().get(adres(vraag)).status_code == 404


def test_oude_vragen_worden_opgeruimd(vraag: Lijstvraag) -> None:
    assert ruim_vragen_op() == 0
    Lijstvraag.objects.update(gevraagd_op=timezone.now() - timedelta(days=401))
    assert ruim_vragen_op() == 1
