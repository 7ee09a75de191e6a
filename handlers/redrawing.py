"""Showing another view in the place of one that is open."""

from slack_sdk.errors import SlackApiError
from slack_sdk.models.views import View

from handlers.context import Context

CLOSED = "not_found"
"""https://docs.slack.dev/reference/methods/views.update"""


async def redraw(context: Context, view_id: str, view: View) -> bool:
    """False where somebody has closed it meanwhile: whoever does not look needs not be told of it. Raises SlackApiError."""
    try:
        await context.slack.views_update(view_id=view_id, view=view)
    except SlackApiError as error:
        if error.response.get("error") != CLOSED:
            raise
        return False
    return True
