"""The message an app sends, from the arguments of chat.* methods and the bodies sent to response_urls."""

from collections.abc import Mapping
from typing import Any

from workspace.web_api.checks import sound_message
from workspace.wire import Json, SlackError
from workspace.workspace import Workspace

POST_LIMIT = 40_000
"""Characters; Slack cuts what is longer."""
UPDATE_LIMIT = 4_000
"""Characters; Slack refuses what is longer in chat.update."""
_CARRIED = ("text", "blocks", "attachments", "metadata")


def content_of(sent: Mapping[str, Any]) -> Json:
    """Text, blocks, attachments and metadata. Raises `no_text`, `invalid_blocks`."""
    content = {name: sent[name] for name in _CARRIED if sent.get(name)}
    if sent.get("markdown_text"):
        if "text" in content or "blocks" in content:
            raise SlackError("markdown_text_conflict")
        content["blocks"] = [{"type": "markdown", "text": sent["markdown_text"]}]
    if not content.keys() & {"text", "blocks", "attachments"}:
        raise SlackError("no_text")
    sound_message(content)
    return content | {"text": str(content.get("text", ""))[:POST_LIMIT]}


def from_the_bot(ws: Workspace, content: Json) -> Json:
    """The message's fields with the bot as its author."""
    return content | {
        "user": ws.bot.id,
        "bot_id": ws.app.bot_id,
        "app_id": ws.app.app_id,
        "team": ws.team.id,
        "bot_profile": {
            "id": ws.app.bot_id,
            "deleted": False,
            "name": ws.bot.real_name,
            "updated": 0,
            "app_id": ws.app.app_id,
            "icons": {},
            "team_id": ws.team.id,
        },
    }
