"""Dynamic lists stay true by themselves.

Whoever changes a contact notes so in the same transaction (`storage.queries.changes`). Here those are taken, some at a time, and
asked only of them is every query that goes by what was changed (`crm.querying.depending`). Who joins, who leaves, and that these
notes were seen to, is one transaction that holds the lists and the contacts: a kill leaves all of it to be done, and two who do it
at once wait for one another.
A new query is asked of everybody in chunks; one that changes as time passes, every hour.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from crm.lists import reasons
from crm.lists.meaning import KnownLists, goes_by, known_tags, meant, tree_of
from crm.lists.moves import move
from crm.querying.asking import Asked
from crm.querying.depending import changed_by, names_a_list
from crm.querying.errors import QueryError
from crm.types import Author, Origin, Tenant
from storage import models
from storage.database import transaction
from storage.queries import changes, tags
from storage.queries import contacts as contact_rows
from storage.queries import lists as rows
from storage.queries.deciding import decide

CHANGED_AT_ONCE = 250
FILLED_AT_ONCE = 1_000
AGAIN = timedelta(hours=1)
"""So long a list that changes as time passes may be behind."""
BY_ITSELF = Author("", Origin.LIST)


@dataclass(frozen=True, slots=True)
class _Kept:
    row: models.PeopleList
    asked: Asked


async def any_due(now: datetime) -> bool:
    """Whether somebody was changed, or a list is to be filled or asked anew, in any workspace."""
    return bool(await changes.tenants()) or await rows.next_due(now) is not None


async def keep_true(now: datetime) -> None:
    """Until there is nothing more to do. Who was changed goes before lists that are filled."""
    while True:
        for key in await changes.tenants():
            while await look_at_changed(Tenant.of_key(key), now):
                pass
        due = await rows.next_due(now)
        if due is None:
            return
        await fill_next(Tenant.of_key(due[0]), due[1], now)


async def look_at_changed(tenant: Tenant, now: datetime) -> bool:
    """Some of those who were changed. True where there may be more."""
    async with transaction():
        noted = await changes.some(tenant.key, CHANGED_AT_ONCE)
        if not noted:
            return False
        lists = await _concerned(tenant, await rows.kept_true(tenant.key), noted)
        kept = await _readable(tenant, lists, now)
        if kept:
            ids = sorted({each.contact_id for each in noted})
            await contact_rows.lock(tenant.key, ids)
            await _settle(tenant, kept, ids, now, reasons.BY_CHANGE)
        await changes.forget(tenant.key, [each.id for each in noted])
    return len(noted) == CHANGED_AT_ONCE


async def fill_next(tenant: Tenant, list_id: int, now: datetime) -> None:
    """Ask the query of the next ones in the order of their ids."""
    async with transaction():
        row = await rows.hold(tenant.key, list_id)
        if row is None or not row.query or row.archived_at is not None:
            return
        kept = await _readable(tenant, [row], now)
        if not kept:
            return
        is_new = row.filled_to is not None
        after = row.run_to if row.filled_to is None else row.filled_to
        ids = await rows.ids_after(tenant.key, after, FILLED_AT_ONCE)
        wrong = await _wrongly_there_or_not(tenant, kept, ids)
        await contact_rows.lock(tenant.key, wrong)
        await _settle(tenant, kept, wrong, now, reasons.BY_TIME)
        is_done = len(ids) < FILLED_AT_ONCE
        if is_done:
            # A list that it names may have begun to change as time passes, or change so no more.
            again = now + AGAIN if kept[0].asked.is_time_based else None
            await rows.change(tenant.key, list_id, filled_to=None, run_to=0, run_at=again)
        elif is_new:
            await rows.change(tenant.key, list_id, filled_to=ids[-1])
        else:
            await rows.change(tenant.key, list_id, run_to=ids[-1])


async def _concerned(
    tenant: Tenant, found: Sequence[models.PeopleList], noted: Sequence[changes.Noted]
) -> Sequence[models.PeopleList]:
    """Those whose queries go by what was changed, and those that name other lists or could not be read."""
    about: set[str] = set()
    for each in noted:
        if each.about is None:
            return found
        about |= each.about
    if not await tags.are_there(
        tenant.key, changes.tags_of(about)
    ):  # merged meanwhile: queries go by another
        return found
    changed = changed_by(about, await known_tags(tenant, [row.query for row in found]))
    return [
        row
        for row in found
        if row.problem or names_a_list(on := goes_by(row.query)) or not on.isdisjoint(changed)
    ]


async def _readable(tenant: Tenant, found: Sequence[models.PeopleList], now: datetime) -> list[_Kept]:
    """Those whose queries mean something. Why the others do not is noted; whoever is on them stays there until they do."""
    lists, known = KnownLists(tenant), await known_tags(tenant, [row.query for row in found])
    kept = []
    for row in found:
        try:
            asked = await meant(tenant, tree_of(row.query), row.zone, now, lists, known)
        except QueryError as error:
            if row.problem != str(error):
                await rows.change(tenant.key, row.id, problem=str(error))
            continue
        if row.problem:  # what has happened meanwhile is made good
            await rows.change(tenant.key, row.id, problem="", filled_to=0)
            row.filled_to = 0
        kept.append(_Kept(row, asked))
    return kept


async def _wrongly_there_or_not(tenant: Tenant, kept: Sequence[_Kept], ids: Sequence[int]) -> list[int]:
    """Few: only they need to be held."""
    joined, left = await _differing(tenant, kept, ids)
    return sorted({contact_id for _, contact_id in (*joined, *left)})


async def _settle(
    tenant: Tenant, kept: Sequence[_Kept], ids: Sequence[int], now: datetime, reason: reasons.Kind
) -> None:
    """As long as a list is being filled, who comes onto it is no news."""
    joined, left = await _differing(tenant, kept, ids)
    if not joined and not left:
        return
    queries = {each.row.id: each.asked.query for each in kept}
    why = await reasons.of(tenant, reason, queries, joined | left, now)
    for each in kept:
        of_list = each.row.id
        await move(
            tenant,
            BY_ITSELF,
            each.row,
            [contact_id for list_id, contact_id in joined if list_id == of_list],
            [contact_id for list_id, contact_id in left if list_id == of_list],
            {contact_id: said for (list_id, contact_id), said in why.items() if list_id == of_list},
            is_news=each.row.filled_to is None,
        )


async def _differing(
    tenant: Tenant, kept: Sequence[_Kept], ids: Sequence[int]
) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
    """(list, contact) of those who belong there and are not, and the other way round. Who is not live stays as they are."""
    if not ids:
        return set(), set()
    live, true = await decide(tenant.key, [each.asked.condition for each in kept], ids)
    there = await rows.members(tenant.key, [each.row.id for each in kept], sorted(live))
    truth = {
        (each.row.id, contact_id) for each, those in zip(kept, true, strict=True) for contact_id in those
    }
    return truth - there, there - truth
