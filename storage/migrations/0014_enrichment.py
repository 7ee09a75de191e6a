"""Looking people up: batches, the run of each person, who was asked, what they said."""

from tortoise import migrations
from tortoise.migrations import operations as ops
import functools
from json import dumps, loads
from tortoise.fields.base import OnDelete
from tortoise import fields
from tortoise.indexes import Index


class Migration(migrations.Migration):
    dependencies = [("roster", "0013_unchanged")]

    initial = False

    operations = [
        ops.CreateModel(
            name="EnrichmentBatch",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("tenant", fields.CharField(max_length=64)),
                ("user_id", fields.CharField(max_length=64)),
                ("is_automatic", fields.BooleanField(default=False)),
                ("asks_again", fields.BooleanField(default=False)),
                ("line", fields.TextField(unique=False)),
                ("words", fields.TextField(unique=False)),
                (
                    "chosen_ids",
                    fields.JSONField(
                        null=True, encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads
                    ),
                ),
                ("status", fields.CharField(default="started", max_length=16)),
                ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "enrichment_batch",
                "app": "roster",
                "indexes": [Index(fields=["tenant", "created_at"])],
                "pk_attr": "id",
                "table_description": "People who are looked up together: one from a card, or many. `line`, `words` and `chosen_ids` as with a bulk run.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="EnrichmentRun",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("tenant", fields.CharField(max_length=64)),
                (
                    "batch",
                    fields.ForeignKeyField(
                        "roster.EnrichmentBatch",
                        source_field="batch_id",
                        db_index=True,
                        db_constraint=True,
                        to_field="id",
                        related_name="runs",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                ("contact_id", fields.BigIntField()),
                ("state", fields.CharField(default="waiting", max_length=16)),
                ("why", fields.CharField(default="", max_length=16)),
                (
                    "charges",
                    fields.JSONField(
                        default=dict, encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads
                    ),
                ),
                (
                    "found",
                    fields.JSONField(
                        default=list, encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads
                    ),
                ),
                ("finished_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "enrichment_run",
                "app": "roster",
                "unique_together": (("batch", "contact_id"),),
                "indexes": [
                    Index(fields=["batch_id", "state", "id"]),
                    Index(fields=["tenant", "contact_id"]),
                ],
                "pk_attr": "id",
                "table_description": "One person of a batch. `state` is waiting, found, nothing, left or undone, `why` one was left, a key of `crm.enriching.left.WHY`.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="EnrichmentAttempt",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("tenant", fields.CharField(max_length=64)),
                (
                    "run",
                    fields.ForeignKeyField(
                        "roster.EnrichmentRun",
                        source_field="run_id",
                        db_index=True,
                        db_constraint=True,
                        to_field="id",
                        related_name="attempts",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                ("provider", fields.CharField(max_length=64)),
                (
                    "inputs",
                    fields.JSONField(
                        default=list, encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads
                    ),
                ),
                ("outcome", fields.CharField(max_length=32)),
                ("reason", fields.CharField(default="", max_length=200)),
                ("units", fields.FloatField(default=0)),
                ("is_cached", fields.BooleanField(default=False)),
                ("milliseconds", fields.IntField(default=0)),
                ("made_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "enrichment_attempt",
                "app": "roster",
                "pk_attr": "id",
                "table_description": "One provider who was asked in a run, or why not. `inputs` are the names of what was known, never what it was.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Observation",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("tenant", fields.CharField(max_length=64)),
                (
                    "contact",
                    fields.ForeignKeyField(
                        "roster.Contact",
                        source_field="contact_id",
                        db_index=True,
                        db_constraint=True,
                        to_field="id",
                        related_name="observations",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                ("run_id", fields.BigIntField(db_index=True)),
                ("kind", fields.CharField(max_length=32)),
                ("text", fields.TextField(unique=False)),
                ("about", fields.TextField(default="", unique=False)),
                ("provider", fields.CharField(max_length=64)),
                ("lineage", fields.CharField(max_length=64)),
                ("confidence", fields.FloatField()),
                ("evidence", fields.TextField(default="", unique=False)),
                ("lawful_basis", fields.TextField(default="", unique=False)),
                ("observed_on", fields.DateField(null=True)),
                ("fetched_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("state", fields.CharField(default="live", max_length=16)),
            ],
            options={
                "table": "observation",
                "app": "roster",
                "indexes": [Index(fields=["tenant", "provider"])],
                "pk_attr": "id",
                "table_description": "What a provider says of somebody. The profile shows a projection of these, and of what people have set.",
            },
            bases=["Model"],
        ),
    ]
