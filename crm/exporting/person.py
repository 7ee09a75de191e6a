"""A person as an export writes them: the values alone, without who set them and when.

Those of `crm.types` know that, and cost an object of the ORM for each value: of a whole book that takes longer than all the rest.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from crm import telephone


class Email(NamedTuple):
    address: str
    kind: str


class Phone(NamedTuple):
    number: str
    extension: str
    kind: str

    @property
    def whole(self) -> str:
        """With its extension."""
        return telephone.with_extension(self.number, self.extension)


class Profile(NamedTuple):
    network: str
    url: str


class Position(NamedTuple):
    company: str
    title: str
    started: str
    ended: str
    is_current: bool


class Education(NamedTuple):
    institution: str
    degree: str
    field: str
    started: str
    ended: str


class Certification(NamedTuple):
    name: str
    issuer: str
    year: str
    url: str


class Skill(NamedTuple):
    name: str
    kind: str


@dataclass(slots=True)
class Person:
    """The first e-mail, phone and position are the primary ones; `custom` by the ids of the workspace's own fields."""

    name: str
    headline: str
    location: str
    photo_url: str
    emails: Sequence[Email] = ()
    phones: Sequence[Phone] = ()
    profiles: Sequence[Profile] = ()
    positions: Sequence[Position] = ()
    education: Sequence[Education] = ()
    certifications: Sequence[Certification] = ()
    skills: Sequence[Skill] = ()
    tags: Sequence[str] = ()
    custom: Mapping[int, str] = field(default_factory=dict)
