"""Credits are held before a run begins; when it ends it is charged what it has found, or they are given back."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime, timedelta

from crm.credits import caps, ledger
from crm.credits.errors import OutOfCredits
from crm.credits.prices import rules_of
from crm.errors import UserError
from crm.types import Author, CreditHold, CreditKind, HoldState, Tenant
from storage import models
from storage.queries import credit_holds as rows
from storage.queries import credits as credits_
from storage.queries.credits import HELD, SPENT, WALLET, Move

LASTS = timedelta(hours=1)
AT_ONCE = 100
EXPIRED = "It did not end in time."

ChargesOf = Callable[[CreditHold], Awaitable[Mapping[str, int]]]
"""What the run of a hold has found, as it is written down: credits by provider, empty where it has found nothing."""


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
    """Hold credits for one run, for so long at the least. Whoever comes again with the same key gets the same hold as it is by then.

    `amount` is at least 1: what costs nothing needs no hold. Raises OutOfCredits, CapReached; then nothing is kept of it.
    """
    if amount < 1:
        raise ValueError("What costs nothing needs no hold.")
    rules = await rules_of(tenant)
    async with ledger.opened(tenant) as book:
        if known := await book.done(f"reserve:{key}"):
            return await get(tenant, known.hold_id or 0)
        now = datetime.now(UTC)
        await caps.check(tenant, rules, author.user_id, amount, now, is_automatic=is_automatic)
        if book.balance(WALLET) < amount:
            raise OutOfCredits(amount, book.balance(WALLET))
        row = await rows.create(
            tenant.key,
            user_id=author.user_id,
            is_automatic=is_automatic,
            amount=amount,
            reference=reference,
            held_at=now,
            expires_at=now + lasts,
        )
        moves = (Move(WALLET, -amount), Move(HELD, amount))
        await book.write(
            f"reserve:{key}", CreditKind.RESERVE, author.user_id, moves, hold_id=row.id, reference=reference
        )
    return _hold_of(row)


async def available(tenant: Tenant, author: Author, *, is_automatic: bool = False) -> int:
    """How many could be held by now, as far as the balance and the caps allow: to be said before many runs begin."""
    found = await caps.in_force(
        tenant, await rules_of(tenant), author.user_id, datetime.now(UTC), is_automatic=is_automatic
    )
    balance = (await credits_.balances(tenant.key)).get(WALLET, 0)
    return min([balance, *(cap.left for cap in found)])


async def get(tenant: Tenant, hold_id: int) -> CreditHold:
    """Raises UserError."""
    row = await rows.get(tenant.key, hold_id)
    if row is None:
        raise UserError("Those credits are not held for anybody.")
    return _hold_of(row)


async def capture(tenant: Tenant, hold_id: int, charges: Mapping[str, int]) -> CreditHold:
    """Charge what was found, credits by provider, and give back the rest: at least 1 in all, and no more than is held.

    Once for each hold: whoever comes second, or after it was released, changes nothing and gets it as it is. What is found after
    that is free. Raises ValueError, UserError.
    """
    async with ledger.opened(tenant) as book:
        hold = await get(tenant, hold_id)
        return await _capture(book, hold, charges) if hold.state is HoldState.HELD else hold


async def release(tenant: Tenant, hold_id: int, reason: str = "") -> CreditHold:
    """Nothing was found: give all of it back. Whoever comes second, or after it was captured, changes nothing. Raises UserError."""
    async with ledger.opened(tenant) as book:
        hold = await get(tenant, hold_id)
        return await _release(book, hold, reason) if hold.state is HoldState.HELD else hold


async def any_expired(now: datetime) -> bool:
    return bool(await rows.expired(now, 1))


async def sweep(now: datetime, charges_of: ChargesOf) -> None:
    """Settle some of those whose time is over, whoever's: whoever held them was killed.

    `charges_of` is asked while nobody else settles them: a run that is written down as a success is charged, never released.
    """
    for row in await rows.expired(now, AT_ONCE):
        tenant = Tenant.of_key(row.tenant)
        async with ledger.opened(tenant) as book:
            hold = await get(tenant, row.id)
            if hold.state is not HoldState.HELD:  # it was settled in this moment
                continue
            if charges := await charges_of(hold):
                await _capture(book, hold, charges)
            else:
                await _release(book, hold, EXPIRED)


async def _capture(book: ledger.Book, hold: CreditHold, charges: Mapping[str, int]) -> CreditHold:
    total = sum(charges.values())
    if min(charges.values(), default=0) < 1 or total > hold.amount:
        raise ValueError(f"Of {hold.amount} credits {dict(charges)} cannot be charged.")
    spent = [Move(SPENT, credits, hold.user_id, provider) for provider, credits in charges.items()]
    rest = [Move(WALLET, hold.amount - total)] if total < hold.amount else []
    return await _settle(book, hold, CreditKind.CAPTURE, total, [Move(HELD, -hold.amount), *spent, *rest], "")


async def _release(book: ledger.Book, hold: CreditHold, reason: str) -> CreditHold:
    moves = [Move(HELD, -hold.amount), Move(WALLET, hold.amount)]
    return await _settle(book, hold, CreditKind.RELEASE, 0, moves, reason)


async def _settle(
    book: ledger.Book, hold: CreditHold, kind: CreditKind, captured: int, moves: list[Move], reason: str
) -> CreditHold:
    """One key for both ways: the database itself lets a hold be settled once."""
    state = HoldState.CAPTURED if kind is CreditKind.CAPTURE else HoldState.RELEASED
    await rows.settle(book.tenant.key, hold.id, state, captured)
    await book.write(
        f"settle:{hold.id}",
        kind,
        hold.user_id,
        moves,
        hold_id=hold.id,
        reason=reason,
        reference=hold.reference,
    )
    return await get(book.tenant, hold.id)


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
