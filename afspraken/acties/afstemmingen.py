"""Recording what was agreed about a share above a signaalwaarde."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from afspraken.models import Norm, Normafstemming
from afspraken.regels.normen import Normsoort
from afspraken.toegang import mag_afstemmen
from organisaties import logboek
from organisaties.models import Lidmaatschap
from organisaties.toegang import eis
from organisaties.vastleggen import leg_vast


@transaction.atomic
def leg_afstemming_vast(
    *, door: Lidmaatschap | None, norm: Norm, jaar: int, besproken_op: date, afspraak: str
) -> Normafstemming:
    """Record what gemeente and corporatie agreed. Raises GeenToegang, and ValidationError for another kind of norm."""
    eis(mag_afstemmen(door, norm))
    if norm.soort != Normsoort.SIGNAALWAARDE:
        raise ValidationError("Alleen bij een signaalwaarde stemt u af.")
    rij = leg_vast(
        Normafstemming(norm=norm, jaar=jaar, besproken_op=besproken_op, afspraak=afspraak),
        door=door,
    )
    logboek.schrijf(door=door, handeling="signaalwaarde afgestemd", op=rij, gemeente=norm.gemeente, jaar=jaar)
    return rij
