from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("afspraken", "0003_overeenkomsten")]
    operations: list[migrations.operations.base.Operation] = []
