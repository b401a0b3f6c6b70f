"""Writing, signing and replacing agreements through the acts, and what the database refuses afterwards."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.urls import reverse

from afspraken import acties
from afspraken.models import Afspraak, Bijdrage, Ondertekening, Partij, Prestatieafspraak, Regie, Thema
from afspraken.regels.cyclus import Overlegsoort
from afspraken.tekst import controlegetal, tekst_van
from organisaties.acties import leg_corporatie_vast
from organisaties.models import Corporatie, Logregel
from organisaties.toegang import GeenToegang
from organisaties.vastleggen import AlGewijzigd
from tests.afspraken.overeenkomsten import GEMEENTE, concept, getekend, partij, pdf

pytestmark = pytest.mark.django_db


def test_alphen_chaam_is_volledig(wereld: Any) -> None:
    rij = acties.lees_overeenkomst_in(door=None, voorbeeld="alphen-chaam")
    assert (rij.kenmerk, rij.van, rij.laatste_dag) == ("GV00051149", date(2023, 1, 1), date(2024, 12, 31))
    assert [str(p) for p in rij.partijen.all()] == ["Gemeente Alphen-Chaam", "Leystromen"]
    assert [(t.naam, t.afspraken.count()) for t in rij.themas.all()] == [
        ("Beschikbaarheid", 3),
        ("Betaalbaarheid", 2),
        ("Duurzaamheid", 2),
        ("Wonen en zorg", 1),
        ("Bijzondere doelgroepen", 1),
        ("Leefbaarheid", 1),
    ]
    assert rij.status == "getekend"
    assert rij.overleg_rond_bod
    assert Bijdrage.objects.count() == 21 + 19


def test_steenwijkerland_is_volledig(wereld: Any) -> None:
    rij = acties.lees_overeenkomst_in(door=None, voorbeeld="steenwijkerland")
    addendum = rij.addenda.get()
    assert (addendum.van, addendum.tot) == (date(2024, 7, 12), date(2025, 1, 1))
    getekend_op = Ondertekening.objects.filter(partij__prestatieafspraak=addendum).values_list("datum", flat=True)
    assert list(getekend_op) == [date(2024, 7, 12)] * 5
    maatregelen = addendum.themas.get().afspraken.all()
    assert [a.nummer for a in maatregelen] == list("abcdefghi")
    corporaties, gemeente = ["Stichting Wetland Wonen Groep", "Stichting Woonconcept"], ["Gemeente Steenwijkerland"]
    assert {a.nummer: [str(partij) for partij in a.regie.all()] for a in maatregelen} == {
        "a": corporaties,
        "b": gemeente + corporaties,
        **dict.fromkeys("cdefghi", gemeente),
    }
    assert str(maatregelen[0].wijzigt) == "1. Aandeel woningen voor statushouders"
    assert rij.themas.get().afspraken.get().gewijzigd_door.get() == maatregelen[0]


def test_laatste_ondertekening_legt_de_tekst_vast(wereld: Any) -> None:
    rij = concept(wereld)
    acties.onderteken(door=None, partij=partij(rij, "gemeente"), ondertekenaar="burgemeester", datum=date(2024, 1, 5))
    rij.refresh_from_db()
    assert rij.status == "concept"
    acties.onderteken(door=None, partij=partij(rij, "corporatie"), ondertekenaar="bestuurder")
    acties.onderteken(door=None, partij=partij(rij, "huurdersorganisatie"), ondertekenaar="voorzitter")
    rij.refresh_from_db()
    assert rij.status == "getekend"
    assert rij.sha256 == controlegetal(rij)
    assert {*Thema.objects.values_list("status", flat=True), *Bijdrage.objects.values_list("status", flat=True)} == {
        "getekend"
    }


def test_geval_32_getekende_tekst_houdt_de_naam_van_een_corporatie_die_nu_anders_heet(wereld: Any, als: Any) -> None:
    vast, open_ = getekend(wereld), concept(wereld, naam="Concept")
    corporatie = Corporatie.objects.get(naam="Stichting Woonconcept")
    gebied = list(corporatie.gemeenten.all())
    leg_corporatie_vast(door=None, naam="Woonwetland", kvk="", gemeenten=gebied, corporatie=corporatie)
    assert [str(partij(rij, "corporatie")) for rij in (vast, open_)] == ["Stichting Woonconcept", "Woonwetland"]
    assert controlegetal(vast) == vast.sha256
    pagina = als(GEMEENTE).get(reverse("afspraak", args=[vast.pk])).content.decode()
    assert "Stichting Woonconcept (nu Woonwetland)" in pagina
    assert "Bijdrage Stichting Woonconcept" in pagina


@pytest.mark.parametrize("model", [Prestatieafspraak, Partij, Thema, Afspraak, Bijdrage, Regie])
def test_database_weigert_wijzigen_en_verwijderen_van_wat_getekend_is(wereld: Any, model: Any) -> None:
    getekend(wereld)
    veld = {
        "Prestatieafspraak": "naam",
        "Partij": "status",
        "Afspraak": "titel",
        "Bijdrage": "tekst",
        "Regie": "status",
    }.get(model.__name__, "naam")
    with pytest.raises(DatabaseError, match="ligt vast"), transaction.atomic():
        model.objects.update(**{veld: "concept"})
    with pytest.raises(DatabaseError, match="ligt vast"), transaction.atomic():
        model.objects.all()._raw_delete("default")


def test_tekst_wijzigen_laat_ondertekeningen_vervallen(wereld: Any) -> None:
    rij = concept(wereld)
    acties.onderteken(door=None, partij=partij(rij, "gemeente"), ondertekenaar="burgemeester")
    acties.leg_thema_vast(door=wereld.lid(GEMEENTE), prestatieafspraak=rij, naam="Leefbaarheid")
    assert not Ondertekening.objects.bekend().exists()
    assert Ondertekening.objects.get().reden_intrekking == "De tekst is daarna gewijzigd"


def test_getekende_tekst_is_alleen_met_addendum_of_nieuwe_versie_te_veranderen(wereld: Any) -> None:
    rij = getekend(wereld)
    lid = wereld.lid(GEMEENTE)
    thema = rij.themas.get()
    for poging in (
        lambda: acties.leg_thema_vast(door=lid, prestatieafspraak=rij, naam="X"),
        lambda: acties.leg_afspraak_vast(door=lid, thema=thema, titel="X", bijdragen={}),
        lambda: acties.verwijder_onderdeel(door=lid, onderdeel=thema),
        lambda: acties.gooi_weg(door=lid, prestatieafspraak=rij),
        lambda: acties.trek_ondertekening_in(door=lid, partij=partij(rij, "gemeente"), reden="x"),
    ):
        with pytest.raises(ValidationError):
            poging()
    nieuw = acties.maak_nieuwe_versie(
        door=lid, prestatieafspraak=rij, naam="Afspraken 2026", van=date(2026, 1, 1), tot=date(2027, 1, 1)
    )
    anders = {"naam", "van", "tot", "kenmerk"}
    oud_tekst, nieuw_tekst = tekst_van(rij), tekst_van(nieuw)
    assert {k: v for k, v in nieuw_tekst.items() if k not in anders} == {
        k: v for k, v in oud_tekst.items() if k not in anders
    }
    assert (nieuw.status, nieuw.volgt_op) == ("concept", rij)
    with pytest.raises(ValidationError, match="al een vervolg"):
        acties.maak_nieuwe_versie(
            door=lid, prestatieafspraak=rij, naam="Nog een", van=date(2026, 1, 1), tot=date(2027, 1, 1)
        )


@pytest.mark.parametrize(("van", "tot"), [(date(2023, 12, 31), date(2024, 6, 1)), (date(2024, 6, 1), date(2026, 1, 2))])
def test_addendum_buiten_de_looptijd_wordt_geweigerd(wereld: Any, van: date, tot: date) -> None:
    rij = getekend(wereld)
    with pytest.raises(ValidationError, match="binnen de looptijd"):
        acties.stel_op(
            door=None, naam="Addendum", van=van, tot=tot, hoort_bij=rij, partijen=[wereld.gemeenten["GM1708"]]
        )


def test_afspraken_zonder_inhoud_zijn_niet_te_tekenen(wereld: Any) -> None:
    rij = acties.stel_op(
        door=None, naam="Leeg", van=date(2024, 1, 1), tot=date(2025, 1, 1), partijen=[wereld.gemeenten["GM1708"]]
    )
    with pytest.raises(ValidationError, match="nog geen afspraak"):
        acties.onderteken(door=None, partij=rij.partijen.get(), ondertekenaar="burgemeester")


def test_ondertekening_verbeteren_kan_ook_daarna(wereld: Any) -> None:
    rij = getekend(wereld)
    eerst = Ondertekening.objects.bekend().get(partij=partij(rij, "gemeente"))
    acties.onderteken(door=None, partij=partij(rij, "gemeente"), ondertekenaar="wethouder", datum=date(2024, 2, 1))
    nu = Ondertekening.objects.bekend().get(partij=partij(rij, "gemeente"))
    assert (nu.ondertekenaar, nu.vervangt) == ("wethouder", eerst)


@pytest.mark.parametrize(
    "wie",
    [
        "huisvesting@dewolden.example",
        "verhuur@woonconcept.example",
        "bestuur@deveste.example",
        "toezicht@overijssel.example",
        "beheer@thuisstand.example",
    ],
)
def test_alleen_de_gemeente_die_partij_is_schrijft_de_tekst(wereld: Any, wie: str) -> None:
    rij = concept(wereld)
    for poging in (
        lambda: acties.leg_thema_vast(door=wereld.lid(wie), prestatieafspraak=rij, naam="X"),
        lambda: acties.gooi_weg(door=wereld.lid(wie), prestatieafspraak=rij),
        lambda: acties.verwijder_onderdeel(door=wereld.lid(wie), onderdeel=rij.themas.get()),
    ):
        with pytest.raises(GeenToegang):
            poging()


def test_partij_tekent_alleen_voor_zichzelf(wereld: Any) -> None:
    rij = concept(wereld)
    huurder = wereld.lid("bestuur@deveste.example")
    with pytest.raises(GeenToegang):
        acties.onderteken(door=huurder, partij=partij(rij, "corporatie"), ondertekenaar="x")
    acties.onderteken(door=huurder, partij=partij(rij, "huurdersorganisatie"), ondertekenaar="voorzitter")
    assert Logregel.objects.filter(handeling="afspraken ondertekend").count() == 1


def test_twee_tegelijk_wijzigen_dezelfde_afspraak(wereld: Any) -> None:
    rij = concept(wereld)
    afspraak = rij.themas.get().afspraken.get()
    with pytest.raises(AlGewijzigd):
        acties.leg_afspraak_vast(
            door=None, thema=afspraak.thema, afspraak=afspraak, versie="een oude", titel="X", bijdragen={}
        )
    afspraak.refresh_from_db()
    assert afspraak.titel == "Aandeel"


def test_concept_weggooien(wereld: Any) -> None:
    rij = concept(wereld)
    acties.gooi_weg(door=wereld.lid(GEMEENTE), prestatieafspraak=rij)
    assert not Prestatieafspraak.objects.exists()
    assert not Bijdrage.objects.exists()


BSN, MAIL = "Bel Jan, 111222333", "Vraag het aan j.jansen@voorbeeld.nl"


def test_geen_tekst_van_een_stuk_neemt_persoonsgegevens_aan(wereld: Any) -> None:
    """Every free text, by the act itself: the fault stands at its own field, and nothing is recorded."""
    vast, rij = getekend(wereld, "GM1690"), concept(wereld)
    gemeente, afspraak = partij(rij, "gemeente"), rij.themas.get().afspraken.get()
    stuk = acties.voeg_document_toe(door=None, prestatieafspraak=vast, titel="Stuk", inhoud=pdf())
    overleg = acties.leg_overleg_vast(
        door=None, prestatieafspraak=vast, soort=Overlegsoort.BESTUURLIJK, datum=date(2024, 3, 1)
    )
    kop = {"naam": "Nieuw", "van": date(2026, 1, 1), "tot": date(2027, 1, 1)}
    wie = [wereld.gemeenten["GM1708"]]
    pogingen: list[tuple[str, Callable[[str], Any]]] = [
        *(
            (veld, lambda t, veld=veld: acties.stel_op(door=None, partijen=wie, **kop | {veld: t}))  # type: ignore[misc]
            for veld in ("naam", "kenmerk", "aanleiding", "overlegstructuur", "uitvoeringsagenda", "monitoring", "bron")
        ),
        ("toelichting", lambda t: acties.leg_thema_vast(door=None, prestatieafspraak=rij, naam="X", toelichting=t)),
        (
            "herkomst",
            lambda t: acties.leg_afspraak_vast(
                door=None, thema=afspraak.thema, titel="X", herkomst=t, bijdragen={gemeente.pk: [t]}
            ),
        ),
        ("ondertekenaar", lambda t: acties.onderteken(door=None, partij=gemeente, ondertekenaar=t)),
        ("titel", lambda t: acties.voeg_document_toe(door=None, prestatieafspraak=vast, titel=t, inhoud=pdf())),
        ("reden", lambda t: acties.trek_document_in(door=None, document=stuk, reden=t)),
        ("reden", lambda t: acties.trek_overleg_in(door=None, overleg=overleg, reden=t)),
        (
            "onderwerp",
            lambda t: acties.leg_overleg_vast(
                door=None, prestatieafspraak=vast, soort=Overlegsoort.AMBTELIJK, datum=date(2024, 3, 1), onderwerp=t
            ),
        ),
        (
            "aanpak",
            lambda t: acties.leg_uitvoering_vast(
                door=None, afspraak=vast.themas.get().afspraken.get(), regie=partij(vast, "gemeente"), aanpak=t
            ),
        ),
    ]
    for veld, poging in pogingen:
        for tekst in (BSN, MAIL):
            with pytest.raises(ValidationError) as fout:
                poging(tekst)
            assert veld in fout.value.message_dict
            if veld == "herkomst":
                assert f"bijdrage_{gemeente.pk}" in fout.value.message_dict
    acties.onderteken(door=None, partij=gemeente, ondertekenaar="J. de Vries, wethouder wonen")
    with pytest.raises(ValidationError) as fout:
        acties.trek_ondertekening_in(door=None, partij=gemeente, reden=MAIL)
    assert "reden" in fout.value.message_dict
