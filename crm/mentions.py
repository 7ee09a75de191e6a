"""Colleagues who are mentioned in a note are told of it once, also where an edit mentions them."""

from datetime import UTC, datetime

from crm import rich_text
from crm.types import Entry, Tenant
from storage.queries import mentions as rows


async def untold(tenant: Tenant, entry: Entry) -> tuple[str, ...]:
    """The ids of those who are mentioned and do not know yet; nobody has to be told what they wrote themselves."""
    told = {*await rows.told(tenant.key, entry.id), entry.author.user_id}
    return tuple(each for each in rich_text.mentioned(entry.rich or {}) if each not in told)


async def note_told(tenant: Tenant, entry: Entry, user_id: str) -> None:
    """After it was said."""
    await rows.add(tenant.key, entry.id, user_id, datetime.now(UTC))
