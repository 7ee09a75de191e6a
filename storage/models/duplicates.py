"""Who may be the same person, and who was found to be."""

from typing import Any

from tortoise import fields
from tortoise.indexes import Index

from storage.models.contacts import Contact
from storage.models.model import Model
from storage.models.tenants import TENANT_LENGTH


class DuplicateKey(Model):
    """What a contact has in common with whoever may be the same (a blocking key): only those who share one are compared."""

    id = fields.BigIntField(primary_key=True)
    tenant = fields.CharField(max_length=TENANT_LENGTH)
    contact: fields.ForeignKeyRelation[Contact] = fields.ForeignKeyField(
        "roster.Contact", related_name="duplicate_keys", on_delete=fields.CASCADE, db_index=True
    )
    key = fields.CharField(max_length=120)

    class Meta:
        table = "duplicate_key"
        unique_together = (("tenant", "key", "contact"),)


class DuplicatePair(Model):
    """Two contacts that may be one, the one with the lower id and the other. `status` is open, different (a person has said so) or merged."""

    id = fields.BigIntField(primary_key=True)
    tenant = fields.CharField(max_length=TENANT_LENGTH)
    lower: fields.ForeignKeyRelation[Contact] = fields.ForeignKeyField(
        "roster.Contact", related_name="pairs_as_lower", on_delete=fields.CASCADE, db_index=True
    )
    lower_id: int
    higher: fields.ForeignKeyRelation[Contact] = fields.ForeignKeyField(
        "roster.Contact", related_name="pairs_as_higher", on_delete=fields.CASCADE, db_index=True
    )
    higher_id: int
    confidence = fields.FloatField()
    reasons: fields.JSONField[list[str]] = fields.JSONField()
    status = fields.CharField(max_length=16)
    decided_by = fields.CharField(max_length=64, default="")
    decided_at = fields.DatetimeField(null=True)
    found_at = fields.DatetimeField()

    class Meta:
        table = "duplicate_pair"
        unique_together = (("tenant", "lower", "higher"),)
        indexes = (Index(fields=("tenant", "status", "confidence")),)


class Merge(Model):
    """Two contacts made one. `data` holds what is needed to part them again."""

    id = fields.BigIntField(primary_key=True)
    tenant = fields.CharField(max_length=TENANT_LENGTH)
    survivor: fields.ForeignKeyRelation[Contact] = fields.ForeignKeyField(
        "roster.Contact", related_name="merges_survived", on_delete=fields.CASCADE, db_index=True
    )
    merged: fields.ForeignKeyRelation[Contact] = fields.ForeignKeyField(
        "roster.Contact", related_name="merges_ended", on_delete=fields.CASCADE, db_index=True
    )
    data: fields.JSONField[dict[str, Any]] = fields.JSONField()
    merged_by = fields.CharField(max_length=64)
    merged_at = fields.DatetimeField()
    undone_by = fields.CharField(max_length=64, default="")
    undone_at = fields.DatetimeField(null=True)

    class Meta:
        table = "merge"
        indexes = (Index(fields=("tenant", "merged_at")),)
