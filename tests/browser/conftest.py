"""A real browser, signed in as anybody of the small world, that complains about whatever a visitor would run into."""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response, Route, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.browser import nu
from tests.project.dingen import dingen as dingen  # noqa: PLC0414  # a fixture

VLAGGEN = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
BREED = {"width": 1280, "height": 900}
SMAL = {"width": 320, "height": 640}

Open = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser per file, so that a file that starts its own may stand beside this one."""
    with pytest.MonkeyPatch.context() as omgeving, sync_playwright() as playwright:
        # Playwright keeps an event loop running in this thread, in which Django would refuse the database.
        omgeving.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        pad = os.environ.get("CHROMIUM") or shutil.which("chromium")
        chromium = playwright.chromium.launch(executable_path=pad, args=VLAGGEN)
        yield chromium
        chromium.close()


def _let_op(context: BrowserContext, thuis: str, klachten: list[str]) -> None:
    """Nothing from elsewhere, nothing missing, no error on the console (what the CSP refuses is one too)."""

    def alleen_thuis(route: Route) -> None:
        if route.request.url.startswith(f"{thuis}/"):
            route.continue_()
        else:
            klachten.append(f"verzoek naar elders: {route.request.url}")
            route.abort()

    def bij_bericht(bericht: ConsoleMessage) -> None:
        # A page that is refused is for the test to judge; that a file of a page is missing is seen in `bij_antwoord`.
        if bericht.type == "error" and not bericht.text.startswith("Failed to load resource"):
            klachten.append(f"console: {bericht.text}")

    def bij_antwoord(antwoord: Response) -> None:
        if antwoord.status >= 500 or (antwoord.status >= 400 and not antwoord.request.is_navigation_request()):
            klachten.append(f"{antwoord.status}: {antwoord.url}")

    def bij_mislukt(verzoek: Request) -> None:
        # A page that is left before its font has come, or a file that is saved instead of shown, is nobody's mistake.
        if verzoek.failure != "net::ERR_ABORTED":
            klachten.append(f"mislukt ({verzoek.failure}): {verzoek.url}")

    context.route("**/*", alleen_thuis)
    context.on("console", bij_bericht)
    context.on("response", bij_antwoord)
    context.on("requestfailed", bij_mislukt)
    context.on("weberror", lambda fout: klachten.append(f"script: {fout.error}"))


@pytest.fixture
def klachten() -> Iterator[list[str]]:
    """What the browser complained about in this test; anything left in it fails the test."""
    lijst: list[str] = []
    yield lijst
    assert lijst == []


@pytest.fixture
def open_venster(browser: Browser, live_server: LiveServer, klachten: list[str]) -> Iterator[Open]:
    """`open_venster(email)`: a window of its own, signed in without the form when an e-mail address is given."""
    vensters: list[BrowserContext] = []

    def openen(email: str | None = None, **opties: Any) -> Page:
        opties = {"viewport": BREED, "locale": "nl-NL", "timezone_id": "Europe/Amsterdam"} | opties
        context = browser.new_context(base_url=live_server.url, **opties)
        vensters.append(context)
        _let_op(context, live_server.url, klachten)
        context.set_default_timeout(10_000)
        if email is not None:
            context.add_cookies([_sessie(email, live_server.url)])
        return context.new_page()

    yield openen
    for context in vensters:
        context.close()


def _sessie(email: str, adres: str) -> Any:
    from organisaties.models import Gebruiker

    client = Client()
    client.force_login(Gebruiker.objects.get(email=email))
    naam = settings.SESSION_COOKIE_NAME
    return {"name": naam, "value": client.cookies[naam].value, "url": adres}


@pytest.fixture
def lopend(wereld: Any) -> nu.Lopend:
    """The half-year of today for De Wolden and two neighbours, with an opgave, and plaatsingen to look at."""
    return nu.begin(wereld)
