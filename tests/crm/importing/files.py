"""What the tests of importing and exporting have in common: a workspace, a file in it, and the way to its end."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from uuid import uuid4

from crm import contacts, exporting, importing
from crm.types import Author, Contact, ImportRun, ImportStatus, Tenant
from storage.queries import exports

TENANT = Tenant("T1", "E1")
ADA = Author("UADA")


def csv_of(rows: Sequence[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))


async def dropped(content: bytes, tenant: Tenant = TENANT) -> ImportRun:
    return await importing.receive(tenant, ADA, f"F{uuid4().hex}", "people.csv", content, "C1", "1.2")


async def imported(content: bytes, tenant: Tenant = TENANT) -> ImportRun:
    """Drop it, start it, and go on to the end; each row is counted once."""
    run = await dropped(content, tenant)
    assert await importing.start(tenant, ADA, run.id)
    while (run := await importing.import_next(tenant, run.id)).status is ImportStatus.RUNNING:
        assert run.processed == run.added + run.updated + run.unchanged + run.rejected
    assert run.status is ImportStatus.DONE
    assert run.rows == run.processed == run.added + run.updated + run.unchanged + run.rejected
    return run


async def exported(folder: Path, text: str = "", tenant: Tenant = TENANT) -> bytes:
    run = await exporting.start(tenant, ADA, text, "D1")
    target = folder / "contacts.csv"
    rows = await exporting.write_csv(tenant, run.id, target)
    content = target.read_bytes()
    assert len(rows_of(content)) == rows + 1
    await exporting.finish(tenant, run.id, rows)
    return content


async def everyone(tenant: Tenant = TENANT) -> list[Contact]:
    return [
        await contacts.get(tenant, row.id)
        async for batch in exports.everyone(tenant.key, 100)
        for row in batch
    ]


def profile_of(contact: Contact) -> dict[str, object]:
    """All that a file can carry of a person: no ids, no sources, no times."""
    return {
        "single": (contact.name, contact.headline, contact.location, contact.photo_url),
        "emails": [(each.address, each.kind) for each in contact.emails],
        "phones": [(each.number, each.extension, each.kind) for each in contact.phones],
        "profiles": [(each.network, each.url) for each in contact.profiles],
        "positions": [
            (each.company, each.title, each.started, each.ended, each.is_current)
            for each in contact.positions
        ],
        "education": [
            (each.institution, each.degree, each.field, each.started, each.ended)
            for each in contact.education
        ],
        "certifications": [(each.name, each.issuer, each.year, each.url) for each in contact.certifications],
        "skills": [(each.name, each.kind) for each in contact.skills],
        "tags": contact.tags,
    }
