"""What the app says to a response_url, or in its ack of a command."""

from collections.abc import Mapping
from typing import Any

from workspace.conversations import Channel, Message
from workspace.posting import change, post, remove
from workspace.response_urls import ResponseUrl
from workspace.web_api.messages import content_of, from_the_bot
from workspace.wire import Json, SlackError
from workspace.workspace import Workspace


def answer(ws: Workspace, url: ResponseUrl, said: Mapping[str, Any]) -> None:
    """Post, replace or delete as told. Raises `no_text`, `invalid_blocks`, `message_not_found`, `channel_not_found`."""
    channel = ws.conversations.get(url.channel_id)
    if channel is None:
        raise SlackError("channel_not_found")
    if said.get("delete_original"):
        remove(ws, channel, _original(channel, url))
    elif said.get("replace_original"):
        replaced = {"blocks": None, "attachments": None} | content_of(said)
        change(ws, channel, _original(channel, url), replaced)
    else:
        _post(ws, channel, url, said)


def _post(ws: Workspace, channel: Channel, url: ResponseUrl, said: Mapping[str, Any]) -> None:
    thread: Json = {"thread_ts": said["thread_ts"]} if said.get("thread_ts") else {}
    only_for = None if said.get("response_type") == "in_channel" else url.user_id
    post(ws, channel, from_the_bot(ws, content_of(said)) | thread, only_for)


def _original(channel: Channel, url: ResponseUrl) -> Message:
    message = channel.messages.get(url.message_ts or "")
    if message is None:
        raise SlackError("message_not_found")
    return message
