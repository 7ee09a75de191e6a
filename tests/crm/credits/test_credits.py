"""Credits are held, charged once, and given back, whoever else does the same and whoever is killed over it."""

import asyncio
from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from tortoise.exceptions import IntegrityError

from crm import effects
from crm.credits import correcting, holds, overview, prices, vendors
from crm.credits.errors import CapReached, OutOfCredits
from crm.errors import FieldErrors, UserError
from crm.types import Author, CreditHold, CreditRules, HoldState, Tenant
from storage.database import rows, transaction
from storage.models import CreditEntry, CreditTransaction
from tests.crm.credits.book import balances, charged, is_sound
from tests.cutting import CutOff, cut_off_after

TENANT = Tenant("T1")
ADA, BEN = Author("U1"), Author("U2")
TOMORROW = timedelta(days=1)


async def granted(amount: int, tenant: Tenant = TENANT) -> None:
    await correcting.grant(tenant, ADA, f"{amount}", amount, "for a try")


async def held(key: str, amount: int = 2, author: Author = ADA, *, is_automatic: bool = False) -> CreditHold:
    return await holds.reserve(TENANT, author, key, amount, f"run:{key}", is_automatic=is_automatic)


async def decided(rules: CreditRules) -> None:
    await prices.change_rules(TENANT, ADA, rules)


async def left() -> int:
    return (await overview.page(TENANT, ADA.user_id, datetime.now(UTC))).left


async def test_what_is_held_is_charged_or_given_back(database: str) -> None:
    await granted(20)
    one, two, three = await held("1", 16), await held("2"), await held("3")
    assert await balances(TENANT) == {"granted": -20, "wallet": 0, "held": 20, "spent": 0}
    with pytest.raises(OutOfCredits, match=r"This needs 2 credits, and 0 are left\."):
        await held("4")
    assert (await holds.capture(TENANT, one.id, {"hunter": 2})).captured == 2
    assert (await holds.release(TENANT, two.id)).state is HoldState.RELEASED
    assert await balances(TENANT) == {"granted": -20, "wallet": 16, "held": 2, "spent": 2}
    assert (await holds.get(TENANT, three.id)).state is HoldState.HELD
    await is_sound(TENANT)


async def test_of_many_the_first_ones_are_held_as_far_as_credits_go(database: str) -> None:
    await granted(5)
    many = [holds.Wanted(f"{number}", 2, f"run:{number}") for number in range(4)]
    first = await holds.reserve_all(TENANT, ADA, many)
    assert [(key, hold.amount, hold.reference) for key, hold in first.items()] == [
        ("0", 2, "run:0"),
        ("1", 2, "run:1"),
    ]
    assert await holds.reserve_all(TENANT, ADA, many) == first, (
        "whoever comes again has the same, and no more"
    )
    with pytest.raises(OutOfCredits, match=r"This needs 2 credits, and 1 are left\."):
        await holds.reserve_all(TENANT, ADA, many[2:])
    await holds.settle(TENANT, {first["0"].id: {"hunter": 1}, first["1"].id: {}})
    assert [(await holds.get(TENANT, hold.id)).state for hold in first.values()] == [
        HoldState.CAPTURED,
        HoldState.RELEASED,
    ]
    assert [*await holds.reserve_all(TENANT, ADA, many[2:])] == ["2", "3"], (
        "what came back is there for others"
    )
    await is_sound(TENANT)


async def test_settled_is_settled_whatever_comes_after(database: str) -> None:
    await granted(10)
    charged_one, freed = await held("1", 4), await held("2", 4)
    await holds.capture(TENANT, charged_one.id, {"hunter": 3})
    await holds.release(TENANT, freed.id)
    assert (await holds.release(TENANT, charged_one.id)).captured == 3
    assert (await holds.capture(TENANT, charged_one.id, {"hunter": 4})).captured == 3
    late = await holds.capture(TENANT, freed.id, {"hunter": 4})
    assert (late.state, late.captured) == (HoldState.RELEASED, 0), "what comes late is free"
    assert await held("1", 4) == await holds.get(TENANT, charged_one.id), (
        "nothing is held anew for the same run"
    )
    assert await left() == 7


@pytest.mark.parametrize(
    "charges", [{}, {"hunter": 0}, {"hunter": 3}, {"hunter": 2, "pdl": 1}, {"a": 3, "b": -1}]
)
async def test_more_than_is_held_or_nothing_cannot_be_charged(database: str, charges: dict[str, int]) -> None:
    await granted(10)
    hold = await held("1")
    with pytest.raises(ValueError, match="cannot be charged"):
        await holds.capture(TENANT, hold.id, charges)
    assert (await holds.get(TENANT, hold.id)).state is HoldState.HELD
    await is_sound(TENANT)


async def test_the_database_itself_lets_no_wallet_go_below_zero(database: str) -> None:
    await granted(1)
    hold = await held("1", 1)
    for kind in ("wallet", "held"):
        with pytest.raises(IntegrityError):
            await rows(f"UPDATE credit_account SET balance = -1 WHERE kind = '{kind}'")
    with pytest.raises(IntegrityError):
        await rows(f"UPDATE credit_hold SET captured = 2 WHERE id = {hold.id}")
    await is_sound(TENANT)


async def test_fifty_at_once_hold_what_there_is_and_no_more(database: str) -> None:
    await granted(50)
    keys = [str(number % 45) for number in range(50)]
    done = await asyncio.gather(*(held(key) for key in keys), return_exceptions=True)
    kept = {key: each for key, each in zip(keys, done, strict=True) if isinstance(each, CreditHold)}
    assert len(kept) == len({each.id for each in kept.values()}) == 25
    assert all(isinstance(each, (CreditHold, OutOfCredits)) for each in done)
    again = await asyncio.gather(*(held(key) for key in kept))
    assert [each.id for each in again] == [each.id for each in kept.values()]

    settling = [holds.capture(TENANT, each.id, {"hunter": 2}) for each in kept.values() for _ in range(2)]
    settling += [holds.release(TENANT, each.id) for each in kept.values()]
    settled = await asyncio.gather(*settling)
    ways = Counter(each.state for each in {each.id: each for each in settled}.values())
    assert await balances(TENANT) == {
        "granted": -50,
        "wallet": 2 * ways[HoldState.RELEASED],
        "held": 0,
        "spent": 2 * ways[HoldState.CAPTURED],
    }
    assert ways.total() == 25
    await is_sound(TENANT)


async def test_the_first_of_a_workspace_may_all_come_at_once(database: str) -> None:
    await asyncio.gather(*(correcting.grant(TENANT, ADA, str(number % 5), 3, "x") for number in range(20)))
    assert await balances(TENANT) == {"granted": -15, "wallet": 15, "held": 0, "spent": 0}


async def test_who_was_killed_gets_back_what_was_held(database: str) -> None:
    await granted(10)
    lost, running = await held("lost"), await held("running")
    now = datetime.now(UTC)
    assert not await holds.any_expired(now)
    await holds.sweep(now)
    assert (await holds.get(TENANT, lost.id)).state is HoldState.HELD
    later = now + holds.LASTS + timedelta(minutes=1)
    await holds.capture(TENANT, running.id, {"pdl": 1})
    assert await holds.any_expired(later)
    await asyncio.gather(*(holds.sweep(later) for _ in range(3)))
    assert not await holds.any_expired(later)
    settled = [await holds.get(TENANT, hold.id) for hold in (lost, running)]
    assert [hold.captured for hold in settled] == [0, 1]
    assert await left() == 9
    await is_sound(TENANT)


async def run(key: str) -> None:
    """As looking somebody up does it: held; written down as a success and charged, both or none."""
    hold = await held(key)
    async with transaction():
        await effects.replace(TENANT, hold.reference, None, "found")
        await holds.capture(TENANT, hold.id, {"hunter": 2})


async def test_killed_between_any_two_statements_each_success_is_charged_once(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await granted(1000)
    keys: list[str] = []
    for statements in count():
        keys.append(str(statements))
        with cut_off_after(statements, monkeypatch):
            try:
                await run(keys[-1])
            except CutOff:
                await is_sound(TENANT)
            else:
                break
    assert len(keys) > 15
    for statements in count():
        with cut_off_after(statements, monkeypatch):
            try:
                await holds.sweep(datetime.now(UTC) + TOMORROW)
            except CutOff:
                await is_sound(TENANT)
            else:
                break
    successes = {f"run:{key}" for key in keys if await effects.result_of(TENANT, f"run:{key}")}
    assert 0 < len(successes) < len(keys)
    assert await charged(TENANT) == dict.fromkeys(successes, 2)
    assert await left() == 1000 - 2 * len(successes)


async def test_a_grant_counts_once_and_can_be_taken_back_as_far_as_it_is_there(database: str) -> None:
    for _ in range(2):
        await correcting.grant(TENANT, ADA, "view:1", 100, "  Invoice\n7 ")
    await held("1", 10)
    with pytest.raises(UserError, match="Only 90 credits can be taken back"):
        await correcting.grant(TENANT, ADA, "view:2", -91, "too many")
    await correcting.grant(TENANT, ADA, "view:3", -90, "too many")
    assert await left() == 0
    assert [each.reason for each in await CreditTransaction.filter(kind="grant")] == ["Invoice 7", "too many"]
    for amount, reason, wrong in ((0, "x", "amount"), (10**12, "x", "amount"), (1, "\u200b ", "reason")):
        with pytest.raises(FieldErrors) as raised:
            await correcting.grant(TENANT, ADA, "view:4", amount, reason)
        assert list(raised.value.errors) == [wrong]


async def test_a_refund_gives_back_what_was_charged_once_with_its_reason(database: str) -> None:
    await granted(20)
    hold = await held("1", 16, BEN)
    await holds.capture(TENANT, hold.id, {"hunter": 2, "contactout": 10})
    [charge] = await overview.refundable(TENANT)
    assert (charge.user_id, charge.amount, charge.providers) == ("U2", -12, ("hunter", "contactout"))
    done = await asyncio.gather(
        *(correcting.refund(TENANT, ADA, charge.id, "Somebody else") for _ in range(3))
    )
    assert done == ["run:1"] * 3
    assert await left() == 20
    assert await overview.refundable(TENANT) == ()
    page = await overview.page(TENANT, ADA.user_id, datetime.now(UTC))
    assert (page.months[0].spent, page.months[0].by_person, page.months[0].by_provider) == (0, (), ())
    assert [(each.kind, each.amount, each.user_id) for each in page.transactions] == [
        ("refund", 12, "U1"),
        ("capture", -12, "U2"),
        ("grant", 20, "U1"),
    ]
    grant = page.transactions[-1]
    with pytest.raises(UserError, match="no charge"):
        await correcting.refund(TENANT, ADA, grant.id, "no")
    with pytest.raises(FieldErrors):
        await correcting.refund(TENANT, ADA, charge.id, "")
    await is_sound(TENANT)


async def test_spending_is_told_by_month_person_and_provider_with_what_providers_took(database: str) -> None:
    await granted(100)
    for key, author, charges in (("1", ADA, {"hunter": 2}), ("2", BEN, {"hunter": 2, "pdl": 14})):
        await holds.capture(TENANT, (await held(key, 16, author)).id, charges)
    now = datetime.now(UTC)
    last_month = f"{now.replace(day=1) - timedelta(days=1):%Y-%m}"
    await CreditEntry.filter(user_id="U1").update(month=last_month)
    await held("3", 16)
    for _ in range(2):
        await vendors.note(TENANT, ADA, "call:1", "hunter", 0.5, "run:1", is_miss=True)
    await vendors.note(TENANT, ADA, "call:2", "hunter", 1, "run:1", is_miss=False)
    page = await overview.page(TENANT, ADA.user_id, now)
    this, last, before = page.months
    assert (this.month, last.month, before.spent) == (f"{now:%Y-%m}", last_month, 0)
    assert (last.spent, last.by_person, last.by_provider) == (2, (("U1", 2),), (("hunter", 2),))
    assert (this.spent, this.by_person) == (16, (("U2", 16),))
    assert this.by_provider == (("pdl", 14), ("hunter", 2))
    [units] = this.units
    assert (units.provider, units.calls, units.units, units.missed) == ("hunter", 2, 1.5, 0.5)
    assert (page.left, page.held) == (66, 16)


async def test_what_an_enrichment_costs_is_in_the_price_list() -> None:
    flat = CreditRules()
    assert prices.price(flat, {"email", "phone", "skills"}) == 2
    assert prices.price(flat, ()) == 0
    assert prices.price(flat, {"email"}, is_local=True) == 0
    by_field = CreditRules(is_by_field=True, other_price=3)
    assert prices.price(by_field, ["email", "phone"]) == 16
    assert prices.price(by_field, ["skills", "company", "email"]) == 5
    assert prices.price(CreditRules(is_by_field=True), ["skills"]) == 0
    assert prices.price(CreditRules(charges_local=True), ["skills"], is_local=True) == 2


async def test_a_person_spends_so_much_in_a_day(database: str) -> None:
    await granted(100)
    await decided(CreditRules(person_day_cap=5))
    one = await held("1", 4)
    with pytest.raises(CapReached, match=r"and 1 are left of what each person may spend in a day \(5\)"):
        await held("2")
    assert await held("1", 4) == one, "what is held already is no more than it was"
    await held("by itself", 4, is_automatic=True)
    await held("of another", 5, BEN)
    await holds.capture(TENANT, one.id, {"hunter": 1})
    await held("2", 4)
    await rows("UPDATE credit_hold SET held_at = '2026-01-01 00:00:00+00:00'")
    await held("3", 5)


async def test_how_many_could_be_held_is_known_before(database: str) -> None:
    assert await holds.available(TENANT, ADA) == 0
    await granted(10)
    assert await holds.available(TENANT, ADA) == 10
    await decided(CreditRules(person_day_cap=5, automatic_month_cap=3))
    await held("1", 4)
    assert await holds.available(TENANT, ADA) == 1
    assert await holds.available(TENANT, BEN) == 5
    assert await holds.available(TENANT, ADA, is_automatic=True) == 3
    await decided(CreditRules(person_day_cap=3, workspace_month_cap=1))
    assert await holds.available(TENANT, ADA) == 0


async def test_a_workspace_and_what_runs_by_itself_spend_so_much_in_a_month(database: str) -> None:
    await granted(100)
    await decided(CreditRules(workspace_month_cap=10, automatic_month_cap=4))
    await held("1", 4, is_automatic=True)
    with pytest.raises(CapReached, match="automatic enrichment may spend in a month"):
        await held("2", 1, is_automatic=True)
    freed = await held("3", 6, BEN)
    with pytest.raises(CapReached, match="this workspace may spend in a month"):
        await held("4", 1)
    await holds.release(TENANT, freed.id)
    await held("4", 6)
    await decided(CreditRules(workspace_month_cap=0))
    with pytest.raises(CapReached):
        await held("5", 1)


async def test_rules_are_checked_and_kept(database: str) -> None:
    rules = CreditRules(flat_price=3, is_by_field=True, person_day_cap=7, automatic_month_cap=None)
    await decided(rules)
    assert await prices.rules_of(TENANT) == rules
    assert await prices.rules_of(Tenant("T2")) == CreditRules()
    with pytest.raises(FieldErrors) as raised:
        await decided(CreditRules(phone_price=-1, workspace_month_cap=10**10))
    assert sorted(raised.value.errors) == ["phone_price", "workspace_month_cap"]


async def test_few_are_left_is_told_once_each_time_it_becomes_so(database: str) -> None:
    await granted(22)

    async def spends(key: str, amount: int) -> list[int]:
        """What is to be told of it."""
        await holds.capture(TENANT, (await held(key, amount)).id, {"hunter": amount})
        found = await overview.low()
        for warning in found:
            await overview.note_said(warning)
        return [warning.left_over for warning in found]

    await holds.release(TENANT, (await held("0", 22)).id)
    assert await overview.low() == (), "what is held may come back"
    assert await spends("1", 2) == []
    assert await spends("2", 1) == [19]
    assert await spends("3", 1) == []
    await correcting.grant(TENANT, ADA, "more", 10, "more")
    assert await spends("4", 20) == [8]
    await decided(CreditRules(warning_below=0))
    assert await spends("5", 8) == []


async def test_another_workspace_has_nothing_of_it(database: str) -> None:
    await granted(10)
    hold = await held("1")
    other = Tenant("T2")
    with pytest.raises(OutOfCredits):
        await holds.reserve(other, ADA, "1", 2, "run:1")
    with pytest.raises(UserError):
        await holds.capture(other, hold.id, {"hunter": 2})
    with pytest.raises(ValueError, match="needs no hold"):
        await held("2", 0)
    await is_sound(TENANT)
