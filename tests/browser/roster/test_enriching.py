"""Looking somebody up in the browser: the price first, what was found, where it is from, what is suggested, who can be asked."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from crm import contacts
from crm.credits import correcting
from crm.types import Author, ContactDraft
from tests.bots import Team, whole_bot
from tests.browser.pictures import picture
from tests.browser.roster.test_people import close_all
from tests.browser.test_page import say

DIRECTORY = """\
name,email,mobile,linkedin,title,company,location,skills,source,collected_at,lawful_basis
Jane Doe,jane.doe@halden.example,+44 7400 123456,linkedin.com/in/jane-doe,Principal Engineer,Halden Robotics,Hamburg,Go; Kubernetes,Alumni list,2026-10-01,consent
"""


@pytest.fixture
async def team(database_url: str, tmp_path: Path) -> AsyncIterator[Team]:
    directory = tmp_path / "people.csv"
    directory.write_text(DIRECTORY)
    async with whole_bot(database_url, tmp_path, roster_directory=directory) as team:
        yield team


async def test_somebody_is_looked_up_and_a_suggestion_is_taken(page: Page, team: Team) -> None:
    ada = Author(team.ada.id)
    await correcting.grant(team.tenant, ada, "first", 100, "Invoice 1")
    draft = ContactDraft(name="Jane Doe", location="Berlin", profile_url="linkedin.com/in/jane-doe")
    await contacts.add(team.tenant, ada, draft)
    await page.get_by_role("link", name="general").click()
    await say(page, "/contact jane doe")
    card = page.get_by_role("article").filter(has_text="linkedin.com/in/jane-doe").first
    await card.get_by_role("button", name="Enrich").click()
    form = page.get_by_role("dialog", name="Enrich")
    await expect(form.get_by_text("It costs no credits.")).to_be_visible()
    await picture(page, "enrich-price")
    await form.get_by_role("button", name="Enrich").click()
    await expect(form.get_by_text("comes into your direct messages")).to_be_visible()
    await close_all(page)

    await page.get_by_role("link", name="Roster").click()
    await expect(page.get_by_text("jane.doe@halden.example").first).to_be_visible()
    await expect(page.get_by_text("(Directory), suggested")).to_be_visible()
    await picture(page, "enriched")
    await page.get_by_role("button", name="Where from?").last.click()
    sources = page.get_by_role("dialog", name="Where from?")
    await expect(sources.get_by_text("The profile says: Berlin")).to_be_visible()
    await picture(page, "sources")
    await sources.get_by_role("button", name="Accept").click()
    await expect(sources.get_by_text("Taken over: Hamburg")).to_be_visible()
    await close_all(page)

    await page.get_by_role("link", name="general").click()
    await say(page, "/contact jane doe")
    await expect(page.get_by_text("📍 Hamburg").last).to_be_visible()
    await picture(page, "card-enriched")
    await say(page, "/contacts providers")
    providers = page.get_by_role("dialog", name="Providers")
    await expect(providers.get_by_text("People Data Labs")).to_be_visible()
    await picture(page, "providers")
    await providers.get_by_role("button", name="Enter a key").click()
    await expect(page.get_by_role("dialog", name="Key").get_by_text("never shown again")).to_be_visible()
    await picture(page, "provider-key")
    await close_all(page)
