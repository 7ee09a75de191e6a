"""Whatever Slack delivers, it delivers three times, shuffled, to different replicas; the first is killed before it commits.

What is done is done once: counted is what people see in Slack, and what stands in the database.
"""

import asyncio
import random
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import aiosqlite
import asyncpg  # type: ignore[import-untyped] # it ships no types

from benchmarks.results import Figure
from crm import contacts
from crm.types import Author, ContactDraft
from storage.database import rows, sqlite_path
from tests.databases import opened
from tests.faults.counting import Found
from tests.faults.figures import keep, none
from tests.faults.fleet import BotProcess, Fleet, fleet
from tests.waiting import patiently
from workspace.delivery import Held
from workspace.driver import Person

REPLICAS = {"sqlite": 1, "postgres": 3}
FILES = 60
STARTED = 30
"""Of the files; the others are cancelled."""
QUESTIONS = 20
EXPORTS = 12
PEOPLE = 20
NOTES = 40
CHANNELS = ("general", "recruiting", "sourcing")
"""Slack takes one new message a second and channel."""
AT_ONCE = 15
HELD_SECONDS = 0.3
DONE_SECONDS = 300.0
ACK_SECONDS = 60.0
"""Longer than Slack waits: how fast it is acked is another question, and here whatever is delivered is to be taken in."""
JANE = "Jane Doe"


class Slack:
    """Delivers what it held back. `kills`: how many receivers were killed before they could commit."""

    def __init__(self, roster: Fleet) -> None:
        self._roster = roster
        roster.slack.inside.delivery.ack_seconds = ACK_SECONDS
        self._chance = random.Random(7)
        self.payloads = 0
        self.lost = 0
        self.kills = 0

    async def delivers(self, held: list[Held]) -> None:
        """Each three times; of every second handful the first receiver dies over it."""
        self._chance.shuffle(held)
        for number in range(0, len(held), AT_ONCE):
            handful = held[number : number + AT_ONCE]
            if number // AT_ONCE % 2:
                copies = self._addressed(handful, times=3)
            else:
                await self._killed_before_it_commits(self._chance.choice(self._roster.bots), handful)
                copies = self._addressed(handful, times=2)
            self._chance.shuffle(copies)
            acked = await asyncio.gather(
                *[self._roster.slack.delivers(each, bot.request_url) for each, bot in copies]
            )
            assert all(acked)
            self.payloads += len(handful)

    def _addressed(self, handful: Iterable[Held], times: int) -> list[tuple[Held, BotProcess]]:
        """To different replicas, where there are several."""
        bots = list(self._roster.bots)
        return [
            (each, bot)
            for each in handful
            for bot in (self._chance.sample(bots, times) if len(bots) >= times else bots * times)
        ]

    async def _killed_before_it_commits(self, bot: BotProcess, handful: Iterable[Held]) -> None:
        async with nobody_may_write(self._roster.database_url):
            sent = asyncio.gather(*[self._roster.slack.delivers(each, bot.request_url) for each in handful])
            await asyncio.sleep(HELD_SECONDS)
            await bot.kill()
            acked = await sent
        assert not any(acked), "it has committed"
        self.lost += len(acked)
        self.kills += 1
        await bot.start()
        await bot.is_up()


@asynccontextmanager
async def nobody_may_write(database_url: str) -> AsyncIterator[None]:
    """What was delivered: who tries to keep it waits."""
    if file := sqlite_path(database_url):
        async with aiosqlite.connect(file, isolation_level=None, timeout=10) as database:
            await database.execute("BEGIN IMMEDIATE")
            yield
            await database.execute("ROLLBACK")
        return
    connection = await asyncpg.connect(database_url)
    try:
        async with connection.transaction():
            await connection.execute("LOCK TABLE delivery IN EXCLUSIVE MODE")
            yield
    finally:
        await connection.close()


async def test_what_is_delivered_three_times_is_done_once(
    backend: str, database_url: str, tmp_path: Path
) -> None:
    async with (
        fleet(database_url, tmp_path, REPLICAS[backend]) as roster,
        opened(database_url),
    ):
        ada, slack = roster.ada, Slack(roster)
        await ada.brings_the_bot("sourcing")
        await contacts.add(roster.tenant, Author(ada.id), ContactDraft(name=JANE))
        await slack.delivers(await what_ada_does(roster, ada))
        await all_is_done(FILES)
        await slack.delivers(await what_ada_decides(roster, ada))
        await all_is_done(FILES)
        found = await what_stands_there(roster, ada)
        assert found == Found()
        assert slack.payloads >= 200
        name = "Delivered three times"
        keep(
            Figure(name, "delivered three times", slack.payloads, "payloads", backend),
            Figure(name, "first delivery lost in a kill", slack.lost, "payloads", backend),
            Figure(name, "receivers killed before they commit", slack.kills, "kills", backend),
            none(name, "not done", len(found.lost), "effects", backend),
            none(name, "done twice", len(found.twice), "effects", backend),
        )


async def what_ada_does(roster: Fleet, ada: Person) -> list[Held]:
    """Events, commands and forms."""
    await ada.slash("/contact jane", channel="general")
    async with roster.slack.holds_back() as held:
        for number in range(FILES):
            content = f"Name,E-mail\nListed {number},listed{number}@example.org\n".encode()
            await ada.upload(f"list-{number}-.csv", content, channel=CHANNELS[number % len(CHANNELS)])
        for number in range(QUESTIONS):
            await ada.says(f"stranger-{number}-", channel="Roster")
    held = [each for each in held if not is_passed_over(each)]
    for number in range(NOTES):
        await ada.click("Note", within="general")
        await ada.sees_modal("Note")
        await ada.fill(Note=f"note-{number}-")
        held += await submitted(roster, ada)
    for _ in range(EXPORTS):
        await ada.slash("/contacts export", channel="general")
        await ada.sees("everybody", within="modal")
        held += await submitted(roster, ada)
    for number in range(PEOPLE):
        await ada.slash(f"/contact add Added {number}.", channel=CHANNELS[number % len(CHANNELS)])
        await ada.sees_modal("Add a person")
        held += await submitted(roster, ada)
    return held


def is_passed_over(held: Held) -> bool:
    """What colleagues say to each other in channels, here with a file, is looked at and not kept."""
    event = held.payload.get("event", {})
    return bool(event.get("type") == "message" and event.get("channel_type") != "im")


async def what_ada_decides(roster: Fleet, ada: Person) -> list[Held]:
    """Buttons."""
    async with roster.slack.holds_back() as held:
        for number in range(FILES):
            preview = await ada.sees_message(
                f"list-{number}-.csv : 1 row", within=CHANNELS[number % len(CHANNELS)]
            )
            await ada.click("Import" if number < STARTED else "Cancel", within=preview)
    return held


async def submitted(roster: Fleet, ada: Person) -> list[Held]:
    async with roster.slack.holds_back() as held:
        await ada.submit()
    return held


async def all_is_done(files: int) -> None:
    """Waits until nothing that was taken in is left to do, nor to say."""
    async for attempt in patiently(DONE_SECONDS):
        with attempt:
            assert await count("import_run") == files
            assert await count("delivery WHERE due_at IS NOT NULL") == 0
            assert await count("job WHERE status IN ('waiting', 'running')") == 0
            assert await count("message WHERE due_at IS NOT NULL") == 0


async def what_stands_there(roster: Fleet, ada: Person) -> Found:
    """Against what she asked for."""
    messages = roster.slack.said_by_the_app()
    said = [ada.screen(message) for message in messages]
    given = [file["name"] for message in messages for file in message.fields.get("files", ())]
    lists = [f"list-{number}-.csv" for number in range(FILES)]
    questions = [f"stranger-{number}-" for number in range(QUESTIONS)]
    added = [f"Added {number}." for number in range(PEOPLE)]
    listed = [f"Listed {number}" for number in range(STARTED)]
    notes = [f"note-{number}-" for number in range(NOTES)]
    jobs = ["import"] * STARTED + ["export"] * EXPORTS
    found = Found()
    found.compare("message of an import", lists, mentioned(lists, said))
    found.compare("answer", questions, mentioned(questions, said))
    found.compare("card", added, mentioned(added, said))
    found.compare("file", ["contacts.csv"] * EXPORTS, given)
    found.compare("job", jobs, await column("SELECT kind FROM job WHERE status = 'done'"))
    found.compare("contact", [JANE, *added, *listed], await column("SELECT name FROM contact"))
    found.compare("note", notes, await column("SELECT text FROM timeline_entry WHERE kind = 'note'"))
    return found


def mentioned(wanted: Iterable[str], texts: Sequence[str]) -> list[str]:
    """Each as often as one of the texts speaks of it."""
    return [each for each in wanted for text in texts if each in text]


async def column(query: str) -> list[str]:
    return [str(value) for row in await rows(query) for value in row.values()]


async def count(what: str) -> int:
    (found,) = await rows(f"SELECT count(*) AS number FROM {what}")
    return int(found["number"])
