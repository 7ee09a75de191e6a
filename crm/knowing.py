"""Do we know this person? And has a colleague just written to them?"""

from datetime import UTC, datetime, timedelta

from crm import contacts, settings
from crm.mentioned import Mentioned
from crm.types import Contact, RecentContact, Tenant
from storage.queries import identities, knowing

OUTREACH = ("email", "message", "call")
"""The kinds of entry that count as writing to somebody."""
MOST = 5


async def acquaintances(tenant: Tenant, mentioned: Mentioned) -> tuple[Contact, ...]:
    """Those in the book whom a text mentions, at most MOST."""
    return tuple([await contacts.get(tenant, id_) for id_ in (await known_by(tenant, mentioned))[:MOST]])


async def known_by(tenant: Tenant, mentioned: Mentioned) -> list[int]:
    """The ids of those who are known by that address, profile or number, in this order."""
    emails = await identities.by_email(tenant.key, mentioned.emails)
    profiles = await identities.by_profile(tenant.key, mentioned.profiles)
    phones = await identities.by_phone(tenant.key, mentioned.phones)
    ids = [emails[each] for each in mentioned.emails if each in emails]
    ids += [profiles[each] for each in mentioned.profiles if each in profiles]
    ids += [id_ for each in mentioned.phones for id_ in phones.get(each, ())]
    return list(dict.fromkeys(ids))


async def answers_by_itself(tenant: Tenant) -> bool:
    """Whether the workspace wants messages in channels to be answered without being asked."""
    return (await settings.read(tenant)).answers_who_is_this


async def recent_contact(tenant: Tenant, contact_id: int, but_user: str) -> RecentContact | None:
    """The last time a colleague other than `but_user` wrote to or called them, within the workspace's cooldown."""
    days = (await settings.read(tenant)).cooldown_days
    since = datetime.now(UTC) - timedelta(days=days)
    row = await knowing.last_of_others(tenant.key, contact_id, OUTREACH, but_user, since)
    if row is None:
        return None
    return RecentContact(row.user_id, row.kind, row.occurred_at.astimezone(UTC), days)
