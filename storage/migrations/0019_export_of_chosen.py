"""An export of people who were picked one by one."""

import functools
from json import dumps, loads

from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("roster", "0018_skills")]

    initial = False

    operations = [
        ops.AddField(
            model_name="ExportRun",
            name="chosen_ids",
            field=fields.JSONField(
                null=True, encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads
            ),
        ),
    ]
