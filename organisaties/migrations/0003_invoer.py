import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organisaties', '0002_regio_convenant'),
    ]

    operations = [
        migrations.CreateModel(
            name='Achtergrondtaak',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('soort', models.CharField(max_length=40)),
                ('voorwerp_id', models.BigIntegerField()),
                ('stand', models.CharField(choices=[('wacht', 'wacht op zijn beurt'), ('loopt', 'loopt'), ('klaar', 'klaar'), ('mislukt', 'mislukt')], default='wacht', max_length=8)),
                ('stap', models.CharField(blank=True, max_length=60)),
                ('gedaan', models.PositiveIntegerField(default=0)),
                ('totaal', models.PositiveIntegerField(default=0, help_text='0: niet bekend.')),
                ('pogingen', models.PositiveSmallIntegerField(default=0)),
                ('gevraagd_op', models.DateTimeField(default=django.utils.timezone.now)),
                ('stap_begonnen_op', models.DateTimeField(null=True)),
                ('gezien_op', models.DateTimeField(help_text='Het laatste teken van leven.', null=True)),
                ('klaar_op', models.DateTimeField(null=True)),
            ],
            options={
                'verbose_name_plural': 'achtergrondtaken',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Bestandsinhoud',
            fields=[
                ('bestand', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='inhoud', serialize=False, to='organisaties.invoerbestand')),
                ('ruw', models.BinaryField()),
                ('bevindingen', models.JSONField(default=dict)),
                ('foutbestand', models.BinaryField(null=True)),
            ],
            options={
                'verbose_name_plural': 'bestandsinhouden',
            },
        ),
        migrations.AlterModelOptions(
            name='invoerbestand',
            options={'ordering': ['-ingelezen_op', '-pk'], 'verbose_name_plural': 'invoerbestanden'},
        ),
        migrations.AddField(
            model_name='invoerbestand',
            name='alleen_goede',
            field=models.BooleanField(default=False, verbose_name='alleen de goede rijen'),
        ),
        migrations.AddField(
            model_name='invoerbestand',
            name='fase',
            field=models.CharField(choices=[('aangeboden', 'wordt gecontroleerd'), ('geweigerd', 'niet te lezen'), ('gecontroleerd', 'gecontroleerd, nog niet ingelezen'), ('bevestigd', 'wordt ingelezen'), ('ingelezen', 'ingelezen'), ('terug', 'wordt teruggedraaid'), ('teruggedraaid', 'teruggedraaid')], default='ingelezen', max_length=14),
        ),
        migrations.AddField(
            model_name='invoerbestand',
            name='foute_rijen',
            field=models.PositiveIntegerField(default=0, verbose_name='foute rijen'),
        ),
        migrations.AddField(
            model_name='invoerbestand',
            name='lidmaatschap',
            field=models.ForeignKey(help_text='In welke rol het is aangeboden. Leeg: een opdracht van functioneel beheer.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisaties.lidmaatschap'),
        ),
        migrations.AddField(
            model_name='invoerbestand',
            name='nieuw',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='invoerbestand',
            name='overgeslagen',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='invoerbestand',
            name='rijen',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='invoerbestand',
            name='terugdraaiing',
            field=models.JSONField(default=dict, help_text='Wat er van het terugdraaien kwam: nummers van regels.'),
        ),
        migrations.AddField(
            model_name='invoerbestand',
            name='vervangen',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddIndex(
            model_name='invoerbestand',
            index=models.Index(fields=['lidmaatschap', '-ingelezen_op'], name='organisatie_lidmaat_45fc6e_idx'),
        ),
        migrations.AddField(
            model_name='achtergrondtaak',
            name='lidmaatschap',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisaties.lidmaatschap'),
        ),
        migrations.AddIndex(
            model_name='achtergrondtaak',
            index=models.Index(fields=['soort', 'voorwerp_id'], name='organisatie_soort_1aae56_idx'),
        ),
        migrations.AddIndex(
            model_name='achtergrondtaak',
            index=models.Index(fields=['stand', 'gezien_op'], name='organisatie_stand_b65b36_idx'),
        ),
    ]
