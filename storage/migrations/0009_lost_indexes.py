"""Indexes and constraints that earlier steps were to keep or make: SQLite lost some with a rebuilt table, both never had one.

Of two claims on the same address the older one stays; of a file that was taken in twice, the first.
"""

from tortoise import migrations

from storage.dialect_sql import DialectSQL

_DUE = "CREATE INDEX IF NOT EXISTS delivery_due ON delivery (due_at)"
_NOT_DUE = "DROP INDEX IF EXISTS delivery_due"


_ONLY_THE_FIRST_RUN = (
    "UPDATE import_run SET file_id = file_id || '#' || id WHERE EXISTS (SELECT 1 FROM import_run AS other"
    " WHERE other.tenant = import_run.tenant AND other.file_id = import_run.file_id AND other.id < import_run.id)"
)


def _only_the_oldest(table: str) -> str:
    return (
        f"UPDATE {table} SET claim = NULL WHERE EXISTS (SELECT 1 FROM {table} AS other"  # noqa: S608 - the names are ours
        f" WHERE other.tenant = {table}.tenant AND other.claim = {table}.claim AND other.id < {table}.id)"
    )


SQLITE = (
    _DUE,
    _only_the_oldest("contact_email"),
    _only_the_oldest("contact_profile"),
    _ONLY_THE_FIRST_RUN,
    "CREATE INDEX IF NOT EXISTS idx_contact_ema_contact_cb71d8 ON contact_email (contact_id)",
    "CREATE INDEX IF NOT EXISTS idx_contact_pro_contact_6cd0b8 ON contact_profile (contact_id)",
    "CREATE UNIQUE INDEX contact_email_claim ON contact_email (tenant, claim)",
    "CREATE UNIQUE INDEX contact_profile_claim ON contact_profile (tenant, claim)",
    "CREATE UNIQUE INDEX import_run_file ON import_run (tenant, file_id)",
)
SQLITE_REVERSE = (
    _NOT_DUE,
    "DROP INDEX contact_email_claim",
    "DROP INDEX contact_profile_claim",
    "DROP INDEX import_run_file",
)


class Migration(migrations.Migration):
    dependencies = [("roster", "0008_exports_in_parts")]

    operations = [
        DialectSQL(
            sqlite=SQLITE, sqlite_reverse=SQLITE_REVERSE, postgres=(_DUE,), postgres_reverse=(_NOT_DUE,)
        )
    ]
