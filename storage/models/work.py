"""Long work, what comes in from Slack, what is to be said there, and who does it."""

from typing import Any

from tortoise import fields
from tortoise.indexes import Index

from storage.models.model import Model
from storage.models.tenants import TENANT_LENGTH


class Job(Model):
    """Long work that somebody asked for. `done` of `total` moves in the transaction that writes what was done.

    `reference` is what it works on: the id of an import or an export. `attempt` counts how often it was taken up again by
    a person, and `done_before` says how far it was then.
    """

    id = fields.BigIntField(primary_key=True)
    tenant = fields.CharField(max_length=TENANT_LENGTH)
    kind = fields.CharField(max_length=32)
    reference = fields.BigIntField()
    title = fields.CharField(max_length=255)
    status = fields.CharField(max_length=16)
    attempt = fields.IntField(default=1)
    enqueued = fields.BooleanField(default=False)
    total = fields.IntField(default=0)
    done = fields.IntField(default=0)
    done_before = fields.IntField(default=0)
    user_id = fields.CharField(max_length=64)
    stopped_by = fields.CharField(max_length=64, default="")
    problem = fields.TextField(default="")
    channel_id = fields.CharField(max_length=64)
    thread_ts = fields.CharField(max_length=32, default="")
    created_at = fields.DatetimeField()
    started_at = fields.DatetimeField(null=True)
    finished_at = fields.DatetimeField(null=True)

    class Meta:
        table = "job"
        unique_together = (("tenant", "kind", "reference"),)
        indexes = (Index(fields=("tenant", "created_at")), Index(fields=("enqueued", "status")))


class Delivery(Model):
    """What Slack has delivered, so that a second delivery of the same thing has no second effect.

    `body` is kept until what it asks for is done, at the latest `due_at`. `owner` is the replica that does it.
    """

    id = fields.BigIntField(primary_key=True)
    tenant = fields.CharField(max_length=TENANT_LENGTH)
    key = fields.CharField(max_length=200)
    kind = fields.CharField(max_length=16, default="", db_default="")
    body: fields.JSONField[dict[str, object]] = fields.JSONField(null=True)
    owner = fields.CharField(max_length=64, default="", db_default="")
    tries = fields.IntField(default=0, db_default=0)
    due_at = fields.DatetimeField(null=True, db_index=True)
    received_at = fields.DatetimeField(db_index=True)

    class Meta:
        table = "delivery"
        unique_together = (("tenant", "key"),)


class Message(Model):
    """What is to stand in Slack. Where `said` is behind `wanted`, it is posted or, having a `ts`, edited once it is due.

    `owner` is the replica that speaks just now. `due_at` is null where nothing is left to say.
    """

    id = fields.BigIntField(primary_key=True)
    tenant = fields.CharField(max_length=TENANT_LENGTH)
    key = fields.CharField(max_length=200)
    channel_id = fields.CharField(max_length=64)
    thread_ts = fields.CharField(max_length=32, default="")
    fallback_id = fields.CharField(max_length=64, default="")
    blocks: fields.JSONField[list[dict[str, object]]] = fields.JSONField()
    text = fields.TextField()
    wanted = fields.IntField(default=1)
    said = fields.IntField(default=0)
    ts = fields.CharField(max_length=32, default="")
    owner = fields.CharField(max_length=64, default="")
    tries = fields.IntField(default=0)
    problem = fields.TextField(default="")
    due_at = fields.DatetimeField(null=True, db_index=True)
    said_at = fields.DatetimeField(null=True)
    created_at = fields.DatetimeField()

    class Meta:
        table = "message"
        unique_together = (("tenant", "key"),)


class Effect(Model):
    """The result of something that must happen once, under its key (`storage.once`)."""

    id = fields.BigIntField(primary_key=True)
    tenant = fields.CharField(max_length=TENANT_LENGTH)
    key = fields.CharField(max_length=200)
    result: fields.JSONField[dict[str, Any] | None] = fields.JSONField(null=True)
    created_at = fields.DatetimeField()

    class Meta:
        table = "effect"
        unique_together = (("tenant", "key"),)


class RateLimit(Model):
    """A bucket of tokens that all replicas take from, as it was at `counted_at`."""

    id = fields.BigIntField(primary_key=True)
    tenant = fields.CharField(max_length=TENANT_LENGTH)
    key = fields.CharField(max_length=200)
    tokens = fields.FloatField()
    counted_at = fields.DatetimeField()

    class Meta:
        table = "rate_limit"
        unique_together = (("tenant", "key"),)


class Replica(Model):
    """A process of the bot, whoever it works for. Its `beat` goes up as long as it lives."""

    id = fields.BigIntField(primary_key=True)
    name = fields.CharField(max_length=64, unique=True)
    beat = fields.BigIntField(default=0)
    started_at = fields.DatetimeField()

    class Meta:
        table = "replica"


class Tick(Model):
    """Up to which moment a clock has ticked, for all tenants: seconds since 1970, a multiple of its period."""

    id = fields.BigIntField(primary_key=True)
    name = fields.CharField(max_length=64, unique=True)
    slot = fields.BigIntField()

    class Meta:
        table = "tick"
