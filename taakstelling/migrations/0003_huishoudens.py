import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from organisaties.bewaking import verwijder_triggers


def _nummer_de_dossiers(apps, schema_editor):
    """Plaatsingen of before this version get the number of their household. The guard comes back after migrate."""
    verwijder_triggers(schema_editor.connection)
    plaatsingen = apps.get_model("taakstelling", "Plaatsing").objects.filter(huishouden__isnull=False)
    plaatsingen.update(dossier=models.F("huishouden_id"))


class Migration(migrations.Migration):
    dependencies = [
        ("taakstelling", "0002_afsluiting"),
        ("organisaties", "0003_invoer"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Koppeling",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "vastgelegd_op",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="vastgelegd op"
                    ),
                ),
                (
                    "ingetrokken_op",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="ingetrokken op"),
                ),
                (
                    "reden_intrekking",
                    models.CharField(blank=True, editable=False, max_length=200, verbose_name="reden van intrekking"),
                ),
                (
                    "dossier",
                    models.BigIntegerField(help_text="Nummer van het huishouden; blijft staan als dat is gewist."),
                ),
                ("gekoppeld_op", models.DateField(verbose_name="gekoppeld op")),
                ("volwassenen", models.PositiveSmallIntegerField(default=0)),
                ("kinderen", models.PositiveSmallIntegerField(default=0)),
                ("amv", models.PositiveSmallIntegerField(default=0, verbose_name="amv")),
                (
                    "verwachte_nareizigers",
                    models.PositiveSmallIntegerField(default=0, verbose_name="verwachte nareizigers"),
                ),
                ("verwacht_op", models.DateField(blank=True, null=True, verbose_name="verwacht op")),
            ],
            options={
                "verbose_name_plural": "koppelingen",
                "ordering": ["gekoppeld_op", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Koppelstap",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "vastgelegd_op",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="vastgelegd op"
                    ),
                ),
                (
                    "ingetrokken_op",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="ingetrokken op"),
                ),
                (
                    "reden_intrekking",
                    models.CharField(blank=True, editable=False, max_length=200, verbose_name="reden van intrekking"),
                ),
                (
                    "dossier",
                    models.BigIntegerField(help_text="Nummer van het huishouden; blijft staan als dat is gewist."),
                ),
                (
                    "soort",
                    models.CharField(
                        choices=[
                            ("gevraagd", "Woning gevraagd aan de verhuurder"),
                            ("aangeboden", "Woning aangeboden"),
                            ("geaccepteerd", "Woning geaccepteerd"),
                            ("geweigerd", "Woning geweigerd"),
                            ("stilstand", "Ligt stil"),
                            ("verder", "Weer opgepakt"),
                            ("teruggegeven", "Koppeling teruggegeven aan COA"),
                            ("overgedragen", "Koppeling overgedragen aan een andere gemeente"),
                            ("zelf-gevonden", "Zelf een woning gevonden"),
                            ("vertrokken", "Vertrokken, geen huisvesting meer nodig"),
                        ],
                        max_length=13,
                    ),
                ),
                ("datum", models.DateField(help_text="Van een einde: de eerste dag zonder koppeling.")),
                ("reden", models.CharField(blank=True, max_length=20)),
                ("gevolg", models.CharField(blank=True, help_text="Wat er na een weigering gebeurt.", max_length=20)),
                ("opnieuw_op", models.DateField(blank=True, null=True, verbose_name="opnieuw bekijken op")),
                ("kamers", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "verhuurder",
                    models.CharField(blank=True, help_text="Naam van de organisatie, geen persoon.", max_length=120),
                ),
            ],
            options={
                "verbose_name_plural": "koppelstappen",
                "ordering": ["datum", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Koppeltermijn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "weken_woning",
                    models.PositiveSmallIntegerField(
                        default=10,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(52),
                        ],
                        verbose_name="weken tot een woning",
                    ),
                ),
                (
                    "weken_verhuizing",
                    models.PositiveSmallIntegerField(
                        default=2,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(26),
                        ],
                        verbose_name="weken om te verhuizen",
                    ),
                ),
                (
                    "bewaarmaanden",
                    models.PositiveSmallIntegerField(
                        default=24,
                        validators=[
                            django.core.validators.MinValueValidator(6),
                            django.core.validators.MaxValueValidator(120),
                        ],
                        verbose_name="maanden bewaren na afloop",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "koppeltermijnen",
            },
        ),
        migrations.CreateModel(
            name="Vervanging",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("van", models.DateField()),
                ("tot", models.DateField(help_text="De eerste dag waarop de vervanging voorbij is.")),
            ],
            options={
                "verbose_name_plural": "vervangingen",
                "ordering": ["van", "pk"],
            },
        ),
        migrations.AddField(
            model_name="huishouden",
            name="amv_achttien_op",
            field=models.DateField(
                blank=True, help_text="Van de amv die het eerst 18 wordt.", null=True, verbose_name="amv wordt 18 op"
            ),
        ),
        migrations.AddField(
            model_name="huishouden",
            name="behandelaar",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="huishoudens",
                to="organisaties.lidmaatschap",
            ),
        ),
        migrations.AddField(
            model_name="huishouden",
            name="gelijkvloers",
            field=models.BooleanField(default=False, help_text="De woning moet gelijkvloers zijn."),
        ),
        migrations.AddField(
            model_name="huishouden",
            name="kamers",
            field=models.PositiveSmallIntegerField(
                blank=True, help_text="Minstens zoveel kamers zijn nodig; leeg: geen wens.", null=True
            ),
        ),
        migrations.AddField(
            model_name="huishouden",
            name="notitie",
            field=models.CharField(blank=True, help_text="Zonder persoonsgegevens.", max_length=500),
        ),
        migrations.AddField(
            model_name="plaatsing",
            name="dossier",
            field=models.BigIntegerField(
                editable=False, help_text="Nummer van het huishouden; blijft staan als dat is gewist.", null=True
            ),
        ),
        migrations.AddIndex(
            model_name="plaatsing",
            index=models.Index(fields=["dossier"], name="plaatsing_dossier"),
        ),
        migrations.AddField(
            model_name="koppeling",
            name="huishouden",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="koppelingen",
                to="taakstelling.huishouden",
            ),
        ),
        migrations.AddField(
            model_name="koppeling",
            name="ingetrokken_door",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="ingetrokken door",
            ),
        ),
        migrations.AddField(
            model_name="koppeling",
            name="invoerbestand",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisaties.invoerbestand",
                verbose_name="invoerbestand",
            ),
        ),
        migrations.AddField(
            model_name="koppeling",
            name="koppelgemeente",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="koppelingen", to="organisaties.gemeente"
            ),
        ),
        migrations.AddField(
            model_name="koppeling",
            name="vastgelegd_door",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                help_text="Leeg: een opdracht van functioneel beheer.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="vastgelegd door",
            ),
        ),
        migrations.AddField(
            model_name="koppeling",
            name="vervangt",
            field=models.OneToOneField(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="vervangen_door",
                to="taakstelling.koppeling",
                verbose_name="vervangt",
            ),
        ),
        migrations.AddField(
            model_name="koppelstap",
            name="huishouden",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="stappen",
                to="taakstelling.huishouden",
            ),
        ),
        migrations.AddField(
            model_name="koppelstap",
            name="ingetrokken_door",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="ingetrokken door",
            ),
        ),
        migrations.AddField(
            model_name="koppelstap",
            name="invoerbestand",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisaties.invoerbestand",
                verbose_name="invoerbestand",
            ),
        ),
        migrations.AddField(
            model_name="koppelstap",
            name="koppelgemeente",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisaties.gemeente"
            ),
        ),
        migrations.AddField(
            model_name="koppelstap",
            name="naar",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisaties.gemeente",
                verbose_name="naar gemeente",
            ),
        ),
        migrations.AddField(
            model_name="koppelstap",
            name="vastgelegd_door",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                help_text="Leeg: een opdracht van functioneel beheer.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="vastgelegd door",
            ),
        ),
        migrations.AddField(
            model_name="koppelstap",
            name="vervangt",
            field=models.OneToOneField(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="vervangen_door",
                to="taakstelling.koppelstap",
                verbose_name="vervangt",
            ),
        ),
        migrations.AddField(
            model_name="koppeltermijn",
            name="gemeente",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="koppeltermijn", to="organisaties.gemeente"
            ),
        ),
        migrations.AddField(
            model_name="vervanging",
            name="afwezig",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="vervangingen", to="organisaties.lidmaatschap"
            ),
        ),
        migrations.AddField(
            model_name="vervanging",
            name="vervanger",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="vervangt_anderen",
                to="organisaties.lidmaatschap",
            ),
        ),
        migrations.AddIndex(
            model_name="koppeling",
            index=models.Index(fields=["koppelgemeente", "gekoppeld_op"], name="koppeling_lijst"),
        ),
        migrations.AddConstraint(
            model_name="koppeling",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ingetrokken_door", None), ("ingetrokken_op", None), ("reden_intrekking", "")),
                    models.Q(("ingetrokken_op__isnull", False), models.Q(("reden_intrekking", ""), _negated=True)),
                    _connector="OR",
                ),
                name="taakstelling_koppeling_intrekking_met_reden",
            ),
        ),
        migrations.AddConstraint(
            model_name="koppeling",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ingetrokken_op", None)), fields=("dossier",), name="koppeling_eenmaal"
            ),
        ),
        migrations.AddConstraint(
            model_name="koppeling",
            constraint=models.CheckConstraint(
                condition=models.Q(("volwassenen__gt", 0), ("kinderen__gt", 0), ("amv__gt", 0), _connector="OR"),
                name="koppeling_heeft_personen",
            ),
        ),
        migrations.AddConstraint(
            model_name="koppeling",
            constraint=models.CheckConstraint(
                condition=models.Q(("verwacht_op", None), ("verwachte_nareizigers__gt", 0), _connector="OR"),
                name="koppeling_verwacht_iemand",
            ),
        ),
        migrations.AddIndex(
            model_name="koppelstap",
            index=models.Index(fields=["dossier", "datum"], name="koppelstap_dossier"),
        ),
        migrations.AddConstraint(
            model_name="koppelstap",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ingetrokken_door", None), ("ingetrokken_op", None), ("reden_intrekking", "")),
                    models.Q(("ingetrokken_op__isnull", False), models.Q(("reden_intrekking", ""), _negated=True)),
                    _connector="OR",
                ),
                name="taakstelling_koppelstap_intrekking_met_reden",
            ),
        ),
        migrations.AddConstraint(
            model_name="koppelstap",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("ingetrokken_op", None),
                    ("soort__in", ["overgedragen", "teruggegeven", "vertrokken", "zelf-gevonden"]),
                ),
                fields=("dossier",),
                name="koppelstap_een_einde",
            ),
        ),
        migrations.AddConstraint(
            model_name="koppelstap",
            constraint=models.CheckConstraint(
                condition=models.Q(("opnieuw_op", None), ("soort", "stilstand"), _connector="OR"),
                name="koppelstap_opnieuw_na_stilstand",
            ),
        ),
        migrations.AddConstraint(
            model_name="vervanging",
            constraint=models.CheckConstraint(
                condition=models.Q(("van__lt", models.F("tot"))), name="vervanging_duurt"
            ),
        ),
        migrations.AddConstraint(
            model_name="vervanging",
            constraint=models.CheckConstraint(
                condition=models.Q(("afwezig", models.F("vervanger")), _negated=True), name="vervanging_door_een_ander"
            ),
        ),
        migrations.RunPython(_nummer_de_dossiers, migrations.RunPython.noop),
    ]
