"""The table of the fields of a query. One entry here and its SQL (`storage/queries/clauses.py`) make a field: what may be typed,
did-you-mean, how it is said in words and the page of the manual follow from it.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from crm.errors import UserError
from crm.identity import canonical_profile, fold, looks_like_profile
from crm.timeline.kinds import LOGGED


class Kind(StrEnum):
    """What the values of a field are. TEXT is looked for by words, LABEL is a whole name, CHOICE one of few."""

    TEXT = "words"
    LABEL = "a name"
    CHOICE = "one of"
    PERSON = "a member"
    DATE = "a date"


@dataclass(frozen=True, slots=True)
class Field:
    """`said`: the words for people of whom it is true, {} is the value. `unsaid`: for the others, where "not " before it will not do.

    `may_begin`: of a LABEL, whether name* is every one that begins so.
    `choices`: what may be typed, and how each is said. `check`: a sentence if a value will not do, else "".
    `logged`: of an activity, the kinds of timeline entries that count (`crm.timeline.kinds`).
    """

    name: str
    kind: Kind
    help: str
    example: str
    said: str
    unsaid: str = ""
    aliases: tuple[str, ...] = ()
    may_begin: bool = False
    choices: Mapping[str, str] | None = None
    check: Callable[[str], str] = lambda value: ""
    logged: tuple[str, ...] = ()


HAVING: Mapping[str, str] = {
    "email": "an e-mail address",
    "phone": "a phone number",
    "profile": "a profile link",
    "photo": "a photo",
    "headline": "a headline",
    "company": "a company",
    "title": "a title",
    "location": "a location",
    "skill": "a skill",
    "tag": "a tag",
    "note": "a note",
    "activity": "a logged activity",
    "owner": "an owner",
    "reminder": "an open reminder of yours",
    "education": "an education",
    "certification": "a certification",
}
_SOURCE = re.compile(r"person|import(?::\d{1,18}(?::(?:added|updated|unchanged|skipped))?)?")
_NETWORK = re.compile(r"[a-z]+")
_PHONE = re.compile(r"\+[\d\s()./-]*\d[\d\s()./-]*")


def _source(value: str) -> str:
    if _SOURCE.fullmatch(value.lower()):
        return ""
    return (
        "Where somebody comes from is person, import, import:42 for one import, or import:42:added, :updated,"
        f" :unchanged or :skipped for what it did with whom, not {value}."
    )


def _phone(value: str) -> str:
    if _PHONE.fullmatch(value):
        return ""
    return "Write the phone number, or how it begins, with its country code, for example +4930."


def _profile(value: str) -> str:
    if _NETWORK.fullmatch(value.lower()):
        return ""
    if not looks_like_profile(value):
        return "A profile is a network such as linkedin, or a link such as github.com/jane."
    try:
        canonical_profile(value)
    except UserError as error:
        return str(error)
    return ""


def _activity(name: str, kinds: tuple[str, ...], help_: str, *aliases: str) -> Field:
    return Field(
        name, Kind.DATE, help_, f"{name}:<30d", f"last {name} {{}}", f"not {name} {{}}", aliases, logged=kinds
    )


def _text(name: str, help_: str, example: str, said: str, unsaid: str = "", *aliases: str) -> Field:
    return Field(name, Kind.TEXT, help_, example, said, unsaid, aliases, check=_has_words)


def _has_words(value: str) -> str:
    return "" if fold(value) else f"There is no letter and no digit in {value} to look for."


_TABLE = (
    _text("name", "a word of the name", "name:jane", "called {}"),
    _text("company", "where they work now", 'company:"Acme Inc"', "at {}", "", "employer", "at"),
    _text(
        "title",
        "what they do now",
        "title:principal",
        "with {} in the title",
        "without {} in the title",
        "role",
        "job",
    ),
    _text(
        "former",
        "where they worked, or what they did, before",
        "former:initech",
        "formerly at or as {}",
        "",
        "past",
    ),
    _text(
        "headline",
        "the line below the name",
        "headline:remote",
        "with {} in the headline",
        "without {} in the headline",
    ),
    _text("location", "where they live", "location:berlin", "in {}", "", "in", "city"),
    _text(
        "email",
        "an e-mail address, or how a part of it begins",
        "email:acme.com",
        "with the e-mail address {}",
        "without the e-mail address {}",
        "mail",
    ),
    _text(
        "note",
        "what you may read in notes and logged activities",
        "note:relocate",
        "with {} in a note",
        "without {} in a note",
        "notes",
    ),
    Field(
        "phone",
        Kind.LABEL,
        "a phone number, or how it begins",
        "phone:+4930",
        "with the phone number {}",
        "without the phone number {}",
        may_begin=True,
        check=_phone,
    ),
    Field(
        "profile",
        Kind.LABEL,
        "a network, or a link",
        "profile:github",
        "with the profile {}",
        "without the profile {}",
        check=_profile,
    ),
    Field("tag", Kind.LABEL, "a tag", "tag:go", "tagged {}", aliases=("tags",), may_begin=True),
    Field(
        "skill",
        Kind.LABEL,
        "a skill, by any of its names",
        "skill:kubernetes",
        "skilled in {}",
        aliases=("skills",),
        may_begin=True,
        check=_has_words,
    ),
    Field(
        "knows",
        Kind.LABEL,
        "a skill, or one that includes it: whoever has React knows JavaScript",
        "knows:javascript",
        "skilled in {} or in something that includes it",
        "skilled neither in {} nor in something that includes it",
        may_begin=True,
        check=_has_words,
    ),
    Field("list", Kind.LABEL, "everybody on a list", "list:alumni", "on the list {}"),
    Field(
        "owner",
        Kind.PERSON,
        "who looks after them: me, none, or a colleague",
        "owner:me",
        "owned by {}",
        aliases=("owned",),
    ),
    Field(
        "by",
        Kind.PERSON,
        "whose activity it was, beside one of the activities below; alone: who was in touch",
        "called:<30d by:me",
        "touched by {}",
    ),
    Field("has", Kind.CHOICE, "who has something", "has:email", "with {}", "without {}", choices=HAVING),
    Field(
        "no",
        Kind.CHOICE,
        "who has none of it",
        "no:phone",
        "without {}",
        "with {}",
        ("without",),
        choices=HAVING,
    ),
    Field(
        "source",
        Kind.LABEL,
        "how they came into the book: person, import, or one import, and whom that added, updated, left unchanged or skipped",
        "source:import:42",
        "{}",
        check=_source,
    ),
    Field(
        "dnc",
        Kind.CHOICE,
        "who is not to be contacted",
        "dnc:yes",
        "{}",
        choices={"yes": "not to be contacted", "no": "free to be contacted"},
    ),
    Field(
        "added",
        Kind.DATE,
        "when they came into the book",
        "added:<2026-01-01",
        "added {}",
        aliases=("created",),
    ),
    Field(
        "changed",
        Kind.DATE,
        "when something of them changed last",
        "changed:today",
        "last changed {}",
        "not changed {}",
        ("updated",),
    ),
    _activity("touched", LOGGED, "when somebody was in touch last: any of the activities below", "contacted"),
    _activity("noted", ("note",), "when a note was written last"),
    _activity(
        "called",
        ("call",),
        "when somebody called them last",
    ),
    _activity("emailed", ("email",), "when somebody wrote them an e-mail last", "mailed"),
    _activity("messaged", ("message",), "when somebody wrote them a message last"),
    _activity("met", ("meeting",), "when somebody met them last"),
    _activity("interviewed", ("interview",), "when they were interviewed last"),
    _activity("enriched", ("enriched",), "when looking them up found something last"),
    # Here comes `stage` with the first shortlist.
)

FIELDS: Mapping[str, Field] = {field.name: field for field in _TABLE}
BY_NAME: Mapping[str, Field] = {name: field for field in _TABLE for name in (field.name, *field.aliases)}
"""By each name that may be typed."""


def is_activity(name: str) -> bool:
    """One that may be somebody's: `by:` is said beside it."""
    return name in FIELDS and bool(FIELDS[name].logged)
