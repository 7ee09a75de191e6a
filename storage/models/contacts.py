"""People and what is known of them.

Ids are given by the database. A contact's e-mails and profiles are its identity: one live contact of the tenant claims each,
others may have the same only where a person has said so. A phone may be shared anyhow (a switchboard).
"""

from typing import TYPE_CHECKING

from tortoise import fields
from tortoise.indexes import Index

from storage.models.model import Model
from storage.models.tenants import TENANT_LENGTH

if TYPE_CHECKING:
    from storage.models.workspaces import CustomValue


class Contact(Model):
    """A person. `search_text` is what search reads, as `storage.folding.of_profile` makes it.

    `photo_file` is the id of a picture that was uploaded to Slack. `state` is live, deleted (in the bin since `state_at`) or
    merged: then `merged_into` is the id of who is left.
    """

    id = fields.BigIntField(primary_key=True)
    tenant = fields.CharField(max_length=TENANT_LENGTH)
    name = fields.CharField(max_length=200)
    headline = fields.CharField(max_length=500, default="")
    location = fields.CharField(max_length=200, default="")
    photo_url = fields.CharField(max_length=2000, default="")
    photo_file = fields.CharField(max_length=64, default="", db_default="")
    owner_id = fields.CharField(max_length=64, default="", db_default="")
    do_not_contact = fields.BooleanField(default=False, db_default=False)
    do_not_contact_reason = fields.CharField(max_length=500, default="", db_default="")
    state = fields.CharField(max_length=8, default="live", db_default="live")
    state_at = fields.DatetimeField(null=True)
    state_by = fields.CharField(max_length=64, default="", db_default="")
    merged_into = fields.BigIntField(null=True)
    search_text = fields.TextField(default="")
    version = fields.IntField(default=1)
    created_by = fields.CharField(max_length=64)
    created_at = fields.DatetimeField()
    updated_at = fields.DatetimeField()
    last_activity_at = fields.DatetimeField(null=True)

    emails: fields.ReverseRelation["ContactEmail"]
    phones: fields.ReverseRelation["ContactPhone"]
    profiles: fields.ReverseRelation["ContactProfile"]
    positions: fields.ReverseRelation["ContactPosition"]
    education: fields.ReverseRelation["ContactEducation"]
    certifications: fields.ReverseRelation["ContactCertification"]
    skills: fields.ReverseRelation["ContactSkill"]
    tags: fields.ReverseRelation["ContactTag"]
    sources: fields.ReverseRelation["FieldSource"]
    custom_values: fields.ReverseRelation["CustomValue"]

    class Meta:
        table = "contact"
        indexes = (
            Index(fields=("tenant", "updated_at")),
            Index(fields=("tenant", "created_at")),
            Index(fields=("tenant", "owner_id", "last_activity_at")),
            Index(fields=("tenant", "state", "state_at")),
        )


class Sourced(Model):
    """A value that belongs to a contact, and who or what set it. `position` orders them, 0 is the primary one."""

    id = fields.BigIntField(primary_key=True)
    tenant = fields.CharField(max_length=TENANT_LENGTH)
    position = fields.IntField(default=0)
    origin = fields.CharField(max_length=16)
    reference = fields.CharField(max_length=64, default="")
    set_by = fields.CharField(max_length=64)
    set_at = fields.DatetimeField()

    class Meta:
        abstract = True


class ContactEmail(Sourced):
    """`claim` is `normalised` where this contact is the one to whom the address belongs, else null."""

    contact: fields.ForeignKeyRelation[Contact] = fields.ForeignKeyField(
        "roster.Contact", related_name="emails", on_delete=fields.CASCADE, db_index=True
    )
    address = fields.CharField(max_length=320)
    normalised = fields.CharField(max_length=320)
    kind = fields.CharField(max_length=16)
    claim = fields.CharField(max_length=320, null=True)

    class Meta:
        table = "contact_email"
        unique_together = (("tenant", "claim"),)
        indexes = (Index(fields=("tenant", "normalised")),)


class ContactPhone(Sourced):
    contact: fields.ForeignKeyRelation[Contact] = fields.ForeignKeyField(
        "roster.Contact", related_name="phones", on_delete=fields.CASCADE, db_index=True
    )
    number = fields.CharField(max_length=20)
    extension = fields.CharField(max_length=20, default="")
    kind = fields.CharField(max_length=16)

    class Meta:
        table = "contact_phone"
        indexes = (Index(fields=("tenant", "number")),)
        unique_together = (("contact", "number", "extension"),)


class ContactProfile(Sourced):
    """`claim` is `url` where this contact is the one to whom the profile belongs, else null."""

    contact: fields.ForeignKeyRelation[Contact] = fields.ForeignKeyField(
        "roster.Contact", related_name="profiles", on_delete=fields.CASCADE, db_index=True
    )
    network = fields.CharField(max_length=32)
    url = fields.CharField(max_length=500)
    claim = fields.CharField(max_length=500, null=True)

    class Meta:
        table = "contact_profile"
        unique_together = (("tenant", "claim"),)
        indexes = (Index(fields=("tenant", "url")),)


class ContactPosition(Sourced):
    contact: fields.ForeignKeyRelation[Contact] = fields.ForeignKeyField(
        "roster.Contact", related_name="positions", on_delete=fields.CASCADE, db_index=True
    )
    company = fields.CharField(max_length=200, default="")
    title = fields.CharField(max_length=200, default="")
    started = fields.CharField(max_length=10, default="")
    ended = fields.CharField(max_length=10, default="")
    is_current = fields.BooleanField(default=True)

    class Meta:
        table = "contact_position"
        indexes = (Index(fields=("tenant", "company")),)


class ContactEducation(Sourced):
    contact: fields.ForeignKeyRelation[Contact] = fields.ForeignKeyField(
        "roster.Contact", related_name="education", on_delete=fields.CASCADE, db_index=True
    )
    institution = fields.CharField(max_length=200)
    degree = fields.CharField(max_length=200, default="")
    field = fields.CharField(max_length=200, default="")
    started = fields.CharField(max_length=10, default="")
    ended = fields.CharField(max_length=10, default="")

    class Meta:
        table = "contact_education"


class ContactCertification(Sourced):
    contact: fields.ForeignKeyRelation[Contact] = fields.ForeignKeyField(
        "roster.Contact", related_name="certifications", on_delete=fields.CASCADE, db_index=True
    )
    name = fields.CharField(max_length=200)
    issuer = fields.CharField(max_length=200, default="")
    year = fields.CharField(max_length=4, default="")
    url = fields.CharField(max_length=2000, default="")

    class Meta:
        table = "contact_certification"


class ContactSkill(Sourced):
    contact: fields.ForeignKeyRelation[Contact] = fields.ForeignKeyField(
        "roster.Contact", related_name="skills", on_delete=fields.CASCADE, db_index=True
    )
    name = fields.CharField(max_length=100)
    folded = fields.CharField(max_length=100)
    kind = fields.CharField(max_length=16)

    class Meta:
        table = "contact_skill"
        unique_together = (("contact", "folded"),)
        indexes = (Index(fields=("tenant", "folded")),)


class Tag(Model):
    """A tag of a workspace, spelt as it was first typed, `folded` is what makes two spellings one tag.

    `colour` is a key of `crm.tag_book.COLOURS`.
    """

    id = fields.BigIntField(primary_key=True)
    tenant = fields.CharField(max_length=TENANT_LENGTH)
    name = fields.CharField(max_length=60)
    folded = fields.CharField(max_length=120)
    colour = fields.CharField(max_length=16, default="", db_default="")

    class Meta:
        table = "tag"
        unique_together = (("tenant", "folded"),)


class ContactTag(Sourced):
    contact: fields.ForeignKeyRelation[Contact] = fields.ForeignKeyField(
        "roster.Contact", related_name="tags", on_delete=fields.CASCADE, db_index=True
    )
    tag: fields.ForeignKeyRelation[Tag] = fields.ForeignKeyField(
        "roster.Tag", related_name="contacts", on_delete=fields.CASCADE, db_index=True
    )

    class Meta:
        table = "contact_tag"
        unique_together = (("contact", "tag"),)


class FieldSource(Sourced):
    """Who or what set a single-valued field: name, headline, location, photo_url, owner_id, do_not_contact."""

    contact: fields.ForeignKeyRelation[Contact] = fields.ForeignKeyField(
        "roster.Contact", related_name="sources", on_delete=fields.CASCADE, db_index=True
    )
    field = fields.CharField(max_length=32)

    class Meta:
        table = "field_source"
        unique_together = (("contact", "field"),)


class NameWord(Model):
    """The distinct words of a tenant's names, forwards and backwards, so that one typo is found by index."""

    id = fields.BigIntField(primary_key=True)
    tenant = fields.CharField(max_length=TENANT_LENGTH)
    word = fields.CharField(max_length=100)
    reversed = fields.CharField(max_length=100)

    class Meta:
        table = "name_word"
        unique_together = (("tenant", "word"),)
        indexes = (Index(fields=("tenant", "reversed")),)
