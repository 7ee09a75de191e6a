"""What an import has added and changed, so that it can be taken back."""

from tortoise import migrations
from tortoise.migrations import operations as ops
import functools
from json import dumps, loads
from tortoise.fields.base import OnDelete
from tortoise import fields
from tortoise.indexes import Index


class Migration(migrations.Migration):
    dependencies = [("roster", "0002_search_indexes")]

    initial = False

    operations = [
        ops.CreateModel(
            name="ImportChange",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("tenant", fields.CharField(max_length=64)),
                (
                    "run",
                    fields.ForeignKeyField(
                        "roster.ImportRun",
                        source_field="run_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="changes",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                ("contact_id", fields.BigIntField()),
                ("is_new", fields.BooleanField()),
                (
                    "before",
                    fields.JSONField(
                        default=dict, encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads
                    ),
                ),
                ("is_kept", fields.BooleanField(default=False)),
            ],
            options={
                "table": "import_change",
                "app": "roster",
                "unique_together": (("run", "contact_id"),),
                "pk_attr": "id",
                "table_description": "A contact that a run has added or changed, and what it has replaced. Gone once it is taken back.",
            },
            bases=["Model"],
        ),
        ops.AlterModelOptions(
            name="ImportRun",
            options={
                "table": "import_run",
                "app": "roster",
                "unique_together": (("tenant", "file_id"),),
                "indexes": [Index(fields=["tenant", "created_at"])],
                "pk_attr": "id",
                "table_description": "One dropped file. `status` is ready, started, cancelled or undone: how far a started one is, its job says.",
            },
        ),
    ]
