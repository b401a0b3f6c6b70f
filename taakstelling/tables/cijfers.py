"""The lists of figures. Sorting and totals work on the computed lines of all gemeenten, 25 of which are drawn."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django_tables2.data import TableListData
from django_tables2.utils import OrderBy

from organisaties.templatetags.weergave import getal, saldo
from organisaties.uitvoer import Kolom
from taakstelling.overzicht import FORMULESORTERING, SORTERING, Formuleregel, Regel, sorteer, totalen
from taakstelling.regels.grootboek import Bron, Stand
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.templatetags.beelden import opgavebalk, slot

GETAL: dict[str, dict[str, str]] = {deel: {"class": "getal"} for deel in ("th", "td", "tf")}
NIET_BEGONNEN = "nog niet begonnen"
# Columns that a half-year has once it has begun; of one that is still to come they would say the same in every row.
NA_BEGIN = ("realisatie", "balk", "stand", "verandering")
TELLING = {Bron.OFFICIEEL: "COA", Bron.EIGEN: "eigen telling", Bron.GEEN: ""}


class Gesorteerd(TableListData):
    """Lines sorted by our own keys: unknown last in both directions, names without regard to accents."""

    def __init__(self, rijen: list[Any], sleutels: Mapping[str, Callable[[Any], Any]]) -> None:
        super().__init__(rijen)
        self.sleutels = sleutels

    def order_by(self, aliases: Iterable[str]) -> None:
        for alias in reversed(list(aliases)):
            kolom = OrderBy(alias)
            self.data[:] = sorteer(self.data, kolom.bare, aflopend=kolom.is_descending, sleutels=self.sleutels)


class LichteTabel(tables.Table):
    """A table whose rows are written in one go from `cellen`: a bound column per cell costs many times as much."""

    def rijen_html(self) -> SafeString:
        """The rows of this page, in the markup of `components/tabel.html`."""
        koppen = [(k.name, conditional_escape(k.header), k.attrs["td"].as_html()) for k in self.columns]
        uit: list[str] = []
        for record in self.paginated_rows.data:
            cellen = self.cellen(record)
            uit.append('<tr role="row">')
            for i, (naam, kop, attrs) in enumerate(koppen):
                cel = conditional_escape(cellen[naam])
                if i == 0:
                    uit.append(f'<th scope="row" role="rowheader" {attrs}>{cel}</th>')
                else:
                    uit.append(f'<td role="cell" data-label="{kop}" {attrs}>{cel}</td>')
            uit.append("</tr>\n")
        return mark_safe("".join(uit))  # noqa: S308 - every cell was escaped above

    def cellen(self, record: Any) -> dict[str, Any]:
        """Per column what stands in the cell; what is not marked safe is escaped."""
        raise NotImplementedError


def _voet(naam: str, vorm: Callable[[Any], str]) -> Callable[[Any], str]:
    def footer(table: "StandenTable") -> str:
        som = table.totalen.sommen[naam]
        return vorm(som.waarde)

    return footer


class StandenTable(LichteTabel):
    """A row a gemeente, in one half-year: every term of the sum, each a link to the rows behind it."""

    gemeente = tables.Column(verbose_name="Gemeente", footer="Som")
    provincie = tables.Column(verbose_name="Provincie")
    stand_begin = tables.Column(verbose_name="Stand begin", attrs=GETAL, footer=_voet("stand_begin", saldo))
    taakstelling = tables.Column(verbose_name="Taakstelling", attrs=GETAL, footer=_voet("taakstelling", getal))
    opgave = tables.Column(verbose_name="Opgave", attrs=GETAL, footer=_voet("opgave", getal))
    realisatie = tables.Column(verbose_name="Realisatie", attrs=GETAL, footer=_voet("realisatie", getal))
    balk = tables.Column(verbose_name="Voortgang")
    stand = tables.Column(verbose_name="Stand", attrs=GETAL, footer=_voet("stand", saldo))
    verandering = tables.Column(verbose_name="Verandering", attrs=GETAL, footer=_voet("verandering", saldo))
    tempo = tables.Column(verbose_name="Nodig per week", attrs=GETAL)
    adres = tables.Column(verbose_name="Postadres", orderable=False)

    eenheid, eenheid_enkel = "gemeenten", "gemeente"
    breed = True
    lege_actie: tuple[str, str] | None = None

    class Meta:
        template_name = "taakstelling/lichte_tabel.html"
        order_by = ("gemeente",)
        empty_text = "Er zijn geen gemeenten die bij deze keuze passen."

    def __init__(
        self,
        regels: list[Regel],
        *,
        halfjaar: Halfjaar,
        vandaag: date,
        met_provincie: bool = True,
        beperkt: bool = False,
        adres_terug: str = "",
        **rest: Any,
    ) -> None:
        """`adres_terug`: in each row the door to its postal address, and from there back to this path."""
        self.halfjaar, self.begonnen, self.loopt = halfjaar, halfjaar.begin <= vandaag, halfjaar.bevat(vandaag)
        self.vandaag, self.totalen = vandaag, totalen(regels)
        self._adres = "?" + urlencode({"terug": adres_terug}) if adres_terug else ""
        self.caption = f"Gemeenten in de {halfjaar.in_zin}"
        if beperkt:
            self.lege_actie = (f"?halfjaar={halfjaar.code}", "Alle gemeenten tonen")
        zonder = [] if met_provincie else ["provincie"]
        if not self.loopt:
            zonder.append("tempo")  # a pace is for a half-year that still runs
        if not self.begonnen:
            zonder.extend(NA_BEGIN)
        if not adres_terug:
            zonder.append("adres")
        super().__init__(Gesorteerd(list(regels), SORTERING), exclude=zonder, **rest)

    def cellen(self, record: Regel) -> dict[str, Any]:
        gemeente, stand = record.gemeente, record.stand
        naar = reverse("stand", kwargs={"code": gemeente.code, "halfjaar": self.halfjaar})

        def deur(anker: str, tekst: str) -> SafeString:
            # Everything in it is ours: a code, an anchor, a formatted number.
            return mark_safe(f'<a class="deur" href="{naar}#{anker}">{tekst}</a>')  # noqa: S308

        telling = f' <span class="stil">{TELLING[stand.bron]}</span>' if TELLING[stand.bron] else ""
        if verschil := stand.verschil_met_officieel:
            afstemming = reverse("afstemming-halfjaar", kwargs={"code": gemeente.code, "halfjaar": self.halfjaar})
            ander = "eigen telling" if stand.bron is Bron.OFFICIEEL else "COA"
            telling += f' <a class="stil verschil" href="{afstemming}">{ander}: verschil {saldo(verschil)}</a>'
        realisatie = deur("realisatie", getal(stand.realisatie))
        return {
            "gemeente": format_html(
                '<a href="{}">{}</a>', reverse("gemeente", kwargs={"code": gemeente.code}), gemeente.naam
            ),
            "provincie": gemeente.provincie.naam if gemeente.provincie else "onbekend",
            "stand_begin": deur("begin", saldo(stand.stand_begin)),
            "taakstelling": deur("taakstelling", getal(stand.taakstelling)),
            "opgave": deur("opgave", getal(stand.opgave)),
            # One span: on a narrow screen the cell is a row of its own, and count and counter stay together.
            "realisatie": mark_safe(f"<span>{realisatie}{telling}</span>"),  # noqa: S308
            "balk": _balk(stand, record.op),
            "stand": _stand(stand, naar, deur("stand", saldo(stand.stand_eind))),
            "verandering": saldo(stand.verandering),
            "tempo": tempo_tekst(record),
            **({"adres": self._naar_adres(gemeente)} if self._adres else {}),
        }

    def _naar_adres(self, gemeente: Any) -> SafeString:
        naar = reverse("adres", kwargs={"code": gemeente.code}) + self._adres
        tekst = '<a href="{}">Adres&nbsp;vastleggen<span class="verborgen"> van {}</span></a>'
        return format_html(tekst, naar, gemeente.naam)


def _stand(stand: Stand, naar: str, deur: SafeString) -> SafeString:
    """The stand, with the lock of a closed half-year and what came later; one span, so that they stay together."""
    if not stand.gesloten and stand.nagekomen == 0:
        return deur
    return format_html("<span>{}{}{}</span>", slot(stand), deur, _later(stand, naar))


def _later(stand: Stand, naar: str) -> SafeString:
    """The door to what came later about a closed half-year; to what came later about others in an open one."""
    if stand.gesloten and stand.later != 0:
        return format_html(' <a class="stil" href="{}#later">later {}</a>', naar, saldo(stand.later))
    if stand.nagekomen != 0:
        return format_html(' <a class="stil" href="{}#nagekomen">nagekomen {}</a>', naar, saldo(stand.nagekomen))
    return SafeString("")


@lru_cache(maxsize=2048)
def _balk(stand: Stand, op: date) -> SafeString:
    """The small bar of a row, kept: the same line on the same day is the same drawing."""
    return opgavebalk(stand, op)


def tempo_tekst(regel: Regel) -> str:
    return "gehaald" if regel.nog == 0 else regel.per_week_tekst or "onbekend"


def uitvoerkolommen(tabel: StandenTable) -> list[Kolom]:
    """The columns of the table as shown, for a file: numbers stay numbers, pictures and doors stay behind.

    Those of NA_BEGIN are always there, so that the file of every half-year has the same columns.
    """

    def na_begin(kop: str, waarde: Callable[[Any], Any]) -> Kolom:
        return Kolom(kop, waarde if tabel.begonnen else lambda _: NIET_BEGONNEN)

    alle = {
        "gemeente": Kolom("Gemeente", lambda r: r.gemeente.naam),
        "provincie": Kolom("Provincie", lambda r: r.gemeente.provincie.naam if r.gemeente.provincie_id else None),
        "stand_begin": Kolom("Stand begin", lambda r: r.stand.stand_begin),
        "taakstelling": Kolom("Taakstelling", lambda r: r.stand.taakstelling),
        "opgave": Kolom("Opgave", lambda r: r.stand.opgave),
        "realisatie": na_begin("Realisatie", lambda r: r.stand.realisatie),
        "telling": na_begin("Telling van", lambda r: TELLING[r.stand.bron] or None),
        "cijfers_per": na_begin("Cijfers per", lambda r: r.stand.cijfers_per),
        "stand": na_begin("Stand", lambda r: r.stand.stand_eind),
        "verandering": na_begin("Verandering", lambda r: r.stand.verandering),
        "nagekomen": Kolom("Nagekomen", lambda r: r.stand.nagekomen),
        "gesloten": Kolom("Gesloten", lambda r: "ja" if r.stand.gesloten else "nee"),
        "later": Kolom("Later bekend geworden", lambda r: r.stand.later),
        "tempo": Kolom("Nodig per week", lambda r: r.per_week),
    }
    weg = {naam for naam in ("provincie", "tempo") if naam not in tabel.columns}
    return [Kolom("Code", lambda r: r.gemeente.code), *(kolom for naam, kolom in alle.items() if naam not in weg)]


class FormuleTable(LichteTabel):
    """Per gemeente what the formula gives and what was published."""

    gemeente = tables.Column(verbose_name="Gemeente")
    provincie = tables.Column(verbose_name="Provincie")
    inwoners = tables.Column(verbose_name="Inwoners", attrs=GETAL)
    formule = tables.Column(verbose_name="Volgens de formule", attrs=GETAL)
    gepubliceerd = tables.Column(verbose_name="Gepubliceerd", attrs=GETAL)
    verschil = tables.Column(verbose_name="Verschil", attrs=GETAL)

    eenheid, eenheid_enkel = "gemeenten", "gemeente"
    breed = True
    lege_actie: tuple[str, str] | None = ("?", "Alle gemeenten tonen")

    class Meta:
        template_name = "taakstelling/lichte_tabel.html"
        order_by = ("gemeente",)
        empty_text = "Er zijn geen gemeenten die bij deze keuze passen."

    def __init__(self, regels: list[Formuleregel], *, halfjaar: Halfjaar, **rest: Any) -> None:
        self.halfjaar = halfjaar
        self.caption = f"Formule en gepubliceerde taakstelling in de {halfjaar.in_zin}"
        super().__init__(Gesorteerd(list(regels), FORMULESORTERING), **rest)

    def cellen(self, record: Formuleregel) -> dict[str, Any]:
        gemeente = record.gemeente
        naar = reverse("stand", kwargs={"code": gemeente.code, "halfjaar": self.halfjaar})
        return {
            "gemeente": format_html('<a href="{}">{}</a>', naar, gemeente.naam),
            "provincie": gemeente.provincie.naam if gemeente.provincie else "onbekend",
            "inwoners": getal(record.inwoners),
            "formule": format_html('<a class="deur" href="{}#formule">{}</a>', naar, getal(record.formule)),
            "gepubliceerd": format_html(
                '<a class="deur" href="{}#taakstelling">{}</a>', naar, getal(record.gepubliceerd)
            ),
            "verschil": saldo(record.verschil) if record.verschil is not None else "",
        }


FORMULEKOLOMMEN = [
    Kolom("Code", lambda r: r.gemeente.code),
    Kolom("Gemeente", lambda r: r.gemeente.naam),
    Kolom("Provincie", lambda r: r.gemeente.provincie.naam if r.gemeente.provincie else None),
    Kolom("Inwoners", lambda r: r.inwoners),
    Kolom("Volgens de formule", lambda r: r.formule),
    Kolom("Gepubliceerd", lambda r: r.gepubliceerd),
    Kolom("Verschil", lambda r: r.verschil),
]


def historiekolommen(vandaag: date) -> list[Kolom]:
    """The columns of the history of a gemeente, for a file."""

    def na_begin(kop: str, waarde: Callable[[Stand], Any]) -> Kolom:
        return Kolom(kop, lambda s: NIET_BEGONNEN if s.halfjaar.begin > vandaag else waarde(s))

    return [
        Kolom("Halfjaar", lambda s: s.halfjaar.code),
        Kolom("Stand begin", lambda s: s.stand_begin),
        Kolom("Taakstelling", lambda s: s.taakstelling),
        Kolom("Mutaties", lambda s: s.mutaties),
        Kolom("Opgave", lambda s: s.opgave),
        na_begin("Realisatie", lambda s: s.realisatie),
        na_begin("Telling van", lambda s: TELLING[s.bron] or None),
        na_begin("Cijfers per", lambda s: s.cijfers_per),
        na_begin("Stand", lambda s: s.stand_eind),
        na_begin("Verandering", lambda s: s.verandering),
        Kolom("Nagekomen", lambda s: s.nagekomen),
        Kolom("Gesloten", lambda s: "ja" if s.gesloten else "nee"),
        Kolom("Later bekend geworden", lambda s: s.later),
    ]
