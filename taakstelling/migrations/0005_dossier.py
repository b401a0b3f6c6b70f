from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("taakstelling", "0004_afstemming")]
    operations: list[migrations.operations.base.Operation] = []
