import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
('afspraken','0001_initial'),
]

    operations = [
        migrations.CreateModel(
            name='Lijstvraag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('maand', models.DateField(help_text='De eerste dag van de maand.')),
                ('gevraagd_op', models.DateTimeField(default=django.utils.timezone.now, verbose_name='gevraagd op')),
                ('gebruikt_op', models.DateTimeField(blank=True, null=True, verbose_name='gebruikt op')),
                ('lidmaatschap', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lijstvragen', to='organisaties.lidmaatschap')),
            ],
            options={
                'verbose_name_plural': 'lijstvragen',
                'ordering': ['-maand', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('lidmaatschap', 'maand'), name='lijstvraag_per_maand')],
            },
        ),
        migrations.CreateModel(
            name='Toewijzing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('vastgelegd_op', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='vastgelegd op')),
                ('ingetrokken_op', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='ingetrokken op')),
                ('reden_intrekking', models.CharField(blank=True, editable=False, max_length=200, verbose_name='reden van intrekking')),
                ('kenmerk', models.CharField(max_length=40, verbose_name='kenmerk van de woning')),
                ('dossier', models.BigIntegerField(help_text='Nummer van het huishouden; blijft staan als dat is gewist.')),
                ('deel', models.PositiveSmallIntegerField(default=1)),
                ('corporatie', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisaties.corporatie')),
                ('gemeente', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisaties.gemeente')),
                ('ingetrokken_door', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='ingetrokken door')),
                ('invoerbestand', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisaties.invoerbestand', verbose_name='invoerbestand')),
                ('vastgelegd_door', models.ForeignKey(blank=True, editable=False, help_text='Leeg: een opdracht van functioneel beheer.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='vastgelegd door')),
                ('vervangt', models.OneToOneField(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='vervangen_door', to='afspraken.toewijzing', verbose_name='vervangt')),
            ],
            options={
                'verbose_name_plural': 'toewijzingen',
                'ordering': ['pk'],
                'abstract': False,
                'indexes': [models.Index(fields=['corporatie', 'kenmerk'], name='toewijzing_woning')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('ingetrokken_door', None), ('ingetrokken_op', None), ('reden_intrekking', '')), models.Q(('ingetrokken_op__isnull', False), models.Q(('reden_intrekking', ''), _negated=True)), _connector='OR'), name='afspraken_toewijzing_intrekking_met_reden'), models.UniqueConstraint(condition=models.Q(('ingetrokken_op', None)), fields=('dossier', 'deel'), name='toewijzing_plaatsing_eenmaal')],
            },
        ),
    ]
