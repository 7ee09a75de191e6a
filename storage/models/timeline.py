"""What happened to or with a contact, and who is to hear of it."""

from typing import Any

from tortoise import fields
from tortoise.indexes import Index

from storage.models.contacts import Contact
from storage.models.model import Model
from storage.models.tenants import TENANT_LENGTH


class TimelineEntry(Model):
    """`occurred_at` may lie in the past. `rich` is a note as Slack's rich text, `text` the same to be read, `search_text`
    to be searched: folded by `storage.folding.of_entry`.

    `audience` is who may see it: "" everybody, a user's id that person alone, a channel's id its members.
    `together` is the same for the entries of one thing that several contacts took part in.
    """

    id = fields.BigIntField(primary_key=True)
    tenant = fields.CharField(max_length=TENANT_LENGTH)
    contact: fields.ForeignKeyRelation[Contact] = fields.ForeignKeyField(
        "roster.Contact", related_name="timeline", on_delete=fields.CASCADE, db_index=True
    )
    contact_id: int
    kind = fields.CharField(max_length=32)
    occurred_at = fields.DatetimeField()
    recorded_at = fields.DatetimeField()
    user_id = fields.CharField(max_length=64)
    origin = fields.CharField(max_length=16)
    reference = fields.CharField(max_length=64, default="")
    text = fields.TextField(default="")
    search_text = fields.TextField(default="", db_default="")
    data: fields.JSONField[dict[str, object]] = fields.JSONField(default=dict)
    rich: fields.JSONField[dict[str, Any] | None] = fields.JSONField(null=True)
    audience = fields.CharField(max_length=64, default="", db_default="")
    together = fields.CharField(max_length=64, default="", db_default="")
    pinned_at = fields.DatetimeField(null=True)
    edited_at = fields.DatetimeField(null=True)
    deleted_at = fields.DatetimeField(null=True)

    class Meta:
        table = "timeline_entry"
        indexes = (
            Index(fields=("contact_id", "occurred_at", "id")),
            Index(fields=("tenant", "recorded_at")),
            Index(fields=("tenant", "together")),
        )


class EntryRevision(Model):
    """An entry as it was before somebody corrected or deleted it."""

    id = fields.BigIntField(primary_key=True)
    tenant = fields.CharField(max_length=TENANT_LENGTH)
    entry: fields.ForeignKeyRelation[TimelineEntry] = fields.ForeignKeyField(
        "roster.TimelineEntry", related_name="revisions", on_delete=fields.CASCADE, db_index=True
    )
    occurred_at = fields.DatetimeField()
    text = fields.TextField(default="")
    data: fields.JSONField[dict[str, object]] = fields.JSONField(default=dict)
    rich: fields.JSONField[dict[str, Any] | None] = fields.JSONField(null=True)
    audience = fields.CharField(max_length=64, default="")
    replaced_by = fields.CharField(max_length=64)
    replaced_at = fields.DatetimeField()

    class Meta:
        table = "entry_revision"


class Mention(Model):
    """A colleague who was mentioned in an entry and told of it, once."""

    id = fields.BigIntField(primary_key=True)
    tenant = fields.CharField(max_length=TENANT_LENGTH)
    entry: fields.ForeignKeyRelation[TimelineEntry] = fields.ForeignKeyField(
        "roster.TimelineEntry", related_name="mentions", on_delete=fields.CASCADE, db_index=True
    )
    user_id = fields.CharField(max_length=64)
    created_at = fields.DatetimeField()

    class Meta:
        table = "mention"
        unique_together = (("entry", "user_id"),)


class Follow(Model):
    """Somebody, or a channel, wants to hear what happens: `follower` is a user's or a channel's id.

    `target_kind` is contact, tag or list, `target_id` the row's.
    """

    id = fields.BigIntField(primary_key=True)
    tenant = fields.CharField(max_length=TENANT_LENGTH)
    target_kind = fields.CharField(max_length=16)
    target_id = fields.BigIntField()
    follower = fields.CharField(max_length=64)
    created_by = fields.CharField(max_length=64)
    created_at = fields.DatetimeField()

    class Meta:
        table = "follow"
        unique_together = (("tenant", "target_kind", "target_id", "follower"),)
        indexes = (Index(fields=("tenant", "follower")),)


class FollowedEntry(Model):
    """An entry that a follower is still to be told of, together with others of the same minute, at `due_at`."""

    id = fields.BigIntField(primary_key=True)
    tenant = fields.CharField(max_length=TENANT_LENGTH)
    follower = fields.CharField(max_length=64)
    entry: fields.ForeignKeyRelation[TimelineEntry] = fields.ForeignKeyField(
        "roster.TimelineEntry", related_name="followed", on_delete=fields.CASCADE, db_index=True
    )
    due_at = fields.DatetimeField(db_index=True)

    class Meta:
        table = "followed_entry"
        unique_together = (("follower", "entry"),)
