"""Kill -9 at any moment, whatever is being done: nothing is lost, nothing is there twice, and it goes on soon.

`TEST_SEED` repeats a run as far as chance decided it, `TEST_KILLS` says how often to kill on each database.
"""

import os
import random
import secrets
from pathlib import Path

from benchmarks.results import Figure, at_least, exactly, percentile, under
from storage.models import Message
from tests.faults import counting, figures
from tests.faults.calendar import Calendar
from tests.faults.colleagues import Asked
from tests.faults.counting import Found
from tests.faults.fleet import Fleet, fleet
from tests.faults.killing import Killer
from tests.faults.recovery import Recovery, looked_into
from tests.faults.working import comes_to_rest, in_the_background, people_work

KILLS = int(os.environ.get("TEST_KILLS", "110"))
SIZE = {"sqlite": 1, "postgres": 3}
RECOVERS_IN_SECONDS = {"sqlite": 5, "postgres": 10}


async def test_kills_at_random(backend: str, database_url: str, tmp_path: Path) -> None:
    seed = os.environ.get("TEST_SEED") or secrets.token_hex(4)
    print(f"to repeat this run: TEST_SEED={seed}")  # noqa: T201 - for who reads why it failed
    asked, calendar, recovery = Asked(), Calendar(), Recovery()
    async with fleet(database_url, tmp_path, SIZE[backend]) as bots, looked_into(database_url):
        killer = Killer(bots, recovery, random.Random(f"{seed} killer"))
        async with in_the_background(recovery.watch()), in_the_background(calendar.hurry()):
            await people_work(bots, asked, seed, killer.kill(KILLS))
        await comes_to_rest()
        await judge(backend, asked, calendar, recovery, killer, bots)


async def judge(
    backend: str, asked: Asked, calendar: Calendar, recovery: Recovery, killer: Killer, bots: Fleet
) -> None:
    rows = await counting.rows_of_lists(asked)
    people = await counting.contacts_and_entries(asked)
    said = await counting.messages(asked, bots.slack, calendar.moments)
    files = await counting.files(asked, bots.slack)
    assert [rows, people, said, files] == [Found()] * 4
    assert await counting.damaged() == []
    assert recovery.waits_for == ()

    def figure(name: str, value: float, unit: str = "", goal: tuple[str, bool | None] = ("", None)) -> Figure:
        promised, met = goal
        return Figure("Kill -9 at random", name, value, unit, backend, goal=promised, met=met)

    def none(name: str, found: list[str]) -> Figure:
        return figure(name, len(found), goal=exactly(0, len(found)))

    p95 = percentile(recovery.seconds, 0.95)
    goal = under(RECOVERS_IN_SECONDS[backend], p95, "s")
    figures.keep(
        figure("kills", killer.kills, goal=at_least(100, killer.kills)),
        figure("rows imported", sum(len(each.rows) for each in asked.lists)),
        figure("messages said", await Message.all().count()),
        none("rows of imports lost", rows.lost),
        none("rows of imports counted twice", rows.twice),
        none("contacts, notes and activities lost", people.lost),
        none("contacts, notes and activities twice", people.twice),
        none("messages lost", said.lost),
        none("messages posted twice", said.twice),
        none("files lost", files.lost),
        none("files given twice", files.twice),
        figure("work cut off by a kill", len(recovery.seconds)),
        figure("it goes on after, median", percentile(recovery.seconds, 0.5), "s"),
        figure("it goes on after, p95", p95, "s", goal),
    )
