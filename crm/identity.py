"""What makes two spellings the same person: e-mail addresses, phone numbers, profile addresses, names.

Pure and idempotent: normalising what is normal changes nothing.
"""

import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote, unquote, urlsplit

import phonenumbers
from email_validator import EmailNotValidError, validate_email
from phonenumbers import NumberParseException, PhoneNumberFormat, PhoneNumberType

from crm.errors import UserError
from storage import folding

fold = folding.fold
_AROUND_ADDRESS = re.compile(r"^(?:.*<)?(?:mailto:)?([^<>?]+)(?:\?[^<>]*)?>?$", re.IGNORECASE | re.DOTALL)
_PLAIN_ADDRESS = re.compile(
    r"(?P<local>[A-Za-z0-9_+-]{1,64}|(?=[A-Za-z0-9_+.-]{1,64}@)[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)+)@(?P<domain>[A-Za-z0-9.-]{1,150})"
)
_PLAIN_LINKEDIN = re.compile(
    r"(?:https?://)?(?:www\.)?linkedin\.com/in/(?P<who>[a-z0-9-]+)/?(?:\?[!-~]*)?", re.IGNORECASE | re.ASCII
)
_TRUNK_ZERO = re.compile(r"(?<=\d)\s*\(0\)\s*")
_MEMBER = re.compile(r"AC[ow]AA[A-Za-z0-9_-]{10,}")
"""LinkedIn's own number of somebody, in place of the name in their address: its capitals matter."""
_BLANKS = re.compile(r"\s+")
_SCHEME = re.compile(r"^https?://", re.IGNORECASE)
_HOST = re.compile(r"^[^\s/@]+\.[^\s/@.]{2,}(?::\d+)?(?:[/?#].*)?$")
_HIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_JOINERS = frozenset("\u200c\u200d")  # part of how Persian, Indic names and emoji are spelt
_FEWEST_PHONE_DIGITS = 5
_LINE_BREAKS = frozenset("\n\t")

_PHONE_KINDS = {
    PhoneNumberType.MOBILE: "mobile",
    PhoneNumberType.FIXED_LINE: "work",
    PhoneNumberType.TOLL_FREE: "work",
    PhoneNumberType.UAN: "work",
}

WEB = "web"
"""The network of what is on none: any page, which a whole company may give as theirs."""

# host -> network, and the pattern of the part of the path that names a person
_PEOPLE = r"(?P<who>[^/]+)"
_NETWORKS: tuple[tuple[str, str, str], ...] = (
    ("linkedin.com", "linkedin", rf"^/(?P<where>in|pub)/{_PEOPLE}"),
    ("github.com", "github", rf"^/{_PEOPLE}/?$"),
    ("gitlab.com", "gitlab", rf"^/{_PEOPLE}/?$"),
    ("x.com", "x", rf"^/@?{_PEOPLE}/?$"),
    ("twitter.com", "x", rf"^/@?{_PEOPLE}/?$"),
    ("xing.com", "xing", rf"^/(?P<where>profile)/{_PEOPLE}"),
    ("stackoverflow.com", "stackoverflow", r"^/(?P<where>users)/(?P<who>\d+)"),
)
_HOME = {"x": "x.com"}


class InvalidValue(UserError):
    """What was typed is not an e-mail address, a phone number, a profile address; the message says what would be."""


class CountryUnknown(InvalidValue):
    """A phone number without a country code."""


def normalise_email(text: str) -> str:
    """The address without the name around it, in lower case, its domain as people read it. Raises InvalidValue."""
    if (plain := _PLAIN_ADDRESS.fullmatch(text)) and (domain := _domain(plain["domain"])):
        return f"{plain['local'].lower()}@{domain}"
    inside = _AROUND_ADDRESS.match(clean(text))
    try:
        checked = validate_email((inside[1] if inside else text).strip(), check_deliverability=False)
    except EmailNotValidError as error:
        raise InvalidValue(
            "That does not look like an e-mail address, for example jane@example.com."
        ) from error
    return checked.normalized.lower()


@lru_cache(maxsize=10_000)
def _domain(text: str) -> str:
    """As it stands in a normal address; "" where it is none. A file has few domains and many addresses."""
    try:
        return validate_email(f"a@{text}", check_deliverability=False).normalized.lower().partition("@")[2]
    except EmailNotValidError:
        return ""


def normalise_phone(text: str, default_region: str = "", kind: str = "") -> tuple[str, str, str]:
    """The number in E.164, its extension, and its kind (mobile, work, other) unless that is known. Raises InvalidValue.

    `default_region` (ISO 3166, for example DE) is for numbers written without a country code.
    """
    typed = without_trunk_zero(clean(text).removeprefix("tel:"))
    try:
        number = phonenumbers.parse(typed, default_region or None)
    except NumberParseException as error:
        if error.error_type == NumberParseException.INVALID_COUNTRY_CODE:
            raise CountryUnknown(
                "Write the phone number with its country code, for example +49 30 123456."
            ) from error
        raise InvalidValue("That does not look like a phone number, for example +49 30 123456.") from error
    if not phonenumbers.is_possible_number(number):
        raise InvalidValue("That is too short or too long for a phone number.")
    kind = kind or _PHONE_KINDS.get(phonenumbers.number_type(number), "other")
    return phonenumbers.format_number(number, PhoneNumberFormat.E164), number.extension or "", kind


def without_trunk_zero(text: str) -> str:
    """Without the (0) of "+49 (0)30 ...", as many write a number for readers at home and abroad at once."""
    return _TRUNK_ZERO.sub(" ", text)


def canonical_profile(text: str) -> tuple[str, str]:
    """The network (or "web") and the one address by which a profile is known. Raises InvalidValue.

    Country hosts, tracking parameters, letter case, percent-encoding and a missing scheme make no difference.
    """
    if plain := _PLAIN_LINKEDIN.fullmatch(text):
        return "linkedin", f"https://linkedin.com/in/{_lower(plain['who'])}"
    typed = _SCHEME.sub("", clean(text)).lstrip("/")
    if not _HOST.match(typed):
        raise InvalidValue("That does not look like a profile link, for example linkedin.com/in/jane-doe.")
    try:
        parts = urlsplit(f"https://{typed}")
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    except ValueError as error:
        raise InvalidValue(
            "That does not look like a profile link, for example linkedin.com/in/jane-doe."
        ) from error
    for known, network, path in _NETWORKS:
        if host == known or host.endswith(f".{known}"):
            person = re.match(path, unquote(parts.path), re.IGNORECASE)
            if person:
                return network, _address(_HOME.get(network, known), person)
            raise InvalidValue(f"That {known} link does not lead to a person's profile.")
    path_kept = quote(unquote(parts.path).rstrip("/"), safe="/~@:!$&'()*+,;=")
    return WEB, f"https://{host}{path_kept}"


def looks_like_profile(text: str) -> bool:
    """Whether somebody who types this means a profile, not a name."""
    typed = _SCHEME.sub("", text.strip())
    return "@" not in typed and "/" in typed and _HOST.match(typed) is not None


def looks_like_phone(text: str) -> bool:
    """Whether somebody who types this means a phone number: digits and what stands between them."""
    digits = sum(character.isdigit() for character in text)
    return (
        digits >= _FEWEST_PHONE_DIGITS
        and re.fullmatch(r"[\d\s()+./x#-]+(?:ext\.?\s*\d+)?", text.strip(), re.IGNORECASE) is not None
    )


def clean(text: str) -> str:
    """What was typed, composed (NFC), without characters that hide or turn round what follows, without outer blanks."""
    if text.isprintable():
        return unicodedata.normalize("NFC", text).strip()
    kept = (
        character
        for character in unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
        if character in _LINE_BREAKS
        or character in _JOINERS
        or unicodedata.category(character) not in _HIDDEN_CATEGORIES
    )
    return unicodedata.normalize("NFC", "".join(kept)).strip()


def clean_line(text: str) -> str:
    """The same for what is one line: every run of blanks becomes one."""
    if text.isprintable() and "  " not in text:
        return unicodedata.normalize("NFC", text).strip()
    return _BLANKS.sub(" ", clean(text)).strip()


def _address(host: str, person: re.Match[str]) -> str:
    groups = person.groupdict()
    who = quote(_lower(unicodedata.normalize("NFC", groups["who"])).strip(), safe="-_.~@")
    return (
        f"https://{host}/{groups['where'].lower()}/{who}" if groups.get("where") else f"https://{host}/{who}"
    )


def _lower(who: str) -> str:
    return who if _MEMBER.fullmatch(who) else who.lower()
