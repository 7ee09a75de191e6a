"""What stands in the ledger, for who looks at it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from crm.credits import caps, vendors
from crm.credits.prices import rules_of
from crm.types import CapKind, CreditKind, CreditPage, CreditTransaction, LowCredits, MonthOfCredits, Tenant
from storage import models
from storage.queries import credits as rows

MONTHS = 3
SHOWN = 10
REFUNDABLE = 50
AT_ONCE = 20

_MOVES = {CreditKind.GRANT: rows.WALLET, CreditKind.CAPTURE: rows.SPENT, CreditKind.REFUND: rows.SPENT}
"""Those that change how many there are, and the account that says by how much."""


async def page(tenant: Tenant, user_id: str, now: datetime) -> CreditPage:
    """As `user_id` sees it: of the caps of persons it is their own."""
    balances = await rows.balances(tenant.key)
    rules = await rules_of(tenant)
    found = [await caps.of(tenant, rules, kind, user_id, now) for kind in CapKind]
    latest = [row for kind in _MOVES for row in await rows.latest(tenant.key, kind, SHOWN)]
    latest.sort(key=lambda row: row.id, reverse=True)
    return CreditPage(
        left=balances.get(rows.WALLET, 0),
        held=balances.get(rows.HELD, 0),
        rules=rules,
        caps=tuple(cap for cap in found if cap),
        months=await _months(tenant, now),
        transactions=await _shown(tenant, latest[:SHOWN]),
    )


async def refundable(tenant: Tenant) -> tuple[CreditTransaction, ...]:
    """The last charges that were not given back, the newest first."""
    charges = await rows.latest(tenant.key, CreditKind.CAPTURE, REFUNDABLE)
    refunded = await rows.known_keys(tenant.key, [f"refund:{charge.id}" for charge in charges])
    return await _shown(tenant, [each for each in charges if f"refund:{each.id}" not in refunded])


async def low() -> tuple[LowCredits, ...]:
    """Some of those that is yet to be said of, whoever's."""
    found = await rows.unsaid_warnings(AT_ONCE)
    return tuple(LowCredits(row.id, Tenant.of_key(row.tenant), row.left_over) for row in found)


async def note_said(warning: LowCredits) -> None:
    await rows.forget_warning(warning.tenant.key, warning.id)


async def _months(tenant: Tenant, now: datetime) -> tuple[MonthOfCredits, ...]:
    """This one and those before it, also where nothing was spent."""
    months = [f"{number // 12}-{number % 12 + 1:02}" for number in _numbers(now)]
    spending = await rows.spending(tenant.key, months[-1])
    units = await vendors.by_month(tenant, months[-1])
    shown = []
    for month in months:
        of_month = [each[1:] for each in spending if each[0] == month]
        shown.append(
            MonthOfCredits(
                month=month,
                spent=sum(credits_ for _, _, credits_ in of_month),
                by_person=_most_first((user_id, credits_) for user_id, _, credits_ in of_month),
                by_provider=_most_first((provider, credits_) for _, provider, credits_ in of_month),
                units=units.get(month, ()),
            )
        )
    return tuple(shown)


def _numbers(now: datetime) -> Sequence[int]:
    """Of months, since the year 0."""
    this = now.year * 12 + now.month - 1
    return range(this, this - MONTHS, -1)


def _most_first(parts: Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    sums: Counter[str] = Counter()
    for name, number in parts:
        sums[name] += number
    return tuple(each for each in sums.most_common() if each[1])


async def _shown(tenant: Tenant, found: Sequence[models.CreditTransaction]) -> tuple[CreditTransaction, ...]:
    ids = [row.id for row in found]
    moves = {account: await rows.moved(tenant.key, ids, account) for account in (rows.WALLET, rows.SPENT)}
    shown = []
    for row in found:
        kind = CreditKind(row.kind)
        its = moves[_MOVES[kind]].get(row.id, [])
        total = sum(move.amount for move in its)
        shown.append(
            CreditTransaction(
                id=row.id,
                kind=kind,
                user_id=row.user_id,
                amount=total if kind is CreditKind.GRANT else -total,
                providers=tuple(move.provider for move in its if move.provider),
                reason=row.reason,
                reference=row.reference,
                made_at=row.made_at.astimezone(UTC),
            )
        )
    return tuple(shown)
