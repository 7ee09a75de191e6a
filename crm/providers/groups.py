"""What is looked for together, as a workspace says whom to ask first."""

from collections.abc import Mapping

from enrichment.values import EMAILS, PHONES, Kind

GROUPS: Mapping[str, frozenset[Kind]] = {
    "email": EMAILS,
    "phone": PHONES,
    "profile": frozenset({Kind.PROFILE, Kind.WEBSITE}),
    "company": frozenset({Kind.TITLE, Kind.COMPANY, Kind.HEADLINE, Kind.LOCATION}),
    "skills": frozenset({Kind.SKILL}),
}
LABELS: Mapping[str, str] = {
    "email": "E-mail addresses",
    "phone": "Phone numbers",
    "profile": "Profile links",
    "company": "Position and place",
    "skills": "Skills",
}
EVERY_GROUP = frozenset(GROUPS)
