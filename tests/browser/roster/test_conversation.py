"""What colleagues say to each other about people, in the browser: who is this, save it, a link, a card that is followed."""

from datetime import UTC, datetime, timedelta

from playwright.async_api import Locator, Page, expect

from crm import activities, contacts
from crm.types import ActivityDraft, Author, Contact, ContactDraft
from storage.models import FollowedEntry
from tests.bots import PUBLIC_URL, Team
from tests.browser.pictures import picture
from tests.browser.test_page import say
from tests.crm.profile.forms import Form

JANE = ContactDraft(
    name="Jane Doe",
    headline="Staff engineer, databases and Go",
    email="jane@example.com",
    company="Halden Robotics",
    title="Staff Engineer",
    tags=("go",),
)
SIGNED = "Happy to talk!\n\nBest regards\nZoe Roe\nStaff Engineer\nBrightwater Labs\nzoe@brightwater.example.com\n+49 30 7654321"


async def test_people_in_a_conversation(page: Page, team: Team) -> None:
    jane = await contacts.add(team.tenant, Author(team.ben.id), JANE)
    called = ActivityDraft("call", datetime.now(UTC) - timedelta(days=3), 10, outcome="Will think about it")
    await activities.log(team.tenant, Author(team.ben.id), [jane.id], called)
    await page.get_by_role("link", name="general").click()
    await who_is_this(page, team)
    await save_to_contact(page, team)
    await add_who_signed(page, team)
    await link_that_unfurls(page, team)
    await warned_before_outreach(page)
    await a_channel_hears_of_it(page, team, jane)


async def who_is_this(page: Page, team: Team) -> None:
    await team.ben.says("Has anybody heard of jane@example.com?", channel="general")
    await run(page, "Has anybody heard", "Who is this?")
    await expect(page.get_by_text("Last touch: call by")).to_be_visible()
    await picture(page, "who-is-this")


async def save_to_contact(page: Page, team: Team) -> None:
    await team.ben.says("Jane Doe could start in *May*, says her last manager", channel="general")
    await run(page, "could start in", "Save to contact")
    form = page.get_by_role("dialog", name="Save to contact")
    await expect(form.get_by_text("could start in")).to_be_visible()
    await picture(page, "save-to-contact")
    await form.get_by_role("button", name="Save").click()
    await expect(page.get_by_text("It stands in the timeline of Jane Doe")).to_be_visible()
    await picture(page, "saved-to-contact")
    await close_all(page)


async def add_who_signed(page: Page, team: Team) -> None:
    await team.ben.says(SIGNED, channel="general")
    await run(page, "Happy to talk!", "Save to contact")
    await page.get_by_role("button", name="Add Zoe Roe").click()
    form = page.get_by_role("dialog", name="Add a person")
    await expect(form.get_by_label("E-mail", exact=True)).to_have_value("zoe@brightwater.example.com")
    await picture(page, "add-who-signed")
    await close_all(page)


async def link_that_unfurls(page: Page, team: Team) -> None:
    await team.ben.says(f"Do you know {PUBLIC_URL}/c/1?", channel="general")
    pasted = message(page, "Do you know")
    await expect(pasted.get_by_role("button", name="Open")).to_be_visible()
    await pasted.scroll_into_view_if_needed()
    await picture(page, "unfurl")


async def warned_before_outreach(page: Page) -> None:
    await say(page, "/contact jane doe")
    card = message(page, "Will think about it").or_(message(page, "Last activity")).last
    await card.get_by_role("button", name="Log activity").click()
    form = page.get_by_role("dialog", name="Log activity")
    await expect(form.get_by_text("Your team waits 30 days")).to_be_visible()
    await picture(page, "cooldown")
    await close_all(page)


async def a_channel_hears_of_it(page: Page, team: Team, jane: Contact) -> None:
    await say(page, "/contacts follow tag:go")
    await expect(page.get_by_text("has this channel follow everybody with the tag go")).to_be_visible()
    for minutes in (20, 40):
        met = ActivityDraft("meeting", datetime.now(UTC), minutes, outcome=f"Talked for {minutes} minutes")
        await activities.log(team.tenant, Author(team.ben.id), [jane.id], met)
    await FollowedEntry.filter().update(due_at=datetime.now(UTC) - timedelta(seconds=1))
    await expect(page.get_by_text("Talked for 40 minutes")).to_be_visible(timeout=20_000)
    await picture(page, "followed")


async def test_a_form_that_somebody_else_saved_first_and_the_bin(page: Page, team: Team) -> None:
    jane = await contacts.add(team.tenant, Author(team.ben.id), JANE)
    await page.get_by_role("link", name="general").click()
    await say(page, "/contact jane doe")
    card = message(page, "Staff Engineer at Halden Robotics")
    await card.get_by_role("button", name="Edit").click()
    await page.get_by_role("button", name="Edit basic").click()
    form = page.get_by_role("dialog", name="Basic")
    await form.get_by_label("Headline", exact=True).fill("Builds databases")
    await (await Form.opened(team.tenant, jane.id)).save(Author(team.ben.id), headline="Leads a team of nine")
    await form.get_by_role("button", name="Save").click()
    await expect(form.get_by_text("It now says: Leads a team of nine")).to_be_visible()
    await picture(page, "saved-by-two")
    await close_all(page)
    await add_a_second_jane(page)
    await expect(page.get_by_text("already belongs to Jane Doe")).to_be_visible()
    await picture(page, "clash")
    await close_all(page)
    await delete_and_add_again(page, card)


async def add_a_second_jane(page: Page) -> None:
    await say(page, "/contact add")
    form = page.get_by_role("dialog", name="Add a person")
    await form.get_by_label("Name", exact=True).fill("Jane D.")
    await form.get_by_label("E-mail", exact=True).fill(JANE.email)
    await form.get_by_role("button", name="Add", exact=True).click()


async def delete_and_add_again(page: Page, card: Locator) -> None:
    await card.get_by_role("button", name="More actions").click()
    await page.get_by_role("menuitem", name="Delete").click()
    await page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    await expect(page.get_by_text("was deleted by")).to_be_visible()
    await picture(page, "deleted")
    await add_a_second_jane(page)
    await expect(page.get_by_role("button", name="Add anew")).to_be_visible()
    await picture(page, "offered-from-the-bin")


async def run(page: Page, text: str, shortcut: str) -> None:
    """Choose it in the menu of the message with that text."""
    found = message(page, text)
    await found.hover()
    await found.get_by_role("button", name="More for this message").click()
    await page.get_by_role("menuitem", name=shortcut).click()


def message(page: Page, text: str) -> Locator:
    return page.get_by_role("article").filter(has_text=text).last


async def close_all(page: Page) -> None:
    while await page.get_by_role("dialog").count():
        await page.keyboard.press("Escape")
