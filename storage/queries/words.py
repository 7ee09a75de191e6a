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
        both = (profiles_with([[words]], how), notes_with(words, how))
        return within(Sql(" UNION ALL ".join(each.text for each in both), values_of(both)))
    return joined([_profile(words, how), _notes(words, how)], "OR", "")


def has_index(words: Words, how: How) -> bool:
    """Whether the index of words knows who has them."""
    _must_be_folded(words)
    return how.is_sqlite or all(map(is_lexeme, words.words))


def profiles_with(places: Sequence[Sequence[Words]], how: How, also: Sequence[Words] = ()) -> Sql:
    """The ids (`SELECT ... AS id`) of those whose profiles have, for each place, one of its words, in any part.

    `also`: what PostgreSQL is to read for on the way, rather than put together all who have it.
    """
    if how.is_sqlite:
        return Sql(
            "SELECT rowid AS id FROM contact_search WHERE contact_search MATCH ?", (profile_match(places),)
        )
    indexed = " & ".join(_either([_lexemes(each) for each in place], "|") for place in places)
    read = " AND ".join(
        _either([reads(each, "p.search_text", how) for each in place], "OR")
        for place in (*places, *([each] for each in also))
    )
    above = f" AND p.id > {how.above}" if how.above else ""
    return Sql(
        "SELECT p.id AS id FROM contact AS p"
        f" WHERE p.tenant = ?{above} AND to_tsvector('simple', p.search_text) @@ '{indexed}'::tsquery AND {read}",
        (how.tenant,),
    )


def notes_with(words: Words, how: How) -> Sql:
    """The ids (`SELECT ... AS id`) of those of whom a note has them that one of the audiences may see, as often as there is one."""
    if not how.is_sqlite:
        rows = _entries(words, how)
        return Sql(
            f"SELECT v.contact_id AS id FROM {rows.table} WHERE v.tenant = ?"
            f" AND to_tsvector('simple', v.search_text) @@ '{_lexemes(words)}'::tsquery AND {rows.where.text}",
            (how.tenant, *rows.where.values),
        )
    visible = seen(words.audiences)
    return Sql(
        "SELECT v.contact_id AS id FROM entry_search AS s CROSS JOIN timeline_entry AS v ON v.id = s.rowid"
        f" WHERE entry_search MATCH ? AND v.tenant = ? AND {visible.text}",
        (_prefixes(words), how.tenant, *visible.values),
    )


def counted(words: Words, how: How) -> Sql:
    """As many rows as the index has for them, in profiles or in notes: SQLite's has no need to look at the notes themselves."""
    if words.where != NOTES:
        return profiles_with([[words]], how)
    if not how.is_sqlite:
        return notes_with(words, how)
    return Sql("SELECT rowid AS id FROM entry_search WHERE entry_search MATCH ?", (_prefixes(words),))


def profile_match(places: Sequence[Sequence[Words]]) -> str:
    """What SQLite's index of profiles is asked: for each place, one of its words."""
    return " AND ".join(_either([_prefixes(each) for each in place], "OR") for place in places)


def is_lexeme(word: str) -> bool:
    """Whether PostgreSQL's index has such a word: the beginning of 1e5x it takes for a number, and none of 2 KB is in it."""
    return len(word) <= _LONGEST_LEXEME and not _NUMBER.match(word)


def reads(words: Words, text: str, how: How) -> str:
    """Whether a folded text has them, by reading it: PostgreSQL then takes a third to have them, where LIKE would be next to nobody."""
    _must_be_folded(words)
    return f"{'instr' if how.is_sqlite else 'strpos'}({text}, '{_pattern(words)}') > 0"


def _profile(words: Words, how: How) -> Sql:
    found = Sql(reads(words, "c.search_text", how))
    if words in how.sets and how.is_sqlite:
        found = within(profiles_with([[words]], how))
    if words.where in PARTS:
        return joined([found, Sql(reads(words, _part(words.where, how), how))], "AND", "")
    return found


def _notes(words: Words, how: How) -> Sql:
    rows = _entries(words, how)
    if words in how.sets and how.is_sqlite:
        return within(notes_with(words, how))
    if words in how.sets:  # common ones, so all notes are read
        ids = f"SELECT v.contact_id FROM {rows.table} WHERE v.tenant = ? AND {rows.where.text}"
        return within(Sql(ids, (how.tenant, *rows.where.values)))
    if how.is_sqlite:
        return exists(rows)
    # With an OFFSET PostgreSQL cannot make a set of it: it takes common words for rare ones.
    return exists(Rows(rows.table, Sql(f"{rows.where.text} OFFSET 0", rows.where.values)))


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


def _lexemes(words: Words) -> str:
    """For PostgreSQL's index, which knows who has all of them, wherever they stand. Only ever as a set: reading it is slow."""
    return f"({' & '.join(words.words)}{'' if words.whole else ':*'})"


def _prefixes(words: Words) -> str:
    """For SQLite's index: the last one may go on."""
    return f'"{" ".join(words.words)}"{"" if words.whole else " *"}'


def _either(texts: Sequence[str], word: str) -> str:
    return f"({f' {word} '.join(texts)})"


def _must_be_folded(words: Words) -> None:
    if not words.words:
        raise ValueError("no words")
    for word in words.words:
        if not _FOLDED.fullmatch(word):
            raise ValueError(f"not folded: {word!r}")
