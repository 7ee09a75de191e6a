"""Who is meant by a message: the e-mail addresses, phone numbers and profiles in it. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import phonenumbers

from crm.identity import InvalidValue, canonical_profile, normalise_email, normalise_phone

MOST = 5
"""Of each: a list of a hundred addresses is no question."""
LONGEST_TEXT = 4_000

_WRAPPED = re.compile(r"<(?:mailto:|tel:)?([^<>|]+)(?:\|[^<>]*)?>")
_EMAIL = re.compile(r"[^\s<>()|,;:\"']+@[^\s<>()|,;:\"']+\.[^\W\d_]{2,}")
_PROFILE = re.compile(r"(?:https?://)?(?:[\w-]+\.)*(?:linkedin|github)\.com/[^\s<>()|,;\"']+", re.IGNORECASE)


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
    """`text` as Slack sends it: links stand in angle brackets, with what is shown behind a bar."""
    read = _WRAPPED.sub(r" \1 ", text[:LONGEST_TEXT])
    without_links = _EMAIL.sub(" ", re.sub(r"https?://\S+", " ", read))
    return Mentioned(
        emails=_distinct(_emails(read)),
        phones=_distinct(_phones(without_links, default_region)),
        profiles=_distinct(_profiles(read)),
    )


def _emails(text: str) -> Iterator[str]:
    for found in _EMAIL.findall(text):
        try:
            yield normalise_email(found.rstrip("."))
        except InvalidValue:
            continue


def _profiles(text: str) -> Iterator[str]:
    for found in _PROFILE.findall(text):
        try:
            yield canonical_profile(found.rstrip(".!?"))[1]
        except InvalidValue:
            continue  # a company, a repository


def _phones(text: str, default_region: str) -> Iterator[str]:
    for match in phonenumbers.PhoneNumberMatcher(text, default_region or None):
        try:
            yield normalise_phone(match.raw_string, default_region)[0]
        except InvalidValue:
            continue


def _distinct(found: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))[:MOST]
