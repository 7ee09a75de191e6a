"""How sure one can be that two are the same person, and why."""

from dataclasses import dataclass

from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from crm.duplicates.traits import Traits

SHOWN_FROM = 0.7
"""What is less sure than this is not shown to anybody."""

WEIGHTS = {
    "email": 0.97,
    "profile": 0.97,
    "phone": 0.7,
    "name": 0.6,
    "nickname": 0.55,
    "longer_name": 0.5,
    "spelling": 0.45,
    "company": 0.7,
    "handle": 0.6,
    "location": 0.4,
}
"""How sure each reason alone makes one; together they leave the doubt that each of them leaves."""
IDENTITIES = frozenset({"email", "profile"})
NAMES = frozenset({"name", "nickname", "longer_name", "spelling"})

OTHER_PROFILE = 0.6
"""Two profiles at the same network are a sign of two people."""

_ALIKE = 0.88
_MOST_SLIPS = 2
_LETTERS_A_SLIP = 4


@dataclass(frozen=True, slots=True)
class Likeness:
    """`confidence` is between 0 and 1; `reasons` are keys of WEIGHTS."""

    confidence: float
    reasons: tuple[str, ...]


def likeness(one: Traits, other: Traits) -> Likeness | None:
    """None where nobody needs to look at them. The order of the two makes no difference."""
    reasons = [
        reason
        for reason, common in (
            ("email", one.emails & other.emails),
            ("profile", one.profiles & other.profiles),
        )
        if common
    ]
    name = alike_in_name(one, other)
    if name:
        reasons.append(name)
        if one.phones & other.phones:
            reasons.append("phone")
        if one.companies & other.companies:
            reasons.append("company")
        if one.handles & other.handles and not IDENTITIES & {*reasons}:
            reasons.append("handle")
        if one.location and one.location == other.location:
            reasons.append("location")
    if not reasons:
        return None
    doubt = 1.0
    for reason in reasons:
        doubt *= 1 - WEIGHTS[reason]
    confidence = 1 - doubt
    if "profile" not in reasons and _other_profiles(one, other):
        confidence *= OTHER_PROFILE
    return Likeness(round(confidence, 3), tuple(reasons)) if confidence >= SHOWN_FROM else None


def alike_in_name(one: Traits, other: Traits) -> str:
    """In what way, a key of WEIGHTS, or ""."""
    if one.words == other.words:
        return "name"
    if one.roots == other.roots:
        return "nickname"
    fewer, more = sorted(({*one.roots}, {*other.roots}), key=len)
    if len(fewer) > 1 and fewer < more:
        return "longer_name"
    return "spelling" if _misspelt(one.roots, other.roots) else ""


def _misspelt(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """One word of several differs, and by a slip or two."""
    if len(one) != len(other) or len(one) < 2:  # noqa: PLR2004 - a word alone is not enough to go by
        return False
    left, right = [*one], [*other]
    for word in one:
        if word in right:
            left.remove(word)
            right.remove(word)
    if len(left) != 1:
        return False
    longest = max(len(left[0]), len(right[0]))
    slips = min(_MOST_SLIPS, longest // _LETTERS_A_SLIP)
    return (
        DamerauLevenshtein.distance(left[0], right[0], score_cutoff=slips) <= slips
        and JaroWinkler.similarity(left[0], right[0]) >= _ALIKE
    )


def _other_profiles(one: Traits, other: Traits) -> bool:
    networks = {network for network, _ in one.profiles} & {network for network, _ in other.profiles}
    return bool(networks - {"web"})
