"""A person, with all that is known of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from crm import telephone
from crm.types.origins import Source
from crm.types.timeline import Entry


@dataclass(frozen=True, slots=True)
class Email:
    address: str
    kind: str  # personal, work, other
    source: Source


@dataclass(frozen=True, slots=True)
class Phone:
    """`number` is E.164; `extension` only digits."""

    number: str
    extension: str
    kind: str  # mobile, work, home, other
    source: Source

    @property
    def whole(self) -> str:
        """With its extension."""
        return telephone.with_extension(self.number, self.extension)

    @property
    def written(self) -> str:
        """As people read it: +49 30 123456 ext. 7."""
        return telephone.written(self.whole)


@dataclass(frozen=True, slots=True)
class Profile:
    """A social profile; `url` is canonical, as `crm.identity.canonical_profile` gives it."""

    network: str  # linkedin, github, x, gitlab, stackoverflow ... or "web"
    url: str
    source: Source


@dataclass(frozen=True, slots=True)
class Position:
    """One station of a career."""

    company: str
    title: str
    started: str
    ended: str
    is_current: bool
    source: Source


@dataclass(frozen=True, slots=True)
class Education:
    institution: str
    degree: str
    field: str
    started: str
    ended: str
    source: Source


@dataclass(frozen=True, slots=True)
class Certification:
    name: str
    issuer: str
    year: str
    url: str
    source: Source


@dataclass(frozen=True, slots=True)
class Skill:
    name: str
    kind: str  # technical, soft
    source: Source


@dataclass(frozen=True, slots=True)
class Contact:
    """A person with everything known of them. The first e-mail, phone and position are the primary ones.

    `version` goes up with every change; an edit says which version it was made on.
    `sources` holds those of the single-valued fields: name, headline, location, photo_url, do_not_contact ...
    `photo_file` is the id of an uploaded picture, which goes before `photo_url`.
    `owner_id` is the user who looks after them, "" nobody.
    `last_activity` and `pinned` (notes, the last one pinned first) are those that everybody may see.
    """

    id: int
    version: int
    name: str
    headline: str
    location: str
    photo_url: str
    emails: tuple[Email, ...]
    phones: tuple[Phone, ...]
    profiles: tuple[Profile, ...]
    positions: tuple[Position, ...]
    education: tuple[Education, ...]
    certifications: tuple[Certification, ...]
    skills: tuple[Skill, ...]
    tags: tuple[str, ...]
    sources: Mapping[str, Source]
    last_activity: Entry | None
    created_at: datetime
    updated_at: datetime
    photo_file: str = ""
    owner_id: str = ""
    do_not_contact: bool = False
    do_not_contact_reason: str = ""
    pinned: tuple[Entry, ...] = ()
    custom: tuple["CustomValue", ...] = ()
    tag_colours: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ContactSummary:
    """A person in a list: enough to tell them from their namesakes."""

    id: int
    name: str
    headline: str
    location: str
    company: str
    title: str
    email: str


@dataclass(frozen=True, slots=True)
class ContactDraft:
    """What a person typed or a row held, before it is checked. One text per field, as typed."""

    name: str = ""
    headline: str = ""
    location: str = ""
    photo_url: str = ""
    email: str = ""
    phone: str = ""
    company: str = ""
    title: str = ""
    profile_url: str = ""
    tags: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """Who matches what was typed, best first. `exact` when one identity (e-mail, phone, profile) was meant."""

    contacts: tuple[ContactSummary, ...]
    exact: bool
    more: bool = False


@dataclass(frozen=True, slots=True)
class Counts:
    """What a workspace holds, for the App Home."""

    contacts: int
    added_this_week: int
    activities_this_week: int


@dataclass(frozen=True, slots=True)
class Binned:
    """Somebody who was deleted, by whom and when; after `until` they are gone for good."""

    id: int
    name: str
    deleted_by: str
    deleted_at: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class CustomField:
    """A field that a workspace has made for its contacts. `kind` is text, number, date, choice, link or person."""

    id: int
    label: str
    kind: str
    choices: tuple[str, ...]
    is_archived: bool


@dataclass(frozen=True, slots=True)
class CustomValue:
    """What a contact has in such a field, as its kind writes it: a date as ISO 8601, a person as a user id."""

    field_id: int
    label: str
    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Item:
    """An e-mail address, a position, a skill: a text for each field of its part, as in `crm.profile.parts`.

    `id` is 0 for what a contact has once.
    """

    id: int
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """`field` is a field or a part of a profile, or the label of a workspace's own field; the rest as one reads it."""

    field: str
    before: str
    after: str
