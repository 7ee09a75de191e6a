"""Whom to ask about somebody, what that may cost, and who is left out: the same before a price is said and when it is done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from crm.credits import prices
from crm.credits.holds import available
from crm.enriching import left
from crm.enriching.knowing import had_of, known_of
from crm.enriching.waterfall import can_be_asked, groups_wanted, is_paid
from crm.providers import Usable, Vendors, choosing, usable
from crm.providers.groups import GROUPS
from crm.suppression import among
from crm.types import Author, CreditRules, EnrichmentPrice, Tenant
from enrichment.request import Identity
from storage import models
from storage.queries import contacts as rows
from storage.queries import enrichment as runs

FOUND_LASTS = timedelta(days=90)
NOTHING_LASTS = timedelta(days=14)
AT_ONCE = 200
MOST_RECKONED = 2_000
"""Of more, the others are reckoned as if nothing were known of them: nobody waits minutes for a price."""


@dataclass(frozen=True, slots=True)
class Reckoned:
    """`asked`: whom to ask about this person; `why` they are left, "" where they are not."""

    known: Identity
    had: frozenset[str]
    asked: tuple[Usable, ...]
    at_most: int
    why: str


def reckon(
    row: models.Contact,
    last: models.EnrichmentRun | None,
    can: Sequence[Usable],
    rules: CreditRules,
    most_credits: int | None,
    *,
    asks_again: bool,
    is_suppressed: bool,
) -> Reckoned:
    """`can`: all whom the workspace can ask. `asks_again`: whatever is known, and however lately they were looked up."""
    known, had = known_of(row), frozenset[str]() if asks_again else had_of(row)
    asked = tuple(whom for whom in can if can_be_asked(whom, had))
    is_fresh = last is not None and is_recent(last)
    why = ""
    if is_suppressed:
        why = left.SUPPRESSED
    elif row.do_not_contact:
        why = left.DO_NOT_CONTACT
    elif is_fresh and not asks_again:
        why = left.FRESH
    elif all(whom.provider.lacks(known) for whom in asked):
        why = left.UNKNOWN
    at_most = 0 if why else _within(most_credits, _at_most(asked, had, rules))
    return Reckoned(known, had, asked, at_most, why)


async def price(
    tenant: Tenant, author: Author, vendors: Vendors, contact_ids: Sequence[int]
) -> EnrichmentPrice:
    """Of enriching all of them, before anything is asked."""
    can, rules = await usable(tenant, vendors), await prices.rules_of(tenant)
    most_credits = (await choosing.choice(tenant)).most_credits
    why: dict[str, int] = {}
    at_most = at_most_again = there = 0
    for start in range(0, min(len(contact_ids), MOST_RECKONED), AT_ONCE):
        some = contact_ids[start : min(start + AT_ONCE, MOST_RECKONED)]
        last = await runs.last_finished(tenant.key, some)
        people = await rows.load_many(tenant.key, some)
        suppressed = await among(tenant, vendors.secret, [known_of(row) for row in people])
        for place, row in enumerate(people):
            there += 1
            reckoned, anew = (
                reckon(
                    row,
                    last.get(row.id),
                    can,
                    rules,
                    most_credits,
                    asks_again=again,
                    is_suppressed=place in suppressed,
                )
                for again in (False, True)
            )
            at_most += reckoned.at_most
            at_most_again += anew.at_most
            if reckoned.why:
                why[reckoned.why] = why.get(reckoned.why, 0) + 1
    others = max(len(contact_ids) - MOST_RECKONED, 0)
    each = _within(most_credits, _at_most(can, frozenset(), rules))
    if gone := len(contact_ids) - others - there:
        why[left.GONE] = gone
    return EnrichmentPrice(
        people=len(contact_ids),
        left=why,
        at_most=at_most + others * each,
        at_most_again=at_most_again + others * each,
        reckoned=len(contact_ids) - others,
        available=await available(tenant, author),
        providers=tuple(dict.fromkeys(whom.provider.title for whom in can)),
        paid=tuple(dict.fromkeys(whom.provider.title for whom in can if is_paid(whom.provider))),
    )


async def most_each(tenant: Tenant, vendors: Vendors) -> int:
    """What it may cost to look one person up of whom nothing is known yet."""
    most = (await choosing.choice(tenant)).most_credits
    return _within(most, _at_most(await usable(tenant, vendors), frozenset(), await prices.rules_of(tenant)))


def charges(rules: CreditRules, found: Mapping[str, str], amount: int) -> dict[str, int]:
    """Credits by provider for what was new: `found` says by group of things who had it first. No more than the `amount` held."""
    if not rules.is_by_field:
        first = next(iter(found.values()), "")
        each = {first: rules.flat_price} if first else {}
    else:
        each = {}
        for group, provider in found.items():
            each[provider] = each.get(provider, 0) + prices.price(rules, [group])
    spent, charged = 0, {}
    for provider, credits in each.items():
        if credit := min(credits, amount - spent):
            charged[provider], spent = credit, spent + credit
    return charged


def is_recent(run: models.EnrichmentRun) -> bool:
    """What it found, or that it found nothing, is still to be taken for true."""
    lasts = FOUND_LASTS if run.state == "found" else NOTHING_LASTS
    if run.finished_at is None or run.why == left.NO_ANSWER:
        return False
    return datetime.now(UTC) - run.finished_at < lasts


def _within(most_credits: int | None, credits: int) -> int:
    return credits if most_credits is None else min(credits, most_credits)


def _at_most(asked: Sequence[Usable], had: frozenset[str], rules: CreditRules) -> int:
    """For what those who are paid may find; for what the others find where that costs too."""
    groups = [
        group
        for group in groups_wanted(had)
        if any(GROUPS[group] & whom.provider.outputs for whom in asked if is_paid(whom.provider))
    ]
    if groups:
        return prices.price(rules, groups)
    return prices.price(rules, [*GROUPS], is_local=True)
