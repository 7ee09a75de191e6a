"""What happened with a person, and how it is read and told."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from crm.types.origins import Author, Tenant


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a timeline. `kind` is a key of `crm.timeline.kinds.KINDS`; `data` is what that kind says of itself.

    `rich` is a note as Slack's rich text, `text` the same to be read. `audience` is who may see it: "" everybody, a
    user's id that person alone, a channel's id its members. `together` is the same for the entries of one thing.
    """

    id: int
    contact_id: int
    kind: str
    occurred_at: datetime
    recorded_at: datetime
    author: Author
    text: str
    data: Mapping[str, Any]
    rich: Mapping[str, Any] | None = None
    audience: str = ""
    together: str = ""
    pinned_at: datetime | None = None
    edited_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """Newest first. `older` and `newer` are cursors to hand back, "" at either end. `pinned` come with the first page."""

    contact_id: int
    contact_name: str
    kinds: tuple[str, ...]
    entries: tuple[Entry, ...]
    older: str
    newer: str
    pinned: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Reader:
    """Who looks at a timeline, and those channels they are a member of that matter there."""

    user_id: str
    channel_ids: frozenset[str] = frozenset()

    @property
    def audiences(self) -> tuple[str, ...]:
        """The audiences that they belong to."""
        return ("", self.user_id, *sorted(self.channel_ids))


EVERYBODY = Reader("")
"""For what is shown to several people at once."""


@dataclass(frozen=True, slots=True)
class Look:
    """What of a timeline somebody looks at: one `group` of kinds or all (""), by one user or by anybody (""), from `cursor` on."""

    group: str = ""
    user_id: str = ""
    cursor: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """An entry as it was until `replaced_by` changed it."""

    occurred_at: datetime
    text: str
    data: Mapping[str, Any]
    rich: Mapping[str, Any] | None
    replaced_by: str
    replaced_at: datetime


@dataclass(frozen=True, slots=True)
class EntryDetail:
    """One entry with all that is known of it. `versions`: the earlier ones, the newest first. `is_own`: who looks may correct it."""

    entry: Entry
    contact_name: str
    versions: tuple[Version, ...]
    is_own: bool


@dataclass(frozen=True, slots=True)
class SharedFile:
    """A file that stands in Slack, or elsewhere: only the link to it is kept."""

    title: str
    permalink: str


@dataclass(frozen=True, slots=True)
class NoteDraft:
    """What somebody wrote. `names`: the name of each person who is mentioned, by id. `audience` as in `Entry`."""

    rich: Mapping[str, Any]
    audience: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    files: tuple[SharedFile, ...] = ()


@dataclass(frozen=True, slots=True)
class ActivityDraft:
    """What happened with somebody. `kind` is one of `crm.timeline.kinds.LOGGED`; `occurred_at` may lie in the past.

    `colleagues`: the name of each who was there too, by id.
    """

    kind: str
    occurred_at: datetime
    minutes: int | None = None
    outcome: str = ""
    text: str = ""
    colleagues: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Followed:
    """What somebody follows: `kind` is contact, tag or list, `id` and `name` its own."""

    kind: str
    id: int
    name: str


@dataclass(frozen=True, slots=True)
class NewsItem:
    entry: Entry
    contact_name: str


@dataclass(frozen=True, slots=True)
class News:
    """What a follower (a user or a channel) is to be told in one message. `ids` are those of the rows that say so."""

    tenant: Tenant
    follower: str
    ids: tuple[int, ...]
    items: tuple[NewsItem, ...]


@dataclass(frozen=True, slots=True)
class SlackMessage:
    """A message that somebody wrote in Slack. `thread_ts` "": it has no thread. `permalink` "": Slack gave none."""

    channel_id: str
    ts: str
    thread_ts: str
    by: str
    rich: Mapping[str, Any]
    names: Mapping[str, str]
    permalink: str

    @property
    def at(self) -> datetime:
        return datetime.fromtimestamp(float(self.ts), UTC)
