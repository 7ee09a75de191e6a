"""The book under all that is done with credits: double entry, one transaction for each key, nothing is ever changed."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from crm.credits.prices import rules_of
from crm.types import Tenant
from storage import models
from storage.database import transaction
from storage.queries import credits as rows
from storage.queries.credits import Move, Writing


@dataclass(frozen=True, slots=True)
class Book:
    """The ledger of a tenant, which nobody else writes into meanwhile. Balances are those from before."""

    tenant: Tenant
    accounts: Mapping[str, models.CreditAccount]

    def balance(self, account: str) -> int:
        return int(self.accounts[account].balance)

    async def done(self, keys: Sequence[str]) -> Mapping[str, int | None]:
        """What was written under these keys: the ids of the holds that it made or settled."""
        return await rows.known_keys(self.tenant.key, keys)

    async def write(self, *written: Writing) -> None:
        """Once for each block of `opened`: whoever has seen that there is enough, has seen it in these balances."""
        moves = [move for each in written for move in each.moves]
        if any(sum(move.amount for move in each.moves) for each in written):
            raise ValueError("What goes into some accounts comes out of others.")
        await rows.add(self.tenant.key, self.accounts, written, datetime.now(UTC))
        await self._warn(moves)

    async def _warn(self, moves: Sequence[Move]) -> None:
        """Where it is now, and was not before, that few are left: held ones count, as they may come back."""
        before = self.balance(rows.WALLET) + self.balance(rows.HELD)
        after = before + sum(move.amount for move in moves if move.account in (rows.WALLET, rows.HELD))
        if after < before and after < (await rules_of(self.tenant)).warning_below <= before:
            await rows.warn(self.tenant.key, after)


@asynccontextmanager
async def opened(tenant: Tenant) -> AsyncIterator[Book]:
    """One transaction; others who want to write wait until the block ends."""
    async with transaction():
        yield Book(tenant, await rows.lock(tenant.key))
