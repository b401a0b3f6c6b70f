"""How large a file may be. Far above what anybody sends; below what would hurt the server."""

MEESTE_BYTES = 50_000_000
MEESTE_UPLOAD = 25_000_000
"""In the browser; a larger file is for the command. The web server in front must let through as much."""
MEESTE_UITGEPAKT = 500_000_000
"""Of an .xlsx, which is a zip: what comes out of it."""
MEESTE_RIJEN = 500_000
MEESTE_REGELNUMMERS = 1_048_576
"""The last row a spreadsheet has."""
MEESTE_KOLOMMEN = 200
MEESTE_TEKENS = 32_767
"""In one cell; what a spreadsheet holds."""


class Onleesbaar(Exception):
    """The file cannot be read; the text says why and what to do."""

    def __init__(self, reden: str, rij: int | None = None) -> None:
        super().__init__(reden)
        self.rij = rij
