"""Kill -9 at moments that nobody has chosen, while an export is written that is large enough for processes beside the bot.

`TEST_SEED` repeats a run as far as chance decided it.
"""

import os
import random
import secrets
from pathlib import Path

from benchmarks.people import people_csv
from benchmarks.results import Figure, at_least
from crm import exporting
from crm.exporting import writers
from storage.database import rows
from tests.faults.figures import keep, none
from tests.faults.fleet import fleet
from tests.faults.killing import killed_until
from tests.faults.recovery import looked_into
from tests.faults.recruiting import shared_files
from workspace.driver import Person

KILLS = 15
ROWS = 3 * writers.WORTH_ONE
BENCHMARK = "Kill -9 while an export is written"


async def test_everybody_is_in_the_file_once(backend: str, database_url: str, tmp_path: Path) -> None:
    seed = os.environ.get("TEST_SEED") or secrets.token_hex(4)
    print(f"to repeat this run: TEST_SEED={seed}")  # noqa: T201 - for who reads why it failed
    chance = random.Random(seed)
    kills = exports = 0
    async with (
        fleet(database_url, tmp_path, 1 if backend == "sqlite" else 3) as bots,
        looked_into(database_url),
    ):
        ada = bots.slack.person("ada", patience=300)
        await ada.upload("people.csv", people_csv(ROWS), channel="recruiting")
        await ada.click("Import", within=await ada.sees_message("people.csv : ", within="recruiting"))
        await ada.sees(f"{ROWS:,} added", within="recruiting")
        await _asks(ada)
        undisturbed = await ada.downloads("contacts.csv", within="Roster")
        assert undisturbed.count(b"\r\n") == ROWS + 1
        while kills < KILLS:
            exports += 1
            await _asks(ada)
            kills += await killed_until(bots, chance, _nothing_is_left)
            assert [*shared_files(bots.slack)].count("contacts.csv") == exports + 1
            assert await ada.downloads("contacts.csv", within="Roster") == undisturbed
    keep(
        Figure(BENCHMARK, "kills", kills, "", backend, goal=at_least(KILLS, kills)[0], met=kills >= KILLS),
        Figure(BENCHMARK, f"exports of {ROWS:,} people", exports, "", backend),
        none(BENCHMARK, "people left out or twice, files given twice", 0, "", backend),
    )


async def _asks(ada: Person) -> None:
    await ada.slash("/contacts export", channel="general")
    await ada.sees("everybody", within="modal")
    await ada.submit()
    await ada.sees("The export has begun", within="modal")
    await ada.closes_modal()


async def _nothing_is_left() -> bool:
    """The export was asked for, is done, and its parts are forgotten."""
    found = await rows(
        "SELECT count(*) AS number FROM job WHERE kind = ? AND status <> 'done'", [exporting.KIND]
    )
    return int(found[0]["number"]) == 0
