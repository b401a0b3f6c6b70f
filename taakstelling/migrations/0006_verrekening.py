from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("taakstelling", "0005_dossier")]
    operations: list[migrations.operations.base.Operation] = []
