"""Colleagues who are mentioned in a note hear of it once, where they may see it."""

import json

from crm import contacts
from crm.types import Author, Contact, ContactDraft
from tests.bots import Team
from tests.databases import on_one_database
from tests.handlers.test_notes import chooses, opens


async def jane(team: Team) -> Contact:
    return await contacts.add(team.tenant, Author(team.ada.id), ContactDraft(name="Jane Doe"))


async def test_who_is_mentioned_gets_one_message_with_the_note_and_the_card(team: Team) -> None:
    await jane(team)
    await opens(team.ada, "Note")
    await team.ada.fill(Note="@ben could you call her? @ada")
    await team.ada.submit()
    await team.ben.sees("mentioned you in a note about Jane Doe", within="Roster")
    await team.ben.sees("could you call her?", within="Roster")
    await team.ada.does_not_see("mentioned you", within="Roster")
    await team.ben.click("Open card", within="Roster")
    await team.ben.sees("Log activity", within="Roster")

    await opens(team.ada, "Timeline")
    await chooses(team.ada, "Correct")
    await team.ada.sees("could you call her?", within="modal")
    await team.ada.fill(Note="@ben please call her, @mei please write")
    await team.ada.submit()
    mei = team.slack.person("mei")
    await mei.sees("please write", within="Roster")
    await team.ben.does_not_see("please call her", within="Roster")
    assert team.ben.screen("Roster").count("mentioned you") == 1


@on_one_database
async def test_in_a_message_a_mention_is_only_a_name(team: Team) -> None:
    await jane(team)
    mei = team.slack.person("mei")
    await opens(team.ada, "Note")
    await team.ada.fill(Note="@mei knows her, @ben too")
    await team.ada.submit()
    message = await team.ben.sees_message("mentioned you", within="Roster")
    await team.ben.sees(f"@{mei.name} knows her, @{team.ben.name} too", within=message)
    written = json.dumps(message.fields)
    assert mei.id not in written
    assert f'"user_id": "{team.ben.id}"' not in written


async def test_who_may_not_see_the_note_is_not_told_until_they_may(team: Team) -> None:
    await jane(team)
    await team.ada.brings_the_bot("offers")
    await opens(team.ada, "Note")
    await team.ada.fill(Note="@ben @mei the offer is out")
    await team.ada.choose("Visible to", "The members of a channel")
    await team.ada.choose("Channel", "offers")
    await team.ada.submit()
    mei = team.slack.person("mei")
    await team.ben.sees("the offer is out", within="Roster")
    await mei.does_not_see("the offer is out", within="Roster")

    await opens(team.ada, "Timeline")
    await chooses(team.ada, "Correct")
    await team.ada.sees("the offer is out", within="modal")
    await team.ada.choose("Visible to", "Everybody")
    await team.ada.submit()
    await mei.sees("the offer is out", within="Roster")
    assert team.ben.screen("Roster").count("mentioned you") == 1
