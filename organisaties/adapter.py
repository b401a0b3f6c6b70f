"""How allauth behaves here: nobody signs up by themselves; an account is made by an invitation."""

import logging
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from organisaties.acties import stel_wachtwoord_in
from organisaties.models import Gebruiker

logger = logging.getLogger(__name__)


class Accounts(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "Dit account staat uit. Vraag de functioneel beheerder om het weer aan te zetten.",
        "email_password_mismatch": (
            "Dit e-mailadres en wachtwoord horen niet bij elkaar. Probeer het opnieuw of kies 'Wachtwoord vergeten'."
        ),
        "enter_current_password": "Dit is niet uw huidige wachtwoord. Vul het opnieuw in.",
        "incorrect_password": "Dit is niet uw wachtwoord. Vul het opnieuw in.",
        "too_many_login_attempts": (
            "U hebt te vaak geprobeerd in te loggen. Wacht vijf minuten of kies 'Wachtwoord vergeten'."
        ),
    }

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        return False

    def set_password(self, user: Gebruiker, password: str) -> None:
        stel_wachtwoord_in(gebruiker=user, wachtwoord=password)

    def get_password_change_redirect_url(self, _request: HttpRequest) -> str:
        return reverse("account")

    def is_safe_url(self, url: str) -> bool:
        """After signing in somebody goes to a page of this host and to no other, also not to another ALLOWED_HOSTS."""
        return url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Gebruiker,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """With the person in it, so that the mail has a name above it."""
        super().send_notification_mail(template_prefix, user, {"user": user, **(context or {})}, email)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A mail server that fails is for the log: the page says the same for known and unknown addresses."""
        try:
            super().send_mail(template_prefix, email, context)
        except (OSError, SMTPException):
            logger.exception("De mail '%s' is niet verstuurd.", template_prefix)
