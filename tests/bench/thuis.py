"""The provincie's home in a full country against a bare page, both as the application server asks for them."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.test import Client, RequestFactory, override_settings
from django.urls import reverse

from tests.bench.databases import Databank
from tests.bench.meting import Verhouding, om_en_om
from tests.bench.wereld import Wereld

GRENS = 3


def meet(databank: Databank, wereld: Wereld, *, ronden: int, telling: str) -> list[Verhouding]:
    with databank.in_gebruik(), override_settings(ROOT_URLCONF="tests.bench.kaal"):
        vraag = _bezoeker(wereld)
        paginas = {"kale pagina": "/kaal/", "thuis van de provincie": reverse("vandaag")}
        metingen = om_en_om(
            {naam: vraag(adres) for naam, adres in paginas.items()},
            ronden=ronden,
            opwarmen=5,
        )
        rivaal, eigen = metingen.values()
        return [Verhouding(f"thuis van de provincie, {telling} ({databank.motor})", eigen, rivaal, GRENS)]


def _bezoeker(wereld: Wereld) -> Callable[[str], Callable[[], None]]:
    """Asks for a page as gunicorn would, signed in as the toezichthouder."""
    client = Client()
    client.force_login(wereld.toezichthouder.gebruiker)
    koekje = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
    toepassing = get_wsgi_application()

    def vraag(adres: str) -> Callable[[], None]:
        def beurt() -> None:
            omgeving = RequestFactory().get(adres, headers={"cookie": koekje}).environ
            gezegd: list[str] = []

            def begin(status: str, *_rest: Any) -> None:
                gezegd.append(status)

            antwoord = toepassing(omgeving, begin)
            lengte = sum(len(deel) for deel in antwoord)
            with suppress(AttributeError):
                antwoord.close()
            if gezegd != ["200 OK"] or lengte < 1000:
                raise RuntimeError(f"{adres} antwoordt {gezegd}, {lengte} bytes.")

        return beurt

    return vraag
