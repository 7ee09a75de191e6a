"""SIGTERM in the middle of the work: the bot ends in order within ten seconds, and the next one goes on from there."""

import time
from pathlib import Path

from benchmarks.results import Figure, under
from tests.faults.figures import keep, none
from tests.faults.fleet import fleet
from tests.faults.recruiting import Recruiting, account

TIMES = 10
ROWS = 1_500
MOST_SECONDS = 10


async def test_a_bot_that_is_told_to_stop_does_so_in_time_and_loses_nothing(
    database_url: str, backend: str, tmp_path: Path
) -> None:
    seconds = []
    async with fleet(database_url, tmp_path, 1 if backend == "sqlite" else 3) as bots:
        ada, ben = bots.slack.person("ada", patience=150), bots.slack.person("ben", patience=150)
        work = Recruiting(bots)
        await work.begins(ada)
        for number in range(TIMES):
            bot = bots.bots[number % len(bots.bots)]
            asked = await work.drops(ada, ROWS)
            await work.asks_for_an_export(ada)
            await work.opens_form(ben)
            await work.sends_form(ben)
            begun = time.monotonic()
            assert await bot.stop() == 0
            seconds.append(time.monotonic() - begun)
            await bot.start()
            await bot.is_up()
            await work.sees_added(ben)
            await work.sees_imported(ada, asked)
        await work.has_ended(database_url)
    found = await account(work, database_url)
    assert (found.lost, found.twice) == ((), ())
    longest = max(seconds)
    goal, met = under(MOST_SECONDS, longest, "s")
    assert met, f"it took {longest:.1f} s to stop"
    keep(
        Figure(
            "Told to stop", "stopped in the middle of an import, an export, a form", TIMES, "times", backend
        ),
        Figure("Told to stop", "longest stop", longest, "s", backend, goal=goal, met=met),
        none("Told to stop", "lost or done twice", len(found.lost) + len(found.twice), "", backend),
    )
