"""What stands in a text by which people are known: e-mail addresses, phone numbers, profiles. Pure."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

import phonenumbers

from crm.identity import WEB, InvalidValue, canonical_profile, normalise_email, normalise_phone

T = TypeVar("T")

MOST = 5
"""Of each: a list of a hundred addresses is no question."""
LONGEST_TEXT = 4_000

_WRAPPED = re.compile(r"<(?:mailto:|tel:)?([^<>|]+)(?:\|[^<>]*)?>")
_EMAIL = re.compile(r"[^\s<>()|,;:\"']+@[^\s<>()|,;:\"']+\.[^\W\d_]{2,}")
_URL = re.compile(
    r"(?:https?://|www\.)[^\s<>()|,;]+|(?<![@\w.-])[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|dev|de|uk|fr|ai|co|me)"
    r"(?:/[^\s<>()|,;]*)?(?![\w@])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mentioned:
    """Each normalised, in the order of the text."""

    emails: tuple[str, ...]
    phones: tuple[str, ...]
    profiles: tuple[str, ...]

    @property
    def anything(self) -> str:
        """The first of them, "" where there is none."""
        return next(iter((*self.emails, *self.profiles, *self.phones)), "")


def mentioned_in(text: str, default_region: str = "") -> Mentioned:
    """`text` as Slack sends it: links stand in angle brackets, with what is shown behind a bar. A link to a mere page is none."""
    read = _WRAPPED.sub(r" \1 ", text[:LONGEST_TEXT])
    return Mentioned(
        emails=emails_in(read)[:MOST],
        phones=tuple(dict.fromkeys(_numbers(without_addresses(read), default_region)))[:MOST],
        profiles=tuple(address for network, address in links_in(read) if network != WEB)[:MOST],
    )


def emails_in(text: str) -> tuple[str, ...]:
    """Normalised, each once."""
    return tuple(_each(normalise_email, (found.strip(".") for found in _EMAIL.findall(text))))


def links_in(text: str) -> tuple[tuple[str, str], ...]:
    """(network, or "web", and canonical address) of each link that may be a person's, each once."""
    found = (link.rstrip(".!?\"'") for link in _URL.findall(_EMAIL.sub(" ", text)))
    return tuple(_each(canonical_profile, found))


def phones_in(text: str, default_region: str = "") -> tuple[str, ...]:
    """As they are written. `default_region` as in `normalise_phone`."""
    matcher = phonenumbers.PhoneNumberMatcher(
        text.replace("(0)", ""), default_region or None, leniency=phonenumbers.Leniency.POSSIBLE
    )
    return tuple(match.raw_string for match in matcher)


def without_addresses(text: str) -> str:
    """The words around e-mail addresses and links."""
    return _URL.sub(" ", _EMAIL.sub(" ", text))


def _numbers(text: str, default_region: str) -> Iterable[str]:
    """Those that exist: among words, most digits are no phone number."""
    found = (match.raw_string for match in phonenumbers.PhoneNumberMatcher(text, default_region or None))
    return [number for number, _, _ in _each(lambda phone: normalise_phone(phone, default_region), found)]


def _each(normalise: Callable[[str], T], found: Iterable[str]) -> Iterable[T]:
    """Of those that are what they look like, each once."""
    kept: dict[T, None] = {}
    for text in found:
        try:
            kept[normalise(text)] = None
        except InvalidValue:
            continue
    return kept
