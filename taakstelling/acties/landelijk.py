"""Recording a national number, and with it, when asked, the taakstelling of every gemeente by the formula."""

from django.core.exceptions import ValidationError
from django.db import transaction

from organisaties.models import Gemeente, Lidmaatschap
from organisaties.overnemen import Telling
from organisaties.toegang import eis
from taakstelling.acties.feiten import leg_feiten_vast
from taakstelling.models import Prognose, Taakstelling
from taakstelling.overzicht.nieuwaantal import voorstel
from taakstelling.regels.versies import Status
from taakstelling.toegang import mag_landelijke_cijfers_vastleggen


@transaction.atomic
def leg_landelijk_vast(
    *, door: Lidmaatschap | None, prognose: Prognose, met_taakstellingen: bool = False
) -> tuple[Telling, Telling]:
    """Record a version of the national number, not yet saved; what became of it, and of the taakstellingen.

    `met_taakstellingen`: the rule `sluitend` gives every gemeente a new version with the same status and day, but not
    where a later number was published already. Letters and oordelen keep what they said. Raises GeenToegang and
    ValidationError.
    """
    eis(mag_landelijke_cijfers_vastleggen(door))
    rijen = _taakstellingen(prognose) if met_taakstellingen else []
    gedaan = leg_feiten_vast(door=door, rijen=[prognose])
    return gedaan, leg_feiten_vast(door=door, rijen=rijen)


def _taakstellingen(prognose: Prognose) -> list[Taakstelling]:
    """Of every gemeente where the formula's number would count, the version that goes with this national number."""
    dag = prognose.gepubliceerd_op
    if Status(prognose.status) is Status.INDICATIEF:
        raise ValidationError("Een indicatief aantal is een aankondiging: daar horen nog geen taakstellingen bij.")
    if dag is None:
        raise ValidationError("Vul in wanneer het aantal is gepubliceerd. Die dag krijgen ook de taakstellingen.")
    aantallen = voorstel(prognose)
    if not aantallen:
        raise ValidationError(
            "Er zijn geen taakstellingen over te nemen: de inwonertallen ontbreken, of overal is al een later aantal"
            " gepubliceerd."
        )
    return [
        Taakstelling(
            gemeente=gemeente,
            halfjaar=prognose.halfjaar,
            aantal=aantallen[gemeente.code],
            status=prognose.status,
            vastgesteld_op=dag,
            bron=f"Berekend met de rekenregel sluitend uit het landelijke aantal {prognose.aantal}",
        )
        for gemeente in Gemeente.objects.filter(code__in=aantallen).order_by("code")
    ]
