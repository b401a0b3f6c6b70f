from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("taakstelling", "0006_verrekening")]
    operations: list[migrations.operations.base.Operation] = []
