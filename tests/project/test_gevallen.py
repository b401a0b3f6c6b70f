"""The cases that software for this field gets wrong: each has a test that is named after its number."""

import ast
import re
from pathlib import Path

TESTS = Path(__file__).parent.parent

GEVALLEN = {
    1: "rounding up is exact at whole numbers: no floats",
    2: "both halves of a year take the inhabitants of 1 January of the year before",
    3: "the gemeenten add up to more than the national number: what was published stays",
    4: "the national number is revised in mid-period: the opgave follows, letters that were sent do not",
    5: "an indicative prognose is never the taakstelling",
    6: "a stand of −13 is +13 in the next opgave; a voorsprong takes off, down to an opgave below nil",
    7: "what is housed in a later half-year does not cure an older shortfall",
    8: "taakstelling gehaald is not opgave gehaald",
    9: "verschoning neither hides the achterstand nor changes the stand",
    10: "housed on 30 June, COA's afmelding on 2 July: which half-year",
    11: "COA corrects its figure after the letter was sent",
    12: "koppeling and accepting a home are not yet huisvesting",
    13: "housed in another gemeente: counts for the koppelgemeente",
    14: "a later move does not count again, and who leaves is not taken off",
    15: "an amv counts once, in the KSO or around 18",
    16: "nareizigers: persons without another home",
    17: "persons and homes are two units; three persons in one home",
    18: "who stays with a host family is in the BRP there and does not count",
    19: "a samenvoeging on 1 January adds up the standen; old codes stay valid in their time",
    20: "a herindeling across the border of a provincie: another toezichthouder",
    21: "a herverdeling for one gemeente only, or after the half-year",
    22: "a joint taakstelling is met while a member is behind",
    23: "the kader changed in mid-period: the one that holds on the peildatum, never the newest",
    24: "how often in a row: after a voldoet, a coulance, a freeze and a herindeling",
    25: "COA coupled too few by 1 April or 1 October",
    26: "two norms in one year; a home that fell free under the one and was let under the other",
    27: "`tot` is the first day outside, `tot en met` the last day inside",
    28: "a share of no homes, or of very few: no verdict",
    29: "maximum, signaalwaarde and streefwaarde: the same share, another verdict",
    30: "what is in the share: a second move, nieuwbouw, flex",
    31: "a corporatie in several gemeenten: per pair, and weighed by homes when taken together",
    32: "a corporatie gets another name, or goes into another, while the agreement runs",
    33: "who signs changes: a letter keeps who signed it",
    34: "a term of weeks or months that ends in a weekend, or on a day that the month does not have",
    35: "COA, gemeente and provincie each have their own truth, shown beside each other",
    36: "small numbers re-identify people",
    37: "the regime or a norm ends: what was stays readable, and nothing is made up after it",
    38: "a letter comes months late: when is measured next does not follow from its date",
    39: "the word of the provincie in every sentence of its letters",
    40: "the day on which figures were read is not the peildatum",
    41: "vrijgesteld is nil, not unknown",
    42: "an achterstand is never taken away by the voorsprong of another gemeente",
    43: "names of gemeenten: sorting, accents, a town hall in a place of another name",
}
"""The whole list, and what the application does in each."""

_NAAM = re.compile(r"test_geval_(\d\d)_[a-z0-9_]+")
_ANDERS = re.compile(r"test_(?:geval|edge|[0-4]\d_)")


def namen() -> set[str]:
    """Every test function of the tree, in whatever module."""
    return {
        knoop.name
        for pad in TESTS.rglob("test_*.py")
        for knoop in ast.walk(ast.parse(pad.read_text(encoding="utf-8")))
        if isinstance(knoop, ast.FunctionDef) and knoop.name.startswith("test_")
    }


def test_elk_geval_heeft_een_test_met_zijn_nummer() -> None:
    gevonden = {int(naam[1]) for naam in map(_NAAM.fullmatch, namen()) if naam}
    assert gevonden == set(GEVALLEN)


def test_een_geval_heet_overal_hetzelfde() -> None:
    assert [naam for naam in sorted(namen()) if _ANDERS.match(naam) and not _NAAM.fullmatch(naam)] == []
