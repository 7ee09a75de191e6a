"""Removing somebody for good at once, and recognising them when they come again."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from crm.errors import ContactNotFound
from crm.holding import hold
from crm.identity import fold
from crm.suppression import listed, traces
from crm.suppression.identities import of_row
from crm.types import Author, Tenant
from enrichment.request import Identity
from storage import models
from storage.database import transaction
from storage.queries import bin as bin_rows
from storage.queries import contacts as contact_rows
from storage.queries import identities as identity_rows
from storage.queries import imports as import_rows
from storage.queries import search as search_rows

if TYPE_CHECKING:
    from crm.providers import Vendors

REASONS = ("They have asked for it", "Somebody has asked for them", "A court or an authority has asked")
"""Why somebody is not to be kept. Chosen, not typed: what is typed may say who they are."""
NOT_KEPT = (
    "Whoever this is has asked not to be kept, so nothing of the row is kept here either."
    " An admin can lift that in /contacts suppressed."
)
"""Of a row of a file."""
_AT_ONCE = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Erased:
    """`is_recognised`: whether there is something by which they are recognised when they come again.

    `messages` are (key, channel) of what still shows them in Slack, and is to be said anew without them.
    """

    is_recognised: bool
    messages: Sequence[tuple[str, str]]


async def never_keep(
    tenant: Tenant, author: Author, vendors: "Vendors", contact_id: int, reason: str
) -> Erased:
    """Remove them as at the end of their time in the bin. Raises ContactDeleted, ContactMerged, ContactNotFound."""
    async with transaction():
        await hold(tenant, contact_id)
        row = await contact_rows.load(tenant.key, contact_id)
        if row is None:
            raise ContactNotFound
        identity = await _own(tenant, row)
        messages = await traces.showing(tenant, contact_id, identity)
        await listed.add(tenant, author, vendors, identity, reason)
        now = datetime.now(UTC)
        await bin_rows.put_in(tenant.key, contact_id, author.user_id, now)
        await bin_rows.remove(tenant.key, [contact_id], now + _AT_ONCE)
        await _forget_name(tenant, row.name)
        links = [url.removeprefix("https://") for url in identity.profiles]
        await import_rows.forget_rejected(tenant.key, [*identity.emails, *links], NOT_KEPT)
    return Erased(identity != Identity(), messages)


async def _forget_name(tenant: Tenant, name: str) -> None:
    """The words of it that nobody else in the book has."""
    words = fold(name).split()
    alone = [word for word in words if not await search_rows.having_words(tenant.key, [[word]], 1)]
    await contact_rows.forget_words(tenant.key, alone)


async def _own(tenant: Tenant, row: models.Contact) -> Identity:
    """Without what somebody else in the book has too, such as the number of a switchboard: it would keep them out as well."""
    shared = await identity_rows.shared(tenant.key, row.id)
    whole = of_row(row)
    return replace(
        whole,
        emails=tuple(each for each in whole.emails if each not in shared),
        phones=tuple(each for each in whole.phones if each not in shared),
        profiles=tuple(each for each in whole.profiles if each not in shared),
    )
