"""Whatever is done with credits, in whatever order and however often: the book is sound, and as a simple model says.

`TEST_LEDGER_STEPS` is how many steps are done on each database.
"""

import asyncio
import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.credits import correcting, holds, overview
from crm.credits.errors import OutOfCredits
from crm.errors import UserError
from crm.types import Author, CreditHold, HoldState, Tenant
from tests.crm.credits.book import balances, is_sound

STEPS = int(os.environ.get("TEST_LEDGER_STEPS", "200"))
AT_ONCE = 50
MOST_SPENDERS = 4
NUMBERS = st.integers(0, 2**16)
NUMBER = count()
PROVIDERS = ("hunter", "pdl", "directory")


@dataclass(slots=True)
class Expected:
    """A hold as the model has it."""

    id: int
    amount: int
    state: HoldState = HoldState.HELD
    captured: int = 0
    is_refunded: bool = False


class Model:
    """The ledger as three numbers and a list, and one step of each kind done to both."""

    def __init__(self) -> None:
        self.tenant = Tenant(f"T{next(NUMBER)}")
        self.left = 0
        self.grants = 0
        self.holds: dict[str, Expected] = {}

    async def do(self, act: int, which: int, number: int) -> None:
        match act:
            case 0 | 1:
                await self._grant(which, number)
            case 2 | 3 | 4:
                await self._reserve(str(which % 40), number % 16 + 1)
            case 5:
                await self._several(which, number)
            case 6 | 7:
                await self._capture(which, number)
            case 8:
                await self._release(which)
            case 9:
                await self._refund(which)
            case _:
                await self._sweep(number)

    async def is_as_expected(self) -> None:
        spent = sum(each.captured for each in self.holds.values() if not each.is_refunded)
        held = sum(each.amount for each in self.holds.values() if each.state is HoldState.HELD)
        found = await balances(self.tenant)
        assert (found.get("wallet", 0), found.get("held", 0), found.get("spent", 0)) == (
            self.left,
            held,
            spent,
        )
        months = (await overview.page(self.tenant, "U1", datetime.now(UTC))).months
        assert sum(month.spent for month in months) == spent
        assert sum(number for month in months for _, number in month.by_provider) == spent

    async def _grant(self, which: int, number: int) -> None:
        """A replay with the same key changes nothing."""
        amount = number % 60 - 10 or 1
        self.grants += 1
        try:
            for _ in range(which % 3 + 1):
                await correcting.grant(self.tenant, Author("U1"), str(self.grants), amount, "because")
        except UserError:
            assert self.left + amount < 0
        else:
            self.left += amount

    async def _reserve(self, key: str, amount: int) -> None:
        try:
            hold = await holds.reserve(self.tenant, Author(f"U{amount % 3}"), key, amount, f"run:{key}")
        except OutOfCredits:
            assert key not in self.holds
            assert self.left < amount
        else:
            self._note(key, hold)

    async def _several(self, which: int, number: int) -> None:
        """At once, some of them with the same key."""
        keys = [str((which + place // 2) % 40) for place in range(number % MOST_SPENDERS + 2)]
        amount = number % 7 + 1
        before = set(self.holds)
        done = await asyncio.gather(
            *(holds.reserve(self.tenant, Author("U1"), key, amount, f"run:{key}") for key in keys),
            return_exceptions=True,
        )
        refused = 0
        for key, hold in zip(keys, done, strict=True):
            if isinstance(hold, CreditHold):
                self._note(key, hold)
            else:
                assert isinstance(hold, OutOfCredits)
                assert key not in before
                refused += 1
        assert not refused or self.left < amount

    def _note(self, key: str, hold: CreditHold) -> None:
        if key not in self.holds:
            self.holds[key] = Expected(hold.id, hold.amount)
            self.left -= hold.amount
        known = self.holds[key]
        assert (hold.id, hold.amount, hold.state) == (known.id, known.amount, known.state)

    async def _capture(self, which: int, number: int) -> None:
        if (expected := self._any(which)) is None:
            return
        charges = _charges(expected.amount, number)
        done = [await holds.capture(self.tenant, expected.id, charges) for _ in range(number % 2 + 1)]
        if expected.state is HoldState.HELD:
            self._settle(expected, sum(charges.values()))
        assert {(each.state, each.captured) for each in done} == {(expected.state, expected.captured)}

    async def _release(self, which: int) -> None:
        if (expected := self._any(which)) is None:
            return
        hold = await holds.release(self.tenant, expected.id)
        if expected.state is HoldState.HELD:
            self._settle(expected, 0)
        assert (hold.state, hold.captured) == (expected.state, expected.captured)

    async def _refund(self, which: int) -> None:
        charges = await overview.refundable(self.tenant)
        if not charges:
            return
        charge = charges[which % len(charges)]
        for _ in range(which % 2 + 1):
            reference = await correcting.refund(self.tenant, Author("U1"), charge.id, "it bounced")
        expected = self.holds[reference.removeprefix("run:")]
        assert not expected.is_refunded
        assert -charge.amount == expected.captured
        expected.is_refunded = True
        self.left += expected.captured

    async def _sweep(self, number: int) -> None:
        """Now, when nothing has expired, or long after."""
        await holds.sweep(datetime.now(UTC))
        if number % 2:
            later = datetime.now(UTC) + timedelta(days=1)
            while await holds.any_expired(later):
                await holds.sweep(later)
            for each in self.holds.values():
                if each.state is HoldState.HELD:
                    self._settle(each, 0)

    def _settle(self, expected: Expected, captured: int) -> None:
        expected.state = HoldState.CAPTURED if captured else HoldState.RELEASED
        expected.captured = captured
        self.left += expected.amount - captured

    def _any(self, which: int) -> Expected | None:
        known = list(self.holds.values())
        return known[which % len(known)] if known else None


def _charges(amount: int, number: int) -> dict[str, int]:
    """Between 1 and all of it, with one provider or two."""
    total = number % amount + 1
    first = number % total
    one, other = PROVIDERS[number % 3], PROVIDERS[(number + 1) % 3]
    return {one: first, other: total - first} if first else {one: total}


@settings(
    max_examples=max(1, STEPS // AT_ONCE),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(st.tuples(st.integers(0, 10), NUMBERS, NUMBERS), min_size=AT_ONCE, max_size=AT_ONCE))
async def test_whatever_is_done_the_book_is_sound(database: str, steps: list[tuple[int, int, int]]) -> None:
    model = Model()
    for act, which, number in [(0, 0, 50), *steps]:
        await model.do(act, which, number)
        await is_sound(model.tenant)
    await model.is_as_expected()
