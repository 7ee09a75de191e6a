"""Files in the workspace, kept in memory."""

import mimetypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePath
from urllib.parse import quote

from workspace.clock import Clock
from workspace.ids import new_id
from workspace.wire import Json

_TEXT_TYPES = {
    "csv": "CSV",
    "txt": "Plain Text",
    "json": "JSON",
    "tsv": "TSV",
    "md": "Markdown",
    "vcf": "vCard",
}


@dataclass
class File:
    id: str
    name: str
    user: str
    created: int
    title: str = ""
    content: bytes = b""
    alt_text: str = ""
    is_by_bot: bool = False
    is_for_app: bool = False
    """Put into a modal of the app, not into a channel."""
    is_complete: bool = False
    shares: dict[str, list[str]] = field(default_factory=dict)
    """Channel id -> ts of the messages that show it."""
    public_in: set[str] = field(default_factory=set)
    """Those of the channels that are open to everyone."""

    @property
    def filetype(self) -> str:
        return PurePath(self.name).suffix.lstrip(".").lower() or "binary"

    @property
    def mimetype(self) -> str:
        return mimetypes.guess_type(self.name)[0] or "application/octet-stream"

    def path(self, *, download: bool = False) -> str:
        """Of its private link."""
        return f"/slack/files/{self.id}/{'download/' if download else ''}{quote(self.name, safe='')}"


class Files:
    """`origin`: the workspace's own address, before the paths of the files' links."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._files: dict[str, File] = {}
        self._tickets: dict[str, tuple[str, int]] = {}
        self.origin = ""

    def __iter__(self) -> Iterator[File]:
        return iter(self._files.values())

    def get(self, file_id: str) -> File | None:
        return self._files.get(file_id)

    def add(
        self, name: str, user: str, content: bytes = b"", *, is_by_bot: bool = False, is_complete: bool = True
    ) -> File:
        file = File(
            new_id("F"),
            name,
            user,
            int(self._clock.now()),
            title=name,
            content=content,
            is_by_bot=is_by_bot,
            is_complete=is_complete,
        )
        self._files[file.id] = file
        return file

    def remove(self, file: File) -> None:
        self._files.pop(file.id, None)

    def ticket(self, file: File, length: int) -> str:
        """An address part under which that many bytes may be sent, once."""
        ticket = new_id("")
        self._tickets[ticket] = (file.id, length)
        return ticket

    def redeem(self, ticket: str) -> tuple[File, int] | None:
        """The awaited file and its promised length."""
        file_id, length = self._tickets.pop(ticket, ("", 0))
        file = self._files.get(file_id)
        return (file, length) if file else None

    def as_slack(self, file: File) -> Json:
        """Slack's file object."""
        link = self.origin + file.path()
        described: Json = {
            "id": file.id,
            "created": file.created,
            "timestamp": file.created,
            "name": file.name,
            "title": file.title or file.name,
            "mimetype": file.mimetype,
            "filetype": file.filetype,
            "pretty_type": _TEXT_TYPES.get(file.filetype, file.filetype.upper()),
            "user": file.user,
            "editable": False,
            "size": len(file.content),
            "mode": "snippet" if file.filetype in _TEXT_TYPES else "hosted",
            "is_external": False,
            "external_type": "",
            "is_public": bool(file.public_in),
            "public_url_shared": False,
            "display_as_bot": False,
            "username": "",
            "url_private": link,
            "url_private_download": self.origin + file.path(download=True),
            "permalink": link,
            "channels": [channel for channel in file.shares if channel in file.public_in],
            "groups": [
                channel for channel in file.shares if channel not in file.public_in and channel[0] != "D"
            ],
            "ims": [channel for channel in file.shares if channel.startswith("D")],
            "has_rich_preview": False,
            "file_access": "visible",
        }
        if file.alt_text:
            described["alt_txt"] = file.alt_text
        if file.shares:
            described["shares"] = _shares(file)
        return described


def _shares(file: File) -> Json:
    """`{"public": {channel: [{"ts": ...}]}, "private": {...}}`."""
    shares: Json = {}
    for channel, stamps in file.shares.items():
        kind = "public" if channel in file.public_in else "private"
        shares.setdefault(kind, {})[channel] = [{"ts": ts} for ts in stamps]
    return shares
