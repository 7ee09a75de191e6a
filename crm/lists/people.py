"""Putting people on static lists and taking them off; who is on any list, and why."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from crm import contacts
from crm.errors import UserError
from crm.holding import hold_those_left
from crm.lists.meaning import KnownLists, meant
from crm.lists.moves import move
from crm.querying import finding
from crm.querying.asking import Asked
from crm.querying.parsing import parse
from crm.querying.tree import EVERYBODY as ANYBODY
from crm.types import Author, ListPeople, Tenant, WhyOnList
from storage import models
from storage.database import transaction
from storage.queries import lists as rows
from storage.queries.conditions import Among

PAGE = 10
ORDERS = ("touched", "added", "name")
"""The one touched last first; the newest in the book first; by the alphabet."""


class ListGone(UserError):
    def __init__(self) -> None:
        super().__init__("That list is no longer there.")


async def add_people(tenant: Tenant, author: Author, list_id: int, contact_ids: Sequence[int]) -> int:
    """Returns how many of them were not on it before. Whoever was merged is added as who is left, whoever was deleted is not.

    Raises UserError where there is no such list, or it is dynamic or archived.
    """
    async with transaction():
        row = await held_static(tenant, list_id)
        ids = sorted({*(await hold_those_left(tenant, contact_ids)).values()})
        there = {contact_id for _, contact_id in await rows.members(tenant.key, [list_id], ids)}
        joined = {each for each in ids if each not in there}
        await move(tenant, author, row, joined, ())
    return len(joined)


async def remove_people(tenant: Tenant, author: Author, list_id: int, contact_ids: Sequence[int]) -> int:
    """Returns how many of them were on it. Raises UserError as `add_people` does."""
    async with transaction():
        row = await held_static(tenant, list_id)
        ids = sorted({*(await hold_those_left(tenant, contact_ids)).values()})
        left = {contact_id for _, contact_id in await rows.members(tenant.key, [list_id], ids)}
        await move(tenant, author, row, (), left)
    return len(left)


async def set_lists(
    tenant: Tenant, author: Author, contact_id: int, before: Sequence[int], after: Sequence[int]
) -> None:
    """Save what a form changed: `before` is what it showed. Lists onto which others have put them meanwhile stay.

    Raises UserError.
    """
    async with transaction():
        for list_id in sorted({*after} ^ {*before}):  # all lists before the contact, as everybody does
            await rows.hold(tenant.key, list_id)
        for list_id in sorted({*after} - {*before}):
            await add_people(tenant, author, list_id, [contact_id])
        for list_id in sorted({*before} - {*after}):
            await remove_people(tenant, author, list_id, [contact_id])


async def people(
    tenant: Tenant, list_id: int, order: str = "touched", cursor: str = "", limit: int = PAGE
) -> ListPeople:
    """A page of who is on it; `order` is one of ORDERS, `cursor` "" or `next` of the page before. Raises UserError."""
    asked = Asked(ANYBODY, Among("list", (list_id,)), {}, {})
    page = await finding.page(tenant, asked, order, cursor, limit)
    return ListPeople(await contacts.summaries(tenant, page.ids), page.next)


async def why(tenant: Tenant, list_id: int, contact_id: int, names: Mapping[str, str]) -> WhyOnList:
    """Why somebody is, or is not, on a list. `names`: what members are called, by their ids.

    Raises UserError, ContactNotFound, and QueryError where the query can no longer be read.
    """
    row = await rows.get(tenant.key, list_id)
    if row is None:
        raise ListGone
    person = await contacts.get(tenant, contact_id)
    if not row.query:
        return await _why_put(tenant, row, person.id, person.name, names)
    asked = await meant(tenant, parse(row.query).query, row.zone, datetime.now(UTC), KnownLists(tenant))
    found = await finding.explain(tenant, asked, person.id, names)
    if found is None:
        raise UserError(f"{person.name} is no longer in the book.")
    verb = "is" if found.is_in else "is not"
    because = tuple((each.words, each.holds) for each in found.deciding)
    return WhyOnList(person.name, found.is_in, f"{person.name} {verb} on the list {row.name}.", because)


async def _why_put(
    tenant: Tenant, row: models.PeopleList, contact_id: int, name: str, names: Mapping[str, str]
) -> WhyOnList:
    member = await rows.membership(tenant.key, row.id, contact_id)
    if member is None:
        return WhyOnList(name, False, f"Nobody has put {name} on the list {row.name}.")
    on = f"{member.set_at.astimezone(UTC):%d %b %Y}"
    who = names.get(member.set_by, "") or "Somebody"
    said = f"{who} put {name} on the list {row.name} on {on}."
    if not member.set_by:
        said = f"{name} was on the list {row.name} already when its query was taken away."
    return WhyOnList(name, True, said)


async def who_put(tenant: Tenant, list_id: int, contact_id: int) -> str:
    """The id of the member who did, "" nobody."""
    member = await rows.membership(tenant.key, list_id, contact_id)
    return member.set_by if member else ""


async def static_name(tenant: Tenant, list_id: int) -> str:
    """Of a list that people can be put on. Raises UserError."""
    return _static(await rows.get(tenant.key, list_id)).name


async def held_static(tenant: Tenant, list_id: int) -> models.PeopleList:
    """Nobody else changes it until the transaction ends. Raises UserError where people cannot be put on it."""
    return _static(await rows.hold(tenant.key, list_id))


def _static(row: models.PeopleList | None) -> models.PeopleList:
    if row is None:
        raise ListGone
    if row.query:
        raise UserError(f"{row.name} is a dynamic list: its query says who is on it.")
    if row.archived_at is not None:
        raise UserError(f"{row.name} is in the archive; bring it back first.")
    return row
