"""`roster purge-source`, as the operator at a shell uses it."""

import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from crm import bin as bin_
from crm import companies, contacts
from crm.enriching.projection import project, tell
from crm.types import Author, ContactDraft, Origin, Tenant
from enrichment.values import Kind, Value
from storage import models
from storage.database import transaction
from storage.queries import observations
from tests.bot.test_import_file import said
from tests.databases import opened
from tests.storage.test_migrations import everything

TENANT = Tenant("T1")
ADA = Author("UADA")
OF_A_RUN = Author("UADA", Origin.PROVIDER, "enrichment:1")
BY_FINDER = [
    ("work_email", "jane@halden.example", ""),
    ("mobile", "+447400123456", ""),
    ("position", "Staff Engineer", "Halden"),
    ("skill", "Go", ""),
]
BY_ENRICHMENT = [("headline", "Diver", "")]
BY_APOLLO = [("skill", "Go", ""), ("personal_email", "j@example.org", "")]


@pytest.fixture
def url(sqlite_template: str, tmp_path: Path) -> str:
    """Of a database where the command looks for it."""
    shutil.copytree(sqlite_template, tmp_path / "data")
    return f"sqlite://{tmp_path / 'data' / 'roster.db'}"


async def add(draft: ContactDraft) -> int:
    """Somebody of whom two providers have said something, which stands on the profile and in the timeline."""
    contact = await contacts.add(TENANT, ADA, draft)
    rows: list[dict[str, Any]] = [
        {
            "contact_id": contact.id,
            "run_id": 1,
            "kind": kind,
            "text": text,
            "about": about,
            "provider": provider,
            "lineage": provider.partition("-")[0],
            "confidence": 0.9,
            "fetched_at": datetime.now(UTC),
        }
        for provider, observed in (
            ("hunter-finder", BY_FINDER),
            ("hunter-people", BY_ENRICHMENT),
            ("apollo", BY_APOLLO),
        )
        for kind, text, about in observed
    ]
    async with transaction():
        await observations.add(TENANT.key, rows)
        new = [each.id for each in await observations.of(TENANT.key, contact.id)]
        changes = await project(TENANT, OF_A_RUN, contact.id, new)
        await tell(TENANT, OF_A_RUN, contact.id, changes, "enriched", provider="Hunter, Apollo")
    return contact.id


async def test_all_that_a_provider_has_said_is_removed_and_nothing_else(url: str, tmp_path: Path) -> None:
    size, place = Value(Kind.COMPANY_SIZE, "17", 0.9), Value(Kind.COMPANY_LOCATION, "Leeds", 0.9)
    async with opened(url):
        jane_id = await add(ContactDraft(name="Jane", location="Berlin"))
        jane = await contacts.get(TENANT, jane_id)
        assert {each.address for each in jane.emails} == {"jane@halden.example", "j@example.org"}
        binned_id = await add(ContactDraft(name="Bo"))
        await bin_.delete(TENANT, ADA, binned_id)
        await companies.learn(TENANT, ADA, "Halden", (size,), "hunter-finder")
        for provider in ("hunter-verifier", "apollo"):
            await models.Lookup.create(
                tenant=TENANT.key,
                key=provider,
                provider=provider,
                reference="enrichment:1",
                state="done",
                outcome={"says": "jane@halden.example" if provider != "apollo" else "j@example.org"},
                asked_at=datetime.now(UTC),
                lease_until=datetime.now(UTC),
            )
        await companies.learn(TENANT, ADA, "Halden", (place,), "apollo")
        await companies.learn(TENANT, ADA, "Gone", (size,), "hunter-people")

    code, out, err = said(tmp_path, "purge-source", "clearbit", "--yes")
    assert (code, out) == (1, "")
    assert (
        "Nothing is kept that clearbit has said. Something is kept of: apollo, hunter-finder, hunter-people."
        in err
    )
    code, out, err = said(tmp_path, "purge-source", "hunter")
    assert (code, out) == (1, "")
    assert "Say --yes where nobody can be asked first." in err
    code, out, err = said(tmp_path, "purge-source", "hunter", "--yes", "--team", "T1")
    assert (code, err) == (0, "")
    assert "Removed all that hunter had said of 2 people and 2 companies." in out

    async with opened(url):
        jane = await contacts.get(TENANT, jane_id)
        assert [each.address for each in jane.emails] == ["j@example.org"]
        assert [each.name for each in jane.skills] == ["Go"]
        assert (jane.phones, jane.positions, jane.headline, jane.location) == ((), (), "", "Berlin")
        for table, rows in (await everything()).items():
            for trace in ("jane@halden", "7400", "Diver", "Staff Engineer", "'17'"):
                assert trace not in str(rows), (table, trace)
        assert await models.Lookup.all().count() == 1
        halden = await companies.find(TENANT, "Halden")
        assert halden is not None
        assert [*halden.values] == ["place"]
        assert await companies.find(TENANT, "Gone") is None
        bo = await bin_.restore(TENANT, ADA, binned_id)
        assert [each.name for each in bo.skills] == ["Go"]
        assert (bo.headline, bo.phones, bo.positions) == ("", (), ())
