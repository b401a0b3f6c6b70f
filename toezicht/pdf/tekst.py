"""Running text of a provincie: a small part of Markdown with fields, to HTML that cannot do anything else.

Paragraphs, lists, bold and italic. No HTML, no links, no images: `<script>`, `![](file:///…)` and template tags come
out as the characters that were typed. A field is filled in after the Markdown is read, so a value is never read as
Markdown either.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from toezicht.regels.tekstvelden import Gat, vul_in


def gat(naam: str) -> SafeString:
    """A hole: what is missing, marked, so that nobody overlooks it."""
    return format_html('<mark class="brief-gat">[{} ontbreekt]</mark>', naam)


def _druk_gat(_renderer: RendererHTML, tokens: Sequence[Token], index: int, *_: Any) -> str:
    return str(gat(tokens[index].content))


_MARKDOWN = MarkdownIt("zero", {"xhtmlOut": True}).enable(["list", "emphasis", "newline", "escape"])
_MARKDOWN.add_render_rule("gat", _druk_gat)


def ontleed(tekst: str, waarden: Mapping[str, str | None]) -> list[Token]:
    """The text read as Markdown, with its fields filled in and a token "gat" for each hole."""
    tokens = _MARKDOWN.parse(tekst)
    for token in tokens:
        if token.children:
            token.children = [nieuw for kind in token.children for nieuw in _vul_token(kind, waarden)]
    return tokens


def naar_html(tekst: str, waarden: Mapping[str, str | None]) -> SafeString:
    """The text as well-formed HTML, with its fields filled in and its holes marked."""
    html: str = _MARKDOWN.renderer.render(ontleed(tekst, waarden), _MARKDOWN.options, {})
    # Every character of the text went through the renderer, which escapes.
    return SafeString(html)


def _vul_token(token: Token, waarden: Mapping[str, str | None]) -> list[Token]:
    if token.type != "text":
        return [token]
    uit: list[Token] = []
    for stuk in vul_in(token.content, waarden):
        nieuw: Any = Token("gat", "", 0) if isinstance(stuk, Gat) else Token("text", "", 0)
        nieuw.content = stuk.naam if isinstance(stuk, Gat) else stuk
        uit.append(nieuw)
    return uit
