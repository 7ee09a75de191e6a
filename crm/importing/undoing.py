"""Taking an import back: who was added is removed, what was changed is as it was before, but for what somebody has changed since.

All that a run writes carries its reference, so what it has added is found by that; what it has replaced is remembered while
it is written. What was added last is taken back first, chunk by chunk.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from crm import contacts, jobs
from crm.errors import UserError
from crm.importing import runs
from crm.importing.person import Person, Values
from crm.timeline.kinds import LOGGED
from crm.types import Author, ImportStatus, Job, JobStatus, Origin, Tenant
from storage import models
from storage.database import transaction
from storage.queries import changes as noting
from storage.queries import contacts as contact_rows
from storage.queries import imports, timeline
from storage.queries import undoing as rows
from storage.queries.contacts import Stamp

KIND = "import_undo"
CHUNK = 500
KEPT_FOR = timedelta(days=90)
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Kept:
    """How many contacts were not taken back, as somebody has changed them since, and the names of the first of them by id."""

    number: int
    names: Mapping[int, str]


def reference_of(run_id: int) -> str:
    """What everything carries that the run has written."""
    return f"import:{run_id}"


async def remember(tenant: Tenant, run_id: int, new: Sequence[Person], changed: Sequence[Person]) -> None:
    """In the transaction that writes them. Of a contact that several chunks change, the first says what was before."""
    earlier = await rows.remembered(tenant.key, run_id, [person.id for person in changed if person.id])
    changes: list[Values] = [{"contact_id": person.id, "is_new": True} for person in new]
    for person in changed:
        change = earlier.get(person.id or 0)
        if change is None:
            changes.append({"contact_id": person.id, "is_new": False, "before": _before(person)})
        elif not change.is_new:
            both = _added_up(change.before, _before(person))
            changes.append({"contact_id": person.id, "is_new": False, "before": both})
    await rows.remember(tenant.key, run_id, changes)


async def start(tenant: Tenant, author: Author, run_id: int) -> Job:
    """The job that takes it back, the same one whoever asks again. Raises UserError."""
    run = await imports.get(tenant.key, run_id)
    if run is None or run.created_at < datetime.now(UTC) - KEPT_FOR:
        raise UserError(f"That import is older than {KEPT_FOR.days} days, and can no longer be taken back.")
    done = await jobs.of(tenant, runs.KIND, run_id)
    if done is None or done.status in (JobStatus.WAITING, JobStatus.RUNNING):
        raise UserError("This import is still under way: stop it first, then take it back.")
    async with transaction():
        if await imports.change_status(tenant.key, run_id, ImportStatus.STARTED, ImportStatus.UNDONE):
            total = await rows.count(tenant.key, run_id, kept=False)
            return await jobs.ask_for(
                tenant, author, KIND, run_id, run.filename, run.channel_id, run.thread_ts, total
            )
    job = await jobs.of(tenant, KIND, run_id)
    if job is None:
        raise UserError("Nothing of this file was imported.")
    return job


async def undo_next(tenant: Tenant, job_id: int) -> bool:
    """Take one chunk back; whether there is more. Ends the job where there is not. Whoever calls twice does no harm."""
    job = await jobs.get(tenant, job_id)
    if job.status is not JobStatus.RUNNING:
        return False
    changes = await rows.next_ones(tenant.key, job.reference, CHUNK)
    if not changes:
        await jobs.finish(tenant, job_id)
        return False
    async with transaction():
        if await jobs.advance(tenant, job, job.done + len(changes)):
            ids = sorted(each.contact_id for each in changes)
            await contact_rows.lock(tenant.key, ids)
            await noting.note(tenant.key, ids)
            kept = await _remove(tenant, job.reference, [each for each in changes if each.is_new])
            kept |= await _restore(tenant, job.reference, [each for each in changes if not each.is_new])
            for is_kept in (False, True):
                ids = [each.id for each in changes if (each.contact_id in kept) is is_kept]
                await rows.settle(tenant.key, ids, kept=is_kept)
    return True


async def kept(tenant: Tenant, run_id: int) -> Kept:
    ids = await rows.kept(tenant.key, run_id, SHOWN)
    names = {each.id: each.name for each in await contacts.summaries(tenant, ids)}
    return Kept(await rows.count(tenant.key, run_id, kept=True), names)


async def forget_old(tenant: Tenant, now: datetime) -> None:
    await rows.forget_before(tenant.key, now - KEPT_FOR)


async def _remove(tenant: Tenant, run_id: int, changes: Sequence[models.ImportChange]) -> set[int]:
    """Whom the run has added. Returns who is kept: somebody has noted, tagged, changed or merged them since."""
    ids = [each.contact_id for each in changes]
    if not ids:
        return set()
    gone = await rows.untouched(tenant.key, reference_of(run_id), ids)
    await rows.remove_contacts(tenant.key, sorted(gone))
    return {*ids} - gone


async def _restore(tenant: Tenant, run_id: int, changes: Sequence[models.ImportChange]) -> set[int]:
    """Whom the run has changed. Returns who keeps something of it, as somebody has changed that since."""
    before = {each.contact_id: each.before for each in changes}
    if not before:
        return set()
    reference = reference_of(run_id)
    there = await contact_rows.load_many(tenant.key, sorted(before))
    kept = {*before} - {each.id for each in there}
    parts = await rows.count_parts(tenant.key, reference, [each.id for each in there])
    kept |= {
        each.id
        for each in there
        for part, number in before[each.id]["added"].items()
        if parts.get((each.id, part), 0) < number
    }
    kept |= await _restore_values(tenant, reference, there, before)
    kept |= await _restore_own(tenant, reference, there, before)
    kept |= await _restore_positions(tenant, reference, there, before)
    await rows.remove_parts(tenant.key, reference, [each.id for each in there])
    await _settle_down(tenant, [each.id for each in there])
    return kept


async def _restore_values(
    tenant: Tenant, reference: str, there: Sequence[models.Contact], before: Mapping[int, Values]
) -> set[int]:
    """Each single value that is still as the run has set it. Returns of whom one is not."""
    kept, values, sources, gone = set[int](), list[Values](), list[Values](), list[int]()
    for contact in there:
        now = {each.field: each for each in contact.sources}
        restored: dict[str, str] = {}
        for name, was in before[contact.id]["values"].items():
            source = now.get(name)
            if source is None or (source.origin, source.reference) != (Origin.IMPORT, reference):
                kept.add(contact.id)
                continue
            restored[name] = was["value"]
            if was["source"]:
                sources.append(
                    {"contact_id": contact.id, "field": name, **Stamp.of_kept(was["source"]).columns()}
                )
            else:
                gone.append(source.id)
        if restored:
            values.append({**_columns(contact), **restored})
    await imports.rewrite_contacts(tenant.key, values)
    await rows.restore_sources(tenant.key, sources, gone)
    return kept


async def _restore_own(
    tenant: Tenant, reference: str, there: Sequence[models.Contact], before: Mapping[int, Values]
) -> set[int]:
    """The same in fields of the workspace's own."""
    kept, restored, gone = set[int](), list[Values](), list[int]()
    for contact in there:
        now = {each.field_id: each for each in contact.custom_values}
        for field_id, was in _own_before(before[contact.id]).items():
            value = now.get(field_id)
            if value is None or (value.origin, value.reference) != (Origin.IMPORT, reference):
                kept.add(contact.id)
            elif was:
                stamped = Stamp.of_kept(was["source"]).columns()
                restored.append(
                    {"contact_id": contact.id, "field_id": field_id, "value": was["value"], **stamped}
                )
            else:
                gone.append(value.id)
    await imports.set_own(tenant.key, restored)
    await rows.remove_own(tenant.key, gone)
    return kept


async def _restore_positions(
    tenant: Tenant, reference: str, there: Sequence[models.Contact], before: Mapping[int, Values]
) -> set[int]:
    """The position that the run has changed, where it is still so. Returns of whom it is not."""
    kept, values = set[int](), list[Values]()
    for contact in there:
        was = before[contact.id]["position"]
        if not was:
            continue
        now = next((each for each in contact.positions if each.id == was["id"]), None)
        if now is None or (now.origin, now.reference) != (Origin.IMPORT, reference):
            kept.add(contact.id)
            continue
        columns = {
            name: getattr(now, name) for name in ("contact_id", "position", "started", "ended", "is_current")
        }
        values.append({**columns, **was, **Stamp.of_kept(was).columns()})
    await imports.rewrite_positions(tenant.key, values)
    return kept


async def _settle_down(tenant: Tenant, contact_ids: Sequence[int]) -> None:
    """What is known of a contact besides its parts: what search reads, when something happened last, its version."""
    now = datetime.now(UTC)
    for contact_id in contact_ids:
        await timeline.set_last_activity(tenant.key, contact_id, LOGGED)
    rewritten = [
        {
            **_columns(contact),
            "search_text": contacts.search_text_of(contact),
            "version": contact.version + 1,
            "updated_at": now,
        }
        for contact in await contact_rows.load_many(tenant.key, contact_ids)
    ]
    await imports.rewrite_contacts(tenant.key, rewritten)


def _before(person: Person) -> Values:
    """What the run replaces, and how many of each part it adds."""
    if person.row is None:
        return {}
    sources = {each.field: each for each in person.row.sources}
    values = {
        name: {
            "value": getattr(person.row, name),
            "source": contact_rows.stamp_of(sources[name]).kept() if name in sources else None,
        }
        for name in person.changed_values
    }
    rows_of_own = {each.field_id: each for each in person.row.custom_values}
    own = {
        str(field_id): {"value": row.value, "source": contact_rows.stamp_of(row).kept()}
        if (row := rows_of_own.get(field_id))
        else None
        for field_id in person.changed_own
    }
    added = {part: len(each) for part, each in person.new.items()}
    return {"values": values, "own": own, "position": person.position_before, "added": added}


def _own_before(before: Values) -> dict[int, Values | None]:
    """By field; an earlier version imported none."""
    return {int(field_id): was for field_id, was in before.get("own", {}).items()}


def _added_up(first: Values, later: Values) -> Values:
    parts = {*first["added"], *later["added"]}
    return {
        "values": {**later["values"], **first["values"]},
        "own": {**later.get("own", {}), **first.get("own", {})},
        "position": first["position"] or later["position"],
        "added": {part: first["added"].get(part, 0) + later["added"].get(part, 0) for part in parts},
    }


def _columns(contact: models.Contact) -> Values:
    return {name: getattr(contact, name) for name in contact._meta.db_fields}  # noqa: SLF001 - Tortoise's public way
