"""Queries that somebody comes back to, under a name: their own or, shared, everybody's."""

from datetime import UTC, datetime

from crm.errors import FieldErrors, UserError
from crm.identity import clean_line
from crm.querying.parsing import parse
from crm.querying.printing import printed
from crm.types import Author, SavedSearch, Tenant
from storage import models
from storage.database import transaction
from storage.queries import saved_searches as rows

LONGEST_NAME = 60
MOST = 100
"""Of each person, and of everybody's."""


async def save(tenant: Tenant, author: Author, name: str, query: str, *, is_shared: bool) -> None:
    """In the place of the one that has that name. The line is kept as it is printed, `me` remains who asks.

    Raises FieldErrors (name, query), QueryError.
    """
    kept = check_name(name)
    line = printed(parse(query).query)
    if not line:
        raise FieldErrors({"query": "There is nothing to search for in it."})
    whose = rows.SHARED if is_shared else author.user_id
    async with transaction():
        await rows.save(tenant.key, whose, kept, kept.casefold(), line, author.user_id, datetime.now(UTC))
        if await rows.count(tenant.key, whose) > MOST:
            raise FieldErrors({"name": f"There are {MOST} saved searches already; delete one first."})


def check_name(name: str) -> str:
    """As it is kept. Raises FieldErrors."""
    kept = clean_line(name)
    if not kept:
        raise FieldErrors({"name": "A saved search needs a name."})
    if len(kept) > LONGEST_NAME:
        raise FieldErrors({"name": f"That is too long: at most {LONGEST_NAME} characters."})
    return kept


async def listed(tenant: Tenant, user_id: str, limit: int = 2 * MOST) -> tuple[SavedSearch, ...]:
    """Somebody's own and everybody's, in alphabetical order."""
    return tuple(_search_of(row) for row in await rows.seen_by(tenant.key, user_id, limit))


async def get(tenant: Tenant, user_id: str, search_id: int) -> SavedSearch:
    """Raises UserError, also for what is another's own."""
    row = await rows.get(tenant.key, search_id)
    if row is None or row.user_id not in (rows.SHARED, user_id):
        raise UserError("That saved search is no longer there.")
    return _search_of(row)


async def delete(tenant: Tenant, user_id: str, search_id: int) -> SavedSearch:
    """One's own, and a shared one that one has saved. Raises UserError."""
    found = await get(tenant, user_id, search_id)
    if user_id not in (found.user_id, found.saved_by):
        raise UserError("Only who saved that search can delete it.")
    await rows.delete(tenant.key, search_id)
    return found


def _search_of(row: models.SavedSearch) -> SavedSearch:
    return SavedSearch(row.id, row.name, row.query, row.user_id, row.saved_by)
