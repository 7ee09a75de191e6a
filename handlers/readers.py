"""Who looks at a timeline, and which channels they are a member of.

Slack is asked only where somebody wrote for the members of a channel alone, and then about that channel.
"""

from crm import timeline
from crm.types import Reader, Tenant
from handlers.context import Context


async def reader_of(context: Context, tenant: Tenant, user_id: str, contact_id: int) -> Reader:
    """That person, as somebody who looks at what happened with that contact."""
    channel_ids = await timeline.channels(tenant, contact_id)
    return Reader(
        user_id,
        frozenset([each for each in channel_ids if user_id in await context.colleagues.members_of(each)]),
    )


async def belongs_to(context: Context, user_id: str, audience: str) -> bool:
    """Whether that person may see what has that audience."""
    return audience in Reader(user_id).audiences or user_id in await context.colleagues.members_of(audience)
