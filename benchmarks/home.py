"""The App Home of a busy recruiter in a workspace of 100,000 people: from the event to the view that goes to Slack."""

import random
import time
from datetime import UTC, datetime, timedelta

from benchmarks.book import AUTHOR, TENANT, fill
from benchmarks.databases import on_both
from benchmarks.results import Figure, percentile, under
from crm import members, reminders
from crm.home import compose
from crm.types import ReminderDraft
from storage.database import rows
from views.home import home

PEOPLE = 100_000
OPENED = 100
WARM_UP = 5
GOAL_MS = 300
OWNED = 20_000
LONG_AGO = "2020-01-01"


async def measure() -> list[Figure]:
    return await on_both(_among_all)


async def _among_all(database: str) -> list[Figure]:
    await fill(PEOPLE)
    await _make_busy()
    seconds = [await _open() for _ in range(OPENED + WARM_UP)][WARM_UP:]
    p95 = percentile(seconds, 0.95) * 1000
    goal, met = under(GOAL_MS, p95, "ms")
    return [
        Figure("home", "App Home, p50", percentile(seconds, 0.5) * 1000, "ms", database, PEOPLE),
        Figure("home", "App Home, p95", p95, "ms", database, PEOPLE, goal=goal, met=met),
    ]


async def _open() -> float:
    started = time.perf_counter()
    now = datetime.now(UTC)
    page = await compose(TENANT, AUTHOR.user_id, now)
    greets = await members.greet(TENANT, AUTHOR.user_id)
    assert page.quiet, "nobody has gone quiet"
    assert home(AUTHOR.user_id, page, now, greets=greets, is_admin=True).to_dict()
    return time.perf_counter() - started


async def _make_busy() -> None:
    """Owns a fifth of all people, half of whom nobody was ever in touch with; has looked at some, and is reminded of some."""
    ids = [row["id"] for row in await rows("SELECT id FROM contact ORDER BY id")]
    last = ids[OWNED]
    long_ago = f"created_at = '{LONG_AGO}'"
    await rows(f"UPDATE contact SET owner_id = ?, {long_ago} WHERE id < ?", [AUTHOR.user_id, last])
    await rows(f"UPDATE contact SET last_activity_at = '{LONG_AGO}' WHERE id < ? AND id % 2 = 0", [last])
    for contact_id in random.Random(1).sample(ids, 20):
        await members.note_look(TENANT, AUTHOR.user_id, contact_id)
        at = datetime.now(UTC) + timedelta(days=1)
        draft = ReminderDraft(at, "Ask about the offer", "", restarts=False, timezone="UTC")
        await reminders.set_reminder(TENANT, AUTHOR, contact_id, draft)
    await rows("UPDATE reminder SET due_at = created_at")
