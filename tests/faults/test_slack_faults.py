"""Slack limits, fails, hangs, says no, or takes a call and does not answer, at random: what is to be said is said, once.

`TEST_SEED` repeats a run as far as chance decided it, `TEST_SECONDS` says how long Slack is unwell on each database.
"""

import asyncio
import os
import random
import secrets
from collections import deque
from collections.abc import Sequence
from pathlib import Path

from benchmarks.results import Figure, exactly
from storage.models import Message
from tests.faults import counting, figures
from tests.faults.bad_days import FAULTS, BadDays, called_too_early, edited_too_soon, edits
from tests.faults.calendar import Calendar
from tests.faults.colleagues import Asked
from tests.faults.counting import Found
from tests.faults.fleet import Fleet, fleet
from tests.faults.recovery import looked_into
from tests.faults.working import comes_to_rest, in_the_background, people_work
from workspace.driver import LocalWorkspace
from workspace.faults import Faults
from workspace.web_api.call import Call

SECONDS = float(os.environ.get("TEST_SECONDS", "90"))
SHARE = 0.1
SIZE = {"sqlite": 1, "postgres": 3}


async def test_nothing_is_lost_or_said_twice_while_slack_is_unwell(
    backend: str, database_url: str, tmp_path: Path
) -> None:
    seed = os.environ.get("TEST_SEED") or secrets.token_hex(4)
    print(f"to repeat this run: TEST_SEED={seed}")  # noqa: T201 - for who reads why it failed
    asked, calendar = Asked(), Calendar()
    calls: deque[Call] = deque()
    async with fleet(database_url, tmp_path, SIZE[backend]) as bots, looked_into(database_url):
        bots.slack.inside.calls = calls
        async with in_the_background(calendar.hurry()):
            await people_work(bots, asked, seed, unwell(bots.slack, random.Random(f"{seed} slack")))
        await comes_to_rest()
        await judge(backend, asked, calendar, bots, list(calls))


async def unwell(slack: LocalWorkspace, chance: random.Random) -> None:
    slack.inside.faults = BadDays(chance, SHARE)
    await asyncio.sleep(SECONDS)
    slack.inside.faults = Faults()


async def judge(backend: str, asked: Asked, calendar: Calendar, bots: Fleet, calls: Sequence[Call]) -> None:
    rows = await counting.rows_of_lists(asked)
    people = await counting.contacts_and_entries(asked)
    said = await counting.messages(asked, bots.slack, calendar.moments)
    files = await counting.files(asked, bots.slack)
    early, soon = called_too_early(calls), edited_too_soon(calls)
    assert [rows, people, said, files] == [Found()] * 4
    assert (early, soon) == ([], [])
    failed = [call for call in calls if call.fault]
    assert {call.fault for call in failed} == set(FAULTS), "chance has left one out"

    def figure(name: str, value: float, unit: str = "", goal: tuple[str, bool | None] = ("", None)) -> Figure:
        promised, met = goal
        return Figure("Slack unwell", name, value, unit, backend, goal=promised, met=met)

    def none(name: str, found: Sequence[object]) -> Figure:
        return figure(name, len(found), goal=exactly(0, len(found)))

    figures.keep(
        figure("calls of Slack", len(calls)),
        figure("calls that failed", len(failed)),
        figure("methods of which calls failed", len({call.method for call in failed})),
        figure("messages said", await Message.all().count()),
        figure("edits of messages", len(edits(calls))),
        none("rows, contacts, entries lost or twice", [*rows.lost, *rows.twice, *people.lost, *people.twice]),
        none("messages lost", said.lost),
        none("messages posted twice", said.twice),
        none("files lost", files.lost),
        none("files given twice", files.twice),
        none("calls before Slack takes them again", early),
        none("progress said within 3 s of other progress", soon),
    )
