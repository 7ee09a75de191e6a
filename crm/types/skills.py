"""How well a skill is proven, and by what."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Proof(StrEnum):
    """What kind of evidence it is."""

    STATED = "stated"
    """It stands in the profile: typed, or from a file."""
    LISTED = "listed"
    """A provider lists it."""
    MENTIONED = "mentioned"
    """A title or a certificate that nobody issued names it."""
    CODE = "code"
    """Public code of theirs is written in it."""
    CERTIFICATE = "certificate"
    CONFIRMED = "confirmed"
    """A colleague has seen it, in an interview or at work."""
    DISPUTED = "disputed"
    """A colleague has seen that it is not so."""


class SkillStatus(StrEnum):
    STATED = "stated"
    CORROBORATED = "corroborated"
    VERIFIED = "verified"
    DISPUTED = "disputed"


@dataclass(frozen=True, slots=True)
class Evidence:
    """`lineage` is whose word it is in the end: two of one lineage count once. `weight` is from 0 to 1. `where` says where it can be
    seen (words, or a link) or, of a colleague's word, why. `by`: the user whose word it is, or who entered it.
    """

    lineage: str
    kind: Proof
    weight: float
    seen_on: datetime | None = None
    where: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class ProvenSkill:
    """`evidence` in the order of time, where that is known."""

    name: str
    status: SkillStatus
    evidence: tuple[Evidence, ...]
