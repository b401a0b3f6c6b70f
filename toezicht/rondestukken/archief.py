"""A closed round as files with metadata, for the archive: letters, decisions, pieces of the dossier and the kader.

The same round gives the same bytes: every file bears the day on which the letters it goes with were sent. Who decided
is not in it; the logboek knows.
"""

import csv
import hashlib
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import IO, Any

from django.utils import timezone

from organisaties.models import Gemeente, Lidmaatschap
from taakstelling.models import Verschoonbaarheidsdossier
from toezicht.kaders import geldend_kader
from toezicht.models import Beoordeling, Brief, Toezichtronde
from toezicht.overzicht import ronderijen
from toezicht.rondestukken.mdto import Bestand, Object, bestandsgegevens, informatieobject
from toezicht.rondestukken.openbaar import bytes_van_brief
from toezicht.rondestukken.pakket import pak_in
from toezicht.rondestukken.rondedossier import Stukken, formeel_besluit_bij, stukken_van, wederhoor_van

INVENTARIS = "inventaris.csv"
Deel = tuple[str, date, bytes]


@dataclass
class Overdracht:
    """One hand-over: the round, what the selectielijst says of it, and what was packed so far."""

    ronde: Toezichtronde
    lid: Lidmaatschap | None
    waardering: str
    bewaarjaren: int | None
    inventaris: list[tuple[str, int, str]] = field(default_factory=list)

    @property
    def kenmerk(self) -> str:
        return f"{self.ronde.provincie.code}-{self.ronde.halfjaar.code}"

    def deel(self, naam: str, dag: date, inhoud: bytes) -> Deel:
        """A file of the package, noted in the inventory."""
        self.inventaris.append((naam, len(inhoud), hashlib.sha256(inhoud).hexdigest()))
        return naam, dag, inhoud

    def voluit(self, pad: str) -> str:
        """What a part is called in the archive, where packages of many rounds come together."""
        return f"{self.kenmerk}/{pad}"

    def object(self, kenmerk: str, naam: str, niveau: str, **anders: Any) -> Object:
        halfjaar = self.ronde.halfjaar
        return Object(
            kenmerk=kenmerk,
            naam=naam,
            niveau=niveau,
            over=(halfjaar.begin, halfjaar.eind - timedelta(days=1)),
            archiefvormer=f"Provincie {self.ronde.provincie}",
            waardering=self.waardering,
            bewaarjaren=self.bewaarjaren,
            **({"openbaar": False} | anders),
        )

    def stuk(self, pad: str, naam: str, dag: date, inhoud: bytes, *, openbaar: bool = False) -> Iterator[Deel]:
        """A file with the metadata of what it is about and of the file itself."""
        stam = pad.rsplit(".", 1)[0]
        bestand = Bestand(self.voluit(pad), len(inhoud), hashlib.sha256(inhoud).hexdigest(), dag)
        kenmerk = self.voluit(stam)
        deel_van = kenmerk.rpartition("/")[0]
        object_ = self.object(kenmerk, naam, "Archiefstuk", openbaar=openbaar, deel_van=deel_van, bestand=bestand)
        yield self.deel(pad, dag, inhoud)
        yield self.deel(f"{stam}.mdto.xml", dag, informatieobject(object_))
        yield self.deel(f"{stam}.bestand.mdto.xml", dag, bestandsgegevens(bestand, kenmerk))

    def map_van(self, gemeente: Gemeente, dag: date) -> Deel:
        """The metadata of the folder of one gemeente."""
        naam = f"{gemeente}, {self.ronde.halfjaar.kort}"
        stukken = [pad for pad, _, _ in self.inventaris if pad.startswith(f"{gemeente.code}/")]
        object_ = self.object(
            self.voluit(gemeente.code),
            naam,
            "Dossier",
            deel_van=self.kenmerk,
            delen=[self.voluit(pad.rsplit(".", 1)[0]) for pad in stukken if not pad.endswith(".mdto.xml")],
        )
        return self.deel(f"{gemeente.code}/dossier.mdto.xml", dag, informatieobject(object_))


def wat_ontbreekt(ronde: Toezichtronde, lid: Lidmaatschap | None) -> list[str]:
    """What keeps a round from being handed over, a sentence a gemeente; empty when it is closed."""
    rijen = ronderijen(ronde, lid)
    if not rijen:
        return ["Deze ronde heeft geen gemeenten."]
    uit = [f"{rij.naam}: er is nog geen oordeel." for rij in rijen if rij.oordeel is None]
    return uit + [
        f"{rij.naam}: de brief is nog niet verzonden."
        for rij in rijen
        if rij.oordeel is not None and rij.briefstatus != Brief.Status.VERZONDEN
    ]


def archiefpakket(overdracht: Overdracht) -> IO[bytes]:
    """The ZIP of a closed round."""
    return pak_in(_delen(overdracht))


def _delen(overdracht: Overdracht) -> Iterator[Deel]:
    ronde, lid = overdracht.ronde, overdracht.lid
    brieven: dict[Gemeente, list[Brief]] = {}
    vast = Brief.objects.zichtbaar_voor(lid).filter(beoordeling__ronde=ronde).exclude(status=Brief.Status.CONCEPT)
    for brief in (
        vast.select_related("beoordeling__gemeente", "formeel")
        .defer("pdf", "inhoud", "beoordeling__rijen", "beoordeling__cijfers")
        .order_by("beoordeling__gemeente__code", "pk")
    ):
        brieven.setdefault(brief.beoordeling.gemeente, []).append(brief)
    dagen = {gemeente: max(_dag(brief) for brief in rij) for gemeente, rij in brieven.items()}
    laatste = max(dagen.values())
    kader = list(_kader(overdracht, laatste))
    yield from kader
    stukken, wederhoor = stukken_van(ronde, lid), wederhoor_van(ronde, lid)
    # A gemeente of after the peildatum has no letter in this round, and may have pieces that belong to it.
    zonder_brief = Gemeente.objects.filter(pk__in={*stukken, *wederhoor} - {gemeente.pk for gemeente in brieven})
    mappen = sorted([*brieven, *zonder_brief], key=lambda gemeente: gemeente.code)
    for gemeente in mappen:
        dag = dagen.get(gemeente, laatste)
        yield from _brieven(overdracht, gemeente, brieven.get(gemeente, []))
        yield from _dossier(overdracht, gemeente, dag)
        yield from _gesprek(overdracht, gemeente, stukken.get(gemeente.pk), wederhoor.get(gemeente.pk), dag)
        yield overdracht.map_van(gemeente, dag)
    geheel = overdracht.object(
        overdracht.kenmerk,
        f"Toezicht huisvesting statushouders, {ronde.provincie}, {ronde.halfjaar.kort}",
        "Serie",
        delen=[
            overdracht.voluit(deel) for deel in (*(["kader"] if kader else []), *(gemeente.code for gemeente in mappen))
        ],
    )
    yield overdracht.deel("ronde.mdto.xml", laatste, informatieobject(geheel))
    yield INVENTARIS, laatste, _als_csv(overdracht.inventaris)


def _brieven(overdracht: Overdracht, gemeente: Gemeente, brieven: list[Brief]) -> Iterator[Deel]:
    """The letters to one gemeente, each with its formal besluit."""
    for nummer, brief in enumerate(brieven, start=1):
        dag, verzonden = _dag(brief), brief.status == Brief.Status.VERZONDEN
        yield from overdracht.stuk(
            f"{gemeente.code}/brief-{nummer}.pdf",
            f"Brief {brief.kenmerk} aan {gemeente}" + ("" if verzonden else " (niet verzonden)"),
            dag,
            bytes_van_brief(brief.pk, overdracht.lid),
            openbaar=verzonden,
        )
        if formeel := formeel_besluit_bij(brief):
            pad = f"{gemeente.code}/formeel-besluit-{nummer}.json"
            yield from overdracht.stuk(pad, f"Formeel besluit bij brief {brief.kenmerk}", dag, _als_json(formeel))


def _dossier(overdracht: Overdracht, gemeente: Gemeente, dag: date) -> Iterator[Deel]:
    """What the provincie decided about one gemeente, and the verschoonbaarheidsdossiers it read."""
    ronde, lid, code = overdracht.ronde, overdracht.lid, gemeente.code
    besluiten = Beoordeling.objects.zichtbaar_voor(lid).filter(ronde=ronde, gemeente=gemeente)
    for nummer, besluit in enumerate(besluiten.order_by("pk"), start=1):
        naam = f"Beoordeling {nummer} van {gemeente}"
        yield from overdracht.stuk(f"{code}/beoordeling-{nummer}.json", naam, dag, _als_json(_beoordeling(besluit)))
    verzoeken = Verschoonbaarheidsdossier.objects.zichtbaar_voor(lid).filter(
        provincie=ronde.provincie_id, gemeente=gemeente, halfjaar=ronde.halfjaar
    )
    for nummer, verzoek in enumerate(verzoeken.order_by("pk"), start=1):
        naam = f"Verschoonbaarheidsdossier {nummer} van {gemeente}"
        moment = timezone.localdate(verzoek.verzonden_op)
        yield from overdracht.stuk(f"{code}/verschoonbaarheid-{nummer}.pdf", naam, moment, bytes(verzoek.pdf))


def _gesprek(
    overdracht: Overdracht,
    gemeente: Gemeente,
    stukken: Stukken | None,
    wederhoor: Stukken | None,
    dag: date,
) -> Iterator[Deel]:
    """What the gemeente said, and what was said between the two."""
    code = gemeente.code
    if wederhoor:
        inhoud = _als_json({"wederhoor": wederhoor.rijen})
        moment = max(dag, wederhoor.dag)
        yield from overdracht.stuk(f"{code}/wederhoor.json", f"Wederhoor van {gemeente}", moment, inhoud)
    if stukken:
        inhoud = _als_json({"stukken": stukken.rijen})
        moment = max(dag, stukken.dag)
        yield from overdracht.stuk(f"{code}/dossierstukken.json", f"Dossier van {gemeente}", moment, inhoud)


def _beoordeling(besluit: Beoordeling) -> dict[str, Any]:
    velden = ("oordeel", "gevolg", "motivering", "trede", "halfjaartreden", "coulance", "voorstel", "cijfers", "rijen")
    dagen = ("verschoond_tot", "verlengd_tot", "bekend_op", "vastgelegd_op")
    return (
        {"nummer": besluit.pk, "vervangt": besluit.vervangt_id, "gemeente": besluit.gemeente.code}
        | {veld: getattr(besluit, veld) for veld in velden}
        | {veld: dag.isoformat() if (dag := getattr(besluit, veld)) else None for veld in dagen}
    )


def _kader(overdracht: Overdracht, dag: date) -> Iterator[Deel]:
    """The kader that held on the peildatum, when there was one."""
    rij = geldend_kader(overdracht.ronde.provincie, overdracht.ronde.halfjaar.peildatum)
    if rij is None or rij.geldig_van is None:
        return
    inhoud = {"versie": rij.versie, "geldig_van": rij.geldig_van.isoformat(), "kader": rij.inhoud}
    yield from overdracht.stuk("kader.json", f"Toezichtkader: {rij}", dag, _als_json(inhoud))


def _dag(brief: Brief) -> date:
    moment = brief.verzonden_op or brief.vastgesteld_op
    assert moment is not None
    return timezone.localdate(moment)


def _als_json(inhoud: dict[str, Any]) -> bytes:
    return (json.dumps(inhoud, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _als_csv(regels: list[tuple[str, int, str]]) -> bytes:
    uit = io.StringIO(newline="")
    schrijver = csv.writer(uit, delimiter=";", lineterminator="\r\n")
    schrijver.writerow(("bestand", "bytes", "sha256"))
    schrijver.writerows(regels)
    return uit.getvalue().encode("utf-8-sig")
