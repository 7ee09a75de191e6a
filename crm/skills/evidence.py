"""What a skill's evidence makes of it. That nothing public is found is no evidence, and never counts against anybody.

A skill is `stated` by one lineage, `corroborated` by two that do not copy from one another, `verified` by what somebody did or a
colleague saw. What a colleague said last goes before everything else.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from crm.types import Evidence, Proof, SkillStatus

WEIGHTS: Mapping[Proof, float] = {
    Proof.STATED: 0.3,
    Proof.LISTED: 0.4,
    Proof.MENTIONED: 0.4,
    Proof.CODE: 0.8,
    Proof.CERTIFICATE: 0.8,
    Proof.CONFIRMED: 0.95,
    Proof.DISPUTED: 0.95,
}
_VERIFIES = 0.8
"""The least weight of what was done or seen; words weigh less."""
_FEWEST_LINEAGES = 2
_COLLEAGUES = frozenset({Proof.CONFIRMED, Proof.DISPUTED})
SELF = "self"
"""The lineage of what somebody says of themselves, whoever has entered it: a profile, a CV, a file."""
LISTS = "lists"
"""The lineage of every provider's list of skills: they copy the same public profiles, and count once together."""


def evidence(
    lineage: str, kind: Proof, seen_on: datetime | None = None, where: str = "", by: str = ""
) -> Evidence:
    return Evidence(lineage, kind, WEIGHTS[kind], seen_on, where, by)


def status_of(found: Iterable[Evidence]) -> SkillStatus:
    """`found` in the order of time."""
    known = tuple(found)
    said = [each.kind for each in known if each.kind in _COLLEAGUES]
    if said and said[-1] is Proof.DISPUTED:
        return SkillStatus.DISPUTED
    supporting = [each for each in known if each.kind is not Proof.DISPUTED]
    if any(each.weight >= _VERIFIES for each in supporting):
        return SkillStatus.VERIFIED
    if len({each.lineage for each in supporting}) >= _FEWEST_LINEAGES:
        return SkillStatus.CORROBORATED
    return SkillStatus.STATED
