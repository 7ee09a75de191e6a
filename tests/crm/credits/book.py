"""What holds of a ledger at any moment, read from its rows."""

from collections import Counter, defaultdict

from crm.types import CreditHold, HoldState, Tenant
from storage.models import CreditAccount, CreditEntry, CreditTransaction
from storage.models import CreditHold as HoldRow


async def balances(tenant: Tenant) -> dict[str, int]:
    return {each.kind: each.balance for each in await CreditAccount.filter(tenant=tenant.key)}


async def is_sound(tenant: Tenant) -> None:
    """Each transaction comes to 0, balances are the sums of their entries, and nothing is spent that was not held."""
    accounts = {each.id: each for each in await CreditAccount.filter(tenant=tenant.key)}
    by_transaction: Counter[int] = Counter()
    by_account: Counter[int] = Counter()
    for entry in await CreditEntry.filter(tenant=tenant.key):
        assert entry.amount
        by_transaction[entry.transaction_id] += entry.amount
        by_account[entry.account_id] += entry.amount
    transactions = await CreditTransaction.filter(tenant=tenant.key)
    assert set(by_transaction) == {each.id for each in transactions}
    assert not any(by_transaction.values())
    assert {id_: account.balance for id_, account in accounts.items()} == {
        id_: by_account[id_] for id_ in accounts
    }
    assert all(each.balance >= 0 for each in accounts.values() if each.kind in ("wallet", "held", "spent"))
    await _holds_are_sound(tenant, transactions)


async def _holds_are_sound(tenant: Tenant, transactions: list[CreditTransaction]) -> None:
    """Each is reserved once, and settled once where it is held no more."""
    kinds = defaultdict(list)
    for each in transactions:
        kinds[each.hold_id].append(each.kind)
    holds = await HoldRow.filter(tenant=tenant.key)
    for hold in holds:
        settled = {HoldState.CAPTURED: ["capture"], HoldState.RELEASED: ["release"]}.get(
            HoldState(hold.state), []
        )
        assert sorted({*kinds[hold.id]} - {"refund"}) == sorted(["reserve", *settled])
        assert len(kinds[hold.id]) == len(set(kinds[hold.id]))
        assert 0 <= hold.captured <= hold.amount
        assert bool(hold.captured) == (hold.state == HoldState.CAPTURED)
    there = await balances(tenant)
    assert there.get("held", 0) == sum(hold.amount for hold in holds if hold.state == HoldState.HELD)


async def charged(tenant: Tenant) -> dict[str, int]:
    """What each run has cost, by its reference."""
    found: Counter[str] = Counter()
    for hold in await HoldRow.filter(tenant=tenant.key, state=HoldState.CAPTURED):
        found[hold.reference] += hold.captured
    return found


def states(holds: list[CreditHold]) -> Counter[HoldState]:
    return Counter(hold.state for hold in holds)
