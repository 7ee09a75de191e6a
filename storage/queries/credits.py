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


@dataclass(frozen=True, slots=True)
class Writing:
    """A transaction to be written: once for each key, its moves sum up to zero. `hold_id`: what it made or settled, or refunds."""

    key: str
    kind: str
    user_id: str
    moves: Sequence[Move]
    hold_id: int | None = None
    reason: str = ""
    reference: str = ""


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
    tenant: str, accounts: Mapping[str, CreditAccount], written: Sequence[Writing], now: datetime
) -> None:
    """Transactions with their entries, and the balances that follow. `accounts` are those that `lock` has given."""
    await bulk.insert(
        tenant,
        CreditTransaction,
        [
            {
                "key": each.key,
                "kind": each.kind,
                "user_id": each.user_id,
                "hold_id": each.hold_id,
                "reason": each.reason,
                "reference": each.reference,
                "made_at": now,
            }
            for each in written
        ],
    )
    condition, keys = among("key", [each.key for each in written])
    made = await rows(
        f"SELECT id, key FROM credit_transaction WHERE tenant = ? AND {condition}",  # noqa: S608 - the name is ours
        [tenant, keys],
    )
    ids = {row["key"]: row["id"] for row in made}
    month = f"{now:%Y-%m}"
    entries = [
        {
            "transaction_id": ids[each.key],
            "account_id": accounts[move.account].id,
            "amount": move.amount,
            "user_id": move.user_id,
            "provider": move.provider,
            "month": month,
        }
        for each in written
        for move in each.moves
    ]
    await bulk.insert(tenant, CreditEntry, entries)
    for account in accounts.values():
        if change := sum(entry["amount"] for entry in entries if entry["account_id"] == account.id):
            await CreditAccount.filter(tenant=tenant, id=account.id).update(balance=F("balance") + change)


async def known_keys(tenant: str, keys: Sequence[str]) -> dict[str, int | None]:
    """Those of them that something was written under, and the id of the hold that it made or settled."""
    found = CreditTransaction.filter(tenant=tenant, key__in=list(keys))
    return {row["key"]: row["hold_id"] for row in await found.values("key", "hold_id")}


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
