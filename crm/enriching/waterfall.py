"""One person, and one provider after the other, until what is wanted is known.

Each hears of what the ones before it have found. Who is paid is asked only for what nobody has said yet.
"""

import time
from collections.abc import Awaitable, Callable, Container, Iterator, Sequence
from dataclasses import dataclass, replace

from crm.enriching.kinds import ALONGSIDE, ENOUGH
from crm.enriching.same_person import is_same_person
from crm.providers import Answer, Usable
from crm.providers.groups import GROUPS
from enrichment.outcomes import InvalidInput, Matched, Outcome, Suppressed
from enrichment.provider import FREE, Provider
from enrichment.request import Identity, Request
from enrichment.values import EMAILS, Kind, Value, Verdict

DEADLINE_SECONDS = 60.0
LOOK_UP_SECONDS = 20.0
_SHORTEST_LOOK_UP = 1.0
SURE = {"email": 0.8}
SURE_OF_OTHERS = 0.7
"""From which confidence on nobody else is paid to say it."""
_BAD = frozenset({Verdict.UNDELIVERABLE, Verdict.DISPOSABLE, Verdict.ROLE})
_ONLY_VERDICTS = frozenset({Kind.EMAIL_VERDICT})

UNREACHABLE = frozenset({"Transient", "RateLimited", "BadResponse", "Pending"})
REFUSED = frozenset({"AuthError", "OutOfCredits", "PlanForbids"})
SILENT = UNREACHABLE | REFUSED
"""Outcomes that say nothing of the person."""

Ask = Callable[[Usable, Request], Awaitable[Answer]]


@dataclass(frozen=True, slots=True)
class Said:
    """`is_doubtful`: of somebody who may be another person."""

    provider: Provider
    values: tuple[Value, ...]
    is_doubtful: bool


@dataclass(frozen=True, slots=True)
class Attempt:
    """`inputs` are the names of what was known."""

    provider: str
    inputs: tuple[str, ...]
    outcome: str
    reason: str = ""
    units: float = 0.0
    is_cached: bool = False
    milliseconds: int = 0


@dataclass(frozen=True, slots=True)
class Result:
    said: tuple[Said, ...]
    attempts: tuple[Attempt, ...]
    is_suppressed: bool = False

    def without(self, values: Container[Value]) -> "Result":
        """Without those who have said one of these."""
        said = [each for each in self.said if not any(value in values for value in each.values)]
        return replace(self, said=tuple(said))

    def of_suppressed(self) -> "Result":
        """Of somebody who is not to be looked up: nothing is kept but who was asked."""
        return replace(self, said=(), is_suppressed=True)


async def look_up(
    ask: Ask,
    usable: Sequence[Usable],
    known: Identity,
    had: frozenset[str],
    region: str,
    deadline: float = DEADLINE_SECONDS,
    most_paid: int | None = None,
) -> Result:
    """`had`: the groups of which something is known already. Never raises for what providers do. `deadline` in seconds.

    `most_paid`: how many that cost something are asked at most.
    """
    ends, said, attempts = time.monotonic() + deadline, list[Said](), list[Attempt]()
    paid = 0
    for whom in usable:
        left = ends - time.monotonic()
        wanted = _wanted(whom, had, said)
        if left < _SHORTEST_LOOK_UP or not wanted:
            continue
        identity = _known_by_now(known, said, whom.provider)
        if lacking := whom.provider.lacks(identity):
            attempts.append(Attempt(whom.provider.name, (), "skipped", lacking))
            continue
        if is_paid(whom.provider):
            if paid == most_paid:
                attempts.append(Attempt(whom.provider.name, (), "skipped", "Enough others were paid."))
                continue
            paid += 1
        answer = await ask(whom, Request(identity, wanted, region, min(left, LOOK_UP_SECONDS)))
        attempts.append(_attempt(whom.provider, identity, answer))
        if isinstance(answer.outcome, Suppressed):
            return Result((), tuple(attempts), is_suppressed=True)
        if isinstance(answer.outcome, Matched):
            values = answer.outcome.values
            is_same = is_same_person(known, whom.provider, values)
            said.append(Said(whom.provider, values, is_doubtful=not is_same))
    return Result(tuple(said), tuple(attempts))


def is_paid(provider: Provider) -> bool:
    return provider.price != FREE


def can_be_asked(whom: Usable, had: frozenset[str]) -> bool:
    """Whether it has something of what is wanted, or judges what others may find."""
    if is_paid(whom.provider) and whom.provider.outputs <= _ONLY_VERDICTS:
        return "email" in whom.groups.intersection(groups_wanted(had))
    return bool(_wanted(whom, had, ()))


def groups_wanted(had: frozenset[str]) -> tuple[str, ...]:
    return tuple(group for group in GROUPS if group not in had)


def _wanted(whom: Usable, had: frozenset[str], said: Sequence[Said]) -> frozenset[Kind]:
    """Of a provider without a price all it has; of others what is still open, and for which it is their turn."""
    provider = whom.provider
    if not is_paid(provider):
        return provider.outputs & frozenset(
            {*ALONGSIDE, *(kind for kinds in GROUPS.values() for kind in kinds)}
        )
    open_groups = whom.groups & {*groups_wanted(had)} - {*_settled(said)}
    if provider.outputs <= _ONLY_VERDICTS:
        return provider.outputs if "email" in open_groups and _new_emails(said) else frozenset()
    asked_for = frozenset(kind for group in open_groups for kind in GROUPS[group])
    found = provider.outputs & asked_for
    return found | (provider.outputs & ALONGSIDE) if found else frozenset()


def _settled(said: Sequence[Said]) -> Iterator[str]:
    """The groups of which somebody has said enough."""
    values = [value for each in said if not each.is_doubtful for value in each.values]
    bad = {value.about for value in values if value.kind is Kind.EMAIL_VERDICT and value.text in _BAD}
    for group, kinds in GROUPS.items():
        sure = SURE.get(group, SURE_OF_OTHERS)
        if any(each.kind in kinds and each.confidence >= sure and each.text not in bad for each in values):
            yield group


def _new_emails(said: Sequence[Said]) -> tuple[str, ...]:
    """The surest first."""
    found = [value for each in said if not each.is_doubtful for value in each.values if value.kind in EMAILS]
    return tuple(value.text for value in sorted(found, key=lambda value: -value.confidence))


def _known_by_now(known: Identity, said: Sequence[Said], provider: Provider) -> Identity:
    """With what others are sure of; where addresses are judged, a new one is what it is about."""
    sure = [
        value for each in said if not each.is_doubtful for value in each.values if value.confidence >= ENOUGH
    ]

    def texts(*kinds: Kind) -> tuple[str, ...]:
        return tuple(value.text for value in sure if value.kind in kinds)

    new = texts(*EMAILS)
    judged = provider.outputs <= _ONLY_VERDICTS
    return replace(
        known,
        emails=tuple(dict.fromkeys((*new, *known.emails) if judged else (*known.emails, *new))),
        profiles=tuple(dict.fromkeys((*known.profiles, *texts(Kind.PROFILE)))),
        name=known.name or next(iter(texts(Kind.NAME)), ""),
        company=known.company or next(iter(texts(Kind.COMPANY)), ""),
        domain=known.domain or next(iter(texts(Kind.COMPANY_DOMAIN)), ""),
    )


def _attempt(provider: Provider, identity: Identity, answer: Answer) -> Attempt:
    return Attempt(
        provider=provider.name,
        inputs=tuple(sorted(identity.keys)),
        outcome=type(answer.outcome).__name__,
        reason=_reason(answer.outcome),
        units=answer.units,
        is_cached=answer.is_cached,
        milliseconds=answer.milliseconds,
    )


def _reason(outcome: Outcome) -> str:
    return str(getattr(outcome, "reason", "")) if not isinstance(outcome, InvalidInput) else ""
