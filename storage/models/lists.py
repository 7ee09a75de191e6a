"""Lists of people, who is on them, and whose places on them are to be looked at again; queries that were kept."""

from tortoise import fields
from tortoise.indexes import Index

from storage.models.contacts import Contact, Sourced
from storage.models.model import Model
from storage.models.tenants import TENANT_LENGTH


class PeopleList(Model):
    """A list of people. `query` is the printed query of a dynamic one, "" for a static one, `zone` where its days begin.

    `problem` says why its query can no longer be read. `filled_to` is the id of the contact up to which it was filled since its
    query was set, null once it is filled. `run_at` is when everybody is asked again, because time has passed, null for never.
    """

    id = fields.BigIntField(primary_key=True)
    tenant = fields.CharField(max_length=TENANT_LENGTH)
    name = fields.CharField(max_length=60)
    folded = fields.CharField(max_length=120)
    description = fields.TextField(default="")
    query = fields.TextField(default="")
    zone = fields.CharField(max_length=64, default="UTC")
    problem = fields.TextField(default="")
    channel_id = fields.CharField(max_length=64, default="")
    made_by = fields.CharField(max_length=64)
    made_at = fields.DatetimeField()
    archived_at = fields.DatetimeField(null=True)
    filled_to = fields.BigIntField(null=True, db_index=True)
    run_to = fields.BigIntField(default=0)
    run_at = fields.DatetimeField(null=True, db_index=True)

    class Meta:
        table = "people_list"
        unique_together = (("tenant", "folded"),)


class ListMember(Sourced):
    """Somebody on a list: who put them there, or that its query did, and since when."""

    contact: fields.ForeignKeyRelation[Contact] = fields.ForeignKeyField(
        "roster.Contact", related_name="lists", on_delete=fields.CASCADE, db_index=True
    )
    contact_id: int
    list: fields.ForeignKeyRelation[PeopleList] = fields.ForeignKeyField(
        "roster.PeopleList", related_name="members", on_delete=fields.CASCADE
    )
    list_id: int

    class Meta:
        table = "list_member"
        unique_together = (("list", "contact"),)


class ChangedContact(Model):
    """Somebody was changed since the dynamic lists were looked at. Rows are only added and taken away, so nobody waits for anybody.

    `about`: what of them was (`storage.queries.changes`), null where it may have been anything.
    """

    id = fields.BigIntField(primary_key=True)
    tenant = fields.CharField(max_length=TENANT_LENGTH)
    contact_id = fields.BigIntField()
    about: fields.JSONField[list[str] | None] = fields.JSONField(null=True)

    class Meta:
        table = "changed_contact"
        indexes = (Index(fields=("tenant", "id")),)


class SavedSearch(Model):
    """A query under a name, for `user_id` alone or, where that is "", for everybody."""

    id = fields.BigIntField(primary_key=True)
    tenant = fields.CharField(max_length=TENANT_LENGTH)
    user_id = fields.CharField(max_length=64, default="")
    name = fields.CharField(max_length=60)
    folded = fields.CharField(max_length=120)
    query = fields.TextField()
    saved_by = fields.CharField(max_length=64)
    saved_at = fields.DatetimeField()

    class Meta:
        table = "saved_search"
        unique_together = (("tenant", "user_id", "folded"),)
