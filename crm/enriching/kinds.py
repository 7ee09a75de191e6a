"""What of that which providers say is kept, and where on a profile it stands. What is not in this table is not kept."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from crm.profile.fields import YES, Part, Values
from crm.profile.parts import BASIC, EMAIL, PHONE, POSITION, PROFILE, SKILL
from enrichment.values import COMPANY
from enrichment.values import Kind as Said

ENOUGH = 0.5
"""What is less sure than this is only suggested."""


@dataclass(frozen=True, slots=True)
class Kind:
    """`key` is what an observation is called, `group` what a price is asked for and what is looked for together.

    `part` is where it stands, `field` of it where a contact has it once. `values`: a text, and what it is about, as the part's.
    """

    key: str
    label: str
    group: str
    part: Part
    field: str = ""
    values: Callable[[str, str], Values] = lambda text, about: {}

    def identity(self, text: str, about: str) -> str:
        """What makes two observations say the same."""
        if self.field:
            return text.casefold()
        return same(self.part, self.values(text, about))

    def line(self, text: str, about: str) -> str:
        """As one reads it behind the label, which says whether it is for work."""
        return text if self.field else self.part.line({**self.values(text, about), "kind": ""})


def same(part: Part, values: Values) -> str:
    """What makes two of a part the same thing; a position is one by what one does, and where."""
    if part is POSITION:
        return f"{values['title'].casefold()}\n{values['company'].casefold()}"
    return part.identity(values)


def _email(kind: str) -> Callable[[str, str], Values]:
    return lambda text, about: {"address": text, "kind": kind}


def _phone(kind: str) -> Callable[[str, str], Values]:
    return lambda text, about: {"number": text, "kind": kind}


def _profile(text: str, about: str) -> Values:
    return {"url": text}


def _skill(text: str, about: str) -> Values:
    return {"name": text, "kind": ""}


def _position(title: str, company: str) -> Values:
    return {"title": title, "company": company, "started": "", "ended": "", "is_current": YES}


POSITION_KIND = "position"
"""A title, and the company it is `about`: providers say them apart, and they are one thing."""

_TABLE = (
    Kind("work_email", "work e-mail address", "email", EMAIL, values=_email("work")),
    Kind("personal_email", "personal e-mail address", "email", EMAIL, values=_email("personal")),
    Kind("mobile", "mobile number", "phone", PHONE, values=_phone("mobile")),
    Kind("work_phone", "work phone number", "phone", PHONE, values=_phone("work")),
    Kind("other_phone", "phone number", "phone", PHONE, values=_phone("other")),
    Kind("profile", "profile link", "profile", PROFILE, values=_profile),
    Kind("website", "website", "profile", PROFILE, values=_profile),
    Kind(POSITION_KIND, "position", "company", POSITION, values=_position),
    Kind("name", "name", "company", BASIC, "name"),
    Kind("headline", "headline", "company", BASIC, "headline"),
    Kind("location", "location", "company", BASIC, "location"),
    Kind("skill", "skill", "skills", SKILL, values=_skill),
)
KINDS: Mapping[str, Kind] = {kind.key: kind for kind in _TABLE}
VERDICT = "email_verdict"
"""Kept as well: what an e-mail address, which it is `about`, is worth. It stands nowhere by itself."""

ALONGSIDE = frozenset({Said.NAME, Said.EMAIL_VERDICT, *COMPANY})
"""Taken where it comes, to see whether it is the same person, what an address is worth, and for the company; never asked for alone."""
