"""What the tests of importing and exporting have in common: a workspace, a file in it, and the way to its end."""

import csv
import io
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from crm import contacts, exporting, importing, jobs
from crm.exporting.formats.format import Written
from crm.exporting.whom import chosen
from crm.exporting.writers import Writers
from crm.querying.asking import Asker
from crm.types import Author, Contact, ImportOptions, ImportRun, JobStatus, Reader, Tenant

TENANT = Tenant("T1", "E1")
ADA = Author("UADA")
SECRET = bytes(32)
ALONE = Writers("", 0)
"""No processes beside this one."""


def csv_of(rows: Sequence[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))


@contextmanager
def on_disk(content: bytes) -> Iterator[BinaryIO]:
    """A file that is open, and has no name."""
    with tempfile.TemporaryFile() as file:
        file.write(content)
        file.flush()
        yield file


async def dropped(content: bytes, tenant: Tenant = TENANT, name: str = "people.csv") -> ImportRun:
    with on_disk(content) as file:
        return await importing.receive(tenant, ADA, f"F{uuid4().hex}", name, file, "C1", "1.2")


async def imported(
    content: bytes,
    tenant: Tenant = TENANT,
    name: str = "people.csv",
    options: ImportOptions | None = None,
) -> ImportRun:
    """Drop it, start it, and go on to the end; each row is counted once."""
    run = await dropped(content, tenant, name)
    if options is not None:
        await importing.set_options(tenant, run.id, options)
    job = await importing.start(tenant, ADA, run.id)
    await jobs.begin(tenant, job.id, job.attempt)
    while await importing.import_next(tenant, job.id, SECRET):
        job, run = await jobs.get(tenant, job.id), await importing.get(tenant, run.id)
        assert job.done == run.added + run.updated + run.unchanged + run.skipped + run.rejected
    job = await jobs.get(tenant, job.id)
    assert job.status is JobStatus.DONE
    assert (
        run.rows
        == job.total
        == job.done
        == run.added + run.updated + run.unchanged + run.skipped + run.rejected
    )
    return run


async def exported_as(
    format_key: str, fields: Sequence[str] | None = None, text: str = "", tenant: Tenant = TENANT
) -> tuple[bytes, Written]:
    """The file, and what is said of it."""
    job = await exporting.start(tenant, ADA, text, "D1", format_key, fields)
    await jobs.begin(tenant, job.id, job.attempt)
    while await exporting.write_next(tenant, job.id, whom, ALONE):
        pass
    with tempfile.TemporaryFile() as file:
        written = await exporting.read(tenant, job.reference, file)
        assert written is not None
        file.seek(0)
        return file.read(), written


async def exported(folder: Path, text: str = "", tenant: Tenant = TENANT) -> bytes:
    job = await exporting.start(tenant, ADA, text, "D1")
    await jobs.begin(tenant, job.id, job.attempt)
    while await exporting.write_next(tenant, job.id, whom, ALONE):
        pass
    job = await jobs.get(tenant, job.id)
    target = folder / "contacts.csv"
    with target.open("w+b") as file:
        assert await exporting.read(tenant, job.reference, file)
    content = target.read_bytes()
    assert len(rows_of(content)) - 1 == job.done == job.total
    return content


async def everyone(tenant: Tenant = TENANT) -> list[Contact]:
    return [await contacts.get(tenant, contact_id) for contact_id in await whom("", tenant)]


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


async def given_back(run_id: int) -> bytes:
    """The file with the rejected rows."""
    found = await importing.rejections_file(TENANT, run_id)
    assert found is not None
    return found[1]


async def whom(line: str, tenant: Tenant = TENANT) -> list[int]:
    """Whom nobody in particular means by it."""
    return await chosen(tenant, line, Asker(Reader(""), datetime.now(UTC)))
