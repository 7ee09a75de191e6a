"""A recruiter's work with people who are in the book, in the browser: profile, note, activity, timeline, twins, App Home."""

from datetime import UTC, datetime, timedelta

from playwright.async_api import Locator, Page, expect

from crm import contacts, duplicates, reminders
from crm.types import Author, ContactDraft, ReminderDraft
from storage.models import Contact
from tests.bots import Team
from tests.browser.pictures import picture
from tests.browser.test_page import say
from tests.waiting import patiently

JANE = ContactDraft(
    name="Jane Doe",
    headline="Staff engineer, databases and Go",
    location="Berlin",
    email="jane@example.com",
    phone="+49 30 1234567",
    company="Halden Robotics",
    title="Staff Engineer",
    tags=("databases",),
)
JANIE = ContactDraft(
    name="Janie Doe", headline="Builds storage engines", company="Halden Robotics GmbH", location="Berlin"
)
OTHERS = (
    ContactDraft(name="Mei Lin", company="Harbour Data", title="Principal Engineer"),
    ContactDraft(name="Zoë Ängström", company="Brightwater", title="Head of Design"),
)


async def test_a_day_with_people_who_are_in_the_book(page: Page, team: Team) -> None:
    await open_home(page)
    await expect(page.get_by_text("Nobody here yet")).to_be_visible()
    await picture(page, "home-empty")
    for draft in (JANE, JANIE, *OTHERS):
        await contacts.add(team.tenant, Author(team.ben.id), draft)
    await page.get_by_role("link", name="general").click()
    await say(page, "/contact jane doe")
    card = page.get_by_role("article").filter(has_text="Staff Engineer at Halden Robotics").first
    await change_the_profile(page, card)
    await write_a_note(page, card, team)
    await log_a_meeting(page, card)
    await read_the_timeline(page, card)
    await merge_two_and_part_them(page, team)
    await leave_something_to_do(team)
    await open_home(page)
    await expect(page.get_by_text("Gone quiet")).to_be_visible()
    await expect(page.get_by_text("Ask about the offer")).to_be_visible()
    await picture(page, "home-busy")


async def open_home(page: Page) -> None:
    await page.get_by_role("link", name="Roster").first.click()
    await page.get_by_role("link", name="Home").click()


async def change_the_profile(page: Page, card: Locator) -> None:
    await card.get_by_role("button", name="Edit").click()
    profile = page.get_by_role("dialog", name="Profile")
    await expect(profile.get_by_text("+49 30 1234567")).to_be_visible()
    await picture(page, "profile")
    await profile.get_by_role("button", name="Edit experience").click()
    await page.get_by_role("button", name="Add position").click()
    form = page.get_by_role("dialog", name="Add position")
    await form.get_by_role("combobox", name="Company").fill("bright")
    await page.get_by_role("option", name="Brightwater").first.click()
    await form.get_by_label("Title", exact=True).fill("Intern")
    await form.get_by_label("From", exact=True).fill("Mar 2019")
    await form.get_by_label("To", exact=True).fill("sometime")
    await form.get_by_role("button", name="Save").click()
    await expect(form.get_by_text("Mar 2021").last).to_be_visible()
    await picture(page, "position")
    await form.get_by_label("To", exact=True).fill("2021")
    await form.get_by_role("button", name="Save").click()
    await expect(page.get_by_text("Intern at Brightwater").first).to_be_visible()
    await picture(page, "experience")
    await close_all(page)


async def write_a_note(page: Page, card: Locator, team: Team) -> None:
    await card.get_by_role("button", name="Note").click()
    form = page.get_by_role("dialog", name="Note")
    await form.get_by_label("Note", exact=True).fill("Wants to stay *hands-on*; @ben, talk again in May.")
    await picture(page, "note")
    await form.get_by_role("button", name="Save").click()
    await expect(card.get_by_text("📝 note")).to_be_visible()
    await team.ben.sees("mentioned you", within="Roster")


async def log_a_meeting(page: Page, card: Locator) -> None:
    await card.get_by_role("button", name="Log activity").click()
    form = page.get_by_role("dialog", name="Log activity")
    await form.get_by_role("combobox", name="What was it?").click()
    await page.get_by_role("option", name="Meeting").click()
    await form.get_by_label("How long, in minutes?").fill("45")
    await form.get_by_label("Outcome").fill("Interested; wants numbers")
    await picture(page, "activity")
    await form.get_by_role("button", name="Log", exact=True).click()
    await expect(card.get_by_text("🤝 meeting")).to_be_visible()
    await picture(page, "card-busy")


async def read_the_timeline(page: Page, card: Locator) -> None:
    await card.get_by_role("button", name="Timeline").click()
    timeline = page.get_by_role("dialog", name="Timeline")
    await expect(timeline.get_by_text("of 45 minutes: Interested; wants numbers")).to_be_visible()
    await expect(timeline.get_by_text("Wants to stay")).to_be_visible()
    await picture(page, "timeline-busy")
    await close_all(page)


async def merge_two_and_part_them(page: Page, team: Team) -> None:
    async for attempt in patiently():
        with attempt:
            assert await duplicates.count_open(team.tenant) == 1
    await say(page, "/contacts duplicates")
    twins = page.get_by_role("article").filter(has_text="may be the same person").last
    await expect(twins.get_by_text("a short form of the name")).to_be_visible()
    await picture(page, "duplicates")
    await twins.get_by_role("button", name="Merge").first.click()
    form = page.get_by_role("dialog", name="Merge")
    await form.get_by_label("Builds storage engines").check()
    await picture(page, "merge")
    await form.get_by_role("button", name="Merge", exact=True).click()
    merged = page.get_by_role("dialog", name="Merged")
    await expect(merged.get_by_text("are one now")).to_be_visible()
    await picture(page, "merged")
    await merged.get_by_role("button", name="Unmerge").click()
    await page.get_by_role("button", name="Unmerge").last.click()
    await expect(page.get_by_text("are two again, as they were")).to_be_visible()
    await picture(page, "parted")
    await close_all(page)


async def leave_something_to_do(team: Team) -> None:
    """Ada owns people whom nobody was in touch with for a year, and is reminded of one."""
    ada, long_ago = Author(team.ada.id), datetime.now(UTC) - timedelta(days=400)
    await Contact.filter(name__in=[each.name for each in OTHERS]).update(
        owner_id=ada.user_id, created_at=long_ago
    )
    mei = await Contact.get(name="Mei Lin")
    draft = ReminderDraft(
        at=datetime.now(UTC) + timedelta(seconds=1),
        text="Ask about the offer",
        repeat="",
        restarts=False,
        timezone="Europe/Berlin",
    )
    await reminders.set_reminder(team.tenant, ada, mei.id, draft)
    await team.slack.person("ada", patience=30).sees("Ask about the offer", within="Roster")


async def close_all(page: Page) -> None:
    while await page.get_by_role("dialog").count():
        await page.keyboard.press("Escape")
