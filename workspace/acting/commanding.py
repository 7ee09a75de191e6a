"""Slash commands and shortcuts."""

from workspace.acting.looking import person, visible_channel, visible_message
from workspace.acting.payloads import interaction, on_message, slash_command
from workspace.acting.reaching import reach
from workspace.answering import answer
from workspace.response_urls import ResponseUrl
from workspace.wire import Json, Refused, SlackError
from workspace.workspace import Workspace


async def command(ws: Workspace, user_id: str, channel_id: str, typed: str) -> None:
    """`typed`: "/contact add". Raises Refused: unknown_command and whatever keeps the app from answering."""
    user = person(ws, user_id)
    channel = visible_channel(ws, user_id, channel_id)
    name, _, text = typed.strip().partition(" ")
    if name not in {declared.command for declared in ws.app.manifest.commands}:
        raise Refused(
            "unknown_command", f"{name} is not a valid command: the app's manifest does not declare it."
        )
    said = await reach(ws, "slash_commands", slash_command(ws, user, channel, name, text.strip()))
    if said:
        _show_ack(ws, ResponseUrl(user.id, channel.id, None, ws.clock.now()), said)


async def global_shortcut(ws: Workspace, user_id: str, callback_id: str) -> None:
    _require_declared(ws, "global", callback_id)
    user = person(ws, user_id)
    await reach(ws, "interactive", interaction(ws, "shortcut", user) | _shortcut(ws, user_id, callback_id))


async def message_shortcut(ws: Workspace, user_id: str, callback_id: str, channel_id: str, ts: str) -> None:
    _require_declared(ws, "message", callback_id)
    user = person(ws, user_id)
    channel, message = visible_message(ws, user_id, channel_id, ts)
    where = on_message(channel, message)
    where.pop("container")
    url = {"message_ts": ts, "response_url": ws.response_urls.issue(user_id, channel_id, ts)}
    payload = interaction(ws, "message_action", user) | _shortcut(ws, user_id, callback_id) | where | url
    await reach(ws, "interactive", payload)


def _shortcut(ws: Workspace, user_id: str, callback_id: str) -> Json:
    return {"callback_id": callback_id, "action_ts": ws.clock.ts(), "trigger_id": ws.triggers.issue(user_id)}


def _require_declared(ws: Workspace, kind: str, callback_id: str) -> None:
    declared = {(shortcut.type, shortcut.callback_id) for shortcut in ws.app.manifest.shortcuts}
    if (kind, callback_id) not in declared:
        raise Refused("unknown_shortcut", "The app's manifest does not declare this shortcut.")


def _show_ack(ws: Workspace, url: ResponseUrl, said: Json) -> None:
    try:
        answer(ws, url, said)
    except SlackError as error:
        raise Refused(
            "invalid_command_response", f"The app's answer cannot be shown: {error.code}."
        ) from None
