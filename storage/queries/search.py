"""Finding people by words, through the index of words of each database.

`contact.search_text` is folded and begins and ends with a blank, so that " jan" finds the words that begin with "jan".
Words are folded (only a-z and 0-9), which is why they can stand in the statement itself: PostgreSQL plans a pattern that
it can see better than a parameter.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from storage.database import is_sqlite, rows
from storage.queries.words import is_lexeme

CANDIDATES = 300
VOCABULARY = 2_000
_FOLDED = re.compile(r"[0-9a-z]+")


async def having_words(
    tenant: str, words: Sequence[Sequence[str]], limit: int | None = CANDIDATES
) -> list[tuple[int, str]]:
    """(id, name) of people who have, for each place, a word beginning with one of its spellings."""
    _must_be_folded(words)
    if not words:
        return []
    found = await (_sqlite(tenant, words, limit) if is_sqlite() else _postgres(tenant, words, limit))
    return [(row["id"], row["name"]) for row in found]


async def words_like(tenant: str, words: Collection[str]) -> dict[str, list[str]]:
    """For each the words of names that may be one typo away: those that share a half with it, or have two letters swapped.

    One wrong, missing or surplus letter stands in one half of the word and leaves the other as it is.
    """
    _must_be_folded([words])
    found: dict[str, list[str]] = {word: [] for word in words}
    if found:
        like = " UNION ALL ".join(
            f"SELECT '{word}' AS typed, word FROM ({_like(word)}) AS w"  # noqa: S608 - see above
            for word in found
        )
        for row in await rows(like, [tenant] * len(found)):
            found[row["typed"]].append(row["word"])
    return found


def _like(word: str) -> str:
    middle = len(word) // 2
    swapped = [word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1)]
    start, end = word[:middle], word[middle:][::-1]
    begins = ("GLOB", "*") if is_sqlite() else ("LIKE", "%")
    variants = ", ".join(f"'{variant}'" for variant in swapped)
    return (
        "SELECT word FROM name_word WHERE tenant = ?"  # noqa: S608 - only folded words stand in the statement
        f" AND (word {begins[0]} '{start}{begins[1]}' OR reversed {begins[0]} '{end}{begins[1]}'"
        f" OR word IN ({variants}))"
        f" AND length(word) BETWEEN {len(word) - 1} AND {len(word) + 1} LIMIT {VOCABULARY}"
    )


async def _sqlite(tenant: str, words: Sequence[Sequence[str]], limit: int | None) -> list[dict[str, Any]]:
    match = " AND ".join("(" + " OR ".join(f'"{word}" *' for word in place) + ")" for place in words)
    # CROSS, for SQLite to ask the index first: it would rather ask it anew for each live contact of the tenant.
    return await rows(
        "SELECT c.id, c.name FROM contact_search s CROSS JOIN contact c ON c.id = s.rowid"  # noqa: S608 - see above
        f" WHERE contact_search MATCH ? AND c.tenant = ? AND c.state = 'live'{_limit(limit)}",
        [match, tenant],
    )


async def _postgres(tenant: str, words: Sequence[Sequence[str]], limit: int | None) -> list[dict[str, Any]]:
    read = [place for place in words if not all(map(is_lexeme, place))]
    conditions = [
        "(" + " OR ".join(f"search_text LIKE '% {word}%'" for word in place) + ")" for place in read
    ]
    if indexed := [place for place in words if place not in read]:
        asked = " & ".join("(" + " | ".join(f"{word}:*" for word in place) + ")" for place in indexed)
        conditions.append(f"to_tsvector('simple', search_text) @@ '{asked}'::tsquery")
    return await rows(
        "SELECT id, name FROM contact WHERE tenant = ? AND state = 'live'"  # noqa: S608 - see above
        f" AND {' AND '.join(conditions)}{_limit(limit)}",
        [tenant],
    )


def _limit(limit: int | None) -> str:
    return "" if limit is None else f" LIMIT {limit}"


def _must_be_folded(words: Iterable[Iterable[str]]) -> None:
    for place in words:
        for word in place:
            if not _FOLDED.fullmatch(word):
                raise ValueError(f"not folded: {word!r}")
