"""Calls, meetings and the like: with several people, with colleagues, from anywhere."""

import time

from crm import contacts, merging, timeline
from crm.timeline.kinds import KINDS, LOGGED
from crm.types import Author, Contact, ContactDraft
from tests.bots import Team
from tests.databases import on_one_database
from tests.handlers.test_notes import opens

WEEK = 7 * 24 * 60 * 60


async def person(team: Team, name: str) -> Contact:
    return await contacts.add(team.tenant, Author(team.ada.id), ContactDraft(name=name))


async def test_a_meeting_with_several_is_in_the_timeline_of_each(team: Team) -> None:
    jane, bo = await person(team, "Jane Doe"), await person(team, "Bo Li")
    await person(team, "Zoe Roe")
    last_week = int(time.time()) - WEEK
    await opens(team.ada, "Log activity")
    await team.ada.choose("With whom?", "Jane Doe", "Bo Li")
    await team.ada.choose("What was it?", "Meeting")
    await team.ada.choose("Colleagues who were there", "ben", "mei")
    await team.ada.fill(
        **{"When?": str(last_week), "How long, in minutes?": "45", "Outcome": "Both interested"}
    )
    await team.ada.submit()
    await team.ada.sees("Last activity: 🤝 meeting", within="general")

    entries = [(await timeline.page(team.tenant, each.id, ("meeting",))).entries[0] for each in (jane, bo)]
    assert {int(entry.occurred_at.timestamp()) for entry in entries} == {last_week}
    assert len({entry.together for entry in entries} - {""}) == 1
    said = [KINDS["meeting"].sentence(entry) for entry in entries]
    for other, sentence in zip(("Bo Li", "Jane Doe"), said, strict=True):
        assert sentence == (
            f"logged a meeting of 45 minutes with {team.ben.name}, {team.slack.person('mei').name}, {other}: "
            "Both interested"
        )


async def test_a_card_whose_contact_is_merged_meanwhile_shows_who_is_left(team: Team) -> None:
    jane = await person(team, "Jane Doe")
    await opens(team.ada, "Log activity")
    janet = await person(team, "Janet Doe")
    await merging.merge(team.tenant, Author(team.ben.id), janet.id, jane.id)
    await team.ada.submit()
    await team.ada.sees("Last activity: 📞 call", within="general")
    await team.ada.sees("Janet Doe", within="general")


@on_one_database
async def test_the_shortcut_asks_with_whom_and_says_what_came_of_it(team: Team) -> None:
    bo = await person(team, "Bo Li")
    await team.ada.shortcut("Log activity")
    await team.ada.sees_modal("Log activity")
    await team.ada.submit()
    await team.ada.sees_error("With whom?", "required")
    await team.ada.choose("With whom?", "Bo Li")
    await team.ada.choose("What was it?", "Interview")
    await team.ada.fill(Notes="Strong in systems")
    await team.ada.submit()
    await team.ada.sees("Logged with Bo Li.", within="Roster")
    (entry,) = (await timeline.page(team.tenant, bo.id, ("interview",))).entries
    assert entry.text == "Strong in systems"


@on_one_database
async def test_every_kind_can_be_chosen(team: Team) -> None:
    await person(team, "Jane Doe")
    await opens(team.ada, "Log activity")
    for kind in LOGGED:
        await team.ada.choose("What was it?", KINDS[kind].name)
    assert set(LOGGED) == {"call", "meeting", "interview", "email", "message", "note"}
