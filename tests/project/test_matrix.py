"""Every URL × every role, on things of De Wolden: who may know it exists, and who may do it.

Columns: the actors below. Rows: every named URL (a URL without a row fails). A status is what a GET gives.
404: you may not know it exists. 403: you may see it, but not do this. 302 for anonymous: the login page.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from organisaties.models import Gemeente
from organisaties.vastleggen import leg_vast
from taakstelling.acties.afsluitingen import sluit_af
from taakstelling.acties.dossiers import maak_dossier, verzend_dossier
from taakstelling.models import Mutatie, Prognose, Realisatie, Taakstelling, Vervanging
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.koppeling import Soort
from tests.afspraken.begeleiding import VERHUURDER, begeleid, signaal
from tests.taakstelling.afstemmingsfeiten import coalijst
from tests.taakstelling.huishoudens import collega, koppel, leg_stap
from tests.taakstelling.test_plaatsing_acties import leg
from toezicht.acties import beoordeel, maak_brief, neem_voorbeeld_over, open_ronde, stel_brief_vast, verzend_brief

pytestmark = pytest.mark.django_db

ACTOREN = {
    "g": "huisvesting@dewolden.example",  # the gemeente itself
    "s": "huisvesting@steenwijkerland.example",  # another gemeente
    "r": "regio@westerkwartier.example",  # a regio it is not in
    "c": "verhuur@woonconcept.example",  # a corporatie that works there
    "e": "verhuur@leystromen.example",  # one that does not
    "h": "bestuur@deveste.example",  # huurders elsewhere
    "p": "toezicht@drenthe.example",  # its provincie
    "q": "toezicht@overijssel.example",  # another provincie
    "l": "griffie@raad.example",
    "b": "beheer@thuisstand.example",
    "a": None,  # not signed in
}
KOLOMMEN = "g s r c e h p q l b a"

# name or name@variant: statuses in the order of KOLOMMEN
MATRIX = """
vandaag                                   2 2 2 2 2 2 2 2 2 2 3
account                                   2 2 2 2 2 2 2 2 2 2 3
kies-lidmaatschap                         5 5 5 5 5 5 5 5 5 5 3
logboek                                   2 2 2 2 2 2 2 2 2 2 3
adres                                     x - - x - - 2 - - - 3
beheer                                    x x x x x x x x x 2 3
gebruikers                                x x x x x x x x x 2 3
gebruiker-uitnodigen                      x x x x x x x x x 2 3
gebruiker                                 3 - - - - - - - - 2 3
gebruiker-opnieuw-uitnodigen              x - - - - - - - - 2 3
gebruiker-uitzetten                       x - - - - - - - - 2 3
gebruiker-aanzetten                       x - - - - - - - - 2 3
lidmaatschap-beeindigen                   x - - - - - - - - 2 3
organisaties                              x x x x x x x x x 2 3
organisatie-toevoegen                     x x x x x x x x x 2 3
organisatie-wijzigen                      - - - x - - - - - 2 3
invoer                                    2 2 2 x x x 2 2 x 2 3
invoer-soort                              2 2 2 x x x x x x x 3
invoer-sjabloon                           2 2 2 x x x x x x x 3
invoerbestand                             2 - - - - - - - - - 3
invoerbestand@ingelezen                   2 - - - - - - - - - 3
invoerbestand-fouten                      2 - - - - - - - - - 3
invoerbestand-terugdraaien                2 - - - - - - - - - 3
invoerbestand-weggooien                   2 - - - - - - - - - 3
plaatsingen                               2 2 2 x x x x x x x 3
plaatsing-vastleggen                      2 2 2 x x x x x x x 3
plaatsingen-vastleggen                    2 2 2 x x x x x x x 3
plaatsing                                 2 - - - - - - - - - 3
plaatsing-corrigeren                      2 - - - - - - - - - 3
plaatsing-intrekken                       2 - - - - - - - - - 3
regio                                     2 - - - - - 2 - - 2 3
regio@westerkwartier                      - - 2 - - - - - - 2 3
regio-halfjaar                            2 - - - - - 2 - - 2 3
regio-halfjaar@westerkwartier             - - 2 - - - - - - 2 3
regio-verrekening                         x - - - - - x - - 2 3
regio-verrekening@westerkwartier          - - 2 - - - - - - 2 3
regio-plan                                x - - - - - x - - x 3
regio-plan@westerkwartier                 - - 2 - - - - - - x 3
regio-pdf                                 x - - - - - x - - x 3
regio-pdf@westerkwartier                  - - 2 - - - - - - x 3
convenant                                 2 - - - - - 2 - - 2 3
convenant-toevoegen                       x - - - - - x - - 2 3
convenant-wijzigen                        x - - - - - x - - 2 3
huishoudens                               2 2 2 x x x x x x x 3
huishouden-koppelen                       2 2 2 x x x x x x x 3
huishouden                                2 - - - - - - - - - 3
huishouden-wijzigen                       2 - - - - - - - - - 3
huishouden-stap                           2 - - - - - - - - - 3
koppelstap-intrekken                      2 - - - - - - - - - 3
koppeling-intrekken                       2 - - - - - - - - - 3
nareizigers                               2 2 2 x x x x x x x 3
werkafspraken                             2 2 x x x x x x x x 3
vervanging-verwijderen                    2 - x x x x x x x x 3
begeleidingen                             2 2 2 2 2 x x x x x 3
begeleiding-beginnen                      2 2 x x x x x x x x 3
begeleiding                               2 - - 2 - - - - - - 3
begeleiding-wijzigen                      2 - - x - - - - - - 3
begeleiding-fase                          2 - - x - - - - - - 3
begeleiding-punten                        2 - - x - - - - - - 3
begeleiding-stoppen                       2 - - x - - - - - - 3
signaal-melden                            2 - - 2 - - - - - - 3
signaal-beantwoorden                      2 - - x - - - - - - 3
signaal-beantwoorden@aan-corporatie       x - - 2 - - - - - - 3
duurzame-start                            2 2 2 2 2 2 2 2 x x 3
matrix                                    2 - - 2 - - 2 - x x 3
matrix-wijzigen                           2 - - x - - x - x x 3
matrix-pdf                                2 - - 2 - - 2 - x x 3
overleg                                   2 - - 2 - - x - x x 3
overleg-pdf                               2 - - 2 - - x - x x 3
overleg-regio                             2 - - - - - x - - x 3
overleg-regio@westerkwartier              - - 2 - - - - - - x 3
overleg-regio-pdf                         2 - - - - - x - - x 3
telregels                                 2 2 2 2 2 2 2 2 2 2 3
cijfers                                   2 2 2 2 2 2 2 2 2 2 3
afsluitingen                              x x x x x x 2 2 x x 3
afsluiting                                x x x x x x 2 - x x 3
halfjaar-sluiten                          x x x x x x 2 2 x x 3
halfjaar-heropenen                        x x x x x x 2 - x x 3
landelijk                                 2 2 2 2 2 2 2 2 2 2 3
halfjaar                                  2 2 2 2 2 2 2 2 2 2 3
gemeente                                  2 2 2 2 - - 2 2 2 2 3
stand                                     2 2 2 2 - - 2 2 2 2 3
koppelpeildata                            2 2 2 x x x 2 2 x x 3
koppelpeildatum                           2 - - x x x 2 - x x 3
verschoonbaarheid                         2 2 2 x x x 2 2 x x 3
verschoonbaarheid-maken                   2 - - x x x x - x x 3
verschoonbaarheidsdossier                 2 - - - - - 2 - - - 3
verschoonbaarheidsdossier@gemaakt         2 - - - - - - - - - 3
verschoonbaarheid-pdf                     2 - - - - - 2 - - - 3
verschoonbaarheid-pdf@gemaakt             2 - - - - - - - - - 3
verschoonbaarheid-verzenden               2 - - - - - x - - - 3
verschoonbaarheid-verzenden@gemaakt       2 - - - - - - - - - 3
mutaties                                  2 2 2 2 2 2 2 2 2 2 3
mutatie-kiezen                            x x x x x x 2 2 x 2 3
mutatie-vastleggen                        x x x x x x 2 2 x 2 3
besluit                                   2 2 2 2 - - 2 2 2 2 3
besluit-verbeteren                        x x x x - - 2 x x 2 3
besluit-intrekken                         x x x x - - 2 x x 2 3
landelijk-vastleggen                      x x x x x x x x x 2 3
landelijk-intrekken                       x x x x x x x x x 2 3
afstemming                                2 2 2 x x x 2 2 x x 3
afstemming-halfjaar                       2 - - - - - 2 - - - 3
afstemming-tekst                          2 - - - - - x - - - 3
verschil-behandelen                       2 - - - - - x - - - 3
coa-cijfer-vastleggen                     x x x x - - 2 x x 2 3
coa-cijfer-verbeteren                     x x x x - - 2 x x 2 3
coa-cijfer-intrekken                      x x x x - - 2 x x 2 3
coa-lijsten                               2 2 2 x x x x x x x 3
coa-lijst-inlezen                         2 2 2 x x x x x x x 3
coa-lijst                                 2 - - - - - - - - - 3
coa-lijst-intrekken                       2 - - - - - - - - - 3
plaatsing-v-nummers                       2 - - - - - - - - - 3
veranderd                                 2 2 2 2 - - 2 2 2 2 3
veranderd-lijst                           2 2 2 2 2 2 2 2 2 2 3
regel                                     2 2 2 2 - - 2 2 2 2 3
toezicht                                  3 3 x x x x 2 2 x x 3
ronde-openen                              x x x x x x 2 2 x x 3
ronde                                     - - - - - - 2 - - - 3
ronde-verwijderen                         - - - - - - 2 - - - 3
beoordeling-maken                         - - - - - - 2 - - - 3
brieven                                   2 2 x x x x 2 2 x x 3
brief                                     2 - - - - - 2 - - - 3
brief@concept                             - - - - - - 2 - - - 3
brief-pdf                                 2 - - - - - 2 - - - 3
brief-pdf@concept                         - - - - - - 2 - - - 3
brief-wijzigen                            - - - - - - 2 - - - 3
brief-vaststellen                         - - - - - - 2 - - - 3
brief-verzenden                           x - - - - - 2 - - - 3
tekstblokken                              x x x x x x 2 2 x x 3
tekstblok-nieuw                           x x x x x x 2 2 x x 3
tekstblokken-voorbeeld                    x x x x x x 2 2 x x 3
tekstblok                                 - - - - - - 2 - - - 3
tekstblok-verwijderen                     - - - - - - 2 - - - 3
afzender                                  x x x x x x 2 2 x x 3
account_login                             3 3 3 3 3 3 3 3 3 3 2
account_logout                            2 2 2 2 2 2 2 2 2 2 3
account_inactive                          2 2 2 2 2 2 2 2 2 2 2
account_signup                            3 3 3 3 3 3 3 3 3 3 2
account_reauthenticate                    2 2 2 2 2 2 2 2 2 2 3
account_change_password                   2 2 2 2 2 2 2 2 2 2 3
account_set_password                      3 3 3 3 3 3 3 3 3 3 3
account_reset_password                    2 2 2 2 2 2 2 2 2 2 2
account_reset_password_done               2 2 2 2 2 2 2 2 2 2 2
account_reset_password_from_key_done      2 2 2 2 2 2 2 2 2 2 2
account_reset_password_from_key           2 2 2 2 2 2 2 2 2 2 2
"""

CODES = {"2": 200, "3": 302, "x": 403, "-": 404, "5": 405}


def urls(patronen: list[Any]) -> list[str]:
    namen: list[str] = []
    for patroon in patronen:
        if isinstance(patroon, URLResolver):
            namen += urls(patroon.url_patterns)
        elif isinstance(patroon, URLPattern):
            namen.append(patroon.name or str(patroon.pattern))
    return namen


def rijen() -> list[tuple[str, str]]:
    uit = []
    for regel in MATRIX.strip().splitlines():
        naam, statussen = re.split(r"\s{2,}", regel.strip())
        uit.append((naam, statussen))
    return uit


def test_elke_url_heeft_een_rij() -> None:
    bekend = {naam.split("@")[0] for naam, _ in rijen()}
    assert bekend == set(urls(get_resolver().url_patterns))


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
    taakstelling = Taakstelling.objects.get()
    drenthe = wereld.lid("toezicht@drenthe.example")
    neem_voorbeeld_over(door=drenthe, provincie=drenthe.provincie, voorbeeld="drenthe")
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
    ronde = open_ronde(door=drenthe, provincie=drenthe.provincie, halfjaar=h)
    beoordeling = beoordeel(door=drenthe, ronde=ronde, gemeente=gemeente, oordeel="voldoet niet")
    verzonden = maak_brief(door=drenthe, beoordeling=beoordeling, datum=date(2024, 11, 19), kenmerk="K-1")
    verzonden = verzend_brief(door=drenthe, brief=stel_brief_vast(door=drenthe, brief=verzonden))
    tweede = beoordeel(door=drenthe, ronde=ronde, gemeente=gemeente, oordeel="voldoet niet", vervangt=beoordeling)
    concept = maak_brief(door=drenthe, beoordeling=tweede, datum=date(2024, 11, 20), kenmerk="K-2")
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
    westerkwartier = wereld.lid(ACTOREN["r"]).regio
    cijfer = Realisatie.objects.get(gemeente=gemeente, halfjaar=h)
    lijst = coalijst(wereld, h)
    gecontroleerd, ingelezen = bestanden_van(wereld.lid("huisvesting@dewolden.example"))
    begeleiding = begeleid(wereld, koppel(wereld, "B-1"))
    van_gemeente, van_corporatie = signaal(wereld, begeleiding), signaal(wereld, begeleiding, wie=VERHUURDER)
    return {
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
        "begeleiding-fase": [begeleiding.pk, "afsluiten"],
        **{
            naam: [begeleiding.pk]
            for naam in (
                "begeleiding",
                "begeleiding-wijzigen",
                "begeleiding-punten",
                "begeleiding-stoppen",
                "signaal-melden",
            )
        },
        "signaal-beantwoorden": [van_corporatie.pk],
        "signaal-beantwoorden@aan-corporatie": [van_gemeente.pk],
        **{naam: ["GM1690"] for naam in ("matrix", "matrix-wijzigen", "matrix-pdf")},
        **{naam: ["GM1690", 2024] for naam in ("overleg", "overleg-pdf")},
        **{naam: [regio.pk, 2024] for naam in ("overleg-regio", "overleg-regio-pdf")},
        "overleg-regio@westerkwartier": [westerkwartier.pk, 2024],
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
        "ronde-verwijderen": [ronde.pk],
        "beoordeling-maken": [ronde.pk, "GM1690"],
        "brief": [verzonden.pk],
        "brief@concept": [concept.pk],
        "brief-pdf": [verzonden.pk],
        "brief-pdf@concept": [concept.pk],
        "brief-wijzigen": [concept.pk],
        "brief-vaststellen": [concept.pk],
        "brief-verzenden": [verzonden.pk],
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


def uitkomst(client: Client, naam: str, dingen: dict[str, list[Any]]) -> int:
    basis, _, variant = naam.partition("@")
    adres = reverse(basis, args=dingen.get(naam, dingen.get(basis, [])))
    antwoord = client.post(adres) if variant == "post" else client.get(adres)
    return antwoord.status_code


def test_elke_rol_krijgt_op_elke_url_wat_de_matrix_zegt(
    wereld: Any, als: Callable[[str], Client], dingen: dict[str, list[Any]]
) -> None:
    """All differences at once, so that a change shows its whole effect."""
    anders: list[str] = []
    for naam, statussen in rijen():
        gekregen = []
        for actor in KOLOMMEN.split():
            email = ACTOREN[actor]
            status = uitkomst(als(email) if email else Client(), naam, dingen)
            gekregen.append(next((teken for teken, code in CODES.items() if code == status), str(status)))
        if " ".join(gekregen) != statussen:
            anders.append(f"{naam:40} {' '.join(gekregen)}  (matrix: {statussen})")
    assert not anders, "\n".join(["", *anders])
