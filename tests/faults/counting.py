"""What is there at the end, against what people have asked for: each thing once, and nothing left over."""

import csv
import io
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from storage.database import is_sqlite, rows
from storage.models import Contact, Digest, ImportRejection, ImportRun, Message, Reminder, TimelineEntry
from tests.faults.colleagues import Asked
from tests.faults.lists import PeopleList, whom
from workspace.driver import LocalWorkspace

_LEFT_OVER = (
    "SELECT 'workflow ' || workflow_uuid AS what FROM dbos.workflow_status WHERE status IN ('PENDING', 'ENQUEUED')",
    "SELECT 'job ' || id AS what FROM job WHERE status <> 'done'",
    "SELECT 'delivery ' || key AS what FROM delivery WHERE due_at IS NOT NULL OR owner <> ''",
    "SELECT 'message ' || key AS what FROM message WHERE due_at IS NOT NULL OR owner <> '' OR said <> wanted",
    "SELECT 'reminder ' || id AS what FROM reminder WHERE repeat = '' AND next_at IS NOT NULL",
)
_NAMESAKES = "SELECT name AS what FROM contact GROUP BY name HAVING count(*) > 1"
_ONE_ADDRESS = "SELECT normalised AS what FROM contact_email GROUP BY normalised HAVING count(*) > 1"
_SAME_ENTRIES = """
    SELECT kind || ' ' || reference || ' ' || text AS what FROM timeline_entry
    GROUP BY contact_id, kind, reference, text HAVING count(*) > 1
"""


@dataclass(frozen=True, slots=True)
class Found:
    """What is not as it must be, a line each."""

    lost: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)

    def compare(self, what: str, wanted: Iterable[object], there: Iterable[object]) -> None:
        """Each that is wanted is to be there as often as it is wanted, and no other."""
        wanted_often, there_often = Counter(wanted), Counter(there)
        self.lost.extend(f"{what}: {each}" for each in wanted_often - there_often)
        self.twice.extend(f"{what}: {each}" for each in there_often - wanted_often)


async def left_over() -> list[str]:
    """What has not come to its end."""
    now = datetime.now(UTC)
    due = [
        *await Reminder.filter(next_at__lte=now).values_list("text", flat=True),
        *await Digest.filter(next_at__lte=now).values_list("user_id", flat=True),
    ]
    return [*map(str, due), *[str(row["what"]) for query in _LEFT_OVER for row in await rows(query)]]


async def damaged() -> list[str]:
    """What SQLite finds fault with in its two files; PostgreSQL has no such question."""
    if not is_sqlite():
        return []
    found = await rows(
        "SELECT integrity_check AS what FROM pragma_integrity_check"
    )  # of both, where both are attached
    return [str(row["what"]) for row in found if row["what"] != "ok"]


async def rows_of_lists(asked: Asked) -> Found:
    found = Found()
    for each in asked.lists:
        runs = await ImportRun.filter(filename=each.filename)
        found.compare("import", [each.firm], [run.filename.removesuffix(".csv") for run in runs])
        for run in runs[:1]:
            counted = {name: getattr(run, name) for name in each.counts}
            found.compare(f"counts of {each.firm}", each.counts.items(), counted.items())
            await _compare_rows(found, each, run)
    return found


async def contacts_and_entries(asked: Asked) -> Found:
    """Whoever was added, and whatever was noted of them."""
    found = Found()
    people = [*asked.people, *(name for each in asked.lists for name in each.new)]
    found.compare("contact", people, await Contact.all().values_list("name", flat=True))
    there = await TimelineEntry.filter(reference="", kind__in=["note", "call"]).values_list(
        "contact__name", "kind", "text"
    )
    found.compare("entry", asked.entries, [tuple(row) for row in there])
    for query in (_NAMESAKES, _ONE_ADDRESS, _SAME_ENTRIES):
        found.twice.extend(str(row["what"]) for row in await rows(query))
    return found


async def messages(asked: Asked, slack: LocalWorkspace, hurried: Collection[str]) -> Found:
    """What stands in the outbox stands in Slack, once, with its last words; and each moment was told."""
    found = Found()
    posted = _posted(slack)
    kept = await Message.all()
    found.compare("message", [row.key for row in kept], [key for key, _ in posted])
    found.compare("last words", [(row.key, row.text) for row in kept], posted)
    reminders = await Reminder.all()
    found.compare("reminder", asked.reminders, [each.text for each in reminders])
    moments = [f"reminder:{each.id}:{int(each.anchor_at.timestamp())}" for each in reminders]
    told = [key for key, _ in posted if key.startswith(("reminder:", "digest:"))]
    found.compare("moment", [*moments, *hurried], told)
    return found


async def files(asked: Asked, slack: LocalWorkspace) -> Found:
    """Each export and each list of rejected rows was given once, and is complete."""
    found, given = Found(), _given(slack)
    by_query = {whom(each.firm): each for each in asked.lists}
    exports = [row["text"] for row in await rows("SELECT text FROM export_run")]
    found.compare("export", set(map(whom, asked.exported_firms)), set(exports))
    found.compare(
        "exported",
        [_told(by_query[query].new) for query in exports],
        [_told(_column(content, "Name")) for name, content in given if name == "contacts.csv"],
    )
    found.compare(
        "rejected",
        [(each.filename, _told(map(str, each.bad_lines))) for each in asked.lists],
        [
            (name.removeprefix("rejected-"), _told(_column(content, "Line")))
            for name, content in given
            if name.startswith("rejected-")
        ],
    )
    return found


async def _compare_rows(found: Found, each: PeopleList, run: ImportRun) -> None:
    entries = TimelineEntry.filter(reference=f"import:{run.id}")
    notes = await entries.filter(kind="note").values_list("text", flat=True)
    found.compare("row", each.notes, notes)
    added = await entries.filter(kind="imported").values_list("contact__name", flat=True)
    found.compare("row of somebody new", each.new, added)
    lines = await ImportRejection.filter(run_id=run.id).values_list("line", flat=True)
    found.compare(f"rejected line of {each.firm}", each.bad_lines, lines)


def _posted(slack: LocalWorkspace) -> list[tuple[str, str]]:
    """Key and text of whatever has a key."""
    shown = [
        message.fields for channel in slack.inside.conversations for message in channel.messages.values()
    ]
    return [
        (str(fields["metadata"]["event_payload"]["key"]), str(fields["text"]))
        for fields in shown
        if fields.get("metadata")
    ]


def _given(slack: LocalWorkspace) -> list[tuple[str, bytes]]:
    """Name and content of each file of Roster's, as often as it is shown."""
    return [
        (file.name, file.content)
        for file in slack.inside.files
        if file.is_by_bot
        for stamps in file.shares.values()
        for _ in stamps
    ]


def _column(content: bytes, name: str) -> list[str]:
    return [row[name] for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig")))]


def _told(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))
