"""`python -m tests.bench [brief] [brieven342] [thuis] [stand] [invoer] [--json]`: all of them when none is named."""

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path

import django

NAMEN = ("stand", "thuis", "brief", "brieven342", "invoer")


def main() -> None:
    vragen = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    vragen.add_argument("namen", nargs="*", metavar="naam", help=f"wat te meten: {', '.join(NAMEN)}")
    vragen.add_argument("--json", action="store_true", help="de uitkomst als JSON op stdout")
    vragen.add_argument("--groot", type=int, default=1_000_000, help="geplaatste personen in de grote wereld")
    vragen.add_argument("--klein", type=int, default=10_000, help="en in de kleine")
    vragen.add_argument("--ronden", type=int, default=25, help="beurten per deelnemer")
    vragen.add_argument("--brieven", type=int, default=40, help="brieven per beurt")
    vragen.add_argument("--rijen", type=int, default=100_000, help="plaatsingen in het bestand dat wordt ingelezen")
    vragen.add_argument("--zaad", type=int, default=1, help="andere verzonnen personen")
    gevraagd = vars(vragen.parse_args())
    als_json, namen = gevraagd.pop("json"), tuple(gevraagd.pop("namen")) or NAMEN
    if vreemd := sorted(set(namen) - set(NAMEN)):
        vragen.error(f"onbekend: {', '.join(vreemd)}; kies uit {', '.join(NAMEN)}")

    with tempfile.TemporaryDirectory(prefix="thuisstand-bench-") as map_:
        # Whatever the environment says, no database of anybody else is touched.
        os.environ["DATABASE_URL"] = f"sqlite:///{map_}/leeg.sqlite3"
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        django.setup()
        from tests.bench.alles import Keuze, meet  # only once Django is set up
        from tests.bench.meting import tabel

        gemeten = []
        for verhouding in meet(Keuze(namen=namen, **gevraagd), Path(map_)):
            gemeten.append(verhouding)
            print(verhouding, file=sys.stderr, flush=True)
    if als_json:
        json.dump([v.als_dict() for v in gemeten], sys.stdout, ensure_ascii=False, indent=1)
        print()
    else:
        print(tabel(gemeten))


if __name__ == "__main__":
    main()
