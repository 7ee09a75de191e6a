"""conversations.*: which there are, who is in them, what was said."""

from collections.abc import Sequence

from workspace.conversations import Channel, Message
from workspace.membership import join as join_channel
from workspace.web_api.call import Call
from workspace.web_api.checks import existing_user, joined_channel, require_scope_for, visible_channel
from workspace.web_api.pages import page
from workspace.wire import Json, SlackError
from workspace.workspace import Workspace

_TYPES = {"public_channel": "public", "private_channel": "private", "im": "im", "mpim": "mpim"}


async def list_all(ws: Workspace, call: Call) -> Json:
    channels = [
        channel for channel in _of_types(ws, call) if channel.kind == "public" or ws.bot.id in channel.members
    ]
    return _listed(ws, call, channels)


async def list_of_user(ws: Workspace, call: Call) -> Json:
    """users.conversations: the ones that user (the bot by default) is in, as far as the bot may know."""
    user = existing_user(ws, call.text("user") or ws.bot.id)
    channels = [
        channel for channel in _of_types(ws, call) if user.id in channel.members and _is_known(ws, channel)
    ]
    return _listed(ws, call, channels)


async def info(ws: Workspace, call: Call) -> Json:
    channel = visible_channel(ws, call.required("channel", "channel_not_found"))
    require_scope_for(ws, call, channel)
    described = channel.as_slack(ws.bot.id)
    if not call.flag("include_num_members"):
        described.pop("num_members", None)
    return {"channel": described}


async def members(ws: Workspace, call: Call) -> Json:
    channel = visible_channel(ws, call.required("channel", "channel_not_found"))
    require_scope_for(ws, call, channel)
    listed, metadata = page(channel.members, call)
    return {"members": list(listed), **metadata}


async def history(ws: Workspace, call: Call) -> Json:
    channel = joined_channel(ws, call.required("channel", "channel_not_found"))
    require_scope_for(ws, call, channel)
    newest_first = _in_span(ws.conversations.roots(channel, ws.bot.id), call)[::-1]
    listed, metadata = page(newest_first, call)
    has_more = bool(metadata["response_metadata"]["next_cursor"])
    return {
        "messages": _as_asked(listed, call),
        "has_more": has_more,
        "pin_count": 0,
        **metadata,
    }


async def replies(ws: Workspace, call: Call) -> Json:
    channel = joined_channel(ws, call.required("channel", "channel_not_found"))
    require_scope_for(ws, call, channel)
    asked = channel.messages.get(call.required("ts", "thread_not_found"))
    if asked is None or asked.only_for:
        raise SlackError("thread_not_found")
    thread = ws.conversations.thread(channel, asked.thread_ts or asked.ts, ws.bot.id)
    listed, metadata = page(_in_span(thread, call), call, default_limit=1000)
    has_more = bool(metadata["response_metadata"]["next_cursor"])
    return {"messages": _as_asked(listed, call), "has_more": has_more, **metadata}


def _as_asked(messages: Sequence[Message], call: Call) -> list[Json]:
    """Metadata only for who asks for it. https://docs.slack.dev/messaging/message-metadata"""
    if call.flag("include_all_metadata"):
        return [message.fields for message in messages]
    return [
        {name: value for name, value in message.fields.items() if name != "metadata"} for message in messages
    ]


async def open_direct(ws: Workspace, call: Call) -> Json:
    channel_id, user_ids = call.text("channel"), call.words("users")
    if channel_id:
        channel = visible_channel(ws, channel_id)
    elif user_ids:
        users = [existing_user(ws, user_id) for user_id in user_ids]
        channel = ws.conversations.between([ws.bot.id, *(user.id for user in users)])
    else:
        raise SlackError("users_list_not_supplied")
    require_scope_for(ws, call, channel)
    described = channel.as_slack(ws.bot.id) if call.flag("return_im") else {"id": channel.id}
    return {"channel": described, "no_op": True, "already_open": True}


async def join(ws: Workspace, call: Call) -> Json:
    channel = visible_channel(ws, call.required("channel", "channel_not_found"))
    if channel.kind != "public":
        raise SlackError("method_not_supported_for_channel_type")
    if ws.bot.id in channel.members:
        return {"channel": channel.as_slack(ws.bot.id), "warning": "already_in_channel"}
    join_channel(ws, channel, ws.bot.id)
    return {"channel": channel.as_slack(ws.bot.id)}


def _of_types(ws: Workspace, call: Call) -> list[Channel]:
    types = call.words("types") or ["public_channel"]
    if not set(types) <= _TYPES.keys():
        raise SlackError("invalid_types")
    kinds = {_TYPES[name] for name in types}
    return [channel for channel in ws.conversations if channel.kind in kinds]


def _listed(ws: Workspace, call: Call, channels: list[Channel]) -> Json:
    for channel in channels:
        require_scope_for(ws, call, channel)
    listed, metadata = page(channels, call)
    return {"channels": [channel.as_slack(ws.bot.id) for channel in listed], **metadata}


def _is_known(ws: Workspace, channel: Channel) -> bool:
    return channel.kind == "public" or ws.bot.id in channel.members


def _in_span(messages: list[Message], call: Call) -> list[Message]:
    oldest, latest = call.text("oldest"), call.text("latest")
    inclusive = call.flag("inclusive")

    def is_within(message: Message) -> bool:
        ts = float(message.ts)
        on_edge = inclusive and message.ts in (oldest, latest)
        return on_edge or ((oldest is None or ts > float(oldest)) and (latest is None or ts < float(latest)))

    return [message for message in messages if is_within(message)]
