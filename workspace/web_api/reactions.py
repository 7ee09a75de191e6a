"""reactions.*: emoji on messages."""

from workspace.conversations import Channel, Message
from workspace.reacting import react, unreact
from workspace.web_api.call import Call
from workspace.web_api.checks import visible_channel
from workspace.wire import Json, SlackError
from workspace.workspace import Workspace


async def add(ws: Workspace, call: Call) -> Json:
    channel, message = _item(ws, call)
    if not react(ws, channel, message, ws.bot.id, _name(call)):
        raise SlackError("already_reacted")
    return {}


async def remove(ws: Workspace, call: Call) -> Json:
    channel, message = _item(ws, call)
    if not unreact(ws, channel, message, ws.bot.id, _name(call)):
        raise SlackError("no_reaction")
    return {}


async def get(ws: Workspace, call: Call) -> Json:
    channel, message = _item(ws, call)
    return {"type": "message", "channel": channel.id, "message": message.fields}


def _item(ws: Workspace, call: Call) -> tuple[Channel, Message]:
    channel = visible_channel(ws, call.required("channel", "no_item_specified"))
    message = channel.messages.get(call.required("timestamp", "no_item_specified"))
    if message is None or message.only_for:
        raise SlackError("message_not_found")
    return channel, message


def _name(call: Call) -> str:
    return call.required("name", "invalid_name").strip(":")
