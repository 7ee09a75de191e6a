"""Saying, changing and removing messages: kept, shown to whoever may see them, told to the app as events."""

from urllib.parse import urlsplit

from workspace.block_ids import blocks_of, name_blocks
from workspace.conversations import Channel, Message
from workspace.files import File
from workspace.links import links_in
from workspace.wire import Json
from workspace.workspace import Workspace

_EVENT_NAMES = {
    "public": "message.channels",
    "private": "message.groups",
    "im": "message.im",
    "mpim": "message.mpim",
}
_CHANNEL_TYPES = {"public": "channel", "private": "group", "im": "im", "mpim": "mpim"}


def post(ws: Workspace, channel: Channel, fields: Json, only_for: str | None = None) -> Message:
    """`only_for`: the one person to see it; the app is sent no event for such a message."""
    name_blocks(blocks_of(fields))
    message = ws.conversations.add(channel, _in_its_thread(channel, fields), only_for)
    _show(ws, channel, message, {"type": "message", "channel": channel.id, "message": message.as_seen()})
    _show_root(ws, channel, message)
    if only_for is None:
        _tell(ws, channel, message.fields | _file_share(message))
        _tell_of_mention(ws, channel, message)
        _tell_of_links(ws, channel, message)
    return message


def change(ws: Workspace, channel: Channel, message: Message, fields: Json) -> None:
    """Put those fields in place of the old ones; a field that is `None` goes."""
    before = dict(message.fields)
    name_blocks(blocks_of(fields))
    message.fields |= fields
    for name in [name for name, value in fields.items() if value is None]:
        del message.fields[name]
    _show(
        ws, channel, message, {"type": "message_changed", "channel": channel.id, "message": message.as_seen()}
    )
    if message.only_for is None:
        _tell(ws, channel, _hidden(ws, "message_changed", message=message.fields, previous_message=before))


def remove(ws: Workspace, channel: Channel, message: Message) -> None:
    ws.conversations.remove(channel, message)
    _show(ws, channel, message, {"type": "message_deleted", "channel": channel.id, "ts": message.ts})
    _show_root(ws, channel, message)
    if message.only_for is None:
        _tell(
            ws,
            channel,
            _hidden(ws, "message_deleted", deleted_ts=message.ts, previous_message=message.fields),
        )


def share(ws: Workspace, channel: Channel, files: list[File], fields: Json) -> Message:
    """Post a message that shows those files, and tell the app of each (`file_shared`)."""
    for file in files:
        file.shares.setdefault(channel.id, [])
        if channel.kind == "public":
            file.public_in.add(channel.id)
    message = post(
        ws, channel, fields | {"files": [ws.files.as_slack(file) for file in files], "upload": False}
    )
    for file in files:
        file.shares[channel.id].append(message.ts)
    message.fields["files"] = [ws.files.as_slack(file) for file in files]
    for file in files:
        shared = {"channel_id": channel.id, "file_id": file.id, "user_id": file.user, "file": {"id": file.id}}
        ws.events.emit("file_shared", {"type": "file_shared", **shared, "event_ts": ws.clock.ts()}, channel)
    return message


def _in_its_thread(channel: Channel, fields: Json) -> Json:
    """A reply to a reply stands under the root; one to a message that is gone stands in the channel."""
    if "thread_ts" not in fields:
        return fields
    answered = channel.messages.get(str(fields["thread_ts"]))
    if answered is None:
        return {name: value for name, value in fields.items() if name != "thread_ts"}
    return fields | {"thread_ts": answered.thread_ts or answered.ts}


def _show(ws: Workspace, channel: Channel, message: Message, frame: Json) -> None:
    ws.watchers.tell([message.only_for] if message.only_for else ws.audience(channel), frame)


def _show_root(ws: Workspace, channel: Channel, reply: Message) -> None:
    """The root says how many replies there are."""
    root = channel.messages.get(reply.thread_ts) if reply.thread_ts and reply.only_for is None else None
    if root is not None:
        frame = {"type": "message_changed", "channel": channel.id, "message": root.as_seen()}
        ws.watchers.tell(ws.audience(channel), frame)


def _tell(ws: Workspace, channel: Channel, event: Json) -> None:
    ts = {"channel": channel.id, "channel_type": _CHANNEL_TYPES[channel.kind], "event_ts": ws.clock.ts()}
    ws.events.emit(_EVENT_NAMES[channel.kind], event | ts, channel)


def _tell_of_mention(ws: Workspace, channel: Channel, message: Message) -> None:
    by_the_app = message.fields.get("bot_id") == ws.app.bot_id
    if f"<@{ws.bot.id}>" in str(message.fields.get("text", "")) and not channel.is_im and not by_the_app:
        event = message.fields | {"type": "app_mention", "channel": channel.id, "event_ts": message.ts}
        ws.events.emit("app_mention", event, channel)


def _tell_of_links(ws: Workspace, channel: Channel, message: Message) -> None:
    """Those to the app's own domains. https://docs.slack.dev/reference/events/link_shared"""
    if message.fields.get("bot_id") == ws.app.bot_id:
        return
    links = [
        {"domain": domain, "url": url}
        for url in links_in(str(message.fields.get("text", "")))
        if (domain := urlsplit(url).hostname) in ws.app.manifest.unfurl_domains
    ]
    if links:
        thread = {"thread_ts": message.thread_ts} if message.thread_ts else {}
        event = {
            "type": "link_shared",
            "channel": channel.id,
            "is_bot_user_member": ws.bot.id in channel.members,
            "user": message.fields.get("user", ""),
            "message_ts": message.ts,
            "unfurl_id": f"{channel.id}.{message.ts}",
            "source": "conversations_history",
            "links": links,
            "event_ts": ws.clock.ts(),
        }
        ws.events.emit("link_shared", event | thread, channel)


def _file_share(message: Message) -> Json:
    return {"subtype": "file_share"} if message.fields.get("files") else {}


def _hidden(ws: Workspace, subtype: str, **fields: object) -> Json:
    return {"type": "message", "subtype": subtype, "hidden": True, "ts": ws.clock.ts(), **fields}
