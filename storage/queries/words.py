"""The SQL of words: in profiles and in notes, through the index of words of each database or by reading.

Folded words alone stand in PostgreSQL's statements themselves, as it plans a pattern that it can see better than a parameter: they
are checked to be nothing but a-z and 0-9.
"""

import re
from collections.abc import Sequence

from storage.folding import MARKS, PARTS
from storage.queries.conditions import ANYWHERE, NOTES, Words
from storage.queries.sql import How, Rows, Sql, exists, joined, seen, values_of, within

_FOLDED = re.compile(r"[0-9a-z]+")
_NUMBER = re.compile(r"\d+e\d")
_LONGEST_LEXEME = 2_000


def compiled(words: Words, how: How) -> Sql:
    """True or false of the contact `c`, never null."""
    if words.where == NOTES:
        return _notes(words, how)
    if words.where != ANYWHERE:
        return _profile(words, how)
    if words in how.sets and how.is_sqlite:
        return within(_anywhere(words, how))
    return joined([_profile(words, how), _notes(words, how)], "OR", "")


def as_set(words: Words, how: How) -> Sql | None:
    """The ids (`SELECT ... AS id`) of those who have them, perhaps twice and perhaps of some more; None if the index has no such words."""
    _must_be_folded(words)
    if not how.is_sqlite and not all(is_lexeme(word) for word in words.words):
        return None
    if words.where == NOTES:
        return _notes_with(words, how)
    return _anywhere(words, how) if words.where == ANYWHERE else profiles_with([words], how)


def profiles_with(words: Sequence[Words], how: How) -> Sql:
    """The ids of those whose profiles have all of them, in any part of it."""
    if how.is_sqlite:
        found = "SELECT rowid AS id FROM contact_search WHERE contact_search MATCH ?"
        return Sql(found, (profile_match(words),))
    indexed = _lexemes(words, "p.search_text")
    read = " AND ".join(reads(each, "p.search_text", how) for each in words)
    return Sql(f"SELECT p.id FROM contact AS p WHERE p.tenant = ? AND {indexed} AND {read}", (how.tenant,))


def profile_match(words: Sequence[Words]) -> str:
    """What SQLite's index of profiles is asked for all of them."""
    return " AND ".join(_prefixes(each) for each in words)


def is_lexeme(word: str) -> bool:
    """Whether PostgreSQL's index has such a word: the beginning of 1e5x it takes for a number, and none of 2 KB is in it."""
    return len(word) <= _LONGEST_LEXEME and not _NUMBER.match(word)


def reads(words: Words, text: str, how: How) -> str:
    """Whether a folded text has them, by reading it: PostgreSQL then takes a third to have them, where LIKE would be next to nobody."""
    _must_be_folded(words)
    return f"{'instr' if how.is_sqlite else 'strpos'}({text}, '{_pattern(words)}') > 0"


def _anywhere(words: Words, how: How) -> Sql:
    both = (profiles_with([words], how), _notes_with(words, how))
    return Sql(" UNION ALL ".join(each.text for each in both), values_of(both))


def _profile(words: Words, how: How) -> Sql:
    found = Sql(reads(words, "c.search_text", how))
    if words in how.sets and how.is_sqlite:
        found = within(profiles_with([words], how))
    if words.where in PARTS:
        return joined([found, Sql(reads(words, _part(words.where, how), how))], "AND", "")
    return found


def _notes(words: Words, how: How) -> Sql:
    rows = _entries(words, how)
    if words in how.sets and how.is_sqlite:
        return within(_notes_with(words, how))
    if words in how.sets:  # common ones, so all notes are read
        ids = f"SELECT v.contact_id FROM {rows.table} WHERE v.tenant = ? AND {rows.where.text}"
        return within(Sql(ids, (how.tenant, *rows.where.values)))
    if how.is_sqlite:
        return exists(rows)
    # With an OFFSET PostgreSQL cannot make a set of it: it takes common words for rare ones.
    return exists(Rows(rows.table, Sql(f"{rows.where.text} OFFSET 0", rows.where.values)))


def _notes_with(words: Words, how: How) -> Sql:
    """The ids of those of whom a note has them that one of the audiences may see, as often as there is one."""
    if not how.is_sqlite:
        rows, indexed = _entries(words, how), _lexemes([words], "v.search_text")
        return Sql(
            f"SELECT v.contact_id AS id FROM {rows.table} WHERE v.tenant = ? AND {indexed} AND {rows.where.text}",
            (how.tenant, *rows.where.values),
        )
    visible = seen(words.audiences)
    return Sql(
        "SELECT v.contact_id AS id FROM entry_search AS s CROSS JOIN timeline_entry AS v ON v.id = s.rowid"
        f" WHERE entry_search MATCH ? AND v.tenant = ? AND {visible.text}",
        (_prefixes(words), how.tenant, *visible.values),
    )


def _entries(words: Words, how: How) -> Rows:
    visible = seen(words.audiences)
    # The first one says that the index, which leaves out entries without a text, will do.
    asked = reads(words, "v.search_text", how)
    return Rows(
        "timeline_entry AS v", Sql(f"v.search_text <> '' AND {asked} AND {visible.text}", visible.values)
    )


def _part(part: str, how: How) -> str:
    """The words of one part of a profile, a blank before and after each."""
    at = "instr" if how.is_sqlite else "strpos"
    marks = [MARKS[each] for each in (*PARTS[1:], "")]
    number = PARTS.index(part)
    end = f"{at}(c.search_text, '{marks[number]}')"
    if number == 0:
        return f"substr(c.search_text, 1, {end})"
    begin = f"{at}(c.search_text, '{marks[number - 1]}')"
    return f"substr(c.search_text, {begin}, {end} - {begin})"


def _pattern(words: Words) -> str:
    return f" {' '.join(words.words)}{' ' if words.whole else ''}"


def _lexemes(words: Sequence[Words], column: str) -> str:
    """What PostgreSQL's index of words is asked: who has all of them, wherever they stand. Only ever as a set: reading it is slow."""
    asked = " & ".join(f"{' & '.join(each.words)}{'' if each.whole else ':*'}" for each in words)
    return f"to_tsvector('simple', {column}) @@ '{asked}'::tsquery"


def _prefixes(words: Words) -> str:
    """For an index of words: the last one may go on."""
    return f'"{" ".join(words.words)}"{"" if words.whole else " *"}'


def _must_be_folded(words: Words) -> None:
    if not words.words:
        raise ValueError("no words")
    for word in words.words:
        if not _FOLDED.fullmatch(word):
            raise ValueError(f"not folded: {word!r}")
