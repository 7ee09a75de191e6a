"""chat.unfurl: what the app shows under a link that somebody shared. https://docs.slack.dev/reference/methods/chat.unfurl"""

from workspace.conversations import Channel, Message
from workspace.links import links_in
from workspace.posting import change
from workspace.web_api.call import Call
from workspace.web_api.checks import sound_message, visible_channel
from workspace.wire import Json, SlackError
from workspace.workspace import Workspace


async def unfurl(ws: Workspace, call: Call) -> Json:
    """`channel` and `ts`, or `unfurl_id` and `source`, say which message; `unfurls` is address -> attachment."""
    unfurls = call.nested("unfurls")
    if not isinstance(unfurls, dict) or not unfurls:
        raise SlackError("missing_unfurls")
    channel, message = _message(ws, call)
    shared = links_in(str(message.fields.get("text", "")))
    if not set(unfurls) <= set(shared):
        raise SlackError("cannot_unfurl_url")
    before = [
        each for each in message.fields.get("attachments") or () if each.get("app_unfurl_url") not in unfurls
    ]
    added = [_attachment(ws, url, attachment) for url, attachment in unfurls.items()]
    sound_message({"text": "unfurl", "attachments": [dict(each) for each in unfurls.values()]})
    numbered = [each | {"id": number} for number, each in enumerate([*before, *added], start=1)]
    change(ws, channel, message, {"attachments": numbered})
    return {}


def _message(ws: Workspace, call: Call) -> tuple[Channel, Message]:
    named = call.text("unfurl_id")
    if named is not None and call.text("source") not in ("conversations_history", "composer"):
        raise SlackError("invalid_source")
    channel_id, _, ts = named.partition(".") if named else (call.text("channel") or "", "", call.text("ts"))
    channel = visible_channel(ws, channel_id)
    message = channel.messages.get(str(ts))
    if message is None:
        raise SlackError("invalid_unfurl_id" if named else "cannot_find_message")
    return channel, message


def _attachment(ws: Workspace, url: str, attachment: Json) -> Json:
    app = {"bot_id": ws.app.bot_id, "app_id": ws.app.app_id}
    return attachment | {"from_url": url, "app_unfurl_url": url, "is_app_unfurl": True} | app
