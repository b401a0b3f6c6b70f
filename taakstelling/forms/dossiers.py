"""Making a verschoonbaarheidsdossier: the grounds and the own words."""

from django import forms

from organisaties.forms import EenmaligFormulier
from taakstelling.regels.verschoonbaarheid import GRONDEN, LANGSTE_TOELICHTING


class DossierForm(EenmaligFormulier):
    """What the gemeente adds to its figures."""

    # A text box that is required and still empty would be drawn as wrong before anybody typed.
    use_required_attribute = False

    gronden = forms.MultipleChoiceField(
        label="Gronden",
        choices=[(code, f"{grond.naam}. {grond.uitleg}") for code, grond in GRONDEN.items()],
        widget=forms.CheckboxSelectMultiple,
        help_text="Kies wat voor uw gemeente geldt. De provincie weegt elke grond zelf.",
        error_messages={"required": "Kies minstens één grond."},
    )
    toelichting = forms.CharField(
        label="Toelichting",
        max_length=LANGSTE_TOELICHTING,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=(
            "Waarom is de achterstand er en wat doet u eraan? Hoogstens 1.500 tekens."
            " Geen namen of andere gegevens van personen."
        ),
        error_messages={"required": "Schrijf in een paar zinnen waarom de achterstand er is en wat u doet."},
    )
