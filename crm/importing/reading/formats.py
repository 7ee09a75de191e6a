"""What a file is, by its content: its name may say anything."""

import re

from crm.errors import UnreadableFile
from crm.importing.reading.archives import format_of_zip
from crm.importing.reading.encodings import Encoding
from crm.importing.reading.source import WHAT_WORKS, Source, head_of
from crm.importing.reading.table import Limits
from crm.importing.reading.texts import beginning_of

HEAD = 4096
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0"
_KINDS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
    (b"RIFF", "a picture or a sound"),
    (b"{\\rtf", "a document"),
    (b"\x1f\x8b", "a compressed file"),
    (b"BZh", "a compressed file"),
    (b"\xfd7zXZ", "a compressed file"),
    (b"7z\xbc\xaf", "an archive"),
    (b"Rar!", "an archive"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)
_PACKED = ("a compressed file", "an archive")
_JSON = re.compile(r"\s*[\[{]\s*[\"{\[\]}]")
_MARKUP = re.compile(r"\s*<(!doctype|!--|\?xml|/?[a-z][\w:]*[\s/>])", re.IGNORECASE)
_PAGE = re.compile(r"<(!doctype html|html|head|body|table|tr|meta|div)\b", re.IGNORECASE)
_VCARD = re.compile(r"\s*BEGIN:VCARD\s", re.IGNORECASE)
_CALENDAR = re.compile(r"\s*BEGIN:VCALENDAR\s", re.IGNORECASE)
_DIRECTORY = re.compile(r"\s*(version: *\d+\s+)?dn::? *\S", re.IGNORECASE)
_WORKBOOK = "urn:schemas-microsoft-com:office:spreadsheet"


def workbook_format(source: Source, limits: Limits) -> str:
    """xlsx, xls, ods, or "" for a text. Raises UnreadableFile for what is neither."""
    head = head_of(source, HEAD)
    if head.startswith(_ZIP):
        return format_of_zip(source, limits)
    if head.startswith(_OLE):
        return "xls"
    for mark, kind in _KINDS:
        if head.startswith(mark):
            what_to_do = "Unpack it and drop the list that is in it" if kind in _PACKED else WHAT_WORKS
            raise UnreadableFile(f"This is {kind}, not a list of people. {what_to_do}.")
    return ""


def text_format(source: Source, encoding: Encoding) -> str:
    """csv, vcard or html. Raises UnreadableFile for other texts."""
    head = beginning_of(source, encoding, HEAD)
    if _VCARD.match(head):
        return "vcard"
    if _CALENDAR.match(head):
        raise UnreadableFile(f"This is a calendar, not a list of people. {WHAT_WORKS}.")
    if _DIRECTORY.match(head):
        raise UnreadableFile(
            "This is LDIF, made for directories. Export the address book as CSV or vCards and drop that."
        )
    if _JSON.match(head):
        raise UnreadableFile(f"This is JSON, made for programs. {WHAT_WORKS}.")
    if _MARKUP.match(head):
        if _WORKBOOK in head and "<Workbook" in head:
            raise UnreadableFile(
                "This is a workbook in XML. Open it in a spreadsheet, save it as .xlsx and drop it again."
            )
        if _PAGE.search(head):
            return "html"
        raise UnreadableFile(f"This is XML, made for programs. {WHAT_WORKS}.")
    return "csv"
