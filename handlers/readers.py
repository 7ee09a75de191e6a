"""Who looks at a timeline, and which channels they are a member of.

Slack is asked only where somebody wrote for the members of a channel alone, and then about that channel.
"""

import time
from dataclasses import dataclass, field

from slack_sdk.errors import SlackApiError

from crm import timeline
from crm.types import Reader, Tenant
from handlers.context import Context

FRESH_SECONDS = 60.0
MOST_KEPT = 1_000
A_PAGE = 200
NO_MEMBER = frozenset({"channel_not_found", "not_in_channel", "fetch_members_failed"})
"""What Slack says where Roster may not know who is in the channel: then nobody is known to be."""


@dataclass(slots=True)
class _Members:
    ids: frozenset[str]
    asked_at: float = field(default_factory=time.monotonic)


_members: dict[tuple[str, str], _Members] = {}


async def reader_of(context: Context, tenant: Tenant, user_id: str, contact_id: int) -> Reader:
    """That person, as somebody who looks at what happened with that contact."""
    channel_ids = await timeline.channels(tenant, contact_id)
    return Reader(
        user_id,
        frozenset([each for each in channel_ids if user_id in await members_of(context, tenant, each)]),
    )


async def belongs_to(context: Context, tenant: Tenant, user_id: str, audience: str) -> bool:
    """Whether that person may see what has that audience."""
    return audience in Reader(user_id).audiences or user_id in await members_of(context, tenant, audience)


async def members_of(context: Context, tenant: Tenant, channel_id: str) -> frozenset[str]:
    """Not older than a minute; empty where Roster may not know."""
    key = (tenant.key, channel_id)
    kept = _members.get(key)
    if kept is None or time.monotonic() - kept.asked_at > FRESH_SECONDS:
        kept = _Members(await _ask(context, channel_id))
        _members.pop(key, None)
        _members[key] = kept
        while len(_members) > MOST_KEPT:
            _members.pop(next(iter(_members)))
    return kept.ids


async def _ask(context: Context, channel_id: str) -> frozenset[str]:
    found: set[str] = set()
    try:
        async for page in await context.slack.conversations_members(channel=channel_id, limit=A_PAGE):
            found |= set(page["members"])
    except SlackApiError as error:
        if error.response["error"] not in NO_MEMBER:
            raise
    return frozenset(found)
