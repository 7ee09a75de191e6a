"""Channels, direct messages and what was said in them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from workspace.clock import Clock
from workspace.ids import new_id
from workspace.wire import Json

Kind = Literal["public", "private", "im", "mpim"]


@dataclass
class Message:
    """Slack's message object and where it is. `only_for`: the one person who sees it, of an ephemeral one."""

    channel: str
    fields: Json
    only_for: str | None = None

    @property
    def ts(self) -> str:
        return str(self.fields["ts"])

    @property
    def thread_ts(self) -> str | None:
        """The root's ts, of a reply; of a root `None`."""
        thread = self.fields.get("thread_ts")
        return str(thread) if thread and thread != self.ts else None

    @property
    def is_in_the_channel(self) -> bool:
        return self.thread_ts is None or self.fields.get("subtype") == "thread_broadcast"

    def seen_by(self, user_id: str) -> bool:
        return self.only_for in (None, user_id)

    def as_seen(self) -> Json:
        """The message as the page shows one."""
        return {**self.fields, "channel": self.channel, "ephemeral": self.only_for is not None}


@dataclass
class Channel:
    id: str
    name: str
    kind: Kind
    created: int
    creator: str = ""
    topic: str = ""
    purpose: str = ""
    is_general: bool = False
    members: list[str] = field(default_factory=list)
    messages: dict[str, Message] = field(default_factory=dict)

    @property
    def is_im(self) -> bool:
        return self.kind == "im"

    def open_to(self, user_id: str, *, is_guest: bool = False) -> bool:
        """Whether that person may look into it."""
        return user_id in self.members or (self.kind == "public" and not is_guest)

    def as_slack(self, viewer: str) -> Json:
        """Slack's conversation object as `viewer` gets it."""
        if self.is_im:
            other = next((member for member in self.members if member != viewer), viewer)
            return {
                "id": self.id,
                "created": self.created,
                "is_im": True,
                "is_archived": False,
                "user": other,
                "is_open": True,
            }
        return {
            "id": self.id,
            "name": self.name,
            "name_normalized": self.name,
            "created": self.created,
            "creator": self.creator,
            "is_channel": self.kind == "public",
            "is_group": self.kind == "private",
            "is_im": False,
            "is_mpim": self.kind == "mpim",
            "is_private": self.kind != "public",
            "is_archived": False,
            "is_general": self.is_general,
            "is_shared": False,
            "is_ext_shared": False,
            "is_org_shared": False,
            "is_member": viewer in self.members,
            "topic": {"value": self.topic, "creator": "", "last_set": 0},
            "purpose": {"value": self.purpose, "creator": "", "last_set": 0},
            "num_members": len(self.members),
        }


class Conversations:
    def __init__(self, clock: Clock, channels: Iterable[Channel]) -> None:
        self._clock = clock
        self._channels = {channel.id: channel for channel in channels}

    def __iter__(self) -> Iterator[Channel]:
        return iter(self._channels.values())

    def get(self, channel_id: str) -> Channel | None:
        return self._channels.get(channel_id)

    def named(self, name: str) -> Channel | None:
        wanted = name.removeprefix("#")
        return next((channel for channel in self if channel.name == wanted and not channel.is_im), None)

    def between(self, users: Iterable[str]) -> Channel:
        """The direct message between them, opened if it is not yet."""
        members = sorted(set(users))
        for channel in self:
            if channel.kind in ("im", "mpim") and sorted(channel.members) == members:
                return channel
        return self._open(members)

    def _open(self, members: list[str]) -> Channel:
        couple = 2
        kind: Kind = "im" if len(members) <= couple else "mpim"
        channel = Channel(
            new_id("D" if kind == "im" else "G"), "", kind, int(self._clock.now()), members=members
        )
        channel.name = "" if kind == "im" else f"mpdm-{channel.id.lower()}"
        self._channels[channel.id] = channel
        return channel

    def add(self, channel: Channel, fields: Json, only_for: str | None = None) -> Message:
        ts = self._clock.ts()
        message = Message(channel.id, {"type": "message", **fields, "ts": ts}, only_for)
        channel.messages[ts] = message
        self._count_replies(channel, message.thread_ts)
        return message

    def remove(self, channel: Channel, message: Message) -> None:
        channel.messages.pop(message.ts, None)
        self._count_replies(channel, message.thread_ts)

    def roots(self, channel: Channel, viewer: str) -> list[Message]:
        """What stands in the channel itself, oldest first."""
        return [
            message
            for message in channel.messages.values()
            if message.is_in_the_channel and message.seen_by(viewer)
        ]

    def thread(self, channel: Channel, ts: str, viewer: str) -> list[Message]:
        """A root and its replies, oldest first."""
        return [
            message
            for message in channel.messages.values()
            if ts in (message.ts, message.thread_ts) and message.seen_by(viewer)
        ]

    def _count_replies(self, channel: Channel, root_ts: str | None) -> None:
        root = channel.messages.get(root_ts) if root_ts else None
        if root is None:
            return
        replies = [m for m in channel.messages.values() if m.thread_ts == root_ts and m.only_for is None]
        for name in ("thread_ts", "reply_count", "reply_users", "reply_users_count", "latest_reply"):
            root.fields.pop(name, None)
        if replies:
            users = list(dict.fromkeys(str(reply.fields.get("user", "")) for reply in replies))
            root.fields |= {
                "thread_ts": root.ts,
                "reply_count": len(replies),
                "reply_users": users,
                "reply_users_count": len(users),
                "latest_reply": replies[-1].ts,
            }
