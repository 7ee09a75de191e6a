"""The ledger of credits. Who writes into it has its accounts locked, within `storage.database.transaction`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from tortoise.expressions import F

from storage import bulk
from storage.database import among, is_sqlite, rows
from storage.models import CreditAccount, CreditEntry, CreditTransaction, CreditWarning

GRANTED, WALLET, HELD, SPENT = "granted", "wallet", "held", "spent"
ACCOUNTS = (GRANTED, WALLET, HELD, SPENT)


@dataclass(frozen=True, slots=True)
class Move:
    """So many credits into an account, below zero out of it; where it is spent, by whom and with which provider."""

    account: str
    amount: int
    user_id: str = ""
    provider: str = ""


async def lock(tenant: str) -> dict[str, CreditAccount]:
    """By kind. Nobody else writes into this ledger until the transaction ends."""
    accounts = await _locked(tenant)
    if len(accounts) < len(ACCOUNTS):
        new = [{"kind": kind} for kind in ACCOUNTS]
        await bulk.insert(tenant, CreditAccount, new, conflict=("tenant", "kind"))
        accounts = await _locked(tenant)
    return {account.kind: account for account in accounts}


async def _locked(tenant: str) -> list[CreditAccount]:
    found = CreditAccount.filter(tenant=tenant).order_by("id")
    return await (found if is_sqlite() else found.select_for_update())


async def balances(tenant: str) -> dict[str, int]:
    """By kind of account; one that nothing was ever in may be missing."""
    return {account.kind: account.balance for account in await CreditAccount.filter(tenant=tenant)}


async def add(
    tenant: str,
    accounts: Mapping[str, CreditAccount],
    moves: Sequence[Move],
    *,
    key: str,
    kind: str,
    user_id: str,
    hold_id: int | None,
    reason: str,
    reference: str,
    now: datetime,
) -> CreditTransaction:
    """A transaction with its entries, and the balances that follow. `accounts` are those that `lock` has given."""
    made = await CreditTransaction.create(
        tenant=tenant,
        key=key,
        kind=kind,
        user_id=user_id,
        hold_id=hold_id,
        reason=reason,
        reference=reference,
        made_at=now,
    )
    entries = [
        {
            "transaction_id": made.id,
            "account_id": accounts[move.account].id,
            "amount": move.amount,
            "user_id": move.user_id,
            "provider": move.provider,
            "month": f"{now:%Y-%m}",
        }
        for move in moves
    ]
    await bulk.insert(tenant, CreditEntry, entries)
    for account in accounts.values():
        if change := sum(move.amount for move in moves if move.account == account.kind):
            await CreditAccount.filter(tenant=tenant, id=account.id).update(balance=F("balance") + change)
    return made


async def with_key(tenant: str, key: str) -> CreditTransaction | None:
    return await CreditTransaction.get_or_none(tenant=tenant, key=key)


async def known_keys(tenant: str, keys: Sequence[str]) -> set[str]:
    """Those of them that something was written under."""
    found = CreditTransaction.filter(tenant=tenant, key__in=list(keys))
    return {row["key"] for row in await found.values("key")}


async def get(tenant: str, transaction_id: int) -> CreditTransaction | None:
    return await CreditTransaction.get_or_none(tenant=tenant, id=transaction_id)


async def latest(tenant: str, kind: str, limit: int) -> list[CreditTransaction]:
    """The newest first; of one kind, which an index has in that order."""
    return await CreditTransaction.filter(tenant=tenant, kind=kind).order_by("-id").limit(limit)


async def moved(tenant: str, transaction_ids: Sequence[int], account: str) -> dict[int, list[Move]]:
    """What each of these transactions has put into that account, or taken out of it."""
    condition, ids = among("entry.transaction_id", list(transaction_ids))
    found = await rows(
        "SELECT entry.transaction_id, entry.amount, entry.user_id, entry.provider FROM credit_entry entry"  # noqa: S608 - the name is ours
        " JOIN credit_account account ON account.id = entry.account_id"
        f" WHERE entry.tenant = ? AND account.kind = ? AND {condition} ORDER BY entry.id",
        [tenant, account, ids],
    )
    moves: dict[int, list[Move]] = {}
    for row in found:
        move = Move(account, row["amount"], row["user_id"], row["provider"])
        moves.setdefault(row["transaction_id"], []).append(move)
    return moves


async def spending(tenant: str, from_month: str) -> list[tuple[str, str, str, int]]:
    """(month, user id, provider, credits), refunds taken off, from that month on, the newest first."""
    found = await rows(
        "SELECT entry.month, entry.user_id, entry.provider, sum(entry.amount) AS credits FROM credit_entry entry"
        " JOIN credit_account account ON account.id = entry.account_id"
        " WHERE entry.tenant = ? AND entry.month >= ? AND account.kind = ?"
        " GROUP BY entry.month, entry.user_id, entry.provider"
        " ORDER BY entry.month DESC, sum(entry.amount) DESC, entry.user_id, entry.provider",
        [tenant, from_month, SPENT],
    )
    return [(row["month"], row["user_id"], row["provider"], int(row["credits"])) for row in found]


async def warn(tenant: str, left_over: int) -> None:
    """It is yet to be said how few there are."""
    await CreditWarning.create(tenant=tenant, left_over=left_over)


async def unsaid_warnings(limit: int) -> list[CreditWarning]:
    """Whoever's."""
    return await CreditWarning.all().order_by("id").limit(limit)


async def forget_warning(tenant: str, warning_id: int) -> None:
    """It was said."""
    await CreditWarning.filter(tenant=tenant, id=warning_id).delete()
