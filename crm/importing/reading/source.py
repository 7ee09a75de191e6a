"""Where the bytes come from: something that opens the same file from its beginning, as often as it is asked to."""

from collections.abc import Callable, Iterator
from typing import BinaryIO

from crm.errors import UnreadableFile

Source = Callable[[], BinaryIO]
CHUNK = 1 << 20
WHAT_WORKS = "Drop a CSV file, an Excel or OpenDocument workbook, or vCards"
_MEGABYTE = 1_000_000


def chunks_of(source: Source) -> Iterator[bytes]:
    with source() as file:
        while chunk := file.read(CHUNK):
            yield chunk


def head_of(source: Source, length: int) -> bytes:
    with source() as file:
        return file.read(length)


def size_of(source: Source) -> int:
    with source() as file:
        return file.seek(0, 2)


def megabytes(count: int) -> str:
    """As a sentence says it; in KB below one."""
    return f"{count / _MEGABYTE:,.0f} MB" if count >= _MEGABYTE else f"{count / 1000:,.0f} KB"


def refuse_large(source: Source, most: int) -> None:
    if size_of(source) > most:
        raise UnreadableFile(
            f"This file is larger than {megabytes(most)}, more than Roster imports at once. Split it, please."
        )
