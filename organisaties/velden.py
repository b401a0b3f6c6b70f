"""What every field of every form accepts, and every password: one place, so that no form can forget it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from organisaties.models import Corporatie, Gemeente, Huurdersorganisatie, Provincie, Regio
from organisaties.regels.tekens import gewone_cijfers, onzichtbaar_teken
from organisaties.regels.wachtwoord import is_bekend

ONZICHTBAAR = (
    "Hier staat een teken in dat u niet ziet, zoals een regeleinde. Typ de tekst opnieuw in plaats van te plakken."
)
TE_BEKEND = (
    "Dit wachtwoord is te makkelijk te raden. Kies bijvoorbeeld drie woorden die niets met elkaar te maken hebben."
)


class NetFormulier(forms.Form):
    """A form that refuses what cannot be seen in a text, and other digits than 0-9 in a number or a date.

    In `full_clean`, after all fields: a field that is added later and a form with its own `clean` are checked as well.
    """

    def full_clean(self) -> None:
        super().full_clean()
        for naam, waarde in list(getattr(self, "cleaned_data", {}).items()):
            veld = self.fields.get(naam)
            if isinstance(veld, forms.CharField) and isinstance(waarde, str):
                meer_regels = isinstance(veld.widget, forms.Textarea)
                if onzichtbaar_teken(waarde, meer_regels=meer_regels):
                    self.add_error(naam, ONZICHTBAAR)
            elif isinstance(veld, forms.IntegerField | forms.DateField):
                geschreven = self[naam].data
                if isinstance(geschreven, str) and not gewone_cijfers(geschreven):
                    self.add_error(naam, veld.error_messages["invalid"])


class NederlandsWachtwoord:
    """For AUTH_PASSWORD_VALIDATORS: no password of known Dutch words, or of the names of the organisations here."""

    def validate(self, password: str, user: Any = None) -> None:
        namen = [
            naam
            for model in (Gemeente, Provincie, Corporatie, Huurdersorganisatie, Regio)
            for naam in model._default_manager.values_list("naam", flat=True)
        ]
        if is_bekend(password, namen):
            raise ValidationError(TE_BEKEND, code="password_too_common")

    def get_help_text(self) -> str:
        return "Gebruik niet alleen een bekend woord of een plaatsnaam, ook niet met cijfers erachter."
