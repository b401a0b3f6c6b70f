"""Mail that goes out once the act is in the database, and the link with which somebody chooses a password."""

import logging
from dataclasses import dataclass
from smtplib import SMTPException
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from organisaties.models import Gebruiker

logger = logging.getLogger(__name__)


@dataclass
class Verzending:
    """Whether the mail left: None as long as the transaction is open."""

    gelukt: bool | None = None


def wachtwoordlink(gebruiker: Gebruiker) -> str:
    """The one-time link of "wachtwoord vergeten" (PASSWORD_RESET_TIMEOUT): the only way to choose a password."""
    pad = reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(gebruiker), "key": default_token_generator.make_token(gebruiker)},
    )
    return f"{settings.BASISADRES}{pad}"


def mail(naam: str, *, aan: Gebruiker, onderwerp: str, **gegevens: Any) -> Verzending:
    """Send `templates/mail/<naam>.txt` and `.html` on commit. A mail server that fails does not undo the act."""
    verzending = Verzending()
    inhoud = {"gebruiker": aan, "basisadres": settings.BASISADRES, "onderwerp": onderwerp, **gegevens}
    bericht = EmailMultiAlternatives(onderwerp, render_to_string(f"mail/{naam}.txt", inhoud), to=[aan.email])
    bericht.attach_alternative(render_to_string(f"mail/{naam}.html", inhoud), "text/html")

    def verstuur() -> None:
        try:
            verzending.gelukt = bericht.send() == 1
        except (OSError, SMTPException):
            logger.exception("De mail '%s' aan gebruiker %s is niet verstuurd.", naam, aan.pk)
            verzending.gelukt = False

    transaction.on_commit(verstuur)
    return verzending
