"""An export has a format and chosen fields, is counted, and its file may be deleted from Slack after a while."""

from tortoise import migrations
from tortoise.migrations import operations as ops
import functools
from json import dumps, loads
from tortoise import fields
from tortoise.indexes import Index


class Migration(migrations.Migration):
    dependencies = [("roster", "0008_lists")]

    initial = False

    operations = [
        ops.AddField(
            model_name="ExportPart",
            name="people",
            field=fields.IntField(null=True),
        ),
        ops.AddField(
            model_name="ExportRun",
            name="chosen_fields",
            field=fields.JSONField(
                null=True, encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads
            ),
        ),
        ops.AddField(
            model_name="ExportRun",
            name="delete_at",
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name="ExportRun",
            name="file_id",
            field=fields.CharField(default="", db_default="", max_length=64),
        ),
        ops.AddField(
            model_name="ExportRun",
            name="format",
            field=fields.CharField(default="csv", db_default="csv", max_length=16),
        ),
        ops.AddField(
            model_name="ExportRun",
            name="people",
            field=fields.IntField(null=True),
        ),
        ops.AddIndex(
            model_name="ExportRun",
            index=Index(fields=["delete_at"]),
        ),
    ]
