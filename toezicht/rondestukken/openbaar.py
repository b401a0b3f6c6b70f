"""What may be made public (Woo): the figures of the letters that were sent, and of a round the letters themselves.

Everything comes from the letter as it was made final, so a row says what the letter says. No motivering, no names of
functions, and of the counts only the one that the letter prints. A letter goes out without its calculation, which has
more than the page. Unit: personen.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime
from io import BytesIO
from typing import IO, Any

import pikepdf
from django.db.models import Exists, F, IntegerField, OuterRef, QuerySet, TextField, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce, NullIf
from django.utils import timezone

from organisaties.models import Lidmaatschap
from organisaties.rollen import Rol
from organisaties.uitvoer import Kolom, Uitvoer
from toezicht.models import Brief, Toezichtronde
from toezicht.rondestukken.pakket import pak_in

OVERZICHT = "overzicht.csv"
TERMEN = ("stand_begin", "taakstelling", "opgave", "realisatie", "stand_eind")
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
    verzonden_op: datetime
    brief: int

    @property
    def bestandsnaam(self) -> str:
        return f"{self.code}-{self.halfjaar}.pdf"

    @property
    def dag(self) -> date:
        return timezone.localdate(self.verzonden_op)


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
    rijen = verzonden_cijfers(Brief.objects.zichtbaar_voor(lid).filter(beoordeling__ronde=ronde), op)
    velden = [veld.name for veld in fields(Openbaar)]
    return sorted((Openbaar(**rij) for rij in rijen.values(*velden)), key=lambda rij: (rij.gemeente, rij.code))


def cijfers_voor_lezer(lid: Lidmaatschap | None, op: date | None = None) -> QuerySet[Brief, dict[str, Any]]:
    """The same rows of every round: for a cijferlezer of all provincies, for anybody else of the letters they see."""
    alle = lid is not None and lid.rol == Rol.CIJFERLEZER
    rijen = verzonden_cijfers(Brief.objects.all() if alle else Brief.objects.zichtbaar_voor(lid), op)
    uit: QuerySet[Brief, dict[str, Any]] = rijen.values(*(veld.name for veld in fields(Openbaar)), "provincie")
    return uit


def verzonden_cijfers(brieven: Any, op: date | None = None) -> QuerySet[Brief]:
    """Of these letters the last one sent (by the end of `op`) to each gemeente in each round, with what it says."""
    verzonden: QuerySet[Brief] = brieven.verzonden(op)
    later = verzonden.filter(
        beoordeling__ronde=OuterRef("beoordeling__ronde"),
        beoordeling__gemeente=OuterRef("beoordeling__gemeente"),
        beoordeling__gt=OuterRef("beoordeling"),
    )
    termen: dict[str, Any] = {term: Cast(_uit_brief(f"cijfers__{term}"), IntegerField()) for term in TERMEN}
    return verzonden.filter(~Exists(later)).annotate(
        gemeente=_uit_brief("gemeente__naam"),
        code=_uit_brief("gemeente__code"),
        halfjaar=_uit_brief("halfjaar"),
        oordeel=Coalesce(NullIf(_uit_brief("waarden__oordeel"), Value("", TextField())), _uit_brief("oordeel")),
        trede=F("beoordeling__trede"),
        provincie=F("beoordeling__ronde__provincie__naam"),
        brief=F("pk"),
        **termen,
    )


def _uit_brief(pad: str) -> NullIf:
    """What a letter says, as text; SQLite reads a null in JSON as the word."""
    return NullIf(KT(f"inhoud__{pad}"), Value("null", TextField()))


def openbaar_pakket(ronde: Toezichtronde, lid: Lidmaatschap | None) -> IO[bytes]:
    """A ZIP with a public copy of the letters, and last the list of them with the sha256 of each copy."""
    rijen = openbare_rijen(ronde, lid)
    controlegetallen: dict[int, str] = {}
    kolommen = (*KOLOMMEN, Kolom(KOP_KOPIE, lambda rij: controlegetallen[rij.brief]))

    def bestanden() -> Iterator[tuple[str, date, bytes]]:
        laatste = max((rij.dag for rij in rijen), default=ronde.halfjaar.peildatum)
        for rij in rijen:
            kopie = openbare_kopie(bytes_van_brief(rij.brief, lid))
            controlegetallen[rij.brief] = hashlib.sha256(kopie).hexdigest()
            yield rij.bestandsnaam, rij.dag, kopie
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
