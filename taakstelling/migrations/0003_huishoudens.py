from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("taakstelling", "0002_afsluiting")]
    operations: list[migrations.operations.base.Operation] = []
