"""The forms about the figures of a round: the day they are read, the wederhoor, fixing them."""

from typing import Any

from django import forms

from organisaties.forms import EenmaligFormulier, VersieFormulier
from toezicht.acties.wederhoor import LANGSTE_TOELICHTING
from toezicht.forms import Datumveld
from toezicht.models import Wederhoor, Wederhoorreactie


class LeesdagFormulier(VersieFormulier):
    cijfers_per = Datumveld(
        label="Cijfers lezen op",
        help_text="Het laatste COA-cijfer tot en met deze dag telt. Wat later is gelezen, telt in deze ronde niet.",
        error_messages={"required": "Kies de dag waarop u de cijfers leest."},
    )


class WederhoorFormulier(VersieFormulier):
    """Asking the gemeenten, or giving them longer."""

    tot = Datumveld(
        label="Antwoorden kan tot en met",
        help_text="Een werkdag vanaf morgen.",
        error_messages={"required": "Kies de laatste dag waarop gemeenten kunnen antwoorden."},
    )


class AntwoordFormulier(EenmaligFormulier):
    """What a gemeente says about its figures."""

    antwoord = forms.ChoiceField(
        label="Kloppen deze cijfers?",
        choices=[(Wederhoor.Antwoord.KLOPT, "Ja, de cijfers kloppen"), (Wederhoor.Antwoord.BETWIST, "Nee")],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies of de cijfers kloppen."},
    )
    toelichting = forms.CharField(
        label="Toelichting",
        required=False,
        max_length=LANGSTE_TOELICHTING,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Nodig als de cijfers niet kloppen: welk cijfer, en waarom? Geen namen of gegevens van personen.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Needed at times, as its own text says; "niet verplicht" would contradict that.
        self.fields["toelichting"].stil = True  # type: ignore[attr-defined]


class ReactieFormulier(EenmaligFormulier):
    """What the provincie answers a gemeente that contests its figures.

    `over` is the wederhoor that was read, `na` the answer that was given to it before.
    """

    over = forms.IntegerField(widget=forms.HiddenInput)
    na = forms.IntegerField(required=False, widget=forms.HiddenInput)
    uitkomst = forms.ChoiceField(
        label="Neemt u dit over?",
        choices=[
            (Wederhoorreactie.Uitkomst.OVERGENOMEN, "Ja, overgenomen"),
            (Wederhoorreactie.Uitkomst.NIET_OVERGENOMEN, "Nee, niet overgenomen"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies of u dit overneemt."},
    )
    reden = forms.CharField(
        label="Waarom?",
        max_length=LANGSTE_TOELICHTING,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="De gemeente leest dit. Geen namen of gegevens van personen.",
        error_messages={"required": "Schrijf waarom u dit wel of niet overneemt."},
    )


class BevriesFormulier(EenmaligFormulier):
    foutkop = "De cijfers zijn niet bevroren."

    reden = forms.CharField(
        label="Waarom opnieuw?",
        # The act asks for it: a first form that is sent twice comes back without one and is no mistake.
        required=False,
        max_length=200,
        help_text="Geen namen of andere gegevens van personen.",
    )

    def __init__(self, *args: Any, opnieuw: bool, **kwargs: Any) -> None:
        """Only doing it again asks for a reason."""
        super().__init__(*args, **kwargs)
        if opnieuw:
            self.fields["reden"].stil = True  # type: ignore[attr-defined]
        else:
            del self.fields["reden"]
