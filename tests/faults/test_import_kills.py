"""Kill -9 at thirty moments that nobody has chosen, while a file is imported and while it is taken back.

`TEST_SEED` repeats a run as far as chance decided it.
"""

import os
import random
import secrets
from collections import Counter
from functools import partial
from pathlib import Path

from benchmarks.people import people_csv
from benchmarks.results import Figure, at_least
from storage.database import rows
from tests.faults.figures import keep, none
from tests.faults.fleet import fleet
from tests.faults.killing import killed_until
from tests.faults.recovery import looked_into
from workspace.conversations import Message
from workspace.driver import Person

KILLS = 30
ROWS = 20_000
THERE_BEFORE = 1_000
BENCHMARK = "Kill -9 while a file is imported and taken back"
BOOK = {
    "contact": "name, headline, location, search_text, state",
    "contact_email": "normalised, address, kind",
    "contact_phone": "number, extension, kind",
    "contact_profile": "url",
    "contact_position": "company, title",
    "contact_skill": "folded, kind",
    "timeline_entry": "kind, text",
    "field_source": "field, origin, reference",
}
"""What is compared of each table: what a person would miss."""
Book = dict[str, Counter[tuple[object, ...]]]


async def test_it_goes_on_where_it_was_and_nobody_is_there_twice(
    backend: str, database_url: str, tmp_path: Path
) -> None:
    seed = os.environ.get("TEST_SEED") or secrets.token_hex(4)
    print(f"to repeat this run: TEST_SEED={seed}")  # noqa: T201 - for who reads why it failed
    chance = random.Random(seed)
    everybody = people_csv(ROWS)
    first = b"\n".join(everybody.splitlines()[: THERE_BEFORE + 1]).replace(b"Headline", b"Earlier headline")
    size = 1 if backend == "sqlite" else 3
    kills = imports = 0
    async with fleet(database_url, tmp_path, size) as bots, looked_into(database_url):
        ada = bots.slack.person("ada", patience=300)
        await _imports(ada, "first.csv", first)
        await ada.sees(f"{THERE_BEFORE:,} added", within="recruiting")
        before = await _book()
        while kills < KILLS:
            imports += 1
            name = f"people-{imports}.csv"
            message = await _imports(ada, name, everybody)
            kills += await killed_until(bots, chance, partial(_have_ended, imports * 2))
            await ada.sees(
                f"{ROWS:,} rows: {ROWS - THERE_BEFORE:,} added, {THERE_BEFORE:,} updated, 0 unchanged, 0 rejected",
                within=message,
            )
            assert await _doubles() == []
            await ada.click("Undo", within=message)
            kills += await killed_until(bots, chance, partial(_have_ended, imports * 2 + 1))
            await ada.sees(f"{ROWS:,} people removed or as before the import", within="recruiting")
            assert await _book() == before
    keep(
        Figure(BENCHMARK, "kills", kills, "", backend, goal=at_least(KILLS, kills)[0], met=kills >= KILLS),
        Figure(BENCHMARK, f"imports of {ROWS:,} rows, each taken back", imports, "", backend),
        none(BENCHMARK, "rows lost or counted twice, people twice, values not restored", 0, "", backend),
    )


async def _imports(ada: Person, name: str, content: bytes) -> Message:
    """Returns the one message of it, in which its outcome will stand."""
    await ada.upload(name, content, channel="recruiting")
    preview = await ada.sees_message(f"{name} : ", within="recruiting")
    await ada.click("Import", within=preview)
    return preview


async def _have_ended(jobs: int) -> bool:
    """Imports, and what took them back; not what only counted the rows of a file."""
    found = await rows("SELECT count(*) AS number FROM job WHERE status = 'done' AND kind <> 'import_count'")
    return int(found[0]["number"]) >= jobs


async def _doubles() -> list[dict[str, object]]:
    return await rows("SELECT normalised FROM contact_email GROUP BY normalised HAVING count(*) > 1")


async def _book() -> Book:
    return {
        table: Counter(tuple(row.values()) for row in await rows(f"SELECT {columns} FROM {table}"))
        for table, columns in BOOK.items()
    }
