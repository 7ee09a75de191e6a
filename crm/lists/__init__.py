"""The lists of a workspace: made, found, renamed, copied, put into the archive. `people` says who is on them, `keeping` keeps the
dynamic ones true."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

from crm.errors import FieldErrors, UserError
from crm.identity import clean, clean_line
from crm.lists.meaning import Checked, check, goes_by, key_of, renamed
from crm.lists.people import ListGone
from crm.querying.depending import names_a_list
from crm.querying.errors import QueryError
from crm.querying.parsing import parse
from crm.querying.printing import printed
from crm.types import Author, ListDraft, ListPage, PeopleList, Tenant
from storage import models
from storage.database import AlreadyThere, transaction
from storage.queries import contacts as contact_rows
from storage.queries import lists as rows
from storage.queries import saved_searches

PAGE = 20
LONGEST_NAME = 60
LONGEST_DESCRIPTION = 500


async def page(tenant: Tenant, after: str = "", *, archived: bool = False, limit: int = PAGE) -> ListPage:
    """In alphabetical order; `after` is the `key` of the last one of the page before."""
    found = await rows.page(tenant.key, after, limit + 1, archived=archived)
    shown = found[:limit]
    counts = await rows.people(tenant.key, [row.id for row in shown]) if shown else {}
    return ListPage(
        tuple(_list_of(row, counts[row.id]) for row in shown),
        more=len(found) > limit,
        archived=0 if archived else await rows.count(tenant.key, archived=True),
    )


async def get(tenant: Tenant, list_id: int) -> PeopleList:
    """Raises UserError."""
    row = await _found(tenant, list_id)
    return _list_of(row, (await rows.people(tenant.key, [list_id]))[list_id])


async def named(tenant: Tenant, name: str) -> PeopleList | None:
    row = await rows.named(tenant.key, key_of(name))
    return await get(tenant, row.id) if row else None


async def suggest(tenant: Tenant, typed: str, limit: int = 20) -> tuple[tuple[int, str], ...]:
    """(id, name) of the static lists in use whose names begin so."""
    found = await rows.beginning_with(tenant.key, key_of(typed), limit)
    return tuple((row.id, row.name) for row in found)


async def of_contact(tenant: Tenant, contact_id: int) -> tuple[PeopleList, ...]:
    """The lists that somebody is on, without how many others are."""
    return tuple(_list_of(row, 0) for row in await rows.of_contact(tenant.key, contact_id))


def check_texts(name: str, description: str = "") -> tuple[str, str]:
    """As they are kept. Raises FieldErrors."""
    kept, about = clean_line(name), clean(description)
    errors = {}
    if not kept:
        errors["name"] = "A list needs a name."
    elif len(kept) > LONGEST_NAME:
        errors["name"] = f"That is too long: at most {LONGEST_NAME} characters."
    if len(about) > LONGEST_DESCRIPTION:
        errors["description"] = f"That is too long: at most {LONGEST_DESCRIPTION} characters."
    if errors:
        raise FieldErrors(errors)
    return kept, about


async def refuse_taken(tenant: Tenant, name: str, besides: int = 0) -> None:
    """By another list than `besides`. Raises FieldErrors."""
    row = await rows.named(tenant.key, key_of(name))
    if row is not None and row.id != besides:
        raise _taken()


async def create(
    tenant: Tenant, author: Author, draft: ListDraft, members: Mapping[str, str] | None = None
) -> PeopleList:
    """`members`: ids by what colleagues are called. Raises FieldErrors, QueryError."""
    name, description = check_texts(draft.name, draft.description)
    query = {}
    if draft.query.strip():
        query = _query_columns(
            await check(tenant, author.user_id, draft.query, draft.zone, members or {}, name)
        )
    now = datetime.now(UTC)
    async with _unless_taken(), transaction():
        await rows.hold_all(tenant.key)
        list_id = await rows.create(
            tenant.key,
            made_by=author.user_id,
            made_at=now,
            name=name,
            folded=key_of(name),
            description=description,
            zone=draft.zone,
            **query,
        )
        await _ask_dependents_anew(tenant, besides=list_id)
    return await get(tenant, list_id)


async def change(tenant: Tenant, list_id: int, name: str, description: str) -> PeopleList:
    """Queries that name it go on to do so. Raises FieldErrors, UserError."""
    name, description = check_texts(name, description)
    async with _unless_taken(), transaction():
        row = await _held(tenant, list_id)
        await rows.change(tenant.key, list_id, name=name, folded=key_of(name), description=description)
        if row.name != name:
            await rename_in_queries(tenant, "list", row.folded, name)
    return await get(tenant, list_id)


async def set_query(
    tenant: Tenant,
    author: Author,
    list_id: int,
    text: str,
    zone: str,
    members: Mapping[str, str] | None = None,
) -> PeopleList:
    """Of a dynamic list. It is filled anew where that is another query. Raises QueryError, UserError."""
    was = await _found(tenant, list_id)
    if not was.query:
        raise UserError(f"{was.name} is a static list; make a dynamic one of that query.")
    checked = await check(tenant, author.user_id, text, zone, members or {}, was.name)
    if checked.printed == was.query:
        return await get(tenant, list_id)
    async with transaction():
        await _held(tenant, list_id)
        await rows.change(tenant.key, list_id, zone=zone, **_query_columns(checked))
        await _ask_dependents_anew(tenant, besides=list_id)
    return await get(tenant, list_id)


async def copy(tenant: Tenant, author: Author, list_id: int) -> PeopleList:
    """Another one with the same people or the same query. Raises UserError."""
    async with transaction():
        row = await _held(tenant, list_id)
        name = await _free_name(tenant, row.name)
        copied = {"query": row.query, "filled_to": 0 if row.query else None}
        copy_id = await rows.create(
            tenant.key,
            made_by=author.user_id,
            made_at=datetime.now(UTC),
            name=name,
            folded=key_of(name),
            description=row.description,
            zone=row.zone,
            **copied,
        )
        if not row.query:
            await rows.copy_members(tenant.key, list_id, copy_id, _stamp(author))
            await rows.note_members(tenant.key, copy_id)
        await _ask_dependents_anew(tenant, besides=copy_id)
    return await get(tenant, copy_id)


async def make_static(tenant: Tenant, list_id: int) -> PeopleList:
    """Whoever is on it stays on it, whatever they become. Raises UserError."""
    async with transaction():
        row = await _held(tenant, list_id)
        if row.filled_to is not None:
            raise UserError(f"{row.name} is being filled just now; try again in a moment.")
        await rows.change(tenant.key, list_id, query="", problem="", run_at=None, run_to=0)
        await _ask_dependents_anew(tenant, besides=list_id)
    return await get(tenant, list_id)


async def archive(tenant: Tenant, list_id: int) -> PeopleList:
    """Raises UserError."""
    async with transaction():
        await _held(tenant, list_id)
        await rows.change(tenant.key, list_id, archived_at=datetime.now(UTC))
    return await get(tenant, list_id)


async def bring_back(tenant: Tenant, list_id: int) -> PeopleList:
    """A dynamic one is filled anew. Raises UserError."""
    async with transaction():
        row = await _held(tenant, list_id)
        await rows.change(
            tenant.key, list_id, archived_at=None, filled_to=0 if row.query else None, problem=""
        )
    return await get(tenant, list_id)


async def share(tenant: Tenant, list_id: int, channel_id: str) -> PeopleList:
    """Joins and leaves are told there from now on; "" nowhere. Raises UserError."""
    await _found(tenant, list_id)
    await rows.change(tenant.key, list_id, channel_id=channel_id)
    return await get(tenant, list_id)


async def rename_in_queries(tenant: Tenant, what: str, key: str, name: str) -> None:
    """A tag or a list (`what`) is called otherwise now, or is one with another: the queries that name it say so."""
    await rows.hold_all(tenant.key)
    for row in await rows.with_queries(tenant.key):
        if (query := _renamed(row.query, what, key, name)) != row.query:
            await rows.change(tenant.key, row.id, query=query)
    for search in await saved_searches.everyones(tenant.key):
        if (query := _renamed(search.query, what, key, name)) != search.query:
            await saved_searches.rewrite(tenant.key, search.id, query)
    await _ask_dependents_anew(tenant)


def _renamed(line: str, what: str, key: str, name: str) -> str:
    try:
        return printed(renamed(parse(line).query, what, key, name))
    except QueryError:
        return line  # it cannot be read anyhow


def _query_columns(checked: Checked) -> dict[str, Any]:
    return {"query": checked.printed, "problem": "", "filled_to": 0, "run_to": 0}


async def _ask_dependents_anew(tenant: Tenant, besides: int = 0) -> None:
    """Lists that name a list, and those that could not be read: they may mean something else now."""
    for row in await rows.with_queries(tenant.key):
        if row.id != besides and (row.problem or names_a_list(goes_by(row.query))):
            await rows.change(tenant.key, row.id, problem="", filled_to=0)


async def _free_name(tenant: Tenant, name: str) -> str:
    number = 1
    while True:
        ending = " copy" if number == 1 else f" copy {number}"
        free = f"{name[: LONGEST_NAME - len(ending)].rstrip()}{ending}"
        if await rows.named(tenant.key, key_of(free)) is None:
            return free
        number += 1


@asynccontextmanager
async def _unless_taken() -> AsyncIterator[None]:
    try:
        yield
    except AlreadyThere as error:
        raise _taken() from error


def _taken() -> FieldErrors:
    return FieldErrors({"name": "There is a list of that name already, perhaps in the archive."})


async def _held(tenant: Tenant, list_id: int) -> models.PeopleList:
    await rows.hold_all(tenant.key)
    return await _found(tenant, list_id)


async def _found(tenant: Tenant, list_id: int) -> models.PeopleList:
    row = await rows.get(tenant.key, list_id)
    if row is None:
        raise ListGone
    return row


def _stamp(author: Author) -> contact_rows.Stamp:
    return contact_rows.stamp(author.origin, author.reference, author.user_id)


def _list_of(row: models.PeopleList, people: int) -> PeopleList:
    return PeopleList(
        id=row.id,
        name=row.name,
        key=row.folded,
        description=row.description,
        query=row.query,
        zone=row.zone,
        problem=row.problem,
        people=people,
        is_being_filled=row.filled_to is not None and not row.problem,
        is_archived=row.archived_at is not None,
        channel_id=row.channel_id,
        made_by=row.made_by,
        made_at=row.made_at.astimezone(UTC),
    )
