"""Which final letter names the besluit of GS: from then on its number and day stay."""

import json

from toezicht.models import Brief, Toezichtronde

VELD = "{gs_besluit"
"""How the fields of a letter begin that print the besluit."""


def genoemd_in(ronde: Toezichtronde) -> Brief | None:
    """The first final letter of the round whose text has the besluit in it."""
    vast = Brief.objects.filter(beoordeling__ronde=ronde).exclude(status=Brief.Status.CONCEPT).defer("pdf")
    return next(
        (brief for brief in vast.order_by("pk") if VELD in json.dumps((brief.inhoud or {}).get("blokken"))), None
    )
