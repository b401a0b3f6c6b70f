"""A form that is sent in twice is handled once."""

from uuid import UUID

from django.db import transaction

from organisaties.models import Inzending, Lidmaatschap


@transaction.atomic
def neem_inzending(*, sleutel: UUID, door: Lidmaatschap | None) -> bool:
    """True the first time that this form comes in, False when it was already handled.

    Call it in one transaction with the act it protects: when the act is refused the key is free again, and the
    corrected form is handled after all. Of two that come in at once the second waits for the first.
    """
    # get_or_create inserts in a savepoint, so a taken key does not break the transaction on PostgreSQL.
    _, nieuw = Inzending.objects.get_or_create(
        sleutel=sleutel, defaults={"gebruiker_id": door.gebruiker_id if door else None}
    )
    return nieuw
