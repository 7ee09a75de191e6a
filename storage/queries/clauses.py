"""The SQL of each condition, in one place. `c` is the contact that is asked about.

A condition is asked in one of two ways that mean the same. As a set it gives the ids of all for whom it is true, through its
own index (`c.id IN (SELECT ...)`); one by one it is asked of each contact that the other conditions leave (EXISTS). Which way is
quick depends on how many there are: `storage.queries.finding` counts.

Values are parameters. Folded words alone stand in PostgreSQL's statements themselves, as it plans a pattern that it can see
better than a parameter: they are checked to be nothing but a-z and 0-9.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from storage.folding import MARKS, PARTS
from storage.queries.conditions import (
    ANYWHERE,
    NOTES,
    Among,
    Condition,
    Dated,
    Either,
    Every,
    Happened,
    Having,
    Leaf,
    Without,
    Words,
    conjuncts,
    leaves,
)

_FOLDED = re.compile(r"[0-9a-z]+")
_NUMBER = re.compile(r"\d+e\d")
_LONGEST_LEXEME = 2_000
_LAST = "\U0010ffff"
"""Greater than any letter: what begins with "go" lies between "go" and "go" followed by it."""


class Sql(NamedTuple):
    """A piece of a statement, its parameters written `?`."""

    text: str
    values: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class How:
    """How to ask: in whose name, of which database, and which conditions as sets.

    `driven_by`: those of which few have each (`as_set`); everything else is asked of who has them all.
    """

    tenant: str
    is_sqlite: bool
    sets: frozenset[Condition] = field(default_factory=frozenset)
    driven_by: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class _Rows:
    """Rows of `table` (named `v`) where this holds; each says of its contact that the condition is true."""

    table: str
    where: Sql


def where(condition: Condition, how: How) -> Sql:
    """True or false of the contact `c`: whoever is in the sets that drive it is asked for the rest."""
    if not how.driven_by:
        return compiled(condition, how)
    others = [each for each in conjuncts(condition) if each not in how.driven_by or not _is_exact(each)]
    return _joined([_driver(how), compiled(Every(tuple(others)), how)], "AND", "")


def compiled(condition: Condition, how: How) -> Sql:
    """True or false of the contact `c`, never null."""
    if isinstance(condition, Every | Either):
        word, none = ("AND", "1 = 1") if isinstance(condition, Every) else ("OR", "1 = 0")
        cheap_first = sorted(condition.of, key=_effort)
        return _joined([compiled(part, how) for part in cheap_first], word, none)
    if isinstance(condition, Without):
        inner = compiled(condition.of, how)
        return Sql(f"NOT ({inner.text})", inner.values)
    return _leaf(condition, how)


def as_set(leaf: Leaf, how: How) -> Sql | None:
    """The ids (`SELECT ...`) of those for whom it is true, through an index; perhaps of some more. None if there is no such index."""
    if isinstance(leaf, Words):
        is_indexed = how.is_sqlite or all(is_lexeme(word) for word in leaf.words)
        return _words_as_set(leaf, how) if is_indexed else None
    if isinstance(leaf, Among) and leaf.what in _INDEXED:
        found = _among(leaf, how)
        return Sql(f"SELECT v.contact_id FROM {found.table} WHERE {found.where.text}", found.where.values)
    return None


def _driver(how: How) -> Sql:
    """Who is in all of the sets: as an array PostgreSQL has them before it plans to begin elsewhere."""
    sets = [as_one_set(each, how) for each in how.driven_by]
    text = " INTERSECT ".join(f"SELECT * FROM ({each.text}) AS s{place}" for place, each in enumerate(sets))
    values = tuple(value for each in sets for value in each.values)
    return Sql(f"c.id IN ({text})" if how.is_sqlite else f"c.id = ANY(ARRAY({text}))", values)


def as_one_set(condition: Condition, how: How) -> Sql:
    """The ids of those for whom one of its leaves is true, perhaps twice and perhaps of some more. All of them have an index."""
    if isinstance(condition, Every):  # words that are all in the profile
        return _profiles_with([each for each in condition.of if isinstance(each, Words)], how)
    sets = [found for leaf in leaves(condition) if (found := as_set(leaf, how))]
    return Sql(" UNION ALL ".join(each.text for each in sets), tuple(v for each in sets for v in each.values))


def _is_exact(condition: Condition) -> bool:
    """Whether its set has nobody of whom it is not true: what stands in a part of a profile is looked for in all of it."""
    return not any(isinstance(leaf, Words) and leaf.where in PARTS for leaf in leaves(condition))


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


def _effort(condition: Condition) -> int:
    """SQLite asks in the order in which it is said: first what stands in the row of the contact itself, then what an index
    knows, then what has to be read."""
    if isinstance(condition, Dated) or (isinstance(condition, Among) and condition.what in _COLUMNS):
        return 0
    if isinstance(condition, Among | Having):
        return 1
    if isinstance(condition, Without):
        return _effort(condition.of)
    return 2


def _leaf(leaf: Leaf, how: How) -> Sql:
    if isinstance(leaf, Words):
        return _words(leaf, how)
    if isinstance(leaf, Among):
        return _of_column(leaf) if leaf.what in _COLUMNS else _either_way(_among(leaf, how), leaf, how)
    if isinstance(leaf, Having):
        return _joined([_thing(thing, leaf, how) for thing in leaf.things], "OR", "1 = 0")
    if isinstance(leaf, Dated):
        return _dated(leaf)
    return _happened(leaf)


def _either_way(rows: _Rows, leaf: Leaf, how: How) -> Sql:
    if leaf in how.sets and how.is_sqlite:
        ids = f"SELECT v.contact_id FROM {rows.table} WHERE {rows.where.text}"
        return _within(Sql(ids, rows.where.values))
    return _exists(rows)


def _within(ids: Sql) -> Sql:
    return Sql(f"c.id IN ({ids.text})", ids.values)


def _exists(rows: _Rows) -> Sql:
    return Sql(
        f"EXISTS (SELECT 1 FROM {rows.table} WHERE v.contact_id = c.id AND {rows.where.text})",
        rows.where.values,
    )


# Words


def _words(words: Words, how: How) -> Sql:
    profile, notes = _profile(words, how), _notes(words, how)
    if words.where == NOTES:
        return notes
    if words.where != ANYWHERE:
        return profile
    if words in how.sets and how.is_sqlite:
        return _within(_words_as_set(words, how))
    return _joined([profile, notes], "OR", "")


def _words_as_set(words: Words, how: How) -> Sql:
    _must_be_folded(words)
    profile, notes = _profiles_with([words], how), notes_with(words, how)
    if words.where == NOTES:
        return notes
    if words.where != ANYWHERE:
        return profile
    return Sql(f"{profile.text} UNION ALL {notes.text}", (*profile.values, *notes.values))


def _profile(words: Words, how: How) -> Sql:
    found = Sql(reads(words, "c.search_text", how))
    if words in how.sets and how.is_sqlite:
        found = _within(_profiles_with([words], how))
    if words.where in PARTS:
        return _joined([found, Sql(reads(words, _part(words.where, how), how))], "AND", "")
    return found


def _notes(words: Words, how: How) -> Sql:
    rows = _entries(words, how)
    if words in how.sets and how.is_sqlite:
        return _within(notes_with(words, how))
    if words in how.sets:  # common ones, so all notes are read
        ids = f"SELECT v.contact_id FROM {rows.table} WHERE v.tenant = ? AND {rows.where.text}"
        return _within(Sql(ids, (how.tenant, *rows.where.values)))
    # With an OFFSET PostgreSQL cannot make a set of it: it takes common words for rare ones.
    last = "" if how.is_sqlite else " OFFSET 0"
    found = f"EXISTS (SELECT 1 FROM {rows.table} WHERE v.contact_id = c.id AND {rows.where.text}{last})"
    return Sql(found, rows.where.values)


def _profiles_with(words: Sequence[Words], how: How) -> Sql:
    if how.is_sqlite:
        return Sql("SELECT rowid FROM contact_search WHERE contact_search MATCH ?", (profile_match(words),))
    indexed = _lexemes(words, "p.search_text")
    read = " AND ".join(reads(each, "p.search_text", how) for each in words)
    return Sql(f"SELECT p.id FROM contact AS p WHERE p.tenant = ? AND {indexed} AND {read}", (how.tenant,))


def notes_with(words: Words, how: How) -> Sql:
    """The ids (`SELECT ...`) of those of whom a note has them that one of the audiences may see, as often as there is one."""
    if not how.is_sqlite:
        rows, indexed = _entries(words, how), _lexemes([words], "v.search_text")
        return Sql(
            f"SELECT v.contact_id FROM {rows.table} WHERE v.tenant = ? AND {indexed} AND {rows.where.text}",
            (how.tenant, *rows.where.values),
        )
    seen = _seen(words.audiences)
    return Sql(
        "SELECT v.contact_id FROM entry_search AS s CROSS JOIN timeline_entry AS v ON v.id = s.rowid"
        f" WHERE entry_search MATCH ? AND v.tenant = ? AND {seen.text}",
        (_prefixes(words), how.tenant, *seen.values),
    )


def _entries(words: Words, how: How) -> _Rows:
    seen = _seen(words.audiences)
    # The first one says that the index, which leaves out entries without a text, will do.
    asked = reads(words, "v.search_text", how)
    return _Rows("timeline_entry AS v", Sql(f"v.search_text <> '' AND {asked} AND {seen.text}", seen.values))


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
    if not all(is_lexeme(word) for each in words for word in each.words):
        return "TRUE"
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


# What somebody has, and which


_COLUMNS = {"owner": "c.owner_id"}
_BY_NO_ROW = (
    "NOT EXISTS (SELECT 1 FROM import_change AS g WHERE g.run_id = v.run_id AND g.contact_id = v.contact_id)"
)
"""Another row of the same file may have changed them."""
_TABLES = {
    "list": ("list_member", "v.list_id", ""),
    "tag": ("contact_tag", "v.tag_id", ""),
    "skill": ("contact_skill", "v.folded", ""),
    "phone": ("contact_phone", "v.number", ""),
    "profile": ("contact_profile", "v.url", ""),
    "network": ("contact_profile", "v.network", ""),
    "event": ("timeline_entry", "v.kind", "v.deleted_at IS NULL"),
    "import": ("timeline_entry", "v.reference", "v.deleted_at IS NULL"),
    "import_added": ("import_change", "v.run_id", "v.is_new"),
    "import_updated": ("import_change", "v.run_id", "NOT v.is_new"),
    "import_unchanged": ("import_unchanged", "v.run_id", f"NOT v.is_skipped AND {_BY_NO_ROW}"),
    "import_skipped": ("import_unchanged", "v.run_id", f"v.is_skipped AND {_BY_NO_ROW}"),
}
_INDEXED = frozenset(
    {"list", "tag", "skill", "phone", "profile", *(key for key in _TABLES if key.startswith("import_"))}
)
THINGS = {
    "email": ("contact_email", ""),
    "phone": ("contact_phone", ""),
    "profile": ("contact_profile", ""),
    "company": ("contact_position", "v.is_current AND v.company <> ''"),
    "title": ("contact_position", "v.is_current AND v.title <> ''"),
    "skill": ("contact_skill", ""),
    "tag": ("contact_tag", ""),
    "education": ("contact_education", ""),
    "certification": ("contact_certification", ""),
    "photo": ("", "(c.photo_url <> '' OR c.photo_file <> '')"),
    "headline": ("", "c.headline <> ''"),
    "location": ("", "c.location <> ''"),
    "owner": ("", "c.owner_id <> ''"),
    "activity": ("", "c.last_activity_at IS NOT NULL"),
    "do_not_contact": ("", "c.do_not_contact"),
}
"""Besides "note" and "reminder", which depend on who asks. A table with a condition on its rows, or a condition on the contact."""
_DATES = {"added": "c.created_at", "changed": "c.updated_at", "touched": "c.last_activity_at"}


def _among(leaf: Among, how: How) -> _Rows:
    table, column, also = _TABLES[leaf.what]
    asked = _equal(column, leaf, how)
    if leaf.what == "tag":  # its id is the tenant's own, and the index of tags has no tenant
        return _Rows(f"{table} AS v", asked)
    condition = " AND ".join(filter(None, ("v.tenant = ?", also, asked.text)))
    return _Rows(f"{table} AS v", Sql(condition, (how.tenant, *asked.values)))


def _of_column(leaf: Among) -> Sql:
    return Sql(f"{_COLUMNS[leaf.what]} IN ({_places(leaf.values)})", leaf.values)


def _equal(column: str, leaf: Among, how: How) -> Sql:
    if not leaf.begins:
        return Sql(f"{column} IN ({_places(leaf.values)})", leaf.values)
    key = column if how.is_sqlite else f'{column} COLLATE "C"'
    return _joined(
        [Sql(f"{key} >= ? AND {key} < ?", (value, f"{value}{_LAST}")) for value in leaf.values], "OR", "1 = 0"
    )


def _thing(thing: str, leaf: Having, how: How) -> Sql:
    if thing == "note":
        seen = _seen(leaf.audiences)
        return _exists(_Rows("timeline_entry AS v", Sql(f"v.kind = 'note' AND {seen.text}", seen.values)))
    if thing == "reminder":
        mine = Sql("v.user_id = ? AND v.done_at IS NULL", (leaf.user_id,))
        return _exists(_Rows("reminder AS v", mine))
    table, condition = THINGS[thing]
    if not table:
        return Sql(condition)
    return _exists(_Rows(f"{table} AS v", Sql(condition or "1 = 1")))


# When something was


def _dated(leaf: Dated) -> Sql:
    column = _DATES[leaf.what]
    return _joined([Sql(f"{column} IS NOT NULL"), *_between(column, leaf)], "AND", "")


def _happened(leaf: Happened) -> Sql:
    column = "v.occurred_at"
    asked = [Sql(f"v.kind IN ({_places(leaf.kinds)})", leaf.kinds), _seen(leaf.audiences)]
    if leaf.by:
        asked.append(Sql(f"v.user_id IN ({_places(leaf.by)})", leaf.by))
    found = _exists(_Rows("timeline_entry AS v", _joined([*asked, *_between(column, leaf)], "AND", "")))
    if leaf.until is None:
        return found
    later = _exists(
        _Rows("timeline_entry AS v", _joined([*asked, Sql(f"{column} >= ?", (leaf.until,))], "AND", ""))
    )
    return _joined([found, Sql(f"NOT {later.text}", later.values)], "AND", "")


def _between(column: str, leaf: Dated | Happened) -> list[Sql]:
    since = [Sql(f"{column} >= ?", (leaf.since,))] if leaf.since else []
    until = [Sql(f"{column} < ?", (leaf.until,))] if leaf.until else []
    return since + until


def _seen(audiences: Sequence[str]) -> Sql:
    """Only what is meant for one of them, and was not deleted."""
    return Sql(f"v.deleted_at IS NULL AND v.audience IN ({_places(audiences)})", tuple(audiences))


def _places(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


def _joined(parts: Sequence[Sql], word: str, none: str) -> Sql:
    if not parts:
        return Sql(none)
    if len(parts) == 1:
        return parts[0]
    text = f" {word} ".join(part.text for part in parts)
    return Sql(f"({text})", tuple(value for part in parts for value in part.values))
