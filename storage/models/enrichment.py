"""Looking people up: who was asked about whom, what they said, and what it came to."""

from datetime import date

from tortoise import fields
from tortoise.indexes import Index

from storage.models.contacts import Contact
from storage.models.credits import KEY_LENGTH
from storage.models.model import Model
from storage.models.tenants import TENANT_LENGTH


class EnrichmentBatch(Model):
    """People who are looked up together: one from a card, or many. `line`, `words` and `chosen_ids` as with a bulk run.

    `is_automatic`: nobody asked for it. `asks_again`: also about those of whom everything is known that was found lately.
    `status` is started or undone: how far a started one is, its job says.
    """

    id = fields.BigIntField(primary_key=True)
    tenant = fields.CharField(max_length=TENANT_LENGTH)
    user_id = fields.CharField(max_length=64)
    is_automatic = fields.BooleanField(default=False)
    asks_again = fields.BooleanField(default=False)
    line = fields.TextField()
    words = fields.TextField()
    chosen_ids: fields.JSONField[list[int] | None] = fields.JSONField(null=True)
    status = fields.CharField(max_length=16, default="started")
    created_at = fields.DatetimeField()

    class Meta:
        table = "enrichment_batch"
        indexes = (Index(fields=("tenant", "created_at")),)


class EnrichmentRun(Model):
    """One person of a batch. `state` is waiting, found, nothing, left or undone, `why` one was left, a key of `crm.enriching.left.WHY`.

    `charges` are credits by provider, `found` what was new by the kind of thing and by provider.
    """

    id = fields.BigIntField(primary_key=True)
    tenant = fields.CharField(max_length=TENANT_LENGTH)
    batch: fields.ForeignKeyRelation[EnrichmentBatch] = fields.ForeignKeyField(
        "roster.EnrichmentBatch", related_name="runs", on_delete=fields.CASCADE, db_index=True
    )
    batch_id: int
    contact_id = fields.BigIntField()
    state = fields.CharField(max_length=16, default="waiting")
    why = fields.CharField(max_length=16, default="")
    charges: fields.JSONField[dict[str, int]] = fields.JSONField(default=dict)
    found: fields.JSONField[list[list[str]]] = fields.JSONField(default=list)
    finished_at = fields.DatetimeField(null=True)

    class Meta:
        table = "enrichment_run"
        unique_together = (("batch", "contact_id"),)
        indexes = (Index(fields=("batch_id", "state", "id")), Index(fields=("tenant", "contact_id")))


class EnrichmentAttempt(Model):
    """One provider who was asked in a run, or why not. `inputs` are the names of what was known, never what it was.

    `outcome` is an outcome's name in `enrichment.outcomes`, or skipped. `units` are the vendor's.
    """

    id = fields.BigIntField(primary_key=True)
    tenant = fields.CharField(max_length=TENANT_LENGTH)
    run: fields.ForeignKeyRelation[EnrichmentRun] = fields.ForeignKeyField(
        "roster.EnrichmentRun", related_name="attempts", on_delete=fields.CASCADE, db_index=True
    )
    run_id: int
    provider = fields.CharField(max_length=64)
    inputs: fields.JSONField[list[str]] = fields.JSONField(default=list)
    outcome = fields.CharField(max_length=32)
    reason = fields.CharField(max_length=KEY_LENGTH, default="")
    units = fields.FloatField(default=0)
    is_cached = fields.BooleanField(default=False)
    milliseconds = fields.IntField(default=0)
    made_at = fields.DatetimeField()

    class Meta:
        table = "enrichment_attempt"


class Observation(Model):
    """What a provider says of somebody. The profile shows a projection of these, and of what people have set.

    `kind` is one of `crm.enriching.kinds.KINDS`, `text` and `about` in normal form, `state` live, doubtful, dismissed or taken_back.
    """

    id = fields.BigIntField(primary_key=True)
    tenant = fields.CharField(max_length=TENANT_LENGTH)
    contact: fields.ForeignKeyRelation[Contact] = fields.ForeignKeyField(
        "roster.Contact", related_name="observations", on_delete=fields.CASCADE, db_index=True
    )
    contact_id: int
    run_id = fields.BigIntField(db_index=True)
    kind = fields.CharField(max_length=32)
    text = fields.TextField()
    about = fields.TextField(default="")
    provider = fields.CharField(max_length=64)
    lineage = fields.CharField(max_length=64)
    confidence = fields.FloatField()
    evidence = fields.TextField(default="")
    lawful_basis = fields.TextField(default="")
    observed_on: date | None = fields.DateField(null=True)
    fetched_at = fields.DatetimeField()
    state = fields.CharField(max_length=16, default="live")

    class Meta:
        table = "observation"
        indexes = (Index(fields=("tenant", "provider")),)
