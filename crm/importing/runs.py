"""What a dropped file is, and what was decided about it: one run for each."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict, replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import PurePath
from typing import BinaryIO

import phonenumbers

from crm import jobs
from crm.drafts import cleaned_tags, problem_with_tags
from crm.errors import FieldErrors, UserError
from crm.importing import kept_files, looks, mapping, own
from crm.importing.presets import detect
from crm.importing.reading import DEFAULTS, Limits, Table, table_in
from crm.importing.rejections import written
from crm.lists import people as lists_people
from crm.timeline.sentences import LABELS
from crm.types import (
    Author,
    Column,
    CustomField,
    Existing,
    ImportOptions,
    ImportRun,
    ImportStatus,
    Job,
    Recognised,
    Tenant,
)
from storage import models
from storage.database import AlreadyThere, transaction
from storage.queries import imports

KIND = "import"
LONGEST_FILENAME = 255
_DECIDED = "This import has already been decided."


async def receive(
    tenant: Tenant,
    author: Author,
    file_id: str,
    filename: str,
    file: BinaryIO,
    channel_id: str,
    thread_ts: str,
    limits: Limits = DEFAULTS,
) -> ImportRun:
    """Keep the file (on the disk, and open) and say what is in it. The same file again is the same run. Raises UnreadableFile."""
    if there := await imports.of_file(tenant.key, file_id):
        return run_of(there)
    table = await asyncio.to_thread(table_in, file, limits)
    own_fields = await own.in_use(tenant)
    guessed, month_first = await asyncio.to_thread(_guessed, table, own_fields)
    columns = await _as_remembered(tenant, guessed)
    try:
        async with transaction():
            row = await imports.create(
                tenant.key,
                user_id=author.user_id,
                file_id=file_id,
                filename=filename[:LONGEST_FILENAME],
                columns=[asdict(column) for column in columns or guessed],
                recognised=asdict(replace(table.recognised, preset=_preset(table))),
                options=asdict(ImportOptions(month_first=month_first)),
                is_remembered=columns is not None,
                row_count=table.row_count,
                channel_id=channel_id,
                thread_ts=thread_ts,
                now=datetime.now(UTC),
            )
            await kept_files.keep(tenant, row.id, file)
    except AlreadyThere:
        there = await imports.of_file(tenant.key, file_id)
        if there is None:
            raise
        return run_of(there)
    kept_files.note(tenant, row.id, table)
    return run_of(row)


async def get(tenant: Tenant, run_id: int) -> ImportRun:
    """Raises UserError."""
    return run_of(await existing(tenant, run_id))


@asynccontextmanager
async def held(tenant: Tenant, run_id: int) -> AsyncIterator[ImportRun]:
    """As it is, and as it stays until the block ends, which is one transaction. Raises UserError."""
    async with transaction():
        row = await imports.lock(tenant.key, run_id)
        if row is None:
            raise _no_longer_kept()
        yield run_of(row)


async def set_mapping(tenant: Tenant, author: Author, run_id: int, fields: Sequence[str]) -> ImportRun:
    """One of `own.choices`, or "", for each column; files with the same header will be mapped alike.

    Raises UserError once the run is decided upon.
    """
    run = await get(tenant, run_id)
    columns = await _mapped(tenant, run.columns, fields)
    await _refuse_twice(tenant, columns)
    signature = mapping.signature([column.header for column in columns])
    async with transaction():
        if not await imports.set_columns(tenant.key, run_id, [asdict(column) for column in columns]):
            raise UserError(_DECIDED)
        chosen = [column.field for column in columns]
        await imports.remember_mapping(tenant.key, signature, chosen, author.user_id, datetime.now(UTC))
    return await get(tenant, run_id)


async def set_options(tenant: Tenant, run_id: int, options: ImportOptions) -> ImportRun:
    """Raises FieldErrors; UserError once the run is decided upon, or where the list is not one to put people on."""
    checked = check_options(options)
    if checked.list_id:
        checked = replace(checked, list_name=await lists_people.static_name(tenant, checked.list_id))
    if not await imports.set_options(tenant.key, run_id, asdict(checked)):
        raise UserError(_DECIDED)
    return await get(tenant, run_id)


def check_options(options: ImportOptions) -> ImportOptions:
    """As they are kept. Raises FieldErrors."""
    tags, region = cleaned_tags(options.tags), options.region.strip().upper()
    problems = {}
    if problem := problem_with_tags(tags):
        problems["tags"] = problem
    if region and region not in phonenumbers.SUPPORTED_REGIONS:
        problems["region"] = "Write the two letters of a country, for example DE, US or GB."
    if problems:
        raise FieldErrors(problems)
    return replace(options, tags=tags, region=region)


async def start(tenant: Tenant, author: Author, run_id: int) -> Job:
    """The job that imports it, the same one whoever asks again. Raises UserError where the mapping names nobody."""
    run = await get(tenant, run_id)
    if not mapping.names_somebody([column.field for column in run.columns]):
        raise UserError(
            "No column holds a name or an e-mail address, a phone number or a profile. Map the columns first."
        )
    async with transaction():
        if await imports.change_status(tenant.key, run_id, ImportStatus.READY, ImportStatus.STARTED):
            return await jobs.ask_for(
                tenant, author, KIND, run_id, run.filename, run.channel_id, run.thread_ts, run.rows
            )
    job = await jobs.of(tenant, KIND, run_id)
    if job is None:
        raise UserError("This import was cancelled; drop the file again.")
    return job


async def cancel(tenant: Tenant, run_id: int) -> bool:
    """True for the one who cancelled it. The file is of no use any more."""
    cancelled = await imports.change_status(tenant.key, run_id, ImportStatus.READY, ImportStatus.CANCELLED)
    if cancelled:
        await kept_files.forget(tenant, run_id)
    return cancelled


async def left(tenant: Tenant, run_id: int) -> str:
    """What to call those whom it has left as they were, "unchanged" or "skipped"; "" where there are none.

    Rows that say nothing, and further rows of somebody new, count as unchanged without anybody who is.
    """
    skipped = await imports.are_skipped(tenant.key, run_id)
    return "" if skipped is None else "skipped" if skipped else "unchanged"


async def rejections_file(tenant: Tenant, run_id: int) -> tuple[str, bytes] | None:
    """The rejected rows in the shape of the upload, with the line and the reason behind: the name of the file, and what is in
    it; None where there are none. Those that were imported without some of their values are among them.
    """
    run = await get(tenant, run_id)
    rows = await imports.rejections(tenant.key, run_id)
    if not rows:
        return None
    header = [column.header for column in run.columns]
    ending, content = await asyncio.to_thread(written, header, rows, run.recognised)
    return f"rejected-{_named(run.filename, ending)}", content


def _named(filename: str, ending: str) -> str:
    """As the file, where its name says what it is."""
    path = PurePath(filename)
    is_text = ending == "csv" and path.suffix.lower() in (".csv", ".tsv", ".tab", ".txt")
    return path.name if is_text else f"{path.stem}.{ending}"


async def existing(tenant: Tenant, run_id: int) -> models.ImportRun:
    """Raises UserError."""
    row = await imports.get(tenant.key, run_id)
    if row is None:
        raise _no_longer_kept()
    return row


def _no_longer_kept() -> UserError:
    return UserError("That import is no longer kept; drop the file again.")


def run_of(row: models.ImportRun) -> ImportRun:
    return ImportRun(
        id=row.id,
        status=ImportStatus(row.status),
        user_id=row.user_id,
        filename=row.filename,
        columns=tuple(Column(**column) for column in row.columns),
        rows=row.rows,
        added=row.added,
        updated=row.updated,
        unchanged=row.unchanged,
        skipped=row.skipped,
        rejected=row.rejected,
        channel_id=row.channel_id,
        thread_ts=row.thread_ts,
        recognised=_recognised_of(row),
        options=_options_of(row),
        is_remembered=row.is_remembered,
        changes={LABELS.get(name, name): number for name, number in (row.changed_fields or {}).items()},
    )


def _guessed(table: Table, own_fields: Sequence[CustomField]) -> tuple[tuple[Column, ...], bool]:
    """The columns, and whether dates have the month first."""
    rows = [row.cells for row in islice(table.rows(), mapping.SAMPLE_ROWS)]
    return mapping.guess(table.header, rows, own_fields), looks.month_first(rows)


def _preset(table: Table) -> str:
    preset = detect(table.header)
    return preset.name if preset else ""


def _recognised_of(row: models.ImportRun) -> Recognised:
    """A run of an earlier version was UTF-8 with commas."""
    if row.recognised is None:
        return Recognised("csv", "utf-8", ",")
    return Recognised(**{**row.recognised, "problems": tuple(row.recognised["problems"])})


def _options_of(row: models.ImportRun) -> ImportOptions:
    if row.options is None:
        return ImportOptions()
    return ImportOptions(
        Existing(row.options["existing"]),
        tuple(row.options["tags"]),
        row.options["region"],
        row.options.get("list_id", 0),
        row.options.get("list_name", ""),
        row.options.get("looks_up_new", False),
        row.options.get("month_first", False),
    )


async def _as_remembered(tenant: Tenant, columns: Sequence[Column]) -> tuple[Column, ...] | None:
    """None where nobody has mapped a file with this header yet."""
    signature = mapping.signature([column.header for column in columns])
    fields = await imports.remembered_mapping(tenant.key, signature)
    return await _mapped(tenant, columns, fields) if fields and len(fields) == len(columns) else None


async def _mapped(tenant: Tenant, columns: Sequence[Column], fields: Sequence[str]) -> tuple[Column, ...]:
    known = dict(await own.choices(tenant, columns))
    return tuple(
        Column(column.header, name if name in known else "", column.sample)
        for column, name in zip(columns, fields, strict=True)
    )


async def _refuse_twice(tenant: Tenant, columns: Sequence[Column]) -> None:
    """A person has one name; two columns for it would leave one out in silence."""
    used = [column.field for column in columns if column.field and column.field not in mapping.MANY]
    labels = dict(await own.choices(tenant, columns))
    twice = sorted({labels[field] for field in used if used.count(field) > 1})
    if twice:
        raise UserError(f"Two columns are mapped to {', '.join(twice)}; choose one of them.")
