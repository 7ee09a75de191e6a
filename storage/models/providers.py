"""Whom a workspace can ask about people: its keys, how each provider is doing, and what they have answered."""

from typing import Any

from tortoise import fields
from tortoise.indexes import Index

from storage.models.credits import KEY_LENGTH
from storage.models.model import Model
from storage.models.tenants import TENANT_LENGTH


class ProviderKey(Model):
    """The workspace's key for an account with a vendor, encrypted with the operator's secret."""

    id = fields.BigIntField(primary_key=True)
    tenant = fields.CharField(max_length=TENANT_LENGTH)
    account = fields.CharField(max_length=64)
    encrypted = fields.TextField()
    set_by = fields.CharField(max_length=64)
    set_at = fields.DatetimeField()

    class Meta:
        table = "provider_key"
        unique_together = (("tenant", "account"),)


class ProviderState(Model):
    """How a provider is doing. `failures` in a row, nobody asks it before `paused_until`, `problem` is a sentence on the last one.

    `quota` is what it said at `quota_at` of what is left of the account.
    """

    id = fields.BigIntField(primary_key=True)
    tenant = fields.CharField(max_length=TENANT_LENGTH)
    provider = fields.CharField(max_length=64)
    failures = fields.IntField(default=0)
    paused_until = fields.DatetimeField(null=True)
    problem = fields.TextField(default="")
    problem_at = fields.DatetimeField(null=True)
    answered_at = fields.DatetimeField(null=True)
    quota: fields.JSONField[list[dict[str, Any]] | None] = fields.JSONField(null=True)
    quota_at = fields.DatetimeField(null=True)

    class Meta:
        table = "provider_state"
        unique_together = (("tenant", "provider"),)


class Lookup(Model):
    """One question to one provider. `key` is a hash of it, `reference` on whose behalf it was asked last.

    `state` is asking (until `lease_until` nobody else asks), pending (the vendor is at work, `token` asks it again) or done.
    """

    id = fields.BigIntField(primary_key=True)
    tenant = fields.CharField(max_length=TENANT_LENGTH)
    key = fields.CharField(max_length=64)
    provider = fields.CharField(max_length=64)
    reference = fields.CharField(max_length=KEY_LENGTH)
    state = fields.CharField(max_length=16)
    token = fields.TextField(default="")
    outcome: fields.JSONField[dict[str, Any] | None] = fields.JSONField(null=True)
    asked_at = fields.DatetimeField()
    lease_until = fields.DatetimeField()
    expires_at = fields.DatetimeField(null=True)

    class Meta:
        table = "lookup"
        unique_together = (("tenant", "key"),)
        indexes = (Index(fields=("tenant", "reference")), Index(fields=("tenant", "expires_at")))
