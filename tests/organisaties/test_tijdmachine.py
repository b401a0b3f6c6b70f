"""The dates go along in the links of a page, and only there."""

from collections.abc import Callable

import pytest
from django.test import Client

from organisaties.tijdmachine import neem_mee

VRAAG = {"bekend_op": "2024-07-25"}


@pytest.mark.parametrize(
    ("voor", "na"),
    [
        ('<a href="/cijfers/">', '<a href="/cijfers/?bekend_op=2024-07-25">'),
        (
            '<a class="deur" href="/cijfers/GM1690/2024-1/#begin">',
            '<a class="deur" href="/cijfers/GM1690/2024-1/?bekend_op=2024-07-25#begin">',
        ),
        ('<a href="?halfjaar=2024-1#lijst">', '<a href="?halfjaar=2024-1&amp;bekend_op=2024-07-25#lijst">'),
        ('<a href="?">', '<a href="?bekend_op=2024-07-25">'),
        ('<a href="#inhoud">', '<a href="#inhoud">'),
        ('<a href="https://example.org/">', '<a href="https://example.org/">'),
        ('<a href="//example.org/">', '<a href="//example.org/">'),
        ('<a href="mailto:a@example.org">', '<a href="mailto:a@example.org">'),
        ('<a href="/static/css/thema.css">', '<a href="/static/css/thema.css">'),
        ('<a href="/" data-tijd-zelf>', '<a href="/" data-tijd-zelf>'),
        ('<link href="/iets/">', '<link href="/iets/">'),
        ('<form method="post" action="/x/">', '<form method="post" action="/x/">'),
        ('<form method="get" data-tijd-zelf>', '<form method="get" data-tijd-zelf>'),
        (
            '<form class="filter" method="get">',
            '<form class="filter" method="get"><input type="hidden" name="bekend_op" value="2024-07-25">',
        ),
    ],
)
def test_neem_mee_alleen_in_links_binnen_de_toepassing(voor: str, na: str) -> None:
    assert neem_mee(voor, VRAAG) == na


@pytest.mark.django_db
def test_link_die_zelf_een_dag_noemt_houdt_die(als: Callable[[str], Client]) -> None:
    """The link to the stand as known then, on the page about what changed."""
    adres = "/cijfers/GM1690/2024-1/veranderd/?sinds=2024-06-01&bekend_op=2024-07-25"
    pagina = als("griffie@raad.example").get(adres).content.decode()
    assert 'href="/cijfers/GM1690/2024-1/?bekend_op=2024-06-01"' in pagina
    assert "bekend_op=2024-06-01&amp;" not in pagina
