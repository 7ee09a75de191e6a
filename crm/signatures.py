"""The signature under an e-mail, read: who wrote it, what they do, how to reach them. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crm.drafts import LONGEST
from crm.identity import clean, clean_line, fold
from crm.mentioned import emails_in, links_in, phones_in, without_addresses
from crm.types import ContactDraft

MOST_LINES = 60
"""A signature is short; what is longer is a letter, and its end is read."""
_LABEL = re.compile(
    r"^(?:e-?mail|mail|phone|tel(?:ephone|efon)?|mobile?|mobil|cell|direct|office|fax|web(?:site)?|linkedin|github|twitter"
    r"|x|[temwfpd])\s*[.:|]\s*",
    re.IGNORECASE,
)
_SEPARATORS = re.compile(r"\s+[|•·\u2013\u2014-]\s+|\s*[|•·]\s*|\t+")
_CLOSING = re.compile(
    r"^(?:(?:with |mit |kind |best |warm |many )*(?:regards|wishes|thanks|gr[uü](?:ß|ss)en?|freundlichen gr[uü](?:ß|ss)en)"
    r"|best|thanks|thank you|cheers|sincerely|yours(?: \w+)?|cordialement|bien à vous|saludos|viele gr[uü](?:ß|ss)e"
    r"|sent from .*|--+|_{2,}|={2,}|-{2,})[,.!]?$",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"\b(?:engineer(?:ing)?|developer|manager|director|head|lead|chief|officer|c[etofpm]o|founder|partner|president|vp|recruiter"
    r"|sourcer|consultant|designer|analyst|architect|scientist|specialist|coordinator|associate|assistant|owner|professor"
    r"|researcher|administrator|talent|sales|marketing|principal|senior|staff|freelance|geschäftsführer(?:in)?"
    r"|entwickler(?:in)?|leiter(?:in)?|berater(?:in)?|ingénieure?|directrice|directeur|responsable|gerente)\b",
    re.IGNORECASE,
)
_COMPANY = re.compile(
    r"\b(?:inc|llc|ltd|limited|gmbh|ag|kg|ug|se|plc|corp|corporation|company|co|s\.?a\.?r?\.?l?|b\.?v|oy|ab|aps|group|labs?"
    r"|technologies|solutions|systems|software|studio|university|institute)\b\.?",
    re.IGNORECASE,
)
_AT = re.compile(r"^(?P<title>.+?)(?:\s+(?:at|bei|chez)\s+|\s*@\s+|,\s+)(?P<company>.+)$", re.IGNORECASE)
_CREDENTIALS = re.compile(
    r",?\s+(?:ph\.?d\.?|mba|m\.?sc\.?|b\.?sc\.?|pmp|cpa|esq\.?|jr\.?|sr\.?)\.?$", re.IGNORECASE
)
_PRONOUNS = re.compile(r"\s*\((?:she|he|they|sie|er|elle|il)\b[^)]*\)", re.IGNORECASE)
_ADDRESS = re.compile(r"\d")
_NAME_WORDS = range(2, 6)
_NETWORKS = ("linkedin", "github", "gitlab", "x", "xing", "stackoverflow")


@dataclass(slots=True)
class _Found:
    email: str = ""
    phone: str = ""
    links: tuple[tuple[str, str], ...] = ()


def read(text: str, default_region: str = "") -> ContactDraft:
    """What can be made of it, to be looked over by a person; what is not found is "". `default_region` as in `normalise_phone`."""
    lines = [clean_line(line) for line in clean(text).splitlines()]
    lines = [_PRONOUNS.sub("", line.strip("*_ >")) for line in lines if line.strip("*_ >")][-MOST_LINES:]
    found = _reach(lines, default_region)
    said = [part for line in _below_closing(lines) for part in _words_of(line, default_region)]
    name = next((part for part in said if _is_name(part, found.email)), "") or _name_in(found.email)
    rest = [part for part in said if part != name]
    title, company = _work(rest)
    networks = dict(reversed(found.links))
    profile = next((networks[network] for network in (*_NETWORKS, "web") if network in networks), "")
    others = [url for _, url in found.links if url != profile]
    return ContactDraft(
        name=_CREDENTIALS.sub("", name)[: LONGEST["name"]],
        email=found.email,
        phone=found.phone,
        title=title[: LONGEST["title"]],
        company=company[: LONGEST["company"]],
        profile_url=profile,
        note="\n".join(others),
    )


def is_signature(draft: ContactDraft) -> bool:
    """Whether what was read is worth a form: somebody by name and a way to reach them."""
    return bool(draft.name and (draft.email or draft.phone or draft.profile_url))


def _reach(lines: Sequence[str], default_region: str) -> _Found:
    """A fax is no phone."""
    text = "\n".join(lines)
    spoken = "\n".join(line for line in lines if not re.match(r"(?i)^f(?:ax)?\b\s*[.:|]?", line))
    emails, phones = emails_in(text), phones_in(spoken, default_region)
    return _Found(email=emails[0] if emails else "", phone=phones[0] if phones else "", links=links_in(text))


def _below_closing(lines: Sequence[str]) -> Sequence[str]:
    """What stands under the last "Best regards" or "--", where there is something."""
    for number in range(len(lines) - 1, -1, -1):
        if _CLOSING.match(lines[number]) and number + 1 < len(lines):
            return lines[number + 1 :]
    return lines


def _words_of(line: str, default_region: str) -> Iterator[str]:
    """The parts of a line that are neither an address, a number nor a label of one."""
    for part in _SEPARATORS.split(line):
        words = without_addresses(_LABEL.sub("", part))
        for phone in phones_in(words, default_region):
            words = words.replace(phone, " ")
        words = clean_line(words).strip(" ,;:<>()[]")
        if words and any(character.isalpha() for character in words):
            yield words


def _is_name(part: str, email: str) -> bool:
    """Two to five words that begin with capitals and are no work; a single one where the e-mail address says it, too."""
    words = _CREDENTIALS.sub("", part).replace(",", "").split()
    if _ADDRESS.search(part) or _TITLE.search(part) or _COMPANY.search(part):
        return False
    if len(words) == 1:
        return bool(email) and fold(words[0]) in fold(email.partition("@")[0]).split()
    named = [word for word in words if not word.islower() or not word.isascii()]
    return len(words) in _NAME_WORDS and bool(named) and words[0][0].isupper() and words[-1][0].isupper()


def _name_in(email: str) -> str:
    """jane.doe@... is Jane Doe."""
    words = [word for word in re.split(r"[._-]", email.partition("@")[0]) if word.isalpha()]
    return " ".join(word.capitalize() for word in words) if len(words) > 1 else ""


def _work(parts: Sequence[str]) -> tuple[str, str]:
    """(title, company): together in a line, or each in its own."""
    title = next((part for part in parts if _TITLE.search(part) and not _ADDRESS.search(part)), "")
    both = _AT.match(title)
    if both and not _TITLE.search(both["company"]):
        return both["title"], both["company"]
    left = [part for part in parts if part != title and not _ADDRESS.search(part)]
    company = next((part for part in left if _COMPANY.search(part) and not _TITLE.search(part)), "")
    if not company and title and title in parts:
        after = [part for part in parts[parts.index(title) + 1 :] if not _ADDRESS.search(part)]
        company = after[0] if after else ""
    return title, company
