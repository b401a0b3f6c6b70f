import django.db.models.deletion
import django.utils.timezone
import taakstelling.velden
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('afspraken', '0003_overeenkomsten'),
        ('organisaties', '0003_invoer'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Monitoringronde',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('halfjaar', taakstelling.velden.HalfjaarField()),
                ('uiterlijk', models.DateField(verbose_name='invullen tot en met')),
                ('geopend_op', models.DateTimeField()),
                ('geopend_door', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('prestatieafspraak', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rondes', to='afspraken.prestatieafspraak')),
            ],
            options={
                'verbose_name_plural': 'monitoringrondes',
                'ordering': ['-halfjaar', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Rondeverslag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('inhoud', models.JSONField()),
                ('pdf', models.BinaryField()),
                ('sha256', models.CharField(max_length=64)),
                ('gemaakt_op', models.DateTimeField()),
                ('gemaakt_door', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ronde', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='verslag', to='afspraken.monitoringronde')),
            ],
            options={
                'verbose_name_plural': 'rondeverslagen',
                'ordering': ['-gemaakt_op'],
            },
        ),
        migrations.CreateModel(
            name='Voortgang',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('vastgelegd_op', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='vastgelegd op')),
                ('ingetrokken_op', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='ingetrokken op')),
                ('reden_intrekking', models.CharField(blank=True, editable=False, max_length=200, verbose_name='reden van intrekking')),
                ('verloop', models.CharField(choices=[('nog niet begonnen', 'nog niet begonnen'), ('op schema', 'op schema'), ('vertraagd', 'vertraagd'), ('klaar', 'klaar')], max_length=17)),
                ('toelichting', models.TextField(blank=True, max_length=2000)),
                ('afspraak', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='voortgang', to='afspraken.afspraak')),
                ('ingetrokken_door', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='ingetrokken door')),
                ('invoerbestand', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisaties.invoerbestand', verbose_name='invoerbestand')),
                ('partij', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='voortgang', to='afspraken.partij')),
                ('ronde', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='voortgang', to='afspraken.monitoringronde')),
                ('vastgelegd_door', models.ForeignKey(blank=True, editable=False, help_text='Leeg: een opdracht van functioneel beheer.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='vastgelegd door')),
                ('vervangt', models.OneToOneField(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='vervangen_door', to='afspraken.voortgang', verbose_name='vervangt')),
            ],
            options={
                'verbose_name_plural': 'voortgang',
                'ordering': ['pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Akkoord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('vastgelegd_op', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='vastgelegd op')),
                ('ingetrokken_op', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='ingetrokken op')),
                ('reden_intrekking', models.CharField(blank=True, editable=False, max_length=200, verbose_name='reden van intrekking')),
                ('ingetrokken_door', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='ingetrokken door')),
                ('invoerbestand', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisaties.invoerbestand', verbose_name='invoerbestand')),
                ('partij', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='afspraken.partij')),
                ('vastgelegd_door', models.ForeignKey(blank=True, editable=False, help_text='Leeg: een opdracht van functioneel beheer.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='vastgelegd door')),
                ('vervangt', models.OneToOneField(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='vervangen_door', to='afspraken.akkoord', verbose_name='vervangt')),
                ('voortgang', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='akkoord', to='afspraken.voortgang')),
            ],
            options={
                'verbose_name_plural': 'akkoorden',
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='monitoringronde',
            constraint=models.UniqueConstraint(fields=('prestatieafspraak', 'halfjaar'), name='monitoringronde_eenmaal'),
        ),
        migrations.AddConstraint(
            model_name='voortgang',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ingetrokken_door', None), ('ingetrokken_op', None), ('reden_intrekking', '')), models.Q(('ingetrokken_op__isnull', False), models.Q(('reden_intrekking', ''), _negated=True)), _connector='OR'), name='afspraken_voortgang_intrekking_met_reden'),
        ),
        migrations.AddConstraint(
            model_name='voortgang',
            constraint=models.UniqueConstraint(condition=models.Q(('ingetrokken_op', None)), fields=('ronde', 'afspraak', 'partij'), name='voortgang_eenmaal'),
        ),
        migrations.AddConstraint(
            model_name='akkoord',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ingetrokken_door', None), ('ingetrokken_op', None), ('reden_intrekking', '')), models.Q(('ingetrokken_op__isnull', False), models.Q(('reden_intrekking', ''), _negated=True)), _connector='OR'), name='afspraken_akkoord_intrekking_met_reden'),
        ),
    ]
