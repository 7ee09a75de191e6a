"""Where the bytes come from: something that opens the same file from its beginning, as often as it is asked to."""

import io
import os
import weakref
from collections.abc import Callable, Iterator
from typing import BinaryIO

from crm.errors import UnreadableFile

Source = Callable[[], BinaryIO]
CHUNK = 1 << 20
WHAT_WORKS = "Drop a CSV file, an Excel or OpenDocument workbook, or vCards"
_MEGABYTE = 1_000_000


class _Held:
    """An open file of our own, closed when nobody reads it any more."""

    def __init__(self, file: BinaryIO) -> None:
        self.descriptor = os.dup(file.fileno())
        weakref.finalize(self, os.close, self.descriptor)


class _Window(io.RawIOBase):
    """An open file, read from its beginning whoever else reads it: with a place of its own in it."""

    def __init__(self, held: _Held) -> None:
        self._held = held
        self._place = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override] # typeshed has no name for what it gets
        found = os.pread(self._held.descriptor, len(buffer), self._place)
        buffer[: len(found)] = found
        self._place += len(found)
        return len(found)

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        start = {
            os.SEEK_SET: 0,
            os.SEEK_CUR: self._place,
            os.SEEK_END: os.fstat(self._held.descriptor).st_size,
        }
        self._place = start[whence] + offset
        return self._place

    def tell(self) -> int:
        return self._place


def source_in(file: BinaryIO) -> Source:
    """An open file on the disk, which may have no name. It stays readable when whoever gave it closes it."""
    held = _Held(file)
    return lambda: io.BufferedReader(_Window(held))


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
