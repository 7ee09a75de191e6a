"""How many rows of people who were to stay as they are a run has skipped, and how often it has changed which field."""

from tortoise import migrations
from tortoise.migrations import operations as ops
import functools
from json import dumps, loads
from tortoise import fields


class Migration(migrations.Migration):
    dependencies = [("roster", "0003_importing")]

    initial = False

    operations = [
        ops.AddField(
            model_name="ImportRun",
            name="changed_fields",
            field=fields.JSONField(
                null=True, encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads
            ),
        ),
        ops.AddField(
            model_name="ImportRun",
            name="skipped",
            field=fields.IntField(default=0, db_default=0),
        ),
    ]
