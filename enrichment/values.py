"""What may be found about a person or a company, and nothing else: the kinds are the list of what is kept."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """There is none for a date of birth, a sex, or what a photo suggests, and none may be added for them."""

    NAME = "name"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    HEADLINE = "headline"
    TITLE = "title"
    LOCATION = "location"
    TIME_ZONE = "time_zone"
    LANGUAGE = "language"
    SKILL = "skill"
    WORK_EMAIL = "work_email"
    PERSONAL_EMAIL = "personal_email"
    EMAIL_VERDICT = "email_verdict"
    MOBILE = "mobile"
    WORK_PHONE = "work_phone"
    OTHER_PHONE = "other_phone"
    PROFILE = "profile"
    WEBSITE = "website"
    COMPANY = "company"
    COMPANY_DOMAIN = "company_domain"
    COMPANY_INDUSTRY = "company_industry"
    COMPANY_SIZE = "company_size"
    COMPANY_FOUNDED = "company_founded"
    COMPANY_LOCATION = "company_location"
    COMPANY_PROFILE = "company_profile"


EMAILS = frozenset({Kind.WORK_EMAIL, Kind.PERSONAL_EMAIL})
PHONES = frozenset({Kind.MOBILE, Kind.WORK_PHONE, Kind.OTHER_PHONE})
COMPANY = frozenset(
    {
        Kind.COMPANY,
        Kind.COMPANY_DOMAIN,
        Kind.COMPANY_INDUSTRY,
        Kind.COMPANY_SIZE,
        Kind.COMPANY_FOUNDED,
        Kind.COMPANY_LOCATION,
        Kind.COMPANY_PROFILE,
    }
)
EVERYTHING = frozenset(Kind)


class Verdict(StrEnum):
    """What an e-mail address is worth: the text of an `EMAIL_VERDICT`, whose `about` is the address."""

    DELIVERABLE = "deliverable"
    UNDELIVERABLE = "undeliverable"
    ACCEPT_ALL = "accept_all"
    """The server takes mail to any address, so nobody knows."""
    DISPOSABLE = "disposable"
    ROLE = "role"
    """It is an office's (jobs@, info@), not a person's."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Value:
    """One thing that a provider says.

    `text` is in normal form: an e-mail address in lower case, a phone number in E.164, a profile's one address, a year of four
    digits, a number or a range of employees. `confidence` is from 0 to 1. `evidence` is where it can be seen (an address, or words),
    `observed_on` when it was last seen to be so, `lawful_basis` why it may be kept, each where the provider says it.
    """

    kind: Kind
    text: str = field(repr=False)
    confidence: float
    evidence: str = field(default="", repr=False)
    observed_on: date | None = None
    about: str = field(default="", repr=False)
    lawful_basis: str = ""
