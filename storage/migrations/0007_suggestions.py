"""Indexes for suggesting companies and skills while somebody types, in an order that no locale changes."""

from tortoise import migrations

from storage.dialect_sql import DialectSQL

SQLITE = ("CREATE INDEX contact_position_suggested ON contact_position (tenant, lower(company))",)
SQLITE_REVERSE = ("DROP INDEX IF EXISTS contact_position_suggested",)
POSTGRES = (
    'CREATE INDEX contact_position_suggested ON contact_position (tenant, (lower(company) COLLATE "C"))',
    'CREATE INDEX contact_skill_suggested ON contact_skill (tenant, folded COLLATE "C")',
)
POSTGRES_REVERSE = (
    "DROP INDEX IF EXISTS contact_skill_suggested",
    "DROP INDEX IF EXISTS contact_position_suggested",
)


class Migration(migrations.Migration):
    dependencies = [("roster", "0006_members")]

    operations = [
        DialectSQL(
            sqlite=SQLITE, sqlite_reverse=SQLITE_REVERSE, postgres=POSTGRES, postgres_reverse=POSTGRES_REVERSE
        )
    ]
