"""What may be made public of a round (Woo): the figures of the letters that were sent, and the letters themselves.

Everything comes from the letter as it was made final, so a row says what the letter says. No motivering, no names of
functions, and of the counts only the one that the letter prints. A letter goes out without its calculation, which has
more than the page. Unit: personen.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import IO, Any

import pikepdf
from django.db.models import QuerySet
from django.utils import timezone

from organisaties.models import Lidmaatschap
from organisaties.uitvoer import Kolom, Uitvoer
from toezicht.models import Brief, Toezichtronde
from toezicht.rondestukken.pakket import pak_in

OVERZICHT = "overzicht.csv"
KOP_KOPIE = "Controlegetal openbare kopie (sha256)"


@dataclass(frozen=True, slots=True)
class Openbaar:
    """The row of one gemeente: what its last sent letter says."""

    gemeente: str
    code: str
    halfjaar: str
    stand_begin: int | None
    taakstelling: int | None
    opgave: int | None
    realisatie: int | None
    stand_eind: int | None
    oordeel: str
    trede: int | None
    kenmerk: str
    datum: date
    sha256: str
    verzonden_op: date
    brief: int

    @property
    def bestandsnaam(self) -> str:
        return f"{self.code}-{self.halfjaar}.pdf"


KOLOMMEN = tuple(
    Kolom(kop, lambda rij, veld=veld: getattr(rij, veld))  # type: ignore[misc]
    for veld, kop in (
        ("gemeente", "Gemeente"),
        ("code", "Code"),
        ("halfjaar", "Halfjaar"),
        ("stand_begin", "Stand begin"),
        ("taakstelling", "Taakstelling"),
        ("opgave", "Opgave"),
        ("realisatie", "Realisatie"),
        ("stand_eind", "Stand eind"),
        ("oordeel", "Oordeel"),
        ("trede", "Trede"),
        ("kenmerk", "Kenmerk"),
        ("datum", "Datum brief"),
        ("sha256", "Controlegetal (sha256)"),
    )
)


def openbare_rijen(ronde: Toezichtronde, lid: Lidmaatschap | None, op: date | None = None) -> list[Openbaar]:
    """One row a gemeente, by name: of more than one letter sent by the end of `op` (None: by now) the last one."""
    laatste: dict[int, Brief] = {}
    brieven = verzonden_brieven(ronde, lid, op).defer("pdf", "beoordeling__rijen", "beoordeling__cijfers")
    for brief in brieven.order_by("beoordeling_id"):
        laatste[brief.beoordeling.gemeente_id] = brief
    return sorted((_rij(brief) for brief in laatste.values()), key=lambda rij: (rij.gemeente, rij.code))


def verzonden_brieven(ronde: Toezichtronde, lid: Lidmaatschap | None, op: date | None = None) -> QuerySet[Brief]:
    brieven: QuerySet[Brief] = Brief.objects.zichtbaar_voor(lid).verzonden(op).filter(beoordeling__ronde=ronde)
    return brieven.select_related("beoordeling")


def _rij(brief: Brief) -> Openbaar:
    inhoud = brief.inhoud
    assert inhoud is not None
    assert brief.verzonden_op is not None
    cijfers = inhoud["cijfers"]
    return Openbaar(
        gemeente=inhoud["gemeente"]["naam"],
        code=inhoud["gemeente"]["code"],
        halfjaar=inhoud["halfjaar"],
        **{veld: cijfers[veld] for veld in ("stand_begin", "taakstelling", "opgave", "realisatie", "stand_eind")},
        oordeel=inhoud["waarden"].get("oordeel") or inhoud["oordeel"],
        trede=brief.beoordeling.trede,
        kenmerk=inhoud["kenmerk"],
        datum=date.fromisoformat(inhoud["datum"]),
        sha256=brief.sha256,
        verzonden_op=timezone.localdate(brief.verzonden_op),
        brief=brief.pk,
    )


def openbaar_pakket(ronde: Toezichtronde, lid: Lidmaatschap | None) -> IO[bytes]:
    """A ZIP with a public copy of the letters, and last the list of them with the sha256 of each copy."""
    rijen = openbare_rijen(ronde, lid)
    controlegetallen: dict[int, str] = {}
    kolommen = (*KOLOMMEN, Kolom(KOP_KOPIE, lambda rij: controlegetallen[rij.brief]))

    def bestanden() -> Iterator[tuple[str, date, bytes]]:
        laatste = max((rij.verzonden_op for rij in rijen), default=ronde.halfjaar.peildatum)
        for rij in rijen:
            kopie = openbare_kopie(bytes_van_brief(rij.brief, lid))
            controlegetallen[rij.brief] = hashlib.sha256(kopie).hexdigest()
            yield rij.bestandsnaam, rij.verzonden_op, kopie
        yield OVERZICHT, laatste, Uitvoer("", kolommen, rijen, ()).als_csv()

    return pak_in(bestanden())


def bytes_van_brief(pk: int, lid: Lidmaatschap | None) -> bytes:
    """The file of one letter: never more than one in memory."""
    pdf = Brief.objects.zichtbaar_voor(lid).values_list("pdf", flat=True).get(pk=pk)
    return bytes(pdf or b"")


def openbare_kopie(pdf: bytes) -> bytes:
    """The same pages, tags and metadata without the calculation; the same letter gives the same bytes."""
    uit = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        wortel: Any = document.Root
        for lijst in (wortel, wortel.get("/Names", {})):
            for sleutel in ("/AF", "/EmbeddedFiles"):
                if sleutel in lijst:
                    del lijst[sleutel]
        # PDF/A wants the metadata uncompressed, as they are.
        document.save(uit, deterministic_id=True, compress_streams=False, fix_metadata_version=False)
    return uit.getvalue()
