"""The whole contact: owner, bin, custom fields, notes with history, followers, duplicates and merges."""

from tortoise import migrations
from tortoise.migrations import operations as ops
import functools
from json import dumps, loads
from tortoise.fields.base import OnDelete
from tortoise import fields
from storage.dialect_sql import DialectSQL
from tortoise.indexes import Index

# Earlier versions know nothing that two people share, nor a bin: going back, who lies in it is in the book again, and keeps
# what nobody else claims.
ONLY_CLAIMED_EMAILS = ("DELETE FROM contact_email WHERE claim IS NULL",)
ONLY_CLAIMED_PROFILES = ("DELETE FROM contact_profile WHERE claim IS NULL",)


class Migration(migrations.Migration):
    dependencies = [("roster", "0004_runs_become_jobs")]

    initial = False

    operations = [
        ops.CreateModel(
            name="CustomField",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("tenant", fields.CharField(max_length=64)),
                ("label", fields.CharField(max_length=60)),
                ("folded", fields.CharField(max_length=120)),
                ("kind", fields.CharField(max_length=16)),
                (
                    "choices",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                ("position", fields.IntField(default=0)),
                ("archived_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "custom_field",
                "app": "roster",
                "unique_together": (("tenant", "folded"),),
                "pk_attr": "id",
                "table_description": "A field that a workspace has made for its contacts. `kind` is text, number, date, choice, link or person.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="CustomValue",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("tenant", fields.CharField(max_length=64)),
                ("position", fields.IntField(default=0)),
                ("origin", fields.CharField(max_length=16)),
                ("reference", fields.CharField(default="", max_length=64)),
                ("set_by", fields.CharField(max_length=64)),
                ("set_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                (
                    "contact",
                    fields.ForeignKeyField(
                        "roster.Contact",
                        source_field="contact_id",
                        db_index=True,
                        db_constraint=True,
                        to_field="id",
                        related_name="custom_values",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                (
                    "field",
                    fields.ForeignKeyField(
                        "roster.CustomField",
                        source_field="field_id",
                        db_index=True,
                        db_constraint=True,
                        to_field="id",
                        related_name="values",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                ("value", fields.TextField(unique=False)),
            ],
            options={
                "table": "custom_value",
                "app": "roster",
                "unique_together": (("contact", "field"),),
                "pk_attr": "id",
                "table_description": "What a contact has in a custom field, written as its kind writes it (a date as ISO 8601, a person as a user id).",
            },
            bases=["Sourced"],
        ),
        ops.CreateModel(
            name="DuplicateKey",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("tenant", fields.CharField(max_length=64)),
                (
                    "contact",
                    fields.ForeignKeyField(
                        "roster.Contact",
                        source_field="contact_id",
                        db_index=True,
                        db_constraint=True,
                        to_field="id",
                        related_name="duplicate_keys",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                ("key", fields.CharField(max_length=120)),
            ],
            options={
                "table": "duplicate_key",
                "app": "roster",
                "unique_together": (("tenant", "key", "contact"),),
                "pk_attr": "id",
                "table_description": "What a contact has in common with whoever may be the same (a blocking key): only those who share one are compared.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="DuplicatePair",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("tenant", fields.CharField(max_length=64)),
                (
                    "lower",
                    fields.ForeignKeyField(
                        "roster.Contact",
                        source_field="lower_id",
                        db_index=True,
                        db_constraint=True,
                        to_field="id",
                        related_name="pairs_as_lower",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                (
                    "higher",
                    fields.ForeignKeyField(
                        "roster.Contact",
                        source_field="higher_id",
                        db_index=True,
                        db_constraint=True,
                        to_field="id",
                        related_name="pairs_as_higher",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                ("confidence", fields.FloatField()),
                (
                    "reasons",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                ("status", fields.CharField(max_length=16)),
                ("decided_by", fields.CharField(default="", max_length=64)),
                ("decided_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("found_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "duplicate_pair",
                "app": "roster",
                "unique_together": (("tenant", "lower", "higher"),),
                "indexes": [Index(fields=["tenant", "status", "confidence"])],
                "pk_attr": "id",
                "table_description": "Two contacts that may be one, the one with the lower id and the other. `status` is open, different (a person has said so) or merged.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="EntryRevision",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("tenant", fields.CharField(max_length=64)),
                (
                    "entry",
                    fields.ForeignKeyField(
                        "roster.TimelineEntry",
                        source_field="entry_id",
                        db_index=True,
                        db_constraint=True,
                        to_field="id",
                        related_name="revisions",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                ("occurred_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("text", fields.TextField(default="", unique=False)),
                (
                    "data",
                    fields.JSONField(
                        default=dict, encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads
                    ),
                ),
                (
                    "rich",
                    fields.JSONField(
                        null=True, encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads
                    ),
                ),
                ("audience", fields.CharField(default="", max_length=64)),
                ("replaced_by", fields.CharField(max_length=64)),
                ("replaced_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "entry_revision",
                "app": "roster",
                "pk_attr": "id",
                "table_description": "An entry as it was before somebody corrected or deleted it.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Follow",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("tenant", fields.CharField(max_length=64)),
                ("target_kind", fields.CharField(max_length=16)),
                ("target_id", fields.BigIntField()),
                ("follower", fields.CharField(max_length=64)),
                ("created_by", fields.CharField(max_length=64)),
                ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "follow",
                "app": "roster",
                "unique_together": (("tenant", "target_kind", "target_id", "follower"),),
                "indexes": [Index(fields=["tenant", "follower"])],
                "pk_attr": "id",
                "table_description": "Somebody, or a channel, wants to hear what happens: `follower` is a user's or a channel's id.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="FollowedEntry",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("tenant", fields.CharField(max_length=64)),
                ("follower", fields.CharField(max_length=64)),
                (
                    "entry",
                    fields.ForeignKeyField(
                        "roster.TimelineEntry",
                        source_field="entry_id",
                        db_index=True,
                        db_constraint=True,
                        to_field="id",
                        related_name="followed",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                ("due_at", fields.DatetimeField(db_index=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "followed_entry",
                "app": "roster",
                "unique_together": (("follower", "entry"),),
                "pk_attr": "id",
                "table_description": "An entry that a follower is still to be told of, together with others of the same minute, at `due_at`.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Mention",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("tenant", fields.CharField(max_length=64)),
                (
                    "entry",
                    fields.ForeignKeyField(
                        "roster.TimelineEntry",
                        source_field="entry_id",
                        db_index=True,
                        db_constraint=True,
                        to_field="id",
                        related_name="mentions",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                ("user_id", fields.CharField(max_length=64)),
                ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "mention",
                "app": "roster",
                "unique_together": (("entry", "user_id"),),
                "pk_attr": "id",
                "table_description": "A colleague who was mentioned in an entry and told of it, once.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Merge",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("tenant", fields.CharField(max_length=64)),
                (
                    "survivor",
                    fields.ForeignKeyField(
                        "roster.Contact",
                        source_field="survivor_id",
                        db_index=True,
                        db_constraint=True,
                        to_field="id",
                        related_name="merges_survived",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                (
                    "merged",
                    fields.ForeignKeyField(
                        "roster.Contact",
                        source_field="merged_id",
                        db_index=True,
                        db_constraint=True,
                        to_field="id",
                        related_name="merges_ended",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                (
                    "data",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                ("merged_by", fields.CharField(max_length=64)),
                ("merged_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("undone_by", fields.CharField(default="", max_length=64)),
                ("undone_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "merge",
                "app": "roster",
                "indexes": [Index(fields=["tenant", "merged_at"])],
                "pk_attr": "id",
                "table_description": "Two contacts made one. `data` holds what is needed to part them again.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="WorkspaceSetting",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("tenant", fields.CharField(max_length=64)),
                ("name", fields.CharField(max_length=64)),
                (
                    "value",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                ("set_by", fields.CharField(max_length=64)),
                ("set_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "workspace_setting",
                "app": "roster",
                "unique_together": (("tenant", "name"),),
                "pk_attr": "id",
                "table_description": "A setting that differs from its default, under its name.",
            },
            bases=["Model"],
        ),
        ops.AddField(
            model_name="Contact",
            name="do_not_contact",
            field=fields.BooleanField(default=False, db_default=False),
        ),
        ops.AddField(
            model_name="Contact",
            name="do_not_contact_reason",
            field=fields.CharField(default="", db_default="", max_length=500),
        ),
        ops.AddField(
            model_name="Contact",
            name="merged_into",
            field=fields.BigIntField(null=True),
        ),
        ops.AddField(
            model_name="Contact",
            name="owner_id",
            field=fields.CharField(default="", db_default="", max_length=64),
        ),
        ops.AddField(
            model_name="Contact",
            name="photo_file",
            field=fields.CharField(default="", db_default="", max_length=64),
        ),
        ops.AddField(
            model_name="Contact",
            name="state",
            field=fields.CharField(default="live", db_default="live", max_length=8),
        ),
        ops.AddField(
            model_name="Contact",
            name="state_at",
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name="Contact",
            name="state_by",
            field=fields.CharField(default="", db_default="", max_length=64),
        ),
        ops.AddIndex(
            model_name="Contact",
            index=Index(fields=["tenant", "owner_id", "last_activity_at"]),
        ),
        ops.AddIndex(
            model_name="Contact",
            index=Index(fields=["tenant", "state", "state_at"]),
        ),
        ops.RenameField(model_name="ContactEmail", old_name="normalised", new_name="claim"),
        ops.AlterModelOptions(
            name="ContactEmail",
            options={
                "table": "contact_email",
                "app": "roster",
                "unique_together": (("tenant", "claim"),),
                "indexes": [Index(fields=["tenant", "normalised"])],
                "pk_attr": "id",
                "table_description": "`claim` is `normalised` where this contact is the one to whom the address belongs, else null.",
            },
        ),
        ops.AlterField(
            model_name="ContactEmail", name="claim", field=fields.CharField(null=True, max_length=320)
        ),
        ops.AddField(
            model_name="ContactEmail", name="normalised", field=fields.CharField(null=True, max_length=320)
        ),
        DialectSQL(
            sqlite=("UPDATE contact_email SET normalised = claim",),
            postgres=("UPDATE contact_email SET normalised = claim",),
            sqlite_reverse=ONLY_CLAIMED_EMAILS,
            postgres_reverse=ONLY_CLAIMED_EMAILS,
        ),
        ops.AlterField(model_name="ContactEmail", name="normalised", field=fields.CharField(max_length=320)),
        ops.AddIndex(
            model_name="ContactEmail",
            index=Index(fields=["tenant", "normalised"]),
        ),
        ops.AddIndex(
            model_name="ContactPosition",
            index=Index(fields=["tenant", "company"]),
        ),
        ops.RenameField(model_name="ContactProfile", old_name="url", new_name="claim"),
        ops.AlterModelOptions(
            name="ContactProfile",
            options={
                "table": "contact_profile",
                "app": "roster",
                "unique_together": (("tenant", "claim"),),
                "indexes": [Index(fields=["tenant", "url"])],
                "pk_attr": "id",
                "table_description": "`claim` is `url` where this contact is the one to whom the profile belongs, else null.",
            },
        ),
        ops.AlterField(
            model_name="ContactProfile", name="claim", field=fields.CharField(null=True, max_length=500)
        ),
        ops.AddField(
            model_name="ContactProfile", name="url", field=fields.CharField(null=True, max_length=500)
        ),
        DialectSQL(
            sqlite=("UPDATE contact_profile SET url = claim",),
            postgres=("UPDATE contact_profile SET url = claim",),
            sqlite_reverse=ONLY_CLAIMED_PROFILES,
            postgres_reverse=ONLY_CLAIMED_PROFILES,
        ),
        ops.AlterField(model_name="ContactProfile", name="url", field=fields.CharField(max_length=500)),
        ops.AddIndex(
            model_name="ContactProfile",
            index=Index(fields=["tenant", "url"]),
        ),
        ops.AlterModelOptions(
            name="FieldSource",
            options={
                "table": "field_source",
                "app": "roster",
                "unique_together": (("contact", "field"),),
                "pk_attr": "id",
                "table_description": "Who or what set a single-valued field: name, headline, location, photo_url, owner_id, do_not_contact.",
            },
        ),
        ops.AlterModelOptions(
            name="TimelineEntry",
            options={
                "table": "timeline_entry",
                "app": "roster",
                "indexes": [
                    Index(fields=["contact_id", "occurred_at", "id"]),
                    Index(fields=["tenant", "recorded_at"]),
                    Index(fields=["tenant", "together"]),
                ],
                "pk_attr": "id",
                "table_description": "`occurred_at` may lie in the past. `rich` is a note as Slack's rich text, `text` the same to be read and searched.",
            },
        ),
        ops.AddField(
            model_name="TimelineEntry",
            name="audience",
            field=fields.CharField(default="", db_default="", max_length=64),
        ),
        ops.AddField(
            model_name="TimelineEntry",
            name="deleted_at",
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name="TimelineEntry",
            name="edited_at",
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name="TimelineEntry",
            name="pinned_at",
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name="TimelineEntry",
            name="rich",
            field=fields.JSONField(
                null=True, encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads
            ),
        ),
        ops.AddField(
            model_name="TimelineEntry",
            name="together",
            field=fields.CharField(default="", db_default="", max_length=64),
        ),
        ops.AddIndex(
            model_name="TimelineEntry",
            index=Index(fields=["tenant", "together"]),
        ),
    ]
