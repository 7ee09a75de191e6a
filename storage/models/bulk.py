"""What is done with many people at once."""

from typing import Any

from tortoise import fields
from tortoise.indexes import Index

from storage.models.model import Model
from storage.models.tenants import TENANT_LENGTH


class BulkRun(Model):
    """One action on many people. `action` is a key of `crm.bulk.actions.ACTIONS`, `options` what it needs to know.

    `line` is the query of whom, `words` how it is said, `chosen_ids` those who were chosen one by one instead.
    `status` is started or undone: how far a started one is, its job says.
    """

    id = fields.BigIntField(primary_key=True)
    tenant = fields.CharField(max_length=TENANT_LENGTH)
    user_id = fields.CharField(max_length=64)
    action = fields.CharField(max_length=32)
    options: fields.JSONField[dict[str, Any]] = fields.JSONField()
    line = fields.TextField()
    words = fields.TextField()
    chosen_ids: fields.JSONField[list[int] | None] = fields.JSONField(null=True)
    status = fields.CharField(max_length=16, default="started")
    changed = fields.IntField(default=0)
    created_at = fields.DatetimeField()

    class Meta:
        table = "bulk_run"
        indexes = (Index(fields=("tenant", "created_at")),)


class BulkPart(Model):
    """Some of the people of a run, and what was changed of each of them, by id, once it is done: enough to change it back."""

    id = fields.BigIntField(primary_key=True)
    tenant = fields.CharField(max_length=TENANT_LENGTH)
    run: fields.ForeignKeyRelation[BulkRun] = fields.ForeignKeyField(
        "roster.BulkRun", related_name="parts", on_delete=fields.CASCADE, db_index=True
    )
    number = fields.IntField()
    contact_ids: fields.JSONField[list[int]] = fields.JSONField()
    changes: fields.JSONField[dict[str, Any] | None] = fields.JSONField(null=True)
    is_undone = fields.BooleanField(default=False)

    class Meta:
        table = "bulk_part"
        unique_together = (("run", "number"),)
