"""People at work while things break, and whether what came of it is all there, and there once."""

import asyncio
import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot.speaker import EVENT_TYPE
from crm import reminders
from crm.types import Author, ReminderDraft
from storage.database import rows
from tests.databases import opened
from tests.faults.fleet import Fleet
from workspace.conversations import Message
from workspace.driver import LocalWorkspace, Person

REJECTED_EVERY = 50
REMINDED_IN_SECONDS = 1
ENDS_IN_SECONDS = 60.0
_LEFT = (
    "SELECT count(*) AS n FROM delivery WHERE due_at IS NOT NULL",
    "SELECT count(*) AS n FROM reminder WHERE next_at IS NOT NULL",
    "SELECT count(*) AS n FROM job WHERE finished_at IS NULL",
    "SELECT count(*) AS n FROM export_part",
    "SELECT count(*) AS n FROM message WHERE due_at IS NOT NULL",
)
"""In the order in which one comes of the other; a file is given after the end of its job, and its parts go then."""
QUIET_SECONDS = 2.0
LOOK_SECONDS = 0.1
FORM = "Add a person"


def rejected_of(number: int) -> int:
    """How many rows of such a file."""
    return -(-number // REJECTED_EVERY)


def list_of(prefix: str, number: int) -> bytes:
    """A file of that many rows, each another person; every fiftieth cannot be imported."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(["Name", "E-mail", "Company", "Tags"])
    for row in range(number):
        if row % REJECTED_EVERY == 0:
            writer.writerow(["Nobody", "no address", "", ""])
        else:
            writer.writerow([f"{prefix} {row}", f"{prefix}.{row}@example.org", "Acme", "new"])
    return text.getvalue().encode()


@dataclass(frozen=True)
class Import:
    """The message that says how far it is."""

    message: Message
    rows: int


@dataclass
class Recruiting:
    """What was asked of that fleet so far: lists by file name and their rows, names sent by form, exports."""

    fleet: Fleet
    lists: dict[str, int] = field(default_factory=dict)
    added: list[str] = field(default_factory=list)
    exports: int = 0
    reminders: int = 0

    async def begins(self, person: Person) -> None:
        """With a first list, so that there is somebody to export."""
        await self.sees_imported(person, await self.drops(person, REJECTED_EVERY))

    async def drops(self, person: Person, number: int) -> Import:
        """Drop a list of that many rows and have it imported."""
        prefix = f"list{len(self.lists)}"
        name = f"{prefix}.csv"
        self.lists[name] = number
        await person.upload(name, list_of(prefix, number), channel="recruiting")
        message = await person.sees_message(f"{name} : {number:,} rows", within="recruiting")
        await person.click("Import", within=message)
        return Import(message, number)

    async def sees_imported(self, person: Person, asked: Import) -> None:
        rejected = rejected_of(asked.rows)
        added = asked.rows - rejected
        await person.sees(
            f"{asked.rows:,} rows: {added:,} added, 0 updated, 0 unchanged, {rejected:,} rejected.",
            within=asked.message,
        )

    async def asks_for_an_export(self, person: Person) -> None:
        self.exports += 1
        await person.slash("/contacts export", channel="general")
        await person.sees("everybody", within="modal")
        await person.submit()

    async def opens_form(self, person: Person) -> None:
        """A form for somebody new, filled in and not sent yet."""
        name = f"Typed {len(self.added)}"
        self.added.append(name)
        await person.slash("/contact add", channel="recruiting")
        await person.sees_modal(FORM)
        await person.fill(Name=name, Note=f"About {name}")

    async def sends_form(self, person: Person) -> int:
        """Send what is filled in; again, as people do, while the form stays and says that it was not taken. Returns how often."""
        times = 0
        while person.modal and person.modal.fields:
            await person.submit()
            times += 1
            if person.modal and person.modal.fields:
                await asyncio.sleep(1)
        return times

    async def sees_added(self, person: Person) -> None:
        await person.sees_modal("Added")
        await person.closes_modal()

    async def sets_a_reminder(self, person: Person, database_url: str) -> None:
        """Of somebody who is in the book, for a moment that comes soon."""
        async with opened(database_url):
            [anybody] = await rows("SELECT id FROM contact ORDER BY id LIMIT 1")
            at = datetime.now(UTC) + timedelta(seconds=REMINDED_IN_SECONDS)
            draft = ReminderDraft(at=at, text="Soon", repeat="", restarts=False, timezone="UTC")
            await reminders.set_reminder(self.fleet.tenant, Author(person.id), anybody["id"], draft)
        self.reminders += 1

    async def has_ended(self, database_url: str) -> None:
        """Wait until nothing is left to do of all that was asked for, and nothing has come of the last of it."""
        async with asyncio.timeout(ENDS_IN_SECONDS), opened(database_url):
            quiet = 0.0
            while quiet < QUIET_SECONDS:
                await asyncio.sleep(LOOK_SECONDS)
                is_quiet = not sum([await _number(query) for query in _LEFT])
                quiet = quiet + LOOK_SECONDS if is_quiet else 0.0


@dataclass(frozen=True)
class Account:
    """What is missing and what is there too often, each in words."""

    lost: tuple[str, ...]
    twice: tuple[str, ...]


async def account(work: Recruiting, database_url: str) -> Account:
    """Once all has ended: what stands in the database and in Slack, against what was asked for."""
    rejected = {name: rejected_of(number) for name, number in work.lists.items()}
    people = sum(work.lists.values()) - sum(rejected.values())
    async with opened(database_url):
        found = {
            "people": (people + len(work.added), await _number("SELECT count(*) AS n FROM contact")),
            "names": (
                people + len(work.added),
                await _number("SELECT count(DISTINCT name) AS n FROM contact"),
            ),
            "entries of the import": (
                people,
                await _number("SELECT count(*) AS n FROM timeline_entry WHERE kind = 'imported'"),
            ),
            "notes of the forms": (
                len(work.added),
                await _number("SELECT count(*) AS n FROM timeline_entry WHERE kind = 'note'"),
            ),
            "rejected rows": (
                sum(rejected.values()),
                await _number("SELECT count(*) AS n FROM import_rejection"),
            ),
            "rows counted": (
                sum(work.lists.values()),
                await _number("SELECT sum(added + updated + unchanged + rejected) AS n FROM import_run"),
            ),
            "jobs done": (
                len(work.lists) + work.exports,
                await _number("SELECT count(*) AS n FROM job WHERE status = 'done'"),
            ),
            "requests left": (
                0,
                await _number("SELECT count(*) AS n FROM delivery WHERE due_at IS NOT NULL"),
            ),
            "messages left": (0, await _number("SELECT count(*) AS n FROM message WHERE due_at IS NOT NULL")),
        }
        keys = [row["key"] for row in await rows("SELECT key FROM message WHERE ts <> ''")]
    posted = Counter(_keys(work.fleet.slack))
    told = sum(number for key, number in posted.items() if key.startswith("reminder:"))
    found["reminders told"] = (work.reminders, told)
    found |= {f"message {key}": (1, posted[key]) for key in {*keys, *posted}}
    files = Counter(shared_files(work.fleet.slack))
    wanted = {f"rejected-{name}": 1 for name in rejected} | {"contacts.csv": work.exports}
    found |= {f"file {name}": (number, files[name]) for name, number in wanted.items()}
    return Account(
        lost=tuple(
            f"{what}: {there} of {wanted}" for what, (wanted, there) in found.items() if there < wanted
        ),
        twice=tuple(
            f"{what}: {there} for {wanted}" for what, (wanted, there) in found.items() if there > wanted
        ),
    )


async def _number(sql: str) -> int:
    [row] = await rows(sql)
    return int(row["n"] or 0)


def _messages(slack: LocalWorkspace) -> Iterator[Message]:
    for channel in slack.inside.conversations:
        yield from channel.messages.values()


def _keys(slack: LocalWorkspace) -> Iterable[str]:
    """The key of each message that stands there and was said by the outbox."""
    for message in _messages(slack):
        metadata = message.fields.get("metadata") or {}
        if metadata.get("event_type") == EVENT_TYPE:
            yield str(metadata["event_payload"]["key"])


def shared_files(slack: LocalWorkspace) -> Iterable[str]:
    """The name of each file that the bot has shared."""
    for message in _messages(slack):
        if message.fields.get("bot_id"):
            yield from (
                file["name"] for file in message.fields.get("files", ()) if file.get("mode") != "tombstone"
            )
