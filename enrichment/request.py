"""What a look-up begins with: what is known already, and what is wanted."""

from dataclasses import dataclass, field
from enum import StrEnum

from enrichment.values import EVERYTHING, Kind

_LINKEDIN = "https://linkedin.com/in/"
_GITHUB = "https://github.com/"


class Key(StrEnum):
    """What somebody can be found by."""

    EMAIL = "e-mail address"
    PHONE = "phone number"
    LINKEDIN = "LinkedIn profile"
    GITHUB = "GitHub profile"
    NAME = "name"
    COMPANY = "company"
    DOMAIN = "company's domain"
    LOCATION = "location"
    HEADLINE = "headline"


@dataclass(frozen=True, slots=True)
class Identity:
    """What is known: e-mail addresses, phone numbers and profiles in normal form (`enrichment.identifiers`), the best first.

    `domain` is the company's, such as example.com.
    """

    emails: tuple[str, ...] = field(default=(), repr=False)
    phones: tuple[str, ...] = field(default=(), repr=False)
    profiles: tuple[str, ...] = field(default=(), repr=False)
    name: str = field(default="", repr=False)
    company: str = ""
    domain: str = ""
    location: str = ""
    headline: str = field(default="", repr=False)

    @property
    def email(self) -> str:
        return next(iter(self.emails), "")

    @property
    def phone(self) -> str:
        return next(iter(self.phones), "")

    @property
    def linkedin(self) -> str:
        """The name in the address of the LinkedIn profile: jane-doe."""
        return self._named(_LINKEDIN)

    @property
    def linkedin_url(self) -> str:
        return f"https://www.linkedin.com/in/{self.linkedin}" if self.linkedin else ""

    @property
    def github(self) -> str:
        """The login at GitHub."""
        return self._named(_GITHUB)

    @property
    def keys(self) -> frozenset[Key]:
        found = {
            Key.EMAIL: self.emails,
            Key.PHONE: self.phones,
            Key.LINKEDIN: self.linkedin,
            Key.GITHUB: self.github,
            Key.NAME: self.name,
            Key.COMPANY: self.company,
            Key.DOMAIN: self.domain,
            Key.LOCATION: self.location,
            Key.HEADLINE: self.headline,
        }
        return frozenset(key for key, value in found.items() if value)

    def _named(self, start: str) -> str:
        return next((each.removeprefix(start) for each in self.profiles if each.startswith(start)), "")


@dataclass(frozen=True, slots=True)
class Request:
    """`region` (ISO 3166, for example DE) is for phone numbers without a country code; `deadline` in seconds is for all of it."""

    identity: Identity
    wanted: frozenset[Kind] = EVERYTHING
    region: str = ""
    deadline: float = 20
