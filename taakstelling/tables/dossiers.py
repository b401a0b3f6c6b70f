"""The list of verschoonbaarheidsdossiers."""

from datetime import datetime
from typing import Any

import django_tables2 as tables
from django_tables2.utils import A

from organisaties.templatetags.weergave import datum
from taakstelling.models import Verschoonbaarheidsdossier
from taakstelling.regels.halfjaar import Halfjaar


class DossierTable(tables.Table):
    """One row a dossier; the main link is on the half-year."""

    caption, eenheid, eenheid_enkel = "Verschoonbaarheidsdossiers", "dossiers", "dossier"

    halfjaar = tables.Column(verbose_name="Halfjaar", linkify=("verschoonbaarheidsdossier", {"pk": A("pk")}))
    gemeente = tables.Column(verbose_name="Gemeente", order_by="gemeente__naam")
    gemaakt_op = tables.Column(verbose_name="Gemaakt op")
    verzonden_op = tables.Column(verbose_name="Verzonden op", default="nog niet")
    geldt = tables.BooleanColumn(verbose_name="Nieuwste", accessor="nieuwste", yesno="ja,nee", orderable=False)

    class Meta:
        model = Verschoonbaarheidsdossier
        fields = ()
        sequence = ("halfjaar", "gemeente", "gemaakt_op", "verzonden_op", "geldt")
        order_by = ("-gemaakt_op",)

    def render_halfjaar(self, value: Halfjaar) -> str:
        return value.kort

    def render_gemaakt_op(self, value: datetime) -> str:
        return datum(value)

    def render_verzonden_op(self, value: datetime) -> str:
        return datum(value)

    def render_geldt(self, value: Any) -> str:
        return "ja" if value else "nee, vervangen"
