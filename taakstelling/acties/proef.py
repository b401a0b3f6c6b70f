"""Trying an act: what it would do, without anything being left of it."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.db import transaction

T = TypeVar("T")


class _Terug(Exception):
    """Ends the transaction with nothing recorded."""


def probeer(doe: Callable[[], Any], bekijk: Callable[[], T]) -> tuple[T, T]:
    """What `bekijk` gives before and after `doe`, which is then undone. Raises whatever `doe` raises.

    The act itself is done and not imitated, so that what is promised before confirming is what will happen.
    """
    uit: list[T] = []
    try:
        with transaction.atomic():
            uit.append(bekijk())
            doe()
            uit.append(bekijk())
            raise _Terug
    except _Terug:
        return uit[0], uit[1]
