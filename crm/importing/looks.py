"""What the values of a column look like, whatever stands above them."""

import re
from collections.abc import Callable, Iterable, Sequence

from crm.identity import InvalidValue, canonical_profile, looks_like_phone
from crm.importing.blanks import is_blank

_EMAIL = re.compile(r"(?:[^@<]*<)?[^\s@]+@[^\s@]+\.[^\s@.]{2,}")
_FEWEST_DIGITS, _MOST_DIGITS = 7, 15
_PHONE_MARKS = re.compile(r"[+()\s./-]")
_DATE = re.compile(r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}.*")
_DAY = r"(0?[1-9]|[12]\d|3[01])"
_NUMBERED_DATE = re.compile(rf"{_DAY}[-./]{_DAY}[-./](?:19|20)\d\d(?:\D.*)?")
"""A phone number such as 05-55-1234 is none."""
_MONTHS = 12
_WORD_OF_A_NAME = re.compile(r"[^\W\d_][^\W\d_'’.-]*(?:['’.-][^\W\d_'’.-]*)*")
_MOST_WORDS_OF_A_NAME = 4
_COMPANY = re.compile(
    r"\b(?:GmbH|AG|KG|SE|Inc|LLC|Ltd|Limited|Corp|PLC|S\.?A|SAS|SARL|B\.?V|AB|Oy|ApS|s\.r\.o|Sp\. z o\.o|K\.K|Pty|Co)\b\.?",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"\b(?:engineer|developer|manager|director|head of|lead|designer|analyst|scientist|consultant|recruiter|officer|founder|"
    r"architect|president|assistant|specialist|entwickler\w*|ingenieur\w*|leiter\w*|berater\w*|développeu\w+|CEO|CTO|CFO|VP)\b",
    re.IGNORECASE,
)
MOST = 0.7
"""The share of values that are to look like it. Columns are never quite clean."""
NEARLY_ALL = 0.9
"""The share that leaves no doubt of how a column is written."""
MOSTLY_DIFFERENT = 0.6
"""The share of values that tell people apart, some of whom may stand in several rows."""


def is_email(text: str) -> bool:
    return "@" in text and _EMAIL.match(text) is not None


def is_phone(text: str) -> bool:
    """Not a year, a postcode or a date: it has as many digits as a number that can be dialled, and is written like one."""
    bare = text.removeprefix("'").strip()
    digits = sum(letter.isdigit() for letter in bare)
    return (
        _FEWEST_DIGITS <= digits <= _MOST_DIGITS
        and looks_like_phone(bare)
        and _PHONE_MARKS.search(bare) is not None
        and _DATE.fullmatch(bare) is None
    )


def is_international_phone(text: str) -> bool:
    return text.lstrip("'( ").startswith(("+", "00")) and is_phone(text)


def network_of(text: str) -> str:
    """linkedin, github ... for the address of somebody's profile there; "" for anything else."""
    if "/" not in text or "@" in text:
        return ""
    try:
        network, _ = canonical_profile(text)
    except InvalidValue:
        return ""
    return "" if network == "web" else network


def is_linkedin(text: str) -> bool:
    return network_of(text) == "linkedin"


def is_profile(text: str) -> bool:
    return bool(network_of(text))


def is_full_name(text: str) -> bool:
    """Two to four words, each with a capital where its script has them; no sentence, no company."""
    words = text.replace(",", " ").split()
    return (
        1 < len(words) <= _MOST_WORDS_OF_A_NAME
        and all(map(_is_name_word, words))
        and not _COMPANY.search(text)
        and not _TITLE.search(text)
    )


def is_name_word(text: str) -> bool:
    return len(text.split()) == 1 and _is_name_word(text)


def is_company(text: str) -> bool:
    return _COMPANY.search(text) is not None


def is_title(text: str) -> bool:
    return _TITLE.search(text) is not None


def _is_name_word(word: str) -> bool:
    return _WORD_OF_A_NAME.fullmatch(word) is not None and not word[0].islower()


SURE, GUESSED = 0.9, 0.5
"""How sure a look is, of 1."""
LOOKS: tuple[tuple[str, Callable[[str], bool], float], ...] = (
    ("emails", is_email, SURE),
    ("phones", is_international_phone, SURE),
    ("phones", is_phone, GUESSED),
    ("linkedin", is_linkedin, SURE),
    ("profiles", is_profile, SURE),
)
"""What tells by itself which field a column is, the surest first."""


def filled(values: Iterable[str]) -> list[str]:
    return [value.strip() for value in values if not is_blank(value)]


def share(look: Callable[[str], bool], values: Sequence[str]) -> float:
    """Of filled values, how many look so; 0 where there are none."""
    return sum(map(look, values)) / len(values) if values else 0.0


def share_of_different(values: Sequence[str]) -> float:
    """1 where no value stands twice; little where it is a company's, or that of a colleague. 1 where there are none."""
    return len({value.casefold() for value in values}) / len(values) if values else 1.0


def month_first(rows: Iterable[Sequence[str]]) -> bool:
    """Whether their dates can only be read so: 12/31/2021 shows it, unless 31/12/2021 shows the other."""
    shown = {
        int(parts[2]) > _MONTHS
        for row in rows
        for cell in row
        if (parts := _NUMBERED_DATE.fullmatch(cell.strip()))
        and (int(parts[1]) > _MONTHS) != (int(parts[2]) > _MONTHS)
    }
    return shown == {True}
