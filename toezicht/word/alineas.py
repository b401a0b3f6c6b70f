"""Whole paragraphs of a Word file (WordprocessingML), made from text: everything that was typed is escaped."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape

from markdown_it.token import Token
from markupsafe import Markup

from toezicht.pdf.tekst import ontleed
from toezicht.regels.tekstvelden import Gat, vul_in

_GEEN_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_INSPRINGEN = 360  # twentieths of a point, per level of a list


@dataclass(frozen=True, slots=True)
class Stijlen:
    """The ids of the styles of a template, which differ with the language of Word; None where it lacks the style."""

    kop: str | None
    opsomming: str | None


def stuk(tekst: str, *, vet: bool = False, schuin: bool = False, gat: bool = False) -> str:
    """A run; a hole is marked in yellow."""
    eigen = ("<w:b/>" if vet else "") + ("<w:i/>" if schuin else "") + ('<w:highlight w:val="yellow"/>' if gat else "")
    regels = _GEEN_XML.sub("", tekst).split("\n")
    inhoud = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(regel)}</w:t>' for regel in regels)
    return f"<w:r><w:rPr>{eigen}</w:rPr>{inhoud}</w:r>"


def gat(naam: str) -> str:
    return stuk(f"[{naam} ontbreekt]", gat=True)


def alinea(stukken: Iterable[str], *, stijl: str | None = None, niveau: int = 0) -> str:
    eigen = f'<w:pStyle w:val="{escape(stijl)}"/>' if stijl else ""
    eigen += f'<w:ind w:left="{niveau * _INSPRINGEN}"/>' if niveau else ""
    return f"<w:p><w:pPr>{eigen}</w:pPr>{''.join(stukken)}</w:p>"


def kop(tekst: str, waarden: Mapping[str, str | None], stijlen: Stijlen) -> str:
    stukken = (gat(deel.naam) if isinstance(deel, Gat) else stuk(deel, vet=True) for deel in vul_in(tekst, waarden))
    return alinea(stukken, stijl=stijlen.kop)


def punt(stukken: Iterable[str], stijlen: Stijlen, niveau: int = 1) -> str:
    """A line of a list that has no order."""
    if stijlen.opsomming:
        return alinea(stukken, stijl=stijlen.opsomming, niveau=niveau if niveau > 1 else 0)
    return alinea([stuk("• "), *stukken], niveau=niveau)


def uit_markdown(tekst: str, waarden: Mapping[str, str | None], stijlen: Stijlen) -> str:
    """The paragraphs and lists of a text block."""
    uit: list[str] = []
    lijsten: list[int | None] = []  # the number that an ordered list has come to; None: a list without order
    nieuw_punt = False
    for token in ontleed(tekst, waarden):
        match token.type:
            case "bullet_list_open":
                lijsten.append(None)
            case "ordered_list_open":
                lijsten.append(int(token.attrs.get("start", 1)) - 1)
            case "bullet_list_close" | "ordered_list_close":
                lijsten.pop()
            case "list_item_open":
                nieuw_punt = True
                if (nummer := lijsten[-1]) is not None:
                    lijsten[-1] = nummer + 1
            case "inline":
                stukken = _stukken(token.children or [])
                niveau, nummer = len(lijsten), lijsten[-1] if lijsten else None
                if nieuw_punt and nummer is None:
                    uit.append(punt(stukken, stijlen, niveau))
                else:
                    uit.append(alinea([stuk(f"{nummer}. "), *stukken] if nieuw_punt else stukken, niveau=niveau))
                nieuw_punt = False
    return "".join(uit)


def _stukken(tokens: Iterable[Token]) -> list[str]:
    uit: list[str] = []
    vet = schuin = 0
    for token in tokens:
        vet += {"strong_open": 1, "strong_close": -1}.get(token.type, 0)
        schuin += {"em_open": 1, "em_close": -1}.get(token.type, 0)
        if token.type == "gat":
            uit.append(gat(token.content))
        elif token.type in ("softbreak", "hardbreak"):
            uit.append(stuk("\n" if token.type == "hardbreak" else " "))
        elif token.content:
            uit.append(stuk(token.content, vet=vet > 0, schuin=schuin > 0))
    return uit


def als_xml(alineas: Iterable[str]) -> Markup:
    """For the template: this is XML already. Nothing at all becomes an empty paragraph, which a cell must have."""
    return Markup("".join(alineas) or "<w:p/>")  # noqa: S704  # every character went through `stuk`
