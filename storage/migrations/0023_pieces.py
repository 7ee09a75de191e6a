"""PostgreSQL keeps the pieces of a dropped file as they are: to compress them takes longer than to write them, and they go soon."""

from tortoise import migrations

from storage.dialect_sql import DialectSQL

STORAGE = "ALTER TABLE import_piece ALTER COLUMN content SET STORAGE"


class Migration(migrations.Migration):
    dependencies = [("roster", "0022_what_changed")]

    initial = False

    operations = [
        DialectSQL(
            sqlite=(),
            sqlite_reverse=(),
            postgres=(f"{STORAGE} EXTERNAL",),
            postgres_reverse=(f"{STORAGE} EXTENDED",),
        )
    ]
