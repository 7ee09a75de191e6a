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


async def person(name: str, *tags: str, location: str = "", tenant: Tenant = TENANT) -> int:
    draft = ContactDraft(name=name, tags=tags, location=location)
    return (await contacts.add(tenant, ADA, draft)).id


async def made(name: str, query: str = "", tenant: Tenant = TENANT) -> PeopleList:
    return await lists.create(tenant, ADA, ListDraft(name, query=query))


async def settled() -> None:
    """What the clock does, a moment later."""
    await keeping.keep_true(datetime.now(UTC))
    assert await changes.tenants() == []


async def on(list_id: int) -> set[int]:
    """The ids of the live people on it."""
    found = await models.ListMember.filter(list_id=list_id, contact__state="live").values_list(
        "contact_id", flat=True
    )
    return {int(str(each)) for each in found}


async def asked_anew(list_id: int) -> set[int]:
    """Whom its query finds now."""
    row = await models.PeopleList.get(id=list_id)
    tenant, now = Tenant.of_key(row.tenant), datetime.now(UTC)
    asked = await meant(tenant, parse(row.query).query, row.zone, now, KnownLists(tenant))
    return {each async for some in finding.ids(tenant, asked) for each in some}
