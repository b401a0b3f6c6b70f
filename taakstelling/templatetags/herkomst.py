"""The door from a figure to the row it comes from."""

from typing import Any

from django import template

from taakstelling.overzicht.regel import regeladres as _regeladres

register = template.Library()


@register.simple_tag
def regeladres(feit: Any) -> str:
    """The page of a recorded fact; empty for a kind without one."""
    return _regeladres(feit)
