"""One of everything, all of De Wolden, for the tests that walk every URL."""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from organisaties.models import Gemeente
from organisaties.vastleggen import leg_vast
from taakstelling.acties.afsluitingen import sluit_af
from taakstelling.acties.dossiers import maak_dossier, verzend_dossier
from taakstelling.models import Mutatie, Prognose, Realisatie, Taakstelling, Vervanging
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.koppeling import Soort
from tests.project.dingen_afspraken import afspraken_dingen
from tests.taakstelling.afstemmingsfeiten import coalijst
from tests.taakstelling.huishoudens import collega, koppel, leg_stap
from tests.taakstelling.test_plaatsing_acties import leg
from toezicht.acties import (
    beantwoord_wederhoor,
    begin_kader,
    beoordeel,
    laad_pakketten,
    leg_mandaat_vast,
    leg_stuk_vast,
    maak_brief,
    neem_sjabloon,
    neem_voorbeeld_over,
    open_ronde,
    stel_brief_vast,
    verzend_brief,
    vraag_wederhoor,
)
from toezicht.cijfers import cijfers_voor
from toezicht.models import Beoordeling, Brievenopdracht, Toezichtkader
from toezicht.regels.dossier import Stuksoort
from toezicht.regels.rondecijfers import vingerafdruk
from toezicht.regels.termijnen import wederhoor_voorstel
from toezicht.word.standaard import standaardsjabloon


def betwist_cijfers(lid: Any, ronde: Any) -> None:
    """De Wolden says in the wederhoor that its figures are wrong."""
    gezien = vingerafdruk(cijfers_voor(ronde, lid.gemeente)[0])
    beantwoord_wederhoor(
        door=lid, ronde=ronde, gemeente=lid.gemeente, antwoord="betwist", toelichting="Eén mist.", gezien=gezien
    )


def bestanden_van(lid: Any) -> list[Any]:
    """Two files of De Wolden with a good and a bad row: one that was checked, one that was read in."""
    from organisaties.achtergrond import doe_alles
    from organisaties.invoer.aanbieden import bevestig, bied_aan
    from organisaties.invoer.soorten import alle_soorten

    kop = "kenmerk;koppelgemeente;huisvestingsgemeente;afgemeld_op;volwassenen;kinderen;amv;nareizigers"
    kop += ";huisvestingsvorm"
    uit = []
    for nummer in range(2):
        rij = f"X-{nummer};De Wolden;De Wolden;2024-0{nummer + 2}-05;1;1;0;0;zelfstandig"
        tekst = f"{kop}\n{rij}\n{rij.replace('X', 'Y').replace('De Wolden', 'Meppel', 1)}\n"
        bestand = bied_aan(door=lid, soort=alle_soorten()["plaatsingen"], naam=f"{nummer}.csv", inhoud=tekst.encode())
        doe_alles()
        bestand.refresh_from_db()
        uit.append(bestand)
    bevestig(door=lid, bestand=uit[1], alleen_goede=True)
    doe_alles()
    uit[1].refresh_from_db()
    assert [bestand.fase for bestand in uit] == ["gecontroleerd", "ingelezen"]
    return uit


def dossierstukken(lid: Any, gemeente: Gemeente) -> dict[str, int]:
    """A gesprek, which the gemeente sees, and a notitie, which it does not."""
    dag = date(2025, 1, 14)
    gesprek = leg_stuk_vast(door=lid, gemeente=gemeente, soort=Stuksoort.GESPREK_AMBTELIJK, datum=dag)
    notitie = leg_stuk_vast(door=lid, gemeente=gemeente, soort=Stuksoort.NOTITIE, datum=dag, omschrijving="x")
    return {"": gesprek.pk, "@notitie": notitie.pk}


def brief_op_formele_trede(lid: Any, gemeente: Gemeente, halfjaar: Halfjaar, kader: Toezichtkader) -> int:
    """The concept of a letter on the trede of the besluit."""
    ronde = open_ronde(door=lid, provincie=lid.provincie, halfjaar=halfjaar)
    cijfers, rijen, bekend_op = cijfers_voor(ronde, gemeente)
    beoordeling = Beoordeling.objects.create(
        ronde=ronde,
        gemeente=gemeente,
        oordeel="voldoet niet",
        trede=5,
        kader=kader,
        cijfers=cijfers,
        rijen=rijen,
        bekend_op=bekend_op,
        vastgelegd_op=bekend_op,
    )
    return int(maak_brief(door=lid, beoordeling=beoordeling, datum=date(2025, 2, 3), kenmerk="K-3").pk)


@pytest.fixture
def dingen(wereld: Any) -> dict[str, list[Any]]:
    """One of everything, all of De Wolden, with the arguments of every URL name that needs them."""
    gemeente = Gemeente.objects.get(code="GM1690")
    h = Halfjaar(2024, 1)
    leg_vast(
        Taakstelling(
            gemeente=gemeente, halfjaar=h, aantal=26, status="vastgesteld", vastgesteld_op=date(2023, 10, 2), bron="x"
        ),
        door=None,
    )
    leg_vast(Realisatie(gemeente=gemeente, halfjaar=h, cijfers_per=date(2024, 7, 3), aantal=23, bron="COA"), door=None)
    plaatsing = leg(wereld)
    stap = leg_stap(wereld, koppel(wereld, "K-1", verwachte_nareizigers=2), Soort.AANGEBODEN)
    vervanging = Vervanging.objects.create(
        afwezig=wereld.lid("huisvesting@dewolden.example"),
        vervanger=collega(wereld),
        van=date(2024, 1, 1),
        tot=date(2100, 1, 1),
    )
    taakstelling = Taakstelling.objects.get(gemeente=gemeente, halfjaar=h)
    drenthe = wereld.lid("toezicht@drenthe.example")
    neem_voorbeeld_over(door=drenthe, provincie=drenthe.provincie, voorbeeld="drenthe")
    laad_pakketten(door=drenthe, provincies=[drenthe.provincie])
    van_kracht = drenthe.provincie.toezichtkaders.get()
    concept_kader = begin_kader(door=drenthe, provincie=drenthe.provincie)
    from organisaties.acties import leg_adres_vast, leg_convenant_vast, leg_regio_vast

    leg_adres_vast(
        door=drenthe,
        gemeente=gemeente,
        aan="het college",
        straat_of_postbus="Postbus 20",
        postcode="7920 AA",
        plaats="Zuidwolde",
    )
    besluit = leg_vast(
        Mutatie(gemeente=gemeente, datum=h.begin, soort="beginstand", aantal=-10, grondslag="x", reden="x"), door=None
    )
    prognose = leg_vast(Prognose(halfjaar=h, aantal=18750, status="vastgesteld", bron="Staatscourant"), door=None)
    leg_vast(
        Taakstelling(
            gemeente=gemeente,
            halfjaar=h.volgende,
            aantal=24,
            status="vastgesteld",
            vastgesteld_op=date(2024, 4, 2),
            bron="x",
        ),
        door=None,
    )
    ronde = open_ronde(door=drenthe, provincie=drenthe.provincie, halfjaar=h, cijfers_per=date(2024, 7, 3))
    vraag_wederhoor(door=drenthe, ronde=ronde, tot=wederhoor_voorstel(timezone.localdate()))
    betwist_cijfers(wereld.lid("huisvesting@dewolden.example"), ronde)
    beoordeling = beoordeel(door=drenthe, ronde=ronde, gemeente=gemeente, oordeel="voldoet niet")
    verzonden = maak_brief(door=drenthe, beoordeling=beoordeling, datum=date(2024, 11, 19), kenmerk="K-1")
    verzonden = verzend_brief(door=drenthe, brief=stel_brief_vast(door=drenthe, brief=verzonden))
    tweede = beoordeel(door=drenthe, ronde=ronde, gemeente=gemeente, oordeel="voldoet niet", vervangt=beoordeling)
    concept = maak_brief(door=drenthe, beoordeling=tweede, datum=date(2024, 11, 20), kenmerk="K-2")
    stukken = dossierstukken(drenthe, gemeente)
    formele_brief = brief_op_formele_trede(drenthe, gemeente, h.volgende, van_kracht)
    opdracht = Brievenopdracht.objects.create(
        ronde=ronde, wat="vaststellen", door=drenthe, begonnen_op=timezone.now(), geannuleerd_op=timezone.now()
    )
    opties = {
        "door": wereld.lid("huisvesting@dewolden.example"),
        "gemeente": gemeente,
        "toelichting": "Er is een plan.",
    }
    dossier = verzend_dossier(door=opties["door"], dossier=maak_dossier(halfjaar=h, gronden=["plan"], **opties))
    ongezien = maak_dossier(halfjaar=h.volgende, gronden=["plan"], **opties)
    sluit_af(door=drenthe, provincie=drenthe.provincie, halfjaar=h)
    gebruiker = wereld.gebruikers["huisvesting@dewolden.example"]
    lid = wereld.lid("huisvesting@dewolden.example")
    blok = drenthe.provincie.tekstblokken.first()
    mandaat = leg_mandaat_vast(
        door=drenthe,
        provincie=drenthe.provincie,
        functie="gedeputeerde",
        geldig_van=date(2024, 1, 1),
        grondslag="Mandaatbesluit 2024",
    )
    neem_sjabloon(door=drenthe, provincie=drenthe.provincie, naam="brief.docx", inhoud=standaardsjabloon())
    corporatie = wereld.lid("verhuur@woonconcept.example").corporatie
    meppel = Gemeente.objects.get(code="GM0119")
    leg_vast(Mutatie(gemeente=meppel, datum=h.begin, soort="beginstand", aantal=4, grondslag="x", reden="x"), door=None)
    leg_vast(
        Taakstelling(
            gemeente=meppel, halfjaar=h, aantal=30, status="vastgesteld", vastgesteld_op=date(2023, 10, 2), bron="x"
        ),
        door=None,
    )
    leg_vast(Realisatie(gemeente=meppel, halfjaar=h, cijfers_per=date(2024, 7, 3), aantal=31, bron="COA"), door=None)
    regio = leg_regio_vast(door=None, naam="Zuid", gemeenten=[gemeente, meppel])
    convenant = leg_convenant_vast(
        door=None,
        regio=regio,
        kenmerk="Samen in Zuid",
        van=date(2024, 1, 1),
        tot=date(2025, 1, 1),
        gemeenten=[gemeente, meppel],
        afspraken="De taakstelling is gezamenlijk.",
    )
    westerkwartier = wereld.lid("regio@westerkwartier.example").regio
    cijfer = Realisatie.objects.get(gemeente=gemeente, halfjaar=h)
    lijst = coalijst(wereld, h)
    gecontroleerd, ingelezen = bestanden_van(wereld.lid("huisvesting@dewolden.example"))
    return {
        **afspraken_dingen(wereld, plaatsing, regio),
        "regio": [regio.pk],
        "regio@westerkwartier": [westerkwartier.pk],
        "regio-halfjaar": [regio.pk, "2024-1"],
        "regio-halfjaar@westerkwartier": [westerkwartier.pk, "2017-2"],
        "regio-verrekening": [regio.pk, "2024-1"],
        "regio-verrekening@westerkwartier": [westerkwartier.pk, "2017-2"],
        "regio-plan": [regio.pk],
        "regio-plan@westerkwartier": [westerkwartier.pk],
        "regio-pdf": [regio.pk, "2024-1"],
        "regio-pdf@westerkwartier": [westerkwartier.pk, "2017-2"],
        "convenant": [convenant.pk],
        "convenant-toevoegen": [regio.pk],
        "convenant-wijzigen": [convenant.pk],
        "afstemming-halfjaar": ["GM1690", "2024-1"],
        "afstemming-tekst": ["GM1690", "2024-1"],
        "verschil-behandelen": ["GM1690", "2024-1", "lijst"],
        "coa-cijfer-vastleggen": ["GM1690", "2024-1"],
        "coa-cijfer-verbeteren": [cijfer.pk],
        "coa-cijfer-intrekken": [cijfer.pk],
        "coa-lijst": [lijst.pk],
        "coa-lijst-intrekken": [lijst.pk],
        "plaatsing-v-nummers": [plaatsing.pk],
        "invoer-soort": ["plaatsingen"],
        "invoer-sjabloon": ["plaatsingen", "xlsx"],
        "invoerbestand": [gecontroleerd.pk],
        "invoerbestand@ingelezen": [ingelezen.pk],
        "invoerbestand-fouten": [gecontroleerd.pk],
        "invoerbestand-terugdraaien": [ingelezen.pk],
        "invoerbestand-weggooien": [gecontroleerd.pk],
        "plaatsing": [plaatsing.pk],
        "plaatsing-corrigeren": [plaatsing.pk],
        "plaatsing-intrekken": [plaatsing.pk],
        "huishouden": [stap.huishouden_id],
        "huishouden-wijzigen": [stap.huishouden_id],
        "huishouden-stap": [stap.huishouden_id, "geweigerd"],
        "koppeling-intrekken": [stap.huishouden_id],
        "koppelstap-intrekken": [stap.pk],
        "vervanging-verwijderen": [vervanging.pk],
        "gemeente": ["GM1690"],
        "stand": ["GM1690", "2024-1"],
        "veranderd": ["GM1690", "2024-1"],
        "regel": ["taakstelling", taakstelling.pk],
        "halfjaar": ["2024-1"],
        "landelijk-vastleggen": ["2024-1"],
        "landelijk-intrekken": [prognose.pk],
        "mutatie-vastleggen": ["herverdeling"],
        "besluit": [besluit.pk],
        "besluit-verbeteren": [besluit.pk],
        "besluit-intrekken": [besluit.pk],
        "afsluiting": ["2024-1"],
        "halfjaar-sluiten": ["2024-2"],
        "halfjaar-heropenen": ["2024-1"],
        "adres": ["GM1690"],
        "koppelpeildatum": ["GM1690", "2024-1"],
        "verschoonbaarheid-maken": ["GM1690", "2024-1"],
        **{
            f"{naam}{variant}": [rij.pk]
            for naam in ("verschoonbaarheidsdossier", "verschoonbaarheid-pdf", "verschoonbaarheid-verzenden")
            for variant, rij in (("", dossier), ("@gemaakt", ongezien))
        },
        "ronde": [ronde.pk],
        "ronde-brieven": [ronde.pk],
        "ronde-kenmerken": [ronde.pk],
        **{f"ronde-brieven-{deel}": [ronde.pk] for deel in ("concepten", "vaststellen", "verzenden", "pdf", "zip")},
        "brievenopdracht-annuleren": [opdracht.pk],
        "brievenopdracht-hervatten": [opdracht.pk],
        "ronde-verwijderen": [ronde.pk],
        "ronde-cijfers": [ronde.pk],
        "ronde-dag": [ronde.pk],
        "ronde-bevriezen": [ronde.pk],
        "wederhoor-vragen": [ronde.pk],
        "wederhoor-herinneren": [ronde.pk],
        "wederhoor": [ronde.pk, "GM1690"],
        "wederhoor-behandelen": [ronde.pk, "GM1690"],
        **{f"ronde-{deel}": [ronde.pk] for deel in ("kaart", "samenvatting", "samenvatting-pdf", "gs-besluit")},
        **{f"ronde-{deel}": [ronde.pk] for deel in ("openbaar", "openbare-brieven", "archief")},
        "beoordeling-maken": [ronde.pk, "GM1690"],
        "beoordeling-akkoord": [ronde.pk, "GM1690"],
        "ronde-akkoord": [ronde.pk],
        "ronde-voorstellen": [ronde.pk],
        "brief": [verzonden.pk],
        "brief@concept": [concept.pk],
        "brief-pdf": [verzonden.pk],
        "brief-pdf@concept": [concept.pk],
        "brief-wijzigen": [concept.pk],
        "brief-vaststellen": [concept.pk],
        "brief-verzenden": [verzonden.pk],
        **{f"stuk-{wat}{v}": [pk] for wat in ("verbeteren", "intrekken") for v, pk in stukken.items()},
        "toezichtdossier": ["GM1690"],
        "stuk-vastleggen": ["GM1690", "gesprek"],
        "brief-formeel": [formele_brief],
        "brief-formeel-intrekken": [formele_brief],
        "kader": [van_kracht.pk],
        "kader@concept": [concept_kader.pk],
        "kader-wijzigen": [concept_kader.pk],
        "kader-trede": [concept_kader.pk, 1],
        "kader-regel": [concept_kader.pk, 1],
        "kader-keuze": [concept_kader.pk, "gronden"],
        "kader-proef": [van_kracht.pk],
        "kader-in-werking": [concept_kader.pk],
        "kader-verwijderen": [concept_kader.pk],
        "brief-docx": [verzonden.pk],
        "brief-docx@concept": [concept.pk],
        "mandaat": [mandaat.pk],
        "mandaat-intrekken": [mandaat.pk],
        "woordsjabloon-bestand": [1],
        "woordsjabloon-bestand@standaard": [0],
        "tekstblok-versies": [blok.pk],
        "tekstblok-terugzetten": [blok.pk, 1],
        "tekstblok": [blok.pk],
        "tekstblok-verwijderen": [blok.pk],
        "gebruiker": [gebruiker.pk],
        "gebruiker-opnieuw-uitnodigen": [gebruiker.pk],
        "gebruiker-uitzetten": [gebruiker.pk],
        "gebruiker-aanzetten": [gebruiker.pk],
        "lidmaatschap-beeindigen": [lid.pk],
        "organisaties": ["corporaties"],
        "organisatie-toevoegen": ["corporaties"],
        "organisatie-wijzigen": ["corporaties", corporatie.pk],
        "account_reset_password_from_key": ["1", "abc-def"],
    }
