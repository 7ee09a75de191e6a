"""What a zip file really holds, looked at before a library is let loose on it."""

import zipfile
import zlib

from crm.errors import UnreadableFile
from crm.importing.reading.source import Source, megabytes
from crm.importing.reading.table import Limits

_MOST_PARTS = 10_000
_MOST_TIMES = 200
_SMALL = 50_000_000
"""A workbook of equal cells shrinks to a hundredth; below this size nobody is harmed by more."""
_CHUNK = 1 << 20
_BEGINNING = 4096
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)
_DAMAGED = (
    "This workbook is damaged or was cut off. Open it in a spreadsheet, save it anew and drop it again."
)


def format_of_zip(source: Source, limits: Limits) -> str:
    """xlsx or ods, inflated once and found harmless. Raises UnreadableFile."""
    try:
        with source() as file, zipfile.ZipFile(file) as archive:
            found = _format(archive.namelist(), archive)
            _refuse_bomb(archive, limits)
    except _FAULTS as error:
        raise UnreadableFile(_DAMAGED) from error
    return found


def _format(names: list[str], archive: zipfile.ZipFile) -> str:
    if len(names) > _MOST_PARTS:
        raise UnreadableFile(
            f"This file is a zip archive of {len(names):,} parts, which no list of people has."
        )
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    if "mimetype" in names and archive.open("mimetype").read(100).startswith(
        b"application/vnd.oasis.opendocument.spreadsheet"
    ):
        return "ods"
    if any(name.startswith(("word/", "ppt/")) for name in names) or "mimetype" in names:
        raise UnreadableFile(
            "This is a document, not a list of people. Copy its table into a spreadsheet, save that and drop it again."
        )
    if any(name.endswith(".numbers") or name.startswith("Index/") for name in names):
        raise UnreadableFile("This is a Numbers spreadsheet. Export it as CSV or Excel and drop that.")
    raise UnreadableFile("This is a zip archive. Unpack it and drop the list that is in it.")


def _refuse_bomb(archive: zipfile.ZipFile, limits: Limits) -> None:
    """Counts what really comes out: what the archive says of its sizes may be a lie."""
    packed = sum(part.compress_size for part in archive.infolist())
    unpacked = 0
    for part in archive.infolist():
        with archive.open(part) as stream:
            beginning = stream.read(_BEGINNING)
            if b"<!DOCTYPE" in beginning or b"<!ENTITY" in beginning:
                raise UnreadableFile(
                    "This workbook defines entities of its own, as no spreadsheet does, and was not read. Save it anew from a"
                    " spreadsheet."
                )
            unpacked += len(beginning)
            while chunk := stream.read(_CHUNK):
                unpacked += len(chunk)
                if unpacked > limits.unpacked_bytes or unpacked > max(_SMALL, _MOST_TIMES * packed):
                    raise UnreadableFile(
                        f"This workbook unpacks to more than {megabytes(min(limits.unpacked_bytes, unpacked))}. Save the sheet"
                        " with the people as CSV and drop that."
                    )
