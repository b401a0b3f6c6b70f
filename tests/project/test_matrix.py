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
from taakstelling.models import Realisatie, Taakstelling
from taakstelling.regels.halfjaar import Halfjaar
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
plaatsingen                               2 2 2 x x x x x x x 3
plaatsing-vastleggen                      2 2 2 x x x x x x x 3
plaatsingen-vastleggen                    2 2 2 x x x x x x x 3
plaatsing                                 2 - - - - - - - - - 3
plaatsing-corrigeren                      2 - - - - - - - - - 3
plaatsing-intrekken                       2 - - - - - - - - - 3
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
    drenthe = wereld.lid("toezicht@drenthe.example")
    neem_voorbeeld_over(door=drenthe, provincie=drenthe.provincie, voorbeeld="drenthe")
    from organisaties.acties import leg_adres_vast

    leg_adres_vast(
        door=drenthe,
        gemeente=gemeente,
        aan="het college",
        straat_of_postbus="Postbus 20",
        postcode="7920 AA",
        plaats="Zuidwolde",
    )
    from taakstelling.models import Mutatie

    leg_vast(
        Mutatie(gemeente=gemeente, datum=h.begin, soort="beginstand", aantal=-10, grondslag="x", reden="x"), door=None
    )
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
    sluit_af(door=drenthe, provincie=drenthe.provincie, halfjaar=h)
    gebruiker = wereld.gebruikers["huisvesting@dewolden.example"]
    lid = wereld.lid("huisvesting@dewolden.example")
    blok = drenthe.provincie.tekstblokken.first()
    corporatie = wereld.lid("verhuur@woonconcept.example").corporatie
    return {
        "plaatsing": [plaatsing.pk],
        "plaatsing-corrigeren": [plaatsing.pk],
        "plaatsing-intrekken": [plaatsing.pk],
        "gemeente": ["GM1690"],
        "stand": ["GM1690", "2024-1"],
        "halfjaar": ["2024-1"],
        "afsluiting": ["2024-1"],
        "halfjaar-sluiten": ["2024-2"],
        "halfjaar-heropenen": ["2024-1"],
        "adres": ["GM1690"],
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
