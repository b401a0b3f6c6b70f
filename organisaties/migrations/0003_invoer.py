from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("organisaties", "0002_regio_convenant")]
    operations: list[migrations.operations.base.Operation] = []
