"""Which of their own memberships somebody acts for."""

from django.contrib.sessions.backends.base import SessionBase

from organisaties.middleware import SESSIESLEUTEL
from organisaties.models import Gebruiker, Lidmaatschap


def kies_lidmaatschap(*, sessie: SessionBase, gebruiker: Gebruiker, lidmaatschap_id: int) -> Lidmaatschap:
    """Act for this membership from now on. Raises Lidmaatschap.DoesNotExist unless it is one's own and not ended."""
    lid = Lidmaatschap.objects.get(pk=lidmaatschap_id, gebruiker=gebruiker, beeindigd_op=None)
    sessie[SESSIESLEUTEL] = lid.pk
    return lid
