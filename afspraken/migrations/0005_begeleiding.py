from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("afspraken", "0004_monitoring")]
    operations: list[migrations.operations.base.Operation] = []
