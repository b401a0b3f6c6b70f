"""What the provincie answers a gemeente that says, in the wederhoor, that its figures are wrong."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from organisaties import logboek
from organisaties.acties.mail import mail
from organisaties.acties.teksten import eis_zonder_persoonsgegevens
from organisaties.models import Lidmaatschap
from toezicht.acties.rondecijfers import ronde_op_slot
from toezicht.acties.wederhoor import LANGSTE_TOELICHTING
from toezicht.models import Wederhoor, Wederhoorreactie
from toezicht.ontvangers import ontvangers_van

OPNIEUW_GEANTWOORD = "De gemeente heeft intussen opnieuw geantwoord. Lees eerst het nieuwe antwoord."


@transaction.atomic
def reageer_op_wederhoor(
    *,
    door: Lidmaatschap | None,
    wederhoor: Wederhoor,
    uitkomst: str,
    reden: str,
    na: Wederhoorreactie | None = None,
) -> Wederhoorreactie:
    """Say whether what a gemeente contests is taken over, and why. Its people get a mail. No figure changes by it.

    Possible as long as the round lasts, also once its figures are fixed: the gemeente asked something. A later reactie
    replaces the older one, which must be named in `na`.
    """
    ronde = ronde_op_slot(door, wederhoor.ronde)
    if Wederhoor.objects.filter(vervangt=wederhoor).exists():
        raise ValidationError(OPNIEUW_GEANTWOORD)
    if wederhoor.antwoord != Wederhoor.Antwoord.BETWIST:
        raise ValidationError("De gemeente betwist de cijfers niet. Er is niets om op te antwoorden.")
    vorige = Wederhoorreactie.objects.filter(wederhoor=wederhoor, vervangen_door=None).first()
    if vorige != na:
        raise ValidationError("Iemand anders heeft de gemeente intussen geantwoord. Lees eerst dat antwoord.")
    reden = reden.strip()
    if not reden:
        raise ValidationError({"reden": "Schrijf waarom u dit wel of niet overneemt."})
    if len(reden) > LANGSTE_TOELICHTING:
        raise ValidationError(
            {"reden": f"De reden is {len(reden)} tekens lang; er is plaats voor {LANGSTE_TOELICHTING}."}
        )
    eis_zonder_persoonsgegevens({"reden": reden})
    reactie = Wederhoorreactie(
        wederhoor=wederhoor,
        uitkomst=uitkomst,
        reden=reden,
        vastgelegd_op=timezone.now(),
        vastgelegd_door_id=door.gebruiker_id if door else None,
        vervangt=vorige,
    )
    reactie.clean_fields(exclude=["vastgelegd_door", "vervangt"])
    reactie.save(force_insert=True)
    gemeente = wederhoor.gemeente
    logboek.schrijf(
        door=door,
        handeling="wederhoor behandeld" if vorige is None else "wederhoor opnieuw behandeld",
        op=reactie,
        gemeente=gemeente,
        provincie=ronde.provincie,
        ronde=ronde.pk,
    )
    for gebruiker in ontvangers_van(gemeente):
        # One mail each: nobody sees the addresses of others.
        mail(
            "wederhoor_behandeld",
            aan=gebruiker,
            onderwerp=f"Antwoord over de cijfers van {gemeente} over de {ronde.halfjaar.in_zin}",
            gemeente=gemeente,
            ronde=ronde,
            adres=reverse("wederhoor", args=[ronde.pk, gemeente.code]),
        )
    return reactie
