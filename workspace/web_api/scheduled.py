"""chat.scheduleMessage and its kin: messages for later."""

from workspace.posting import post
from workspace.scheduled import HORIZON_SECONDS, ScheduledMessage
from workspace.web_api.call import Call
from workspace.web_api.chat import sent_content, thread_of
from workspace.web_api.checks import channel_to_post_in
from workspace.web_api.messages import from_the_bot
from workspace.web_api.pages import page
from workspace.wire import Json, SlackError
from workspace.workspace import Workspace


async def schedule(ws: Workspace, call: Call) -> Json:
    channel = channel_to_post_in(ws, call.required("channel", "channel_not_found"))
    post_at = call.number("post_at", 0)
    ahead = post_at - ws.clock.now()
    if ahead <= 0:
        raise SlackError("time_in_past")
    if ahead > HORIZON_SECONDS:
        raise SlackError("time_too_far")
    fields = from_the_bot(ws, sent_content(call)) | thread_of(call)
    message = ws.scheduled.add(channel.id, post_at, fields)
    ws.background.start(_post_when_due(ws, message))
    return {
        "channel": channel.id,
        "scheduled_message_id": message.id,
        "post_at": post_at,
        "message": {"type": "delayed_message", **fields},
    }


async def list_scheduled(ws: Workspace, call: Call) -> Json:
    channel_id = call.text("channel")
    waiting = [message for message in ws.scheduled.waiting() if channel_id in (None, message.channel_id)]
    listed, metadata = page(waiting, call)
    return {"scheduled_messages": [message.as_slack() for message in listed], **metadata}


async def delete_scheduled(ws: Workspace, call: Call) -> Json:
    if ws.scheduled.take(call.required("scheduled_message_id", "invalid_scheduled_message_id")) is None:
        raise SlackError("invalid_scheduled_message_id")
    return {}


async def _post_when_due(ws: Workspace, message: ScheduledMessage) -> None:
    await ws.clock.sleep(message.post_at - ws.clock.now())
    channel = ws.conversations.get(message.channel_id)
    if channel and ws.scheduled.take(message.id):
        post(ws, channel, message.fields)
