"""Somebody's browser with a file to read in."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.organisaties.venster import Venster


@pytest.fixture
def venster(als: Callable[[str], Client], django_capture_on_commit_callbacks: Any) -> Callable[[str], Venster]:
    """`venster("huisvesting@dewolden.example")`: what this person does with files."""
    return lambda email: Venster(als(email), django_capture_on_commit_callbacks)
