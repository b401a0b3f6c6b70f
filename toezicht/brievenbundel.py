"""The final letters of a round together: one PDF to print, or a ZIP to put away. Both are made in a file on disk."""

import csv
import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO, StringIO
from tempfile import TemporaryFile
from typing import IO, Any

import pikepdf
from django.utils import timezone
from django.utils.text import slugify

from toezicht.models import Brief, Toezichtronde

INVENTARIS = "inventaris.csv"


def naam_van(brief: Brief) -> str:
    """What the file of a letter is called: code, name and half-year of its gemeente."""
    gemeente = brief.beoordeling.gemeente
    return f"{gemeente.code}-{slugify(gemeente.naam)}-{brief.beoordeling.ronde.halfjaar.code}.pdf"


def brieven_met_bytes(pks: Iterable[int]) -> Iterator[Brief]:
    """These letters in this order, a few at a time in memory."""
    lijst = list(pks)
    for begin in range(0, len(lijst), 20):
        deel = lijst[begin : begin + 20]
        gevonden = (
            Brief.objects.filter(pk__in=deel)
            .select_related("beoordeling__gemeente", "beoordeling__ronde__provincie")
            .defer("inhoud", "beoordeling__cijfers", "beoordeling__rijen")
            .in_bulk()
        )
        yield from (gevonden[pk] for pk in deel)


def als_zip(pks: Iterable[int]) -> IO[bytes]:
    """Each letter a file of its own, as it was made final, and a list of what is in it."""
    doel = TemporaryFile()  # noqa: SIM115  # whoever sends it closes it
    lijst = StringIO()
    inventaris = csv.writer(lijst, delimiter=";", lineterminator="\r\n")
    inventaris.writerow(["bestand", "gemeente", "naam", "halfjaar", "kenmerk", "datum", "status", "sha256"])
    moment = (1980, 1, 1, 0, 0, 0)
    with zipfile.ZipFile(doel, "w") as zip_:
        for brief in brieven_met_bytes(pks):
            gemeente, halfjaar = brief.beoordeling.gemeente, brief.beoordeling.ronde.halfjaar
            naam = naam_van(brief)
            assert brief.vastgesteld_op is not None  # it is final
            moment = timezone.localtime(brief.vastgesteld_op).timetuple()[:6]
            zip_.writestr(zipfile.ZipInfo(naam, moment), bytes(brief.pdf or b""))
            inventaris.writerow(
                (
                    *(naam, gemeente.code, gemeente.naam, halfjaar.code),
                    *(_cel(brief.kenmerk), brief.datum, brief.status, brief.sha256),
                )
            )
        zip_.writestr(zipfile.ZipInfo(INVENTARIS, moment), lijst.getvalue().encode("utf-8-sig"))
    doel.seek(0)
    return doel


def _cel(tekst: str) -> str:
    """A text that a spreadsheet takes for a text, and not for a formula."""
    return f"'{tekst}" if tekst[:1] in "=+-@\t\r" else tekst


def als_een_pdf(ronde: Toezichtronde, pks: Iterable[int]) -> IO[bytes]:
    """All letters behind one another, with a bookmark per gemeente. The tags stay; PDF/A is for the letters alone."""
    doel = TemporaryFile()  # noqa: SIM115  # whoever sends it closes it
    with pikepdf.new() as bundel:
        bladwijzers, structuur = [], _Structuur(bundel)
        for brief in brieven_met_bytes(pks):
            eerste = len(bundel.pages)
            # What is copied is copied at once: no letter stays open, which halves the memory.
            with pikepdf.open(BytesIO(bytes(brief.pdf or b""))) as bron:
                bundel.pages.extend(bron.pages)
                structuur.neem_over(bron, bundel.pages[eerste:])
            bladwijzers.append(pikepdf.OutlineItem(brief.beoordeling.gemeente.naam, eerste))
        structuur.sluit()
        with bundel.open_outline() as overzicht:
            overzicht.root.extend(bladwijzers)
        bundel.Root.Lang = pikepdf.String("nl")
        bundel.Root.PageMode = pikepdf.Name.UseOutlines
        bundel.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        with bundel.open_metadata() as gegevens:
            gegevens["dc:title"] = f"Brieven {ronde.provincie} {ronde.halfjaar.kort}"
        bundel.save(doel, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    doel.seek(0)
    return doel


class _Structuur:
    """The tag trees of the letters hung under one: pages and annotations get new numbers in one parent tree."""

    def __init__(self, bundel: pikepdf.Pdf) -> None:
        self._bundel = bundel
        self._kinderen: list[Any] = []
        self._ouders: list[Any] = []
        self._rollen: dict[str, Any] = {}
        self._wortel = bundel.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
        self._volgende = 0

    def neem_over(self, bron: pikepdf.Pdf, paginas: Iterable[pikepdf.Page]) -> None:
        """Called after the pages, so that the tree of the source finds the copies of them."""
        boom = bron.Root.get("/StructTreeRoot")
        if boom is None:
            return
        begin = self._volgende
        for sleutel, waarde in _bladen(boom.ParentTree):
            self._ouders += [begin + sleutel, self._bundel.copy_foreign(self._indirect(bron, waarde))]
            self._volgende = max(self._volgende, begin + sleutel + 1)
        for pagina in paginas:
            for ding, naam in [(pagina.obj, "/StructParents")] + [
                (noot, "/StructParent") for noot in pagina.obj.get("/Annots", [])
            ]:
                if naam in ding:
                    ding[naam] = begin + int(ding[naam])
        kinderen = boom.K if isinstance(boom.K, pikepdf.Array) else [boom.K]
        for kind in kinderen:
            eigen = self._bundel.copy_foreign(self._indirect(bron, kind))
            eigen.P = self._wortel
            self._kinderen.append(eigen)
        for naam, rol in boom.get("/RoleMap", {}).items():
            self._rollen.setdefault(naam, rol)

    @staticmethod
    def _indirect(bron: pikepdf.Pdf, ding: Any) -> Any:
        return ding if ding.is_indirect else bron.make_indirect(ding)

    def sluit(self) -> None:
        if not self._kinderen:
            return
        self._wortel.K = pikepdf.Array(self._kinderen)
        self._wortel.ParentTree = self._bundel.make_indirect(pikepdf.Dictionary(Nums=pikepdf.Array(self._ouders)))
        self._wortel.ParentTreeNextKey = self._volgende
        if self._rollen:
            self._wortel.RoleMap = pikepdf.Dictionary(self._rollen)
        self._bundel.Root.StructTreeRoot = self._wortel
        self._bundel.Root.MarkInfo = pikepdf.Dictionary(Marked=True)


def _bladen(boom: Any) -> Iterator[tuple[int, Any]]:
    """The pairs of a number tree."""
    paren = boom.get("/Nums", [])
    for plek in range(0, len(paren), 2):
        yield int(paren[plek]), paren[plek + 1]
    for tak in boom.get("/Kids", []):
        yield from _bladen(tak)
