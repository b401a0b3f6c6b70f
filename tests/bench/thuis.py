"""The provincie's home in a full country against a bare page, both as the application server asks for them.

What the page says is remembered until something is recorded (docs/besluiten/0013), so the first look after that is
measured apart.
"""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.cache import caches
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
        thuis = vraag(reverse("vandaag"))

        def na_een_handeling() -> None:
            caches["cijfers"].clear()
            thuis()

        # The first of the two leaves behind what the second finds, as with somebody who comes back to the page.
        beurten = {"kale pagina": vraag("/kaal/"), "eerste keer": na_een_handeling, "thuis": thuis}
        rivaal, eerste, eigen = om_en_om(beurten, ronden=ronden, opwarmen=5).values()
        wat = f"thuis van de provincie, {telling} ({databank.motor})"
        return [
            Verhouding(wat, eigen, rivaal, GRENS),
            Verhouding(f"{wat}, eerste keer na een handeling", eerste, rivaal, None),
        ]


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
