"""The disk is full, at one moment or another, and later it is not: the bot waits, says so, and goes on by itself."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from benchmarks.results import Figure, under
from bot.cli import UNUSABLE
from bot.jobs_store import jobs_file
from storage.database import close_database, open_database, rows
from tests.faults.counting import damaged
from tests.faults.figures import keep, none
from tests.faults.fleet import BotProcess, Fleet, fleet
from tests.faults.recruiting import Recruiting, account
from tests.faults.small_disk import MOUNTED_AT, SmallDisk, small_disk
from workspace.driver import Person

MEGABYTES = 24
TIMES = 4
ROWS = 1_500
FULL_SECONDS = 8.0
"""Longer than a step of a job is tried again by itself."""
RESUMES_SECONDS = 60.0


@dataclass
class Office:
    """One bot on a small disk, and who works with it."""

    bots: Fleet
    disk: SmallDisk
    work: Recruiting
    ada: Person
    ben: Person

    @property
    def bot(self) -> BotProcess:
        return self.bots.bots[0]


@asynccontextmanager
async def office(folder: Path) -> AsyncIterator[Office]:
    """On leaving, what is on the disk is copied to `folder`/disk."""
    async with small_disk(MEGABYTES) as disk:
        url, own = f"sqlite://{MOUNTED_AT / 'roster.db'}", {"ROSTER_DATA_DIR": str(MOUNTED_AT)}
        async with fleet(url, folder, 1, environment=own, within=disk.within) as bots:
            ben = bots.slack.person("ben", patience=RESUMES_SECONDS)
            ada = bots.slack.person("ada", patience=RESUMES_SECONDS)
            yield Office(bots, disk, Recruiting(bots), ada, ben)
        disk.copy_to(folder / "disk")


async def while_full(office: Office) -> None:
    """Until somebody makes room."""
    status, parts = await office.bot.readiness()
    assert (status, parts["disk"]) == (503, False)
    await asyncio.sleep(FULL_SECONDS)
    office.disk.free()


async def during_an_import(office: Office) -> None:
    asked = await office.work.drops(office.ada, ROWS)
    await office.ada.sees(f"of {ROWS:,} rows", within=asked.message)
    office.disk.fill()
    await while_full(office)
    await office.work.sees_imported(office.ada, asked)


async def when_a_job_begins(office: Office) -> None:
    asked = await office.work.drops(office.ada, ROWS)
    office.disk.fill()
    await while_full(office)
    await office.work.sees_imported(office.ada, asked)


async def while_a_form_is_sent(office: Office) -> None:
    await office.work.opens_form(office.ben)
    office.disk.fill()
    sending = asyncio.create_task(office.work.sends_form(office.ben))
    await while_full(office)
    await sending
    await office.work.sees_added(office.ben)


MOMENTS: tuple[Callable[[Office], Awaitable[None]], ...] = (
    during_an_import,
    when_a_job_begins,
    while_a_form_is_sent,
)


@pytest.mark.parametrize("moment", MOMENTS, ids=lambda moment: moment.__name__)
async def test_a_bot_whose_disk_was_full_goes_on_by_itself(
    moment: Callable[[Office], Awaitable[None]], tmp_path: Path
) -> None:
    seconds = []
    async with office(tmp_path) as at_work:
        pid = at_work.bot.pid
        for _ in range(TIMES):
            begun = time.monotonic()
            await moment(at_work)
            seconds.append(time.monotonic() - begun - FULL_SECONDS)
        assert at_work.bot.pid == pid
        await at_work.bot.is_ready()
    kept(moment.__name__.replace("_", " "), seconds, await what_is_amiss(at_work, tmp_path))


@pytest.mark.parametrize("seconds_after_the_start", [0.0, 0.6, 1.2, 1.8, 2.4])
async def test_a_bot_that_starts_on_a_full_disk_ends_with_a_sentence_or_waits(
    seconds_after_the_start: float, tmp_path: Path
) -> None:
    """In the middle of an import it was killed: what was to be taken up again is taken up once there is room."""
    async with office(tmp_path) as at_work:
        asked = await at_work.work.drops(at_work.ada, ROWS)
        await at_work.ada.sees(f"of {ROWS:,} rows", within=asked.message)
        await at_work.bot.kill()
        if not seconds_after_the_start:
            at_work.disk.fill()
        await at_work.bot.start()
        await asyncio.sleep(seconds_after_the_start)
        at_work.disk.fill()
        came_up = await comes_up(at_work.bot)
        await asyncio.sleep(FULL_SECONDS)
        at_work.disk.free()
        begun = time.monotonic()
        if not came_up:
            await at_work.bot.start()
        await at_work.work.sees_imported(at_work.ada, asked)
        seconds = [time.monotonic() - begun]
    kept(f"{seconds_after_the_start} s after a start", seconds, await what_is_amiss(at_work, tmp_path))


async def comes_up(bot: BotProcess) -> bool:
    """Whether it does; one that does not ends with a sentence."""
    try:
        await bot.is_up()
    except RuntimeError:
        assert await bot.ended() == UNUSABLE
        last_words = bot.log.read_text().splitlines()[-1]
        assert last_words.startswith("Roster cannot start: its database cannot be used now")
        return False
    return True


async def what_is_amiss(office: Office, folder: Path) -> list[str]:
    """In the files, and in what they say against what was asked for."""
    database = folder / "disk" / "roster.db"
    found = await account(office.work, f"sqlite://{database}")
    amiss = [*found.lost, *found.twice]
    for file in (database, jobs_file(database)):
        await open_database(f"sqlite://{file}")
        amiss += [f"{file.name}: {row}" for row in await rows("PRAGMA foreign_key_check")]
        if await damaged():
            amiss.append(f"{file.name} is corrupt")
        await close_database()
    return amiss


def kept(moment: str, seconds: list[float], amiss: list[str]) -> None:
    assert amiss == []
    goal, met = under(RESUMES_SECONDS, max(seconds), "s")
    keep(
        Figure(
            "Disk full",
            f"{moment}: all is done after, at most",
            max(seconds),
            "s",
            "sqlite",
            goal=goal,
            met=met,
        ),
        none("Disk full", f"{moment}: lost, twice or corrupt", len(amiss), "", "sqlite"),
    )
    assert met
