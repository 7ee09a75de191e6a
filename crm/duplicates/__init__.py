"""Who may be in the book twice: found by what contacts have in common, decided by people.

A contact is compared only with those that share a key with it (`traits.keys_of`), so that a book of a million stays quick.
"""

import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from crm import contacts, effects, jobs, ticks
from crm.duplicates.likeness import likeness
from crm.duplicates.traits import Known, keys_of, traits_of
from crm.errors import UserError
from crm.types import Author, ContactPair, Job, JobStatus, PairGroup, Tenant
from storage.database import transaction
from storage.queries import contacts as contact_rows
from storage.queries import duplicates as rows
from storage.queries import tenants

KIND = "duplicates"
AT_ONCE = 250
SCANNED_AT_ONCE = 1_000
"""Where everybody is compared: fewer and larger statements, which PostgreSQL has done in three quarters of the time."""
GROUPED = 200
"""So many of the surest pairs are put into groups at a time."""
SETTLED = timedelta(seconds=3)
"""What was written longer ago than that is committed."""
_TICK = timedelta(microseconds=1)
_EPOCH = datetime.fromtimestamp(0, UTC)


async def check(tenant: Tenant, contact_ids: Sequence[int], *, only_earlier: bool = False) -> int:
    """Find whom these may be the same as, and remember it. Returns how many pairs.

    `only_earlier`: with those of lower ids only, where everybody is checked in the order of their ids.
    """
    own = {row["id"]: traits_of(_known(row)) for row in await rows.known(tenant.key, contact_ids)}
    async with transaction():
        await contact_rows.lock(tenant.key, [*own])
        await rows.set_keys(tenant.key, {id_: keys_of(each) for id_, each in own.items()})
    shared = await rows.sharing(tenant.key, [*own], only_earlier=only_earlier)
    others = {other for _, other in shared} - own.keys()
    everyone = own | {
        int(row["id"]): traits_of(_known(row)) for row in await rows.known(tenant.key, sorted(others))
    }
    pairs: set[tuple[int, int]] = {
        (min(one, other), max(one, other)) for one, other in shared if one in everyone and other in everyone
    }
    now = datetime.now(UTC)
    found: list[dict[str, Any]] = []
    for lower, higher in sorted(pairs):
        if alike := likeness(everyone[lower], everyone[higher]):
            found.append(
                {
                    "lower_id": lower,
                    "higher_id": higher,
                    "confidence": alike.confidence,
                    "reasons": list(alike.reasons),
                    "found_at": now,
                }
            )
    if not only_earlier:
        await rows.drop_pairs(tenant.key, [*own], {(each["lower_id"], each["higher_id"]) for each in found})
    await rows.keep_pairs(tenant.key, found)
    return len(found)


async def groups(tenant: Tenant, limit: int) -> tuple[PairGroup, ...]:
    """Pairs that nobody has decided on, the surest first; those with somebody in common together."""
    found = await rows.open_pairs(tenant.key, GROUPED)
    ids = {row_id for row in found for row_id in (row.lower_id, row.higher_id)}
    people = {each.id: each for each in await contacts.summaries(tenant, sorted(ids))}
    grouped: list[list[ContactPair]] = []
    for row in found:
        lower, higher = people.get(row.lower_id), people.get(row.higher_id)
        if lower is None or higher is None:
            continue
        pair = ContactPair(row.id, lower, higher, row.confidence, tuple(row.reasons))
        touching = [group for group in grouped if any(_touch(pair, each) for each in group)]
        joined = [each for group in touching for each in group] + [pair]
        place = grouped.index(touching[0]) if touching else len(grouped)
        grouped = [group for group in grouped if group not in touching]
        grouped.insert(place, joined)
    return tuple(PairGroup(tuple(group)) for group in grouped[:limit])


async def count_open(tenant: Tenant) -> int:
    return await rows.count_open(tenant.key)


async def pair(tenant: Tenant, pair_id: int) -> tuple[int, int]:
    """The ids of the two, the older contact first. Raises UserError."""
    row = await rows.get_pair(tenant.key, pair_id)
    if row is None:
        raise UserError("That pair is no longer in the list.")
    return row.lower_id, row.higher_id


async def not_the_same(tenant: Tenant, author: Author, pair_id: int) -> bool:
    """Remembered: the two are not shown again. True for the one who said so first."""
    return await rows.decide(tenant.key, pair_id, rows.DIFFERENT, author.user_id, datetime.now(UTC))


async def start_scan(tenant: Tenant, author: Author, channel_id: str) -> Job:
    """The job that compares everybody. It says in that channel how far it is."""
    total = await contact_rows.count(tenant.key)
    async with transaction():
        reference = time.time_ns() // 1_000_000
        return await jobs.ask_for(
            tenant, author, KIND, reference, "everybody in the book", channel_id, total=total
        )


async def scan_next(tenant: Tenant, job_id: int) -> bool:
    """Compare the next ones. False where there is no more to do, or the job was stopped.

    What is done twice after a kill comes to the same.
    """
    job = await jobs.get(tenant, job_id)
    if job.status is not JobStatus.RUNNING:
        return False
    scanned = f"scan:{job.id}"
    last = await effects.result_of(tenant, scanned)
    ids = await rows.ids_after(tenant.key, int(last or 0), SCANNED_AT_ONCE)
    if not ids:
        await jobs.finish(tenant, job_id)
        return False
    await check(tenant, ids, only_earlier=True)
    async with transaction():
        if await jobs.advance(tenant, job, job.done + len(ids)):
            await effects.replace(tenant, scanned, last, ids[-1])
    return True


async def any_changed(now: datetime) -> bool:
    """Whether somebody was added or changed who was not checked yet, in any workspace."""
    for key in await tenants.with_contacts():
        if await rows.changed(key, await _checked_until(key), now - SETTLED, 1):
            return True
    return False


async def check_changed(now: datetime) -> None:
    """Check whoever was added or changed since the last time; the first time that is everybody.

    It is noted after every few of them how far it is: a kill begins nothing anew.
    """
    for key in await tenants.with_contacts():
        while await _check_next(Tenant.of_key(key), now - SETTLED):
            pass


async def _check_next(tenant: Tenant, before: datetime) -> bool:
    """Those who changed in the same moment, as by an import, are taken together. False where there is nobody."""
    since = await _checked_until(tenant.key)
    changed = await rows.changed(tenant.key, since, before, AT_ONCE)
    if not changed:
        return False
    last = max(changed.values())
    changed |= await rows.changed(tenant.key, last, last + _TICK)
    ids = sorted(changed)
    for first in range(0, len(ids), AT_ONCE):
        await check(tenant, ids[first : first + AT_ONCE])
    await ticks.note(_watch(tenant.key), (last + _TICK - _EPOCH) // _TICK)
    return True


async def _checked_until(tenant_key: str) -> datetime:
    return _EPOCH + (await ticks.last(_watch(tenant_key)) or 0) * _TICK


def _touch(one: ContactPair, other: ContactPair) -> bool:
    return bool({one.older.id, one.newer.id} & {other.older.id, other.newer.id})


def _known(row: rows.Row) -> Known:
    return Known(
        id=row["id"],
        name=row["name"],
        location=row["location"],
        emails=tuple(each["value"] for each in row["emails"]),
        phones=tuple(each["value"] for each in row["phones"]),
        profiles=tuple((each["network"], each["value"]) for each in row["profiles"]),
        companies=tuple(each["value"] for each in row["companies"]),
    )


def _watch(tenant_key: str) -> str:
    """The name of the clock that says up to when a workspace was checked, in microseconds."""
    return f"duplicates {tenant_key}"
