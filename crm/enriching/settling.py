"""What the look-up of one person has come to: observed, shown on the profile, told in the timeline, charged."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from crm import companies
from crm.credits import holds
from crm.enriching import left
from crm.enriching.kinds import ENOUGH, KINDS
from crm.enriching.observing import grouped, identity_of, not_to_be_written_to, parted, rows_of, weighed
from crm.enriching.projection import project, shown_of, tell
from crm.enriching.reckoning import FOUND_LASTS, Reckoned, charges
from crm.enriching.waterfall import SILENT, Result, Said, is_paid
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
    """`rules` are those it is charged by, `hold` the credits that are held for it, None where it costs none."""

    reckoned: Reckoned
    result: Result
    rules: CreditRules
    hold: CreditHold | None


async def keep(tenant: Tenant, author: Author, run_id: int, contact_id: int, ended: Ended) -> None:
    """All of it, within the transaction that holds the contact and settles the run."""
    key, now, known = tenant.key, datetime.now(UTC), ended.reckoned.known
    (row,) = await contact_rows.load_many(key, [contact_id])
    earlier = await said.of(key, contact_id)
    had = (*known.emails, *known.phones, *known.profiles)
    observed = rows_of(run_id, ended.result.said, had, now)
    await said.add(key, [{"contact_id": contact_id, **each} for each in observed])
    added = [each for each in await said.of_runs(key, [run_id]) if each.state == said.LIVE]
    new = _new(added, earlier, shown_of(row), now)
    changes = await project(tenant, author, contact_id, [each.id for each in added])
    await tell(tenant, author, contact_id, changes, "enriched", provider=_who(ended, new))
    await _learn_companies(tenant, author, ended)
    await _note_attempts(tenant, run_id, ended, now)
    is_something = new or any(each["state"] == said.DOUBTFUL for each in observed)
    cost = _cost(ended, new)
    await rows.settle(
        key,
        run_id,
        "left" if ended.result.is_suppressed else "found" if is_something else "nothing",
        now,
        why=left.SUPPRESSED if ended.result.is_suppressed else "" if is_something else _why_nothing(ended),
        charges=cost,
        found=[[each.kind, each.provider] for each in new],
    )
    if ended.hold and cost:
        await holds.capture(tenant, ended.hold.id, cost)
    elif ended.hold:
        await holds.release(tenant, ended.hold.id)


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


def _who(ended: Ended, new: Sequence[models.Observation]) -> str:
    """The titles of those who said it."""
    titles = {whom.provider.name: whom.provider.title for whom in ended.reckoned.asked}
    return ", ".join(titles[name] for name in dict.fromkeys(each.provider for each in new))


async def _learn_companies(tenant: Tenant, author: Author, ended: Ended) -> None:
    for each in ended.result.said:
        if not each.is_doubtful:
            named = _company_in(each) or ended.reckoned.known.company
            await companies.learn(tenant, author, named, each.values, each.provider.name)


def _company_in(said_: Said) -> str:
    return next((value.text for value in said_.values if value.kind is Kind.COMPANY), "")


async def _note_attempts(tenant: Tenant, run_id: int, ended: Ended, now: datetime) -> None:
    attempts = [
        {**asdict(each), "reason": each.reason[:KEY_LENGTH], "made_at": now} for each in ended.result.attempts
    ]
    await rows.note_attempts(tenant.key, run_id, attempts)


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
