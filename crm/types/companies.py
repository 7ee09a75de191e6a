"""A company, with what is known of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class CompanyKind:
    """Something that may be known of a company."""

    key: str
    label: str
    example: str


_TABLE = (
    CompanyKind("domain", "Website", "acme.com"),
    CompanyKind("size", "Size", "201-500"),
    CompanyKind("industry", "Industry", "Robotics"),
    CompanyKind("place", "Place", "Berlin"),
    CompanyKind("founded", "Founded", "2012"),
    CompanyKind("profile", "Profile", "linkedin.com/company/acme"),
)
COMPANY_KINDS: Mapping[str, CompanyKind] = {kind.key: kind for kind in _TABLE}


@dataclass(frozen=True, slots=True)
class CompanyValue:
    """`provider` has said it, or, where that is "", the user `set_by`; `set_at` is when, or when it was seen to be so."""

    text: str
    provider: str
    set_by: str
    set_at: datetime


@dataclass(frozen=True, slots=True)
class Company:
    """`called` is what finds it and no namesake: its domain, else its name. `values` by the keys of `COMPANY_KINDS`, of those that
    are known, in their order.
    """

    called: str
    name: str
    values: Mapping[str, CompanyValue]

    def said(self, kind: str) -> str:
        """ "" where it is not known."""
        value = self.values.get(kind)
        return value.text if value else ""

    @property
    def initials(self) -> str:
        """In the place of a logo."""
        words = [word for word in self.name.split() if word[0].isalnum()]
        return "".join(word[0] for word in words[:2]).upper() or self.name[:1]
