"""What the look-ups of people have come to: observed, shown on the profiles, told in the timelines, charged.

Several together: most of what is written takes as many statements for all of them as for one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from crm import companies, timeline
from crm.credits import holds
from crm.enriching import left
from crm.enriching.kinds import ENOUGH, KINDS
from crm.enriching.observing import grouped, identity_of, not_to_be_written_to, parted, rows_of, weighed
from crm.enriching.projection import Observed, project_all, shown_of, told
from crm.enriching.reckoning import FOUND_LASTS, Reckoned, charges
from crm.enriching.waterfall import SILENT, Result, Said, is_paid
from crm.identity import fold
from crm.types import Author, CreditHold, CreditRules, Tenant
from enrichment.values import Kind
from storage import models
from storage.models.credits import KEY_LENGTH
from storage.queries import contacts as contact_rows
from storage.queries import enrichment as rows
from storage.queries import observations as said

Identity = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Ended:
    """The run of one person, who is held. `rules` are those it is charged by, `hold` the credits for it, None where it costs none."""

    run_id: int
    author: Author
    contact_id: int
    reckoned: Reckoned
    result: Result
    rules: CreditRules
    hold: CreditHold | None


@dataclass(frozen=True, slots=True)
class _Kept:
    """What of it was kept; `new`: what nobody has said lately and the profile does not say."""

    ended: Ended
    row: models.Contact
    earlier: Sequence[models.Observation]
    added: Sequence[models.Observation]
    new: Sequence[models.Observation]

    @property
    def live(self) -> Sequence[models.Observation]:
        return [each for each in self.added if each.state == said.LIVE]

    @property
    def is_something(self) -> bool:
        return bool(self.new) or any(each.state == said.DOUBTFUL for each in self.added)


async def keep(tenant: Tenant, people: Sequence[Ended], unused: Sequence[CreditHold] = ()) -> None:
    """All of it, within the transaction that holds the contacts and settles the runs. Those who are one, one after the other.

    `unused`: what was held for others, and is given back.
    """
    now = datetime.now(UTC)
    kept: list[_Kept] = []
    for some in _each_once(people):
        observed = await _observe(tenant, some, now)
        await _show(tenant, observed)
        kept += observed
    await _learn_companies(tenant, people)
    await rows.note_attempts(tenant.key, [attempt for ended in people for attempt in _attempts(ended, now)])
    costs = {each.ended.hold.id: _cost(each.ended, each.new) for each in kept if each.ended.hold}
    charged = await holds.settle(tenant, costs | {hold.id: {} for hold in unused})
    for each in kept:
        await _settle(tenant, each, charged[each.ended.hold.id] if each.ended.hold else {}, now)


def _each_once(people: Sequence[Ended]) -> Iterator[Sequence[Ended]]:
    """In parts in which nobody stands twice."""
    left_over = people
    while left_over:
        first: dict[int, Ended] = {}
        for each in left_over:
            first.setdefault(each.contact_id, each)
        yield [*first.values()]
        left_over = [each for each in left_over if first[each.contact_id] is not each]


async def _observe(tenant: Tenant, people: Sequence[Ended], now: datetime) -> list[_Kept]:
    key, ids = tenant.key, [each.contact_id for each in people]
    there = {row.id: row for row in await contact_rows.load_many(key, ids)}
    earlier = await said.of_many(key, ids)
    observed = [
        {"contact_id": each.contact_id, **row}
        for each in people
        for row in rows_of(each.run_id, each.result.said, _had(each), now)
    ]
    await said.add(key, observed)
    added: dict[int, list[models.Observation]] = {each.run_id: [] for each in people}
    for observation in await said.of_runs(key, [*added]):
        added[observation.run_id].append(observation)
    kept = []
    for each in people:
        row, before, after = there[each.contact_id], earlier.get(each.contact_id, []), added[each.run_id]
        live = [observation for observation in after if observation.state == said.LIVE]
        kept.append(_Kept(each, row, before, after, _new(live, before, shown_of(row), now)))
    return kept


async def _show(tenant: Tenant, kept: Sequence[_Kept]) -> None:
    """On the profiles, and in the timelines of those that show something else now."""
    observed = [
        Observed(each.ended.author, each.row, [*each.earlier, *each.live], [one.id for one in each.live])
        for each in kept
    ]
    entries = [
        (each.ended.author, each.row.id, told(changes, provider=_who(each)))
        for each, changes in zip(kept, await project_all(tenant, observed), strict=True)
        if changes
    ]
    await timeline.record_all(tenant, "enriched", entries)


async def _settle(tenant: Tenant, kept: _Kept, cost: Mapping[str, int], now: datetime) -> None:
    state, why = _outcome(kept)
    found = [[each.kind, each.provider] for each in kept.new]
    await rows.settle(tenant.key, kept.ended.run_id, state, now, why=why, charges=cost, found=found)


def _outcome(kept: _Kept) -> tuple[str, str]:
    """The state in which the run ends, and why."""
    if kept.ended.result.is_suppressed:
        return "left", left.SUPPRESSED
    if kept.is_something:
        return "found", ""
    return "nothing", _why_nothing(kept.ended)


def _had(ended: Ended) -> tuple[str, ...]:
    known = ended.reckoned.known
    return (*known.emails, *known.phones, *known.profiles)


def _new(
    added: Sequence[models.Observation],
    earlier: Sequence[models.Observation],
    shown: frozenset[Identity],
    now: datetime,
) -> list[models.Observation]:
    """One for each thing that nobody has said lately and the profile does not say; whoever is sure enough of it."""
    lately = {identity_of(each) for each in parted(earlier)[0] if now - each.fetched_at < FOUND_LASTS}
    placed, verdicts = parted(added)
    useless = not_to_be_written_to(verdicts)
    return [
        group[0]
        for identity, group in grouped(placed).items()
        if identity not in shown | lately
        and group[0].kind != "name"
        and group[0].text not in useless
        and weighed(group, verdicts, now.date()).confidence >= ENOUGH
    ]


def _why_nothing(ended: Ended) -> str:
    """Where somebody who is paid for could not answer: then it says nothing of the person, who is looked up again the next time."""
    paid = {whom.provider.name for whom in ended.reckoned.asked if is_paid(whom.provider)}
    silent = any(each.provider in paid and each.outcome in SILENT for each in ended.result.attempts)
    return left.NO_ANSWER if silent else ""


def _who(kept: _Kept) -> str:
    """The titles of those who said it."""
    titles = {whom.provider.name: whom.provider.title for whom in kept.ended.reckoned.asked}
    return ", ".join(titles[name] for name in dict.fromkeys(each.provider for each in kept.new))


async def _learn_companies(tenant: Tenant, people: Sequence[Ended]) -> None:
    """In the order of their names, so that nobody who learns of the same ones waits for one another for ever."""
    learnt = [
        (_company_in(said_) or ended.reckoned.known.company, ended.author, said_)
        for ended in people
        for said_ in ended.result.said
        if not said_.is_doubtful
    ]
    for named, author, said_ in sorted(learnt, key=lambda each: fold(each[0])):
        await companies.learn(tenant, author, named, said_.values, said_.provider.name)


def _company_in(said_: Said) -> str:
    return next((value.text for value in said_.values if value.kind is Kind.COMPANY), "")


def _attempts(ended: Ended, now: datetime) -> Iterator[dict[str, Any]]:
    for each in ended.result.attempts:
        cut = each.reason[:KEY_LENGTH]
        yield {**asdict(each), "run_id": ended.run_id, "reason": cut, "made_at": now}


def _cost(ended: Ended, new: Sequence[models.Observation]) -> dict[str, int]:
    """Credits by provider: for what those have found who are paid for; where nobody is, for what is charged as local work."""
    if ended.hold is None:
        return {}
    paid = {whom.provider.name for whom in ended.reckoned.asked if is_paid(whom.provider)}
    first: dict[str, str] = {}
    for each in new:
        if not paid or each.provider in paid:
            first.setdefault(KINDS[each.kind].group, each.provider)
    return charges(ended.rules, first, ended.hold.amount)
