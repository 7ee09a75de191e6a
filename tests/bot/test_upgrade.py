"""From one version to the next: what the old one had begun or kept, the new one ends. Never back to an old one by mistake."""

from pathlib import Path
from typing import Any

import pytest

from bot.app import running
from bot.doctor import examine
from crm import contacts, importing, inbox, jobs, reminders, timeline
from crm.types import Author, ContactDraft, JobStatus, Tenant
from storage.database import rows
from storage.migrate import NewerDatabase
from tests.bot.test_jobs_survive_kill import process, said
from tests.bot.test_settings import roster
from tests.bots import MANIFEST, settings_for
from tests.crm.importing.files import csv_of
from tests.databases import opened
from tests.waiting import patiently
from workspace.driver import LocalWorkspace

ROWS = 2_400
PREVIOUS = "1"
"""A version whose imports consisted of other steps: `importing_process` calls them otherwise than the bot does."""
DEAD = "roster-of-the-previous-version"


async def test_an_import_begun_by_the_previous_version_ends_under_the_next(
    database_url: str, tmp_path: Path
) -> None:
    people = [[f"Person {number}", f"p{number}@example.org"] for number in range(ROWS)]
    async with LocalWorkspace(MANIFEST, patience=30) as slack:
        ada, tenant = slack.person("ada"), Tenant(slack.team_id)
        settings = settings_for(slack, database_url, tmp_path)
        async with running(settings) as bot:
            slack.listens_at(f"{bot.address}/slack/events")
            await ada.upload("people.csv", csv_of([["Name", "E-mail"], *people]), channel="recruiting")
            await ada.sees("2,400 rows", within="recruiting")
        async with opened(database_url):
            job = await importing.start(tenant, Author(ada.id), 1)
        async with process(database_url, job.id, slack.team_id, PREVIOUS) as importer:
            while await said(importer) != "written":
                pass
            assert await said(importer) == "begins"
            importer.kill()
            await importer.wait()
        async with running(settings):
            await ada.sees("2,400 rows: 2,400 added, 0 updated, 0 unchanged, 0 rejected", within="recruiting")
            ended = await jobs.get(tenant, job.id)
            assert (ended.status, ended.done, ended.attempt) == (JobStatus.DONE, ROWS, 2)
            assert 0 < ended.done_before < ROWS
            assert (await contacts.counts(tenant)).contacts == ROWS


async def test_what_the_previous_version_had_kept_is_done_by_the_next(
    database_url: str, tmp_path: Path
) -> None:
    async with LocalWorkspace(MANIFEST, patience=30) as slack:
        ada, tenant = slack.person("ada"), Tenant(slack.team_id)
        async with opened(database_url):
            jane = await contacts.add(tenant, Author(ada.id), ContactDraft(name="Jane Doe"))
            for number, (kind, body) in enumerate(kept(tenant.team_id, ada.id, jane.id)):
                assert await inbox.keep(tenant, f"kept:{number}", kind, body, DEAD)
        async with running(settings_for(slack, database_url, tmp_path)):
            await ada.sees("Every Monday at 8:00", within="Roster")
            async for attempt in patiently():
                with attempt:
                    assert await rows("SELECT key FROM delivery WHERE due_at IS NOT NULL") == []
            notes = (await timeline.page(tenant, jane.id, ("note",))).entries
            assert [note.text for note in notes] == ["She can start in May"]
            (reminder,) = await reminders.open_of(tenant, ada.id)
            assert (reminder.text, reminder.contact_id) == ("Ask about the offer", jane.id)
        assert "Something went wrong" not in ada.screen()


def kept(team_id: str, user_id: str, contact_id: int) -> list[tuple[str, dict[str, Any]]]:
    """(kind, payload), word for word as the version before this test wrote them: a form carries what was put into it."""
    by = {"team": {"id": team_id}, "user": {"id": user_id, "team_id": team_id}, "trigger_id": "1.2.a"}

    def form(callback_id: str, metadata: str, **values: dict[str, Any]) -> dict[str, Any]:
        fields = {block_id: {"value": value} for block_id, value in values.items()}
        view = {"id": "V1", "type": "modal", "callback_id": callback_id, "private_metadata": metadata}
        return {"type": "view_submission", **by, "view": {**view, "state": {"values": fields}}}

    nowhere = '{"channel_id": "", "message_ts": "", "response_url": "", "view_id": ""}'
    note = form(
        "contact.note",
        f'{{"contact_id": {contact_id}, "place": {nowhere}}}',
        text={"value": "She can start in May"},
    )
    reminder = form(
        "reminder.set",
        f'{{"contact": {contact_id}, "name": "Jane Doe", "timezone": "Europe/Berlin"}}',
        when={"selected_option": {"value": "next_week"}},
        text={"value": "Ask about the offer"},
        repeat={"selected_option": {"value": "never"}},
        restarts={"selected_options": []},
    )
    command = {"command": "/contacts", "text": "digest on", "team_id": team_id, "user_id": user_id}
    gone = {"type": "block_actions", **by, "actions": [{"action_id": "no.longer.there", "value": "1"}]}
    return [("submission", note), ("submission", reminder), ("command", command), ("action", gone)]


async def test_an_old_version_refuses_the_database_of_a_newer_one(database_url: str, tmp_path: Path) -> None:
    async with opened(database_url):
        await rows(
            "INSERT INTO tortoise_migrations (app, name, applied_at) VALUES ('roster', '0999_later', '2030-01-01')"
        )
    for command in ("migrate", "seed --team T1"):
        ended = roster(tmp_path, *command.split(), DATABASE_URL=database_url)
        assert ended.returncode == 2
        assert "A newer Roster has been at work on this database: 0999_later" in ended.stderr
        assert "Traceback" not in ended.stderr
    async with LocalWorkspace(MANIFEST) as slack:
        settings = settings_for(slack, database_url, tmp_path)
        with pytest.raises(NewerDatabase, match="Start that version"):
            async with running(settings):
                raise AssertionError("it started")
        assert any("0999_later" in finding.words for finding in [each async for each in examine(settings)])
