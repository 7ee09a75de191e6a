"""PostgreSQL goes away in the middle of transactions, and comes back: the bots go on by themselves."""

import asyncio
import time
from pathlib import Path

import asyncpg  # type: ignore[import-untyped] # it ships no types
import pytest

from benchmarks.results import Figure, percentile, under
from tests.faults.figures import keep, none
from tests.faults.fleet import Fleet, fleet
from tests.faults.recruiting import Recruiting, account
from tests.faults.restarting import BreakableServer, breakable_server

RESTARTS = 20
AWAY_EVERY = 4
"""Each so many times it stays away for a while, so that everybody notices."""
AWAY_SECONDS = 4.0
ROWS = 8_000
LOOK_SECONDS = 0.02
MOST_SECONDS = 300.0
RESUMES_SECONDS = 10.0


async def newest_job(database_url: str) -> int:
    return await _number(database_url, "SELECT max(id) FROM job")


async def rows_done(database_url: str, last_job: int) -> int:
    """Of the import that was asked for after that job."""
    return await _number(database_url, f"SELECT done FROM job WHERE id > {last_job} ORDER BY id LIMIT 1")


async def _number(database_url: str, query: str) -> int:
    database = await asyncpg.connect(database_url)
    try:
        return int(await database.fetchval(query) or 0)
    finally:
        await database.close()


async def goes_beyond(database_url: str, last_job: int, rows: int) -> None:
    """Wait until more rows are done than that."""
    while True:
        if await rows_done(database_url, last_job) > rows:
            return
        await asyncio.sleep(LOOK_SECONDS)


async def breaks(server: BreakableServer, bots: Fleet, *, for_long: bool) -> None:
    if not for_long:
        await server.restart()
        return
    await server.stop()
    for bot in bots.bots:
        status, parts = await bot.readiness()
        assert (status, parts["database"]) == (503, False)
    await asyncio.sleep(AWAY_SECONDS)
    await server.start()


@pytest.mark.parametrize("size", [1, 3])
async def test_the_bots_go_on_when_postgresql_comes_back(tmp_path: Path, size: int) -> None:
    resumed = []
    with breakable_server() as server:
        database_url = server.url
        async with fleet(database_url, tmp_path, size) as bots:
            ada, ben = bots.slack.person("ada", patience=150), bots.slack.person("ben", patience=150)
            pids = [bot.pid for bot in bots.bots]
            work = Recruiting(bots)
            for number in range(RESTARTS):
                async with asyncio.timeout(MOST_SECONDS):
                    await work.opens_form(ben)
                    last_job = await newest_job(database_url)
                    asked = await work.drops(ada, ROWS)
                    if number:  # else there is nobody yet to be reminded of
                        await work.sets_a_reminder(ada, database_url)
                    await goes_beyond(database_url, last_job, 0)
                    before = await rows_done(database_url, last_job)
                    breaking = asyncio.create_task(breaks(server, bots, for_long=number % AWAY_EVERY == 0))
                    sending = asyncio.create_task(work.sends_form(ben))
                    await breaking
                    since = time.monotonic()
                    await goes_beyond(database_url, last_job, before)
                    resumed.append(time.monotonic() - since)
                    await sending
                    await work.sees_added(ben)
                    await work.sees_imported(ada, asked)
                    for bot in bots.bots:
                        await bot.is_ready()
            await work.has_ended(database_url)
            begun_anew = sum(bot.pid != pid for bot, pid in zip(bots.bots, pids, strict=True))
        found = await account(work, database_url)
    assert (found.lost, found.twice, begun_anew) == ((), (), 0)
    slowest = percentile(resumed, 0.95)
    name = "PostgreSQL restarted"
    database = "postgres" if size == 1 else f"postgres, {size} replicas"
    goal, met = under(RESUMES_SECONDS, slowest, "s")
    keep(
        Figure(name, "restarts in the middle of an import", RESTARTS, "times", database),
        Figure(name, "goes on after, p95", slowest, "s", database, goal=goal, met=met),
        none(name, "lost", len(found.lost), "", database),
        none(name, "done twice", len(found.twice), "", database),
        none(name, "restarts of ours", begun_anew, "", database),
    )
    assert met
