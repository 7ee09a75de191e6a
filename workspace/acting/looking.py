"""What a person can see: only that can be acted on."""

from workspace.conversations import Channel, Message
from workspace.files import File
from workspace.people import User
from workspace.wire import Json, Refused
from workspace.workspace import Workspace


def person(ws: Workspace, user_id: str) -> User:
    user = ws.people.get(user_id)
    if user is None:
        raise Refused("user_not_found", "There is no such person in this workspace.")
    return user


def visible_channel(ws: Workspace, user_id: str, channel_id: str) -> Channel:
    user = person(ws, user_id)
    channel = ws.conversations.get(channel_id)
    if channel is None or not channel.open_to(user.id, is_guest=user.is_guest):
        raise Refused("channel_not_found", "There is no such channel, or it is not open to you.")
    return channel


def visible_message(ws: Workspace, user_id: str, channel_id: str, ts: str) -> tuple[Channel, Message]:
    channel = visible_channel(ws, user_id, channel_id)
    message = channel.messages.get(ts)
    if message is None or not message.seen_by(user_id):
        raise Refused("message_not_found", "This message is not there any more.")
    return channel, message


def visible_view(ws: Workspace, user_id: str, view_id: str) -> Json:
    found = ws.modals.find(view_id)
    if found is None or found[0] != user_id:
        raise Refused("not_found", "This view is not open any more.")
    return found[1]


def visible_file(ws: Workspace, user_id: str, file_id: str) -> File:
    file = ws.files.get(file_id)
    if file is None or not (file.user == user_id or _is_shown_to(ws, user_id, file)):
        raise Refused("file_not_found", "There is no such file, or it is not open to you.")
    return file


def _is_shown_to(ws: Workspace, user_id: str, file: File) -> bool:
    user = person(ws, user_id)
    channels = (ws.conversations.get(channel_id) for channel_id in file.shares)
    return any(
        channel is not None and channel.open_to(user.id, is_guest=user.is_guest) for channel in channels
    )
