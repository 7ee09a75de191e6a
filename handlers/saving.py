"""What a modal shows when saving is done."""

import asyncio

from slack_sdk.errors import SlackApiError
from slack_sdk.models.views import View

from handlers.context import Context
from handlers.payloads import ViewPayload

AFTER_THE_ACK_SECONDS = 0.2
"""The ack of a submission puts "Saving..." into the modal. Slack may take a call that follows at once before that ack,
and "Saving..." would stay for ever."""


async def show_result(context: Context, view: ViewPayload, result: View) -> bool:
    """False where it is not shown, because the person has closed the modal."""
    await asyncio.sleep(AFTER_THE_ACK_SECONDS)
    try:
        await context.slack.views_update(view_id=view.id, view=result)
    except SlackApiError as error:
        if error.response.get("error") != "not_found":
            raise
        return False
    return True
