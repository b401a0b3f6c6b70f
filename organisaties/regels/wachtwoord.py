"""Passwords that everybody in this country tries first: a word of the list, with or without figures and marks.

The list of Django is in English. What counts is what is left of the password: `Welkom01!`, `z0mer2026` and
`Wachtwoord-123` are the words welkom, zomer and wachtwoord. Several words of the list in a row are not better.
"""

import re
import unicodedata
from collections.abc import Iterable

_WOORDEN = """
wachtwoord wachtwoorden paswoord password passwoord pasword mijnwachtwoord nieuwwachtwoord tijdelijk geheim geheimpje
inloggen inlog login toegang welkom welcome welkomthuis welkombij hallo hoi hello goedemorgen goedendag goedemiddag
lente zomer herfst winter voorjaar najaar seizoen vakantie weekend
januari februari maart april mei juni juli augustus september oktober november december
maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
thuisstand thuis stand statushouder statushouders vergunninghouder vergunninghouders taakstelling huisvesting
plaatsing realisatie opgave achterstand voorsprong opvang woning woningen corporatie woningcorporatie huurder verhuur
gemeente gemeenten gemeentehuis stadhuis provincie provinciehuis rijk rijksoverheid overheid ministerie raadhuis
burgemeester wethouder griffie ambtenaar toezicht toezichthouder beheer beheerder functioneel applicatie coa
nederland holland oranje koning koningsdag sinterklaas zwartepiet kerst kerstmis pasen vuurwerk
ajax feyenoord psv fcutrecht fctwente fcgroningen voetbal fiets fietsen wielrennen schaatsen
kantoor werk werken collega collegas computer laptop internet windows microsoft office outlook google apple
admin administrator gebruiker test testtest testen proef oefenen demo voorbeeld standaard default changeme wijzigmij
qwerty qwertyuiop asdfghjkl zxcvbnm azerty azertyuiop abc abcd abcdef abcdefgh abcdefghijkl abcdefghijklm qazwsx
liefde lieverd schatje schat liefje knuffel hond kat poes konijn paard vogel bloem bloemen zonnetje zonneschijn
mama papa oma opa moeder vader familie vriend vriendin kinderen baby
jan piet klaas kees henk johan peter hans willem maria anna emma sophie julia daan sem lucas bram thomas
ikhouvanjou iloveyou houvanjou ikhouvan geluk gelukkig vrijheid letmein dragon monkey master superman batman
groen blauw rood geel zwart wit kaas koffie bier appel banaan pannenkoek stroopwafel chocola hagelslag
"""
BEKENDE_WOORDEN = frozenset(_WOORDEN.split())
_KORTSTE = 4  # letters: a part of a name that somebody would take for a password; not "de" and "aan"
_VERMOMD = str.maketrans({"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "@": "a", "$": "s", "!": "i", "€": "e"})


def kaal(tekst: str) -> str:
    """What is left without marks, figures, spaces, accents and capitals: `'s-Hertogenbosch` → `shertogenbosch`."""
    ontleed = unicodedata.normalize("NFKD", tekst).casefold()
    return "".join(teken for teken in ontleed if teken.isalpha())


def is_bekend(wachtwoord: str, namen: Iterable[str] = ()) -> bool:
    """Whether nothing is left of it but words of the list and of `namen` (of gemeenten, organisations), or nothing."""
    delen = {kaal(deel) for naam in namen for deel in (naam, *naam.split()) if deel == naam or len(deel) >= _KORTSTE}
    woorden = BEKENDE_WOORDEN | delen
    # Figures and marks at either end are what people add; within a word they stand for a letter.
    midden = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", wachtwoord)
    return any(_opgebouwd_uit(rest, woorden) for rest in (kaal(wachtwoord), kaal(midden.translate(_VERMOMD))))


def _opgebouwd_uit(tekst: str, woorden: Iterable[str]) -> bool:
    lengtes = sorted({len(woord) for woord in woorden if woord})
    verzameling = frozenset(woorden)
    bereikt = {0}
    for eind in range(1, len(tekst) + 1):
        if any(eind - lengte in bereikt and tekst[eind - lengte : eind] in verzameling for lengte in lengtes):
            bereikt.add(eind)
    return len(tekst) in bereikt
