import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisaties", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Convenant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kenmerk",
                    models.CharField(help_text="Het eigen kenmerk of de naam van het convenant.", max_length=80),
                ),
                ("van", models.DateField()),
                ("tot", models.DateField(blank=True, help_text="De eerste dag waarop het niet meer geldt.", null=True)),
                ("andere_partijen", models.CharField(blank=True, max_length=300, verbose_name="andere partijen")),
                ("afspraken", models.TextField(help_text="Wat is afgesproken.")),
                (
                    "vindplaats",
                    models.CharField(blank=True, help_text="Waar het getekende stuk te vinden is.", max_length=300),
                ),
            ],
            options={
                "verbose_name_plural": "convenanten",
                "ordering": ["regio", "-van"],
            },
        ),
        migrations.AddField(
            model_name="regio",
            name="geldig_tot",
            field=models.DateField(
                blank=True,
                help_text="De eerste dag waarop zij niet meer samenwerken.",
                null=True,
                verbose_name="werkt samen tot",
            ),
        ),
        migrations.AddField(
            model_name="regio",
            name="geldig_van",
            field=models.DateField(blank=True, null=True, verbose_name="werkt samen vanaf"),
        ),
        migrations.AddConstraint(
            model_name="regio",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("geldig_van", None),
                    ("geldig_tot", None),
                    ("geldig_van__lt", models.F("geldig_tot")),
                    _connector="OR",
                ),
                name="regio_bestaat_een_tijd",
            ),
        ),
        migrations.AddField(
            model_name="convenant",
            name="gemeenten",
            field=models.ManyToManyField(related_name="convenanten", to="organisaties.gemeente"),
        ),
        migrations.AddField(
            model_name="convenant",
            name="regio",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="convenanten", to="organisaties.regio"
            ),
        ),
        migrations.AddConstraint(
            model_name="convenant",
            constraint=models.UniqueConstraint(fields=("regio", "kenmerk"), name="convenant_kenmerk_eenmaal"),
        ),
        migrations.AddConstraint(
            model_name="convenant",
            constraint=models.CheckConstraint(
                condition=models.Q(("tot", None), ("van__lt", models.F("tot")), _connector="OR"),
                name="convenant_geldt_een_tijd",
            ),
        ),
    ]
