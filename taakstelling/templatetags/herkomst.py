"""The door from a figure to the row it comes from, and the name of the file that the row came from."""

from typing import Any

from django import template

from organisaties.invoer.soorten import titel_van
from organisaties.toegang import ziet_bestand_van
from taakstelling.overzicht.regel import regeladres as _regeladres

register = template.Library()


@register.simple_tag
def regeladres(feit: Any) -> str:
    """The page of a recorded fact; empty for a kind without one."""
    return _regeladres(feit)


@register.simple_tag(takes_context=True)
def bestandsnaam(context: template.Context, bestand: Any) -> str:
    """The name of an `Invoerbestand`, for whoever may see that file; empty for others: people put anything in it."""
    verzoek = getattr(context, "request", None)
    lid = getattr(verzoek, "lid", None)
    return str(bestand.naam) if bestand is not None and ziet_bestand_van(lid, bestand.lidmaatschap) else ""


@register.filter
def bestandsoort(bestand: Any) -> str:
    """What kind of file it is, in words."""
    return titel_van(bestand.soort)
