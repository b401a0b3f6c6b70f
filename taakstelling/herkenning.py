"""Recognising the same person in two lists without keeping who it is: a keyed hash of the V-nummer.

The keys come from THUISSTAND_HERKENNING, the newest first. New hashes are made with the newest; while a number is in
hand the hashes under the older keys are found too, and moved over (docs/besluiten/0020-koppelen-op-hash.md).
"""

import hashlib
import hmac
import re
from dataclasses import dataclass
from typing import Any

from django.conf import settings

CIJFERS = 10
GEEN_V_NUMMER = "Dit is geen V-nummer: dat heeft tien cijfers."


@dataclass(frozen=True, slots=True)
class Kenteken:
    """The hash of one V-nummer under one key; `sleutel` says which key, and gives nothing of it away."""

    sleutel: str
    herkenning: str


def kentekens(v_nummer: Any) -> tuple[Kenteken, ...]:
    """The hashes of a V-nummer under every key, the newest first. Raises ValueError, without repeating what it got."""
    cijfers = re.sub(r"[\s.\-]", "", _als_tekst(v_nummer)).upper().removeprefix("V")
    if not re.fullmatch(rf"[0-9]{{{CIJFERS}}}", cijfers):
        raise ValueError(GEEN_V_NUMMER)
    return tuple(Kenteken(_naam(s), _hmac(s, f"v-nummer:{cijfers}".encode())) for s in settings.HERKENNINGSSLEUTELS)


def vingerafdruk(inhoud: bytes) -> str:
    """The same for a whole file, so that what is kept of it cannot be guessed back either."""
    return _hmac(settings.HERKENNINGSSLEUTELS[0], b"bestand:" + inhoud)


def _als_tekst(waarde: Any) -> str:
    """A spreadsheet gives a V-nummer as a number, and then without a nil in front."""
    if isinstance(waarde, float) and waarde.is_integer():
        waarde = int(waarde)
    return str(waarde).zfill(CIJFERS) if type(waarde) is int else str(waarde)


def _hmac(sleutel: str, bericht: bytes) -> str:
    return hmac.new(sleutel.encode(), bericht, hashlib.sha256).hexdigest()


def _naam(sleutel: str) -> str:
    return _hmac(sleutel, b"naam van deze sleutel")[:8]
