"""Who is never to be kept again, by keyed hashes."""

from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise import fields


class Migration(migrations.Migration):
    dependencies = [("roster", "0015_providers")]

    initial = False

    operations = [
        ops.CreateModel(
            name="Suppression",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("tenant", fields.CharField(max_length=64)),
                ("hash", fields.CharField(max_length=64)),
                ("kind", fields.CharField(max_length=16)),
                ("made_with", fields.CharField(max_length=16)),
                ("reason", fields.CharField(max_length=100)),
                ("set_by", fields.CharField(max_length=64)),
                ("set_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "suppression",
                "app": "roster",
                "unique_together": (("tenant", "hash"),),
                "pk_attr": "id",
                "table_description": "Something that somebody is known by who is not to be kept: its keyed hash, and nothing else of them.",
            },
            bases=["Model"],
        ),
    ]
