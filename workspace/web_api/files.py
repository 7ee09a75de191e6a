"""files.*: the app's uploads in three steps (an address, the bytes, done), and what files there are."""

from collections.abc import Iterator, Sequence

from workspace.conversations import Channel, Message
from workspace.files import File
from workspace.posting import change, share
from workspace.web_api.call import Call
from workspace.web_api.checks import joined_channel
from workspace.web_api.messages import from_the_bot
from workspace.wire import Json, SlackError
from workspace.workspace import Workspace


async def get_upload_url(ws: Workspace, call: Call) -> Json:
    name = call.required("filename", "missing_argument")
    length = call.number("length", 0)
    if length <= 0:
        raise SlackError("missing_argument")
    file = ws.files.add(name, ws.bot.id, is_by_bot=True, is_complete=False)
    file.alt_text = call.text("alt_txt") or ""
    return {"upload_url": f"{ws.origin}/slack/upload/v1/{ws.files.ticket(file, length)}", "file_id": file.id}


async def complete_upload(ws: Workspace, call: Call) -> Json:
    files = [_uploaded(ws, item) for item in call.nested("files") or ()]
    if not files:
        raise SlackError("invalid_arguments")
    channel_ids = [
        channel_id for channel_id in (call.text("channel_id"), *call.words("channels")) if channel_id
    ]
    channels = [joined_channel(ws, channel_id) for channel_id in channel_ids]
    for file in files:
        file.is_complete = True
    ws.background.start(_share(ws, channels, files, call))
    return {"files": [ws.files.as_slack(file) for file in files]}


async def info(ws: Workspace, call: Call) -> Json:
    file = _visible_file(ws, call)
    return {"file": ws.files.as_slack(file), "comments": [], "response_metadata": {"next_cursor": ""}}


async def list_all(ws: Workspace, call: Call) -> Json:
    files = [file for file in ws.files if _is_visible(ws, file) and _is_wanted(file, call)]
    size = call.number("count", 100) or 100
    number = call.number("page", 1)
    listed: Sequence[File] = files[::-1][(number - 1) * size : number * size]
    paging = {"count": size, "total": len(files), "page": number, "pages": -(-len(files) // size)}
    return {"files": [ws.files.as_slack(file) for file in listed], "paging": paging}


async def delete(ws: Workspace, call: Call) -> Json:
    file = _visible_file(ws, call)
    if not file.is_by_bot:
        raise SlackError("cant_delete_file")
    ws.files.remove(file)
    for channel, message in _messages_with(ws, file):
        others = [shown for shown in message.fields["files"] if shown["id"] != file.id]
        change(ws, channel, message, {"files": [*others, {"id": file.id, "mode": "tombstone"}]})
    ws.events.emit("file_deleted", {"type": "file_deleted", "file_id": file.id, "event_ts": ws.clock.ts()})
    return {}


async def _share(ws: Workspace, channels: list[Channel], files: list[File], call: Call) -> None:
    """After the answer, as in Slack: `shares` is filled in a moment later."""
    thread = {"thread_ts": call.text("thread_ts")} if call.text("thread_ts") else {}
    for channel in channels:
        share(ws, channel, files, from_the_bot(ws, {"text": call.text("initial_comment") or ""}) | thread)


def _messages_with(ws: Workspace, file: File) -> Iterator[tuple[Channel, Message]]:
    for channel_id, stamps in file.shares.items():
        channel = ws.conversations.get(channel_id)
        messages = (channel.messages.get(ts) for ts in stamps) if channel else ()
        for message in messages:
            if channel and message:
                yield channel, message


def _uploaded(ws: Workspace, item: Json) -> File:
    file = ws.files.get(str(item.get("id", "")))
    if file is None or not file.content or file.is_complete:
        raise SlackError("file_not_found")
    file.title = str(item.get("title") or file.name)
    return file


def _visible_file(ws: Workspace, call: Call) -> File:
    file = ws.files.get(call.required("file", "file_not_found"))
    if file is None or not _is_visible(ws, file):
        raise SlackError("file_not_found")
    return file


def _is_visible(ws: Workspace, file: File) -> bool:
    """The bot sees its own files, those put into a modal of the app, and those in conversations it is in."""
    if file.is_by_bot or file.is_for_app:
        return file.is_complete
    shown_in = (ws.conversations.get(channel_id) for channel_id in file.shares)
    return any(
        channel is not None and (channel.kind == "public" or ws.bot.id in channel.members)
        for channel in shown_in
    )


def _is_wanted(file: File, call: Call) -> bool:
    return call.text("user") in (None, file.user) and call.text("channel") in (None, *file.shares)
