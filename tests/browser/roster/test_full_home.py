"""The App Home of a team that has worked for years: it stays calm, and everything in it can be reached."""

from datetime import UTC, datetime, timedelta

from playwright.async_api import Page, expect

from crm import contacts, lists, members, reminders, saved_searches
from crm.types import Author, ContactDraft, ListDraft, ReminderDraft
from storage.models import Contact
from tests.bots import Team
from tests.browser.pictures import picture
from tests.browser.roster.test_people import open_home

PEOPLE = 120
LISTS = ("Alumni", "Berlin", "Conference 2026", "Design", "Executives", "Freelancers", "Go")
SEARCHES = {"Go in Berlin": "tag:go location:berlin", "Gone quiet": "touched:>90d", "No e-mail": "no:email"}


async def test_a_full_home(page: Page, team: Team) -> None:
    ada, tenant, now = Author(team.ada.id), team.tenant, datetime.now(UTC)
    for number in range(PEOPLE):
        draft = ContactDraft(name=f"Person {number:03}", title="Engineer", company=f"Company {number % 9}")
        contact = await contacts.add(tenant, ada, draft)
        if number < 30:
            await members.note_look(tenant, ada.user_id, contact.id)
    await Contact.filter(id__gt=60).update(owner_id=ada.user_id, created_at=now - timedelta(days=400))
    for number, name in enumerate(LISTS):
        draft_list = ListDraft(name, query="company:company" if number % 2 else "")
        await lists.create(tenant, ada, draft_list)
    for name, query in SEARCHES.items():
        await saved_searches.save(tenant, ada, name, query, is_shared=name == "Gone quiet")
    for number in range(1, 7):
        due = ReminderDraft(now + timedelta(days=number), f"Ask {number}", "", False, "Europe/Berlin")
        await reminders.set_reminder(tenant, ada, number, due)
    await open_home(page)
    for shown in ("Your recent people", "Gone quiet", "Alumni", "Go in Berlin", "All lists"):
        await expect(page.get_by_text(shown).first).to_be_visible()
    await page.evaluate("document.body.style.zoom = 0.5")
    await picture(page, "home-full")
