"""Static files out of node_modules: only those that a page uses, under vendor/."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.checks import CheckMessage, Error
from django.core.files.storage import FileSystemStorage, Storage


class Pakketbestanden(BaseFinder):
    """Serves what `PAKKETBESTANDEN` names: {"vendor/name": (folder, [file, …])}."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.bestanden: dict[str, tuple[str, Path, str]] = {
            f"{prefix}/{naam}": (prefix, Path(map_), naam)
            for prefix, (map_, namen) in settings.PAKKETBESTANDEN.items()
            for naam in namen
        }

    def check(self, **kwargs: Any) -> list[CheckMessage]:
        weg = sorted(pad for pad, (_, map_, naam) in self.bestanden.items() if not (map_ / naam).is_file())
        if not weg:
            return []
        hint = "Run make setup, or npm ci --ignore-scripts."
        return [Error(f"These front-end files are not installed: {', '.join(weg)}", hint=hint, id="thuisstand.E001")]

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002 (the finder interface)
        gevonden = self.bestanden.get(path)
        if gevonden is None or not (gevonden[1] / gevonden[2]).is_file():
            return []
        pad = str(gevonden[1] / gevonden[2])
        return [pad] if find_all else pad

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        for prefix, map_, naam in self.bestanden.values():
            opslag = FileSystemStorage(location=map_)
            opslag.prefix = prefix  # type: ignore[attr-defined]
            yield naam, opslag
