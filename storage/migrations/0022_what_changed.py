"""What of somebody was changed, for the lists that go by it."""

import functools
from json import dumps, loads

from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("roster", "0021_quotas")]

    initial = False

    operations = [
        ops.AddField(
            model_name="ChangedContact",
            name="about",
            field=fields.JSONField(
                null=True, encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads
            ),
        ),
    ]
