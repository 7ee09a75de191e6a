"""What is looked for goes by words and by how they begin, not by trigrams: nobody looks for the middle of a word.

On SQLite what begins with up to eight letters is found in a list of its own. A name among a million is found in a millisecond,
where putting the trigrams of its letters together took forty; and it is no larger, and no slower to write.
"""

from tortoise import migrations

from storage.dialect_sql import DialectSQL

_FILL_PROFILES = "INSERT INTO contact_search(contact_search) VALUES ('rebuild')"
_FILL_ENTRIES = "INSERT INTO entry_search(rowid, search_text) SELECT id, search_text FROM timeline_entry WHERE search_text <> ''"
# What stands between the parts of a profile counts as a word, so that no two words in a row are of two parts.
SQLITE = (
    "DROP TABLE contact_search",
    """CREATE VIRTUAL TABLE contact_search USING fts5(
        search_text, content='contact', content_rowid='id', tokenize="ascii tokenchars '!#$&*+:;'",
        prefix='1 2 3 4 5 6 7 8')""",
    _FILL_PROFILES,
    "DROP TABLE entry_search",
    """CREATE VIRTUAL TABLE entry_search USING fts5(
        search_text, content='timeline_entry', content_rowid='id', tokenize='ascii', prefix='1 2 3 4 5 6 7 8')""",
    _FILL_ENTRIES,
)
SQLITE_REVERSE = (
    "DROP TABLE contact_search",
    """CREATE VIRTUAL TABLE contact_search USING fts5(
        search_text, content='contact', content_rowid='id', tokenize='trigram')""",
    _FILL_PROFILES,
    "DROP TABLE entry_search",
    """CREATE VIRTUAL TABLE entry_search USING fts5(
        search_text, content='timeline_entry', content_rowid='id', tokenize='unicode61', prefix='1 2 3')""",
    _FILL_ENTRIES,
)
POSTGRES = (
    "DROP INDEX contact_search",
    "CREATE INDEX contact_search ON contact USING gin (to_tsvector('simple', search_text))",
    "DROP INDEX entry_search",
    "CREATE INDEX entry_search ON timeline_entry USING gin (to_tsvector('simple', search_text)) WHERE search_text <> ''",
)
# Who has a tag or a skill is known without a look at the rows.
INDEXES = (
    "CREATE INDEX contact_tag_having ON contact_tag (tag_id, contact_id)",
    "CREATE INDEX contact_skill_having ON contact_skill (tenant, folded, contact_id)",
)
INDEXES_REVERSE = ("DROP INDEX IF EXISTS contact_skill_having", "DROP INDEX IF EXISTS contact_tag_having")
POSTGRES_REVERSE = (
    "DROP INDEX contact_search",
    "CREATE INDEX contact_search ON contact USING gin (search_text gin_trgm_ops)",
    "DROP INDEX entry_search",
    "CREATE INDEX entry_search ON timeline_entry USING gin (search_text gin_trgm_ops) WHERE search_text <> ''",
)


class Migration(migrations.Migration):
    dependencies = [("roster", "0019_export_of_chosen")]
    initial = False

    operations = [
        DialectSQL(
            sqlite=(*SQLITE, *INDEXES),
            sqlite_reverse=(*INDEXES_REVERSE, *SQLITE_REVERSE),
            postgres=(*POSTGRES, *INDEXES),
            postgres_reverse=(*INDEXES_REVERSE, *POSTGRES_REVERSE),
        ),
    ]
