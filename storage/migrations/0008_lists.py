"""Lists of people, static and dynamic, who is on them, who was changed since; saved searches."""

from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.fields.base import OnDelete
from tortoise import fields
from tortoise.indexes import Index


class Migration(migrations.Migration):
    dependencies = [("roster", "0007_bulk")]

    initial = False

    operations = [
        ops.CreateModel(
            name="ChangedContact",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("tenant", fields.CharField(max_length=64)),
                ("contact_id", fields.BigIntField()),
            ],
            options={
                "table": "changed_contact",
                "app": "roster",
                "indexes": [Index(fields=["tenant", "id"])],
                "pk_attr": "id",
                "table_description": "Somebody was changed since the dynamic lists were looked at. Rows are only added and taken away, so nobody waits for anybody.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="PeopleList",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("tenant", fields.CharField(max_length=64)),
                ("name", fields.CharField(max_length=60)),
                ("folded", fields.CharField(max_length=120)),
                ("description", fields.TextField(default="", unique=False)),
                ("query", fields.TextField(default="", unique=False)),
                ("zone", fields.CharField(default="UTC", max_length=64)),
                ("problem", fields.TextField(default="", unique=False)),
                ("channel_id", fields.CharField(default="", max_length=64)),
                ("made_by", fields.CharField(max_length=64)),
                ("made_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("archived_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("filled_to", fields.BigIntField(null=True, db_index=True)),
                ("run_to", fields.BigIntField(default=0)),
                (
                    "run_at",
                    fields.DatetimeField(null=True, db_index=True, auto_now=False, auto_now_add=False),
                ),
            ],
            options={
                "table": "people_list",
                "app": "roster",
                "unique_together": (("tenant", "folded"),),
                "pk_attr": "id",
                "table_description": 'A list of people. `query` is the printed query of a dynamic one, "" for a static one, `zone` where its days begin.',
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="ListMember",
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
                        related_name="lists",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                (
                    "list",
                    fields.ForeignKeyField(
                        "roster.PeopleList",
                        source_field="list_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="members",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
            ],
            options={
                "table": "list_member",
                "app": "roster",
                "unique_together": (("list", "contact"),),
                "pk_attr": "id",
                "table_description": "Somebody on a list: who put them there, or that its query did, and since when.",
            },
            bases=["Sourced"],
        ),
        ops.CreateModel(
            name="SavedSearch",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("tenant", fields.CharField(max_length=64)),
                ("user_id", fields.CharField(default="", max_length=64)),
                ("name", fields.CharField(max_length=60)),
                ("folded", fields.CharField(max_length=120)),
                ("query", fields.TextField(unique=False)),
                ("saved_by", fields.CharField(max_length=64)),
                ("saved_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "saved_search",
                "app": "roster",
                "unique_together": (("tenant", "user_id", "folded"),),
                "pk_attr": "id",
                "table_description": 'A query under a name, for `user_id` alone or, where that is "", for everybody.',
            },
            bases=["Model"],
        ),
    ]
