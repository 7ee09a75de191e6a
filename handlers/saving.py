"""What a modal shows when saving is done."""

import asyncio

from slack_sdk.models.views import View

from handlers.answering import answer_sentence
from handlers.context import Context
from handlers.payloads import SubmissionPayload
from handlers.redrawing import redraw

AFTER_THE_ACK_SECONDS = 0.2
"""The ack of a submission puts "Saving..." into the modal. Slack may take a call that follows at once before that ack,
and "Saving..." would stay for ever."""


async def show_result(context: Context, payload: SubmissionPayload, result: View, instead: str = "") -> None:
    """`instead`: the sentence for who has closed the modal by now, "" where the result stands in another place too."""
    await asyncio.sleep(AFTER_THE_ACK_SECONDS)
    if not await redraw(context, payload.view.id, result) and instead:
        await answer_sentence(context, payload, instead)
