"""What the planners are told of the tables.

SQLite's is told the same from the first row to the millionth.

Without statistics SQLite takes an index that begins with the tenant to tell a few rows from the rest, and reads the whole
book where two contacts were asked for by their ids; what ANALYZE finds in a small book leads astray as well. So it gets the
figures of a large one, and the plans are those that were measured
(https://www.sqlite.org/optoverview.html#manual_control_of_query_plans_using_sqlite_stat_tables).

PostgreSQL looks through its tables by itself, but once a minute at most
(https://www.postgresql.org/docs/current/routine-vacuuming.html#AUTOVACUUM). Until then a table that is being filled is as good as empty
to it: of every search it reads the whole book, so it is told to look sooner.
"""

from collections.abc import Iterator, Sequence

from storage.database import is_sqlite, rows, transaction

_ROWS = 1_000_000
_ALIKE = 10
"""So many rows have the same in a column: the e-mail addresses of a contact, the people at a company."""
_KINDS = 4
_TELLS_KINDS = frozenset({"state", "status", "kind", "target_kind", "enqueued"})
_TELLS_NOTHING = "tenant"

_FILLED = (
    *("contact", "contact_email", "contact_phone", "contact_profile", "contact_position", "contact_skill"),
    *("contact_tag", "field_source", "name_word", "timeline_entry", "import_change"),
)
"""By an import."""

_INDEXES = """
    SELECT t.name AS place, i.name AS name, i."unique" AS is_unique,
        (SELECT group_concat(coalesce(name, ''))
        FROM (SELECT name FROM pragma_index_info(i.name) ORDER BY seqno)) AS columns
    FROM sqlite_master AS t, pragma_index_list(t.name) AS i
    WHERE t.type = 'table' AND t.name NOT LIKE 'contact_search%' AND t.name NOT LIKE 'entry_search%'
"""


async def tell_sqlite() -> None:
    """Both connections go by it from their next statement on. Where it is told already nothing is written, as on a full disk."""
    told = {
        (row["place"], row["name"], _figures(row["columns"].split(","), is_unique=bool(row["is_unique"])))
        for row in await rows(_INDEXES)
    }
    if told == await _told():
        return
    await rows("ANALYZE sqlite_schema")  # makes the table of statistics
    async with transaction():
        await rows("DELETE FROM sqlite_stat1")
        await rows(
            f"INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES {', '.join(['(?, ?, ?)'] * len(told))}",  # noqa: S608 - no texts
            [text for each in told for text in each],
        )
        # A change of the schema has every other connection read it anew, and with it the figures.
        await rows("CREATE TABLE told (id)")
        await rows("DROP TABLE told")
    await rows("ANALYZE sqlite_schema")  # has this one read them


async def have_postgres_look() -> None:
    """After very many rows were written."""
    if not is_sqlite():
        await rows(f"ANALYZE {', '.join(_FILLED)}")


async def _told() -> set[tuple[str, str, str]]:
    if not await rows("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_stat1'"):
        return set()
    return {
        (row["tbl"], row["idx"], row["stat"]) for row in await rows("SELECT tbl, idx, stat FROM sqlite_stat1")
    }


def _figures(columns: Sequence[str], *, is_unique: bool) -> str:
    """How many rows there are, and how many of them have the same in the first column, in the first two, and so on."""
    shared = list(_shared(columns))
    if is_unique:
        shared[-1] = 1
    return " ".join(map(str, (_ROWS, *shared)))


def _shared(columns: Sequence[str]) -> Iterator[int]:
    left = _ROWS
    for column in columns:
        if column in _TELLS_KINDS:
            left = max(left // _KINDS, 1)
        elif column != _TELLS_NOTHING:
            left = min(left // 2 or 1, _ALIKE)
        yield left
