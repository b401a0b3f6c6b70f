"""Four eyes: a second person of the provincie agrees with a beoordeling before its letter can be made final."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from organisaties import logboek
from organisaties.models import Lidmaatschap
from organisaties.toegang import eis
from toezicht.models import Akkoord, Beoordeling
from toezicht.toegang import mag_toezicht_houden


@transaction.atomic
def geef_akkoord(*, door: Lidmaatschap | None, beoordeling: Beoordeling) -> Akkoord:
    """Agree with a beoordeling that somebody else made. A new beoordeling needs a new akkoord."""
    nu: Beoordeling = (
        Beoordeling.objects.select_for_update(of=("self",))
        .select_related("ronde__provincie", "gemeente")
        .get(pk=beoordeling.pk)
    )
    eis(mag_toezicht_houden(door, nu.ronde.provincie))
    if door is None or door.gebruiker_id == nu.vastgelegd_door_id:
        raise ValidationError("U heeft deze gemeente zelf beoordeeld. Vraag een collega om akkoord te geven.")
    if Beoordeling.objects.filter(vervangt=nu).exists():
        raise ValidationError("Deze beoordeling is intussen vervangen. Bekijk eerst de nieuwe.")
    if Akkoord.objects.filter(beoordeling=nu).exists():
        raise ValidationError("Een collega gaf al akkoord.")
    akkoord: Akkoord = Akkoord.objects.create(
        beoordeling=nu, vastgelegd_op=timezone.now(), vastgelegd_door_id=door.gebruiker_id
    )
    logboek.schrijf(
        door=door,
        handeling="akkoord gegeven",
        op=nu,
        gemeente=nu.gemeente,
        provincie=nu.ronde.provincie,
        ronde=nu.ronde_id,
    )
    return akkoord
