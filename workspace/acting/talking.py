"""Saying something, sharing files, reacting, bringing the bot in."""

import uuid
from collections.abc import Sequence

from workspace.acting.looking import person, visible_channel, visible_message
from workspace.acting.typed_text import slack_text
from workspace.conversations import Channel, Message
from workspace.files import File
from workspace.membership import join, tell_of_channels
from workspace.posting import post, share
from workspace.reacting import react, unreact
from workspace.wire import Json, Refused
from workspace.workspace import Workspace

Upload = tuple[str, bytes]
"""A file's name and content."""


def say(ws: Workspace, user_id: str, channel_id: str, text: str, thread_ts: str | None = None) -> Message:
    channel = _joined_channel(ws, user_id, channel_id)
    if not text.strip():
        raise Refused("no_text", "There is nothing to send.")
    return post(ws, channel, _fields(ws, user_id, text, thread_ts))


def upload(
    ws: Workspace,
    user_id: str,
    channel_id: str,
    uploads: Sequence[Upload],
    *,
    text: str = "",
    thread_ts: str | None = None,
) -> list[File]:
    """Share files into a channel."""
    channel = _joined_channel(ws, user_id, channel_id)
    if not uploads:
        raise Refused("no_file_data", "There is no file to upload.")
    files = [ws.files.add(name, user_id, content) for name, content in uploads]
    share(ws, channel, files, _fields(ws, user_id, text, thread_ts))
    return files


def attach(ws: Workspace, user_id: str, upload: Upload) -> File:
    """Upload a file for a file input of a modal."""
    file = ws.files.add(upload[0], person(ws, user_id).id, upload[1])
    file.is_for_app = True
    return file


def toggle_reaction(ws: Workspace, user_id: str, channel_id: str, ts: str, name: str) -> None:
    channel, message = visible_message(ws, user_id, channel_id, ts)
    if not react(ws, channel, message, user_id, name):
        unreact(ws, channel, message, user_id, name)


def bring_bot(ws: Workspace, user_id: str, channel_id: str) -> None:
    channel = visible_channel(ws, user_id, channel_id)
    if ws.bot.id not in channel.members:
        join(ws, channel, ws.bot.id, inviter=user_id)


def open_direct(ws: Workspace, user_id: str, other_id: str) -> Channel:
    channel = ws.conversations.between((person(ws, user_id).id, person(ws, other_id).id))
    tell_of_channels(ws, [member for member in channel.members if member != ws.bot.id])
    return channel


def _joined_channel(ws: Workspace, user_id: str, channel_id: str) -> Channel:
    """Who speaks in an open channel is in it from then on."""
    channel = visible_channel(ws, user_id, channel_id)
    if user_id not in channel.members:
        join(ws, channel, user_id)
    manifest = ws.app.manifest
    is_with_bot = channel.is_im and ws.bot.id in channel.members
    if is_with_bot and (manifest.messages_tab_read_only or not manifest.messages_tab):
        raise Refused("messages_tab_disabled", f"Sending messages to {manifest.name} has been turned off.")
    return channel


def _fields(ws: Workspace, user_id: str, text: str, thread_ts: str | None) -> Json:
    thread = {"thread_ts": thread_ts} if thread_ts else {}
    return {
        "user": user_id,
        "team": ws.team.id,
        "client_msg_id": str(uuid.uuid4()),
        "text": slack_text(ws, text),
    } | thread
