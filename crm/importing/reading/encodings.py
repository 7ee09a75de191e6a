"""In which encoding a text is written: said by its first bytes, or shown by all of them.

UTF-8 is believed only when the whole file is valid UTF-8: by chance no text of another encoding is, but for ASCII.
Of the rest chardet says which language a code page makes of it; between code pages that are nearly alike, the western
one is meant.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from crm.errors import UnreadableFile
from crm.importing.reading.source import WHAT_WORKS, Source, chunks_of, head_of

_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_WIDE = frozenset({"utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"})
_MARKS_OF_LISTS = "\n\r,;\t|"
_HEAD = 4096
_SAMPLE = 1 << 16
_CODE_PAGES = (
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp874"),
    *("mac-roman", "mac-cyrillic", "iso8859-2", "iso8859-15", "koi8-r", "koi8-u", "cp850", "cp866"),
    *("cp932", "euc-jp", "gb18030", "big5", "cp949"),
)
_NAMES = {"cp932": "shift_jis", "cp949": "euc_kr", "euc_jis_2004": "euc_jp", "big5hkscs": "big5"}
"""What a person would call them; the wider one decodes both."""
_NEARLY = 0.45
"""Of the best score. A file with names from all over Europe scores half of what it scores as Hungarian; Hungarian a third."""
_WESTERN = re.compile(
    "[\x00-\x7f\xa0ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜßàáâãäåæçèéêëìíîïñòóôõöøùúûüÿŒœ€‚„…‹›‘’“”•–—™¡¿«»°·´`®©ªº§]*"
)
_NOT_WESTERN = re.compile(r"[À-ÿ]{3}|õ(?![eE])|[ªº]\w")
"""Three accents in a row, the Hungarian ő, a letter of the east at the beginning of a word."""
_OTHER_ALPHABETS = "\u0370-\u06ff\u0e00-\u0e7f"
"""Greek, Cyrillic, Hebrew, Arabic and Thai: a word that is half Latin is none."""
_ODD = re.compile(
    r"[^\W\d_][‚„…‹›“”‘†‡•–—™¡¿«»°·®©§€¶£¥¢][^\W\d_]|[™†‡][^\W\d_]|[\x80-\x9f]"
    rf"|[A-Za-zÀ-ɏ][{_OTHER_ALPHABETS}]|[{_OTHER_ALPHABETS}][A-Za-zÀ-ɏ]"
)
_ODD_IN = {"gb18030": re.compile("[ぁ-ヿ]"), "cp949": re.compile("[ㄱ-ㆎ]")}
"""Japanese in EUC, read as Chinese or Korean, keeps its kana or becomes single strokes."""
_LOOKED_AT = 1 << 13
_LINES_WITH_MORE_THAN_ASCII = re.compile(rb"[^\r\n]*[\x80-\xff][^\r\n]*")
_VALID_FOR_ONE_FAULT = 4
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MOST_CONTROL = 0.02
_BOM_LEFT = "\ufeff"


@dataclass(frozen=True, slots=True)
class Encoding:
    """`name` is for people, with "+BOM"; `codec` decodes what comes after the first `skipped` bytes."""

    name: str
    codec: str
    skipped: int = 0
    errors: str = "strict"
    problems: tuple[str, ...] = ()


def recognise(source: Source) -> Encoding:
    """Goes through the whole file. Raises UnreadableFile where no encoding fits."""
    head = head_of(source, _HEAD)
    codec, skipped = _marked(head)
    if wide := codec if codec in _WIDE else "" if codec else _wide_without_mark(head):
        if _fault(source, wide, skipped):
            raise UnreadableFile(
                "This file ends or breaks off in the middle of a letter: it was cut off. Drop it anew."
            )
        return Encoding(_name(wide, skipped), wide, skipped)
    _refuse_zero_bytes(source)
    fault = _fault(source, "utf-8", skipped)
    if fault is None:
        return Encoding(_name("utf-8", skipped), "utf-8", skipped)
    sample = _sample(source)
    if skipped or _is_meant_as_utf_8(sample, fault):
        return _damaged_utf_8(source, fault, skipped)
    _refuse_garbage(sample)
    for codec in _ranked(sample):
        if _fault(source, codec, 0) is None:
            return Encoding(_NAMES.get(codec, codec), codec)
    raise UnreadableFile(
        f"Line {_line_at(source, fault.start)} is in no encoding that Roster knows, so letters like ü or é would be lost."
        ' Save the file as "CSV UTF-8" and drop it again.'
    )


def _marked(head: bytes) -> tuple[str, int]:
    """The codec that the first bytes name, and how many bytes say so; a mark may stand there twice."""
    for mark, codec in _MARKS:
        skipped = 0
        while head.startswith(mark, skipped):
            skipped += len(mark)
        if skipped:
            return codec, skipped
    return "", 0


def _wide_without_mark(head: bytes) -> str:
    """By where the zero bytes stand: delimiters and line ends have them in every script."""
    whole = head[: len(head) - len(head) % 4]
    zeros = [whole[place::4].count(0) for place in range(4)]
    quarter = len(whole) // 4
    if not quarter or not any(zeros):
        return ""
    if zeros[2] == zeros[3] == quarter:
        return "utf-32-le"
    if zeros[0] == zeros[1] == quarter:
        return "utf-32-be"
    big, little = zeros[0] + zeros[2], zeros[1] + zeros[3]
    codec = "utf-16-le" if little > big else "utf-16-be"
    text = whole.decode(codec, errors="replace")
    return (
        codec
        if max(big, little) > 4 * min(big, little) and any(mark in text for mark in _MARKS_OF_LISTS)
        else ""
    )


def _name(codec: str, skipped: int) -> str:
    return f"{codec}+BOM" if skipped else codec


def _refuse_zero_bytes(source: Source) -> None:
    line = 1
    for chunk in chunks_of(source):
        if (at := chunk.find(0)) >= 0:
            raise UnreadableFile(
                f"Line {line + chunk.count(10, 0, at)} has a zero byte, as no text has: this is not a text file, or a damaged"
                ' one. Open it in a spreadsheet, save it as "CSV UTF-8" and drop it again.'
            )
        line += chunk.count(10)


def _fault(source: Source, codec: str, skipped: int) -> UnicodeDecodeError | None:
    """The first; its `start` counts from the beginning of the file."""
    decoder = codecs.getincrementaldecoder(codec)()
    offset = 0
    try:
        for chunk in chunks_of(source):
            waiting = len(decoder.getstate()[0])
            decoder.decode(chunk[skipped:] if offset == 0 else chunk)
            offset += len(chunk)
        waiting = len(decoder.getstate()[0])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        error.start += offset - waiting + (skipped if offset == 0 else 0)
        return error
    return None


def _sample(source: Source) -> bytes:
    """Whole lines that have more than ASCII, from all over the file: letters cut in half would mislead."""
    found = b""
    for chunk in chunks_of(source):
        found += b"\n".join(_LINES_WITH_MORE_THAN_ASCII.findall(chunk)) + b"\n"
        if len(found) >= _SAMPLE:
            break
    return found[:_SAMPLE]


def _is_meant_as_utf_8(sample: bytes, fault: UnicodeDecodeError) -> bool:
    text = sample.decode("utf-8", errors="replace")
    faults = text.count("\ufffd")
    valid = sum(not letter.isascii() for letter in text) - faults
    return valid >= _VALID_FOR_ONE_FAULT * faults or (valid > 0 and _is_cut_off(fault))


def _is_cut_off(fault: UnicodeDecodeError) -> bool:
    return "unexpected end" in fault.reason


def _refuse_garbage(sample: bytes) -> None:
    """Code pages have a letter for nearly every byte; no text has control characters everywhere."""
    if len(_CONTROL.findall(sample)) > _MOST_CONTROL * len(sample):
        raise UnreadableFile(f"This is not a text file. {WHAT_WORKS}.")


def _damaged_utf_8(source: Source, fault: UnicodeDecodeError, skipped: int) -> Encoding:
    if _is_cut_off(fault):
        raise UnreadableFile("This file ends in the middle of a letter: it was cut off. Drop it anew.")
    line = _line_at(source, fault.start)
    problem = f"Line {line} has a letter that cannot be read (it is not UTF-8 as the rest is); it became \ufffd, and so will others."
    return Encoding(_name("utf-8", skipped), "utf-8", skipped, "replace", (problem,))


def _line_at(source: Source, offset: int) -> int:
    line = 1
    for chunk in chunks_of(source):
        line += chunk.count(b"\n", 0, max(offset, 0))
        offset -= len(chunk)
        if offset <= 0:
            break
    return line


def _ranked(sample: bytes) -> Iterator[str]:
    """Code pages, the likeliest first."""
    import chardet  # noqa: PLC0415 - for few files: a bot is to be up again quickly

    found = chardet.detect_all(
        sample, ignore_threshold=True, compat_names=False, include_encodings=_CODE_PAGES, max_bytes=_SAMPLE
    )
    scores = {each["encoding"]: each["confidence"] for each in found if each["encoding"]}
    best = max(scores.values(), default=0)
    if scores.get("cp1252", 0) >= _NEARLY * best and _is_western(sample):
        yield "cp1252"
    yield from sorted(scores, key=lambda codec: _reads_oddly(sample, codec))


def _is_western(sample: bytes) -> bool:
    text = sample.decode("cp1252", errors="replace")
    return (
        bool(_WESTERN.fullmatch(text))
        and not _NOT_WESTERN.search(text)
        and not _reads_oddly(sample, "cp1252")
    )


def _reads_oddly(sample: bytes, codec: str) -> bool:
    """With signs or capitals within words, or with letters of a neighbour's script."""
    text = sample[:_LOOKED_AT].decode(codec, errors="replace")
    within_words = (
        before.isalpha() and middle.isupper() and after.islower() and not middle.isascii()
        for before, middle, after in zip(text, text[1:], text[2:], strict=False)
    )
    return (
        bool(_ODD.search(text))
        or (codec in _ODD_IN and bool(_ODD_IN[codec].search(text)))
        or any(within_words)
    )
