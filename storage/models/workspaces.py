"""What a workspace has decided for itself."""

from typing import Any

from tortoise import fields

from storage.models.contacts import Contact, Sourced
from storage.models.model import Model
from storage.models.tenants import TENANT_LENGTH


class WorkspaceSetting(Model):
    """A setting that differs from its default, under its name."""

    id = fields.BigIntField(primary_key=True)
    tenant = fields.CharField(max_length=TENANT_LENGTH)
    name = fields.CharField(max_length=64)
    value: fields.JSONField[dict[str, Any]] = fields.JSONField()
    set_by = fields.CharField(max_length=64)
    set_at = fields.DatetimeField()

    class Meta:
        table = "workspace_setting"
        unique_together = (("tenant", "name"),)


class CustomField(Model):
    """A field that a workspace has made for its contacts. `kind` is text, number, date, choice, link or person."""

    id = fields.BigIntField(primary_key=True)
    tenant = fields.CharField(max_length=TENANT_LENGTH)
    label = fields.CharField(max_length=60)
    folded = fields.CharField(max_length=120)
    kind = fields.CharField(max_length=16)
    choices: fields.JSONField[list[str]] = fields.JSONField()
    position = fields.IntField(default=0)
    archived_at = fields.DatetimeField(null=True)

    class Meta:
        table = "custom_field"
        unique_together = (("tenant", "folded"),)


class CustomValue(Sourced):
    """What a contact has in a custom field, written as its kind writes it (a date as ISO 8601, a person as a user id)."""

    contact: fields.ForeignKeyRelation[Contact] = fields.ForeignKeyField(
        "roster.Contact", related_name="custom_values", on_delete=fields.CASCADE, db_index=True
    )
    field: fields.ForeignKeyRelation[CustomField] = fields.ForeignKeyField(
        "roster.CustomField", related_name="values", on_delete=fields.CASCADE, db_index=True
    )
    field_id: int
    value = fields.TextField()

    class Meta:
        table = "custom_value"
        unique_together = (("contact", "field"),)
