"""A recruiter's first quarter of an hour with Roster, in the browser: add, note, import, export, read the file back."""

import asyncio
import csv
import io
from collections.abc import AsyncIterator
from pathlib import Path

from playwright.async_api import Page, expect

from crm import contacts, importing, jobs
from crm.types import Author, ImportRun, JobStatus
from tests.bots import Team
from tests.browser.pictures import picture
from tests.browser.test_page import DROP, say
from tests.crm.importing.files import on_disk

ROOT = Path(__file__).parents[3]
SAMPLE = ROOT / "samples" / "people.csv"

JANE = {
    "Name": "Jane Doe",
    "Headline": "Staff engineer, databases and Go",
    "Location": "Berlin",
    "Phone": "+49 30 1234567",
    "Title": "Staff Engineer",
    "Profile link": "linkedin.com/in/jane-doe-example",
}


async def test_a_first_quarter_of_an_hour(page: Page, team: Team) -> None:
    await page.get_by_role("link", name="general").click()
    await expect(page.get_by_role("heading", name="#general", level=1)).to_be_visible()
    await add_jane(page)
    await note_something(page)
    await import_the_sample(page)
    exported = await export_everyone(page)

    rows = list(csv.DictReader(io.StringIO(exported.decode("utf-8-sig"))))
    there = (await contacts.counts(team.tenant)).contacts
    assert len(rows) == there
    assert "Jane Doe" in {row["Name"] for row in rows}
    run = await imported_again(team, exported)
    assert (run.unchanged, run.added, run.updated, run.rejected) == (there, 0, 0, 0)


async def add_jane(page: Page) -> None:
    await say(page, "/contact add", "#general")
    form = page.get_by_role("dialog", name="Add a person")
    for label, text in JANE.items():
        await form.get_by_label(label, exact=True).fill(text)
    await form.get_by_role("combobox", name="Company").fill("Halden Robotics")
    await page.get_by_role("option", name="Halden Robotics").click()
    await form.get_by_role("combobox", name="Tags").fill("databases")
    await page.get_by_role("option", name="databases").click()
    await form.get_by_label("E-mail", exact=True).fill("jane@")
    await form.get_by_role("button", name="Add", exact=True).click()
    await expect(form.get_by_text("That does not look like an e-mail address")).to_be_visible()
    await picture(page, "form")
    await form.get_by_label("E-mail", exact=True).fill("jane.doe@example.com")
    await form.get_by_role("button", name="Add", exact=True).click()
    await page.get_by_role("dialog", name="Added").get_by_role("button", name="Close").last.click()


async def note_something(page: Page) -> None:
    card = page.get_by_role("article").filter(has_text="Staff Engineer at Halden Robotics")
    await expect(card.get_by_role("link", name="jane.doe@example.com")).to_be_visible()
    await card.get_by_role("button", name="Note").click()
    note = page.get_by_role("dialog", name="Note")
    await note.get_by_label("Note", exact=True).fill("Wants to stay hands-on; talk again in May.")
    await note.get_by_role("button", name="Save").click()
    await expect(card.get_by_text("📝 note")).to_be_visible()
    await picture(page, "card")
    await card.get_by_role("button", name="Timeline").click()
    await expect(page.get_by_role("dialog", name="Timeline").get_by_text("talk again in May")).to_be_visible()
    await picture(page, "timeline")
    await page.keyboard.press("Escape")


async def import_the_sample(page: Page) -> None:
    channel = page.get_by_role("region", name="#general")
    await channel.evaluate(DROP, ["people.csv", SAMPLE.read_text("utf-8")])
    await page.get_by_role("link", name="1 reply").click()
    thread = page.get_by_role("region", name="Thread")
    await expect(thread.get_by_role("button", name="Map columns")).to_be_visible()
    await picture(page, "preview")
    await thread.get_by_role("button", name="Import").click()
    await expect(thread.get_by_text("✅ Import of")).to_be_visible()
    await expect(thread.get_by_role("region", name="File rejected-people.csv")).to_be_visible()
    await picture(page, "imported")
    await page.keyboard.press("Escape")


async def export_everyone(page: Page) -> bytes:
    await say(page, "/contacts export", "#general")
    form = page.get_by_role("dialog", name="Export")
    await expect(form.get_by_text("people: everybody")).to_be_visible()
    await picture(page, "export-form")
    await form.get_by_role("button", name="Export").click()
    await expect(form.get_by_text("The export has begun")).to_be_visible()
    await form.get_by_role("button", name="Close").first.click()
    await page.get_by_role("link", name="Roster").first.click()
    await page.get_by_role("link", name="Home").click()
    await expect(page.get_by_text("Your recent people")).to_be_visible()
    await picture(page, "home")
    await page.get_by_role("link", name="Messages").click()
    async with page.expect_download() as downloading:
        await page.get_by_role("link", name="Download contacts.csv").click()
    await picture(page, "export")
    return (await (await downloading.value).path()).read_bytes()


async def imported_again(team: Team, content: bytes) -> ImportRun:
    author = Author(team.ada.id)
    with on_disk(content) as file:
        run = await importing.receive(team.tenant, author, "F-again", "contacts.csv", file, "C1", "1.1")
    job = await importing.start(team.tenant, author, run.id)
    async with asyncio.timeout(30):
        async for _ in moments(0.1):
            if (await jobs.get(team.tenant, job.id)).status is JobStatus.DONE:
                break
    return await importing.get(team.tenant, run.id)


async def moments(seconds: float) -> AsyncIterator[None]:
    while True:
        yield
        await asyncio.sleep(seconds)
