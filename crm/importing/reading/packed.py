"""Rows that cannot be read from their file a second time without much work: kept, compressed, in memory."""

import json
import zlib
from collections.abc import Iterator
from itertools import chain

from crm.importing.reading.table import Row

_BLOCK = 1 << 18
"""Bytes of JSON that are compressed together: small enough to be inflated while rows are read one by one."""


class PackedRows:
    """They come to about a tenth of their size."""

    def __init__(self) -> None:
        self._blocks: list[bytes] = []
        self._waiting: list[bytes] = []
        self._length = 0

    def add(self, row: Row) -> None:
        self.add_line(json.dumps([row.line, *row.cells]).encode() + b"\n")

    def add_line(self, line: bytes) -> None:
        """A JSON array and a line end: the row's line, then its cells."""
        self._waiting.append(line)
        self._length += len(line)
        if self._length > _BLOCK:
            self._blocks.append(zlib.compress(b"".join(self._waiting), 1))
            self._waiting, self._length = [], 0

    def __call__(self) -> Iterator[Row]:
        for block in chain(map(zlib.decompress, self._blocks), [b"".join(self._waiting)]):
            for line in block.splitlines():
                number, *cells = json.loads(line)
                yield Row(number, cells)
