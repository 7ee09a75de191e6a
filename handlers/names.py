"""What the people of a workspace are called."""

from collections.abc import Iterable

from slack_sdk.errors import SlackApiError

from handlers.context import Context
from handlers.reporting import may_pass

UNKNOWN = "somebody"


async def names_of(context: Context, user_ids: Iterable[str]) -> dict[str, str]:
    """By id."""
    return {user_id: await name_of(context, user_id) for user_id in dict.fromkeys(user_ids)}


async def name_of(context: Context, user_id: str) -> str:
    """Who is no longer known to Slack is somebody."""
    try:
        user = (await context.slack.users_info(user=user_id))["user"]
    except SlackApiError as error:
        if may_pass(error):
            raise
        return UNKNOWN
    return str(user.get("real_name") or user.get("name") or UNKNOWN)
