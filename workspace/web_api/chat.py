"""chat.*: the app speaks, corrects itself and takes back."""

from workspace.conversations import Channel, Message
from workspace.posting import change, post, remove
from workspace.web_api.call import Call
from workspace.web_api.checks import channel_to_post_in, existing_user, visible_channel
from workspace.web_api.messages import POST_LIMIT, UPDATE_LIMIT, content_of, from_the_bot
from workspace.wire import Json, SlackError
from workspace.workspace import Workspace

_NESTED = ("blocks", "attachments", "metadata")


def sent_content(call: Call) -> Json:
    """The message in the arguments. Raises `no_text`, `invalid_blocks`."""
    return content_of({**call.arguments, **{name: call.nested(name) for name in _NESTED}})


def thread_of(call: Call) -> Json:
    thread_ts = call.text("thread_ts")
    if thread_ts is None:
        return {}
    return {"thread_ts": thread_ts} | (
        {"subtype": "thread_broadcast"} if call.flag("reply_broadcast") else {}
    )


async def post_message(ws: Workspace, call: Call) -> Json:
    channel = channel_to_post_in(ws, call.required("channel", "channel_not_found"))
    message = post(ws, channel, from_the_bot(ws, sent_content(call)) | thread_of(call) | _guise(ws, call))
    warned = {"warning": "message_truncated"} if len(call.text("text") or "") > POST_LIMIT else {}
    return {"channel": channel.id, "ts": message.ts, "message": message.fields, **warned}


async def post_ephemeral(ws: Workspace, call: Call) -> Json:
    channel = channel_to_post_in(ws, call.required("channel", "channel_not_found"))
    user = existing_user(ws, call.required("user", "user_not_found"))
    if user.id not in channel.members:
        raise SlackError("user_not_in_channel")
    message = post(ws, channel, from_the_bot(ws, sent_content(call)) | thread_of(call), only_for=user.id)
    return {"message_ts": message.ts}


async def update(ws: Workspace, call: Call) -> Json:
    channel, message = _own_message(ws, call, "cant_update_message")
    if len(call.text("text") or "") > UPDATE_LIMIT:
        raise SlackError("msg_too_long")
    edited = {"edited": {"user": ws.bot.id, "ts": ws.clock.ts()}}
    change(ws, channel, message, _replacements(call) | edited)
    return {
        "channel": channel.id,
        "ts": message.ts,
        "text": message.fields.get("text", ""),
        "message": message.fields,
    }


async def delete(ws: Workspace, call: Call) -> Json:
    channel, message = _own_message(ws, call, "cant_delete_message")
    remove(ws, channel, message)
    return {"channel": channel.id, "ts": message.ts}


async def get_permalink(ws: Workspace, call: Call) -> Json:
    channel = visible_channel(ws, call.required("channel", "channel_not_found"))
    message = channel.messages.get(call.required("message_ts", "message_not_found"))
    if message is None or message.only_for:
        raise SlackError("message_not_found")
    thread = f"?thread_ts={message.thread_ts}&cid={channel.id}" if message.thread_ts else ""
    path = f"/archives/{channel.id}/p{message.ts.replace('.', '')}"
    return {"channel": channel.id, "permalink": f"{ws.origin}{path}{thread}"}


def _replacements(call: Call) -> Json:
    """What is not sent stays as it was; blocks and attachments go where an empty list is sent."""
    content = sent_content(call)
    if call.text("text") is None:
        del content["text"]
    emptied = {name: None for name in ("blocks", "attachments") if call.nested(name) == []}
    return content | emptied


def _own_message(ws: Workspace, call: Call, error: str) -> tuple[Channel, Message]:
    channel = visible_channel(ws, call.required("channel", "channel_not_found"))
    message = channel.messages.get(call.required("ts", "message_not_found"))
    if message is None or message.only_for:
        raise SlackError("message_not_found")
    if message.fields.get("bot_id") != ws.app.bot_id:
        raise SlackError(error)
    return channel, message


def _guise(ws: Workspace, call: Call) -> Json:
    """Another name or icon, where the app has the scope for it; without it Slack ignores them."""
    if "chat:write.customize" not in ws.app.manifest.bot_scopes:
        return {}
    named = {"username": call.text("username")} if call.text("username") else {}
    icons = {"emoji": call.text("icon_emoji"), "image_48": call.text("icon_url")}
    shown = {name: icon for name, icon in icons.items() if icon}
    return {**named, **({"icons": shown} if shown else {})}
