"""Every URL × every role, on things of De Wolden: who may know it exists, and who may do it.

Columns: the actors below. Rows: every named URL (a URL without a row fails). A status is what a GET gives.
404: you may not know it exists. 403: you may see it, but not do this. 302 for anonymous: the login page.
"""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.project.dingen import dingen as dingen  # noqa: PLC0414  # a fixture

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
invoer                                    2 2 2 2 2 x 2 2 x 2 3
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
ronde-brieven                             - - - - - - 2 - - - 3
ronde-brieven-concepten                   - - - - - - 2 - - - 3
ronde-kenmerken                           - - - - - - 2 - - - 3
ronde-brieven-vaststellen                 - - - - - - 2 - - - 3
ronde-brieven-verzenden                   - - - - - - 3 - - - 3
ronde-brieven-pdf                         - - - - - - 2 - - - 3
ronde-brieven-zip                         - - - - - - 2 - - - 3
brievenopdracht-annuleren                 - - - - - - 2 - - - 3
brievenopdracht-hervatten                 - - - - - - 2 - - - 3
kenmerkreeks                              x x x x x x 2 2 x x 3
ronde-verwijderen                         - - - - - - 2 - - - 3
ronde-cijfers                             - - - - - - 2 - - - 3
ronde-dag                                 - - - - - - 2 - - - 3
ronde-bevriezen                           - - - - - - 2 - - - 3
wederhoor-vragen                          - - - - - - 2 - - - 3
wederhoor-herinneren                      - - - - - - 2 - - - 3
wederhoor                                 2 - - - - - - - - - 3
wederhoor-behandelen                      - - - - - - 2 - - - 3
beoordeling-maken                         - - - - - - 2 - - - 3
beoordeling-akkoord                       - - - - - - 2 - - - 3
ronde-akkoord                             - - - - - - 2 - - - 3
ronde-voorstellen                         - - - - - - 2 - - - 3
ronde-kaart                               - - - - - - 2 - - - 3
ronde-samenvatting                        - - - - - - 2 - - - 3
ronde-samenvatting-pdf                    - - - - - - 2 - - - 3
ronde-gs-besluit                          - - - - - - 2 - - - 3
ronde-openbaar                            - - - - - - 2 - - - 3
ronde-openbare-brieven                    - - - - - - 2 - - - 3
ronde-archief                             - - - - - - 2 - - - 3
verzonden-cijfers                         x x x x x x 2 2 2 x 3
brieven                                   2 2 x x x x 2 2 x x 3
brief                                     2 - - - - - 2 - - - 3
brief@concept                             - - - - - - 2 - - - 3
brief-pdf                                 2 - - - - - 2 - - - 3
brief-pdf@concept                         - - - - - - 2 - - - 3
brief-wijzigen                            - - - - - - 2 - - - 3
brief-vaststellen                         - - - - - - 2 - - - 3
brief-verzenden                           x - - - - - 2 - - - 3
brief-formeel                             - - - - - - 2 - - - 3
brief-formeel-intrekken                   - - - - - - 2 - - - 3
toezichtdossiers                          3 3 x x x x 2 2 x x 3
toezichtdossier                           2 - - - - - 2 - - - 3
stuk-vastleggen                           x - - - - - 2 - - - 3
stuk-verbeteren                           x - - - - - 2 - - - 3
stuk-verbeteren@notitie                   - - - - - - 2 - - - 3
stuk-intrekken                            x - - - - - 2 - - - 3
stuk-intrekken@notitie                    - - - - - - 2 - - - 3
tekstblokken                              x x x x x x 2 2 x x 3
tekstblok-nieuw                           x x x x x x 2 2 x x 3
tekstblokken-voorbeeld                    x x x x x x 2 2 x x 3
tekstblok                                 - - - - - - 2 - - - 3
tekstblok-verwijderen                     - - - - - - 2 - - - 3
kaders                                    x x x x x x 2 2 x 2 3
kader-beginnen                            x x x x x x 2 2 x 2 3
kader                                     - - - - - - 2 - - 2 3
kader@concept                             - - - - - - 2 - - 2 3
kader-wijzigen                            - - - - - - 2 - - 2 3
kader-trede                               - - - - - - 2 - - 2 3
kader-regel                               - - - - - - 2 - - 2 3
kader-keuze                               - - - - - - 2 - - 2 3
kader-proef                               - - - - - - 2 - - x 3
kader-in-werking                          - - - - - - 2 - - 2 3
kader-verwijderen                         - - - - - - 2 - - 2 3
tekstblok-versies                         - - - - - - 2 - - - 3
tekstblok-terugzetten                     - - - - - - 2 - - - 3
afzender                                  x x x x x x 2 2 x x 3
mandaten                                  x x x x x x 2 2 x x 3
mandaat-nieuw                             x x x x x x 2 2 x x 3
mandaat                                   - - - - - - 2 - - - 3
mandaat-intrekken                         - - - - - - 2 - - - 3
woordsjabloon                             x x x x x x 2 2 x x 3
woordsjabloon-bestand                     x x x x x x 2 - x x 3
woordsjabloon-bestand@standaard           x x x x x x 2 2 x x 3
brief-docx                                x - - - - - 2 - - - 3
brief-docx@concept                        - - - - - - 2 - - - 3
brief-controleren                         2 2 2 2 2 2 2 2 2 2 3
invoer-soort@woningen                     x x x 2 2 x x x x x 3
woningen                                  2 2 2 2 2 x x x x x 3
woning-vastleggen                         x x x 2 2 x x x x x 3
woningen-wijken                           2 2 2 2 2 x x x x x 3
woning                                    2 - - 2 - - - - - - 3
woning-corrigeren                         x - - 2 - - - - - - 3
woning-intrekken                          x - - 2 - - - - - - 3
woning-stap                               x - - 2 - - - - - - 3
toewijzingen                              2 2 2 x x x x x x x 3
woning-toewijzen                          2 - - x - - - - - - 3
toewijzing-intrekken                      2 - - - - - - - - - 3
woningen-per-link                         2 2 2 2 2 2 2 2 2 2 2
woningen-per-link-verstuurd               2 2 2 2 2 2 2 2 2 2 2
aandelen                                  2 2 2 2 2 2 2 2 x x 3
aandeel                                   2 - - 2 - - 2 - x x 3
aandeel-verdeling                         2 - - 2 - - 2 - x x 3
bezit-vastleggen                          2 - - x - - x - x x 3
wat-als                                   2 2 2 2 2 2 2 2 x x 3
normen                                    2 2 2 2 2 2 2 2 x x 3
norm-vastleggen                           2 2 2 x x x x x x x 3
norm-vervangen                            2 - - x - - x - - x 3
norm-intrekken                            2 - - x - - x - - x 3
norm-afstemmen                            2 - - 2 - - x - - x 3
afspraken                                 2 2 2 2 2 2 2 2 x x 3
afspraak-nieuw                            2 2 x x x x x x x x 3
afspraak                                  2 - - 2 - - 2 - - - 3
afspraak@concept                          2 - - 2 - - - - - - 3
afspraak@huurders                         - 2 - 2 - 2 - 2 - - 3
afspraak-wijzigen                         2 - - x - - - - - - 3
afspraak-weggooien                        2 - - x - - - - - - 3
addendum-nieuw                            2 - - x - - x - - - 3
afspraak-vervolg                          2 - - x - - x - - - 3
thema-toevoegen                           2 - - x - - - - - - 3
thema-wijzigen                            2 - - x - - - - - - 3
thema-verwijderen                         2 - - x - - - - - - 3
onderdeel-toevoegen                       2 - - x - - - - - - 3
onderdeel-wijzigen                        2 - - x - - - - - - 3
onderdeel-verwijderen                     2 - - x - - - - - - 3
uitvoering-vastleggen                     2 - - x - - x - - - 3
afspraak-ondertekenen                     2 - - x - - x - - - 3
afspraak-ondertekenen@corporatie          2 - - 2 - - x - - - 3
ondertekening-intrekken                   2 - - x - - - - - - 3
document-toevoegen                        2 - - x - - x - - - 3
afspraakdocument                          2 - - 2 - - 2 - - - 3
afspraakdocument@concept                  2 - - 2 - - - - - - 3
document-vervangen                        2 - - x - - x - - - 3
document-intrekken                        2 - - x - - x - - - 3
overleg-vastleggen                        2 - - x - - x - - - 3
overleg-intrekken                         2 - - x - - x - - - 3
jaarcyclus                                2 - - x - - x - - - 3
monitoring-openen                         2 - - x - - x - - - 3
monitoring                                2 - - 2 - - 2 - - - 3
voortgang-invullen                        2 - - x - - x - - - 3
voortgang-invullen@corporatie             x - - 2 - - x - - - 3
voortgang-akkoord                         5 5 5 5 5 5 5 5 5 5 3
monitoring-sluiten                        2 - - x - - x - - - 3
monitoring-verslag                        2 - - 2 - - 2 - - - 3
monitoring-pdf                            2 - - 2 - - 2 - - - 3
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


def uitkomst(client: Client, naam: str, dingen: dict[str, list[Any]]) -> int:
    basis, _, variant = naam.partition("@")
    adres = reverse(basis, args=dingen.get(naam, dingen.get(basis, [])))
    antwoord = client.post(adres) if variant == "post" else client.get(adres)
    antwoord.getvalue()  # a file that is sent in pieces closes once they are read
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
