"""Own count beside COA's, from the database to the page: who sees what, what is recorded, and that it closes."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organisaties.models import Gemeente, Logregel
from organisaties.registratie import AMSTERDAM
from organisaties.toegang import GeenToegang
from organisaties.vastleggen import AlGewijzigd, leg_vast
from taakstelling.acties.afstemming import behandel_verschil, leg_coacijfer_vast
from taakstelling.acties.coalijsten import koppel_v_nummers
from taakstelling.acties.plaatsingen import gegevens_van, leg_plaatsing_vast
from taakstelling.cijfers import stand_van
from taakstelling.herkenning import kentekens
from taakstelling.models import Plaatsing, Realisatie, Verschilstatus
from taakstelling.overzicht.afstemming import afstemmingsblad, afstemmingslijst
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.oorzaken import Oorzaak
from tests.taakstelling.afstemmingsfeiten import MEDEWERKER, V_NUMMER, coalijst, plaats, rij
from tests.taakstelling.cijferfeiten import beginstand, officieel, plaatsing, taakstelling

pytestmark = pytest.mark.django_db
EEN, TWEE = Halfjaar(2024, 1), Halfjaar(2024, 2)
DE_WOLDEN = "GM1690"
DRENTHE = "toezicht@drenthe.example"
MEI, JUNI, JULI = date(2024, 5, 10), date(2024, 6, 28), date(2024, 7, 2)
Als = Callable[[str], Client]


def blad(wereld: Any, halfjaar: Halfjaar = EEN, email: str = MEDEWERKER) -> Any:
    return afstemmingsblad(wereld.lid(email), Gemeente.objects.get(code=DE_WOLDEN), halfjaar)


def regels(wereld: Any, halfjaar: Halfjaar = EEN) -> list[tuple[Oorzaak, int, str]]:
    gevonden = blad(wereld, halfjaar)
    assert gevonden.afstemming.eigen == gevonden.stand.eigen
    assert gevonden.afstemming.eigen + sum(r.verschil.aantal for r in gevonden.regels) == gevonden.afstemming.coa
    return [(r.verschil.oorzaak, r.verschil.aantal, r.kenmerk) for r in gevonden.regels]


def adres(naam: str, halfjaar: Halfjaar = EEN, *rest: Any) -> str:
    return reverse(naam, args=[DE_WOLDEN, halfjaar, *rest])


def ingevuld(client: Client, waar: str, **velden: Any) -> dict[str, Any]:
    form = client.get(waar).context["form"]
    waarden = {naam: form[naam].value() for naam in form.fields}
    return {**{naam: waarde for naam, waarde in waarden.items() if waarde is not None}, **velden}


def keten(wereld: Any) -> Plaatsing:
    """A home at the end of June, the afmelding in July."""
    plaats(wereld, "H-1", volwassenen=2, afgemeld_op=MEI)
    return plaats(wereld, "H-2", volwassenen=3, huurcontract_op=JUNI, afgemeld_op=JULI, teldatum=JUNI)


def test_geval_10_de_keten_telt_over_de_halfjaren_precies_een_keer(wereld: Any) -> None:
    """Own log: first half. COA: second half. An open difference that ends up counted once, also in the ledger."""
    beginstand(DE_WOLDEN, 0)
    taakstelling(DE_WOLDEN, 5)
    taakstelling(DE_WOLDEN, 5, TWEE)
    keten(wereld)
    assert stand_van(DE_WOLDEN, EEN).realisatie == 5
    officieel(DE_WOLDEN, 2, per=date(2024, 7, 5))
    assert regels(wereld) == [(Oorzaak.NA_PEILDATUM, -3, "H-2")]
    (open_,) = blad(wereld).ketens
    assert (open_.open, open_.eenmaal) == (True, False)
    # Now COA counts, and the three are in neither half-year until its next figure.
    assert (stand_van(DE_WOLDEN, EEN).realisatie, stand_van(DE_WOLDEN, TWEE).realisatie) == (2, 0)
    officieel(DE_WOLDEN, 3, TWEE, per=date(2025, 1, 6))
    assert regels(wereld, TWEE) == [(Oorzaak.ANDER_HALFJAAR, 3, "H-2")]
    for halfjaar in (EEN, TWEE):
        (dicht,) = blad(wereld, halfjaar).ketens
        assert dicht.eenmaal
    standen = [stand_van(DE_WOLDEN, h) for h in (EEN, TWEE)]
    assert [s.realisatie for s in standen] == [2, 3]
    assert standen[1].stand_eind == 5 - 10
    assert sum(s.eigen or 0 for s in standen) == 5


def test_geval_13_geteld_bij_de_buurgemeente(wereld: Any) -> None:
    plaats(wereld, "H-1", volwassenen=2, afgemeld_op=MEI)
    plaats(wereld, "H-2", volwassenen=4, afgemeld_op=MEI, waar="GM0119")
    officieel(DE_WOLDEN, 2)
    assert regels(wereld) == [(Oorzaak.BUURGEMEENTE, -4, "H-2")]


def test_geval_16_nareizigers_uit_de_lijst(wereld: Any) -> None:
    een = plaats(wereld, "H-1", volwassenen=1, afgemeld_op=MEI)
    plaats(wereld, "H-1", nareizigers=3, afgemeld_op=JUNI, deel=2)
    koppel_v_nummers(door=wereld.lid(MEDEWERKER), huishouden=een.huishouden, kentekens=[kentekens(V_NUMMER)])
    officieel(DE_WOLDEN, 1)
    coalijst(wereld, EEN, [rij(2, 1, v=V_NUMMER)])
    assert regels(wereld) == [(Oorzaak.NAREIZIGER, -3, "H-1")]


def test_lijst_zonder_officieel_cijfer_wordt_ook_afgestemd(wereld: Any) -> None:
    plaats(wereld, "H-1", volwassenen=2, afgemeld_op=MEI)
    coalijst(wereld, EEN, [rij(2, 5, datum=MEI)])
    assert regels(wereld) == [(Oorzaak.NIET_IN_EIGEN, 5, ""), (Oorzaak.NIET_BIJ_COA, -2, "H-1")]


def test_geval_11_cijfers_op_volgorde_naast_de_eigen_telling_van_toen(wereld: Any, als: Als) -> None:
    def op(dag: date) -> datetime:
        return datetime(dag.year, dag.month, dag.day, 12, tzinfo=AMSTERDAM)

    gemeente = Gemeente.objects.get(code=DE_WOLDEN)
    for dag, aantal in ((date(2024, 3, 1), 2), (date(2024, 6, 1), 3)):
        leg_vast(
            Plaatsing(
                koppelgemeente=gemeente,
                huisvestingsgemeente=gemeente,
                teldatum=dag,
                afgemeld_op=dag,
                halfjaar=EEN,
                volwassenen=aantal,
                meegeteld=aantal,
            ),
            door=None,
            op=op(dag),
        )
    officieel(DE_WOLDEN, 4, per=date(2024, 7, 3))
    officieel(DE_WOLDEN, 1, per=date(2024, 2, 1))
    officieel(DE_WOLDEN, 2, per=date(2024, 4, 1))
    cijfers = blad(wereld).cijfers
    assert [(c.feit.aantal, c.erbij, c.eigen_toen, c.verschil_toen, c.eigen_nu, c.verschil_nu) for c in cijfers] == [
        (1, None, None, None, 5, 4),
        (2, 1, 2, 0, 5, 3),
        (4, 2, 5, 1, 5, 1),
    ]
    tekst = als(MEDEWERKER).get(adres("afstemming-halfjaar")).content.decode().partition('id="cijfers"')[2]
    assert tekst.index("1 februari 2024") < tekst.index("1 april 2024") < tekst.index("3 juli 2024")


def test_geval_36_provincie_ziet_aantallen_en_geen_huishoudens(wereld: Any, als: Als) -> None:
    keten(wereld)
    officieel(DE_WOLDEN, 2, per=date(2024, 7, 5))
    coalijst(wereld, EEN, [rij(2, 2, kenmerk="H-1")])
    (regel,) = blad(wereld).regels
    behandel(wereld, regel.verschil, "voorgelegd", "Gebeld met de regievoerder")
    eigen, provincie = als(MEDEWERKER), als(DRENTHE)
    assert "H-2" in eigen.get(adres("afstemming-halfjaar")).content.decode()
    for waar in (adres("afstemming-halfjaar"), f"{reverse('afstemming')}?toon=alles", reverse("logboek")):
        tekst = provincie.get(waar).content.decode()
        for geheim in ("H-2", "H-1", "Gebeld met", "28 juni", regel.regel.naam):
            assert geheim not in tekst, (waar, geheim)
    tekst = provincie.get(adres("afstemming-halfjaar")).content.decode()
    assert "<strong>+3</strong>" in tekst
    assert "voorgelegd" in provincie.get(f"{reverse('afstemming')}?toon=alles").content.decode()
    for email in ("huisvesting@meppel.example", "griffie@raad.example", "verhuur@woonconcept.example"):
        assert als(email).get(adres("afstemming-halfjaar")).status_code == 404


def behandel(wereld: Any, verschil: Any, status: str, notitie: str = "", **velden: Any) -> Verschilstatus:
    return behandel_verschil(
        door=wereld.lid(MEDEWERKER),
        gemeente=wereld.gemeenten[DE_WOLDEN],
        halfjaar=EEN,
        verschil=verschil,
        status=status,
        notitie=notitie,
        **velden,
    )


def test_status_en_notitie_met_geschiedenis(wereld: Any, als: Als) -> None:
    keten(wereld)
    officieel(DE_WOLDEN, 2, per=date(2024, 7, 5))
    client = als(MEDEWERKER)
    sleutel = blad(wereld).regels[0].verschil.sleutel
    waar = adres("verschil-behandelen", EEN, sleutel)
    client.post(waar, ingevuld(client, waar, status="voorgelegd", notitie="Gemaild op maandag"))
    antwoord = client.post(waar, ingevuld(client, waar, status="aanvaard"), follow=True)
    assert "Alle verschillen zijn afgehandeld." in antwoord.content.decode()
    assert [(s.status, s.notitie, s.verschil) for s in Verschilstatus.objects.bekend()] == [
        ("aanvaard", "Gemaild op maandag", -3)
    ]
    tekst = client.get(waar).content.decode()
    assert tekst.index("aanvaard</td>") < tekst.index("voorgelegd</td>")
    assert [regel.status for regel in afstemmingslijst(wereld.lid(MEDEWERKER), [wereld.gemeenten[DE_WOLDEN]])] == [
        "afgehandeld"
    ]
    assert "Gemaild" not in str(list(Logregel.objects.values_list("gegevens", flat=True)))


def test_notitie_weigert_wat_op_een_bsn_of_v_nummer_lijkt(wereld: Any, als: Als) -> None:
    keten(wereld)
    officieel(DE_WOLDEN, 2, per=date(2024, 7, 5))
    client = als(MEDEWERKER)
    verschil = blad(wereld).regels[0].verschil
    waar = adres("verschil-behandelen", EEN, verschil.sleutel)
    for notitie, woord in (("Over 123456782", "BSN"), (f"Over {V_NUMMER}", "V-nummer")):
        antwoord = client.post(waar, ingevuld(client, waar, status="open", notitie=notitie))
        assert f"Dit lijkt op een {woord}" in antwoord.content.decode()
        with pytest.raises(ValidationError, match=woord):
            behandel(wereld, verschil, "open", notitie)
    assert Verschilstatus.objects.count() == 0


def test_twee_tegelijk_de_tweede_hoort_het(wereld: Any, als: Als) -> None:
    keten(wereld)
    officieel(DE_WOLDEN, 2, per=date(2024, 7, 5))
    client = als(MEDEWERKER)
    verschil = blad(wereld).regels[0].verschil
    waar = adres("verschil-behandelen", EEN, verschil.sleutel)
    gegevens = ingevuld(client, waar, status="voorgelegd")
    behandel(wereld, verschil, "aanvaard")
    antwoord = client.post(waar, gegevens)
    assert "Iemand anders heeft deze regel intussen gewijzigd" in antwoord.content.decode()
    assert Verschilstatus.objects.bekend().get().status == "aanvaard"
    with pytest.raises(AlGewijzigd):
        behandel(wereld, verschil, "open")


def test_status_blijft_bij_het_verschil_na_een_correctie_van_de_plaatsing(wereld: Any) -> None:
    rij_ = keten(wereld)
    officieel(DE_WOLDEN, 2, per=date(2024, 7, 5))
    behandel(wereld, blad(wereld).regels[0].verschil, "voorgelegd")
    leg_plaatsing_vast(
        door=wereld.lid(MEDEWERKER),
        koppelgemeente=rij_.koppelgemeente,
        huisvestingsgemeente=rij_.huisvestingsgemeente,
        gegevens=gegevens_van(rij_),
        vervangt=rij_,
        reden="Verhuurder",
    )
    assert [(r.status, r.verschil.aantal) for r in blad(wereld).regels] == [("voorgelegd", -3)]
    officieel(DE_WOLDEN, 5, per=date(2024, 8, 1))
    over = blad(wereld)
    # COA counts them after all: the dates still say otherwise, so what is left says so.
    assert [r.verschil.oorzaak for r in over.regels] == [Oorzaak.NA_PEILDATUM, Oorzaak.ONBEKEND]


def test_een_verschil_dat_weg_is_blijft_te_lezen(wereld: Any, als: Als) -> None:
    plaats(wereld, "H-1", volwassenen=2, afgemeld_op=MEI)
    eerst = officieel(DE_WOLDEN, 1, per=date(2024, 7, 5))
    behandel(wereld, blad(wereld).regels[0].verschil, "opgelost", "COA verbetert het")
    leg_coacijfer_vast(
        door=wereld.lid(DRENTHE),
        gemeente=wereld.gemeenten[DE_WOLDEN],
        halfjaar=EEN,
        cijfers_per=eerst.cijfers_per,
        aantal=2,
        bron="COA",
        vervangt=eerst,
        reden="Verbeterd",
    )
    assert blad(wereld).regels == []
    tekst = als(MEDEWERKER).get(adres("afstemming-halfjaar")).content.decode()
    assert "Geen verschil meer" in tekst
    assert "COA verbetert het" in tekst


def test_tekst_voor_coa_noemt_alleen_kenmerken_die_coa_kent_en_zet_op_voorgelegd(wereld: Any, als: Als) -> None:
    plaats(wereld, "H-1", volwassenen=2, afgemeld_op=MEI)
    plaats(wereld, "H-2", volwassenen=3, afgemeld_op=MEI)
    officieel(DE_WOLDEN, 1)
    coalijst(wereld, EEN, [rij(7, 1, kenmerk="H-1")])
    client = als(MEDEWERKER)
    waar = adres("afstemming-tekst")
    antwoord = client.get(waar)
    assert "rij 7 van uw lijst per 1 juli 2024; kenmerk H-1" in antwoord.context["coa"]
    assert "H-2" not in antwoord.context["coa"]
    assert "H-1" not in antwoord.context["provincie"]
    assert "Samen: 5 − 4 = 1." in antwoord.context["provincie"]
    client.post(waar, ingevuld(client, waar))
    assert [r.status for r in blad(wereld).regels] == ["voorgelegd", "voorgelegd"]


def test_geval_35_provincie_legt_cijfer_vast_verbetert_en_trekt_in_gemeente_niet(wereld: Any, als: Als) -> None:
    client = als(DRENTHE)
    waar = adres("coa-cijfer-vastleggen")
    client.post(waar, ingevuld(client, waar, cijfers_per="2024-07-03", aantal="23", bron="COA, juli 2024"))
    rij_ = Realisatie.objects.get()
    assert (rij_.aantal, rij_.halfjaar, rij_.vastgelegd_door.email) == (23, EEN, DRENTHE)
    antwoord = client.post(waar, ingevuld(client, waar, cijfers_per="2024-07-03", aantal="24", bron="COA"))
    assert "Van deze dag is er al een cijfer" in antwoord.content.decode()
    waar = reverse("coa-cijfer-verbeteren", args=[rij_.pk])
    client.post(waar, ingevuld(client, waar, aantal="24", reden="Tikfout"))
    nieuw = Realisatie.objects.bekend().get()
    assert (nieuw.aantal, nieuw.vervangt_id) == (24, rij_.pk)
    assert client.get(waar).status_code == 404
    waar = reverse("coa-cijfer-intrekken", args=[nieuw.pk])
    assert als(MEDEWERKER).get(waar).status_code == 403
    client.post(waar, ingevuld(client, waar, reden="Van een andere gemeente"))
    assert Realisatie.objects.bekend().count() == 0
    with pytest.raises(GeenToegang):
        leg_coacijfer_vast(
            door=wereld.lid(MEDEWERKER),
            gemeente=wereld.gemeenten[DE_WOLDEN],
            halfjaar=EEN,
            cijfers_per=JULI,
            aantal=1,
            bron="COA",
        )


@pytest.mark.parametrize(
    ("velden", "veld"),
    [
        ({"cijfers_per": "2999-01-01"}, "cijfers_per"),
        ({"cijfers_per": "2023-12-31"}, "cijfers_per"),
        ({"cijfers_per": ""}, "cijfers_per"),
        ({"aantal": "-1"}, "aantal"),
        ({"aantal": "drie"}, "aantal"),
        ({"bron": "over 123456782"}, "bron"),
    ],
)
def test_fout_cijfer_geeft_een_melding_bij_het_veld(als: Als, velden: dict[str, str], veld: str) -> None:
    client = als(DRENTHE)
    waar = adres("coa-cijfer-vastleggen")
    antwoord = client.post(
        waar, ingevuld(client, waar, **{"cijfers_per": "2024-07-03", "aantal": "3", "bron": "COA", **velden})
    )
    assert list(antwoord.context["form"].errors) == [veld]
    assert Realisatie.objects.count() == 0


def test_vandaag_noemt_een_eindcijfer_dat_verschilt_tot_het_is_uitgezocht(wereld: Any, als: Als) -> None:
    vorig = Halfjaar.van_datum(timezone.localdate()).vorige
    plaatsing(DE_WOLDEN, vorig, volwassenen=3)
    officieel(DE_WOLDEN, 2, vorig)
    client = als(MEDEWERKER)
    zin = f"Over de {vorig.in_zin} telt u 1 persoon meer dan COA"
    antwoord = client.get("/").content.decode()
    assert zin in antwoord
    assert adres("afstemming-halfjaar", vorig) in antwoord
    (regel,) = blad(wereld, vorig).regels
    behandel_verschil(
        door=wereld.lid(MEDEWERKER),
        gemeente=wereld.gemeenten[DE_WOLDEN],
        halfjaar=vorig,
        verschil=regel.verschil,
        status="aanvaard",
    )
    assert zin not in client.get("/").content.decode()


def test_lijst_filtert_en_opent_met_verschillen(wereld: Any, als: Als) -> None:
    plaatsing(DE_WOLDEN, EEN, volwassenen=3)
    plaatsing(DE_WOLDEN, TWEE, volwassenen=3)
    officieel(DE_WOLDEN, 3, EEN)
    officieel(DE_WOLDEN, 5, TWEE)
    client = als(DRENTHE)

    def halfjaren(vraag: str) -> list[str]:
        return [str(r.stand.halfjaar) for r in client.get(reverse("afstemming") + vraag).context["table"].data]

    assert halfjaren("") == ["2024-2"]
    assert halfjaren("?toon=alles") == ["2024-2", "2024-1"]
    assert halfjaren("?toon=alles&halfjaar=2024-1") == ["2024-1"]
    assert halfjaren("?toon=alles&sort=halfjaar") == ["2024-1", "2024-2"]
    assert halfjaren("?halfjaar=onzin") == ["2024-2"]


def test_regio_stemt_af_voor_haar_leden_en_voor_niemand_anders(als: Als) -> None:
    for code in ("GM1969", DE_WOLDEN):
        plaatsing(code, EEN, volwassenen=3)
        officieel(code, 1, EEN)
    client = als("regio@westerkwartier.example")
    rijen = client.get(reverse("afstemming")).context["table"].data
    assert [regel.gemeente.code for regel in rijen] == ["GM1969"]
    for naam in ("afstemming-halfjaar", "afstemming-tekst"):
        assert client.get(reverse(naam, args=["GM1969", EEN])).status_code == 200
        assert client.get(adres(naam)).status_code == 404
