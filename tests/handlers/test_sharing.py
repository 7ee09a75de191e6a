"""Sharing a person: as a card in a channel, and by a link that becomes one."""

import aiohttp

from crm import contacts
from crm.types import Author, ContactDraft
from tests.bots import PUBLIC_URL, Team
from tests.databases import on_one_database

JANE = ContactDraft(
    name="Jane Doe", headline="Databases", email="jane@example.com", profile_url="github.com/jane"
)
LINK = f"{PUBLIC_URL}/c/1"


async def jane(team: Team) -> None:
    await contacts.add(team.tenant, Author(team.ben.id), JANE)
    await team.ada.slash("/contact jane doe", channel="general")
    await team.ada.sees("Databases", within="general")


async def share(team: Team, where: str) -> None:
    await team.ada.click("Share", within="general")
    await team.ada.sees("Where?", within="modal")
    await team.ada.fill(**{"Where?": where, "Comment": "Have a look *please*"})
    await team.ada.submit()


async def test_a_card_is_shared_with_a_comment_as_long_as_those_there_may_see(team: Team) -> None:
    await jane(team)
    await share(team, "general")
    await team.ada.sees_modal("Shared")
    await team.ada.closes_modal()
    shared = await team.ben.sees_message("Ada Okafor shares a contact", within="general")
    await team.ben.sees("Have a look *please*", within=shared)
    await team.ben.sees("jane@example.com", within=shared)

    await share(team, "recruiting")
    await team.ada.sees_modal("Shared")
    gwen = team.slack.person("gwen")
    shared = await gwen.sees_message("Ada Okafor shares a contact", within="recruiting")
    await gwen.sees("Databases", within=shared)
    await gwen.does_not_see("jane@example.com", within="recruiting")


@on_one_database
async def test_where_roster_is_not_it_says_how_to_bring_it_there(team: Team) -> None:
    await jane(team)
    await share(team, "offers")
    await team.ada.sees("Type /invite @Roster there", within="modal")
    await team.ada.fill(**{"Where?": "general"})
    await team.ada.submit()
    await team.ada.sees_modal("Shared")
    await team.ben.sees("Ada Okafor shares a contact", within="general")


async def test_a_link_becomes_a_card_where_it_is_pasted_and_leads_into_slack(team: Team) -> None:
    await jane(team)
    await team.ada.click("Get link", within="general")
    await team.ada.sees(LINK, within="general")

    pasted = await team.ada.says(f"Do you know {LINK}? And {PUBLIC_URL}/c/99", channel="general")
    await team.ben.sees("jane@example.com", within=pasted)
    await team.ben.click("Open", within=pasted)
    await team.ben.sees("Get link", within="general")
    await team.ben.slash(f"/contact {LINK}", channel="recruiting")
    await team.ben.sees("jane@example.com", within="recruiting")

    async with aiohttp.ClientSession() as browser, browser.get(f"{team.bot_address}/c/1") as page:
        text = await page.text()
    assert f"slack://user?team={team.slack.team_id}" in text
    assert "Jane" not in text


async def test_a_link_says_no_more_than_those_there_may_see(team: Team) -> None:
    await jane(team)
    gwen = team.slack.person("gwen")
    pasted = await team.ada.says(LINK, channel="recruiting")
    await gwen.sees("Databases", within=pasted)
    await gwen.does_not_see("jane@example.com", within=pasted)
    await gwen.click("Open", within=pasted)
    await gwen.sees("Show details", within="recruiting")
    await gwen.does_not_see("jane@example.com", within="recruiting")

    counted = await gwen.says(LINK, channel="recruiting")
    await gwen.does_not_see("Databases", within=counted)
