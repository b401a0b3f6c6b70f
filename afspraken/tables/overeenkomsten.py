"""The list of agreements."""

from datetime import date

import django_tables2 as tables
from django.utils.html import format_html

from afspraken.models import Prestatieafspraak
from organisaties.templatetags.weergave import datum


class OvereenkomstenTabel(tables.Table):
    """One row an agreement or addendum; the main link is on its name."""

    caption, eenheid, eenheid_enkel = "Prestatieafspraken en addenda", "stukken", "stuk"

    naam = tables.Column(linkify=("afspraak", {"pk": tables.A("pk")}), verbose_name="Naam")
    soort = tables.Column(verbose_name="Soort", empty_values=(), order_by=("hoort_bij", "naam"))
    partijen = tables.Column(verbose_name="Partijen", orderable=False, empty_values=())
    van = tables.Column(verbose_name="Vanaf")
    tot = tables.Column(verbose_name="Tot en met")
    stand = tables.Column(verbose_name="Stand", orderable=False, empty_values=())

    class Meta:
        model = Prestatieafspraak
        fields = ()
        sequence = ("naam", "soort", "partijen", "van", "tot", "stand")
        order_by = ("-van", "-pk")
        empty_text = "Er zijn geen prestatieafspraken die bij deze keuze passen."

    def __init__(self, *args: object, vandaag: date, **kwargs: object) -> None:
        self.vandaag = vandaag
        super().__init__(*args, **kwargs)

    def render_soort(self, record: Prestatieafspraak) -> str:
        return "addendum" if record.hoort_bij_id else "prestatieafspraken"

    def render_partijen(self, record: Prestatieafspraak) -> str:
        return ", ".join(str(partij) for partij in record.partijen.all())

    def render_van(self, value: date) -> str:
        return datum(value)

    def render_tot(self, record: Prestatieafspraak) -> str:
        return datum(record.laatste_dag)

    def render_stand(self, record: Prestatieafspraak) -> str:
        woord = "concept" if record.is_concept else record.looptijd_op(self.vandaag).value
        return format_html('<span class="standmerk standmerk--nul">{}</span>', woord)
