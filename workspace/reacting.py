"""Emoji on messages, by people and by the bot."""

from workspace.conversations import Channel, Message
from workspace.wire import Json
from workspace.workspace import Workspace


def react(ws: Workspace, channel: Channel, message: Message, user_id: str, name: str) -> bool:
    """Whether it was new."""
    reactions = message.fields.setdefault("reactions", [])
    reaction = next((reaction for reaction in reactions if reaction["name"] == name), None)
    if reaction is None:
        reactions.append(reaction := {"name": name, "users": [], "count": 0})
    if user_id in reaction["users"]:
        return False
    reaction["users"].append(user_id)
    reaction["count"] += 1
    _announce(ws, channel, message, _event(ws, "reaction_added", user_id, name))
    return True


def unreact(ws: Workspace, channel: Channel, message: Message, user_id: str, name: str) -> bool:
    """Whether there was one to take away."""
    reactions = message.fields.get("reactions", [])
    reaction = next((reaction for reaction in reactions if reaction["name"] == name), None)
    if reaction is None or user_id not in reaction["users"]:
        return False
    reaction["users"].remove(user_id)
    reaction["count"] -= 1
    if not reaction["users"]:
        reactions.remove(reaction)
    _announce(ws, channel, message, _event(ws, "reaction_removed", user_id, name))
    return True


def _event(ws: Workspace, what: str, user_id: str, name: str) -> Json:
    return {"type": what, "user": user_id, "reaction": name, "event_ts": ws.clock.ts()}


def _announce(ws: Workspace, channel: Channel, message: Message, event: Json) -> None:
    frame = {"type": "message_changed", "channel": channel.id, "message": message.as_seen()}
    ws.watchers.tell(ws.audience(channel), frame)
    item = {"type": "message", "channel": channel.id, "ts": message.ts}
    about = {"item": item, "item_user": message.fields.get("user", "")}
    ws.events.emit(event["type"], event | about, channel)
