"""SQLite's index of profiles goes by words and by how they begin, not by trigrams: nobody looks for the middle of a word.

What begins with up to eight letters is found in a list of its own. A name among a million is found in a millisecond, where
putting the trigrams of its letters together took forty; and it is no larger, and no slower to write.
"""

from tortoise import migrations

from storage.dialect_sql import DialectSQL

_FILL = "INSERT INTO contact_search(contact_search) VALUES ('rebuild')"
# What stands between the parts of a profile counts as a word, so that no two words in a row are of two parts.
SQLITE = (
    "DROP TABLE contact_search",
    """CREATE VIRTUAL TABLE contact_search USING fts5(
        search_text, content='contact', content_rowid='id', tokenize="ascii tokenchars '!#$&*+:;'",
        prefix='1 2 3 4 5 6 7 8')""",
    _FILL,
)
SQLITE_REVERSE = (
    "DROP TABLE contact_search",
    """CREATE VIRTUAL TABLE contact_search USING fts5(
        search_text, content='contact', content_rowid='id', tokenize='trigram')""",
    _FILL,
)


class Migration(migrations.Migration):
    dependencies = [("roster", "0019_export_of_chosen")]
    initial = False

    operations = [
        DialectSQL(sqlite=SQLITE, sqlite_reverse=SQLITE_REVERSE, postgres=(), postgres_reverse=()),
    ]
