"""What queries go by: the words of notes and other entries, the parts of a profile told apart, and the orders of a page."""

from tortoise import fields, migrations
from tortoise.indexes import Index
from tortoise.migrations import operations as ops

from storage.dialect_sql import DialectSQL
from storage.refolding import Refold

# Words, not trigrams: of notes nobody looks for the middle of a word, and it is half as large.
SQLITE = (
    """CREATE VIRTUAL TABLE entry_search USING fts5(
        search_text, content='timeline_entry', content_rowid='id', tokenize='unicode61', prefix='1 2 3')""",
    """CREATE TRIGGER entry_search_insert AFTER INSERT ON timeline_entry WHEN new.search_text <> '' BEGIN
        INSERT INTO entry_search(rowid, search_text) VALUES (new.id, new.search_text);
    END""",
    """CREATE TRIGGER entry_search_delete AFTER DELETE ON timeline_entry WHEN old.search_text <> '' BEGIN
        INSERT INTO entry_search(entry_search, rowid, search_text) VALUES ('delete', old.id, old.search_text);
    END""",
    """CREATE TRIGGER entry_search_update AFTER UPDATE OF search_text ON timeline_entry
    WHEN old.search_text <> new.search_text BEGIN
        INSERT INTO entry_search(entry_search, rowid, search_text)
            SELECT 'delete', old.id, old.search_text WHERE old.search_text <> '';
        INSERT INTO entry_search(rowid, search_text)
            SELECT new.id, new.search_text WHERE new.search_text <> '';
    END""",
    "INSERT INTO entry_search(rowid, search_text) SELECT id, search_text FROM timeline_entry WHERE search_text <> ''",
    "CREATE INDEX contact_by_touch ON contact (tenant, coalesce(last_activity_at, ''), id)",
    "CREATE INDEX contact_by_name ON contact (tenant, substr(search_text, 1, 40), id)",
    "CREATE INDEX contact_by_adding ON contact (tenant, created_at, id)",
)
SQLITE_REVERSE = (
    "DROP INDEX IF EXISTS contact_by_adding",
    "DROP INDEX IF EXISTS contact_by_name",
    "DROP INDEX IF EXISTS contact_by_touch",
    "DROP TRIGGER IF EXISTS entry_search_update",
    "DROP TRIGGER IF EXISTS entry_search_delete",
    "DROP TRIGGER IF EXISTS entry_search_insert",
    "DROP TABLE IF EXISTS entry_search",
)
POSTGRES = (
    "CREATE INDEX entry_search ON timeline_entry USING gin (search_text gin_trgm_ops) WHERE search_text <> ''",
    """CREATE INDEX contact_by_touch ON contact
        (tenant, coalesce(last_activity_at, '-infinity'::timestamptz), id)""",
    'CREATE INDEX contact_by_name ON contact (tenant, (substr(search_text, 1, 40) COLLATE "C"), id)',
    "CREATE INDEX contact_by_adding ON contact (tenant, created_at, id)",
)
POSTGRES_REVERSE = (
    "DROP INDEX IF EXISTS contact_by_adding",
    "DROP INDEX IF EXISTS contact_by_name",
    "DROP INDEX IF EXISTS contact_by_touch",
    "DROP INDEX IF EXISTS entry_search",
)


class Migration(migrations.Migration):
    dependencies = [("roster", "0005_tag_colours")]

    initial = False

    operations = [
        ops.AlterModelOptions(
            name="Contact",
            options={
                "table": "contact",
                "app": "roster",
                "indexes": [
                    Index(fields=["tenant", "updated_at"]),
                    Index(fields=["tenant", "created_at"]),
                    Index(fields=["tenant", "owner_id", "last_activity_at"]),
                    Index(fields=["tenant", "state", "state_at"]),
                ],
                "pk_attr": "id",
                "table_description": "A person. `search_text` is what search reads, as `storage.folding.of_profile` makes it.",
            },
        ),
        ops.AlterModelOptions(
            name="TimelineEntry",
            options={
                "table": "timeline_entry",
                "app": "roster",
                "indexes": [
                    Index(fields=["contact_id", "occurred_at", "id"]),
                    Index(fields=["tenant", "recorded_at"]),
                    Index(fields=["tenant", "together"]),
                ],
                "pk_attr": "id",
                "table_description": "`occurred_at` may lie in the past. `rich` is a note as Slack's rich text, `text` the same to be read, `search_text`",
            },
        ),
        ops.AddField(
            model_name="TimelineEntry",
            name="search_text",
            field=fields.TextField(default="", db_default="", unique=False),
        ),
        Refold(),
        DialectSQL(
            sqlite=SQLITE,
            sqlite_reverse=SQLITE_REVERSE,
            postgres=POSTGRES,
            postgres_reverse=POSTGRES_REVERSE,
        ),
    ]
