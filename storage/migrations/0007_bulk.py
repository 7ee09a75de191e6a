"""What is done with many people at once."""

from tortoise import migrations
from tortoise.migrations import operations as ops
import functools
from json import dumps, loads
from tortoise.fields.base import OnDelete
from tortoise import fields
from tortoise.indexes import Index


class Migration(migrations.Migration):
    dependencies = [("roster", "0006_searching")]

    initial = False

    operations = [
        ops.CreateModel(
            name="BulkRun",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("tenant", fields.CharField(max_length=64)),
                ("user_id", fields.CharField(max_length=64)),
                ("action", fields.CharField(max_length=32)),
                (
                    "options",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                ("line", fields.TextField(unique=False)),
                ("words", fields.TextField(unique=False)),
                (
                    "chosen_ids",
                    fields.JSONField(
                        null=True, encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads
                    ),
                ),
                ("status", fields.CharField(default="started", max_length=16)),
                ("changed", fields.IntField(default=0)),
                ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "bulk_run",
                "app": "roster",
                "indexes": [Index(fields=["tenant", "created_at"])],
                "pk_attr": "id",
                "table_description": "One action on many people. `action` is a key of `crm.bulk.actions.ACTIONS`, `options` what it needs to know.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="BulkPart",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("tenant", fields.CharField(max_length=64)),
                (
                    "run",
                    fields.ForeignKeyField(
                        "roster.BulkRun",
                        source_field="run_id",
                        db_index=True,
                        db_constraint=True,
                        to_field="id",
                        related_name="parts",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                ("number", fields.IntField()),
                (
                    "contact_ids",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                (
                    "changes",
                    fields.JSONField(
                        null=True, encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads
                    ),
                ),
                ("is_undone", fields.BooleanField(default=False)),
            ],
            options={
                "table": "bulk_part",
                "app": "roster",
                "unique_together": (("run", "number"),),
                "pk_attr": "id",
                "table_description": "Some of the people of a run, and what was changed of each of them, by id, once it is done: enough to change it back.",
            },
            bases=["Model"],
        ),
    ]
