"""The SQL of each condition, in one place. `c` is the contact that is asked about.

A condition is asked in one of two ways that mean the same. As a set it gives the ids of all for whom it is true, through its
own index (`c.id IN (SELECT ...)`); one by one it is asked of each contact that the other conditions leave (EXISTS). Which way is
quick depends on how many there are: `storage.queries.planning` counts.
"""

from collections.abc import Sequence

from storage.database import among
from storage.folding import PARTS
from storage.queries import words
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
from storage.queries.sql import How, Rows, Sql, exists, joined, places, seen, values_of, within

_LAST = "\U0010ffff"
"""Greater than any letter: what begins with "go" lies between "go" and "go" followed by it."""


def where(condition: Condition, how: How) -> Sql:
    """True or false of the contact `c`: whoever is in the sets that drive it is asked for the rest."""
    if not how.driven_by:
        return compiled(condition, how)
    others = [each for each in conjuncts(condition) if each not in how.driven_by or not _is_exact(each)]
    return joined([_driver(how, others), compiled(Every(tuple(others)), how)], "AND", "")


def compiled(condition: Condition, how: How) -> Sql:
    """True or false of the contact `c`, never null."""
    if isinstance(condition, Every | Either):
        word, none = ("AND", "1 = 1") if isinstance(condition, Every) else ("OR", "1 = 0")
        cheap_first = sorted(condition.of, key=_effort)
        return joined([compiled(part, how) for part in cheap_first], word, none)
    if isinstance(condition, Without):
        inner = compiled(condition.of, how)
        return Sql(f"NOT ({inner.text})", inner.values)
    return _leaf(condition, how)


def has_index(leaf: Leaf, how: How) -> bool:
    """Whether it can be asked as a set."""
    if isinstance(leaf, Words):
        return words.has_index(leaf, how)
    return isinstance(leaf, Among) and leaf.what in _INDEXED


def as_set(condition: Condition, how: How) -> Sql:
    """The ids (`SELECT ... AS id`) of those for whom one of its leaves is true, perhaps twice and perhaps of some more. All of them have
    an index."""
    asked = leaves(condition)
    texts = [each for each in asked if isinstance(each, Words)]
    in_profile = [each for each in texts if each.where != NOTES]
    sets = [words.profiles_with([in_profile], how)] if in_profile else []
    sets += [words.notes_with(each, how) for each in texts if each.where in (ANYWHERE, NOTES)]
    sets += [_ids(_among(each, how)) for each in asked if isinstance(each, Among)]
    return Sql(" UNION ALL ".join(each.text for each in sets), values_of(sets))


def is_of_the_person(leaf: Among) -> bool:
    """Whether an index says at once what somebody has of the kind: then it is sooner read (`had`) than asked for each value."""
    return leaf.what in _OF_THE_PERSON and not leaf.begins


def had(what: str, contact_ids: Sequence[int], how: How) -> Sql:
    """All that these people have of the kind: rows of `id` and `value`."""
    table, column, also = _TABLES[what]
    of_people, ids = among("v.contact_id", contact_ids)
    where = " AND ".join(filter(None, ("v.tenant = ?", also, of_people)))
    return Sql(
        f"SELECT DISTINCT v.contact_id AS id, {column} AS value FROM {table} AS v WHERE {where}",
        (how.tenant, ids),
    )


def is_of_profile(condition: Condition) -> bool:
    """Whether profiles alone have what it asks for."""
    return all(isinstance(leaf, Words) and leaf.where not in (ANYWHERE, NOTES) for leaf in leaves(condition))


def _driver(how: How, others: Sequence[Condition]) -> Sql:
    """Who is in all of the sets: as an array PostgreSQL has them before it plans to begin elsewhere.

    Words that must all be in the profile are one set: the index puts them together without a look at the rows.
    """
    in_profile = [each for each in how.driven_by if is_of_profile(each)]
    sets = [as_set(each, how) for each in how.driven_by if each not in in_profile]
    if in_profile:
        places = [[leaf for leaf in leaves(each) if isinstance(leaf, Words)] for each in in_profile]
        also = [each for each in others if isinstance(each, Words) and is_of_profile(each)]
        sets.append(words.profiles_with(places, how, [each for each in also if each not in in_profile]))
    text = " INTERSECT ".join(f"SELECT * FROM ({each.text}) AS s{place}" for place, each in enumerate(sets))
    return Sql(f"c.id IN ({text})" if how.is_sqlite else f"c.id = ANY(ARRAY({text}))", values_of(sets))


def _is_exact(condition: Condition) -> bool:
    """Whether its set has nobody of whom it is not true: what stands in a part of a profile is looked for in all of it."""
    return not any(isinstance(leaf, Words) and leaf.where in PARTS for leaf in leaves(condition))


def _effort(condition: Condition) -> int:
    """SQLite asks in the order in which it is said: first what stands in the row of the contact itself, columns before words, then
    what an index knows, then what notes have to be read for."""
    if isinstance(condition, Dated) or (isinstance(condition, Among) and condition.what in _COLUMNS):
        return 0
    if isinstance(condition, Words) and condition.where not in (ANYWHERE, NOTES):
        return 1
    if isinstance(condition, Among | Having):
        return 2
    if isinstance(condition, Without):
        return _effort(condition.of)
    return 3


def _leaf(leaf: Leaf, how: How) -> Sql:
    if isinstance(leaf, Words):
        return words.compiled(leaf, how)
    if isinstance(leaf, Among):
        return _of_column(leaf) if leaf.what in _COLUMNS else _either_way(leaf, how)
    if isinstance(leaf, Having):
        return joined([_thing(thing, leaf, how) for thing in leaf.things], "OR", "1 = 0")
    if isinstance(leaf, Dated):
        return _dated(leaf)
    return _happened(leaf)


def _either_way(leaf: Among, how: How) -> Sql:
    rows = _among(leaf, how)
    return within(_ids(rows)) if leaf in how.sets and how.is_sqlite else exists(rows)


def _ids(rows: Rows) -> Sql:
    return Sql(f"SELECT v.contact_id AS id FROM {rows.table} WHERE {rows.where.text}", rows.where.values)


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
_OF_THE_PERSON = frozenset({"list", "tag", "skill", "phone", "profile", "network", "event", "import"})
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


def _among(leaf: Among, how: How) -> Rows:
    table, column, also = _TABLES[leaf.what]
    asked = _equal(column, leaf, how)
    if leaf.what == "tag":  # its id is the tenant's own, and the index of tags has no tenant
        return Rows(f"{table} AS v", asked)
    condition = " AND ".join(filter(None, ("v.tenant = ?", also, asked.text)))
    return Rows(f"{table} AS v", Sql(condition, (how.tenant, *asked.values)))


def _of_column(leaf: Among) -> Sql:
    return Sql(f"{_COLUMNS[leaf.what]} IN ({places(leaf.values)})", leaf.values)


def _equal(column: str, leaf: Among, how: How) -> Sql:
    if not leaf.begins:
        return Sql(f"{column} IN ({places(leaf.values)})", leaf.values)
    key = column if how.is_sqlite else f'{column} COLLATE "C"'
    return joined(
        [Sql(f"{key} >= ? AND {key} < ?", (value, f"{value}{_LAST}")) for value in leaf.values], "OR", "1 = 0"
    )


def _thing(thing: str, leaf: Having, how: How) -> Sql:
    if thing == "note":
        visible = seen(leaf.audiences)
        return exists(Rows("timeline_entry AS v", Sql(f"v.kind = 'note' AND {visible.text}", visible.values)))
    if thing == "reminder":
        mine = Sql("v.user_id = ? AND v.done_at IS NULL", (leaf.user_id,))
        return exists(Rows("reminder AS v", mine))
    table, condition = THINGS[thing]
    if not table:
        return Sql(condition)
    return exists(Rows(f"{table} AS v", Sql(condition or "1 = 1")))


# When something was


def _dated(leaf: Dated) -> Sql:
    column = _DATES[leaf.what]
    return joined([Sql(f"{column} IS NOT NULL"), *_between(column, leaf)], "AND", "")


def _happened(leaf: Happened) -> Sql:
    column = "v.occurred_at"
    asked = [Sql(f"v.kind IN ({places(leaf.kinds)})", leaf.kinds), seen(leaf.audiences)]
    if leaf.by:
        asked.append(Sql(f"v.user_id IN ({places(leaf.by)})", leaf.by))
    found = exists(Rows("timeline_entry AS v", joined([*asked, *_between(column, leaf)], "AND", "")))
    if leaf.until is None:
        return found
    later = exists(
        Rows("timeline_entry AS v", joined([*asked, Sql(f"{column} >= ?", (leaf.until,))], "AND", ""))
    )
    return joined([found, Sql(f"NOT {later.text}", later.values)], "AND", "")


def _between(column: str, leaf: Dated | Happened) -> list[Sql]:
    since = [Sql(f"{column} >= ?", (leaf.since,))] if leaf.since else []
    until = [Sql(f"{column} < ?", (leaf.until,))] if leaf.until else []
    return since + until
