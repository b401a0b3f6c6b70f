"""Reading in a file in the browser, for tests."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from organisaties.models import Invoerbestand


class Venster:
    """Somebody's browser, for one file."""

    def __init__(self, client: Client, na: Callable[..., Any]) -> None:
        self.client, self.na = client, na

    def post(self, adres: str, **velden: Any) -> Any:
        with self.na(execute=True):
            return self.client.post(adres, {"inzending": str(uuid4()), **velden})

    def bied(self, soort: str, inhoud: str | bytes, naam: str = "lijst.csv") -> Any:
        ruw = inhoud if isinstance(inhoud, bytes) else inhoud.encode("utf-8-sig")
        return self.post(reverse("invoer-soort", args=[soort]), bestand=SimpleUploadedFile(naam, ruw))

    def bestand(self, soort: str, inhoud: str | bytes, naam: str = "lijst.csv") -> Invoerbestand:
        """Offered, and as it is after the check."""
        antwoord = self.bied(soort, inhoud, naam)
        assert antwoord.status_code == 302, antwoord.content.decode()
        return Invoerbestand.objects.get(pk=int(antwoord["Location"].split("/")[-2]))

    def pagina(self, bestand: Invoerbestand) -> str:
        return self.client.get(reverse("invoerbestand", args=[bestand.pk])).content.decode()

    def lees_in(self, bestand: Invoerbestand, **velden: Any) -> Invoerbestand:
        self.post(reverse("invoerbestand", args=[bestand.pk]), **velden)
        bestand.refresh_from_db()
        return bestand

    def draai_terug(self, bestand: Invoerbestand) -> Invoerbestand:
        self.post(reverse("invoerbestand-terugdraaien", args=[bestand.pk]))
        bestand.refresh_from_db()
        return bestand
