"""Whom a number of the program that wrote a file means, from its first row to its last."""

from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.fields.base import OnDelete
from tortoise import fields


class Migration(migrations.Migration):
    dependencies = [("roster", "0011_credits")]

    initial = False

    operations = [
        ops.CreateModel(
            name="ImportCandidate",
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
                        related_name="candidates",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                ("number", fields.CharField(max_length=200)),
                ("contact_id", fields.BigIntField()),
            ],
            options={
                "table": "import_candidate",
                "app": "roster",
                "unique_together": (("run", "number"),),
                "pk_attr": "id",
                "table_description": "Whom a number of the program that wrote the file means, as earlier rows of it have said. Gone once the run has ended.",
            },
            bases=["Model"],
        ),
    ]
