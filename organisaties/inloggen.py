"""The forms of allauth in our words: for signing in and for passwords."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ResetPasswordForm, ResetPasswordKeyForm
from django import forms

VUL_ADRES_IN = "Vul uw e-mailadres in, zoals naam@gemeente.nl."
LABELS = {
    "login": "E-mailadres",
    "email": "E-mailadres",
    "password": "Wachtwoord",
    "oldpassword": "Huidig wachtwoord",
    "password1": "Nieuw wachtwoord",
    "password2": "Nieuw wachtwoord, nog een keer",
}


class _Formulier(forms.Form):
    """Labels that say what to fill in; a placeholder would only repeat them."""

    foutkop = "Dit klopt nog niet."  # a password never comes back with the form, so not "wat u invulde staat er nog"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for naam, veld in self.fields.items():
            veld.label = LABELS.get(naam, veld.label)
            veld.widget.attrs.pop("placeholder", None)
            if isinstance(veld, forms.EmailField):
                veld.error_messages |= dict.fromkeys(("required", "invalid"), VUL_ADRES_IN)
                veld.validators = [*veld.default_validators]
            else:
                veld.error_messages["required"] = "Vul dit wachtwoord in."


class InlogFormulier(_Formulier, LoginForm):
    foutkop = "Inloggen is niet gelukt."

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].error_messages["required"] = "Vul uw wachtwoord in."
        # The way to a new password stands under the button: between the fields it is in the way of the tab key.
        self.fields["password"].help_text = ""


class WachtwoordFormulier(_Formulier, ChangePasswordForm):
    pass


class VergetenFormulier(_Formulier, ResetPasswordForm):
    pass


class NieuwWachtwoordFormulier(_Formulier, ResetPasswordKeyForm):
    pass
