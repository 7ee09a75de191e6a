"""Exports are written part by part, and go on after a kill."""

import functools
from json import dumps, loads

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("roster", "0007_suggestions")]

    initial = False

    operations = [
        ops.CreateModel(
            name="ExportPart",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("tenant", fields.CharField(max_length=64)),
                (
                    "run",
                    fields.ForeignKeyField(
                        "roster.ExportRun",
                        source_field="run_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="parts",
                        on_delete=OnDelete.CASCADE,
                        db_index=True,
                    ),
                ),
                ("number", fields.IntField()),
                (
                    "contact_ids",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                ("content", fields.TextField(null=True, unique=False)),
            ],
            options={
                "table": "export_part",
                "app": "roster",
                "unique_together": (("run", "number"),),
                "pk_attr": "id",
                "table_description": "Some of the people of an export, and their rows of the file once they are written. Kept until the file is given.",
            },
            bases=["Model"],
        ),
        ops.AddField(
            model_name="ExportRun",
            name="columns",
            field=fields.JSONField(
                null=True, encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads
            ),
        ),
    ]
