"""What a file was recognised as, how it is to be imported, how its columns were mapped last; what can be taken back; files in pieces."""

from tortoise import migrations
from tortoise.migrations import operations as ops
import functools
from json import dumps, loads
from tortoise.fields.base import OnDelete
from tortoise import fields
from tortoise.indexes import Index

from storage.dialect_sql import DialectSQL

_PIECES = (
    "INSERT INTO import_piece (tenant, run_id, number, content) SELECT tenant, run_id, 0, content FROM import_file",
)
# A file of several pieces cannot be dropped again by an earlier version: it says so, and asks for the file.
_WHOLE = (
    (
        "INSERT INTO import_file (tenant, run_id, content) SELECT tenant, run_id, content FROM import_piece AS p"
        " WHERE NOT EXISTS (SELECT 1 FROM import_piece AS q WHERE q.run_id = p.run_id AND q.number <> p.number)"
    ),
)


class Migration(migrations.Migration):
    dependencies = [("roster", "0002_search_indexes")]

    initial = False

    operations = [
        ops.CreateModel(
            name="ImportChange",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("tenant", fields.CharField(max_length=64)),
                (
                    "run",
                    fields.ForeignKeyField(
                        "roster.ImportRun",
                        source_field="run_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="changes",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                ("contact_id", fields.BigIntField()),
                ("is_new", fields.BooleanField()),
                (
                    "before",
                    fields.JSONField(
                        default=dict, encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads
                    ),
                ),
                ("is_kept", fields.BooleanField(default=False)),
            ],
            options={
                "table": "import_change",
                "app": "roster",
                "unique_together": (("run", "contact_id"),),
                "pk_attr": "id",
                "table_description": "A contact that a run has added or changed, and what it has replaced. Gone once it is taken back.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="ImportMapping",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("tenant", fields.CharField(max_length=64)),
                ("signature", fields.CharField(max_length=64)),
                (
                    "fields_of_columns",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                ("set_by", fields.CharField(max_length=64)),
                ("set_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "import_mapping",
                "app": "roster",
                "unique_together": (("tenant", "signature"),),
                "pk_attr": "id",
                "table_description": 'How somebody has mapped the columns of files with the same header: a field for each of them, "" for none.',
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="ImportPiece",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("tenant", fields.CharField(max_length=64)),
                (
                    "run",
                    fields.ForeignKeyField(
                        "roster.ImportRun",
                        source_field="run_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="pieces",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                ("number", fields.IntField()),
                ("content", fields.BinaryField()),
            ],
            options={
                "table": "import_piece",
                "app": "roster",
                "unique_together": (("run", "number"),),
                "pk_attr": "id",
                "table_description": "Some of the bytes of a dropped file, so that nobody has to hold all of them. Gone once the run has ended.",
            },
            bases=["Model"],
        ),
        ops.AlterModelOptions(
            name="ImportRun",
            options={
                "table": "import_run",
                "app": "roster",
                "unique_together": (("tenant", "file_id"),),
                "indexes": [Index(fields=["tenant", "created_at"])],
                "pk_attr": "id",
                "table_description": "One dropped file. `status` is ready, started, cancelled or undone: how far a started one is, its job says.",
            },
        ),
        ops.AddField(
            model_name="ImportRun",
            name="is_remembered",
            field=fields.BooleanField(default=False, db_default=False),
        ),
        ops.AddField(
            model_name="ImportRun",
            name="options",
            field=fields.JSONField(
                null=True, encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads
            ),
        ),
        ops.AddField(
            model_name="ImportRun",
            name="recognised",
            field=fields.JSONField(
                null=True, encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads
            ),
        ),
        DialectSQL(sqlite=_PIECES, sqlite_reverse=_WHOLE, postgres=_PIECES, postgres_reverse=_WHOLE),
        ops.DeleteModel(name="ImportFile"),
    ]
