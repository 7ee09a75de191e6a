"""Tags have a colour."""

from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise import fields


class Migration(migrations.Migration):
    dependencies = [("roster", "0004_import_counts")]

    initial = False

    operations = [
        ops.AddField(
            model_name="Tag",
            name="colour",
            field=fields.CharField(default="", db_default="", max_length=16),
        ),
    ]
