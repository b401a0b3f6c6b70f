"""One page with every component in every state, to look at and to run axe over. Not part of the product."""

import random
from datetime import date, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import django_tables2 as tables
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.utils.html import format_html

from organisaties.lijsten import blader
from taakstelling.regels.grootboek import Bron, Stand
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.templatetags.beelden import opgavebalk

EERSTE_HELFT = Halfjaar(2024, 1)
DAG = date(2024, 5, 31)
GETAL = {"th": {"class": "getal"}, "td": {"class": "getal"}, "tf": {"class": "getal"}}


def stand(
    begin: int | None,
    taakstelling: int | None,
    realisatie: int | None,
    *,
    gemeente: str = "GM1690",
    halfjaar: Halfjaar = EERSTE_HELFT,
    correctie: int = 0,
) -> Stand:
    """A ledger line out of nothing but its three numbers."""
    return Stand(
        gemeente=gemeente,
        halfjaar=halfjaar,
        stand_begin=begin,
        gepubliceerd=taakstelling,
        realisatie=realisatie,
        bron=Bron.EIGEN if realisatie is not None else Bron.GEEN,
        cijfers_per=None,
        officieel=None,
        eigen=realisatie,
        correctie=correctie,
    )


GEVALLEN: dict[str, Stand] = {
    "De Wolden": stand(-10, 26, 23),
    "op schema": stand(-10, 26, 30, gemeente="GM0001"),
    "niets gedaan": stand(0, 26, 0, gemeente="GM0002"),
    "gehaald": stand(-10, 26, 36, gemeente="GM0003"),
    "voorsprong": stand(-10, 26, 40, gemeente="GM0004"),
    "ver eroverheen": stand(0, 10, 41, gemeente="GM0005"),
    "uit voorsprong": stand(4, 26, 15, gemeente="GM0006"),
    "mutaties erbij": stand(-10, 26, 23, gemeente="GM0007", correctie=-6),
    "mutaties eraf": stand(-10, 26, 23, gemeente="GM0008", correctie=6),
    "gedekt": stand(30, 26, 3, gemeente="GM0009"),
    "precies gedekt": stand(26, 26, 0, gemeente="GM0010"),
    "geen taakstelling": stand(0, 0, 0, gemeente="GM0011"),
    "geen taakstelling, wel gehuisvest": stand(0, 0, 4, gemeente="GM0012"),
    "onbekende beginstand": stand(None, 26, 12, gemeente="GM0013"),
    "onbekende realisatie": stand(-10, 26, None, gemeente="GM0014"),
    "groot": stand(-1204, 2411, 1459, gemeente="GM0015"),
    "bijna alles achterstand": stand(-98, 2, 50, gemeente="GM0016"),
}
NAMEN = ("De Wolden", "Súdwest-Fryslân", "'s-Hertogenbosch", "Nuenen, Gerwen en Nederwetten", "Hof van Twente")


class Standentabel(tables.Table):
    caption = "Gemeenten"
    eenheid = "gemeenten"
    naam = tables.Column("Gemeente", footer="Samen")
    begin = tables.Column("Begin", attrs=GETAL)
    taakstelling = tables.Column(
        "Taakstelling", attrs=GETAL, footer=lambda table: sum(r["taakstelling"] for r in table.data)
    )
    opgave = tables.Column("Opgave", attrs=GETAL, footer=lambda table: sum(r["opgave"] for r in table.data))
    balk = tables.Column("Opgavebalk", orderable=False, attrs={"td": {"class": "balk"}})
    eind = tables.Column("Stand", attrs=GETAL)

    def render_naam(self, value: str) -> str:
        return format_html('<a href="/">{}</a>', value)

    def render_balk(self, value: Stand) -> str:
        return opgavebalk(value, DAG)


class Legetabel(tables.Table):
    caption = "Plaatsingen"
    naam = tables.Column()
    lege_actie = ("/", "Plaatsing vastleggen")

    class Meta:
        empty_text = "Hier komen de plaatsingen van dit halfjaar."


class Formulier(forms.Form):
    teldatum = forms.DateField(
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="De dag waarop de plaatsing meetelt.",
        error_messages={"invalid": "Vul een datum in, bijvoorbeeld 1-7-2024."},
    )
    volwassenen = forms.IntegerField(min_value=0, error_messages={"min_value": "Vul 0 of meer in."})
    gemeente = forms.ChoiceField(choices=[("", "Kies een gemeente"), *((n, n) for n in NAMEN)])
    vorm = forms.ChoiceField(
        label="Huisvesting",
        widget=forms.RadioSelect,
        choices=[("zelfstandig", "Zelfstandige woning"), ("flexwoning", "Flexwoning")],
        error_messages={"required": "Kies hoe de mensen wonen."},
    )
    eerder = forms.BooleanField(label="Eerder geteld", required=False, help_text="Telt dan niet nog eens mee.")
    reden = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), required=False)


def rijen(aantal: int) -> list[dict[str, Any]]:
    kans = random.Random(4)
    uit = []
    for i in range(aantal):
        begin, taak = kans.randint(-20, 10), kans.randint(20, 1600)
        s = stand(begin, taak, round((taak - begin) * kans.uniform(0.3, 1.3)), gemeente=f"R{i}")
        uit.append(
            {
                "naam": NAMEN[i % len(NAMEN)],
                "begin": begin,
                "taakstelling": taak,
                "opgave": s.opgave,
                "balk": s,
                "eind": s.stand_eind,
            }
        )
    return uit


PAGINA = Path(__file__).with_name("galerij.html").read_text(encoding="utf-8")


def inhoud() -> dict[str, Any]:
    kans = random.Random(7)
    per_dag: dict[date, int] = {}
    for _ in range(11):
        dag = EERSTE_HELFT.begin + timedelta(days=kans.randint(0, 150))
        per_dag[dag] = per_dag.get(dag, 0) + kans.randint(1, 3)
    reeks = []
    begin: int | None = 6
    for i, (taak, gedaan) in enumerate([(10, 14), (14, 12), (18, 9), (30, 22), (26, 19), (24, 30), (26, 23), (24, 31)]):
        regel = stand(begin, taak, gedaan, halfjaar=Halfjaar.van_volgnummer(Halfjaar(2021, 1).volgnummer + i))
        reeks.append(regel)
        begin = regel.stand_eind
    lang = []
    begin = None
    for i in range(22):
        taak = kans.randint(8, 40)
        if i == 4:
            begin = 3
        regel = stand(
            begin, taak, kans.randint(5, 38), halfjaar=Halfjaar.van_volgnummer(Halfjaar(2016, 1).volgnummer + i)
        )
        lang.append(regel)
        begin = regel.stand_eind
    return {
        "dag": DAG,
        "wolden": GEVALLEN["De Wolden"],
        "gevallen": GEVALLEN,
        "opgeteld": list(zip(sorted(per_dag), accumulate(per_dag[dag] for dag in sorted(per_dag)), strict=True)),
        "geschiedenis": reeks,
        "lang": lang,
        "soorten": ("info", "ok", "warning", "error"),
        "formulier": Formulier(prefix="a"),
        "fout": Formulier(
            {"f-teldatum": "31-31-2024", "f-volwassenen": "-1", "f-gemeente": "De Wolden", "f-reden": "wat er stond"},
            prefix="f",
        ),
        "gegevens": [("Taakstelling", 26, "/"), ("Beginstand", -10), ("Bron", "Provincieblad 2023, 1")],
        "logregels": [
            SimpleNamespace(
                op=datetime(2024, 5, 31, 14, 5, tzinfo=ZoneInfo("Europe/Amsterdam")),
                soort="taakstelling.taakstelling",
                object_id=None,
                gegevens={},
                handeling="plaatsing vastgelegd",
                gebruiker="Anke Huisvesting",
                lidmaatschap=SimpleNamespace(get_rol_display="Medewerker huisvesting (gemeente)"),
            ),
            SimpleNamespace(
                op=datetime(2024, 5, 30, 9, 0, tzinfo=ZoneInfo("Europe/Amsterdam")),
                soort="taakstelling.taakstelling",
                object_id=None,
                gegevens={},
                handeling="taakstellingen ingelezen",
                gebruiker=None,
                lidmaatschap=None,
            ),
        ],
    }


class Filterformulier(forms.Form):
    provincie = forms.ChoiceField(required=False, choices=[("", "Alle"), ("22", "Drenthe")])
    stand = forms.ChoiceField(required=False, choices=[("", "Alle"), ("a", "Achterstand"), ("v", "Voorsprong")])
    naam = forms.CharField(required=False)


@login_not_required
def galerij(request: HttpRequest) -> HttpResponse:
    messages.success(request, "Plaatsing vastgelegd: 3 personen. De stand is nu −10, nog 13 personen, 2,6 per week.")
    tabel = Standentabel(rijen(60), request=request)
    blader(request, tabel, per_pagina=12)
    leeg = Legetabel([], request=request)
    context = inhoud() | {"tabel": tabel, "leeg": leeg, "filter": SimpleNamespace(form=Filterformulier())}
    lid = SimpleNamespace(
        regio=None, pk=1, rol="gemeente", organisatie="De Wolden", get_rol_display="Medewerker huisvesting (gemeente)"
    )
    ander = SimpleNamespace(
        pk=1459, rol="provincie", organisatie="Drenthe", get_rol_display="Toezichthouder (provincie)"
    )
    request.lid, request.lidmaatschappen = lid, [lid, ander]  # type: ignore[attr-defined]
    request.user = SimpleNamespace(is_authenticated=True, naam="Anke Huisvesting", email="anke@dewolden.example")  # type: ignore[assignment]
    sjabloon = engines["django"].from_string(PAGINA)
    return HttpResponse(sjabloon.render(context | {"oefengegevens": True}, request))
