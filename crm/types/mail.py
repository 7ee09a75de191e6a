"""What comes from Slack and what goes there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from crm.types.origins import Tenant


@dataclass(frozen=True, slots=True)
class Words:
    """What is to stand in Slack, as JSON of Block Kit, and the text that a notification reads out."""

    blocks: tuple[dict[str, Any], ...]
    text: str


@dataclass(frozen=True, slots=True)
class OutboxMessage:
    """Words that a replica has taken to say: posted, or edited where `ts` says which message. `version` counts wordings.

    `channel_id` may be a user's, which means their direct messages. `fallback_id`: where else, "" nowhere.
    `tries` counts this one.
    """

    id: int
    tenant: Tenant
    key: str
    version: int
    channel_id: str
    thread_ts: str
    fallback_id: str
    words: Words
    ts: str
    tries: int
    created_at: datetime

    @property
    def is_double(self) -> bool:
        """It stands in another place already: no words, but to be removed."""
        return not self.words.text and not self.words.blocks


@dataclass(frozen=True, slots=True)
class InboxItem:
    """What Slack delivered and is to be done: its kind and its payload as they came. `tries` counts those before."""

    id: int
    tenant: Tenant
    key: str
    kind: str
    body: Mapping[str, Any]
    tries: int
