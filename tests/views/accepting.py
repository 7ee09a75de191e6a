"""What every view has to be: one that Slack accepts, with nothing in it that comes alive."""

import json
from collections.abc import Iterable
from typing import Any

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from workspace.blocks import message_faults, view_faults


def accepted_message(blocks: Iterable[Block]) -> None:
    payload = {"text": "x", "blocks": [block.to_dict() for block in blocks]}
    assert message_faults(payload) == []
    harmless(payload)


def accepted_view(view: View) -> None:
    payload = view.to_dict()
    assert view_faults(payload) == []
    harmless(payload)


def harmless(payload: dict[str, Any]) -> None:
    """No mrkdwn anywhere, so no mention, link or formatting can come of what people typed; nothing hidden in it."""
    written = json.dumps(payload, ensure_ascii=False)
    assert '"mrkdwn"' not in written
    assert not {"\u202e", "\u2066"} & set(written)
