"""Lists in the browser: made of a query, opened, changed, shared, asked why, frozen, copied, archived."""

from playwright.async_api import Locator, Page, expect

from crm import contacts, lists
from crm.lists.people import add_people
from crm.types import Author, ContactDraft, ListDraft
from tests.bots import Team
from tests.browser.pictures import picture
from tests.browser.roster.test_people import close_all
from tests.browser.test_page import say
from tests.waiting import patiently

PEOPLE = (
    ("Jane Doe", "Staff Engineer", "Halden Robotics", "Berlin", ("go", "databases")),
    ("Mei Lin", "Principal Engineer", "Harbour Data", "Berlin", ("go", "ml")),
    ("Tobias Ferncastle", "Head of Platform Engineering", "Brightwater Labs, Inc.", "Zürich", ("go",)),
    ("Zoë Ängström", "Head of Design", "Brightwater Labs, Inc.", "Stockholm", ("design",)),
)


async def test_a_list_from_its_query_to_the_archive(page: Page, team: Team) -> None:
    ada = Author(team.ada.id)
    for name, title, company, location, tags in PEOPLE:
        draft = ContactDraft(name=name, title=title, company=company, location=location, tags=tags)
        await contacts.add(team.tenant, ada, draft)
    alumni = await lists.create(team.tenant, ada, ListDraft("Alumni", "Who worked with us"))
    await add_people(team.tenant, ada, alumni.id, [1, 4])
    await page.get_by_role("link", name="general").click()
    await say(page, "/contacts lists")
    every = page.get_by_role("dialog", name="Lists")
    await expect(every.get_by_text("2 people · static")).to_be_visible()
    await picture(page, "lists")
    await every.get_by_role("button", name="New list").click()
    form = page.get_by_role("dialog", name="List", exact=True)
    await form.get_by_label("Name").fill("Go in Berlin")
    await form.get_by_label("Query").fill("tag:go location:berlin OR tag:ml")
    await picture(page, "list-new")
    await form.get_by_role("button", name="Next").click()
    await expect(form.get_by_text("It was read as")).to_be_visible()
    await picture(page, "list-preview")
    await form.get_by_role("button", name="Save list").click()
    await expect(form.get_by_text("· dynamic")).to_be_visible()
    await close_all(page)
    async for attempt in patiently():
        with attempt:
            assert [each.people for each in (await lists.page(team.tenant)).lists] == [2, 2]
    await say(page, "/contacts list go in berlin")
    await expect(form.get_by_text("2 people · dynamic")).to_be_visible()
    await picture(page, "list")
    await form.get_by_role("combobox", name="Why is").fill("zoe")
    await page.get_by_role("option", name="Zoë Ängström").click()
    why = page.get_by_role("dialog", name="Why")
    await expect(why.get_by_text("is not on the list")).to_be_visible()
    await picture(page, "list-why")
    await page.keyboard.press("Escape")
    await form.get_by_role("button", name="Edit").click()
    await form.get_by_label("Description").fill("For the platform team")
    await picture(page, "list-edit")
    await form.get_by_role("button", name="Cancel").click()
    await form.get_by_role("button", name="Share").click()
    share = page.get_by_role("dialog", name="Share list")
    await expect(share.get_by_text("Its members see the list's name")).to_be_visible()
    await picture(page, "list-share")
    await share.get_by_role("button", name="Cancel").click()
    await make_static(page, form)
    for entry, seen in (
        ("Copy", "Go in Berlin copy"),
        ("Archive", "in the archive"),
    ):
        await form.get_by_role("button", name="More actions").first.click()
        await page.get_by_role("menuitem", name=entry).click()
        await expect(form.get_by_text(seen).first).to_be_visible()
        await picture(page, f"list-{entry.split()[0].lower()}")


async def make_static(page: Page, form: Locator) -> None:
    await form.get_by_role("button", name="More actions").first.click()
    await page.get_by_role("menuitem", name="Make it static").click()
    await expect(form.get_by_text("Make Go in Berlin static?")).to_be_visible()
    await picture(page, "list-make-static")
    await form.get_by_role("button", name="Make it static").click()
    await expect(form.get_by_text("· static")).to_be_visible()
