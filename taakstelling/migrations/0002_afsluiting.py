import django.db.models.deletion
import django.utils.timezone
import taakstelling.velden
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organisaties', '0001_initial'),
        ('taakstelling', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Afsluiting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('vastgelegd_op', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='vastgelegd op')),
                ('ingetrokken_op', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='ingetrokken op')),
                ('reden_intrekking', models.CharField(blank=True, editable=False, max_length=200, verbose_name='reden van intrekking')),
                ('halfjaar', taakstelling.velden.HalfjaarField()),
                ('rijen', models.JSONField()),
                ('grenzen', models.JSONField()),
            ],
            options={
                'verbose_name_plural': 'afsluitingen',
                'ordering': ['provincie', '-halfjaar', '-pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Afsluitregel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stand_eind', models.IntegerField(null=True)),
                ('stand_eind_officieel', models.IntegerField(null=True)),
                ('eigen_vanaf', taakstelling.velden.HalfjaarField(null=True)),
                ('familie', models.TextField()),
                ('cijfers', models.JSONField()),
            ],
            options={
                'verbose_name_plural': 'afsluitregels',
            },
        ),
        migrations.CreateModel(
            name='Heropening',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('tot', models.DateField(help_text='De laatste dag waarop het halfjaar open is.')),
            ],
            options={
                'verbose_name_plural': 'heropeningen',
            },
        ),
        migrations.AddIndex(
            model_name='plaatsing',
            index=models.Index(fields=['koppelgemeente', 'id', 'halfjaar'], name='plaatsing_later'),
        ),
        migrations.AddIndex(
            model_name='plaatsing',
            index=models.Index(condition=models.Q(('ingetrokken_op__isnull', False)), fields=['ingetrokken_op'], name='plaatsing_ingetrokken'),
        ),
        migrations.AddField(
            model_name='afsluiting',
            name='ingetrokken_door',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='ingetrokken door'),
        ),
        migrations.AddField(
            model_name='afsluiting',
            name='invoerbestand',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisaties.invoerbestand', verbose_name='invoerbestand'),
        ),
        migrations.AddField(
            model_name='afsluiting',
            name='provincie',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='afsluitingen', to='organisaties.provincie'),
        ),
        migrations.AddField(
            model_name='afsluiting',
            name='vastgelegd_door',
            field=models.ForeignKey(blank=True, editable=False, help_text='Leeg: een opdracht van functioneel beheer.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='vastgelegd door'),
        ),
        migrations.AddField(
            model_name='afsluiting',
            name='vervangt',
            field=models.OneToOneField(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='vervangen_door', to='taakstelling.afsluiting', verbose_name='vervangt'),
        ),
        migrations.AddField(
            model_name='afsluiting',
            name='vorige',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='taakstelling.afsluiting'),
        ),
        migrations.AddField(
            model_name='afsluitregel',
            name='afsluiting',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='regels', to='taakstelling.afsluiting'),
        ),
        migrations.AddField(
            model_name='afsluitregel',
            name='gemeente',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisaties.gemeente'),
        ),
        migrations.AddField(
            model_name='heropening',
            name='afsluiting',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='heropening', to='taakstelling.afsluiting'),
        ),
        migrations.AddConstraint(
            model_name='afsluiting',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ingetrokken_door', None), ('ingetrokken_op', None), ('reden_intrekking', '')), models.Q(('ingetrokken_op__isnull', False), models.Q(('reden_intrekking', ''), _negated=True)), _connector='OR'), name='taakstelling_afsluiting_intrekking_met_reden'),
        ),
        migrations.AddConstraint(
            model_name='afsluiting',
            constraint=models.UniqueConstraint(condition=models.Q(('ingetrokken_op', None)), fields=('provincie', 'halfjaar'), name='afsluiting_eenmaal'),
        ),
        migrations.AddConstraint(
            model_name='afsluitregel',
            constraint=models.UniqueConstraint(fields=('afsluiting', 'gemeente'), name='afsluitregel_eenmaal'),
        ),
    ]
