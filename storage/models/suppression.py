"""Who is never to be kept again."""

from tortoise import fields

from storage.models.model import Model
from storage.models.tenants import TENANT_LENGTH

HASH_LENGTH = 64
LONGEST_REASON = 100


class Suppression(Model):
    """Something that somebody is known by who is not to be kept: its keyed hash, and nothing else of them.

    `kind` is email, phone or profile. `made_with` tells the secret apart with which the hash was made.
    """

    id = fields.BigIntField(primary_key=True)
    tenant = fields.CharField(max_length=TENANT_LENGTH)
    hash = fields.CharField(max_length=HASH_LENGTH)
    kind = fields.CharField(max_length=16)
    made_with = fields.CharField(max_length=16)
    reason = fields.CharField(max_length=LONGEST_REASON)
    set_by = fields.CharField(max_length=64)
    set_at = fields.DatetimeField()

    class Meta:
        table = "suppression"
        unique_together = (("tenant", "hash"),)
