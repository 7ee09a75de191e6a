"""Who was greeted, and whose cards they saw last."""

from tortoise import migrations
from tortoise.migrations import operations as ops
import functools
from json import dumps, loads
from tortoise import fields


class Migration(migrations.Migration):
    dependencies = [("roster", "0005_whole_contact")]

    initial = False

    operations = [
        ops.CreateModel(
            name="Member",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("tenant", fields.CharField(max_length=64)),
                ("user_id", fields.CharField(max_length=64)),
                ("greeted_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                (
                    "looked_at",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
            ],
            options={
                "table": "member",
                "app": "roster",
                "unique_together": (("tenant", "user_id"),),
                "pk_attr": "id",
                "table_description": "Somebody who was greeted. `looked_at` has the ids of the contacts whose cards they saw last, the newest first.",
            },
            bases=["Model"],
        ),
    ]
