"""Four eyes: a second person of the provincie agrees with a beoordeling before its letter can be made final."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from organisaties import logboek
from organisaties.models import Lidmaatschap
from organisaties.toegang import eis
from organisaties.vastleggen import AlGewijzigd
from toezicht.akkoorden import akkoorden, versie_voor_akkoord
from toezicht.models import Akkoord, Beoordeling, Brief
from toezicht.toegang import mag_toezicht_houden


@transaction.atomic
def geef_akkoord(*, door: Lidmaatschap | None, beoordeling: Beoordeling, versie: str | None = None) -> Akkoord:
    """Agree with a beoordeling that somebody else made. A new beoordeling needs a new akkoord.

    So does a change of the formal elements of its letter. Raises AlGewijzigd when what is agreed with is not as
    `versie` says any more (`versie_voor_akkoord`).
    """
    # The letters first, as whoever changes them does: an akkoord never overtakes a change of their elements.
    list(Brief.objects.select_for_update().filter(beoordeling=beoordeling.pk).order_by("pk").values_list("pk"))
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
    if versie is not None and versie != versie_voor_akkoord(nu):
        raise AlGewijzigd
    if akkoorden().filter(beoordeling=nu, vervallen=False).exists():
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
