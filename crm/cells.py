"""How the parts of a person are written in the cells of a file, so that reading gives back what was written.

Repeated parts stand in one cell, parted by " | "; the texts of one part by " ; ". Both marks within a text are
escaped with a backslash. A cell that a spreadsheet would run as a formula gets an apostrophe in front, which reading
takes away.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

_MARKS = re.compile(r"[\\|;]")
_MARKS_OF_LISTS = re.compile(r"[\\|;,]|(?<=\s)#")
_RUNS = "=+-@\t\r＝＋－＠"
_APOSTROPHE = "'"


def join(parts: Iterable[Sequence[str]]) -> str:
    """Parts, each of one text or several, in one cell. Empty texts at the end of a part are left out."""
    return " | ".join([" ; ".join([_escaped(text) for text in _trimmed(part)]) for part in parts])


def join_list(parts: Iterable[Sequence[str]]) -> str:
    """The same where other programs part by commas or write #words, so that those within a text are told from them."""
    return " | ".join([" ; ".join([_escaped_of_list(text) for text in _trimmed(part)]) for part in parts])


def join_texts(texts: Iterable[str]) -> str:
    """The same for parts of one text each, none of which is empty."""
    return " | ".join([_escaped_of_list(text) for text in texts])


def split(cell: str) -> list[list[str]]:
    """The other way. A part that is blank is left out."""
    if _MARKS.search(cell) is None:
        text = cell.strip()
        return [[text]] if text else []
    return [texts for texts in (_split(part, ";") for part in _cut(cell, "|")) if any(texts)]


def defused(cell: str) -> str:
    """With an apostrophe in front where a spreadsheet would run it, or where it begins with one already."""
    bare = cell.lstrip(' \n"')
    return _APOSTROPHE + cell if bare[:1] and (bare[0] in _RUNS or cell[0] == _APOSTROPHE) else cell


def fused(cell: str) -> str:
    """The other way: takes away the apostrophe that `defused` put there, and no other."""
    return cell[1:] if cell.startswith(_APOSTROPHE) and defused(cell[1:]) == cell else cell


def kept(cell: str) -> str:
    """As it is, for where nothing is run; only what `fused` would take away gets an apostrophe in front of its own."""
    return _APOSTROPHE + cell if cell.startswith(_APOSTROPHE) and fused(cell) != cell else cell


def _trimmed(part: Sequence[str]) -> Sequence[str]:
    end = len(part)
    while end and not part[end - 1]:
        end -= 1
    return part if end == len(part) else part[:end]


def _escaped(text: str) -> str:
    return _MARKS.sub(r"\\\g<0>", text) if _MARKS.search(text) else text


@lru_cache(maxsize=10_000)
def _escaped_of_list(text: str) -> str:
    """Of a tag or a skill: very many people have the same ones."""
    return _MARKS_OF_LISTS.sub(r"\\\g<0>", text)


def _split(part: str, mark: str) -> list[str]:
    return [_unescaped(text).strip() for text in _cut(part, mark)]


def _cut(text: str, mark: str) -> list[str]:
    """At each mark that no backslash precedes."""
    if "\\" not in text:
        return text.split(mark)
    pieces: list[str] = []
    piece: list[str] = []
    escaping = False
    for character in text:
        if escaping or character != mark:
            piece.append(character)
            escaping = character == "\\" and not escaping
        else:
            pieces.append("".join(piece))
            piece = []
    return [*pieces, "".join(piece)]


def _unescaped(text: str) -> str:
    return re.sub(r"\\([\\|;,#])", r"\1", text) if "\\" in text else text
