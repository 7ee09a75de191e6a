"""Looking for people in the browser: a search, its form, one thing done with several of them, the tags of the team."""

from playwright.async_api import Page, expect

from crm import contacts, tag_book
from crm.types import Author, ContactDraft
from tests.bots import Team
from tests.browser.pictures import picture
from tests.browser.test_page import say

PEOPLE = (
    ("Jane Doe", "Staff Engineer", "Halden Robotics", "Berlin", ("go", "databases")),
    ("Mei Lin", "Principal Engineer", "Harbour Data", "Berlin", ("go", "ml")),
    ("Tobias Ferncastle", "Head of Platform Engineering", "Brightwater Labs, Inc.", "Zürich", ("go",)),
    ("Zoë Ängström", "Head of Design", "Brightwater Labs, Inc.", "Stockholm", ("design",)),
)


async def test_finding_people_and_doing_something_with_them(page: Page, team: Team) -> None:
    for name, title, company, location, tags in PEOPLE:
        draft = ContactDraft(name=name, title=title, company=company, location=location, tags=tags)
        await contacts.add(team.tenant, Author(team.ada.id), draft)
    go = await tag_book.named(team.tenant, "go")
    assert go
    await tag_book.change(team.tenant, go.id, "go", "blue")
    await page.get_by_role("link", name="general").click()
    await say(page, "/contacts tag:go engineer")
    await expect(page.get_by_text("3 people")).to_be_visible()
    await picture(page, "search")
    await page.get_by_role("button", name="Refine").click()
    form = page.get_by_role("dialog", name="Refine")
    await expect(form.get_by_text("Now: tag:go engineer")).to_be_visible()
    await picture(page, "refine")
    await form.get_by_role("textbox", name="Location").fill("Berlin")
    await form.get_by_role("button", name="Search").click()
    await expect(form.get_by_text("The people stand below your search.")).to_be_visible()
    await form.get_by_role("button", name="Close").first.click()
    await expect(page.get_by_role("article").get_by_text("tag:go location:Berlin engineer")).to_be_visible()
    await page.get_by_role("button", name="Select").click()
    select = page.get_by_role("dialog", name="Select")
    await expect(select.get_by_text("All who match: 2 people")).to_be_visible()
    await picture(page, "select")
    await select.get_by_role("button", name="Cancel").click()
    await say(page, "/contacts (tag:go")
    await expect(page.get_by_text("/contacts help says more.")).to_be_visible()
    await picture(page, "search-wrong")
    await say(page, "/contacts tags")
    known = page.get_by_role("dialog", name="Tags")
    await expect(known.get_by_text("databases")).to_be_visible()
    await picture(page, "tags")
