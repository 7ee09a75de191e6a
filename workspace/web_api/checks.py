"""What Slack checks before it does anything: that things exist, that the app may, that blocks are sound."""

from collections.abc import Iterable, Sequence

from workspace.blocks import Fault, message_faults, view_faults
from workspace.conversations import Channel
from workspace.method_scopes import scopes_for
from workspace.people import User
from workspace.web_api.call import Call
from workspace.wire import Json, SlackError
from workspace.workspace import Workspace


def require_scope(ws: Workspace, any_of: Iterable[str]) -> None:
    """Raises `missing_scope`, unless the app has one of them (or none is needed)."""
    needed = sorted(any_of)
    provided = ws.app.manifest.bot_scopes
    if needed and not provided & set(needed):
        raise SlackError("missing_scope", needed=",".join(needed), provided=",".join(sorted(provided)))


def require_scope_for(ws: Workspace, call: Call, channel: Channel) -> None:
    """The scope that this method needs in a conversation of that kind: `channels:read`, `im:history`, ..."""
    require_scope(ws, scopes_for(call.method, channel.kind) or ())


def visible_channel(ws: Workspace, channel_id: str) -> Channel:
    """Raises `channel_not_found`, also for a private one the bot is not in."""
    channel = ws.conversations.get(channel_id)
    if channel is None or (channel.kind != "public" and ws.bot.id not in channel.members):
        raise SlackError("channel_not_found")
    return channel


def joined_channel(ws: Workspace, channel_id: str) -> Channel:
    """Raises `channel_not_found` or `not_in_channel`."""
    channel = visible_channel(ws, channel_id)
    if ws.bot.id not in channel.members:
        raise SlackError("not_in_channel")
    return channel


def channel_to_post_in(ws: Workspace, reference: str) -> Channel:
    """By id, by #name, or a person's id for the direct message with them."""
    user = ws.people.get(reference)
    if user is not None:
        return ws.direct_message(user.id)
    named = ws.conversations.named(reference)
    channel = visible_channel(ws, named.id if named else reference)
    may_post_anywhere = channel.kind == "public" and "chat:write.public" in ws.app.manifest.bot_scopes
    return channel if may_post_anywhere else joined_channel(ws, channel.id)


def existing_user(ws: Workspace, user_id: str) -> User:
    """Raises `user_not_found`."""
    user = ws.people.get(user_id)
    if user is None:
        raise SlackError("user_not_found")
    return user


def sound_message(payload: Json) -> None:
    """Raises `invalid_blocks` with the path of each fault."""
    _refuse("invalid_blocks", message_faults(payload))


def sound_view(call: Call, view_type: str) -> Json:
    """The view that was sent. Raises `invalid_arguments` with the path of each fault, as Slack does for views."""
    view = call.nested("view")
    if not isinstance(view, dict):
        raise SlackError(
            "invalid_arguments", response_metadata={"messages": ["[ERROR] missing required field: view"]}
        )
    if view.get("type") != view_type:
        _refuse("invalid_arguments", [Fault("/view/type", f"must be `{view_type}`")])
    _refuse("invalid_arguments", view_faults(view))
    return view


def _refuse(error: str, faults: Sequence[Fault]) -> None:
    if faults:
        sentences = [f"{fault.message} [json-pointer:{fault.path}]" for fault in faults]
        messages = [f"[ERROR] {sentence}" for sentence in sentences]
        raise SlackError(error, errors=sentences, response_metadata={"messages": messages})
