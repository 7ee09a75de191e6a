"""The keys of a workspace for its providers, how each is doing, and what they have answered."""

from tortoise import migrations
from tortoise.migrations import operations as ops
import functools
from json import dumps, loads
from tortoise import fields
from tortoise.indexes import Index


class Migration(migrations.Migration):
    dependencies = [("roster", "0014_enrichment")]

    initial = False

    operations = [
        ops.CreateModel(
            name="Lookup",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("tenant", fields.CharField(max_length=64)),
                ("key", fields.CharField(max_length=64)),
                ("provider", fields.CharField(max_length=64)),
                ("reference", fields.CharField(max_length=200)),
                ("state", fields.CharField(max_length=16)),
                ("token", fields.TextField(default="", unique=False)),
                (
                    "outcome",
                    fields.JSONField(
                        null=True, encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads
                    ),
                ),
                ("asked_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("lease_until", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("expires_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "lookup",
                "app": "roster",
                "unique_together": (("tenant", "key"),),
                "indexes": [Index(fields=["tenant", "reference"]), Index(fields=["tenant", "expires_at"])],
                "pk_attr": "id",
                "table_description": "One question to one provider. `key` is a hash of it, `reference` on whose behalf it was asked last.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="ProviderKey",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("tenant", fields.CharField(max_length=64)),
                ("account", fields.CharField(max_length=64)),
                ("encrypted", fields.TextField(unique=False)),
                ("set_by", fields.CharField(max_length=64)),
                ("set_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "provider_key",
                "app": "roster",
                "unique_together": (("tenant", "account"),),
                "pk_attr": "id",
                "table_description": "The workspace's key for an account with a vendor, encrypted with the operator's secret.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="ProviderState",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("tenant", fields.CharField(max_length=64)),
                ("provider", fields.CharField(max_length=64)),
                ("failures", fields.IntField(default=0)),
                ("paused_until", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("problem", fields.TextField(default="", unique=False)),
                ("problem_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("answered_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "provider_state",
                "app": "roster",
                "unique_together": (("tenant", "provider"),),
                "pk_attr": "id",
                "table_description": "How a provider is doing. `failures` in a row, nobody asks it before `paused_until`, `problem` is a sentence on the last one.",
            },
            bases=["Model"],
        ),
    ]
