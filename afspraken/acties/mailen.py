"""A mail to everybody who works for some organisations."""

from collections.abc import Iterable

from django.db import models

from organisaties.acties.mail import mail
from organisaties.models import Gebruiker, Lidmaatschap
from organisaties.rollen import ORGANISATIEVELD


def mail_organisaties(organisaties: Iterable[models.Model], onderwerp: str, zin: str, adres: str) -> None:
    """One mail to each active person of these organisations: nobody sees the addresses of others."""
    veld_bij = {veld: rol for rol, veld in ORGANISATIEVELD.items() if veld}
    wie = models.Q(pk__in=[])
    for organisatie in organisaties:
        veld = str(organisatie._meta.model_name)
        wie |= models.Q(**{veld: organisatie, "rol": veld_bij[veld]})
    leden = Lidmaatschap.objects.filter(wie, beeindigd_op=None)
    for gebruiker in Gebruiker.objects.filter(is_active=True, pk__in=leden.values("gebruiker")).order_by("email"):
        mail("herinnering", aan=gebruiker, onderwerp=onderwerp, zin=zin, adres=adres)
