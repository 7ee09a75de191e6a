"""A text file, line by line, without ever holding more of it than a line."""

import io
from collections.abc import Iterator
from functools import partial

from crm.errors import UnreadableFile
from crm.importing.reading.encodings import Encoding
from crm.importing.reading.source import Source, megabytes

_LINE_FOR_A_CELL = 4
"""A line may hold several of the longest cells; one of 100 MB is no line."""
_PIECE = 1 << 16


def lines_of(source: Source, encoding: Encoding, cell_bytes: int) -> Iterator[str]:
    """With their ends: \\n, \\r\\n or \\r. Raises UnreadableFile at a line that is too long."""
    most = _LINE_FOR_A_CELL * cell_bytes
    with source() as file:
        file.seek(encoding.skipped)
        with io.TextIOWrapper(file, encoding.codec, encoding.errors, newline="") as text:
            for number, line in enumerate(iter(partial(text.readline, most), ""), start=1):
                if len(line) == most and line[-1] not in "\r\n":
                    raise UnreadableFile(
                        f"Line {number} is longer than {megabytes(most)}. A list has one person in a line; look whether its"
                        " line breaks were lost, and drop it again."
                    )
                yield line


def pieces_of(source: Source, encoding: Encoding) -> Iterator[str]:
    """Where lines mean nothing."""
    with source() as file:
        file.seek(encoding.skipped)
        with io.TextIOWrapper(file, encoding.codec, encoding.errors, newline="") as text:
            yield from iter(partial(text.read, _PIECE), "")


def beginning_of(source: Source, encoding: Encoding, length: int) -> str:
    with source() as file:
        file.seek(encoding.skipped)
        with io.TextIOWrapper(file, encoding.codec, encoding.errors, newline="") as text:
            return text.read(length)
