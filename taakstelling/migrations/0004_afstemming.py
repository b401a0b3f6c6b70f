from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("taakstelling", "0003_huishoudens")]
    operations: list[migrations.operations.base.Operation] = []
