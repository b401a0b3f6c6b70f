import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import taakstelling.velden


class Migration(migrations.Migration):
    dependencies = [
        ("taakstelling", "0004_afstemming"),
        ("organisaties", "0003_invoer"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Verschoonbaarheidsdossier",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("halfjaar", taakstelling.velden.HalfjaarField()),
                (
                    "status",
                    models.CharField(
                        choices=[("gemaakt", "gemaakt"), ("verzonden", "verzonden")], default="gemaakt", max_length=9
                    ),
                ),
                (
                    "inhoud",
                    models.JSONField(
                        help_text="Alles wat in het dossier staat, met de nummers van de regels erachter."
                    ),
                ),
                ("pdf", models.BinaryField()),
                ("sha256", models.CharField(max_length=64)),
                ("gemaakt_op", models.DateTimeField(verbose_name="gemaakt op")),
                ("verzonden_op", models.DateTimeField(null=True, verbose_name="verzonden op")),
                (
                    "gemaakt_door",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "gemeente",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="verschoonbaarheidsdossiers",
                        to="organisaties.gemeente",
                    ),
                ),
                (
                    "provincie",
                    models.ForeignKey(
                        help_text="Die toezicht hield toen het werd gemaakt.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisaties.provincie",
                    ),
                ),
                (
                    "vervangt",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="vervangen_door",
                        to="taakstelling.verschoonbaarheidsdossier",
                    ),
                ),
                (
                    "verzonden_door",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "verschoonbaarheidsdossiers",
                "ordering": ["-gemaakt_op", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("vervangt", None)),
                        fields=("gemeente", "halfjaar"),
                        name="dossier_een_begin",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "verzonden"), ("verzonden_op__isnull", False)),
                            models.Q(
                                models.Q(("status", "verzonden"), _negated=True), ("verzonden_op", None)
                            ),
                            _connector="OR",
                        ),
                        name="dossier_verzonden_heeft_tijd",
                    ),
                ],
            },
        ),
    ]
