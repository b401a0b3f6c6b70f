import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('afspraken', '0002_woningen'),
        ('organisaties', '0003_invoer'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Herinnering',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sleutel', models.CharField(max_length=80, unique=True)),
                ('op', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'verbose_name_plural': 'herinneringen',
                'ordering': ['-op', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Afspraak',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(choices=[('concept', 'concept'), ('getekend', 'getekend')], default='concept', editable=False, max_length=8)),
                ('nummer', models.CharField(blank=True, help_text='Zoals het stuk zelf nummert, bijvoorbeeld 2 of a.', max_length=6)),
                ('titel', models.CharField(max_length=160)),
                ('herkomst', models.TextField(blank=True, help_text='Waar het uit volgt, bijvoorbeeld de woonvisie.')),
                ('beoogd_effect', models.TextField(blank=True, verbose_name='beoogd effect')),
                ('planning', models.CharField(blank=True, max_length=160)),
                ('wijzigt', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='gewijzigd_door', to='afspraken.afspraak')),
            ],
            options={
                'verbose_name_plural': 'afspraken',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Partij',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(choices=[('concept', 'concept'), ('getekend', 'getekend')], default='concept', editable=False, max_length=8)),
                ('corporatie', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisaties.corporatie')),
                ('gemeente', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisaties.gemeente')),
                ('huurdersorganisatie', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisaties.huurdersorganisatie')),
            ],
            options={
                'verbose_name_plural': 'partijen',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Bijdrage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(choices=[('concept', 'concept'), ('getekend', 'getekend')], default='concept', editable=False, max_length=8)),
                ('tekst', models.TextField()),
                ('afspraak', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bijdragen', to='afspraken.afspraak')),
                ('partij', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bijdragen', to='afspraken.partij')),
            ],
            options={
                'verbose_name_plural': 'bijdragen',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Regie',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(choices=[('concept', 'concept'), ('getekend', 'getekend')], default='concept', editable=False, max_length=8)),
                ('afspraak', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='afspraken.afspraak')),
                ('partij', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='afspraken.partij')),
            ],
            options={
                'verbose_name_plural': 'regies',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('afspraak', 'partij'), name='regie_eenmaal')],
            },
        ),
        migrations.AddField(
            model_name='afspraak',
            name='regie',
            field=models.ManyToManyField(blank=True, related_name='+', through='afspraken.Regie', to='afspraken.partij'),
        ),
        migrations.CreateModel(
            name='Prestatieafspraak',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(choices=[('concept', 'concept'), ('getekend', 'getekend')], default='concept', editable=False, max_length=8)),
                ('naam', models.CharField(max_length=120)),
                ('kenmerk', models.CharField(blank=True, max_length=60)),
                ('van', models.DateField(verbose_name='geldt vanaf')),
                ('tot', models.DateField(help_text='De eerste dag waarop het niet meer geldt.')),
                ('aanleiding', models.TextField(blank=True, help_text='Waarop de afspraken rusten: woonvisie, landelijke afspraken.')),
                ('overlegstructuur', models.TextField(blank=True)),
                ('overleg_rond_bod', models.BooleanField(default=False, help_text='Elk jaar minstens één bestuurlijk overleg voor het bod en één erna, ambtelijk voorbereid.', verbose_name='bestuurlijk overleg voor en na het bod')),
                ('uitvoeringsagenda', models.TextField(blank=True)),
                ('monitoring', models.TextField(blank=True)),
                ('bron', models.CharField(blank=True, help_text='Waar dit aan ontleend is.', max_length=300)),
                ('sha256', models.CharField(blank=True, editable=False, help_text='Van de tekst bij het tekenen.', max_length=64)),
                ('hoort_bij', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='addenda', to='afspraken.prestatieafspraak')),
                ('volgt_op', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='opvolger', to='afspraken.prestatieafspraak')),
            ],
            options={
                'verbose_name_plural': 'prestatieafspraken',
                'ordering': ['-van', '-pk'],
            },
        ),
        migrations.AddField(
            model_name='partij',
            name='prestatieafspraak',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='partijen', to='afspraken.prestatieafspraak'),
        ),
        migrations.CreateModel(
            name='Overleg',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('vastgelegd_op', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='vastgelegd op')),
                ('ingetrokken_op', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='ingetrokken op')),
                ('reden_intrekking', models.CharField(blank=True, editable=False, max_length=200, verbose_name='reden van intrekking')),
                ('soort', models.CharField(choices=[('ambtelijk', 'ambtelijk'), ('bestuurlijk', 'bestuurlijk')], max_length=11)),
                ('datum', models.DateField()),
                ('onderwerp', models.CharField(blank=True, max_length=160)),
                ('ingetrokken_door', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='ingetrokken door')),
                ('invoerbestand', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisaties.invoerbestand', verbose_name='invoerbestand')),
                ('vastgelegd_door', models.ForeignKey(blank=True, editable=False, help_text='Leeg: een opdracht van functioneel beheer.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='vastgelegd door')),
                ('vervangt', models.OneToOneField(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='vervangen_door', to='afspraken.overleg', verbose_name='vervangt')),
                ('prestatieafspraak', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='overleggen', to='afspraken.prestatieafspraak')),
            ],
            options={
                'verbose_name_plural': 'overleggen',
                'ordering': ['datum', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Jaarcyclus',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('vastgelegd_op', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='vastgelegd op')),
                ('ingetrokken_op', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='ingetrokken op')),
                ('reden_intrekking', models.CharField(blank=True, editable=False, max_length=200, verbose_name='reden van intrekking')),
                ('jaar', models.PositiveSmallIntegerField()),
                ('overleg', models.DateField(verbose_name='overleg gevraagd op')),
                ('bod', models.DateField(verbose_name='bod uitgebracht op')),
                ('bericht', models.DateField(verbose_name='bericht aan de minister op')),
                ('ingetrokken_door', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='ingetrokken door')),
                ('invoerbestand', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisaties.invoerbestand', verbose_name='invoerbestand')),
                ('vastgelegd_door', models.ForeignKey(blank=True, editable=False, help_text='Leeg: een opdracht van functioneel beheer.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='vastgelegd door')),
                ('vervangt', models.OneToOneField(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='vervangen_door', to='afspraken.jaarcyclus', verbose_name='vervangt')),
                ('prestatieafspraak', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cycli', to='afspraken.prestatieafspraak')),
            ],
            options={
                'verbose_name_plural': 'jaarcycli',
                'ordering': ['jaar', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Afspraakdocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('vastgelegd_op', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='vastgelegd op')),
                ('ingetrokken_op', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='ingetrokken op')),
                ('reden_intrekking', models.CharField(blank=True, editable=False, max_length=200, verbose_name='reden van intrekking')),
                ('titel', models.CharField(max_length=120)),
                ('versie', models.PositiveSmallIntegerField(default=1)),
                ('bladzijden', models.PositiveIntegerField()),
                ('grootte', models.PositiveIntegerField(help_text='Bytes.')),
                ('sha256', models.CharField(max_length=64)),
                ('inhoud', models.BinaryField(null=True)),
                ('ingetrokken_door', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='ingetrokken door')),
                ('invoerbestand', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisaties.invoerbestand', verbose_name='invoerbestand')),
                ('vastgelegd_door', models.ForeignKey(blank=True, editable=False, help_text='Leeg: een opdracht van functioneel beheer.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='vastgelegd door')),
                ('vervangt', models.OneToOneField(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='vervangen_door', to='afspraken.afspraakdocument', verbose_name='vervangt')),
                ('prestatieafspraak', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='documenten', to='afspraken.prestatieafspraak')),
            ],
            options={
                'verbose_name_plural': 'afspraakdocumenten',
                'ordering': ['titel', '-versie', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Thema',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(choices=[('concept', 'concept'), ('getekend', 'getekend')], default='concept', editable=False, max_length=8)),
                ('naam', models.CharField(max_length=80)),
                ('toelichting', models.TextField(blank=True)),
                ('prestatieafspraak', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='themas', to='afspraken.prestatieafspraak')),
            ],
            options={
                'verbose_name_plural': "thema's",
                'ordering': ['pk'],
            },
        ),
        migrations.AddField(
            model_name='afspraak',
            name='thema',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='afspraken', to='afspraken.thema'),
        ),
        migrations.CreateModel(
            name='Uitvoering',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('vastgelegd_op', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='vastgelegd op')),
                ('ingetrokken_op', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='ingetrokken op')),
                ('reden_intrekking', models.CharField(blank=True, editable=False, max_length=200, verbose_name='reden van intrekking')),
                ('aanpak', models.CharField(max_length=300, verbose_name='hoe')),
                ('klaar_op', models.DateField(blank=True, null=True, verbose_name='klaar op')),
                ('afspraak', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='uitvoeringen', to='afspraken.afspraak')),
                ('ingetrokken_door', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='ingetrokken door')),
                ('invoerbestand', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisaties.invoerbestand', verbose_name='invoerbestand')),
                ('regie', models.ForeignKey(blank=True, help_text='Leeg: zoals in de tekst.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='afspraken.partij')),
                ('vastgelegd_door', models.ForeignKey(blank=True, editable=False, help_text='Leeg: een opdracht van functioneel beheer.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='vastgelegd door')),
                ('vervangt', models.OneToOneField(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='vervangen_door', to='afspraken.uitvoering', verbose_name='vervangt')),
            ],
            options={
                'verbose_name_plural': 'uitvoeringsregels',
                'ordering': ['pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Ondertekening',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('vastgelegd_op', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='vastgelegd op')),
                ('ingetrokken_op', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='ingetrokken op')),
                ('reden_intrekking', models.CharField(blank=True, editable=False, max_length=200, verbose_name='reden van intrekking')),
                ('datum', models.DateField(blank=True, help_text='Leeg: de dag is niet bekend.', null=True, verbose_name='getekend op')),
                ('ondertekenaar', models.CharField(max_length=120, verbose_name='naam of functie')),
                ('ingetrokken_door', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='ingetrokken door')),
                ('invoerbestand', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisaties.invoerbestand', verbose_name='invoerbestand')),
                ('vastgelegd_door', models.ForeignKey(blank=True, editable=False, help_text='Leeg: een opdracht van functioneel beheer.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='vastgelegd door')),
                ('vervangt', models.OneToOneField(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='vervangen_door', to='afspraken.ondertekening', verbose_name='vervangt')),
                ('partij', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ondertekeningen', to='afspraken.partij')),
            ],
            options={
                'verbose_name_plural': 'ondertekeningen',
                'ordering': ['pk'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('ingetrokken_door', None), ('ingetrokken_op', None), ('reden_intrekking', '')), models.Q(('ingetrokken_op__isnull', False), models.Q(('reden_intrekking', ''), _negated=True)), _connector='OR'), name='afspraken_ondertekening_intrekking_met_reden'), models.UniqueConstraint(condition=models.Q(('ingetrokken_op', None)), fields=('partij',), name='ondertekening_partij_eenmaal')],
            },
        ),
        migrations.AddConstraint(
            model_name='prestatieafspraak',
            constraint=models.CheckConstraint(condition=models.Q(('van__lt', models.F('tot'))), name='prestatieafspraak_geldt_een_tijd'),
        ),
        migrations.AddConstraint(
            model_name='prestatieafspraak',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('sha256', ''), ('status', 'concept')), models.Q(('status', 'getekend'), models.Q(('sha256', ''), _negated=True)), _connector='OR'), name='prestatieafspraak_vast_heeft_controlegetal'),
        ),
        migrations.AddConstraint(
            model_name='prestatieafspraak',
            constraint=models.CheckConstraint(condition=models.Q(('hoort_bij', None), ('volgt_op', None), _connector='OR'), name='prestatieafspraak_addendum_of_vervolg'),
        ),
        migrations.AddConstraint(
            model_name='partij',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('corporatie', None), ('gemeente__isnull', False), ('huurdersorganisatie', None)), models.Q(('corporatie__isnull', False), ('gemeente', None), ('huurdersorganisatie', None)), models.Q(('corporatie', None), ('gemeente', None), ('huurdersorganisatie__isnull', False)), _connector='OR'), name='partij_een_organisatie'),
        ),
        migrations.AddConstraint(
            model_name='partij',
            constraint=models.UniqueConstraint(fields=('prestatieafspraak', 'gemeente'), name='partij_gemeente_eenmaal'),
        ),
        migrations.AddConstraint(
            model_name='partij',
            constraint=models.UniqueConstraint(fields=('prestatieafspraak', 'corporatie'), name='partij_corporatie_eenmaal'),
        ),
        migrations.AddConstraint(
            model_name='partij',
            constraint=models.UniqueConstraint(fields=('prestatieafspraak', 'huurdersorganisatie'), name='partij_huurdersorganisatie_eenmaal'),
        ),
        migrations.AddConstraint(
            model_name='overleg',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ingetrokken_door', None), ('ingetrokken_op', None), ('reden_intrekking', '')), models.Q(('ingetrokken_op__isnull', False), models.Q(('reden_intrekking', ''), _negated=True)), _connector='OR'), name='afspraken_overleg_intrekking_met_reden'),
        ),
        migrations.AddConstraint(
            model_name='jaarcyclus',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ingetrokken_door', None), ('ingetrokken_op', None), ('reden_intrekking', '')), models.Q(('ingetrokken_op__isnull', False), models.Q(('reden_intrekking', ''), _negated=True)), _connector='OR'), name='afspraken_jaarcyclus_intrekking_met_reden'),
        ),
        migrations.AddConstraint(
            model_name='jaarcyclus',
            constraint=models.UniqueConstraint(condition=models.Q(('ingetrokken_op', None)), fields=('prestatieafspraak', 'jaar'), name='jaarcyclus_eenmaal'),
        ),
        migrations.AddConstraint(
            model_name='afspraakdocument',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ingetrokken_door', None), ('ingetrokken_op', None), ('reden_intrekking', '')), models.Q(('ingetrokken_op__isnull', False), models.Q(('reden_intrekking', ''), _negated=True)), _connector='OR'), name='afspraken_afspraakdocument_intrekking_met_reden'),
        ),
        migrations.AddConstraint(
            model_name='uitvoering',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ingetrokken_door', None), ('ingetrokken_op', None), ('reden_intrekking', '')), models.Q(('ingetrokken_op__isnull', False), models.Q(('reden_intrekking', ''), _negated=True)), _connector='OR'), name='afspraken_uitvoering_intrekking_met_reden'),
        ),
        migrations.AddConstraint(
            model_name='uitvoering',
            constraint=models.UniqueConstraint(condition=models.Q(('ingetrokken_op', None)), fields=('afspraak',), name='uitvoering_afspraak_eenmaal'),
        ),
    ]
