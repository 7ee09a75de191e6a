"""The payloads of interactions, as Slack sends them."""

from workspace.conversations import Channel, Message
from workspace.people import User
from workspace.wire import Json
from workspace.workspace import Workspace

_CHANNEL_NAMES = {"im": "directmessage", "private": "privategroup", "mpim": "mpdm"}


def interaction(ws: Workspace, kind: str, user: User) -> Json:
    """What all interactions have in common."""
    team = {"id": ws.team.id, "domain": ws.team.domain}
    return {
        "type": kind,
        "user": {"id": user.id, "username": user.name, "name": user.name, "team_id": ws.team.id},
        "api_app_id": ws.app.app_id,
        "token": ws.app.verification_token,
        "team": team,
        "enterprise": None,
        "is_enterprise_install": False,
    }


def slash_command(ws: Workspace, user: User, channel: Channel, command: str, text: str) -> Json:
    """Form fields: all of them strings, `is_enterprise_install` too."""
    return {
        "token": ws.app.verification_token,
        "team_id": ws.team.id,
        "team_domain": ws.team.domain,
        "channel_id": channel.id,
        "channel_name": channel_name(channel),
        "user_id": user.id,
        "user_name": user.name,
        "command": command,
        "text": text,
        "api_app_id": ws.app.app_id,
        "is_enterprise_install": "false",
        "response_url": ws.response_urls.issue(user.id, channel.id),
        "trigger_id": ws.triggers.issue(user.id),
    }


def on_message(channel: Channel, message: Message) -> Json:
    """Where the person acted. Slack leaves the content of ephemeral messages out."""
    is_ephemeral = message.only_for is not None
    container: Json = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": channel.id,
        "is_ephemeral": is_ephemeral,
    }
    if message.thread_ts:
        container["thread_ts"] = message.thread_ts
    place: Json = {"container": container, "channel": {"id": channel.id, "name": channel_name(channel)}}
    return place if is_ephemeral else place | {"message": message.fields}


def on_view(view: Json, values: Json) -> Json:
    return {
        "container": {"type": "view", "view_id": view["id"]},
        "view": view | {"state": {"values": values}},
    }


def channel_name(channel: Channel) -> str:
    return _CHANNEL_NAMES.get(channel.kind, channel.name)
