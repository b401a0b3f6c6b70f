"""What runs in a process that sets letters ahead (`zetterij.py`); it is read before Django is there."""

import os
from multiprocessing import connection, parent_process
from threading import Thread
from typing import Any


def begin() -> None:
    import django  # noqa: PLC0415

    django.setup()
    Thread(target=_eindig_met_ouder, daemon=True).start()


def _eindig_met_ouder() -> None:
    """Who records and is killed cannot tell its helpers to stop."""
    ouder = parent_process()
    if ouder is not None:
        connection.wait([ouder.sentinel])
        os._exit(1)


def zet(inhoud: dict[str, Any]) -> tuple[str, bytes]:
    """The mark of what stands in a letter, and its bytes."""
    from toezicht.pdf.inhoud import vingerafdruk  # noqa: PLC0415
    from toezicht.pdf.zetten import als_pdf  # noqa: PLC0415

    return vingerafdruk(inhoud), als_pdf(inhoud, concept=False)
