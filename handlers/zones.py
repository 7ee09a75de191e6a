"""Where a person is, as to time."""

from handlers.context import Context


async def zone_of(context: Context, user_id: str) -> str:
    """An IANA name, as the person has set it in Slack."""
    found = await context.slack.users_info(user=user_id)
    return str(found["user"].get("tz") or "UTC")
