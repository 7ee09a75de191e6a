"""Rows that cannot be read from their file a second time without much work: kept, compressed, in memory."""

import json
import zlib
from collections.abc import Iterable, Iterator

from crm.importing.reading.table import Row

_BLOCK = 1 << 18
"""Bytes of JSON that are compressed together: small enough to be inflated while rows are read one by one."""


class PackedRows:
    """`lines` are JSON arrays: the row's line, then its cells. They come to about a tenth of their size."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        self._blocks: list[bytes] = []
        block: list[bytes] = []
        length = 0
        for line in lines:
            block.append(line)
            length += len(line)
            if length > _BLOCK:
                self._pack(block)
                block, length = [], 0
        self._pack(block)

    def __call__(self) -> Iterator[Row]:
        for block in self._blocks:
            for line in zlib.decompress(block).splitlines():
                number, *cells = json.loads(line)
                yield Row(number, cells)

    def _pack(self, lines: list[bytes]) -> None:
        self._blocks.append(zlib.compress(b"".join(lines), 1))
