"""Those who work with Roster, and what it remembers for each of them."""

from tortoise import fields

from storage.models.model import Model
from storage.models.tenants import TENANT_LENGTH


class Member(Model):
    """Somebody who was greeted. `looked_at` has the ids of the contacts whose cards they saw last, the newest first."""

    id = fields.BigIntField(primary_key=True)
    tenant = fields.CharField(max_length=TENANT_LENGTH)
    user_id = fields.CharField(max_length=64)
    greeted_at = fields.DatetimeField(null=True)
    looked_at: fields.JSONField[list[int]] = fields.JSONField()

    class Meta:
        table = "member"
        unique_together = (("tenant", "user_id"),)
