"""Files that come in and go out: imports and exports."""

from typing import Any

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from storage.models.tenants import TENANT_LENGTH


class ImportRun(Model):
    """One dropped file. `status` is ready, started or cancelled: how far a started one is, its job says."""

    id = fields.BigIntField(primary_key=True)
    tenant = fields.CharField(max_length=TENANT_LENGTH)
    status = fields.CharField(max_length=16)
    user_id = fields.CharField(max_length=64)
    file_id = fields.CharField(max_length=64)
    filename = fields.CharField(max_length=255)
    columns: fields.JSONField[list[dict[str, Any]]] = fields.JSONField(default=list)
    rows = fields.IntField(default=0)
    added = fields.IntField(default=0)
    updated = fields.IntField(default=0)
    unchanged = fields.IntField(default=0)
    rejected = fields.IntField(default=0)
    channel_id = fields.CharField(max_length=64)
    thread_ts = fields.CharField(max_length=32, default="")
    created_at = fields.DatetimeField()

    class Meta:
        table = "import_run"
        unique_together = (("tenant", "file_id"),)
        indexes = (Index(fields=("tenant", "created_at")),)


class ImportFile(Model):
    """The bytes of a dropped file, kept apart from its run so that reading a run never reads them."""

    id = fields.BigIntField(primary_key=True)
    tenant = fields.CharField(max_length=TENANT_LENGTH)
    run: fields.OneToOneRelation[ImportRun] = fields.OneToOneField(
        "roster.ImportRun", related_name="file", on_delete=fields.CASCADE
    )
    content = fields.BinaryField()

    class Meta:
        table = "import_file"


class ImportRejection(Model):
    """A row that could not be imported: its cells as they were, and why. `line` counts from 1, the header included."""

    id = fields.BigIntField(primary_key=True)
    tenant = fields.CharField(max_length=TENANT_LENGTH)
    run: fields.ForeignKeyRelation[ImportRun] = fields.ForeignKeyField(
        "roster.ImportRun", related_name="rejections", on_delete=fields.CASCADE, db_index=True
    )
    line = fields.IntField()
    cells: fields.JSONField[list[str]] = fields.JSONField()
    reason = fields.TextField()

    class Meta:
        table = "import_rejection"
        unique_together = (("run", "line"),)


class ExportRun(Model):
    """One export: who asked for whom. How far it is, its job says.

    `columns`: the ids of the workspace's own fields that are in it, none at all until it was chosen who is in it.
    """

    id = fields.BigIntField(primary_key=True)
    tenant = fields.CharField(max_length=TENANT_LENGTH)
    user_id = fields.CharField(max_length=64)
    text = fields.TextField(default="")
    columns: fields.JSONField[list[int] | None] = fields.JSONField(null=True)
    created_at = fields.DatetimeField()

    class Meta:
        table = "export_run"
        indexes = (Index(fields=("tenant", "created_at")),)


class ExportPart(Model):
    """Some of the people of an export, and their rows of the file once they are written. Kept until the file is given."""

    id = fields.BigIntField(primary_key=True)
    tenant = fields.CharField(max_length=TENANT_LENGTH)
    run: fields.ForeignKeyRelation[ExportRun] = fields.ForeignKeyField(
        "roster.ExportRun", related_name="parts", on_delete=fields.CASCADE, db_index=True
    )
    number = fields.IntField()
    contact_ids: fields.JSONField[list[int]] = fields.JSONField()
    content = fields.TextField(null=True)

    class Meta:
        table = "export_part"
        unique_together = (("run", "number"),)
