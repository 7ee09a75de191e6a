"""Indexes that models cannot say: trigrams of `contact.search_text`, kept true by the database itself, and what is suggested
while somebody types, in an order that no locale changes."""

from tortoise import migrations

from storage.dialect_sql import DialectSQL

SQLITE = (
    """CREATE VIRTUAL TABLE contact_search USING fts5(
        search_text, content='contact', content_rowid='id', tokenize='trigram')""",
    """CREATE TRIGGER contact_search_insert AFTER INSERT ON contact BEGIN
        INSERT INTO contact_search(rowid, search_text) VALUES (new.id, new.search_text);
    END""",
    """CREATE TRIGGER contact_search_delete AFTER DELETE ON contact BEGIN
        INSERT INTO contact_search(contact_search, rowid, search_text) VALUES ('delete', old.id, old.search_text);
    END""",
    """CREATE TRIGGER contact_search_update AFTER UPDATE OF search_text ON contact BEGIN
        INSERT INTO contact_search(contact_search, rowid, search_text) VALUES ('delete', old.id, old.search_text);
        INSERT INTO contact_search(rowid, search_text) VALUES (new.id, new.search_text);
    END""",
    "INSERT INTO contact_search(contact_search) VALUES ('rebuild')",
    "CREATE INDEX contact_position_suggested ON contact_position (tenant, lower(company))",
)
SQLITE_REVERSE = (
    "DROP INDEX IF EXISTS contact_position_suggested",
    "DROP TRIGGER IF EXISTS contact_search_update",
    "DROP TRIGGER IF EXISTS contact_search_delete",
    "DROP TRIGGER IF EXISTS contact_search_insert",
    "DROP TABLE IF EXISTS contact_search",
)
POSTGRES = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE INDEX contact_search ON contact USING gin (search_text gin_trgm_ops)",
    # Prefix searches of the vocabulary need an index that ignores the locale's collation.
    "CREATE INDEX name_word_forwards ON name_word (tenant, word text_pattern_ops)",
    "CREATE INDEX name_word_backwards ON name_word (tenant, reversed text_pattern_ops)",
    'CREATE INDEX contact_position_suggested ON contact_position (tenant, (lower(company) COLLATE "C"))',
    'CREATE INDEX contact_skill_suggested ON contact_skill (tenant, folded COLLATE "C")',
)
POSTGRES_REVERSE = (
    "DROP INDEX IF EXISTS contact_skill_suggested",
    "DROP INDEX IF EXISTS contact_position_suggested",
    "DROP INDEX IF EXISTS name_word_backwards",
    "DROP INDEX IF EXISTS name_word_forwards",
    "DROP INDEX IF EXISTS contact_search",
)


class Migration(migrations.Migration):
    dependencies = [("roster", "0001_tables")]
    replaces = [("roster", "0002_search"), ("roster", "0007_suggestions"), ("roster", "0009_lost_indexes")]

    operations = [
        DialectSQL(
            sqlite=SQLITE, sqlite_reverse=SQLITE_REVERSE, postgres=POSTGRES, postgres_reverse=POSTGRES_REVERSE
        )
    ]
