"""Credits are held before a run begins; when it ends it is charged what it has found, or they are given back."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate

from crm.credits import caps, ledger
from crm.credits.errors import CapReached, CreditsRefused, OutOfCredits
from crm.credits.prices import rules_of
from crm.errors import UserError
from crm.types import Author, CreditCap, CreditHold, CreditKind, HoldState, Tenant
from storage import models
from storage.queries import credit_holds as rows
from storage.queries import credits as credits_
from storage.queries.credits import HELD, SPENT, WALLET, Move, Writing

LASTS = timedelta(hours=1)
AT_ONCE = 100
EXPIRED = "It did not end in time."


@dataclass(frozen=True, slots=True)
class Wanted:
    """Credits for one run: `amount` is at least 1, as what costs nothing needs no hold. Under one `key` there is one hold."""

    key: str
    amount: int
    reference: str


async def reserve(
    tenant: Tenant,
    author: Author,
    key: str,
    amount: int,
    reference: str,
    *,
    is_automatic: bool = False,
    lasts: timedelta = LASTS,
) -> CreditHold:
    """Hold credits for one run, as `reserve_all` does."""
    wanted = Wanted(key, amount, reference)
    held = await reserve_all(tenant, author, [wanted], is_automatic=is_automatic, lasts=lasts)
    return held[key]


async def reserve_all(
    tenant: Tenant,
    author: Author,
    wanted: Sequence[Wanted],
    *,
    is_automatic: bool = False,
    lasts: timedelta = LASTS,
) -> Mapping[str, CreditHold]:
    """Hold credits for runs, for so long at the least, by key: for the first ones, as many as there are credits for.

    Whoever comes again with the same key gets the same hold as it is by then. Raises OutOfCredits, CapReached where there are not
    enough for any.
    """
    if any(each.amount < 1 for each in wanted):
        raise ValueError("What costs nothing needs no hold.")
    rules, now = await rules_of(tenant), datetime.now(UTC)
    async with ledger.opened(tenant) as book:
        known = await book.done([f"reserve:{each.key}" for each in wanted])
        holds = await rows.of_ids(tenant.key, [id_ for id_ in known.values() if id_])
        held = {
            each.key: holds[id_]
            for each in wanted
            if (id_ := known.get(f"reserve:{each.key}")) and id_ in holds
        }
        if new := [each for each in wanted if each.key not in held]:
            limits = await caps.in_force(tenant, rules, author.user_id, now, is_automatic=is_automatic)
            fitting = _fitting(new, min([book.balance(WALLET), *(cap.left for cap in limits)]))
            if not fitting and not held:
                raise _refusal(new[0].amount, book.balance(WALLET), limits)
            if fitting:
                made = await rows.create(
                    tenant.key,
                    {each.reference: each.amount for each in fitting},
                    user_id=author.user_id,
                    is_automatic=is_automatic,
                    held_at=now,
                    expires_at=now + lasts,
                )
                await book.write(*(_reservation(each, made[each.reference]) for each in fitting))
                held |= {each.key: made[each.reference] for each in fitting}
    return {key: _hold_of(row) for key, row in held.items()}


async def available(tenant: Tenant, author: Author, *, is_automatic: bool = False) -> int:
    """How many could be held by now, as far as the balance and the caps allow: to be said before many runs begin."""
    found = await caps.in_force(
        tenant, await rules_of(tenant), author.user_id, datetime.now(UTC), is_automatic=is_automatic
    )
    balance = (await credits_.balances(tenant.key)).get(WALLET, 0)
    return min([balance, *(cap.left for cap in found)])


async def get(tenant: Tenant, hold_id: int) -> CreditHold:
    """Raises UserError."""
    there = await rows.of_ids(tenant.key, [hold_id])
    if not there:
        raise UserError("Those credits are not held for anybody.")
    return _hold_of(there[hold_id])


async def capture(tenant: Tenant, hold_id: int, charges: Mapping[str, int]) -> CreditHold:
    """Charge what was found, credits by provider, and give back the rest: at least 1 in all, and no more than is held.

    Once for each hold: whoever comes second, or after it was released, changes nothing and gets it as it is. What is found after
    that is free. Raises ValueError, UserError.
    """
    if not charges:
        raise ValueError("Nothing cannot be charged: what has found nothing is released.")
    async with ledger.opened(tenant) as book:
        await _settle(book, {hold_id: charges})
    return await get(tenant, hold_id)


async def release(tenant: Tenant, hold_id: int) -> CreditHold:
    """Nothing was found: give all of it back. Whoever comes second, or after it was captured, changes nothing. Raises UserError."""
    async with ledger.opened(tenant) as book:
        await _settle(book, {hold_id: {}})
    return await get(tenant, hold_id)


async def settle(tenant: Tenant, charges: Mapping[int, Mapping[str, int]]) -> Mapping[int, Mapping[str, int]]:
    """Several by their ids: what each has found is captured, what has found nothing released, as `capture` and `release` do.

    Returns what each is charged: nothing where it was given back before.
    """
    if not charges:
        return {}
    async with ledger.opened(tenant) as book:
        settled = await _settle(book, charges)
    return {id_: charges[id_] if id_ in settled else {} for id_ in charges}


async def any_expired(now: datetime) -> bool:
    return bool(await rows.expired(now, 1))


async def sweep(now: datetime) -> None:
    """Give back some of those whose time is over, whoever's: whoever held them was killed before the run could end.

    A run ends, and is charged, in one transaction: what is still held was charged to nobody.
    """
    for row in await rows.expired(now, AT_ONCE):
        async with ledger.opened(Tenant.of_key(row.tenant)) as book:
            await _settle(book, {row.id: {}}, EXPIRED)


async def _settle(
    book: ledger.Book, charges: Mapping[int, Mapping[str, int]], reason: str = ""
) -> Collection[int]:
    """Returns the ids of those that were still held. `reason`: why those are released that have found nothing.

    One key for both ways: the database itself lets each be settled once.
    """
    there = await rows.of_ids(book.tenant.key, [*charges])
    if len(there) < len(charges):
        raise UserError("Those credits are not held for anybody.")
    held = {id_: row for id_, row in there.items() if row.state == rows.HELD}
    by_end: dict[tuple[HoldState, int], list[int]] = {}
    for id_, row in held.items():
        total = sum(charges[id_].values())
        if min(charges[id_].values(), default=1) < 1 or total > row.amount:
            raise ValueError(f"Of {row.amount} credits {dict(charges[id_])} cannot be charged.")
        state = HoldState.CAPTURED if total else HoldState.RELEASED
        by_end.setdefault((state, total), []).append(id_)
    for (state, total), ids in by_end.items():
        await rows.settle(book.tenant.key, ids, state, total)
    if held:
        await book.write(*(_settlement(row, charges[id_], reason) for id_, row in held.items()))
    return held.keys()


def _fitting(wanted: Sequence[Wanted], left: int) -> list[Wanted]:
    """The first ones, for which there are credits."""
    sums = accumulate(each.amount for each in wanted)
    return [each for each, needed in zip(wanted, sums, strict=True) if needed <= left]


def _refusal(amount: int, balance: int, limits: Sequence[CreditCap]) -> CreditsRefused:
    for cap in limits:
        if cap.left < amount:
            return CapReached(cap, amount)
    return OutOfCredits(amount, balance)


def _reservation(wanted: Wanted, row: models.CreditHold) -> Writing:
    moves = (Move(WALLET, -row.amount), Move(HELD, row.amount))
    return Writing(
        f"reserve:{wanted.key}", CreditKind.RESERVE, row.user_id, moves, row.id, reference=row.reference
    )


def _settlement(row: models.CreditHold, charges: Mapping[str, int], reason: str) -> Writing:
    spent = [Move(SPENT, credits, row.user_id, provider) for provider, credits in charges.items()]
    rest = row.amount - sum(charges.values())
    back = [Move(WALLET, rest)] if rest else []
    return Writing(
        f"settle:{row.id}",
        CreditKind.CAPTURE if charges else CreditKind.RELEASE,
        row.user_id,
        [Move(HELD, -row.amount), *spent, *back],
        row.id,
        "" if charges else reason,
        row.reference,
    )


def _hold_of(row: models.CreditHold) -> CreditHold:
    return CreditHold(
        id=row.id,
        tenant=Tenant.of_key(row.tenant),
        user_id=row.user_id,
        is_automatic=row.is_automatic,
        amount=row.amount,
        captured=row.captured,
        state=HoldState(row.state),
        reference=row.reference,
        held_at=row.held_at.astimezone(UTC),
        expires_at=row.expires_at.astimezone(UTC),
    )
