"""A few lists, and what belongs on them by asking their queries anew."""

from datetime import UTC, datetime

from crm import contacts, lists
from crm.lists import keeping
from crm.lists.meaning import KnownLists, meant
from crm.querying import finding
from crm.querying.parsing import parse
from crm.types import Author, ContactDraft, ListDraft, PeopleList, Tenant
from storage import models
from storage.queries import changes

TENANT = Tenant("T1")
ADA = Author("U1")


async def person(name: str, *tags: str, location: str = "") -> int:
    draft = ContactDraft(name=name, tags=tags, location=location)
    return (await contacts.add(TENANT, ADA, draft)).id


async def made(name: str, query: str = "") -> PeopleList:
    return await lists.create(TENANT, ADA, ListDraft(name, query=query))


async def settled() -> None:
    """What the clock does, a moment later."""
    await keeping.keep_true(datetime.now(UTC))
    assert await changes.some(TENANT.key, 1) == []


async def on(list_id: int) -> set[int]:
    """The ids of the live people on it."""
    found = await models.ListMember.filter(
        tenant=TENANT.key, list_id=list_id, contact__state="live"
    ).values_list("contact_id", flat=True)
    return {int(str(each)) for each in found}


async def asked_anew(list_id: int) -> set[int]:
    """Whom its query finds now."""
    row = await models.PeopleList.get(id=list_id)
    now = datetime.now(UTC)
    asked = await meant(TENANT, parse(row.query).query, row.zone, now, KnownLists(TENANT))
    return {each async for some in finding.ids(TENANT, asked) for each in some}
