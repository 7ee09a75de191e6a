"""What an export is to look like can be kept under a name."""

from tortoise import migrations
from tortoise.migrations import operations as ops
import functools
from json import dumps, loads
from tortoise import fields


class Migration(migrations.Migration):
    dependencies = [("roster", "0009_exporting")]

    initial = False

    operations = [
        ops.CreateModel(
            name="ExportSetting",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("tenant", fields.CharField(max_length=64)),
                ("name", fields.CharField(max_length=60)),
                ("folded", fields.CharField(max_length=120)),
                ("format", fields.CharField(max_length=16)),
                (
                    "chosen_fields",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                ("saved_by", fields.CharField(max_length=64)),
                ("saved_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "export_setting",
                "app": "roster",
                "unique_together": (("tenant", "folded"),),
                "pk_attr": "id",
                "table_description": "Fields in their order and a format, under a name, for everybody: keys of `crm.exporting`.",
            },
            bases=["Model"],
        ),
    ]
