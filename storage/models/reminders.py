"""What people asked to be told, and when."""

from tortoise import fields
from tortoise.indexes import Index

from storage.models.contacts import Contact
from storage.models.model import Model
from storage.models.tenants import TENANT_LENGTH


class Reminder(Model):
    """Tell somebody about a contact. `next_at` is when to tell them, null once told and until it is snoozed or repeats.

    `due_at` is the moment it is for. `delay_seconds` is how far ahead it was set, counted anew from a touch where
    `restarts` is true. `repeat` is "", daily, weekly or monthly from `anchor_at` on, in the person's `timezone`.
    """

    id = fields.BigIntField(primary_key=True)
    tenant = fields.CharField(max_length=TENANT_LENGTH)
    contact: fields.ForeignKeyRelation[Contact] = fields.ForeignKeyField(
        "roster.Contact", related_name="reminders", on_delete=fields.CASCADE, db_index=True
    )
    user_id = fields.CharField(max_length=64)
    text = fields.TextField(default="")
    repeat = fields.CharField(max_length=16, default="")
    restarts = fields.BooleanField(default=False)
    delay_seconds = fields.BigIntField()
    timezone = fields.CharField(max_length=64)
    anchor_at = fields.DatetimeField()
    due_at = fields.DatetimeField()
    next_at = fields.DatetimeField(null=True, db_index=True)
    told = fields.IntField(default=0)
    done_at = fields.DatetimeField(null=True)
    created_at = fields.DatetimeField()

    class Meta:
        table = "reminder"
        indexes = (Index(fields=("tenant", "user_id", "due_at")),)


class Digest(Model):
    """Somebody who wants a weekly digest: on that weekday (0 is Monday) at that hour of their `timezone`."""

    id = fields.BigIntField(primary_key=True)
    tenant = fields.CharField(max_length=TENANT_LENGTH)
    user_id = fields.CharField(max_length=64)
    weekday = fields.IntField(default=0)
    hour = fields.IntField(default=8)
    timezone = fields.CharField(max_length=64)
    next_at = fields.DatetimeField(db_index=True)
    created_at = fields.DatetimeField()

    class Meta:
        table = "digest"
        unique_together = (("tenant", "user_id"),)
