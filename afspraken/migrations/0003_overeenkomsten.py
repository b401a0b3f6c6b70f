from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("afspraken", "0002_woningen")]
    operations: list[migrations.operations.base.Operation] = []
