"""Jobs, messages to be said, deliveries that wait to be done, reminders, and who works here."""

from tortoise import migrations
from tortoise.migrations import operations as ops
import functools
from json import dumps, loads
from tortoise.fields.base import OnDelete
from tortoise import fields
from tortoise.indexes import Index


class Migration(migrations.Migration):
    dependencies = [("roster", "0002_search")]

    initial = False

    operations = [
        ops.CreateModel(
            name="Digest",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("tenant", fields.CharField(max_length=64)),
                ("user_id", fields.CharField(max_length=64)),
                ("weekday", fields.IntField(default=0)),
                ("hour", fields.IntField(default=8)),
                ("timezone", fields.CharField(max_length=64)),
                ("next_at", fields.DatetimeField(db_index=True, auto_now=False, auto_now_add=False)),
                ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "digest",
                "app": "roster",
                "unique_together": (("tenant", "user_id"),),
                "pk_attr": "id",
                "table_description": "Somebody who wants a weekly digest: on that weekday (0 is Monday) at that hour of their `timezone`.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Job",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("tenant", fields.CharField(max_length=64)),
                ("kind", fields.CharField(max_length=32)),
                ("reference", fields.BigIntField()),
                ("title", fields.CharField(max_length=255)),
                ("status", fields.CharField(max_length=16)),
                ("attempt", fields.IntField(default=1)),
                ("enqueued", fields.BooleanField(default=False)),
                ("total", fields.IntField(default=0)),
                ("done", fields.IntField(default=0)),
                ("done_before", fields.IntField(default=0)),
                ("user_id", fields.CharField(max_length=64)),
                ("stopped_by", fields.CharField(default="", max_length=64)),
                ("problem", fields.TextField(default="", unique=False)),
                ("channel_id", fields.CharField(max_length=64)),
                ("thread_ts", fields.CharField(default="", max_length=32)),
                ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("started_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("finished_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "job",
                "app": "roster",
                "unique_together": (("tenant", "kind", "reference"),),
                "indexes": [Index(fields=["tenant", "created_at"]), Index(fields=["enqueued", "status"])],
                "pk_attr": "id",
                "table_description": "Long work that somebody asked for. `done` of `total` moves in the transaction that writes what was done.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Message",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("tenant", fields.CharField(max_length=64)),
                ("key", fields.CharField(max_length=200)),
                ("channel_id", fields.CharField(max_length=64)),
                ("thread_ts", fields.CharField(default="", max_length=32)),
                ("fallback_id", fields.CharField(default="", max_length=64)),
                (
                    "blocks",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                ("text", fields.TextField(unique=False)),
                ("wanted", fields.IntField(default=1)),
                ("said", fields.IntField(default=0)),
                ("ts", fields.CharField(default="", max_length=32)),
                ("owner", fields.CharField(default="", max_length=64)),
                ("tries", fields.IntField(default=0)),
                ("problem", fields.TextField(default="", unique=False)),
                (
                    "due_at",
                    fields.DatetimeField(null=True, db_index=True, auto_now=False, auto_now_add=False),
                ),
                ("said_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "message",
                "app": "roster",
                "unique_together": (("tenant", "key"),),
                "pk_attr": "id",
                "table_description": "What is to stand in Slack. Where `said` is behind `wanted`, it is posted or, having a `ts`, edited once it is due.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="RateLimit",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("tenant", fields.CharField(max_length=64)),
                ("key", fields.CharField(max_length=200)),
                ("tokens", fields.FloatField()),
                ("counted_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "rate_limit",
                "app": "roster",
                "unique_together": (("tenant", "key"),),
                "pk_attr": "id",
                "table_description": "A bucket of tokens that all replicas take from, as it was at `counted_at`.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Reminder",
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
                        related_name="reminders",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                ("user_id", fields.CharField(max_length=64)),
                ("text", fields.TextField(default="", unique=False)),
                ("repeat", fields.CharField(default="", max_length=16)),
                ("restarts", fields.BooleanField(default=False)),
                ("delay_seconds", fields.BigIntField()),
                ("timezone", fields.CharField(max_length=64)),
                ("anchor_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("due_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                (
                    "next_at",
                    fields.DatetimeField(null=True, db_index=True, auto_now=False, auto_now_add=False),
                ),
                ("told", fields.IntField(default=0)),
                ("done_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "reminder",
                "app": "roster",
                "indexes": [Index(fields=["tenant", "user_id", "due_at"])],
                "pk_attr": "id",
                "table_description": "Tell somebody about a contact. `next_at` is when to tell them, null once told and until it is snoozed or repeats.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Replica",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("name", fields.CharField(unique=True, max_length=64)),
                ("beat", fields.BigIntField(default=0)),
                ("started_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "replica",
                "app": "roster",
                "pk_attr": "id",
                "table_description": "A process of the bot, whoever it works for. Its `beat` goes up as long as it lives.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Tick",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("name", fields.CharField(unique=True, max_length=64)),
                ("slot", fields.BigIntField()),
            ],
            options={
                "table": "tick",
                "app": "roster",
                "pk_attr": "id",
                "table_description": "Up to which moment a clock has ticked, for all tenants: seconds since 1970, a multiple of its period.",
            },
            bases=["Model"],
        ),
        ops.AddField(
            model_name="Delivery",
            name="body",
            field=fields.JSONField(
                null=True, encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads
            ),
        ),
        ops.AddField(
            model_name="Delivery",
            name="due_at",
            field=fields.DatetimeField(null=True, db_index=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name="Delivery",
            name="kind",
            field=fields.CharField(default="", max_length=16, db_default=""),
        ),
        ops.AddField(
            model_name="Delivery",
            name="owner",
            field=fields.CharField(default="", max_length=64, db_default=""),
        ),
        ops.AddField(
            model_name="Delivery",
            name="tries",
            field=fields.IntField(default=0, db_default=0),
        ),
    ]
