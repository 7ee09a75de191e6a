"""Whom the rows of a file mean and leave as they were."""

from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.fields.base import OnDelete
from tortoise import fields


class Migration(migrations.Migration):
    dependencies = [("roster", "0012_candidates")]

    initial = False

    operations = [
        ops.CreateModel(
            name="ImportUnchanged",
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
                        related_name="left_unchanged",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                ("contact_id", fields.BigIntField()),
                ("is_skipped", fields.BooleanField()),
            ],
            options={
                "table": "import_unchanged",
                "app": "roster",
                "unique_together": (("run", "contact_id"),),
                "pk_attr": "id",
                "table_description": "A contact in the book whom rows of a run mean and leave unchanged. Kept as long as the run can be taken back.",
            },
            bases=["Model"],
        ),
    ]
