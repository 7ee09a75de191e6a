"""Files that come in and go out: imports and exports."""

from typing import Any

from tortoise import fields
from tortoise.indexes import Index

from storage.models.model import Model
from storage.models.tenants import TENANT_LENGTH


class ImportRun(Model):
    """One dropped file. `status` is ready, started, cancelled or undone: how far a started one is, its job says.

    `recognised` and `options` are `crm.types.Recognised` and `ImportOptions`. `changed_fields` has how often each was changed.
    """

    id = fields.BigIntField(primary_key=True)
    tenant = fields.CharField(max_length=TENANT_LENGTH)
    status = fields.CharField(max_length=16)
    user_id = fields.CharField(max_length=64)
    file_id = fields.CharField(max_length=64)
    filename = fields.CharField(max_length=255)
    columns: fields.JSONField[list[dict[str, Any]]] = fields.JSONField(default=list)
    recognised: fields.JSONField[dict[str, Any] | None] = fields.JSONField(null=True)
    options: fields.JSONField[dict[str, Any] | None] = fields.JSONField(null=True)
    is_remembered = fields.BooleanField(default=False, db_default=False)
    rows = fields.IntField(default=0)
    added = fields.IntField(default=0)
    updated = fields.IntField(default=0)
    unchanged = fields.IntField(default=0)
    skipped = fields.IntField(default=0, db_default=0)
    rejected = fields.IntField(default=0)
    changed_fields: fields.JSONField[dict[str, int] | None] = fields.JSONField(null=True)
    channel_id = fields.CharField(max_length=64)
    thread_ts = fields.CharField(max_length=32, default="")
    created_at = fields.DatetimeField()

    class Meta:
        table = "import_run"
        unique_together = (("tenant", "file_id"),)
        indexes = (Index(fields=("tenant", "created_at")),)


class ImportMapping(Model):
    """How somebody has mapped the columns of files with the same header: a field for each of them, "" for none."""

    id = fields.BigIntField(primary_key=True)
    tenant = fields.CharField(max_length=TENANT_LENGTH)
    signature = fields.CharField(max_length=64)
    fields_of_columns: fields.JSONField[list[str]] = fields.JSONField()
    set_by = fields.CharField(max_length=64)
    set_at = fields.DatetimeField()

    class Meta:
        table = "import_mapping"
        unique_together = (("tenant", "signature"),)


class ImportPiece(Model):
    """Some of the bytes of a dropped file, so that nobody has to hold all of them. Gone once the run has ended."""

    id = fields.BigIntField(primary_key=True)
    tenant = fields.CharField(max_length=TENANT_LENGTH)
    run: fields.ForeignKeyRelation[ImportRun] = fields.ForeignKeyField(
        "roster.ImportRun", related_name="pieces", on_delete=fields.CASCADE
    )
    number = fields.IntField()
    content = fields.BinaryField()

    class Meta:
        table = "import_piece"
        unique_together = (("run", "number"),)


class ImportCandidate(Model):
    """Whom a number of the program that wrote the file means, as earlier rows of it have said. Gone once the run has ended."""

    id = fields.BigIntField(primary_key=True)
    tenant = fields.CharField(max_length=TENANT_LENGTH)
    run: fields.ForeignKeyRelation[ImportRun] = fields.ForeignKeyField(
        "roster.ImportRun", related_name="candidates", on_delete=fields.CASCADE
    )
    number = fields.CharField(max_length=200)
    contact_id = fields.BigIntField()

    class Meta:
        table = "import_candidate"
        unique_together = (("run", "number"),)


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


class ImportChange(Model):
    """A contact that a run has added or changed, and what it has replaced. Gone once it is taken back.

    `is_kept`: it was not taken back, as somebody has changed the contact since.
    """

    id = fields.BigIntField(primary_key=True)
    tenant = fields.CharField(max_length=TENANT_LENGTH)
    run: fields.ForeignKeyRelation[ImportRun] = fields.ForeignKeyField(
        "roster.ImportRun", related_name="changes", on_delete=fields.CASCADE
    )
    contact_id = fields.BigIntField()
    is_new = fields.BooleanField()
    before: fields.JSONField[dict[str, Any]] = fields.JSONField(default=dict)
    is_kept = fields.BooleanField(default=False)

    class Meta:
        table = "import_change"
        unique_together = (("run", "contact_id"),)


class ImportUnchanged(Model):
    """A contact in the book whom rows of a run mean and leave unchanged. Kept as long as the run can be taken back.

    `is_skipped`: that is how it was to be with whoever is in the book.
    """

    id = fields.BigIntField(primary_key=True)
    tenant = fields.CharField(max_length=TENANT_LENGTH)
    run: fields.ForeignKeyRelation[ImportRun] = fields.ForeignKeyField(
        "roster.ImportRun", related_name="left_unchanged", on_delete=fields.CASCADE
    )
    contact_id = fields.BigIntField()
    is_skipped = fields.BooleanField()

    class Meta:
        table = "import_unchanged"
        unique_together = (("run", "contact_id"),)


class ExportRun(Model):
    """One export: who asked for whom. How far it is, its job says.

    `text` is the query of whom, `chosen_ids` those who were picked one by one instead.
    `columns`: the ids of the workspace's own fields that can be in it, none at all until it was chosen who is in it.
    `format` and `chosen_fields` are as in `crm.types.ExportRun`. `people`: how many were written, null until all are.
    The file is to be deleted from Slack at `delete_at`.
    """

    id = fields.BigIntField(primary_key=True)
    tenant = fields.CharField(max_length=TENANT_LENGTH)
    user_id = fields.CharField(max_length=64)
    text = fields.TextField(default="")
    chosen_ids: fields.JSONField[list[int] | None] = fields.JSONField(null=True)
    columns: fields.JSONField[list[int] | None] = fields.JSONField(null=True)
    format = fields.CharField(max_length=16, default="csv", db_default="csv")
    chosen_fields: fields.JSONField[list[str] | None] = fields.JSONField(null=True)
    people = fields.IntField(null=True)
    file_id = fields.CharField(max_length=64, default="", db_default="")
    delete_at = fields.DatetimeField(null=True)
    created_at = fields.DatetimeField()

    class Meta:
        table = "export_run"
        indexes = (Index(fields=("tenant", "created_at")), Index(fields=("delete_at",)))


class ExportSetting(Model):
    """Fields in their order and a format, under a name, for everybody: keys of `crm.exporting`."""

    id = fields.BigIntField(primary_key=True)
    tenant = fields.CharField(max_length=TENANT_LENGTH)
    name = fields.CharField(max_length=60)
    folded = fields.CharField(max_length=120)
    format = fields.CharField(max_length=16)
    chosen_fields: fields.JSONField[list[str]] = fields.JSONField()
    saved_by = fields.CharField(max_length=64)
    saved_at = fields.DatetimeField()

    class Meta:
        table = "export_setting"
        unique_together = (("tenant", "folded"),)


class ExportPart(Model):
    """Some of the people of an export, and their rows of the file once they are written. Kept until the file is given.

    `people`: how many of them were there still.
    """

    id = fields.BigIntField(primary_key=True)
    tenant = fields.CharField(max_length=TENANT_LENGTH)
    run: fields.ForeignKeyRelation[ExportRun] = fields.ForeignKeyField(
        "roster.ExportRun", related_name="parts", on_delete=fields.CASCADE, db_index=True
    )
    number = fields.IntField()
    contact_ids: fields.JSONField[list[int]] = fields.JSONField()
    content = fields.TextField(null=True)
    people = fields.IntField(null=True)

    class Meta:
        table = "export_part"
        unique_together = (("run", "number"),)
