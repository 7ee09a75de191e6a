"""Normal forms of what people are found by, the same that the contacts of Roster have (a test compares them).

Whoever calls has texts of others: what is none gives "", not an error.
"""

import re
import unicodedata
from urllib.parse import quote, unquote, urlsplit

import phonenumbers
from email_validator import EmailNotValidError, validate_email
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberFormat, PhoneNumberType

from enrichment.values import Kind

_LONGEST = 300
_SCHEME = re.compile(r"^https?://", re.IGNORECASE)
_DOMAIN = re.compile(r"(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}")
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_BLANKS = re.compile(r"\s+")

_PHONE_KINDS = {
    PhoneNumberType.MOBILE: Kind.MOBILE,
    PhoneNumberType.FIXED_LINE: Kind.WORK_PHONE,
    PhoneNumberType.TOLL_FREE: Kind.WORK_PHONE,
    PhoneNumberType.UAN: Kind.WORK_PHONE,
}

# host, its home, and the part of the path that names a person
_NETWORKS: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    ("linkedin.com", "linkedin.com/in/", re.compile(r"^/in/([^/]+)", re.IGNORECASE)),
    ("github.com", "github.com/", re.compile(r"^/([^/]+)/?$")),
    ("gitlab.com", "gitlab.com/", re.compile(r"^/([^/]+)/?$")),
    ("x.com", "x.com/", re.compile(r"^/@?([^/]+)/?$")),
    ("twitter.com", "x.com/", re.compile(r"^/@?([^/]+)/?$")),
    ("xing.com", "xing.com/profile/", re.compile(r"^/profile/([^/]+)", re.IGNORECASE)),
    ("stackoverflow.com", "stackoverflow.com/users/", re.compile(r"^/users/(\d+)", re.IGNORECASE)),
)


def line(text: str) -> str:
    """One line: composed, without hidden characters, single blanks. "" for what is longer than any name or title."""
    composed = unicodedata.normalize("NFC", text)
    if composed.isprintable() and "  " not in composed:
        return composed.strip() if len(composed) <= _LONGEST else ""
    seen = "".join(
        " " if c.isspace() else c for c in composed if c.isspace() or unicodedata.category(c) not in _HIDDEN
    )
    kept = _BLANKS.sub(" ", seen).strip()
    return kept if len(kept) <= _LONGEST else ""


def email(text: str) -> str:
    try:
        return validate_email(line(text), check_deliverability=False).normalized.lower()
    except EmailNotValidError:
        return ""


def phone(text: str, region: str = "") -> tuple[str, Kind]:
    """In E.164, and what the number's own form says of its kind; "" for what is no number."""
    number = _number(line(text), region)
    if number is None or not phonenumbers.is_possible_number(number):
        return "", Kind.OTHER_PHONE
    kind = _PHONE_KINDS.get(phonenumbers.number_type(number), Kind.OTHER_PHONE)
    return phonenumbers.format_number(number, PhoneNumberFormat.E164), kind


def profile(text: str) -> str:
    """The one address of a person's profile at a network that is known. Sales and recruiting links of LinkedIn are none."""
    host, path = _parts(text)
    for known, home, person in _NETWORKS:
        if host == known or host.endswith(f".{known}"):
            found = person.match(unquote(path))
            if found is None:
                return ""
            who = unicodedata.normalize("NFC", found[1].lower().strip())
            return f"https://{home}{quote(who, safe='-_.~@')}"
    return ""


def page(text: str) -> str:
    """The address of any other page: https, no query, no slash at its end."""
    host, path = _parts(text)
    if not _DOMAIN.fullmatch(host) or profile(text):
        return ""
    kept = quote(unquote(path).rstrip("/"), safe="/~@:!$&'()*+,;=")
    return f"https://{host}{kept}" if len(kept) <= _LONGEST else ""


def domain(text: str) -> str:
    """Of a web address, an e-mail address, or as it is: example.com."""
    host = _parts(text)[0]
    return host if _DOMAIN.fullmatch(host) else ""


def _parts(text: str) -> tuple[str, str]:
    """Host without www., and path."""
    try:
        parts = urlsplit(f"https://{_SCHEME.sub('', line(text)).lstrip('/')}")
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    except ValueError:
        return "", ""
    return host, parts.path


def _number(text: str, region: str) -> PhoneNumber | None:
    try:
        return phonenumbers.parse(text, region or None)
    except NumberParseException:
        return None
